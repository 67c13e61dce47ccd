"""What can be said about how a file is read, where it is not found by itself: each setting of ``csi import``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from textual.app import App

from csi_tui.i18n import _
from csi_tui.screens.imports.choose_file import ChooseFileDialog
from csi_tui.screens.imports.layout import LayoutScreen
from csi_tui.services.imports import folders
from csi_tui.services.imports.preview import HowRead, Outline
from csi_tui.services.imports.text import kind_text
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.mapping import Mapped
from csi_tui.services.tabular.untrusted_text import written_out
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed

ENCODINGS = ("utf-8", "gb18030", "big5", "shift_jis", "euc-kr", "utf-16")
"""Those that are offered; of any other the file is saved anew, or imported by the command."""
ALL = "*"
"""As the numbers of sheets: all of them with the same headers."""
Chosen = Callable[[HowRead], None]


def settings(seen: Outline, how: HowRead) -> Sequence[tuple[str, str]]:
    """What can be set for this file, each with how it is now."""
    yes = {True: _("yes"), False: _("no")}
    row = str(how.header_row) if how.header_row else _("found by itself")
    found = [("header_row", _("Row of the headers: {now}").format(now=row))]
    if seen.sheet:
        sheets = (
            _("all with the same headers") if how.all_sheets else _(", ").join(how.sheets or (seen.sheet,))
        )
        found.insert(0, ("sheets", _("Sheets: {now}").format(now=sheets)))
        found.append(
            ("hidden_rows", _("Hidden and filtered rows too: {now}").format(now=yes[how.hidden_rows]))
        )
    else:
        found.append(("encoding", _("Encoding: {now}").format(now=how.encoding or _("found by itself"))))
    mapping = _("as agreed under “Columns”")
    if how.mapping is None:
        mapping = _("none")
    elif isinstance(how.mapping, Path):
        mapping = written_out(how.mapping.name)
    found.append(("mapping", _("File that names the columns: {now}").format(now=mapping)))
    found.append(("revise", _("Replace rows that have other values: {now}").format(now=yes[how.revise])))
    return found


def ask(app: App[int], seen: Outline, how: HowRead, chosen: Chosen) -> None:
    """Ask what shall be otherwise, then how; ``chosen`` hears of it."""

    def asked(what: str | None) -> None:
        if what == "hidden_rows":
            chosen(replace(how, hidden_rows=not how.hidden_rows))
        elif what == "revise":
            chosen(replace(how, revise=not how.revise))
        elif what is not None:
            _ASK[what](app, seen, how, chosen)

    app.push_screen(ChoiceDialog(_("How the file is read"), settings(seen, how)), asked)


def ask_kind(app: App[int], kinds: Sequence[str], seen: Outline | None, how: HowRead, chosen: Chosen) -> None:
    """Ask what kind of rows the file holds; those that its headers fit say so."""
    fits = () if seen is None else seen.kinds
    choices = [
        (
            kind,
            _("{kind} (the headers fit)").format(kind=kind_text(kind)) if kind in fits else kind_text(kind),
        )
        for kind in kinds
    ]

    def asked(kind: str | None) -> None:
        if kind is not None:
            chosen(replace(how, kind=kind))

    first = "" if seen is None else seen.kind
    app.push_screen(ChoiceDialog(_("What does the file hold?"), choices, first=first), asked)


def ask_columns(app: App[int], screen: LayoutScreen, how: HowRead, chosen: Chosen) -> None:
    """Ask what columns and words stand for."""

    def agreed(content: Mapped | None) -> None:
        if content is not None:
            chosen(replace(how, mapping=content))

    app.push_screen(screen, agreed)


def _ask_encoding(app: App[int], seen: Outline, how: HowRead, chosen: Chosen) -> None:
    def asked(encoding: str | None) -> None:
        if encoding is not None:
            chosen(replace(how, encoding=None if encoding == "found" else encoding))

    choices = [("found", _("found by itself")), *((name, name) for name in ENCODINGS)]
    app.push_screen(ChoiceDialog(_("Encoding"), choices, first=how.encoding or seen.encoding), asked)


def _ask_mapping(app: App[int], seen: Outline, how: HowRead, chosen: Chosen) -> None:
    if how.mapping is not None:
        chosen(replace(how, mapping=None))
        return

    def asked(path: Path | None) -> None:
        if path is not None:
            chosen(replace(how, mapping=path))

    title = _("A toml file with lines such as {line}").format(line='"Ticket" = "order_no"')
    app.push_screen(ChooseFileDialog(title, folders.MAPPINGS), asked)


def _ask_by_dialog(dialog: Callable[[Outline, HowRead], EntryDialog[HowRead]]) -> Callable[..., None]:
    def asking(app: App[int], seen: Outline, how: HowRead, chosen: Chosen) -> None:
        def asked(now: HowRead | None) -> None:
            if now is not None:
                chosen(now)

        app.push_screen(dialog(seen, how), asked)

    return asking


class HeaderRowDialog(EntryDialog[HowRead]):
    """Dismisses with the row of the headers set."""

    def __init__(self, seen: Outline, how: HowRead) -> None:
        super().__init__()
        self._seen, self._how = seen, how

    def title_text(self) -> str:
        """What is asked."""
        return _("Row of the headers")

    def rows(self) -> Sequence[Row]:
        """Its number."""
        return (Row("row", _("In row"), str(self._seen.header_row or ""), limit=7),)

    def hint(self) -> str:
        """Which number is meant."""
        return _("As the spreadsheet numbers it; empty: found by itself.")

    def needs(self, row_id: str) -> bool:
        """Empty is an answer."""
        return False

    def read(self, texts: Mapping[str, str], choice: str) -> int | None:
        """The number."""
        return _number(text) if (text := texts["row"]) else None

    def carry_out(self, value: int | None) -> HowRead:
        """Set it."""
        return replace(self._how, header_row=value)


class SheetsDialog(EntryDialog[HowRead]):
    """Dismisses with the sheets set."""

    def __init__(self, seen: Outline, how: HowRead) -> None:
        super().__init__()
        self._seen, self._how = seen, how

    def title_text(self) -> str:
        """What is asked."""
        return _("Sheets that are read")

    def about(self) -> str:
        """The sheets there are."""
        return "\n".join(f"{number}  {name}" for number, name in enumerate(self._seen.sheets, 1))

    def rows(self) -> Sequence[Row]:
        """Their numbers."""
        names = self._how.sheets or (self._seen.sheet,)
        now = [str(self._seen.sheets.index(name) + 1) for name in names if name in self._seen.sheets]
        return (Row("sheets", _("Numbers"), ALL if self._how.all_sheets else ",".join(now)),)

    def hint(self) -> str:
        """How they are written."""
        return _("One, or several such as 1,3; * for all with the same headers.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, ...] | None:
        """Their names; None for all."""
        text = needed(texts["sheets"])
        if text in (ALL, "＊"):
            return None
        pieces = text.replace("，", ",").replace("、", ",").split(",")
        if not all(map(str.strip, pieces)):
            # What stood before the comma may have been typed over.
            raise BadCell(_("lacks a number beside a comma; several are written such as 1,3"))
        numbers = [_number(one) for one in pieces]
        if max(numbers) > len(self._seen.sheets):
            raise BadCell(_("there are sheets 1 to {n}").format(n=len(self._seen.sheets)))
        return tuple(self._seen.sheets[number - 1] for number in dict.fromkeys(numbers))

    def carry_out(self, value: tuple[str, ...] | None) -> HowRead:
        """Set them."""
        return replace(self._how, sheets=value or (), all_sheets=value is None)


def _number(text: str) -> int:
    text = text.strip()
    if not text.isdecimal() or len(text) > 7 or not int(text):
        raise BadCell(_("is a number, such as 3"))
    return int(text)


_ASK: Mapping[str, Callable[[App[int], Outline, HowRead, Chosen], None]] = {
    "sheets": _ask_by_dialog(SheetsDialog),
    "header_row": _ask_by_dialog(HeaderRowDialog),
    "encoding": _ask_encoding,
    "mapping": _ask_mapping,
}
