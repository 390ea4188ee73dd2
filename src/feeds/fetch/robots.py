"""The doorway to protego: what a site's robots.txt (RFC 9309) lets us ask for."""

from __future__ import annotations

from urllib.parse import urlsplit

AGENT = "Feeds"
"""The name that we go by there."""
SIZE = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309 section 2.5)."""
HOURS = 24
"""For how long one is believed (RFC 9309 section 2.4)."""


def address(url: str) -> str:
    """Give where the robots.txt for an address lies."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def allows(text: str, url: str) -> bool:
    """Tell whether a robots.txt lets us ask for an address."""
    from protego import Protego  # noqa: PLC0415  most robots.txt say nothing

    return not text.strip() or bool(Protego.parse(text).can_fetch(url, AGENT))
