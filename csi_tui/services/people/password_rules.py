"""What a password has to be: long enough, and none of those that are tried first (docs/decisions/0026, point 3)."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from csi_tui.i18n import _
from csi_tui.services.errors import UserError

LEAST_LETTERS = 8
MOST_LETTERS = 200
FEW = 3
"""So many different signs at most are guessed by their pattern, however many there are."""

_LIST = """
password password1 password12 password123 passw0rd p@ssw0rd p@ssword pa55word qwertyui qwertyuiop qwerty123
qwerty1234 qwer1234 1234qwer asdfghjk asdfghjkl asdf1234 1234asdf zxcvbnm1 zxcvbnm123 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
1qazxsw2 qazwsxedc zaq12wsx q1w2e3r4 a1b2c3d4 abcd1234 abc12345 abc123456 abcdefgh 1234abcd aa123456 a1234567
a12345678 a123456789 123456aa 12345678a 123456789a 123456abc qq123456 wang1234 zhang123 li123456 woaini520
woaini521 woaini1314 woaiwojia 5201314a 13145200 52013140 1314520a 147258369 159357456 789456123 123456789 12345678
1234567890 0123456789 987654321 87654321 0987654321 11223344 1122334455 112233445566 12341234 123123123 123321123
12344321 1234554321 123456654321 123454321 147852369 963852741 741852963 159753456 20082008 19491001 88888888
66666666 admin123 admin1234 admin888 administrator root1234 test1234 guest123 welcome1 welcome123 letmein1
letmein123 iloveyou iloveyou1 iloveyou520 sunshine princess football baseball superman monkey123 dragon123
master123 trustno1 whatever computer internet starwars michael1 jennifer changeme changeme123 default1 secret123
service1 service123 shouhou123 kefu1234 kefu12345 huawei123 huawei@123 admin@123 abc@1234 abc@12345 p@ssw0rd1
qwe123456 asd123456 zxc123456 qweasdzxc 123qweasd 123qwe123 qwe123qwe qweqweqwe asdasdasd 1a2b3c4d 5201314520
"""
COMMONEST = frozenset(_LIST.split())
"""Those of eight signs and more that stand first in lists of passwords that became known, in China and elsewhere."""


def refuse_guessable(password: str, name: str) -> None:
    """Refuse a password that is guessed, of the user with that name.

    Raises:
        UserError: it is too short, too long, the name, or among the first that are tried; says what to choose.
    """
    if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
        raise UserError(
            _(
                "A password has {least} to {most} signs. Choose three words that have nothing to do with each other: "
                "long is better than odd."
            ).format(least=LEAST_LETTERS, most=MOST_LETTERS)
        )
    plain = unicodedata.normalize("NFKC", password).casefold()
    if plain in COMMONEST or len(set(plain)) <= FEW or _runs(plain) or _is_name(plain, name):
        raise UserError(
            _(
                "This password is one of the first that are tried. Choose three words that have nothing to do with "
                "each other: long is better than odd."
            )
        )


def _runs(plain: str) -> bool:
    """Whether every sign follows the one before in one direction: 23456789, hgfedcba."""
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    return steps in ({1}, {-1})


def _is_name(plain: str, name: str) -> bool:
    """Whether it is the name with figures at most before and behind it."""
    own = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return bool(own) and plain.strip("0123456789!@#._-") == own
