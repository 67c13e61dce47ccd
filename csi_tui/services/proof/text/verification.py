"""What a verification found, in words. Reads nothing but what it is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.signing_keys import fingerprint
from csi_tui.services.proof.text.rules_version import not_derived_text

if TYPE_CHECKING:
    from csi_tui.services.proof.verification import Signatures, Verification


def problem_lines(found: Verification) -> list[str]:
    """A line for every problem, the first one first."""
    return [
        _("{place}: {fault}").format(place=problem.where, fault=problem.what) for problem in found.problems
    ]


def summary_lines(found: Verification) -> list[str]:
    """What was looked through, what was not derived again, and which years' calendars the due times rest on."""
    months = ngettext("{n} frozen month", "{n} frozen months", len(found.frozen_months))
    lines = [
        _("Looked through: {entries} audit entries, {months}; problems: {problems}.").format(
            entries=found.audit_entries,
            months=months.format(n=len(found.frozen_months)),
            problems=len(found.problems),
        )
    ]
    if found.quick:
        lines.append(
            _(
                "That was by digests and the chain alone: pages, references, imported rows and what follows from the "
                "facts of a month were not looked at."
            )
        )
    lines += [_("{place}: {fault}").format(place=one.where, fault=one.what) for one in found.remarks]
    lines += signature_lines(found.signatures)
    lines += [not_derived_text(one.month, one.revision, one.rules) for one in found.other_rules]
    unknown = [str(year) for year, known in found.calendar.items() if not known]
    if unknown:
        lines.append(
            _(
                "The official calendar of {years} is not known yet: due times that touch it are provisional."
            ).format(years=_(", ").join(unknown))
        )
    return lines


def signature_lines(found: Signatures) -> list[str]:
    """How many certificates are signed, by which keys, and which months are older than the first one."""
    lines = []
    if found.signed:
        lines.append(
            ngettext(
                "{n} certificate is signed, and its signature fits. Key: {keys}.",
                "{n} certificates are signed, and their signatures fit. Key: {keys}.",
                found.signed,
            ).format(n=found.signed, keys=_(", ").join(map(fingerprint, found.keys)))
        )
    if found.unsigned:
        lines.append(
            _("Not signed, for the store had no key when they were frozen: {months}.").format(
                months=_(", ").join(found.unsigned)
            )
        )
    if found.unvouched:
        lines.append(
            _(
                "The key before had been lost, and has not signed for: {keys}. The audit trail says who put it there; "
                "ask whoever holds the keys whether that is right."
            ).format(keys=_(", ").join(found.unvouched))
        )
    return lines
