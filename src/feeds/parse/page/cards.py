"""What one element of a list tells: its title and address, its dates, its place, what it costs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

import msgspec

from feeds.dates import Context, Span
from feeds.expressions import has_digit
from feeds.model import EventStatus, When, day_of
from feeds.parse.moments import moment, told
from feeds.parse.page.lists import link_of, links_of, title_of
from feeds.parse.page.setting import Setting
from feeds.parse.page.tree import HEADINGS, Element, words_of
from feeds.parse.page_text import Mark
from feeds.recognise.facts import bare_title, price_in
from feeds.recognise.page import without_bullet
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import is_weekdays, take_clocks

_MOST_LINES = 40
_LONGEST_DATED = 160
_LONGEST_SHORT = 90
_LONGEST_BOX = 16
_LONGEST_HEADING = 30
_LONGEST_LABEL = 40
_LONGEST_BUTTON = 40
_LONGEST_NEARBY, _LONGEST_SENTENCE = 60, 40
_LEAST_SUMMARY = 40
_LONGEST_SUMMARY = 1_000
_JOINTS = " ,;:|·•–—-/"
_AROUND_BUTTONS = " *!.•–—-»›>→|"
_CELLS = re.compile(r"\s*[|¦•·]\s*|\t+|\s+[–—]\s+")
_DAY = re.compile(r"(?:[^\W\d]{2,10}\.?,?\s+)?(?P<day>\d{1,2})\.?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTER = re.compile(r"[^\W\d_]")
#: Words of class names for what stands in an element; those of the languages' labels come to them.
_WORDS_OF: dict[str, str] = {
    **dict.fromkeys(("location", "venue", "place", "address", "where", "city"), "location"),
    **dict.fromkeys(("price", "cost", "admission", "fee"), "price"),
    **dict.fromkeys(
        ("summary", "excerpt", "description", "intro", "deck", "standfirst", "lead", "abstract"), "summary"
    ),
    **dict.fromkeys(("author", "byline"), "authors"),
    **dict.fromkeys(("category", "categories", "tag", "tags", "topic", "kicker"), "categories"),
    **dict.fromkeys(("organizer", "organiser", "host"), "organizer"),
    **dict.fromkeys(("company", "employer"), "hiring_organization"),
    **dict.fromkeys(("deadline",), "deadline"),
    **dict.fromkeys(("published", "posted", "pubdate"), "published"),
    **dict.fromkeys(("end", "enddate", "dtend"), "end"),
    **dict.fromkeys(("start", "startdate", "dtstart"), "start"),
}
#: Of several words in one name, the last of these counts: an event's venue's title is its venue.
_ORDER = (
    *("location", "price", "deadline", "end", "start", "published", "authors", "categories", "organizer"),
    *("hiring_organization", "summary"),
)
_DEADLINES = frozenset({"registration_deadline", "early_bird_deadline", "application_deadline", "valid_through"})


class Card(msgspec.Struct, kw_only=True):
    """The facts of one item as they stand there; `dates` are the stretches of time that are its own.

    `told` is what it says besides: no title, no date, nothing that a label or a class name explains.

    `signs` are what tells of which kind it is; `unclear` says why a date is none, `unread` is
    what looks like one and cannot be read.
    """

    title: str
    full_title: str
    lines: tuple[int, int]
    url: str | None = None
    dates: tuple[Span, ...] = ()
    date_text: str = ""
    unclear: str | None = None
    unread: str | None = None
    published: When | None = None
    deadline: When | None = None
    facts: dict[str, str] = {}
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    summary: str | None = None
    lines_below: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    signs: frozenset[str] = frozenset()


class Reader:
    """Reads the items of one page."""

    def __init__(self, setting: Setting, know: Knowledge, lines: Sequence[str]) -> None:
        self.setting = setting
        self.know = know
        self._lines = lines
        self.fields = fields_of(know.language.code)
        self._sorts: dict[str, str | None] = {}
        self.signs = _Signs(know)
        self._contexts: dict[tuple[str, ...], Context] = {}
        self._days: dict[tuple[str, ...], str] = {}
        self.labels = {**know.job_labels, **know.event_labels}

    def card(self, item: Element, mark: Mark, common: frozenset[str]) -> Card | None:
        """Read an item; None when nothing names it."""
        title = title_of(item, common)
        if title is None:
            return None
        text = title.text()
        first, last = mark.lines
        link = link_of(item, title, common)
        work = _Work(self, text, [without_bullet(line) for line in self._lines[first - 1 : last] if line], mark)
        work.read_buttons(item)
        work.read_marked(item, title, common)
        work.read_times(item)
        work.read_lines(common)
        return work.card(self.setting.address(link.attrs.get("href")) if link is not None else None, text)

    def row(self, title: str, url: str | None, facts: Sequence[tuple[str, str]], mark: Mark) -> Card:
        """Read a row of a table, whose cells have the meaning that its header gives them."""
        work = _Work(self, title, [], mark)
        when = " ".join(value for field, value in facts if field in ("when", "clock"))
        work.read_facts([("when", when)] if when else [])
        work.read_facts([(field, value) for field, value in facts if field not in ("when", "clock")])
        return work.card(url, title)

    def under(self, headings: tuple[str, ...]) -> Context:
        """Give what the headings above an item tell of its dates."""
        if headings not in self._contexts:
            context = Context(published=self.setting.since)
            for heading in headings:
                if has_digit(heading) or len(heading) <= _LONGEST_HEADING:
                    context = self.know.grammar.under(heading, context)
            self._contexts[headings] = context
        return self._contexts[headings]

    def day_above(self, headings: tuple[str, ...]) -> str | None:
        """Give the nearest of some headings that names a day, if it is one alone and the heading tells little else."""
        if headings not in self._days:
            read = (self._day_in(heading, headings) for heading in reversed(headings))
            self._days[headings] = next(filter(None, read), "")
        return self._days[headings] or None

    def _day_in(self, heading: str, headings: tuple[str, ...]) -> str | None:
        grammar = self.know.grammar
        if len(heading) > _LONGEST_SHORT or not has_digit(heading):
            return None
        found = grammar.find_day(heading, self.under(headings))
        is_day = found is not None and len(found.days) == 1 and grammar.find_clock(heading) is None
        more = len(heading) - (found.end - found.start) if found is not None else 0
        return heading if is_day and more <= _LONGEST_HEADING else None

    def sort_of(self, cell: str) -> str | None:
        """Tell what a short text is by itself; places and the like come again in each item."""
        if cell not in self._sorts:
            self._sorts[cell] = _sort_of(cell, self.know)
        return self._sorts[cell]


class _Fields(dict[str, str | None]):
    """What stands in an element by its class names; `words` are those that say it."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, names: str) -> str | None:
        self[names] = field = self._read(words_of(names))
        return field

    def _read(self, words: frozenset[str]) -> str | None:
        if not _OF_TIME.isdisjoint(words):
            return None
        found = {self._words[word] for word in words if word in self._words}
        field = next((field for field in _ORDER if field in found), None)
        return None if field in ("end", "start", "published") else field


class _Signs(dict[str, str | None]):
    """What a button or a short line shows its item to be: it sells tickets, has no more, leads to a story."""

    def __init__(self, know: Knowledge) -> None:
        super().__init__()
        self._know = know

    def __missing__(self, text: str) -> str | None:
        signs = (_sign_of(cell.strip(_AROUND_BUTTONS), self._know) for cell in _CELLS.split(text))
        self[text] = sign = next(filter(None, signs), None)
        return sign


@cache
def fields_of(code: str) -> _Fields:
    """Give what stands in elements by their class names, on pages of a language."""
    return _Fields(_words_of(code))


def _words_of(code: str) -> dict[str, str]:
    """Give what words of class names stand for: technical ones, and the labels of the page's language."""
    from feeds import lang  # noqa: PLC0415

    labels = lang.load(code).labels
    own = {
        word.casefold(): field
        for table in (labels.job_posting, labels.event)
        for field, words in table.items()
        for word in words
        if " " not in word and field in ("location", "price", "organizer")
    }
    return {**own, **_WORDS_OF}


class _Work:
    """Collects the facts of one item."""

    def __init__(self, reader: Reader, title: str, lines: list[str], mark: Mark) -> None:
        self._reader = reader
        self._know = reader.know
        self._title = title
        self._mark = mark
        self._lines = [line for line in lines if line != title]
        self._whole = lines
        self._facts: dict[str, str] = {}
        self._categories: dict[str, None] = {}
        self._signs: set[str] = set()
        self._dates: tuple[Span, ...] = ()
        self._date_text = ""
        self._unclear: str | None = None
        self._unread: str | None = None
        self._stamps: list[str] = []
        self._published: When | None = None
        self._deadline: When | None = None
        self._summary: str | None = None
        self._authors: tuple[str, ...] = ()
        self._told: tuple[str, ...] = ()
        self._context = reader.under(mark.headings)

    def read_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Take facts whose meaning is known."""
        self._lines += [value for _, value in facts]
        for field, value in facts:
            self._put_labelled(field, value)

    def read_buttons(self, item: Element) -> None:
        """Read what the links and short lines of the item show it to be."""
        signs, title = self._reader.signs, self._title
        # The word for tickets in a line is no button: it can be a label, or the kind of a text.
        self._signs |= {sign for line in self._lines if len(line) <= _LONGEST_BUTTON and (sign := signs[line])}
        self._signs.discard("ticket")
        texts = [text for link in links_of(item) if len(text := link.text()) <= _LONGEST_BUTTON and text != title]
        buttons = [text for text in texts if signs[text]]
        if buttons:
            self._signs |= {sign for text in buttons if (sign := signs[text])}
            self._lines = [_before(line, buttons) for line in self._lines]

    def read_marked(self, item: Element, title: Element, common: frozenset[str]) -> None:
        """Read what class names say of the elements inside."""
        fields = self._reader.fields
        for element in item.elements():
            attrs = element.attrs
            names = (attrs.get("class") or attrs.get("itemprop")) if attrs else None
            field = fields[names] if names else None
            if field is None or element is title or element.tag in HEADINGS or element.tag == "time":
                continue
            text = _own_text(element, field, common)
            if not text or text == self._title or element.heads:
                continue
            self._put_marked(field, text, element)

    def _put_marked(self, field: str, text: str, element: Element) -> None:
        if field == "categories":
            parts = [one.text() for one in element.elements() if one.tag in ("a", "li", "span")]
            for part in parts or [text]:
                if self._know.advert.fullmatch(part):
                    self._signs.add("advert")
                elif 1 < len(part) <= 50 and not has_digit(part):
                    self._categories.setdefault(part)
        elif field == "summary":
            if len(text) >= _LEAST_SUMMARY and self._summary is None and not element.times:
                self._summary = text[:_LONGEST_SUMMARY]
        elif len(text) <= _LONGEST_SHORT:
            value = self._without_label(text, element).strip(_JOINTS)
            is_time = has_digit(value) and self._know.grammar.find(value) is not None
            if field == "deadline" and self._deadline is None:
                self._deadline = self._moment(value)
            elif field != "deadline" and value and not is_time:
                self._facts.setdefault(field, value)

    def _without_label(self, text: str, element: Element) -> str:
        """Take the label off a fact, which stands in front of it in an element of its own, or with a colon."""
        first = next((one.text() for one in element.elements()), "")
        if first and text.startswith(first) and first.rstrip(": ").casefold() in self._labels:
            return text[len(first) :].lstrip(": ")
        label, colon, value = text.partition(":")
        is_label = colon and len(label) <= 40 and label.strip().casefold() in self._labels
        return value.strip() if is_label else text

    @property
    def _labels(self) -> dict[str, str]:
        return self._reader.labels

    def read_times(self, item: Element) -> None:
        """Read the moments that are written for programs."""
        if not item.times:
            return
        found: list[tuple[When, bool]] = []
        for element in item.elements():
            if element.tag != "time" or not (stamp := element.attrs.get("datetime")):
                continue
            when = moment(stamp, self._reader.setting.zone)
            if when is None:
                continue
            if text := element.text():
                self._stamps.append(text)
            names = f"{element.attrs.get('class') or ''} {element.attrs.get('itemprop') or ''}"
            around = element.parent.attrs.get("class") if element.parent is not None else None
            role = self._role(names, around or "", element)
            if role == "published":
                self._published = self._published or when
            elif role == "deadline":
                self._deadline = self._deadline or when
            else:
                if role in ("start", "end"):
                    self._signs.add("event")
                found.append((when, role == "end"))
        self._take(found)

    def _role(self, names: str, around: str, element: Element) -> str | None:
        if "pubdate" in element.attrs:
            return "published"
        words = words_of(names) | words_of(around)
        for role, said in _ROLES.items():
            if not said.isdisjoint(words_of(names)):
                return role
        label = (element.parent.text() if element.parent is not None else "").partition(":")[0].casefold()
        field = self._labels.get(label.strip(), "")
        if field == "published" or field in _DEADLINES:
            return "published" if field == "published" else "deadline"
        return next((role for role, said in _ROLES.items() if not said.isdisjoint(words)), None)

    def _take(self, found: Sequence[tuple[When, bool]]) -> None:
        starts = [when for when, is_end in found if not is_end]
        ends = [when for when, is_end in found if is_end]
        if not starts:
            return
        start = starts[0]
        end = next((when for when in (*ends, *starts[1:2]) if _lies_behind(start, when)), None)
        if end is not None and not isinstance(end, datetime):
            end += timedelta(days=1)
        self._dates = (Span(start, None if end == start else end),)

    def read_lines(self, common: frozenset[str]) -> None:
        """Read what the lines of the item say."""
        lines = [
            line
            for line in self._lines[:_MOST_LINES]
            if line not in common and (len(line) > _LONGEST_SHORT or not self._is_remark(line))
        ]
        title = self._title
        rest = [
            left
            for line in lines
            if (line.find(":", 0, _LONGEST_LABEL) < 0 or not self._read_label(line))
            and (left := _without(line, title) if title in line else line)
        ]
        if self._dates:
            self._with_clock(rest)
        for stamp in self._stamps:
            # It was read from the element around it.
            rest = [left for line in rest if (left := _without(line, stamp) if stamp in line else line)]
        rest = self._read_byline(rest)
        if not self._dates:
            rest = self._read_date(rest)
        self._read_rest(rest)

    def _with_clock(self, lines: Sequence[str]) -> None:
        """Find the clock time of a day that was written for programs in what is written for people."""
        (span,) = self._dates[:1]
        if span.end is not None:
            return
        if isinstance(span.start, datetime):
            self._dates = (self._ended(span.start, lines) or span,)
            return
        if self._with_days(span):
            return
        for line in lines:
            clocks = self._know.grammar.find_clocks(line) if len(line) <= _LONGEST_SHORT and has_digit(line) else []
            if clocks:
                zone = self._reader.setting.zone
                last = clocks[0].end or (clocks[1].start if len(clocks) > 1 else None)
                start = datetime.combine(span.start, clocks[0].start, zone)
                end = datetime.combine(span.start, last, zone) if last is not None else None
                if end is not None and end <= start:
                    end += timedelta(days=1)
                self._dates = (Span(start, end),)
                self._signs.add("clock")
                return

    def _with_days(self, span: Span) -> bool:
        """Find the last day of what begins on a day told to programs in what is told to people in the same place."""
        for stamp in self._stamps:
            read = told(stamp, self._reader.setting.zone, self._know.grammar, self._context)
            spans = read.spans if read is not None else ()
            if len(spans) == 1 and spans[0].end is not None and day_of(spans[0].start) == span.start:
                self._dates = tuple(spans)
                self._signs.add("event")
                return True
        return False

    def _ended(self, start: datetime, lines: Sequence[str]) -> Span | None:
        """Find when something ends whose start is told to programs: where people read both."""
        for line in lines:
            if not has_digit(line) or len(line) > _LONGEST_SHORT:
                continue
            for clock in self._know.grammar.find_clocks(line):
                if clock.end is not None and clock.start == start.time():
                    end = datetime.combine(start.date(), clock.end, start.tzinfo)
                    self._signs.add("event")
                    return Span(start, end if end > start else end + timedelta(days=1))
        return None

    def _is_remark(self, line: str) -> bool:
        if len(line) <= _LONGEST_BUTTON and self._reader.signs[line]:
            return True
        return self._know.remark.fullmatch(line.strip(" *!.•–—-»›>→")) is not None

    def _read_label(self, line: str) -> bool:
        """Read a line that a label opens; tells whether it was one."""
        label, _, value = line.partition(":")
        value = value.strip()
        if not value:
            return False
        event, job = (table.get(label.strip().casefold()) for table in (self._know.event_labels, self._know.job_labels))
        field = job if job in ("valid_through", "published", "hiring_organization", "employment_type") else event or job
        if field is None:
            return False
        if job is not None and event is None:
            self._signs.add("posting")
        self._put_labelled(field, value)
        return True

    def _put_labelled(self, field: str, value: str) -> None:
        if field == "published":
            self._published = self._published or self._moment(value)
        elif field in _DEADLINES:
            self._deadline = self._deadline or self._moment(value)
        elif field in ("when", "new_date", "clock"):
            self._signs.add("event")
            if self._dates:
                self._with_clock([value])
            else:
                self._read_date([value])
        elif field == "categories":
            self._categories.setdefault(value)
        else:
            self._facts.setdefault("location" if field == "job_location" else field, value)

    def _moment(self, text: str) -> When | None:
        read = told(text, self._reader.setting.zone, self._know.grammar, self._context)
        return read.spans[0].start if read is not None and read.spans else moment(text, self._reader.setting.zone)

    def _read_date(self, lines: Sequence[str]) -> list[str]:
        """Read the first date that is the item's own; gives the lines that are left, with what else stood there."""
        left = list(lines)
        for index, line in enumerate(lines):
            is_prose = len(line) > _LONGEST_SHORT and line.endswith((".", "!", "?"))
            if is_prose or len(line) > _LONGEST_DATED or not has_digit(line) or self._know.deadline.search(line):
                continue
            nearby = " ".join(one for one in lines[index + 1 : index + 3] if _can_be_hours(one))
            clock_text = nearby if self._know.grammar.find_clock(line) is None else ""
            read = told(line, self._reader.setting.zone, self._know.grammar, self._context, clock_text)
            if read is None:
                if self._know.grammar.find_month(line) is not None:
                    self._unread = self._unread or line
                continue
            self._keep(read.spans, read.unclear, line, is_timed=read.has_clock)
            left[index] = read.rest.strip(_JOINTS)
            if read.has_clock and clock_text:
                for near in range(index + 1, min(index + 3, len(lines))):
                    if _can_be_hours(lines[near]):
                        left[near] = self._without_clock(lines[near])
            return [one for one in left if one]
        return self._read_clock(self._read_box(left))

    def _read_clock(self, lines: list[str]) -> list[str]:
        """Read the hours of something below a heading that names its day."""
        heading = None if self._dates or self._unclear else self._reader.day_above(self._mark.headings)
        if heading is None:
            return lines
        for index, line in enumerate(lines):
            is_short = len(line) <= _LONGEST_SHORT and has_digit(line)
            clocks, rest = take_clocks(line, self._know) if is_short else ((), line)
            if clocks:
                read = told(heading, self._reader.setting.zone, self._know.grammar, self._context, line)
                if read is not None and read.has_clock:
                    self._keep(read.spans, read.unclear, heading, is_timed=True)
                    left = rest.strip(_JOINTS)
                    return [*lines[:index], *([left] if left else []), *lines[index + 1 :]]
        return lines

    def _keep(self, spans: Sequence[Span], unclear: str | None, text: str, *, is_timed: bool) -> None:
        self._dates, self._unclear, self._date_text = tuple(spans), unclear, text
        if is_timed:
            self._signs.add("clock")
        if any(span.end is not None for span in spans):
            self._signs.add("event")
        if unclear is not None or not _YEAR.search(text):
            self._signs.add("no year")

    def _read_box(self, lines: list[str]) -> list[str]:
        """Read a date whose parts stand in boxes of their own: the day, the month, perhaps weekday and year."""
        know = self._know
        days = [n for n, line in enumerate(lines) if len(line) <= _LONGEST_BOX and _DAY.fullmatch(line)]
        if not days:
            return lines
        months = [
            n
            for n, line in enumerate(lines)
            if len(line) <= _LONGEST_BOX and know.month_heading.fullmatch(line.strip(" .,").capitalize())
        ]
        for month in months:
            day = next((n for n in days if abs(n - month) <= 2), None)
            if day is None:
                continue
            number = _DAY.fullmatch(lines[day])
            year = next(
                (n for n in range(max(month, day) + 1, min(len(lines), month + 3)) if _YEAR.fullmatch(lines[n])), None
            )
            named = f"{lines[month].strip(' .,').capitalize()}{f' {lines[year]}' if year is not None else ''}"
            used = {day, month, *([year] if year is not None else [])}
            rest = [line for n, line in enumerate(lines) if n not in used]
            clocks = next((one for one in rest if len(one) <= _LONGEST_SHORT and know.grammar.find_clock(one)), "")
            # "22. November" is a date in some languages, "22 November" in others.
            texts = [f"{number['day'] if number else ''}{stop} {named}" for stop in (".", "")]
            text = next((one for one in texts if know.grammar.find(one) is not None), texts[0])
            read = told(text, self._reader.setting.zone, know.grammar, self._context, clocks)
            if read is not None:
                self._keep(read.spans, read.unclear, text, is_timed=read.has_clock)
                return [self._without_clock(one) if one == clocks else one for one in rest]
        return lines

    def _without_clock(self, line: str) -> str:
        clocks = self._know.grammar.find_clocks(line)
        if not clocks:
            return line
        return (line[: clocks[0].begin_at] + line[max(clock.end_at for clock in clocks) :]).strip(_JOINTS)

    def _read_byline(self, lines: list[str]) -> list[str]:
        """Read who wrote it; gives the lines without that."""
        for index, line in enumerate(lines):
            if len(line) > _LONGEST_SHORT or line.endswith("."):
                continue
            cells = _CELLS.split(line)
            for cell in cells:
                names = self._byline(cell.strip())
                if names is not None:
                    self._authors = (names,)
                    self._signs.add("byline")
                    left = " | ".join(one for one in cells if one != cell)
                    return [*lines[:index], *([left] if left else []), *lines[index + 1 :]]
        return lines

    def _byline(self, text: str) -> str | None:
        if has_digit(text):
            return None
        read = (rule.read(text) for rule in self._know.rules("byline"))
        return next((facts["authors"] for facts in read if facts and facts.get("authors")), None)

    def _read_rest(self, lines: Sequence[str]) -> None:
        self._told = tuple(lines)
        texts = [
            line
            for line in lines
            if len(line) >= _LEAST_SUMMARY and (line.endswith((".", "!", "?", "…", "”", "...")) or len(line) > 120)
        ]
        if self._summary is None and texts:
            self._summary = texts[0][:_LONGEST_SUMMARY]
        for line in lines:
            if line in texts or line == self._summary:
                continue
            for cell in _CELLS.split(line):
                self._read_cell(cell.strip(_JOINTS), is_own=len(lines) <= 6)

    def _read_cell(self, cell: str, *, is_own: bool) -> None:
        known = (self._title, *self._categories, *self._facts.values())
        if not cell or len(cell) > _LONGEST_SHORT or cell in known:
            return
        sort = self._reader.sort_of(cell)
        if sort == "advert":
            self._signs.add("advert")
        elif sort == "employment_type":
            self._facts.setdefault("employment_type", cell)
            self._signs.add("posting term")
        elif sort == "price":
            self._facts.setdefault("price", cell)
        elif sort == "deadline":
            self._deadline = self._deadline or self._moment(cell)
        elif is_own and sort is not None and ((before := self._facts.get(sort)) is None or self._is_kicker(before)):
            self._facts[sort] = cell

    def _is_kicker(self, cell: str) -> bool:
        """Tell whether a text stands right above the title: it says what sort of thing it is, if another says where."""
        lines, title = self._whole, self._title
        return title in lines and cell in lines[max(lines.index(title) - 1, 0) : lines.index(title)]

    def card(self, url: str | None, title: str) -> Card:
        """Give what was read."""
        know = self._know
        named = bare_title(title, know)
        return Card(
            title=named or title,
            full_title=title,
            lines=self._mark.lines,
            url=url,
            dates=self._dates,
            date_text=self._date_text,
            unclear=self._unclear,
            unread=self._unread,
            published=self._published,
            deadline=self._deadline,
            facts=self._facts,
            categories=tuple(self._categories)[:12],
            authors=self._authors or tuple(filter(None, [self._facts.get("authors")])),
            summary=self._summary,
            lines_below=tuple(line for line in self._lines if len(line) <= _LONGEST_SHORT),
            told=self._told,
            signs=frozenset(self._signs),
        )


def _sign_of(text: str, know: Knowledge) -> str | None:
    if know.sold_out.fullmatch(text):
        return "sold out"
    if know.button.fullmatch(text):
        return "ticket"
    return "story" if know.more.fullmatch(text) else None


def _sort_of(cell: str, know: Knowledge) -> str | None:
    if know.advert.fullmatch(cell):
        return "advert"
    if know.jobs.term.fullmatch(cell):
        return "employment_type"
    if price_in(cell, know) is not None:
        return "price"
    if has_digit(cell) and know.deadline.search(cell):
        return "deadline"
    return "place?" if can_be_place(cell, know) else None


def _can_be_hours(line: str) -> bool:
    """Tell whether a line near a date can say its hours: a sentence of some length has hours of its own."""
    return len(line) <= (_LONGEST_SENTENCE if line.endswith((".", "!", "?")) else _LONGEST_NEARBY)


def can_be_place(cell: str, know: Knowledge) -> bool:
    """Tell whether a short text can say where something is, and is nothing else that is known."""
    if not cell[:1].isalnum() or cell.endswith((".", ":", "?", "!", "…")) or len(cell.split()) > 9:
        return False
    if is_weekdays(cell, know.grammar) or know.month_heading.fullmatch(cell) or not _LETTER.search(cell):
        return False
    if know.not_a_place.fullmatch(cell) or know.kicker.fullmatch(cell) or know.navigation.fullmatch(cell):
        return False
    return know.grammar.find_clock(cell) is None or not has_digit(cell)


def status_of(card: Card, know: Knowledge) -> EventStatus | None:
    """Tell what became of an event: whether its title or a short line says that it is off."""
    for name, status in _STATUSES:
        rules = know.any_of(name)
        if any(rules.search(text) is not None for text in (card.full_title, *card.lines_below)):
            return status
    return None


_STATUSES: tuple[tuple[str, EventStatus], ...] = (("cancelled", "cancelled"), ("postponed", "postponed"))
_ROLES = {
    "published": frozenset({"published", "posted", "pubdate", "created", "updated", "modified", "post"}),
    "deadline": frozenset({"deadline", "expires", "valid", "through", "closing"}),
    "end": frozenset({"end", "enddate", "dtend", "ends", "until", "to"}),
    "start": frozenset({"start", "startdate", "dtstart", "event", "events", "starts", "from", "begin"}),
}


#: What has such a name holds a time or a day, whatever else it is named.
_OF_TIME = frozenset({"date", "day", "daynum", "month", "weekday", "time", "datetime", "year"})


def _own_text(element: Element, field: str, common: frozenset[str]) -> str:
    """Give the text of a marked element without the buttons in it."""
    if field == "summary":
        blocks = [text for one in element.elements() if one.tag == "p" and (text := one.text()) and text not in common]
        return " ".join(blocks) or element.text()
    text = element.text()
    buttons = [link.text() for link in element.elements() if link.tag == "a"] if field == "location" else []
    for button in buttons:
        text = text.removesuffix(button).rstrip() or text
    return text


def _before(line: str, buttons: Iterable[str]) -> str:
    """Give a line without the button at its end; a button alone is left."""
    ends = (button for button in buttons if line.endswith(button))
    return next((left for button in ends if (left := line.removesuffix(button).rstrip(_JOINTS))), line)


def _without(line: str, text: str) -> str:
    return " | ".join(part for one in line.split(text, 1) if (part := one.strip(_JOINTS)))


def _lies_behind(start: When, when: When) -> bool:
    if isinstance(start, datetime) != isinstance(when, datetime):
        return False
    return when > start
