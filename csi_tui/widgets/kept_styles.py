"""Style sheets parsed once."""

from __future__ import annotations

from typing import ClassVar

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation


class KeptStyles(Stylesheet):
    """A style sheet that parses a source once for each set of colours.

    Textual parses all of them anew for the first screen of every kind that brings one of its own: a tenth of a second
    before a form appears, on a busy machine.
    """

    _parsed: ClassVar[dict[tuple[object, ...], list[RuleSet]]] = {}

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        of = (css, read_from, is_default_rules, tie_breaker, scope, frozenset(self._variables.items()))
        if of not in self._parsed:
            self._parsed[of] = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
        return self._parsed[of]

    def reparse(self) -> None:
        """Parse what has not been parsed with these colours."""
        self.parse()
