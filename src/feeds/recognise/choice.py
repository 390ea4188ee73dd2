"""Patterns of which one counts, each tried only on a text that holds its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.expressions import Expression
from feeds.kept import kept


class Choice:
    """Alternatives of one expression: what begins first counts, of what begins there the first of them.

    Joined, all of them would be tried at each place of a text. Apart, only those are of whose words an index has seen
    one there, and only those are ever compiled: of hundreds mostly one or two.
    """

    def __init__(self, expressions: Sequence[Expression], begin: int) -> None:
        """Keep the alternatives; `begin` is the number that the first of them has in the index."""
        self._expressions, self._begin = expressions, begin
        #: What the index gives for a text that can hold all of them.
        self.bits = ((1 << len(expressions)) - 1) << begin

    @kept
    def _able(self, bits: int) -> Sequence[Expression]:
        """List the alternatives of some bits, in their order: of few words, few of them come again and again."""
        left = bits >> self._begin
        return [one for number, one in enumerate(self._expressions) if left >> number & 1]

    def place_in(self, text: str, small: str, can_be: int, pos: int = 0) -> re.Match[str] | None:
        """Find where the first match is in a text whose small letters and bits are known."""
        first = None
        for expression in self._able(can_be & self.bits):
            look = expression.in_small
            found = expression.place_in(text, small, pos) if look is None else look(small, pos)
            if found is not None and (first is None or found.start() < first.start()):
                first = found
        return first

    def opens(self, text: str, can_be: int) -> bool:
        """Tell whether a text begins with one of the alternatives."""
        return any(expression.match(text) is not None for expression in self._able(can_be & self.bits))

    def places(self, text: str, small: str, can_be: int, first: re.Match[str]) -> list[re.Match[str]]:
        """List the first match and all behind it, none of which begins where another one does."""
        found: list[re.Match[str]] = []
        match: re.Match[str] | None = first
        while match is not None:
            found.append(match)
            begin, end = match.span()
            match = self.place_in(text, small, can_be, max(begin + 1, end)) if end < len(text) else None
        return found
