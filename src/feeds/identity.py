"""What makes an item the same item: its identity key, its uid, and the fingerprint of its facts."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid
from datetime import date, datetime

import msgspec

from feeds.model import Article, Event, Item, JobPosting, PersonnelNotice, encode_hook

NAMESPACE = uuid.UUID("6f3c6d0e-2f0b-5c1b-9a57-0d6a2b1f4e7c")

# Accents that stand alone do as apostrophes too, and NFKC would take them for a space and a mark.
_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\u02b9\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
)


def mint(item: Item) -> str:
    """Give the `urn:uuid:` of an item: the same facts give the same uid on every page, in every source, for ever."""
    key = "\x1f".join((item.kind, *_key(item)))
    return uuid.uuid5(NAMESPACE, key).urn


def normalised(text: str) -> str:
    """Fold what tells nothing apart: form (NFKC), case, space, the shape of quotes and dashes, and what is not seen."""
    folded = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold()
    shown = (c for c in unicodedata.normalize("NFKC", folded) if unicodedata.category(c) != "Cf")
    return " ".join("".join(shown).split())


def kin(item: Item) -> str | None:
    """Name what the undated and the dated form of one event share: title and place, nothing else has such forms."""
    if not isinstance(item, Event) or item.url is not None or not item.title:
        return None
    return hashlib.sha256(f"{normalised(item.title)}\x1f{normalised(item.location or '')}".encode()).hexdigest()


def occasion(item: Item) -> str:
    """Give the start of an event as its own clocks show it, or nothing; offsets change with zone rules and settings."""
    match item:
        case Event(start=datetime() as start):
            return start.replace(tzinfo=None).isoformat(timespec="minutes")
        case Event(start=date() as start):
            return start.isoformat()
        case _:
            return ""


def _key(item: Item) -> tuple[str, ...]:
    if item.url is not None:
        # The days of a series share the address of the page that announces them.
        return ("url", item.url, *([occasion(item)] if isinstance(item, Event) and item.series is not None else []))
    facts = tuple(normalised(fact) for fact in _key_facts(item))
    # Nothing to go by would make one item of all that have nothing: then all that it says is what it is.
    return facts if any(facts) else ("", fingerprint(item))


def _key_facts(item: Item) -> tuple[str, ...]:
    # Facts of the item alone: the same notice stands in the margin of many pages.
    match item:
        case Article():
            return (item.title or _opening(item), *item.authors, *_day_of(item))
        case Event():
            return (item.title or "", occasion(item), item.location or "")
        case PersonnelNotice():
            return (item.person.name, item.organization or "", item.change, str(item.effective or ""))
        case JobPosting():
            return (item.hiring_organization or "", item.title or "", item.job_location or "")


def _opening(article: Article) -> str:
    # The words that a story begins with stand in for a title that it has not; the rest of it may be edited.
    return (article.content or article.summary or "").partition("</p>")[0]


def _day_of(article: Article) -> tuple[str, ...]:
    # A column has the same title each week.
    return ("published", article.published.isoformat()[:10]) if article.published is not None else ()


def bare(item: Item) -> Item:
    """Give the item without its evidence: lines move when a page is edited, facts need not."""
    return msgspec.structs.replace(item, evidence=()) if item.evidence else item


def fingerprint(item: Item) -> str:
    """Give the SHA-256 of an item's facts; it changes exactly when a reader has something new to see."""
    return hashlib.sha256(msgspec.json.encode(bare(item), enc_hook=encode_hook)).hexdigest()


def count_facts(item: Item) -> int:
    """Count what an item tells, to choose between two tellings of the same item."""
    told: int = len(item.__struct_fields__) - _silent(item)
    return told + (1 if isinstance(item, PersonnelNotice) and item.person.age is not None else 0)


def _silent(item: Item) -> int:
    values = (getattr(item, name) for name in item.__struct_fields__ if name != "evidence")
    silent: int = sum(value is None or value == () for value in values)
    return silent + 1
