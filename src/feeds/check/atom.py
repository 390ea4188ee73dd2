"""Atom (RFC 4287), with the archives of RFC 5005."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from xml.etree.ElementTree import Element

from feeds.check.markup import (
    ATOM,
    atom_links,
    check_history,
    check_hub,
    is_empty,
    own_address,
    parts_of,
    require,
    root_of,
    said,
)
from feeds.check.problems import Report, shown
from feeds.check.written import Addresses, Identifiers, dated, rfc3339

_ID = re.compile(r"<id(?:\s[^>]*)?>\s*([^<]*?)\s*</id>")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FEED = ((f"{ATOM}id", "missing-id"), (f"{ATOM}title", "missing-title"), (f"{ATOM}updated", "missing-date"))
_ONCE = frozenset(f"{ATOM}{name}" for name in ("id", "title", "updated", "published", "summary", "content", "subtitle"))
_ENTRY = _FEED[1:]


def ids(body: bytes) -> tuple[str, ...]:
    """List the identifiers of the entries in the order of the file."""
    _, *entries = body.decode("utf-8", "replace").split("<entry")
    found = (match[1] for entry in entries if (match := _ID.search(entry)))
    return tuple(unescape(uid) if "&" in uid else uid for uid in found)


def check(body: bytes, report: Report) -> None:
    """Report what is wrong with a feed."""
    root = root_of(body, report)
    if root is None:
        return
    if root.tag != f"{ATOM}feed":
        report.add("wrong-format", "is not an Atom feed")
        return
    parts = parts_of(root, _ONCE, "the feed", report)
    _feed(root, parts, report)
    entries = _Entries(Addresses(report, own_address(root)), f"{ATOM}author" in parts, report)
    entries.links(root, "the feed", None)
    newest = max(filter(None, map(entries.see, root.iterfind(f"{ATOM}entry"))), default=None)
    updated = rfc3339(said(parts.get(f"{ATOM}updated")))
    if newest and updated and newest > updated:
        report.add("stale-feed", "the feed is older than its newest entry")


def _feed(root: Element, parts: dict[str, Element], report: Report) -> None:
    require(parts, _FEED, "the feed", report)
    if f"{ATOM}updated" in parts:
        dated(report, "updated", said(parts[f"{ATOM}updated"]), rfc3339)
    if not root.get(_LANGUAGE):
        report.add("missing-language", "the feed does not say its language")
    check_history(root, report)
    check_hub(root, report)


class _Entries:
    """Checks entries one after the other."""

    def __init__(self, addresses: Addresses, has_author: bool, report: Report) -> None:
        self._addresses = addresses
        self._identifiers = Identifiers(report)
        self._has_author = has_author
        self._report = report
        self._count = 0

    def see(self, entry: Element) -> datetime | None:
        """Check an entry, and give when it was updated."""
        self._count += 1
        where = f"entry {self._count}"
        parts = parts_of(entry, _ONCE, where, self._report)
        uid = said(parts.get(f"{ATOM}id"))
        self._identifiers.see(uid, where)
        for problem, message in self._lacks(parts):
            self._report.add(problem, f"{where} has no {message}", uid or None)
        self.links(entry, where, uid or None)
        moments = [
            dated(self._report, name, said(parts[f"{ATOM}{name}"]), rfc3339, uid or None)
            for name in ("published", "updated")
            if said(parts.get(f"{ATOM}{name}"))
        ]
        return moments[-1] if said(parts.get(f"{ATOM}updated")) else None

    def links(self, parent: Element, where: str, uid: str | None) -> None:
        """Check the links of the feed or of an entry (RFC 4287 section 4.1.1 and 4.2.7)."""
        alternates: set[tuple[str | None, str | None]] = set()
        for rel, link in atom_links(parent):
            self._addresses.see(f"the link {shown(rel)} of {where}", link.get("href"), uid)
            kind = link.get("type"), link.get("hreflang")
            if rel == "alternate" and kind in alternates:
                self._report.add("duplicate-alternate", f"{where} has two pages of one type and language", uid)
            if rel == "alternate":
                alternates.add(kind)

    def _lacks(self, parts: dict[str, Element]) -> Iterator[tuple[str, str]]:
        for name, code in _ENTRY:
            if is_empty(parts.get(name)):
                yield code, name.removeprefix(ATOM)
        if not self._has_author and f"{ATOM}author" not in parts:
            yield "missing-author", "author, nor has the feed"
        content = parts.get(f"{ATOM}content")
        if content is None or (is_empty(content) and not content.get("src")):
            yield "no-content", "content"
