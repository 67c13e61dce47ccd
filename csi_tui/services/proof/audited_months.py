"""What the audit trail says of the months: which were published and frozen, with which seals and certificates.

The trail may have been tampered with: what cannot be read is left out, and told of by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlmodel import Session

from csi_db import audit_rows
from csi_tui.scoring.periods import BEFORE_ALL, Period


class Certified(NamedTuple):
    """A published or frozen revision by month and number: the code and the digest of its certificate, where known."""

    code: str | None
    digest: str | None


def seals_entered(session: Session) -> dict[Period, dict[int, str | None]]:
    """Month → revision → the seal that it was frozen with (None: the entry names none)."""
    found: dict[Period, dict[int, str | None]] = {}
    for action, subject, stored in audit_rows.closes(session.connection()):
        detail = _object(stored)
        if action != "publish":
            number = _number(detail.get("revision"))
            found.setdefault(_period(str(subject)), {}).setdefault(number, detail.get("seal"))
    found.pop(BEFORE_ALL, None)
    for period, number, before, after in _renamed(session, "seals"):
        if found.get(period, {}).get(number) == before:
            found[period][number] = after
    return found


def cards_before(session: Session, period: Period, number: int, digest: object) -> object:
    """The digest over a revision's cards when it was certified, by the one of today: since then pseudonyms may have
    taken the place of names, and nothing else (docs/decisions/0073)."""
    for of_period, of_number, before, after in reversed(list(_renamed(session, "cards"))):
        if (of_period, of_number, after) == (period, number, digest):
            digest = before
    return digest


def _renamed(session: Session, what: str) -> Iterator[tuple[Period, int, Any, Any]]:
    """Month and revision whose cards were written under a pseudonym, with what was over them before and afterwards."""
    for _action, _subject, stored in audit_rows.renamed(session.connection()):
        told = _object(stored).get(what)
        for called, both in told.items() if isinstance(told, dict) else ():
            period, _slash, number = str(called).partition("/")
            if isinstance(both, list) and len(both) == 2:
                yield Period(_number(period)), _number(number), *both


def certificates_entered(session: Session) -> dict[tuple[Period, int], Certified]:
    """Month and revision → its certificate as it was published, or frozen."""
    found: dict[tuple[Period, int], Certified] = {}
    for _action, subject, stored in audit_rows.closes(session.connection()):
        detail = _object(stored)
        key = (_period(str(subject)), _number(detail.get("revision")))
        code, digest = detail.get("code"), detail.get("certificate")
        if 0 in key or not (code or digest):
            continue
        known = found.get(key, Certified(None, None))
        found[key] = Certified(code or known.code, digest or known.digest)
    return found


def figures_entered(session: Session) -> dict[Period, tuple[int, str]]:
    """Month → the revision that was computed last, and the digest of its figures; not of entries without one."""
    found: dict[Period, tuple[int, str]] = {}
    for _action, subject, stored in audit_rows.computations(session.connection()):
        detail = _object(stored)
        found[_period(str(subject))] = (_number(detail.get("revision")), str(detail.get("figures") or ""))
    return {period: known for period, known in found.items() if period and known[1]}


def _object(value: object) -> dict[str, Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return {}
    return value if isinstance(value, dict) else {}


def _period(text: str) -> Period:
    return Period(_number(text.replace("-", "")) if len(text) == len("2026-01") else 0)


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < len("1000000000") else 0
