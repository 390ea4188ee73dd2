"""Rows of tables: which of them names the columns, and each with those names as a part of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from feeds.errors import SourceError
from feeds.model import Fetched, Item, Rejected, Source
from feeds.parse import names
from feeds.parse.named import Cell, Row, has_facts, read
from feeds.text import one_line

_MARK = b'["feeds.row",'
_SEARCHED = 20  # rows among which the one that names the columns is
_SHOWN = 200  # characters of a refused row
_MANY = 3  # columns of which one alone makes no row


class Record(NamedTuple):
    """A row as it stands at a 1-based line, or what is wrong with it."""

    line: int
    cells: Sequence[str]
    fault: str = ""


class Part(msgspec.Struct, frozen=True, tag="feeds.row", array_like=True):
    """A row that can be read alone; `before` counts the lines of the sheets before its own."""

    names: tuple[str, ...]
    cells: tuple[str, ...]
    fault: str = ""
    sheet: str = ""
    is_first: bool = True
    before: int = 0


def split(body: bytes, parted: Callable[[bytes], list[bytes]]) -> Sequence[bytes]:
    """Give the parts of a table; what is none is one part, and refused when that is read."""
    try:
        return parted(body)
    except ValueError:
        return (body,)


def parts(records: Sequence[Record], sheet: str = "", *, is_first: bool = True, before: int = 0) -> Iterator[bytes]:
    """Give one part for each line: that of the row which begins there, else an empty one."""
    place = header(records)
    columns = _columns(records, place)
    line = 1
    for number, record in enumerate(records):
        while line < record.line:
            yield b""
            line += 1
        line += 1
        if number <= place or tuple(record.cells) == columns or not (record.fault or any(map(str.strip, record.cells))):
            yield b""
            continue
        part = Part(columns, tuple(record.cells), record.fault, sheet, is_first, before)
        yield msgspec.json.encode(part)


def header(records: Sequence[Record]) -> int:
    """Find the row that names the columns, or -1 if none does."""
    head = records[:_SEARCHED]
    known = [known_names(record.cells) for record in head]
    if max(known, default=0) > 1:
        return known.index(max(known))
    wide = next((number for number, record in enumerate(head) if sum(map(bool, map(str.strip, record.cells))) > 1), -1)
    if wide >= 0:
        return -1 if any(map(_is_value, records[wide].cells)) else wide
    return known.index(1) if 1 in known else -1


def known_names(cells: Sequence[str]) -> int:
    """Count the cells of a row that are names of facts; a row with figures has none."""
    return 0 if any(map(_is_value, cells)) else has_facts([Cell(cell, ()) for cell in cells if cell.strip()])


def _is_value(cell: str) -> bool:
    return cell.lstrip()[:1].isdigit()


def _columns(records: Sequence[Record], place: int) -> tuple[str, ...]:
    if place >= 0:
        return tuple(map(one_line, records[place].cells))
    return tuple(str(number + 1) for number in range(max((len(record.cells) for record in records), default=0)))


def items(
    fetched: Fetched, source: Source, rule: str, split: Callable[[bytes], Sequence[bytes]]
) -> Iterator[Item | Rejected]:
    """Read a part, or a whole document with all of its parts.

    Raises:
        SourceError: the document is no table; `split` tells why by ValueError.
    """
    if not fetched.body:
        return
    if fetched.body.startswith(_MARK):
        yield from _item(msgspec.json.decode(fetched.body, type=Part), fetched, source, rule)
        return
    try:
        bodies = split(fetched.body)
    except ValueError as error:
        raise SourceError(str(error), where=fetched.location) from error
    for line, body in enumerate(bodies, fetched.line):
        if body:
            part = msgspec.json.decode(body, type=Part)
            yield from _item(part, msgspec.structs.replace(fetched, line=line), source, rule)


def _item(part: Part, fetched: Fetched, source: Source, rule: str) -> Iterator[Item | Rejected]:
    is_meant = part.is_first if source.sheet is None else part.sheet.strip().casefold() == source.sheet.casefold()
    if not is_meant:
        return
    fetched = msgspec.structs.replace(fetched, line=fetched.line - part.before)
    chosen = {each.field: found for each in source.fields if (found := _under(part, each.path))}
    used = {names.plain(each.path) for each in source.fields}
    cells = [
        Cell(name, (text,))
        for name, text in zip(part.names, part.cells, strict=False)
        if name and text.strip() and names.plain(name) not in used
    ]
    if fault := part.fault or _fault(part, cells, chosen, source):
        lines, text = (fetched.line, fetched.line), one_line(" | ".join(part.cells))[:_SHOWN]
        kind = source.kind or names.kind_of(frozenset(map(names.plain, part.names)))
        yield Rejected(kind=kind, lines=lines, text=text, rule=rule, reason=fault)
        return
    # What is empty here names the columns, too: the kind is that of the table.
    named = [*cells, *(Cell(name, ()) for name in part.names if name and names.plain(name) not in used)]
    yield from read(Row(named, chosen), fetched, source, rule)


def _under(part: Part, path: str) -> tuple[str, ...]:
    wanted = names.plain(path)
    columns = zip(part.names, part.cells, strict=False)
    return tuple(text for name, text in columns if text.strip() and names.plain(name) == wanted)


def _fault(part: Part, cells: list[Cell], chosen: dict[str, tuple[str, ...]], source: Source) -> str:
    if any(map(str.strip, part.cells[len(part.names) :])):
        return f"it has {len(part.cells)} cells, and there are {len(part.names)} columns; put quotes round its texts"
    if len(part.names) >= _MANY and len(cells) + len(chosen) == 1:
        return "only one of its cells is filled"
    if not chosen and not has_facts([Cell(name, ()) for name in part.names]):
        known = ", ".join(name for name in part.names if name)[:_SHOWN]
        how = "say in [source.fields] which is what" if not source.fields else "none of them is one of [source.fields]"
        return f"none of the columns is known by its name: {known}; {how}"
    return ""
