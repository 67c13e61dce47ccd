"""Signatures of certificates against the public key, and against one held outside (docs/rules.md, rule 39)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlmodel import Session

from csi_db.models import Certificate, MonthRevision
from csi_tui.i18n import _
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk.desk import SiteInfo
from csi_tui.services.desk.signing_keys import fingerprint, is_signed, library_there
from csi_tui.services.proof.certificates import all_certificates
from csi_tui.services.proof.signed_entries import (
    Entered,
    KeyEntered,
    Of,
    certificate_text,
    entered,
    key_text,
)
from csi_tui.services.proof.verification import Problem, Signatures


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What became of the signatures: findings, what could not be checked, and the count of those that fit."""

    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    signatures: Signatures


def look_at_signatures(session: Session, site: SiteInfo, held: Collection[str] = ()) -> LookedAt:
    """Hold every signature against its key, and every key against those that somebody ``held`` outside (hexadecimal).

    Unsigned is no finding: what was frozen before the store had a key is told, what was frozen since, without it, is
    a remark. Whoever holds a key outside is told of every month that it does not vouch for.
    """
    told = entered(session)
    frozen = [
        (certificate, revision)
        for certificate, revision in all_certificates(session)
        if certificate.digest is not None
    ]
    if not (told.keys or told.signatures or held):
        return LookedAt((), (), Signatures(unsigned=_months(revision for _one, revision in frozen)))
    if not library_there():
        return LookedAt((), (_unchecked(),), Signatures(keys=tuple(key.public for key in told.keys)))
    problems = [*_key_problems(site, told)]
    fits: dict[Of, str] = {}
    for certificate, revision in frozen:
        of = revision.period, revision.number
        for why, signed_by in _of_revision(site, told, certificate, revision):
            if why:
                problems.append(Problem(show_period(revision.period), why))
            else:
                fits[of] = signed_by
    remarks = [*_unsigned_remarks(told, [revision for _one, revision in frozen])]
    if held:
        outside = [*_held_problems(site, told, held, fits)]
        problems += outside
        remarks += () if outside else _not_vouched_for(told, frozen, fits)
    return LookedAt(
        problems=tuple(problems),
        remarks=tuple(remarks),
        signatures=Signatures(
            keys=tuple(key.public for key in told.keys),
            signed=len(fits),
            unsigned=_months(
                revision
                for _one, revision in frozen
                if _is_before_the_key(told, (revision.period, revision.number))
            ),
            unvouched=tuple(
                key.fingerprint for key in told.keys[1:] if not (key.by_former and key.by_itself)
            ),
        ),
    )


def _of_revision(
    site: SiteInfo, told: Entered, certificate: Certificate, revision: MonthRevision
) -> Iterator[tuple[str, str]]:
    """Of each signature what is wrong with it, as a sentence (empty: nothing), and the public key that it is by."""
    text = certificate_text(site, certificate, revision)
    for one in told.signatures.get((revision.period, revision.number), ()):
        key = told.in_force_at(one.entry)
        if key is None or key.fingerprint != one.fingerprint:
            yield (
                _("revision {number}: signed by another key than was in force").format(
                    number=revision.number
                ),
                "",
            )
        elif not is_signed(key.public, text, one.signature):
            yield (
                _("revision {number}: the signature of its certificate does not fit").format(
                    number=revision.number
                ),
                "",
            )
        else:
            yield "", key.public


def _key_problems(site: SiteInfo, told: Entered) -> Iterator[Problem]:
    """Keys that do not follow from the one before, or whose vouching does not fit."""
    before: KeyEntered | None = None
    for key in told.keys:
        right = (key.former or None) == (None if before is None else before.public)
        if right and before is not None and (key.by_former or key.by_itself):
            right = _vouch(site, before, key)
        if not right:
            yield Problem(
                _("signing key"),
                _("the key {key} does not follow from the one before it").format(key=key.fingerprint),
            )
        before = key


def _vouch(site: SiteInfo, before: KeyEntered, key: KeyEntered) -> bool:
    """Whether two keys that follow each other have signed for each other."""
    text = key_text(site, before.public, key.public)
    return is_signed(before.public, text, key.by_former) and is_signed(key.public, text, key.by_itself)


def _held_problems(
    site: SiteInfo, told: Entered, held: Collection[str], fits: dict[Of, str]
) -> Iterator[Problem]:
    """What a key that is held outside says against the store: it does not know it, or rests on others."""
    known = [key.public for key in told.keys]
    for public in held:
        if public not in known:
            yield Problem(
                _("signing key"),
                _(
                    "the store does not know the key {key} that you hold: its trail was written anew, the key was put "
                    "out of it, or this is another store"
                ).format(key=fingerprint(public)),
            )
    trusted = _trusted(site, told.keys, held)
    for key in told.keys:
        months = [of for of, public in fits.items() if public == key.public]
        if key.public not in trusted and months:
            yield Problem(
                _("signing key"),
                _("{months}: signed by the key {key}, for which no key that you hold has signed").format(
                    months=_(", ").join(dict.fromkeys(show_period(of[0]) for of in sorted(months))),
                    key=key.fingerprint,
                ),
            )


def _trusted(site: SiteInfo, keys: Sequence[KeyEntered], held: Collection[str]) -> set[str]:
    """The keys that are held, and those that are bound to them by signatures on both sides."""
    trusted = {key.public for key in keys if key.public in held}
    pairs = [(one, other) for one, other in pairwise(keys) if _vouch(site, one, other)]
    for one, other in (*pairs, *reversed(pairs)):
        if one.public in trusted or other.public in trusted:
            trusted |= {one.public, other.public}
    return trusted


def _is_before_the_key(told: Entered, of: Of) -> bool:
    first = told.keys[0].entry if told.keys else None
    return of not in told.signatures and (first is None or told.frozen.get(of, 0) < first)


def _unsigned_remarks(told: Entered, frozen: Sequence[MonthRevision]) -> Iterator[Problem]:
    for revision in frozen:
        of = revision.period, revision.number
        if of not in told.signatures and told.keys and not _is_before_the_key(told, of):
            yield Problem(
                show_period(revision.period),
                _(
                    "revision {number}: its certificate is not signed, so no signature of it could be checked: the key "
                    "was not there when it was frozen"
                ).format(number=revision.number),
            )


def _not_vouched_for(
    told: Entered, frozen: Sequence[tuple[Certificate, MonthRevision]], fits: dict[Of, str]
) -> Iterator[Problem]:
    """Months from before the key that no signed certificate after them holds by its chain."""
    by_key = {certificate.revision_id: certificate for certificate, _revision in frozen}
    waiting = [one for one, revision in frozen if (revision.period, revision.number) in fits]
    reached: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one.revision_id not in reached:
            reached.add(one.revision_id)
            before = by_key.get(one.previous_id) if one.previous_id is not None else None
            waiting += [] if before is None else [before]
    for certificate, revision in frozen:
        of = revision.period, revision.number
        if certificate.revision_id not in reached and _is_before_the_key(told, of):
            yield Problem(
                show_period(revision.period),
                _(
                    "revision {number}: frozen before there was a key, and no signed certificate follows it"
                ).format(number=revision.number),
            )


def _unchecked() -> Problem:
    return Problem(
        _("signing key"),
        _("no signature was checked: PyNaCl, which does it, is not installed here"),
    )


def _months(revisions: Iterator[MonthRevision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(show_period(revision.period) for revision in revisions))
