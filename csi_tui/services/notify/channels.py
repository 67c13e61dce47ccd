"""Where messages go: names that the user gives, and addresses with secrets in them that no output ever shows.

They stand outside the store, in the user's own file or in the environment, so that no backup, trail or log holds them
(docs/cli.md, *csi notify*).
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from csi_tui.i18n import N_, _
from csi_tui.refusals import reason_of
from csi_tui.services.desk.paths import APPLICATION
from csi_tui.services.errors import UnreadableFile, UserError

VARIABLE = "CSI_NOTIFY"
"""``NAME=ADDRESS`` of each channel, with spaces between; where it is set, no file is read."""
FILE = "notify.toml"
TABLE = "channels"
_NAME = re.compile(r"\w[\w.-]{0,39}")
_LINE = re.compile(r"\(at line (\d+)")


class Kind(NamedTuple):
    """A way of sending: its name, marked for translation, how many bytes of text a message may have, and how an address
    is written."""

    name: str
    most: int
    example: str


MAIL = Kind(N_("mail"), 100_000, "mailtos://USER:PASSWORD@HOST?to=ADDRESS,ADDRESS")
WECOM = Kind(N_("WeCom"), 2_000, "wecombot://KEY")
"""Its robots take 2048 bytes of a text, and nothing of a longer one."""
DINGTALK = Kind(N_("DingTalk"), 15_000, "dingtalk://SECRET@TOKEN")
FEISHU = Kind(N_("Feishu"), 15_000, "feishu://TOKEN")
WEBHOOK = Kind(N_("webhook"), 30_000, "jsons://HOST/PATH")
KINDS = {
    "mailto": MAIL, "mailtos": MAIL, "wecombot": WECOM, "dingtalk": DINGTALK, "feishu": FEISHU,
    "json": WEBHOOK, "jsons": WEBHOOK,
}  # fmt: skip
"""By the scheme of an address, as apprise has them; no other of its ways is open."""
ROBOTS = (
    (re.compile(r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([\w-]+)"), "wecombot"),
    (re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=(\w+)"), "dingtalk"),
    (re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([\w-]+)/?"), "feishu"),
)
"""The addresses that the three chats give out for their robots, and the scheme that each is written with."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A name, a way of sending, and the address, which is in no text that is made of it."""

    name: str
    kind: Kind
    address: str = field(repr=False)


def channels_file() -> Path:
    """Where the file of channels is looked for, in the user's own folder of settings; there need not be one."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / FILE


def read_channels() -> list[Channel]:
    """All channels, in the order in which they are written.

    Raises:
        UserError: there are none, one is written in a way that cannot be used, or others than its owner may read them.
        UnreadableFile: the file cannot be read.
    """
    said = os.environ.get(VARIABLE, "")
    written = _in_environment(said) if said.strip() else _in_file(channels_file())
    return [_channel(name, address) for name, address in written.items()]


def _in_environment(text: str) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for at, word in enumerate(text.split(), 1):
        name, given, address = word.partition("=")
        if not given or name in written:
            raise UserError(
                _("{variable}, word {at}: write NAME=ADDRESS, each name once.").format(
                    variable=VARIABLE, at=at
                )
            )
        written[name] = address
    return written


def _in_file(path: Path) -> dict[str, Any]:
    text = _text_of(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        # Not what stands there: it may be half an address.
        raise UnreadableFile(
            _("{path}, line {line}: this is not written as NAME = \"ADDRESS\".").format(
                path=path, line=found[1] if found else text.count("\n") + 1
            )
        ) from None  # fmt: skip
    written = table.get(TABLE)
    if not isinstance(written, dict) or not written or len(table) > 1:
        raise UnreadableFile(
            _("{path} holds no channels: write [channels], and under it NAME = \"ADDRESS\" for each.").format(
                path=path
            )
        )  # fmt: skip
    return written


def _text_of(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        raise UserError(
            _(
                "Nobody has said where messages go. Write {path}, readable by you alone (chmod 600): [channels], and "
                'under it a line for each, such as group = "{example}". Or set {variable} to group={example}.'
            ).format(path=path, variable=VARIABLE, example=WECOM.example)
        ) from None
    except OSError as error:
        raise UnreadableFile(
            _("{file} cannot be read: {reason}.").format(file=path, reason=reason_of(error))
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFile(_("{path} is no file.").format(path=path))
        if found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise UserError(
                _(
                    "{path} holds secrets, and others than you may read or write it. Make it yours alone: chmod 600 "
                    "{path}"
                ).format(path=path)
            )
        try:
            return file.read().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableFile(_("{path} cannot be read as text.").format(path=path)) from error


def _channel(name: str, address: Any) -> Channel:
    if not _NAME.fullmatch(name):
        # Somebody may have put the address in the place of the name.
        raise UserError(
            _("The name of a channel is letters, digits, points and dashes, 40 at most; one of them is not.")
        )
    if not isinstance(address, str):
        raise UserError(_("The address of {name} is no text.").format(name=name))
    for given, scheme in ROBOTS:
        found = given.fullmatch(address)
        address = f"{scheme}://{found[1]}/" if found else address
    kind = KINDS.get(address.partition("://")[0].lower())
    if kind is None:
        raise UserError(
            _(
                "The address of {name} begins with none of: {known}; nor is it the address of a robot of WeCom, "
                "DingTalk or Feishu. A webhook is written json:// or jsons:// in the place of http:// or https://."
            ).format(name=name, known=_(", ").join(f"{scheme}://" for scheme in KINDS))
        )
    return Channel(name, kind, address)
