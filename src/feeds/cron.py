"""Schedules as text: crontab expressions with their real meaning, durations, and the lines a crontab takes.

The meaning is that of Vixie cron (crontab(5)): weekdays 0 and 7 are Sunday, and when day and weekday are both
restricted, either is enough. Ranges may wrap (`fri-mon`, `22-2`), which cron itself refuses; `Cron.text` has none such.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import msgspec

from feeds.model import Source

DEFAULT_EVERY = 3600
SHORTEST_EVERY = 10
LONGEST_EVERY = 366 * 86400

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_UNITS = {"w": 7 * 86400, "d": 86400, "h": 3600, "m": 60, "s": 1}
#: How people write a duration beside our own way: to say what they meant.
_IN_WORDS = re.compile(r"([0-9]{1,8})\s*([smhdw]|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|weeks?)\.?", re.IGNORECASE)
_DURATION = re.compile("".join(rf"(?:(?P<{unit}>[0-9]{{1,8}}){unit})?" for unit in _UNITS))
_ELEMENT = re.compile(
    r"(?P<star>\*)?(?(star)|(?P<first>[0-9a-z]{1,9})(?:-(?P<last>[0-9a-z]{1,9}))?)(?:/(?P<step>[0-9]{1,2}))?"
)
_QUARTZ = re.compile(r"[?#]|(?<![a-z])l(?![a-z])|(?<![a-z])w(?![a-z])|lw")
_NICKNAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class _Field(msgspec.Struct, frozen=True):
    label: str
    low: int
    high: int
    names: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return self.high - self.low + 1


_WEEKDAY = _Field("weekday", 0, 6, ("sun", "mon", "tue", "wed", "thu", "fri", "sat"))
_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of month", 1, 31),
    _Field("month", 1, 12, ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    _WEEKDAY,
)
WEEKDAYS = _WEEKDAY.names


class Cron(msgspec.Struct, frozen=True, kw_only=True):
    """A checked crontab expression; `weekdays` count from Sunday = 0, `text` is five fields that every cron takes.

    `either` says that a day *or* a weekday is enough; `repeats` that a clock set back makes it run in both passes of
    the hour, because its hours or minutes begin with `*`.
    """

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]
    months: tuple[int, ...]
    weekdays: tuple[int, ...]
    either: bool
    repeats: bool
    text: str

    @property
    def has_dates(self) -> bool:
        """Tell whether any of the months ever has one of the days."""
        return min(self.days) <= max(_DAYS_OF_MONTH[month - 1] for month in self.months)

    def takes(self, day: date) -> bool:
        """Tell whether there is a run on a day."""
        by_day, by_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        chosen = by_day or by_weekday if self.either else by_day and by_weekday
        return chosen and day.month in self.months

    @property
    def shortest(self) -> int:
        """Give the shortest time between two runs in seconds, a day at most."""
        if len(self.minutes) > 1 or len(self.hours) == 24:
            return 60 * _shortest_gap(self.minutes, 60)
        return 3600 * _shortest_gap(self.hours, 24)

    def covers(self, other: Cron) -> bool:
        """Tell whether every run of the other, in whatever time zone, is a run of this one too."""
        every_hour = (len(self.hours), len(self.days), len(self.months), len(self.weekdays)) == (24, 31, 12, 7)
        # Zones lie whole quarters of an hour apart.
        shifted = {(minute + quarter) % 60 for minute in other.minutes for quarter in (0, 15, 30, 45)}
        return every_hour and shifted <= set(self.minutes)


def parse(text: str) -> Cron:
    """Read five crontab fields, or a nickname such as `@daily`.

    Raises:
        ValueError: it is not a crontab expression, or it never comes.
    """
    given = text.strip().lower()
    try:
        return _parse(_NICKNAMES.get(given, given))
    except ValueError as error:
        raise ValueError(f"cron {text!r}: {error}") from None


def _parse(given: str) -> Cron:
    parts = given.split()
    _refuse_other_forms(given, parts)
    read = [_read(field, part) for field, part in zip(_FIELDS, parts, strict=True)]
    (minutes, hours, days, months, weekdays), texts = zip(*read, strict=True)
    stars = [part.startswith("*") for part in parts]
    cron = Cron(
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=weekdays,
        either=not (stars[2] or stars[4]),
        repeats=stars[0] or stars[1],
        text=" ".join(texts),
    )
    if not (cron.either or cron.has_dates):
        raise ValueError(f"never comes: no such month has a day {min(days)}")
    return cron


def _refuse_other_forms(given: str, parts: list[str]) -> None:
    if given.startswith("@"):
        raise ValueError(f"unknown name; choose one of {', '.join(_NICKNAMES)}, or five fields")
    if len(parts) in (6, 7):
        raise ValueError(
            f"{len(parts)} fields; a crontab has five (minute, hour, day of month, month, weekday), "
            "without the seconds or years of Quartz"
        )
    if len(parts) != 5:
        raise ValueError(f"{len(parts)} fields instead of five (minute, hour, day of month, month, weekday)")
    quartz = next((part for part in parts if _QUARTZ.search(part)), None)
    if quartz:
        raise ValueError(f"{quartz!r} is a Quartz form; a crontab knows numbers, names, lists, ranges and steps")


def _read(field: _Field, part: str) -> tuple[tuple[int, ...], str]:
    values: set[int] = set()
    texts = []
    for element in part.split(","):
        found = _element(field, element)
        values.update(found)
        texts.append(element if element.startswith("*") else _numbers(found))
    return tuple(sorted(values)), ",".join(texts)


def _numbers(values: tuple[int, ...]) -> str:
    if len(values) > 2 and values == tuple(range(values[0], values[-1] + 1)):
        return f"{values[0]}-{values[-1]}"
    return ",".join(str(value) for value in values)


def _element(field: _Field, element: str) -> tuple[int, ...]:
    form = _ELEMENT.fullmatch(element)
    if form is None:
        raise ValueError(f"{field.label}: {element!r} is no number, name, range or step")
    step = int(form["step"] or 1)
    if step == 0:
        raise ValueError(f"{field.label}: {element!r} has a step of 0")
    if form["star"]:
        return tuple(range(field.low, field.high + 1, step))
    if form["last"] is None:
        if form["step"]:
            raise ValueError(f"{field.label}: {element!r} has a step without a range; write */{step} or 1-9/{step}")
        return (_value(field, form["first"]) % 7 if field is _WEEKDAY else _value(field, form["first"]),)
    return _range(field, _value(field, form["first"]), _value(field, form["last"]), step)


def _range(field: _Field, first: int, last: int, step: int) -> tuple[int, ...]:
    if first > field.high:
        # Only weekday 7 is above its field: Sunday, as the first of a range, is 0.
        first, last = 0, last % 7
    if first > last:
        last += field.size
    return tuple(dict.fromkeys(field.low + (value - field.low) % field.size for value in range(first, last + 1, step)))


def _value(field: _Field, word: str) -> int:
    if word in field.names:
        return field.low + field.names.index(word)
    if not word.isdigit():
        raise ValueError(f"{field.label}: {word!r} is no {field.label}")
    number = int(word)
    if field is _WEEKDAY and number == 7:
        return 7
    if not field.low <= number <= field.high:
        raise ValueError(f"{field.label}: {number} is not between {field.low} and {field.high}")
    return number


def _shortest_gap(values: tuple[int, ...], size: int) -> int:
    following = (*values[1:], values[0] + size)
    return min(after - before for before, after in zip(values, following, strict=True))


def parse_duration(text: str) -> int:
    """Read `15m`, `1h`, `1d12h`, `90s` or `2w` as seconds.

    Raises:
        ValueError: it is not such a duration, or not between ten seconds and 366 days.
    """
    form = _DURATION.fullmatch(text.strip())
    if form is None or form.lastgroup is None:
        meant = _IN_WORDS.fullmatch(text.strip())
        near = f"; did you mean {meant[1]}{meant[2][0].lower()}?" if meant else ""
        raise ValueError(f"{text!r} is no duration: write a number and a unit, such as 90s, 15m, 1h or 1d{near}")
    seconds = sum(int(number) * _UNITS[unit] for unit, number in form.groupdict().items() if number)
    if not SHORTEST_EVERY <= seconds <= LONGEST_EVERY:
        raise ValueError(f"{text!r} is not between {SHORTEST_EVERY}s and {LONGEST_EVERY // 86400}d")
    return seconds


def duration_text(seconds: int) -> str:
    """Write seconds as `parse_duration` reads them: 5400 is `1h30m`."""
    text = ""
    for unit, size in _UNITS.items():
        count, seconds = divmod(seconds, size)
        text += f"{count}{unit}" if count else ""
    return text or "0s"


def expression_for(every: int) -> Cron:
    """Give the crontab expression that runs at least every so many seconds, or each minute where cron cannot."""
    minutes = max(1, every // 60)
    if minutes < 60:
        step = max(n for n in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30) if n <= minutes)
        return parse(f"*/{step} * * * *" if step > 1 else "* * * * *")
    if minutes < 24 * 60:
        step = max(n for n in (1, 2, 3, 4, 6, 8, 12) if n <= minutes // 60)
        return parse(f"0 */{step} * * *" if step > 1 else "0 * * * *")
    return parse("0 6 * * mon" if minutes >= 7 * 24 * 60 else "0 6 * * *")


def next_runs(source: Source, timezone: str, since: datetime, count: int, interval: int = 0) -> tuple[datetime, ...]:
    """List the next runs after an instant, in the source's time zone, else the site's `timezone`."""
    zone = ZoneInfo(source.timezone or timezone)
    return tuple(due.astimezone(zone) for due in islice(_runs(source, timezone, since, interval), count))


def _runs(source: Source, timezone: str, since: datetime, interval: int) -> Iterator[datetime]:
    due = since
    while True:
        due = next_run(source, timezone, due, interval)
        yield due


def next_run(source: Source, timezone: str, after: datetime, interval: int = 0) -> datetime:
    """Give a source's first run after an instant, in UTC; `timezone` is the site's, for sources without their own.

    `interval` is what was learnt of an adaptive source, in seconds. Its run comes between half and one and a half of
    that later: at its own place within the interval, so that those which change alike do not come all at once.
    """
    if source.cron is not None:
        return next_match(_parsed(source.cron), ZoneInfo(source.timezone or timezone), after)
    every = timedelta(seconds=interval_of(source, interval))
    start = _EPOCH + spread(source.name, every)
    if source.adaptive:
        after += every / 2
    return start + ((after - start) // every + 1) * every


def interval_of(source: Source, interval: int = 0) -> int:
    """Give the seconds between two runs of a source without `cron`, by what was learnt of an adaptive one."""
    return (source.adaptive and interval) or source.every or DEFAULT_EVERY


@lru_cache(1024)
def _parsed(text: str) -> Cron:
    return parse(text)


def spread(name: str, every: timedelta) -> timedelta:
    """Give a source's own place within its interval: the same at each start and on each machine, others elsewhere."""
    seconds = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % int(every.total_seconds())
    return timedelta(seconds=seconds)


def next_match(cron: Cron, zone: ZoneInfo, after: datetime) -> datetime:
    """Give the first run after an instant, in UTC.

    A wall time that a clock set forward leaves out runs as much later as the clock was set; one that a clock set back
    repeats runs once, or in both passes if the expression `repeats`.
    """
    walls = _walls(cron, _wall(after, zone) - _shift(after, zone))
    first, found = next((wall, due) for wall in walls for due in _instants(cron, wall, zone) if due > after)
    # Around a change of the clock, a later wall time may be the earlier instant.
    shift = _shift(found, zone)
    near = takewhile(lambda wall: wall <= first + shift, walls) if shift else ()
    return min([found, *(due for wall in near for due in _instants(cron, wall, zone) if due > after)])


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _shift(instant: datetime, zone: ZoneInfo) -> timedelta:
    """Give by how much the zone's clock is set within a day of an instant."""
    before, after = (_wall(instant + days, zone) - days for days in (timedelta(-1), timedelta(1)))
    return abs(after - before)


def _instants(cron: Cron, wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    # In a gap, the second reading lies before the first (PEP 495).
    return (first, second) if cron.repeats and second > first else (first,)


def _walls(cron: Cron, start: datetime) -> Iterator[datetime]:
    day = start.date()
    while True:
        if cron.takes(day):
            for hour in cron.hours:
                for minute in cron.minutes:
                    wall = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001
                    if wall >= start:
                        yield wall
        day += timedelta(1)


def shortest_interval(sources: tuple[Source, ...]) -> int:
    """Give the shortest time in seconds between two runs of any of the sources."""
    return min((parse(s.cron).shortest if s.cron else interval_of(s) for s in sources), default=DEFAULT_EVERY)


def crontab(sources: tuple[Source, ...], timezone: str, command: tuple[str, ...]) -> str:
    """Write the crontab lines that run a command as often as the sources need; `timezone` is for those without one.

    Raises:
        ValueError: the command cannot stand in a crontab.
    """
    line = _crontab_command(command)
    often, wanted = expressions(sources, timezone)
    lines = [f"{cron.text} {line}" for cron in often]
    for zone in dict.fromkeys(zone for zone, _ in wanted):
        texts = dict.fromkeys(cron.text for its, cron in wanted if its == zone)
        lines += [_ZONE_NOTE.format(zone=zone), f"CRON_TZ={zone}", *(f"{text} {line}" for text in texts)]
    return "".join(f"{each}\n" for each in lines)


def expressions(sources: tuple[Source, ...], timezone: str) -> tuple[list[Cron], list[tuple[str, Cron]]]:
    """Say when one command has to run for all sources: for their intervals, in any zone; then hours in their zones."""
    intervals = [interval_of(source) for source in sources if source.cron is None]
    often = [expression_for(min(intervals))] if intervals else []
    hours = [(source.timezone or timezone, parse(source.cron)) for source in sources if source.cron]
    return often, [(zone, cron) for zone, cron in hours if not _covered(often, cron)]


_ZONE_NOTE = "# Hours of {zone}. cronie honours CRON_TZ; the cron of Debian and Ubuntu uses the machine's own zone."


def _covered(often: list[Cron], cron: Cron) -> bool:
    return any(each.covers(cron) for each in often)


def _crontab_command(words: tuple[str, ...]) -> str:
    command = shlex.join(words)
    if not command.isprintable():
        raise ValueError(f"{command!r} has a character that cannot stand in a crontab")
    # crontab(5): a bare % ends the command and begins its standard input.
    return command.replace("%", r"\%")
