"""What a record is called and how it reads, in its own language: the same words in every output format.

All phrases are data in `lang/<code>.toml`, table `[ui]`; this module only fills them in.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from itertools import groupby
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from feeds import recurrence
from feeds.lang import Language, available, load
from feeds.model import (
    Article,
    Deadline,
    Event,
    Item,
    JobPosting,
    PartialDate,
    PersonnelNotice,
    Record,
    Site,
    SubEvent,
    When,
    YearMonth,
    day_of,
)
from feeds.text import clean, paragraph
from feeds.text import one_line as _folded

FactName: TypeAlias = Literal[
    "when", "moved_from", "where", "price", "deadline", "organizer", "performers", "attendance", "recurrence", "status",
    "except", "doors", "tickets", "early_bird", "application", "part_of",
    "organization", "role", "effective", "place", "focus", "previous", "education", "age",
    "employer", "workplace", "employment", "apply_by",
    "author", "publication", "credit",
]  # fmt: skip

SUMMARY_LENGTH = 300
"""Characters after which a summary that we shorten ends."""

# Marks that turn the direction of all text around them, hostile in a title.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’']?\s+(?=[^\W\d_a-zæøåäöü]|[“\"„»])")
_EMPLOYMENT = ("full_time", "part_time", "temporary", "contractor", "intern")
_LATE_NIGHT = 6  # an evening that ends before this hour belongs to the day on which it began


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One labelled line about an item: `name` is ours and constant, `label` and `value` are for people."""

    name: FactName
    label: str
    value: str


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A point of a programme: `clock` says when in its day, `machine` is its start for `<time>`; both may be empty."""

    clock: str
    machine: str
    title: str
    summary: str


class ProgrammeDay(msgspec.Struct, frozen=True, kw_only=True):
    """Points of a programme that are on one day; `title` names it where the programme has several."""

    title: str
    acts: tuple[Act, ...]


def language_for(code: str | None, fallback: str = "en") -> Language:
    """Load the language of a BCP 47 code, or of `fallback` when there is no file for it, or one that shows no pages."""
    for wanted in (code or "", fallback):
        primary = wanted.lower().partition("-")[0]
        primary = "no" if primary in ("nb", "nn") else primary
        if primary in available() and load(primary).ui:
            return load(primary)
    return load("en")


def item_language(item: Item, site: Site) -> Language:
    """Choose the language an item is shown in: its own if we speak it, else the site's."""
    return language_for(item.language, site.language)


def headline(item: Item, language: Language) -> str:
    """Give the one-line title of an item; a notice, which has none, is named by its change."""
    title = one_line(item.title or "")
    if not title and isinstance(item, PersonnelNotice):
        title = _notice_headline(item, language)
    if not title:
        title = _shorten(one_line(item.summary or "") or one_line(_prose_text(item)), 80)
    if isinstance(item, Event):
        return _with_status(title or language.ui["untitled"], item, language)
    return title or language.ui["untitled"]


def entry_title(record: Record, language: Language) -> str:
    """Give the title of an entry; one that announces a change says which, and a move from when to when."""
    item = record.item
    if record.announces is None or not isinstance(item, Event):
        return headline(item, language)
    title = one_line(item.title or "") or headline(item, language)
    if record.announces == "reinstated":
        return language.ui["announce_reinstated"].format(title=title)
    if record.announces == "moved" and item.previous_start is not None and item.start is not None:
        before, after = _from_to(item.previous_start, item.start, language)
        return language.ui["announce_moved"].format(title=title, before=before, after=after)
    return headline(item, language)


def _from_to(before: When, after: When, language: Language) -> tuple[str, str]:
    """Say two moments as short as tells them apart: month and year once, the clock only where it is new."""
    old, new = date_text(before, language), date_text(after, language)
    if isinstance(before, datetime) or isinstance(after, datetime):
        clocks = [_time(m, language) if isinstance(m, datetime) else "" for m in (before, after)]
        if clocks[0] != clocks[1] or old == new:
            return (
                " ".join(filter(None, (old, language.ui["clock"].format(time=clocks[0]) if clocks[0] else ""))),
                " ".join(filter(None, (new, language.ui["clock"].format(time=clocks[1]) if clocks[1] else ""))),
            )
    if before.year == after.year:
        shape = "day_alone" if before.month == after.month else "day_month"
        old = language.ui[shape].format(day=before.day, month=month_name(before.month, language))
    return old, new


def summary(item: Item, language: Language) -> str | None:
    """Give one plain-text paragraph for a feed's summary, or None.

    Events and postings begin with what decides: when, where, at what price.
    """
    said = one_line(item.summary or "")
    if isinstance(item, Event | JobPosting):
        known = " · ".join(_leading_facts(item, language))
        return " — ".join(part for part in (_capital(known), said) if part) or None
    if said:
        return said
    text = one_line(_prose_text(item))
    if not text and isinstance(item, PersonnelNotice):
        text = _capital(" · ".join(fact.value for fact in facts(item, language) if fact.name != "age"))
    return _shorten(text, SUMMARY_LENGTH) or None


def body_text(item: Item, language: Language) -> str:
    """Give the item as plain text with newlines, for a calendar's DESCRIPTION."""
    lines = "\n".join(f"{fact.label}: {fact.value}" for fact in body_facts(item, language))
    parts = [_prose_text(item), lines] if isinstance(item, Article) else [lines, _prose_text(item)]
    parts.append(_programme_text(item, language))
    return "\n\n".join(part for part in parts if part)


def body_html(item: Item, language: Language) -> str:
    """Give the item as safe HTML: its facts, then its text; an article's picture credit comes last."""
    lines = "<br>\n".join(_fact_html(fact) for fact in body_facts(item, language))
    known = f"<p>{lines}</p>" if lines else ""
    parts = [prose_html(item), known] if isinstance(item, Article) else [known, prose_html(item)]
    parts.append(_programme_html(item, language))
    return "\n".join(part for part in parts if part)


def programme(item: Item, language: Language) -> tuple[ProgrammeDay, ...]:
    """Give the programme of an event, day by day in the order of the source, on the clocks of its zone.

    What has no day comes first: after the others it would seem to be on the last one.
    """
    if not isinstance(item, Event):
        return ()
    dated = [(_act_day(part, item), _act(part, language)) for part in item.sub_events if one_line(part.title)]
    dated.sort(key=lambda one: one[0] is not None)
    days = [(day, tuple(act for _, act in acts)) for day, acts in groupby(dated, key=lambda one: one[0])]
    # A programme of one evening need not say again which one.
    is_known = len(days) == 1 and item.start is not None and days[0][0] in (None, item.start, day_of(item.start))
    return tuple(
        ProgrammeDay(title="" if is_known or day is None else day_text(day, language), acts=acts) for day, acts in days
    )


def _act_day(part: SubEvent, event: Event) -> date | None:
    if part.start is None:
        return None
    day, evening = day_of(part.start), event.start
    if not isinstance(part.start, datetime) or not isinstance(evening, datetime) or part.start.hour >= _LATE_NIGHT:
        return day
    # What begins after midnight belongs to the evening, as all else of a party does.
    is_late = day - evening.date() == timedelta(days=1) and evening.hour >= _LATE_NIGHT
    return evening.date() if is_late and _is_short(event, evening) else day


def _is_short(event: Event, start: datetime) -> bool:
    return not isinstance(event.end, datetime) or event.end - start < timedelta(days=1)


def _act(part: SubEvent, language: Language) -> Act:
    ui, title = language.ui, one_line(part.title)
    if performers := ", ".join(filter(None, map(one_line, part.performers))):
        title = ui["programme_with"].format(title=title, performers=performers)
    if location := one_line(part.location or ""):
        title = ui["programme_at"].format(title=title, location=location)
    start, end = part.start, part.end
    clock = machine = ""
    if isinstance(start, datetime):
        clock, machine = _clock(start, language), start.isoformat(timespec="minutes")
        if isinstance(end, datetime) and end > start:
            end = in_zone(end, start.tzinfo or UTC)
            clock = ui["clocks"].format(start=_time(start, language), end=_time(end, language)) + _zone(start, language)
    return Act(clock=clock, machine=machine, title=title, summary=one_line(part.summary or ""))


def _programme_text(item: Item, language: Language) -> str:
    days = programme(item, language)
    lines = [f"{language.ui['programme']}:"] if days else []
    for day in days:
        lines += [day.title] if day.title else []
        lines += [f"- {' '.join(filter(None, (act.clock, act.title)))}" for act in day.acts]
    return "\n".join(lines)


def _programme_html(item: Item, language: Language) -> str:
    parts: list[str] = []
    for day in programme(item, language):
        heading = [f"<p><strong>{escape(language.ui['programme'], quote=False)}:</strong></p>"] if not parts else []
        heading += [f"<p>{escape(day.title, quote=False)}</p>"] if day.title else []
        acts = (escape(" ".join(filter(None, (act.clock, act.title))), quote=False) for act in day.acts)
        parts += [*heading, "<ul>", *(f"<li>{act}</li>" for act in acts), "</ul>"]
    return "\n".join(parts)


def deadline_title(name: Deadline, title: str, language: Language) -> str:
    """Name the calendar entry of a deadline after what it is of."""
    return language.ui[f"deadline_{name}"].format(title=title)


def _fact_html(fact: Fact) -> str:
    return f"<strong>{escape(fact.label, quote=False)}:</strong> {escape(fact.value, quote=False)}"


def body_facts(item: Item, language: Language) -> tuple[Fact, ...]:
    """List the facts that a body states; who wrote an article has a field of its own in every format."""
    return tuple(fact for fact in facts(item, language) if fact.name != "author")


def facts(item: Item, language: Language) -> tuple[Fact, ...]:
    """List what is known of an item as labelled lines, the most wanted first."""
    match item:
        case Event():
            known = _event_facts(item, language)
        case PersonnelNotice():
            known = _notice_facts(item, language)
        case JobPosting():
            known = _posting_facts(item, language)
        case Article():
            known = _article_facts(item, language)
    lines = ((name, one_line(value or "")) for name, value in known)
    return tuple(Fact(name=n, label=language.ui[f"fact_{n}"], value=v) for n, v in lines if v)


def prose_html(item: Item) -> str:
    """Give the text of an item as safe HTML: the standfirst, then `content` or the notice's words."""
    lead = _paragraphs_html(item.summary or "")
    if item.content:
        content = clean(item.content).strip()
        repeated = one_line(item.summary or "") and one_line(html_to_text(content)).startswith(
            one_line(item.summary or "")
        )
        return content if repeated else "\n".join(part for part in (lead, content) if part)
    if isinstance(item, PersonnelNotice) and item.text:
        return _paragraphs_html(item.text)
    return lead


def when_text(start: When, end: When | None, language: Language) -> str:
    """Say when something happens, in local wall time; `end` is exclusive for days (RFC 5545 section 3.6.1).

    The zone is named when it is not the one that readers of the language live in.
    """
    if isinstance(start, datetime):
        return _clock_span(start, end if isinstance(end, datetime) else None, language)
    last = start
    if isinstance(end, date) and not isinstance(end, datetime) and end > start:
        last = end - timedelta(days=1)
    return day_text(start, language) if last == start else _day_span(start, last, language)


def day_text(value: PartialDate, language: Language) -> str:
    """Say a day with its weekday, a moment with its clock, or a month without a day."""
    if isinstance(value, YearMonth):
        return language.ui["month_year"].format(month=month_name(value.month, language), year=value.year)
    if isinstance(value, datetime):
        return _clock_span(value, None, language)
    weekday = language.ui["weekdays_long"].split()[value.weekday()]
    return language.ui["day_weekday"].format(weekday=weekday, date=date_text(value, language))


def date_text(value: date, language: Language) -> str:
    """Say a day without its weekday."""
    return language.ui["day"].format(day=value.day, month=month_name(value.month, language), year=value.year)


def month_name(month: int, language: Language) -> str:
    """Name a month (1 to 12)."""
    return language.ui["months_long"].split()[month - 1]


def month_short(month: int, language: Language) -> str:
    """Name a month (1 to 12) as on a calendar leaf."""
    return language.ui["months_short"].split()[month - 1]


def weekday_short(value: date, language: Language) -> str:
    """Name the weekday of a day as on a calendar leaf."""
    return language.ui["weekdays_short"].split()[value.weekday()]


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Give an instant on the clock of a zone; the first and last hours of the calendar have no other than their own."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def employment_types(posting: JobPosting, language: Language) -> tuple[str, ...]:
    """Give schema.org's names for what a posting says of its terms, as far as the language's words are known."""
    said = one_line(posting.employment_type or "")
    return tuple(name.upper() for name in _EMPLOYMENT if _says(language.ui[f"employment_{name}"], said))


def is_remote(posting: JobPosting, language: Language) -> bool:
    """Tell whether a posting is for work from anywhere; partly so is not."""
    said = one_line(f"{posting.job_location or ''} / {posting.employment_type or ''}")
    return _says(language.ui["work_remote"], said) and not _says(language.ui["work_hybrid"], said)


def names_place(posting: JobPosting, language: Language) -> bool:
    """Tell whether the place of a posting is more than a word for work from anywhere."""
    said = one_line(posting.job_location or "")
    return bool(said) and not re.fullmatch(language.ui["work_remote"], said, re.IGNORECASE)


def link_html(address: str) -> str:
    """Give an address as a link in HTML that shows it."""
    return f'<a href="{escape(address)}">{escape(address, quote=False)}</a>'


def one_line(text: str) -> str:
    """Make text one line without control characters or direction overrides."""
    return _folded(text if text.isprintable() else _DIRECTION.sub("", text))


# An entry's HTML and its text ask for the same words one after the other.
@lru_cache(maxsize=4)
def html_to_text(html: str) -> str:
    """Turn safe HTML into text: paragraphs stay paragraphs, links become "text (url)"."""
    if (alone := _ALONE.fullmatch(html)) is not None:
        return " ".join(unescape(alone[1]).split())
    reader = _TextReader()
    if _ODD.search(html) or not _feed_plain(reader, html):
        reader = _TextReader()
        reader.feed(html)
        reader.close()
    return reader.text()


# What the reader of plain tags does not know: comments, declarations, and elements whose content is no HTML.
_ODD = re.compile(r"<(?:[!?]|/?(?:script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
#: Nearly every summary of a feed is one paragraph.
_ALONE = re.compile(r"\s*<p>([^<>]*)</p>\s*")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def _feed_plain(reader: _TextReader, html: str) -> bool:
    """Read HTML of plain tags, which nearly all is, ten times as fast as `HTMLParser` does; False if it is not such."""
    place = 0
    for tag in _TAG.finditer(html):
        words = html[place : tag.start()]
        if "<" in words:
            return False
        if words:
            reader.handle_data(unescape(words))
        name, attributes = tag[2].lower(), tag[3]
        if tag[1]:
            reader.handle_endtag(name)
        elif attributes.endswith("/"):
            reader.handle_startendtag(name, [])
        else:
            found = _HREF.search(attributes) if name == "a" else None
            address = unescape(found[1] or found[2] or found[3] or "") if found else None
            reader.handle_starttag(name, [("href", address)] if found else [])
        place = tag.end()
    rest = html[place:]
    if rest and "<" not in rest:
        reader.handle_data(unescape(rest))
    return "<" not in rest


def _says(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE) is not None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shorten(text: str, length: int) -> str:
    """End after the last whole sentence that fits, else after the last whole word."""
    if len(text) <= length:
        return text
    ends = [match.start() for match in _SENTENCE_END.finditer(text, 0, length + 2) if match.start() <= length]
    if ends and ends[-1] > length // 4:
        return text[: ends[-1]]
    return text[:length].rpartition(" ")[0].rstrip(" ,;:–—-") + "…" if " " in text[:length] else text[:length] + "…"


def _notice_headline(item: PersonnelNotice, language: Language) -> str:
    leaving = item.change in ("departed", "retired")
    role = item.role_name or (item.previous_role_name if leaving else None)
    organization = item.organization or (item.previous_organization if leaving else None)
    if item.change == "graduated":
        role = item.education
    elif not role and item.change == "other":
        role = item.current_role_name
    known = {"role": one_line(role or ""), "organization": one_line(organization or "")}
    shape = "_".join(name for name, value in known.items() if value) or "alone"
    return language.ui[f"{item.change}_{shape}"].format(person=one_line(item.person.name), **known)


def _with_status(title: str, item: Event, language: Language) -> str:
    """Say in the title that an event is off or moved: Google shows neither (STATUS:CANCELLED hides the event)."""
    if item.status in (None, "scheduled"):
        return title
    word = language.ui[f"status_{item.status}"]
    return title if word.casefold() in title.casefold() else f"{word}: {title}"


def _leading_facts(item: Event | JobPosting, language: Language) -> list[str]:
    """Give what decides at a glance; a deadline needs its label, the others speak for themselves."""
    wanted = ("when", "recurrence", "where", "price", "employer", "workplace", "apply_by")
    known = [fact for fact in facts(item, language) if fact.name in wanted]
    return [f"{f.label}: {f.value}" if f.name == "apply_by" else f.value for f in known]


def _event_facts(item: Event, language: Language) -> list[tuple[FactName, str | None]]:
    ui = language.ui
    price = item.price or (ui["free"] if item.is_free else None)
    mode = ui[f"attendance_{item.attendance_mode}"] if item.attendance_mode in ("online", "mixed") else None
    status = ui[f"status_{item.status}"] if item.status not in (None, "scheduled") else None
    return [
        ("status", status),
        # A day that was counted is nobody's word: how it repeats says when it is.
        ("when", when_text(item.start, item.end, language) if item.start and item.schedule is None else None),
        ("doors", _doors_text(item, language)),
        ("moved_from", when_text(item.previous_start, None, language) if item.previous_start else None),
        ("recurrence", recurrence_text(item, language)),
        ("except", ", ".join(date_text(day, language) for day in item.excluded_dates)),
        ("where", item.location),
        ("attendance", mode),
        ("price", price),
        ("tickets", " · ".join(": ".join(filter(None, (offer.name, offer.price))) for offer in item.offers)),
        ("early_bird", day_text(item.early_bird_deadline, language) if item.early_bird_deadline else None),
        ("deadline", day_text(item.registration_deadline, language) if item.registration_deadline else None),
        ("application", day_text(item.application_deadline, language) if item.application_deadline else None),
        ("organizer", item.organizer),
        ("performers", ", ".join(item.performers)),
        ("part_of", item.super_event),
    ]


def _doors_text(item: Event, language: Language) -> str | None:
    """Say when doors open: by the clock alone on the day of the event itself."""
    doors = item.door_time
    if not isinstance(doors, datetime) or item.start is None or doors.date() != day_of(item.start):
        return day_text(doors, language) if doors else None
    return _clock(doors, language)


def recurrence_text(item: Event, language: Language) -> str | None:
    """Say how an event repeats, and at what time if nobody told a day of it."""
    text, told = item.recurrence_text or _repeats_text(item, language), item.schedule
    if text is None or told is None or told.start_time is None:
        return text
    start, end = (t and _time(datetime.combine(date.min, t), language) for t in (told.start_time, told.end_time))
    ui = language.ui
    clock = ui["clocks"].format(start=start, end=end) if end else ui["clock"].format(time=start)
    clock += _zone(item.start, language) if isinstance(item.start, datetime) else ""
    return ui["day_clock"].format(day=text, clock=clock)


def _repeats_text(item: Event, language: Language) -> str | None:
    """Say in words what a rule says, for an event whose page has no words of its own for it."""
    if item.recurrence_rule is None:
        return None
    rule, ui = recurrence.read(item.recurrence_rule), language.ui
    text = ui[f"repeat_{rule.frequency.lower()}{'_some' if rule.interval > 1 else ''}"].format(interval=rule.interval)
    if rule.days and not any(number for _, number in rule.days):
        names = ui["weekdays_long"].split()
        text = ui["repeat_on"].format(every=text, days=", ".join(names[day] for day, _ in rule.days))
    if rule.until is not None:
        until = date_text(recurrence.until_day(rule.until, item.timezone), language)
        return ui["repeat_until"].format(every=text, day=until)
    return ui["repeat_count"].format(every=text, count=rule.count) if rule.count is not None else text


def _notice_facts(item: PersonnelNotice, language: Language) -> list[tuple[FactName, str | None]]:
    years = language.ui["years"].format(age=item.person.age) if item.person.age is not None else None
    role = item.role_name or item.current_role_name
    return [
        ("role", role),
        ("organization", item.organization),
        ("effective", _effective_text(item.effective, language)),
        ("place", item.location),
        ("focus", item.focus),
        ("previous", _role_at(item.previous_role_name, item.previous_organization, language)),
        ("education", item.education),
        ("age", years),
    ]


def _effective_text(value: PartialDate | None, language: Language) -> str | None:
    # The weekday on which somebody begins says nothing.
    if isinstance(value, date):
        return date_text(value, language)
    return day_text(value, language) if value else None


def _role_at(role: str | None, organization: str | None, language: Language) -> str | None:
    if role and organization:
        return language.ui["role_at"].format(role=role, organization=organization)
    return role or organization


def _posting_facts(item: JobPosting, language: Language) -> list[tuple[FactName, str | None]]:
    return [
        ("employer", item.hiring_organization),
        ("workplace", item.job_location),
        ("employment", item.employment_type),
        ("apply_by", day_text(item.valid_through, language) if item.valid_through else None),
    ]


def _article_facts(item: Article, language: Language) -> list[tuple[FactName, str | None]]:
    # A credit often brings its own label ("Foto: Name"): that of the page is put in its place.
    credit = (item.credit or "").strip().strip("()")
    label = language.ui["fact_credit"]
    if credit.casefold().startswith(f"{label}:".casefold()):
        credit = credit[len(label) + 1 :]
    return [("author", ", ".join(item.authors)), ("publication", item.publication), ("credit", credit)]


def _day_span(first: date, last: date, language: Language) -> str:
    values = {
        "day": first.day, "month": month_name(first.month, language), "year": first.year,
        "last_day": last.day, "last_month": month_name(last.month, language), "last_year": last.year,
    }  # fmt: skip
    if first.year != last.year:
        return language.ui["days_years"].format(**values)
    return language.ui["days_months" if first.month != last.month else "days"].format(**values)


def _clock_span(start: datetime, end: datetime | None, language: Language) -> str:
    ui = language.ui
    if end is None or end <= start:
        return ui["day_clock"].format(day=day_text(start.date(), language), clock=_clock(start, language))
    end = in_zone(end, start.tzinfo or UTC)
    zone = _zone(start, language)
    if _same_evening(start, end):
        clock = ui["clocks"].format(start=_time(start, language), end=_time(end, language)) + zone
        return ui["day_clock"].format(day=day_text(start.date(), language), clock=clock)
    ends = (
        ui["day_clock"].format(
            day=date_text(moment.date(), language), clock=ui["clock"].format(time=_time(moment, language))
        )
        for moment in (start, end)
    )
    return " – ".join(ends) + zone


def _same_evening(start: datetime, end: datetime) -> bool:
    small_hours = end.hour < _LATE_NIGHT and (end.date() - start.date()).days == 1 and start.hour > end.hour
    return start.date() == end.date() or (small_hours and start.hour >= _LATE_NIGHT)


def _clock(moment: datetime, language: Language) -> str:
    return language.ui["clock"].format(time=_time(moment, language)) + _zone(moment, language)


def _time(moment: datetime, language: Language) -> str:
    return language.ui["time"].format(hour=moment.hour, minute=f"{moment.minute:02d}")


def _zone(moment: datetime, language: Language) -> str:
    """Name the zone, or nothing when readers of the language take it for granted."""
    name = moment.tzname() or ""
    home = language.language.timezone
    if home != "UTC" and in_zone(moment, ZoneInfo(home)).utcoffset() == moment.utcoffset():
        return ""
    return f" {name}" if name.isalpha() else f" UTC{moment.strftime('%z')[:3]}:{moment.strftime('%z')[3:5]}"


def _prose_text(item: Item) -> str:
    said = _plain(item.summary or "")
    if item.content:
        text = html_to_text(clean(item.content).strip())
        return text if one_line(text).startswith(one_line(said)) else f"{said}\n\n{text}".strip()
    if isinstance(item, PersonnelNotice) and item.text:
        return _plain(item.text)
    return said


def _plain(text: str) -> str:
    """Keep paragraphs and lines, drop control characters and spaces at their ends."""
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _paragraphs_html(text: str) -> str:
    paragraphs = (part.strip() for part in re.split(r"\n{2,}", _plain(text)))
    return "\n".join(paragraph(part).replace("\n", "<br>\n") for part in paragraphs if part)


class _TextReader(HTMLParser):
    """Collects the words of safe HTML; a block element begins a paragraph, `<br>` a line."""

    BLOCKS = frozenset(
        ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "figure", "dl", "div", "hr")
    )
    LINES = frozenset(("br", "li", "tr", "dt", "dd"))
    SILENT = frozenset(("script", "style"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._link = ""
        self._link_from = 0
        self._silent = 0

    def text(self) -> str:
        """Give everything read so far."""
        joined = "".join(self._parts)
        lines = (" ".join(line.split()) for line in joined.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self.SILENT
        self._break(tag)
        if tag == "li":
            self._parts.append("- ")
        if tag == "a":
            self._link = dict(attrs).get("href") or ""
            self._link_from = len(self._parts)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self._silent = max(0, self._silent - 1)
        if tag == "a" and self._link:
            words = "".join(self._parts[self._link_from :]).strip()
            self._parts.append(f" ({self._link})" if words and words != self._link else "")
            self._link = ""
        if tag in self.BLOCKS:
            self._break(tag)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            # Python 3.11 stops at a section that it does not know, such as "<![x "; browsers take it for a comment.
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # Other white space is folded line by line at the end.
            self._parts.append(data.replace("\n", " "))

    def _break(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self._parts.append("\n\n")
        elif tag in self.LINES:
            self._parts.append("\n")
