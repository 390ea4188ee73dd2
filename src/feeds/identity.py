"""What makes an item the same item: its identity key, its uid, and the fingerprint of its facts."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid

import msgspec

from feeds.model import Article, Event, Item, JobPosting, PersonnelNotice, encode_hook

NAMESPACE = uuid.UUID("6f3c6d0e-2f0b-5c1b-9a57-0d6a2b1f4e7c")


def mint(item: Item) -> str:
    """Give the `urn:uuid:` of an item: the same facts give the same uid on every page, in every source, for ever."""
    key = "\x1f".join(normalised(part) for part in _key(item))
    return uuid.uuid5(NAMESPACE, key).urn


def normalised(text: str) -> str:
    """Fold what does not tell two items apart: composition, case and whitespace."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _key(item: Item) -> tuple[str, ...]:
    if item.url is not None:
        return (item.kind, "url", item.url, *_occurrence(item))
    return (item.kind, *_key_facts(item))


def _occurrence(item: Item) -> tuple[str, ...]:
    # The days of a series share the address of the page that announces them.
    return (str(item.start),) if isinstance(item, Event) and item.series is not None else ()


def _key_facts(item: Item) -> tuple[str, ...]:
    # Facts of the item alone: the same notice stands in the margin of many pages.
    match item:
        case Article():
            return (item.title or "", *item.authors)
        case Event():
            return (item.title or "", str(item.start or ""), item.location or "")
        case PersonnelNotice():
            return (item.person.name, item.organization or "", item.change, str(item.effective or ""))
        case JobPosting():
            return (item.hiring_organization or "", item.title or "", item.job_location or "")


def bare(item: Item) -> Item:
    """Give the item without its evidence: lines move when a page is edited, facts need not."""
    return msgspec.structs.replace(item, evidence=())


def fingerprint(item: Item) -> str:
    """Give the SHA-256 of an item's facts; it changes exactly when a reader has something new to see."""
    return hashlib.sha256(msgspec.json.encode(bare(item), enc_hook=encode_hook)).hexdigest()


def count_facts(item: Item) -> int:
    """Count what an item tells, to choose between two tellings of the same item."""
    told = len(msgspec.structs.fields(item)) - _silent(item)
    return told + (1 if isinstance(item, PersonnelNotice) and item.person.age is not None else 0)


def _silent(item: Item) -> int:
    values = (getattr(bare(item), field.name) for field in msgspec.structs.fields(item))
    return sum(value is None or value == () for value in values)
