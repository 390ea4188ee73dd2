"""Anything may happen to pages, clocks, settings and builds, in any order: what must hold holds after each build.

`FEEDS_MACHINE=2000` runs so many histories, of other steps each time; without it the same ones each time.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import icalendar
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from conftest import MEMORY
from feeds.check import check, entries
from feeds.identity import differences
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import Article, Event, Feed, Item, JobPosting, Person, PersonnelNotice, Record
from feeds.release import EVERYTHING
from lab import HOUR, Lab, bases, row

LONG = os.environ.get("FEEDS_MACHINE")
FEEDS = (
    Feed(name="all", title="Everything", limit=100),
    Feed(name="town", title="Town", categories=("town",), limit=100),
    Feed(name="events", title="Events", kinds=("event",), type="window", limit=None),
    Feed(name="jobs", title="Jobs", kinds=("job_posting",), type="snapshot", limit=None),
)


def stale_at(lab: Lab) -> datetime | None:
    """Tell at which moment time alone changes what is published."""
    done = json.loads(lab.ledger.stamp("publication") or "{}")
    return min(map(datetime.fromisoformat, done.get("stale", {}).values()), default=None)


SOURCES = ("a", "b", "c")  # complete rows, rotating rows, rotating pages of text
TEXT = "c"
KINDS = ("article", "event", "notice", "posting", "text event", "text notice")
PAGES = ("1", "2", "3")
NUMBER = st.integers(0, 10_000)
SUFFIXES = ("again", "later", "indoors", "outside", "at last", "in two parts")
PLACES = ("Odense", "Aarhus", "Aalborg", "Herning", "Kolding", "Esbjerg")


class Thing(msgspec.Struct, kw_only=True):
    """What is really meant, whatever is said of it: its `base` stays in all that is said, and in nothing else's.

    `homes` are the sources that it was read from, `perhaps` with those of builds that were killed or held; it
    `stood` in these when all were read the last time.

    `is_edited` says that its key facts were edited since it was read the last time, `is_split` that its pages tell
    different things of it, `is_vague` that nobody could know any more that it is the same.
    """

    base: str
    item: Item
    is_text: bool = False
    uid: str | None = None
    homes: set[str] = msgspec.field(default_factory=set)
    perhaps: set[str] = msgspec.field(default_factory=set)
    stood: set[str] = msgspec.field(default_factory=set)
    was: date | None = None
    is_edited: bool = False
    is_split: bool = False
    is_vague: bool = False

    def is_meant(self, item: Item) -> bool:
        """Tell whether an item is about this thing."""
        told = item.person.name if isinstance(item, PersonnelNotice) else item.title
        return self.base in " ".join((told or "").split())


class CrashError(BaseException):
    """A build is killed."""


@contextmanager
def bomb(after: int) -> Iterator[list[int]]:
    """Let the write number `after` fail, whatever it is: of the ledger or of a file."""
    left = [after]

    def guarded(write: Callable[..., Any]) -> Callable[..., Any]:
        def fused(*arguments: Any, **words: Any) -> Any:
            if left[0] == 0:
                left[0] -= 1
                raise CrashError
            left[0] -= 1
            return write(*arguments, **words)

        return fused

    names = ("apply", "save_pages", "set_stamp", "publish", "keep_contents", "keep_undo", "drop_undo", "drop_departed")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(SqliteLedger, name, guarded(getattr(SqliteLedger, name)))
        for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "fsync"), (os, "utime"), (os, "link")):
            patch.setattr(owner, name, guarded(getattr(owner, name)))
        yield left


class Memory(RuleBasedStateMachine):
    """Sources that change, a clock that goes on, and builds; `pages` has what each page shows now."""

    def __init__(self) -> None:
        super().__init__()
        place = MEMORY if os.access(MEMORY, os.W_OK) else None
        self.folder = tempfile.TemporaryDirectory(dir=place, prefix="feeds-test-")
        self.lab = Lab(Path(self.folder.name), listing="complete", missing_runs=2, feeds=FEEDS)
        self.lab.add_source("b")
        self.lab.add_source(TEXT, form="plain_text", language="da", timezone="Europe/Copenhagen")
        self.things: list[Thing] = []
        self.pages: dict[tuple[str, str], dict[str, Item]] = {}
        self.doubted: set[tuple[str, str]] = set()  # pages that were emptied: what they gave stays for now
        self.known: dict[str, Record] = {}
        self.meant: dict[str, str] = {}
        self.whole: set[str] = set()
        self.is_well = True
        for source in SOURCES:
            for page in (*PAGES[:2], "anchor"):
                self.pages[source, page] = {}
        for source in ("a", "b"):
            title = f"Anchor of {source}: {bases()[-1]}"
            self.lab.show(Article(title=title, content=f"<p>{bases()[-2]}</p>"), page="anchor", source=source)
        for source in ("a", "b"):
            del self.pages[source, "anchor"]
        del self.pages[TEXT, "anchor"]
        self.lab.write(text_of([Event(title=bases()[-3], start=date(2026, 5, 2), location="Odense")]), "anchor", TEXT)

    @initialize(ns=st.lists(NUMBER, min_size=6, max_size=6))
    def begin(self, ns: list[int]) -> None:
        for kind, n in zip(KINDS, ns, strict=True):
            self.add_one(kind, n)

    def teardown(self) -> None:
        try:
            if self.is_well:
                self.built(EVERYTHING)
        finally:
            self.lab.ledger.close()
            self.folder.cleanup()

    # -- what people do to pages

    @precondition(lambda self: len(self.things) < len(bases()) - 4)
    @rule(kind=st.sampled_from(KINDS), n=NUMBER)
    def add(self, kind: str, n: int) -> None:
        self.add_one(kind, n)

    def add_one(self, kind: str, n: int) -> None:
        base = bases()[len(self.things)]
        day = self.today + timedelta(days=n % 400 - 20)
        medium = kind.removeprefix("text ")
        made: dict[str, Callable[[], Item]] = {
            "article": lambda: Article(
                title=f"{base} {SUFFIXES[n % 6]}",
                content=f"<p>{sentence(base)}</p>" if n % 2 else None,
                published=day if n % 5 == 0 else None,
                url=f"https://paper.example.org/stories/{base.split()[0]}" if n % 3 == 0 else None,
            ),
            "event": lambda: Event(
                title=f"{base} {SUFFIXES[n % 6]}",
                start=day if n % 5 else None,
                location=PLACES[n % 6],
                identifier=f"n{len(self.things)}" if n % 3 == 0 else None,
                url=f"https://hall.example.org/programme/{base.split()[0]}" if n % 4 == 0 else None,
            ),
            "notice": lambda: PersonnelNotice(
                change="appointed",
                person=Person(name=base),
                organization=f"{base.split()[1].title()} Ltd",
                role_name="Consultant",
                effective=day if n % 2 else None,
            ),
            "posting": lambda: JobPosting(
                title=f"{base} {SUFFIXES[n % 6]}",
                hiring_organization=f"{base.split()[1].title()} Ltd",
                job_location=PLACES[n % 6],
                valid_through=day if n % 2 else None,
            ),
        }
        item = made[medium]()
        if kind == "text event":
            item = Event(title=f"{base} {SUFFIXES[n % 6]}", start=day, location=PLACES[n % 6])
        elif kind == "text notice":
            base = " ".join(base.title().split()[:2])
            item = PersonnelNotice(
                change="appointed",
                person=Person(name=base),
                organization=f"{base.split()[1].title()} A/S",
                role_name="konsulent",
                effective=day,
            )
        thing = Thing(base=base, item=item, is_text=kind.startswith("text"))
        self.things.append(thing)
        self.put(thing, *self.some_page(n, TEXT if kind.startswith("text") else "ab"[n % 2]))

    @precondition(lambda self: self.shown)
    @rule(n=NUMBER, suffix=st.sampled_from(SUFFIXES))
    def edit_title(self, n: int, suffix: str) -> None:
        def edited(thing: Thing) -> dict[str, object]:
            if isinstance(thing.item, PersonnelNotice):
                # A slip in the last letter of the last name.
                name = thing.item.person.name
                return {} if thing.is_text else {"person": Person(name=thing.base + "aeiou"[(len(name) + n) % 5])}
            return {"title": f"{thing.base} {suffix}"}

        self.edit_key(n, edited)

    @precondition(lambda self: self.shown)
    @rule(n=NUMBER, place=st.sampled_from(PLACES))
    def edit_place(self, n: int, place: str) -> None:
        names = {Event: "location", JobPosting: "job_location"}
        self.edit_key(n, lambda thing: {names[type(thing.item)]: place} if type(thing.item) in names else {})

    @precondition(lambda self: self.shown)
    @rule(n=NUMBER, days=st.integers(-30, 60))
    def move(self, n: int, days: int) -> None:
        def edited(thing: Thing) -> dict[str, object]:
            old = getattr(thing.item, "start", None) or getattr(thing.item, "effective", None)
            if not isinstance(old, date):
                return {"start": self.today + timedelta(days=40)} if isinstance(thing.item, Event) else {}
            new = old + timedelta(days=days)
            if isinstance(thing.item, PersonnelNotice):
                return {"effective": new}
            return {"start": new} if min(old, new) > self.today + timedelta(days=2) else {}

        self.edit_key(n, edited)

    @precondition(lambda self: self.shown)
    @rule(n=NUMBER, status=st.sampled_from(("cancelled", "postponed", None)))
    def call_off_or_put_on_again(self, n: int, status: str | None) -> None:
        self.edit(n, lambda thing: {"status": status} if isinstance(thing.item, Event) and not thing.is_text else {})

    @precondition(lambda self: self.shown)
    @rule(n=NUMBER, words=st.integers(0, 50), everywhere=st.booleans())
    def edit_text(self, n: int, words: int, everywhere: bool) -> None:
        def edited(thing: Thing) -> dict[str, object]:
            if thing.is_text:
                return {}
            match thing.item:
                case PersonnelNotice():
                    return {"role_name": f"Consultant of {words} things"}
                case Article(content=str() as content):
                    return {"content": content.partition("</p>")[0] + f"</p><p>Number {words}.</p>"}
                case _:
                    return {"summary": f"This is said for the {words}. time."}

        self.edit(n, edited, everywhere=everywhere)

    @precondition(lambda self: self.shown)
    @rule(n=NUMBER, town=st.booleans())
    def edit_what_is_no_news(self, n: int, town: bool) -> None:
        def edited(thing: Thing) -> dict[str, object]:
            names = [*thing.item.categories][::-1]
            spaced: dict[str, object] = (
                {"title": (thing.item.title or "").replace(" ", "  ", 1)} if thing.item.title else {}
            )
            if thing.is_text:
                return {}
            return (
                spaced if n % 2 and town else {"categories": (*names, "town") if town and not names else tuple(names)}
            )

        self.edit(n, edited)

    @precondition(lambda self: self.shown)
    @rule(n=NUMBER)
    def remove_row(self, n: int) -> None:
        thing = self.pick(self.shown, n)
        source, page = self.pick([place for place, rows in self.pages.items() if thing.base in rows], n)
        del self.pages[source, page][thing.base]
        self.write(source, page)

    @precondition(lambda self: self.things)
    @rule(n=NUMBER, other=st.booleans())
    def put_back_or_on_another_page(self, n: int, other: bool) -> None:
        thing = self.pick(self.things, n)
        if not thing.is_edited:
            self.put(thing, *self.some_page(n, TEXT if thing.is_text else "ab"[other]))

    @rule(n=NUMBER)
    def rename_page(self, n: int) -> None:
        source, page = self.pick(sorted(self.pages), n)
        free = [name for name in PAGES if (source, name) not in self.pages]
        if free and self.pages[source, page]:
            self.lab.path(page, source).rename(self.lab.path(free[0], source))
            self.pages[source, free[0]] = self.pages.pop((source, page))

    @rule(n=NUMBER)
    def delete_page(self, n: int) -> None:
        source, page = self.pick(sorted(self.pages), n)
        if n % 3:
            return
        self.lab.path(page, source).unlink(missing_ok=True)
        self.pages[source, page] = {}

    @rule(n=NUMBER)
    def empty_page(self, n: int) -> None:
        source, page = self.pick(sorted(self.pages), n)
        if self.pages[source, page] and not n % 3:
            self.pages[source, page] = {}
            self.write(source, page)

    # -- what happens to us

    @rule(hours=st.sampled_from((1, 1, 5, 24, 24, 24 * 7, 24 * 30, 24 * 400)))
    def time_passes(self, hours: int) -> None:
        self.lab.now += hours * HOUR

    @rule(limit=st.sampled_from((2, 5, 100)), n=NUMBER)
    def change_settings(self, limit: int, n: int) -> None:
        sources = tuple(
            msgspec.structs.replace(source, categories=("town",) if n % 7 == 0 and source.name == "b" else ())
            for source in random.Random(n).sample(self.lab.config.sources, len(self.lab.config.sources))
        )
        feeds = tuple(msgspec.structs.replace(feed, limit=limit if feed.type == "log" else None) for feed in FEEDS)
        self.lab.configure(sources=sources, feeds=feeds if n % 5 else feeds[:3])

    @rule()
    def restart(self) -> None:
        self.lab.reopen()

    @rule(after=st.integers(0, 150))
    def crash(self, after: int) -> None:
        self.lose_track()
        try:
            with bomb(after):
                self.lab.build()
        except CrashError:
            pass
        self.lab.reopen()
        assert self.lab.ledger.problems() == ()
        self.whole.clear()
        self.look_at_files()
        self.look_at_records()

    @rule()
    def build(self) -> None:
        self.built()

    @rule()
    def build_and_accept(self) -> None:
        self.built(EVERYTHING)

    # -- what must hold

    def built(self, *accepted: str) -> None:
        self.is_well = False
        self.lose_track()
        report = self.lab.build(*accepted)
        assert not report.failures
        assert not accepted or not report.held
        # Losses may be held, but whatever is told here can be written validly.
        assert [reason for one in report.publication.held for reason in one.reasons if "not valid" in reason] == []
        self.look_at_files(report.publication.written)
        self.look_at_records()
        held = {one.name for one in report.held}
        if not held & set(SOURCES):
            self.doubted.clear()
            self.look_at_things()
            for feed in self.lab.config.feeds:
                if feed.name not in held:
                    self.look_at_feed(feed)
        self.build_again(report.held != ())
        self.is_well = True

    def build_again(self, is_held: bool) -> None:
        if self.lab.ledger.missing("a"):
            return
        stale, times = stale_at(self.lab), self.lab.times()
        wait = timedelta(seconds=50)
        report = self.lab.build(after=wait if stale is None or stale > self.lab.now + wait else timedelta())
        assert (report.publication.written, report.publication.removed) == ((), ())
        if not is_held:
            assert self.lab.times() == times
        assert self.lab.files() == {path: time for path, time in times.items() if Path(path).is_file()}

    def look_at_files(self, written: tuple[str, ...] = ()) -> None:
        """Each file is whole and valid, and has each entry once."""
        output = self.lab.config.output
        self.whole -= set(written)
        for path in sorted(output.rglob("*")) if output.is_dir() else ():
            name = path.relative_to(output).as_posix()
            if name in self.whole or path.name.endswith(".feeds-part") or not path.is_file():
                continue
            body = path.read_bytes()
            assert [p for p in check(name, body, self.lab.now + HOUR) if p.severity == "error"] == [], name
            ids = entries(name, body)
            assert len(set(ids)) == len(ids), name
            if path.suffix in (".rss", ".atom"):
                assert not feedparser.parse(body).bozo, name
            elif path.suffix == ".ics":
                assert body.endswith(b"END:VCALENDAR\r\n"), name
                icalendar.Calendar.from_ical(body)
            self.whole.add(name)

    def look_at_records(self) -> None:
        """Nothing that was ever there is gone, goes back, or becomes something else."""
        now = {record.uid: record for record in self.lab.everything()}
        assert self.known.keys() <= now.keys()
        for uid, old in self.known.items():
            new = now[uid]
            assert (new.published, new.first_seen, new.about, new.announces) == (
                old.published,
                old.first_seen,
                old.about,
                old.announces,
            )
            assert new.sequence >= old.sequence
            assert new.last_changed >= old.last_changed
            assert new.sequence > old.sequence or not differences(old.item, new.item)
            assert not new.about or new == old
        for uid, record in now.items():
            assert record.published <= self.lab.now
            for thing in self.things:
                if thing.is_meant(record.item):
                    assert self.meant.setdefault(uid, thing.base) == thing.base
        self.known = now

    def look_at_things(self) -> None:
        """Each thing that can be told apart has one record, which says what is said of it now."""
        for thing in self.things:
            places = [place for place, rows in self.pages.items() if thing.base in rows]
            thing.stood = {source for source, _ in places}
            thing.homes |= thing.stood
            found = [r for r in self.known.values() if r.about is None and thing.is_meant(r.item)]
            thing.is_edited, thing.was = False, None
            if thing.is_vague or not thing.homes:
                assert thing.is_vague or len(found) <= 1
                continue
            (record,) = found
            thing.uid = thing.uid or record.uid
            assert record.uid == thing.uid
            if not places:
                if "a" not in thing.perhaps or thing.perhaps == {"a"}:
                    assert (record.state == "present") == ("a" not in thing.perhaps)
                continue
            assert record.state == "present"
            if thing.is_split:
                continue
            if thing.is_text:
                names: tuple[str, ...] = (
                    ("title", "start", "location") if isinstance(thing.item, Event) else ("effective",)
                )
                assert [getattr(record.item, n) for n in names] == [getattr(thing.item, n) for n in names]
            else:
                told = record.item
                if isinstance(told, Event) and told.status == "scheduled":
                    told = msgspec.structs.replace(told, status=None)
                assert set(differences(told, thing.item)) <= {"previous_start"}

    def look_at_feed(self, feed: Feed) -> None:
        """A feed shows the newest text of what belongs into it, and nothing else."""
        path = self.lab.config.output / feed.path("json")
        shown = {entry["id"]: entry for entry in json.loads(path.read_bytes())["items"]}
        wanted = {
            uid: record
            for uid, record in self.known.items()
            if record.item.kind in feed.kinds
            and (not feed.categories or set(feed.categories) & set(record.item.categories))
        }
        assert shown.keys() <= wanted.keys()
        if feed.type == "log":
            assert len(shown) >= min(feed.limit or 0, len(wanted))
            latest = sorted(wanted.values(), key=lambda r: r.published, reverse=True)[: feed.limit]
            cut = latest[-1].published if latest else self.lab.now
            assert {r.uid for r in latest if r.published > cut} <= shown.keys()
        elif feed.type == "window":
            ahead = {u for u, r in wanted.items() if (s := getattr(r.item, "start", None)) and s >= self.today}
            assert ahead <= shown.keys()
        for uid, entry in shown.items():
            for thing in self.things:
                if self.meant.get(uid) == thing.base:
                    assert thing.base in " ".join(entry["title"].split())
        calendar = self.lab.config.output / feed.path("ics")
        dated = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT") if calendar.is_file() else []
        for event in dated:
            record = self.known[str(event["UID"])]
            assert int(str(event["SEQUENCE"])) == record.sequence
            begins = getattr(record.item, "start", None) or getattr(record.item, "effective", None)
            assert event.decoded("DTSTART") == begins

    # -- hands

    @property
    def today(self) -> date:
        return self.lab.now.date()

    @property
    def shown(self) -> list[Thing]:
        there = {base for rows in self.pages.values() for base in rows}
        return [thing for thing in self.things if thing.base in there]

    @staticmethod
    def pick(things: Any, n: int) -> Any:
        return things[n % len(things)]

    def some_page(self, n: int, source: str) -> tuple[str, str]:
        here = sorted(page for name, page in self.pages if name == source)
        return source, here[n // 7 % len(here)]

    def put(self, thing: Thing, source: str, page: str) -> None:
        self.pages[source, page][thing.base] = thing.item
        self.write(source, page)

    def write(self, source: str, page: str) -> None:
        items = list(self.pages[source, page].values())
        if not items:
            self.doubted.add((source, page))
        body = text_of(items) if source == TEXT else b"".join(row(item) + b"\n" for item in items)
        self.lab.write(body, page, source)

    def edit(self, n: int, edited: Callable[[Thing], dict[str, object]], *, everywhere: bool = True) -> bool:
        thing = self.pick(self.shown, n)
        facts = edited(thing)
        if not facts or (thing.is_split and not everywhere):
            return False
        places = [place for place, rows in self.pages.items() if thing.base in rows]
        chosen = places if everywhere else places[:1]
        thing.item = msgspec.structs.replace(thing.item, **facts)
        thing.is_split = len(chosen) < len(places)
        for source, page in chosen:
            self.put(thing, source, page)
        return True

    def edit_key(self, n: int, edited: Callable[[Thing], dict[str, object]]) -> None:
        """Edit what a thing is known by: once between two readings, and on all its pages."""
        thing = self.pick(self.shown, n)
        sources = {source for (source, _), rows in self.pages.items() if thing.base in rows}
        if thing.is_edited or (thing.perhaps and sources - thing.stood):
            return  # what is new in a source under another name than elsewhere is new
        was = getattr(thing.item, "start", None)
        if self.edit(n, edited):
            thing.is_edited = bool(thing.perhaps)
            thing.was = was if getattr(thing.item, "start", None) != was else None
            # It is still taken to stand as it was on a page that is not believed.
            thing.is_vague |= bool(self.doubted) and thing.is_edited

    def lose_track(self) -> None:
        """Note what cannot be told any more: a day that passed, or a page that left it out, before an edit was read."""
        for thing in self.things:
            sources = {source for (source, _), rows in self.pages.items() if thing.base in rows}
            thing.perhaps |= sources
            thing.is_vague |= thing.is_edited and not sources
            if thing.is_edited and thing.was is not None and thing.was <= self.today + timedelta(days=2):
                thing.is_vague = True


def sentence(base: str) -> str:
    return " ".join(random.Random(base).sample(" ".join(bases()).split(), 20)).capitalize() + "."


MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()  # noqa: SIM905


def text_of(items: list[Item]) -> bytes:
    """Write a page as a person would copy it."""
    told = ["Navnenyt fra it-Danmark\n"] if items else []
    for item in sorted(items, key=lambda item: item.kind, reverse=True):
        match item:
            case Event(start=date() as day):
                when = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
                told.append(f"Event: {item.title}\n\nIt-løsninger | {item.location}\n\nLær det hele.\n")
                told.append(f"{when} | Gratis deltagelse\n")
            case PersonnelNotice(effective=date() as day):
                when = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
                told.append(
                    f"{item.organization} har pr. {when} ansat {item.person.name} som {item.role_name}. Nyt job\n"
                )
            case _:
                raise TypeError(item)
    return "\n".join(told).encode()


Memory.TestCase.settings = settings(
    max_examples=int(LONG or 8),
    # A history of forty steps takes long to make shorter, and says enough.
    phases=(Phase.generate,),
    report_multiple_bugs=False,
    stateful_step_count=60 if LONG else 40,
    derandomize=LONG is None,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
TestMemory = Memory.TestCase
