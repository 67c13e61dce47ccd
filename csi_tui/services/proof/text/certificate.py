"""The certificate of a month as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _
from csi_tui.services.desk.signing_keys import fingerprint
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.services.proof.certificates import CertificateText

STATES: dict[str, str] = {
    "published": N_("published"),
    "frozen": N_("frozen"),
    "withdrawn": N_("withdrawn: the month was reopened since"),
    "corrected": N_("replaced by a correction"),
}
RELATIONS: dict[str, str] = {
    "roster": N_("people"),
    "orders": N_("orders"),
    "returns": N_("returns"),
    "charge_backs": N_("charge-backs"),
    "surveys": N_("surveys"),
    "complaints": N_("complaints"),
    "exclusions": N_("rows struck out"),
    "adjustments": N_("adjustments"),
    "results": N_("results"),
    "cards": N_("scorecards"),
}
SHOWN = 16
"""Signs of a digest that are shown; the whole of it is in the JSON."""


def certificate_lines(found: CertificateText) -> Iterator[str]:
    """Codes, what they are made of, and how much of each kind."""
    content = found.manifest
    yield _("{month}, revision {n}: {state}").format(
        month=found.month, n=found.revision, state=_(STATES[found.state])
    )
    yield _("code of the notice: {code}").format(code=found.code)
    if found.chain_code:
        yield _("code of the certificate, which follows the month before: {code}").format(
            code=found.chain_code
        )
    if found.public_key:
        yield _("signed by the key {key}").format(key=fingerprint(found.public_key))
    yield _("trail code, of all that was entered until now: {code}").format(code=found.trail_code)
    yield ""
    scheme = content["scheme"]
    rows = [
        (_("scheme"), _("version {n}").format(n=scheme["version"]), _short(scheme["digest"])),
        (_("rules"), _("version {n}").format(n=content["rules"]), ""),
        (_("calendar"), "", _short(content["calendar"] or "")),
    ]
    rows += [
        (_(label), str(content["relations"][name]["rows"]), _short(content["relations"][name]["digest"]))
        for name, label in RELATIONS.items()
        # What has no rows may not be named at all.
        if name in content["relations"]
    ]
    yield from table((_("what"), _("how many"), _("digest")), rows).splitlines()


def _short(digest: str) -> str:
    return digest[:SHOWN]
