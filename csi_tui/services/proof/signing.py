"""The site's signing key: made, put in the place of another; certificates signed by it (docs/decisions/0074)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from csi_db.models import Certificate, MonthRevision, User
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit, shared
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.second_person import NeedsSecondPerson, may_wait
from csi_tui.services.desk.sentences import Sentence
from csi_tui.services.desk.signing_keys import (
    fingerprint,
    is_here,
    library_there,
    make_key,
    public_of,
    secret_of,
    sign,
)
from csi_tui.services.errors import IntegrityFailure, UserError
from csi_tui.services.proof import audited_months, certificates
from csi_tui.services.proof.sealed_months import month_problems
from csi_tui.services.proof.signed_entries import (
    Of,
    certificate_text,
    entered,
    key_text,
    named,
    present_key,
)

RIGHT = "signing-key"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key in force.

    Attributes:
        public_key: hexadecimal; ``fingerprint``: its short form.
        made_at: site-local; ``made_by``: name of a user.
        here: its secret key lies in this account's folder, so that a freeze signs.
        signed, unsigned: frozen revisions, ``2026-01/1``, with and without a signature.
    """

    public_key: str
    fingerprint: str
    made_at: datetime
    made_by: str
    here: bool
    signed: tuple[str, ...]
    unsigned: tuple[str, ...]

    def json(self) -> dict[str, object]:
        """The answer of ``csi signing show --json``."""
        return as_json(self)


class _KeyLost(NeedsSecondPerson):
    """The key that is replaced cannot sign for the new one: a second person vouches for it."""

    def __init__(self, former: str, public: str) -> None:
        super().__init__(
            subject=former,
            period=None,
            employee_id=None,
            changes={"signing_key": (former, fingerprint(public))},
            why=_(
                "The key {former} is not on this machine, so it cannot sign for the one that takes its place."
            ).format(former=former),
        )


def signing_key(desk: Desk) -> SigningKey:
    """The key in force, and what is signed.

    Raises:
        UserError: the store has none.
    """
    with desk.read() as session:
        found = entered(session)
        key = found.present
        if key is None:
            raise _none_yet()
        user = session.get(User, key.user_id) if isinstance(key.user_id, int) else None
        return SigningKey(
            public_key=key.public,
            fingerprint=key.fingerprint,
            made_at=audit.instant_of(key.at).astimezone(desk.site.zone),
            made_by="" if user is None else user.name,
            here=is_here(desk.site.salt, key.public),
            signed=tuple(named(of) for of in sorted(found.frozen) if of in found.signatures),
            unsigned=tuple(named(of) for of in sorted(found.frozen) if of not in found.signatures),
        )


def make(desk: Desk) -> str:
    """Make the first key of a store that has none; answers its fingerprint.

    Raises:
        NotPermitted: the user may not, or is not at the store's own account.
        UserError: there is one; or it cannot be kept.
    """
    desk.require(RIGHT)
    shared.refuse_shared("signing make")
    with audit.writing(desk) as session:
        key = present_key(session)
        if key is not None:
            raise UserError(
                _(
                    "The store has a signing key, {key}. Another one takes its place by “csi signing replace”."
                ).format(key=key.fingerprint)
            )
        public = make_key(desk.site.salt)
        audit.record(session, desk, "make-signing-key", fingerprint(public), {"public_key": public})
    return fingerprint(public)


def replace(desk: Desk, reason: str) -> str:
    """Put a new key in the place of the one in force; answers the new one's fingerprint.

    Raises:
        NotPermitted: the user may not, or is not at the store's own account.
        UserError: there is none yet, no reason, or it cannot be kept.
        Waits: the former key is not here: a second person vouches for the new one.
    """
    desk.require(RIGHT)
    shared.refuse_shared("signing replace")
    reason = required(reason, _("Say why another key takes its place: whoever holds the former one asks."))
    with desk.read() as session:
        if present_key(session) is None:
            raise _none_yet()
    return _replace(desk, make_key(desk.site.salt), reason=reason)


@may_wait("replace-signing-key", right=RIGHT)
def _replace(desk: Desk, public: str, reason: str = "") -> str:
    with audit.writing(desk) as session:
        former = present_key(session)
        if former is None:
            raise _none_yet()
        own, before = (secret_of(desk.site.salt, one) for one in (public, former.public))
        vouched = {}
        if own is not None and before is not None:
            text = key_text(desk.site, former.public, public)
            vouched = {"by_former": sign(before, text), "by_itself": sign(own, text)}
        elif desk.together is None:
            raise _KeyLost(former.fingerprint, public)
        audit.record(
            session,
            desk,
            "replace-signing-key",
            fingerprint(public),
            {"public_key": public, "former": former.public, "reason": audit.digest(desk, reason), **vouched},
        )
    return fingerprint(public)


def signature_of(session: Session, site: SiteInfo, revision: MonthRevision) -> Mapping[str, object]:
    """What the entry of a freeze says of the signature; nothing where the store has no key, or it is not here.

    A freeze never waits for a key: what could not be signed is told afterwards (:func:`unsigned_text`).
    """
    key = present_key(session)
    certificate = session.get(Certificate, revision.id)
    secret = None if key is None else secret_of(site.salt, key.public)
    if key is None or certificate is None or secret is None:
        return {}
    text = certificate_text(site, certificate, revision)
    return {"signed_by": key.fingerprint, "signature": sign(secret, text)}


def unsigned_text(desk: Desk, period: Period) -> str:
    """That the latest freeze of a month is not signed though the store has a key; empty where it is, or need not be."""
    with desk.read() as session:
        found = entered(session)
        last = max((of for of in found.frozen if of[0] == period), default=None)
        if last is None or found.present is None or last in found.signatures:
            return ""
        said = {"month": show_period(period), "key": found.present.fingerprint}
        return Sentence(
            _(
                "The certificate of {month} is not signed: the key {key} is not here. Bring it back from its two "
                "holders (csi signing bring), then sign (csi signing sign)."
            ).format(**said),
            at_desk=_(
                "The certificate of {month} is not signed: the key {key} is not here. It can be signed later, once the "
                "key has been brought back from its two holders."
            ).format(**said),
        )


def without_key(desk: Desk) -> str:
    """That a store was made without a key; empty where it has one."""
    with desk.read() as session:
        if present_key(session) is not None:
            return ""
    return _(
        "Its certificates will not be signed: no key could be made or kept. Once that is mended: csi signing make."
    )


def absent_key(session: Session, site: SiteInfo) -> str:
    """The fingerprint of the key in force where it is not here, so that a freeze would not sign; else empty."""
    key = present_key(session)
    return "" if key is None or is_here(site.salt, key.public) else key.fingerprint


def sign_missing(desk: Desk) -> list[str]:
    """Sign every frozen certificate without a signature, where all of its month verifies; answers the revisions.

    Raises:
        NotPermitted: the user may not.
        UserError: there is no key, it is not here, or everything is signed.
        IntegrityFailure: something of a month that is to be signed does not verify; nothing was signed.
    """
    desk.require("sign-certificates")
    with audit.writing(desk) as session:
        found = entered(session)
        if found.present is None:
            raise _none_yet()
        secret = secret_of(desk.site.salt, found.present.public)
        if secret is None:
            raise UserError(_why_not(found.present.fingerprint), 1)
        missing = {
            (revision.period, revision.number): (certificate, revision)
            for certificate, revision in certificates.all_certificates(session)
            if certificate.digest is not None and (revision.period, revision.number) not in found.signatures
        }
        if not missing:
            raise UserError(_("Every certificate is signed."))
        _refuse_altered(session, desk.site, missing)
        signatures = {
            named(of): sign(secret, certificate_text(desk.site, certificate, revision))
            for of, (certificate, revision) in sorted(missing.items())
        }
        audit.record(
            session,
            desk,
            "sign-certificates",
            desk.site.code,
            {"signed_by": public_fingerprint(secret), "signatures": signatures},
        )
    return list(signatures)


def public_fingerprint(secret: bytes) -> str:
    """The fingerprint of the public key of a secret one."""
    return fingerprint(public_of(secret))


def _refuse_altered(
    session: Session, site: SiteInfo, missing: Mapping[Of, tuple[Certificate, MonthRevision]]
) -> None:
    """Raises:
    IntegrityFailure: the chain of the trail, a month, or a certificate is not what it was.
    """
    broken = next(iter(audit.broken_entries(session)), None)
    seals, known = audited_months.seals_entered(session), audited_months.certificates_entered(session)
    altered = broken is not None
    for period in sorted({of[0] for of in missing}):
        altered = altered or any(month_problems(session, period, seals.get(period, {})))
    for of, (certificate, revision) in missing.items():
        held = known.get(of)
        altered = (
            altered
            or bool(certificates.problem_of(session, site, certificate, revision))
            or held is None
            or not certificates.fits(certificate, *held)
        )
    if altered:
        raise IntegrityFailure(
            _("What is to be signed does not verify; nothing was signed. See what differs: csi verify.")
        )


def _why_not(key: str) -> str:
    if not library_there():
        return _("PyNaCl, which signs, is not installed here.")
    return _(
        "The key {key} is not in this account's folder: bring it back from its two holders (csi signing bring)."
    ).format(key=key)


def _none_yet() -> UserError:
    return UserError(_("The store has no signing key. An administrator makes one: csi signing make."), 1)
