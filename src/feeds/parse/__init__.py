"""Input formats: each is one module with a `parse`, and one row of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TypeAlias

from feeds.model import Fetched, Item, Rejected, Source

Parser: TypeAlias = Callable[[Fetched, Source], Iterator[Item | Rejected]]

FORMATS: dict[str, str] = {
    "plain_text": "feeds.parse.plain_text",
}


def parser(name: str) -> Parser:
    """Give the parser of a format; its libraries are loaded now and not before."""
    parse: Parser = import_module(FORMATS[name]).parse
    return parse
