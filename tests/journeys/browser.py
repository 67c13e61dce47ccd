"""A real browser for tests: headless Chromium on a page of ``csi serve app``, spoken to over its debugging port."""

from __future__ import annotations

import asyncio
import base64
import codecs
import json
import os
import shutil
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pyte

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 60.0
CODES = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, **{f"F{n}": 111 + n for n in range(1, 13)}}
TEXTS = {"Enter": "\r"}


class Browser:
    """One window; :meth:`screen` is what the terminal in it shows, ``requests`` every address that it asked for."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._last = 0
        self.requests: list[str] = []
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._reading = asyncio.create_task(self._read())

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the browser do something; answers what it says.

        Raises:
            RuntimeError: it cannot.
        """
        self._last += 1
        answer = self._waiting[self._last] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._last, "method": method, "params": parameters})
        found = await asyncio.wait_for(answer, PATIENCE)
        if "error" in found:
            raise RuntimeError(f"{method}: {found['error']}")
        result: dict[str, Any] = found["result"]
        return result

    async def open(self, address: str) -> None:
        """Go to a page."""
        for domain in ("Network", "Page", "Runtime"):
            await self.ask(f"{domain}.enable")
        await self.ask("Page.navigate", url=address)

    async def press(self, *keys: str) -> None:
        """Press keys by their name in a browser."""
        for key in keys:
            common = {"key": key, "code": key, "windowsVirtualKeyCode": CODES[key]}
            await self.ask("Input.dispatchKeyEvent", type="keyDown", text=TEXTS.get(key, ""), **common)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    async def press_until(self, key: str, text: str) -> None:
        """Press a key, and again where nothing has come of it for a while."""
        for _each in range(10):
            await self.press(key)
            try:
                await asyncio.wait_for(self.wait_for(text), 3)
                return
            except TimeoutError:
                continue
        await self.wait_for(text)

    async def type(self, text: str) -> None:
        """Type plain signs, each a key."""
        for sign in text:
            # Letters and digits have the code of their sign; others share theirs with keys such as Insert.
            common = {"key": sign, "windowsVirtualKeyCode": ord(sign.upper()) if sign.isalnum() else 0}
            await self.ask("Input.dispatchKeyEvent", type="keyDown", text=sign, **common)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    async def compose(self, letters: str, text: str) -> None:
        """Type by an input method: letters stand underlined, then the text is chosen, and seen before anything else.

        The terminal in the page takes a chosen text over a moment after it was chosen; no hand is quicker.
        """
        for end in range(1, len(letters) + 1):
            await self.ask(
                "Input.imeSetComposition", text=letters[:end], selectionStart=end, selectionEnd=end
            )
        await self.ask("Input.insertText", text=text)
        await self.wait_for(text)

    def screen(self) -> str:
        """The lines of the terminal."""
        lines = []
        for row in range(self._screen.lines):
            cells = self._screen.buffer[row]
            lines.append("".join(cells[column].data for column in range(self._screen.columns)).rstrip())
        return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")

    async def wait_for(self, *texts: str) -> str:
        """Wait until every text stands on the screen; answers the screen."""
        return await self._until(lambda screen: all(text in screen for text in texts), f"waiting for {texts}")

    async def wait_until_gone(self, text: str) -> str:
        """Wait until a text has left the screen; answers the screen."""
        return await self._until(lambda screen: text not in screen, f"waiting for {text!r} to go")

    async def _until(self, holds: Callable[[str], bool], what: str) -> str:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not holds(screen := self.screen()):
            assert asyncio.get_running_loop().time() < deadline, f"{what}:\n{screen}"
            await asyncio.sleep(0.05)
        return screen

    async def picture(self, least: int) -> bytes:
        """What the window looks like, as PNG, once it takes so many bytes: the window paints later than we read."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            found = await self.ask("Page.captureScreenshot", format="png")
            picture = base64.b64decode(found["data"])
            if len(picture) >= least:
                return picture
            assert asyncio.get_running_loop().time() < deadline, f"a picture of {len(picture)} bytes"
            await asyncio.sleep(0.05)

    async def value(self, expression: str) -> Any:
        """What an expression comes to in the page."""
        found = await self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def _read(self) -> None:
        async for message in self._socket:
            found = json.loads(message.data)
            if "id" in found:
                self._waiting.pop(found["id"]).set_result(found)
            else:
                self._heard(found["method"], found["params"])

    def _heard(self, what: str, about: dict[str, Any]) -> None:
        if what == "Network.requestWillBeSent":
            self.requests.append(about["request"]["url"])
        elif what == "Network.webSocketCreated":
            self.requests.append(about["url"])
        elif what == "Network.webSocketFrameSent":
            sent = json.loads(about["response"]["payloadData"])
            if sent[0] == "resize":
                self._screen.resize(sent[1]["height"], sent[1]["width"])
        elif what == "Network.webSocketFrameReceived" and about["response"]["opcode"] == 2:
            self._stream.feed(self._decode(base64.b64decode(about["response"]["payloadData"])))


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Browser]:
    """Chromium without a window on any desk; what it keeps goes into a folder."""
    assert PROGRAM is not None
    profile = folder / "chromium"
    process = await asyncio.create_subprocess_exec(
        PROGRAM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--remote-debugging-port=0", f"--user-data-dir={profile}",
        "--window-size=1100,760", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        port = await _port(profile / "DevToolsActivePort")
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = [one for one in await answer.json() if one["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Browser(socket)
    finally:
        # Nothing of it is wanted any more, and a browser that is asked to end may take its time, or stay.
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _port(file: Path) -> int:
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while True:
        assert asyncio.get_running_loop().time() < deadline, "the browser did not start"
        if file.exists() and (lines := file.read_text().splitlines()):
            return int(lines[0])
        await asyncio.sleep(0.05)
