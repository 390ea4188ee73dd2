"""What makes an item the same item: its identity keys, its uid, and the fingerprint of its facts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Container
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from feeds.model import Article, Event, Item, JobPosting, Kind, PersonnelNotice, encoded

NAMESPACE = uuid.UUID("6f3c6d0e-2f0b-5c1b-9a57-0d6a2b1f4e7c")

# Accents that stand alone do as apostrophes too, and NFKC would take them for a space and a mark.
_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\u02b9\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
)


Keys: TypeAlias = tuple[str, ...]
"""What an item can be known by, the surest first; each is `id:`, `link:` or `facts:` and a hash."""


def keys(item: Item, source: str = "") -> Keys:
    """Give all that an item can be known by: its native id, its canonical link, its kind's key facts.

    An id that is no URI is one of its source only: two sources may count from 1.
    """
    known = []
    if item.identifier:
        scope = "" if _URI.match(item.identifier) else source
        known.append(_key("id", item.kind, scope, item.identifier.strip()))
    if link := canonical_link(item.url):
        # The days of a series share the address of the page that announces them.
        day = [occasion(item)] if isinstance(item, Event) and item.series is not None else []
        known.append(_key("link", item.kind, link, *day))
    return (*known, facts_key(item))


def facts_key(item: Item) -> str:
    """Give the key made of the facts that tell items of a kind apart."""
    return _key("facts", item.kind, *_told_apart(item))


def mint(item: Item, source: str = "", taken: Container[str] = ()) -> str:
    """Give the `urn:uuid:` of an item that is seen for the first time, from the surest thing that it is known by.

    The same facts give the same uid on every page, in every source, for ever. An id that is a `urn:uuid:` itself, as
    those of our own feeds are, is the uid. One that is `taken` means something else already, and is never used for two
    things: then the next key makes it, at last a counted one.
    """
    if (own := uid_in(item)) is not None and own not in taken:
        return own
    number = 0
    while True:
        for parts in _minted_from(item, source):
            uid = uuid.uuid5(NAMESPACE, "\x1f".join((*parts, *([str(number)] if number else [])))).urn
            if uid not in taken:
                return uid
        number += 1


def uid_in(item: Item) -> str | None:
    """Give the uid that an item brings with it: its own id, when that is a `urn:uuid:` (RFC 9562)."""
    found = _UUID.fullmatch((item.identifier or "").strip())
    return found[0].lower() if found is not None else None


def mint_announcement(uid: str, announces: str, sequence: int) -> str:
    """Give the uid of the entry that announces a change of an event, once for each change."""
    return uuid.uuid5(NAMESPACE, f"{uid}\x1f{announces}\x1f{sequence}").urn


def mint_part(uid: str, *parts: str) -> str:
    """Give the uid of a calendar entry that stands for a part of a record: a deadline, a point of its programme."""
    return uuid.uuid5(NAMESPACE, "\x1f".join((uid, "part", *parts))).urn


def _minted_from(item: Item, source: str) -> list[tuple[str, ...]]:
    if item.identifier:
        scope = "" if _URI.match(item.identifier) else source
        return [(item.kind, "id", scope, item.identifier.strip()), (item.kind, *_told_apart(item))]
    if link := canonical_link(item.url):
        day = [occasion(item)] if isinstance(item, Event) and item.series is not None else []
        return [(item.kind, "url", link, *day), (item.kind, *_told_apart(item))]
    return [(item.kind, *_told_apart(item))]


def _key(tier: str, *parts: str) -> str:
    return f"{tier}:{hashlib.sha256(chr(31).join(parts).encode('utf-8', 'replace')).hexdigest()[:32]}"


_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+$", re.IGNORECASE)
# What tells where a reader came from, not what is read.
_TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|mtm_|hsa_|oly_|vero_|_hs|at_|ns_|sc_)\w*|(?:fb|g|dc|gb|wb|ms|yd|tw)clid|igshid|igsh|ref_src"
    r"|cmpid|wt_mc|spm|_ga|_gl|mkt_tok|s_cid|srsltid",
    re.IGNORECASE,
)


def canonical_link(url: str | None) -> str | None:
    """Write an address so that its forms compare equal: no scheme, `www.`, port, tracking, fragment or last slash.

    None for what is no web address, and for a bare host, which is the home of many items and names none.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    asked = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    path = parts.path.rstrip("/")
    if not path and not asked:
        return None
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    return f"{place}{path}{'?' + urlencode(asked) if asked else ''}"


def link_path(url: str | None) -> str | None:
    """Give what stays of a link when its host moves: path and query, where they are long enough to mean one thing."""
    link = canonical_link(url)
    path = link.partition("/")[2] if link else ""
    return path if len(path) >= _TELLING_PATH else None


_TELLING_PATH = 12


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    """Fold what tells nothing apart: form (NFKC), case, space, the shape of quotes and dashes, and what is not seen."""
    folded = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold()
    again = unicodedata.normalize("NFKC", folded)
    # What is not seen is not printable; to see that there is none costs a hundredth of looking at each sign.
    shown = again if again.isprintable() else "".join(c for c in again if unicodedata.category(c) != "Cf")
    return " ".join(shown.split())


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


def _told_apart(item: Item) -> tuple[str, ...]:
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


# What a reader would not call news, though the bytes of an entry may change with it.
_IMMATERIAL = frozenset({"evidence", "categories", "language", "timezone", "updated", "identifier", "published"})
MATERIAL: dict[Kind, tuple[str, ...]] = {
    kind.__struct_config__.tag: tuple(name for name in kind.__struct_fields__ if name not in _IMMATERIAL)  # type: ignore[misc]
    for kind in (Article, Event, PersonnelNotice, JobPosting)
}
"""The facts of each kind whose change is a revision."""


# Facts that came later: they count by their names, and only where they are told, so that all that was remembered
# without them keeps its fingerprint.
_LATER = frozenset(
    {
        *("recurrence_rule", "excluded_dates", "door_time", "early_bird_deadline", "application_deadline"),
        *("sub_events", "super_event", "offers", "schedule"),
    }
)


def fingerprint(item: Item) -> str:
    """Give the SHA-256 of an item's material facts, without white space; it changes when there is something new."""
    told = [_told(getattr(item, name)) for name in MATERIAL[item.kind] if name not in _LATER]
    later = ((name, _told(getattr(item, name))) for name in MATERIAL[item.kind] if name in _LATER)
    return hashlib.sha256(encoded([*told, *(one for one in later if one[1] not in (None, ()))])).hexdigest()


def _told(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def differences(one: Item, other: Item) -> tuple[str, ...]:
    """List the material facts that two tellings of one kind have not in common."""
    names = MATERIAL[one.kind]
    return tuple(name for name in names if _told(getattr(one, name)) != _told(getattr(other, name)))


def count_facts(item: Item) -> int:
    """Count what an item tells, to choose between two tellings of the same item."""
    told: int = len(item.__struct_fields__) - _silent(item)
    return told + (1 if isinstance(item, PersonnelNotice) and item.person.age is not None else 0)


def _silent(item: Item) -> int:
    values = (getattr(item, name) for name in item.__struct_fields__ if name != "evidence")
    silent: int = sum(value is None or value == () for value in values)
    return silent + 1
