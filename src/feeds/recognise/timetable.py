"""Programmes inside one event: lines that a clock time opens are its points, never events of their own.

They are an event's where its title and date stand above them, the times ascend, and no date that the event does not
cover stands between. Where each line has its own price or place under a date heading, they are a listing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import msgspec

from feeds.dates import Context, Dates, Day, Unclear, resolve
from feeds.expressions import has_digit
from feeds.model import SubEvent
from feeds.recognise import points
from feeds.recognise.anchors import is_early_bird
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import date_line, is_price
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge
from feeds.recognise.tables import DayHeading, Entry, Point, Timetable

_RULE = "event.timetable"
_FARTHEST_DATE = 40
_MOST_BETWEEN = 8
_LONGEST_HEADING = 70
_LONGEST_TITLE = 160
_MOST_WORDS = 6
_MOST_DAYS = 7
_EVENING = time(18)
_MORNING = time(6)
_FEWEST = 2
_FEWEST_ALONE = 3
_TELLS = 60
_HALF = 2
#: Days of a calendar, each with its hours.
_FEWEST_DAYS = 3
#: Shorter names of weekdays are also other words.
_WHOLE_WORD = 5
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OF_POINT = frozenset({"location", "performers"})


class _Run(msgspec.Struct, frozen=True):
    """Points from line index `top` to `end`; `owner` is the index of the line that dates the event, if one does."""

    top: int
    end: int
    owner: int | None
    found: tuple[Point, ...]
    has_tracks: bool


def find(lines: Sequence[Line], setting: Setting) -> tuple[Timetable, ...]:
    """Find the timetables of a page."""
    know = setting.know
    able = points.candidates(lines, know)
    if len(able) < _FEWEST:
        return ()
    told = {i: p for i in able if (p := points.read_point(lines, i, know)) is not None}
    found = {i: p for i, p in told.items() if not _spans_others(p, told, lines, know)}
    tables: list[Timetable] = []
    index, floor = 0, 0
    order = list(found)
    while index < len(order) - 1:
        run = _run(lines, islice(order, index, None), found, floor, know)
        # What is left of a list whose first point a price or a date ends is no programme either.
        is_rest = run.owner is not None and any(run.owner < at < run.top for at in found)
        entries = _entries(lines, run, know) if run.owner is not None and not is_rest else ()
        if entries and run.owner is not None and _is_timetable(entries, lines, run, know):
            used = tuple(lines[run.top : run.end])
            owners = frozenset({lines[run.top - 1].number, lines[run.owner].number})
            tables.append(Timetable(entries, used, owners))
            floor = run.end
        index += len(run.found)
    return tuple(table for table in tables if not _is_of_calendar(table, lines, told, know))


def _is_of_calendar(table: Timetable, lines: Sequence[Line], told: dict[int, Point], know: Knowledge) -> bool:
    """Tell whether points without a heading stand below one day of a calendar, whose other days have points too."""
    used = {line.number for line in table.lines}
    if _heads_plan(table.lines[0], know) or any(
        line.number in table.owners and _heads_plan(line, know) for line in lines
    ):
        return False
    own = [n for n in sorted(told) if lines[n].number in used]
    if any(below - above == 1 for above, below in pairwise(own)):
        # Cards have more lines than one.
        return False
    days = [n for n, line in enumerate(lines) if has_digit(line.text) and _is_day(line, know)]
    if len(days) < _FEWEST_DAYS or any(lines[n].number in used for n in days):
        return False
    below = [[at for at in told if begin < at < end] for begin, end in pairwise([*days, len(lines)])]
    others = [at for at in below if at and not any(lines[n].number in used for n in at)]
    return len(others) >= _FEWEST_DAYS - 1 and len(others) * 3 >= (len(days) - 1) * 2


def _is_day(line: Line, know: Knowledge) -> bool:
    """Tell whether a line names one day and nothing else."""
    found = day_heading(line, know)
    dates = (
        know.grammar.find(line.text) if found is not None and found.day is not None and found.number is None else None
    )
    return dates is not None and not line.text[: dates.start].strip(" ,.") and not line.text[dates.end :].strip(" ,.")


def _spans_others(point: Point, told: dict[int, Point], lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether hours alone are those of the whole event: only facts stand between them and points inside them."""
    clock = point.clock
    if not point.is_alone or clock.end is None:
        return False
    below = [other for i, other in told.items() if i > point.index][:_FEWEST]
    if len(below) < _FEWEST or any(other.is_alone for other in below):
        return False
    is_inside = all(clock.start <= other.clock.start < clock.end for other in below)
    return is_inside and all(_is_foreign(line, know) for line in lines[point.index + 1 : below[0].index])


def put(draft: Draft, used: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Keep the points of the programme that belongs to the event on these lines."""
    if not findings.timetables:
        return
    numbers = {line.number for line in used}
    tables = [table for table in findings.timetables if table.owners & numbers]
    lines = [line for table in tables for line in table.lines]
    if lines:
        parts = tuple(part for table in tables for part in _sub_events(table, draft, setting))
        draft.put("sub_events", parts, lines, _RULE)


# --- finding -----------------------------------------------------------------------------------------------------


def _run(lines: Sequence[Line], order: Iterator[int], found: dict[int, Point], floor: int, know: Knowledge) -> _Run:
    """Give the points from the first one on that belong together, and the line that dates their event."""
    first = next(order)
    top, heading = _preamble(lines, first, floor, know)
    owner, top = _owner(lines, top, heading, floor, know)
    dates = know.grammar.find(lines[owner].text) if owner is not None else None
    if dates is not None and dates.is_range and any(_heads_plan(line, know) for line in lines[floor:owner]):
        # "Week 41, 5 to 9 October" below "Weekly programme" is no event's.
        owner = dates = None
    if (
        owner is not None
        and dates is not None
        and dates.is_range
        and _is_untitled(lines[floor : owner + 1], dates, know)
    ):
        # "Programme 2026", "12–14 June on the quay": the days of what has no name here.
        owner = dates = None
    taken = [found[first]]
    for below in order:
        if not _goes_on(lines, taken[-1].index, below, dates, know):
            break
        taken.append(found[below])
    if top == 0 or len(taken) < _FEWEST or (top != (owner or 0) + 1 and _repeats(lines[top - 1], know)):
        owner = None
    end = taken[-1].index + 1
    if owner == top - 1 == heading and end < len(lines) and _is_dated(lines[end], know):
        # Days with lines below them, and nothing above that is on all of these days.
        owner = None
    has_tracks = _has_tracks(lines, top, first, know)
    return _Run(top, _end(lines, taken, know, has_tracks=has_tracks), owner, tuple(taken), has_tracks)


def _is_untitled(lines: Sequence[Line], dates: Dates, know: Knowledge) -> bool:
    """Tell whether only words for programmes, perhaps with a year, stand above the last of some lines, its date."""
    *above, dated = lines
    bare = (_YEAR.sub("", line.text).strip(" :") for line in above)
    is_bare = bool(above) and all(know.programme_heading.fullmatch(text) is not None for text in bare)
    return is_bare and not dated.text[: dates.start].strip(" ,:–-")


def _heads_plan(line: Line, know: Knowledge) -> bool:
    """Tell whether a line heads the programme of a house: its lines are events of their own."""
    return len(line.text) <= _LONGEST_HEADING and know.plan.fullmatch(line.text.strip(" :")) is not None


def _preamble(lines: Sequence[Line], first: int, floor: int, know: Knowledge) -> tuple[int, int | None]:
    """Go up over what introduces a programme: its heading, column words, a day, a track; name the dated day's index."""
    top, dated = first, None
    if _title_is_above(lines, first, know):
        top -= 1
    while top > floor:
        line = lines[top - 1]
        heading = day_heading(line, know)
        if heading is not None:
            if dated is not None:
                break
            dated = top - 1
        elif not _introduces(line, know):
            break
        top -= 1
    return top, dated


def _introduces(line: Line, know: Knowledge) -> bool:
    bare = line.text.strip(" :")
    is_head = know.programme_heading.fullmatch(bare) is not None or points.is_room(bare, know)
    return is_head or bool(_columns(line, know))


def _owner(lines: Sequence[Line], top: int, heading: int | None, floor: int, know: Knowledge) -> tuple[int | None, int]:
    """Find the line that dates the event: above the programme, or its only day heading, below the event's title."""
    found = next(
        (i for i in range(top - 1, max(floor, top - _FARTHEST_DATE) - 1, -1) if _dates_event(lines, i, know)), None
    )
    if heading is None:
        return found, top
    own = day_heading(lines[heading], know)
    if own is None or own.day is None:
        return found, top
    dates = know.grammar.find(lines[found].text) if found is not None else None
    if dates is not None and _covers(dates, own.day):
        return found, top
    return (heading, heading + 1) if _is_below_title(lines, heading, know) else (None, top)


def _dates_event(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether a line dates an event, or opens the block of one: then the date can stand below."""
    line = lines[index]
    if know.opens("event", line.text):
        return True
    if know.grammar.find(line.text) is None or is_early_bird(line, know):
        return False
    label = read_label(line, know.event_labels, know)
    if label is not None:
        return label[0] == "when"
    return know.deadline.search(line.text) is None


def _is_below_title(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether an event's title stands right above its date, or before the only date on its line."""
    found = date_line(lines[index], know)
    if found is not None and found.before.strip(" ,:–-") and not _has_other_day(lines, index, know):
        return True
    if index == 0 or (lines[index].after_gap and _has_other_day(lines, index, know)):
        return False
    title = lines[index - 1]
    if points.read_point(lines, index - 1, know) is not None:
        return False
    if title.is_sentence or len(title.text) > _LONGEST_TITLE or know.marker(title.text) is not None:
        return False
    return know.grammar.find(title.text) is None and read_label(title, know.event_labels, know) is None


def _has_other_day(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    return any(_is_dated(line, know) for i, line in enumerate(lines) if i != index)


def _is_dated(line: Line, know: Knowledge) -> bool:
    heading = day_heading(line, know)
    return heading is not None and heading.day is not None


def _goes_on(lines: Sequence[Line], above: int, below: int, dates: Dates | None, know: Knowledge) -> bool:
    """Tell whether the next point is of the same event: nothing between that tells of another one."""
    between = range(above + 1, below)
    if len(between) > _MOST_BETWEEN:
        return False
    for index in between:
        line = lines[index]
        heading = day_heading(line, know)
        if heading is not None and heading.day is None:
            continue
        # One day that is headed again below its first point heads another event.
        if heading is not None and heading.day is not None and _spans(dates, heading.day):
            continue
        if _is_foreign(line, know):
            return False
    return True


def _spans(dates: Dates | None, day: Day) -> bool:
    """Tell whether a day is one of several that the event is on."""
    return dates is not None and len(dates.days) > 1 and _covers(dates, day)


def _is_foreign(line: Line, know: Knowledge) -> bool:
    """Tell whether a line cannot stand inside a programme: a date, a price, a fact of the event."""
    label = read_label(line, know.event_labels, know)
    if label is not None:
        return label[0] not in _OF_POINT
    if is_price(line.text, know) or know.marker(line.text) is not None:
        return True
    is_month = know.month_heading.fullmatch(line.text.strip(" .:")) is not None
    return is_month or know.grammar.find(line.text) is not None or _repeats(line, know)


def _repeats(line: Line, know: Knowledge) -> bool:
    """Tell whether a short line names a day of the week without being the heading of a day: "Every Thursday"."""
    words = line.text.casefold().split()
    if len(words) > _MOST_WORDS or line.is_sentence:
        return False
    days = [word.strip(".,:") for word in words]
    return any(len(d) >= _WHOLE_WORD and (d in know.grammar.weekdays or d[:-1] in know.grammar.weekdays) for d in days)


def _covers(dates: Dates, day: Day) -> bool:
    """Tell whether an event of a few days takes in a day."""
    first, last = dates.days[0], dates.days[-1]
    if not dates.is_range:
        return any((d.month, d.day) == (day.month, day.day) for d in dates.days)
    year = first.year or last.year or 2024
    begin = date(year, first.month, min(first.day, 29))
    end = date(last.year or year + (last.month < first.month), last.month, min(last.day, 29))
    inside = (first.month, first.day) <= (day.month, day.day) <= (last.month, last.day)
    return inside and (end - begin).days < _MOST_DAYS


def day_heading(line: Line, know: Knowledge) -> DayHeading | None:
    """Read a line that names a day and says little else."""
    text = BULLET.sub("", line.text).strip(" :")
    if len(text) > _LONGEST_HEADING or line.is_sentence or len(line.cells) > 2:
        return None
    number = know.day_number.match(text)
    # In "Day 1 – 27 May" the number is none of the date's.
    dates = know.grammar.find(text, number.end() if number else 0)
    if dates is not None:
        if len(dates.days) > 1 or know.deadline.search(text) or read_label(line, know.event_labels, know):
            return None
        rest = text[: dates.start] + text[dates.end :]
        if know.grammar.find_clock(rest) is not None or len(rest.split()) > _MOST_WORDS:
            return None
        return DayHeading(day=dates.days[0], number=_number(number, know) if number else None)
    if number is not None:
        return DayHeading(number=_number(number, know))
    first = text.split(maxsplit=1)[0] if text else ""
    weekday = know.grammar.weekdays.get(first.rstrip(":,").casefold())
    rest = text[len(first) :].strip()
    if weekday is None or (rest and rest[0] not in "–—-:|(" and not first.endswith((":", ","))):
        return None
    return None if has_digit(rest) else DayHeading(weekday=weekday)


def _number(match: re.Match[str], know: Knowledge) -> int:
    word = next(filter(None, match.groups()))
    return int(word) if word.isdigit() else know.numerals.get(word.casefold(), 1)


def _columns(line: Line, know: Knowledge) -> tuple[str, ...]:
    """Read the line over a programme's columns: words for facts, or rooms and tracks beside the time."""
    if len(line.cells) < 2 or has_digit(line.cells[0]):
        return ()
    fields = tuple(know.programme_columns.get(cell.strip(" :").casefold(), "") for cell in line.cells)
    if fields[0] == "when" and sum(map(bool, fields)) * _HALF > len(fields):
        return fields
    rooms = [points.is_room(cell, know) for cell in line.cells]
    if len(rooms) > 1 and (all(rooms) or (fields[0] == "when" and all(rooms[1:]))):
        cells = line.cells if all(rooms) else line.cells[1:]
        return ("when", *(f"={cell}" for cell in cells))
    return ()


def _title_is_above(lines: Sequence[Line], first: int, know: Knowledge) -> bool:
    """Tell whether titles stand above their times: a gap before the title and none before the time."""
    if first == 0 or lines[first].after_gap or not lines[first - 1].after_gap:
        return False
    point = points.read_point(lines, first, know)
    is_last = first + 1 >= len(lines) or lines[first + 1].after_gap
    above = lines[first - 1]
    is_title = not _introduces(above, know) and day_heading(above, know) is None and not _is_foreign(above, know)
    return point is not None and point.is_alone and is_last and is_title


def _end(lines: Sequence[Line], taken: Sequence[Point], know: Knowledge, *, has_tracks: bool) -> int:
    """End the last point where the others end: at a gap, or with as many lines as they have."""
    last = taken[-1].index
    is_above = _title_is_above(lines, taken[0].index, know)
    bodies = [_own(lines[a.index + 1 : b.index - is_above], know, has_tracks=has_tracks) for a, b in pairwise(taken)]
    sizes = [len(body) for body in bodies]
    # A title stands below a time that is alone; what stands below the title is a remark of some.
    most = (min if taken[-1].is_alone else max)(sizes, default=0)
    is_loose = any(line.after_gap for body in bodies for line in body)
    end = last + 1
    while end < len(lines) and end - last <= most:
        if (lines[end].after_gap and not is_loose) or _is_foreign(lines[end], know):
            break
        end += 1
    return end


# --- what they are -----------------------------------------------------------------------------------------------


def _entries(lines: Sequence[Line], run: _Run, know: Knowledge) -> tuple[Entry, ...]:
    """Give each point its lines, and what the headings above it say."""
    is_above = _title_is_above(lines, run.found[0].index, know)
    starts = {point.index - is_above: point for point in run.found}
    ends = dict(pairwise([*starts, run.end]))
    day: DayHeading | None = None
    track: str | None = None
    columns: tuple[str, ...] = ()
    entries: list[Entry] = []
    index, section = run.top, 0
    while index < run.end:
        point = starts.get(index)
        if point is not None:
            body = [line for line in lines[index : ends[index]] if line is not point.line]
            own = tuple(_own(body, know, has_tracks=run.has_tracks))
            entries.append(Entry(point, own, day, track, columns, section))
            index += 1 + len(own)
            continue
        line = lines[index]
        index += 1
        section += 1
        if (heading := day_heading(line, know)) is not None:
            day, track = heading, None
        elif cells := _columns(line, know):
            columns = cells
        elif points.is_room(line.text.strip(" :"), know):
            track = line.text.strip(" :")
    return tuple(entries)


def _has_tracks(lines: Sequence[Line], run_top: int, first: int, know: Knowledge) -> bool:
    """Tell whether rooms stand over the points: the first does so before any point."""
    return any(points.is_room(line.text.strip(" :"), know) for line in lines[run_top:first])


def _own(body: Sequence[Line], know: Knowledge, *, has_tracks: bool) -> list[Line]:
    """Give the lines of a point up to the next heading."""
    own: list[Line] = []
    for number, line in enumerate(body):
        bare = line.text.strip(" :")
        is_heading = day_heading(line, know) is not None or know.programme_heading.fullmatch(bare) is not None
        is_over = has_tracks or (line.after_gap and number > 0) or know.track.fullmatch(bare) is not None
        is_last = line is body[-1] and not line.is_sentence and len(bare) <= _LONGEST_HEADING
        # "For children:" stands over the points below it.
        is_heading = is_heading or (is_last and line.text.endswith(":"))
        if is_heading or (is_over and points.is_room(bare, know)) or _columns(line, know):
            break
        own.append(line)
    return own


def _is_timetable(entries: Sequence[Entry], lines: Sequence[Line], run: _Run, know: Knowledge) -> bool:
    real = [entry for entry in entries if not _is_opening(entry, know)]
    if len(real) < _FEWEST or not all(map(_has_title, real)) or not _ascend(entries):
        return False
    alone = sum(entry.point.is_alone for entry in real)
    has_heading = any(know.programme_heading.fullmatch(line.text.strip(" :")) for line in lines[run.top : run.end])
    if alone and alone < _FEWEST_ALONE and not has_heading and all(entry.day is None for entry in real):
        return False
    if all(entry.point.can_be_date for entry in real) or not _are_round(real):
        return False
    if len({_first_text(entry) for entry in real}) == 1 or _tell(real):
        return False
    dates = know.grammar.find(lines[run.owner].text) if run.owner is not None else None
    if any(entry.point.weekday is not None for entry in real) and not _is_of_days(real, dates):
        return False
    return not _is_listing(real, know)


def _is_opening(entry: Entry, know: Knowledge) -> bool:
    """Tell whether a line only says when the doors open or the event itself starts."""
    return know.no_point.fullmatch(entry.point.text.strip(" .:")) is not None


def _has_title(entry: Entry) -> bool:
    return not entry.point.is_alone or bool(entry.below)


def _first_text(entry: Entry) -> str:
    return entry.point.text or (entry.below[0].text if entry.below else "")


def _ascend(entries: Sequence[Entry]) -> bool:
    """Tell whether times ascend under each heading; after midnight they begin anew."""
    for above, below in pairwise(entries):
        is_new = (above.section, above.point.weekday) != (below.section, below.point.weekday)
        first, second = above.point.clock.start, below.point.clock.start
        if not is_new and second < first and not (first >= _EVENING and second < _MORNING):
            return False
    return True


def _are_round(entries: Sequence[Entry]) -> bool:
    """Tell whether most times are planned ones: what happened at 5.52 is told, not planned."""
    odd = sum(entry.point.clock.start.minute % 5 != 0 for entry in entries)
    return odd * _HALF < len(entries)


def _tell(entries: Sequence[Entry]) -> bool:
    """Tell whether the points are a story: long sentences in the present."""
    told = sum(entry.point.line.is_sentence and len(entry.point.text) > _TELLS for entry in entries)
    return told == len(entries)


def _is_of_days(entries: Sequence[Entry], dates: Dates | None) -> bool:
    named = all(entry.point.weekday is not None for entry in entries)
    return named and dates is not None and len(dates.days) > 1


def _is_listing(entries: Sequence[Entry], know: Knowledge) -> bool:
    """Tell whether the lines are events of their own: with prices."""
    priced = sum(any(rule.search(entry.point.text) for rule in know.rules("price")) for entry in entries)
    return priced * _HALF >= len(entries)


# --- what they say -----------------------------------------------------------------------------------------------


def _sub_events(table: Timetable, draft: Draft, setting: Setting) -> list[SubEvent]:
    start = draft.values.get("start")
    first = start.date() if isinstance(start, datetime) else start
    zone = start.tzinfo if isinstance(start, datetime) and isinstance(start.tzinfo, ZoneInfo) else setting.zone
    made: list[SubEvent] = []
    before: Entry | None = None
    late = 0
    for entry in table.entries:
        if before is None or before.section != entry.section:
            late = 0
        elif entry.point.clock.start < before.point.clock.start and entry.point.weekday == before.point.weekday:
            late = 1
        before = entry
        day = _day_of(entry, first, draft.values.get("end")) if isinstance(first, date) else None
        made.extend(_parts(entry, day + timedelta(late) if day else None, zone, setting.know))
    return made


def _day_of(entry: Entry, first: date, end: object) -> date | None:
    """Give the day of a point: that of its heading, else the event's only one."""
    heading = entry.day or DayHeading(weekday=entry.point.weekday)
    if heading.day is not None:
        value = resolve(heading.day, Context(year=first.year, published=None))
        return None if isinstance(value, Unclear) else value
    if heading.number is not None:
        return first + timedelta(heading.number - 1)
    if heading.weekday is not None:
        return first + timedelta((heading.weekday - first.weekday()) % 7)
    last = end.date() if isinstance(end, datetime) else end - timedelta(1) if isinstance(end, date) else first
    return first if last <= first + timedelta(isinstance(end, datetime)) else None


def _parts(entry: Entry, day: date | None, zone: ZoneInfo, know: Knowledge) -> list[SubEvent]:
    clock, cells = points.end_in_cells(entry.point, know)
    below = list(entry.below)
    if not cells:
        cells, below = (below[0].cells if len(below[0].cells) > 1 else (below[0].text,)), below[1:]
    start = datetime.combine(day, clock.start, zone) if day else None
    end = datetime.combine(day, clock.end, zone) if day and clock.end else None
    if start and end and end <= start:
        end += timedelta(1)
    rooms = [column[1:] for column in entry.columns if column.startswith("=")]
    if rooms and len(cells) == len(rooms):
        told = [(points.read_parts((cell,), know), room) for cell, room in zip(cells, rooms, strict=True)]
        return [
            SubEvent(title=p.title, start=start, end=end, location=room, performers=p.performers) for p, room in told
        ]
    return [_one(_told(cells, entry.columns, know), below, entry.track, (start, end), know)]


def _told(cells: Sequence[str], columns: Sequence[str], know: Knowledge) -> points.Parts:
    """Read the cells by the words over their columns, else by what they hold."""
    named = dict(zip(columns[-len(cells) :], cells, strict=False)) if len(columns) > len(cells) else {}
    if not named.get("title"):
        return points.read_parts(cells, know)
    parts = points.read_parts((named["title"],), know)
    who = named.get("performers", "").strip("–- ")
    people = points.people_in(who, know) or ((who,) if who else ())
    return points.Parts(parts.title, named.get("location", parts.location), people or parts.performers)


def _one(
    parts: points.Parts,
    below: Sequence[Line],
    track: str | None,
    span: tuple[datetime | None, datetime | None],
    know: Knowledge,
) -> SubEvent:
    location, performers, notes = parts.location, parts.performers, list(parts.notes)
    for line in below:
        label = read_label(line, know.event_labels, know)
        field, text = label if label is not None else ("", BULLET.sub("", line.text))
        lead = know.speaker_lead.match(f" {text}")
        people = points.people_in(text[lead.end() - 1 :] if lead else text, know, is_strong=field == "performers")
        if location is None and (field == "location" or points.is_room(text, know)):
            location = points.bare_room(text, know)
        elif not performers and people and (lead or field or not line.is_sentence):
            performers = people
        else:
            notes.append(text)
    return SubEvent(
        title=parts.title,
        start=span[0],
        end=span[1],
        location=location or track,
        performers=performers,
        summary=" ".join(notes) or None,
    )
