"""Which language a call speaks."""

from __future__ import annotations

import pytest

from csi_tui import i18n


@pytest.mark.parametrize(
    ("argv", "environ", "expected"),
    [
        ([], {}, "en"),
        (["--lang", "zh"], {}, "zh"),
        (["--lang=zh", "cards", "2026-01"], {"CSI_LANG": "en", "LANG": "en_GB.UTF-8"}, "zh"),
        (["--db", "--lang", "--lang", "zh"], {}, "zh"),
        (["--operator", "zh", "cards"], {}, "en"),
        (["--db", "x", "--lang", "en", "home"], {"CSI_LANG": "zh"}, "en"),
        # only before the command, and not behind the end of the options
        (["card", "--lang", "zh"], {}, "en"),
        (["--", "--lang", "zh"], {}, "en"),
        (["--lang"], {"CSI_LANG": "zh"}, "zh"),
        # a value that is neither is refused elsewhere; here it decides nothing
        (["--lang", "fr"], {"CSI_LANG": "zh"}, "zh"),
        ([], {"CSI_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"CSI_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_TW"}, "zh"),
        ([], {"LANG": "zh-Hans"}, "zh"),
        ([], {"LANG": "zh"}, "zh"),
        ([], {"LANG": "zhx"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8@euro"}, "en"),
        # the first locale variable that is set decides alone
        ([], {"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ([], {"LC_CTYPE": "zh_CN.UTF-8", "LANG": "en_US"}, "en"),
    ],
)
def test_language_of_a_call(argv: list[str], environ: dict[str, str], expected: str) -> None:
    """docs/cli.md, *Global options*: --lang before the command, else CSI_LANG, else the locale; zh* is Chinese."""
    assert i18n.detect(argv, environ) == expected


def test_english_is_the_source() -> None:
    """Without a catalogue every text stands as written, and numbers choose their form."""
    i18n.activate("en")
    assert i18n.current_language() == "en"
    assert i18n._("Work order {no}") == "Work order {no}"
    assert [i18n.ngettext("{n} row", "{n} rows", n) for n in (0, 1, 2)] == ["{n} rows", "{n} row", "{n} rows"]
    assert i18n.pgettext("month", "Open") == "Open"


def test_chinese_is_switched_on_and_off() -> None:
    """activate() holds for all texts asked for afterwards; unknown ones and "" stay as they are."""
    i18n.activate("zh")
    assert i18n.current_language() == "zh"
    assert i18n._("a text that nobody translated") == "a text that nobody translated"
    assert i18n._("") == ""
    i18n.activate("en")
    assert i18n.current_language() == "en"


def test_a_mark_leaves_the_text_alone() -> None:
    """N_ only tells the collector of translations where a text stands."""
    i18n.activate("zh")
    assert i18n.N_("Open") == "Open"
