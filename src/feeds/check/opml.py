"""OPML 2.0."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from feeds.check.markup import root_of, said
from feeds.check.problems import Report, shown
from feeds.check.written import dated, is_absolute, rfc822

_ADDRESSES = ("xmlUrl", "htmlUrl", "url")
#: Where the address of each type of outline stands.
_NEEDED = {"rss": "xmlUrl", "link": "url"}


def ids(body: bytes) -> tuple[str, ...]:
    """Give nothing: an outline has no entries."""
    return ()


def check(body: bytes, report: Report) -> None:
    """Report what is wrong with an outline of feeds."""
    root = root_of(body, report)
    if root is None:
        return
    if root.tag != "opml" or root.get("version") != "2.0":
        report.add("wrong-format", "is not OPML 2.0")
        return
    modified = root.find("head/dateModified")
    if modified is not None:
        dated(report, "dateModified", said(modified), rfc822)
    outlines = list(root.iterfind("body//outline"))
    if not outlines:
        report.add("empty-file", "lists no feed")
    strict = any(is_absolute(outline.get("xmlUrl")) for outline in outlines)
    for number, outline in enumerate(outlines, 1):
        _outline(outline, f"outline {number}", strict, report)


def _outline(outline: Element, where: str, strict: bool, report: Report) -> None:
    if not outline.get("text", "").strip():
        report.add("missing-title", f"{where} has no text")
    needed = _NEEDED.get(outline.get("type", ""))
    if needed and not outline.get(needed):
        report.add("missing-link", f"{where} has no {needed}")
    for address in filter(None, map(outline.get, _ADDRESSES)):
        if strict and not is_absolute(address):
            report.add("relative-address", f"{where} has a relative address: {shown(address)}")
