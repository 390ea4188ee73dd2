"""One record per item, however many pages show it, in whatever order they are read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import permutations
from typing import TypeVar

import msgspec
import pytest

from factories import NOW, all_day_event, article, notice
from feeds.identity import kin, mint
from feeds.merge import Changes, Known, Sighting, merge
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
        uid=mint(item),
        source=source,
        page=page,
        sha256=sha256,
        position=position,
        seen=at,
        kin=kin(item),
        item=item,
    )


def merged(
    known: Known,
    *fresh: Sighting,
    now: datetime = NOW,
    reread: frozenset[tuple[str, str, str]] = frozenset(),
    gone: frozenset[tuple[str, str]] = frozenset(),
    order: tuple[str, ...] = ORDER,
) -> Changes:
    return merge(known, fresh, reread=reread, gone=gone, order=order, now=now)


def after(known: Known, changes: Changes) -> Known:
    """Apply as a ledger does."""
    records = {record.uid: record for record in (*known.records, *changes.records)}
    sightings = {sighting.place: sighting for sighting in (*known.sightings, *changes.sightings)}
    for sighting in changes.withdrawn:
        del sightings[sighting.place]
    for uid in changes.removed:
        del records[uid]
    return Known(records=tuple(records.values()), sightings=tuple(sightings.values()))


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
    assert [(r.position, r.sequence, r.last_changed) for r in changes.moved] == [(7, 0, NOW)]


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
    for index in order:
        known = after(known, merged(known, sightings[index], now=LATER))
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


def test_new_rules_take_back_what_old_ones_misread() -> None:
    known = after(Known(), merged(Known(), seen(article()), seen(all_day_event(), position=1)))
    changes = merged(known, seen(article()), now=LATER, reread=frozenset({("a", "1.txt", "old")}))
    assert changes.removed == (mint(all_day_event()),)
    assert [record.item for record in after(known, changes).records] == [article()]


def test_new_rules_do_not_take_back_what_older_bytes_showed() -> None:
    known = after(Known(), merged(Known(), seen(all_day_event(), sha256="older"), seen(article())))
    changes = merged(known, seen(article()), now=LATER, reread=frozenset({("a", "1.txt", "old")}))
    assert changes.is_empty


def test_what_another_page_shows_is_not_taken_back() -> None:
    known = after(Known(), merged(Known(), seen(RICH, "1.txt"), seen(POOR, "2.txt")))
    changes = merged(known, now=LATER, reread=frozenset({("a", "1.txt", "old")}))
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
