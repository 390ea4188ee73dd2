"""One point of a programme: the clock time that opens it, its title, the room, and who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.clocks import Clock
from feeds.recognise.facts import is_price
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.recognise.tables import Point

_NEAR = 24
_WINDOW = 60
_LONGEST = 300
_LONGEST_NAME = 5
_AROUND = " \t:–—|·•…,;-"
_BRACKET = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{2,90})[)\]]$")
_TAIL = re.compile(r"(?:\s+[–—|/·-]\s+|,\s+)(?=[^,–—|/·]{2,60}$)")
_DASH = re.compile(r"\s+[–—|/-]\s+")
#: Also "Mia Holm. Soloist: Ib Lund".
_SEVERAL = re.compile(r"\s*[;/]\s*|\.\s[^\W\d_]{3,20}:\s")
_LOWER_WORDS = re.compile(r"(?:[^\W\d_A-ZÆØÅÄÖÜ][\w-]*\.?\s+){1,4}(?=[A-ZÆØÅÄÖÜ])")
_ONE_NAME = re.compile(r"[A-ZÆØÅÄÖÜ][\w'’-]+")
_WORD = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"\d")


class Parts(msgspec.Struct, frozen=True):
    """What the text of a point holds."""

    title: str
    location: str | None = None
    performers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def candidates(lines: Sequence[Line], know: Knowledge) -> list[int]:
    """Number the lines that can be points: with a figure near their beginning, in their last cell, or a word for it."""
    clocks = know.grammar.clocks
    near = [line.text[:_NEAR] for line in lines]
    said = clocks.saying(near)
    return [
        index
        for index, line in enumerate(lines)
        if (len(line.cells) > 1 and clocks.can_hold(line.cells[-1]))
        or index in said
        or (_FIGURE.search(near[index]) and clocks.can_find(line.text[:_WINDOW]))
    ]


def read_point(lines: Sequence[Line], index: int, know: Knowledge) -> Point | None:
    """Read a line that opens with a clock time, or None."""
    line = lines[index]
    if len(line.text) > _LONGEST:
        return None
    clocks = know.grammar.clocks
    clock = clocks.first(line.text[:_WINDOW]) if clocks.can_hold(line.text[:_NEAR]) else None
    if clock is None or clock.begin_at > _NEAR:
        return _timed_behind(index, line, know) if len(line.cells) > 1 else None
    lead = know.point_lead.fullmatch(line.text[: clock.begin_at])
    rest = line.text[clock.end_at :]
    if lead is None:
        return _timed_behind(index, line, know) if len(line.cells) > 1 else None
    if _is_none(line, clock, rest, know):
        return None
    weekday = know.grammar.weekdays.get(lead["weekday"].casefold()) if lead["weekday"] else None
    cells = _cells_behind(line, clock, rest)
    is_date = clock.end is None and know.grammar.find(line.text[: clock.end_at]) is not None
    return Point(index, line, clock, cells, weekday, is_date)


def _timed_behind(index: int, line: Line, know: Knowledge) -> Point | None:
    """Read `Title ..... 10.00`, with the time in the last column."""
    last = line.cells[-1]
    clock = know.grammar.clocks.first(last)
    if clock is None or clock.begin_at > 0 or clock.end_at < len(last.rstrip(".")):
        return None
    if know.grammar.find(line.text) is not None:
        return None
    return Point(index, line, clock, line.cells[:-1], None, can_be_date=False)


def _is_none(line: Line, clock: Clock, rest: str, know: Knowledge) -> bool:
    """Tell whether what begins like a point is a date, a price, two shows a day or opening hours."""
    if clock.end is None and rest[:1] in {".", "/"} and know.grammar.find(line.text[: clock.end_at + 1]) is not None:
        return True
    length = know.length.match(line.text)
    if length is not None and length.end() > clock.end_at:
        # "1 h 52 min": how long a film is.
        return True
    bare = rest.strip(_AROUND + ".")
    if is_price(line.text, know) or know.grammar.find(rest[:_NEAR]) is not None:
        return True
    again = know.grammar.clocks.first(rest[:_NEAR])
    if again is not None and not _WORD.search(know.small_joint.sub("", rest[: again.begin_at])):
        return not _is_second_cell(line, rest, again)
    return bare.casefold() in know.grammar.weekdays


def _is_second_cell(line: Line, rest: str, again: Clock) -> bool:
    """Tell whether a second time is the end, in a column of its own."""
    return len(line.cells) > 2 and rest[again.begin_at : again.end_at].strip() == line.cells[1]


def _cells_behind(line: Line, clock: Clock, rest: str) -> tuple[str, ...]:
    shown = line.text[clock.begin_at : clock.end_at].strip()
    cells = [cell for cell in line.cells if cell.strip("-*• ")]
    if len(cells) < 2 or not cells[0].strip("-*• ").startswith(shown):
        bare = rest.strip(_AROUND) if not rest.lstrip().startswith(".") else rest.strip(_AROUND + ".")
        return (bare,) if _WORD.search(bare) else ()
    first = cells[0].strip("-*• ")[len(shown) :].strip(_AROUND + ".")
    return tuple(cell for cell in (first, *cells[1:]) if cell)


def end_in_cells(point: Point, know: Knowledge) -> tuple[Clock, tuple[str, ...]]:
    """Give the time of a point and its cells: the end can stand in a column of its own."""
    clock = point.clock
    if clock.end is None and len(point.cells) > 1:
        second = know.grammar.clocks.first(point.cells[0])
        if second is not None and second.end is None and second.end_at - second.begin_at == len(point.cells[0]):
            return msgspec.structs.replace(clock, end=second.start), point.cells[1:]
    return clock, point.cells


def is_room(text: str, know: Knowledge) -> bool:
    """Tell whether a text names a room, a stage or a track and nothing else."""
    return know.room.fullmatch(text.strip()) is not None or know.track.fullmatch(text.strip()) is not None


def bare_room(text: str, know: Knowledge) -> str:
    """Give a room without the small word before it."""
    return know.room_lead.sub("", text.strip(), count=1)


def read_parts(cells: Sequence[str], know: Knowledge) -> Parts:
    """Take the text of a point apart: the first cell is its title, the others a room, speakers or a remark."""
    if not cells:
        return Parts("")
    parts = _title_of(cells[0], know)
    location, performers, notes = parts.location, parts.performers, list(parts.notes)
    for cell in cells[1:]:
        people = people_in(cell, know)
        if location is None and is_room(cell, know):
            location = bare_room(cell, know)
        elif not performers and people:
            performers = people
        else:
            notes.append(cell)
    return Parts(parts.title, location, performers, tuple(notes))


def _title_of(text: str, know: Knowledge) -> Parts:
    title, location, performers = text.strip(_AROUND), None, tuple[str, ...]()
    for _ in range(3):
        bracket = _BRACKET.search(title)
        tail = bracket or _last_tail(title)
        inside = "" if tail is None else tail["inside"] if bracket else title[tail.end() :]
        if tail is not None and location is None and is_room(inside, know):
            location, title = bare_room(inside, know), title[: tail.start()].rstrip(_AROUND)
        elif bracket and not performers and people_in(inside, know):
            performers, title = people_in(inside, know), title[: bracket.start()].rstrip(_AROUND)
        else:
            break
    inline = know.room_inside.search(title) if location is None else None
    if inline is not None and inline.start() > 0:
        location, title = inline["room"], title[: inline.start()].rstrip(_AROUND)
    if not performers:
        title, performers = _without_speakers(title, know)
    return Parts(title, location, performers)


def _last_tail(title: str) -> re.Match[str] | None:
    found = None
    for found in _TAIL.finditer(title):  # noqa: B007
        pass
    return found


def _without_speakers(title: str, know: Knowledge) -> tuple[str, tuple[str, ...]]:
    """Part a title from who speaks: behind a small word or a dash, or before a colon."""
    for lead in know.speaker_lead.finditer(title):
        before, who = title[: lead.start()].rstrip(_AROUND), title[lead.end() :].strip()
        people = people_in(who, know, is_strong="/" in lead[0])
        if before and people:
            return before, people
    for dash in _DASH.finditer(title):
        people = people_in(title[dash.end() :], know)
        if people and dash.start() > 0:
            return title[: dash.start()].rstrip(_AROUND), people
    head, colon, tail = title.partition(": ")
    people = people_in(head, know) if colon else ()
    return (tail.strip(), people) if people and tail.strip() else (title, ())


def people_in(text: str, know: Knowledge, *, is_strong: bool = False) -> tuple[str, ...]:
    """List the people that a text names with their roles; nobody where it names something else.

    "A, B and C" are three people; in "A, B" the second is whom A speaks for. `is_strong` takes one name alone.
    """
    found: list[str] = []
    for part in _SEVERAL.split(text.strip(" .")):
        pieces = know.joiner.split(part)
        listed = [name for piece in pieces[:-1] for name in piece.split(",")] if len(pieces) > 1 else []
        for name in [*listed, pieces[-1].split(",")[0].split(" – ")[0]]:
            person = _person(name, know, is_strong=is_strong)
            if person is not None:
                found.append(person)
            elif not found:
                return ()
    return tuple(dict.fromkeys(found))


def people_behind(text: str, know: Knowledge) -> tuple[str, ...]:
    """List the people of a line that may open with the small word before a speaker."""
    lead = know.speaker_lead.match(f" {text}")
    return people_in(text[lead.end() - 1 :] if lead else text, know)


def _person(text: str, know: Knowledge, *, is_strong: bool) -> str | None:
    bare = _BRACKET.sub("", text.strip(" .:"))
    for _ in range(2):
        bare = know.role_before.sub("", _LOWER_WORDS.sub("", bare, count=1) if _LOWER_WORDS.match(bare) else bare)
    last = bare.rsplit(maxsplit=1)[-1] if bare else ""
    if know.session.search(bare) is not None or is_room(bare, know) or is_room(last, know):
        return None
    if len(bare.split()) <= _LONGEST_NAME and know.person.fullmatch(bare) is not None:
        return bare
    return bare if is_strong and _ONE_NAME.fullmatch(bare) else None
