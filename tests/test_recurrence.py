"""Rules of recurrence: read strictly, and counted out as dateutil does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from feeds import recurrence
from feeds.recurrence import begins_on, canonical, last_day, read

RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3;BYMONTH=1,2",
    "FREQ=WEEKLY;BYDAY=TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU",
    "FREQ=WEEKLY;BYMONTH=6",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=-1FR,1MO",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYMONTH=5",
    "FREQ=YEARLY;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13",
)


@pytest.mark.parametrize("rule", RULES)
@given(first=st.dates(date(1995, 1, 1), date(2030, 12, 31)), count=st.integers(1, 9))
def test_it_is_counted_out_as_dateutil_does(rule: str, first: date, count: int) -> None:
    theirs: Any = rrulestr(rule, dtstart=datetime(first.year, first.month, first.day))  # noqa: DTZ001
    days = [moment.date() for moment in islice(theirs, count)]
    assert last_day(f"{rule};COUNT={count}", first, None) == days[-1]
    assert begins_on(read(rule), first) == (days[0] == first)


def test_it_ends_with_until_or_never() -> None:
    first = date(2026, 9, 3)
    assert last_day("FREQ=WEEKLY", first, None) == date.max
    assert last_day("FREQ=WEEKLY;UNTIL=20261217", first, "Europe/Copenhagen") == date(2026, 12, 17)
    # 23:30 in UTC is the day after in Copenhagen.
    assert last_day("FREQ=WEEKLY;UNTIL=20261217T233000Z", first, "Europe/Copenhagen") == date(2026, 12, 18)
    assert last_day("FREQ=WEEKLY;UNTIL=20260101", first, None) == first
    assert read("FREQ=WEEKLY;UNTIL=20261217T233000Z").until == datetime(2026, 12, 17, 23, 30, tzinfo=UTC)


def test_it_is_written_in_one_way() -> None:
    assert canonical(" byday=th;until=20261217;freq=weekly ") == "FREQ=WEEKLY;UNTIL=20261217;BYDAY=TH"
    assert canonical("FREQ=WEEKLY") == "FREQ=WEEKLY"


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("", "is not written like"),
        ("weekly", "is not written like"),
        ("FREQ=WEEKLY;", "is not written like"),
        ("RRULE:FREQ=WEEKLY", "has the part"),
        ("BYDAY=TH", "needs a FREQ"),
        ("FREQ=HOURLY", "needs a FREQ"),
        ("FREQ=YEARLY;BYWEEKNO=20", "has the part"),
        ("FREQ=WEEKLY;FREQ=DAILY", "has FREQ twice"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20261217", "both COUNT and UNTIL"),
        ("FREQ=WEEKLY;COUNT=0", "COUNT of a rule"),
        ("FREQ=WEEKLY;INTERVAL=-1", "INTERVAL of a rule"),
        ("FREQ=WEEKLY;COUNT=10000", "COUNT of a rule"),
        ("FREQ=WEEKLY;UNTIL=20261317", "UNTIL of a rule"),
        ("FREQ=WEEKLY;UNTIL=20261217T180000", "UNTIL of a rule"),
        ("FREQ=WEEKLY;BYDAY=TO", "names the day"),
        ("FREQ=WEEKLY;BYDAY=1TH", "counts weekdays"),
        ("FREQ=MONTHLY;BYDAY=54TH", "names the day"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "has BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY of a rule"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH of a rule"),
        ("FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31", "its months have not"),
        ("FREQ=MONTHLY;BYSETPOS=1", "nothing to count"),
    ],
)
def test_what_is_no_rule_is_refused_with_the_reason(rule: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        canonical(rule)


@given(text=st.text(alphabet="FREQ=WKLYDAMONTH;,:-+0129 UIBS", max_size=60))
def test_nothing_else_is_ever_raised(text: str) -> None:
    try:
        once = canonical(text)
    except ValueError:
        return
    assert canonical(once) == once


def test_a_rule_that_no_day_meets_ends_the_search() -> None:
    # Every seventh day from a Tuesday on is never a Monday.
    assert not begins_on(read("FREQ=DAILY;INTERVAL=7;BYDAY=MO"), date(2026, 9, 1))
    assert last_day("FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=2", date(2026, 9, 1), None) == date.max
    for frequency in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        for first in (date(1, 1, 1), date(9998, 12, 31), date.max):
            assert last_day(f"FREQ={frequency};COUNT=3", first, None) >= first
    assert recurrence.until_day(date(2026, 1, 1), None) == date(2026, 1, 1)
