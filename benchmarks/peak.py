"""Peak memory in a process of its own: ``python -m benchmarks.peak close|script STORE MONTH INSTANT``, or a file."""

from __future__ import annotations

import resource
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from csi_tui.scoring.periods import Period


def peak_megabytes(what: str, *arguments: object) -> float:
    """The most memory that a process held which did ``what``, its program and libraries included.

    ``what`` is ``close`` or ``script``, of a store, a month and its cut-off; ``surveys``, of a store and a file to
    import; or ``export``, of a store and a file to write its orders to.
    """
    command = [sys.executable, "-m", "benchmarks.peak", what, *map(str, arguments)]
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    return int(done.stdout) / 1024


def main() -> None:
    """Do it, and print the peak in KiB."""
    what, path, *rest = sys.argv[1:]
    if what == "script":
        _script(Path(path), Period(int(rest[0])), datetime.fromisoformat(rest[1]))
    else:
        _product(what, Path(path), rest)
    print(_peak())


def _peak() -> int:
    """The most memory held so far, in KiB."""
    try:
        # What getrusage tells of a child on Linux begins at its parent's size.
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        # macOS counts bytes where Linux counts kibibytes.
        return peak // 1024 if sys.platform == "darwin" else peak


def _script(path: Path, period: Period, as_of: datetime) -> None:
    from benchmarks import close_script

    connection = close_script.connect(path)
    revision = connection.execute("SELECT MAX(id) FROM month_revision").fetchone()[0]
    close_script.compute(connection, period, as_of, revision)
    connection.close()


def _product(what: str, path: Path, rest: list[str]) -> None:
    from csi_tui.services.close import month_close
    from csi_tui.services.imports.files import import_file
    from csi_tui.services.keeping.opening import open_desk
    from csi_tui.services.sheets.going_out import going_out
    from csi_tui.services.tabular.writing import write_table

    desk = open_desk(path)
    if what == "close":
        month_close.compute(desk, Period(int(rest[0])), datetime.fromisoformat(rest[1]))
    elif what == "export":
        with going_out(desk, "orders", whole=True) as table:
            write_table(table.rows, table.header, "csv", rest[0])
    else:
        import_file(desk, what, Path(rest[0]))
    desk.close()


if __name__ == "__main__":
    main()
