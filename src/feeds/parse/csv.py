"""Input format `csv`: a table as text; its separator, its character set and the names of its columns are found."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from feeds.model import Fetched, Item, Rejected, Source
from feeds.parse import rows
from feeds.parse.rows import Record
from feeds.text import clean, decode

_RULE = "csv"
_SEPARATORS = ",;\t|"
_TRIED = 30  # rows that show what separates the cells
_LONGEST_CELL = 200  # lines that a cell in quotes may have
_UNCLOSED = "a quotation mark is opened and never closed"


def split(body: bytes) -> Sequence[bytes]:
    """Give one part for each line: the row that begins there, with the names of the columns."""
    return rows.split(body, _split)


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Read a row; one that cannot be used is refused with the reason.

    Raises:
        SourceError: the bytes are no text.
    """
    yield from rows.items(fetched, source, _RULE, _split)


def _split(body: bytes) -> list[bytes]:
    lines = clean(decode(body)).split("\n")
    said = lines[0].lower()
    if said.startswith("sep=") and len(said.strip()) == 5:
        # Excel's own way to name it.
        separator, lines[0] = lines[0][4], ""
    else:
        separator = _separator(lines)
    return list(rows.parts(list(_records(lines, separator))))


def _separator(lines: list[str]) -> str:
    """Choose what gives the most names that are known; then what gives most rows the same number of cells."""
    head = lines[: _TRIED * 3]

    def worth(separator: str) -> tuple[int, int, int]:
        records = [record.cells for record in _records(head, separator)][:_TRIED]
        widths = Counter(len(cells) for cells in records if len(cells) > 1)
        width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return max(map(rows.known_names, records), default=0), count, width

    return max(_SEPARATORS, key=worth)


def _records(lines: Sequence[str], separator: str) -> Iterator[Record]:
    """Give the rows: a cell in quotes may have several lines, and one that is not closed costs its own line."""
    number = 0
    while number < len(lines):
        line = lines[number]
        if '"' not in line:
            if line.strip():
                yield Record(number + 1, line.split(separator))
            number += 1
            continue
        length = _length(lines, number, separator)
        yield _quoted(number + 1, "\n".join(lines[number : number + max(1, length)]), separator, is_open=not length)
        number += max(1, length)


def _length(lines: Sequence[str], first: int, separator: str) -> int:
    """Count the lines of a row; one that never ends has 0."""
    is_open = False
    for number in range(first, min(first + _LONGEST_CELL, len(lines))):
        is_open = _leaves_open(lines[number], separator, is_open=is_open)
        if not is_open:
            return number - first + 1
    return 0


def _leaves_open(line: str, separator: str, *, is_open: bool) -> bool:
    """Tell whether a line ends within quotes: they open where a cell begins, and 24" within one opens none."""
    at = 0
    while True:
        if is_open:
            at = line.find('"', at)
            if at < 0:
                return True
            is_open = line.startswith('""', at)
            at += 1 + is_open
            continue
        begins = 0 if at == 0 and line.startswith('"') else line.find(f'{separator}"', at) + 1
        if not begins and (at or not line.startswith('"')):
            return False
        is_open, at = True, begins + 1


def _quoted(line: int, text: str, separator: str, *, is_open: bool) -> Record:
    if is_open:
        return Record(line, (text,), _UNCLOSED)
    try:
        cells = next(
            csv.reader([text + "\n"] if "\n" not in text else text.splitlines(keepends=True), delimiter=separator)
        )
    except (csv.Error, StopIteration) as error:
        return Record(line, (text,), str(error))
    return Record(line, cells)
