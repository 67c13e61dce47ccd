"""The signing key in two halves for two holders, and back (docs/decisions/0074, point 5).

Neither half says anything of the key; both together are it. Each export splits anew, so that the halves of two exports
do not go together, and one that went astray is worth nothing once the other of its export is destroyed.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import NamedTuple

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk import audit, shared
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.signing_keys import SIZE, fingerprint, keep_key, public_of, secret_of
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.proof.signed_entries import entered, present_key
from csi_tui.services.tabular.open_stores import refuse_open_store

LARGEST = 64 * 1024
"""Bytes of a file that is read: a half has some three hundred, a file of public keys a line for each."""
_HALF = re.compile(
    r"csi-tui signing key, half (?P<number>[12]) of 2\n"
    rf"key (?P<public>[0-9a-f]{{{2 * SIZE}}})\n"
    r"export (?P<export>[0-9a-f]{8})\n"
    rf"half (?P<half>[0-9a-f]{{{2 * SIZE}}})\n"
)
_PUBLIC = re.compile(rf"(?<![0-9a-fA-F])[0-9a-fA-F]{{{2 * SIZE}}}(?![0-9a-fA-F])")
_HALF_BEGINS = re.compile(r"\s*csi-tui signing key, half [12] of 2\b")
_MISCOUNTED = re.compile(rf"[0-9a-fA-F]{{{SIZE},}}")
"""What is meant for a key and has a digit too few or too many: no file has such a name."""
_FINGERPRINT = re.compile(r"[A-Za-z2-7]{4}(?:-[A-Za-z2-7]{4}){2}")


class Half(NamedTuple):
    """One holder's file: ``number`` is 1 or 2, ``export`` the same in both, ``public`` the key that both make."""

    number: int
    public: str
    export: str
    half: bytes

    def __str__(self) -> str:
        body = (
            f"csi-tui signing key, half {self.number} of 2\nkey {self.public}\nexport {self.export}\n"
            f"half {self.half.hex()}\n"
        )
        return f"{body}check {_check(body)}\n"


def export(desk: Desk, first: Path, second: Path) -> str:
    """Write the key in force into two new files, a half each; answers its fingerprint.

    Raises:
        NotPermitted: the user may not, or is not at the store's own account.
        UserError: the key is not here, both are one file, or one is there already or cannot be written; none is left.
    """
    desk.require("signing-key")
    shared.refuse_shared("signing export")
    if os.path.realpath(first) == os.path.realpath(second):
        raise UserError(_("Each of the two holders gets a file: name two."))
    with audit.writing(desk) as session:
        key = present_key(session)
        secret = None if key is None else secret_of(desk.site.salt, key.public)
        if key is None or secret is None:
            raise UserError(
                _("The signing key is not in this account's folder: nothing can be written out."), 1
            )
        one, mark = secrets.token_bytes(SIZE), secrets.token_hex(4)
        halves = (one, _together(one, secret))
        written: list[Path] = []
        try:
            for number, (path, half) in enumerate(zip((first, second), halves, strict=True), 1):
                _write_new(path, str(Half(number, key.public, mark, half)))
                written.append(path)
            audit.record(session, desk, "export-signing-key", key.fingerprint, {"export": mark})
        except BaseException:
            for path in written:
                path.unlink(missing_ok=True)
            raise
    return key.fingerprint


class Brought(NamedTuple):
    """Fingerprints: of the key that was brought back, and of the one in force now."""

    key: str
    in_force: str


def bring(desk: Desk, first: Path, second: Path) -> Brought:
    """Keep the key that two halves make in this account's folder, one whose place another has taken as well.

    Raises:
        NotPermitted: the user may not, or is not at the store's own account.
        UserError: a file is none of the two halves, they do not belong together, or the store never had that key.
    """
    desk.require("signing-key")
    shared.refuse_shared("signing bring")
    one, other = sorted((_half_in(first), _half_in(second)))
    if (one.number, other.number) != (1, 2) or one[1:3] != other[1:3]:
        raise UserError(
            _(
                "The two files are not the halves of one export: one has to be half 1, and the other half 2 of the "
                "same export."
            )
        )
    secret = _together(one.half, other.half)
    if public_of(secret) != one.public:
        raise UserError(_("The two halves do not make the key that they name: one of them was changed."))
    with audit.writing(desk) as session:
        found = entered(session)
        if one.public not in {key.public for key in found.keys}:
            raise UserError(
                _("The key {key} is none of this store's: the halves belong to another one.").format(
                    key=fingerprint(one.public)
                )
            )
        keep_key(desk.site.salt, secret)
        audit.record(session, desk, "bring-signing-key", fingerprint(one.public), {"export": one.export})
    return Brought(fingerprint(one.public), found.keys[-1].fingerprint)


def public_keys_in(text: str) -> list[str]:
    """The public keys that somebody holds: 64 hexadecimal digits, or a file with such in its lines.

    A half of the secret key is refused: its digits name no public key, and whoever checks holds none of them.

    Raises:
        UserError: it is a fingerprint, or digits that are not 64, and no file has that name.
        UnreadableFile: it is neither, a half of the secret key, or the file cannot be read.
        NotPermitted: the file lies outside the own folder of who came in.
    """
    plain = text.strip()
    if _PUBLIC.fullmatch(plain):
        return [plain.lower()]
    path = shared.meant(text)
    if not path.exists():
        _refuse_no_key(plain)
    held = _read(path)
    if _HALF_BEGINS.match(held):
        raise UnreadableFile(
            _(
                "{file} is a half of the secret key, and belongs to its holder alone. What is checked with is the "
                "public key, as “csi signing show” prints it."
            ).format(file=path)
        )
    found = [key.lower() for key in _PUBLIC.findall(held)]
    if not found:
        raise UnreadableFile(
            _("{file} holds no public key: 64 hexadecimal digits, as “csi signing show” prints them.").format(
                file=path
            )
        )
    return found


def _refuse_no_key(text: str) -> None:
    """Raises:
    UserError: the text is no key, but what somebody takes for one.
    """
    if _MISCOUNTED.fullmatch(text):
        raise UserError(
            _("A public key has {digits} digits, this one has {n}: copy the whole of it.").format(
                digits=2 * SIZE, n=len(text)
            )
        )
    if _FINGERPRINT.fullmatch(text):
        raise UserError(
            _(
                "{text} is the fingerprint of a key. The public key itself has {digits} digits, as “csi signing show” "
                "prints them."
            ).format(text=text.upper(), digits=2 * SIZE)
        )


def _together(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:8]


def _half_in(path: Path) -> Half:
    text = _read(path).replace("\r\n", "\n")
    found = _HALF.match(text)
    if found is None or text[found.end() :].strip() != f"check {_check(found[0])}":
        raise UnreadableFile(
            _(
                "{file} is no half of a signing key, or was changed: it ends with a check over its lines."
            ).format(file=path)
        )
    return Half(int(found["number"]), found["public"], found["export"], bytes.fromhex(found["half"]))


def _read(path: Path) -> str:
    refuse_open_store(path)
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(_("{file} is too large to hold a key.").format(file=path))
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise UnreadableFile(
            _("{file} cannot be read: {reason}.").format(file=path, reason=reason_of(error))
        ) from error


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, readable by its owner alone."""
    try:
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise UserError(_("There is a file {file} already.").format(file=path)) from error
    except OSError as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=path, reason=reason_of(error))
        ) from error
