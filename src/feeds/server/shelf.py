"""The files of a folder, those asked for last kept at hand.

Nothing but regular files below the folder is given: no dot file, no symbolic link, no listing. A file's size, time and
inode are looked at for each request, its bytes read and hashed only when one of them changed.
"""

from __future__ import annotations

import os
import re
import stat
from collections import OrderedDict
from collections.abc import Mapping
from io import BufferedReader
from pathlib import Path

from feeds.server.answer import PIECE
from feeds.server.document import Document, Stamp

MEMORY = 32 * 1024 * 1024
"""Bytes of documents that are kept at hand."""

_USUAL = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")

Headers = Mapping[str, tuple[tuple[str, str], ...]]


class Shelf:
    """The files below a folder; `max_age` is in seconds, `memory` in bytes, `more` are headers by path."""

    def __init__(self, root: Path, max_age: int, more: Headers | None = None, memory: int = MEMORY) -> None:
        self._root, self.max_age, self._more = str(root), max_age, more or {}
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._weights: dict[str, int] = {}
        self.weight, self._room = 0, memory

    def at_hand(self, place: str) -> Document | Stamp | None:
        """Give what stands at a place now: a document, or the stamp of a file that has to be read first."""
        stamp = self._stamp(place)
        if stamp is None:
            return None
        known = self._kept.get(place)
        if known is not None and known.stamp == stamp:
            self._kept.move_to_end(place)
            return known
        return stamp

    def made(self, name: str, made_of: str) -> Document | None:
        """Give what is at hand under a name, if it was made of just these bytes."""
        known = self._kept.get(name)
        return known if known is not None and known.made_of == made_of else None

    def read(self, place: str) -> Document | None:
        """Read a file; a large one takes long enough for others to notice."""
        # Between the look and the opening somebody may put a link or a pipe in its place.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            file = os.fdopen(os.open(f"{self._root}/{place}", flags), "rb")
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                file.close()
                return None
            return self._document(place, file, Stamp.of(status))
        except OSError:
            return None

    def keep(self, document: Document) -> None:
        """Have a document at hand, and what was asked for longest ago no more if there is no room for it.

        One that has become heavier is to be kept once more.
        """
        self._forget(document.name)
        self._kept[document.name] = document
        self._weights[document.name] = document.weight
        self.weight += document.weight
        while self.weight > self._room and self._kept:
            self._forget(next(iter(self._kept)))

    def _forget(self, place: str) -> None:
        self._kept.pop(place, None)
        self.weight -= self._weights.pop(place, 0)

    def _stamp(self, place: str) -> Stamp | None:
        """Look at a file without following any link below the root."""
        *above, _ = place.split("/")
        folder = self._root
        try:
            for part in above:
                folder = f"{folder}/{part}"
                if not stat.S_ISDIR(os.lstat(folder).st_mode):
                    return None
            status = os.lstat(f"{self._root}/{place}")
        except (OSError, ValueError):
            return None
        return Stamp.of(status) if stat.S_ISREG(status.st_mode) else None

    def _document(self, place: str, file: BufferedReader, stamp: Stamp) -> Document:
        more = self._more.get(place, ())
        if stamp.size > PIECE:
            return Document(place, stamp, self.max_age, file=file, more=more)
        with file:
            body = file.read()
        stamp = Stamp(stamp.mtime_ns, len(body), stamp.inode)
        return Document(place, stamp, self.max_age, body=body, more=more)


def safe_path(path: str) -> str | None:
    """Turn the decoded path of an address into one below the folder, or None if it may not be served."""
    if _USUAL.fullmatch(path):
        return path[1:]
    if not path.startswith("/") or "\\" in path or ":" in path or not path.isprintable():
        return None
    place = path[1:] + ("index.html" if path.endswith("/") else "")
    return None if any(part == "" or part.startswith(".") for part in place.split("/")) else place
