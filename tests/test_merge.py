"""One record per item, however many pages show it, in whatever order they are read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
import pytest

from factories import NOW, all_day_event, article, notice, posting, timed_event
from feeds.identity import keys, kin, mint
from feeds.match import Matcher
from feeds.merge import Changes, Known, Presence, Revision, Run, Sighting, is_over, merge
from feeds.model import Event, Evidence, Item, Person, PersonnelNotice, Record

Told = TypeVar("Told", bound=msgspec.Struct)
ORDER = ("a", "b")
LATER = NOW + timedelta(hours=1)
RICH = notice()
POOR = msgspec.structs.replace(RICH, focus=None, previous_role_name=None, previous_organization=None)


def seen(
    item: Item,
    page: str = "1.txt",
    source: str = "a",
    position: int = 0,
    sha256: str = "old",
    *,
    at: datetime = NOW,
) -> Sighting:
    return Sighting(
        uid="",
        source=source,
        page=page,
        sha256=sha256,
        position=position,
        seen=at,
        keys=keys(item, source),
        kin=kin(item),
        item=item,
    )


def merged(
    known: Known,
    *fresh: Sighting,
    now: datetime = NOW,
    unsaid: frozenset[tuple[str, str, str]] = frozenset(),
    gone: frozenset[tuple[str, str]] = frozenset(),
    order: tuple[str, ...] = ORDER,
    timezone: str = "UTC",
) -> Changes:
    """Recognise fresh sightings and weigh them; what stood on a page in `gone` is gone with it.

    What a page showed whose bytes are others now is not taken to be there still.
    """
    read = {(sighting.source, sighting.page): sighting.sha256 for sighting in fresh}
    aged = [now_in(s, "dropped") if s.sha256 != read.get((s.source, s.page), s.sha256) else s for s in known.sightings]
    matcher = Matcher(msgspec.structs.replace(known, sightings=tuple(aged)), now, timezone)
    recognised = matcher.recognise(fresh, keep=False)
    left = (now_in(sighting, "gone") for sighting in known.sightings if (sighting.source, sighting.page) in gone)
    return merge(known, (*recognised, *left), Run(now=now, order=order, timezone=timezone), unsaid=unsaid)


def now_in(sighting: Sighting, state: Presence) -> Sighting:
    return msgspec.structs.replace(sighting, state=state)


def after(known: Known, changes: Changes) -> Known:
    """Apply as a ledger does."""
    records = {record.uid: record for record in (*known.records, *changes.records)}
    sightings = {sighting.place: sighting for sighting in (*known.sightings, *changes.sightings)}
    for sighting in changes.unsaid:
        del sightings[sighting.place]
    for uid in changes.removed:
        del records[uid]
    ever = dict.fromkeys((*known.keys, *((key, s.uid) for s in changes.sightings for key in s.keys)))
    return Known(
        records=tuple(record for record in records.values() if record.about is None),
        sightings=tuple(sightings.values()),
        keys=tuple((key, uid) for key, uid in ever if uid in records),
    )


def only(known: Known) -> Record:
    (record,) = known.records
    return record


def test_a_new_item_is_a_new_record() -> None:
    changes = merged(Known(), seen(article(), position=3))
    (record,) = changes.added
    assert record.uid == mint(article())
    assert (record.first_seen, record.last_changed, record.sequence) == (NOW, NOW, 0)
    assert (record.sources, record.position, record.item) == (("a",), 3, article())
    assert changes.records == changes.added


def test_the_same_again_changes_nothing() -> None:
    first = after(Known(), merged(Known(), seen(article())))
    assert merged(first, seen(article()), now=LATER).is_empty


def test_a_changed_fact_is_a_revision() -> None:
    first = after(Known(), merged(Known(), seen(article())))
    edited = msgspec.structs.replace(article(), summary="Rettet.")
    changes = merged(first, seen(edited, sha256="new"), now=LATER)
    (record,) = changes.revised
    assert (record.first_seen, record.last_changed, record.sequence) == (NOW, LATER, 1)
    assert record.item == edited


def test_moved_lines_are_no_revision() -> None:
    first = after(Known(), merged(Known(), seen(article())))
    piece = Evidence(field="title", lines=(9, 9), text="x", rule="r")
    changes = merged(first, seen(msgspec.structs.replace(article(), evidence=(piece,)), sha256="new"), now=LATER)
    assert not changes.records
    assert changes.sightings[0].item.evidence == (piece,)


def test_records_hold_no_evidence() -> None:
    piece = Evidence(field="title", lines=(9, 9), text="x", rule="r")
    changes = merged(Known(), seen(msgspec.structs.replace(article(), evidence=(piece,))))
    assert changes.added[0].item == article()


def test_a_moved_item_is_written_but_not_revised() -> None:
    first = after(Known(), merged(Known(), seen(article())))
    changes = merged(first, seen(article(), position=7, sha256="new"), now=LATER)
    assert not changes.revised
    assert [(r.position, r.sequence, r.last_changed) for r in changes.touched] == [(7, 0, NOW)]
    assert (changes.revisions, changes.announcements) == ((), ())


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_many_pages_in_any_order_are_one_record(order: tuple[int, ...]) -> None:
    sightings = [seen(POOR, "1.txt"), seen(RICH, "2.txt"), seen(POOR, "3.txt", "b"), seen(RICH, "3.txt", position=5)]
    known = after(Known(), merged(Known(), *(sightings[i] for i in order)))
    assert only(known).item == RICH
    assert (only(known).sources, only(known).position) == (("a", "b"), 0)
    assert only(known).sequence == 0


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_pages_read_one_by_one_end_the_same(order: tuple[int, ...]) -> None:
    sightings = [seen(POOR, "1.txt"), seen(RICH, "2.txt", "b"), seen(RICH, "3.txt", "b", position=5)]
    known = Known()
    for hour, index in enumerate(order):
        known = after(known, merged(known, sightings[index], now=LATER + timedelta(hours=hour)))
    assert (only(known).item, only(known).sources, only(known).position) == (RICH, ("a", "b"), 0)
    # From poor to rich is one step; back again is none.
    assert only(known).sequence == (1 if order[0] == 0 else 0)


def test_a_poorer_telling_does_not_flip_the_record() -> None:
    known = after(Known(), merged(Known(), seen(RICH, "1.txt"), seen(POOR, "2.txt")))
    for hour in range(4):
        changes = merged(known, seen(POOR, "2.txt", sha256=str(hour)), now=LATER)
        assert not changes.records
        known = after(known, changes)


def test_the_first_source_speaks_when_both_tell_as_much() -> None:
    other = msgspec.structs.replace(RICH, focus="noget andet")
    known = after(Known(), merged(Known(), seen(other, "0.txt", "b"), seen(RICH, "9.txt", "a")))
    assert only(known).item == RICH


def test_a_source_that_was_taken_out_no_longer_speaks() -> None:
    known = after(Known(), merged(Known(), seen(RICH, "1.txt", "gone"), seen(POOR, "2.txt")))
    assert (only(known).item, only(known).sources) == (POOR, ("a",))


def test_twice_on_a_page_is_once() -> None:
    changes = merged(Known(), seen(POOR, position=1), seen(RICH, position=9))
    assert len(changes.sightings) == 1
    assert changes.added[0].item == RICH


def test_a_page_that_no_longer_shows_an_item_does_not_unsay_it() -> None:
    known = after(Known(), merged(Known(), seen(article()), seen(all_day_event(), position=1)))
    changes = merged(known, seen(article(), sha256="new"), now=LATER)
    assert not changes.removed
    assert len(after(known, changes).records) == 2
    # Nor when it is noted that the page does so.
    (dropped,) = (s for s in known.sightings if s.item == all_day_event())
    changes = merge(known, [now_in(dropped, "dropped")], Run(now=LATER, order=ORDER))
    assert (changes.records, changes.revisions, changes.removed) == ((), (), ())
    assert [sighting.state for sighting in changes.sightings] == ["dropped"]


def test_new_rules_take_back_what_old_ones_misread() -> None:
    known = after(Known(), merged(Known(), seen(article()), seen(all_day_event(), position=1)))
    misread = frozenset({(mint(all_day_event()), "a", "1.txt")})
    changes = merged(known, seen(article()), now=LATER, unsaid=misread)
    assert changes.removed == (mint(all_day_event()),)
    assert [sighting.item for sighting in changes.unsaid] == [all_day_event()]
    assert [record.item for record in after(known, changes).records] == [article()]


def test_new_rules_do_not_take_back_what_they_find_too() -> None:
    known = after(Known(), merged(Known(), seen(all_day_event()), seen(article())))
    both = frozenset({(mint(all_day_event()), "a", "1.txt"), (mint(article()), "a", "9.txt")})
    assert merged(known, seen(article()), seen(all_day_event()), now=LATER, unsaid=both).is_empty


def test_what_another_page_shows_is_not_taken_back() -> None:
    known = after(Known(), merged(Known(), seen(RICH, "1.txt"), seen(POOR, "2.txt")))
    changes = merged(known, now=LATER, unsaid=frozenset({(mint(RICH), "a", "1.txt")}))
    assert not changes.removed
    assert only(after(known, changes)).item == POOR


def test_a_clock_set_back_does_not_turn_time_round() -> None:
    known = after(Known(), merged(Known(), seen(article())))
    edited = msgspec.structs.replace(article(), summary="Rettet.")
    (record,) = merged(known, seen(edited, sha256="new"), now=NOW - timedelta(days=1)).revised
    assert (record.last_changed, record.sequence) == (NOW, 1)


def test_another_age_is_a_fact_too() -> None:
    young = msgspec.structs.replace(RICH, person=Person(name=RICH.person.name, age=None))
    known = after(Known(), merged(Known(), seen(young, "1.txt"), seen(RICH, "2.txt")))
    assert only(known).item == RICH


def told(item: Told, **facts: object) -> Told:
    return msgspec.structs.replace(item, **facts)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_correction_beats_an_older_fuller_telling_and_keeps_what_it_does_not_mention(order: tuple[int, ...]) -> None:
    corrected = told(POOR, location="Odense", text="Rettet.")
    sightings = [seen(RICH, "1.txt"), seen(POOR, "2.txt"), seen(corrected, "3.txt", at=LATER)]
    known = after(Known(), merged(Known(), *(sightings[i] for i in order)))
    item = told(RICH, location="Odense", text="Rettet.")
    assert only(known).item == item
    # The older page is edited elsewhere: it does not tell this anew.
    again = seen(RICH, "1.txt", sha256="new", at=LATER + timedelta(hours=1))
    assert not merged(known, again, now=LATER + timedelta(hours=1)).records


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_cancellation_is_not_swallowed_by_a_fuller_telling(order: tuple[int, ...]) -> None:
    cancelled = told(all_day_event(), status="cancelled", summary=None, price=None, is_free=None, categories=())
    sightings = [seen(all_day_event(), "1.txt"), seen(cancelled, "2.txt")]
    for at in (NOW, LATER):
        known = after(Known(), merged(Known(), sightings[0], told(sightings[1], seen=at)))
        assert only(known).item == told(all_day_event(), status="cancelled")
    both = (told(sighting, page="1.txt") for sighting in (sightings[i] for i in order))
    assert only(after(Known(), merged(Known(), *both))).item == told(all_day_event(), status="cancelled")


def test_what_belongs_together_is_not_mixed() -> None:
    free = told(all_day_event(), price=None, is_free=True, start=all_day_event().start, end=None)
    dear = told(all_day_event(), price="450 kr.", is_free=False)
    known = after(Known(), merged(Known(), seen(dear, "1.txt"), seen(free, "2.txt", at=LATER)))
    item = only(known).item
    assert isinstance(item, Event)
    assert (item.price, item.is_free, item.end) == (None, True, all_day_event().end)


def test_an_age_is_filled_in() -> None:
    young = told(RICH, person=Person(name=RICH.person.name))
    known = after(Known(), merged(Known(), seen(RICH, "1.txt"), seen(young, "2.txt", at=LATER)))
    assert only(known).item == RICH


def test_a_page_that_is_gone_yields_to_one_that_is_there() -> None:
    wrong = told(RICH, location="Aalborg")
    known = after(Known(), merged(Known(), seen(POOR, "1.txt"), seen(wrong, "2.txt", at=LATER)))
    assert only(known).item == wrong
    known = after(known, merged(known, gone=frozenset({("a", "2.txt")}), now=LATER))
    assert (only(known).item, only(known).sequence) == (POOR, 1)
    # When nobody else tells it, it still stands.
    known = after(known, merged(known, gone=frozenset({("a", "1.txt")}), now=LATER))
    assert only(known).item == wrong
    assert merged(known, gone=frozenset({("a", "1.txt"), ("a", "2.txt")}), now=LATER).is_empty


def test_another_order_of_sources_settles_anew() -> None:
    other = told(RICH, focus="noget andet")
    known = after(Known(), merged(Known(), seen(RICH, "1.txt", "a"), seen(other, "1.txt", "b")))
    (record,) = merged(known, order=("b", "a"), now=LATER).revised
    assert (record.item, record.sources) == (other, ("b", "a"))
    (record,) = merged(known, order=("b",), now=LATER).revised
    assert (record.item, record.sources) == (other, ("b",))


UNDATED = told(all_day_event(), start=None, end=None, price=None, is_free=None, summary=None)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_undated_and_the_dated_form_of_an_event_are_one(order: tuple[int, ...]) -> None:
    sightings = [seen(UNDATED, "1.txt"), seen(all_day_event(), "2.txt"), seen(UNDATED, "3.txt", "b")]
    known = after(Known(), merged(Known(), *(sightings[i] for i in order)))
    assert (only(known).uid, only(known).item) == (mint(all_day_event()), all_day_event())
    assert merged(known, *sightings, now=LATER).is_empty


def test_an_event_whose_date_turns_up_keeps_its_uid() -> None:
    first = after(Known(), merged(Known(), seen(UNDATED, "1.txt")))
    known = after(first, merged(first, seen(all_day_event(), "2.txt"), now=LATER))
    assert (only(known).uid, only(known).item, only(known).sequence) == (mint(UNDATED), all_day_event(), 1)
    assert merged(known, seen(all_day_event(), "2.txt"), seen(UNDATED, "1.txt"), now=LATER).is_empty
    # On one and the same page too.
    same = after(first, merged(first, seen(all_day_event(), "1.txt", sha256="new", at=LATER), now=LATER))
    assert (only(same).uid, only(same).item) == (mint(UNDATED), all_day_event())
    assert merged(same, seen(all_day_event(), "1.txt", sha256="newer"), now=LATER).records == ()


def test_an_undated_form_of_two_events_is_neither() -> None:
    other = told(all_day_event(), start=date(2026, 6, 9), end=date(2026, 6, 10))
    days = (seen(all_day_event(), "1.txt"), seen(other, "2.txt"))
    known = after(Known(), merged(Known(), *days, seen(UNDATED, "3.txt")))
    assert {record.uid for record in known.records} == {mint(all_day_event()), mint(other), mint(UNDATED)}
    # Once attached it stays attached, whatever comes after.
    one = after(Known(), merged(Known(), days[0], seen(UNDATED, "3.txt")))
    two = after(one, merged(one, days[1], seen(UNDATED, "3.txt", sha256="new"), now=LATER))
    assert {record.uid for record in two.records} == {mint(all_day_event()), mint(other)}
    # And two dates at once are two events besides the undated one that was known.
    late = after(Known(), merged(Known(), seen(UNDATED, "3.txt")))
    assert len(after(late, merged(late, *days, now=LATER)).records) == 3


def test_another_title_or_place_is_another_event() -> None:
    for item in (told(UNDATED, location="Odense"), told(UNDATED, title="Noget andet")):
        known = after(Known(), merged(Known(), seen(all_day_event(), "1.txt"), seen(item, "2.txt")))
        assert len(known.records) == 2


def test_a_shorter_telling_of_the_same_is_no_news() -> None:
    short = told(POOR, text=str(RICH.text).partition(",")[0])
    assert short.text
    known = after(Known(), merged(Known(), seen(RICH, "1.txt")))
    assert not merged(known, seen(short, "2.txt", at=LATER), now=LATER).records
    known = after(Known(), merged(Known(), seen(short, "1.txt"), seen(POOR, "2.txt", "b")))
    assert only(known).item == POOR


def test_what_confirms_the_correction_does_not_bring_back_the_slip() -> None:
    slip, mended = told(RICH, location="Aalborg"), told(POOR, location="Odense")
    pages = [seen(slip, "1.txt"), seen(mended, "2.txt", at=LATER)]
    known = after(Known(), merged(Known(), *pages, seen(told(POOR, location=None), "3.txt", at=LATER)))
    item = only(known).item
    assert isinstance(item, PersonnelNotice)
    assert (item.location, item.focus) == ("Odense", RICH.focus)


def an_event(**facts: object) -> Event:
    """An evening that has an address of its own, and so can move without becoming another one."""
    return told(timed_event(), url="https://example.org/moeder/aebler", **facts)


def item_of(known: Known) -> Event:
    item = only(known).item
    assert isinstance(item, Event)
    return item


def in_states(known: Known, *states: Presence, now: datetime = LATER) -> Changes:
    """Weigh anew with what is known in these states, as far as there are any."""
    marked = [now_in(one, state) for one, state in zip(known.sightings, states, strict=True)]
    return merge(known, marked, Run(now=now, order=ORDER))


def told_of(revisions: tuple[Revision, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(revision.field, revision.before, revision.after) for revision in revisions]


def test_a_revision_tells_each_field_with_what_it_was() -> None:
    known = after(Known(), merged(Known(), seen(an_event(summary="Kaffe."))))
    changes = merged(known, seen(an_event(summary=None, price="450 kr."), sha256="1", at=LATER), now=LATER)
    assert told_of(changes.revisions) == [("summary", '"Kaffe."', None), ("price", None, '"450 kr."')]
    for one in changes.revisions:
        assert (one.uid, one.sequence, one.at, one.reason) == (only(known).uid, 1, LATER, "link")
    assert merged(after(known, changes), seen(an_event(summary=None, price="450 kr."), sha256="1"), now=LATER).is_empty
    assert merged(Known(), seen(an_event())).revisions == ()


def test_what_changes_twice_in_one_run_has_changed_once() -> None:
    known = after(Known(), merged(Known(), seen(an_event())))
    for number, price in enumerate(("1 kr.", "2 kr.")):
        known = after(known, merged(known, seen(an_event(price=price), sha256=str(number), at=LATER), now=LATER))
    assert (only(known).sequence, item_of(known).price) == (1, "2 kr.")


@pytest.mark.parametrize("item", [article(), notice(), posting(), an_event()])
def test_what_a_complete_listing_misses_is_missing_and_no_revision(item: Item) -> None:
    known = after(Known(), merged(Known(), seen(item)))
    changes = in_states(known, "missing")
    (record,) = changes.touched
    assert (record.state, record.item, record.sequence, record.last_changed) == ("missing", item, 0, NOW)
    assert not changes.announcements
    known = after(known, changes)
    back = merged(known, seen(item), now=LATER)
    assert [record.state for record in back.touched] == ["present"]
    assert (back.revised, back.announcements) == ((), ())


def test_an_event_that_is_withdrawn_is_off() -> None:
    known = after(Known(), merged(Known(), seen(an_event())))
    changes = in_states(known, "withdrawn")
    (record,) = changes.revised
    assert isinstance(record.item, Event)
    assert (record.state, record.item.status, record.sequence) == ("withdrawn", "cancelled", 1)
    assert told(record.item, status=None) == an_event()
    (entry,) = changes.announcements
    assert (entry.announces, entry.about, entry.state) == ("cancelled", record.uid, "present")
    assert told_of(changes.revisions) == [("status", None, '"cancelled"'), ("state", '"present"', '"withdrawn"')]
    assert {revision.reason for revision in changes.revisions} == {"no longer in its listing"}
    # When it is listed again it is on again, and that is told too.
    known = after(known, changes)
    later = LATER + timedelta(hours=1)
    back = merged(known, seen(an_event()), now=later)
    (record,) = back.revised
    assert (record.state, record.item, record.sequence) == ("present", an_event(), 2)
    assert [entry.announces for entry in back.announcements] == ["reinstated"]


def test_what_is_over_is_not_called_off() -> None:
    past = told(all_day_event(), start=date(2026, 2, 27), end=date(2026, 2, 28))
    known = after(Known(), merged(Known(), seen(past)))
    changes = in_states(known, "withdrawn")
    assert [(record.state, record.item) for record in changes.touched] == [("withdrawn", past)]
    assert (changes.revised, changes.announcements) == ((), ())


@pytest.mark.parametrize("item", [article(), notice(), posting()])
def test_what_is_no_event_is_withdrawn_as_it_is(item: Item) -> None:
    known = after(Known(), merged(Known(), seen(item)))
    changes = in_states(known, "withdrawn")
    assert [(record.state, record.item, record.sequence) for record in changes.touched] == [("withdrawn", item, 0)]
    assert not changes.announcements
    assert told_of(changes.revisions) == [("state", '"present"', '"withdrawn"')]


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (("shown", "withdrawn"), "present"),
        (("shown", "missing"), "present"),
        (("dropped", "withdrawn"), "present"),
        (("gone", "missing"), "present"),
        (("gone", "gone"), "present"),
        (("missing", "withdrawn"), "missing"),
        (("missing", "missing"), "missing"),
        (("withdrawn", "withdrawn"), "withdrawn"),
    ],
)
def test_all_listings_must_miss_an_item(states: tuple[Presence, Presence], state: str) -> None:
    known = after(Known(), merged(Known(), seen(posting(), "1.txt"), seen(posting(), "2.txt", "b")))
    assert only(after(known, in_states(known, *states))).state == state


def test_what_a_listing_misses_no_longer_speaks_where_another_page_does() -> None:
    other = an_event(price="450 kr.")
    known = after(Known(), merged(Known(), seen(an_event(price="1 kr."), "1.txt"), seen(other, "2.txt", "b", at=LATER)))
    assert item_of(known).price == "450 kr."
    states: dict[str, Presence] = {"1.txt": "shown", "2.txt": "missing"}
    known = after(known, in_states(known, *(states[sighting.page] for sighting in known.sightings)))
    assert (item_of(known).price, only(known).state) == ("1 kr.", "present")


def test_an_event_that_moved_keeps_its_uid_and_the_day_it_moved_from() -> None:
    known = after(Known(), merged(Known(), seen(an_event())))
    copenhagen = ZoneInfo("Europe/Copenhagen")
    days = [datetime(2026, 11, day, 9, 0, tzinfo=copenhagen) for day in (3, 10)]
    first = merged(known, seen(an_event(start=days[0], end=None), sha256="1", at=LATER), now=LATER)
    (record,) = first.revised
    assert isinstance(record.item, Event)
    assert (record.uid, record.item.start, record.item.previous_start) == (only(known).uid, days[0], an_event().start)
    (entry,) = first.announcements
    assert (entry.announces, entry.about, entry.item) == ("moved", record.uid, record.item)
    assert (entry.published, entry.first_seen, entry.sequence) == (LATER, LATER, 0)
    assert entry.uid != record.uid
    assert (entry.page_path, entry.calendar_path) == (record.page_path, None)
    # What it was before is told by the change of the start alone.
    assert "previous_start" not in {revision.field for revision in first.revisions}
    assert "start" in {revision.field for revision in first.revisions}
    # The same again is no news; an edit of something else keeps the day it moved from; another move is another entry.
    known = after(known, first)
    assert merged(known, seen(an_event(start=days[0], end=None), sha256="1"), now=LATER).is_empty
    later = LATER + timedelta(hours=1)
    edit = merged(known, seen(an_event(start=days[0], end=None, price="9 kr."), sha256="2", at=later), now=later)
    assert not edit.announcements
    assert item_of(after(known, edit)).previous_start == an_event().start
    second = merged(known, seen(an_event(start=days[1], end=None), sha256="3", at=later), now=later)
    assert item_of(after(known, second)).previous_start == days[0]
    assert [one.announces for one in second.announcements] == ["moved"]
    assert second.announcements[0].uid != entry.uid


def test_a_page_that_says_what_day_it_was_is_believed() -> None:
    known = after(Known(), merged(Known(), seen(an_event())))
    moved = an_event(start=datetime(2026, 11, 3, 9, 0, tzinfo=UTC), end=None, previous_start=date(2026, 9, 1))
    assert item_of(after(known, merged(known, seen(moved, sha256="1", at=LATER), now=LATER))).previous_start == date(
        2026, 9, 1
    )


def test_a_time_that_turns_up_for_a_day_is_no_move() -> None:
    at_nine = an_event()
    assert isinstance(at_nine.start, datetime)
    for one, other in ((at_nine.start, at_nine.start.date()), (at_nine.start.date(), at_nine.start)):
        known = after(Known(), merged(Known(), seen(an_event(start=one, end=None))))
        changes = merged(known, seen(an_event(start=other, end=None), sha256="1", at=LATER), now=LATER)
        assert [record.item for record in changes.revised] == [an_event(start=other, end=None)]
        assert not changes.announcements
        assert "start" in {revision.field for revision in changes.revisions}


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_is_off_keeps_the_day_on_which_it_would_have_been(status: str) -> None:
    known = after(Known(), merged(Known(), seen(an_event())))
    off = an_event(status=status, start=None, end=None, timezone=None)
    changes = merged(known, seen(off, sha256="1", at=LATER), now=LATER)
    (record,) = changes.revised
    assert record.item == an_event(status=status)
    assert [entry.announces for entry in changes.announcements] == [status]
    known = after(known, changes)
    later = LATER + timedelta(hours=1)
    assert not merged(known, seen(off, "2.txt", at=later), now=later).announcements
    # Nothing is put in where nothing was known.
    bare = after(Known(), merged(Known(), seen(an_event(start=None, end=None, timezone=None))))
    assert item_of(after(bare, merged(bare, seen(off, sha256="1", at=LATER), now=LATER))).start is None


def test_a_postponed_event_with_a_new_day_is_on_again() -> None:
    known = after(Known(), merged(Known(), seen(an_event(status="postponed"))))
    start = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    new = merged(known, seen(an_event(status="rescheduled", start=start, end=None), sha256="1", at=LATER), now=LATER)
    assert [entry.announces for entry in new.announcements] == ["moved"]
    same = merged(known, seen(an_event(), sha256="1", at=LATER), now=LATER)
    assert [entry.announces for entry in same.announcements] == ["reinstated"]


def test_nothing_is_announced_of_what_was_first_seen_in_this_run_or_is_over() -> None:
    known = after(Known(), merged(Known(), seen(an_event())))
    cancelled = seen(an_event(status="cancelled"), "2.txt", sha256="2", at=NOW)
    assert not merged(known, cancelled, now=NOW).announcements
    assert not merged(Known(), cancelled).announcements
    late = datetime(2026, 10, 28, 8, 0, tzinfo=UTC)
    over = merged(known, told(cancelled, seen=late), now=late)
    assert over.revised
    assert not over.announcements


def test_the_day_ends_on_the_clocks_of_the_site() -> None:
    event = told(all_day_event(), start=date(2026, 3, 1), end=date(2026, 3, 2), url="https://example.org/moeder/foraar")
    known = after(Known(), merged(Known(), seen(event), now=NOW - timedelta(days=9)))
    midnight = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    off = seen(told(event, status="cancelled"), sha256="2", at=midnight)
    assert merged(known, off, now=midnight).announcements
    assert not merged(known, off, now=midnight, timezone="Europe/Copenhagen").announcements
    assert is_over(event, date(2026, 3, 2))
    assert not is_over(event, date(2026, 3, 1))
    assert not is_over(UNDATED, date(9999, 1, 1))


@pytest.mark.parametrize(
    ("said", "published"),
    [
        (None, NOW),
        (date(2026, 2, 20), datetime(2026, 2, 19, 23, 0, tzinfo=UTC)),
        (datetime(2026, 2, 20, 9, 30, 0, 9, tzinfo=ZoneInfo("Europe/Oslo")), datetime(2026, 2, 20, 8, 30, tzinfo=UTC)),
        (date(2026, 9, 1), NOW),
        (datetime(2026, 3, 2, 8, 0, 1, tzinfo=UTC), NOW),
        (date(1, 1, 1), NOW),
        (date(9999, 12, 31), NOW),
    ],
)
def test_published_is_what_the_page_says_and_never_ahead(said: date | None, published: datetime) -> None:
    for item in (article(), all_day_event(), timed_event()):
        changes = merged(Known(), seen(told(item, published=said)), timezone="Europe/Copenhagen")
        assert changes.added[0].published == published
    day = told(timed_event(), timezone="Asia/Tokyo", published=date(2026, 2, 20))
    (record,) = merged(Known(), seen(day), timezone="Europe/Copenhagen").added
    assert record.published == datetime.combine(date(2026, 2, 19), time(15), UTC)


def test_published_never_changes() -> None:
    linked = told(article(), url="https://example.org/nyt/kameraer")
    known = after(Known(), merged(Known(), seen(linked)))
    for hour, said in enumerate((date(2026, 2, 20), None, date(2026, 3, 1)), 1):
        now = NOW + timedelta(hours=hour)
        edited = told(linked, published=said, title=f"Udgave {hour}")
        known = after(known, merged(known, seen(edited, sha256=str(hour), at=now), now=now))
        assert (only(known).published, only(known).first_seen, only(known).last_changed) == (NOW, NOW, now)
        assert only(known).item == edited
