"""Patterns of which one counts, each tried only on a text that holds its letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from feeds.expressions import Expression, each_of


class Choice:
    """Alternatives of one expression: what begins first counts, of what begins there the first of them.

    Joined, all of them would be tried at each place of a text. Apart, only those are of whose words an index has seen
    one there, and only those are ever compiled: of hundreds mostly one or two.
    """

    __slots__ = ("_begin", "_expressions", "bits")

    def __init__(self, expressions: Sequence[Expression], begin: int) -> None:
        """Keep the alternatives; `begin` is the number that the first of them has in the index."""
        self._expressions, self._begin = expressions, begin
        #: What the index gives for a text that can hold all of them.
        self.bits = ((1 << len(expressions)) - 1) << begin

    def _able(self, can_be: int) -> list[Expression]:
        """List the alternatives that a text can hold, in their order."""
        able = []
        left = (can_be & self.bits) >> self._begin
        while left:
            lowest = left & -left
            able.append(self._expressions[lowest.bit_length() - 1])
            left ^= lowest
        return able

    def found_in(self, text: str, small: str, can_be: int) -> re.Match[str] | None:
        """Find the first match in a text whose small letters and bits are known."""
        first = None
        for expression in self._able(can_be):
            found = expression.found_in(text, small)
            if found is not None and (first is None or found.start() < first.start()):
                first = found
        return first

    def opens(self, text: str, can_be: int) -> bool:
        """Tell whether a text begins with one of the alternatives."""
        return any(expression.match(text) is not None for expression in self._able(can_be))

    def sub(self, put: Callable[[re.Match[str]], str], text: str, can_be: int) -> str:
        """Replace every match by what a function makes of it."""
        able = self._able(can_be)
        if len(able) == 1:
            return able[0].sub(put, text)
        parts: list[str] = []
        at = 0
        for match in each_of(able, text):
            parts += (text[at : match.start()], put(match))
            at = match.end()
        return "".join((*parts, text[at:])) if parts else text
