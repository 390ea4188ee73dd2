"""What stands among the lines of events and tells nothing of them: pictures' places, counts, words of a kind above."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from feeds.dates import Day
from feeds.expressions import has_digit
from feeds.recognise import rows, stamps
from feeds.recognise.anchors import is_fact
from feeds.recognise.page import Line, spans
from feeds.recognise.rules import Knowledge

#: "[photo]", "[Picture: people in red coats]".
_PICTURE = re.compile(r"\[[^\W\d_][^\[\]]{1,80}\]")
_DAY_CELL = re.compile(r"(?:[^\W\d_]{2,10}[.,]? ?)?\d{1,2}(?:\.|st|nd|rd|th|:[ae])?(?: ?[–/-] ?\d{1,2}\.?)?")
_COUNT = re.compile(r"\d{1,2}")
#: "Course no. 262-1010", "Kursnr: HX104"; a year is no number of an entry.
_CODE = re.compile(r"(?P<word>[^\W\d_][^\d:#|,]{1,14}?)(?P<sign>[:#]?) ?(?!(?:19|20)\d\d$)[A-Z]{0,4}\d{3,}[\w./-]*")
#: "26F-3041   Bread for beginners", "HX104   Tar": a number of an entry in a cell of its own before the title.
_LEADING_CODE = re.compile(r"(?!(?:19|20)\d\d$)(?=(?:\D*\d){3})[A-ZÆØÅÄÖÜ\d]+(?:[./-][A-ZÆØÅÄÖÜ\d]+)*")
#: "Walk 4: Over the tops".
_COUNTED_TITLE = re.compile(
    r"(?P<word>[^\W\d_]{2,20}) (?P<number>\d{1,2})(?::| [–—-]) (?=[^\W\d_a-zæøåäöüß]|[\"“„»«”’‘'])"
)
#: "Calendar ‹ April MAY 2026 June ›": a month between the links to the one before it and the one after.
_PAGED_MONTH = re.compile(
    r"(?P<head>[^‹<«←]{0,40}?)\s*[‹<«←]+\s*(?P<before>[^\W\d_]+)\.?(?: \d{4})?[ |·]+"
    r"(?P<month>(?P<name>[^\W\d_]+)\.? \d{4})[ |·]+(?P<after>[^\W\d_]+)\.?(?: \d{4})?\s*[›>»→]+"
)
_WORD_JOINT = re.compile(r"[ -]")
_SHOUTED = re.compile(r"[^\W\d_a-zæøåäöüß]+(?:[ /&-]{1,3}[^\W\d_a-zæøåäöüß]+)?")
_LONGEST_KIND, _MOST_WORDS = 26, 3
_FEWEST_COUNTED = 3
_FEWEST_KINDS = 2
_FEWEST_CELLS = 3
_BELOW_TILE = 5
_LEAST_MORE = 4
_LONGEST_HEAD = 100


def without(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines without pictures, numbers of the entries and what has been."""
    dropped = {line.number for line in lines if line.text[:1] == "[" and _PICTURE.fullmatch(line.text)}
    figures = [line for line in lines if has_digit(line.text)]
    dropped.update(line.number for line in figures if ": " in line.text and rows.is_past(line.text, know))
    if len(figures) < _FEWEST_KINDS:
        # A count, a large day and a kind each need as many: one line with a figure is of one entry.
        kept = leave_out(lines, dropped)
    else:
        kept = leave_out(lines, dropped | _counts(lines, know) | _codes(lines, know) | _tiles(lines, know))
        kept = _without_leading_numbers(tuple(_without_pager(line, know) for line in kept), know)
    return kept


def _without_pager(line: Line, know: Knowledge) -> Line:
    """Give the heading of a month without the months that it leads to."""
    match = _PAGED_MONTH.fullmatch(line.text) if line.text[-1:] in "›>»→" else None
    if match is None:
        return line
    before, month, after = (know.grammar.months.get(match[part].casefold()) for part in ("before", "name", "after"))
    if month is None or before != (month - 2) % 12 + 1 or after != month % 12 + 1:
        return line
    text = f"{match['head']} {match['month']}".strip()
    return msgspec.structs.replace(line, text=text, cells=(), shown=line.shown or line.text)


def _without_leading_numbers(lines: tuple[Line, ...], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines without the number of an entry, or the word that counts it, before the title."""
    bare = _without_leading_codes(lines, know) | _without_counted_words(lines, know)
    if not bare:
        return lines
    return tuple(
        msgspec.structs.replace(line, text=bare[n], cells=(), shown=line.shown or line.text) if n in bare else line
        for n, line in enumerate(lines)
    )


def _heads(lines: Sequence[Line]) -> list[int]:
    """Give the indexes of the short lines with a figure that head a paragraph."""
    return [
        n
        for n, (line, below) in enumerate(pairwise(lines))
        if line.after_gap and not below.after_gap and has_digit(line.text) and len(line.text) <= _LONGEST_HEAD
    ]


def _without_leading_codes(lines: Sequence[Line], know: Knowledge) -> dict[int, str]:
    """Give the titles that have a number in the cell before them, another one in each paragraph."""
    found = {
        n: lines[n].cells
        for n in _heads(lines)
        if len(lines[n].cells) == 2 and _LEADING_CODE.fullmatch(lines[n].cells[0]) is not None
        if not stamps.find_clocks(lines[n].cells[1], know)[0]
        if not _is_day(lines[n], know)
    }
    is_number = len(found) >= _FEWEST_COUNTED and len({code for code, _ in found.values()}) == len(found)
    return {n: title for n, (_, title) in found.items()} if is_number else {}


def _without_counted_words(lines: Sequence[Line], know: Knowledge) -> dict[int, str]:
    """Give the titles behind a word that counts them from one on; "Day 1: Arrival" is of one event."""
    matches = {n: m for n in _heads(lines) if (m := _COUNTED_TITLE.match(lines[n].text)) is not None}
    numbers = [int(match["number"]) for match in matches.values()]
    if len(numbers) < _FEWEST_COUNTED or numbers != list(range(1, len(numbers) + 1)):
        return {}
    titles = {n: lines[n].text[match.end() :] for n, match in matches.items()}
    (*_, last) = matches.values()
    is_one = len({match["word"] for match in matches.values()}) == 1 and len({*titles.values()}) == len(titles)
    is_day = know.day_number.match(last[0]) is not None or any(know.grammar.find(lines[n].text) for n in titles)
    return {} if is_day or not is_one else titles


def without_kinds(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines without the kind of the title below, and the cells that tell it."""
    kept = (
        leave_out(lines, _kinds(lines, know))
        if sum(map(has_digit, (line.text for line in lines))) >= _FEWEST_KINDS
        else tuple(lines)
    )
    if sum(1 for line in kept if line.cells) < _FEWEST_KINDS:
        return kept
    return _without_kind_columns(_without_kind_cells(_with_months(kept, know), know), know)


def _with_months(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Write the month of a column of its own behind the day beside it: "March | Sun 22" is "Sun 22 March".

    A row below that leaves the month out is of the same one.
    """
    led = {n: month for n, line in enumerate(lines) if (month := _month_cell(line, know)) is not None}
    if len(led) < _FEWEST_KINDS:
        return tuple(lines)
    width = max(len(lines[n].cells) for n in led)
    kept, month = list(lines), None
    for n in range(min(led), len(lines)):
        line = lines[n]
        month = led.get(n, month)
        rest = line.cells[n in led :]
        if month is not None and width - 2 <= len(rest) < width and rest and _DAY_CELL.fullmatch(rest[0]) is not None:
            kept[n] = _of_cells(line, (f"{rest[0]} {month.name} {month.year or ''}".strip(), *rest[1:]))
    return _without_month_name(kept, min(led), width)


def _month_cell(line: Line, know: Knowledge) -> stamps.Month | None:
    is_row = len(line.cells) >= _FEWEST_CELLS and _DAY_CELL.fullmatch(line.cells[1]) is not None
    return stamps.month_heading(line.cells[0], know) if is_row else None


def _without_month_name(lines: list[Line], first: int, width: int) -> tuple[Line, ...]:
    """Leave out the name of the column of months in the line above its rows."""
    above = lines[first - 1] if first else None
    if above is not None and len(above.cells) == width and not has_digit(above.text):
        lines[first - 1] = _of_cells(above, above.cells[1:])
    return tuple(lines)


def _of_cells(line: Line, cells: Sequence[str]) -> Line:
    text = (" | " if "|" in line.text else " ").join(cells)
    return msgspec.structs.replace(line, text=text, cells=tuple(cells), shown=line.shown or line.text)


def leave_out(lines: Sequence[Line], numbers: set[int]) -> tuple[Line, ...]:
    """Give the lines without those of some numbers; a gap among these is before the next one."""
    if not numbers:
        return tuple(lines)
    kept: list[Line] = []
    gap = False
    for line in lines:
        if line.number in numbers:
            gap = gap or line.after_gap
            continue
        kept.append(msgspec.structs.replace(line, after_gap=True) if gap and not line.after_gap else line)
        gap = False
    return tuple(kept)


def _counts(lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Name the lines that only count their paragraphs: 1, 2, 3, each above a line that opens with a day."""
    found = [
        (int(line.text), line.number)
        for line, below in pairwise(lines)
        if line.after_gap and not below.after_gap and has_digit(line.text)
        if _COUNT.fullmatch(line.text) and _is_day(below, know)
    ]
    is_rising = all(later == first + 1 for (first, _), (later, _) in pairwise(found))
    return {number for _, number in found} if len(found) >= _FEWEST_COUNTED and is_rising else set()


def _codes(lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Name the lines that hold no more than the number of an entry, another behind the same word each time."""
    found: dict[str, dict[str, int]] = {}
    for line, below in pairwise(lines):
        # Below a title it can be a label with its value.
        can_be = line.after_gap and has_digit(line.text) and not line.cells and len(line.text) <= _LONGEST_KIND
        match = _CODE.fullmatch(line.text) if can_be else None
        # Above its day "Symphony no. 104" is a title.
        if match is None or below.after_gap or _is_day(below, know):
            continue
        is_number = match["sign"] or know.numbered.fullmatch(_WORD_JOINT.split(match["word"])[-1]) is not None
        if is_number:
            found.setdefault(match["word"], {})[line.text] = line.number
    return {n for told in found.values() if len(told) >= _FEWEST_COUNTED for n in told.values()}


def _tiles(lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Name the lines of a day set large above a title, below which the same day stands again: "18", "APR"."""
    dropped: set[int] = set()
    for at in range(len(lines) - 1):
        text = lines[at].text
        if len(text) > stamps.LONGEST_PIECE or not (has_digit(text) or has_digit(lines[at + 1].text)):
            continue
        day, height = _tile(lines, at, know)
        if day is None or lines[at].number in dropped:
            continue
        below = itertools.takewhile(lambda line: not line.after_gap, lines[at + height : at + height + _BELOW_TILE])
        shortest = len(lines[at].text) + _LEAST_MORE if height == 1 else 0
        if any(_opens_with(line, day, know) for line in below if len(line.text) >= shortest):
            dropped |= {line.number for line in lines[at : at + height]}
    return dropped


def _tile(lines: Sequence[Line], at: int, know: Knowledge) -> tuple[Day | None, int]:
    """Read a day alone, on one line or over several, in any order; give how many lines it takes."""
    when = stamps.day_heading(lines, at, None, know)
    if when is not None and when[0].dates is not None:
        return when[0].dates.days[0], when[1]
    month = stamps.month_heading(lines[at].text, know)
    is_led = month is not None and month.year is None and _COUNT.fullmatch(lines[at + 1].text) is not None
    text = f"{lines[at + 1].text}. {lines[at].text}" if is_led else lines[at].text
    dates = know.grammar.find(text) if has_digit(text) else None
    is_whole = dates is not None and dates.end - dates.start >= len(text) - 2
    return (dates.days[0], 1 + is_led) if dates is not None and is_whole else (None, 0)


def _opens_with(line: Line, day: Day, know: Knowledge) -> bool:
    dates = know.grammar.find(line.text) if has_digit(line.text) else None
    if dates is None or dates.start > 1:
        return False
    return (dates.days[0].day, dates.days[0].month) == (day.day, day.month)


def _is_day(line: Line, know: Knowledge) -> bool:
    found = know.grammar.find(line.text) if has_digit(line.text) else None
    return found is not None and found.start <= 1


def _kinds(lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Name the lines that say of what kind the event is whose title stands on the next line."""
    found = [n for span in spans(lines) if len(span) > 1 and (n := _kind_of(lines, span, know)) is not None]
    told = sum(know.is_kind(lines[n].text) for n in found)
    shouted = all(_SHOUTED.fullmatch(lines[n].text) and not lines[n + 1].text.isupper() for n in found)
    if len(found) < _FEWEST_KINDS or (told * 2 < len(found) and not (shouted and len(found) >= _FEWEST_COUNTED)):
        return set()
    return {lines[n].number for n in found}


def _kind_of(lines: Sequence[Line], paragraph: range, know: Knowledge) -> int | None:
    """Find the short line that heads a dated paragraph, or stands below its day, with another without facts below."""
    if not _can_hold_kind(lines[paragraph.start : paragraph.stop]):
        return None
    if stamps.month_heading(lines[paragraph.start].text, know) is not None:
        # "FEBRUARY" above its days is no kind of event.
        return None
    at = paragraph.start
    day = stamps.day_heading(lines, at, None, know)
    at += day[1] if day is not None else int(_is_day(lines[at], know))
    if at + 1 >= paragraph.stop or (day is None and at + 2 >= paragraph.stop):
        return None
    line, below = lines[at], lines[at + 1]
    if not _can_be_kind(line):
        return None
    is_title = len(below.cells) < 2 and not is_fact(below, know) and not _is_day(below, know)
    is_title = is_title and not below.text.endswith(".")
    return at if is_title and know.place_noun.fullmatch(below.text) is None else None


def _can_hold_kind(paragraph: Sequence[Line]) -> bool:
    return any(has_digit(line.text) for line in paragraph) and any(map(_can_be_kind, paragraph[:-1]))


def _can_be_kind(line: Line) -> bool:
    is_short = len(line.text) <= _LONGEST_KIND and len(line.text.split()) <= _MOST_WORDS and not line.cells
    return is_short and not (has_digit(line.text) or line.is_sentence or line.text.endswith(":"))


def _without_kind_cells(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Take "WALK · Birds of the shore" for the title alone where several titles have such a cell in front."""
    led = {
        n
        for n, line in enumerate(lines)
        if len(line.cells) > 1 and line.after_gap and _SHOUTED.fullmatch(line.cells[0])
        if not has_digit(line.text) and n + 1 < len(lines) and not lines[n + 1].after_gap
    }
    if len({lines[n].cells[0] for n in led}) < _FEWEST_KINDS:
        return tuple(lines)
    return tuple(_without_first(line) if n in led else line for n, line in enumerate(lines))


def _without_kind_columns(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Take "Concert | Main Hall | 8 pm" below titles for the place and the hour, where most have a kind in front."""
    told = [n for n, (above, line) in enumerate(pairwise(lines), 1) if _is_below_title(above, line, know)]
    kinds = [n for n in told if know.is_kind(lines[n].cells[0])]
    if len(kinds) < _FEWEST_KINDS or len(kinds) * 3 < len(told) * 2 or len({lines[n].cells[0] for n in kinds}) == 1:
        return tuple(lines)
    return tuple(_without_first(line) if n in kinds else line for n, line in enumerate(lines))


def _is_below_title(above: Line, line: Line, know: Knowledge) -> bool:
    """Tell whether a row without a day stands below a line of words, and opens with words besides others."""
    if len(line.cells) < _FEWEST_CELLS or line.after_gap or above.cells or above.is_sentence:
        return False
    return not has_digit(line.cells[0]) and has_digit(line.text) and know.grammar.find(line.text) is None


def _without_first(line: Line) -> Line:
    text = line.text[line.text.find(line.cells[0]) + len(line.cells[0]) :].lstrip(" |·•:–-")
    rest = line.cells[1:]
    return msgspec.structs.replace(line, text=text, cells=rest if len(rest) > 1 else (), shown=line.text)
