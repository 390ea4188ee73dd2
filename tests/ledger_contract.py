"""What every ledger must do; a backend's test is a subclass with a fixture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from factories import NOW, all_day_event, article, notice, posting, record, records, timed_event, undated_event
from feeds.errors import LedgerError
from feeds.identity import fingerprint, keys, kin, mint
from feeds.ledger import MESSAGES, RUNS, Ledger
from feeds.merge import Changes, Known, Revision, Sighting
from feeds.model import KINDS, Evidence, Item, Record, YearMonth, ZoneSpan
from feeds.remembered import (
    Entry,
    Facets,
    Health,
    Message,
    Page,
    Published,
    Query,
    SourceRun,
    Summary,
    Undo,
    Visit,
)
from feeds.tombstones import Tombstone

LATER = NOW + timedelta(hours=1)
PIECE = Evidence(field="title", lines=(3, 4), text="æøå\n☃", rule="r")
ALL = Query(sources=("a", "b"), kinds=KINDS)


def seen(item: Item, source: str = "a", page: str = "1.txt", position: int = 0, **facts: object) -> Sighting:
    place = {"uid": mint(item), "source": source, "page": page, "position": position}
    known = {"sha256": "s", "seen": NOW, "kin": kin(item), "keys": keys(item, source), "item": item}
    return Sighting(**{**place, **known, **facts})  # type: ignore[arg-type]


def held(item: Item, **facts: object) -> Record:
    known = {"uid": mint(item), "fingerprint": fingerprint(item), "sources": ("a",), "page": "1.txt", "position": 0}
    return record(item, 1, **{**known, **facts})


def announcement(about: Record, number: int = 7, **facts: object) -> Record:
    uid = f"urn:uuid:00000000-0000-5000-8000-{number:012d}"
    return msgspec.structs.replace(about, uid=uid, announces="moved", about=about.uid, **facts)


def told(*items: Item, **facts: object) -> Changes:
    """What a source tells for the first time, in the order given."""
    return Changes(
        added=tuple(held(item, position=number, **facts) for number, item in enumerate(items)),
        sightings=tuple(seen(item, position=number) for number, item in enumerate(items)),
    )


def numbered(number: int, **facts: object) -> Item:
    return msgspec.structs.replace(article(), title=f"Nr. {number}", **facts)


def page(location: str = "1.txt", source: str = "a", **facts: object) -> Page:
    known = {"mtime_ns": 2**62, "size": 3, "sha256": "s", "rules": "r", "items": 1, "rejected": 0, "seen": NOW}
    return Page(source=source, location=location, **{**known, **facts})  # type: ignore[arg-type]


def visit(address: str = "https://example.org/1", source: str = "a", **facts: object) -> Visit:
    known = {
        "fetched_at": NOW,
        "status": 200,
        "url": "https://example.org/2",
        "etag": 'W/"\xe6"',
        "last_modified": "whenever, or so",
        "sha256": "s",
        "moved_to": "https://example.org/2",
        "next_allowed": LATER,
        "failures": 2,
        "fault": "blocked",
        "next_page": "https://example.org/1?page=2",
        "links": (("event", "https://example.org/e/1"), ("", "https://example.org/2")),
        "text": "User-agent: *\nDisallow:",
    }
    return Visit(address=address, source=source, **{**known, **facts})  # type: ignore[arg-type]


def published(path: str, **facts: object) -> Published:
    return Published(**{"path": path, "sha256": "s", "size": 1, "mtime_ns": 2**62, "key": "k", **facts})  # type: ignore[arg-type]


def revised(uid: str, field: str = "title", **facts: object) -> Revision:
    known = {"sequence": 1, "at": LATER, "before": None, "after": '"æ"', "reason": "facts"}
    return Revision(uid=uid, field=field, **{**known, **facts})  # type: ignore[arg-type]


def health(source: str = "a", **facts: object) -> Health:
    known = {
        "last_run": LATER,
        "last_success": NOW,
        "last_changed": NOW - timedelta(microseconds=1),
        "outcome": "blocked",
        "reason": "æ",
        "streak": 3,
        "bad_since": NOW,
        "items": 7,
        "pages": 2,
        "runs": 12,
        "interval": 600,
        "told": "gone",
    }
    return Health(source=source, **{**known, **facts})  # type: ignore[arg-type]


def source_run(source: str = "a", number: int = 0, **facts: object) -> SourceRun:
    known = {"at": NOW + timedelta(minutes=number), "outcome": "held", "reason": "æ", "items": number, "removed": 2}
    return SourceRun(source=source, **{**known, **facts})  # type: ignore[arg-type]


def message(name: str = "m", number: int = 0, **facts: object) -> Message:
    known = {
        "channel": "websub",
        "to": "https://hub.example.org/",
        "subject": "https://example.org/all.rss",
        "body": "æ\n",
        "created": NOW + timedelta(minutes=number),
        "attempts": 2,
        "next_try": LATER,
        "error": "it refuses the connection",
    }
    return Message(id=name, **{**known, **facts})  # type: ignore[arg-type]


def uids(ledger: Ledger, query: Query = ALL, **facts: object) -> list[str]:
    return [entry.uid for entry in ledger.select(msgspec.structs.replace(query, **facts))]


def everything(ledger: Ledger) -> dict[str, object]:
    """Ask a ledger for all that it gives."""
    names = tuple(ledger.everything())
    values = [key for key, _ in ledger.known(names).keys]
    return {
        "known": ledger.known(names, ("no such key",)),
        "by key": [ledger.known(keys=[value]) for value in values],
        "kin": [ledger.known(kins=[k]) for k in sorted({s.kin for s in ledger.known(names).sightings if s.kin})],
        "pages": [ledger.pages(source) for source in "abc"],
        "visits": [ledger.visits(source) for source in ("", "a", "b")],
        "places": [list(ledger.places(source, location)) for source in "abc" for location in ("1.txt", "2.txt")],
        "missing": [ledger.missing(source) for source in "abc"],
        "shared": ledger.shared(),
        "brief": ledger.brief(names),
        "records": ledger.records(names),
        "history": [ledger.history(name) for name in names],
        "find": [ledger.find(start) for start in ("", "0", "0000", *names)],
        "changed": [ledger.changed(n) for n in range(-1, ledger.revision() + 1)],
        "departed": [ledger.departed(n) for n in range(-1, ledger.revision() + 1)],
        "facets": [ledger.facets(n) for n in range(-1, ledger.revision() + 1)],
        "revision": (ledger.revision(), ledger.created()),
        "published": (ledger.published(), ledger.published(["item"], ["a.rss"]), ledger.published([], ["b.rss"])),
        "paths": (list(ledger.item_paths()), ledger.number_published()),
        "contents": [ledger.contents(path) for path in ("a.rss", "b.rss")],
        "undo": (ledger.generations(), [ledger.undo(number) for number in range(12)]),
        "parts": ledger.parts(),
        "tombstones": ledger.tombstones(),
        "health": ledger.health(),
        "runs": [ledger.runs(), ledger.runs("a"), ledger.runs("b", limit=2), ledger.runs(limit=0)],
        "messages": [ledger.messages(), *map(ledger.messages, ("waiting", "delivered")), ledger.messages(limit=2)],
        "stamps": [ledger.stamp(name) for name in ("x", "y")],
        "problems": ledger.problems(),
    }


class LedgerContract:
    """Tests that use the fixture `ledger`."""

    def test_a_new_ledger_is_empty(self, ledger: Ledger) -> None:
        assert [*ledger.select(ALL), *ledger.everything(), *ledger.item_paths()] == []
        assert not any(
            [ledger.pages("a"), ledger.published(), ledger.generations(), ledger.tombstones(), ledger.zones(ALL)]
        )
        assert (ledger.created(), ledger.revision(), ledger.stamp("x")) == (None, 0, None)
        assert ledger.known(["urn:uuid:x"], ["k"], ["f"]) == Known()
        assert ledger.summary(ALL) == Summary()
        assert ledger.problems() == ()

    def test_every_kind_of_item_comes_back_as_it_went_in(self, ledger: Ledger) -> None:
        month = msgspec.structs.replace(notice(), effective=YearMonth(2023, 7))
        items = [*(r.item for r in records()), month]
        rich = [msgspec.structs.replace(item, evidence=(PIECE,)) for item in items]
        changes = Changes(
            added=tuple(held(item, last_changed=LATER, sequence=n, position=n) for n, item in enumerate(items)),
            sightings=tuple(
                seen(item, position=n, state="missing", since=n, reason="link") for n, item in enumerate(rich)
            ),
        )
        ledger.apply(changes)
        known = ledger.known(mint(item) for item in items)
        assert sorted(known.records, key=lambda r: r.sequence) == list(changes.added)
        assert sorted(known.sightings, key=lambda s: s.position) == list(changes.sightings)
        assert ledger.records(r.uid for r in changes.added) == {r.uid: r for r in changes.added}

    def test_what_belongs_to_a_record_comes_back(self, ledger: Ledger) -> None:
        one = held(article(), state="withdrawn", sources=("b", "a"), page="æ.txt", published=LATER)
        other = announcement(one, sequence=3)
        ledger.apply(Changes(added=(one,), announcements=(other,)))
        assert ledger.records([one.uid, other.uid, "urn:uuid:x"]) == {one.uid: one, other.uid: other}
        assert list(ledger.everything()) == sorted([one.uid, other.uid])

    def test_times_keep_their_zone(self, ledger: Ledger) -> None:
        ledger.apply(told(timed_event()))
        (known,) = ledger.records([mint(timed_event())]).values()
        assert isinstance(known.item, type(timed_event()))
        assert isinstance(known.item.start, datetime)
        assert str(known.item.start.tzinfo) == "Europe/Copenhagen"
        assert known.first_seen.tzinfo is UTC

    # Who is known.

    def test_what_was_not_asked_for_is_not_known(self, ledger: Ledger) -> None:
        ledger.apply(told(article(), notice()))
        assert [r.item for r in ledger.known([mint(notice())]).records] == [notice()]

    def test_items_are_known_by_every_key_that_they_ever_had(self, ledger: Ledger) -> None:
        old, new = seen(article()), seen(article(), keys=("link:æ", "facts:x"))
        ledger.apply(told(article(), notice()))
        ledger.apply(Changes(sightings=(new,)))
        for key in (*old.keys, *new.keys):
            known = ledger.known(keys=[key, "facts:nobody"])
            assert [r.item for r in known.records] == [article()]
            assert known.sightings == (new,)
            assert known.keys == tuple((k, old.uid) for k in sorted({*old.keys, *new.keys}))

    def test_two_items_may_be_known_by_one_key(self, ledger: Ledger) -> None:
        both = (seen(article(), keys=("k",)), seen(notice(), keys=("k",)))
        ledger.apply(Changes(added=(held(article()), held(notice())), sightings=both))
        assert ledger.known(keys=["k"]).keys == tuple(("k", uid) for uid in sorted(s.uid for s in both))

    def test_the_forms_of_an_event_are_known_by_their_kin(self, ledger: Ledger) -> None:
        dated = all_day_event()
        undated = msgspec.structs.replace(dated, start=None, end=None)
        forms = (seen(dated), seen(undated, page="2.txt"), seen(article(), position=1))
        ledger.apply(Changes(added=(held(dated), held(undated), held(article())), sightings=forms))
        family = kin(dated)
        assert family is not None
        assert {s.page for s in ledger.known(kins=[family, "unknown"]).sightings} == {"1.txt", "2.txt"}

    def test_items_that_several_sources_tell_are_listed(self, ledger: Ledger) -> None:
        several = (seen(article()), seen(article(), "b"), seen(notice()), seen(notice(), page="2.txt"))
        ledger.apply(Changes(added=(held(article()), held(notice())), sightings=several))
        assert ledger.shared() == (mint(article()),)

    def test_what_a_page_shows_is_listed_with_the_parts_that_tell_it(self, ledger: Ledger) -> None:
        items = [numbered(n) for n in range(4)]
        facts: list[dict[str, object]] = [{"sha256": "x"}, {"state": "dropped"}, {"page": "2.txt"}, {"source": "b"}]
        there = tuple(seen(item, **f) for item, f in zip(items, facts, strict=True))  # type: ignore[arg-type]
        ledger.apply(Changes(added=tuple(held(item) for item in items), sightings=there))
        assert list(ledger.places("a", "1.txt")) == [(mint(items[0]), "x")]

    def test_what_a_complete_listing_misses_is_listed_until_it_is_withdrawn(self, ledger: Ledger) -> None:
        items = [numbered(n) for n in range(3)]
        states = ("missing", "withdrawn", "shown")
        there = tuple(seen(i, state=state, since=4) for i, state in zip(items, states, strict=True))
        ledger.apply(Changes(added=tuple(held(item) for item in items), sightings=there))
        assert ledger.missing("a") == there[:1]
        assert ledger.missing("b") == ()

    # What changes.

    def test_a_revision_takes_the_place_of_the_record_and_keeps_its_sightings(self, ledger: Ledger) -> None:
        ledger.apply(told(article()))
        new = held(article(), sequence=1, last_changed=LATER, sources=("a", "b"), position=9, state="missing")
        ledger.apply(Changes(revised=(new,), revisions=(revised(new.uid),)))
        known = ledger.known([new.uid])
        assert (known.records, known.sightings) == ((new,), (seen(article()),))
        assert ledger.history(new.uid) == (revised(new.uid),)

    def test_what_was_seen_first_stays(self, ledger: Ledger) -> None:
        ledger.apply(told(article()))
        ledger.apply(Changes(touched=(held(article(), first_seen=LATER, published=LATER),)))
        (known,) = ledger.records([mint(article())]).values()
        assert (known.first_seen, known.published) == (NOW, NOW)

    def test_history_is_that_of_one_record_in_the_order_of_events(self, ledger: Ledger) -> None:
        ledger.apply(told(article(), notice()))
        mine, other = mint(article()), mint(notice())
        first = (revised(mine, "title"), revised(other), revised(mine, "summary", before='"x"', after=None))
        ledger.apply(Changes(revised=(held(article()), held(notice())), revisions=first))
        ledger.apply(Changes(revised=(held(article()),), revisions=(revised(mine, "credit", sequence=2),)))
        assert [r.field for r in ledger.history(mine)] == ["title", "summary", "credit"]
        assert ledger.history("urn:uuid:x") == ()

    def test_what_is_taken_back_is_gone(self, ledger: Ledger) -> None:
        one = seen(article(), page="2.txt")
        ledger.apply(Changes(added=(held(article()),), sightings=(seen(article()), one)))
        ledger.apply(Changes(unsaid=(seen(article()),)))
        assert [s.page for s in ledger.known([mint(article())]).sightings] == ["2.txt"]
        ledger.apply(Changes(removed=(mint(article()),), unsaid=(one,)))
        assert ledger.known([mint(article())], one.keys) == Known()
        assert uids(ledger) == []

    def test_revision_counts_changes_to_records_and_nothing_else(self, ledger: Ledger) -> None:
        ledger.save_pages([page()])
        ledger.publish([published("a.rss")])
        ledger.set_stamp("x", "y")
        ledger.apply(Changes())
        assert ledger.revision() == 0
        ledger.apply(told(article()))
        ledger.apply(Changes(sightings=(seen(article(), page="2.txt"),)))
        assert ledger.revision() == 1
        ledger.apply(Changes(touched=(held(article()),)))
        assert ledger.revision() == 2

    def test_it_knows_when_its_first_record_was_written(self, ledger: Ledger) -> None:
        ledger.save_pages([page()])
        assert ledger.created() is None
        ledger.apply(told(article()))
        ledger.apply(told(notice(), first_seen=LATER))
        assert ledger.created() == NOW

    def test_what_changed_since_a_revision_is_listed(self, ledger: Ledger) -> None:
        ledger.apply(told(article(), notice()))
        ledger.apply(Changes(touched=(held(article()),)))
        assert ledger.changed(0) == tuple(sorted([mint(article()), mint(notice())]))
        assert ledger.changed(1) == (mint(article()),)
        assert ledger.changed(2) == ()

    def test_what_was_removed_is_listed_until_it_comes_back(self, ledger: Ledger) -> None:
        ledger.apply(told(article(), notice()))
        gone = Changes(removed=(mint(article()), "urn:uuid:never"), unsaid=(seen(article()),))
        ledger.apply(gone)
        assert (ledger.departed(0), ledger.departed(1), ledger.departed(2)) == (gone.removed[:1], gone.removed[:1], ())
        ledger.apply(told(article()))
        assert ledger.departed(0) == ()
        ledger.apply(gone)
        assert ledger.departed(0) == gone.removed[:1]

    def test_announcements_depart_with_their_event(self, ledger: Ledger) -> None:
        ledger.apply(told(all_day_event(), notice()))
        event = held(all_day_event())
        item = msgspec.structs.replace(event.item, categories=("old",))
        ledger.apply(Changes(announcements=(announcement(event, item=item), announcement(event, 8))))
        ledger.apply(Changes(removed=(event.uid,), unsaid=(seen(event.item),)))
        assert ledger.departed(2) == tuple(sorted([event.uid, announcement(event).uid, announcement(event, 8).uid]))
        assert Facets(kind="event", categories=("old",)) in ledger.facets(2)
        assert list(ledger.everything()) == [mint(notice())]

    def test_feeds_that_a_record_leaves_are_told(self, ledger: Ledger) -> None:
        def with_categories(*names: str) -> Record:
            item: Item = msgspec.structs.replace(article(), categories=names)
            return held(item, uid=mint(article()))

        def facets(*names: str) -> Facets:
            return Facets(kind="article", categories=names)

        ledger.apply(Changes(added=(with_categories("b", "a"),)))
        ledger.apply(Changes(touched=(with_categories("a"),)))
        assert ledger.facets(0) == {facets("b", "a"), facets("a")}
        assert ledger.facets(1) == {facets("b", "a"), facets("a")}
        ledger.apply(Changes(touched=(with_categories("a", "c"),)))
        assert ledger.facets(2) == {facets("a", "c")}
        assert uids(ledger, categories=("b",)) == []
        assert uids(ledger, categories=("b", "c")) == [mint(article())]

    # What is asked for.

    def test_the_newest_come_first_then_as_sources_pages_and_places_stand(self, ledger: Ledger) -> None:
        places = (("b", "0", 0), ("a", "2", 0), ("a", "1", 10), ("a", "1", 9), ("a", "1", 9))
        facts = [{"sources": (source, "z"), "page": page, "position": place} for source, page, place in places]
        late = {"published": NOW + timedelta(microseconds=1), "sources": ("b",)}
        some = [record(numbered(n), n, **f) for n, f in enumerate([*facts, late])]
        ledger.apply(Changes(added=tuple(some)))
        assert uids(ledger) == [some[n].uid for n in (5, 3, 4, 2, 1, 0)]
        assert uids(ledger, sources=("b", "a")) == [some[n].uid for n in (5, 0, 3, 4, 2, 1)]
        assert uids(ledger, limit=2, offset=1) == [some[3].uid, some[4].uid]
        assert (
            uids(ledger, limit=0) == uids(ledger, offset=9) == uids(ledger, sources=()) == uids(ledger, kinds=()) == []
        )

    def test_a_calendar_may_have_what_has_only_a_deadline(self, ledger: Ledger) -> None:
        waiting = msgspec.structs.replace(undated_event(), title="Kursus", application_deadline=date(2026, 5, 1))
        ledger.apply(told(article(), waiting, posting(), all_day_event(), undated_event(), notice()))
        dated = {mint(all_day_event()), mint(notice())}
        assert set(uids(ledger, dated=True)) == dated
        assert set(uids(ledger, dated=True, deadlines=True)) == {*dated, mint(waiting), mint(posting())}
        assert ledger.summary(msgspec.structs.replace(ALL, dated=True, deadlines=True)).dated == 2

    def test_the_calendar_goes_by_days_and_moments(self, ledger: Ledger) -> None:
        timed = timed_event()
        assert isinstance(timed.start, datetime)
        days = [date(2026, 10, 27), date(2026, 10, 26)]
        instants = [
            timed.start + timedelta(minutes=1),
            timed.start,
            datetime(2026, 10, 26, 23, 59, tzinfo=UTC),
            datetime(2026, 10, 27, 7, 59, tzinfo=UTC),
        ]
        starts = [*days, *instants, timed.start]
        timed_ones = [msgspec.structs.replace(all_day_event(), start=start, end=None) for start in starts]
        items: list[Item] = [*timed_ones, undated_event(), posting()]
        some = [record(item, n, sources=("a",)) for n, item in enumerate(items)]
        ledger.apply(Changes(added=tuple(some)))
        # Seven in Copenhagen is eight on clocks in UTC, and the day is that of the clocks there.
        assert uids(ledger, order="calendar") == [some[n].uid for n in (7, 8, 1, 4, 0, 5, 3, 6, 2)]
        assert uids(ledger, order="calendar", dated=True) == [some[n].uid for n in (1, 4, 0, 5, 3, 6, 2)]

    def test_arrival_is_that_of_the_first_telling(self, ledger: Ledger) -> None:
        some = [held(numbered(n), published=NOW - n * timedelta(hours=1)) for n in range(4)]
        ledger.apply(Changes(added=(some[2], some[0])))
        ledger.apply(Changes(added=(some[1],), revised=(some[2],)))
        ledger.apply(Changes(removed=(some[0].uid,)))
        ledger.apply(Changes(added=(some[0], some[3])))
        assert uids(ledger, order="arrival") == [some[n].uid for n in (2, 1, 0, 3)]

    def test_kinds_and_categories_are_asked_for(self, ledger: Ledger) -> None:
        items = [numbered(n, categories=names) for n, names in enumerate([("x",), ("y", "x"), ("Y",), ()])]
        ledger.apply(told(*items, posting()))
        names = [mint(item) for item in items]
        assert uids(ledger, kinds=("article",)) == names
        assert uids(ledger, categories=("x", "y")) == names[:2]
        assert uids(ledger, kinds=("event", "job_posting")) == [mint(posting())]

    def test_announcements_are_among_them_or_not(self, ledger: Ledger) -> None:
        event = held(all_day_event())
        ledger.apply(Changes(added=(event,), announcements=(announcement(event, published=LATER),)))
        assert list(ledger.select(ALL)) == [
            Entry(announcement(event).uid, announcement(event, published=LATER).digest, False),
            Entry(event.uid, event.digest, True),
        ]
        assert uids(ledger, announcements=False) == uids(ledger, dated=True) == [event.uid]
        assert ledger.summary(ALL).number == 2
        assert ledger.summary(ALL).dated == 1
        assert ledger.brief([event.uid, announcement(event).uid, "x"]) == {
            event.uid: Entry(event.uid, event.digest, True)
        }
        assert ledger.brief([event.uid])[event.uid].is_dated is True

    def test_what_is_over_is_left_out(self, ledger: Ledger) -> None:
        items = (all_day_event(), posting(), article(), undated_event())  # over on May 27th, on April 1st, never
        ledger.apply(told(*items))
        names = [mint(item) for item in items]
        assert uids(ledger, since=date(2026, 4, 1)) == names
        assert uids(ledger, since=date(2026, 4, 2)) == [names[0], *names[2:]]
        assert uids(ledger, since=date(2026, 5, 28)) == names[2:]
        assert uids(ledger, since=date(2026, 5, 27), told=NOW) == [names[0], *names[2:]]
        elsewhere = NOW.astimezone(timed_event().start.tzinfo)  # type: ignore[union-attr]
        assert uids(ledger, since=date(2026, 5, 27), told=elsewhere) == [names[0], *names[2:]]
        assert uids(ledger, since=date(2026, 5, 27), told=LATER) == names[:1]

    def test_what_is_closed_or_withdrawn_is_not_open(self, ledger: Ledger) -> None:
        ledger.apply(Changes(added=(held(posting()), held(article()), held(numbered(1), state="withdrawn"))))
        assert uids(ledger, open_on=date(2026, 4, 1), order="arrival") == [mint(posting()), mint(article())]
        assert uids(ledger, open_on=date(2026, 4, 2)) == [mint(article())]
        assert uids(ledger, open_on=date(2026, 4, 1), told=LATER) == [mint(posting())]

    def test_a_summary_tells_the_first_and_the_last(self, ledger: Ledger) -> None:
        ledger.apply(told(all_day_event(), posting(), article()))
        ledger.apply(told(notice(), numbered(1), last_changed=LATER))
        assert ledger.summary(msgspec.structs.replace(ALL, limit=1, offset=1)) == Summary(
            number=5, dated=2, updated=LATER, first_over=date(2025, 10, 1), first_told=NOW
        )

    def test_zones_are_those_of_timed_events(self, ledger: Ledger) -> None:
        timed = timed_event()
        assert isinstance(timed.start, datetime)
        later = msgspec.structs.replace(timed, title="x", start=timed.start, end=timed.start + timedelta(days=2))
        other = msgspec.structs.replace(timed, title="y", timezone="America/New_York")
        plain = msgspec.structs.replace(timed, timezone=None, start=datetime(2026, 1, 1, tzinfo=UTC), end=None)
        ledger.apply(told(all_day_event(), timed, later, other, plain))
        assert ledger.zones(ALL) == (
            ZoneSpan(timezone="America/New_York", first=date(2026, 10, 27), last=date(2026, 10, 27)),
            ZoneSpan(timezone="Europe/Copenhagen", first=date(2026, 10, 27), last=date(2026, 10, 29)),
        )
        assert ledger.zones(msgspec.structs.replace(ALL, kinds=("article",))) == ()

    def test_a_record_in_brief_is_what_it_is_in_full(self, ledger: Ledger) -> None:
        ledger.apply(told(*(r.item for r in records())))
        full = ledger.records(ledger.everything())
        assert {uid: entry.digest for uid, entry in ledger.brief(full).items()} == {
            uid: record.digest for uid, record in full.items()
        }

    def test_a_thousand_items_are_no_matter(self, ledger: Ledger) -> None:
        items = [numbered(number) for number in range(1200)]
        ledger.apply(told(*items))
        names = [mint(item) for item in items]
        assert len(ledger.known(names).records) == len(ledger.brief(names)) == len(ledger.records(names)) == 1200
        assert len(ledger.known(keys=[key for item in items for key in keys(item)]).records) == 1200
        assert uids(ledger) == names
        ledger.apply(Changes(removed=tuple(names), unsaid=tuple(seen(item) for item in items)))
        assert len(ledger.departed(1)) == 1200

    def test_uids_are_found_by_their_beginning(self, ledger: Ledger) -> None:
        some = [record(numbered(n), n, sources=("a",)) for n in range(120)]
        other = msgspec.structs.replace(some[0], uid="urn:uuid:abcdef00-0000-5000-8000-000000000000")
        ledger.apply(Changes(added=(*some, other)))
        assert ledger.find("ABCD") == ledger.find("urn:uuid:abc") == ledger.find("URN:UUID:abc") == (other.uid,)
        assert ledger.find("0000") == tuple(r.uid for r in some[:100])
        assert ledger.find("%") == ledger.find("x") == ()

    # Pages and files.

    def test_pages_are_kept_by_source(self, ledger: Ledger) -> None:
        ledger.save_pages([page("2.txt"), page("1.txt"), page("1.txt", "b")])
        assert ledger.pages("a") == (page("1.txt"), page("2.txt"))
        ledger.save_pages([page("1.txt", size=9)], [page("2.txt"), page("never.txt")])
        assert ledger.pages("a") == (page("1.txt", size=9),)
        assert ledger.pages("b") == (page("1.txt", "b"),)

    def test_visits_are_kept_by_source_and_address(self, ledger: Ledger) -> None:
        one, two = visit(), visit("https://example.org/0")
        bare = Visit(source="", address="https://example.org/robots.txt", fetched_at=NOW)
        ledger.save_visits([one, two, visit(source="b"), bare])
        assert ledger.visits("a") == (two, one)
        assert ledger.visits("") == (bare,)
        assert ledger.visits("c") == ()
        assert ledger.visits(None) == (bare, two, one, visit(source="b"))
        newer = visit(status=304, failures=0, next_allowed=None, moved_to=None, links=())
        ledger.save_visits([newer], [two, visit("https://example.org/never")])
        assert ledger.visits("a") == (newer,)
        assert ledger.visits("b") == (visit(source="b"),)
        assert (ledger.revision(), ledger.problems()) == (0, ())

    def test_published_files_are_kept_by_path(self, ledger: Ledger) -> None:
        ledger.publish([published("b.rss"), published("a.rss")])
        ledger.publish([published("b.rss", size=7)], ["a.rss", "never.rss"])
        assert ledger.published() == (published("b.rss", size=7),)

    def test_published_files_are_listed_by_part_and_path(self, ledger: Ledger) -> None:
        files = [published(f"{n}", part=part) for n, part in enumerate(["item", "site", "feed x", "item", ""])]
        ledger.publish(reversed(files))
        assert ledger.published(["feed x", "site"], ["0", "1", "no"]) == tuple(files[:3])
        assert ledger.published([]) == ledger.published((), ("no",)) == ()
        assert ledger.published([""]) == (files[4],)
        assert list(ledger.item_paths()) == ["0", "3"]
        assert ledger.number_published() == 5

    def test_contents_are_kept_as_long_as_their_file(self, ledger: Ledger) -> None:
        ledger.publish([published("a.rss"), published("b.rss")])
        for path in ("a.rss", "b.rss"):
            ledger.keep_contents(path, b"\x00\xff")
        ledger.publish([published("a.rss", size=2)], ["b.rss"])
        assert (ledger.contents("a.rss"), ledger.contents("b.rss")) == (b"\x00\xff", None)
        ledger.keep_contents("a.rss", b"")
        assert ledger.contents("a.rss") == b""
        ledger.keep_contents("a.rss", None)
        assert ledger.contents("a.rss") is None

    def test_publications_can_be_taken_back_the_newest_first(self, ledger: Ledger) -> None:
        some = [Undo(generation=g, path=path, before=before) for g, path, before in
                ((1, "b", None), (1, "a", published("a", part="item")), (2, "a", None), (10, "c", None))]  # fmt: skip
        ledger.keep_undo(some)
        assert ledger.generations() == (10, 2, 1)
        assert (ledger.undo(1), ledger.undo(2), ledger.undo(3)) == ((some[1], some[0]), (some[2],), ())
        ledger.keep_undo([msgspec.structs.replace(some[2], before=published("a"))])
        ledger.drop_undo([1, 10, 11])
        assert ledger.generations() == (2,)
        assert ledger.undo(2) == (msgspec.structs.replace(some[2], before=published("a")),)

    def test_what_archives_do_not_hold_is_given_besides_the_newest(self, ledger: Ledger) -> None:
        items = [numbered(number, published=None) for number in range(9)]
        changes = told(*items)
        # The latest to arrive tells of the oldest day.
        old = [msgspec.structs.replace(r, published=NOW - timedelta(days=n)) for n, r in enumerate(changes.added)]
        ledger.apply(msgspec.structs.replace(changes, added=tuple(old)))
        names = [record.uid for record in old]
        assert uids(ledger, limit=2, archived=6) == [*names[:2], *names[6:]]
        assert uids(ledger, limit=8, archived=6) == names
        assert uids(ledger, limit=2) == names[:2]

    def test_what_left_is_forgotten_when_it_is_published(self, ledger: Ledger) -> None:
        ledger.apply(told(article()))
        ledger.erase([mint(article())])
        assert ledger.departed(0) == (mint(article()),)
        ledger.drop_departed(1)
        assert ledger.departed(0) == (mint(article()),)
        ledger.drop_departed(ledger.revision())
        assert (ledger.departed(0), ledger.facets(0)) == ((), frozenset())

    def test_stamps_are_kept(self, ledger: Ledger) -> None:
        ledger.set_stamp("x", "one")
        ledger.set_stamp("x", "two")
        assert (ledger.stamp("x"), ledger.stamp("y")) == ("two", None)
        ledger.set_stamp("x", None)
        ledger.set_stamp("y", None)
        assert (ledger.stamp("x"), ledger.stamp("y")) == (None, None)

    # What is forgotten.

    def test_tombstones_are_kept_by_age(self, ledger: Ledger) -> None:
        some = [Tombstone(id=name, kind="person", words=2, marks=("ff", "00"), made=made)
                for name, made in (("c", NOW), ("b", LATER), ("a", LATER))]  # fmt: skip
        for one in reversed(some):
            ledger.bury(one)
        assert ledger.tombstones() == (some[0], some[2], some[1])
        ledger.lift("c")
        ledger.lift("never")
        assert ledger.tombstones() == (some[2], some[1])

    def test_what_is_erased_leaves_nothing_but_its_departure(self, ledger: Ledger) -> None:
        ledger.apply(told(all_day_event(), notice()))
        event = held(all_day_event())
        ledger.apply(Changes(announcements=(announcement(event),), revisions=(revised(event.uid),)))
        ledger.erase([event.uid, "urn:uuid:never"])
        ledger.vacuum()
        assert ledger.known([event.uid], keys(event.item), [kin(event.item) or ""]) == Known()
        assert ledger.history(event.uid) == ()
        assert list(ledger.everything()) == [mint(notice())]
        assert (ledger.revision(), ledger.departed(2)) == (3, tuple(sorted([event.uid, announcement(event).uid])))
        ledger.erase([])
        assert ledger.revision() == 3

    def test_what_is_rewritten_keeps_its_uid_and_loses_its_past(self, ledger: Ledger) -> None:
        ledger.apply(told(article(), notice()))
        uid, other = mint(article()), mint(notice())
        ledger.apply(Changes(revised=(held(article()),), revisions=(revised(uid), revised(other))))
        item = msgspec.structs.replace(article(), title="…", authors=())
        now = seen(item, uid=uid)
        ledger.rewrite([held(item, uid=uid)], [now])
        known = ledger.known([uid])
        assert (known.records, known.sightings) == ((held(item, uid=uid),), (now,))
        assert known.keys == tuple((key, uid) for key in sorted(keys(item, "a")))
        assert ledger.known(keys=keys(article(), "a")) == Known()
        assert (ledger.history(uid), ledger.history(other)) == ((), (revised(other),))
        assert (ledger.revision(), ledger.changed(2)) == (3, (uid,))

    # Whole or not at all.

    def test_an_error_takes_back_all_that_was_written(self, ledger: Ledger) -> None:
        ledger.apply(told(notice()))
        before = everything(ledger)
        with pytest.raises(ZeroDivisionError), ledger.transaction():  # noqa: PT012
            _write_everything(ledger)
            raise ZeroDivisionError
        assert everything(ledger) == before
        with ledger.transaction():
            _write_everything(ledger)
        assert everything(ledger) != before

    def test_an_error_in_a_part_takes_back_that_part(self, ledger: Ledger) -> None:
        with ledger.transaction():
            ledger.set_stamp("x", "outside")
            for number in range(2):
                with pytest.raises(ZeroDivisionError), ledger.transaction():  # noqa: PT012
                    ledger.set_stamp("x", f"inside {number}")
                    ledger.apply(told(article()))
                    with ledger.transaction():
                        ledger.set_stamp("y", "deeper")
                    raise ZeroDivisionError
                assert (ledger.stamp("x"), ledger.stamp("y"), ledger.revision()) == ("outside", None, 0)
            ledger.apply(told(notice()))
        assert ledger.stamp("x") == "outside"
        assert list(ledger.everything()) == [mint(notice())]

    # How sources are.

    def test_how_sources_are_is_remembered(self, ledger: Ledger) -> None:
        new = Health(source="b", last_run=NOW)
        ledger.save_health([health(), new])
        assert ledger.health() == {"a": health(), "b": new}
        assert ledger.health()["a"].last_run.tzinfo is UTC
        ledger.save_health([health(outcome="ok")], gone=["b", "c"])
        assert ledger.health() == {"a": health(outcome="ok")}

    def test_runs_are_given_as_they_were_kept_the_last_first(self, ledger: Ledger) -> None:
        ledger.keep_runs([source_run("a", 2), source_run("b", 1)])
        ledger.keep_runs([source_run("a", 0)])
        assert ledger.runs() == (source_run("a", 0), source_run("b", 1), source_run("a", 2))
        assert ledger.runs("a") == (source_run("a", 0), source_run("a", 2))
        assert ledger.runs("a", limit=1) == (source_run("a", 0),)
        assert ledger.runs("c") == ()

    def test_of_each_source_a_hundred_runs_stay(self, ledger: Ledger) -> None:
        ledger.keep_runs([source_run("b")])
        ledger.keep_runs(source_run("a", number) for number in range(RUNS + 5))
        ledger.keep_runs([source_run("a", 1000)])
        assert [run.items for run in ledger.runs("a", limit=1000)] == [1000, *range(RUNS + 4, 5, -1)]
        assert ledger.runs("b") == (source_run("b"),)

    def test_the_runs_of_a_source_that_is_gone_go(self, ledger: Ledger) -> None:
        ledger.save_health([health("a"), health("b")])
        ledger.keep_runs([source_run("a"), source_run("b")])
        ledger.save_health([], gone=["a"])
        assert (list(ledger.health()), ledger.runs()) == (["b"], (source_run("b"),))

    def test_messages_wait_until_they_are_delivered(self, ledger: Ledger) -> None:
        ledger.save_messages([message("m", 2), message("n", 1), message("k", 1)])
        assert [one.id for one in ledger.messages()] == ["k", "n", "m"]
        assert ledger.messages(limit=1) == (message("k", 1),)
        done = message("n", 1, state="delivered", error="")
        ledger.save_messages([done])
        assert ledger.messages("delivered") == (done,)
        assert [one.id for one in ledger.messages("waiting")] == ["k", "m"]

    def test_the_oldest_messages_that_wait_no_more_go(self, ledger: Ledger) -> None:
        waiting = [message(f"w{number}") for number in range(3)]
        done = [message(f"{n:04}", n, state=("delivered", "given up")[n % 2]) for n in range(MESSAGES + 5)]
        ledger.save_messages([*waiting, *done])
        kept = [one.id for one in ledger.messages(limit=2 * MESSAGES)]
        assert kept == [*(one.id for one in waiting), *(one.id for one in done[5:])]

    def test_reasons_and_messages_can_be_forgotten(self, ledger: Ledger) -> None:
        ledger.save_health([health()])
        ledger.keep_runs([source_run("a"), source_run("b")])
        states = ("waiting", "waiting", "delivered", "given up")
        ledger.save_messages(message(f"m{number}", state=state) for number, state in enumerate(states))
        ledger.drop_reasons(["m1", "m9"])
        assert ledger.health() == {"a": health(reason="")}
        assert ledger.runs() == (source_run("b", reason=""), source_run("a", reason=""))
        assert [one.id for one in ledger.messages()] == ["m0"]

    def test_a_rehearsal_leaves_nothing(self, ledger: Ledger) -> None:
        ledger.apply(told(notice()))
        before = everything(ledger)
        with ledger.rehearsal():
            with ledger.transaction():
                _write_everything(ledger)
            assert everything(ledger) != before
        assert everything(ledger) == before
        with pytest.raises(ZeroDivisionError), ledger.rehearsal():  # noqa: PT012
            ledger.set_stamp("x", "y")
            raise ZeroDivisionError
        with ledger.transaction():
            ledger.set_stamp("y", "kept")
            with ledger.rehearsal():
                ledger.set_stamp("y", "tried")
        assert (ledger.stamp("x"), ledger.stamp("y")) == (None, "kept")

    @pytest.mark.parametrize(
        "changes",
        [
            Changes(sightings=(seen(article()),)),
            Changes(added=(announcement(held(article())),)),
            Changes(revised=(held(notice()),), revisions=(revised(mint(article())),)),
            Changes(removed=(mint(notice()),)),
        ],
        ids=["sighting", "announcement", "revision", "record"],
    )
    def test_nothing_is_told_of_a_record_that_is_not_there(self, ledger: Ledger, changes: Changes) -> None:
        ledger.apply(told(notice()))
        before = everything(ledger)
        with pytest.raises(LedgerError), ledger.transaction():  # noqa: PT012
            ledger.save_pages([page()])
            ledger.apply(changes)
        assert everything(ledger) == before
        ledger.save_pages([page()])


def _write_everything(ledger: Ledger) -> None:
    writing: tuple[Callable[[], None], ...] = (
        lambda: ledger.apply(told(article(), all_day_event())),
        lambda: ledger.save_pages([page()]),
        lambda: ledger.save_visits([visit()]),
        lambda: ledger.publish([published("a.rss")]),
        lambda: ledger.keep_contents("a.rss", b"x"),
        lambda: ledger.keep_undo([Undo(generation=1, path="a.rss", before=None)]),
        lambda: ledger.bury(Tombstone(id="t", kind="item", words=0, marks=("ff",), made=NOW)),
        lambda: ledger.save_health([health()]),
        lambda: ledger.keep_runs([source_run()]),
        lambda: ledger.save_messages([message()]),
        lambda: ledger.set_stamp("x", "y"),
        lambda: ledger.rewrite([held(article())], [seen(article())]),
        lambda: ledger.erase([mint(notice())]),
    )
    for write in writing:
        write()
