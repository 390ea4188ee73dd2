"""How all is, as text for Prometheus: exposition format 0.0.4, which its node exporter reads from a file too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias, get_args

from feeds.conditions import FeedStatus, Overall, SourceStatus, Status

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Sample: TypeAlias = tuple[Mapping[str, str], float | int | None]


class _Family(NamedTuple):
    name: str
    kind: Literal["gauge", "counter"]
    about: str
    samples: Iterable[Sample]


def text(status: Status) -> bytes:
    """Write all metrics; times are seconds since 1970, and what there is no value of is left out."""
    return "".join(line for family in _families(status) for line in _lines(family)).encode()


def _families(status: Status) -> Iterator[_Family]:
    yield _Family("feeds_build_info", "gauge", "The version of Feeds.", [({"version": status.version}, 1)])
    yield _Family("feeds_status_made_timestamp_seconds", "gauge", "When this was told.", [({}, _time(status.made))])
    overall = [({"status": name}, int(status.status == name)) for name in get_args(Overall)]
    yield _Family("feeds_status", "gauge", "How all is: one of these is 1.", overall)
    yield from _of_sources(status.sources)
    yield from _of_feeds(status.feeds)
    yield _Family("feeds_messages_waiting", "gauge", "Messages that wait to be delivered.", [({}, status.messages)])


def _of_sources(sources: tuple[SourceStatus, ...]) -> Iterator[_Family]:
    def each(name: str, about: str, value: str, kind: Literal["gauge", "counter"] = "gauge") -> _Family:
        found = ((one.name, getattr(one, value)) for one in sources)
        samples = [({"source": of}, _time(v) if isinstance(v, datetime) else v) for of, v in found]
        return _Family(f"feeds_source_{name}", kind, about, samples)

    up = [({"source": one.name}, int(one.outcome == "ok")) for one in sources]
    yield _Family("feeds_source_up", "gauge", "Whether the last run of the source was a good one.", up)
    ends = [({"source": one.name, "outcome": one.outcome}, 1) for one in sources]
    yield _Family("feeds_source_outcome", "gauge", "How the last run of the source ended, in a label.", ends)
    yield each("last_run_timestamp_seconds", "When the source was read last.", "last_run")
    yield each("last_success_timestamp_seconds", "When the last good run of the source was.", "last_success")
    yield each("last_change_timestamp_seconds", "When the source brought something last.", "last_changed")
    yield each("next_run_timestamp_seconds", "When the source is due.", "next_run")
    yield each("bad_streak", "Bad runs of the source in a row.", "streak")
    yield each("items", "Items on the pages of the source.", "items")
    yield each("pages", "Pages of the source.", "pages")
    yield each("runs_total", "Runs of the source.", "runs", "counter")


def _of_feeds(feeds: tuple[FeedStatus, ...]) -> Iterator[_Family]:
    entries = [({"feed": one.name}, one.entries) for one in feeds]
    yield _Family("feeds_feed_entries", "gauge", "Entries of the feed, archives included.", entries)
    held = [({"feed": one.name}, int(one.held_since is not None)) for one in feeds]
    yield _Family("feeds_feed_held", "gauge", "Whether the feed is held back: readers have the last good one.", held)
    updated = [({"feed": one.name}, _time(one.updated) if one.updated else None) for one in feeds]
    yield _Family("feeds_feed_updated_timestamp_seconds", "gauge", "When the feed changed last.", updated)


def _time(moment: datetime) -> float:
    return moment.timestamp()


def _lines(family: _Family) -> Iterator[str]:
    samples = [(labels, value) for labels, value in family.samples if value is not None]
    if not samples:
        return
    yield f"# HELP {family.name} {family.about}\n"
    yield f"# TYPE {family.name} {family.kind}\n"
    for labels, value in samples:
        told = ",".join(f'{name}="{_escaped(one)}"' for name, one in labels.items())
        # The shortest form that is read back as the same number.
        yield f"{family.name}{f'{{{told}}}' if told else ''} {value:.15g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
