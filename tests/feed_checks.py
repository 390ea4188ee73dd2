"""Strict readers of the three feed formats: each lists what a validator or a client would complain of."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
EV = "{http://purl.org/rss/1.0/modules/event/}"
FH = "{http://purl.org/syndication/history/1.0}"

_BAD_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d (GMT|\+0000)"
)
_MAILBOX = re.compile(r"[^@\s()]+@[^@\s()]+( \([^()\n]+\))?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z))?")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")

_CHANNEL = {
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "lastBuildDate",
    "generator", "docs", "item", f"{ATOM}link", f"{FH}complete",
}  # fmt: skip
_ITEM = {
    "title", "link", "description", f"{CONTENT}encoded", "guid", "pubDate", "category", "enclosure",
    f"{DC}creator", f"{DC}language", f"{DC}publisher", f"{ATOM}link",
    f"{EV}startdate", f"{EV}enddate", f"{EV}location", f"{EV}organizer", f"{EV}type",
}  # fmt: skip
_MANY = {"category", "item", f"{DC}creator", f"{ATOM}link"}


def rss_problems(document: bytes, *, now: datetime) -> list[str]:
    """List what is wrong with an RSS 2.0 document."""
    rss = etree.fromstring(document)
    channel = rss[0]
    problems = [] if (rss.tag, rss.get("version"), len(rss)) == ("rss", "2.0", 1) else ["not RSS 2.0"]
    problems += _elements(channel, _CHANNEL, ("title", "link", "description", "lastBuildDate", f"{ATOM}link"))
    problems += _channel(channel, now)
    items = channel.findall("item")
    for item in items:
        problems += _item(item, now)
    problems += [f"guid twice: {guid}" for guid, n in Counter(i.findtext("guid") for i in items).items() if n > 1]
    return problems + _everywhere(rss)


def atom_problems(document: bytes, *, now: datetime) -> list[str]:
    """List what is wrong with an Atom document: the schema, then what RFC 4287 says in words."""
    feed = etree.fromstring(document)
    schema = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "atom.rng"))
    problems = [] if schema.validate(feed) else [str(error) for error in schema.error_log]
    entries = feed.findall(f"{ATOM}entry")
    problems += [] if feed.find(f"{ATOM}author") is not None else ["a feed without an author"]
    problems += [] if _links(feed, "self") else ["a feed without a self link"]
    problems += _history(feed)
    for part in (feed, *entries):
        twice = Counter((link.get("type"), link.get("hreflang")) for link in _links(part, "alternate"))
        problems += [f"alternate link twice: {key}" for key, n in twice.items() if n > 1]
    for entry in entries:
        problems += _entry(entry, now)
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    newest = max((entry.findtext(f"{ATOM}updated") or "" for entry in entries), default="")
    problems += [f"id twice: {uid}" for uid, n in ids.items() if n > 1]
    problems += ["an entry is newer than its feed"] if newest > (feed.findtext(f"{ATOM}updated") or "") else []
    return problems + _everywhere(feed)


def json_feed_problems(document: bytes) -> list[str]:
    """List what is wrong with a JSON Feed 1.1 document."""
    feed = json.loads(document.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_once)
    problems = _object(feed, _JSON_FEED, ("version", "title", "items"), "feed")
    problems += [] if feed.get("version") == "https://jsonfeed.org/version/1.1" else ["version"]
    problems += [f"author {author}" for author in feed.get("authors", []) if not _author(author)]
    for item in feed.get("items", []):
        problems += _json_item(item)
    ids = Counter(item.get("id") for item in feed.get("items", []))
    return problems + [f"id twice: {uid}" for uid, n in ids.items() if n > 1]


def html_problems(fragment: str) -> list[str]:
    """List what an HTML parser has to repair in a fragment."""
    parser = html5lib.HTMLParser()
    parser.parseFragment(fragment)
    return [f"{code} in {fragment[:80]!r}" for _, code, _ in parser.errors]


def _elements(parent: etree._Element, known: set[str], required: tuple[str, ...]) -> list[str]:
    tags = Counter(str(child.tag) for child in parent)
    missing = [f"{parent.tag!s} without {tag!s}" for tag in required if not tags[tag]]
    unknown = [f"{parent.tag!s} with {tag!s}" for tag in tags if tag not in known]
    return missing + unknown + [f"{tag!s} {n} times" for tag, n in tags.items() if n > 1 and tag not in _MANY]


def _channel(channel: etree._Element, now: datetime) -> list[str]:
    problems = _rfc822_problems(channel.findtext("lastBuildDate"), now)
    own = _links(channel, "self")
    problems += [] if [link.get("type") for link in own] == ["application/rss+xml"] else ["not one self link"]
    problems += ["channel link is the feed"] if channel.findtext("link") in [link.get("href") for link in own] else []
    types = [link.get("type") for link in channel.findall(f"{ATOM}link") if link.get("rel") != "hub"]
    problems += [] if len(_links(channel, "hub")) < 2 else ["two hubs"]
    problems += [] if len(types) == len(set(types)) else ["two links of one type"]
    language = channel.findtext("language")
    problems += [] if language is None or _LANGUAGE.fullmatch(language) else [f"language {language}"]
    for tag in ("managingEditor", "webMaster"):
        mailbox = channel.findtext(tag)
        problems += [] if mailbox is None or _MAILBOX.fullmatch(mailbox) else [f"{tag} {mailbox}"]
    return problems


def _item(item: etree._Element, now: datetime) -> list[str]:
    problems = _elements(item, _ITEM, ("title", "link", "description", "guid", "pubDate"))
    problems += _rfc822_problems(item.findtext("pubDate"), now)
    guid = item.find("guid")
    problems += [] if guid is not None and dict(guid.attrib) == {"isPermaLink": "false"} else ["guid"]
    problems += ["title of several lines"] if "\n" in (item.findtext("title") or "") else []
    for enclosure in item.findall("enclosure"):
        whole = set(enclosure.attrib) == {"url", "length", "type"} and enclosure.get("length", "").isdecimal()
        problems += [] if whole and _MEDIA_TYPE.fullmatch(enclosure.get("type", "")) else ["enclosure"]
    for tag in ("startdate", "enddate"):
        moment = item.findtext(f"{EV}{tag}")
        problems += [] if moment is None or _ISO.fullmatch(moment) else [f"ev:{tag} {moment}"]
    encoded = item.findtext(f"{CONTENT}encoded")
    return problems + html_problems(item.findtext("description") or "") + html_problems(encoded or "")


def _entry(entry: etree._Element, now: datetime) -> list[str]:
    problems = [] if _links(entry, "alternate") else ["an entry without a page"]
    published = entry.findtext(f"{ATOM}published") or ""
    problems += [] if datetime.fromisoformat(published) <= now else [f"published ahead: {published}"]
    problems += ["title of several lines"] if "\n" in (entry.findtext(f"{ATOM}title") or "") else []
    return problems + html_problems(entry.findtext(f"{ATOM}content") or "")


def _links(parent: etree._Element, rel: str) -> list[etree._Element]:
    return [link for link in parent.findall(f"{ATOM}link") if link.get("rel", "alternate") == rel]


def _rfc822_problems(text: str | None, now: datetime) -> list[str]:
    if text is None or not _RFC822.fullmatch(text):
        return [f"date {text}"]
    moment = parsedate_to_datetime(text)
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[moment.weekday()]
    return [f"date {text}"] if moment > now or not text.startswith(weekday) else []


def _everywhere(root: etree._Element) -> list[str]:
    problems = []
    for element in root.iter():
        empty = not (element.text or "").strip() and not len(element) and not element.attrib
        may_be_empty = str(element.tag).startswith((f"{ATOM}feed", FH))
        problems += [f"empty {element.tag!s}"] if empty and not may_be_empty else []
        texts = (element.text or "", *(str(value) for value in element.attrib.values()))
        problems += [f"character in {element.tag!s}" for text in texts if _BAD_CHARACTERS.search(text)]
    return problems


_JSON_FEED: dict[str, type] = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "next_url": str, "description": str,
    "language": str, "authors": list, "hubs": list, "items": list,
}  # fmt: skip
_JSON_ITEM: dict[str, type] = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str,
    "summary": str, "date_published": str, "date_modified": str, "authors": list, "tags": list, "language": str,
    "attachments": list,
}  # fmt: skip
_JSON_ATTACHMENT: dict[str, type] = {"url": str, "mime_type": str, "title": str, "size_in_bytes": int}


def _history(feed: etree._Element) -> list[str]:
    """List what is wrong with an archive or a complete feed (RFC 5005 sections 2 and 4)."""
    problems = []
    is_archive, is_complete = (feed.find(f"{FH}{mark}") is not None for mark in ("archive", "complete"))
    problems += ["complete and an archive"] if is_archive and is_complete else []
    problems += ["an archive without its feed"] if is_archive and len(_links(feed, "current")) != 1 else []
    problems += ["a complete feed with more"] if is_complete and _links(feed, "prev-archive") else []
    problems += ["two archives before it"] if len(_links(feed, "prev-archive")) > 1 else []
    first = next((index for index, child in enumerate(feed) if child.tag == f"{ATOM}entry"), len(feed))
    return problems + ["a mark after the entries" for child in feed[first:] if str(child.tag).startswith(FH)]


def _object(value: dict[str, object], known: dict[str, type], required: tuple[str, ...], name: str) -> list[str]:
    problems = [f"{name} without {key}" for key in required if key not in value]
    for key, inner in value.items():
        extension = key.startswith("_") and isinstance(inner, dict)
        problems += [] if extension or (key in known and isinstance(inner, known[key])) else [f"{name} with {key}"]
        problems += [f"{name} with empty {key}"] if inner in ("", None, {}) or (inner == [] and key != "items") else []
    return problems


def _json_item(item: dict[str, object]) -> list[str]:
    problems = _object(item, _JSON_ITEM, ("id", "url", "content_html", "content_text", "date_published"), "item")
    for key in ("date_published", "date_modified"):
        problems += [] if _RFC3339.fullmatch(str(item.get(key))) else [f"{key} {item.get(key)}"]
    language = item.get("language")
    problems += [] if language is None or _LANGUAGE.fullmatch(str(language)) else [f"language {language}"]
    for attachment in _list(item, "attachments"):
        problems += _object(attachment, _JSON_ATTACHMENT, ("url", "mime_type"), "attachment")
    problems += [f"author {author}" for author in _list(item, "authors") if not _author(author)]
    problems += [f"tag {tag!r}" for tag in _list(item, "tags") if not isinstance(tag, str) or not tag.strip()]
    problems += ["title of several lines"] if "\n" in str(item.get("title")) else []
    return problems + html_problems(str(item.get("content_html")))


def _list(value: dict[str, object], key: str) -> list[dict[str, object]]:
    found = value.get(key, [])
    assert isinstance(found, list)
    return found


def _author(author: dict[str, object]) -> bool:
    return bool(author.get("name")) and not set(author) - {"name", "url", "avatar"}


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    assert len(pairs) == len({key for key, _ in pairs}), "a key stands twice"
    return dict(pairs)


def is_absolute(address: str) -> bool:
    """Tell whether an address names its scheme and host."""
    parts = urlsplit(address)
    return bool(parts.scheme and parts.netloc)
