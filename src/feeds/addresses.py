"""Web addresses: each written in one way, which is then the same in every file; pure."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address
from unicodedata import category, normalize
from urllib.parse import quote, unquote, urlsplit

from feeds.text import clean

_PORTS = {"http": 80, "https": 443}
# RFC 3986 section 3.3: what may stand in a path beside letters and digits; a query and a fragment may have "?" too.
_IN_PATH = "!$&'()*+,;=:@/%"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile("[A-Za-z0-9._~-]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LABEL_ENDS = re.compile("[.\u3002]")


def web_address(url: str | None) -> str | None:
    """Write an http or https address as RFC 3986 section 6.2 has it; None for anything else.

    A name or password before the host makes it none: what follows is not what it looks like.
    """
    try:
        parts = urlsplit(clean(url or "").strip())
        port, host = parts.port, _host(parts.hostname or "")
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or port == 0 or "@" in parts.netloc:
        return None
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    query = f"?{_escaped(parts.query, '?')}" if parts.query else ""
    fragment = f"#{_escaped(parts.fragment, '?')}" if parts.fragment else ""
    return f"{parts.scheme}://{place}{_without_dots(_escaped(parts.path))}{query}{fragment}"


def how_to_write(text: str) -> str:
    """Say what to do about a text that is no web address: mostly its beginning is missing."""
    near = web_address(f"https://{text}") if "." in text and not re.search(r"\s|://|^/", text) else None
    return f"did you mean {near}?" if near else "write it like https://example.org/feeds/"


@lru_cache(1024)
def _host(name: str) -> str | None:
    """Write a host in lower case, an international one in the form that the name system knows (RFC 5891)."""
    if ":" in name:
        return None if "%" in name else f"[{IPv6Address(name)}]"
    spelt = normalize("NFKC", unquote(name).lower()).lower().removesuffix(".")
    labels = [_label(label) for label in _LABEL_ENDS.split(spelt)]
    host = ".".join(label or "" for label in labels)
    return host if all(labels) and len(host) <= 253 else None


def _label(label: str) -> str | None:
    if not label.isascii() and all(sign == "-" or sign.isalnum() or category(sign)[0] == "M" for sign in label):
        # Python's own "idna" is that of 2003, which takes other letters for some: browsers have left it.
        label = f"xn--{label.encode('punycode').decode('ascii')}"
    return label if _LABEL.fullmatch(label) else None


def _escaped(part: str, more: str = "") -> str:
    quoted = quote(_LONE_PERCENT.sub("%25", part), safe=_IN_PATH + more, errors="replace")
    return _ESCAPE.sub(_plain_escape, quoted)


def _plain_escape(match: re.Match[str]) -> str:
    meant = unquote(match[0], "latin-1")
    return meant if _UNRESERVED.fullmatch(meant) else match[0].upper()


def _without_dots(path: str) -> str:
    """Take "." and ".." out of a path (RFC 3986 section 5.2.4), as every client does before it asks."""
    kept: list[str] = []
    _, *segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1:] in (["."], [".."]):
        kept.append("")
    return "".join(f"/{segment}" for segment in kept)
