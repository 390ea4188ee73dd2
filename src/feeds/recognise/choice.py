"""Patterns of which one counts, each tried only on a text that holds its letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from feeds.expressions import Expression, each_of
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

    def place_in(self, text: str, small: str, can_be: int) -> re.Match[str] | None:
        """Find where the first match is in a text whose small letters and bits are known."""
        first = None
        for expression in self._able(can_be & self.bits):
            found = expression.place_in(text, small)
            if found is not None and (first is None or found.start() < first.start()):
                first = found
        return first

    def opens(self, text: str, can_be: int) -> bool:
        """Tell whether a text begins with one of the alternatives."""
        return any(expression.match(text) is not None for expression in self._able(can_be & self.bits))

    def sub(self, put: Callable[[re.Match[str]], str], text: str, can_be: int, pos: int = 0) -> str:
        """Replace every match, none of which begins before `pos`, by what a function makes of it."""
        able = self._able(can_be & self.bits)
        parts: list[str] = []
        at = 0
        for match in able[0].finditer(text, pos) if len(able) == 1 else each_of(able, text, pos):
            parts += (text[at : match.start()], put(match))
            at = match.end()
        return "".join((*parts, text[at:])) if parts else text
