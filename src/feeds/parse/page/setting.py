"""What is known of a page before its items are read: its language, zone, day, and where its links start from."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import msgspec

from feeds import lang
from feeds.addresses import web_address
from feeds.model import Fetched, Source, day_of
from feeds.parse.moments import moment, zone_of
from feeds.parse.page.tree import Head
from feeds.recognise.page import UNKNOWN, detect_language

#: Both written forms of Norwegian have one file.
_SAME = {"nb": "no", "nn": "no"}
_DATES = ("article:published_time", "article:modified_time", "og:updated_time", "date", "dc.date", "dcterms.date")
#: For how long what is over still stands on a calendar of what is to come.
_STANDS = timedelta(days=31)
_LONGEST_SAMPLE = 6_000  # characters


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """`language` has a file of ours, `told` is what the page is in as far as anybody can tell; `base` starts links.

    `published` is the day that the page says to be of, `seen` the one on which it was fetched first; days without a
    year lie after `since`.
    """

    source: Source
    language: str
    told: str | None
    zone: ZoneInfo
    published: date | None
    seen: date | None
    since: date | None
    base: str | None

    def address(self, href: str | None) -> str | None:
        """Give the whole address of a link, or None when it leads to no page."""
        return joined(self.base, href)


@lru_cache(1_000)
def joined(base: str | None, href: str | None) -> str | None:
    """Give the whole web address of a link on a page; None when it is none."""
    if not href or not href.strip():
        return None
    try:
        # To join what is whole already takes longer than all the rest.
        is_whole = href.startswith(("https://", "http://"))
        return web_address(href if is_whole else urljoin(base or "", href.strip()))
    except ValueError:
        return None


def setting_of(page: Head, text: str, fetched: Fetched, source: Source) -> Setting:
    """Find out in which language and zone a page is, and of what day it says to be."""
    told = source.language or language_of(page, text)
    code = told if told in lang.available() else "en"
    placed = source if source.timezone or source.language else msgspec.structs.replace(source, language=code)
    zone = zone_of(placed)
    stated = (moment(page.meta[name], zone) for name in _DATES if name in page.meta)
    days = [day_of(when) for when in stated if when is not None]
    published = max(days, default=None)
    return Setting(
        source=source,
        language=code,
        told=told,
        zone=zone,
        published=published,
        seen=fetched.seen,
        since=published or (fetched.seen - _STANDS if fetched.seen is not None else None),
        base=base_of(page, fetched, source),
    )


def base_of(page: Head, fetched: Fetched, source: Source) -> str | None:
    """Say where the links of a page start from: `<base href>`, else where it was found."""
    found = fetched.url or source.url
    return joined(found, page.base) or found


def language_of(page: Head, text: str) -> str | None:
    """Name the language of a page: as it says itself, unless its words are plainly of another one that we know."""
    said = (page.language or page.meta.get("og:locale", "")).replace("_", "-").partition("-")[0].lower()
    said = _SAME.get(said, said)
    if said and said != "en":
        return said
    # English is what programs write there when nobody told them.
    found = detect_language(text[:_LONGEST_SAMPLE], said or "en")
    return said or None if found == UNKNOWN else found
