"""An event of a block of rows: its title, when and where it is, what it costs, whether it takes place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from feeds.clocks import Clock
from feeds.dates import Span, Unclear, resolve
from feeds.expressions import has_digit
from feeds.model import Event
from feeds.recognise import cells, details, nonevents, points, timetable
from feeds.recognise.blocks import Block
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import (
    DateLine,
    bare_title,
    capital,
    find_price,
    find_registration,
    is_byline,
    is_menu,
    new_date_text,
    one_each,
    price_in,
    put_attendance,
    put_doors,
    put_price,
    put_span,
    put_status,
    tells_fate,
    year_of,
)
from feeds.recognise.labels import WHEN, Fact
from feeds.recognise.lines import Row
from feeds.recognise.marks import BULLET
from feeds.recognise.moments import Moment, Told, read_told, read_value, spans_of
from feeds.recognise.page import Line
from feeds.recognise.places import put_place
from feeds.recognise.prose import put_prose
from feeds.recognise.rules import Knowledge
from feeds.recognise.when import SERVICE, Repeated, find_recurrence, is_service, put_recurrence, put_schedule

_RULE = "event.record"
_FIELDS = frozenset(Event.__struct_fields__)
_LISTS = frozenset({"performers", "categories"})
#: Currencies that are written with a full stop.
_STOPPED = frozenset({"kr"})
_MOST_SPACES = 5
#: So many names with a price each are kinds of tickets.
_KINDS = 2
#: A label that is none of an event.
_FOREIGN = re.compile(r"[^\W\d_][^:.|]{1,24}: ?\S")
_FOREIGN_LABELS = "labels of something else stand among those of an event"
_BYLINE = "a byline stands where its title would"
_BELOW_BYLINE = "a date below a byline is that of a story"
_MENU = "the words of a menu stand where its title would"
OPEN = "no event: it says when a place is open"
OVER = "over: the text says so"
_PUBLICATION = "a date and a time to the minute are those of a publication"
_LONGEST_WORD = 20
_DAYS = frozenset({"registration_deadline", "early_bird_deadline", "application_deadline"})


class Timing(msgspec.Struct, frozen=True):
    """When an event takes place, with the lines that say so; `is_until` if only the last day is told."""

    moments: tuple[Moment, ...]
    lines: tuple[Line, ...]
    is_until: bool = False
    is_new: bool = False

    def date_line(self) -> DateLine:
        """Give the first date as other forms have it."""
        dates, clocks = self.moments[0].dates, self.moments[0].clocks
        return DateLine(self.lines[0], dates, clocks[0] if clocks else None, "", "", more=clocks[1:])


def make(block: Block, setting: Setting, findings: Findings, *, is_log: bool = False) -> bool:
    """Make the event of a block, or refuse it with the reason; tell whether there is one.

    On a page with several times to the minute (`is_log`) each says when something was done or written.
    """
    know = setting.know
    draft = Draft()
    _put_title(draft, block, setting)
    if "title" not in draft.values:
        return False
    reason = refusal(block, setting)
    if reason is not None:
        findings.refuse("event", [row.line for row in block.rows], _RULE, reason)
        if reason not in (_FOREIGN_LABELS, _BYLINE, _BELOW_BYLINE, _MENU):
            findings.taken.update(line.number for row in block.rows for line in row.lines)
        return False
    setting = setting if setting.context.year else setting.at(year=year_of(str(draft.values["title"])))
    timing = read_timing(block, setting)
    if timing is not None and _is_publication(timing, block) and (is_log or not _has_place_or_price(block, know)):
        findings.refuse("event", [row.line for row in block.rows], _RULE, _PUBLICATION)
        return False
    text = _text_rows(block)
    details.put(draft, [line for row in block.rows if row is not block.title for line in row.lines], setting)
    _put_labels(draft, block, setting)
    told = [line for row in block.rows if row.part != "heading" or row is block.title for line in row.lines]
    told += [
        replace(fact.lines[-1], text=capital(fact.value))
        for row in block.rows
        for fact in row.facts
        if tells_fate(fact.value, know)
    ]
    new = put_status(draft, told, setting)
    if timing is None and "status" not in draft.values and not _says_when(block):
        return False
    if new is not None and (timing is None or not (timing.is_new or _holds(timing, new, setting))):
        timing = _moved(new.line, timing, setting)
    repeated, timing = _repeated(block, timing, setting)
    if repeated is not None and is_service(str(draft.values["title"]), repeated.line.text, know):
        findings.refuse("event", [row.line for row in block.rows], _RULE, SERVICE)
        return False
    spans = _spans(draft, timing, setting)
    put_recurrence(draft, repeated, setting)
    if timing is None:
        put_schedule(draft, repeated, setting, findings, _clocks_of(block, know))
    if isinstance(spans, Unclear):
        findings.refuse("event", [row.line for row in block.rows if row.has_when] or told, "event.date", spans.reason)
        spans = []
    _put_prices(draft, block, setting)
    put_place(draft, block, setting)
    find_price(draft, [*_said_behind(block, know), *(row.line for row in text)], know)
    find_registration(draft, [row.line for row in block.rows], setting)
    put_prose(draft, [row.line for row in text])
    details.put_tickets(draft, [row.line for row in block.rows], setting)
    used = [line for row in block.rows for line in row.lines]
    place = draft.values.get("location")
    put_attendance(draft, place if isinstance(place, str) else None, used, know)
    timetable.put(draft, used, setting, findings)
    emit(draft, spans, setting, findings, used)
    return True


def _is_publication(timing: Timing, block: Block) -> bool:
    """Tell whether a whole date and a time to the minute, without a label, are those of a story or a comment."""
    told = (fact for row in block.rows for fact in row.facts if fact.field in WHEN)
    # "on" before a date is no label, though one may say so.
    if len(timing.moments) != 1 or any(f"{fact.label}:" in fact.lines[0].text for fact in told):
        return False
    (moment,) = timing.moments
    return is_stamp(moment)


def is_stamp(moment: Moment) -> bool:
    """Tell whether a moment is a whole date and a time to the minute, as programs write them."""
    is_odd = [clock.start.minute % 5 != 0 and clock.end is None for clock in moment.clocks] == [True]
    return is_odd and moment.dates.days[0].year is not None


def _has_place_or_price(block: Block, know: Knowledge) -> bool:
    """Tell whether a block without prose says where it is or what it costs, as neither a story nor a comment does."""
    rows = [row for row in block.rows if row is not block.title]
    title = block.title.line.text if block.title is not None else ""
    if any(line.is_sentence for row in rows for line in row.lines) or cells.is_person(title, know):
        return False
    told = {fact.field for row in rows for fact in row.facts}
    named = (cell for row in rows for cell in (*row.cells, row.line.text) if not has_digit(cell))
    return (
        bool(told & {"location", "price"})
        or any(row.part == "price" for row in rows)
        or any(know.places.search(text) is not None and cells.is_place(text, know) for text in named)
    )


def refusal(block: Block, setting: Setting) -> str | None:
    """Say why a block that looks like an event is none: an example, an advertisement, over, of other records."""
    know = setting.know
    labels = [fact for row in block.rows for fact in row.facts]
    foreign = [row for row in block.rows if _FOREIGN.match(row.line.text) and row.part in {"heading", "text"}]
    if len(foreign) > max(len(labels), 1):
        return _FOREIGN_LABELS
    heads = [row.line.text for row in (block.above, block.rows[0]) if row is not None]
    if any(know.template.fullmatch(text.rstrip(" :")) is not None for text in heads):
        return "an example of how to write an event"
    first = block.rows[0].line.text
    if know.advert.match(first) is not None and (first.endswith(":") or ":" in first[:_LONGEST_WORD]):
        return "an advertisement"
    if block.title is not None and (is_byline(block.rows[0].line, know) or is_byline(block.title.line, know)):
        return _BYLINE
    if any(below.has_when and is_byline(above.line, know) for above, below in pairwise(block.rows)):
        return _BELOW_BYLINE
    if block.title is not None and is_menu(block.name, know):
        return _MENU
    if know.hours.fullmatch(block.name) is not None:
        return OPEN
    told = [row.line.text for row in block.rows if row.part in {"remark", "when", "heading"}]
    return OVER if any(is_over(text, know) for text in told) else None


def is_over(text: str, know: Knowledge) -> bool:
    """Tell whether a line ends with the words that something is over: results and minutes are of what was."""
    bare = text.rstrip(" .!)*")
    return any(match.end() == len(bare) for match in know.over.finditer(bare))


def _put_title(draft: Draft, block: Block, setting: Setting) -> None:
    for row in block.rows:
        for fact in row.facts:
            if fact.field == "title" and not _only_describes(fact, row, block):
                draft.put("title", bare_title(fact.value, setting.know), fact.lines, _RULE, fact.value)
    if block.title is not None:
        text = block.title.lead or block.name
        draft.put("title", bare_title(text, setting.know), block.title.line, _RULE, BULLET.sub("", text))


def _only_describes(fact: Fact, row: Row, block: Block) -> bool:
    """Tell whether a label of titles only says what it is that the heading above names: "What: songs for the young"."""
    title = block.title
    return title is not None and title is not row and title.part == "heading" and fact.value[:1].islower()


def _says_when(block: Block) -> bool:
    return block.has_when


def read_timing(block: Block, setting: Setting) -> Timing | None:
    """Gather the dates and clock times of a block's labels, or else of its other lines."""
    know = setting.know
    told: list[tuple[Told, Row, Fact | None]] = []
    for row in block.rows:
        told += [
            (_to_come(read_value(fact.value, know), row.line, know), row, fact)
            for fact in row.facts
            if fact.field in WHEN
        ]
        if row.part in {"when", "clock"}:
            told.append((_to_come(row.told, row.line, know), row, None))
    dated = [one for one in told if one[0].moments]
    for choice in (
        [one for one in dated if one[2] is not None and one[2].field == "new_date"],
        [one for one in dated if one[2] is not None],
        dated,
    ):
        if choice:
            return _timing(choice, told, block, setting)
    return None


def _to_come(told: Told, line: Line, know: Knowledge) -> Told:
    """Give what is told of when without the days of which the line says what was on them."""
    past = nonevents.past_days(line, know) if len(told.moments) > 1 else frozenset()
    return replace(told, moments=tuple(m for m in told.moments if m.dates.days not in past)) if past else told


def _timing(
    choice: Sequence[tuple[Told, Row, Fact | None]],
    told: Sequence[tuple[Told, Row, Fact | None]],
    block: Block,
    setting: Setting,
) -> Timing:
    moments = _distinct([moment for one, _, _ in choice for moment in one.moments])
    loose = [one for one in told if one[0].clocks and not one[0].moments]
    if not any(moment.clocks for moment in moments):
        # The hour stands on a line of its own, or beside a date that is given up.
        hours = [one.clocks for one, _, _ in loose] + [m.clocks for one, _, _ in told for m in one.moments if m.clocks]
        moments = [replace(moment, clocks=hours[0]) for moment in moments] if hours else moments
    moments = _with_end(moments, block, setting)
    lines = tuple(line for _, row, _ in [*choice, *loose[:1]] for line in row.lines)
    before = choice[0][0].before.casefold().strip()
    return Timing(
        moments=tuple(moments),
        lines=tuple(sorted(set(lines), key=lambda line: line.number)),
        is_until=setting.know.ends_with.fullmatch(before) is not None,
        is_new=choice[0][2] is not None and choice[0][2].field == "new_date",
    )


def _distinct(moments: Sequence[Moment]) -> list[Moment]:
    """Keep each day once, with its clock times where one of the tellings has them."""
    best: dict[object, Moment] = {}
    for moment in moments:
        known = best.get(moment.dates.days)
        best[moment.dates.days] = moment if known is None else replace(known, clocks=(*known.clocks, *moment.clocks))
    return list(best.values())


def _with_end(moments: list[Moment], block: Block, setting: Setting) -> list[Moment]:
    """Add the clock time or the day behind a label that says when an event ends."""
    ends = [read_value(fact.value, setting.know) for row in block.rows for fact in row.facts if fact.field == "end"]
    if not ends or not moments:
        return moments
    if ends[0].moments:
        first, last = moments[0].dates, ends[0].moments[0].dates
        if first.days[0] != last.days[-1]:
            return [Moment(replace(first, days=(first.days[0], last.days[-1]), is_range=True))]
    clock = next((clock for end in ends for clock in (*end.clocks, *(c for m in end.moments for c in m.clocks))), None)
    if clock is None:
        return moments
    return [replace(m, clocks=tuple(_ended(own, clock) for own in m.clocks)) for m in moments]


def _ended(clock: Clock, end: Clock) -> Clock:
    return clock if clock.end is not None else replace(clock, end=end.start)


def _without_limits(timing: Timing, repeated: Repeated | None, setting: Setting) -> Timing:
    """Leave out the dates that only say when a repetition ends or is not: none of them is an event of its own."""
    if repeated is None or len(timing.moments) < 2:
        return timing
    found = repeated.recurrence
    kept = tuple(
        moment
        for moment in timing.moments
        if resolve(moment.dates.days[0], setting.context) not in {found.until, *found.exceptions}
    )
    return replace(timing, moments=kept) if kept else timing


def _repeated(block: Block, timing: Timing | None, setting: Setting) -> tuple[Repeated | None, Timing | None]:
    """Find how the event of a block repeats, and then its first day."""
    rows = [row for row in block.rows if row.has_when or row is block.title or row.part in {"clock", "remark"}]
    lines = [line for row in rows for line in row.lines]
    told = None
    if timing is not None:
        timing = _without_limits(timing, find_recurrence(lines, None, setting)[0], setting)
        if timing.is_until or len(timing.moments) != 1:
            return None, timing
        told = timing.date_line()
    repeated, told = find_recurrence(lines, told, setting)
    if repeated is None:
        return None, timing
    if told is None:
        return repeated, None
    clocks = () if told.clock is None else (told.clock, *told.more)
    return repeated, Timing((Moment(told.dates, clocks),), (told.line,))


def _clocks_of(block: Block, know: Knowledge) -> list[Clock]:
    """Give the clock times of a block that names no day."""
    values = [fact.value for row in block.rows for fact in row.facts if fact.field in WHEN]
    rows = [row for row in block.rows if row.has_when or row is block.title or row.part == "clock"]
    texts = values or [line.text for row in rows for line in row.lines]
    return [clock for text in texts for clock in know.grammar.find_clocks(text)]


def _holds(timing: Timing, new: DateLine, setting: Setting) -> bool:
    """Tell whether the new date is among those told already."""
    day = new.dates.days[0]
    return any((day.day, day.month) == (d.day, d.month) for m in timing.moments for d in m.dates.days)


def _moved(line: Line, before: Timing | None, setting: Setting) -> Timing:
    """Read the new date of an event that a line says is moved; without an hour of its own the old one stays."""
    match = next(m for rule in setting.know.rules("moved") for m in [rule.search(line.text)] if m is not None)
    told = read_told(new_date_text(match, line.text), setting.know)
    moments = told.moments[:1]
    if before is not None and before.moments and not any(moment.clocks for moment in moments):
        moments = tuple(replace(moment, clocks=before.moments[0].clocks) for moment in moments)
    return Timing(moments=moments, lines=(line,))


def _spans(draft: Draft, timing: Timing | None, setting: Setting) -> list[Span] | Unclear:
    if timing is None or draft.values.get("status") == "postponed":
        return []
    if timing.is_new:
        draft.put("status", "rescheduled", timing.lines, _RULE)
    if timing.is_until:
        return _put_last_day(draft, timing, setting)
    spans = spans_of(timing.moments, setting)
    if not isinstance(spans, Unclear) and spans:
        put_span(draft, spans[0], timing.lines[0], _RULE)
        put_doors(draft, timing.date_line(), spans[0])
    return spans


def _put_last_day(draft: Draft, timing: Timing, setting: Setting) -> list[Span] | Unclear:
    last = resolve(timing.moments[0].dates.days[-1], setting.context)
    if isinstance(last, date):
        draft.put("end", last + timedelta(days=1), timing.lines, _RULE)
        return []
    return last


def _put_labels(draft: Draft, block: Block, setting: Setting) -> None:
    for row in block.rows:
        for fact in row.facts:
            if fact.field in _DAYS:
                day = setting.know.grammar.first_day(fact.value, setting.context)
                if fact.field in _FIELDS:
                    draft.put(fact.field, day, fact.lines, _RULE, fact.value)
            elif fact.field in _LISTS:
                people = points.people_in(fact.value, setting.know) if fact.field == "performers" else ()
                values = people or tuple(v.strip() for v in fact.value.split(",") if v.strip())
                draft.put(fact.field, values, fact.lines, _RULE, fact.value)
            elif fact.field == "organizer":
                draft.put("organizer", fact.value.strip(" ,;."), fact.lines, _RULE, fact.value)


def _put_prices(draft: Draft, block: Block, setting: Setting) -> None:
    know = setting.know
    for row in block.rows:
        for fact in row.facts:
            if fact.field == "price":
                put_price(draft, price_of_value(fact.value, know), fact.lines[-1], _RULE, know)
    for row in block.rows:
        texts = [row.line.text] if row.part == "price" else [cell for cell in row.cells if price_in(cell, know)]
        for text in texts:
            put_price(draft, _without_stop(text, know), row.line, _RULE, know)


def _without_stop(text: str, know: Knowledge) -> str:
    """Leave out the full stop of a sentence that is a price; that of "kr." is its own."""
    bare = text.removesuffix(".")
    return text if bare.endswith(know.language.listings.price_stops) else bare


def price_of_value(value: str, know: Knowledge) -> str:
    """Give the price behind a label: without sentences after it that name no amount, out of one that is a sentence."""
    first, *more = know.sentences(value) or [value]
    if more and not any((know.free.search(one) or has_digit(one)) and not know.deadline.search(one) for one in more):
        end = value.find(first) + len(first)
        # The full stop of "kr." is its own.
        is_own = value[end : end + 1] == "." and first.rsplit(" ", 1)[-1].casefold() in _STOPPED
        value = value[: end + is_own]
    is_sentence = value.count(" ") > _MOST_SPACES and price_in(value, know) is None
    if is_sentence and len(details.offers_in(value, know)) < _KINDS:
        found = next((match for rule in know.rules("price") for match in [rule.search(value)] if match), None)
        return found[0] if found is not None else value
    return value.strip(" ,;|")


def _said_behind(block: Block, know: Knowledge) -> list[Line]:
    """Give the sentences that follow the place or the time behind a label, each as a line."""
    return [
        msgspec.structs.replace(fact.lines[-1], text=text)
        for row in block.rows
        for fact in row.facts
        if fact.field in {*WHEN, "location"} and ". " in fact.value
        for text in know.sentences(fact.value)[1:]
    ]


def _text_rows(block: Block) -> list[Row]:
    """Give the rows of running text, with the sentences that tell of the date."""
    own = (row for row in block.rows if row is not block.title)
    return [row for row in own if row.part in {"text", "remark"} or (row.part == "when" and row.line.is_sentence)]


def emit(draft: Draft, spans: list[Span], setting: Setting, findings: Findings, used: Sequence[Line]) -> None:
    """Keep the event, once for each of its stretches of time; several are tied by the name of their series."""
    for one in one_each(draft, spans, used[-1], used, _RULE):
        findings.add(one.make(Event, setting.code), used)
