"""Recurrence rules (RFC 5545 section 3.3.10) of days and longer: read strictly, counted out, nothing guessed. Pure.

Rules of hours, minutes and seconds, and the parts BYYEARDAY and BYWEEKNO, are refused: no programme uses them, and the
clients that do not know them drop the whole event.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Container, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import count, islice
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

Frequency: TypeAlias = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_FREQUENCIES: tuple[Frequency, ...] = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
_DAY_NAME = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_MOST = 9999
# A rule that gives no day for so long never will, or nobody lives to see it.
_YEARS = 100
_MOST_EXCLUDED = 1000


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule in parts; `days` are weekdays (0 is Monday) with their number in the month or year, 0 for each of them."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    first_weekday: int = 0


def canonical(text: str) -> str:
    """Write a rule as calendars do, in capitals, its frequency first and without what is empty.

    Raises:
        ValueError: it is no rule, or one that is not supported.
    """
    parts = _parted(text)
    read(text)
    return ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)


@lru_cache(maxsize=1024)
def read(text: str) -> Rule:
    """Read a rule.

    Raises:
        ValueError: it is no rule, or one that is not supported.
    """
    parts = _parted(text)
    frequency = next((one for one in _FREQUENCIES if one == parts.get("FREQ")), None)
    if frequency is None:
        raise ValueError(f"the rule {text!r} needs a FREQ of DAILY, WEEKLY, MONTHLY or YEARLY")
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError(f"the rule {text!r} has both COUNT and UNTIL; leave one out")
    rule = Rule(
        frequency=frequency,
        interval=_number(parts.get("INTERVAL", "1"), "INTERVAL"),
        count=_number(parts["COUNT"], "COUNT") if "COUNT" in parts else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        days=tuple(_weekday(name) for name in _listed(parts, "BYDAY")),
        month_days=_numbers(parts, "BYMONTHDAY", 31, below=True),
        months=_numbers(parts, "BYMONTH", 12, below=False),
        positions=_numbers(parts, "BYSETPOS", 366, below=True),
        first_weekday=_weekday(parts.get("WKST", "MO"))[0],
    )
    _refuse_odd(rule, text)
    return rule


def begins_on(rule: Rule, day: date) -> bool:
    """Tell whether a rule gives the day that it starts on; RFC 5545 does not say what it means otherwise."""
    return next(_days(rule, day), None) == day


def days(rule: Rule, first: date) -> Iterator[date]:
    """Give the days of a rule from a day on which it counts its weeks, months and years; COUNT and UNTIL aside."""
    return _days(rule, first)


def first_from(rule: Rule, day: date, excluded: Container[date] = ()) -> date | None:
    """Give the first day on or after a day of a rule whose own first day nobody told.

    None where that cannot be known: of every second week nobody can say which one it is, nor of eight evenings how many
    there have been.
    """
    says_when = rule.frequency == "DAILY" or rule.days or rule.month_days
    if rule.interval > 1 or rule.count is not None or not says_when:
        return None
    return next((one for one in islice(_days(rule, day), _MOST_EXCLUDED) if one not in excluded), None)


def gives(rule: Rule, first: date, day: date) -> bool:
    """Tell whether a rule gives a day of what starts on another, its end aside."""
    return next((one for one in _days(rule, first) if one >= day), None) == day


@lru_cache(maxsize=4096)
def last_day(text: str, first: date, zone: str | None) -> date:
    """Give the day of the last repetition of what begins on a day; one without an end goes on for ever."""
    rule = read(text)
    if rule.until is not None:
        return max(first, until_day(rule.until, zone))
    if rule.count is None:
        return date.max
    return next(islice(_days(rule, first), rule.count - 1, None), date.max)


def until_day(until: date | datetime, zone: str | None) -> date:
    """Give the day on which a rule ends, as the clocks of a zone have it."""
    if not isinstance(until, datetime):
        return until
    return until.astimezone(ZoneInfo(zone) if zone else UTC).date()


def _parted(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.strip().upper().split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise ValueError(f"the rule {text!r} is not written like FREQ=WEEKLY;BYDAY=TH")
        if name not in _PARTS:
            raise ValueError(f"the rule {text!r} has the part {name!r}; known are {', '.join(_PARTS)}")
        if name in parts:
            raise ValueError(f"the rule {text!r} has {name} twice")
        parts[name] = value
    return parts


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= _MOST:
        raise ValueError(f"{name} of a rule is {text!r}; write a whole number from 1 to {_MOST}")
    return int(text)


def _listed(parts: dict[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def _numbers(parts: dict[str, str], name: str, most: int, *, below: bool) -> tuple[int, ...]:
    found = []
    for text in _listed(parts, name):
        if (
            not re.fullmatch(r"[+-]?\d{1,3}" if below else r"\d{1,2}", text, re.ASCII)
            or not 1 <= abs(int(text)) <= most
        ):
            raise ValueError(f"{name} of a rule has {text!r}; write whole numbers up to {most}")
        found.append(int(text))
    return tuple(found)


def _weekday(text: str) -> tuple[int, int]:
    match = _DAY_NAME.fullmatch(text)
    if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 53):
        raise ValueError(f"a rule names the day {text!r}; write it like TH, 1MO or -1FR")
    return WEEKDAYS.index(match[2]), int(match[1] or 0)


def _until(text: str) -> date | datetime:
    try:
        if re.fullmatch(r"\d{8}", text, re.ASCII):
            return date.fromisoformat(text)
        if re.fullmatch(r"\d{8}T\d{6}Z", text, re.ASCII):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(
        f"UNTIL of a rule is {text!r}; write a day like 20261217 or an instant in UTC like 20261217T180000Z"
    )


def _refuse_odd(rule: Rule, text: str) -> None:
    """Refuse what RFC 5545 forbids, and what no day can meet."""
    if rule.frequency in ("DAILY", "WEEKLY") and any(number for _, number in rule.days):
        raise ValueError(f"the rule {text!r} counts weekdays, which only months and years have")
    if rule.frequency == "WEEKLY" and rule.month_days:
        raise ValueError(f"the rule {text!r} has BYMONTHDAY, which no week has")
    if rule.positions and not (rule.days or rule.month_days or rule.months):
        raise ValueError(f"the rule {text!r} has BYSETPOS and nothing to count")
    longest = max((monthrange(2000, month)[1] for month in rule.months), default=31)
    if rule.month_days and all(abs(day) > longest for day in rule.month_days):
        raise ValueError(f"the rule {text!r} asks for a day that its months have not")


def _days(rule: Rule, first: date) -> Iterator[date]:
    """Give the days of a rule, COUNT and UNTIL aside; it may be none, and then none comes."""
    last_year = min(first.year + _YEARS, date.max.year - 1)
    period = _PERIODS[rule.frequency]
    for number in count():
        found = period(rule, first, number * rule.interval)
        if found is None or found[0].year > last_year:
            return
        chosen = [day for day in found if _fits(rule, first, day)]
        if rule.positions:
            places = {place - 1 if place > 0 else len(chosen) + place for place in rule.positions}
            chosen = [day for place, day in enumerate(chosen) if place in places]
        yield from (day for day in chosen if day >= first)


def _one_day(_rule: Rule, first: date, number: int) -> list[date] | None:
    return _run(first, number, 1)


def _week(rule: Rule, first: date, number: int) -> list[date] | None:
    return _run(first, 7 * number - (first.weekday() - rule.first_weekday) % 7, 7)


def _run(first: date, offset: int, length: int) -> list[date] | None:
    start = first.toordinal() + offset
    if start < 1:
        start, length = 1, length + start - 1
    if start + length > date.max.toordinal():
        return None
    return [date.fromordinal(start + more) for more in range(length)]


def _month(_rule: Rule, first: date, number: int) -> list[date] | None:
    year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
    return _run(date(year, month + 1, 1), 0, monthrange(year, month + 1)[1]) if year < date.max.year else None


def _year(_rule: Rule, first: date, number: int) -> list[date] | None:
    year = first.year + number
    if year >= date.max.year:
        return None
    start = date(year, 1, 1)
    return _run(start, 0, (date(year + 1, 1, 1) - start).days)


_PERIODS: dict[Frequency, Callable[[Rule, date, int], list[date] | None]] = {
    "DAILY": _one_day,
    "WEEKLY": _week,
    "MONTHLY": _month,
    "YEARLY": _year,
}


def _fits(rule: Rule, first: date, day: date) -> bool:
    """Tell whether a day is one of the rule's; what the rule leaves open is as on the first day."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not {day.day, day.day - 1 - monthrange(day.year, day.month)[1]} & set(rule.month_days):
        return False
    if rule.days:
        return any(_is_weekday(rule, day, *wanted) for wanted in rule.days)
    if rule.month_days or rule.frequency == "DAILY":
        return True
    if rule.frequency == "WEEKLY":
        return day.weekday() == first.weekday()
    is_month = rule.frequency == "MONTHLY" or bool(rule.months) or day.month == first.month
    return is_month and day.day == first.day


def _is_weekday(rule: Rule, day: date, weekday: int, number: int) -> bool:
    if day.weekday() != weekday or not number:
        return day.weekday() == weekday
    start, end = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if rule.frequency == "YEARLY" and not rule.months:
        start, end = date(day.year, 1, 1), date(day.year, 12, 31)
    return number == ((day - start).days // 7 + 1 if number > 0 else -((end - day).days // 7) - 1)
