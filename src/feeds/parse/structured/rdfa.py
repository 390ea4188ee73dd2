"""RDFa Lite 1.1: `vocab`, `typeof`, `property`, `resource` and `prefix`, as far as it speaks of schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from feeds.parse.structured.microdata import ADDRESSES, value_of
from feeds.parse.structured.nearest import Nearest, Texts
from feeds.parse.structured.thing import MOST_FACTS, MOST_THINGS, Thing, Value, is_schema_org, local_name

if TYPE_CHECKING:
    from feeds.parse.dom import Document, Node

RULE = "rdfa"
SIGN = "typeof"
_MOST_SCOPES = 20


def things(document: Document) -> list[Thing]:
    """Give the typed nodes of a page that are no property of another, in their order, whole."""
    typed = {node.mem_id: node for node in document.css("[typeof]")[:MOST_THINGS]}
    if not typed:
        return []
    terms = _Terms(document)
    nodes = {key: _thing(node, terms) for key, node in typed.items()}
    named = {thing.id: thing for thing in nodes.values() if thing.id is not None}
    nearest, texts, inner = Nearest(nodes), Texts(), set[int]()
    for node in document.css("[property]")[:MOST_FACTS]:
        owner = nearest.above(node)
        if owner is None:
            continue
        for told in (node.attributes.get("property") or "").split()[:10]:
            name = terms.local(told, node)
            if name is not None:
                inner.add(node.mem_id)
                value: Value = nodes[node.mem_id] if node.mem_id in nodes else _value(node, name, named, texts)
                nodes[owner].put(name, value)
    return [thing for key, thing in nodes.items() if key not in inner]


def _thing(node: Node, terms: _Terms) -> Thing:
    told = (node.attributes.get("typeof") or "").split()[:10]
    known = node.attributes.get("resource") or node.attributes.get("about")
    return Thing(types=tuple(local for one in told if (local := terms.local(one, node))), id=known)


def _value(node: Node, name: str, named: dict[str, Thing], texts: Texts) -> Value:
    resource = node.attributes.get("resource")
    if resource and node.attributes.get("content") is None:
        return named.get(resource, resource)
    href = node.attributes.get("href")
    if href is not None and href in named and name not in ADDRESSES:
        return named[href]
    # `datetime` counts on any element here.
    told = node.attributes.get("datetime") if node.attributes.get("content") is None else None
    return told or value_of(node, name, texts)


class _Scope(msgspec.Struct, frozen=True):
    """What an element declares: its vocabulary, if it names one, and which prefixes are schema.org."""

    node: Node
    is_plain: bool | None
    prefixes: dict[str, bool]


class _Terms:
    """What terms and prefixes mean where they stand: the nearest declaration around decides."""

    def __init__(self, document: Document) -> None:
        self._scopes = {node.mem_id: _scope(node) for node in document.css("[vocab], [prefix]")[:MOST_THINGS]}
        self._nearest = Nearest(self._scopes)

    def local(self, term: str, node: Node) -> str | None:
        """Give the local name in schema.org, or None."""
        if (known := local_name(term)) is not None:
            return known
        prefix, colon, rest = term.partition(":")
        for scope in self._around(node):
            if colon and prefix in scope.prefixes:
                return rest if scope.prefixes[prefix] and rest else None
            if not colon and scope.is_plain is not None:
                return term if scope.is_plain else None
        return None

    def _around(self, node: Node) -> Iterator[_Scope]:
        key = node.mem_id if node.mem_id in self._scopes else self._nearest.above(node)
        for _ in range(_MOST_SCOPES):
            if key is None:
                return
            yield self._scopes[key]
            key = self._nearest.above(self._scopes[key].node)


def _scope(node: Node) -> _Scope:
    vocabulary = node.attributes.get("vocab")
    parts = (node.attributes.get("prefix") or "").split()[:40]
    return _Scope(
        node,
        is_schema_org(vocabulary) if vocabulary is not None else None,
        {name.rstrip(":"): is_schema_org(iri) for name, iri in zip(parts[::2], parts[1::2], strict=False)},
    )
