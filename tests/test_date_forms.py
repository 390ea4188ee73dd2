"""Forms of dates, clock times and doors in five languages, a table for each; and what looks like one and is none."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import lang
from feeds.clocks import Clock
from feeds.dates import Context, Dates, Unclear, resolve, spans
from feeds.recognise.rules import knowledge

ZONE = ZoneInfo("Europe/Copenhagen")
#: A Monday; what has no year lies behind it.
PUBLISHED = Context(published=date(2026, 3, 2))


def stretches(found: Dates | None, clock: Clock | None, context: Context = PUBLISHED) -> str:
    assert found is not None
    told = spans(found, clock, ZONE, context)
    assert not isinstance(told, Unclear), told
    shown = [(s.start.isoformat()[:16], s.end.isoformat()[:16] if s.end else "") for s in told]
    return " ".join(f"{start}/{end}" if end else start for start, end in shown)


def read(code: str, text: str) -> str:
    grammar = knowledge(code).grammar
    found = grammar.find(text)
    assert found is not None, text
    behind = grammar.clocks.find(text[found.end :], behind_date=True)
    return stretches(found, behind or grammar.find_clock(text[: found.start]))


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("da", "1/3 2026", "2026-03-01"),
        ("da", "d. 22/4", "2026-04-22"),
        ("da", "22/4", "2026-04-22"),
        ("da", "Lørdag 3/4 kl. 12", "2027-04-03T12:00"),
        ("da", "30. MAJ – 9. AUGUST", "2026-05-30/2026-08-10"),
        ("da", "fra 2. til 6. april", "2026-04-02/2026-04-07"),
        ("da", "27.-28.2.2026", "2026-02-27/2026-03-01"),
        ("da", "9. + 10. maj", "2026-05-09/2026-05-11"),
        ("da", "1., 8., 15. og 22. maj", "2026-05-01 2026-05-08 2026-05-15 2026-05-22"),
        ("da", "9. april, 7. maj og 4. juni 2026", "2026-04-09 2026-05-07 2026-06-04"),
        ("da", "9/4, 7/5 og 4/6", "2026-04-09 2026-05-07 2026-06-04"),
        ("da", "12/13 marts", "2026-03-12/2026-03-14"),
        ("da", "24. dec. – 2. jan.", "2026-12-24/2027-01-03"),
        ("da", "2026-05-27T19:00", "2026-05-27T19:00"),
        ("da", "2026-03-07 – 2026-03-09", "2026-03-07/2026-03-10"),
        ("da", "3. maj '26", "2026-05-03"),
        ("da", "den første maj", "2026-05-01"),
        ("da", "lørdag og søndag 9. og 10. maj", "2026-05-09/2026-05-11"),
        ("da", "fredag den 8. til søndag den 10. maj", "2026-05-08/2026-05-11"),
        ("da", "27. maj 2026 (onsdag)", "2026-05-27"),
        ("da", "fra fredag den 8. maj kl. 16 til søndag den 10. maj kl. 14", "2026-05-08T16:00/2026-05-10T14:00"),
        ("da", "torsdag den 5. marts 19-21", "2026-03-05T19:00/2026-03-05T21:00"),
        ("da", "lørdagen den 7. marts", "2026-03-07"),
        ("da", "TORSDAG 12. MARTS KL. 19.30", "2026-03-12T19:30"),
        ("da", "19.10. Koncert", "2026-10-19"),
        ("da", "7/3–9/3", "2026-03-07/2026-03-10"),
        ("da", "7–8/3", "2026-03-07/2026-03-09"),
        ("no", "3./4. mars", "2026-03-03/2026-03-05"),
        ("no", "laurdag 7. mars", "2026-03-07"),
        ("no", "tysdag 10. mars kl. 18", "2026-03-10T18:00"),
        ("no", "30. mai – 9. august", "2026-05-30/2026-08-10"),
        ("no", "12.–14. juni kl 10", "2026-06-12/2026-06-15"),
        ("no", "17/5", "2026-05-17"),
        ("no", "f.o.m. 3. mars t.o.m. 5. mars", "2026-03-03/2026-03-06"),
        ("no", "den første mai", "2026-05-01"),
        ("no", "fredag 13. og lørdag 14. mars", "2026-03-13/2026-03-15"),
        ("sv", "lördagen den 7:e mars", "2026-03-07"),
        ("sv", "1:a maj", "2026-05-01"),
        ("sv", "lör 7/3 kl. 14", "2026-03-07T14:00"),
        ("sv", "7–9/3", "2026-03-07/2026-03-10"),
        ("sv", "1, 8 och 15 mars", "2026-03-01 2026-03-08 2026-03-15"),
        ("sv", "fr.o.m. 3 mars t.o.m. 5 mars", "2026-03-03/2026-03-06"),
        ("sv", "den 28 april 2026 klockan 18.30", "2026-04-28T18:30"),
        ("sv", "24 dec – 2 jan", "2026-12-24/2027-01-03"),
        ("sv", "12 och 13 mars", "2026-03-12/2026-03-14"),
        ("sv", "12 mars och 9 april", "2026-03-12 2026-04-09"),
        ("sv", "den första maj", "2026-05-01"),
        ("de", "3./4. März", "2026-03-03/2026-03-05"),
        ("de", "28.–30. April 2026", "2026-04-28/2026-05-01"),
        ("de", "30. MAI – 9. AUGUST", "2026-05-30/2026-08-10"),
        ("de", "Mo., 2. 3. 2026", "2026-03-02"),
        ("de", "27.-28.2.2027", "2027-02-27/2027-03-01"),
        ("de", "am 1.3.", "2027-03-01"),
        ("de", "am 21.3. um 19 Uhr", "2026-03-21T19:00"),
        ("de", "Sa/So 9./10. Mai", "2026-05-09/2026-05-11"),
        ("de", "24. April, 29. Mai und 26. Juni 2026", "2026-04-24 2026-05-29 2026-06-26"),
        ("de", "Samstag, den 12. September 2026, 20 Uhr", "2026-09-12T20:00"),
        ("de", "vom 24.12. bis 2.1.", "2026-12-24/2027-01-03"),
        ("de", "Freitag, 8. Mai, 16 Uhr bis Sonntag, 10. Mai, 14 Uhr", "2026-05-08T16:00/2026-05-10T14:00"),
        ("de", "am ersten Mai", "2026-05-01"),
        ("de", "Sonnabend, 7. März", "2026-03-07"),
        ("en", "the 3rd of March", "2026-03-03"),
        ("en", "Sat/Sun 9/10 May", "2026-05-09/2026-05-11"),
        ("en", "8 & 15 May", "2026-05-08 2026-05-15"),
        ("en", "May 8, 15 and 22, 2026", "2026-05-08 2026-05-15 2026-05-22"),
        ("en", "Sept 12–Oct 3", "2026-09-12/2026-10-04"),
        ("en", "Friday 5 – Sunday 7 June", "2026-06-05/2026-06-08"),
        ("en", "from 12th May until 14th May", "2026-05-12/2026-05-15"),
        ("en", "3/14/2026", "2026-03-14"),
        ("en", "first of May", "2026-05-01"),
        ("en", "7th, 14th and 21st May 2026", "2026-05-07 2026-05-14 2026-05-21"),
        ("en", "SATURDAY 28 NOVEMBER 2pm–4pm", "2026-11-28T14:00/2026-11-28T16:00"),
        ("en", "December 24 – January 2", "2026-12-24/2027-01-03"),
        ("en", "Sunday March 8 at 6pm", "2026-03-08T18:00"),
        ("en", "8 May '26", "2026-05-08"),
        ("en", "Thursday, 19th March, 7.30pm", "2026-03-19T19:30"),
        ("no", "28. august - 6. september 2026", "2026-08-28/2026-09-07"),
    ],
)  # fmt: skip
def test_days_in_every_form(code: str, text: str, expected: str) -> None:
    assert read(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("da", "version 1.3."),
        ("da", "kl. 8.30"),
        ("da", "kl. 8.10"),
        ("da", "2. sal"),
        ("da", "1/2 pris"),
        ("da", "3/4 dl mælk"),
        ("da", "2. til 4. klasse"),
        ("da", "sejr 3-2"),
        ("da", "kl. 10-12"),
        ("da", "1. formand"),
        ("da", "se side 12.3."),
        ("da", "tlf. 22 33 44 55"),
        ("da", "9/10 elever"),
        ("da", "§ 4.5. stk. 2"),
        ("da", "reg. 1234 konto 0001234567"),
        ("da", "0 kr. 50 kr."),
        ("da", "10-12 år"),
        ("da", "Åbent 24/7 hele året"),
        ("no", "versjon 2.10."),
        ("no", "3. etg."),
        ("no", "vant 4-3"),
        ("no", "10.-12. trinn"),
        ("no", "1/4 av plassene"),
        ("sv", "rum 1.12"),
        ("sv", "årskurs 4-6"),
        ("sv", "kl. 9.10"),
        ("sv", "2/3 av medlemmarna"),
        ("sv", "2 tr"),
        ("de", "1. Vorsitzende"),
        ("de", "2. bis 4. Klasse"),
        ("de", "18.10 Uhr"),
        ("de", "Raum 1.12"),
        ("de", "Endstand 2:1"),
        ("de", "DE12 5001 0517 0648 4898 90"),
        ("de", "Seite 12/13"),
        ("de", "§ 1.3. der Satzung"),
        ("de", "um 9.10 Uhr"),
        ("en", "8 may attend"),
        ("en", "24/7"),
        ("en", "9/11"),
        ("en", "Room 1.12"),
        ("en", "page 3/4"),
        ("en", "we march 5 abreast"),
        ("en", "ages 3-5"),
        ("en", "won 3-2"),
        ("en", "1/2 price"),
        ("en", "version 2.10.26.1"),
    ],
)  # fmt: skip
def test_no_day_is_seen_where_none_is_told(code: str, text: str) -> None:
    assert knowledge(code).grammar.find(text) is None


def times(found: list[Clock]) -> str:
    shown = [(f"{c.start:%H:%M}", f"-{c.end:%H:%M}" if c.end else "", c.doors) for c in found]
    return " ".join(f"{start}{end}({doors:%H:%M})" if doors else start + end for start, end, doors in shown)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("da", "kl. 16.30 - 18.30", "16:30-18:30"),
        ("da", "kl. 19-21", "19:00-21:00"),
        ("da", "16.30–18", "16:30-18:00"),
        ("da", "kl. 15 og 17.30", "15:00 17:30"),
        ("da", "kl. 10, 12 og 14", "10:00 12:00 14:00"),
        ("da", "kl. 10-12 og 14-16", "10:00-12:00 14:00-16:00"),
        ("da", "kl. 15 og 17. maj", "15:00"),
        ("da", "klokken halv otte", "19:30"),
        ("da", "kl. 8 om aftenen", "20:00"),
        ("da", "kl. 22 til midnat", "22:00-00:00"),
        ("da", "Dørene åbner kl. 19, musikken starter kl. 20", "20:00(19:00)"),
        ("da", "Dørene åbner kl. 19", ""),
        ("da", "kl. 20 (dørene åbner kl. 19)", "20:00(19:00)"),
        ("da", "kl. 20, dørene åbner en time før", "20:00"),
        ("da", "22.10.", ""),
        ("da", "8.50 kr", ""),
        ("no", "kl. 1045-2300", "10:45-23:00"),
        ("no", "kl. 21.00 (dørene åpner 20.00)", "21:00(20:00)"),
        ("no", "Dører kl. 19.00 / Konsertstart kl. 20.00", "20:00(19:00)"),
        ("no", "klokka sju", "19:00"),
        ("no", "halv åtte", "19:30"),
        ("no", "Innslipp fra 18.30, start 19.00", "19:00(18:30)"),
        ("sv", "kl 15 och 18", "15:00 18:00"),
        ("sv", "kl. 19.00 (insläpp 18.30)", "19:00(18:30)"),
        ("sv", "Insläpp 18.30, konserten börjar 19", "19:00(18:30)"),
        ("sv", "klockan halv åtta", "19:30"),
        ("sv", "09.30–11.30", "09:30-11:30"),
        ("de", "18 Uhr", "18:00"),
        ("de", "19.30–21 Uhr", "19:30-21:00"),
        ("de", "16 bis 18 Uhr", "16:00-18:00"),
        ("de", "von 16 bis 18 Uhr", "16:00-18:00"),
        ("de", "um 19 Uhr", "19:00"),
        ("de", "ab 15 Uhr", "15:00"),
        ("de", "16 und 20 Uhr", "16:00 20:00"),
        ("de", "15, 17 und 19.30 Uhr", "15:00 17:00 19:30"),
        ("de", "Einlass 19 Uhr, Beginn 20 Uhr", "20:00(19:00)"),
        ("de", "20 Uhr, Einlass ab 19 Uhr", "20:00(19:00)"),
        ("de", "19 Uhr Einlass, 20 Uhr Beginn", "20:00(19:00)"),
        ("de", "8 Uhr abends", "20:00"),
        ("de", "halb acht", "19:30"),
        ("de", "von 16 Personen", ""),
        ("en", "9am–4pm", "09:00-16:00"),
        ("en", "7.30pm", "19:30"),
        ("en", "7.30 p.m.", "19:30"),
        ("en", "half past seven", "19:30"),
        ("en", "quarter to eight", "19:45"),
        ("en", "at noon", "12:00"),
        ("en", "12 noon", "12:00"),
        ("en", "10am to noon", "10:00-12:00"),
        ("en", "from 6pm until midnight", "18:00-00:00"),
        ("en", "2pm & 7pm", "14:00 19:00"),
        ("en", "2 and 7pm", "14:00 19:00"),
        ("en", "3-5pm", "15:00-17:00"),
        ("en", "11.30am-1pm", "11:30-13:00"),
        ("en", "Doors 7pm, show 8pm", "20:00(19:00)"),
        ("en", "Doors open 6.30pm. Starts 7pm", "19:00(18:30)"),
        ("en", "7.30 for 8pm", "20:00(19:30)"),
        ("en", "7pm doors, 8pm show", "20:00(19:00)"),
        ("en", "19:00 CET", "19:00"),
        ("en", "at 7 o'clock in the evening", "19:00"),
        ("en", "£8.50", ""),
        ("en", "at 12 High Street", ""),
        ("en", "ages 3-5", ""),
    ],
)  # fmt: skip
def test_clock_times_and_doors(code: str, text: str, expected: str) -> None:
    assert times(knowledge(code).grammar.find_clocks(text)) == expected


def test_the_texts_of_a_page_that_say_a_time_are_told_at_once() -> None:
    clocks = knowledge("de").grammar.clocks
    texts = ["HALB ACHT", "", "Straße", "viertel nach sieben", "7 UHR", "achtmal"]
    assert clocks.saying(texts) == {n for n, text in enumerate(texts) if clocks.can_say(text)} == {0, 3, 4}


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("da", "Lørdag 11–18, søndag 12–16", True), ("da", "mandag–fredag 10–16", True),
        ("de", "werktags 8-16 Uhr", True), ("no", "Åpent 10–16", True), ("sv", "Öppet tis–sön 11–17", True),
        ("de", "Di–So 10–18 Uhr", True), ("en", "Open Tuesday to Sunday, 10am–5pm", True),
        ("de", "Öffnungszeiten: 10 bis 18 Uhr", True), ("da", "Lørdag 9. og søndag 10. maj kl. 10-16", False),
        ("en", "Tuesday 7–9pm", False), ("da", "kl. 19-21", False), ("sv", "Måndagar kl. 10–12", False),
    ],
)  # fmt: skip
def test_opening_hours_are_told_from_events(code: str, text: str, expected: bool) -> None:
    assert knowledge(code).grammar.is_opening_hours(text) is expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("da", "den 12.", "2026-03-12"), ("en", "Fri 13", "2026-03-13"), ("en", "Tuesday 3rd", "2026-03-03"),
        ("da", "Fre 13. – søn 15.", "2026-03-13/2026-03-16"), ("da", "12. Foredrag om bier", "2026-03-12"),
        ("de", "Fr 13. Jazz im Hof", "2026-03-13"), ("sv", "Lör 14 kl 15", "2026-03-14"),
        ("no", "Onsdag 18. kl. 19", "2026-03-18"), ("da", "5., 12. og 19.", "2026-03-05 2026-03-12 2026-03-19"),
        ("da", "12", "2026-03-12"), ("da", "3. april", "2026-04-03"),
    ],
)  # fmt: skip
def test_a_heading_lends_a_day_its_month(code: str, text: str, expected: str) -> None:
    context = Context(published=PUBLISHED.published, month=3)
    assert stretches(knowledge(code).grammar.find_day(text, context), None, context) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("da", "2. sal"), ("da", "12 åbne huse"), ("da", "5.-7. klasse"), ("da", "3 – 5 år"), ("no", "1. 3 personer"),
        ("de", "1. Vorsitzende"), ("de", "2. bis 4. Klasse"), ("en", "12 people"), ("en", "3rd floor"), ("sv", "2 tr"),
    ],
)  # fmt: skip
def test_a_number_under_a_month_is_not_always_a_day(code: str, text: str) -> None:
    assert knowledge(code).grammar.find_day(text, Context(year=2026, month=3)) is None


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("da", "i dag", 0), ("da", "i morgen kl. 19", 1), ("da", "på tirsdag", 1), ("da", "nu på lørdag", 5),
        ("da", "om en uge", 7), ("no", "i kveld", 0), ("no", "førstkommende søndag", 6), ("sv", "ikväll kl 19", 0),
        ("sv", "nu på lördag", 5), ("de", "heute Abend", 0), ("de", "kommenden Dienstag", 1), ("en", "tomorrow", 1),
        ("en", "this Saturday", 5), ("en", "in two weeks", 14), ("en", "on Monday", 7),
    ],
)  # fmt: skip
def test_relative_days_count_from_the_publication(code: str, text: str, days: int) -> None:
    found = knowledge(code).grammar.find_relative(text, PUBLISHED)
    assert isinstance(found, Dates)
    assert resolve(found.days[0], PUBLISHED) == date(2026, 3, 2) + timedelta(days=days)


def test_relative_days_are_unclear_without_a_publication_or_with_two_meanings() -> None:
    grammar = knowledge("en").grammar
    assert grammar.find_relative("the day after", PUBLISHED) is None
    for text, context, reason in (("tomorrow", Context(), "publication"), ("next Friday", PUBLISHED, "next week's")):
        found = grammar.find_relative(text, context)
        assert isinstance(found, Unclear)
        assert reason in found.reason
    # On a Saturday the Friday of this week has passed.
    later = grammar.find_relative("next Friday", Context(published=date(2026, 3, 7)))
    assert isinstance(later, Dates)


@pytest.mark.parametrize(
    ("code", "heading", "expected"),
    [
        ("sv", "PROGRAM VÅREN 2026", Context(year=2026)), ("da", "Efterår 2026", Context(year=2026)),
        ("de", "Winter 2026/27", Context(year=2026, next_year=2027)),
        ("da", "Sæson 2026-2027", Context(year=2026, next_year=2027)),
        ("da", "MARTS 2027", Context(year=2027, month=3)), ("en", "September", Context(month=9)),
        ("de", "Oktober/November 2026", Context(year=2026)), ("no", "Konserter", Context()),
    ],
)  # fmt: skip
def test_headings_tell_year_month_and_season(code: str, heading: str, expected: Context) -> None:
    assert knowledge(code).grammar.under(heading, Context()) == expected


def test_a_season_has_two_years() -> None:
    grammar = knowledge("da").grammar
    season = Context(year=2026, next_year=2027)
    assert stretches(grammar.find("12. november"), None, season) == "2026-11-12"
    assert stretches(grammar.find("12. februar"), None, season) == "2027-02-12"


def at_night(text: str) -> tuple[datetime, datetime | None]:
    grammar = knowledge("da").grammar
    found = grammar.find(text)
    assert found is not None
    told = spans(found, grammar.find_clock(text[found.end :]), ZONE, Context())
    assert not isinstance(told, Unclear)
    start, end = told[0].start, told[0].end
    assert isinstance(start, datetime)
    assert end is None or isinstance(end, datetime)
    return start, end


def test_nights_of_change_are_read_as_calendars_do() -> None:
    """RFC 5545 section 3.3.5: an hour left out counts from the offset before it, one that comes twice is the first."""
    utc = ZoneInfo("UTC")
    left_out, end = at_night("29. marts 2026 kl. 2.30-3.00")
    assert left_out.astimezone(utc) == datetime(2026, 3, 29, 1, 30, tzinfo=utc)
    assert end is not None
    assert end.astimezone(utc) - left_out.astimezone(utc) == timedelta(minutes=30)
    twice, _ = at_night("25. oktober 2026 kl. 2.30")
    assert twice.astimezone(utc) == datetime(2026, 10, 25, 0, 30, tzinfo=utc)
    over, end = at_night("24. oktober 2026 kl. 22-04")
    assert end is not None
    assert end.astimezone(utc) - over.astimezone(utc) == timedelta(hours=7)


_FORMS = (
    "{day}{stop} {month} {year}",
    "{weekday} {day}{stop} {month} {year}",
    "{weekday}, {day}{stop} {month} {year}",
    "{day}{stop} {MONTH} {year}",
    "{year}-{m:02}-{day:02}",
    "{day}/{m} {year}",
    "{day}/{m}-{year}",
    "{day}.{m}.{year}",
    "{day:02}.{m:02}.{year}",
    "{day}. {m}. {year}",
)


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)), st.sampled_from(lang.available()), st.sampled_from(_FORMS))
def test_a_rendered_day_reads_back_in_every_form_and_language(day: date, code: str, form: str) -> None:
    words = lang.load(code).dates
    month = words.months[day.month - 1][0]
    text = form.format(
        day=day.day, m=day.month, year=day.year, month=month, MONTH=month.upper(),
        weekday=words.weekdays[day.weekday()][0], stop="." if "." in words.day_endings else "",
    )  # fmt: skip
    found = knowledge(code).grammar.find(text)
    assert found is not None, text
    assert (found.start, found.end) == (0, len(text))
    if found.days[0].is_ambiguous:
        assert code == "en"
    else:
        assert resolve(found.days[0], Context()) == day


@given(st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.sampled_from(lang.available()))
def test_a_rendered_clock_time_reads_back_in_every_language(moment: object, code: str) -> None:
    words = lang.load(code).times
    prefix, suffix = (words.prefixes or ("",))[0], (words.suffixes or ("",))[0]
    found = knowledge(code).grammar.find_clocks(f"{prefix} {moment:%H:%M} {suffix}".strip())
    assert [clock.start for clock in found] == [moment]


_PIECES = (
    *("17", "9.30", "17:00", "8", "-", "–", "og", "and", "og 19", ",", "pm", "a.m.", "noon", "Uhr", "h", "Z", "kl."),
    *("klokken", "at", "um", "midnat", "Mitternacht", "Dørene", "Einlass", "doors", "T10:00", "3 km", "ord"),
)


@pytest.mark.parametrize("code", lang.available())
@given(text=st.lists(st.sampled_from(_PIECES), max_size=5).map(" ".join), gap=st.sampled_from((" ", "")))
def test_no_clock_time_is_missed_by_a_look_at_what_stands_at_the_numbers(code: str, text: str, gap: str) -> None:
    clocks, text = knowledge(code).grammar.clocks, text.replace(" ", gap)
    if any(char.isdigit() for char in text) and not clocks.can_show(text):
        assert clocks._clock.search(text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "lør 12-09-2026"),
        ("no", "lørdag 12-09-2026"),
        ("sv", "lör 2026-09-12"),
        ("de", "Samstag, 2026-09-12"),
        ("en", "Saturday 2026-09-12"),
    ],
)
def test_a_weekday_stands_before_a_date_with_hyphens(language: str, text: str) -> None:
    found = knowledge(language).grammar.find(text)
    assert found is not None
    assert (found.start, found.end) == (0, len(text))
    day = found.days[0]
    assert (day.day, day.month, day.year, day.weekday) == (12, 9, 2026, 5)
