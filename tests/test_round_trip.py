"""What Feeds publishes, Feeds reads: the seed and all worked pages come back as the same items with the same uids."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import NOW
from feeds import wording
from feeds.identity import mint
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import (
    KINDS,
    Article,
    Config,
    Event,
    Feed,
    Fetched,
    Item,
    JobPosting,
    PersonnelNotice,
    Record,
    Rejected,
    Site,
    Source,
    When,
    is_dated,
)
from feeds.parse import format_of, parser
from feeds.pipeline import build, ledger_path
from lab import Lab
from page_cases import FOLDER
from workshop import BASE_URL, SEED

#: One page of so many is built: each is read for itself elsewhere, and all of them take a minute.
_SOME = 5
#: What is read back, and which records stand in it; pages of items are read one by one.
FILES: dict[str, Callable[[Record], bool]] = {
    "all.json": lambda record: True,
    "all.rss": lambda record: True,
    # Atom tells when in words alone, and a day that was counted is in none.
    "all.atom": lambda record: not (isinstance(record.item, Event) and record.item.schedule),
    "all.ics": lambda record: is_dated(record.item),
}
SITE = Site(title="All of it", base_url=BASE_URL, language="da", timezone="Europe/Copenhagen")
READ_BACK = Source(name="again", path=Path("again"), timezone="Europe/Copenhagen")


class Published:
    """An output folder, and the records that it was made of."""

    def __init__(self, folder: Path, site: Site) -> None:
        (folder / "pages").mkdir()
        for page in (SEED, *sorted(FOLDER.glob("*.txt"))[::_SOME]):
            shutil.copy(page, folder / "pages")
        source = Source(name="pages", path=folder / "pages", format="plain_text")
        feed = Feed(name="all", title="All", limit=None)
        config = Config(site=site, sources=(source,), feeds=(feed,), output=folder / "output")
        with closing(SqliteLedger(ledger_path(config))) as ledger:
            report = build(config, ledger, NOW)
            known = ledger.records(ledger.changed(0)).values()
        assert not report.failures
        self.site, self.output = site, folder / "output"
        self.records = {record.uid: record for record in known if record.about is None}

    def read(self, name: str) -> Iterator[Item | Rejected]:
        path = self.output / name
        fetched = Fetched(location=name, body=path.read_bytes(), url=f"{BASE_URL}{name}")
        yield from parser(format_of(fetched, READ_BACK)).parse(fetched, READ_BACK)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(tmp_path_factory.mktemp("trip"), SITE)


def told(item: Item, site: Site) -> dict[str, object]:
    """Give what has to survive, in a form in which equal things are equal."""
    words = wording.item_language(item, site)
    title = item.title if isinstance(item, Event) and item.title else wording.headline(item, words)
    facts: dict[str, object] = {"kind": item.kind, "title": wording.one_line(title or "")}
    match item:
        case Event():
            facts |= {"start": moment(item.start), "end": last(item), "location": line(item.location)}
        case PersonnelNotice():
            facts |= {
                "effective": str(item.effective),
                "location": line(item.location),
                "person": line(item.person.name),
            }
        case JobPosting():
            facts |= {"location": line(item.job_location), "through": moment(item.valid_through)}
        case Article():
            pass
    return facts


def line(text: str | None) -> str:
    return " ".join((text or "").split())


def moment(when: When | None) -> object:
    return when.timestamp() if isinstance(when, datetime) else when


def last(event: Event) -> object:
    """Give the end; a day alone ends with itself, whether that is said or not."""
    start, end = event.start, event.end
    if start is None:
        # Only our JSON has a place for the end of what nobody knows when it begins.
        return None
    if isinstance(start, date) and not isinstance(start, datetime) and end is None:
        return start + timedelta(days=1)
    return moment(end)


def compared(published: Published, names: Iterable[str], wanted: Callable[[Record], bool]) -> list[str]:
    """List what is not the same when files are read again."""
    items = [one for name in names for one in published.read(name) if not isinstance(one, Rejected)]
    wrong = []
    found: dict[str, Item] = {mint(one, "again"): one for one in items}
    for uid, record in published.records.items():
        if not wanted(record):
            continue
        if uid not in found:
            wrong.append(f"{uid} is missing: {record.item}")
            continue
        before, after = told(record.item, published.site), told(found[uid], published.site)
        wrong += [
            f"{uid} {key}: {before[key]!r} became {after.get(key)!r}" for key in before if before[key] != after.get(key)
        ]
    strange = found.keys() - published.records.keys()
    return wrong + [f"{uid} is new" for uid in sorted(strange)]


@pytest.mark.parametrize("name", FILES)
def test_what_is_published_is_read_as_the_same_items(published: Published, name: str) -> None:
    assert compared(published, [name], FILES[name]) == []
    assert [one for one in published.read(name) if isinstance(one, Rejected)] == []


def test_the_page_of_an_item_is_read_as_that_item_and_nothing_else(published: Published) -> None:
    names = [record.page_path for record in published.records.values()]
    assert compared(published, names, lambda record: True) == []
    assert {len(list(published.read(name))) for name in names} == {1}


@pytest.mark.parametrize("name", ["all.html", "index.html"])
def test_the_page_of_a_feed_is_read_as_its_items_and_nothing_else(published: Published, name: str) -> None:
    things = list(published.read(name))
    shown = set(re.findall(r'<data class="u-uid" value="([^"]*)">', (published.output / name).read_text("utf-8")))
    kinds = {published.records[uid].item.kind for uid in shown}
    assert kinds == set(KINDS)
    assert {getattr(one, "identifier", None) for one in things} == shown
    assert len(things) == len(shown) > 20
    assert compared(published, [name], lambda record: record.uid in shown) == []


def test_the_publication_has_all_there_is(published: Published) -> None:
    kinds = Counter(record.item.kind for record in published.records.values())
    assert min(kinds[kind] for kind in KINDS) > 10
    assert {record.item.language for record in published.records.values()} >= {"da", "de", "en", "no", "sv"}


def test_a_change_that_is_told_once_more_is_not_read_as_another_event(tmp_path: Path) -> None:
    lab = Lab(tmp_path)
    event = Event(title="Evening of lanterns", start=date(2026, 5, 1), location="Old pier")
    lab.show(event)
    lab.build()
    lab.show(msgspec.structs.replace(event, start=date(2026, 5, 8)))
    lab.build()
    for name in ("all.json", "all.rss", "all.atom"):
        path = tmp_path / "output" / name
        fetched = Fetched(location=name, body=path.read_bytes(), url=f"{BASE_URL}{name}")
        found = list(parser("feed").parse(fetched, READ_BACK))
        events = [one for one in found if isinstance(one, Event)]
        assert [(one.title, one.start) for one in events] == [("Evening of lanterns", date(2026, 5, 8))], name
        assert [one.reason[:18] for one in found if isinstance(one, Rejected)] == ["it tells of a chang"[:18]], name


@given(st.uuids(version=5))
def test_an_id_that_is_a_uid_is_the_uid(own: UUID) -> None:
    item = Article(title="T", identifier=f"URN:UUID:{str(own).upper()}")
    assert mint(item, "a") == mint(item, "b") == own.urn
    other = mint(item, "a", taken={own.urn})
    assert other != own.urn
    assert mint(msgspec.structs.replace(item, identifier=f"x{own.urn}"), "a") != own.urn
