"""``csi notify`` at real servers: each message once, each fault told, nothing lost in silence (docs/decisions/0083)."""

from __future__ import annotations

import email
import email.policy
import io
import json
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from apprise.plugins import dingtalk, feishu, wecombot

from csi_tui.services.complaints import milestones
from csi_tui.services.desk import shared
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted
from csi_tui.services.notify import courier, notifying, sent
from csi_tui.services.notify.channels import FILE, channels_file
from tests.cli.program import Answer, Program
from tests.services.notify.servers import Http, Listening, Smtp, listening
from tests.stores import begun, complaint, fill, local, person

SECRET = "Geheim-7f3a"
Notify = Callable[..., Answer]


@pytest.fixture
def http() -> Iterator[Listening]:
    with listening(Http) as server:
        yield server


@pytest.fixture
def smtp() -> Iterator[Listening]:
    with listening(Smtp) as server:
        yield server


@pytest.fixture
def desk(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    """A store where two complaints press."""
    with begun(tmp_path / "store" / "csi.db", now, _two_complaints) as desk:
        yield desk


def _two_complaints(desk: Desk, now: time_machine.Traveller) -> None:
    fill(
        desk,
        employees=[person("E4", "complaint_handler", name="Li")],
        complaints=[
            complaint("C1", "2026-01-19T08:00", "E4", customer_name="王小明", customer_phone="13812345678"),
            complaint("C2", "2026-01-19T09:00", customer_name="张三丰"),
        ],
    )
    now.move_to(local("2026-01-20T09:30"))


@pytest.fixture
def notify(
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Notify]:
    """The command, at that store; the channels are given as ``NAME=ADDRESS``."""
    # Not caplog, which hears loggers too that hand nothing on.
    log = logging.StreamHandler(io.StringIO())
    monkeypatch.setattr(logging.root, "handlers", [log])
    monkeypatch.setattr(logging.root, "level", logging.DEBUG)
    program = Program(desk.store.path, capsys)

    def run(*words: str, channels: str = "", status: int = 0) -> Answer:
        if channels:
            monkeypatch.setenv("CSI_NOTIFY", channels)
        answer = program("notify", *words, status=status)
        for text in (answer.out, answer.err, log.stream.getvalue()):
            assert SECRET not in text and "127.0.0.1" not in text and "王" not in text and "138" not in text
        return answer

    yield run


def hook(server: Listening, **more: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in {"cto": "5", "rto": "5", **more}.items())
    return f"hook=json://user:{SECRET}@127.0.0.1:{server.port}/{SECRET}?{query}"


def mail(server: Listening, to: str = "a@sample.test", patience: str = "5") -> str:
    return (
        f"mail=mailto://user:{SECRET}@127.0.0.1:{server.port}?mode=insecure&from=csi@sample.test&to={to}&cto={patience}"
    ).replace(f"user:{SECRET}@", "")


def test_each_message_once(notify: Notify, http: Listening, desk: Desk, now: time_machine.Traveller) -> None:
    """docs/cli.md, *csi notify*: what presses, without a customer or a phone number; then only what is new."""
    told = notify(channels=hook(http))
    assert told.out.strip() == "hook (webhook): sent, 2 complaints."
    (message,) = http.taken
    assert message["title"].startswith("01-20 09:30: 2 complaints overdue")
    assert "C1" in message["message"] and "C2" in message["message"] and "Li" in message["message"]
    assert "王" not in str(message) and "138" not in str(message) and SECRET not in str(message)
    assert notify().out.strip() == "hook (webhook): nothing new."
    # A later step of one of them is news, and that one alone.
    milestones.log_milestone(desk, "C1", "contacted")
    now.move_to(local("2026-01-28T10:00"))
    assert json.loads(notify("--json").out)[0]["complaints"] == ["C1"]
    assert len(http.taken) == 2 and "C2" not in http.taken[1]["message"]


def test_a_dry_run_sends_nothing_and_keeps_nothing(notify: Notify, http: Listening, desk: Desk) -> None:
    """docs/cli.md, *csi notify*: what would be sent, and where, by its name."""
    told = notify("--dry-run", channels=hook(http))
    assert (
        told.lines[0] == "hook (webhook) would get:" and "  - C1, customer still to be contacted" in told.out
    )
    assert http.taken == [] and not sent.sent_file(desk.store.path).exists()
    assert told.out == notify("--dry-run").out
    notify()
    assert len(http.taken) == 1
    assert notify("--dry-run").err.strip() == "hook (webhook): nothing new."


@pytest.mark.parametrize(
    ("fault", "said", "in_doubt"),
    [
        ("404", "refuses the message (404)", False),
        ("503", "refuses the message (503)", False),
        ("302", "refuses the message (302)", False),
        ("504", "the answer broke off", True),
        ("half a head", "the answer broke off", True),
        ("half a body", "the answer broke off", True),
        ("closed", "the answer broke off", True),
        ("slow", "did not answer in time", True),
    ],
)
def test_faults_of_a_webhook(notify: Notify, http: Listening, fault: str, said: str, in_doubt: bool) -> None:
    """docs/decisions/0083, points 3 and 4: the others get theirs, what failed is tried in the next run."""
    with listening(Http) as good:
        both = f"{hook(http, rto='0.3')} other={hook(good).partition('=')[2]}"
        http.fault = fault
        told = notify(channels=both, status=1)
        assert said in told.err and told.err.count("\n") == 1
        assert told.out.strip() == "other (webhook): sent, 2 complaints."
        tried = len(http.taken)
        http.fault = ""
        assert "hook (webhook): sent, 2 complaints." in notify().out
        assert len(good.taken) == 1 and len(http.taken) == tried + 1
        assert ("Perhaps for the second time" in http.taken[-1]["message"]) == in_doubt
        assert "nothing new" in notify().out and len(http.taken) == tried + 1


@pytest.mark.parametrize(
    ("fault", "said", "in_doubt"),
    [
        ("554", "refuses the message (554)", False),
        ("452", "refuses the message (452)", False),
        ("half a greeting", "cannot be reached", False),
        ("half an answer", "the answer broke off", True),
        ("slow", "did not answer in time", True),
    ],
)
def test_faults_of_a_mail_server(
    notify: Notify, smtp: Listening, fault: str, said: str, in_doubt: bool
) -> None:
    """The same of mail."""
    smtp.fault = fault
    assert said in notify(channels=mail(smtp, patience="0.3"), status=1).err
    smtp.fault = ""
    assert "sent, 2 complaints" in notify().out
    recipient, text = smtp.taken[-1]
    message = email.message_from_bytes(text, policy=email.policy.default)
    body = message.get_body(("plain",))
    assert recipient == "a@sample.test" and "2 complaints overdue" in message["subject"]
    assert body is not None and "C1" in body.get_content()
    assert ("Perhaps for the second time" in body.get_content()) == in_doubt


def test_who_is_refused_holds_up_nobody(notify: Notify, smtp: Listening) -> None:
    """docs/decisions/0083, point 2: by mail each recipient has a message of their own."""
    smtp.refused = {"b@sample.test"}
    told = notify(channels=mail(smtp, "a@sample.test,b@sample.test"), status=1)
    assert "mail (mail), recipient 1: sent" in told.out
    assert "mail (mail), recipient 2: the server refuses the message (550)" in told.err
    smtp.refused = set()
    notify()
    assert [recipient for recipient, _text in smtp.taken] == ["a@sample.test", "b@sample.test"]


def test_a_server_that_is_down(notify: Notify) -> None:
    """Nothing listens there."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        told = notify(
            channels=f"hook=json://127.0.0.1:{port} mail=mailto://127.0.0.1:{port}?mode=insecure&from=a@b.test",
            status=1,
        )
    assert told.err.count("cannot be reached") == 2


def test_one_that_sends_a_byte_now_and_then(
    notify: Notify, http: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole message has its time, however each byte has its own."""
    monkeypatch.setattr(courier, "WHOLE", 0.3)
    http.fault = "slow"
    assert "did not answer in time" in notify(channels=hook(http), status=1).err


def test_what_nobody_knows_is_sent_twice_and_then_held(notify: Notify, http: Listening) -> None:
    """docs/decisions/0083, point 4: no storm, and nothing lost in silence."""
    http.fault = "closed"
    notify(channels=hook(http), status=1)
    notify(status=1)
    for _run in range(2):
        held = notify(status=1)
        assert "csi notify --again hook" in held.err and "C1, C2" in held.err
    assert len(http.taken) == 2
    http.fault = ""
    assert "C1, C2" in notify("--dry-run", status=1).err
    assert "sent, 2 complaints" in notify("--again", "hook").out
    assert len(http.taken) == 3 and "nothing new" in notify().out
    assert "no channel “x”" in notify("--again", "x", status=2).err


def test_killed_at_any_line(notify: Notify, http: Listening, desk: Desk) -> None:
    """docs/decisions/0083, point 3: what is kept, cut off at any byte, loses nothing and sends no more than twice."""
    notify(channels=hook(http))
    file = sent.sent_file(desk.store.path)
    whole = file.read_bytes()
    begun = whole.index(b"\n") + 1
    for cut in (0, 1, begun - 1, begun, begun + 5, len(whole) - 1):
        http.taken.clear()
        file.write_bytes(whole[:cut])
        notify()
        (again,) = http.taken
        assert ("Perhaps for the second time" in again["message"]) == (cut >= begun)
        assert "nothing new" in notify().out
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.whole
def test_killed_while_the_server_has_it(notify: Notify, http: Listening, desk: Desk) -> None:
    """The same of a real process, killed when the message is out and the answer is not in."""
    http.fault = "slow"
    process = subprocess.Popen(
        [sys.executable, "-m", "csi_tui.cli.main", "--db", str(desk.store.path), "notify"],
        env=os.environ | {"CSI_NOTIFY": hook(http, rto="60"), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    while not http.taken:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    http.fault = ""
    notify(channels=hook(http))
    assert [("Perhaps for the second time" in message["message"]) for message in http.taken] == [False, True]
    assert "nothing new" in notify().out


def test_one_at_a_time(notify: Notify, http: Listening, desk: Desk) -> None:
    """Two runs of cron that meet do not send both."""
    with sent.kept(desk.store.path):
        assert "Another" in notify(channels=hook(http), status=5).err
    assert http.taken == []


def test_damage_to_what_is_kept(notify: Notify, http: Listening, desk: Desk) -> None:
    """A line that cannot be read is told; nothing is sent on a guess."""
    notify(channels=hook(http))
    file = sent.sent_file(desk.store.path)
    file.write_bytes(b"{}\n" + file.read_bytes())
    for words in ((), ("--dry-run",)):
        assert "line 1, is damaged" in notify(*words, status=6).err
    assert len(http.taken) == 1
    file.unlink()
    file.mkdir()
    assert "cannot be written" in notify(status=2).err
    assert len(http.taken) == 1


ROBOTS: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "wecom": (
        wecombot.NotifyWeComBot,
        f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={SECRET}",
        {"errcode": 45009, "errmsg": "api freq out of limit"},
    ),
    "ding": (
        dingtalk.NotifyDingTalk,
        "https://oapi.dingtalk.com/robot/send?access_token=abc123",
        {"errcode": 310000, "errmsg": "sign not match"},
    ),
    "feishu": (
        feishu.NotifyFeishu,
        f"https://open.feishu.cn/open-apis/bot/v2/hook/{SECRET}",
        {"code": 9499, "msg": "Bad Request"},
    ),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_a_robot_that_refuses_with_200(
    notify: Notify, http: Listening, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """docs/decisions/0083, point 5: WeCom, DingTalk and Feishu say in the answer whether they took it."""
    plugin, address, refusal = ROBOTS[name]
    monkeypatch.setattr(plugin, "notify_url", f"http://127.0.0.1:{http.port}/")
    http.said = refusal
    code = refusal.get("errcode", refusal.get("code"))
    assert f"refuses the message ({code})" in notify(channels=f"{name}={address}", status=1).err
    http.said = {}
    assert "the answer broke off" in notify(status=1).err
    http.said = {"errcode": 0, "errmsg": "ok", "code": 0}
    assert "sent, 2 complaints" in notify().out
    assert "C1" in json.dumps(http.taken[-1])


def test_as_many_lines_as_a_robot_takes(
    notify: Notify, http: Listening, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0083, point 2: one message, not thirty; what has no line in it is counted."""
    plugin, address, _refusal = ROBOTS["wecom"]
    monkeypatch.setattr(plugin, "notify_url", f"http://127.0.0.1:{http.port}/")
    http.said = {"errcode": 0}
    fill(desk, complaints=[complaint(f"投诉{n:03}", "2026-01-19T08:00") for n in range(60)])
    notify("--json", channels=f"wecom={address}")
    (message,) = http.taken
    text = message["text"]["content"]
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(text.encode()) <= 2048 and 10 < len(lines) < 62
    assert text.splitlines()[-1] == f"and {62 - len(lines)} complaints more"
    assert "nothing new" in notify().out


def test_where_the_secrets_stand(
    notify: Notify, http: Listening, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/cli.md, *csi notify*: in a file of the user's own, which nobody else may read; in no backup and no trail."""
    assert str(channels_file()) in notify(status=2).err
    channels_file().parent.mkdir(parents=True, exist_ok=True)
    name, _, address = hook(http).partition("=")
    channels_file().write_text(f'[channels]\n{name} = "{address}"\n')
    channels_file().chmod(0o640)
    assert "chmod 600" in notify(status=2).err
    channels_file().chmod(0o600)
    notify()
    assert len(http.taken) == 1
    for file in desk.store.path.parent.rglob("*"):
        assert not file.is_file() or file.name == FILE or SECRET.encode() not in file.read_bytes()
    assert SECRET.encode() not in sent.sent_file(desk.store.path).read_bytes()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"[channels]\nhook = json://{SECRET}", 3),
        ("", 3),
        (f'hook = "json://{SECRET}"', 3),
        (f'[channels]\n"json://{SECRET}" = "hook"', 2),
        (f'[channels]\nhook = "https://{SECRET}.sample"', 2),
        (f'[channels]\nhook = "{SECRET}"', 2),
        ("[channels]\nhook = 1", 2),
        ('[channels]\nhook = "json://"', 2),
        ('[channels]\nhook = "mailto://"', 2),
        (f'[channels]\nhook = "dingtalk://{SECRET}!"', 2),
        (f'[channels]\nhook = "file:///tmp/{SECRET}"', 2),
    ],
)
def test_a_file_that_cannot_be_used(notify: Notify, text: str, status: int) -> None:
    """What is wrong is said without what stands there."""
    channels_file().parent.mkdir(parents=True, exist_ok=True)
    channels_file().write_text(text)
    channels_file().chmod(0o600)
    told = notify(status=status)
    assert told.err.count("\n") == 1 and told.out == ""


@pytest.mark.parametrize("text", ["hook", "a=json://x a=json://y"])
def test_a_variable_that_cannot_be_used(notify: Notify, text: str) -> None:
    """The same of the environment."""
    assert "CSI_NOTIFY, word" in notify(channels=text, status=2).err


def test_not_for_who_comes_in(notify: Notify, http: Listening, desk: Desk, tmp_path: Path) -> None:
    """docs/decisions/0071, point 2: secrets of the store's account serve nobody who comes in."""
    shared.begin(shared.Shared(account="li", store=desk.store.path, files=tmp_path))
    try:
        for use_case in (notifying.rehearse, notifying.notify):
            with pytest.raises(NotPermitted):
                list(use_case(desk.store.path, None))
    finally:
        shared.begin(None)
    assert http.taken == []
