"""What every ledger must do; a backend's test is a subclass with a fixture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from factories import NOW, all_day_event, article, notice, record, records, timed_event
from feeds.identity import fingerprint, kin, mint
from feeds.ledger import Ledger
from feeds.merge import Changes, Known, Sighting
from feeds.model import Evidence, Item, Record, YearMonth
from feeds.remembered import Page, Published

LATER = NOW + timedelta(hours=1)
PIECE = Evidence(field="title", lines=(3, 4), text="æøå\n☃", rule="r")


def seen(item: Item, source: str = "a", page: str = "1.txt", position: int = 0, **facts: object) -> Sighting:
    place = {"uid": mint(item), "source": source, "page": page, "position": position}
    known = {"sha256": "s", "seen": NOW, "kin": kin(item), "item": item}
    return Sighting(**{**place, **known, **facts})  # type: ignore[arg-type]


def held(item: Item, **facts: object) -> Record:
    return record(item, 1, **{"uid": mint(item), "fingerprint": fingerprint(item), **facts})


def page(location: str = "1.txt", source: str = "a", **facts: object) -> Page:
    known = {"mtime_ns": 2**62, "size": 3, "sha256": "s", "rules": "r", "items": 1, "rejected": 0, "seen": NOW}
    return Page(source=source, location=location, **{**known, **facts})  # type: ignore[arg-type]


def published(path: str, **facts: object) -> Published:
    return Published(**{"path": path, "sha256": "s", "size": 1, "mtime_ns": 2**62, "key": "k", **facts})  # type: ignore[arg-type]


class LedgerContract:
    """Tests that use the fixture `ledger`."""

    def test_a_new_ledger_is_empty(self, ledger: Ledger) -> None:
        assert list(ledger.records(("a",))) == []
        assert ledger.pages("a") == ()
        assert ledger.published() == ()
        assert (ledger.created(), ledger.revision(), ledger.stamp("x")) == (None, 0, None)
        assert ledger.known(["urn:uuid:x"]) == Known()

    def test_every_kind_of_item_comes_back_as_it_went_in(self, ledger: Ledger) -> None:
        month = msgspec.structs.replace(notice(), effective=YearMonth(2023, 7))
        items = [*(r.item for r in records()), month]
        rich = [msgspec.structs.replace(item, evidence=(PIECE,)) for item in items]
        changes = Changes(
            added=tuple(held(item, last_changed=LATER, sequence=n) for n, item in enumerate(items)),
            sightings=tuple(seen(item, position=n) for n, item in enumerate(rich)),
        )
        ledger.apply(changes, [page()], [], now=NOW)
        known = ledger.known(mint(item) for item in items)
        assert sorted(known.records, key=lambda r: r.sequence) == list(changes.added)
        assert sorted(known.sightings, key=lambda s: s.position) == list(changes.sightings)
        assert list(ledger.records(("a",))) == list(changes.added)

    def test_times_keep_their_zone(self, ledger: Ledger) -> None:
        ledger.apply(Changes(added=(held(timed_event()),), sightings=(seen(timed_event()),)), [], [], now=NOW)
        (known,) = ledger.records(("a",))
        assert isinstance(known.item, type(timed_event()))
        assert isinstance(known.item.start, datetime)
        assert str(known.item.start.tzinfo) == "Europe/Copenhagen"
        assert known.first_seen.tzinfo is UTC

    def test_what_was_not_asked_for_is_not_known(self, ledger: Ledger) -> None:
        both = Changes(added=(held(article()), held(notice())), sightings=(seen(article()), seen(notice(), position=1)))
        ledger.apply(both, [page()], [], now=NOW)
        assert [r.item for r in ledger.known([mint(notice())]).records] == [notice()]

    def test_items_of_a_page_are_known_by_it(self, ledger: Ledger) -> None:
        both = Changes(
            added=(held(article()), held(notice())),
            sightings=(seen(article(), page="0.txt"), seen(notice(), gone=True, seen=LATER, position=1)),
        )
        ledger.apply(both, [page()], [], now=NOW)
        known = ledger.known([], [("a", "1.txt"), ("a", "2.txt"), ("b", "1.txt")])
        assert [r.item for r in known.records] == [notice()]
        assert known.sightings == both.sightings[1:]

    def test_the_forms_of_an_event_are_known_by_their_kin(self, ledger: Ledger) -> None:
        dated = all_day_event()
        undated = msgspec.structs.replace(dated, start=None, end=None)
        forms = (seen(dated), seen(undated, page="2.txt"), seen(article(), position=1))
        ledger.apply(
            Changes(added=(held(dated), held(undated), held(article())), sightings=forms), [page()], [], now=NOW
        )
        family = kin(dated)
        assert family is not None
        assert {s.page for s in ledger.known([], (), [family, "unknown"]).sightings} == {"1.txt", "2.txt"}

    def test_items_that_several_sources_tell_are_listed(self, ledger: Ledger) -> None:
        told = (seen(article()), seen(article(), "b"), seen(notice()), seen(notice(), page="2.txt"))
        ledger.apply(Changes(added=(held(article()), held(notice())), sightings=told), [], [], now=NOW)
        assert ledger.shared() == (mint(article()),)

    def test_records_come_in_the_order_of_sources_pages_and_places(self, ledger: Ledger) -> None:
        items = (article(), all_day_event(), notice(), timed_event())
        sightings = (
            seen(items[0], "b", "0.txt", 0),
            seen(items[1], "a", "2.txt", 0),
            seen(items[2], "a", "1.txt", 7),
            seen(items[3], "a", "1.txt", 3),
            seen(items[2], "b", "0.txt", 1),
            seen(items[1], "c", "0.txt", 1),
        )
        ledger.apply(Changes(added=tuple(held(item) for item in items), sightings=sightings), [], [], now=NOW)
        assert [r.item for r in ledger.records(("a", "b"))] == [items[3], items[2], items[1], items[0]]
        assert [r.item for r in ledger.records(("b", "a"))] == [items[0], items[2], items[3], items[1]]
        assert [r.item for r in ledger.records(("c",))] == [items[1]]

    def test_a_revision_takes_the_place_of_the_record_and_keeps_its_sightings(self, ledger: Ledger) -> None:
        ledger.apply(Changes(added=(held(article()),), sightings=(seen(article()),)), [], [], now=NOW)
        revised = held(article(), sequence=1, last_changed=LATER, sources=("a", "b"), position=9)
        ledger.apply(Changes(revised=(revised,)), [], [], now=LATER)
        assert ledger.known([mint(article())]) == Known(records=(revised,), sightings=(seen(article()),))

    def test_what_is_taken_back_is_gone(self, ledger: Ledger) -> None:
        first = Changes(added=(held(article()),), sightings=(seen(article()), seen(article(), page="2.txt")))
        ledger.apply(first, [], [], now=NOW)
        ledger.apply(Changes(withdrawn=(seen(article()),)), [], [], now=LATER)
        assert [s.page for s in ledger.known([mint(article())]).sightings] == ["2.txt"]
        gone = Changes(removed=(mint(article()),), withdrawn=(seen(article(), page="2.txt"),))
        ledger.apply(gone, [], [], now=LATER)
        assert ledger.known([mint(article())]) == Known()
        assert list(ledger.records(("a",))) == []

    def test_pages_are_kept_by_source(self, ledger: Ledger) -> None:
        ledger.apply(Changes(), [page("2.txt"), page("1.txt"), page("1.txt", "b")], [], now=NOW)
        assert ledger.pages("a") == (page("1.txt"), page("2.txt"))
        ledger.apply(Changes(), [page("1.txt", size=9)], [page("2.txt")], now=NOW)
        assert ledger.pages("a") == (page("1.txt", size=9),)
        assert ledger.pages("b") == (page("1.txt", "b"),)

    def test_published_files_are_kept_by_path(self, ledger: Ledger) -> None:
        ledger.publish([published("b.rss"), published("a.rss")])
        ledger.publish([published("b.rss", size=7)], ["a.rss", "never.rss"])
        assert ledger.published() == (published("b.rss", size=7),)

    def test_revision_counts_changes_and_nothing_else(self, ledger: Ledger) -> None:
        ledger.apply(Changes(), [page()], [], now=NOW)
        ledger.publish([published("a.rss")])
        ledger.set_stamp("x", "y")
        assert ledger.revision() == 0
        ledger.apply(Changes(added=(held(article()),), sightings=(seen(article()),)), [], [], now=NOW)
        assert ledger.revision() == 1

    def test_it_knows_when_it_began(self, ledger: Ledger) -> None:
        ledger.apply(Changes(), [page()], [], now=NOW)
        ledger.apply(Changes(), [page(size=9)], [], now=LATER)
        assert ledger.created() == NOW

    def test_stamps_are_kept(self, ledger: Ledger) -> None:
        ledger.set_stamp("x", "one")
        ledger.set_stamp("x", "two")
        assert (ledger.stamp("x"), ledger.stamp("y")) == ("two", None)

    def test_a_thousand_items_are_no_matter(self, ledger: Ledger) -> None:
        items = [msgspec.structs.replace(article(), title=f"Nr. {number}") for number in range(1200)]
        changes = Changes(
            added=tuple(held(item) for item in items),
            sightings=tuple(seen(item, position=number) for number, item in enumerate(items)),
        )
        ledger.apply(changes, [page()], [], now=NOW)
        assert len(ledger.known(mint(item) for item in items).records) == 1200
        assert [r.item for r in ledger.records(("a",))] == items
