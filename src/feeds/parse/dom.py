"""The doorway to selectolax (lexbor): HTML as browsers read it, into a tree."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser as Document
from selectolax.lexbor import LexborNode as Node
from selectolax.lexbor import SelectolaxError

from feeds.parse.bounded import bounded

__all__ = ["Document", "Node", "is_selector", "parsed"]


def parsed(html: str) -> Document:
    """Read a page; there is no HTML that is none. Of a page that is made to take for ever, not all is read."""
    return Document(bounded(html))


def is_selector(selector: str) -> bool:
    """Tell whether a CSS selector is one that can be used."""
    try:
        Document("<p>").css(selector)
    except (SelectolaxError, ValueError):
        return False
    return True
