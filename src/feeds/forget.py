"""Take a person or an item down for good: out of the ledger, out of every file and kept copy, and never back again."""

from __future__ import annotations

from datetime import datetime

import msgspec

from feeds import news, outbox, secret
from feeds.fetch.store import Store
from feeds.identity import facts_key, fingerprint, kin
from feeds.ledger import Ledger
from feeds.merge import Known, Sighting
from feeds.model import Config, Item, Record
from feeds.pipeline import key_path, pages_path, tell_status
from feeds.release import PURGE, Publication, purge
from feeds.remembered import batches
from feeds.tombstones import Tombstone, Veil, of_item, of_person

_BATCH = 200
_ALL = 1_000_000


class Forgotten(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken down: its `tombstone`, the uids `erased` whole and those `rewritten` without the name.

    `pages` are those of our sources, by source and location, that still tell it.
    """

    tombstone: Tombstone
    erased: tuple[str, ...]
    rewritten: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    publication: Publication


def forget_person(config: Config, ledger: Ledger, name: str, now: datetime) -> Forgotten:
    """Take down every notice about a person, and the name out of all else.

    Raises:
        ValueError: this is no whole name; the message does not repeat it.
    """
    key = _key(config, ledger)
    tombstone = of_person(key, name, now)
    return _forget(config, ledger, tombstone, Veil(key, (tombstone,)), now)


def forget_item(config: Config, ledger: Ledger, uid: str, now: datetime) -> Forgotten:
    """Take down one item, whatever it is known by."""
    key = _key(config, ledger)
    known_by = [held for held, _ in ledger.known((uid,)).keys]
    tombstone = of_item(key, (uid, *known_by), now)
    return _forget(config, ledger, tombstone, Veil(key, (tombstone,)), now)


def lift(config: Config, ledger: Ledger, tombstone: str) -> None:
    """Let what a tombstone keeps away come back: the next build reads all pages again."""
    with ledger.transaction():
        ledger.lift(tombstone)
        for source in config.sources:
            ledger.save_pages(msgspec.structs.replace(page, rules="") for page in ledger.pages(source.name))


def _key(config: Config, ledger: Ledger) -> bytes:
    key = secret.read_or_make(key_path(config), ledger.stamp("key"))
    ledger.set_stamp("key", secret.mark(key))
    return key


def _forget(config: Config, ledger: Ledger, tombstone: Tombstone, veil: Veil, now: datetime) -> Forgotten:
    erased: list[str] = []
    rewritten: list[str] = []
    pages: set[tuple[str, str]] = set()
    with ledger.transaction():
        ledger.bury(tombstone)
        for batch in batches(ledger.everything(), _BATCH):
            known = ledger.known(batch)
            gone, new, told = _weighed(known, ledger, veil, now)
            erased += gone
            rewritten += [record.uid for record in new.records]
            pages |= {(s.source, s.page) for s in told}
            ledger.rewrite(new.records, new.sightings)
        ledger.erase(erased)
        ledger.drop_reasons(_messages_of(ledger, veil))
        outbox.forget(ledger)
        ledger.set_stamp(PURGE, "1")
    Store(pages_path(config)).clear()
    publication = purge(config, ledger, now)
    news.write(config, ledger, now)
    tell_status(config, ledger, now)
    return Forgotten(
        tombstone=tombstone,
        erased=tuple(erased),
        rewritten=tuple(rewritten),
        pages=tuple(sorted(pages)),
        publication=publication,
    )


def _messages_of(ledger: Ledger, veil: Veil) -> list[str]:
    """List the messages that still wait and name somebody."""
    waiting = ledger.messages("waiting", limit=_ALL)
    return [one.id for one in waiting if any(map(veil.finds, (one.subject, one.body, one.error)))]


def _weighed(known: Known, ledger: Ledger, veil: Veil, now: datetime) -> tuple[list[str], Known, list[Sighting]]:
    """Part what is to be erased from what is to be written anew, and list the sightings that tell of it."""
    gone, records, sightings, told = [], [], [], []
    seen: dict[str, list[Sighting]] = {}
    for sighting in known.sightings:
        seen.setdefault(sighting.uid, []).append(sighting)
    keys: dict[str, list[str]] = {}
    for key, uid in known.keys:
        keys.setdefault(uid, []).append(key)
    for record in known.records:
        own = seen.get(record.uid, [])
        item = veil.veiled(record.item)
        if item is None or veil.hides((record.uid, *keys.get(record.uid, ()))):
            gone.append(record.uid)
            told += own
            continue
        fresh = [veiled for sighting in own if (veiled := _veiled(sighting, veil)) is not None]
        named = [old for old in own if veil.veiled(old.item) is not old.item]
        if item is not record.item or named or _is_named(ledger, record, veil):
            records.append(_revised(record, item, now))
            sightings += fresh
            told += named
    return gone, Known(records=tuple(records), sightings=tuple(sightings)), told


def _veiled(sighting: Sighting, veil: Veil) -> Sighting | None:
    item = veil.veiled(sighting.item)
    if item is None:
        return None
    # What it is known by is a hash of facts that may have held the name; a link that did is no longer there.
    others = (key for key in sighting.keys[:-1] if item.url == sighting.item.url or not key.startswith("link:"))
    if item is sighting.item:
        return sighting
    # Its page may have got its link from the configuration, and was told apart without it.
    family = kin(msgspec.structs.replace(item, url=None)) if sighting.kin is not None else None
    return msgspec.structs.replace(sighting, item=item, keys=(*others, facts_key(item)), kin=family)


def _is_named(ledger: Ledger, record: Record, veil: Veil) -> bool:
    told = (text for revision in ledger.history(record.uid) for text in (revision.before, revision.after) if text)
    return any(veil.finds(text) for text in told)


def _revised(record: Record, item: Item, now: datetime) -> Record:
    if item is record.item:
        return record
    return msgspec.structs.replace(
        record,
        item=item,
        fingerprint=fingerprint(item),
        last_changed=max(now, record.last_changed),
        sequence=record.sequence + 1,
    )
