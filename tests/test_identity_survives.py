"""An item stays the one that it is, whatever is edited around it, and two items are never one: over whole builds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

import page_cases
from factories import COPENHAGEN, NOW, article
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import (
    Announced,
    Article,
    Event,
    Item,
    JobPosting,
    Listing,
    Person,
    PersonnelNotice,
    encode_hook,
)
from feeds.pipeline import ledger_path
from lab import HOUR, Lab, titled
from sizes import some

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
BODY = (
    "<p>The harbour office closes its counter in June and moves what it did there to the town hall, where two people "
    "will answer the telephone on four days a week.</p>"
)
OTHER_BODY = (
    "<p>Nine out of ten firms asked say that they would rather train somebody than look for one who knows it already, "
    "and three of them do so.</p>"
)
STORY = Article(title="Counter of the harbour office closes", content=BODY, authors=("Ida Falk",))
LINKED = Article(title="Counter closes", url="https://paper.example.org/harbour/counter-closes", content=BODY)
TALK = Event(title="An evening about the tides", start=date(2026, 5, 12), location="Harbour hall, Leeds")
CLOCKED = Event(
    title="Open workshop",
    start=datetime(2026, 5, 12, 19, 0, tzinfo=COPENHAGEN),
    end=datetime(2026, 5, 12, 21, 0, tzinfo=COPENHAGEN),
    timezone="Europe/Copenhagen",
    location="Mill lane 3",
)
MOVE = PersonnelNotice(
    change="appointed",
    person=Person(name="Marck Dalgaard"),
    organization="Northern Fibre Ltd",
    role_name="Consultant",
    effective=date(2026, 4, 1),
)
JOB = JobPosting(
    title="Network engineer for the northern region",
    hiring_organization="Northern Fibre Ltd",
    job_location="Leeds",
    valid_through=date(2026, 6, 1),
)
BYSTANDERS: tuple[Item, ...] = (
    Article(title="Rain until Thursday", content=OTHER_BODY),
    Event(title="Spring fair", start=date(2026, 4, 18), location="Market square"),
    PersonnelNotice(change="departed", person=Person(name="Olga Brink"), organization="Datahouse Ltd"),
    JobPosting(title="Gardener", hiring_organization="Town of Leeds", valid_through=date(2026, 5, 1)),
)


def edited(item: Item, **facts: object) -> Item:
    return msgspec.structs.replace(item, **facts)


def renamed(notice: PersonnelNotice, name: str, **facts: object) -> Item:
    return msgspec.structs.replace(notice, person=Person(name=name), **facts)


@pytest.fixture
def lab(quick_path: Path) -> Iterator[Lab]:
    made = Lab(quick_path)
    with closing(made.ledger):
        yield made


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """An item before and after an edit; that it is the same, with this sequence and these announcements, or not."""

    name: str
    before: Item
    after: Item
    is_same: bool = True
    sequence: int = 1
    announced: tuple[Announced, ...] = ()


def _link(url: str, name: str) -> Edit:
    return Edit(name=name, before=LINKED, after=edited(LINKED, url=url, title="Where to go now", content=OTHER_BODY))


EDITS = [
    Edit(name="nothing", before=STORY, after=STORY, sequence=0),
    Edit(
        name="white space",
        before=STORY,
        after=edited(STORY, title=" Counter  of the harbour office closes"),
        sequence=0,
    ),
    Edit(
        name="order of categories",
        before=edited(STORY, categories=("port", "town")),
        after=edited(STORY, categories=("town", "port")),
        sequence=0,
    ),
    Edit(name="title of a story", before=STORY, after=edited(STORY, title="Harbour: no more counter from June")),
    Edit(
        name="title of a story without text",
        before=edited(STORY, content=None),
        after=edited(STORY, content=None, title="Counter of the harbour office to close"),
    ),
    Edit(name="text of a story", before=STORY, after=edited(STORY, content=BODY + "<p>Corrected on Monday.</p>")),
    Edit(
        name="title and day of a story",
        before=edited(STORY, published=date(2026, 3, 1)),
        after=edited(STORY, published=date(2026, 3, 2), title="Counter of the harbour office to close"),
    ),
    Edit(
        name="address of a story",
        before=LINKED,
        after=edited(LINKED, url="https://paper.example.org/2026/03/counter"),
    ),
    Edit(
        name="address and title of a story",
        before=LINKED,
        after=edited(LINKED, url="https://paper.example.org/2026/03/counter", title="Harbour counter closes in June"),
    ),
    Edit(
        name="address of an event",
        before=edited(TALK, url="https://hall.example.org/tides"),
        after=edited(TALK, url="https://hall.example.org/programme/tides-2026"),
    ),
    _link("https://paper.example.org/harbour/counter-closes?utm_source=letter&fbclid=x1", "tracking parameters"),
    _link("http://paper.example.org/harbour/counter-closes", "https to http"),
    _link("https://www.paper.example.org/harbour/counter-closes", "www"),
    _link("https://paper.example.org/harbour/counter-closes/", "trailing slash"),
    _link("https://paper.example.org/harbour/counter-closes#more", "fragment"),
    _link("https://paper.example.org:443/harbour/counter-closes", "port"),
    Edit(
        name="host",
        before=LINKED,
        after=edited(
            LINKED, url="https://news.example.com/harbour/counter-closes", title="Counter moves", content=None
        ),
    ),
    Edit(
        name="host and a date that moved",
        before=edited(TALK, url="https://hall.example.org/programme/tides"),
        after=edited(TALK, url="https://hall.example.net/programme/tides", start=date(2026, 6, 9)),
        announced=("moved",),
    ),
    Edit(name="a week later", before=TALK, after=edited(TALK, start=date(2026, 5, 19)), announced=("moved",)),
    Edit(name="a day earlier", before=TALK, after=edited(TALK, start=date(2026, 5, 11)), announced=("moved",)),
    Edit(name="half a year later", before=TALK, after=edited(TALK, start=date(2026, 11, 4)), announced=("moved",)),
    Edit(
        name="an hour later",
        before=CLOCKED,
        after=edited(
            CLOCKED,
            start=datetime(2026, 5, 12, 20, 0, tzinfo=COPENHAGEN),
            end=datetime(2026, 5, 12, 22, 0, tzinfo=COPENHAGEN),
        ),
        announced=("moved",),
    ),
    Edit(
        name="the end only",
        before=CLOCKED,
        after=edited(CLOCKED, end=datetime(2026, 5, 12, 22, 0, tzinfo=COPENHAGEN)),
    ),
    Edit(
        name="from a day to a time of that day",
        before=edited(CLOCKED, start=date(2026, 5, 12), end=None),
        after=CLOCKED,
    ),
    Edit(
        name="moved with a slip in the title put right",
        before=edited(TALK, title="An evenin about the tides"),
        after=edited(TALK, start=date(2026, 5, 19)),
        announced=("moved",),
    ),
    Edit(name="title of an event", before=TALK, after=edited(TALK, title="Evening about the tides, with Ida Falk")),
    Edit(name="place of an event", before=TALK, after=edited(TALK, location="Town hall, Leeds")),
    Edit(name="place of an event, only then known", before=edited(TALK, location=None), after=TALK),
    Edit(name="day of an event, only then known", before=edited(TALK, start=None), after=TALK),
    Edit(name="a slip in a name", before=MOVE, after=renamed(MOVE, "Mark Dalgaard")),
    Edit(name="a middle name", before=MOVE, after=renamed(MOVE, "Marck Friis Dalgaard")),
    Edit(name="organization put right", before=MOVE, after=edited(MOVE, organization="Northern Fibres Ltd")),
    Edit(name="organization renamed", before=MOVE, after=edited(MOVE, organization="NF Group")),
    Edit(name="role put right", before=MOVE, after=edited(MOVE, role_name="Senior consultant")),
    Edit(name="the day of a change of job", before=MOVE, after=edited(MOVE, effective=date(2026, 4, 15))),
    Edit(name="title of a posting", before=JOB, after=edited(JOB, title="Network engineer, northern region")),
    Edit(name="place of a posting", before=JOB, after=edited(JOB, job_location="Leeds and York")),
    Edit(name="deadline of a posting", before=JOB, after=edited(JOB, valid_through=date(2026, 6, 15))),
    Edit(
        name="native id",
        before=edited(TALK, identifier="4711"),
        after=edited(TALK, identifier="4711", title="Moonlight", start=date(2026, 8, 1), location="The pier"),
        announced=("moved",),
    ),
    Edit(
        name="native id of a person",
        before=edited(MOVE, identifier="https://firm.example.org/people/7"),
        after=renamed(MOVE, "Ulla Berg", identifier="https://firm.example.org/people/7", effective=None),
    ),
    Edit(name="cancelled", before=TALK, after=edited(TALK, status="cancelled"), announced=("cancelled",)),
    Edit(
        name="cancelled without a day",
        before=TALK,
        after=edited(TALK, status="cancelled", start=None),
        announced=("cancelled",),
    ),
    Edit(name="postponed", before=TALK, after=edited(TALK, status="postponed"), announced=("postponed",)),
    Edit(
        name="said to be rescheduled",
        before=TALK,
        after=edited(TALK, status="rescheduled", start=date(2026, 9, 3), previous_start=date(2026, 5, 12)),
        announced=("moved",),
    ),
    Edit(
        name="said to be rescheduled, under another title",
        before=TALK,
        after=edited(
            TALK,
            title="Tides: an evening",
            status="rescheduled",
            start=date(2026, 9, 3),
            previous_start=date(2026, 5, 12),
        ),
        is_same=False,
    ),
    # Two items, whatever they have in common.
    Edit(
        name="another story",
        before=STORY,
        after=edited(STORY, title="Rain and wind", content=OTHER_BODY),
        is_same=False,
    ),
    Edit(
        name="a column without a day",
        before=edited(STORY, title="From my desk"),
        after=edited(STORY, title="From my desk, again", content=OTHER_BODY),
        is_same=False,
    ),
    Edit(
        name="a column",
        before=edited(STORY, title="From my desk", published=date(2026, 2, 20)),
        after=edited(STORY, title="From my desk", published=date(2026, 2, 27), content=OTHER_BODY),
        is_same=False,
    ),
    Edit(
        name="a column without text",
        before=edited(STORY, title="From my desk", published=date(2026, 2, 20), content=None),
        after=edited(STORY, title="From my desk", published=date(2026, 2, 27), content=None),
        is_same=False,
    ),
    Edit(
        name="another event on that day and at that place",
        before=TALK,
        after=edited(TALK, title="Chess for beginners"),
        is_same=False,
    ),
    Edit(
        name="another event of a like title on that day elsewhere",
        before=edited(TALK, title="Open house", location="Leeds"),
        after=edited(TALK, title="Open mouth", location="York"),
        is_same=False,
    ),
    Edit(
        name="next year's",
        before=edited(TALK, start=date(2026, 2, 10)),
        after=edited(TALK, start=date(2027, 2, 9)),
        is_same=False,
    ),
    Edit(
        name="the next of a series",
        before=edited(TALK, recurrence_text="every Tuesday"),
        after=edited(TALK, recurrence_text="every Tuesday", start=date(2026, 5, 19)),
        is_same=False,
    ),
    Edit(
        name="another of one family name, later",
        before=renamed(MOVE, "Anna Dalgaard"),
        after=renamed(MOVE, "Bent Dalgaard", effective=date(2026, 5, 1)),
        is_same=False,
    ),
    Edit(
        name="another of one family name and almost one first name, later",
        before=renamed(MOVE, "Anna Dalgaard"),
        after=renamed(MOVE, "Anne Dalgaard", effective=date(2026, 5, 1)),
        is_same=False,
    ),
    Edit(
        name="another of one family name, on the same day",
        before=renamed(MOVE, "Anna Dalgaard"),
        after=renamed(MOVE, "Bent Dalgaard"),
        is_same=False,
    ),
    Edit(
        name="one who begins and one who leaves",
        before=MOVE,
        after=edited(MOVE, change="departed"),
        is_same=False,
    ),
    Edit(
        name="one person in two firms at two times",
        before=MOVE,
        after=edited(MOVE, organization="Datahouse", effective=date(2026, 9, 1)),
        is_same=False,
    ),
    Edit(name="another posting of a firm", before=JOB, after=edited(JOB, title="Caretaker"), is_same=False),
    Edit(
        name="the same posting of another firm",
        before=JOB,
        after=edited(JOB, hiring_organization="Town of York"),
        is_same=False,
    ),
    Edit(
        name="another native id",
        before=edited(TALK, identifier="4711"),
        after=edited(TALK, identifier="4712", title="Moonlight", start=date(2026, 8, 1)),
        is_same=False,
    ),
]


@pytest.mark.parametrize("listing", ["rotating", "complete"])
@pytest.mark.parametrize("pages", ["one page", "another page"])
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit(edit: Edit, pages: str, listing: Listing, quick_path: Path) -> None:
    lab = Lab(quick_path, listing=listing)
    with closing(lab.ledger):
        lab.show(*BYSTANDERS, edit.before)
        lab.read()
        (before,) = [r for r in lab.records() if r.item == edit.before]
        others = {r.uid: r for r in lab.records() if r != before}
        if pages == "one page":
            lab.show(edit.after, *BYSTANDERS)
        else:
            lab.path("1").rename(lab.path("2"))
            lab.show(*BYSTANDERS, edit.after, page="2")
        lab.read()
        records = {r.uid: r for r in lab.records() if r.uid not in others}
        for uid, other in others.items():
            now = lab.ledger.records([uid])[uid]
            assert (now.item, now.sequence, now.state) == (other.item, 0, "present")
        if edit.is_same:
            assert list(records) == [before.uid]
            (now,) = records.values()
            assert now.item.title == edit.after.title or edit.sequence == 0
            assert (now.sequence, now.published, now.first_seen) == (edit.sequence, before.published, before.first_seen)
            assert tuple(r.announces for r in lab.announcements()) == edit.announced
            assert now.state == "present"
        else:
            assert len(records) == 2
            assert records[before.uid].item == edit.before
            (fresh,) = [r for uid, r in records.items() if uid != before.uid]
            assert (fresh.item, fresh.sequence, fresh.first_seen) == (edit.after, 0, lab.now)
            assert lab.announcements() == []


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_goes_out_at_once(edit: Edit, quick_path: Path) -> None:
    lab = Lab(quick_path)
    with closing(lab.ledger):
        for item in (edit.before, edit.after):
            lab.show(*BYSTANDERS, item)
            report = lab.build()
            assert (report.exit_code, report.held) == (0, ())
        record = max(lab.records(), key=lambda r: (r.last_changed, r.item == edit.after))
        page = (lab.config.output / record.page_path).read_text("utf-8")
        assert (edit.after.title or "Dalgaard") in page or edit.sequence == 0 or "Ulla" in page
        times = lab.times()
        again = lab.build(after=timedelta(seconds=1))
        assert (again.publication.written, again.publication.removed, lab.times()) == ((), (), times)


# -- what comes again and again


def weekly(week: int, **facts: object) -> Event:
    """A Tuesday evening, the first of them on 10 March 2026."""
    start = datetime(2026, 3, 10, 19, 0, tzinfo=COPENHAGEN) + week * WEEK
    return msgspec.structs.replace(CLOCKED, title="Repair café", start=start, end=start + 2 * HOUR, **facts)


@pytest.mark.parametrize("listing", ["rotating", "complete"])
@pytest.mark.parametrize("shown", [1, 2, 4])
@pytest.mark.parametrize("early", [0, 1])
@pytest.mark.parametrize("address", [None, "https://cafe.example.org/", "https://cafe.example.org/evenings/repair"])
def test_a_weekly_event_in_a_window_that_rolls_on(
    listing: Listing, shown: int, early: int, address: str | None, quick_path: Path
) -> None:
    lab = Lab(quick_path, listing=listing)
    lab.now = datetime(2026, 3, 4, 7, 0, tzinfo=COPENHAGEN).astimezone(NOW.tzinfo)
    with closing(lab.ledger):
        known: dict[object, str] = {}
        for day in range(20 * 7):
            # On the day after, or a day before it, the page shows the next one in place of it.
            passed = (lab.now + DAY + early * DAY).date() - date(2026, 3, 11)
            first = max(0, passed.days // 7 + 1)
            lab.show(*BYSTANDERS, *(weekly(first + n, url=address) for n in range(shown)))
            lab.read("a", after=DAY)
            found = by_start(lab, "Repair café")
            assert known.items() <= found.items(), day
            known = found
        assert len(known) == len(set(known.values())) == 20 + shown
        assert [r.item.title for r in lab.announcements() if r.item.title != "Spring fair"] == []
        records = [r for r in lab.records() if r.item.title == "Repair café"]
        assert {r.sequence for r in records} == {0}
        assert all(isinstance(r.item, Event) and r.item.status is None for r in records)
        assert lab.build("*").exit_code == 0


def by_start(lab: Lab, title: str) -> dict[object, str]:
    return {r.item.start: r.uid for r in lab.records() if isinstance(r.item, Event) and r.item.title == title}


@pytest.mark.parametrize("listing", ["rotating", "complete"])
def test_the_page_of_what_is_held_each_year_shows_the_next_one(listing: Listing, quick_path: Path) -> None:
    lab = Lab(quick_path, listing=listing)
    this = edited(TALK, title="Harbour day", url="https://town.example.org/harbour-day")
    following = edited(this, start=date(2027, 5, 11))
    with closing(lab.ledger):
        lab.show(*BYSTANDERS, this)
        lab.build()
        lab.show(*BYSTANDERS, following)
        lab.build(after=90 * DAY)
        assert set(by_start(lab, "Harbour day")) == {date(2026, 5, 12), date(2027, 5, 11)}
        assert len(set(by_start(lab, "Harbour day").values())) == 2
        # It is still one that may move.
        lab.show(*BYSTANDERS, edited(following, start=date(2027, 5, 18)))
        lab.build()
        assert set(by_start(lab, "Harbour day")) == {date(2026, 5, 12), date(2027, 5, 18)}
        assert [r.announces for r in lab.announcements() if r.item.title == "Harbour day"] == ["moved"]


def test_a_list_that_moves_to_another_host_keeps_all_its_events(lab: Lab) -> None:
    shown = [weekly(n, url="https://cafe.example.org/evenings/repair") for n in range(4)]
    lab.show(*shown)
    lab.build()
    uids = by_start(lab, "Repair café")
    moved = [edited(e, url="https://mill.example.net/evenings/repair", title="Repair café, the mill") for e in shown]
    lab.show(*reversed(moved))
    lab.build()
    assert by_start(lab, "Repair café, the mill") == uids


def test_two_shows_a_day(lab: Lab) -> None:
    shows = [edited(CLOCKED, start=at_clock(hour), end=None) for hour in (14, 20)]
    lab.show(*shows)
    lab.build()
    uids = {r.item.start: r.uid for r in lab.records() if isinstance(r.item, Event)}
    assert len(set(uids.values())) == 2
    # Both begin half an hour later: it is not known which became which, but that these are two, and the same two.
    lab.show(*(edited(show, summary="With a guest") for show in reversed(shows)))
    lab.build()
    assert {r.item.start: r.uid for r in lab.records() if isinstance(r.item, Event)} == uids
    assert [r.sequence for r in lab.records()] == [1, 1]
    assert lab.announcements() == []


def at_clock(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, 12, hour, minute, tzinfo=COPENHAGEN)


def test_an_annual_event_is_announced_while_the_last_one_is_still_shown(lab: Lab) -> None:
    this, following = edited(TALK, title="Harbour day"), edited(TALK, title="Harbour day", start=date(2027, 5, 11))
    lab.show(this)
    lab.build()
    lab.show(this, following)
    lab.build()
    lab.show(following)
    lab.build()
    assert [r.item.start for r in lab.records() if isinstance(r.item, Event)] == [date(2026, 5, 12), date(2027, 5, 11)]
    assert lab.announcements() == []


def test_cancelled_and_on_again(lab: Lab) -> None:
    for status in (None, "cancelled", None, "postponed", None):
        lab.show(*BYSTANDERS, edited(TALK, status=status))
        lab.build()
    record = lab.one(lambda item: item.title == TALK.title)
    assert record.sequence == 4
    assert [r.announces for r in lab.announcements()] == ["cancelled", "reinstated", "postponed", "reinstated"]
    assert len({r.uid for r in lab.announcements()}) == 4
    assert {r.about for r in lab.announcements()} == {record.uid}


def test_moved_there_and_back(lab: Lab) -> None:
    for day in (12, 19, 12, 19):
        lab.show(edited(TALK, start=date(2026, 5, day)))
        lab.build()
    (record,) = lab.records()
    assert record.sequence == 3
    assert [r.announces for r in lab.announcements()] == ["moved"] * 3


def test_a_column_of_the_same_title_each_week(lab: Lab) -> None:
    for week in range(10):
        day = NOW.date() + week * WEEK
        body = f"<p>Week {week}. {random.Random(week).sample(OTHER_BODY.split(), 20)}</p>"
        lab.show(edited(STORY, title="From my desk", published=day, content=body))
        lab.build(after=WEEK)
    assert len(lab.records()) == 10
    assert {r.sequence for r in lab.records()} == {0}


def test_a_notice_on_two_hundred_pages_of_two_sources_is_one(lab: Lab) -> None:
    lab.add_source("b")
    for number in range(100):
        for source in ("a", "b"):
            own = edited(STORY, title=f"Story {number} of {source}", content=None)
            lab.show(own, MOVE, page=f"{number}", source=source)
    lab.build()
    record = lab.one(lambda item: item.kind == "personnel_notice")
    assert (record.sources, record.sequence) == (("a", "b"), 0)
    for number in range(100):
        lab.show(edited(STORY, title=f"Story {number} of a", content=None), page=f"{number}")
        lab.path(f"{number}", "b").unlink()
    lab.build("a")
    assert lab.one(lambda item: item.kind == "personnel_notice") == record


def test_items_that_share_the_address_of_the_page_that_lists_them(lab: Lab) -> None:
    address = "https://hall.example.org/programme"
    names = ("Moonlight", "Tides", "Storm", "Ebb")
    shown = [Event(title=name, start=date(2026, 5, 1 + n), url=address) for n, name in enumerate(names)]
    lab.show(*shown)
    lab.build()
    uids = titled(lab.records())
    assert len(set(uids.values())) == 4
    lab.show(*reversed(shown))
    lab.build()
    lab.show(*(edited(event, summary="Tickets at the door") for event in shown))
    lab.build()
    # One leaves, another comes in its place.
    lab.show(*shown[1:], Event(title="Surf", start=date(2026, 5, 9), url=address))
    lab.build()
    assert titled(lab.records()).items() >= uids.items()
    assert len(lab.records()) == 5
    assert lab.announcements() == []


def test_items_that_come_one_by_one_under_one_address(lab: Lab) -> None:
    """A list that shows one event at a time gives each its own address: that of the list."""
    address = "https://hall.example.org/programme"
    first = Event(title="Moonlight", start=date(2026, 3, 5), url=address)
    second = Event(title="Chess for beginners", start=date(2026, 3, 12), url=address)
    lab.show(first)
    lab.build()
    lab.show(first, second)
    lab.build()
    assert len(lab.records()) == 2
    uids = titled(lab.records())
    lab.show(second)
    lab.build()
    assert titled(lab.records()) == uids


def test_the_link_of_a_series(lab: Lab) -> None:
    shown = [weekly(n, url="https://cafe.example.org/evenings/repair", series="Repair café") for n in range(4)]
    lab.show(*shown)
    lab.build()
    uids = {r.item.start: r.uid for r in lab.records() if isinstance(r.item, Event)}
    assert len(set(uids.values())) == 4
    lab.show(*(edited(event, title="Repair café in the mill") for event in shown))
    lab.build()
    assert {r.item.start: r.uid for r in lab.records() if isinstance(r.item, Event)} == uids
    assert {r.sequence for r in lab.records()} == {1}


def test_ids_count_within_their_source_unless_they_are_addresses(lab: Lab) -> None:
    lab.add_source("b")
    lab.show(edited(TALK, identifier="1"), edited(STORY, identifier="tag:paper.example.org,2026:9"))
    lab.show(
        edited(CLOCKED, identifier="1"),
        edited(STORY, identifier="tag:paper.example.org,2026:9", title="Other words"),
        source="b",
    )
    lab.build()
    assert len(lab.records()) == 3
    assert sorted(r.sources for r in lab.records()) == [("a",), ("a", "b"), ("b",)]


def test_two_items_of_one_id_are_still_one_record_each_time(lab: Lab) -> None:
    """Whoever gives one id to two things has one entry, and it does not change from build to build."""
    lab.show(edited(TALK, identifier="1"), edited(CLOCKED, identifier="1"))
    lab.build()
    first = lab.records()
    lab.show(edited(CLOCKED, identifier="1"), edited(TALK, identifier="1"))
    lab.build()
    assert [r.uid for r in lab.records()] == [r.uid for r in first]


# -- the ledger is lost, pages come in another order


def generated(count: int, seed: int) -> list[Item]:
    chance, items = random.Random(seed), []
    words = OTHER_BODY.removeprefix("<p>").removesuffix("</p>").replace(",", "").split()
    for number in range(count):
        title = " ".join(chance.sample(words, 6)).capitalize()
        link = chance.choice([None, None, f"https://paper.example.org/{seed}/{number}"])
        day = NOW.date() + timedelta(days=chance.randrange(-100, 300))
        made: list[Item] = [
            Article(title=title, url=link, content=f"<p>{' '.join(chance.sample(words, 20))}</p>"),
            Event(title=title, url=link, start=chance.choice([None, day]), location=chance.choice(words)),
            PersonnelNotice(
                change=chance.choice(["appointed", "departed"]),
                person=Person(name=f"{chance.choice(words).title()} {chance.choice(words).title()}"),
                organization=f"{chance.choice(words)} Ltd",
            ),
            JobPosting(title=title, hiring_organization=f"{chance.choice(words)} Ltd"),
        ]
        item = chance.choice(made)
        items.append(edited(item, identifier=chance.choice([None, None, None, f"{seed}-{number}"])))
    return items


def test_without_the_ledger_unchanged_sources_give_the_same_uids(lab: Lab) -> None:
    lab.add_source("b")
    lab.add_source("c", form="plain_text", timezone="Europe/Copenhagen")
    for number in range(20):
        lab.show(*generated(20, number), page=f"{number}", source="ab"[number % 2])
    for name in some(page_cases.names(), 4):
        body = (page_cases.FOLDER / f"{name}.txt").read_bytes()
        lab.write(body, f"{name}.txt", "c")
    lab.build("*")
    first = {r.uid: r.item for r in lab.records()}
    assert len(first) > 450
    lab.ledger.close()
    ledger_path(lab.config).unlink()
    lab.ledger = SqliteLedger(ledger_path(lab.config))
    times = lab.files()
    again = lab.build("*", after=timedelta())
    assert {r.uid: r.item for r in lab.records()} == first
    assert (lab.files(), again.publication.written) == (times, ())


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_pages_means_nothing(seed: int, quick_path: Path) -> None:
    pages = [generated(8, number) for number in range(8)]
    pages[0].append(MOVE)
    pages[3].append(edited(MOVE, role_name=None))
    pages[7].append(edited(MOVE, location="Leeds"))
    later = [[edited(item, summary="More") for item in page[:6]] for page in pages]
    told = []
    for order in (range(8), random.Random(seed).sample(range(8), 8)):
        lab = Lab(quick_path / f"{order}")
        with closing(lab.ledger):
            for stage in (pages, later):
                for place, number in enumerate(order):
                    lab.show(*stage[number], page=f"{place}")
                lab.build("*")
            told.append(
                {(r.uid, msgspec.json.encode(r.item, enc_hook=encode_hook), r.sequence) for r in lab.everything()}
            )
    assert told[0] == told[1]


# -- complete listings


@pytest.fixture
def complete(quick_path: Path) -> Iterator[Lab]:
    made = Lab(quick_path, listing="complete", missing_runs=2)
    with closing(made.ledger):
        yield made


def test_what_vanishes_from_a_complete_listing_is_cancelled_after_some_runs(complete: Lab) -> None:
    over = edited(TALK, title="It was", start=date(2026, 2, 20))
    complete.show(*BYSTANDERS, TALK, over, JOB, MOVE)
    complete.build()
    uids = {r.uid for r in complete.records()}
    complete.show(*BYSTANDERS)
    states = []
    for _ in range(4):
        complete.build("a")
        found = {r.item.title: r for r in complete.records()}
        states.append((found[TALK.title].state, found[TALK.title].item.status))  # type: ignore[union-attr]
    assert states == [("missing", None), ("missing", None), ("withdrawn", "cancelled"), ("withdrawn", "cancelled")]
    talk, was, job = found[TALK.title], found["It was"], found[JOB.title]
    assert talk.sequence == 1
    assert isinstance(was.item, Event)
    assert (was.item.status, was.state, was.sequence) == (None, "withdrawn", 0)
    assert job.state == "withdrawn"
    assert [(r.announces, r.about) for r in complete.announcements()] == [("cancelled", talk.uid)]
    # All of them come back.
    complete.show(*BYSTANDERS, TALK, over, JOB, MOVE)
    complete.build()
    again = {r.item.title: r for r in complete.records()}
    assert isinstance(again[TALK.title].item, Event)
    assert (again[TALK.title].item.status, again[TALK.title].sequence) == (None, 2)  # type: ignore[union-attr]
    assert {r.state for r in complete.records()} == {"present"}
    assert [r.announces for r in complete.announcements()] == ["cancelled", "reinstated"]
    assert {r.uid for r in complete.records()} == uids


def test_what_was_missing_and_comes_back_in_time_was_never_off(complete: Lab) -> None:
    complete.show(*BYSTANDERS, TALK)
    complete.build()
    for _ in range(5):
        complete.show(*BYSTANDERS)
        complete.build()
        complete.build()
        complete.show(*BYSTANDERS, TALK)
        complete.build()
    record = complete.one(lambda item: item.title == TALK.title)
    assert (record.item, record.sequence, record.state) == (TALK, 0, "present")
    assert complete.announcements() == []


def test_what_was_missing_comes_back_edited(complete: Lab) -> None:
    complete.show(*BYSTANDERS, TALK)
    complete.build()
    uid = complete.one(lambda item: item.title == TALK.title).uid
    complete.show(*BYSTANDERS)
    complete.build()
    complete.show(*BYSTANDERS, edited(TALK, start=date(2026, 5, 19)))
    complete.build()
    record = complete.one(lambda item: item.title == TALK.title)
    assert (record.uid, record.sequence, record.state) == (uid, 1, "present")
    assert [r.announces for r in complete.announcements()] == ["moved"]


def test_what_vanishes_from_a_rotating_listing_is_as_it_was(lab: Lab) -> None:
    lab.show(*BYSTANDERS, TALK)
    lab.build()
    before = lab.records()
    lab.show(*BYSTANDERS)
    for _ in range(6):
        lab.build()
    assert lab.records() == before


def test_what_two_listings_show_is_there_while_one_of_them_shows_it(complete: Lab) -> None:
    complete.add_source("b", listing="complete", missing_runs=2)
    for source in ("a", "b"):
        complete.show(*BYSTANDERS, TALK, source=source)
    complete.build()
    complete.show(*BYSTANDERS)
    for _ in range(4):
        complete.build()
    assert complete.one(lambda item: item.title == TALK.title).state == "present"
    complete.show(*BYSTANDERS, source="b")
    for _ in range(4):
        complete.build()
    assert complete.one(lambda item: item.title == TALK.title).state == "withdrawn"
    assert [r.announces for r in complete.announcements()] == ["cancelled"]


def test_a_page_that_is_moved_within_a_complete_listing_takes_nothing_back(complete: Lab) -> None:
    complete.show(*BYSTANDERS, TALK)
    complete.build()
    complete.path("1").rename(complete.path("2"))
    for _ in range(4):
        complete.build()
    assert {r.state for r in complete.records()} == {"present"}
    assert complete.announcements() == []


@pytest.mark.parametrize("listing", ["rotating", "complete"])
@pytest.mark.parametrize("body", [b"", b"<html>Error 500</html>\n", b"{}\n"])
def test_a_page_that_yields_nothing_is_held(listing: Listing, body: bytes, quick_path: Path) -> None:
    lab = Lab(quick_path, listing=listing, missing_runs=1)
    with closing(lab.ledger):
        lab.show(*BYSTANDERS, TALK)
        lab.build()
        before, times = lab.records(), lab.times()
        lab.write(body, "1")
        for _ in range(4):
            report = lab.build()
            assert (report.exit_code, [held.name for held in report.held]) == (3, ["a"])
        assert (lab.records(), lab.times()) == (before, times)
        assert lab.build("a").exit_code == 0
        lab.build()
        states = {r.state for r in lab.records()}
        assert states == ({"withdrawn"} if listing == "complete" else {"present"})
        lab.show(*BYSTANDERS, TALK)
        assert lab.build().exit_code == 0
        assert {r.state for r in lab.records()} == {"present"}
        assert {r.uid for r in lab.records()} == {r.uid for r in before}


def test_a_complete_listing_that_loses_most_is_held(complete: Lab) -> None:
    many = [edited(TALK, title=f"Evening {n} {'abcdefghij'[n] * 8}", start=date(2026, 5, 1 + n)) for n in range(10)]
    complete.show(*many)
    complete.build()
    before, times = complete.records(), complete.times()
    complete.show(*many[:3])
    for _ in range(4):
        report = complete.build()
        assert (report.exit_code, [held.name for held in report.held]) == (3, ["a"])
    assert (complete.records(), complete.times()) == (before, times)
    complete.show(*many[:6])
    assert complete.build().exit_code == 0
    assert sorted(r.state for r in complete.records()) == ["missing"] * 4 + ["present"] * 6


def test_what_was_ever_shown_stays_in_the_ledger(lab: Lab) -> None:
    seen: set[str] = set()
    for one, other in pairwise(generated(40, 99)):
        lab.show(one, other)
        lab.read()
        now = {r.uid for r in lab.records()}
        assert seen <= now
        seen = now
    # A slip would have to make one of two.
    assert len(seen) == 40


@pytest.mark.parametrize("listing", ["rotating", "complete"])
def test_on_again_although_a_row_that_is_gone_said_it_was_off(listing: Listing, quick_path: Path) -> None:
    lab = Lab(quick_path, listing=listing)
    with closing(lab.ledger):
        off = edited(TALK, status="cancelled")
        for page in ("1", "2"):
            lab.show(*BYSTANDERS, off, page=page)
        lab.read()
        lab.show(*BYSTANDERS, page="2")
        lab.read()
        lab.show(*BYSTANDERS, TALK, page="1")
        lab.read()
        item = lab.one(lambda item: item.title == TALK.title).item
        assert isinstance(item, Event)
        assert item.status in (None, "scheduled")
        assert [r.announces for r in lab.announcements()] == ["reinstated"]


def test_off_stays_off_while_a_page_still_says_so(lab: Lab) -> None:
    for page in ("1", "2"):
        lab.show(*BYSTANDERS, TALK, page=page)
    lab.read()
    lab.show(*BYSTANDERS, edited(TALK, status="cancelled"), page="2")
    lab.read()
    lab.show(*BYSTANDERS, edited(TALK, summary="Told anew"), page="1")
    lab.read()
    item = lab.one(lambda item: item.title == TALK.title).item
    assert isinstance(item, Event)
    assert (item.status, item.summary) == ("cancelled", "Told anew")


def test_the_address_of_a_source_makes_no_two_items_one(quick_path: Path) -> None:
    lab = Lab(quick_path)
    lab.add_source("b", url="https://example.org/b")
    old, new = (msgspec.structs.replace(article(), title=title) for title in ("A bridge is built", "Water is cheaper"))
    lab.show(old, source="b")
    lab.build()
    lab.show(old, new, source="b")
    lab.build()
    assert [record.item.title for record in lab.records()] == [old.title, new.title]
