"""The further pages that a document names: the next one of a listing, and those of its items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urldefrag, urljoin

import msgspec

from feeds import charsets
from feeds.addresses import web_address
from feeds.model import Fetched

MOST = 1000
"""Links of a page that are looked at."""
_NEXT = re.compile(r"<([^<>]*)>\s*((?:;[^,;<>]*)*)")
_REL = re.compile(r";\s*rel\s*=\s*\"?([^\";]*)\"?", re.IGNORECASE)
_JSON = frozenset({"application/feed+json", "application/json"})


class _JsonFeed(msgspec.Struct):
    next_url: str | None = None


def next_page(fetched: Fetched, headers: Mapping[str, str]) -> str | None:
    """Find the next page of a listing: in the `Link` header (RFC 8288), `rel=next` of a page or Atom, `next_url`."""
    for target, parameters in _NEXT.findall(headers.get("link", "")):
        rel = _REL.search(parameters)
        if rel and "next" in rel[1].lower().split():
            return absolute(fetched, target)
    if fetched.media_type in _JSON or fetched.body[:1] == b"{":
        try:
            return absolute(fetched, msgspec.json.decode(fetched.body, type=_JsonFeed).next_url)
        except msgspec.MsgspecError:
            return None
    if b"next" not in fetched.body:
        return None
    return next(iter(chosen(fetched, "link[rel~=next i], a[rel~=next i]")), None)


def chosen(fetched: Fetched, selector: str) -> list[str]:
    """List where the elements that a CSS selector takes lead, in their order, each once."""
    from feeds.parse.dom import parsed  # noqa: PLC0415  only where pages are followed

    document = parsed(charsets.decoded(fetched.body, fetched.charset))
    base = document.css_first("base[href]")
    start = urljoin(fetched.url or "", (base.attributes.get("href") or "") if base is not None else "")
    found: dict[str, None] = {}
    for node in document.css(selector)[:MOST]:
        link = node if node.attributes.get("href") else node.css_first("[href]")
        target = absolute(fetched, link.attributes.get("href") if link is not None else None, start)
        if target is not None:
            found.setdefault(target)
    return list(found)


def is_same_host(address: str, url: str) -> bool:
    """Tell whether two addresses lie on one host."""
    return _host(address) == _host(url)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


def absolute(fetched: Fetched, target: str | None, start: str | None = None) -> str | None:
    """Give the address that a link of a document leads to, or None for one that leads nowhere new."""
    if not target:
        return None
    try:
        found = web_address(urldefrag(urljoin(start or fetched.url or "", target.strip())).url)
    except ValueError:
        return None
    # A page that names itself leads nowhere new.
    return found if found != fetched.url else None
