"""Tables that were copied cell by cell: the names of the columns stand below one another, and so do the cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from feeds.expressions import has_digit
from feeds.recognise.page import Line
from feeds.recognise.phrases import Phrases

_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 7
_FEWEST_ROWS = 2
_LONGEST_NAME = 30
_LONGEST_CELL = 110


def rows(lines: tuple[Line, ...], phrases: Phrases) -> tuple[Line, ...]:
    """Write the cells of such tables beside one another, below the line that names their columns."""
    # Few pages have a line that is such a name.
    if _names(phrases).isdisjoint([line.text.casefold() for line in lines if len(line.text) <= _LONGEST_NAME]):
        return lines
    written: list[Line] = []
    index = 0
    while index < len(lines):
        width = _width(lines, index, phrases)
        found = _below(lines, index + width, width, phrases) if width else []
        if len(found) < _FEWEST_ROWS:
            written.append(lines[index])
            index += 1
            continue
        written += [_beside(lines[at : at + width]) for at in (index, *found)]
        index = found[-1] + width
    return tuple(written)


def _width(lines: Sequence[Line], start: int, phrases: Phrases) -> int:
    """Count the names of columns that stand below one another from a line on; 0 if that is no such line."""
    if not (start == 0 or lines[start].after_gap) or not _names_column(lines[start], phrases):
        return 0
    end = start + 1
    while end < len(lines) and not lines[end].after_gap and _can_name(lines[end]):
        end += 1
    # Without a gap below them the names end where words begin that name none.
    if end == len(lines) or not lines[end].after_gap:
        end = next((n for n in range(start + 1, end) if not _names_column(lines[n], phrases)), end)
    names = lines[start:end]
    known = sum(_names_column(line, phrases) for line in names)
    is_header = _FEWEST_COLUMNS <= len(names) <= _MOST_COLUMNS and known * 3 >= len(names) * 2
    return len(names) if is_header else 0


def _can_name(line: Line) -> bool:
    return len(line.text) <= _LONGEST_NAME and not (line.cells or line.is_sentence or has_digit(line.text))


def _names_column(line: Line, phrases: Phrases) -> bool:
    return _can_name(line) and line.text.casefold() in _names(phrases)


@cache
def _names(phrases: Phrases) -> frozenset[str]:
    know = phrases.know
    return frozenset().union(know.job_labels, know.event_labels, know.columns, phrases.fields)


def _below(lines: Sequence[Line], start: int, width: int, phrases: Phrases) -> list[int]:
    """Give where the rows of a table begin: so many cells each, parted by gaps or not at all, a day always in one."""
    found: list[int] = []
    days: set[int] = set(range(width))
    is_apart = start < len(lines) and lines[start].after_gap
    at = start
    while at + width <= len(lines):
        row, after = lines[at : at + width], lines[at + width : at + width + 1]
        is_whole = not any(line.after_gap for line in row[1:])
        is_whole = is_whole and (not is_apart or not after or after[0].after_gap)
        dated = {n for n in days if _is_day(row[n], phrases)} if is_whole else set()
        if not dated or any(len(line.text) > _LONGEST_CELL or line.cells for line in row):
            break
        found.append(at)
        days = dated
        at += width
        if at < len(lines) and lines[at].after_gap != is_apart:
            break
    return found


def _is_day(line: Line, phrases: Phrases) -> bool:
    day = phrases.know.grammar.find(line.text) if has_digit(line.text) else None
    return day is not None and day.start == 0


def _beside(cells: Sequence[Line]) -> Line:
    texts = tuple(line.text for line in cells)
    shown = " / ".join(texts)
    span = (cells[0].span[0], cells[-1].span[1])
    return msgspec.structs.replace(cells[0], text=" | ".join(texts), span=span, cells=texts, shown=shown)
