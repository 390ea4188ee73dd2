"""Dates and clock times as people write them, in four languages; what cannot be decided is refused."""

from __future__ import annotations

from datetime import date, datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import lang
from feeds.clocks import near_digits
from feeds.dates import Context, Span, Unclear, resolve, spans
from feeds.recognise.rules import knowledge

ZONES = {
    "da": ZoneInfo("Europe/Copenhagen"),
    "no": ZoneInfo("Europe/Oslo"),
    "en": ZoneInfo("Europe/London"),
    "de": ZoneInfo("Europe/Berlin"),
    "sv": ZoneInfo("Europe/Stockholm"),
}


def read(code: str, text: str, context: Context | None = None) -> list[Span] | Unclear | None:
    grammar = knowledge(code).grammar
    found = grammar.find(text)
    if found is None:
        return None
    clock = grammar.find_clock(text[found.end :]) or grammar.find_clock(text[: found.start])
    return spans(found, clock, ZONES[code], context or Context())


def shown(code: str, text: str, context: Context | None = None) -> list[str]:
    found = read(code, text, context)
    assert isinstance(found, list), (text, found)
    return [f"{s.start.isoformat()}/{s.end.isoformat()}" if s.end else s.start.isoformat() for s in found]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("da", "27. maj 2026", "2026-05-27"),
        ("da", "16 & 17 september 2026", "2026-09-16/2026-09-18"),
        ("da", "16. og 17. september 2026", "2026-09-16/2026-09-18"),
        ("da", "27.–28. maj 2026", "2026-05-27/2026-05-29"),
        ("da", "27.-28. maj 2026", "2026-05-27/2026-05-29"),
        ("da", "30. april – 2. maj 2026", "2026-04-30/2026-05-03"),
        ("da", "28. november 2026 - 16. januar 2027", "2026-11-28/2027-01-17"),
        ("da", "28. december – 2. januar 2027", "2026-12-28/2027-01-03"),
        ("da", "d. 10 februar 2022", "2022-02-10"),
        ("da", "10-02-2022", "2022-02-10"),
        ("da", "29.09.18", "2018-09-29"),
        ("da", "26/02/2024", "2024-02-26"),
        ("da", "1/3-2026", "2026-03-01"),
        ("da", "2026-05-27", "2026-05-27"),
        ("da", "onsdag den 27. maj 2026 kl. 9.00-16.30", "2026-05-27T09:00:00+02:00/2026-05-27T16:30:00+02:00"),
        ("da", "27. maj 2026 kl. 19", "2026-05-27T19:00:00+02:00"),
        ("da", "8. maj 2014 19:00 til 21:30", "2014-05-08T19:00:00+02:00/2014-05-08T21:30:00+02:00"),
        ("da", "31. december 2026 kl. 22-02", "2026-12-31T22:00:00+01:00/2027-01-01T02:00:00+01:00"),
        ("da", "nr. 6, 31. august 2018", "2018-08-31"),
        ("da", "30.05.2026 - 07.06.2026", "2026-05-30/2026-06-08"),
        ("no", "onsdag 1. des. 2021, kl. 1900", "2021-12-01T19:00:00+01:00"),
        ("no", "onsdag 21. april, 2021", "2021-04-21"),
        ("no", "29.09.18 kl 15.00–16.00", "2018-09-29T15:00:00+02:00/2018-09-29T16:00:00+02:00"),
        ("no", "kl. 1045-2300, 4. april 2026", "2026-04-04T10:45:00+02:00/2026-04-04T23:00:00+02:00"),
        ("no", "fra 2. til 6. april 2026", "2026-04-02/2026-04-07"),
        ("no", "17. mai 2026", "2026-05-17"),
        ("en", "May 19 - 21, 2026", "2026-05-19/2026-05-22"),
        ("en", "June 2-3, 2026", "2026-06-02/2026-06-04"),
        ("en", "7-8 February 2014", "2014-02-07/2014-02-09"),
        ("en", "November 28, 2023, 6:42 pm", "2023-11-28T18:42:00+00:00"),
        ("en", "5 June 2026, 9am–4pm CEST", "2026-06-05T09:00:00+02:00/2026-06-05T16:00:00+02:00"),
        ("en", "5 June 2026, 9–4pm", "2026-06-05T09:00:00+01:00/2026-06-05T16:00:00+01:00"),
        ("en", "Saturday 13 June 2020, 2pm–5pm", "2020-06-13T14:00:00+01:00/2020-06-13T17:00:00+01:00"),
        ("en", "the 3rd of March 2026", "2026-03-03"),
        ("en", "28 February to 2 March 2026", "2026-02-28/2026-03-03"),
        ("en", "April 30 – May 2, 2026", "2026-04-30/2026-05-03"),
        ("sv", "27 mars 2026", "2026-03-27"),
        ("sv", "fredagen den 27 mars 2026 kl 18", "2026-03-27T18:00:00+01:00"),
        ("sv", "den 1:a maj 2026 klockan 18.30", "2026-05-01T18:30:00+02:00"),
        ("sv", "27–28 mars 2026", "2026-03-27/2026-03-29"),
        ("sv", "27 t.o.m. 29 mars 2026", "2026-03-27/2026-03-30"),
        ("sv", "30 april till och med 2 maj 2026", "2026-04-30/2026-05-03"),
        ("sv", "fr.o.m. den 27 mars t.o.m. den 3 april 2026", "2026-03-27/2026-04-04"),
        ("sv", "1/3-2026", "2026-03-01"),
        ("sv", "1/3 2026", "2026-03-01"),
        ("sv", "3/5–5/5 2026", "2026-05-03/2026-05-06"),
        ("sv", "lör 14 mars 2026 18.00–20.00", "2026-03-14T18:00:00+01:00/2026-03-14T20:00:00+01:00"),
        ("sv", "torsdag 5 mars 2026, kl. 18", "2026-03-05T18:00:00+01:00"),
        ("sv", "Fyrvägen 6, 31 augusti 2026", "2026-08-31"),
        ("da", "27. maj til og med 3. juni 2026", "2026-05-27/2026-06-04"),
        ("da", "27. maj t.o.m. 3. juni 2026", "2026-05-27/2026-06-04"),
        ("en", "26/02/2024", "2024-02-26"),
        ("de", "3. März 2026", "2026-03-03"),
        ("de", "am Donnerstag, dem 19. März 2026, um 19 Uhr", "2026-03-19T19:00:00+01:00"),
        ("de", "vom 3. bis 5. März 2026", "2026-03-03/2026-03-06"),
        ("de", "3. bis zum 5. März 2026", "2026-03-03/2026-03-06"),
        ("de", "3./4. März 2026", "2026-03-03/2026-03-05"),
        ("de", "1. und 2. April 2026", "2026-04-01/2026-04-03"),
        ("de", "vom Freitag, 27. Februar, bis Sonntag, 1. März 2026", "2026-02-27/2026-03-02"),
        ("de", "4. Jänner 2026", "2026-01-04"),
        ("de", "4. Feber 2026", "2026-02-04"),
        ("de", "03.03.2026", "2026-03-03"),
        ("de", "Do., 19.3.2026", "2026-03-19"),
        ("de", "Mo., 2. 3. 2026", "2026-03-02"),
        ("de", "13.–15.3.2026", "2026-03-13/2026-03-16"),
        ("de", "13./14.3.26", "2026-03-13/2026-03-15"),
        ("de", "30.04. - 02.05.2026", "2026-04-30/2026-05-03"),
        ("de", "3. März 2026, 18 Uhr", "2026-03-03T18:00:00+01:00"),
        ("de", "3. März 2026, 18.10 Uhr", "2026-03-03T18:10:00+01:00"),
        ("de", "3. März 2026, 19.30–21 Uhr", "2026-03-03T19:30:00+01:00/2026-03-03T21:00:00+01:00"),
        ("de", "3. März 2026, von 16 bis 18 Uhr", "2026-03-03T16:00:00+01:00/2026-03-03T18:00:00+01:00"),
        ("de", "3. März 2026, 16 Uhr bis 18 Uhr", "2026-03-03T16:00:00+01:00/2026-03-03T18:00:00+01:00"),
        ("de", "3. März 2026 ab 15 Uhr", "2026-03-03T15:00:00+01:00"),
        ("de", "3. März 2026, Beginn 20 Uhr", "2026-03-03T20:00:00+01:00"),
        ("de", "3. März 2026, Beginn: 19:30 Uhr", "2026-03-03T19:30:00+01:00"),
        ("de", "3. März 2026 von 16 Personen", "2026-03-03"),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(code: str, text: str, expected: str) -> None:
    assert shown(code, text) == [expected]


def test_separate_days_are_separate() -> None:
    assert shown("da", "16. og 23. september 2026") == ["2026-09-16", "2026-09-23"]
    assert shown("da", "1., 8. og 15. maj 2026") == ["2026-05-01", "2026-05-08", "2026-05-15"]
    assert shown("sv", "1, 8 och 15 mars 2026") == ["2026-03-01", "2026-03-08", "2026-03-15"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("da", "31. februar 2026"), ("da", "6.000 ubesatte"), ("da", "1.240"), ("da", "i 2014"), ("da", "Side 28"),
        ("da", "version 10.2.2022.1"), ("en", "1,599"), ("da", "32. maj 2026"), ("da", "IPv4 192.168.1.1"),
        ("da", "maj 2026"), ("no", "1800-tallet"), ("de", "18.10 Uhr"), ("de", "10.10–12.10 Uhr"), ("de", "Mai 2026"),
    ],
)  # fmt: skip
def test_what_is_no_whole_date_is_left_alone(code: str, text: str) -> None:
    assert read(code, text) is None


@pytest.mark.parametrize("code", ZONES)
@pytest.mark.parametrize("text", ["0.5. - 3.6.2026", "99/5/2026-3/6/2026", "00.05.2026 - 03.06.2026"])
def test_what_begins_on_no_day_of_the_calendar_is_no_span(code: str, text: str) -> None:
    found = knowledge(code).grammar.find(text)
    assert found is None or not found.is_range


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (Context(year=2026), date(2026, 6, 3)),
        (Context(published=date(2026, 4, 1)), date(2026, 6, 3)),
        (Context(published=date(2026, 6, 3)), date(2026, 6, 3)),
        (Context(year=2026, published=date(2020, 1, 1)), date(2026, 6, 3)),
    ],
)
def test_missing_year_comes_from_the_context_only(context: Context, expected: date) -> None:
    found = knowledge("da").grammar.find("onsdag den 3. juni")
    assert found is not None
    assert resolve(found.days[0], context) == expected


@pytest.mark.parametrize(
    ("text", "context", "reason"),
    [
        ("3. juni", Context(), "no year"),
        ("torsdag den 3. juni", Context(year=2026), "weekday"),
        ("tirsdag den 3. juni", Context(published=date(2026, 4, 1)), "neither"),
        ("torsdag den 3. juni 2026", Context(), "weekday"),
        ("30. maj – 2. maj 2026", Context(), "ends before"),
        ("29. februar", Context(year=2026), "no such day"),
    ],
)
def test_what_cannot_be_decided_says_why(text: str, context: Context, reason: str) -> None:
    found = read("da", text, context)
    assert isinstance(found, Unclear)
    assert reason in found.reason


def test_day_and_month_that_can_be_exchanged_are_refused() -> None:
    found = read("en", "03/06/2026")
    assert isinstance(found, Unclear)
    assert "exchanged" in found.reason
    assert read("en", "06/06/2026") == [Span(date(2026, 6, 6))]


def test_weekday_chooses_the_year_after_publication() -> None:
    found = knowledge("da").grammar.find("fredag den 5. februar")
    assert found is not None
    assert resolve(found.days[0], Context(published=date(2026, 3, 1))) == date(2027, 2, 5)
    assert isinstance(resolve(found.days[0], Context(published=date(2025, 11, 1))), Unclear)


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)), st.sampled_from(lang.available()))
def test_every_day_is_read_back_in_every_language(day: date, code: str) -> None:
    words = lang.load(code).dates
    stop = "." if "." in words.day_endings else ""
    text = f"{words.weekdays[day.weekday()][0]} {day.day}{stop} {words.months[day.month - 1][0]} {day.year}"
    assert read(code, text) == [Span(day)]


@given(st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)).map(lambda t: t.replace(second=0, microsecond=0)))  # noqa: DTZ001
def test_every_clock_time_is_read_back(moment: datetime) -> None:
    text = f"{moment.day}. {lang.load('da').dates.months[moment.month - 1][0]} {moment.year} kl. {moment:%H.%M}"
    found = read("da", text)
    assert isinstance(found, list)
    assert found[0].start == moment.replace(tzinfo=ZONES["da"])


@pytest.mark.parametrize(
    "text", ["1–" * 2_000, "19:00–" * 1_000, "1.5.2026 kl. 19 " * 500, "a" * 5_000 + "1" + "b" * 5_000]
)
def test_no_part_of_a_text_is_looked_at_again_and_again(text: str) -> None:
    stretches = list(near_digits(text, 0, 48, 32))
    assert sum(end - begin for begin, end in stretches) < 2 * len(text)
    assert stretches == sorted(stretches)


@pytest.mark.parametrize(
    ("code", "piece"),
    [("da", "1. til den "), ("da", "1–"), ("en", "1 to the "), ("no", "1. til og med den "), ("de", "1.–")],
)
def test_days_that_could_be_joined_in_two_ways_are_tried_in_one(code: str, piece: str) -> None:
    begun = process_time()
    assert knowledge(code).grammar.find(piece * 100 + "3/2026") is None
    assert process_time() - begun < 0.5


def test_dates_are_found_behind_a_word_that_does_not_end() -> None:
    text = f"https://example.org/{'a1' * 2_000} 12. maj 2026, {'b2-' * 2_000} 13. maj 2026"
    found = knowledge("da").grammar.find_all(text)
    assert [day.day for dates in found for day in dates.days] == [12, 13]


@pytest.mark.parametrize(
    ("text", "days", "is_range"),
    [
        # Two months make a range across them, also the same one twice; one month does not.
        ("24. dec. – 2. jan.", [(24, 12), (2, 1)], True),
        ("3. maj til 5. maj", [(3, 5), (5, 5)], True),
        ("3.-5. maj", [(3, 5), (5, 5)], True),
        # Figures beside the name of a month: with strokes, hyphens, full stops and a space.
        ("I maj: 12-06-2026", [(12, 6)], False),
        ("I maj: 2026-06-12", [(12, 6)], False),
        ("I maj: 12. 6. 2026", [(12, 6)], False),
        ("I maj: 12/6-2026", [(12, 6)], False),
    ],
)
def test_dates_beside_months(text: str, days: list[tuple[int, int]], *, is_range: bool) -> None:
    found = knowledge("da").grammar.find(text)
    assert found is not None
    assert [(day.day, day.month) for day in found.days] == days
    assert found.is_range is is_range


def test_what_can_hold_a_date_is_all_that_has_one() -> None:
    grammar = knowledge("da").grammar
    assert grammar.can_hold("Den første maj")
    assert grammar.find("Den første maj") is not None
    assert grammar.can_hold("3. maj")
    assert not grammar.can_hold("I maj")


def test_a_capital_i_with_a_dot_is_the_letter_that_an_expression_takes_it_for() -> None:
    for told in ("5 APRİL 2026", "FRİDAY 10 APRİL 2026"):
        found = knowledge("en").grammar.find(told)
        assert found is not None
        assert found.days[0].month == 4
