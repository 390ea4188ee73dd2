"""Input format `plain_text`: the text of a page, as a person would copy it."""

from __future__ import annotations

from collections.abc import Iterator

from feeds.errors import SourceError
from feeds.model import Fetched, Item, Rejected, Source
from feeds.recognise import recognise
from feeds.text import decode


def split(body: bytes) -> tuple[bytes, ...]:
    """Leave a page whole: its lines mean something together."""
    return (body,)


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Recognise the items of a page, in the order in which they stand there; then what was refused.

    Raises:
        SourceError: the bytes are no text.
    """
    try:
        text = decode(fetched.body, fetched.charset)
    except ValueError as error:
        raise SourceError(str(error), where=fetched.location) from error
    recognition = recognise(
        text, language=source.language, timezone=source.timezone, rules=source.rules, markers=source.markers
    )
    yield from recognition.items
    yield from recognition.rejected
