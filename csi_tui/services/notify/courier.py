"""A message is handed over by apprise, and what became of it is told in our own words.

Apprise answers yes or no. Whether a no means that nobody has the message, or that nobody can say, is told by the
exception that it caught, which its log still sees; and a yes of WeCom and DingTalk is none before the answer says so
itself, for both refuse with HTTP 200. Its log lines name addresses, and go nowhere (docs/decisions/0083, point 5).
"""

from __future__ import annotations

import json
import logging
import smtplib
import sys
import threading
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any, Final

import requests
import urllib3
from apprise import AppriseAsset, NotifyFormat, NotifyType
from urllib3.exceptions import NameResolutionError, NewConnectionError

from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.services.notify.channels import DINGTALK, FEISHU, MAIL, WEBHOOK, WECOM, Channel
from csi_tui.services.notify.values import End, Outcome

WHOLE: Final = 60.0
"""Seconds that a server may take over one message in all; whoever sends a byte now and then is not waited for."""
CONNECT, READ = 10.0, 20.0
"""Seconds for a connection, and for each answer; ``?cto=`` and ``?rto=`` of an address say otherwise."""
PLUGINS = {
    MAIL: ("email", "NotifyEmail"),
    WECOM: ("wecombot", "NotifyWeComBot"),
    DINGTALK: ("dingtalk", "NotifyDingTalk"),
    FEISHU: ("feishu", "NotifyFeishu"),
    WEBHOOK: ("custom_json", "NotifyJSON"),
}
"""Loaded one by one: all of apprise's ways take two seconds."""
GATEWAYS = (502, 504)
"""Who answers so stands before the server, and cannot say what it did."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody whom one message reaches: a channel, or each of its recipients by mail; no text has the address.

    ``place``: which of several recipients, from 1; 0 where there is one. ``recipient``: their address; empty where the
    channel is its own.
    """

    channel: Channel
    place: int
    hand_over: Callable[[str, str], Outcome] = field(repr=False)
    recipient: str = field(default="", repr=False)


class _Heard:
    """What came to light while one message was handed over."""

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.code: int | None = None
        self.confirmed = False


_heard: ContextVar[_Heard | None] = ContextVar("heard", default=None)


class _Ear(logging.Handler):
    """Apprise's log, which is printed nowhere: of what it caught, the exception is kept."""

    def emit(self, record: logging.LogRecord) -> None:
        heard = _heard.get()
        if heard is not None:
            heard.error = heard.error or sys.exception()


def addressees(channel: Channel) -> list[Addressee]:
    """Whom a channel reaches: one for each recipient by mail, so that one who is refused holds up nobody.

    Raises:
        UserError: the address cannot be used.
    """
    _listen()
    plugin = _plugin(channel)
    if channel.kind is not MAIL:
        return [Addressee(channel, 0, partial(_handed_over, plugin, robot=channel.kind is not WEBHOOK))]
    everybody = [*plugin.targets, *((False, address) for address in sorted({*plugin.cc, *plugin.bcc}))]
    found = []
    for place, recipient in enumerate(everybody, 1):
        one = _plugin(channel)
        one.targets, one.cc, one.bcc = [recipient], set(), set()
        found.append(
            Addressee(
                channel=channel,
                place=place if len(everybody) > 1 else 0,
                hand_over=partial(_handed_over, one, robot=False),
                recipient=recipient[1],
            )
        )
    return found


def _plugin(channel: Channel) -> Any:
    module, name = PLUGINS[channel.kind]
    kind = getattr(import_module(f"apprise.plugins.{module}"), name)
    asset = AppriseAsset(app_id="csi", app_desc="csi", storage_mode="memory", http_redirects=False)
    read = kind.parse_url(channel.address)
    try:
        plugin = kind(**read, asset=asset) if read else None
    except Exception:
        # Its words would show the address.
        plugin = None
    if plugin is None or (channel.kind is MAIL and not plugin.targets):
        raise UserError(
            _(
                "The address of {name} is not one that can be used for {kind}. It is written like {example}."
            ).format(name=channel.name, kind=_(channel.kind.name), example=channel.kind.example)
        )
    given = read.get("qsd", {})
    plugin.redirects, plugin.retry = False, 0
    if "cto" not in given:
        plugin.socket_connect_timeout = CONNECT if channel.kind is not MAIL else READ
    if "rto" not in given:
        plugin.socket_read_timeout = READ
    return plugin


def _handed_over(plugin: Any, title: str, body: str, *, robot: bool) -> Outcome:
    """Hand a message over in a thread of its own, which is left alone when the server takes too long.

    ``robot``: its yes stands in the answer, and is none without it.
    """
    heard, answered = _Heard(), list[bool]()

    def hand_over() -> None:
        _heard.set(heard)
        try:
            answered.append(
                plugin.notify(
                    body=body, title=title, notify_type=NotifyType.WARNING, body_format=NotifyFormat.TEXT
                )
            )
        except Exception as error:
            heard.error = error

    thread = threading.Thread(target=hand_over, daemon=True)
    thread.start()
    thread.join(WHOLE)
    if thread.is_alive():
        return Outcome(End.SLOW)
    taken = answered == [True]
    if taken and robot and heard.code is None and not heard.confirmed:
        return Outcome(End.BROKEN_OFF)
    return _outcome(heard, taken=taken)


def _outcome(heard: _Heard, *, taken: bool) -> Outcome:
    if heard.code is not None:
        return Outcome(End.BROKEN_OFF if heard.code in GATEWAYS else End.REFUSED, heard.code)
    if taken:
        return Outcome(End.SENT)
    error = heard.error
    if isinstance(error, requests.RequestException):
        return Outcome(_of_request(error))
    return _of_mail(error) if isinstance(error, OSError | smtplib.SMTPException) else Outcome(End.FAILED)


def _of_request(error: requests.RequestException) -> End:
    match error:
        case requests.ConnectTimeout() | requests.exceptions.SSLError() | requests.exceptions.ProxyError():
            return End.DOWN
        case requests.Timeout():
            return End.SLOW
        case requests.ConnectionError() if _never_connected(error):
            return End.DOWN
    return End.BROKEN_OFF


def _of_mail(error: OSError | smtplib.SMTPException) -> Outcome:
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return Outcome(End.REFUSED, next(iter(refused.values()))[0])
        case smtplib.SMTPResponseException(smtp_code=code) if code >= 400:
            return Outcome(End.REFUSED, code)
        case smtplib.SMTPDataError():
            return Outcome(End.BROKEN_OFF)
    # Before the text is on its way, nobody can have it.
    if not _in_the_text(error):
        return Outcome(End.DOWN)
    return Outcome(End.SLOW if "timed out" in str(error) else End.BROKEN_OFF)


def _never_connected(error: BaseException) -> bool:
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(reason, NewConnectionError | NameResolutionError)


def _in_the_text(error: BaseException) -> bool:
    """Whether a mail's text was on its way when it broke off."""
    return any(frame.name == "data" for frame in traceback.extract_tb(error.__traceback__))


def _listen() -> None:
    """Take apprise's log away from every output, and look at each answer before apprise does."""
    log = logging.getLogger("apprise")
    if any(isinstance(handler, _Ear) for handler in log.handlers):
        return
    log.handlers, log.propagate = [_Ear()], False
    # What a mail server said is logged for developers alone.
    log.setLevel(logging.DEBUG)
    # It logs the paths that it asks for, and a robot's key is one.
    logging.getLogger("urllib3").propagate = False
    urllib3.disable_warnings()
    send = requests.Session.send

    def send_and_look(session: requests.Session, request: Any, **given: Any) -> requests.Response:
        answer = send(session, request, **given)
        heard = _heard.get()
        if heard is not None:
            _judge(heard, answer)
        return answer

    requests.Session.send = send_and_look  # type: ignore[assignment,method-assign]


def _judge(heard: _Heard, answer: requests.Response) -> None:
    """Keep what a server says: the status, or the code that the three chats write into a 200."""
    if not 200 <= answer.status_code < 300:
        heard.code = answer.status_code
        return
    try:
        said = json.loads(answer.content)
    except ValueError:
        return
    code = said.get("errcode", said.get("code")) if isinstance(said, dict) else None
    heard.confirmed = code == 0
    heard.code = code if isinstance(code, int) and code else None
