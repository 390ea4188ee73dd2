"""What is remembered of files between two builds: the pages that were read and the files that were published."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page as last read: `rules` names what read it, `items` and `rejected` count what was found there.

    `seen` is the instant (UTC) of the run that first read these bytes.
    """

    source: str
    location: str
    mtime_ns: int
    size: int
    sha256: str
    rules: str
    items: int
    rejected: int
    seen: datetime


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A file below the output folder as we left it; `key` stands for everything that it was made from."""

    path: str
    sha256: str
    size: int
    mtime_ns: int
    key: str
