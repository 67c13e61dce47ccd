"""``csi serve api`` at a real server: to the letter what the commands print, to nobody else (docs/decisions/0084)."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from csi_tui.cli import api_server
from csi_tui.cli.api_routes import ROUTES, described, line_of
from csi_tui.cli.api_server import ApiServer
from tests.cli.program import Program, at_account
from tests.stores import account

NAMED = {"{month}": "2026-02", "{employee}": "E002", "{year}": "2026", "{complaint}": "C000035"}
ASKED = {
    "/v1/cards/E002": ("?month=2026-01", "?month=2019-01", "?month=x"),
    "/v1/cards/E002/receipt": ("?month=2026-02",),
    "/v1/complaints": ("?overdue=1", "?overdue="),
    "/v1/orders": ("?span=2026-01&team=T1", "?employee=E003", "?span=never"),
    "/v1/surveys": ("?span=2026-02",),
}
WHO = {"Desk": None, "Chen": "chen", "Nobody": "nobody"}


@pytest.fixture
def store(closed: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Beside the administrator a user who is an employee and has no role, and one who may look at results alone."""
    closed("user", "add", "Chen", "--account", "chen", "--employee", "E002")
    closed("user", "add", "Nobody", "--account", "nobody", "--roles", "hr")
    return closed


@pytest.fixture
def server(store: Program) -> Iterator[ApiServer]:
    with ApiServer(store.path.absolute(), 0) as server:
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
        thread.start()
        yield server
        server.shutdown()


def token_of(store: Program, patch: pytest.MonkeyPatch, name: str) -> str:
    with patch.context() as there:
        at_account(there, WHO[name] or account())
        return store("user", "token").out.strip()


def asked(
    server: ApiServer, path: str, token: str | None = None, method: str = "GET", **headers: str
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    given = ({"Authorization": f"Bearer {token}"} if token else {}) | headers
    connection.request(method, path, headers=given)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def paths() -> list[str]:
    found = [re.sub(r"\{\w+\}", lambda name: NAMED[name[0]], route.path) for route in ROUTES]
    return [path + query for path in found for query in ("", *ASKED.get(path, ()))]


@pytest.mark.parametrize("name", WHO)
def test_to_the_letter(store: Program, server: ApiServer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """docs/decisions/0084, point 1: every path answers what its command prints for that user, or says to them."""
    token = token_of(store, monkeypatch, name)
    seen = set()
    for path in paths():
        line = line_of(path)
        assert line is not None, path
        with monkeypatch.context() as there:
            at_account(there, WHO[name] or account())
            wanted = store.tried(*line)
        status, text = asked(server, path, token)
        seen.add(status)
        if wanted.status in (0, 1):
            assert (status, text) == (200, wanted.out), path
        else:
            assert (status, json.loads(text)) == (
                api_server.STATUS[wanted.status],
                {"error": wanted.err.strip()},
            ), path
    assert {200, 404} <= seen


def test_one_masks_as_for_the_user(
    store: Program, server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/rules.md, rule 21: no whole phone number, whoever asks."""
    for name in WHO:
        token = token_of(store, monkeypatch, name)
        for path in ("/v1/orders", "/v1/complaints"):
            assert not re.search(r"1[3-9]\d{9}", asked(server, path, token)[1])


def test_without_a_token_that_holds(
    store: Program, server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0084, point 5: the same of all, whatever is asked for."""
    token = token_of(store, monkeypatch, "Chen")
    assert asked(server, "/v1/people", token)[0] == 200
    told = {asked(server, path, wrong) for path in ("/v1/people", "/nothing", "/v1/openapi.json") for wrong in (
        None, "x", token[:-1], token + "x", "ü", "' OR 1=1 --")}  # fmt: skip
    store("user", "deactivate", "Chen")
    told.add(asked(server, "/v1/people", token))
    store("user", "activate", "Chen")
    assert asked(server, "/v1/people", token)[0] == 200
    newer = token_of(store, monkeypatch, "Chen")
    told.add(asked(server, "/v1/people", token))
    store("user", "token", "Chen", "--none")
    told.add(asked(server, "/v1/people", newer))
    assert told == {(401, '{"error": "unauthorized"}\n')}


def test_who_makes_a_token(store: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/decisions/0084, point 4: each their own; made and taken back stand in the trail, the token nowhere."""
    token = token_of(store, monkeypatch, "Chen")
    assert token.startswith("csi_") and token.encode() not in store.path.read_bytes()
    store("user", "token", "Chen", status=4)
    store("--operator", "Chen", "user", "token", status=4)
    with monkeypatch.context() as there:
        at_account(there, "nobody")
        store("user", "token", "Chen", "--none", status=4)
    store("user", "token", "Chen", "--none")
    assert "Chen has no token" in store("user", "token", "Chen", "--none", status=2).err
    trail = store("audit", "--limit", "20").out
    assert "token of Chen made" in trail and "token of Chen taken back" in trail and token not in trail


def test_it_only_reads(store: Program, server: ApiServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/decisions/0084, point 7."""
    token = token_of(store, monkeypatch, "Desk")
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"):
        assert asked(server, "/v1/people", token, method)[0] == 405
    for headers in ({"Origin": "https://elsewhere.test"}, {"Origin": "null"}, {"Host": "elsewhere.test"}):
        assert asked(server, "/v1/people", token, **headers)[0] == 403
    assert asked(server, "/v1/people", token, Origin=f"http://localhost:{server.port}")[0] == 200
    assert json.loads(asked(server, "/v1/openapi.json", token)[1]) == described()


@pytest.mark.parametrize(
    "path",
    [
        "/", "/v1", "/v1/people/", "//v1/people", "/v1/../v1/people", "/v1/cards/%2e%2e", "/v1/cards/..%2fx",
        "/v1/cards/--help", "/v1/cards/%2d%2dmonth", "/v1/cards/%00", "/v1/cards/%ff", "/v1/cards/E1%0aX",
        "/v1/cards/" + "E" * 201, "/v1/cards/E002?month=--help", "/v1/cards/E002?month=", "/v1/cards/E002?db=x",
        "/v1/cards/E002?month=2026-01&month=2026-02", "/v1/complaints?overdue=no", "/v1/orders?output=x",
        "/v1/orders?span=/etc/passwd", "/v1/orders?" + "&".join("a" * 20), "/v1/cards/%E2%80%AE",
    ],
)  # fmt: skip
def test_what_is_no_path(path: str) -> None:
    """docs/decisions/0084, point 6: no word becomes an option or a file."""
    assert line_of(path) is None


def test_clients_that_behave_badly(
    store: Program, server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0084, points 3 and 8: they keep nobody else from being answered."""
    token = token_of(store, monkeypatch, "Desk")
    monkeypatch.setattr(api_server, "WHOLE", 0.5)
    slow = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    slow.sendall(b"GET /v1/people HT")
    for begun in (
        b"",
        b"GET",
        b"GET /v1/orders HTTP/1.1\r\nHost: x\r\nAuthor",
        b"\x16\x03\x01\x00\xff\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as gone:
            gone.sendall(begun)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as gone:
        # Hangs up before the answer, which is longer than what the system keeps for it.
        gone.sendall(
            f"GET /v1/orders HTTP/1.0\r\nHost: 127.0.0.1:{server.port}\r\n"
            f"Authorization: Bearer {token}\r\n\r\n".encode()
        )
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    for head in (f"X: {'x' * 70_000}", "\r\n".join(f"X{n}: x" for n in range(200))):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as huge:
            huge.sendall(f"GET /v1/people HTTP/1.1\r\n{head}\r\n\r\n".encode())
            assert huge.recv(100).split()[1] == b"431"
    assert asked(server, "/v1/people", token)[0] == 200
    assert slow.recv(100) == b""
    slow.close()


def test_an_answer_may_take_longer_than_a_request(
    store: Program, server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0084, point 8: the time is the client's to ask in, and a long list is not cut off by it."""
    token = token_of(store, monkeypatch, "Desk")
    monkeypatch.setattr(api_server, "WHOLE", 0.2)
    with ThreadPoolExecutor(1) as other:
        with server.one_at_a_time:
            answer = other.submit(asked, server, "/v1/people", token)
            with pytest.raises(TimeoutError):
                answer.result(timeout=1)
        assert answer.result()[0] == 200


def test_nobody_opens_the_store_beside_a_command(store: Program, server: ApiServer) -> None:
    """docs/decisions/0084, point 3: not to look at a token either, which would take SQLite's locks away."""
    with ThreadPoolExecutor(1) as other:
        with server.one_at_a_time:
            answer = other.submit(asked, server, "/v1/people", "csi_nobodys")
            with pytest.raises(TimeoutError):
                answer.result(timeout=0.3)
        assert answer.result()[0] == 401


def test_more_than_it_hears(store: Program, server: ApiServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens connections and says nothing keeps others out for as long as a request may take, no longer."""
    monkeypatch.setattr(api_server, "WHOLE", 0.5)
    held = [
        socket.create_connection(("127.0.0.1", server.port), timeout=20) for _n in range(api_server.MOST + 5)
    ]
    assert all(one.recv(1) == b"" for one in held)
    for one in held:
        one.close()
    assert asked(server, "/v1/people")[0] == 401


def test_a_store_that_cannot_be_read(
    store: Program, server: ApiServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """docs/decisions/0084, point 5: nothing is told of it, and the server goes on."""
    token = token_of(store, monkeypatch, "Desk")
    aside = store.path.rename(tmp_path / "aside.db")
    assert asked(server, "/v1/people", token) == (503, '{"error": "unavailable"}\n')
    store.path.write_bytes(b"no store" * 1000)
    assert asked(server, "/v1/people", token)[0] == 503
    aside.replace(store.path)
    assert asked(server, "/v1/people", token)[0] == 200


@pytest.mark.whole
def test_as_a_process(store: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/cli.md, *csi serve api*: started, asked, ended."""
    token = token_of(store, monkeypatch, "Desk")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "csi_tui.cli.main",
            "--db",
            str(store.path),
            "serve",
            "api",
            "--port",
            str(port),
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert str(port) in process.stderr.readline()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/v1/people", headers={"Authorization": f"Bearer {token}"})
    assert json.loads(connection.getresponse().read()) == store("people", "--json").json
    taken = store("serve", "api", "--port", str(port), status=2)
    assert "cannot be listened at" in taken.err
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 143
