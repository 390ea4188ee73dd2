"""JSON-LD in the blocks of a page, as it is really written: JSON is mended where it is certain what was meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, TypeAlias

import msgspec

from feeds.model import Kind, Rejected
from feeds.parse.structured.thing import DEEPEST, MOST_FACTS, MOST_THINGS, Thing, Value, is_schema_org, local_name
from feeds.text import one_line

RULE = "json-ld"
_LONGEST = 2_000_000  # characters of a block
_MOST_BLOCKS = 500
_SHOWN = 200
_MARK = re.compile(r"ld\+json", re.IGNORECASE)
_OPEN = re.compile(r"<(?:!--|script\b([^<>]{0,2000})>)", re.IGNORECASE)
_CLOSE = re.compile(r"</script", re.IGNORECASE)
#: What pages put around the JSON against browsers of long ago, and behind it by mistake.
_AROUND = re.compile(r"(?:[\s\ufeff]|/\*|\*/|//|;|<!--|-->|<!\[CDATA\[|\]\]>)+")
#: A string, kept as it is; else a comment, or a comma with nothing behind it.
_MENDED = re.compile(
    r'("(?:[^"\\]|\\.)*+(?:"|\Z))|//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|,(?=\s*[,}\]])',
)
_BETWEEN = re.compile(r"[\s,;]*")
_OURS: tuple[tuple[str, Kind], ...] = (
    ("JobPosting", "job_posting"),
    ("Event", "event"),
    ("Festival", "event"),
    ("Article", "article"),
    ("BlogPosting", "article"),
)
Json: TypeAlias = Any


class Block(msgspec.Struct, frozen=True):
    """Where the text of a block stands in the page."""

    start: int
    end: int


def things(html: str, language: str | None = None) -> list[Thing | Rejected]:
    """Give what stands at the top of the blocks of a page, in their order; nodes named by `@id` are put in everywhere.

    `language` chooses among values that are told in several. A block that is no JSON is refused, if it seems to hold
    something for us.
    """
    if _MARK.search(html) is None:
        return []
    graph = _Graph(language)
    found: list[Thing | Rejected] = []
    for number, block in enumerate(_blocks(html)):
        if number == _MOST_BLOCKS:
            break
        found += _read(html, block, graph)
    graph.join()
    return found


def _blocks(html: str) -> Iterator[Block]:
    at = 0
    while (opened := _OPEN.search(html, at)) is not None:
        if opened[1] is None:
            # A comment ends at the earliest with its own dashes.
            end = html.find("-->", opened.start() + 2)
            if end < 0:
                return
            at = end + 3
            continue
        closed = _CLOSE.search(html, opened.end())
        at = closed.start() if closed else len(html)
        if _MARK.search(opened[1]) is not None:
            yield Block(opened.end(), at)


def _read(html: str, block: Block, graph: _Graph) -> Iterator[Thing | Rejected]:
    text = html[block.start : block.end]
    if len(text) > _LONGEST:
        yield from _refused(html, block, f"the block has more than {_LONGEST:,} characters")
        return
    try:
        values, wrong = _values(text)
        for value in values:
            yield from graph.tops(value, (block.start, block.end))
    except RecursionError:
        wrong = "it is nested too deeply"
    if wrong is not None:
        yield from _refused(html, block, f"this is not JSON: {wrong}")


def _refused(html: str, block: Block, reason: str) -> Iterator[Rejected]:
    """Refuse a block, if its words are those of something that it would have been read for."""
    text = html[block.start : block.end]
    kind = next((kind for word, kind in _OURS if word in text), None)
    if kind is not None:
        first = html.count("\n", 0, block.start) + 1
        shown = one_line(text[: 2 * _SHOWN])[:_SHOWN]
        lines = (first, first + text.count("\n"))
        yield Rejected(kind=kind, lines=lines, text=shown, rule=RULE, reason=one_line(reason))


def _values(text: str) -> tuple[list[Json], str | None]:
    """Decode a block, which may hold several values; and say what is wrong with the rest of it."""
    try:
        return [msgspec.json.decode(text)], None
    except (msgspec.DecodeError, UnicodeEncodeError):
        pass
    lead = _AROUND.match(text)
    text = text[lead.end() if lead else 0 :]
    values, wrong = _several(text)
    if wrong is not None:
        mended = unescape(text) if "&quot;" in text and '"' not in text else text
        values, wrong = _several(_MENDED.sub(lambda found: found[1] or "", mended))
    return values, wrong


def _several(text: str) -> tuple[list[Json], str | None]:
    # Line ends inside strings are no JSON, and common.
    decoder = json.JSONDecoder(strict=False)
    values: list[Json] = []
    at = 0
    try:
        while at < len(text) and (not values or text[at] in "{["):
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            for skipped in (_BETWEEN, _AROUND):
                behind = skipped.match(text, at)
                at = behind.end() if behind else at
    except ValueError as error:
        return values, str(error)
    return values, None


class _Names:
    """What the names of a node mean: the terms and prefixes of its context."""

    def __init__(self, terms: dict[str, str], *, is_plain: bool) -> None:
        self.terms = terms
        self.is_plain = is_plain
        self._known: dict[str, str | None] = {}
        self._inner: dict[str, _Names] = {}

    def within(self, context: Json) -> _Names:
        """Give the names of a node that has a context of its own; nearly all have the same."""
        if not isinstance(context, str):
            return self._within(context)
        if context not in self._inner:
            self._inner[context] = self._within(context)
        return self._inner[context]

    def _within(self, context: Json) -> _Names:
        terms, vocabularies = dict(self.terms), list[bool]()
        for part in context if isinstance(context, list) else [context]:
            if isinstance(part, str):
                vocabularies.append(is_schema_org(part) or "schema.org/" in part.lower())
            elif isinstance(part, dict):
                terms |= {name: iri for name, told in part.items() if name[:1] != "@" and (iri := _iri(told))}
                vocabularies += [is_schema_org(str(part["@vocab"]))] if part.get("@vocab") else []
                has_prefix = any(is_schema_org(iri) for iri in terms.values())
                vocabularies += [False] if has_prefix and not vocabularies else []
        return _Names(terms, is_plain=any(vocabularies) if vocabularies else self.is_plain)

    def local(self, name: str) -> str | None:
        """Give the local name in schema.org, a keyword as it is, None for what is of another vocabulary."""
        known = self._known
        if name not in known:
            known[name] = self._local(name)
        return known[name]

    def _local(self, name: str) -> str | None:
        name = self.terms.get(name, name)
        if name.startswith("@"):
            return name
        known = local_name(name)
        if known is not None:
            return known
        prefix, colon, rest = name.partition(":")
        if colon:
            return rest if is_schema_org(self.terms.get(prefix, "")) and rest else None
        return name if self.is_plain else None


def _iri(told: Json) -> str | None:
    if isinstance(told, dict):
        told = told.get("@id")
    return told if isinstance(told, str) and told else None


_WRAPPED = ("@value", "@list", "@set")


class _Graph:
    """All nodes of a page; who names another by its id gets it, wherever it stands.

    A node that has an id alone names another.
    """

    def __init__(self, language: str | None) -> None:
        self._language = (language or "").lower()
        self._names = _Names({}, is_plain=True)
        self._known: dict[str, Thing] = {}
        self._things: list[Thing] = []
        self._facts = 0

    def tops(self, value: Json, place: tuple[int, int]) -> Iterator[Thing]:
        """Give the nodes at the top of a decoded block."""
        for top in self._listed(value, self._names, place, 0):
            if isinstance(top, Thing):
                inner = top.facts.pop("@graph", [])
                if top.types or top.facts:
                    yield top
                yield from (one for one in inner if isinstance(one, Thing))

    def join(self) -> None:
        """Put the nodes in where they are named; of an id that nothing has, there stays a node with nothing else."""
        for thing in self._things:
            for values in thing.facts.values():
                values[:] = map(self._joined, values)

    def _joined(self, value: Value) -> Value:
        if isinstance(value, str) or value.id is None or value.types or value.facts:
            return value
        return self._known.get(value.id, value)

    def _listed(self, value: Json, names: _Names, place: tuple[int, int], depth: int) -> list[Value]:
        if isinstance(value, str):
            return [value] if value.strip() else []
        if not isinstance(value, dict | list):
            return _scalar(value)
        if depth >= DEEPEST:
            return []
        if isinstance(value, dict):
            return self._node(value, names, place, depth + 1)
        return [one for part in self._chosen(value) for one in self._listed(part, names, place, depth + 1)]

    def _chosen(self, values: list[Json]) -> list[Json]:
        """Of a text that is told in several languages, give that of the source, else the first."""
        tongues = [str(one.get("@language", "")).lower() for one in values if isinstance(one, dict)]
        if len(tongues) < max(2, len(values)) or not all(tongues):
            return values
        own = (one for one, tongue in zip(values, tongues, strict=True) if tongue.split("-")[0] == self._language)
        return [next(own, values[0])]

    def _node(self, node: dict[str, Json], names: _Names, place: tuple[int, int], depth: int) -> list[Value]:
        if "@context" in node:
            names = names.within(node["@context"])
        for wrapped in _WRAPPED:
            if wrapped in node:
                return self._listed(node[wrapped], names, place, depth)
        if len(self._things) == MOST_THINGS:
            return []
        thing = Thing(place=place)
        self._things.append(thing)
        for name, value in node.items():
            local = names.local(name)
            if local is not None:
                self._tell(thing, local, value, names, depth)
        if thing.id is not None and thing.facts:
            known = self._known.setdefault(thing.id, thing)
            if len(known.facts) < len(thing.facts):
                self._known[thing.id] = thing
        return [thing]

    def _tell(self, thing: Thing, name: str, value: Json, names: _Names, depth: int) -> None:
        if name == "@id":
            thing.id = value.strip() or None if isinstance(value, str) else None
        elif name == "@type":
            types = value if isinstance(value, list) else [value]
            local = (names.local(one.strip()) for one in types if isinstance(one, str))
            thing.types = tuple(one for one in local if one)
        elif name == "@graph" or not name.startswith("@"):
            values = self._listed(value, names, thing.place, depth)
            self._facts += len(values)
            if values and self._facts <= MOST_FACTS:
                thing.put(name, *values)


def _scalar(value: Json) -> list[Value]:
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, int | float) and abs(value) < 1e15:
        return [str(int(value)) if value == int(value) else str(value)]
    return []
