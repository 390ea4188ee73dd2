"""crontab expressions mean what crontab(5) says, on every day of the year, those of the clock's changes included."""

from __future__ import annotations

import shlex
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import NOW
from feeds import cron
from feeds.model import Source

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def source(name: str = "sider", **facts: object) -> Source:
    return Source(**{"name": name, "path": Path("/srv/x"), **facts})  # type: ignore[arg-type]


def runs(expression: str, since: datetime, count: int, zone: str = "Europe/Copenhagen") -> list[str]:
    found = cron.next_runs(source(cron=expression, timezone=zone), "UTC", since, count)
    return [f"{run:%a %d %b %H:%M %z}" for run in found]


@pytest.mark.parametrize(
    ("expression", "weekdays"),
    [
        ("0 9 * * 0", (0,)),
        ("0 9 * * 7", (0,)),
        ("0 9 * * sun", (0,)),
        ("0 9 * * SUN", (0,)),
        ("0 9 * * 1", (1,)),
        ("0 9 * * mon", (1,)),
        ("0 9 * * 1-5", (1, 2, 3, 4, 5)),
        ("0 9 * * mon-fri", (1, 2, 3, 4, 5)),
        ("0 9 * * fri-mon", (0, 1, 5, 6)),
        ("0 9 * * 5-7", (0, 5, 6)),
        ("0 9 * * 7-2", (0, 1, 2)),
        ("0 9 * * 6-0", (0, 6)),
        ("0 9 * * 0-7", (0, 1, 2, 3, 4, 5, 6)),
        ("0 9 * * 7-7", (0,)),
        ("0 9 * * mon,wed,5", (1, 3, 5)),
        ("0 9 * * 1-5/2", (1, 3, 5)),
        ("0 9 * * */2", (0, 2, 4, 6)),
    ],
)
def test_weekdays_are_cron_s_own(expression: str, weekdays: tuple[int, ...]) -> None:
    assert cron.parse(expression).weekdays == weekdays


def test_monday_is_monday() -> None:
    assert runs("0 8 * * 1", NOW, 3) == [
        "Mon 09 Mar 08:00 +0100",
        "Mon 16 Mar 08:00 +0100",
        "Mon 23 Mar 08:00 +0100",
    ]


def test_fields() -> None:
    read = cron.parse("*/20,7 22-2 1-5/2,31 nov-feb *")
    assert read.minutes == (0, 7, 20, 40)
    assert read.hours == (0, 1, 2, 22, 23)
    assert read.days == (1, 3, 5, 31)
    assert read.months == (1, 2, 11, 12)
    assert read.weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert (read.either, read.repeats) == (False, True)


@pytest.mark.parametrize(
    ("nickname", "meaning"),
    [
        ("@hourly", "0 * * * *"),
        ("@daily", "0 0 * * *"),
        ("@midnight", "0 0 * * *"),
        ("@weekly", "0 0 * * 0"),
        ("@monthly", "0 0 1 * *"),
        ("@yearly", "0 0 1 1 *"),
        (" @Annually ", "0 0 1 1 *"),
    ],
)
def test_nicknames(nickname: str, meaning: str) -> None:
    assert cron.parse(nickname) == cron.parse(meaning)


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("", "0 fields instead of five"),
        ("* * * *", "4 fields instead of five"),
        ("0 0 9 * * *", "Quartz"),
        ("0 0 9 ? * MON *", "Quartz"),
        ("0 9 ? * mon", "'?' is a Quartz form"),
        ("0 9 L * *", "'l' is a Quartz form"),
        ("0 9 15W * *", "'15w' is a Quartz form"),
        ("0 9 * * 5L", "'5l' is a Quartz form"),
        ("0 9 * * 5#2", "'5#2' is a Quartz form"),
        ("@reboot", "unknown name; choose one of @hourly"),
        ("60 * * * *", "minute: 60 is not between 0 and 59"),
        ("0 24 * * *", "hour: 24 is not between 0 and 23"),
        ("0 9 0 * *", "day of month: 0 is not between 1 and 31"),
        ("0 9 * 13 *", "month: 13 is not between 1 and 12"),
        ("0 9 * * 8", "weekday: 8 is not between 0 and 6"),
        ("0 9 * * man", "weekday: 'man' is no weekday"),
        ("0 9 * mon *", "month: 'mon' is no month"),
        ("*/0 * * * *", "has a step of 0"),
        ("5/15 * * * *", "a step without a range"),
        ("1,,2 * * * *", "minute: '' is no number"),
        ("-1 * * * *", "minute: '-1' is no number"),
        ("1-2-3 * * * *", "is no number"),
        ("١ * * * *", "is no number"),
        ("0 9 31 2 *", "never comes: no such month has a day 31"),
        ("0 9 30-31 feb *", "never comes"),
        ("0 9 31 2,4,6,9,11 *", "never comes"),
    ],
)
def test_what_is_no_crontab_expression_is_refused_with_the_reason(expression: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=r"^cron '") as caught:
        cron.parse(expression)
    assert complaint in str(caught.value)


def test_a_leap_day_comes() -> None:
    assert cron.next_run(source(cron="0 0 29 2 *"), "UTC", NOW) == datetime(2028, 2, 29, tzinfo=UTC)


def test_day_and_weekday_are_either_unless_one_begins_with_a_star() -> None:
    assert runs("0 9 1 * mon", datetime(2026, 4, 28, tzinfo=UTC), 4) == [
        "Fri 01 May 09:00 +0200",
        "Mon 04 May 09:00 +0200",
        "Mon 11 May 09:00 +0200",
        "Mon 18 May 09:00 +0200",
    ]
    assert runs("0 9 */2 * mon", datetime(2026, 4, 28, tzinfo=UTC), 2) == [
        "Mon 11 May 09:00 +0200",
        "Mon 25 May 09:00 +0200",
    ]
    assert runs("0 9 31 2 mon", NOW - timedelta(days=20), 2) == ["Mon 16 Feb 09:00 +0100", "Mon 23 Feb 09:00 +0100"]


def test_the_night_the_clock_goes_forward_loses_nothing() -> None:
    since = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert runs("30 2 * * *", since, 2) == ["Sun 29 Mar 03:30 +0200", "Mon 30 Mar 02:30 +0200"]
    assert runs("0 2,3 * * *", since, 2) == ["Sun 29 Mar 03:00 +0200", "Mon 30 Mar 02:00 +0200"]
    assert runs("0 0 * * *", since, 3) == ["Sun 29 Mar 00:00 +0100", "Mon 30 Mar 00:00 +0200", "Tue 31 Mar 00:00 +0200"]
    assert runs("15 0-5 * * *", since, 6) == [
        "Sun 29 Mar 00:15 +0100",
        "Sun 29 Mar 01:15 +0100",
        "Sun 29 Mar 03:15 +0200",
        "Sun 29 Mar 04:15 +0200",
        "Sun 29 Mar 05:15 +0200",
        "Mon 30 Mar 00:15 +0200",
    ]
    # In Cairo it is midnight itself that is left out.
    assert runs("0 0 * * *", datetime(2026, 4, 23, 12, tzinfo=UTC), 2, "Africa/Cairo") == [
        "Fri 24 Apr 01:00 +0300",
        "Sat 25 Apr 00:00 +0300",
    ]


def test_the_night_the_clock_goes_back_runs_once_unless_each_hour_is_meant() -> None:
    since = datetime(2026, 10, 24, 23, tzinfo=UTC)
    assert runs("30 2 * * *", since, 2) == ["Sun 25 Oct 02:30 +0200", "Mon 26 Oct 02:30 +0100"]
    assert runs("15 * * * *", since, 3) == [
        "Sun 25 Oct 01:15 +0200",
        "Sun 25 Oct 02:15 +0200",
        "Sun 25 Oct 02:15 +0100",
    ]
    assert runs("*/30 2 * * *", since, 5) == [
        "Sun 25 Oct 02:00 +0200",
        "Sun 25 Oct 02:30 +0200",
        "Sun 25 Oct 02:00 +0100",
        "Sun 25 Oct 02:30 +0100",
        "Mon 26 Oct 02:00 +0100",
    ]


EXPRESSIONS = st.sampled_from(
    [
        "30 2 * * *",
        "0 0 * * *",
        "@hourly",
        "*/15 * * * *",
        "0 2,3 * * sun",
        "10 1-3 29-31 * fri-mon",
        "59 23 * * 0",
        "* 2 * * *",
    ]
)
ZONES = st.sampled_from(
    ["Europe/Copenhagen", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "Asia/Kolkata"]
)
CHANGES = st.sampled_from(
    [
        (2026, 3, 8),
        (2026, 3, 29),
        (2026, 4, 5),
        (2026, 4, 24),
        (2026, 10, 4),
        (2026, 10, 25),
        (2026, 10, 30),
        (2026, 11, 1),
    ]
)


def every_minute_asked(expression: cron.Cron, zone: ZoneInfo, since: datetime, until: datetime) -> list[datetime]:
    """The meaning spelt out: walk over the minutes; when the clock jumps, look at what it left out or shows again."""
    found = set()
    instant = since - timedelta(days=2)
    while instant <= until + timedelta(days=1):
        local = instant.astimezone(zone)
        if matches(expression, local) and (local.fold == 0 or expression.repeats):
            found.add(instant)
        before = (instant - timedelta(minutes=1)).astimezone(zone)
        jump = local.replace(tzinfo=None) - before.replace(tzinfo=None) - timedelta(minutes=1)
        for minute in range(max(0, int(jump.total_seconds()) // 60)):
            left_out = before.replace(tzinfo=None) + timedelta(minutes=minute + 1)
            if matches(expression, left_out):
                found.add(instant + timedelta(minutes=minute))
        instant += timedelta(minutes=1)
    return sorted(each for each in found if since < each <= until)


def matches(expression: cron.Cron, wall: datetime) -> bool:
    by_day = wall.day in expression.days
    by_weekday = int(wall.strftime("%w")) in expression.weekdays
    return (
        wall.minute in expression.minutes
        and wall.hour in expression.hours
        and wall.month in expression.months
        and ((by_day or by_weekday) if expression.either else (by_day and by_weekday))
    )


@settings(max_examples=40, deadline=None)
@given(text=EXPRESSIONS, zone=ZONES, change=CHANGES, offset=st.integers(-1500, 1500))
def test_the_same_runs_as_when_every_minute_is_asked(
    text: str, zone: str, change: tuple[int, int, int], offset: int
) -> None:
    since = datetime(*change, tzinfo=UTC) + timedelta(minutes=offset)
    until = since + timedelta(hours=30)
    expected = every_minute_asked(cron.parse(text), ZoneInfo(zone), since, until)
    found = []
    due = since
    while (due := cron.next_match(cron.parse(text), ZoneInfo(zone), due)) <= until:
        found.append(due)
    assert found == expected


def test_a_year_of_hourly_runs_misses_no_hour() -> None:
    due, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    count = 0
    while (following := cron.next_match(cron.parse("@hourly"), COPENHAGEN, due)) <= end:
        assert following - due == timedelta(hours=1)
        due, count = following, count + 1
    assert count == 365 * 24


FIELD = st.sampled_from(["*", "*/7", "3", "5,9", "2-6", "10-3", "1-11/3"])


@given(
    parts=st.tuples(
        FIELD, FIELD, FIELD, st.sampled_from(["*", "jan", "nov-feb", "3"]), st.sampled_from(["*", "fri-mon", "7"])
    )
)
def test_the_text_of_an_expression_means_the_same_and_wraps_nowhere(parts: tuple[str, ...]) -> None:
    read = cron.parse(" ".join(parts))
    assert cron.parse(read.text) == read
    for word in read.text.replace(" ", ",").split(","):
        first, _, last = word.partition("/")[0].partition("-")
        assert not last or int(first) < int(last)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("15m", 900), ("1h", 3600), (" 1h30m ", 5400), ("1d", 86400), ("2w", 14 * 86400), ("1d12h", 129600)],
)
def test_durations(text: str, seconds: int) -> None:
    assert cron.parse_duration(text) == seconds
    assert cron.parse_duration(cron.duration_text(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "15", "15 m", "m", "1.5h", "30m1h", "-1h", "fifteen", "١٥m", "1h\n1h"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no duration: write a number and a unit"):
        cron.parse_duration(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1 day", "1d"), ("15 min", "15m"), ("2 Hours", "2h"), ("30sec.", "30s"), ("2 weeks", "2w"), ("15 m", "15m")],
)
def test_a_duration_in_words_is_told_as_we_write_it(text: str, meant: str) -> None:
    with pytest.raises(ValueError, match=rf"; did you mean {meant}\?$"):
        cron.parse_duration(text)


def test_a_month_is_no_minute() -> None:
    with pytest.raises(ValueError, match=r"or 1d$"):
        cron.parse_duration("1 month")


@pytest.mark.parametrize("text", ["0s", "9s", "367d", "99999999w"])
def test_durations_have_bounds(text: str) -> None:
    with pytest.raises(ValueError, match="is not between 10s and 366d"):
        cron.parse_duration(text)


@given(seconds=st.integers(10, 366 * 86400))
def test_an_interval_as_an_expression_runs_at_least_as_often(seconds: int) -> None:
    expression = cron.expression_for(seconds)
    due = cron.next_match(expression, ZoneInfo("UTC"), NOW)
    following = cron.next_match(expression, ZoneInfo("UTC"), due)
    assert (following - due).total_seconds() <= max(60, seconds)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (10, "* * * * *"),
        (60, "* * * * *"),
        (900, "*/15 * * * *"),
        (25 * 60, "*/20 * * * *"),
        (3600, "0 * * * *"),
        (5 * 3600, "0 */4 * * *"),
        (86400, "0 6 * * *"),
        (30 * 86400, "0 6 * * 1"),
    ],
)
def test_expressions_for_intervals(seconds: int, text: str) -> None:
    assert cron.expression_for(seconds).text == text


@pytest.mark.parametrize(
    ("expression", "seconds"),
    [("*/15 * * * *", 900), ("@hourly", 3600), ("0 8,12 * * *", 4 * 3600), ("0 8 * * 1", 86400), ("5,10 8 * * *", 300)],
)
def test_the_shortest_interval(expression: str, seconds: int) -> None:
    assert cron.shortest_interval((source(cron=expression), source(every=90000))) == seconds


def test_an_interval_has_its_own_place_for_each_source_and_keeps_it() -> None:
    first = cron.next_run(source("a", every=3600), "UTC", NOW)
    assert NOW < first <= NOW + timedelta(hours=1)
    assert cron.next_run(source("a", every=3600), "UTC", first) == first + timedelta(hours=1)
    assert cron.next_run(source("a", every=3600), "UTC", first - timedelta(seconds=1)) == first
    places = {cron.spread(f"source {number}", timedelta(hours=1)) for number in range(1000)}
    assert len(places) > 800


def test_a_source_without_a_schedule_is_due_each_hour() -> None:
    one, two = cron.next_runs(source(), "UTC", NOW, 2)
    assert two - one == timedelta(hours=1)


def test_a_source_s_own_time_zone_goes_before_the_site_s() -> None:
    tokyo = cron.next_runs(source(cron="0 8 * * *", timezone="Asia/Tokyo"), "Europe/Copenhagen", NOW, 1)
    assert [f"{run:%d %H:%M %Z}" for run in tokyo] == ["03 08:00 JST"]
    local = cron.next_runs(source(cron="0 8 * * *"), "Europe/Copenhagen", NOW, 1)
    assert [f"{run:%d %H:%M %Z}" for run in local] == ["03 08:00 CET"]


def as_cron_runs_it(line: str) -> list[str]:
    """What cron does with a line: five fields, and a command for /bin/sh in which \\% is %."""
    *fields, command = line.split(maxsplit=5)
    assert cron.parse(" ".join(fields)).text == " ".join(fields)
    said = subprocess.run(
        ["/bin/sh", "-c", command.replace(r"\%", "%")], capture_output=True, text=True, check=True, env={}
    )
    return said.stdout.splitlines()


@pytest.mark.parametrize("folder", ["/srv/news", '/srv/it\'s 100% "news" $HOME', "/srv/æøå; rm -rf x", "/srv/50%%/`x`"])
def test_a_crontab_line_survives_cron_and_the_shell(folder: str) -> None:
    words = ("printf", r"%s\n", "build", "--config", f"{folder}/feeds.toml")
    (line,) = cron.crontab((source(every=900), source("b", every=7200)), "UTC", words).splitlines()
    assert as_cron_runs_it(line) == ["build", "--config", f"{folder}/feeds.toml"]
    assert line.startswith("*/15 * * * * ")


def test_a_crontab_has_a_line_for_each_time_that_intervals_do_not_cover() -> None:
    sources = (
        source("a", every=3600),
        source("b", cron="0 8 * * fri-mon"),
        source("c", cron="30 8 * * fri-mon", timezone="Asia/Tokyo"),
        source("d", cron="30 8 * * fri-mon", timezone="Asia/Tokyo"),
    )
    lines = cron.crontab(sources, "Europe/Copenhagen", ("feeds", "build")).splitlines()
    assert lines[0] == "0 * * * * feeds build"
    assert [line for line in lines if not line.startswith("#")][1:] == [
        "CRON_TZ=Europe/Copenhagen",
        "0 8 * * 5,6,0,1 feeds build",
        "CRON_TZ=Asia/Tokyo",
        "30 8 * * 5,6,0,1 feeds build",
    ]
    assert shlex.split(lines[0])[5:] == ["feeds", "build"]


def test_what_an_interval_covers_needs_no_line() -> None:
    sources = (source("a", every=300), source("b", cron="30 8 * * 1", timezone="Asia/Kathmandu"))
    assert cron.crontab(sources, "UTC", ("feeds", "build")) == "*/5 * * * * feeds build\n"


def test_a_crontab_takes_no_line_break() -> None:
    with pytest.raises(ValueError, match="cannot stand in a crontab"):
        cron.crontab((source(),), "UTC", ("feeds", "build", "a\nb"))
