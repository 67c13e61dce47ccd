"""A whole close over the command line, as a cron job or a supervisor over SSH does it: real processes, no terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.terminal import LANGUAGES, run_csi

EXAMPLE = Path(__file__).parents[1] / "examples" / "aftersales"
KINDS = ("employees", "orders", "surveys", "complaints")


class Supervisor:
    """Somebody at a shell, with a store of their own."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.environ = {"CSI_DB": str(folder / "desk.db"), "CSI_LANG": language}

    def csi(self, *arguments: str, status: int = 0, days_later: int = 0) -> tuple[str, str]:
        """Run a command; answers standard output and standard error."""
        got, out, err = run_csi(list(arguments), self.environ, self.folder, days_later=days_later)
        assert got == status, f"csi {' '.join(arguments)}: {got}\n{out}{err}"
        assert "Traceback" not in out + err
        return out, err


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_is_closed_over_the_command_line(tmp_path: Path, language: str) -> None:
    """Issue "The main job", *Done when* 4: the whole close over the command line without a terminal.

    The first month is brought in; the second is checked, computed, published, held until its window ends, and frozen.
    """
    desk = Supervisor(tmp_path, language)
    desk.csi("init", "--site", "T", "--site-name", "样例")
    for kind in KINDS:
        desk.csi("import", kind, str(EXAMPLE / f"{kind}.csv"))
    bad = tmp_path / "bad.csv"
    bad.write_text(
        "agency_ref,order_no,answered_at,attitude,cost\n"
        "X1,W000001,2026-01-30T10:00,5,4\nX2,W999999,2026-01-30T10:00,5,4\n",
        encoding="utf-8",
    )
    out, _err = desk.csi("import", "surveys", str(bad), "--dry-run", "--json", status=1)
    report = json.loads(out)
    assert (report["accepted"], report["rejected"][0]["column"]) == (1, "order_no")

    desk.csi("close", "backfill", "2026-01")
    out, _err = desk.csi("close", "check", "2026-02", "--json", status=1)
    assert "outside-employment" in {finding["code"] for finding in json.loads(out)["findings"]}
    desk.csi("close", "freeze", "2026-02", status=2)
    desk.csi("close", "compute", "2026-02", "--as-of", "2026-03-10")
    out, _err = desk.csi("close", "publish", "2026-02", "--days", "6", "--json")
    assert json.loads(out)["state"] == "published"
    desk.csi("close", "compute", "2026-02", status=2)
    desk.csi("close", "freeze", "2026-02", status=1)
    desk.csi("close", "freeze", "2026-02", days_later=30)

    out, _err = desk.csi("cards", "2026-02", "--json")
    month = json.loads(out)
    expected = json.loads((EXAMPLE / "expected-2026-02.json").read_text(encoding="utf-8"))
    assert month["state"] == "frozen"
    assert [card["total"] for card in month["cards"]] == [card["total"] for card in expected["cards"]]
    out, _err = desk.csi("explain", "E004", "complaint_timeliness", "--month", "2026-02")
    assert "C000079" in out
    notice, _err = desk.csi("export", "notice", "2026-02")
    assert all(card["name"] in notice for card in expected["cards"])


@pytest.mark.whole
def test_close_run_is_safe_to_run_twice(tmp_path: Path) -> None:
    """docs/cli.md, *csi close run*: one unattended step; a second run changes nothing and says so."""
    desk = Supervisor(tmp_path, "en")
    desk.csi("init")
    for kind in KINDS:
        desk.csi("import", kind, str(EXAMPLE / f"{kind}.csv"))
    desk.csi("close", "backfill", "2026-01")
    desk.csi("close", "run", "2026-02", "--as-of", "2026-03-10", status=1)
    first, _err = desk.csi("cards", "2026-02", "--json")
    _out, err = desk.csi("close", "run", "2026-02", "--as-of", "2026-03-10")
    assert "already" in err
    second, _err = desk.csi("cards", "2026-02", "--json")
    assert first == second
    assert json.loads(first)["state"] == "published"
