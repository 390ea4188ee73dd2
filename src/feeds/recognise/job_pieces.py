"""Postings in the making: titles, and the pieces of lines that tell something of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from feeds.recognise.page import Line

#: The kinds of pieces that only postings have.
TELLING = frozenset({"closed", "valid_through", "employment_type", "hiring_organization", "published"})
#: The kinds that are fields of a posting.
FIELDS = frozenset(
    {"valid_through", "employment_type", "hiring_organization", "job_location", "published", "categories"}
)


class Piece(msgspec.Struct, frozen=True):
    """What a part of a line tells: a field, `closed`, `title`, `other`, or `plain` for a name of whatever kind.

    `sought` and `offered` are texts that seek somebody and open with terms.
    """

    kind: str
    value: str
    line: Line
    label: str = ""


class Group:
    """A title and all that is told of it."""

    __slots__ = ("indent", "is_aside", "is_row", "lines", "pieces", "title")

    def __init__(self, line: Line, title: str | None, *, is_aside: bool, is_row: bool = False) -> None:
        self.lines = [line]
        self.title = title
        self.pieces: list[Piece] = []
        self.indent = line.indent
        self.is_aside = is_aside
        self.is_row = is_row

    @property
    def kinds(self) -> set[str]:
        """The kinds of its pieces."""
        return {piece.kind for piece in self.pieces}

    @property
    def told_below(self) -> set[str]:
        """The kinds of its pieces, but for terms in its title and a name above it."""
        pieces = (p for p in self.pieces if p.label or p.kind != "hiring_organization")
        return {piece.kind for piece in pieces if piece.label != "terms"}

    @property
    def labels(self) -> set[str]:
        """The labels of its pieces."""
        return {piece.label for piece in self.pieces if piece.label}

    def add(self, line: Line, pieces: Sequence[Piece]) -> None:
        """Take what a further line tells."""
        self.lines.append(line)
        self.pieces.extend(pieces)


class Told(msgspec.Struct, frozen=True):
    """One line as pieces; `is_marked` when a mark, a counter or a place in brackets opens it."""

    line: Line
    text: str
    pieces: tuple[Piece, ...]
    is_marked: bool
    form: str

    @property
    def first(self) -> str:
        """The kind of its first piece."""
        return self.pieces[0].kind if self.pieces else "plain"
