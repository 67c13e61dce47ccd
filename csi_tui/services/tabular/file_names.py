"""What a file that is written may not be called, whichever way its name came."""

from __future__ import annotations

import os
from pathlib import Path

from csi_db.texts import unfit_sign
from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable, why_unfit


class CannotWrite(UserError):
    """A table cannot be written where it should go."""


def refuse_unfit_name(path: str | Path) -> None:
    """Refuse a name that no file should get: with a sign that a terminal obeys, of a folder, or ending like one.

    Bytes that are no characters stay: they are how another encoding spells a name. Of a path's folders nothing is
    asked, for they are there already.

    Raises:
        CannotWrite: it is such a name.
    """
    text = os.fspath(path)
    name = printable(text, PATH_CHARACTERS)
    last = text.rstrip("/").rpartition("/")[2]
    sign = unfit_sign("".join(mark for mark in last if not "\ud800" <= mark <= "\udfff"), lines=False)
    if sign is not None:
        raise CannotWrite(
            _("{name} holds {reason}.").format(name=_("The name of the file"), reason=why_unfit(sign))
        )
    if os.path.isdir(text):
        raise CannotWrite(_("{file} is a folder. Name a file in it.").format(file=name))
    if text.endswith("/"):
        raise CannotWrite(
            _("{file} ends like the name of a folder. Leave the “/” out, or name a file behind it.").format(
                file=name
            )
        )


def refuse_no_place(destination: Path, target: Path) -> None:
    """Refuse a file whose folder is not there; ``target``: where the destination's links lead.

    Raises:
        CannotWrite: there is no such folder.
    """
    if os.path.lexists(target.parent):
        return
    name, folder = (printable(str(one), PATH_CHARACTERS) for one in (destination, target.parent))
    if destination.is_symlink():
        raise CannotWrite(
            _(
                "{file} is a link into the folder {folder}, which is not there. Remove the link, or name another file."
            ).format(file=name, folder=folder)
        )
    raise CannotWrite(
        _("There is no folder {folder}. Make it first, or name a file elsewhere.").format(folder=folder)
    )
