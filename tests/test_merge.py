"""One record per item, however many pages show it, in whatever order they are read."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations

import msgspec
import pytest

from factories import NOW, all_day_event, article, notice
from feeds.identity import mint
from feeds.merge import Changes, Known, Sighting, merge
from feeds.model import Evidence, Item, Person, Record

ORDER = ("a", "b")
LATER = NOW + timedelta(hours=1)
RICH = notice()
POOR = msgspec.structs.replace(RICH, focus=None, previous_role_name=None, previous_organization=None)


def seen(item: Item, page: str = "1.txt", source: str = "a", position: int = 0, sha256: str = "old") -> Sighting:
    return Sighting(uid=mint(item), source=source, page=page, sha256=sha256, position=position, item=item)


def merged(
    known: Known, *fresh: Sighting, now: datetime = NOW, reread: frozenset[tuple[str, str, str]] = frozenset()
) -> Changes:
    return merge(known, fresh, reread=reread, order=ORDER, now=now)


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
