"""VTIMEZONE against zoneinfo, read back by dateutil and icalendar, which know nothing of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

import icalendar
import pytest
from dateutil.tz import tzical

import factories
from feeds.model import Event, Item, ZoneSpan
from feeds.render.timezones import vtimezone, zone_name, zone_spans
from sizes import some

THIS_YEAR = (date(2026, 1, 1), date(2027, 12, 31))
# Every sort of rule: northern, southern, none, half hours, quarters, hour 24, negative hours, negative summer time,
# decrees, offsets from -12 to +14.
SAMPLE = """
Africa/Abidjan Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Johannesburg Africa/Lagos Africa/Nairobi
Africa/Tripoli Africa/Windhoek America/Adak America/Anchorage America/Argentina/Buenos_Aires America/Asuncion
America/Bogota America/Caracas America/Chicago America/Denver America/Edmonton America/Halifax America/Havana
America/Los_Angeles America/Mexico_City America/Miquelon America/New_York America/Noronha America/Nuuk America/Phoenix
America/Santiago America/Sao_Paulo America/Scoresbysund America/St_Johns America/Vancouver Antarctica/Casey
Antarctica/Troll Asia/Amman Asia/Beirut Asia/Colombo Asia/Gaza Asia/Hebron Asia/Jerusalem Asia/Kabul Asia/Karachi
Asia/Kathmandu Asia/Kolkata Asia/Pyongyang Asia/Shanghai Asia/Tehran Asia/Tokyo Asia/Yangon Atlantic/Azores
Atlantic/Reykjavik Australia/Adelaide Australia/Brisbane Australia/Eucla Australia/Lord_Howe Australia/Sydney
Etc/GMT+12 Etc/GMT-14 Europe/Chisinau Europe/Copenhagen Europe/Dublin Europe/Istanbul Europe/Lisbon Europe/London
Europe/Moscow Europe/Oslo Europe/Paris Europe/Volgograd Pacific/Apia Pacific/Auckland Pacific/Chatham Pacific/Easter
Pacific/Fiji Pacific/Kiritimati Pacific/Marquesas Pacific/Norfolk Pacific/Pago_Pago Pacific/Tongatapu
"""
ZONES = SAMPLE.split()


@cache
def package_zone(name: str) -> ZoneInfo:
    """The zone of the tzdata package, whatever files the machine has of its own."""
    data = resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
    return ZoneInfo.from_file(io.BytesIO(data), key=name)


def all_zones() -> list[str]:
    return resources.files("tzdata").joinpath("zones").read_text("ascii").split()


def written(name: str, first: date, last: date) -> str:
    lines = vtimezone(ZoneSpan(timezone=name, first=first, last=last))
    return "".join(f"{key}:{value}\r\n" for key, value in lines)


def parts(text: str, part: str) -> int:
    return text.count(f"BEGIN:{part}\r\n")


def instants(name: str, first: date, last: date, step: timedelta) -> Iterator[datetime]:
    """Local times over the span, with every half hour of the days on which the clock changes."""
    zone = package_zone(name)
    moment = datetime(first.year, first.month, first.day, 12, 17, tzinfo=UTC)
    end = datetime(last.year, last.month, last.day, 12, 17, tzinfo=UTC)
    looks = []
    while moment <= end:
        looks.append(moment)
        moment += step
    for early, late in pairwise(looks):
        yield early.astimezone(zone)
        if early.astimezone(zone).utcoffset() != late.astimezone(zone).utcoffset():
            half_hours = int((late - early) / timedelta(minutes=30))
            yield from ((early + timedelta(minutes=30) * n).astimezone(zone) for n in range(half_hours))


def wrong(name: str, text: str, moments: Iterator[datetime]) -> list[datetime]:
    """Local times that dateutil, told only our text, puts at another instant."""
    parsed = tzical(io.StringIO(text)).get(name)
    return [
        moment
        for moment in moments
        if zone_name(moment) is not None and moment.replace(tzinfo=parsed).utcoffset() != moment.utcoffset()
    ]


def test_the_sample_is_large_enough() -> None:
    assert len(set(ZONES)) >= 60


@pytest.mark.parametrize("name", ZONES)
def test_agrees_with_zoneinfo(name: str) -> None:
    first, last = THIS_YEAR
    text = written(name, first, last)
    assert wrong(name, text, instants(name, first, last, timedelta(days=2))) == []


@pytest.mark.parametrize("year", [1950, 1974, 1985, 1996, 2006, 2010, 2014, 2018, 2040])
def test_agrees_with_zoneinfo_in_other_years(year: int) -> None:
    first, last = date(year, 1, 1), date(year + 1, 6, 30)
    for name in ZONES:
        text = written(name, first, last)
        assert wrong(name, text, instants(name, first, last, timedelta(days=5))) == [], name


def test_agrees_with_zoneinfo_in_every_zone_there_is() -> None:
    first, last = THIS_YEAR
    for name in some(all_zones(), 5):
        text = written(name, first, last)
        assert wrong(name, text, instants(name, first, last, timedelta(days=11))) == [], name


def test_today_and_long_ago_in_one_calendar() -> None:
    first, last = date(1979, 6, 1), date(2026, 12, 1)
    text = written("Europe/Copenhagen", first, last)
    assert wrong("Europe/Copenhagen", text, instants("Europe/Copenhagen", first, last, timedelta(days=9))) == []
    assert "RRULE" not in text


def test_copenhagen_is_what_outlook_wants() -> None:
    assert written("Europe/Copenhagen", date(2026, 5, 27), date(2026, 10, 27)).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Copenhagen",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Europe/London", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland",
        "Asia/Jerusalem", "America/Nuuk", "America/Santiago",
    ],
)  # fmt: skip
def test_a_zone_with_summer_time_has_one_of_each_from_1970(name: str) -> None:
    text = written(name, *THIS_YEAR)
    assert (parts(text, "STANDARD"), parts(text, "DAYLIGHT"), text.count("RRULE:")) == (1, 1, 2)
    assert text.count("DTSTART:1970") == 2


def test_summer_is_daylight_in_ireland_too_where_law_says_otherwise() -> None:
    text = written("Europe/Dublin", *THIS_YEAR)
    assert "TZOFFSETTO:+0100\r\nTZNAME:IST\r\nEND:DAYLIGHT" in text
    assert "TZOFFSETTO:+0000\r\nTZNAME:GMT\r\nEND:STANDARD" in text


@pytest.mark.parametrize(
    ("name", "offset"),
    [("Asia/Kathmandu", "+0545"), ("America/Sao_Paulo", "-0300"), ("Asia/Tokyo", "+0900"), ("Etc/GMT+12", "-1200")],
)
def test_a_zone_without_summer_time_has_a_single_standard(name: str, offset: str) -> None:
    text = written(name, *THIS_YEAR)
    assert (parts(text, "STANDARD"), parts(text, "DAYLIGHT"), text.count("RRULE")) == (1, 0, 0)
    assert f"DTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\n" in text


def test_a_rule_that_no_rrule_can_say_becomes_one_observance_per_change() -> None:
    # Egypt's summer time ends at hour 24 of the last Thursday of October: on a Friday that may be in November.
    text = written("Africa/Cairo", date(2026, 1, 1), date(2027, 12, 31))
    assert "RRULE" not in text
    assert "DTSTART:20261030T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200" in text
    assert "DTSTART:20270430T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300" in text


def test_decreed_changes_are_listed_one_by_one() -> None:
    # Morocco leaves its time for Ramadan, by the moon.
    text = written("Africa/Casablanca", date(2025, 1, 1), date(2025, 12, 31))
    assert "RRULE" not in text
    assert "DTSTART:20250223T030000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000" in text
    assert "DTSTART:20250406T020000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100" in text


def test_days_between_two_decrees_need_a_single_standard() -> None:
    text = written("Africa/Cairo", date(2026, 6, 1), date(2026, 6, 2))
    assert (parts(text, "STANDARD"), parts(text, "DAYLIGHT")) == (1, 0)
    assert "TZOFFSETTO:+0300" in text


def test_an_abolished_summer_time_is_told_only_to_those_who_need_it() -> None:
    past = written("America/Sao_Paulo", date(2018, 7, 1), date(2019, 7, 1))
    assert parts(past, "DAYLIGHT") == 1
    assert "DTSTART:20181104T000000\r\nTZOFFSETFROM:-0300\r\nTZOFFSETTO:-0200" in past


def test_an_onset_is_the_local_time_before_the_change() -> None:
    # icalendar 7.3.0 writes the new time (03:00), an hour late for who reads RFC 5545 to the letter.
    theirs = icalendar.Timezone.from_tzid("Europe/Copenhagen", last_date=date(2030, 1, 1)).to_ical().decode()
    assert "T030000\r\n" in theirs.split("BEGIN:DAYLIGHT")[1]
    ours = written("Europe/Copenhagen", *THIS_YEAR)
    assert "DTSTART:19700329T020000" in ours.split("BEGIN:DAYLIGHT")[1]


def test_local_mean_time_keeps_its_seconds() -> None:
    assert "TZOFFSETTO:+005328" in written("Europe/Copenhagen", date(1880, 1, 1), date(1880, 1, 2))


def test_a_misread_year_neither_breaks_nor_bloats_the_calendar() -> None:
    text = written("Europe/Copenhagen", date(1, 1, 1), date(9999, 12, 31))
    assert len(text) < 100_000
    near = instants("Europe/Copenhagen", *THIS_YEAR, timedelta(days=9))
    assert wrong("Europe/Copenhagen", text, near) == []


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("name", ["Etc/GMT-14", "Etc/GMT+12", "Europe/Copenhagen", "Africa/Cairo"])
def test_the_ends_of_the_calendar(name: str, day: date) -> None:
    text = written(name, day, day)
    assert parts(text, "STANDARD") >= 1
    assert len(text) < 2_000


def test_every_zone_has_a_standard_and_short_ascii_lines() -> None:
    for name in some(all_zones(), 5):
        text = written(name, *THIS_YEAR)
        assert parts(text, "STANDARD") >= 1, name
        assert text.isascii()
        assert max(map(len, text.split("\r\n"))) <= 75, name


def test_a_zone_that_only_the_machine_knows_is_read_from_there(tmp_path: Path) -> None:
    copenhagen = resources.files("tzdata").joinpath("zoneinfo", "Europe", "Copenhagen").read_bytes()
    (tmp_path / "Nowhere").write_bytes(copenhagen)
    reset_tzpath([tmp_path])
    try:
        text = written("Nowhere", date(2026, 7, 1), date(2026, 12, 1))
    finally:
        reset_tzpath()
    winter = datetime(2026, 11, 1, 12, tzinfo=package_zone("Europe/Copenhagen"))
    assert wrong("Nowhere", text, iter([winter])) == []


def test_moments_are_named_by_their_zone() -> None:
    assert zone_name(datetime(2026, 5, 27, 9, tzinfo=ZoneInfo("Europe/Copenhagen"))) == "Europe/Copenhagen"


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 5, 27, 9, tzinfo=UTC),
        datetime(2026, 5, 27, 9, tzinfo=ZoneInfo("UTC")),
        datetime(2026, 5, 27, 9, tzinfo=ZoneInfo("Etc/UTC")),
        datetime(2026, 5, 27, 9, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Copenhagen")),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Copenhagen")),
        datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Copenhagen")),
    ],
)
def test_what_only_utc_says_exactly_has_no_zone(moment: datetime) -> None:
    assert zone_name(moment) is None


def test_spans_are_sorted_and_cover_starts_and_ends() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    late = Event(
        title="Sent",
        start=datetime(2026, 12, 31, 23, 0, tzinfo=tokyo),
        end=datetime(2027, 1, 1, 1, 0, tzinfo=tokyo),
    )
    early = Event(title="Tidligt", start=datetime(2026, 1, 1, 9, 0, tzinfo=tokyo))
    items: tuple[Item, ...] = (
        late,
        early,
        factories.timed_event(),
        factories.all_day_event(),
        factories.notice(),
        factories.article(),
    )
    assert zone_spans(factories.record(item, number) for number, item in enumerate(items)) == (
        ZoneSpan(timezone="Asia/Tokyo", first=date(2026, 1, 1), last=date(2027, 1, 1)),
        ZoneSpan(timezone="Europe/Copenhagen", first=date(2026, 10, 27), last=date(2026, 10, 27)),
    )


def test_no_timed_events_no_spans() -> None:
    assert zone_spans([factories.record(factories.all_day_event())]) == ()
