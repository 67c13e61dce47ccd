"""What only a real terminal shows: a hang-up, an error in the event loop, the exit status
(docs/cli.md, *Exit status*)."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pexpect

from csi_tui.services.desk import drafts, paths
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders.work_orders import next_number
from tests.journeys.terminal import Terminal
from tests.screens.driving import own_form

START = """
import sys
{before}
from csi_tui.cli.main import main
sys.argv[1:] = ["--db", sys.argv[1], "--no-mouse"]
main()
"""
WAITS = """
import signal, subprocess, sys
from pathlib import Path
signal.signal(signal.SIGHUP, lambda *_: None)
Path(sys.argv[1]).write_text(str(subprocess.call(sys.argv[2:])))
"""
BROKEN = """
from csi_tui.screens.home.home import HomeScreen
def broken(self): raise ZeroDivisionError("the event loop's own")
HomeScreen.action_new_order = broken
"""


def start(store: Path, before: str = "") -> pexpect.spawn[str]:
    folders = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[2] / "db")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(folders),
        "TERM": "xterm-256color",
        "TEXTUAL_ANIMATIONS": "none",
    }
    return pexpect.spawn(
        sys.executable,
        ["-c", START.format(before=before), str(store)],
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=300,
        env=environment,
    )


def test_a_hang_up_keeps_what_was_typed(store: Path) -> None:
    """The terminal goes away under a changed form: the process ends, the draft is there
    (docs/architecture.md, *The terminal application*)."""
    terminal = Terminal(["--db", str(store)], {"TEXTUAL_ANIMATIONS": "none"})
    terminal.wait_for("Unfinished orders")
    terminal.press("f2", "ZHANG")
    terminal.wait_for("New work order", "ZHANG")
    terminal.hang_up()
    found = drafts.find(store, own_form(store))
    assert found is not None
    assert found.texts["customer_name"] == "ZHANG"
    assert found.texts["received_at"]


def test_a_terminal_that_goes_away_behind_a_script_ends_the_application(store: Path, tmp_path: Path) -> None:
    """The hang-up reaches the leader of the session alone, which waits for us as make does: we end all the same."""
    status = tmp_path / "status"
    leader = (sys.executable, "-c", WAITS, str(status))
    terminal = Terminal(["--db", str(store)], {"TEXTUAL_ANIMATIONS": "none"}, behind=leader)
    terminal.wait_for("Unfinished orders")
    terminal.press("f2", "ZHANG")
    terminal.wait_for("New work order", "ZHANG")
    terminal.hang_up()
    assert status.read_text(encoding="utf-8") == str(128 + signal.SIGHUP)
    found = drafts.find(store, own_form(store))
    assert found is not None
    assert found.texts["customer_name"] == "ZHANG"


def test_leaving_gives_exit_status_0_and_a_clean_terminal(store: Path) -> None:
    """Escape twice leaves; the alternate screen is closed; the store can be used again."""
    child = start(store)
    child.expect("Unfinished orders")
    child.send("\x1b\x1b")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    desk = open_desk(store)
    assert next_number(desk).endswith("-001")
    desk.close()


def test_a_missing_store_gives_exit_status_5(tmp_path: Path) -> None:
    """The message is painted; leaving then gives the error's exit status (docs/cli.md, *Exit status*)."""
    child = start(tmp_path / "none.db")
    child.expect("There is no store")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 5


def test_an_error_in_the_event_loop_shows_no_traceback(store: Path) -> None:
    """An apology and the log's place on the terminal, the stack in the log, exit status 1."""
    child = start(store, BROKEN)
    child.expect("Unfinished orders")
    child.send("\x1bOQ")
    child.expect("had to stop")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    assert "Traceback" not in str(child.before)
    assert "ZeroDivisionError" in (paths.state_folder() / "problems.log").read_text(encoding="utf-8")
