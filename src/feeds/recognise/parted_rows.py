"""Rows whose parts are told apart by what all of them have: a day that opens the first cell, dashes between facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells, stamps
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_DASH = re.compile(r"\s[–—-]\s")
_JOINT = re.compile(r"\s*(?:[:,|·]|[–—-](?=\s))\s*|\s+")
_FEWEST = 3
_LONGEST = 160


def parted(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines with the cells that such rows have."""
    told = (n for n, line in enumerate(lines) if has_digit(line.text) and len(line.text) <= _LONGEST)
    short = [n for n in told if not lines[n].is_sentence]
    if len(short) < _FEWEST:
        return tuple(lines)
    days = {n: day for n in short if (day := _day(lines[n], know))}
    dashed = _dashed(lines, days, know) | _titles_first(lines, short, know)
    kept = list(lines)
    for n in sorted({*days, *dashed}):
        line = lines[n]
        parts = dashed.get(n) or line.cells
        if n in days and len(parts) > 1:
            head, tail = BULLET.sub("", parts[0]), ""
            if head.startswith(days[n]):
                head, tail = days[n], head[len(days[n]) :]
                tail = tail[joint.end() :] if (joint := _JOINT.match(tail)) is not None else tail
            parts = (head, tail, *parts[1:]) if tail else (head, *parts[1:])
        if parts != line.cells and len(parts) > 1:
            kept[n] = msgspec.structs.replace(line, cells=tuple(parts))
    return tuple(kept)


def _day(line: Line, know: Knowledge) -> str:
    """Give the day with which a line opens, with the hour behind it."""
    text = BULLET.sub("", line.cells[0] if line.cells else line.text)
    if line.is_sentence or not has_digit(text):
        return ""
    more = (dates for cell in line.cells[1:] if has_digit(cell) and (dates := know.grammar.find(cell)) is not None)
    if any(not dates.start for dates in more):
        # "4 Oct Ann Bo | 11 Oct Ib Lund": a rota.
        return ""
    when = stamps.read(text, None, know)
    if when is None or when.dates is None or when.is_until or not text.endswith(when.after):
        return ""
    lead = when.before.strip(" .,")
    if lead and know.date_lead.fullmatch(lead) is None and stamps.weekday(lead, know.grammar) is None:
        return ""
    return text[: len(text) - len(when.after)].rstrip(" ,:–—-")


def _titles_first(lines: Sequence[Line], short: Sequence[int], know: Knowledge) -> dict[int, tuple[str, ...]]:
    """Part "Harvest supper, 3 October, 6 pm" where several such lines follow one another."""
    told: dict[int, tuple[str, ...]] = {}
    for n in short:
        line = lines[n]
        if line.cells or line.is_sentence:
            continue
        text = BULLET.sub("", line.text)
        when = stamps.read(text, None, know)
        if when is None or when.dates is None or when.is_until or not text.startswith(when.before):
            continue
        title = when.before.rstrip()
        is_title = title[-1:] == "," and not has_digit(title[:1]) and know.deadline.search(title) is None
        if is_title and not when.after.strip() and know.date_lead.fullmatch(title[:-1]) is None:
            told[n] = (title[:-1], text[len(when.before) :])
    runs = [n for n in told if n + 1 in told or n - 1 in told]
    return told if len(runs) >= _FEWEST and len(runs) * 3 >= len(told) * 2 else {}


def _dashed(lines: Sequence[Line], days: dict[int, str], know: Knowledge) -> dict[int, tuple[str, ...]]:
    """Part the lines at dashes where several of them have a price or an hour behind one."""
    told: dict[int, tuple[str, ...]] = {}
    facts = 0
    for n, line in enumerate(lines):
        is_below = n - 1 in days and not line.after_gap
        if not (n in days or is_below) or line.is_sentence or _DASH.search(line.text) is None:
            continue
        parts = _parts(line, know)
        if len(parts) > 1:
            told[n] = parts
            facts += any(_is_fact(part, know) for part in parts[n in days :])
    return told if facts >= _FEWEST and facts * 2 >= len(told) else {}


def _parts(line: Line, know: Knowledge) -> tuple[str, ...]:
    """Part a line at its marks and dashes, but not between two days or two hours."""
    parts = [
        part
        for cell in line.cells or (line.text,)
        for told in [_DASH.split(BULLET.sub("", cell))]
        # "Hull – York" between other marks is one.
        for part in (told if not line.cells or any(_is_fact(part, know) for part in told) else (cell,))
    ]
    kept: list[str] = []
    for part in parts:
        if kept and has_digit(part) and has_digit(kept[-1]) and _is_stretch(kept[-1], part, know):
            kept[-1] = f"{kept[-1]} – {part}"
        elif part:
            kept.append(part)
    return tuple(kept)


def _is_stretch(first: str, last: str, know: Knowledge) -> bool:
    whole = f"{first} – {last}"
    dates = know.grammar.find(whole)
    if dates is not None and dates.is_range and dates.end > len(first):
        return True
    clock = know.grammar.find_clock(whole)
    return clock is not None and clock.begin_at < len(first) < clock.end_at


def _is_fact(text: str, know: Knowledge) -> bool:
    return cells.is_price_text(text, know) or bool(stamps.only_clocks(text, know))
