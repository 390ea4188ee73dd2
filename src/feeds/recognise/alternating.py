"""Titles and dates in turns, without a gap between: each title opens a record of its own."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_FEWEST = 2
_LONGEST_TITLE, _LONGEST_ROW = 90, 160
#: A date stands so near to the beginning of its line.
_NEAR = 12


def parted(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines with gaps above such titles.

    They end their paragraph with a date; where a date opens it, what stands below each is its place or its text.
    """
    opens: set[int] = set()
    end = len(lines)
    while end > 0:
        begin = next((n for n in range(end - 1, -1, -1) if lines[n].after_gap or n == 0), 0)
        opens |= _titles(lines, begin, end, know)
        end = begin
    if not opens:
        return tuple(lines)
    return tuple(msgspec.structs.replace(line, after_gap=True) if n in opens else line for n, line in enumerate(lines))


def _titles(lines: Sequence[Line], begin: int, end: int, know: Knowledge) -> set[int]:
    """Number the titles of the turns with which a paragraph ends."""
    found: set[int] = set()
    row = end - 1
    while row > begin and _is_title(lines[row - 1]) and _is_dated(lines[row], know):
        found.add(row - 1)
        row -= 2
    # Two lines without a date stand above the first row, or none: it is no row's.
    is_headed = row < begin or not _is_dated(lines[row], know)
    return found if len(found) >= _FEWEST and is_headed else set()


def _is_title(line: Line) -> bool:
    is_short = len(line.text) <= _LONGEST_TITLE and not line.is_sentence and len(line.cells) <= 1
    return is_short and not has_digit(line.text) and ":" not in line.text[-1:]


def _is_dated(line: Line, know: Knowledge) -> bool:
    """Tell whether a line opens with a day, and tells more."""
    if len(line.text) > _LONGEST_ROW or not has_digit(line.text):
        return False
    dates = know.grammar.find(line.text)
    return dates is not None and dates.start <= _NEAR and dates.end < len(line.text.rstrip(" .:"))
