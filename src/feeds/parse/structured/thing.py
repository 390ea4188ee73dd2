"""What any syntax tells: a node with types and facts, in the words of schema.org; and what bounds a page."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

#: Things, facts and characters of text that are taken from one page; what lies beyond is not read.
MOST_THINGS = 50_000
MOST_FACTS = 200_000
MOST_TEXT = 8_000_000
DEEPEST = 50


class Thing(msgspec.Struct, eq=False, kw_only=True):
    """A node: its types, its facts by name, its id, and between which offsets of the page it stands.

    `types` and the names of `facts` are local names of schema.org. Facts may lead round in a circle.
    """

    types: tuple[str, ...] = ()
    facts: dict[str, list[Value]] = msgspec.field(default_factory=dict)
    id: str | None = None
    place: tuple[int, int] = (0, 0)

    def __repr__(self) -> str:
        return f"Thing({' '.join(self.types)}, {', '.join(self.facts)})"

    def put(self, name: str, *values: Value) -> None:
        """Add values of a fact, in their order."""
        self.facts.setdefault(name, []).extend(values)


Value: TypeAlias = "str | Thing"

_SCHEMES = ("http://", "https://", "")
_HOSTS = ("schema.org/", "www.schema.org/")
_SCHEMA = (*(scheme + host for scheme in _SCHEMES for host in _HOSTS), "schema:")


def is_schema_org(iri: str) -> bool:
    """Tell whether an address is that of the vocabulary itself, as it is written and miswritten."""
    return iri.strip().lower().rstrip("/#") + "/" in _SCHEMA


def local_name(iri: str) -> str | None:
    """Give the name of a term of schema.org from its address or its usual prefix; None for any other address."""
    if ":" not in iri and "/" not in iri:
        return None
    small = iri.lower()
    if not small.startswith(_SCHEMA):
        return None
    known = next(start for start in _SCHEMA if small.startswith(start))
    return iri[len(known) :].strip("/# ") or None
