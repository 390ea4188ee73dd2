"""What one entry of a listing tells: its events, each with title, time, place, price and the rest."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from functools import partial

import msgspec

from feeds.clocks import Clock
from feeds.dates import Dates, Day, Span, Unclear
from feeds.expressions import has_digit
from feeds.model import Event
from feeds.recognise import cells, details, points, rows, stamps, timetable
from feeds.recognise.cells import Piece
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import (
    QUOTED,
    DateLine,
    capital,
    find_price,
    find_registration,
    one_each,
    put_attendance,
    put_dates,
    put_price,
    put_status,
    tells_fate,
)
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.records import Labelled, put_event_fact, read_label, read_labels
from feeds.recognise.rows import Row
from feeds.recognise.rules import Knowledge, facts_of
from feeds.recognise.stamps import When
from feeds.recognise.when import SERVICE, Repeated, has_recurrence, is_service, left_out, put_recurrence, put_schedule

_RULE = "event.listing"
_NUMBER = re.compile(r"^\d{1,2}[.)] (?=\W?[^\W\d_])")
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)$")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_REMARK = re.compile(r"\s[–—-]\s(?=[a-zæøåäöüß]).*$")
#: "3.1 m" at high tide; "10 km" is a run.
_MEASURE = re.compile(r"[+–—-]?\d+[.,]\d+\s?[^\W\d_]{0,3}")
_LONGEST_TITLE = 160
_LONG = 80
_SHORT_FATE = 40
_SHORT_WORD = 4
_NEAR, _FEW = 3, 3
_FEWEST_PLAIN = 2
_LONGEST_LED = 5
#: In this order the text of a row is read when no line above the table names its columns.
_ORDER = ("title", "location")
#: What a part of a title can look like.
_IN_TITLE = frozenset({"text", "noise", "registration", "person"})


class Usual(msgspec.Struct, frozen=True):
    """What a page says of all its events: where they are, at what time, for how much.

    `repeated` is what stands below several, alone on its line or at the end of it.
    """

    location: str = ""
    clocks: tuple[Clock, ...] = ()
    line: Line | None = None
    #: With the line that tells it.
    price: tuple[str, Line] | None = None
    #: The places that lead titles on other lines.
    places: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    #: Whether numbers in front of titles are part of them: "2. Symphony concert".
    has_ordinals: bool = False


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it stands: the row that dates it, its lines, the title above it, the lines below, the columns."""

    row: Row
    own: tuple[Line, ...]
    title: Line | None
    body: tuple[Line, ...]
    columns: tuple[str, ...]
    usual: Usual
    notes: tuple[Line, ...] = ()


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """One event of an entry: pieces in order (the first text is the title), the lines below, all its lines."""

    when: When
    pieces: tuple[Piece, ...]
    body: tuple[Line, ...]
    lines: tuple[Line, ...]


def title_of(told: Told) -> str:
    """Give the text that opens an entry: the title above it, on its row, or below it."""
    texts = [told.title.text] if told.title is not None else [p.text for p in cells.text_of(told.row.pieces)]
    if not texts and told.row.form == "day" and told.body:
        texts = [told.body[0].text]
    return texts[0] if texts else ""


def put(told: Told, setting: Setting, findings: Findings) -> bool:
    """Keep the events of an entry; tell whether there were any."""
    told, again = _with_other_days(_with_first_day(told, setting.know), setting.know)
    parts = _parts(told, setting.know)
    more = (*told.row.more, *again)
    parts += [msgspec.structs.replace(part, when=when) for part in tuple(parts) for when in more]
    if not parts:
        findings.refuse("event", told.own, _RULE, "a date alone: no event stands under it")
    made = [_put_part(part, told, setting, findings) for part in parts]
    return any(made)


def _with_first_day(told: Told, know: Knowledge) -> Told:
    """Take the first day of what repeats from the line below that names it: "First one: Saturday 10 October"."""
    when = told.row.when
    if not when.every or when.dates is not None:
        return told
    for line in told.body[:_NEAR]:
        lead = know.first_time.match(line.text) if has_digit(line.text) else None
        first = stamps.read(line.text[lead.end() :], told.row.month, know) if lead is not None else None
        if first is not None and len(first.before.split()) <= 1 and not first.after.strip(" .)"):
            when = msgspec.structs.replace(when, dates=first.dates, clocks=when.clocks or first.clocks)
            row = msgspec.structs.replace(told.row, when=when)
            body = tuple(other for other in told.body if other is not line)
            return msgspec.structs.replace(told, row=row, own=(*told.own, line), body=body)
    return told


def _with_other_days(told: Told, know: Knowledge) -> tuple[Told, list[When]]:
    """Take off the line below that names the other days of an event: "also on 6, 12 and 13 May, same time"."""
    for line in told.body[:_NEAR]:
        lead = know.again.match(BULLET.sub("", line.text)) if has_digit(line.text) else None
        text = BULLET.sub("", line.text)[lead.end() :].lstrip(" :") if lead is not None else ""
        when = stamps.read(text, told.row.month, know) if text else None
        if when is None or when.dates is None or when.before.strip(" ,:") or told.row.when.dates is None:
            continue
        clocks = when.clocks or told.row.when.clocks
        body = tuple(other for other in told.body if other is not line)
        own = (*told.own, line)
        return msgspec.structs.replace(told, own=own, body=body), [When(when.dates, clocks)]
    return told, []


def opens_with_clock(line: Line, know: Knowledge) -> bool:
    """Tell whether a line begins with a clock time."""
    return bool(stamps.take_clocks(line.cells[0] if line.cells else line.text, know)[0])


def is_fate(line: Line, know: Knowledge) -> bool:
    """Tell whether a line says that an event is sold out or called off, and nothing else."""
    text = line.text.strip(" !.*()")
    if know.tickets.match(text) is not None:
        return len(text) <= _SHORT_FATE
    return len(text) <= _SHORT_FATE and tells_fate(line.text, know) and not has_digit(text)


def has_clock_clause(line: Line, know: Knowledge) -> bool:
    """Tell whether one of the clauses of a line is a clock time: "Old Brewery, 8 pm, free"."""
    if line.is_sentence or "," not in line.text or not has_digit(line.text):
        return False
    if know.grammar.find(line.text) is not None and know.deadline.search(line.text) is None:
        return False
    return any(stamps.only_clocks(_BRACKETS.sub("", clause), know) for clause in line.text.split(", ")[1:])


def _parts(told: Told, know: Knowledge) -> list[_Part]:
    row = told.row
    above = (told.title,) if told.title is not None else ()
    if row.form != "day":
        is_told = row.form == "told" and told.title is not None
        found = tuple(p for p in row.pieces if p.sort != "text") if is_told else row.pieces
        title = (_title(told.title, know, told.usual),) if told.title is not None else ()
        if title and not told.own[0].cells:
            # What opens the rest of the row was read as a title: below one it is something else.
            found = tuple(cells.read_sentence(p.text, p.line, know) if p.sort == "text" else p for p in found)
            found = tuple(cells.with_streets(found, know))
        if title and _is_enumeration(found, know):
            found = tuple(piece for piece in found if piece.sort != "text")
        lines = (*above, *told.own, *told.body)
        whole = _Part(when=row.when, pieces=(*title, *found), body=told.body, lines=lines)
        return [_at_stop(whole, stop) for stop in row.stops] or [whole]
    body = [line for line in told.body if know.tickets.fullmatch(line.text.strip(" !.*")) is None]
    if told.title is not None:
        first = (
            _title(told.title, know, told.usual),
            *cells.with_streets([_as_text(piece) for piece in row.pieces], know),
        )
        return [_Part(when=row.when, pieces=first, body=tuple(body), lines=(*above, *told.own, *told.body))]
    return [_of_day(part, told, know) for part in _divide(body, know)]


def _at_stop(part: _Part, stop: Piece) -> _Part:
    """Give an event as it is at one of its places."""
    when = msgspec.structs.replace(part.when, clocks=stop.clocks)
    return msgspec.structs.replace(part, when=when, pieces=(*part.pieces, stop))


def _is_enumeration(found: Sequence[Piece], know: Knowledge) -> bool:
    """Tell whether what stands behind a date says what there is: "Jumble, coffee and turkeys"."""
    texts = [text for piece in cells.text_of(found) for text in piece.text.split(", ")]
    if len(texts) < 2 or not texts[-1][:1].islower():
        return False
    is_joined = any(word in know.language.dates.list_words for word in texts[-1].split())
    return is_joined and not any(know.places.search(text) for text in texts)


def _as_text(piece: Piece) -> Piece:
    """Take what leads a date that has a title above it for a place: "(The Green, Monday 25 May)"."""
    return msgspec.structs.replace(piece, sort="text") if piece.sort == "lead" else piece


def names_in_order(titles: Sequence[str]) -> bool:
    """Tell whether numbers before titles do not count entries: two differ by them alone, or others stand between."""
    told = {n: text.partition(" ") for n, text in enumerate(titles) if _NUMBER.match(text) is not None}
    is_counted = len(told) == len(titles) or all(int(number[:-1]) == n + 1 for n, (number, *_) in told.items())
    return bool(told) and (not is_counted or len({rest for *_, rest in told.values()}) < len(told))


def _title(line: Line, know: Knowledge, usual: Usual) -> Piece:
    text = BULLET.sub("", line.text)
    return Piece("text", text if usual.has_ordinals else uncounted(text, know), line)


def uncounted(title: str, know: Knowledge) -> str:
    """Give a title without the number that counts it; "3. May" is a day."""
    number = _NUMBER.match(title)
    is_day = number is not None and know.month_heading.match(title, number.end()) is not None
    return title if number is None or is_day else title[number.end() :]


def _divide(body: Sequence[Line], know: Knowledge) -> list[list[Line]]:
    """Divide the lines below a date into its events."""
    if not body:
        return []
    # Hours that stand alone, each above a title.
    alone = [bool(stamps.only_clocks(line.text, know)) for line in body]
    are_heads = alone[0] and not any(map(operator.and_, alone, alone[1:])) and not alone[-1]
    is_parted = are_heads and sum(alone) > 1
    timed = alone if is_parted else [_is_timed(body, index, know) for index in range(len(body))]
    if not timed[0]:
        timed = [_opens_event(body, index, know) for index in range(len(body))]
    if not any(timed) and len(body) > 1 and all(_closes_with_clock(line, know) for line in body):
        timed = [True] * len(body)
    starts = [index for index in range(len(body)) if timed[index] or index == 0]
    return [list(body[start:end]) for start, end in zip(starts, [*starts[1:], len(body)], strict=True)]


def _is_timed(body: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether a line holds both a clock time and a title."""
    line = body[index]
    row = rows.read_row([line], 0, None, know)
    if row is not None and row.form == "timed":
        return bool(cells.text_of(row.pieces))
    return index > 0 and rows.called_off(line, know)


def _closes_with_clock(line: Line, know: Knowledge) -> bool:
    """Tell whether a line ends with a clock time, but for a sentence or a price: "Knitting, Library 1 pm"."""
    if line.cells or opens_with_clock(line, know):
        return False
    clock = know.grammar.find_clock(line.text)
    return clock is not None and line.text[clock.end_at :][:1] in {"", ".", ","}


def _opens_event(body: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether a line is the title of another event: a line with the clock time follows, as before."""
    under = index + 1 + (index + 2 < len(body) and is_fate(body[index + 1], know))
    below = body[under] if under < len(body) else None
    if index == 0 or below is None or (body[index].is_sentence and not body[index].text.endswith("?")):
        return False
    tells = opens_with_clock if opens_with_clock(below, know) else has_clock_clause
    if not tells(below, know) or tells(body[index], know) or (tells is has_clock_clause and not body[index].after_gap):
        return False
    return any(tells(line, know) for line in body[:index])


def _of_day(lines: Sequence[Line], told: Told, know: Knowledge) -> _Part:
    """Read one event below a date: its first line is the title, or begins with the clock time."""
    when = told.row.when
    while len(lines) > 1 and (clocks := stamps.only_clocks(lines[0].text, know)):
        when, lines = msgspec.structs.replace(when, clocks=when.clocks or clocks), lines[1:]
    row = rows.read_row(lines, 0, None, know)
    first: tuple[Piece, ...] = (_title(lines[0], know, told.usual),)
    quoted = next((n for n, line in enumerate(lines) if QUOTED.match(line.text)), None)
    if quoted is not None and (row is None or row.form != "timed"):
        return _of_quoted(lines, quoted, told)
    if row is not None and row.form == "timed":
        first = row.pieces
        when = msgspec.structs.replace(when, clocks=row.when.clocks)
    elif len(lines[0].cells) > 1 and row is None:
        first = tuple(cells.read_cell(cell, lines[0], None, know, has_date=True) for cell in lines[0].cells)
    elif len(told_apart := cells.clauses_of(first[0].text, lines[0], know)) > 1 and _has_price(told_apart):
        first = tuple(told_apart)
    elif (not when.clocks and lines[0].is_sentence) or (row is None and not when.clocks):
        found = rows.closing_clock(lines[0], know) or rows.titled_clock(lines[0], know)
        first, when = (
            (found.pieces, msgspec.structs.replace(when, clocks=found.when.clocks)) if found else (first, when)
        )
    return _Part(
        when=when,
        pieces=(*first, *told.row.pieces),
        body=tuple(lines[1:]),
        lines=(*told.own, *lines),
    )


def _has_price(found: Sequence[Piece]) -> bool:
    return found[0].sort == "text" and any(piece.sort == "price" for piece in found[1:])


def _of_quoted(lines: Sequence[Line], number: int, told: Told) -> _Part:
    """Read an event whose title stands in quotation marks below the place and the speaker."""
    match = QUOTED.match(lines[number].text)
    title = Piece("text", match["title"] if match is not None else "", lines[number])
    body = (*lines[:number], *lines[number + 1 :])
    return _Part(when=told.row.when, pieces=(title, *told.row.pieces), body=body, lines=(*told.own, *lines))


class _Filler:
    """Gathers the facts of one event."""

    __slots__ = ("clocks", "draft", "fates", "is_near", "part", "prose", "setting", "told")

    def __init__(self, part: _Part, told: Told, setting: Setting) -> None:
        self.part = part
        self.told = told
        self.setting = setting
        self.draft = Draft()
        self.clocks: tuple[Clock, ...] = part.when.clocks
        self.fates: list[Line] = []
        self.prose: list[Line] = []
        self.is_near = True

    def put_row(self, columns: Sequence[str]) -> None:
        """Keep what stands on the row: title and place in the order of the columns."""
        order = [field for field in columns if field in {"title", "location", "performers", "categories"}] or _ORDER
        if "title" in self.told.columns and "location" not in self.told.columns:
            pieces = _whole_title(_whole_cells(self.part.pieces), columns)
            self.part = msgspec.structs.replace(self.part, pieces=pieces)
        texts = cells.text_of(self.part.pieces)
        know = self.setting.know
        if not columns and len(texts) > 2 and not cells.is_place(texts[1].text, know) and texts[1].text[:1].islower():
            likely = next((piece for piece in texts[2:] if cells.is_place(piece.text, know)), texts[1])
            texts = [texts[0], likely, *(piece for piece in texts[1:] if piece is not likely)]
        for piece in self.part.pieces:
            if piece.sort == "text":
                number = texts.index(piece)
                field = _column(piece, columns) or (order[number] if number < len(order) else "")
                is_cell = piece.text in piece.line.cells
                self._put_text(piece, "" if field == "location" and not is_cell else field)
            else:
                self.put_piece(piece)
        self._put_end(columns)

    def _put_end(self, columns: Sequence[str]) -> None:
        """Keep the time below a word for ends as that of the one before it: "Departs 11.00 | Returns 15.30"."""
        ended = (p.clocks[0] for p in self.part.pieces if p.clocks and _column(p, columns) == "end")
        last = next(ended, None) if "end" in columns else None
        if (
            last is not None
            and len(self.clocks) == 1
            and self.clocks[0].end is None
            and last.start != self.clocks[0].start
        ):
            self.clocks = (msgspec.structs.replace(self.clocks[0], end=last.start),)

    def _put_text(self, piece: Piece, field: str) -> None:
        know = self.setting.know
        match field:
            case "title":
                self._put_title(piece)
            case "location" if not self._is_speaker(piece):
                self._put_place(piece.text, piece.line)
            case "location" | "performers":
                self._put_people(piece)
            case "" if self._is_speaker(piece):
                self._put_people(piece)
            case "":
                if "location" not in self.draft.values and self._can_be_place(piece.text):
                    self._put_place(_place_alone(piece, know), piece.line)
                elif "location" not in self.draft.values and piece.text[:1].islower():
                    # "On 24 October | we dine at the Old Mill", below the title.
                    self._put_place(cells.place_in(piece.text, know), piece.line)
            case "price" if self.told.columns:
                put_price(self.draft, piece.text, piece.line, _RULE, know)
            case _:
                pass

    def _put_people(self, piece: Piece, *, is_certain: bool = True) -> None:
        people = points.people_behind(piece.text, self.setting.know) or ((piece.text,) if is_certain else ())
        self.draft.put("performers", people, piece.line, _RULE, piece.text)

    def _can_be_place(self, text: str) -> bool:
        """Tell whether a text can be a place by itself, or by the word that leads to it: "hos Ingrid"."""
        know = self.setting.know
        if has_digit(text) and know.grammar.find(text) is not None:
            return False
        bare = cells.without_place_lead(text, know)
        # "At the piano is Mary Dam" has a verb.
        is_led = bare != text and 0 < len(bare.split()) <= _LONGEST_LED and know.weak_verb.search(bare) is None
        return cells.is_place(text, know) or is_led

    def _is_speaker(self, piece: Piece) -> bool:
        """Tell whether a name stands where the place would, of which the page has told already."""
        return bool(self.told.usual.location) and cells.is_person(piece.text, self.setting.know)

    def _put_title(self, piece: Piece) -> None:
        know = self.setting.know
        title, _ = cells.without_status(piece.text, know)
        behind = know.status_behind.search(title)
        if behind is not None and behind.start() and behind[0].lstrip()[:1] == ",":
            self.fates.append(msgspec.structs.replace(piece.line, text=capital(behind[0].strip(" ,"))))
            title = title[: behind.start()]
        leader = know.leader.search(title) if "/" in title else None
        if leader is not None and leader.start() and know.person.search(leader["who"]) is None:
            # "Mass v/ Holm"; a whole name is left in the title.
            people = points.people_behind(leader["who"], know) or (leader["who"],)
            self.draft.put("performers", people, piece.line, _RULE, leader["who"])
            title = title[: leader.start()]
        self.draft.put("title", cells.without_tail(title, know)[:_LONGEST_TITLE], piece.line, _RULE)

    def _put_place(self, text: str, line: Line) -> None:
        know = self.setting.know
        if has_digit(text) and know.grammar.find(text) is not None:
            return
        moved = next((m for rule in know.rules("moved_place") for m in [rule.search(text)] if m is not None), None)
        text = facts_of(moved).get("location", text) if moved is not None else text
        bare, told = cells.without_status(cells.without_place_lead(text, know), know)
        head, _, last = bare.rpartition(" ")
        # "Auf dem Marktplatz statt".
        is_led = bare != text and bool(head) and line.is_sentence and not line.text.isupper()
        bare = head if is_led and know.title_end.fullmatch(last) is not None else bare
        if (told and text.endswith(".")) or text.startswith("(") or any(map(know.not_a_place.fullmatch, (text, bare))):
            return
        if _tells_season(bare, know):
            return
        if know.remark.fullmatch(text) is not None or (know.deadline.search(text) and not know.places.search(text)):
            return
        bare = _REMARK.sub("", stamps.without_doors(bare, know))
        if bare.strip():
            stop = (
                "." if text.endswith(".") and text in line.cells and len(text.rsplit(" ", 1)[-1]) <= _SHORT_WORD else ""
            )
            self.draft.put("location", bare.strip(" .,;") + stop, line, _RULE, text)

    def put_piece(self, piece: Piece) -> None:
        """Keep a piece that tells what it is by itself."""
        know = self.setting.know
        match piece.sort:
            case "price":
                put_price(self.draft, cells.bare_price(_with_stop(piece, know), know), piece.line, _RULE, know)
            case "clock":
                self.clocks = self.clocks or piece.clocks
            case "label":
                self._put_label(Piece("label", _with_stop(piece, know), piece.line))
            case "place" if "location" not in self.draft.values:
                self._put_place(piece.text, piece.line)
            case "person":
                self._put_people(piece, is_certain=False)
            case "status":
                self.fates.append(msgspec.structs.replace(piece.line, text=capital(piece.text.strip(" *()!."))))
            case _:
                pass

    def _put_label(self, piece: Piece) -> None:
        know = self.setting.know
        line = msgspec.structs.replace(piece.line, text=piece.text)
        label = read_label(line, know.event_labels, know)
        if label is None or not any(char.isalnum() for char in label[1]):
            return
        word = piece.text.partition(":")[0].strip()
        # "CC: kr 250 / medlem kr 200": such a word tells one price from the other.
        is_kind = label[0] == "price" and word.isupper()
        self._put_fact(Labelled(label[0], piece.text if is_kind else label[1], (piece.line,)))

    def _put_fact(self, fact: Labelled) -> None:
        if fact.field in {"when", "end"}:
            clocks, _ = stamps.find_clocks(fact.value, self.setting.know)
            self.clocks = self.clocks or clocks
        elif fact.field in {"price", "location"}:
            know, line = self.setting.know, fact.lines[-1]
            if tells_fate(fact.value, know):
                self.fates.append(msgspec.structs.replace(line, text=capital(fact.value)))
                return
            first, *more = cells.sentences(fact.value, line, know) or [fact.value]
            place, comma, price = first.rpartition(", ")
            if fact.field == "location" and comma and cells.is_price_text(price, know):
                put_price(self.draft, price, line, _RULE, know)
                first, more = place, [*more, ""]
            value = cells.without_deadline(first if more else fact.value, know)
            value = self._without_hour(value, line) if fact.field == "location" and has_digit(value) else value
            value = cells.bare_price(value, know) if fact.field == "price" else value
            put_event_fact(self.draft, Labelled(fact.field, value, fact.lines), self.setting)
            for sentence in filter(None, more):
                self.put_piece(cells.read_sentence(sentence, line, know))
        else:
            put_event_fact(self.draft, fact, self.setting)

    def _without_hour(self, place: str, line: Line) -> str:
        """Keep the hour beside a place behind its label: "Meet: Car park at 9.30 (sharp)", "9.30 at the car park"."""
        know = self.setting.know
        clocks, rest = stamps.take_clocks(place, know)
        found = [Piece("clock", place, line, None, clocks), Piece("text", stamps.without_joint(rest), line)]
        found = found if clocks else cells.timed_behind([Piece("text", place, line)], know, is_title=False)
        self.clocks = self.clocks or next((piece.clocks for piece in found if piece.clocks), ())
        return next((cells.without_place_lead(piece.text, know) for piece in cells.text_of(found)), "")

    def put_body(self) -> None:
        """Keep what the lines below say: labels, cells, a place on the first of them, prose."""
        know = self.setting.know
        labels = read_labels(self.part.body, know.event_labels, know)
        for fact in labels:
            self._put_fact(fact)
        taken = {line.number for fact in labels for line in fact.lines}
        # A line of cells says more surely than a line of words where something is.
        lines = sorted((line for line in self.part.body if line.number not in taken), key=lambda line: not line.cells)
        for number, line in enumerate(self._place_first(lines)):
            self._put_line(msgspec.structs.replace(line, text=BULLET.sub("", line.text)), number)
        self.prose.sort(key=lambda line: line.number)

    def _place_first(self, lines: list[Line]) -> list[Line]:
        """Put the place before what says more of the title, such as "Comedy by Ann Bo": a noun, or a line repeated."""
        first = "title" not in self.draft.values
        near = lines[first : _NEAR + 1]
        if sum(not (line.cells or line.is_sentence) for line in near) < _FEWEST_PLAIN:
            return lines
        plain = [line for line in near if self._is_plain(line)]
        if len(plain) < _FEWEST_PLAIN:
            return lines
        likely = max(plain, key=self._likeness)
        if likely is plain[0] or self._likeness(likely) <= max(self._likeness(plain[0]), 0):
            return lines
        rest = [line for line in lines if line is not likely]
        at = rest.index(plain[0])
        return [*rest[:at], likely, *rest[at:]]

    def _is_plain(self, line: Line) -> bool:
        if line.cells or line.is_sentence or len(line.text) > _LONG or ":" in line.text:
            return False
        return cells.sentence_pieces(line, self.setting.know)[0].sort == "text"

    def _likeness(self, line: Line) -> int:
        """Tell how likely a short line says where."""
        know, text = self.setting.know, line.text
        if know.is_kind(text) or not cells.is_place(text, know):
            return -1
        return 2 * (know.places.search(text) is not None) + (text in self.told.usual.repeated)

    def _put_line(self, line: Line, number: int) -> None:
        know = self.setting.know
        note = know.note.match(line.text)
        if note is not None and self._put_note(line, line.text[note.end() :].lstrip(" :!.")):
            return
        if len(line.cells) > 1:
            found = [cells.read_sentence(cell, line, know) for cell in line.cells]
        elif " / " in line.text and not cells.is_price_text(line.text, know) and (slashed := _slashed(line, know)):
            found = slashed
        else:
            found = cells.sentence_pieces(line, know, stamps.without_about(line.text))
            is_told = line.is_sentence and bool(self.clocks)
            first = cells.told_in(found[0], know) if found and has_digit(found[0].text) and not is_told else []
            found = [*first, *found[1:]] if first else found
        if (
            len(found) == 1
            and ("," in line.text or opens_with_clock(line, know))
            and (found[0].sort == "text" or know.hours.search(line.text))
        ):
            found = self._clauses(line)
        elif len(found) > 1 and found[0].sort == "text" and opens_with_clock(line, know):
            # "At 5.30 pm in the café. Motions by 30 April."
            found = [*self._clauses(msgspec.structs.replace(line, text=found[0].text)), *found[1:]]
        if not line.is_sentence and has_digit(line.text):
            found = cells.timed_behind(list(found), know, is_title=False)
        is_prose = len(found) == 1 and found[0].sort == "text" and line.is_sentence
        # What stands right behind the hour says where, also below other words.
        self.is_near = self.is_near or (len(found) > 1 and found[0].sort == "clock")
        for position, piece in enumerate(found):
            if piece.sort == "text":
                self._put_below(
                    piece,
                    number,
                    is_first=position == 0
                    or bool(line.cells)
                    or (" / " in line.text and position == 1 and found[0].sort == "clock")
                    or (not is_prose and position == 1 and found[0].sort in {"clock", "person"})
                    or (0 < position == len(found) - 1 and cells.is_room(piece.text, know))
                    or cells.is_house_in(piece.text, know),
                )
            else:
                self.put_piece(piece)
        if line.is_sentence or len(line.text) > _LONG:
            self.prose.append(line)

    def _put_note(self, line: Line, text: str) -> bool:
        """Keep "Note: 5 p.m. in Kessler Hall": what is otherwise than for the others."""
        know = self.setting.know
        clocks, rest = stamps.take_clocks(text, know)
        word, _, value = rest.strip().partition(":")
        lead = know.place_lead.match(rest.strip())
        if know.event_labels.get(word.casefold()) in {"location", "new_location"} and value.strip():
            self._put_place(value.strip(), line)
        elif (lead is not None and clocks) or (
            not clocks and not line.is_sentence and know.places.search(rest) is not None
        ):
            self._put_place(rest.strip(" ."), line)
        elif not clocks:
            return False
        self.clocks = clocks or self.clocks
        return True

    def _clauses(self, line: Line) -> list[Piece]:
        """Divide "18.30 Uhr, Grosse Halle": where a clause is a time or a price, the others stand alone too."""
        found = cells.clauses_of(line.text, line, self.setting.know)
        clocks, rest = stamps.take_clocks(line.text, self.setting.know)
        if clocks:
            text = stamps.without_joint(rest)
            more = cells.clauses_of(text, line, self.setting.know) if text else []
            return [Piece("clock", line.text, line, None, clocks), *_whole(more, text, line)]
        if any(piece.sort in {"price", "clock"} for piece in found):
            return found
        kept = [piece for piece in found if self.setting.know.hours.search(piece.text) is None]
        if len(kept) < len(found):
            return kept
        return [Piece("text", line.text.rstrip("."), line)]

    def _put_below(self, piece: Piece, number: int, *, is_first: bool) -> None:
        know = self.setting.know
        if "title" not in self.draft.values:
            self._put_title(piece)
        elif number == 0 and is_first and self._is_house_below_town(piece):
            town = str(self.draft.values.pop("location"))
            self.draft.evidence = [told for told in self.draft.evidence if told.field != "location"]
            self.draft.put("location", f"{piece.text}, {town}", (*self.told.own, piece.line), _RULE)
        elif (
            is_first
            and number < _NEAR
            and "location" not in self.draft.values
            and (self.is_near or cells.is_house_in(piece.text, know) or cells.is_room(piece.text, know))
        ):
            if self.told.usual.location and (
                cells.is_person(piece.text, know)
                or (not _has_place_noun(piece.text, know) and know.place_lead.match(piece.text) is None)
            ):
                self.draft.put("performers", points.people_behind(piece.text, know), piece.line, _RULE, piece.text)
            elif _is_aside(piece, know):
                # "Coffee and buns."
                self.is_near = False
            elif self._can_be_place(piece.text) and not cells.leads_to_person(piece.text, know):
                self._put_place(cells.house_told(piece, know) or piece.text, piece.line)
            elif piece.line.is_sentence:
                self.is_near = False

    def _is_house_below_town(self, piece: Piece) -> bool:
        """Tell whether a house stands right below a row that names only its town: "3 May, Leeds", "Old Mill"."""
        know, town = self.setting.know, str(self.draft.values.get("location", ""))
        is_town = bool(town) and town.replace("-", "").isalpha() and know.places.search(town) is None
        is_alone = not piece.line.is_sentence and piece.text == piece.line.text and know.online.match(town) is None
        is_house = know.places.search(piece.text) is not None and cells.is_place(piece.text, know)
        return is_town and is_alone and is_house and not has_digit(piece.text[:1])

    def finish(self) -> DateLine | None:
        """Keep status, price, deadline and text; give the date that the event is moved to."""
        know, part, draft = self.setting.know, self.part, self.draft
        told = [msgspec.structs.replace(piece.line, text=piece.text) for piece in part.pieces]
        # "Not on 3 May" calls nothing off that comes again.
        lines = [*part.lines, *told, *self.fates, *self.told.notes]
        lines = [line for line in lines if not (part.when.every and left_out(line, know))]
        new = put_status(draft, lines, self.setting)
        if "price" not in draft.values:
            find_price(draft, [*part.body, *_later_sentences(part.lines, know)], know)
        find_registration(draft, (*part.lines, *self.told.notes), self.setting)
        usual = self.told.usual
        is_range = part.when.dates is not None and part.when.dates.is_range
        if usual.line is not None and not is_range:
            draft.put("location", usual.location, usual.line, _RULE)
        if not is_range and not any(has_digit(line.text) and know.grammar.find_clock(line.text) for line in told):
            # "Bay, start 9 am at the pier" has an hour of its own, wherever it is told.
            self.clocks = self.clocks or usual.clocks
        if usual.price is not None and not is_range:
            put_price(draft, *usual.price, _RULE, know)
        if self.prose:
            draft.put("summary", " ".join(line.text for line in self.prose), self.prose, _RULE)
        place = draft.values.get("location")
        put_attendance(draft, place if isinstance(place, str) else None, part.lines, know)
        return new


def _place_alone(piece: Piece, know: Knowledge) -> str:
    """Give the name with which a clause of a sentence opens: "in Hull Hall about the lean years"."""
    lead = know.place_lead.match(piece.text) if piece.line.is_sentence else None
    if piece.line.is_sentence and lead is None and piece.text[:1].islower() and know.places.match(piece.text) is None:
        # "tells Ann Bo in Hull Hall of the lean years"
        return cells.place_in(piece.text, know) or piece.text
    words = piece.text[lead.end() :].split() if lead is not None else []
    count = next((n for n, word in enumerate(words) if not word[:1].isupper()), len(words))
    count += 0 < count < len(words) and know.places.fullmatch(words[count]) is not None
    behind = " ".join(words[count:])
    is_more = not count or not behind or know.place_lead.match(behind) is not None or behind[:1].isdigit()
    is_more = is_more or words[count].casefold() in know.language.dates.list_words or len(words) - count == 1
    return piece.text if is_more else " ".join(words[:count])


def _later_sentences(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Give what says behind the first sentence of a line what it costs: "On 3 May Ann Bo tells of … It costs £5."."""
    told = [(line, text) for line in lines if line.is_sentence for text in know.sentences(line.text)[1:]]
    costly = [(line, text) for line, text in told if know.costs.search(text) or know.free.search(text)]
    return [msgspec.structs.replace(line, text=f"{text}.") for line, text in costly]


def _whole_cells(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join what a comma has parted in a cell of a table that has no column of places."""
    whole: list[Piece] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        if last is not None and last.sort == piece.sort == "text":
            joined = f"{last.text}, {piece.text}"
            if any(joined in cell for cell in piece.line.cells):
                whole[-1] = msgspec.structs.replace(last, text=joined)
                continue
        whole.append(piece)
    return tuple(whole)


def _whole_title(pieces: Sequence[Piece], columns: Sequence[str]) -> tuple[Piece, ...]:
    """Give the cell below the word for titles in one piece: “Whose harbour? Piers before 1700”."""
    line = pieces[0].line if pieces else None
    told = rows.positions(line) if line is not None and len(columns) > 2 else ()
    cell = told[columns.index("title")] if told and len(told) == len(columns) else ""
    inside = [n for n, piece in enumerate(pieces) if piece.text in cell]
    sorts = [pieces[n].sort for n in inside]
    if line is None or len(inside) < 2 or sorts[0] != "text" or not {*sorts} <= _IN_TITLE:
        return tuple(pieces)
    return (*pieces[: inside[0]], Piece("text", cell, line), *pieces[inside[-1] + 1 :])


def _has_place_noun(text: str, know: Knowledge) -> bool:
    """Tell whether a text has a noun of places that is none before another: “tre lokale bedrifter”."""
    noun = know.places.search(text)
    if noun is None:
        return False
    behind = text[noun.end() :].split()[:1] if noun[0][:1].islower() and text[noun.end() :][:1] == " " else []
    return not any(
        word.isalpha() and word.islower() and word not in know.small_words and know.place_lead.match(word) is None
        for word in behind
    )


def _tells_season(text: str, know: Knowledge) -> bool:
    """Tell whether a text names months or a day and nothing else: "Training on Wednesdays in May and June", "Sat 3"."""
    words = [word.strip(".,").casefold() for word in text.split()]
    named = [word in know.grammar.months or stamps.weekday(word, know.grammar) is not None for word in words]
    others = (word for word, is_named in zip(words, named, strict=True) if not is_named)
    return any(named) and all(word in know.small_words or word.isdigit() for word in others)


def _is_aside(piece: Piece, know: Knowledge) -> bool:
    """Tell whether a text is a sentence of its own that names no place."""
    is_whole = piece.line.is_sentence and piece.text.rstrip(".") == piece.line.text.rstrip(".")
    return is_whole and cells.aside(piece, know).sort == "noise"


def _slashed(line: Line, know: Knowledge) -> list[Piece]:
    """Divide "Kl. 20 / Lille Sal / 140 kr." at its slashes, where a part is a clock time or a price."""
    found = [cells.read_sentence(part.strip(), line, know) for part in line.text.split(" / ")]
    is_told = any(piece.sort in {"clock", "price"} for piece in found)
    return found if is_told and cells.text_of(found) else []


def _column(piece: Piece, columns: Sequence[str]) -> str:
    """Tell under which column word a cell stands."""
    told = rows.positions(piece.line) if columns else ()
    if piece.text not in told or not 0 <= len(told) - len(columns) <= 1:
        return ""
    number = told.index(piece.text)
    return columns[number] if number < len(columns) else ""


def _with_stop(piece: Piece, know: Knowledge) -> str:
    """Give a price with the full stop of "kr.", which ends no sentence."""
    text = piece.text.strip()
    stops = know.language.listings.price_stops
    return f"{text}." if text.endswith(stops) and f"{text}." in piece.line.text else text


def _whole(found: Sequence[Piece], text: str, line: Line) -> list[Piece]:
    """Keep "Alumni House, 410 Elm Street" in one piece."""
    texts = [piece for piece in found if piece.sort == "text"]
    if len(texts) < 2:
        return list(found)
    joined = ", ".join(piece.text for piece in texts)
    return [Piece("text", joined, line), *(piece for piece in found if piece.sort != "text")]


def _with_last_day(part: _Part, know: Knowledge) -> _Part:
    """Take the last day from a sentence behind the first one: "Opens 9 May. On view until 27 September."."""
    dates = part.when.dates
    if dates is None or len(dates.days) > 1 or part.when.clocks or part.when.is_until:
        return part
    for piece in part.pieces:
        last = know.grammar.find(piece.text) if piece.sort in {"text", "noise"} and has_digit(piece.text) else None
        lead = know.until.search(piece.text) if last is not None else None
        if last is None or lead is None or len(last.days) > 1 or piece.text[lead.end() : last.start].strip():
            continue
        if len(piece.text[: lead.start()].split()) <= _FEW and not piece.text[last.end :].strip(" ."):
            days = msgspec.structs.replace(dates, days=(dates.days[0], last.days[0]), is_range=True)
            pieces = tuple(other for other in part.pieces if other is not piece)
            return msgspec.structs.replace(part, when=msgspec.structs.replace(part.when, dates=days), pieces=pieces)
    return part


def read_below(title: Line, body: Sequence[Line], setting: Setting) -> Draft:
    """Read what the lines below a title tell of an event whose time is known: its place, its price and the rest."""
    when = When()
    told = Told(row=Row(0, 0, "told", when), own=(), title=title, body=tuple(body), columns=(), usual=Usual())
    pieces = (Piece("text", title.text, title),)
    filler = _Filler(_Part(when=when, pieces=pieces, body=told.body, lines=(title, *body)), told, setting)
    filler.put_row(())
    filler.put_body()
    filler.finish()
    return filler.draft


def _put_part(part: _Part, told: Told, setting: Setting, findings: Findings) -> bool:
    part = _with_last_day(part, setting.know)
    filler = _Filler(part, told, setting)
    filler.part = part = msgspec.structs.replace(part, body=tuple(details.put(filler.draft, part.body, setting)))
    filler.put_row(told.columns if told.row.form == "cells" else ())
    filler.put_body()
    told_of = [piece.text for piece in part.pieces if piece.sort == "text"]
    if "title" not in filler.draft.values and not any(map(setting.know.is_closed.search, told_of)):
        findings.refuse("event", part.lines, _RULE, "a date without a title")
        return False
    title = str(filler.draft.values.get("title", " ".join(told_of)))
    if _MEASURE.fullmatch(title) is not None:
        findings.refuse("event", part.lines, _RULE, "a number with its unit is no title")
        return False
    if setting.know.button.fullmatch(title) is not None:
        findings.refuse("event", part.lines, _RULE, "a date without a title: a button is none")
        return False
    # "Easter, no meeting"; more words say why something is off.
    behind = [text for text in told_of[1:] if text.count(" ") == 1 and text.replace(" ", "").isalpha()]
    is_off = not filler.fates and any(setting.know.is_closed.fullmatch(text) for text in behind)
    # Nobody pays for a closed house: "Closed Doors", £12, is a play.
    is_closed = setting.know.is_closed.search(title) is not None and not filler.draft.values.get("price")
    if is_off or is_closed or "title" not in filler.draft.values:
        findings.turn_away("event", part.lines, _RULE, "no event: the text says that it is closed")
        return True
    if setting.know.hours.fullmatch(title) is not None:
        findings.turn_away("event", part.lines, _RULE, "no event: it says when a place is open")
        return True
    if part.when.dates is None and is_service(title, part.lines[0].text, setting.know):
        findings.turn_away("event", part.lines, _RULE, SERVICE)
        return True
    is_text = told.row.form in {"first", "last"}
    place = str(filler.draft.values.get("location", ""))
    if is_text and place[-1:].isdigit() and "," not in place:
        _with_house(filler.draft, title, place, setting)
    elif not place and not ("title" in told.columns and told.usual.location):
        # Where the page says where all are, only a noun of places says that this one is elsewhere.
        _split_title(filler.draft, title, part, setting, told.usual, is_text=is_text and not told.usual.location)
        _put_house(filler.draft, filler.prose[:1], setting.know)
    new = filler.finish()
    _put_spans(filler, new, setting, findings)
    return True


def _with_house(draft: Draft, title: str, street: str, setting: Setting) -> None:
    """Read "Møde i Huset, Vejen 2": the house stands at the end of the title; a firm that is visited is none."""
    head, place = cells.split_place(title, setting.know)
    if place and setting.know.places.search(place) is not None:
        draft.values["title"] = head
        draft.values["location"] = f"{place}, {street}"


def _put_house(draft: Draft, prose: Sequence[Line], know: Knowledge) -> None:
    """Keep the house with a name in which the first sentence of the text ends: "The choir sings in Hull Church."."""
    for line in prose:
        first = (know.sentences(line.text) or [""])[0].rstrip(".")
        draft.put("location", cells.house_told(Piece("text", first, line), know), line, _RULE, first)


def _split_title(draft: Draft, title: str, part: _Part, setting: Setting, usual: Usual, *, is_text: bool) -> None:
    """Split the place off a title when nothing else on the entry is one."""
    head, place = cells.split_place(title, setting.know) if is_text else (title, "")
    leads = setting.know.place_lead.finditer(title) if usual.places and not place else ()
    for lead in leads:
        if title[lead.end() :].strip() in usual.places and lead.start():
            head, place = title[: lead.start()].rstrip(), title[lead.end() :].strip()
    name, comma, tail = title.partition(", ")
    inner = _IN_BRACKETS.search(title)
    if inner is not None and setting.know.places.search(inner[1]) and cells.is_place(inner[1], setting.know):
        label, _, named = inner[1].partition(": ")
        is_label = bool(named) and setting.know.event_labels.get(label.casefold()) == "location"
        head, place = title[: inner.start()], named if is_label else inner[1]
    if not place and comma and setting.know.places.search(tail) and cells.is_place(tail, setting.know):
        head, place = name, tail
    if place:
        draft.values["title"] = head
        draft.put("location", place, part.lines[0], _RULE, part.lines[0].text)
    elif named := cells.house_of(title, setting.know, is_alone=is_text):
        # The title stays whole: "Annual meeting in the school hall".
        draft.put("location", named, part.lines[0], _RULE, part.lines[0].text)


def _put_spans(filler: _Filler, new: DateLine | None, setting: Setting, findings: Findings) -> None:
    part, draft = filler.part, filler.draft
    line = part.lines[0]
    found: list[Span] = []
    is_undated = part.when.dates is None and new is None
    repeated = _repetition(part, setting, is_one=False) if is_undated else None
    begin = repeated.recurrence.first if repeated is not None else None
    if begin is not None:
        days = (Day(begin.day, begin.month, begin.year),)
        part = msgspec.structs.replace(
            part, when=msgspec.structs.replace(part.when, dates=Dates(start=0, end=0, days=days))
        )
    if new is not None and new.clock is None and filler.clocks:
        # "moved to 7 March": the time stays.
        new = DateLine(new.line, new.dates, filler.clocks[0], new.before, new.after)
    for clock in filler.clocks or (None,):
        told = _date_line(part, line, clock)
        stretches = put_dates(draft, told, new, setting, _RULE)
        if isinstance(stretches, Unclear):
            findings.refuse("event", part.lines, "event.date", stretches.reason)
            break
        found += [span for span in stretches if span not in found]
        if new is not None:
            break
    is_range = part.when.dates is not None and part.when.dates.is_range
    repeated = repeated or _repetition(part, setting, is_one=len(found) == 1 and not is_range)
    put_recurrence(draft, repeated, setting)
    if is_undated and begin is None:
        put_schedule(draft, repeated, setting, findings, filler.clocks)
    _emit(draft, found, part, setting, findings)


def _repetition(part: _Part, setting: Setting, *, is_one: bool) -> Repeated | None:
    """Find how an event repeats: the words in the place of its date, or of one on one day those of the lines below."""
    know, lines = setting.know, part.lines if part.when.every or is_one else ()
    is_told = know.repetition.has if part.when.every else partial(has_recurrence, know=know)
    line = next((line for line in lines if is_told(line.text)), None)
    if line is None:
        return None
    # "Not on 24 December." can stand on a line of its own.
    without = [text for other in lines if other is not line for text in left_out(other, know)]
    line = msgspec.structs.replace(line, text=", ".join((line.text, *without))) if without else line
    told = know.repetition.find(line.text, setting.context)
    begun = know.repetition.during(told, *setting.period) if told is not None and setting.period is not None else None
    if begun is not None and told is not None and told.first is None:
        return Repeated(line, begun, begun.until)
    return None if told is None else Repeated(line, told)


def _date_line(part: _Part, line: Line, clock: Clock | None) -> DateLine | None:
    if part.when.dates is None:
        return None
    return DateLine(line, part.when.dates, clock, part.when.before, part.when.after)


def _emit(draft: Draft, found: Sequence[Span], part: _Part, setting: Setting, findings: Findings) -> None:
    if part.when.is_until and found:
        _only_until(draft, found[0])
    details.put_tickets(draft, part.lines, setting)
    for one in one_each(draft, found, part.lines[0], part.lines[:1], _RULE):
        timetable.put(one, part.lines, setting, findings)
        findings.add(one.make(Event, setting.code), part.lines)


def _only_until(draft: Draft, span: Span) -> None:
    """Keep only the end of what is said to last until a day."""
    from datetime import date, datetime, timedelta  # noqa: PLC0415

    day = span.start.date() if isinstance(span.start, datetime) else span.start
    assert isinstance(day, date)
    draft.values["end"] = day + timedelta(days=1)
    draft.values.pop("start", None)
    draft.values.pop("timezone", None)
