"""docs/cli.md, *csi serve app*: the application in a real browser; an order typed in Chinese, a card, a picture."""

from __future__ import annotations

import io
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from csi_tui.cli.main import run
from csi_tui.scoring.periods import first_day, period_of_day, previous_period
from csi_tui.services.desk import clock
from tests.journeys.browser import PROGRAM, Browser, chromium
from tests.stores import SHANGHAI

ROOT = Path(__file__).resolve().parents[2]

needs_chromium = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")
PASSWORD = "geheim 1"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one employee, whose last month is computed, and a user with a password."""
    path = tmp_path / "csi.db"
    day = first_day(previous_period(period_of_day(clock.now().astimezone(SHANGHAI).date())))
    (tmp_path / "e.csv").write_text("employee_no,name,role,joined_on\nE1,林涛,technician,2020-01-01\n")
    (tmp_path / "o.csv").write_text(
        "order_no,received_at,technician_no,arrived_at,completed_at,outcome\n"
        f"W1,{day}T09:00,E1,{day}T10:00,{day}T11:00,fixed\n"
    )
    (tmp_path / "s.csv").write_text(
        f"agency_ref,order_no,answered_at,attitude,quality,cost\nA1,W1,{day}T12:00,5,5,4\n"
    )
    for line in (
        "init --user Wang", f"import employees {tmp_path}/e.csv", f"import orders {tmp_path}/o.csv",
        f"import surveys {tmp_path}/s.csv", "close compute last", "user password Wang --stdin",
    ):  # fmt: skip
        monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
        assert run(["--lang", "zh", "--db", str(path), *line.split()]) == 0, line
    return path


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of the application while it is served; it ends in order."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "csi_tui",
            "--lang",
            "zh",
            "--db",
            str(store),
            "serve",
            "app",
            "--port",
            str(port),
        ],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr is not None
        assert f"http://127.0.0.1:{port}" in server.stderr.readline()
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        assert server.wait(30) == 0


async def sign_in(browser: Browser, address: str) -> None:
    """Open the page and sign in, without a click."""
    await browser.open(address)
    await browser.wait_for("现在是谁在用？", "1  Wang")
    # Before that there is nothing: neither a place nor the palette.
    await browser.press("F2", "F12")
    # Keys that come before the names are painted to the end are thrown away: somebody presses it again then.
    await browser.press_until("Enter", "Wang 的密码")
    await browser.type(PASSWORD)
    await browser.press("Enter")
    await browser.wait_for("[1 首页]")


def order(store: Path) -> object:
    """What is stored of the order that was entered last."""
    with sqlite3.connect(store) as connection:
        return connection.execute(
            "SELECT customer_name, customer_phone, product, serial_no, fault FROM work_order ORDER BY id DESC LIMIT 1"
        ).fetchone()


@pytest.mark.whole
@needs_chromium
async def test_an_order_and_a_card_in_a_browser(store: Path, tmp_path: Path) -> None:
    """Signed in, typed by an input method, stored to the sign; and not one request left the machine."""
    with served(store) as address:
        async with chromium(tmp_path) as browser:
            await sign_in(browser, address)
            await browser.press("F2")
            # A window that is told of as out of focus while a form opens gives the form its keys all the same.
            await browser.value("window.dispatchEvent(new Event('blur'))")
            await browser.wait_for("客户", "电话")
            for letters, text in (
                ("wang", "王小明"),
                ("", "13800001111"),
                ("reshui", "热水器"),
                ("", "SN-77"),
            ):
                await (browser.compose(letters, text) if letters else browser.type(text))
                await browser.press("Tab")
            await browser.compose("bu", "不出热水，“滴答”响")
            await browser.press("F2")
            await browser.wait_for("[1 首页]", "王小明")
            assert order(store) == ("王小明", "13800001111", "热水器", "SN-77", "不出热水，“滴答”响")
            await browser.type("6")
            await browser.wait_for("[6 得分]", "林涛")
            await browser.press("Enter")
            await browser.wait_for("林涛", "客户满意度", "一次修复率", "100.00")
            # An empty window is a few thousand bytes.
            assert (await browser.picture(least=10_000)).startswith(b"\x89PNG")
            assert len(browser.requests) >= 4
            assert {urlsplit(one).netloc for one in browser.requests} == {urlsplit(address).netloc}


@pytest.mark.soak
@needs_chromium
async def test_a_window_that_is_closed_leaves_a_draft(store: Path, tmp_path: Path) -> None:
    """What was typed is offered to the same person in the next window; a page asks nobody else even where told to."""
    with served(store) as address:
        async with chromium(tmp_path / "first") as browser:
            await sign_in(browser, address)
            await browser.press("F2")
            await browser.wait_for("客户", "电话")
            await browser.compose("wang", "王小明")
            await browser.wait_for("王小明")
            await browser.ask("Page.navigate", url="about:blank")
        async with chromium(tmp_path / "second") as browser:
            await sign_in(browser, address)
            await browser.press("F2")
            await browser.wait_for("上次填到一半")
            await browser.press("F2")
            await browser.wait_for("王小明")
            blocked = "fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')"
            found = await browser.ask(
                "Runtime.evaluate", expression=blocked, awaitPromise=True, returnByValue=True
            )
            assert found["result"]["value"] == "refused"
            policy = await browser.ask(
                "Runtime.evaluate", expression="document.hasFocus()", returnByValue=True
            )
            assert policy["result"]["value"] is True


async def test_the_page_is_for_this_machine_alone(store: Path) -> None:
    """Another name for this machine, and another page's socket, are refused; the page names no other place."""
    with served(store) as address:
        async with aiohttp.ClientSession() as session:
            async with session.get(address) as answer:
                page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
            assert answer.status == 200
            assert policy.startswith("default-src 'self';")
            assert "http" not in page
            assert page.count("//") == page.count("ws://") + page.count("// Keys")
            for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
                for path in ("", "ws"):
                    async with session.get(address + path, headers=headers) as answer:
                        assert answer.status == 403
                with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                    await session.ws_connect(f"{address}ws", headers=headers)
                assert refused.value.status == 403
            # The same socket, from the page itself: it is the origin that is refused.
            async with session.ws_connect(f"{address}ws", headers={"Origin": address.rstrip("/")}) as own:
                assert not own.closed
        with socket.socket() as other:
            other.settimeout(5)
            assert other.connect_ex((_own_address(), urlsplit(address).port or 0)) != 0, (
                "listens at loopback alone"
            )


def _own_address() -> str:
    """An address of this machine other than loopback; one that answers nobody where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: the system only says which address it would send from.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "192.0.2.1"
        return str(probe.getsockname()[0])
