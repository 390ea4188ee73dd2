"""A schema.org Event, of whatever syntax, as an event of ours."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

import msgspec

from feeds.model import AttendanceMode, Event, EventStatus, Offer, SubEvent, When, day_of
from feeds.parse.structured import schedules
from feeds.parse.structured.thing import Thing
from feeds.parse.structured.values import (
    Reader,
    Shared,
    clock,
    duration,
    name_of,
    names,
    paragraphs,
    place_line,
    plain,
    raw,
    term,
    text,
    things_of,
    values_of,
)

_STATUS: tuple[tuple[str, EventStatus], ...] = (
    ("cancel", "cancelled"),
    ("postpone", "postponed"),
    ("reschedule", "rescheduled"),
)
_MODES: tuple[tuple[str, AttendanceMode], ...] = (("mixed", "mixed"), ("online", "online"), ("offline", "offline"))
_MIDNIGHT = re.compile(r"\s*(\d{4}-\d\d-\d\d)[T ](?:00:00|(23:59))(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?\s*")
_ADDRESS = re.compile(r"\s*(?:https?:)?//\S+\s*", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,9}(?:[.,]\d{1,4})?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
#: How long an evening may last whose end has the day of its beginning by mistake.
_EVENING = timedelta(hours=12)
_MOST_PARTS = 500
_MOST_OFFERS = 50
_LONGEST_PRICE = 60


def event(thing: Thing, reader: Reader, shared: Shared) -> Event:
    """Read an event; `shared` are the facts that all kinds have.

    Raises:
        ValueError: it has no title, or its days cannot be.
    """
    title = text(thing, "name", "headline", "alternateName")
    if title is None:
        raise ValueError("it has no `name`")
    start, end = span(thing, reader)
    again = schedules.repeated(thing, reader, start, end)
    if again is not None:
        start, end = again.start, again.end
    location, mode = _where(thing, reader)
    summary, content = reader.described(raw(thing, "description"))
    price, is_free, offers = _prices(thing, reader)
    return Event(
        **shared,
        title=title,
        summary=summary,
        content=content,
        start=start,
        end=end,
        timezone=again.timezone if again is not None and again.timezone else _zone_name(start),
        location=location,
        organizer=", ".join(names(thing, "organizer")) or None,
        status=_status(thing),
        previous_start=reader.moment(raw(thing, "previousStartDate")),
        price=price,
        is_free=is_free,
        offers=offers,
        attendance_mode=mode,
        performers=names(thing, "performer", "performers", "actor"),
        recurrence_rule=again.rule if again is not None else None,
        excluded_dates=again.excluded if again is not None else (),
        schedule=again.schedule if again is not None else None,
        door_time=_door_time(thing, reader, start),
        sub_events=tuple(part for one in _parts(thing)[:_MOST_PARTS] if (part := _part(one, reader)) is not None),
        super_event=_super_event(thing, title),
    )


def _super_event(thing: Thing, title: str) -> str | None:
    name = next((name for one in things_of(thing, "superEvent") if one is not thing and (name := name_of(one))), None)
    name = name or text(thing, "superEvent")
    return name if name != title or things_of(thing, "superEvent") != [thing] else None


def span(thing: Thing, reader: Reader) -> tuple[When | None, When | None]:
    """Read when an event begins and ends; the last day that schema.org gives becomes the one after it.

    Raises:
        ValueError: there is a beginning that is no date, or an end before it.
    """
    told, told_end = raw(thing, "startDate"), raw(thing, "endDate")
    start, end = reader.moment(told), reader.moment(told_end)
    if start is None:
        # No day, or a word that there is none yet, is an event that waits for one.
        if told and re.search("[1-9]", told) and not told.startswith(("1970-01-01", "0001-01-01")):
            raise ValueError(f"`startDate` is {plain(told)[:60]!r}, which is no date")
        return None, None
    days = _whole_days(told or "", told_end or "")
    if days is not None:
        return days
    at, until = clock(raw(thing, "startTime")), clock(raw(thing, "endTime"))
    if at is not None and not isinstance(start, datetime):
        if until is not None and not isinstance(end, datetime):
            end = _at(end or start, until, reader.zone)
        start = _at(start, at, reader.zone)
    if end is None:
        return start, _after(start, duration(raw(thing, "duration")))
    return _ordered(start, end)


def _at(day: date, hour: tuple[int, int], zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, *hour, tzinfo=zone)


def _whole_days(start: str, end: str) -> tuple[date, date | None] | None:
    """Read midnight to midnight, or to the last minute of a day, as the days between."""
    begins, ends = _MIDNIGHT.fullmatch(start), _MIDNIGHT.fullmatch(end)
    if begins is None or ends is None or begins[2]:
        return None
    try:
        first, last = date.fromisoformat(begins[1]), date.fromisoformat(ends[1])
        after = last + timedelta(days=1) if ends[2] or first == last else last
    except (ValueError, OverflowError):
        return None
    if after < first:
        raise ValueError("`endDate` lies before `startDate`")
    return first, after


def _after(start: When, length: timedelta | None) -> When | None:
    if length is None:
        return None
    try:
        if isinstance(start, datetime):
            return start + length
        return start + length if length.days and not length.seconds else None
    except OverflowError:
        return None


def _ordered(start: When, end: When) -> tuple[When, When | None]:
    """Make both ends of one sort, and the end exclusive."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return _times(start, end)
    first, last = day_of(start), day_of(end)
    if last < first:
        raise ValueError("`endDate` lies before `startDate`")
    if first == last and isinstance(start, datetime):
        return start, None
    return first, last + timedelta(days=1) if last < date.max else None


def _times(start: datetime, end: datetime) -> tuple[When, When | None]:
    is_night = end < start and end.date() == start.date()
    if is_night and end + timedelta(days=1) - start <= _EVENING:
        end += timedelta(days=1)
    if end < start:
        raise ValueError("`endDate` lies before `startDate`")
    # Midnight at both ends, on the clocks of the zone.
    is_whole = not (start.hour or start.minute or end.hour or end.minute) and start.date() < end.date()
    if is_whole:
        return start.date(), end.date()
    return start, end if end > start else None


def _zone_name(start: When | None) -> str | None:
    zone = start.tzinfo if isinstance(start, datetime) else None
    return zone.key if isinstance(zone, ZoneInfo) and zone.key != "UTC" else None


def _status(thing: Thing) -> EventStatus | None:
    told = term(thing, "eventStatus")
    return next((status for word, status in _STATUS if word in told), None)


def _where(thing: Thing, reader: Reader) -> tuple[str | None, AttendanceMode | None]:
    """Tell the place, and whether one attends there, over the network or as one likes."""
    places, virtual, is_online = list[str](), list[str](), False
    for value in values_of(thing, "location"):
        if isinstance(value, str):
            is_virtual = _ADDRESS.fullmatch(value) is not None
            line = None if is_virtual else plain(value)
        else:
            is_virtual = "VirtualLocation" in value.types
            line = name_of(value) if is_virtual else place_line(value)
        is_virtual = is_virtual or (line is not None and reader.is_online(line))
        is_online = is_online or is_virtual
        if line and not _ADDRESS.fullmatch(line):
            (virtual if is_virtual else places).append(line)
    told = term(thing, "eventAttendanceMode")
    moved = "online" in term(thing, "eventStatus")
    mode = next((mode for word, mode in _MODES if word in told), None)
    if moved or (mode is None and is_online):
        mode = "mixed" if places and not moved else "online"
    return "; ".join(dict.fromkeys(places or virtual)) or None, mode


def _door_time(thing: Thing, reader: Reader, start: When | None) -> When | None:
    told = raw(thing, "doorTime")
    at = clock(told)
    if at is not None and isinstance(start, datetime):
        return start.replace(hour=at[0], minute=at[1], second=0)
    found = reader.moment(told) if at is None else None
    return found if isinstance(found, datetime) else None


class _Amount(msgspec.Struct, frozen=True):
    low: Decimal
    high: Decimal
    currency: str


def _prices(thing: Thing, reader: Reader) -> tuple[str | None, bool | None, tuple[Offer, ...]]:
    """Tell the price as one line, whether there is none, and each kind of ticket where there are several."""
    offers = _offers(thing)
    amounts = [amount for one in offers if (amount := _amount(one)) is not None]
    told = term(thing, "isAccessibleForFree").rpartition("/")[2]
    is_free = {"true": True, "false": False}.get(told)
    words = next((said for one in offers if (said := _said(one, reader))), None)
    if amounts:
        is_paid = any(one.high for one in amounts)
        is_free = (None if is_free else is_free) if is_paid else True
        price = _range(amounts) if is_paid else None
    else:
        price = words
        is_free = True if words and reader.is_free(words) else is_free
    named = [(name, one) for one in offers if (name := text(one, "name"))]
    kinds = tuple(Offer(name=name, price=_shown(one) or _said(one, reader)) for name, one in named)
    return price, is_free, kinds if len(kinds) > 1 else ()


def _offers(thing: Thing) -> list[Thing]:
    """List offers; one of several in one stands for them, unless it lists them."""
    found = list[Thing]()
    for one in things_of(thing, "offers")[:_MOST_OFFERS]:
        inner = things_of(one, "offers")[:_MOST_OFFERS] if "AggregateOffer" in one.types else []
        found += inner if inner and _amount(one) is None else [one]
        if inner and _amount(one) is not None and all(text(each, "name") for each in inner):
            found[-1:] = inner
    return found


def _amount(offer: Thing) -> _Amount | None:
    told = [offer, *things_of(offer, "priceSpecification")[:1]]
    for one in told:
        low = _number(raw(one, "lowPrice")) if raw(one, "lowPrice") else _number(raw(one, "price", "minPrice"))
        if low is None:
            continue
        high = _number(raw(one, "highPrice", "maxPrice"))
        currency = next((code for each in told if (code := (raw(each, "priceCurrency") or "").strip().upper())), "")
        return _Amount(low, max(low, high or low), currency if _CURRENCY.fullmatch(currency) else "")
    return None


def _number(told: str | None) -> Decimal | None:
    told = (told or "").strip()
    if not _AMOUNT.fullmatch(told):
        return None
    try:
        return Decimal(told.replace(",", "."))
    except InvalidOperation:
        return None


def _range(amounts: list[_Amount]) -> str:
    currency = amounts[0].currency
    same = [one for one in amounts if one.currency == currency]
    low, high = min(one.low for one in same), max(one.high for one in same)
    told = _written(low) if low == high else f"{_written(low)}–{_written(high)}"
    return f"{told} {currency}".strip()


def _written(amount: Decimal) -> str:
    return str(int(amount)) if amount == int(amount) else f"{amount:.2f}"


def _shown(offer: Thing) -> str | None:
    amount = _amount(offer)
    return _range([amount]) if amount is not None else None


def _said(offer: Thing, reader: Reader) -> str | None:
    """Give a price in words; a description only where it is one."""
    price = text(offer, "price")
    if price and len(price) <= _LONGEST_PRICE:
        return price
    said = text(offer, "description")
    is_price = said is not None and len(said) <= _LONGEST_PRICE and (re.search(r"\d", said) or reader.is_free(said))
    return said if is_price else None


def _parts(thing: Thing) -> list[Thing]:
    return things_of(thing, "subEvent", "subEvents")


def _part(thing: Thing, reader: Reader) -> SubEvent | None:
    title = text(thing, "name", "headline")
    if title is None:
        return None
    try:
        start, end = span(thing, reader)
    except (ValueError, OverflowError):
        start = end = None
    places = [line for value in values_of(thing, "location") if (line := place_line(value))]
    summary = raw(thing, "description")
    return SubEvent(
        title=title,
        start=start,
        end=end,
        location="; ".join(dict.fromkeys(places)) or None,
        performers=names(thing, "performer", "performers", "actor"),
        summary=paragraphs(summary) if summary else None,
    )
