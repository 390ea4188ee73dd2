"""Repetition in words, in five languages: what is said, the rule it stands for, and that calendars count alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import lang, recognise, recurrence
from feeds.dates import Context
from feeds.model import Event
from feeds.recognise.rules import knowledge
from feeds.recognise.when import has_recurrence
from feeds.repetition import Recurrence

PUBLISHED = Context(published=date(2026, 3, 2))
ZONE = ZoneInfo("Europe/Copenhagen")


def read(code: str, text: str, first: date | None = None) -> Recurrence:
    found = knowledge(code).repetition.find(text, PUBLISHED, first)
    assert found is not None, text
    return found


RULES = [
    ("da", "Hver torsdag kl. 17", "Hver torsdag", "FREQ=WEEKLY;BYDAY=TH"),
    ("da", "hver anden tirsdag", "hver anden tirsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("da", "hver 2. uge", "hver 2. uge", "FREQ=WEEKLY;INTERVAL=2"),
    ("da", "hver dag kl. 10", "hver dag", "FREQ=DAILY"),
    ("da", "tirsdage og torsdage kl. 17-18.30", "tirsdage og torsdage", "FREQ=WEEKLY;BYDAY=TU,TH"),
    ("da", "hverdage kl. 10", "hverdage", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("da", "Første mandag i måneden", "Første mandag i måneden", "FREQ=MONTHLY;BYDAY=1MO"),
    ("da", "den sidste fredag i hver måned", "den sidste fredag i hver måned", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("da", "hver anden torsdag i måneden", "hver anden torsdag i måneden", "FREQ=MONTHLY;BYDAY=2TH"),
    ("da", "hver tirsdag frem til påske", "hver tirsdag frem til påske", "FREQ=WEEKLY;BYDAY=TU"),
    ("da", "hver torsdag, ikke i skoleferier", "hver torsdag, ikke i skoleferier", "FREQ=WEEKLY;BYDAY=TH"),
    ("da", "hver mandag-torsdag kl. 9", "hver mandag-torsdag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"),
    ("da", "lige uger onsdag kl. 18", "lige uger onsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
    ("da", "hver uge om onsdagen", "hver uge om onsdagen", "FREQ=WEEKLY;BYDAY=WE"),
    ("da", "hver tredje uge", "hver tredje uge", "FREQ=WEEKLY;INTERVAL=3"),
    ("da", "hver torsdag aften", "hver torsdag aften", "FREQ=WEEKLY;BYDAY=TH"),
    ("no", "kvar onsdag", "kvar onsdag", "FREQ=WEEKLY;BYDAY=WE"),
    ("no", "Siste tirsdag i måneden kl. 18.00", "Siste tirsdag i måneden", "FREQ=MONTHLY;BYDAY=-1TU"),
    ("no", "hver tirsdag fram til påske", "hver tirsdag fram til påske", "FREQ=WEEKLY;BYDAY=TU"),
    ("no", "annenhver torsdag", "annenhver torsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
    ("no", "mandager og onsdager", "mandager og onsdager", "FREQ=WEEKLY;BYDAY=MO,WE"),
    ("no", "onsdag i partallsuker", "onsdag i partallsuker", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
    ("no", "onsdagar partalsveker kl. 11", "onsdagar partalsveker", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
    ("no", "Første lørdag i hver måned", "Første lørdag i hver måned", "FREQ=MONTHLY;BYDAY=1SA"),
    ("sv", "varje onsdag", "varje onsdag", "FREQ=WEEKLY;BYDAY=WE"),
    ("sv", "varannan torsdag", "varannan torsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
    ("sv", "sista söndagen i månaden", "sista söndagen i månaden", "FREQ=MONTHLY;BYDAY=-1SU"),
    ("sv", "onsdagar jämna veckor kl 18", "onsdagar jämna veckor", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
    ("sv", "måndagar och onsdagar", "måndagar och onsdagar", "FREQ=WEEKLY;BYDAY=MO,WE"),
    ("sv", "VARJE VECKA", "VARJE VECKA", "FREQ=WEEKLY"),
    ("sv", "varannan vecka på tisdagar", "varannan vecka på tisdagar", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("sv", "tisdagskvällar kl 19", "tisdagskvällar", "FREQ=WEEKLY;BYDAY=TU"),
    ("de", "jeden ersten Montag im Monat", "jeden ersten Montag im Monat", "FREQ=MONTHLY;BYDAY=1MO"),
    ("de", "jeden ersten Montag", "jeden ersten Montag", "FREQ=MONTHLY;BYDAY=1MO"),
    ("de", "jeden Dienstag", "jeden Dienstag", "FREQ=WEEKLY;BYDAY=TU"),
    ("de", "dienstags 19 Uhr", "dienstags", "FREQ=WEEKLY;BYDAY=TU"),
    ("de", "alle 14 Tage donnerstags", "alle 14 Tage donnerstags", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
    ("de", "montags bis donnerstags", "montags bis donnerstags", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"),
    ("de", "jeden Dienstagabend", "jeden Dienstagabend", "FREQ=WEEKLY;BYDAY=TU"),
    ("de", "jeden zweiten Dienstag", "jeden zweiten Dienstag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("de", "jeden zweiten Dienstag im Monat", "jeden zweiten Dienstag im Monat", "FREQ=MONTHLY;BYDAY=2TU"),
    ("de", "wöchentlich dienstags", "wöchentlich dienstags", "FREQ=WEEKLY;BYDAY=TU"),
    ("de", "Donnerstag (gerade Wochen)", "Donnerstag (gerade Wochen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
    ("de", "jeden Donnerstag außer in den Ferien", "jeden Donnerstag außer in den Ferien", "FREQ=WEEKLY;BYDAY=TH"),
    ("en", "Every second Tuesday, 2.30pm", "Every second Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("en", "every other week on Monday", "every other week on Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    ("en", "Tuesdays 7pm", "Tuesdays", "FREQ=WEEKLY;BYDAY=TU"),
    ("en", "first and third Monday of the month", "first and third Monday of the month", "FREQ=MONTHLY;BYDAY=1MO,3MO"),
    ("en", "1st & 3rd Thursdays", "1st & 3rd Thursdays", "FREQ=MONTHLY;BYDAY=1TH,3TH"),
    ("en", "Monthly, 7pm", "Monthly", "FREQ=MONTHLY"),
    ("en", "Weekly, Thursdays 7pm", "Weekly, Thursdays", "FREQ=WEEKLY;BYDAY=TH"),
    ("en", "Thursday evenings", "Thursday evenings", "FREQ=WEEKLY;BYDAY=TH"),
    ("en", "every two weeks on Tuesday", "every two weeks on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("en", "the 15th of each month", "the 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("en", "alternate Fridays", "alternate Fridays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "words", "rule"), RULES)
def test_words_become_rules(code: str, text: str, words: str, rule: str) -> None:
    found = read(code, text)
    assert (found.text, found.rule) == (words, rule)
    assert recurrence.canonical(rule) == rule
    assert has_recurrence(text, knowledge(code))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("da", "mandag til fredag"), ("da", "torsdag den 5. marts"), ("da", "månedens kunstner"),
        ("da", "dagligt brød til alle"),
        ("da", "alle medlemmer"), ("da", "Hverdagen tilbage"), ("no", "Ukens konsert"), ("sv", "alla medlemmar"),
        ("sv", "Månadens bok"), ("de", "alle Mitglieder"), ("de", "Jeder ist willkommen"),
        ("en", "a weekly newsletter"),
        ("en", "Each year the club"), ("en", "every member"), ("en", "the first Thursday"), ("en", "Monday 4 May"),
    ],
)  # fmt: skip
def test_what_does_not_repeat_has_no_rule(code: str, text: str) -> None:
    assert not knowledge(code).repetition.has(text)


def test_hours_of_a_place_are_no_repetition() -> None:
    assert not has_recurrence("Åbent hver dag kl. 10-17", knowledge("da"))
    assert not has_recurrence("Öffnungszeiten: täglich 10 bis 18 Uhr", knowledge("de"))


def test_nobody_knows_which_third_tuesday_every_third_is() -> None:
    assert read("en", "Every third Tuesday").rule is None


@pytest.mark.parametrize(
    ("code", "text", "first", "until", "count", "exceptions"),
    [
        ("da", "Hver onsdag kl. 14-16, første gang 10. februar 2027", "2027-02-10", None, None, []),
        ("da", "hver torsdag fra 3. september til 26. november kl. 19", "2026-09-03", "2026-11-26", None, []),
        ("da", "hver torsdag fra 1. september til 26. november", "2026-09-03", "2026-11-26", None, []),
        ("da", "hver mandag til og med 12. december", None, "2026-12-12", None, []),
        ("da", "hver torsdag, undtagen 24. december", None, None, None, ["2026-12-24"]),
        ("da", "hver torsdag, dog ikke i uge 42", None, None, None, ["2026-10-15"]),
        ("da", "6 torsdage fra 3. september 2026", "2026-09-03", None, 6, []),
        ("da", "6 gange, hver onsdag, start 7. oktober 2026", "2026-10-07", None, 6, []),
        ("da", "hver mandag kl. 10 i kirken, begynder 9. marts. Gratis.", "2026-03-09", None, None, []),
        ("no", "Hver mandag kl. 16.30–18.00, oppstart 7. september 2026", "2026-09-07", None, None, []),
        ("sv", "Varje tisdag kl. 14–16 med start 8 september 2026", "2026-09-08", None, None, []),
        ("sv", "Lördagar kl. 11–13, första gången den 10 oktober 2026", "2026-10-10", None, None, []),
        ("sv", "varje torsdag t.o.m. 11 juni", None, "2026-06-11", None, []),
        ("de", "Jeden Samstag um 11 Uhr, das nächste Mal am 26. September 2026", "2026-09-26", None, None, []),
        ("de", "nächster Termin 7. April 2026, jeden Dienstag", "2026-04-07", None, None, []),
        ("de", "jeden Mittwoch bis 18. Juni", None, "2026-06-18", None, []),
        ("de", "8 Abende, jeden Montag ab 7. September 2026", "2026-09-07", None, 8, []),
        ("de", "jeden Freitag (außer am 25. Dezember)", None, None, None, ["2026-12-25"]),
        ("en", "Every Wednesday at 10.15am, starting 9 September 2026", "2026-09-09", None, None, []),
        ("en", "Every Tuesday from 3 September to 26 November", "2026-09-08", "2026-11-26", None, []),
        ("en", "Every Saturday until 12 December, not 31 October", None, "2026-12-12", None, ["2026-10-31"]),
        ("en", "Every other Saturday 10.00 – Court 5, £4, first session 11 April 2026", "2026-04-11", None, None, []),
        ("en", "Wednesdays for 8 weeks from 6 May 2026", "2026-05-06", None, 8, []),
    ],
)  # fmt: skip
def test_limits_and_exceptions(
    code: str, text: str, *, first: str | None, until: str | None, count: int | None, exceptions: list[str]
) -> None:
    found = read(code, text)
    assert found.first == (first and date.fromisoformat(first))
    assert found.until == (until and date.fromisoformat(until))
    assert found.count == count
    assert [day.isoformat() for day in found.exceptions] == exceptions


def test_a_rule_that_its_first_day_contradicts_is_not_kept() -> None:
    assert read("en", "Every Wednesday", date(2026, 5, 7)).rule is None
    assert read("en", "Every Wednesday", date(2026, 5, 6)).rule is not None
    # The sixth of May 2026 is in week 19.
    assert read("da", "onsdage i lige uger", date(2026, 5, 6)).rule is None
    assert read("da", "onsdage i ulige uger", date(2026, 5, 6)).rule is not None


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(RULES), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_dateutil_counts_the_same_days(row: tuple[str, str, str, str], near: date) -> None:
    rule = recurrence.read(row[3])
    days = (near + timedelta(days=n) for n in range(62))
    first = next(day for day in days if recurrence.begins_on(rule, day))
    start = datetime.combine(first, time(19), ZONE)
    theirs = [moment.date() for moment in islice(rrulestr(row[3], dtstart=start), 6)]
    assert theirs[0] == first
    ours = [theirs[0] + timedelta(days=n) for n in range((theirs[-1] - theirs[0]).days + 1)]
    assert [day for day in ours if recurrence.gives(rule, first, day)] == theirs
    assert icalendar.vRecur.from_ical(row[3]).to_ical().decode().split(";")[0] == row[3].split(";")[0]


@given(st.sampled_from(lang.available()), st.integers(0, 6), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_every_weekday_is_every_weekday_in_every_language(code: str, weekday: int, near: date) -> None:
    language = lang.load(code)
    first = near + timedelta(days=(weekday - near.weekday()) % 7)
    for words in (
        f"{language.repetition.every[0]} {language.dates.weekdays[weekday][0]}",
        language.repetition.weekday_plurals[weekday][0],
    ):
        found = read(code, words, first)
        assert found.rule == f"FREQ=WEEKLY;BYDAY={recurrence.WEEKDAYS[weekday]}"
        assert found.first == first


def test_every_does_not_repeat_what_nothing_names() -> None:
    repetition = knowledge("da").repetition
    assert not repetition.has("Det er i hvert fald ikke hver og en, der kommer.")
    assert repetition.has("Vi mødes hver onsdag.")


def event(text: str, code: str) -> Event:
    items = [item for item in recognise.recognise(text, language=code).items if isinstance(item, Event)]
    assert len(items) == 1
    return items[0]


def test_an_event_repeats_from_its_first_day() -> None:
    when = "Hver onsdag kl. 14-16, første gang 10. februar 2027, undtagen 17. februar 2027"
    page = f"Strikkecafé\n\nTid: {when}\nSted: Salen"
    found = event(page, "da")
    assert found.start == datetime(2027, 2, 10, 14, tzinfo=ZONE)
    assert found.recurrence_text == "Hver onsdag"
    assert found.recurrence_rule == "FREQ=WEEKLY;BYDAY=WE"
    assert found.excluded_dates == (datetime(2027, 2, 17, 14, tzinfo=ZONE),)


def test_an_event_that_repeats_in_a_stretch_of_days_ends_with_it() -> None:
    page = (
        "Evening class: pottery\n\nWhen: Every Thursday, 3 September 2026 – 26 November 2026, 7pm\nWhere: The Old Mill"
    )
    found = event(page, "en")
    assert found.recurrence_rule == "FREQ=WEEKLY;UNTIL=20261126T190000Z;BYDAY=TH"
    assert found.start == datetime(2026, 9, 3, 19, tzinfo=UTC)


def test_doors_are_kept_beside_the_start() -> None:
    page = "Konzert im Hof\n\nWann: Freitag, 8. Mai 2026, Einlass 19 Uhr, Beginn 20 Uhr\nWo: Alte Mühle"
    found = event(page, "de")
    zone = ZoneInfo("Europe/Berlin")
    assert found.start == datetime(2026, 5, 8, 20, tzinfo=zone)
    assert found.door_time == datetime(2026, 5, 8, 19, tzinfo=zone)
