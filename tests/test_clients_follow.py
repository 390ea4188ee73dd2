"""Programs that people have follow fifty edits: each thing once, with its newest text, at its newest time."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import msgspec
import pytest
from reader import Reader, make_reader

from factories import COPENHAGEN
from feeds.model import Article, Event, Feed, Item, JobPosting, Person, PersonnelNotice
from lab import HOUR, Lab, bases
from test_render_icalendar import KHAL, khal
from test_server import serving

# The feedparser inside reader 3.26 needs sgmllib, which nothing installs; reader loads it late, or ours if told so.
os.environ["READER_NO_VENDORED_FEEDPARSER"] = "1"

EDITS = 50
FEEDS = (
    Feed(name="all", title="Everything", limit=None),
    Feed(name="events", title="Events", kinds=("event",), type="window", limit=None),
)
WORDS = "harbour lantern pepper quartz violin meadow thunder basket copper willow saddle marble".split()  # noqa: SIM905


class Desk:
    """Somebody who edits a page, one thing at a time; `things` are by a number that nobody else sees."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.lab = Lab(folder, feeds=FEEDS)
        self.things: dict[int, Item] = {}
        for number in range(8):
            self.things[number] = self.made(number)
        self.publish()

    def made(self, number: int) -> Item:
        title = bases()[number]
        day = date(2026, 5, 1) + timedelta(days=number)
        match number % 4:
            case 0:
                return Article(title=title, content=f"<p>{title} in few words.</p>")
            case 1:
                return Event(title=title, start=day, location="Odense")
            case 2:
                start = datetime(day.year, day.month, day.day, 19, 0, tzinfo=COPENHAGEN)
                return Event(title=title, start=start, end=start + 2 * HOUR, timezone="Europe/Copenhagen")
            case _:
                words = title.title().split()
                return PersonnelNotice(
                    change="appointed",
                    person=Person(name=f"{words[0]} {words[1]}"),
                    organization=f"{words[2]} Ltd",
                    role_name="Consultant",
                )

    def edit(self, step: int) -> None:
        """Change something, as people do."""
        chance = self.chance
        number = chance.choice(sorted(self.things))
        item = self.things[number]
        what = chance.choice(("add", "text", "text", "move", "move", "status", "title", "order"))
        if what == "add" or (what == "move" and not isinstance(item, Event)):
            number = len(self.things)
            self.things[number] = self.made(number)
        elif what == "text" and isinstance(item, PersonnelNotice):
            self.things[number] = msgspec.structs.replace(item, role_name=f"Consultant of grade {step}")
        elif what == "text":
            self.things[number] = msgspec.structs.replace(item, summary=f"Told anew for the {step}. time.")
        elif what == "title" and item.title:
            base = item.title.partition(" (")[0]
            self.things[number] = msgspec.structs.replace(item, title=f"{base} ({step})")
        elif what == "status" and isinstance(item, Event):
            self.things[number] = msgspec.structs.replace(
                item, status=chance.choice(["cancelled", "postponed"]) if item.status is None else None
            )
        elif what == "move" and isinstance(item, Event) and item.start:
            days = timedelta(days=chance.choice([-2, 1, 5, 12]))
            end = item.end + days if item.end else None
            self.things[number] = msgspec.structs.replace(item, start=item.start + days, end=end)
        else:
            self.things = dict(chance.sample(sorted(self.things.items()), len(self.things)))
        self.publish()

    def publish(self) -> None:
        self.lab.show(*self.things.values())
        report = self.lab.build()
        assert (report.held, report.failures) == ((), ())

    @property
    def output(self) -> Path:
        return self.lab.config.output


@contextmanager
def desk(folder: Path, seed: int) -> Iterator[Desk]:
    made = Desk(folder, seed)
    with closing(made.lab.ledger):
        yield made


def marks(item: Item) -> list[str]:
    """List what an entry must say."""
    if isinstance(item, PersonnelNotice):
        return [item.person.name, item.role_name or ""]
    return [item.title or "", item.summary or ""]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_reader_shows_each_thing_once_with_its_newest_text(seed: int, quick_path: Path) -> None:
    with (
        desk(quick_path, seed) as made,
        serving(made.output) as (_, port),
        closing(make_reader(":memory:")) as reader,
    ):
        addresses = [f"http://127.0.0.1:{port}/all.{end}" for end in ("rss", "atom", "json")]
        for address in addresses:
            reader.add_feed(address)
        ids: dict[str, str] = {}
        for step in range(EDITS):
            made.edit(step)
            for address in addresses:
                reader.update_feed(address)
                look(made, reader, address, ids)
        assert len(made.lab.announcements()) > 5


def look(made: Desk, reader: Reader, address: str, ids: dict[str, str]) -> None:
    entries = {entry.id: entry for entry in reader.get_entries(feed=address)}
    records = made.lab.records()
    announced = {record.uid for record in made.lab.announcements()}
    assert entries.keys() == {record.uid for record in records} | announced
    assert len(records) == len(made.things)
    for item in made.things.values():
        said = marks(item)
        base = said[0].partition(" (")[0]
        (entry,) = [e for e in entries.values() if e.id not in announced and base in (e.title or "")]
        told = f"{entry.title} {entry.summary} {' '.join(content.value for content in entry.content)}"
        assert all(mark in told for mark in said)
        assert ids.setdefault(base, entry.id) == entry.id


def test_an_announcement_is_told_once(quick_path: Path) -> None:
    with desk(quick_path, 3) as made:
        told: Counter[str] = Counter()
        for step in range(EDITS):
            before = {(r.uid) for r in made.lab.announcements()}
            old = dict(made.things)
            made.edit(step)
            fresh = [r for r in made.lab.announcements() if r.uid not in before]
            changed = [n for n, item in made.things.items() if n in old and old[n] != item]
            assert len(fresh) == sum(is_announced(old[n], made.things[n]) for n in changed)
            told.update(r.uid for r in fresh)
        assert set(told.values()) == {1}


def is_announced(old: Item, new: Item) -> bool:
    return isinstance(old, Event) and isinstance(new, Event) and (old.start, old.status) != (new.start, new.status)


def test_khal_shows_each_event_once_at_its_newest_time(quick_path: Path) -> None:
    place = quick_path / "khal"
    (place / "calendar").mkdir(parents=True)
    (place / "config").write_text(KHAL.format(folder=place), "utf-8")
    with desk(quick_path / "desk", 4) as made:
        before = b""
        for step in range(EDITS):
            made.edit(step)
            now = (made.output / "all.ics").read_bytes()
            if now != before:
                khal(place, "import", "--batch", "-a", "feeds", str(made.output / "all.ics"))
                look_at_calendar(made, place)
            before = now


def look_at_calendar(made: Desk, place: Path) -> None:
    form = ("--day-format", "", "--format", "{start-date}|{start-time}|{title}")
    lines = khal(place, "list", "--notstarted", *form, "2026-01-01", "900d").splitlines()
    shown = Counter(lines)
    events = [item for item in made.things.values() if isinstance(item, Event) and item.start]
    assert len(lines) == len(events)
    for event in events:
        start = event.start
        assert start is not None
        time = start.strftime("%H:%M") if isinstance(start, datetime) else ""
        there = f"{start:%Y-%m-%d}|{time}|"
        base = (event.title or "").partition(" (")[0]
        (line,) = [line for line in shown if base in line]
        assert line.startswith(there)
        assert (event.title or "") in line
        assert shown[line] == 1


def test_what_did_not_change_stays_as_it_is_in_the_calendar(quick_path: Path) -> None:
    with desk(quick_path, 6) as made:
        before = calendar(made.output)
        for step in range(20):
            old = dict(made.things)
            made.edit(step)
            after = calendar(made.output)
            changed = {r.uid for r in made.lab.records() if r.last_changed == made.lab.now}
            assert len(changed) <= sum(old.get(n) != item for n, item in made.things.items())
            for uid, lines in before.items():
                if uid not in changed:
                    assert after[uid] == lines
                else:
                    assert sequence(after[uid]) == sequence(lines) + 1
            before = after


def calendar(output: Path) -> dict[str, bytes]:
    """Give each event without what says when it was written."""
    found = {}
    for event in icalendar.Calendar.from_ical((output / "all.ics").read_bytes()).walk("VEVENT"):
        for name in ("DTSTAMP", "LAST-MODIFIED"):
            event.pop(name)
        found[str(event["UID"])] = event.to_ical()
    return found


def sequence(body: bytes) -> int:
    return int(icalendar.Event.from_ical(body)["SEQUENCE"].to_ical())


def test_a_posting_leaves_the_reader_of_open_ones_when_it_is_filled(quick_path: Path) -> None:
    feeds = (Feed(name="jobs", title="Jobs", kinds=("job_posting",), type="snapshot", limit=None, allow_empty=True),)
    lab = Lab(quick_path, listing="complete", missing_runs=1, feeds=feeds)
    posts = [JobPosting(title=f"{word.title()} keeper", hiring_organization=f"{word} Ltd") for word in WORDS[:5]]
    with closing(lab.ledger):
        for number in range(5):
            lab.show(*posts[number:], Article(title="The rest", content="<p>Is rest.</p>"))
            lab.build()
            lab.build()
            told = (lab.config.output / "jobs.json").read_text("utf-8")
            assert [post.title in told for post in posts] == [n >= number for n in range(5)]  # type: ignore[operator]
