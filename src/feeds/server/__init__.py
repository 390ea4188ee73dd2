"""Serve a published folder over HTTP/1.1, as the best static hosts do, and what only a live server can tell.

A request is read whole, answered from bytes that are ready, and logged if wished; nothing is ever taken from a client
but a few lines of text. There is no TLS: a server in front has the certificate.
"""

from __future__ import annotations

from feeds.server.door import address_of, listen
from feeds.server.live import LIVE, Live, Told
from feeds.server.running import Running, serve, serving
from feeds.server.served import Served, served

__all__ = ["LIVE", "Live", "Running", "Served", "Told", "address_of", "listen", "serve", "served", "serving"]
