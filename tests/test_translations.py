"""The Chinese catalogue is complete, and what is shipped is what was written."""

from __future__ import annotations

import gettext
import re

import pytest
from babel.messages.catalog import Catalog

from csi_tui import i18n
from tools import translations


def test_every_text_has_a_chinese_translation() -> None:
    """Chinese and English from the start."""
    found = translations.problems(translations.extract(), translations.read_catalogue())
    assert not found, "run `make translations` and fill in:\n" + "\n".join(found)


def test_the_compiled_catalogue_is_the_written_one() -> None:
    """The .mo file is what users get; the .po file is what translators edit."""
    assert translations.COMPILED.read_bytes() == translations.compiled(translations.read_catalogue()), (
        "run `make translations` and commit both files"
    )


def test_the_program_finds_its_catalogue() -> None:
    """The catalogue lies where the program looks for it, and loads with the standard library alone."""
    texts = gettext.translation(i18n.DOMAIN, i18n.LOCALE_DIR, ["zh_CN"])
    wanted = {
        (key[1], translations.translation_of(message))
        for key, message in translations.messages(translations.read_catalogue()).items()
        if isinstance(key[1], str) and key[0] is None
    }
    assert wanted
    assert {(text, texts.gettext(text)) for text, _ in wanted} == wanted


SOURCE = """
LABELS = [N_("Draft")]
print(f"{_('inside')}", _(LABELS[0]), self._("attribute"))
_("Order {no}"
  " is there").format(no=1)
ngettext("{n} row", "{n} rows", n).format(n=n)
pgettext("month", "Open")
"""


def test_texts_are_found_wherever_they_stand() -> None:
    """Joined literals, f-strings around a marker, plurals, contexts; a name as argument is no text."""
    found = [(t.context, t.msgid) for t in translations.texts_of(SOURCE, "a.py")]
    assert found == [
        (None, "Draft"),
        (None, "inside"),
        (None, "attribute"),
        (None, "Order {no} is there"),
        (None, ("{n} row", "{n} rows")),
        ("month", "Open"),
    ]


@pytest.mark.parametrize(
    "source",
    ['_(f"{n} rows")', '_("{n}".format(n=1))', '_("a" + b)', 'N_(f"x{y}")', 'ngettext("row", rows, n)'],
)
def test_a_text_that_could_never_be_found_is_refused(source: str) -> None:
    """House rule: format the answer, not the question."""
    with pytest.raises(translations.ExtractionError, match=r"a\.py:1"):
        list(translations.texts_of(source, "a.py"))


def _catalogue(**texts: str) -> Catalog:
    catalogue = Catalog(locale=translations.LOCALE)
    for text, chinese in texts.items():
        catalogue.add(text.replace("_", " "), chinese)
    return catalogue


def test_gaps_are_named() -> None:
    """Each kind of gap is found, with the text it is about."""
    fresh = _catalogue(New="", Empty="", Rough="", Good="")
    fresh.add("{no} of {total}")
    fresh.add(("{n} row", "{n} rows"))
    kept = _catalogue(Empty=" ", Good="好", Gone="旧")
    kept.add("Rough", "大概", flags={"fuzzy"})
    kept.add("{no} of {total}", "第 {no} 个")
    kept.add(("{n} row", "{n} rows"), ("几行",))
    assert translations.problems(fresh, kept) == [
        "fuzzy: 'Rough'",
        "no longer in the source: 'Gone'",
        "not in the catalogue: 'New'",
        "not translated: 'Empty'",
        "placeholders ['no'] instead of ['no', 'total']: '{no} of {total}' -> '第 {no} 个'",
        "placeholders [] instead of ['n']: ('{n} row', '{n} rows') -> '几行'",
    ]


def test_an_update_keeps_what_is_translated() -> None:
    """Translations and doubts stay; texts that left the source leave the catalogue."""
    kept = _catalogue(Good="好", Gone="旧")
    kept.add("Rough", "大概", flags={"fuzzy"})
    result = translations.messages(translations.updated(_catalogue(Good="", Rough="", New=""), kept))
    assert {key[1]: (translations.translation_of(m), m.fuzzy) for key, m in result.items()} == {
        "Good": ("好", False),
        "Rough": ("大概", True),
        "New": ("", False),
    }


TWO_WORDS_FOR_ONE = {
    r"\brefused (row|one)|\brows? (is|are) (still )?refused": "rejected",
    r"\b(taken?|takes|taking)( \w+){0,3} out\b": "undone (an import), taken back (an entry)",
    r"拒绝的行|拒收": "退回",
    r"行为记录": "奖惩记录",
    r"撤销(仍然|调整|评分|申诉|提议)|撤回(导入|异议)": "撤回（本人的录入）、撤销（导入、异议）",
}


@pytest.mark.parametrize("second", TWO_WORDS_FOR_ONE)
def test_one_thing_has_one_word(second: str) -> None:
    """docs/glossary.md, one English word and one Chinese word: the second one stands in no text."""
    told = [
        text
        for key, message in translations.messages(translations.read_catalogue()).items()
        for text in (
            *(key[1] if isinstance(key[1], tuple) else (key[1],)),
            translations.translation_of(message),
        )
        if re.search(second, text)
    ]
    assert not told, (TWO_WORDS_FOR_ONE[second], told)
