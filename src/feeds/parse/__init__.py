"""Input formats: each is one module with a `split` and a `parse`, and one row of the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol, cast

from feeds.model import Fetched, Item, Rejected, Source


class Parser(Protocol):
    """A format: a document is split into parts that do not depend on each other, and each is parsed alone.

    What a part gives is remembered by its bytes, so only those that are new are parsed again.
    """

    def split(self, body: bytes) -> Sequence[bytes]:
        """Part a document; one that is read as a whole is its own only part."""

    def parse(self, fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
        """Give the items of a part, in the order in which they stand there, and what was refused."""


FORMATS: dict[str, str] = {
    "plain_text": "feeds.parse.plain_text",
    "jsonl": "feeds.parse.jsonl",
}


def parser(name: str) -> Parser:
    """Give the parser of a format; its libraries are loaded now and not before."""
    return cast("Parser", import_module(FORMATS[name]))
