"""The operating-system account that uses the program, and the place that it is reached from."""

from __future__ import annotations

import os
import sys

from csi_tui.services.desk import shared


def current_account() -> str:
    """The operating-system account that runs the program; not what an environment variable claims.

    Of somebody who came in through ``csi share enter``: the account that the forced command or sudo says.
    """
    entered = shared.here()
    if entered is not None:
        return entered.account
    if sys.platform != "win32":
        import pwd

        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return f"uid-{os.getuid()}"
    import getpass

    return getpass.getuser()


def current_place() -> str:
    """Where whoever is here sits: the account, who became it by sudo, and the machine at the other end of ssh, or this.

    Browsers at one server are one place: the server knows no more of them. Who has a shell under the account can claim
    another place, and could as well read the store (docs/decisions/0026).
    """
    from socket import gethostname

    other_end = os.environ.get("SSH_CONNECTION", "").partition(" ")[0]
    return "\x1f".join((current_account(), os.environ.get("SUDO_USER", ""), other_end or gethostname()))
