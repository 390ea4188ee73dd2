"""Headings that count the events of a season ("3rd SUBSCRIPTION CONCERT"), each above a title of its own and a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells, chaff
from feeds.recognise.anchors import is_fact
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,2})(?:\.|st|nd|rd|th|:[AEae])? (?P<words>[^\d:|,.]{3,40})", re.IGNORECASE)
_NUMBER_LAST = re.compile(r"(?P<words>[^\W\d_][^\d:|,.]{2,40}?) (?P<number>\d{1,2})[.:]?")
_FEWEST, _HEIGHT = 3, 5


class _Entry(msgspec.Struct, frozen=True):
    """A heading with what stands below it: the indexes of the heading, the title, and the line with the day."""

    head: int
    title: int
    day: int


def without(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Leave out such headings, and put titles that stand below their days above them."""
    heads = _counted(lines, know)
    if len(heads) < _FEWEST:
        return tuple(lines)
    if all(lines[n].text.isupper() for n in heads):
        # "EXTRA CONCERT" among them.
        more = (n for n in range(heads[0], len(lines)) if _is_like(lines[n]) and n not in heads)
        heads = sorted([*heads, *(n for n in more if _entry(lines, n, know) is not None)])
    found = [entry for n in heads if (entry := _entry(lines, n, know)) is not None]
    above = [entry for entry in found if entry.title < entry.day]
    below = [entry for entry in found if entry.title > entry.day]
    kept = above if len(above) >= len(below) else below
    if len(kept) < _FEWEST or len(kept) * 3 < len(heads) * 2:
        return tuple(lines)
    order = list(lines)
    for entry in kept:
        title = msgspec.structs.replace(lines[entry.title], after_gap=True)
        if entry.title < entry.day:
            order[entry.title] = title
            continue
        rows = lines[entry.day : entry.title]
        order[entry.day] = title
        order[entry.day + 1 : entry.title + 1] = [msgspec.structs.replace(row, after_gap=False) for row in rows]
    return chaff.leave_out(order, {lines[entry.head].number for entry in kept})


def _is_like(line: Line) -> bool:
    return line.after_gap and line.text.isupper() and not has_digit(line.text) and not line.cells


def _counted(lines: Sequence[Line], know: Knowledge) -> list[int]:
    """Find the lines that count: the same words with a number that rises by one."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for n, line in enumerate(lines):
        if not line.after_gap or not has_digit(line.text) or line.cells or line.is_sentence:
            continue
        match = _NUMBER_FIRST.fullmatch(line.text) or _NUMBER_LAST.fullmatch(line.text)
        if match is not None and know.places.search(match["words"]) is None and know.grammar.find(line.text) is None:
            groups.setdefault(match["words"].casefold(), []).append((n, int(match["number"])))
    rising = [
        group for group in groups.values() if len(group) > 1 and all(b[1] == a[1] + 1 for a, b in pairwise(group))
    ]
    return sorted(n for group in rising for n, _ in group)


def _entry(lines: Sequence[Line], head: int, know: Knowledge) -> _Entry | None:
    """Find the day below a heading, and the title right above or right below it."""
    end = min(head + 1 + _HEIGHT, len(lines))
    below = range(head + 1, end)
    day = next((n for n in below if has_digit(lines[n].text) and _opens_with_day(lines[n], know)), None)
    if day is None or any(lines[n].after_gap for n in range(head + 2, day + 1)):
        return None
    if day == head + 2 and _can_be_title(lines[head + 1], know):
        return _Entry(head, head + 1, day)
    is_next = day == head + 1 and day + 1 < end and not lines[day + 1].after_gap
    return _Entry(head, day + 1, day) if is_next and _can_be_title(lines[day + 1], know) else None


def _opens_with_day(line: Line, know: Knowledge) -> bool:
    found = know.grammar.find(line.text)
    return found is not None and found.start <= 1


def _can_be_title(line: Line, know: Knowledge) -> bool:
    text = line.text
    is_told = line.text[-1:] == "." or line.cells or ", " in text or is_fact(line, know)
    return not is_told and not cells.is_price_text(text, know) and not cells.names_house(text, know)
