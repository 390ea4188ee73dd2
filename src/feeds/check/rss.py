"""RSS 2.0."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from feeds.check.markup import atom_links, check_history, check_hub, own_address, parts_of, require, root_of, said
from feeds.check.problems import Report, shown
from feeds.check.written import Addresses, Identifiers, dated, rfc822

_GUID = re.compile(r"<guid(?:\s[^>]*)?>\s*([^<]*?)\s*</guid>")
_REQUIRED = (("title", "missing-title"), ("link", "missing-link"), ("description", "missing-description"))
_ONCE = frozenset(
    ("title", "link", "description", "guid", "pubDate", "{http://purl.org/rss/1.0/modules/content/}encoded")
)
_ENCLOSURE = ("url", "length", "type")


def ids(body: bytes) -> tuple[str, ...]:
    """List the guids in the order of the file."""
    return tuple(unescape(guid) if "&" in guid else guid for guid in _GUID.findall(body.decode("utf-8", "replace")))


def check(body: bytes, report: Report) -> None:
    """Report what is wrong with a feed."""
    root = root_of(body, report)
    if root is None:
        return
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        report.add("wrong-format", "is not RSS 2.0 with a channel")
        return
    addresses, identifiers = Addresses(report, own_address(channel)), Identifiers(report)
    _channel(channel, addresses, report)
    for number, item in enumerate(channel.iterfind("item"), 1):
        _item(item, number, addresses, identifiers, report)


def _channel(channel: Element, addresses: Addresses, report: Report) -> None:
    parts = parts_of(channel, _ONCE, "the channel", report)
    require(parts, _REQUIRED, "the channel", report)
    if said(parts.get("link")):
        addresses.see("the link of the channel", said(parts["link"]))
    for name in ("pubDate", "lastBuildDate"):
        if name in parts:
            dated(report, name, said(parts[name]), rfc822)
    for rel, link in atom_links(channel):
        addresses.see(f"the link {shown(rel)} of the channel", link.get("href"))
    check_history(channel, report)
    check_hub(channel, report)


def _item(item: Element, number: int, addresses: Addresses, identifiers: Identifiers, report: Report) -> None:
    where = f"item {number}"
    parts = parts_of(item, _ONCE, where, report)
    uid = said(parts.get("guid"))
    identifiers.see(uid, where)
    if uid and parts["guid"].get("isPermaLink") != "false":
        report.add("permalink-guid", f"{where} has a guid that is taken for an address", uid)
    if not said(parts.get("title")) and not said(parts.get("description")):
        report.add("missing-title", f"{where} has neither title nor description", uid or None)
    if said(parts.get("pubDate")):
        dated(report, "pubDate", said(parts["pubDate"]), rfc822, uid or None)
    else:
        report.add("missing-date", f"{where} has no pubDate", uid or None)
    _item_links(item, parts, addresses, report)


def _item_links(item: Element, parts: dict[str, Element], addresses: Addresses, report: Report) -> None:
    uid = said(parts.get("guid")) or None
    if "link" in parts:
        addresses.see("link", said(parts["link"]), uid)
    for enclosure in item.iterfind("enclosure"):
        if not all(enclosure.get(name) for name in _ENCLOSURE):
            report.add("bad-enclosure", "an enclosure lacks address, length or type", uid)
        else:
            addresses.see("an enclosure", enclosure.get("url"), uid)
    for rel, link in atom_links(item):
        addresses.see(f"the link {shown(rel)}", link.get("href"), uid)
