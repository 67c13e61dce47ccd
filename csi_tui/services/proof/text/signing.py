"""The signing key in words. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from csi_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from csi_tui.services.proof.signing import SigningKey


def key_lines(found: SigningKey) -> Iterator[str]:
    """Who made it and when, whether it is here, and what is not signed."""
    yield _("Key {key}, made by {name} on {at}.").format(
        key=found.fingerprint, name=found.made_by, at=f"{found.made_at:%Y-%m-%d %H:%M}"
    )
    if not found.here:
        yield _(
            "The secret key is not in this account's folder: months are frozen without a signature until "
            "it is brought back (csi signing bring)."
        )
    n = len(found.signed)
    yield ngettext("{n} certificate is signed.", "{n} certificates are signed.", n).format(n=n)
    if found.unsigned:
        yield _("Not signed: {revisions}.").format(revisions=_(", ").join(found.unsigned))
