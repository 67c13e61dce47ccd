"""Ed25519 keys with which certificates are signed: their files, which lie outside every store, and the signatures.

A secret key lies in the data folder of the account, beside the key of the trail, readable by its owner alone. PyNaCl is
loaded only to sign or to verify; where it is not there, nothing is signed and nothing verified, and that is said
(docs/decisions/0074).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from contextlib import suppress
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.desk.paths import data_folder, write_whole
from csi_tui.services.errors import UserError

SIZE = 32
"""Bytes of a secret key (the seed of RFC 8032), and of a public one."""
LETTERS = 12
"""Letters of a fingerprint: 60 bits, as of a certificate's code."""


class NoLibrary(UserError):
    """PyNaCl cannot be loaded: nothing can be signed or verified."""

    exit_status = 1

    def __init__(self) -> None:
        super().__init__(
            _("PyNaCl, which signs and checks signatures, is not installed here. Install the program anew.")
        )


def library_there() -> bool:
    """Whether signatures can be made and checked here."""
    try:
        import nacl.signing  # noqa: F401
    except ImportError:
        return False
    return True


def store_mark(salt: str) -> str:
    """What a store is known by in what is signed, and in the names of its keys: the same for every copy of it."""
    return hashlib.sha256(salt.encode()).hexdigest()[:16]


def fingerprint(public: str) -> str:
    """The short form of a public key (hexadecimal), read aloud in three groups: ``K7QD-2M4A-XW6B``."""
    letters = base64.b32encode(hashlib.sha256(bytes.fromhex(public)).digest()).decode()[:LETTERS]
    return "-".join(letters[start : start + 4] for start in range(0, LETTERS, 4))


def make_key(salt: str) -> str:
    """Make a key for a store and keep it; answers the public key, hexadecimal.

    Raises:
        NoLibrary: PyNaCl is not there.
        UserError: it cannot be written.
    """
    seed = secrets.token_bytes(SIZE)
    public = public_of(seed)
    keep_key(salt, seed)
    return public


def keep_key(salt: str, seed: bytes) -> None:
    """Keep a secret key of a store.

    Raises:
        NoLibrary: PyNaCl is not there.
        UserError: it cannot be written.
    """
    path = _file_of(salt, public_of(seed))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, seed.hex() + "\n")
    except OSError as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=path, reason=reason_of(error)), 1
        ) from error


def secret_of(salt: str, public: str) -> bytes | None:
    """The secret key that belongs to a public one; None where it does not lie here, or is not whole."""
    with suppress(OSError, ValueError, UserError):
        seed = bytes.fromhex(_file_of(salt, public).read_text(encoding="ascii").strip())
        if len(seed) == SIZE and public_of(seed) == public:
            return seed
    return None


def is_here(salt: str, public: str) -> bool:
    """Whether the secret key that belongs to a public one lies here; loads no library."""
    return _file_of(salt, public).is_file()


def public_of(seed: bytes) -> str:
    """The public key of a secret one, hexadecimal.

    Raises:
        NoLibrary: PyNaCl is not there.
    """
    if not library_there():
        raise NoLibrary
    from nacl.signing import SigningKey

    return bytes(SigningKey(seed).verify_key).hex()


def sign(seed: bytes, text: str) -> str:
    """The signature over the UTF-8 of a text, hexadecimal.

    Raises:
        NoLibrary: PyNaCl is not there.
    """
    if not library_there():
        raise NoLibrary
    from nacl.signing import SigningKey

    return SigningKey(seed).sign(text.encode()).signature.hex()


def is_signed(public: str, text: str, signature: str) -> bool:
    """Whether a signature over a text is by that key; what is no signature and no key at all is not.

    Raises:
        NoLibrary: PyNaCl is not there.
    """
    if not library_there():
        raise NoLibrary
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(bytes.fromhex(public)).verify(text.encode(), bytes.fromhex(signature))
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def _file_of(salt: str, public: str) -> Path:
    return data_folder() / "keys" / f"{store_mark(salt)}.{fingerprint(public)}.signing"
