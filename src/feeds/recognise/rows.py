"""The lines of a page that date an event of a listing: rows, date headings, bullets, sentences that call one off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from feeds.clocks import Clock
from feeds.expressions import has_digit
from feeds.recognise import cells, stamps
from feeds.recognise.anchors import is_early_bird
from feeds.recognise.cells import Piece
from feeds.recognise.facts import new_date_text
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import Month, When
from feeds.repetition import Recurrence

#: `day`: a date and nothing else; `cells`: a row of a table; `first`, `last`: a date before or behind a title;
#: `told`: a sentence that calls off or moves an event; `every`: words that repeat it; `timed`: a clock time before a
#: title; `off`: a line that says an event is put off; `status`: a row that says in the date's place that there is none.
Form: TypeAlias = Literal["day", "cells", "first", "last", "told", "every", "timed", "status", "off"]
_JOINT_BEFORE = re.compile(r"(?:[,;:|(·]|\s(?:[–—-]|//|/))\s*$")
_BEGIN = re.compile(r"\w(?:[,:]|\s[–—-])\s+(?P<word>[^\W\d_]+)\s+$")
_QUOTE_BEFORE = re.compile(r"[^\s\d][\"“”»«]\s*$")
_SIGN = re.compile(r"\s*([–—-]|//|/|::|~)\s")
_JOINT_AFTER = re.compile(r"^\s*[.,;:|)(·–—-]")
#: From the first capital: "var satt av til Foredrag: Sorte hull - men er".
_NAME = re.compile(r"[^\W\d_a-zæøåäöüß].*?(?=\s[–—-]\s|$)")
#: Hours behind the words that repeat something: "hver mandag 19-22.30".
_HOURS = re.compile(r"[\s,:]*(?P<hours>\d{1,2}(?:[.:]\d\d)?\s?[–-]\s?\d{1,2}(?:[.:]\d\d)?)(?![.:]?\d)(?=[\s,;.]|$)")
_LABEL_BEFORE = re.compile(r"(?<=[.!?]) (?P<label>[^\W\d_]+(?: [^\W\d_]+)?)\s?[:?]\s*$")
_ASKED = re.compile(r"(?<=[.!?] )(?P<label>[^\W\d_]+(?: [^\W\d_]+){0,2})\?(?= )")
_MOST_WORDS, _MOST_NAMED = 7, 3
#: "10-15 Open house": hours of a day, and a name behind them.
_HOURS_BEFORE = re.compile(
    r"(?P<hours>(?P<first>[7-9]|1\d|2[0-3])(?:[.:]\d\d)?\s?[–-]\s?(?P<last>1\d|2[0-4])(?:[.:]\d\d)?)[\s:,]+(?=[^\W\d_a-zæøåäöüß])"
)
_SHORT_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
#: "[ 15 ] [ MAY ]": the frame round a day.
_BOXES = re.compile(r"\[\s*|\s*\]")
_SENTENCE_INSIDE = re.compile(r"[.!?] \S")
_OPENS = re.compile(r"[^\W\d_a-zæøåäöüß]|[\"“”'‘’»«„\d(]")
_STATUS_END = re.compile(r"[\s:!.,–—|-]+")
#: "3)", "(3)", "c)" in front of an entry.
_NUMBER = re.compile(r"^(?:\(\d{1,2}\)|(?:\d{1,2}|[^\W\d_])\)) +(?=\S)")
_SHOUT = re.compile(r"\s*[!:|]\s*|\s+[–—-]\s+")
_AROUND = " ,;:()|·–—-"
_AFTER_NOTE = ":!"
#: What is longer is no row.
LONGEST = 300
_HALF_DAY = 12
_TWO = 2
_MOST_TOLD = 7
_WEEK = 7
_DAILY = "FREQ=DAILY"
_LONGEST_TITLE = 110
_SHORT = 60
_NEAR = 30
_FEWEST_COLUMNS = 3
_DAY_AND_TITLE = 2
#: What a clock time is of, behind it: "(dinner), ".
_ASIDE = re.compile(r"\([^\W\d_][^()\d]{1,28}\)[,;]? ")
_WORDS = re.compile(r"\w+")
#: "(Every Monday) all spring: French reading circle, 3 pm".
_SEASON = re.compile(r" [^\W\d_][^.:;,(\d]{2,28}(?=: \S)")
#: "(Every Saturday): Flea market".
_TITLED = re.compile(r"\s*:\s+[^\W\d_]{4}")
_BRACKET_END = re.compile(r"\([^()]*\)\s*$")
#: Where somebody in a table is from: “(Leeds)”.
_BEHIND_NAME = re.compile(r"\s*\([^()]*\)$")
_INITIALLED = re.compile(r"(?:[^\W\d_a-zæøåäöüß]\. ?){1,2}[^\W\d_a-zæøåäöüß][\w'’-]+")
_BARS = re.compile(r"\|+")
#: The columns of a table whose dates are deadlines.
DEADLINES = ("registration_deadline",)
#: A column that holds neither titles nor places: "km", "duration".
STRANGE = "strange"
_MOST_BELOW = 6


class Row(msgspec.Struct, frozen=True):
    """A line that dates an event, from index `start` to `end`: its form, its time, and what else stands on it.

    `more` are the other days of a line that names nothing but days, each with its own time; `stops` are the places
    of a title that comes again, each with its time.
    """

    start: int
    end: int
    form: Form
    when: When
    pieces: tuple[Piece, ...] = ()
    month: Month | None = None
    is_moved: bool = False
    more: tuple[When, ...] = ()
    stops: tuple[Piece, ...] = ()


class _Spot(msgspec.Struct, frozen=True):
    """Where a text stands: its line, the line's index, the month above, and the language's rules."""

    line: Line
    index: int
    month: Month | None
    know: Knowledge
    below: Line | None = None


def read_row(lines: Sequence[Line], index: int, month: Month | None, know: Knowledge) -> Row | None:
    """Read a line (or the lines of a date that stands over several) as the row of a listing."""
    line = lines[index]
    if len(line.text) > LONGEST or _tells_no_time(line, know):
        return None
    if read_label(line, know.event_labels, know) is not None or is_past(line.text, know):
        return None
    several = stamps.day_heading(lines, index, month, know)
    if several is not None:
        return Row(index, index + several[1], "day", several[0], (), month)
    at = _Spot(line, index, month, know, lines[index + 1] if index + 1 < len(lines) else None)
    if len(line.cells) > 1:
        row = _from_cells(at)
        if row is not None:
            return row
    return _from_text(_unmarked(line.text), at)


def can_be_dated(text: str, know: Knowledge) -> bool:
    """Tell cheaply whether a line with a figure can be a row with a day where no heading names its month.

    What is cut off in front leaves no day behind that was none before; but where a frame is taken off or a status cut
    out, what stood apart comes together.
    """
    holds_day = know.grammar.can_hold_figures
    if holds_day(text):
        return True
    if "[" not in text and not cells.can_tell_status(text, know):
        return False
    whole = _without_frame(without_note(_unmarked(text), know), know)
    rest = _without_status_before(whole, know)
    # What nothing is cut off holds no more than before.
    return (whole != text and holds_day(whole)) or (rest != whole and holds_day(rest))


def _unmarked(text: str) -> str:
    return _NUMBER.sub("", BULLET.sub("", text))


def is_past(text: str, know: Knowledge) -> bool:
    """Tell whether a line names what has been, behind a label: "Past talks: Fog (2025), Rope (12 April)"."""
    label, colon, _ = text.partition(": ")
    return bool(colon) and know.opens("past", label)


def _tells_no_time(line: Line, know: Knowledge) -> bool:
    """Tell cheaply whether a line says nothing of when something is: most lines of most pages do not."""
    if line.cells or len(line.text) <= stamps.LONGEST_PIECE or has_digit(line.text):
        return False
    return not know.repetition.has(line.text) and not _can_be_off(line.text, know)


def columns_of(lines: Sequence[Line], index: int, know: Knowledge) -> tuple[str, ...]:
    """Read the line over a table that names its columns: by its words, or by its place above rows of its width."""
    line = lines[index]
    names = positions(line)
    if len(names) < _FEWEST_COLUMNS or has_digit(line.text):
        return ()
    fields = tuple(know.columns.get(name.casefold().strip(":"), "") for name in names)
    told = [positions(line) for line in lines[index + 1 : index + 1 + _MOST_BELOW]]
    told = [row for row in told if len(row) == len(names)]
    if "title" not in fields and (named := titled_day(fields, told, know)) is not None:
        fields = (*fields[:named], "title", *fields[named + 1 :])
    if "when" in fields and sum(map(bool, fields)) * 3 >= len(fields) * 2:
        return _with_strange(fields, told, know)
    below = [line for line in lines[index + 1 : index + 4] if len(line.cells) > 1]
    # One may tell that there is nothing that day.
    is_above = len(below) > 1 and sum(len(positions(line)) != len(names) for line in below) < len(below) - 1
    if not is_above or any(stamps.read(line.text, None, know) is None for line in below):
        return ()
    if "when" not in fields and any(know.deadline.search(name) for name in names):
        return DEADLINES
    return _with_strange(fields, told, know) if "when" in fields or sum(map(bool, fields)) > 1 else ()


def titled_day(fields: Sequence[str | None], rows: Sequence[Sequence[str]], know: Knowledge) -> int | None:
    """Find the column that a word for days stands above, but holds what is on, beside the one of the days: "Termin"."""
    days = [n for n, field in enumerate(fields) if field == "when"]
    if len(days) != _DAY_AND_TITLE:
        return None
    first, last = (_are_words([row[n] for row in rows if n < len(row)], know) for n in days)
    return days[-1] if last and not first else None


def _are_words(texts: Sequence[str], know: Knowledge) -> bool:
    """Tell whether most texts are words, and neither days nor weekdays."""
    words = [text for text in texts if text and not has_digit(text) and not stamps.is_weekdays(text, know.grammar)]
    return len(words) * 2 > len(texts)


def _with_strange(fields: tuple[str, ...], told: Sequence[Sequence[str]], know: Knowledge) -> tuple[str, ...]:
    """Tell what the columns with strange names are: people, and of the others the one of most letters the titles."""
    people = {n for n, field in enumerate(fields) if not field and _names_people([row[n] for row in told], know)}
    if "title" not in fields and fields.count("") == len(people) == 1:
        # "Canal Half" is nobody where no other column can hold the titles.
        people = set()
    fields = tuple("performers" if n in people else field for n, field in enumerate(fields))
    strange = [n for n, field in enumerate(fields) if not field]
    if not told or not strange:
        return fields
    letters = {n: sum(char.isalpha() for row in told for char in row[n]) for n in strange}
    title = max(strange, key=lambda n: letters[n]) if "title" not in fields else -1
    is_known = "location" in fields
    # Who is on duty: "D. Ormiston".
    people = {n for n in strange if sum(_INITIALLED.fullmatch(row[n]) is not None for row in told) > 1}
    return tuple(
        "title" if n == title else (STRANGE if not field and (is_known or n in people) else field)
        for n, field in enumerate(fields)
    )


def _names_people(texts: Sequence[str], know: Knowledge) -> bool:
    """Tell whether most cells of a column are people, with titles before the name and where they are from behind it."""
    words = [_untitled(_BEHIND_NAME.sub("", text), know) for text in texts]
    return sum(cells.is_person(text, know) for text in words) * 2 > len(words)


def _untitled(text: str, know: Knowledge) -> str:
    while know.person_title.match(text) is not None and " " in text:
        text = text.split(" ", 1)[1]
    return text


def positions(line: Line) -> tuple[str, ...]:
    """Give the cells of a row; between bars also those that are empty."""
    if "|" not in line.text:
        return line.cells
    parts = [" ".join(part.split()) for part in _BARS.split(line.text)]
    return tuple(parts[1:] if parts and not parts[0] else parts)


def _from_cells(at: _Spot) -> Row | None:
    days = _days_only(at)
    if days:
        return Row(at.index, at.index + 1, "day", days[0], (), at.month, more=days[1:])
    found: list[Piece] = []
    has_date = False
    for number, cell in enumerate(_whole_days(at.line.cells, at.know)):
        text = without_tickets(BULLET.sub("", cell), at.know) if number == 0 else cell
        if number == 0 and _SHORT_DAY.fullmatch(text):
            # "5.9" could be a number elsewhere; what opens a row is a day.
            text = f"{text}."
        label = read_label(msgspec.structs.replace(at.line, text=text), at.know.event_labels, at.know)
        if label is not None and label[1]:
            found.append(Piece("label", text, at.line))
            continue
        piece = cells.read_cell(text, at.line, at.month, at.know, has_date=has_date)
        has_date = has_date or piece.sort == "date"
        found.append(piece)
    when = next((piece.when for piece in found if piece.sort == "date"), None)
    if when is not None:
        found = _without_shout(_without_weekdays(found, at.know))
    spread = cells.spread([piece for piece in found if piece.sort != "date" or piece.when is not when], at.know)
    rest = cells.divided(spread, at.know)
    texts = cells.text_of(rest)
    if when is not None:
        every = next((piece.text for piece in rest if piece.sort == "every"), "")
        when = msgspec.structs.replace(_with_clocks(when, rest), every=every)
        return Row(at.index, at.index + 1, "cells" if texts else "day", when, rest, at.month)
    return _undated_cells(cells.divided(found, at.know), at)


def _without_shout(found: Sequence[Piece]) -> list[Piece]:
    """Leave out a cell that is called out before the title: "PREMIERE"."""
    texts = cells.text_of(found)
    is_shout = len(texts) > 2 and texts[0].text.isupper() and " " not in texts[0].text and not texts[1].text.isupper()
    return [piece for piece in found if not (is_shout and piece is texts[0])]


def _days_only(at: _Spot) -> tuple[When, ...]:
    """Read cells that are days and nothing else: "Thu 15 October, 5 pm · Thu 29 October, 5 pm"."""
    if not all(map(has_digit, at.line.cells)):
        return ()
    told = [stamps.read(cell, at.month, at.know) for cell in at.line.cells]
    days = tuple(when for when in told if when is not None and when.is_bare)
    return days if len(days) == len(told) else ()


def _without_weekdays(found: Sequence[Piece], know: Knowledge) -> list[Piece]:
    """Leave out the cells that only say on which day of the week a date is."""
    rest = [p for p in found if p.sort != "text" or not stamps.is_weekdays(p.text, know.grammar)]
    return rest if cells.text_of(rest) else list(found)


def _whole_days(parts: Sequence[str], know: Knowledge) -> list[str]:
    """Join a weekday that has a cell of its own with the date behind it."""
    whole: list[str] = []
    for part in parts:
        if (
            len(whole) == 1
            and part[:1].isdigit()
            and stamps.weekday(whole[0], know.grammar)
            and whole[0][-1:].isalpha()
        ):
            whole[0] = f"{whole[0]} {part}"
        else:
            whole.append(part)
    return whole


def _undated_cells(found: tuple[Piece, ...], at: _Spot) -> Row | None:
    texts = cells.text_of(found)
    every = next((piece for piece in found if piece.sort == "every"), None)
    if every is not None and texts:
        when = When(every.when.dates if every.when is not None else None, every=every.text)
        return Row(at.index, at.index + 1, "every", _with_clocks(when, found), found, at.month)
    first = _from_text(BULLET.sub("", at.line.cells[0]), at)
    if first is not None and first.form in {"first", "last"}:
        return msgspec.structs.replace(first, pieces=(*first.pieces, *found[1:]))
    if any(piece.sort in {"clock", "all_day"} for piece in found) and texts:
        return Row(at.index, at.index + 1, "timed", _with_clocks(When(), found), found, at.month)
    if texts and found[0].sort == "status":
        return Row(at.index, at.index + 1, "status", When(), found, at.month)
    return None


def _with_clocks(when: When, found: Sequence[Piece]) -> When:
    clocks = when.clocks or next((piece.clocks for piece in found if piece.clocks), ())
    return msgspec.structs.replace(when, clocks=clocks)


def _from_text(text: str, at: _Spot) -> Row | None:
    if _says_no_time(text, at.know):
        return None
    text = without_note(text, at.know)
    if _is_off(text, at.know):
        return Row(at.index, at.index + 1, "off", When(), (Piece("status", text, at.line),), at.month)
    whole = _without_frame(text, at.know)
    text = _without_status_before(whole, at.know)
    moved = _moved(whole, at)
    if moved is not None:
        return moved
    every = stamps.recurrence(text, at.know)
    when = stamps.read(text, at.month, at.know) if has_digit(text) else None
    if every is not None and not (_names_days(when, every, at.know) or _is_on_view(text, when, every, at.know)):
        return _repeated(text, every, at)
    if not has_digit(text):
        return None
    if when is None:
        return _timed(text, at)
    if _is_no_event(when, at.line, at.know):
        return None
    if when.is_until and text != whole:
        # "moved from 6 June to 13 June".
        when = msgspec.structs.replace(when, is_until=False)
    before = when.before.strip(_AROUND)
    if not before or _is_lead(when, at.know):
        row = _date_first(when, at)
        is_day = row is not None and row.form == "day" and before and at.know.date_lead.fullmatch(before) is None
        lead = Piece("lead", before, at.line)
        return row if row is None or not is_day else msgspec.structs.replace(row, pieces=(lead, *row.pieces))
    last = _date_last(when, at, is_led=text != whole)
    return last if last is not None else _told(text, when, at)


def _heads_week(when: When, know: Knowledge) -> bool:
    """Tell whether a line is the heading of a week: "Week 41 – 5 to 9 October"."""
    is_range = when.dates is not None and when.dates.is_range
    return is_range and not when.after.strip(_AROUND) and know.week.fullmatch(when.before.strip(_AROUND)) is not None


def _says_no_time(text: str, know: Knowledge) -> bool:
    """Tell whether a text says nothing of when something is, as most lines do, or only when it is not."""
    if has_digit(text):
        return _only_given_up(text, know)
    return not know.repetition.has(text) and not _can_be_off(text, know)


def without_note(text: str, know: Knowledge) -> str:
    """Drop the word that draws attention to a line: "NOTE: the meeting on 8 May is off"."""
    note = know.note.match(text)
    is_led = note is not None and text[note.end() : note.end() + 1] in _AFTER_NOTE
    return text[note.end() :].lstrip(_AFTER_NOTE + " ") if note is not None and is_led else text


def _without_frame(text: str, know: Knowledge) -> str:
    """Give a row without the boxes round its day, the brackets round all of it, or the shout before it."""
    text = _unframed(with_colons(text, know) if "? " in text else text)
    return _without_brackets(without_tickets(text, know))


def _unframed(text: str) -> str:
    return _BOXES.sub("", text[:_SHORT]) + text[_SHORT:] if text.startswith("[") else text


def _only_given_up(text: str, know: Knowledge) -> bool:
    """Tell whether the only date of a title stands in brackets and is given up: "Golf Day (moved from 12 June)"."""
    inner = _BRACKET_END.search(text)
    if inner is None or not inner.start() or know.any_of("moved_from").search(inner[0]) is None:
        return False
    return know.grammar.find(text[: inner.start()]) is None


def _is_on_view(text: str, when: When | None, every: Recurrence, know: Knowledge) -> bool:
    """Tell whether opening hours stand behind a range of days: "7 March to 19 April, Tuesdays to Sundays 11am-5pm"."""
    if when is None or when.dates is None or not when.dates.is_range or when.before.strip():
        return False
    dates = know.grammar.find(text)
    between = text[dates.end : every.begin_at] if dates is not None else "?"
    # Most days of the week.
    is_open = (every.rule or "").count(",") > 1 or know.grammar.is_opening_hours(text[every.begin_at :])
    return is_open and not between.strip(_AROUND)


def _names_days(when: When | None, every: Recurrence, know: Knowledge) -> bool:
    """Tell whether words that seem to repeat only lead to the days themselves: "Sundays 10 and 24 May"."""
    if when is None or when.dates is None:
        return False
    if len(when.dates.days) > 1 and not when.dates.is_range and every.begin_at >= when.dates.end:
        # "5 September and 7 November, every day at 10": how often is told of the days that are named.
        return True
    if when.dates.is_range and every.rule == _DAILY and every.begin_at >= when.dates.end:
        # "21 June to 16 August, daily 12-5".
        return not when.before.strip(_AROUND)
    if know.date_lead.fullmatch(when.before.strip(_AROUND)) is None:
        return False
    first, last = when.dates.days[0], when.dates.days[-1]
    return not when.dates.is_range or (first.month == last.month and 0 < last.day - first.day < _WEEK)


def with_colons(text: str, know: Knowledge) -> str:
    """Write labels that ask as others: "Var? Lott 77." is "Var: Lott 77."."""

    def told(match: re.Match[str]) -> str:
        return f"{match['label']}:" if match["label"].casefold() in know.event_labels else match[0]

    return _ASKED.sub(told, text)


def _without_brackets(text: str) -> str:
    inner = text[1:-1]
    return inner if text[:1] == "(" and text[-1:] == ")" and "(" not in inner else text


def _moved(text: str, at: _Spot) -> Row | None:
    """Read a row that gives the old date and the new one: "lør 4/9 flyttet til lør 18/9 kl. 18 Concert, the Hall"."""
    for rule in at.know.rules("moved"):
        match = rule.search(text)
        new = stamps.read(new_date_text(match, text), at.month, at.know) if match is not None else None
        if match is None or new is None:
            continue
        old = stamps.read(text[: match.start()], at.month, at.know)
        if old is None or old.before.strip(_AROUND):
            # The old date stands behind the word that moves it, or nowhere: then nothing else may stand before it.
            if text[: match.start()].strip(_AROUND) or not (match.start() or new.after.strip(_AROUND)):
                return None
            old = new
        before, behind = old.after if old is not new else "", stamps.without_joint(new.after)
        name = _NAME.search(before)
        told = name[0].strip(_AROUND) if name is not None else ""
        found = [
            *(cells.clauses_of(_subject(told, at.know), at.line, at.know) if told else []),
            *cells.clauses_of(behind, at.line, at.know),
        ]
        when = _with_clocks(When(new.dates, new.clocks or old.clocks), found)
        form: Form = "first" if cells.text_of(found) else "day"
        return Row(at.index, at.index + 1, form, when, tuple(found), at.month, is_moved=True)
    return None


def without_tickets(text: str, know: Knowledge) -> str:
    """Drop "SOLD OUT!" from the front of a text."""
    match = know.tickets.match(text)
    end = _SHOUT.match(text, match.end()) if match is not None else None
    return text[end.end() :] if end is not None and end.end() < len(text) else text


def _can_be_off(text: str, know: Knowledge) -> bool:
    return len(text) <= _LONGEST_TITLE and (know.undated.search(text) is not None or _is_vague(text, know))


def _is_vague(text: str, know: Knowledge) -> bool:
    return know.any_of("vague_date").fullmatch(text) is not None


def _is_off(text: str, know: Knowledge) -> bool:
    """Tell whether a line only says that an event is put off and has no day yet."""
    if _is_vague(text, know):
        return True
    match = know.undated.search(text)
    if match is None or _without_status_before(text, know) == text:
        return False
    told = know.grammar.find(text)
    # "Postponed from 29 October, a new date will be announced" names only the day that is off.
    return told is None or told.start < match.start()


def _without_status_before(text: str, know: Knowledge) -> str:
    for rule in cells.status_rules(know) if cells.can_tell_status(text, know) else ():
        match = rule.pattern.match(text) or rule.pattern.match(text, 1)
        if match is not None and rule.rule.part != "moved":
            return _STATUS_END.sub("", text[match.end() :], count=1) or text
    return text


def _is_no_event(when: When, line: Line, know: Knowledge) -> bool:
    before = when.before.rstrip()
    is_title = before.endswith((",", "–", "—", "-", "/", "|", "("))
    told = know.deadline.match(before) if is_title else know.deadline.search(before)
    if told is not None or know.hours.search(before) is not None:
        return True
    if is_early_bird(line, know) or _heads_week(when, know):
        return True
    return any(clock.start.minute % 5 for clock in when.clocks[:1]) and len(when.clocks) == 1 and _is_odd(when)


def _is_odd(when: When) -> bool:
    """Tell whether a date and time are those of a publication: a whole date with a year, and nothing else."""
    return when.is_bare and when.dates is not None and when.dates.days[0].year is not None


def _is_lead(when: When, know: Knowledge) -> bool:
    """Tell whether what stands before a date only names the day: "SKÆRTORSDAG, TORSDAG 2. APRIL"."""
    before = when.before.strip()
    is_short = before.endswith(",") and len(before.split()) <= 2
    bare_text = before.strip(_AROUND)
    bare = stamps.weekday(bare_text, know.grammar) is not None
    return bare or (is_short and not when.after.strip(_AROUND)) or know.date_lead.fullmatch(bare_text) is not None


def _date_first(when: When, at: _Spot) -> Row | None:
    when, more = _with_further_days(msgspec.structs.replace(when, before=""), at)
    row = _behind_date(when, at)
    if row is None or not more:
        return row
    texts = cells.text_of(row.pieces)
    if len(texts) == 1 and cells.names_house(texts[0].text, at.know):
        # What stands behind several days with their hours says where.
        row = msgspec.structs.replace(row, form="day")
    return msgspec.structs.replace(row, more=more)


def _with_further_days(when: When, at: _Spot) -> tuple[When, tuple[When, ...]]:
    """Take the other days of a line, each with its hours: "Sat 28 Nov, 2-6 pm, and Sun 29 Nov, 11-4, church"."""
    more: list[When] = []
    while when.clocks and has_digit(when.after):
        joint = at.know.clock_joint.match(when.after.lstrip(" ,;"))
        text = when.after.lstrip(" ,;")[joint.end() if joint is not None else 0 :]
        other = stamps.read(text, at.month, at.know)
        if other is None or other.before.strip() or not other.clocks or other.dates is None:
            break
        more.append(msgspec.structs.replace(other, before="", after=""))
        when = msgspec.structs.replace(when, after=other.after)
    return when, tuple(more)


def _behind_date(when: When, at: _Spot) -> Row | None:
    rest = when.after
    text = _said_behind(rest, at.know)
    if at.line.is_sentence and text[:1].islower() and at.know.event_verb.match(text) is not None:
        # "On Friday meets the circle": no title opens it.
        return None
    alone = _day_alone(text, when, at.know)
    if alone is not None:
        return Row(at.index, at.index + 1, "day", alone, (), at.month)
    lead = at.know.place_lead.match(text)
    behind = at.know.sentences(text[lead.end() :]) if lead is not None else []
    is_placed = bool(behind) and cells.is_place(behind[0].strip(" ."), at.know)
    is_joined = _JOINT_AFTER.match(rest) is not None or bool(when.clocks) or is_placed
    first = (at.know.sentences(text) or [""])[0]
    if not is_joined and (len(first) > _LONGEST_TITLE or _OPENS.match(text) is None):
        return None
    if not is_joined and at.line.is_sentence and len(first) > _SHORT:
        return None
    if at.know.clock_joint.match(text) is not None and at.know.grammar.find(text[:_NEAR]) is not None:
        # "17 June and 19 August": the days of something that another line names.
        return None
    if stamps.is_weekdays(text, at.know.grammar):
        return Row(at.index, at.index + 1, "day", when, (), at.month)
    stops = _stops(text, at) if not when.clocks else None
    if stops is not None:
        return Row(at.index, at.index + 1, "first", when, stops[:1], at.month, stops=stops[1:])
    found = _in_place(text, at) or tuple(_parts_of(rest, text, at.line, at.know))
    if not when.clocks:
        found = tuple(cells.timed_titles(found, at.know))
    texts = cells.text_of(found)
    is_place = len(texts) == 1 and at.know.place_lead.match(texts[0].text) is not None
    # "17 May – From mill to power station": a title, if a place can be none of it.
    name = cells.without_place_lead(texts[0].text, at.know) if is_place else ""
    is_place = is_place and not (_SIGN.match(rest) and texts[0].text[:1].isupper() and name[:1].islower())
    if not texts or (is_place and not any(cells.is_labelled(piece.text, at.know) for piece in found)):
        return Row(at.index, at.index + 1, "day", _with_clocks(when, found), found, at.month)
    return Row(at.index, at.index + 1, "first", _with_clocks(when, found), found, at.month)


def _day_alone(text: str, when: When, know: Knowledge) -> When | None:
    """Read what stands behind a day and tells no more than its hours."""
    if not text or know.filler.fullmatch(text) is not None:
        return when
    timed = _hours_alone(text, when, know)
    if timed is not None:
        return timed
    aside = _ASIDE.match(text) if when.clocks else None
    if aside is not None and _is_timed(text[aside.end() :], know):
        # "6 pm (dinner), show 8.30 pm": the first time is of something before.
        text = text[aside.end() :]
    clauses = text.split(", ")
    # A word that stands alone before an hour is a title mostly: "Roses at 7 pm".
    is_told = len(clauses) > 1 or any(word.match(text) for word in (know.begins, know.doors, know.meeting))
    if is_told and all(_is_timed(clause, know) for clause in clauses):
        # "doors 7.00, show 7.45, carriages 10.15".
        return msgspec.structs.replace(when, clocks=_start_of(know.grammar.find_clocks(text)))
    return None


def _stops(text: str, at: _Spot) -> tuple[Piece, ...] | None:
    """Read a title and where it is at which time: "Carols: 1 pm Old Mill, 3.30 pm Camp site"."""
    clocks = at.know.grammar.find_clocks(text)
    if len(clocks) < 2:
        return None
    ends = [*(clock.begin_at for clock in clocks[1:]), len(text)]
    told = [text[clock.end_at : end].strip(" ,;.") for clock, end in zip(clocks, ends, strict=True)]
    places = [_without_last(place, at.know) for place in told]
    if not all(place and cells.is_place(place, at.know) for place in places):
        return None
    if any(place.rpartition(" ")[2].casefold() in at.know.small_words for place in places):
        # "10 am Church to 4 pm Pub" is one stretch.
        return None
    title = cells.clauses_of(text[: clocks[0].begin_at].strip(" ,:–—-"), at.line, at.know)[:1]
    if not cells.text_of(title) or title[0].text.casefold() in at.know.event_labels:
        return None
    stops = (Piece("text", p, at.line, None, (clock,)) for p, clock in zip(places, clocks, strict=True))
    return (*title, *stops)


def _without_last(text: str, know: Knowledge) -> str:
    """Drop the word for "and" at the end of a text, and the word that leads to a place."""
    head, _, last = text.rpartition(" ")
    text = head.rstrip(" ,") if last.casefold() in know.language.dates.list_words else text
    return cells.without_place_lead(text, know)


def _said_behind(rest: str, know: Knowledge) -> str:
    """Give what stands behind a day, but for an aside in brackets or a status alone."""
    text = stamps.without_joint(stamps.without_joint(rest).lstrip(") ")).strip()
    if _without_brackets(text) != text:
        return ""
    if text.endswith(")") and cells.without_status(text, know)[1] and not cells.without_status(text, know)[0]:
        return ""
    return text


def _hours_alone(text: str, when: When, know: Knowledge) -> When | None:
    """Read the hours behind a day; those of several days are only each day's."""
    hours = () if when.clocks else stamps.only_clocks(text, know)
    if hours or (when.dates is not None and when.dates.is_range and stamps.lists_hours(text)):
        return msgspec.structs.replace(when, clocks=hours)
    return None


def _start_of(clocks: Sequence[Clock]) -> tuple[Clock, ...]:
    """Give the first of several times in a row; the last one may say for all that they are in the evening."""
    if len(clocks) > 1 and clocks[0].start.hour + _HALF_DAY <= clocks[-1].start.hour:
        start = clocks[0].start
        return (msgspec.structs.replace(clocks[0], start=start.replace(hour=start.hour + _HALF_DAY)),)
    return tuple(clocks[:1])


def _is_timed(clause: str, know: Knowledge) -> bool:
    """Tell whether a clause is a clock time with a word or two that says of what."""
    clock = know.grammar.clocks.first(clause)
    if clock is None:
        return False
    return len((clause[: clock.begin_at] + clause[clock.end_at :]).split()) <= 1 and bool(
        clause[: clock.begin_at].strip()
    )


def _in_place(text: str, at: _Spot) -> tuple[Piece, ...]:
    """Read "at the Old Mill: Talk on moss" and "at the Old Mill" behind a date."""
    named, colon, title = text.partition(": ")
    is_place = cells.names_house(named, at.know)
    # "Book café: The sea" is an occasion, whatever house its name holds.
    if colon and is_place and not at.know.is_kind(named) and at.know.occasion.fullmatch(named) is None:
        first, *more = cells.clauses_of(title, at.line, at.know)
        return (first, Piece("text", named, at.line), *more)
    lead = at.know.place_lead.match(text)
    if lead is None or not text[lead.end() : lead.end() + 1].isspace():
        return ()
    text = text.rstrip(" .:")
    place, colon, title = text[lead.end() :].strip().partition(": ")
    if not cells.is_place(place, at.know) or len(at.know.sentences(place)) > 1:
        return ()
    if not colon:
        return (Piece("text", text, at.line),)
    first, *more = cells.clauses_of(title, at.line, at.know)
    return (first, Piece("text", place, at.line), *more)


def _parts_of(rest: str, text: str, line: Line, know: Knowledge) -> list[Piece]:
    """Divide what follows a date: at the sign that joins it to the date where that comes again, else into clauses."""
    sign = _SIGN.match(rest)
    parts = text.split(f" {sign[1]} ") if sign is not None else []
    if len(parts) < 2:
        return cells.clauses_of(text, line, know)
    found = [cells.read_cell(cell.strip(), line, None, know, has_date=True) for cell in parts]
    return list(cells.divided(cells.timed_behind(found, know), know))


def _date_last(when: When, at: _Spot, *, is_led: bool) -> Row | None:
    if not when.clocks and any(rule.matches(at.line.text) for rule in at.know.rules("published")):
        # "Published by the press office, 3 March 2026".
        return None
    before = _without_begin(_without_label(when.before, at.know), at.know)
    is_quoted = bool(when.clocks) and _QUOTE_BEFORE.search(before) is not None
    # "Called off: the garden walk 8 August".
    is_quoted = is_quoted or (is_led and 0 < len(before.split()) <= _MOST_NAMED and not when.after.strip(_AROUND + "."))
    is_stop = (
        is_quoted
        or _is_short_name(before, when, at)
        or (before.rstrip().endswith((".", "!", "?")) and _is_told_apart(before, when))
    )
    if (
        not (is_stop or _JOINT_BEFORE.search(before) is not None)
        or len(before) > _LONGEST_TITLE
        or _SENTENCE_INSIDE.search(before)
    ):
        return None
    rest = stamps.without_joint(when.after).lstrip(". ")
    if before.rstrip().endswith(":") and not when.clocks and not _is_on_show(before, when, at):
        return None
    if before.rstrip().endswith("(") and at.line.is_sentence:
        return None
    title = before.strip(" .,;:(|/–—-")
    if at.know.all_day.fullmatch(title) is not None and not rest.strip(" )]"):
        return Row(at.index, at.index + 1, "day", when, (), at.month)
    behind = [_as_place(piece, at.know) for piece in _parts_of(when.after, rest, at.line, at.know)]
    named = cells.clauses_of(title, at.line, at.know)
    if before.rstrip().endswith(":") and _is_kind_with_name(named, behind, at.know):
        named = [msgspec.structs.replace(named[0], text=title)]
    found = (*named, *cells.with_streets(behind, at.know))
    return Row(at.index, at.index + 1, "last", _with_clocks(when, found), found, at.month)


def _without_begin(before: str, know: Knowledge) -> str:
    """Drop “starts” from between the title and the day: “Swimming school – starts Sunday 3 May”."""
    begin = _BEGIN.search(before)
    if begin is None:
        return before
    is_lead = know.begins.fullmatch(begin["word"]) is not None or know.date_lead.fullmatch(begin["word"]) is not None
    return before[: begin.start("word")] if is_lead else before


def _is_kind_with_name(named: Sequence[Piece], behind: Sequence[Piece], know: Knowledge) -> bool:
    """Tell whether a kind and what it is about stand before a colon, and the place behind the day: “Talk, The owl: …”.

    What is about something holds small letters: “Talk, Leeds” is where.
    """
    if len(named) != _TWO or any(piece.sort != "text" for piece in named):
        return False
    kind, name = (piece.text for piece in named)
    is_named = not all(word[:1].isupper() for word in name.split()) and know.place_lead.match(name) is None
    if not is_named or know.places.search(name) is not None or not _ends_in_kind(kind, know):
        return False
    return any(piece.sort in {"text", "place"} and cells.is_place(piece.text, know) for piece in behind)


def _ends_in_kind(text: str, know: Knowledge) -> bool:
    return know.is_kind(text) or know.kind_word.fullmatch(text.rpartition(" ")[2]) is not None


def _is_on_show(before: str, when: When, at: _Spot) -> bool:
    """Tell whether a name stands before the days of an exhibition, above what is told of it: "Cod: 9 May – 20 June"."""
    name = before.strip(_AROUND).casefold()
    is_range = when.dates is not None and when.dates.is_range and not when.after.strip(_AROUND)
    if not is_range or at.below is None or at.below.after_gap or not at.below.is_sentence:
        return False
    is_label = name in at.know.event_labels or name in at.know.job_labels
    return not is_label and at.know.is_closed.search(at.below.text) is None


def _is_short_name(before: str, when: When, at: _Spot) -> bool:
    """Tell whether a word or two stand right before a date with an hour: "Annual meeting on 23 February 2027, 6 pm"."""
    words = before.split()
    is_name = 0 < len(words) <= _MOST_NAMED and words[0][:1].isupper() and not has_digit(before)
    know = at.know
    if not is_name or not when.clocks or (at.line.is_sentence and not _has_no_verb(words, when, know)):
        return False
    is_label = before.strip().casefold() in know.event_labels
    is_led = is_label or know.title_lead.match(words[0]) is not None or know.note.match(before) is not None
    return not is_led and know.event_verb.search(before) is None and know.deadline.search(before) is None


def _has_no_verb(words: Sequence[str], when: When, know: Knowledge) -> bool:
    """Tell whether a sentence is none: a name, right behind it the day, the hour and where: "Gala 19 June, 6 pm"."""
    is_name = len(words) == 1 or all(word[:1].isupper() for word in words)
    first = (know.sentences(when.after.strip(_AROUND + ".")) or [""])[0]
    lead = know.place_lead.match(first)
    is_short = len(first.split()) <= _MOST_WORDS and know.event_verb.search(first) is None
    place = first[lead.end() :].strip() if lead is not None else ""
    is_placed = place[:1].isupper() or know.places.search(place) is not None
    return is_name and is_short and (not first or is_placed or when.after.lstrip()[:1] in set(",.;"))


def _as_place(piece: Piece, know: Knowledge) -> Piece:
    """Take "stora gräsplanen" behind a title and a date for the place: a noun with its article."""
    if know.filler.fullmatch(piece.text) is not None:
        return msgspec.structs.replace(piece, sort="noise")
    is_noun = piece.sort == "text" and piece.text[:1].islower() and piece.text.count(" ") <= 2
    return msgspec.structs.replace(piece, sort="place") if is_noun and know.definite.fullmatch(piece.text) else piece


def _without_label(before: str, know: Knowledge) -> str:
    """Drop the label between a title and its date: "Walk. Date:", "Kurs: Vinbär. När?"."""
    match = _LABEL_BEFORE.search(before)
    is_when = match is not None and know.event_labels.get(match["label"].casefold().strip()) == "when"
    return before[: match.start()] if match is not None and is_when else before


def _is_told_apart(before: str, when: When) -> bool:
    """Tell whether a title is a sentence of its own, and its date another: "Meeting in Hull. Monday 3 May, Inn."."""
    title = before.strip(_AROUND + ".!")
    is_short = len(title.split()) <= _MOST_WORDS and title[:1].isupper()
    rest = when.after.strip()
    return is_short and (not rest or rest[0] in ",.;(–-" or rest[0].isupper() or bool(when.clocks))


def _told(text: str, when: When, at: _Spot) -> Row | None:
    """Read a sentence that calls off, moves or puts off an event: its subject is the title."""
    match = next((m for rule in cells.status_rules(at.know) if (m := rule.search(text)) is not None), None)
    title = when.before.strip(_AROUND)
    if match is not None and 0 < match.start() < len(when.before) and text.startswith(title[: match.start()]):
        # "The course is off. It was to be on 24 October."
        title = text[: match.start()].strip(_AROUND)
    begin = text.find(title)
    if (
        match is None
        or len(title) > _LONGEST_TITLE
        or len(title.split()) > _MOST_TOLD
        or match.start() < begin + len(title)
        or _SENTENCE_INSIDE.search(title)
    ):
        return None
    article = at.know.article.match(title)
    title = _subject(title if article is None else title[article.end() :], at.know)
    title = title if "(" not in title or ")" in title else title[: title.index("(")].rstrip()
    rest = [piece for piece in cells.sentence_pieces(at.line, at.know, text)[1:] if piece.sort in {"label", "price"}]
    rest += _place_behind(when.after, at)
    return Row(at.index, at.index + 1, "told", when, (Piece("text", title, at.line), *rest), at.month)


def _place_behind(text: str, at: _Spot) -> list[Piece]:
    """Read the place with which a sentence ends behind its date: "It was to be on 24 October at the wharf"."""
    place = (at.know.sentences(text) or [""])[0].strip(_AROUND)
    lead = at.know.place_lead.match(place)
    is_named = lead is not None and place[lead.end() :][:1].isspace()
    bare = cells.without_place_lead(place, at.know)
    words = bare.split()
    is_noun = 0 < len(words) <= _MOST_NAMED and at.know.definite.fullmatch(words[-1]) is not None
    is_place = is_named and (is_noun or cells.is_place(bare, at.know))
    return [Piece("place", bare, at.line)] if is_place else []


def _subject(text: str, know: Knowledge) -> str:
    words = text.split()
    while len(words) > 1 and (
        words[-1].casefold().rstrip(".") in know.small_words
        or know.title_end.fullmatch(words[-1]) is not None
        or know.event_verb.fullmatch(words[-1]) is not None
    ):
        words.pop()
    return " ".join(words).rstrip(":")


def _timed(text: str, at: _Spot) -> Row | None:
    clocks, rest = stamps.take_clocks(text, at.know)
    hours = _HOURS_BEFORE.match(text) if not clocks else None
    if hours is not None and int(hours["first"]) < int(hours["last"]):
        clocks, rest = stamps.only_clocks(hours["hours"], at.know), text[hours.end() :]
    title = stamps.without_joint(rest)
    if not clocks or not title or at.know.filler.fullmatch(title) is not None:
        return None
    found = _in_place(title, at) if ": " in title else ()
    found = found or tuple(cells.clauses_of(title, at.line, at.know))
    return Row(at.index, at.index + 1, "timed", When(clocks=clocks), found, at.month)


def titled_clock(line: Line, know: Knowledge) -> Row | None:
    """Read "Kafé kl. 12-14 i salen. Gratis." below a day: the title, the time and what follows."""
    note = know.note.match(line.text)
    first, *more = know.sentences(line.text[note.end() :].lstrip(" :!") if note is not None else line.text) or [""]
    clock = know.grammar.find_clock(first)
    if clock is None or clock.begin_at == 0:
        return None
    title = first[: clock.begin_at].strip(" ,:;!–—-")
    clocks, rest = stamps.take_clocks(first[clock.begin_at :], know)
    if not title or not clocks or len(title) > _LONGEST_TITLE:
        return None
    rest, _ = cells.without_status(stamps.without_joint(rest), know)
    found = [Piece("text", title, line), *cells.clauses_of(rest, line, know)]
    found += [cells.read_sentence(sentence, line, know) for sentence in more]
    return Row(0, 1, "timed", When(clocks=clocks), tuple(found))


def closing_clock(line: Line, know: Knowledge) -> Row | None:
    """Read "Knitting, Library 1-3 pm. Free": the title, the place, the time and what follows."""
    clock = know.grammar.find_clock(line.text)
    if clock is None or clock.begin_at == 0 or "," not in line.text[: clock.begin_at]:
        return None
    clocks, rest = stamps.take_clocks(line.text[clock.begin_at :], know)
    if not clocks or rest[:1] not in {"", ".", ","}:
        return None
    head = line.text[: clock.begin_at].strip(" ,")
    tail = rest.lstrip(".,").strip()
    found = [*cells.clauses_of(head, line, know), *cells.sentence_pieces(line, know, tail)]
    return Row(0, 1, "timed", When(clocks=clocks), tuple(found))


def called_off(line: Line, know: Knowledge) -> bool:
    """Tell whether a sentence below a day calls off an event of its own: it names its time."""
    if not line.is_sentence or not any(rule.search(line.text) for rule in know.rules("cancelled")):
        return False
    return titled_clock(line, know) is not None


def _repeated(text: str, every: Recurrence, at: _Spot) -> Row | None:
    """Read "Strikking hver tirsdag kl. 19 i salen" and "Hver tirsdag kl. 19: Strikking"."""
    before, after = text[: every.begin_at], text[every.end_at :]
    stop = _SENTENCE_INSIDE.search(text, every.end_at)
    told = text if stop is None else text[: stop.start()]
    if at.know.hours.search(told) is not None or len(before) > _LONGEST_TITLE or _SENTENCE_INSIDE.search(before):
        return None
    after = _behind_season(after[at.know.repetition.limits(after) :], at.know)
    clocks, rest = stamps.take_clocks(after, at.know)
    is_season = at.know.month_heading.match(before) is not None
    hours = _HOURS.match(after) if not clocks and not is_season else None
    if hours is not None:
        clocks, rest = stamps.only_clocks(hours["hours"], at.know), after[hours.end() :]
    rest = rest[at.know.repetition.limits(rest) :]
    title, place = _subject_and_place(before.strip(_AROUND), at)
    found: list[Piece] = [
        *([Piece("text", title, at.line)] if title else ()),
        *([Piece("place", place, at.line)] if place else ()),
        *_first_times(rest, at.line, at.month, at.know),
    ]
    first = next((piece.when for piece in found if piece.sort == "date"), None)
    dates = first.dates if first else None
    if dates is not None and dates.is_range and every.rule != _DAILY:
        dates = msgspec.structs.replace(dates, days=dates.days[:1], is_range=False)
    when = When(dates, clocks or (first.clocks if first else ()), every.text)
    texts = cells.text_of(found)
    # "Every second Thursday 2-4 pm in the vestry", below its title.
    lead = at.know.place_lead.match(texts[0].text) if len(texts) == 1 and not title and clocks else None
    if not texts or (lead is not None and texts[0].text[lead.end() :][:1].isspace()):
        return Row(at.index, at.index + 1, "day", _with_clocks(when, found), tuple(found), at.month)
    is_titled = not before.strip() and _TITLED.match(after) is not None
    if not clocks and first is None and not is_titled and not any(piece.clocks for piece in found):
        return None
    return Row(at.index, at.index + 1, "every", _with_clocks(when, found), tuple(found), at.month)


def _subject_and_place(before: str, at: _Spot) -> tuple[str, str]:
    """Part "The chess club meets at the Old Mill", told before how often it does, into its subject and the place."""
    verb = at.know.event_verb.search(before) if at.line.is_sentence else None
    subject = before[: verb.start()].strip(_AROUND) if verb is not None else ""
    behind = before[verb.end() :].strip() if verb is not None else ""
    if not subject or at.know.title_lead.fullmatch(subject) is not None:
        return before, ""
    place = cells.without_place_lead(behind, at.know)
    if behind and (place == behind or not cells.is_place(place, at.know)):
        return before, ""
    article = at.know.article.match(subject)
    return subject[article.end() if article is not None else 0 :], place


def _behind_season(text: str, know: Knowledge) -> str:
    """Drop what stands between the words that repeat an event and its clock time: "(every Monday) in July 6pm: ..."."""
    named = _SEASON.match(text)
    if named is not None:
        return text[named.end() :]
    clock = know.grammar.find_clock(text[:_SHORT])
    season = text[: clock.begin_at] if clock is not None else ""
    words = _WORDS.findall(season.casefold())
    is_short = len(season) <= _NEAR and not any(mark in season for mark in ".,:;(–-")
    # "(every second Saturday of the month), October to March, 7.30pm".
    is_short = is_short or all(word in know.grammar.months or word in know.small_words for word in words)
    is_short = is_short or know.repetition.is_bounded(season)
    return text[len(season) :] if is_short else text


def _first_times(rest: str, line: Line, month: Month | None, know: Knowledge) -> list[Piece]:
    rest = stamps.without_joint(rest)
    first = know.first_time.search(rest)
    if first is None:
        return cells.clauses_of(rest, line, know)
    when = stamps.read(rest[first.end() :], month, know)
    if when is None:
        return cells.clauses_of(rest, line, know)
    head = rest[: first.start()].rstrip(" ,;:(–—-")
    tail = stamps.without_joint(when.after).lstrip(".)").strip()
    dated = Piece("date", rest, line, when, when.clocks)
    return [*cells.clauses_of(head, line, know), dated, *cells.clauses_of(tail, line, know)]
