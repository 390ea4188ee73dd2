"""Microdata (HTML Living Standard, section 5), with what pages commonly get wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from feeds.parse.structured.nearest import Nearest, Texts
from feeds.parse.structured.thing import MOST_FACTS, MOST_THINGS, Thing, Value, local_name

if TYPE_CHECKING:
    from feeds.parse.dom import Document, Node

RULE = "microdata"
SIGN = "itemscope"
#: Properties whose value is an address where they stand on a link; of any other the words of the link are meant.
ADDRESSES = frozenset(
    {"url", "sameAs", "mainEntityOfPage", "image", "logo", "thumbnailUrl", "eventStatus", "eventAttendanceMode"}
    | {"availability", "jobLocationType", "identifier", "item"}
)
_SOURCES = frozenset({"audio", "embed", "iframe", "img", "source", "track", "video"})
_LINKS = frozenset({"a", "area", "link"})
_VALUED = {"object": "data", "data": "value", "meter": "value", "time": "datetime"}
_FARTHEST = 200  # elements that are climbed in search of one that another refers to


def things(document: Document) -> list[Thing]:
    """Give the items of a page that are no property of another, in their order, whole."""
    scopes = {node.mem_id: (node, _thing(node)) for node in document.css("[itemscope]")[:MOST_THINGS]}
    if not scopes:
        return []
    items = {key: thing for key, (_, thing) in scopes.items()}
    owners = _Owners(items, _references(node for node, _ in scopes.values()))
    texts = Texts()
    inner: set[int] = set()
    for node in document.css("[itemprop]")[:MOST_FACTS]:
        names = [local_name(name) or name for name in (node.attributes.get("itemprop") or "").split()[:10]]
        for owner in owners.of(node):
            inner.add(node.mem_id)
            for name in names:
                value: Value = items[node.mem_id] if node.mem_id in items else value_of(node, name, texts)
                items[owner].put(name, value)
    return [thing for key, thing in items.items() if key not in inner]


def _thing(node: Node) -> Thing:
    types = (node.attributes.get("itemtype") or "").split()
    return Thing(
        types=tuple(local for one in types[:10] if (local := local_name(one))), id=node.attributes.get("itemid")
    )


def _references(nodes: Iterable[Node]) -> dict[str, list[int]]:
    """Tell which items refer to an id."""
    found: dict[str, list[int]] = {}
    for node in nodes:
        for name in (node.attributes.get("itemref") or "").split()[:50]:
            found.setdefault(name, []).append(node.mem_id)
    return found


class _Owners:
    """Tells whose property an element is: that of the item around it, and of those that refer to it by id."""

    def __init__(self, items: dict[int, Thing], references: dict[str, list[int]]) -> None:
        self._nearest = Nearest(items)
        self._items = items
        self._references = references

    def of(self, node: Node) -> Iterator[int]:
        around = self._nearest.above(node)
        if around is not None:
            yield around
        if self._references:
            yield from (owner for owner in self._referring(node) if owner not in (around, node.mem_id))

    def _referring(self, node: Node) -> Iterator[int]:
        at: Node | None = node
        for _ in range(_FARTHEST):
            if at is None or (at.mem_id in self._items and at.mem_id != node.mem_id):
                return
            yield from self._references.get(at.id or "", ())
            at = at.parent


def value_of(node: Node, name: str, texts: Texts) -> str:
    """Give the value of a property; beside what the standard says, `content` counts on any element."""
    attributes = node.attributes
    told, tag = attributes.get("content"), node.tag or ""
    if told is not None:
        return told
    if tag in _SOURCES:
        return attributes.get("src") or ""
    if tag in _LINKS:
        href = attributes.get("href") or ""
        return href if href and (tag == "link" or name in ADDRESSES) else texts.of(node) or href
    known = _VALUED.get(tag)
    return (attributes.get(known) if known else None) or texts.of(node, name)
