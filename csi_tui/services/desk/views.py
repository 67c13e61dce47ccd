"""Looks of a list that somebody keeps under a name: what is searched, what it is narrowed down to, its order.

They stand in a file of the person's own beside the settings, and not in the store: nothing that is paid rests on them,
a store that is only read has them too, and nobody else's list changes with them (docs/decisions/0049, point 1).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from csi_db.pinyin import reading_order
from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk import paths
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import EVERYTHING, Filter
from csi_tui.services.desk.given_texts import name_given
from csi_tui.services.desk.spoken_days import read_day_of_span
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.cells import BadCell

LONGEST = 30
"""Characters of a name: it stands above the list, and leaves room for what it shows."""
MOST = 50
"""Views of a list: more of them nobody finds again."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a list looks.

    Attributes:
        search: what is searched for. ``only``: what it is narrowed down to.
        part: which part of everything it shows, in the list's own word; empty for its first one.
        column: label of the column that it is sorted by, as the code has it; empty for the list's own order.
    """

    search: str = ""
    only: Filter = EVERYTHING
    part: str = ""
    column: str = ""
    down: bool = False


PLAIN = Look()
"""As the list comes."""


@dataclass(frozen=True, slots=True)
class View:
    """A look under its name."""

    name: str
    look: Look = field(default_factory=Look)


def views(desk: Desk, place: str) -> tuple[View, ...]:
    """The views of a list that the user at the desk keeps, by name; ``place`` is the id of the list.

    Raises:
        UserError: their file cannot be read.
    """
    return _read(_file(desk)).get(place, ())


def keep(desk: Desk, place: str, name: str, look: Look) -> View:
    """Keep a look under a name; another one of that name is replaced.

    Raises:
        UserError: no name or too long a one, too many views, or the file cannot be read or written.
    """
    view = View(_named(name), look)

    def changed(before: Sequence[View]) -> Sequence[View]:
        others = [one for one in before if one.name != view.name]
        if len(others) >= MOST:
            raise UserError(_("There are {n} views of this list; remove one first.").format(n=MOST))
        return [*others, view]

    _change(desk, place, changed)
    return view


def rename(desk: Desk, place: str, name: str, new: str) -> View:
    """Give a view another name.

    Raises:
        UserError: there is none of the name any more, another one has the new name, or as :func:`keep`.
    """
    new = _named(new)

    def changed(before: Sequence[View]) -> Sequence[View]:
        if new != name and any(one.name == new for one in before):
            raise UserError(_("Another view is called “{name}”.").format(name=new))
        _one(before, name)
        return [replace(one, name=new) if one.name == name else one for one in before]

    return _one(_change(desk, place, changed), new)


def remove(desk: Desk, place: str, name: str) -> None:
    """Remove a view.

    Raises:
        UserError: there is none of the name any more, or as :func:`keep`.
    """

    def changed(before: Sequence[View]) -> Sequence[View]:
        found = _one(before, name)
        return [one for one in before if one is not found]

    _change(desk, place, changed)


def _named(name: str) -> str:
    plain = name_given(name, _("Give the view a name."))
    if len(plain) > LONGEST:
        raise UserError(_("The name of a view has at most {n} characters.").format(n=LONGEST))
    return plain


def _one(those: Sequence[View], name: str) -> View:
    found = next((one for one in those if one.name == name), None)
    if found is None:
        raise UserError(_("No view is called “{name}” any more.").format(name=name))
    return found


# --- The file ---------------------------------------------------------------------------------------------------------


def views_folder() -> Path:
    """Where the files of views lie, one for each user of a store."""
    from platformdirs import user_config_path

    return user_config_path(paths.APPLICATION, appauthor=False) / "views"


def _file(desk: Desk) -> Path:
    """The file of the user at a store: people who sign in at one account have files of their own."""
    who = f"{desk.store.path.resolve()}\n{desk.actor.user_id}"
    return views_folder() / f"{hashlib.sha256(who.encode()).hexdigest()[:24]}.json"


def _change(desk: Desk, place: str, change: Callable[[Sequence[View]], Sequence[View]]) -> tuple[View, ...]:
    file = _file(desk)
    everything = _read(file)
    everything[place] = tuple(
        sorted(change(everything.get(place, ())), key=lambda one: reading_order(one.name))
    )
    body = {
        "store": str(desk.store.path.resolve()),
        "views": {list_: [_written(one) for one in those] for list_, those in everything.items() if those},
    }
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        paths.write_whole(file, json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise _unusable(file, reason_of(error)) from error
    return everything[place]


def _read(file: Path) -> dict[str, tuple[View, ...]]:
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
        return {str(place): tuple(map(_view, those)) for place, those in body["views"].items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unusable(file, reason_of(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # A file that is no list of views is never written over: it may hold what somebody wants back.
        raise _unusable(file, _("it holds no views")) from error


def _unusable(file: Path, reason: str) -> UserError:
    return UserError(
        _("The views cannot be kept in {file}: {reason}. Put the file right, or remove it.").format(
            file=file, reason=reason
        )
    )


def _written(view: View) -> dict[str, Any]:
    look, only = view.look, view.look.only
    said = {
        "name": view.name,
        "search": look.search,
        "part": look.part,
        "column": look.column,
        "down": look.down,
        "mark": only.mark,
        "person_id": only.person_id,
        "person": only.person,
        "since": None if only.since is None else only.since.isoformat(),
        "until": None if only.until is None else only.until.isoformat(),
        "since_said": only.since_said,
        "until_said": only.until_said,
    }
    return {name: value for name, value in said.items() if value not in ("", None, False)}


def _said(said: dict[str, Any], end: str) -> str:
    """A day as it was said; anything else than a day is none of ours."""
    text = str(said.get(end, ""))
    try:
        read_day_of_span(text, date(2026, 1, 1), end=False)
    except BadCell as bad:
        raise ValueError(bad.reason) from bad
    return text


def _view(said: dict[str, Any]) -> View:
    since, until = (
        None if said.get(end) is None else date.fromisoformat(said[end]) for end in ("since", "until")
    )
    only = Filter(
        mark=str(said.get("mark", "")),
        person_id=None if said.get("person_id") is None else int(said["person_id"]),
        person=str(said.get("person", "")),
        since=since,
        until=until,
        since_said=_said(said, "since_said"),
        until_said=_said(said, "until_said"),
    )
    look = Look(
        search=str(said.get("search", "")),
        only=only,
        part=str(said.get("part", "")),
        column=str(said.get("column", "")),
        down=bool(said.get("down", False)),
    )
    return View(str(said["name"]), look)
