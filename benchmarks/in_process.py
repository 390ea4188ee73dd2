"""What is measured inside this process, in processor time: recognition and the renderers, each beside a yardstick."""

from __future__ import annotations

import gc
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from statistics import median
from typing import Any, NamedTuple

from feeds import wording
from feeds.identity import mint
from feeds.model import Channel, Event, Feed, Format, Item, Record, Site, is_dated
from feeds.recognise import recognise
from feeds.render import renderer

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SITE = Site(title="It-nyt", base_url="https://feeds.example.org/", language="da", timezone="Europe/Copenhagen")
FEED = 100
"""Entries of a feed, as configured by default."""
_WORD = re.compile(r"\w+")


class Beside(NamedTuple):
    """Processor seconds of our way and of the yardstick, medians over rounds that take turns."""

    ours: float
    yardstick: float

    @property
    def ratio(self) -> float:
        """How many times the yardstick ours costs."""
        return self.ours / self.yardstick


def beside(ours: Callable[[], object], yardstick: Callable[[], object], rounds: int) -> Beside:
    """Measure two things in turns, so that what else the machine does falls on both."""
    ours(), yardstick()
    times = [(_seconds(ours), _seconds(yardstick)) for _ in range(rounds)]
    return Beside(median(one for one, _ in times), median(other for _, other in times))


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def recognition(pages: Sequence[str], rounds: int) -> Beside:
    """Measure recognition beside counting the words of the same pages."""

    def ours() -> None:
        for page in pages:
            recognise(page)

    def count_words() -> None:
        for page in pages:
            Counter(_WORD.findall(page.casefold()))

    return beside(ours, count_words, rounds)


def records(pages: Sequence[str]) -> list[Record]:
    """Recognise pages and make a record of every different item."""
    items = {mint(item): item for page in pages for item in recognise(page).items}
    return [_record(uid, item, number) for number, (uid, item) in enumerate(items.items())]


def _record(uid: str, item: Item, number: int) -> Record:
    return Record(
        uid=uid,
        item=item,
        first_seen=NOW,
        published=NOW,
        last_changed=NOW,
        sequence=0,
        fingerprint="",
        sources=("sider",),
        position=number,
    )


def feeds_beside_feedgen(found: Sequence[Record], rounds: int) -> Beside:
    """Measure RSS and Atom, a hundred records a feed, beside feedgen's own way: one tree of entries, twice written.

    What rendering remembers of a record serves its second format here as in a build, but no later round: there are
    more records than it remembers.
    """
    feeds = [found[start : start + FEED] for start in range(0, len(found), FEED)]

    def ours() -> None:
        for records in feeds:
            _file("rss", records)
            _file("atom", records)

    def plain() -> None:
        for records in feeds:
            _feedgen(records)

    return beside(ours, plain, rounds)


def calendar_beside_ics(found: Sequence[Record], rounds: int) -> Beside:
    """Measure the calendar of all dated records beside ics' own way: a Calendar of Events, serialised."""
    dated = [record for record in found if is_dated(record.item)]
    return beside(lambda: _file("ics", dated), lambda: _ics(dated), rounds)


def _file(name: Format, found: Sequence[Record]) -> bytes:
    module = renderer(name)
    channel = Channel(site=SITE, feed=Feed(name="all", title="Alt nyt"), updated=NOW)
    entries = module.SEPARATOR.join(module.entry(SITE, record, None) for record in found)
    return module.head(channel) + entries + module.tail(channel)


def _feedgen(found: Sequence[Record]) -> None:
    from feedgen.feed import FeedGenerator  # noqa: PLC0415  only where it is measured

    made = FeedGenerator()
    made.id("urn:x-feeds:all")
    made.title("Alt nyt")
    made.description("Alt nyt")
    made.link(href="https://feeds.example.org/")
    made.updated(NOW)
    for record in found:
        _feedgen_entry(made.add_entry(order="append"), record)
    made.rss_str()
    made.atom_str()


def _feedgen_entry(entry: Any, record: Record) -> None:
    words = wording.item_language(record.item, SITE)
    entry.id(record.uid)
    entry.title(wording.headline(record.item, words))
    entry.link(href=SITE.address(record.page_path))
    entry.published(record.published)
    entry.updated(record.last_changed)
    entry.summary(wording.summary(record.item, words) or "")
    entry.content(wording.body_html(record.item, words), type="html")


def _ics(found: Sequence[Record]) -> None:
    import ics  # noqa: PLC0415  only where it is measured

    calendar = ics.Calendar()
    for record in found:
        words = wording.item_language(record.item, SITE)
        begin = _begin(record.item)
        event = ics.Event(uid=record.uid, name=wording.headline(record.item, words), begin=begin.isoformat())
        event.description = wording.body_text(record.item, words)
        event.location = getattr(record.item, "location", None)
        event.url = SITE.address(record.page_path)
        if not isinstance(begin, datetime):
            event.make_all_day()
        calendar.events.add(event)
    calendar.serialize()


def _begin(item: Item) -> date:
    moment = item.start if isinstance(item, Event) else getattr(item, "effective", None)
    if not isinstance(moment, date):
        raise TypeError(f"no day to stand on: {item!r}")
    return moment
