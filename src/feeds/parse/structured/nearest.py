"""To which node of a document an element belongs: the nearest around it that is one of some."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from feeds.parse.structured.thing import MOST_TEXT
from feeds.text import one_line

if TYPE_CHECKING:
    from feeds.parse.dom import Node

_LINED = "br, p, div, li, tr"
_WRITTEN = frozenset({"articleBody", "description", "text"})
_LONGEST = 200_000


class Nearest:
    """Climbs from elements to the nearest of some nodes around them; what is known once is not looked for again."""

    def __init__(self, roots: Container[int]) -> None:
        self._roots = roots
        self._known: dict[int, int | None] = {}

    def above(self, node: Node) -> int | None:
        """Give the `mem_id` of the nearest root around a node, itself aside."""
        path: list[int] = []
        found: int | None = None
        at = node.parent
        while at is not None:
            key = at.mem_id
            if key in self._known:
                found = self._known[key]
                break
            if key in self._roots:
                found = key
                break
            path.append(key)
            at = at.parent
        for key in path:
            self._known[key] = found
        return found


class Texts:
    """Takes the texts of elements, up to a bound for the page: what stands in another is taken again and again."""

    def __init__(self) -> None:
        self._left = MOST_TEXT

    def of(self, node: Node, name: str = "") -> str:
        """Give the text of an element, or the HTML of what is written in paragraphs; it is not safe yet."""
        if self._left <= 0:
            return ""
        if not any(child.css_first(_LINED) is not None for child in node.iter()):
            told = node.text(deep=True)
        elif name in _WRITTEN:
            told = node.inner_html or ""
            self._left -= len(told) + 1
            return told[:_LONGEST]
        else:
            # Its lines and blocks are words apart.
            told = node.text(deep=True, separator=" ")
        self._left -= len(told) + 1
        return one_line(told[:_LONGEST])
