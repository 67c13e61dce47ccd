"""What the audit trail says of keys and signatures, and the texts that are signed (docs/safekeeping.en.md).

Public keys and signatures stand in entries of the trail, under its chain: every copy of a store has them. The trail may
have been tampered with: what cannot be read is left out, and told of by itself.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlmodel import Session

from csi_db import audit_rows
from csi_db.models import Certificate, MonthRevision
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import SiteInfo
from csi_tui.services.desk.signing_keys import SIZE, fingerprint, store_mark

KEY_ENTERED = ("init", "make-signing-key", "replace-signing-key")
"""Actions whose entry may hold a public key."""
FROZEN = ("freeze", "backfill", "correct")
SIGNED_LATER = "sign-certificates"
Of = tuple[Period, int]
"""Month and number of a revision."""


@dataclass(frozen=True, slots=True)
class KeyEntered:
    """A public key, in force from its entry on until the next one.

    Attributes:
        public: hexadecimal, lower case; ``entry``: number of the entry, ``at`` its instant as the store has it.
        former: the key whose place it took; empty of the first one.
        by_former, by_itself: both signatures over :func:`key_text`; empty where the former one had been lost.
    """

    public: str
    entry: int
    at: str
    user_id: object
    former: str = ""
    by_former: str = ""
    by_itself: str = ""

    @property
    def fingerprint(self) -> str:
        """Its short form."""
        return fingerprint(self.public)


class SignedBy(NamedTuple):
    """A signature of a certificate: in which entry it stands, by the key of which fingerprint."""

    entry: int
    fingerprint: str
    signature: str


class Entered(NamedTuple):
    """What the trail says: the keys in their order, revision → entry of its freeze, revision → its signatures."""

    keys: tuple[KeyEntered, ...]
    frozen: Mapping[Of, int]
    signatures: Mapping[Of, tuple[SignedBy, ...]]

    @property
    def present(self) -> KeyEntered | None:
        """The key in force now."""
        return self.keys[-1] if self.keys else None

    def in_force_at(self, entry: int) -> KeyEntered | None:
        """The key in force when an entry was made."""
        return next((key for key in reversed(self.keys) if key.entry <= entry), None)


def entered(session: Session) -> Entered:
    """Keys and signatures of the trail."""
    keys: list[KeyEntered] = []
    frozen: dict[Of, int] = {}
    signatures: dict[Of, tuple[SignedBy, ...]] = {}
    for entry in audit_rows.of_actions(session.connection(), (*KEY_ENTERED, *FROZEN, SIGNED_LATER)):
        detail = _object(entry.detail)
        if entry.action in KEY_ENTERED:
            keys += _key(entry, detail)
            continue
        if entry.action in FROZEN:
            of = _revision(entry.subject, detail.get("revision"))
            frozen[of] = entry.seq
            told = {of: detail.get("signature")}
        else:
            told = dict(_signed_later(detail))
        for of, signature in told.items():
            if isinstance(signature, str) and signature:
                one = SignedBy(entry.seq, str(detail.get("signed_by", "")), signature)
                signatures[of] = (*signatures.get(of, ()), one)
    return Entered(tuple(keys), frozen, signatures)


def present_key(session: Session) -> KeyEntered | None:
    """The key in force now; None where the store has none."""
    found = [
        key
        for entry in audit_rows.of_actions(session.connection(), KEY_ENTERED)
        for key in _key(entry, _object(entry.detail))
    ]
    return found[-1] if found else None


def certificate_text(site: SiteInfo, certificate: Certificate, revision: MonthRevision) -> str:
    """What is signed of a frozen revision: its certificate, whose digest holds the one of the month before, and which
    store it is of. Canonical JSON (sorted keys, no spaces), UTF-8, no line feed.
    """
    return audit.canonical(
        {
            "what": "csi-tui certificate 1",
            "site": site.code,
            "store": store_mark(site.salt),
            "month": show_period(revision.period),
            "revision": revision.number,
            "code": certificate.code,
            "digest": certificate.digest,
        }
    )


def key_text(site: SiteInfo, former: str, public: str) -> str:
    """What both keys sign where one takes the place of the other: each vouches for the other one."""
    return audit.canonical(
        {
            "what": "csi-tui key 1",
            "site": site.code,
            "store": store_mark(site.salt),
            "former": former,
            "key": public,
        }
    )


def is_public(text: object) -> bool:
    """Whether a text is a public key as the trail holds it."""
    return isinstance(text, str) and len(text) == 2 * SIZE and not set(text) - set(string.hexdigits.lower())


def named(of: Of) -> str:
    """A revision, as an entry names it: ``2026-01/1``."""
    return f"{show_period(of[0])}/{of[1]}"


def _key(entry: audit_rows.EntryRow, detail: Mapping[str, Any]) -> Iterator[KeyEntered]:
    public = detail.get("public_key")
    if is_public(public):
        former = detail.get("former")
        yield KeyEntered(
            public=str(public),
            entry=entry.seq,
            at=str(entry.at),
            user_id=entry.user_id,
            former=str(former) if is_public(former) else "",
            by_former=str(detail.get("by_former") or ""),
            by_itself=str(detail.get("by_itself") or ""),
        )


def _signed_later(detail: Mapping[str, Any]) -> Iterator[tuple[Of, object]]:
    told = detail.get("signatures")
    for called, signature in told.items() if isinstance(told, dict) else ():
        month, _slash, number = str(called).partition("/")
        yield _revision(month, number), signature


def _revision(month: object, number: object) -> Of:
    plain, count = str(month).replace("-", ""), str(number)
    right = plain.isdecimal() and len(plain) == len("202601") and count.isdecimal() and len(count) < 9
    return (Period(int(plain)), int(count)) if right else (Period(0), 0)


def _object(value: object) -> dict[str, Any]:
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def signed_and_how(
    session: Session, site: SiteInfo, certificate: Certificate, revision: MonthRevision
) -> tuple[str, str, str]:
    """Signed text, latest signature and public key of a certificate, to be checked elsewhere; empty without one."""
    found = entered(session)
    signatures = found.signatures.get((revision.period, revision.number))
    if not signatures:
        return "", "", ""
    text = certificate_text(site, certificate, revision)
    one = signatures[-1]
    key = next((key for key in found.keys if key.fingerprint == one.fingerprint), None)
    return text, one.signature, "" if key is None else key.public
