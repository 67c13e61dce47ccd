"""The operating-system account that runs the program."""

from __future__ import annotations

import os
import sys


def current_account() -> str:
    """The operating-system account that runs the program; not what an environment variable claims."""
    if sys.platform != "win32":
        import pwd

        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return f"uid-{os.getuid()}"
    import getpass

    return getpass.getuser()
