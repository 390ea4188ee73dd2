"""Input format `json`: a document that holds a list of objects; where, and what their keys mean, is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from feeds.errors import SourceError
from feeds.model import Fetched, Item, Rejected, Source
from feeds.parse import names, objects
from feeds.parse.named import Row, read
from feeds.text import decode, one_line

_RULE = "json"
_SHOWN = 200  # characters of a refused item


def split(body: bytes) -> Sequence[bytes]:
    """Leave a document whole: where its items are, only the source may know."""
    return (body,)


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Read the objects of the list that holds the items; one that cannot be used is refused with the reason.

    Raises:
        SourceError: it is no JSON, or there are no items where the source says.
    """
    if not fetched.body.strip():
        return
    for number, value in enumerate(_items(fetched, source), 1):
        if isinstance(value, Mapping):
            yield from _item(objects.row(value, source), number, fetched, source)
        else:
            yield _refused(value, number, fetched, source, "this is no object with keys and values")


def _item(row: Row, number: int, fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    for thing in read(row, fetched, source, _RULE):
        if isinstance(thing, Rejected):
            yield msgspec.structs.replace(thing, reason=f"item {number}: {thing.reason}")
        else:
            yield thing


def _refused(value: object, number: int, fetched: Fetched, source: Source, reason: str) -> Rejected:
    return Rejected(
        kind=source.kind or names.kind_of(frozenset()),
        lines=(fetched.line, fetched.line),
        text=one_line(str(value)[: _SHOWN * 2])[:_SHOWN],
        rule=_RULE,
        reason=f"item {number}: {reason}",
    )


def _items(fetched: Fetched, source: Source) -> list[object]:
    document = decoded(fetched)
    if source.items is None:
        found = objects.items_in(document)
        if not found and document not in ([], {}):
            raise SourceError(
                "no list of items was found in this JSON",
                where=fetched.location,
                remedy='say where it is, like items = "result.events[*]", and name the keys in [source.fields]',
            )
        return found
    found = list(objects.under(document, source.items))
    if len(found) == 1 and isinstance(found[0], list):
        found = found[0]
    if not found and not _is_there(document, source.items):
        raise SourceError(
            f"nothing is at `items` = {source.items!r}", where=fetched.location, remedy="see whether the path is right"
        )
    return found


def _is_there(document: object, path: str) -> bool:
    """Tell whether there is a list, if an empty one, where a path leads."""
    return any(isinstance(each, list) for each in objects.under(document, path.strip().removesuffix("[*]")))


def decoded(fetched: Fetched) -> object:
    """Read a JSON document.

    Raises:
        SourceError: it is none.
    """
    try:
        return msgspec.json.decode(decode(fetched.body))
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise SourceError(
            f"this is no JSON: {one_line(str(error)) or 'it is nested too deep'}", where=fetched.location
        ) from error
