"""The rows of a listing as they follow each other, with the words over their columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress, pairwise, takewhile

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells, rows, stamps
from feeds.recognise.cells import Piece
from feeds.recognise.draft import Setting
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.records import read_label
from feeds.recognise.rows import Row
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import Month
from feeds.recognise.usual import clocks_of_all
from feeds.recognise.when import left_out

_WITH_KINDS = ("categories", "title", "location")
_KINDS_BEHIND = ("title", "categories", "location")
_FEW, _TWO = 3, 2
_APART = 2
_DASHES = frozenset("–—-")
_COUNTED = re.compile(r"(?P<word>[^\W\d_]+) (?P<number>\d{1,3}):?")


class Walk(msgspec.Struct, frozen=True):
    """The rows of some lines, the column words that hold for each, and where something else begins."""

    rows: tuple[Row, ...]
    columns: tuple[tuple[str, ...], ...]
    breaks: tuple[int, ...]


def without_line(walk: Walk, index: int) -> Walk:
    """Take out a row that tells of all the others; nothing above it belongs to those below."""
    kept = [n for n, row in enumerate(walk.rows) if not row.start <= index < row.end]
    rows_kept, columns = tuple(walk.rows[n] for n in kept), tuple(walk.columns[n] for n in kept)
    return Walk(rows_kept, columns, tuple(sorted({*walk.breaks, index})))


def month_over(opener: Line | None, setting: Setting) -> Month | None:
    """Find the month of the days below a heading, or else of all of the page's that say none: that of its issue."""
    issued = setting.issued
    loose = Month("", issued.month, issued.year, is_loose=True) if issued is not None else None
    if opener is None:
        return loose
    named = stamps.month_in_heading(opener, setting.know) or stamps.month_beside(opener, setting.know)
    return loose if named is None else msgspec.structs.replace(named, is_loose=True)


def rows_of(lines: Sequence[Line], month: Month | None, setting: Setting) -> Walk:
    """Read the rows among some lines; `month` is that of days which name none."""
    know = setting.know
    found: list[Row] = []
    columns: list[tuple[str, ...]] = []
    breaks: list[int] = []
    now: tuple[str, ...] = ()
    series = _series(lines, know)
    index = 0
    while index < len(lines):
        named = stamps.month_heading(lines[index].text, know)
        header = rows.columns_of(lines, index, know)
        row = None
        if named is not None:
            month = named
        elif header:
            now = header
        elif lines[index].text not in series and now != rows.DEADLINES:
            row = None if _leaves_out(lines, index, found, know) else _read_row(lines, index, month, know)
            row = _belonging(row, found, lines, know)
            if row is None and _is_next_entry(lines, index, found):
                breaks.append(index)
            month = _month_below(lines[index], row, month, know)
        if named is not None or header or lines[index].text in series:
            breaks.append(index)
        if row is not None:
            found.append(row)
            columns.append(now)
        index = row.end if row is not None else index + 1
    if not any(row.form == "every" and row.when.clocks for row in found):
        kept = [not _has_no_hour(row, lines) for row in found]
        found, columns = list(compress(found, kept)), list(compress(columns, kept))
    found = _with_places_beside(_with_named_days(found, lines, know), lines, know)
    return Walk(tuple(_without_sums(found, lines)), tuple(columns), tuple(breaks))


def _month_below(line: Line, row: Row | None, month: Month | None, know: Knowledge) -> Month | None:
    """Give the month of the days below a line that is no heading of one alone."""
    if row is None:
        named = stamps.month_in_heading(line, know)
        if named is None and (month is None or month.is_loose):
            named = stamps.month_beside(line, know)
        return named or month
    dates = row.when.dates
    last = dates.days[-1] if dates is not None else None
    if month is None or not month.is_loose or last is None or last.month == month.number:
        return month
    # "Sun 1 November" among days of October: those below it are of November too.
    return Month("", last.month, last.year, is_loose=True)


def _has_no_hour(row: Row, lines: Sequence[Line]) -> bool:
    """Tell whether a line in words only says on which days something is: "Mondays: soup" can be a menu."""
    return row.form == "every" and not row.when.clocks and row.when.dates is None and len(lines[row.start].cells) < _TWO


def _without_sums(found: Sequence[Row], lines: Sequence[Line]) -> list[Row]:
    """Leave out the tables of days with a number behind each: money that came in, visitors, water levels."""
    kept: list[Row] = []
    group: list[Row] = []
    for row in (*found, None):
        if row is not None and (not group or (row.start == group[-1].end and not lines[row.start].after_gap)):
            group.append(row)
            continue
        counted = sum(row.form == "cells" and _is_sum(row) for row in group)
        kept += [] if counted > 1 and counted * 2 > len(group) else group
        group = [row] if row is not None else []
    return kept


def _is_sum(row: Row) -> bool:
    texts = [piece.text for piece in row.pieces if piece.sort in {"text", "price", "clock"}]
    return not row.when.clocks and bool(texts) and texts[0][:1].isdigit() and not texts[0][-1:].isalpha()


def _with_places_beside(found: Sequence[Row], lines: Sequence[Line], know: Knowledge) -> list[Row]:
    """Take what stands beside days for their place where it comes again or is one, with a title on the next line."""
    told = [row for row in found if row.form == "first" and _heads(row, lines)]
    texts = Counter(piece.text for row in told for piece in cells.text_of(row.pieces)[:1])
    places = [row for row in told if _is_beside(row, texts, know)]
    if len(places) < 2 or len(places) * 3 < len(told) * 2:
        return list(found)
    heads = set(map(id, told))
    return [_as_day(row) if id(row) in heads else row for row in found]


def _as_day(row: Row) -> Row:
    """Give a row that stands above its title, with all the words on it as one place."""
    texts = cells.text_of(row.pieces)
    place = Piece("text", ", ".join(piece.text for piece in texts), texts[0].line)
    rest = [piece for piece in row.pieces if piece.sort != "text"]
    return msgspec.structs.replace(row, form="day", pieces=(place, *rest))


def _heads(row: Row, lines: Sequence[Line]) -> bool:
    """Tell whether a row opens its paragraph, with a line below that can be a title."""
    below = lines[row.end] if row.end < len(lines) else None
    is_above = lines[row.start].after_gap and below is not None and not below.after_gap
    return is_above and not has_digit(below.text[:2]) if below is not None else False


def _is_beside(row: Row, texts: Counter[str], know: Knowledge) -> bool:
    text = cells.text_of(row.pieces)[0].text
    if texts[text] > 1 or know.online.fullmatch(text) is not None:
        return True
    return cells.names_house(text, know)


def _is_next_entry(lines: Sequence[Line], index: int, found: Sequence[Row]) -> bool:
    """Tell whether a line is an entry of its own below another: both stand behind the same bullet."""
    if not found or (found[-1].form == "day" and not lines[index].after_gap):
        # A day alone is no entry yet: its title has the same mark where all lines are quoted.
        return False
    bullet = BULLET.match(lines[index].text)
    above = BULLET.match(lines[found[-1].start].text) if bullet is not None else None
    return bullet is not None and above is not None and bullet[0].isalnum() == above[0].isalnum()


def _with_named_days(found: Sequence[Row], lines: Sequence[Line], know: Knowledge) -> list[Row]:
    """Take "Sunday 3 May - Rogation" for a day where clock times with titles stand below it as below the others."""
    heads = [_times_below(row, lines, know) if row.form in {"day", "first"} else 0 for row in found]
    days = sum(below > 0 for below, row in zip(heads, found, strict=True) if row.form == "day")
    return [
        msgspec.structs.replace(row, form="day", pieces=())
        if row.form == "first" and (below > 1 or (below and days > 1))
        else row
        for below, row in zip(heads, found, strict=True)
    ]


def _times_below(row: Row, lines: Sequence[Line], know: Knowledge) -> int:
    """Count the lines right below a day that hold a clock time and a title."""
    if row.when.clocks:
        return 0
    below = takewhile(lambda line: not line.after_gap, lines[row.end : row.end + 2])
    # A day of the month in the heading above is no hour.
    told = (rows.read_row([line], 0, row.month, know) for line in below if has_digit(line.text))
    return sum(1 for _ in takewhile(lambda one: one is not None and one.form == "timed", told))


def _series(lines: Sequence[Line], know: Knowledge) -> set[str]:
    """Find the headings that count: "Uge 36" and "Uge 37", "Day 1" and "Day 2"."""
    counted: dict[str, list[tuple[int, str]]] = {}
    for line in lines:
        match = _COUNTED.fullmatch(line.text) if has_digit(line.text) else None
        # "Saturday 2" and "Saturday 30" are days.
        is_day = match is not None and stamps.weekday(match["word"], know.grammar)
        if match is not None and not is_day and know.places.fullmatch(match["word"]) is None:
            counted.setdefault(match["word"], []).append((int(match["number"]), line.text))
    rising = [told for told in counted.values() if len(told) > 1 and all(a < b for a, b in pairwise(told))]
    return {text for told in rising for _, text in told if not cells.is_price_text(text, know)}


def with_fixtures(walk: Walk) -> Walk:
    """Join “Home – Away” again: a name that stands before a dash on some rows and behind it on others is no place."""
    told = {n: texts for n, row in enumerate(walk.rows) if (texts := _dashed(row)) is not None}
    both = {before.text for before, _, _ in told.values()} & {behind.text for _, behind, _ in told.values()}
    games = {n: one for n, one in told.items() if both & {one[0].text, one[1].text}} if both else {}
    if len(games) < _TWO or len(games) * 3 < len(told) * 2:
        return walk
    found = list(walk.rows)
    for n, (before, behind, text) in games.items():
        whole = msgspec.structs.replace(before, text=text)
        pieces = tuple(whole if piece is before else piece for piece in found[n].pieces if piece is not behind)
        found[n] = msgspec.structs.replace(found[n], pieces=pieces)
    return msgspec.structs.replace(walk, rows=tuple(found))


def _dashed(row: Row) -> tuple[Piece, Piece, str] | None:
    """Give the first two texts of a row, and what they are together, where a dash alone parts them."""
    texts = cells.text_of(row.pieces)
    if len(texts) < _TWO:
        return None
    first, second = texts[:_TWO]
    at = first.line.text.find(first.text)
    begin = first.line.text.find(second.text, at + len(first.text)) if at >= 0 else -1
    between = first.line.text[at + len(first.text) : begin] if begin >= 0 else ""
    is_dash = between.strip() in _DASHES and between[:1].isspace() and between[-1:].isspace()
    return (first, second, first.line.text[at : begin + len(second.text)]) if is_dash else None


def with_places_first(walk: Walk, know: Knowledge) -> Walk:
    """Find the tables with a place or a kind before the title, or a kind behind it: without column words these tell."""
    told = [[p.text for p in cells.text_of(row.pieces) if p.text in p.line.cells] for row in walk.rows]
    tables = [
        n for n, texts in enumerate(told) if len(texts) > 1 and walk.rows[n].form == "cells" and not walk.columns[n]
    ]
    wide = [n for n in tables if len(told[n]) >= len(_WITH_KINDS)]
    kinds = sum(know.is_kind(told[n][0]) for n in wide)
    if kinds > 1 and kinds * 3 >= len(wide) * 2 and len({told[n][0] for n in wide}) > 1:
        columns = tuple(_WITH_KINDS if n in wide else now for n, now in enumerate(walk.columns))
        return msgspec.structs.replace(walk, columns=columns)
    behind = [told[n][1] for n in tables]
    if len(set(behind)) > 1 and all(know.is_kind(text) for text in behind):
        columns = tuple(_KINDS_BEHIND if n in tables else now for n, now in enumerate(walk.columns))
        return msgspec.structs.replace(walk, columns=columns)
    first, second = (sum(know.places.search(told[n][at]) is not None for n in tables) for at in (0, 1))
    if first < 2 or first * 3 < len(tables) * 2 or second * 2 > first:
        return walk
    columns = tuple(("location", "title") if n in tables else now for n, now in enumerate(walk.columns))
    return msgspec.structs.replace(walk, columns=columns)


def _read_row(lines: Sequence[Line], index: int, month: Month | None, know: Knowledge) -> Row | None:
    row = rows.read_row(lines, index, month, know)
    above = read_label(lines[index - 1], know.event_labels, know) if index and row is not None else None
    if above is None or above[1]:
        return row
    below = lines[index + 1] if index + 1 < len(lines) else None
    is_heading = below is not None and not below.after_gap and stamps.read(below.text, month, know) is not None
    # Else it is the value of a label that stands alone on the line above.
    return row if is_heading else None


def _leaves_out(lines: Sequence[Line], index: int, found: Sequence[Row], know: Knowledge) -> bool:
    """Tell whether a line right below what repeats ends with the days on which it is not: "In the hall. Not 3 May."."""
    if not found or found[-1].form != "every" or lines[index].after_gap or index - found[-1].end >= _FEW:
        return False
    return bool(left_out(lines[index], know))


def _belonging(row: Row | None, found: Sequence[Row], lines: Sequence[Line], know: Knowledge) -> Row | None:
    """Leave out what is no row where it stands: a time alone, a sentence below an event's title."""
    if row is not None and row.form == "timed" and _is_same_day(row, found, lines):
        when = msgspec.structs.replace(found[-1].when, clocks=row.when.clocks, every="")
        return msgspec.structs.replace(row, form="cells", when=when)
    if row is None or row.form == "timed":
        return None
    if row.form == "every" and lines[row.start].is_sentence and clocks_of_all(lines[row.start].text, know):
        # "The evenings begin at 7.30 in the mill."
        return None
    if row.form == "status":
        return row if found and found[-1].form == "cells" else None
    apart = sum(line.after_gap for line in lines[found[-1].end : row.start + 1]) if found else 0
    if row.is_moved and found and found[-1].form == "day" and not lines[row.start].after_gap and apart < _APART:
        # What a line below a day's title says of that.
        return None
    is_below = found and found[-1].form in {"day", "cells"} and not (row.when.every and found[-1].when.every)
    is_entry = bool(found) and _is_next_entry(lines, row.start, found)
    if row.form in {"every", "told"} and lines[row.start].is_sentence and is_below and not is_entry:
        between = lines[found[-1].end : row.start + 1]
        return None if not any(line.after_gap for line in between) else row
    return row


def _is_same_day(row: Row, found: Sequence[Row], lines: Sequence[Line]) -> bool:
    """Tell whether a row of a table leaves out its day, which is that of the row above: it is set in."""
    line = lines[row.start]
    above = found[-1] if found and found[-1].form == "cells" and found[-1].end == row.start else None
    if above is not None and not above.when.clocks:
        # What is set in below a title says at what hour that is.
        return False
    return above is not None and len(line.cells) > 1 and line.indent > lines[above.start].indent and not line.after_gap
