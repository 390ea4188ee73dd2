"""What a page or a folder holds, found by trying everything on it once: the start of a configuration."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import msgspec

from feeds import lang
from feeds.errors import SourceError
from feeds.model import KINDS, Event, Fetched, Item, Kind, Rejected, Source, is_dated
from feeds.parse import format_of, things
from feeds.parse.links import Offer

SAMPLE = 50
"""How many documents of a folder are tried."""
EXAMPLES = 3
"""How many items of a kind are shown."""
#: Ways other than those of reading a text line by line, by the rule that an item names as its evidence.
WAYS = frozenset({"json-ld", "microdata", "rdfa", "microformats", "opengraph", "select", "list", "table", "grid"})
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The items of one kind: how many there are, how many of them have no date, and the first few."""

    kind: Kind
    count: int
    undated: int
    examples: tuple[Item, ...]


class Discovery(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: by which `ways` and how often, and what was refused or failed.

    `language` and `timezone` are those of most items; the source has them only if all of its documents agree.
    """

    source: Source
    language: str | None
    timezone: str | None
    documents: int
    formats: tuple[str, ...]
    kinds: tuple[Found, ...]
    ways: tuple[tuple[str, int], ...]
    refused: tuple[Rejected, ...]
    offers: tuple[Offer, ...] = ()
    failures: tuple[SourceError, ...] = ()

    @property
    def is_mixed(self) -> bool:
        """Tell whether its documents are in several languages, so that each one's has to be found out."""
        return self.source.language is None and self.language is not None

    @property
    def count(self) -> int:
        """Count the items of all kinds."""
        return sum(found.count for found in self.kinds)


def discover(source: Source, documents: Sequence[Fetched | SourceError]) -> Discovery:
    """Try everything on the documents of a source, and name its language and zone if it does not.

    A document that could not be had stands there as its error.
    """
    found: list[Item | Rejected] = []
    ways: Counter[str] = Counter()
    formats: list[str] = []
    failures: list[SourceError] = []
    offers: dict[str, Offer] = {}
    languages: set[str | None] = set()
    for fetched in documents:
        if isinstance(fetched, SourceError):
            failures.append(fetched)
            continue
        formats.append(format_of(fetched, source))
        try:
            offered, told = _read(fetched, source, formats[-1])
            offers |= {offer.url: offer for offer in offered}
            here = list(told)
        except SourceError as error:
            failures.append(error)
            continue
        found += here
        languages.add(_language(here))
        ways.update(way(item, formats[-1]) for item in here if not isinstance(item, Rejected))
    items = [thing for thing in found if not isinstance(thing, Rejected)]
    told_source = _told(source, items)
    # A language that a source names holds for each of its documents: those of another would no longer be read.
    is_mixed = source.language is None and len(languages - {None}) > 1
    return Discovery(
        source=source if is_mixed else told_source,
        language=told_source.language,
        timezone=told_source.timezone,
        documents=len(documents),
        formats=tuple(dict.fromkeys(formats)),
        kinds=tuple(one for kind in KINDS if (one := _found(kind, items)) is not None),
        ways=tuple(sorted(ways.items(), key=lambda one: (-one[1], one[0]))),
        refused=tuple(thing for thing in found if isinstance(thing, Rejected)),
        offers=tuple(offers.values()),
        failures=tuple(failures),
    )


def _read(fetched: Fetched, source: Source, form: str) -> tuple[list[Offer], Iterable[Item | Rejected]]:
    """Give what a document offers, and what it tells."""
    if form != "html":
        return [], things(fetched, source)
    from feeds.parse.html import Opened  # noqa: PLC0415  few look at pages

    page = Opened(fetched)
    # Without an address of its own a page's links lead nowhere.
    offers = [offer for offer in page.offers(source) if urlsplit(offer.url).scheme in ("http", "https")]
    return offers, page.things(source)


def way(item: Item, form: str) -> str:
    """Name the way by which an item was found: `json-ld`, `select`, `text`, or the format that holds items."""
    rules = {piece.rule.removeprefix("html.") for piece in item.evidence}
    told = next((rule for rule in sorted(rules) if rule in WAYS), None)
    return told or ("text" if form in ("html", "plain_text") else form)


def name_of(target: str, taken: Iterable[str]) -> str:
    """Make a name for the source of an address or a path, other than those that are taken."""
    parts = urlsplit(target) if "://" in target else None
    words = (parts.hostname or "").removeprefix("www.") if parts else re.sub(r"\*|\.\w+$", "", target)
    stem = _NOT_IN_NAMES.sub("-", words.lower()).strip("-")[:_LONGEST_NAME].strip("-") or "source"
    known = set(taken)
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(known) + 3)))
    return next(name for name in names if name not in known)


def _repeats(item: Item) -> bool:
    """Tell whether a rule says on which days something is, though not from which one."""
    return isinstance(item, Event) and item.recurrence_rule is not None


def _found(kind: Kind, items: list[Item]) -> Found | None:
    mine = [item for item in items if item.kind == kind]
    if not mine:
        return None
    undated = (
        sum(not is_dated(item) and not _repeats(item) for item in mine) if kind in ("event", "personnel_notice") else 0
    )
    return Found(kind=kind, count=len(mine), undated=undated, examples=tuple(mine[:EXAMPLES]))


def _told(source: Source, items: list[Item]) -> Source:
    """Name language and zone of a source by what most of its items have."""
    language = source.language or _language(items)
    events = (item for item in items if isinstance(item, Event) and item.language in (language, None))
    zones = Counter(event.timezone for event in events if event.timezone)
    timezone = source.timezone or _most(zones) or (lang.load(language).language.timezone if language else None)
    return msgspec.structs.replace(source, language=language, timezone=timezone)


def _language(things: Iterable[Item | Rejected]) -> str | None:
    """Give the language of most items."""
    items = (thing for thing in things if not isinstance(thing, Rejected))
    return _most(Counter(item.language for item in items if item.language in lang.available()))


def _most(counted: Counter[str | None] | Counter[str]) -> str | None:
    """Give the most common one; of equals the first by name."""
    return min(counted, key=lambda one: (-counted[one], str(one)), default=None)
