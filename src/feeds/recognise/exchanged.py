"""Days in figures whose day and month can be exchanged: a page that writes 21/04/2026 means 9 May with 09/05/2026."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.expressions import holds
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})(?P<stop>[/.-])(?P<second>\d{1,2})(?P=stop)(?P<year>20\d\d)(?!\d)"
)
_MONTHS = 12
_SIGNS = tuple("/.-")


def written_out(lines: tuple[Line, ...], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines of a page with such days in full, if all others on it have the same part first."""
    if know.language.dates.order != "unclear":
        return lines
    found = [match for line in lines if holds(line.text, _SIGNS) for match in _FIGURES.finditer(line.text)]
    day_first = sum(int(match["first"]) > _MONTHS for match in found)
    month_first = sum(int(match["second"]) > _MONTHS for match in found)
    if bool(day_first) == bool(month_first) or day_first + month_first == len(found):
        return lines
    parts = ("first", "second") if day_first else ("second", "first")
    return tuple(_full(line, parts) if _FIGURES.search(line.text) is not None else line for line in lines)


def _full(line: Line, parts: Sequence[str]) -> Line:
    day, month = parts

    def told(match: re.Match[str]) -> str:
        return f"{match['year']}-{int(match[month]):02}-{int(match[day]):02}"

    text, *cells = (_FIGURES.sub(told, part) for part in (line.text, *line.cells))
    return msgspec.structs.replace(line, text=text, cells=tuple(cells), shown=line.shown or line.text)


__all__ = ["written_out"]
