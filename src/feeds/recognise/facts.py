"""Facts of events that many forms share: when, where, what it costs, how to attend, whether it takes place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from feeds.clocks import Clock
from feeds.dates import Context, Dates, Span, Unclear, resolve, spans
from feeds.expressions import has_digit
from feeds.model import AttendanceMode
from feeds.recognise.draft import Draft, Setting
from feeds.recognise.page import Line, without_bullet
from feeds.recognise.rules import Knowledge, facts_of

_QUOTES = '"“”»«„'
_ENDS = " *_|·–—-,;"
QUOTED = re.compile(r"^[\"“”'‘’»«„]\s*(?P<title>.{3,160}?)\s*[\"“”'‘’»«]$")
#: The name of who wrote a story on some network, behind that of the person.
_HANDLE = re.compile(r"\s+@\w{2,30}$")
_ARROWS = " »›→>«‹←<|"
_BAR = re.compile(r"\s*[|·•]\s*")
_LONGEST_PART = 60
_LONGEST_PRICE = 90
#: More spaces than these make a phrase with a full stop a sentence.
_MOST_SPACES = 6
_YEAR_IN_TITLE = re.compile(
    # What stands before is looked at from behind: the figures are found sooner.
    r"20\d\d(?:(?<![\d.,/-]\d{4})|(?<=[^\d./-]\d[/-]\d{4})|(?<=[^\d./-]\d\d[/-]\d{4}))"
    r"(?![\d/]|[.,]\d|\s?[-–]\s?\d)"
)
_GLUED_COUNT = re.compile(r"\b\d{1,2}[:.][0-5]\d\d+$")
_LEFTOVER = re.compile(r"^[\s,.;:·|()–-]*$")
#: One of them is in what is not free.
#: What can stand between a word and its day: a colon, a small word ("on").
_LEADS = re.compile(r"[\s:–-]*(?:[^\W\d_A-ZÆØÅÄÖÜ]{1,4}[\s:]*)?")
_OF_SPAN = frozenset({"start", "end", "timezone"})
_SEVERAL = 2
_COUNTING = frozenset("123456789")


class DateLine:
    """A line that gives a date: the date, the clock time, and the text before and behind them.

    `more` are the further times of a day that has several shows.
    """

    __slots__ = ("after", "before", "clock", "dates", "line", "more")

    def __init__(
        self, line: Line, dates: Dates, clock: Clock | None, before: str, after: str, *, more: Sequence[Clock] = ()
    ) -> None:
        self.line = line
        self.dates = dates
        self.clock = clock
        self.before = before
        self.after = after
        self.more = tuple(more)

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing stands beside the date and the time."""
        return _LEFTOVER.match(self.before) is not None and _LEFTOVER.match(self.after) is not None


def is_timestamp(found: DateLine) -> bool:
    """Tell whether a date and time are those of a publication: nothing begins at 6.12, or at 6.29 with 34 comments."""
    odd = found.clock is not None and found.clock.start.minute % 5 != 0
    return odd or _GLUED_COUNT.search(found.line.text) is not None


def is_byline(line: Line, know: Knowledge) -> bool:
    """Tell whether a line says who wrote a story, and nothing else but the name of the writer on some network."""
    text = without_bullet(line.text)
    if "@" in text:
        text = _HANDLE.sub("", text)
    return any(rule.matches(text) for rule in know.rules("byline"))


def is_menu(text: str, know: Knowledge) -> bool:
    """Tell whether a text is made of the words of menus, which name no event."""
    return all(know.navigation.fullmatch(cell.strip(_ARROWS)) is not None for cell in split_bar(without_bullet(text)))


def split_bar(text: str) -> list[str]:
    """Split a line at its bars and middle dots, which take the spaces round them."""
    return _BAR.split(text.strip())


def category_and_place(line: Line, know: Knowledge) -> tuple[str, str] | None:
    """Read `category | place`: two short parts, neither a date nor a price."""
    category, bar, place = line.text.partition("|")
    if not bar or "|" in place or line.is_sentence:
        return None
    category, place = category.strip(), place.strip()
    if not (category and place) or len(category) > _LONGEST_PART or len(place) > _LONGEST_PART:
        return None
    # What neither part holds is not looked for in each.
    if know.grammar.can_hold(line.text) and (know.grammar.find(category) or know.grammar.find(place)):
        return None
    return None if is_price(category, know) or is_price(place, know) else (category, place)


def date_line(line: Line, know: Knowledge, text: str | None = None, context: Context | None = None) -> DateLine | None:
    """Read a line (or a part of it) that holds a date; the context of a heading lends it its month."""
    value = line.text if text is None else text
    grammar = know.grammar
    dates = grammar.find(value) if context is None else grammar.find_day(value, context)
    if dates is None:
        return None
    before, after = value[: dates.start], value[dates.end :]
    clocks = grammar.clocks.find_all(after, behind_date=True) if after else []
    if clocks:
        after = _without_clocks(after, clocks)
    elif before and (clocks := grammar.find_clocks(before)):
        before = _without_clocks(before, clocks)
    return DateLine(line, dates, clocks[0] if clocks else None, before, after, more=clocks[1:])


def _without_clocks(text: str, clocks: Sequence[Clock]) -> str:
    return text[: clocks[0].begin_at] + text[max(clock.end_at for clock in clocks) :]


def bare_title(text: str, know: Knowledge) -> str:
    """Give a title without bullet, quotation marks, the words that tell its fate, and a remark behind it."""
    text = without_bullet(text).strip("*_ ")
    match = QUOTED.match(text)
    text = match["title"] if match and not set(match["title"]) & set(_QUOTES) else text
    if not know.status.is_in(text):
        return text.strip(_ENDS)
    front = know.status_in_front.match(text)
    while front is not None and front.end() < len(text):
        text = text[front.end() :]
        front = know.status_in_front.match(text)
    behind = know.status_behind.search(text)
    if behind is not None and behind.start() > 0:
        text = text[: behind.start()]
    return text.strip(_ENDS)


def is_price(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a price and nothing else."""
    prices = know.any_of("price")
    return prices.fullmatch(text) is not None or (text.endswith(".") and prices.fullmatch(text.rstrip(".")) is not None)


def price_in(text: str, know: Knowledge) -> str | None:
    """Give a short text that only says what an event costs: "120 kr, members 60 kr", "pay what you can"."""
    bare = text.strip(" *,;|")
    is_prose = bare.endswith(".") and bare.count(" ") > _MOST_SPACES
    if not bare or is_prose or len(bare) > _LONGEST_PRICE or know.deadline.search(bare) is not None:
        return None
    if is_price(bare, know) or know.price_phrase.fullmatch(bare.rstrip(".!")) is not None:
        return bare
    if not has_digit(bare) and know.free.search(bare) is None:
        return None
    for rule in know.rules("price"):
        match = rule.search(bare)
        if match is not None and (match.start() <= 1 or _is_price_word(bare[: match.start()], know)):
            return bare
    return None


def _is_price_word(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a word that leads to a price: "Entry", "Tickets from"."""
    words = text.casefold().split()
    return bool(words) and len(words) <= 2 and know.event_labels.get(words[0].strip(":")) == "price"


def ends_with_price(text: str, know: Knowledge) -> bool:
    """Tell whether a text ends in a whole price: one that a page's end cut off does not."""
    found = (match for rule in know.rules("price") for match in rule.pattern.finditer(text))
    return any(match.end() >= len(text.rstrip(". ")) for match in found)


def put_price(draft: Draft, text: str, line: Line, rule: str, know: Knowledge) -> None:
    """Keep a price as it is written, and whether it is free."""
    value = text.strip(" ,;|")
    # "(£4)" is told aside.
    value = value[1:-1] if value[:1] == "(" and value.find(")") == len(value) - 1 else value
    draft.put("price", value, line, rule, text)
    if draft.values.get("price") == value and know.free.search(value) and _COUNTING.isdisjoint(value):
        draft.put("is_free", True, line, rule, text)


def find_price(draft: Draft, lines: Sequence[Line], know: Knowledge) -> None:
    """Find the first price in running text; what is to be paid by a day, or for a stall, is a fee, no price."""
    for line in lines:
        is_mixed = know.deadline.search(line.text) is not None or know.fee.search(line.text) is not None
        for text in know.sentences(line.text) if is_mixed else (line.text,):
            if know.fee.match(text) is not None:
                continue
            last = know.deadline.search(text)
            if last is not None and know.event_labels.get(text.split(" ", 1)[0].casefold()) != "price":
                continue
            text = text[: last.start()] if last is not None else text  # noqa: PLW2901
            for rule in know.rules("price"):
                match = rule.search(text)
                if match is not None:
                    # The full stop of "kr." is its own in some languages, in others that of the sentence.
                    is_own = match[0][:-1].casefold().endswith(know.language.listings.price_stops)
                    is_last = match.end() == len(text.rstrip()) and not is_own
                    put_price(draft, match[0].removesuffix(".") if is_last else match[0], line, rule.name, know)
                    return


def find_registration(draft: Draft, lines: Sequence[Line], setting: Setting) -> None:
    """Find the last day to register in running text."""
    for line in lines:
        for rule in setting.know.rules("registration"):
            match = rule.search(line.text)
            if match is None:
                continue
            day = setting.know.grammar.first_day(facts_of(match)["effective"], before_event(draft, setting))
            if day is not None:
                draft.put("registration_deadline", day, line, rule.name, match[0])
                return


def before_event(draft: Draft, setting: Setting) -> Context:
    """Give the context of what lies before an event: without a year of its own it is in the event's."""
    start = draft.values.get("start")
    return Context(year=start.year, published=None) if isinstance(start, date) else setting.context


def put_span(draft: Draft, span: Span, line: Line, rule: str) -> None:
    """Keep start, end and, for clock times, the zone."""
    draft.put("start", span.start, line, rule)
    draft.put("end", span.end, line, rule)
    zone = getattr(getattr(span.start, "tzinfo", None), "key", None)
    draft.put("timezone", zone, line, rule)


def one_each(draft: Draft, found: Sequence[Span], dated: Line, titled: Sequence[Line], rule: str) -> list[Draft]:
    """Give a draft for each of several stretches of time, tied by the name of their series; of less the draft itself.

    `dated` is the line that tells the stretches, `titled` are those that tell the name.
    """
    if len(found) < _SEVERAL:
        return [draft]
    made = []
    for span in found:
        one = Draft()
        one.values = {field: value for field, value in draft.values.items() if field not in _OF_SPAN}
        one.evidence = [told for told in draft.evidence if told.field not in _OF_SPAN]
        put_span(one, span, dated, rule)
        one.put("series", draft.values.get("title"), titled, rule)
        made.append(one)
    return made


def put_attendance(draft: Draft, place: str | None, lines: Sequence[Line], know: Knowledge) -> None:
    """Keep whether one attends on the spot, over the network, or as one likes."""
    where = lines[0] if lines else None
    if where is None:
        return
    mode, line = _attendance(place, lines, know)
    draft.put("attendance_mode", mode, line or where, "event.attendance")


def _attendance(place: str | None, lines: Sequence[Line], know: Knowledge) -> tuple[AttendanceMode | None, Line | None]:
    if place is not None and know.online.search(place):
        return "online", None
    if place is None:
        return None, None
    hybrid = next((line for line in lines if know.hybrid.search(line.text)), None)
    return ("mixed", hybrid) if hybrid is not None else ("offline", None)


def put_status(draft: Draft, lines: Sequence[Line], setting: Setting) -> DateLine | None:
    """Keep what the text says of the event's fate, and give the date that it is moved to, when it says one."""
    told = setting.know.any_of(*STATUS_PARTS)
    lines = [line for line in lines if told.can_match(line.text)]
    if not lines:
        return None
    for part, status in _STATUSES:
        for line in lines:
            for rule in setting.know.rules(part):
                match = rule.search(line.text)
                if match is None:
                    continue
                new = moved_to(match, line, setting) if part == "moved" else None
                if part != "moved" or new is not None:
                    draft.put("status", status, line, rule.name, match[0].strip())
                    return new
    return None


def tells_fate(value: str, know: Knowledge) -> bool:
    """Tell whether the value of a label says what becomes of the event, whatever the label is."""
    return know.any_of(*_FATES).match(capital(value)) is not None


def capital(text: str) -> str:
    """Give a text with a capital, as the words that tell a fate are written where a line begins."""
    return text[:1].upper() + text[1:]


_FATES = ("cancelled", "undated", "moved", "moved_from", "postponed")
_STATUSES = (
    ("cancelled", "cancelled"),
    ("undated", "postponed"),
    ("moved", "rescheduled"),
    ("moved_from", "rescheduled"),
    ("postponed", "postponed"),
)
#: The rules that tell what becomes of an event.
STATUS_PARTS = tuple(part for part, _ in _STATUSES)


def moved_to(match: re.Match[str], line: Line, setting: Setting) -> DateLine | None:
    """Read the new date of an event that a line says is moved; None when its year cannot be told."""
    found = date_line(line, setting.know, new_date_text(match, line.text))
    if found is None or isinstance(resolve(found.dates.days[0], setting.context), Unclear):
        return None
    return found


def new_date_text(match: re.Match[str], text: str) -> str:
    """Give the new date of a text that says something is moved, with what stands behind it."""
    dated = next((name for name, value in match.groupdict().items() if value and name.startswith("effective")), None)
    return "" if dated is None else match[dated] + text[match.end(dated) :]


def put_dates(
    draft: Draft, told: DateLine | None, new: DateLine | None, setting: Setting, rule: str
) -> Unclear | list[Span]:
    """Keep start and end: the date told, or the new one of an event that moved; of one only put off neither is right.

    The answer holds all stretches of time, or says why there is none.
    """
    if draft.values.get("status") == "postponed":
        return []
    if new is not None:
        told = new
    if told is None:
        return []
    stretches = spans(told.dates, told.clock, setting.zone, setting.context)
    if isinstance(stretches, Unclear):
        return stretches
    put_span(draft, stretches[0], told.line, rule)
    put_doors(draft, told, stretches[0])
    for clock in told.more:
        more = spans(told.dates, clock, setting.zone, setting.context)
        stretches += [] if isinstance(more, Unclear) else more
    return stretches


def put_doors(draft: Draft, told: DateLine, span: Span) -> None:
    """Keep when people are let in, which is never after the start."""
    doors = None if told.clock is None else told.clock.doors
    if doors is not None and isinstance(span.start, datetime):
        opened = span.start.replace(hour=doors.hour, minute=doors.minute)
        draft.put("door_time", opened if opened <= span.start else None, told.line, "event.doors")


def year_of(text: str | None) -> int | None:
    """Find the one year that a title or heading names."""
    if text is None or "20" not in text:
        return None
    years = {int(y) for y in _YEAR_IN_TITLE.findall(text)}
    return years.pop() if len(years) == 1 else None


def is_of_interviews(before: str, know: Knowledge) -> bool:
    """Tell whether what stands before a day makes it the one of those who apply for a job: “Interviews on”."""
    return any(_LEADS.fullmatch(before[match.end() :]) for match in know.interviews.finditer(before))
