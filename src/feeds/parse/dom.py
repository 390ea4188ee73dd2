"""The doorway to selectolax (lexbor): HTML as browsers read it, into a tree."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser as Document
from selectolax.lexbor import LexborNode as Node
from selectolax.lexbor import SelectolaxError

from feeds.parse.bounded import bounded

__all__ = ["Document", "Node", "is_selector", "parsed"]


def parsed(html: str, body: bytes | None = None) -> Document:
    """Read a page; there is no HTML that is none. Of a page that is made to take for ever, not all is read.

    `body` is the same in UTF-8, if somebody has it: to write it once more takes a quarter of the time of reading it.
    """
    left = bounded(html)
    return Document(body if body is not None and left is html else left)


def is_selector(selector: str) -> bool:
    """Tell whether a CSS selector is one that can be used."""
    try:
        Document("<p>").css(selector)
    except (SelectolaxError, ValueError):
        return False
    return True
