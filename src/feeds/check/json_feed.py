"""JSON Feed 1.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from feeds.check.problems import Report, shown
from feeds.check.written import Addresses, Identifiers, dated, is_absolute, rfc3339, text_of

_VERSION = "https://jsonfeed.org/version/1.1"
_FORBIDDEN = re.compile(r"(?<!\\)(?:\\\\)*\\u00(?:0[0-8bcef]|1[0-9a-f]|7f|8[0-46-9a-f]|9[0-9a-f])", re.IGNORECASE)


class _Attachment(msgspec.Struct):
    url: str | None = None
    mime_type: str | None = None


class _Item(msgspec.Struct):
    id: str | None = None
    url: str | None = None
    external_url: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    attachments: list[_Attachment] | None = None


class _Hub(msgspec.Struct):
    type: str | None = None
    url: str | None = None


class _Feed(msgspec.Struct):
    version: str | None = None
    title: str | None = None
    language: str | None = None
    home_page_url: str | None = None
    feed_url: str | None = None
    hubs: list[_Hub] | None = None
    items: list[_Item] | None = None


class _Named(msgspec.Struct):
    id: str = ""


class _Listed(msgspec.Struct):
    items: list[_Named] = []


def ids(body: bytes) -> tuple[str, ...]:
    """List the identifiers of the items in the order of the file."""
    try:
        feed = msgspec.json.decode(body, type=_Listed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()
    return tuple(item.id for item in feed.items if item.id)


def check(body: bytes, report: Report) -> None:
    """Report what is wrong with a feed."""
    text = text_of(body, report)
    feed = _read(text, report) if text is not None else None
    if feed is None:
        return
    if feed.version != _VERSION or feed.items is None:
        report.add("wrong-format", f"is not a JSON Feed 1.1 with items: {shown(feed.version or '')}")
        return
    addresses, identifiers = Addresses(report, feed.feed_url), Identifiers(report)
    _feed(feed, addresses, report)
    for number, item in enumerate(feed.items, 1):
        identifiers.see(item.id or "", f"item {number}")
        _item(item, f"item {number}", report)
        for name, address in _links(item):
            addresses.see(name, address, item.id or None)


def _read(text: str, report: Report) -> _Feed | None:
    if "\\u00" in text and _FORBIDDEN.search(text):
        report.add("forbidden-character", "a control character, written as an escape")
        return None
    try:
        return msgspec.json.decode(text, type=_Feed)
    except msgspec.ValidationError as error:
        report.add("wrong-type", f"a member is not what it should be: {error}")
    except (msgspec.DecodeError, RecursionError) as error:
        report.add("malformed", f"is not JSON: {error}")
    return None


def _feed(feed: _Feed, addresses: Addresses, report: Report) -> None:
    if not (feed.title or "").strip():
        report.add("missing-title", "the feed has no title")
    if not feed.language:
        report.add("missing-language", "the feed does not say its language")
    for name, address in (("home_page_url", feed.home_page_url), ("feed_url", feed.feed_url)):
        if address is not None:
            addresses.see(name, address)
    for hub in feed.hubs or ():
        addresses.see("a hub", hub.url)
        if not hub.type:
            report.add("wrong-type", "a hub does not say of which type it is")
    if feed.hubs and not is_absolute(feed.feed_url):
        report.add("hub-without-self", "names a hub, and not its own address in full")


def _item(item: _Item, where: str, report: Report) -> None:
    if not (item.content_html or item.content_text or "").strip():
        report.add("no-content", f"{where} has no content", item.id or None)
    if item.date_published is None:
        report.add("missing-date", f"{where} has no date_published", item.id or None)
    for name, text in (("date_published", item.date_published), ("date_modified", item.date_modified)):
        if text is not None:
            dated(report, name, text, rfc3339, item.id or None)
    if not all(attachment.url and attachment.mime_type for attachment in item.attachments or ()):
        report.add("bad-enclosure", f"an attachment of {where} lacks address or type", item.id or None)


def _links(item: _Item) -> Iterator[tuple[str, str]]:
    if item.url is not None:
        yield "url", item.url
    if item.external_url is not None:
        yield "external_url", item.external_url
    for attachment in item.attachments or ():
        if attachment.url:
            yield "an attachment", attachment.url
