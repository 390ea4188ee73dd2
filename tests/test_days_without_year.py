"""Days without a year on pages from the web: they lie about the day on which the page was fetched."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from feeds.model import Event, Fetched, Source
from feeds.parse import things

ZONE = ZoneInfo("Europe/Copenhagen")


def page(*days: str) -> bytes:
    names = ("Krimiaften", "Babyrytmik", "Strikkecafé", "Åben scene")
    cards = (
        f'<li><h3><a href="/{number}">{name}</a></h3><p>{day}, Salen</p></li>'
        for number, (name, day) in enumerate(zip(names, days, strict=True))
    )
    return f'<html lang="da"><body><main><h1>Kalender</h1><ul>{"".join(cards)}</ul></main></body></html>'.encode()


def starts(body: bytes, seen: date | None) -> list[object]:
    fetched = Fetched(location="https://havn.example/", url="https://havn.example/", body=body, seen=seen)
    found = things(fetched, Source(name="havn", url="https://havn.example/"))
    return [thing.start for thing in found if isinstance(thing, Event)]


DAYS = ("torsdag den 12. november kl. 19.00", "28. november kl. 10.00", "5. december kl. 14.00", "14. januar kl. 20.00")


def test_they_lie_ahead_or_shortly_behind() -> None:
    assert starts(page(*DAYS), date(2026, 11, 27)) == [
        datetime(2026, 11, 12, 19, tzinfo=ZONE),
        datetime(2026, 11, 28, 10, tzinfo=ZONE),
        datetime(2026, 12, 5, 14, tzinfo=ZONE),
        datetime(2027, 1, 14, 20, tzinfo=ZONE),
    ]


def test_without_a_day_of_fetching_nothing_is_guessed() -> None:
    assert [start for start in starts(page(*DAYS), None) if start is not None] == []


@pytest.mark.parametrize("seen", [date(2026, 11, 27), date(2026, 12, 31), date(2027, 1, 2)])
def test_new_year_makes_no_difference(seen: date) -> None:
    body = page("30. december kl. 10.00", "31. december kl. 22.00", "2. januar kl. 11.00", "3. januar kl. 11.00")
    assert [start.year for start in starts(body, seen) if isinstance(start, datetime)] == [2026, 2026, 2027, 2027]


def test_a_weekday_that_does_not_fit_dates_nothing() -> None:
    body = page("fredag den 12. november kl. 19.00", *DAYS[1:])
    assert datetime(2026, 11, 12, 19, tzinfo=ZONE) not in starts(body, date(2026, 11, 27))
