"""The certificate of a month: what it rests on and what came of it, under one digest and a code.

The manifest is made at publication, so that its code can stand on the notice; the freeze chains it to the month before.
The same data give the same code on every machine (docs/decisions/0022).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from csi_db import manifest
from csi_db.models import CalendarVersion, Certificate, Month, MonthRevision, SchemeVersion
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.desk.trail_code import head_of
from csi_tui.services.errors import IntegrityFailure, UserError
from csi_tui.services.months.revisions import id_of
from csi_tui.services.proof import audited_months
from csi_tui.services.proof.signed_entries import signed_and_how
from csi_tui.services.workdays.calendar import site_calendar

LETTERS = 12
"""Letters of a code: 60 bits, read aloud in three groups."""


_CERTIFIED = select(Certificate, MonthRevision).join(
    MonthRevision, col(MonthRevision.id) == col(Certificate.revision_id)
)
"""Certificates with their revisions."""


@dataclass(frozen=True, slots=True)
class CertificateText:
    """A certificate to show; ``digest`` and ``chain_code`` are empty until the freeze.

    Attributes:
        state: ``published``, ``frozen``, ``withdrawn`` (the month was reopened since) or ``corrected`` (a later
            revision took its place).
        code: of the manifest; it stands on the notice.
        chain_code: of the digest over the manifest's and the certificate of the month before.
        trail_code: of the audit trail's last entry when the certificate was asked for.
        signed_text, signature, public_key: what was signed, the latest signature over it (Ed25519, hexadecimal) and the
            key that it is by; empty where it is not signed.
    """

    month: str
    revision: int
    state: str
    code: str
    content_digest: str
    chain_code: str
    digest: str
    previous: str
    trail_code: str
    signed_text: str
    signature: str
    public_key: str
    manifest: Mapping[str, Any]

    def json(self) -> dict[str, object]:
        """The certificate as ``csi close certificate --json`` prints it."""
        return as_json(
            self, or_null=("chain_code", "digest", "previous", "signed_text", "signature", "public_key")
        )


def code_of(digest: str) -> str:
    """The short code of a digest: ``K7QD-2M4A-XW6B``."""
    letters = base64.b32encode(bytes.fromhex(digest)).decode()[:LETTERS]
    return "-".join(letters[start : start + 4] for start in range(0, LETTERS, 4))


def keep(session: Session, site: SiteInfo, revision: MonthRevision) -> Certificate:
    """Make the manifest of a revision that is being published, or frozen as a backfilled one."""
    session.flush()
    calendar = site_calendar(session).version or None
    content = _manifest(session, site, revision, calendar)
    text = audit.canonical(content)
    certificate = Certificate(
        revision_id=id_of(revision),
        period=revision.period,
        manifest=text,
        content_digest=hashlib.sha256(text.encode()).hexdigest(),
        calendar_version_id=calendar,
    )
    certificate.code = code_of(certificate.content_digest)
    session.add(certificate)
    session.flush()
    return certificate


def chain(session: Session, site: SiteInfo, revision: MonthRevision) -> str:
    """Chain the certificate of a revision that is being frozen to the month before; answers its digest.

    A correction is chained to the revision that it replaces. What is frozen without having been published, by
    a backfill or a correction, gets its manifest now.
    """
    certificate = session.get(Certificate, id_of(revision)) or keep(session, site, revision)
    before = _last_chained(session, revision)
    certificate.previous_id = None if before is None else before.revision_id
    certificate.digest = _chained(certificate, before)
    certificate.chain_code = code_of(certificate.digest)
    session.add(certificate)
    session.flush()
    return certificate.digest


def code_of_revision(session: Session, revision: MonthRevision) -> str:
    """The code that stands on the notice of a revision; empty where it has no certificate."""
    certificate = session.get(Certificate, id_of(revision))
    return "" if certificate is None else certificate.code


def digest_of(session: Session, revision: MonthRevision) -> str | None:
    """The digest of a revision's chained certificate."""
    certificate = session.get(Certificate, id_of(revision))
    return None if certificate is None else certificate.digest


def certificate_of(desk: Desk, period: Period) -> CertificateText:
    """The certificate of a published or frozen month.

    Raises:
        UserError: there is none yet.
    """
    with desk.read() as session:
        found = session.exec(
            _CERTIFIED.where(Certificate.period == period).order_by(col(MonthRevision.number).desc())
        ).first()
        if found is None:
            raise UserError(
                _("{month} has no certificate yet; it gets one when it is published.").format(
                    month=show_period(period)
                )
            )
        return _text(session, desk.site, *found)


def notice_code(desk: Desk, period: Period) -> str:
    """The code that stands on the notice of a month as it is published now; empty where it is not."""
    with desk.read() as session:
        month = session.get(Month, period)
        if month is None or month.state not in CLOSED_STATES or month.revision_id is None:
            return ""
        certificate = session.get(Certificate, month.revision_id)
        return "" if certificate is None else certificate.code


def check_code(desk: Desk, code: str) -> CertificateText:
    """Look for the month that a code belongs to, and hold the store against it.

    Raises:
        IntegrityFailure: no month of this store has the code, or what the month rests on gives another one now.
    """
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    wanted = "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
    with desk.read() as session:
        found = session.exec(
            _CERTIFIED.where((col(Certificate.code) == wanted) | (col(Certificate.chain_code) == wanted))
        ).first()
        if found is None:
            raise IntegrityFailure(
                _(
                    "No month of this store has the code {code}. Either it was mistyped, or this is not the store that "
                    "the notice was made from."
                ).format(code=wanted)
            )
        certificate, revision = found
        problem = problem_of(session, desk.site, certificate, revision)
        if problem:
            raise IntegrityFailure(
                _("{month}: {problem}").format(month=show_period(certificate.period), problem=problem)
            )
        return _text(session, desk.site, certificate, revision)


def problem_of(
    session: Session, site: SiteInfo, certificate: Certificate, revision: MonthRevision, *, rows: bool = True
) -> str:
    """What does not fit in a certificate any more, as a sentence; empty where all does.

    ``rows``: look at the rows that it certifies as well, not at what it says of them alone.
    """
    if certificate.period != revision.period:
        return _("its certificate is put down to another month")
    if revision.state != ("published" if certificate.digest is None else "frozen"):
        return _("it is not in the state that its certificate names")
    again = _manifest_again(session, site, revision, certificate) if rows else certificate.manifest
    if (
        hashlib.sha256(again.encode()).hexdigest() != certificate.content_digest
        or again != certificate.manifest
    ):
        return _("what it rests on is not what its certificate names")
    if certificate.code != code_of(certificate.content_digest):
        return _("the code of its certificate was changed")
    if certificate.digest is None:
        chained = certificate.chain_code is not None or certificate.previous_id is not None
        return _("its certificate claims to be chained, and is not") if chained else ""
    before = None if certificate.previous_id is None else session.get(Certificate, certificate.previous_id)
    if certificate.digest != _chained(certificate, before) or certificate.chain_code != code_of(
        certificate.digest
    ):
        return _("its certificate does not follow the one of the month before")
    return ""


def _manifest_again(
    session: Session, site: SiteInfo, revision: MonthRevision, certificate: Certificate
) -> str:
    """What the certificate of a revision would say of its rows as they are, names of people who left aside."""
    content = _manifest(session, site, revision, certificate.calendar_version_id)
    cards = content["relations"]["cards"]
    cards["digest"] = audited_months.cards_before(session, revision.period, revision.number, cards["digest"])
    return audit.canonical(content)


def fits(certificate: Certificate, code: str | None, digest: str | None) -> bool:
    """Whether a certificate is the one of which code and digest were noted, where they were."""
    return code in (None, certificate.code) and digest in (None, certificate.digest)


def all_certificates(session: Session) -> list[tuple[Certificate, MonthRevision]]:
    """Every certificate with its revision, by month and revision."""
    return list(session.exec(_CERTIFIED.order_by(col(MonthRevision.period), col(MonthRevision.number))).all())


def _manifest(
    session: Session, site: SiteInfo, revision: MonthRevision, calendar_version: int | None
) -> dict[str, Any]:
    scheme = session.get_one(SchemeVersion, revision.scheme_version_id)
    calendar = None if calendar_version is None else session.get_one(CalendarVersion, calendar_version)
    return {
        "site": site.code,
        "time_zone": site.zone.key,
        "month": show_period(revision.period),
        "as_of": revision.as_of.astimezone(site.zone).isoformat(),
        "backfilled": revision.backfilled,
        "scheme": {"id": scheme.scheme_id, "version": scheme.version, "digest": scheme.digest},
        "calendar": None if calendar is None else calendar.digest,
        "relations": manifest.digests(session.connection(), id_of(revision)),
        "rules": revision.rules_version,
    }


def _chained(certificate: Certificate, before: Certificate | None) -> str:
    joined = f"{certificate.content_digest}\n{'' if before is None else before.digest}"
    return hashlib.sha256(joined.encode()).hexdigest()


def _last_chained(session: Session, revision: MonthRevision) -> Certificate | None:
    """The certificate of the frozen revision that this one corrects, else of the latest frozen month before."""
    return session.exec(
        select(Certificate)
        .where(col(Certificate.digest).is_not(None), col(Certificate.period) <= revision.period)
        .order_by(col(Certificate.period).desc(), col(Certificate.revision_id).desc())
    ).first()


def _state(session: Session, revision: MonthRevision) -> str:
    month = session.get_one(Month, revision.period)
    current = month.revision_id == revision.id and month.state in CLOSED_STATES
    return revision.state if current else "corrected" if revision.state == "frozen" else "withdrawn"


def _text(
    session: Session, site: SiteInfo, certificate: Certificate, revision: MonthRevision
) -> CertificateText:
    before = None if certificate.previous_id is None else session.get(Certificate, certificate.previous_id)
    text, signature, public = signed_and_how(session, site, certificate, revision)
    return CertificateText(
        month=show_period(certificate.period),
        revision=revision.number,
        state=_state(session, revision),
        code=certificate.code,
        content_digest=certificate.content_digest,
        chain_code=certificate.chain_code or "",
        digest=certificate.digest or "",
        previous="" if before is None or before.digest is None else before.digest,
        trail_code=head_of(session, site).code,
        signed_text=text,
        signature=signature,
        public_key=public,
        manifest=json.loads(certificate.manifest),
    )
