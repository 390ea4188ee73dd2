"""Objects of JSON and of front matter: their keys as cells, what a path leads to, and which list holds the items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from feeds.model import Source
from feeds.parse import names
from feeds.parse.named import Cell, Row, has_facts

Json: TypeAlias = object
Step: TypeAlias = str | int | None

_STEP = re.compile(
    r"\.?(?P<name>[^.\[\]]+)|\[(?P<index>\d{1,6}|\*)\]|\[(?P<quote>[\"'])(?P<quoted>[^\"']+)(?P=quote)\]"
)
_DEEPEST = 40  # levels of a document in which items are looked for
_MOST = 1_000  # texts that one value gives
_EVERY: Step = None
_ZONES = frozenset({"timezone", "time zone"})
_MOMENTS = frozenset({"start", "end"})
#: What is told round the object that holds the facts, and is worth knowing.
_OUTER = frozenset({"identifier", "url"})


@lru_cache(maxsize=256)
def steps(path: str) -> tuple[Step, ...]:
    """Read a path such as `result.events[*].dates[0]`; `["a.b"]` is a name with a dot.

    Raises:
        ValueError: it is none.
    """
    rest = path.strip().removeprefix("$")
    found: list[Step] = []
    while rest:
        step = _STEP.match(rest)
        if step is None:
            raise ValueError(f"{path!r} is no path; write it like result.events[*] or dates[0].start")
        index = step["index"]
        found.append(step["name"] or step["quoted"] or (_EVERY if index == "*" else int(index)))
        rest = rest[step.end() :]
    return tuple(found)


def under(value: Json, path: str) -> Iterator[Json]:
    """Give what a path leads to; a key of this very name goes before."""
    if isinstance(value, Mapping) and path in value:
        yield value[path]
        return
    found = [value]
    for step in steps(path):
        found = [part for each in found for part in _step(each, step)]
    yield from found


def _step(value: Json, step: Step) -> Sequence[Json]:
    if isinstance(step, str):
        return (value[step],) if isinstance(value, Mapping) and step in value else ()
    if not isinstance(value, list):
        return ()
    return value if step is _EVERY else value[step : step + 1]  # type: ignore[operator]


def row(value: Mapping[str, Json], source: Source) -> Row:
    """Take an object apart: a cell for each key, and what the source's paths lead to."""
    used = {names.plain(each.path) for each in source.fields}
    chosen = {}
    for each in source.fields:
        texts = tuple(text for found in under(value, each.path) for text in texts_of(found))[:_MOST]
        if texts:
            chosen[each.field] = texts
    inner = _unwrapped(value)
    cells = [
        cell
        for name, found in _with_last_day(inner).items()
        if names.plain(name) not in used
        for cell in _cells(name, found)
    ]
    return Row(cells, chosen)


def _with_last_day(value: Mapping[str, Json]) -> Mapping[str, Json]:
    """Name the end of whole days as calendars of the web mean it: the day after the last."""
    if any(found is True and names.plain(name) == "all day" for name, found in value.items()):
        return {"dtend" if name == "end" else name: found for name, found in value.items()}
    return value


def _cells(name: str, value: Json) -> Iterator[Cell]:
    if isinstance(value, Mapping):
        # A moment that is an object has its zone with it, as those of Google and Eventbrite do.
        zones = [zone for key, zone in value.items() if names.plain(key) in _ZONES and isinstance(zone, str)]
        yield from (Cell("timezone", (zone,)) for zone in zones if names.plain(name) in _MOMENTS)
        if names.plain(name) == "end" and "date" in value and "dateTime" not in value:
            # Of Google's calendars: the day after the last.
            name = "dtend"
    if texts := texts_of(value):
        yield Cell(name, texts)


def texts_of(value: Json, depth: int = 0) -> tuple[str, ...]:
    """Write a value as texts: of an object that which stands for it, such as its name."""
    if depth > 4:
        return ()
    match value:
        case None:
            return ()
        case bool():
            return ("true" if value else "false",)
        case str():
            return (value,) if value.strip() else ()
        case int():
            # A number of so many figures is a mistake, and takes long to write.
            return (str(value),) if value.bit_length() < 1_000 else ()
        case float():
            return (f"{value:.15g}",)
        case list():
            return tuple(islice((text for each in value[:_MOST] for text in texts_of(each, depth + 1)), _MOST))
        case Mapping():
            return _texts_inside(value, depth)
        case _:
            return (str(value),)


def _texts_inside(value: Mapping[str, Json], depth: int) -> tuple[str, ...]:
    known = {names.plain(str(name)): found for name, found in value.items()}
    street = [text for name in names.inside("address") for text in texts_of(known.get(name), depth + 1)]
    if amount := texts_of(known.get("price"), depth + 1):
        currency = texts_of(known.get("price currency") or known.get("currency"), depth + 1)
        return (" ".join((*amount[:1], *currency[:1])),)
    told = next((found for name in names.inside("text") if (found := texts_of(known.get(name), depth + 1))), ())
    if street:
        # One of them may be the whole address, and another its town.
        lines = list(dict.fromkeys((*told[:1], *street)))
        parts = {part.strip() for line in lines if "," in line for part in line.split(",")}
        return (", ".join(line for line in lines if line not in parts),)
    return told


def _unwrapped(value: Mapping[str, Json]) -> Mapping[str, Json]:
    """Look into what holds an item's facts, as `properties` does in GeoJSON, if more are known there."""
    best, most = value, _known(value)
    outer = names.facts_of((names.plain(name) for name in value), "article")
    about = {name: found for name, found in value.items() if outer.get(names.plain(name)) in _OUTER}
    for name, inner in value.items():
        if isinstance(inner, Mapping) and names.plain(name) in names.inside("wrapped"):
            merged = {**about, **inner}
            count = _known(merged)
            if count > most and _known(inner) > 1:
                best, most = merged, count
    return best


def _known(value: Mapping[str, Json]) -> int:
    return has_facts(Cell(str(name), ()) for name in value)


def items_in(value: Json) -> list[Json]:
    """Find the list of items: that whose objects tell the most facts; an object that tells some is one itself."""
    best: list[Json] = []
    most = 0
    for found in _lists(value):
        objects = [each for each in found if isinstance(each, Mapping)]
        worth = sum(_worth(each) for each in objects[:200])
        if worth > most:
            best, most = found, worth
    if not best and isinstance(value, Mapping) and _worth(value):
        return [value]
    return best


def _worth(value: Mapping[str, Json]) -> int:
    """Count the facts of an object; a single name is none of an item."""
    count = _known(_unwrapped(value))
    return count if count > 1 else 0


def _lists(value: Json) -> Iterator[list[Json]]:
    """Give every list of a document, the outer ones first."""
    level: list[Json] = [value]
    for _ in range(_DEEPEST):
        inner: list[Json] = []
        for each in level:
            if isinstance(each, list):
                yield each
                inner += each
            elif isinstance(each, Mapping):
                inner += each.values()
        level = [each for each in inner if isinstance(each, list | Mapping)]
        if not level:
            return
