"""docs/roles.md: what every command and every act of a screen comes to for every role, with own rows and others'.

Each line of its tables is tried. After a change that is meant, ``--snapshot-update`` writes the lines anew.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest
import time_machine

from csi_tui.services.desk.second_person import NeedsSecondPerson, Waits
from csi_tui.services.errors import NotPermitted
from csi_tui.services.keeping.opening import open_desk
from csi_tui.widgets.key_sheet import every_screen
from tests import stores
from tests.cli.program import ROOT, Program, at_account
from tests.cli.roles import (
    ASKS_NOBODY,
    COMMANDS,
    MOVES,
    OTHER,
    ROLES,
    SCREEN_ACTS,
    SCREENS,
    WITH_CARD,
    Act,
    beginning,
    number_of,
    over,
)
from tests.cli.test_texts import commands
from tests.effort import SOAK

PAGE = ROOT / "docs" / "roles.md"
NOT_PERMITTED = 4
NO_SUCH_ROW = re.compile(r"has no card in|You have no card in|There is no appeal|no active user")
"""What is said where somebody has no row of that kind: supervisors are not assessed."""


@pytest.fixture
def template(tmp_path: Path, now: time_machine.Traveller) -> Iterator[Path]:
    with stores.begun(tmp_path / "begun" / "csi.db", now, beginning) as desk:
        yield desk.store.path


class Trial:
    """Acts on copies of one store, each in a folder of its own."""

    def __init__(
        self, template: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.template, self.patch, self.capture = template, patch, capture
        self.turn = 0

    def line(self, name: str, act: Act) -> str:
        """What it says in the page."""
        cells = [self.cell(user, name, act) for user in ROLES]
        return f"| {f'`csi {name}`' if name in COMMANDS else name} | {' | '.join(cells)} |"

    def cell(self, user: str, name: str, act: Act) -> str:
        """What comes of it for a user, with a row of somebody else and with an own one."""
        others = self.tried(user, name, act, OTHER)
        own = self.tried(user, name, act, number_of(user)) if act.of_a_row else others
        if own in (others, None):
            return others or "-"
        return f"{others}, own: {own}" if others else f"own: {own}"

    def tried(self, user: str, name: str, act: Act, number: str) -> str | None:
        """``yes``, ``no`` or ``waits``; None where there is no such row."""
        self.turn += 1
        folder = self.template.parents[1] / f"turn-{self.turn}"
        folder.mkdir()
        csi = Program(folder / "csi.db", self.capture)
        shutil.copy(self.template, csi.path)
        (folder / "orders.csv").write_text("order_no,received_at,agent_no\nN1,2026-05-06T09:00,X\n")
        (folder / "lost.csv").write_text(
            "order_no,received_at,completed_at,outcome\nN2,2026-05-05T09:00,2026-05-06T09:00,fixed\n"
        )
        values = {
            "p": number,
            "folder": str(folder),
            "copy": str(self.template),
            "over": over(number),
            "owner": next((one for one in ROLES if number_of(one) == number), OTHER),
            "appeal": f"A20260501-{_appeals().get(number, 99):03}",
        }
        try:
            for who, line in act.before:
                at_account(self.patch, who.format(**values).lower())
                before = csi.tried(*shlex.split(line.format(**values)))
                if before.status > 1:
                    # Nobody could do this before: there is no such row.
                    return None
            at_account(self.patch, user.lower())
            return _called(csi, act, number) if act.call else _said(csi, name, act, values)
        finally:
            shutil.rmtree(folder)


def _appeals() -> dict[str, int]:
    return {number_of(name): place for place, name in enumerate(WITH_CARD, 1)}


def _said(csi: Program, name: str, act: Act, values: dict[str, str]) -> str | None:
    waiting = _waiting(csi.path)
    answer = csi.tried(*shlex.split(f"{name.partition(' --')[0]} {act.line}".format(**values)))
    # Whatever only proposes leaves with 1 (docs/cli.md, *Exit status*): no script takes it for done.
    assert answer.status or _waiting(csi.path) <= waiting, f"{name} only proposes, and leaves with 0"
    if answer.status == NOT_PERMITTED:
        return "no"
    if answer.status == 1 and "waits as no." in answer.err:
        return "waits"
    if NO_SUCH_ROW.search(answer.err):
        return None
    assert answer.status <= 1 or (act.state and act.state in answer.err), f"{name}: {answer}"
    return "yes"


def _waiting(path: Path) -> set[tuple[str, int]]:
    """What waits for a second person in a store."""
    with closing(sqlite3.connect(path)) as store:
        return set(
            store.execute(
                "SELECT 'act', id FROM waiting_act WHERE outcome IS NULL "
                "UNION SELECT 'complaint', id FROM complaint WHERE proposed_status IS NOT NULL"
            )
        )


def _called(csi: Program, act: Act, number: str) -> str:
    assert act.call is not None
    desk = open_desk(csi.path)
    try:
        act.call(desk, number)
    except (Waits, NeedsSecondPerson):
        return "waits"
    except NotPermitted:
        return "no"
    finally:
        desk.close()
    return "yes"


def stands(name: str) -> str:
    """The line of the page about an act."""
    label = f"`csi {name}`" if name in COMMANDS else name
    found = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {label} |")
    ]
    assert len(found) == 1, f"docs/roles.md has {len(found)} lines about {name}"
    return found[0]


def test_every_command_and_act_has_its_line() -> None:
    """None can be forgotten: a new command, a new key that does something."""
    assert {" ".join(words) for words, _command in commands()} == {
        *(name.partition(" --")[0] for name in COMMANDS),
        *ASKS_NOBODY,
    }
    for name in (*COMMANDS, *SCREENS):
        stands(name)
    text = PAGE.read_text(encoding="utf-8")
    for name in ASKS_NOBODY:
        assert f"`csi {name}`" in text
    seen = {one.id for _screen, found in every_screen() for one in found}
    assert set(SCREEN_ACTS) <= seen
    assert set(SCREEN_ACTS.values()) <= {*COMMANDS, *SCREENS}
    moves = {
        one for one in seen if one.rpartition(".")[2] in MOVES or one.startswith(("go.", "sign.", "views."))
    }
    assert seen - set(SCREEN_ACTS) <= moves


@pytest.mark.parametrize("name", [*COMMANDS, *SCREENS])
def test_it_is_as_the_page_says(
    name: str,
    template: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    """Rows of one's own and of others: in the long run for every role, otherwise for two by turns, and for one where
    everybody may."""
    act = {**COMMANDS, **SCREENS}[name]
    trial = Trial(template, monkeypatch, capsys)
    if request.config.option.update_snapshots:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(text.replace(stands(name), trial.line(name, act)), encoding="utf-8")
        return
    cells = [cell.strip() for cell in stands(name).strip("|").split("|")[1:]]
    known = dict(zip(ROLES, cells, strict=True))
    first = crc32(name.encode()) % len(ROLES)
    few = 1 if set(cells) == {"yes"} else 2
    asked = list(ROLES) if SOAK else [*ROLES, *ROLES][first : first + few]
    assert {user: trial.cell(user, name, act) for user in asked} == {user: known[user] for user in asked}
