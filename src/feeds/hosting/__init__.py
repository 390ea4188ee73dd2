"""The configuration of other servers, so that they serve the published folder as ours does: one module per server."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from feeds.hosting.facts import Hosted, hosted, links, moved

__all__ = ["SERVERS", "Hosted", "configuration", "hosted", "links", "moved"]

SERVERS = ("nginx", "caddy", "apache", "netlify", "pages")


class _Writer(Protocol):
    """A server: how its configuration is written."""

    def write(self, site: Hosted) -> str:
        """Write the whole file."""


def configuration(server: str, site: Hosted) -> str:
    """Write the configuration of one of the `SERVERS` for a site."""
    return cast("_Writer", import_module(f"{__name__}.{server}")).write(site)
