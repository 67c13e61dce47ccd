"""People to choose from in a form: who they are, and who fits a field first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from csi_db.find_pieces import in_name, squeezed
from csi_tui.services.desk import clock
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.people.employees import people


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who can be named in a field; ``left``: works here no more."""

    number: str
    name: str
    role: str
    team: str
    left: bool

    @property
    def text(self) -> str:
        """Number, name, role and team, as a list offers them."""
        return " ".join(part for part in (self.number, self.name, role_name(self.role), self.team) if part)

    def called(self, text: str) -> bool:
        """Whether a text is how the name, or a part of it from some character on, is read: pinyin, or its initials."""
        return in_name(squeezed(text), self.name)


def choices(desk: Desk) -> tuple[Choice, ...]:
    """Everybody, by number; who has left last."""
    today = clock.now().astimezone(desk.site.zone).date()
    return tuple(
        Choice(
            number=one.employee_no,
            name=one.name,
            role=one.role,
            team=one.team,
            left=one.left_on is not None and one.left_on < today,
        )
        for one in people(desk)
    )


def fitting_first(found: Iterable[Choice], roles: Collection[str]) -> list[Choice]:
    """The same with those of some roles first, who works here no more last."""
    return sorted(found, key=lambda one: (one.left, bool(roles) and one.role not in roles))
