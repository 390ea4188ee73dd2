"""Bodies that were fetched, packed, and which address had which of them in which run: to extract from them again.

A body is a file named by its hash, so one that did not change, or came from two addresses, is there once. What a run
changed are lines of an index that is only appended to: a build that is killed loses no more than its last line.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path

import msgspec

from feeds.model import Fetched

LIMIT = 200_000_000
"""Bytes of all bodies together, packed; the oldest runs go first."""
RUNS = 50
"""How many runs can be read again; one in which no page changed is none."""
_ROOM = 0.9  # of the limit is kept where it was passed: not each body is to push out another
_SUFFIX = ".body"
_INDEX = "runs.jsonl"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a kept body: whose it is, where it was found, its hash, and the run (UTC) that fetched it.

    `about` and `wall` are those of its `feeds.fetch.Document`. Without a hash the address is no longer there.
    """

    source: str
    address: str
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    sha256: str = ""
    fetched_at: datetime
    about: str | None = None
    wall: str | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Tell whose body of which address it is."""
        return self.source, self.address


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """A run that can be read again: its number and instant (UTC), its pages, and how many it found changed or gone."""

    run: int
    at: datetime
    pages: int
    changed: int


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    run: int
    at: datetime
    kept: Kept


class Store:
    """Bodies below a folder that only its owner may read; what cannot be written or read is as if it were not there.

    One object serves one run, which gets a number once it changes something; what is not of its `sources`, if they are
    named, is then no longer there. To `look` is to leave all as it is.
    """

    def __init__(
        self,
        folder: Path,
        limit: int = LIMIT,
        runs: int = RUNS,
        *,
        look: bool = False,
        sources: Container[str] | None = None,
    ) -> None:
        self._folder, self._limit, self._runs, self._look, self._sources = folder, limit, runs, look, sources
        self._run, self._bytes = 0, 0

    def put(self, kept: Kept, body: bytes) -> None:
        """Keep the body that an address has in this run; the server has it still, should that fail."""
        if self._look:
            return
        with suppress(OSError):
            self._begin(kept.fetched_at)
            # Written anew even if it is there: that may be damaged.
            before = self._size(kept)
            self._bytes += self._write(self._path(kept.sha256), zlib.compress(body, 6)) - before
            self._append(kept, kept.fetched_at)
            if self._bytes > self._limit:
                self._shrink(int(self._limit * _ROOM))

    def leave(self, source: str, address: str, now: datetime) -> None:
        """Note that an address is no longer there; runs before this one have its body still."""
        if self._look or (source, address) not in self._after():
            return
        with suppress(OSError):
            self._begin(now)
            self._append(Kept(source=source, address=address, fetched_at=now), now)

    def get(self, source: str, address: str) -> tuple[Kept, Fetched] | None:
        """Give the last body of an address, or None."""
        kept = self._after().get((source, address))
        return self._read(kept) if kept is not None else None

    def drop(self, source: str, address: str) -> None:
        """Keep no body of an address any longer, of whatever run."""
        own = [line.kept for line in self._lines if line.kept.place == (source, address)]
        if self._look or not own:
            return
        # The bodies first: should the index not be written, it names what is not there.
        for kept in own:
            with suppress(OSError):
                self._path(kept.sha256).unlink(missing_ok=True)
        with suppress(OSError):
            self._replace([line for line in self._lines if line.kept.place != (source, address)])

    def bodies(self, source: str, run: int | None = None) -> Iterator[tuple[Kept, Fetched]]:
        """Give the bodies that a source had after a run, the last one if none is named, in the order of addresses."""
        for _, kept in sorted(self._after(run).items()):
            if kept.source == source and (found := self._read(kept)) is not None:
                yield found

    def past(self) -> tuple[Past, ...]:
        """List the runs that can be read again, the oldest first."""
        found, there = [], set[tuple[str, str]]()
        for run, group in groupby(self._lines, key=lambda line: line.run):
            lines = list(group)
            there |= {line.kept.place for line in lines}
            there -= {line.kept.place for line in lines if not line.kept.sha256}
            # What the first run has from those before it was let go with them.
            own = {line.kept.place for line in lines if line.kept.fetched_at == line.at}
            found.append(Past(run=run, at=lines[-1].at, pages=len(there), changed=len(own)))
        return tuple(found)

    def clear(self) -> None:
        """Let go of everything; the next run is the first one again."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @cached_property
    def _lines(self) -> list[_Line]:
        """What stands in the index, in its order; a line that a killed build left half written is none."""
        lines = []
        with suppress(OSError):
            for line in (self._folder / _INDEX).read_bytes().splitlines():
                with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                    lines.append(msgspec.json.decode(line, type=_Line))
        return lines

    @cached_property
    def _last(self) -> dict[tuple[str, str], Kept]:
        return _state(self._lines)

    def _after(self, run: int | None = None) -> dict[tuple[str, str], Kept]:
        return self._last if run is None else _state(line for line in self._lines if line.run <= run)

    def _numbers(self) -> list[int]:
        return sorted({line.run for line in self._lines})

    def _begin(self, now: datetime) -> None:
        """Give this run its number, unless it has one, and make room for it."""
        if self._run:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        numbers = self._numbers()
        self._run = (numbers[-1] if numbers else 0) + 1
        older = numbers[1 - self._runs :]
        self._replace(_folded(self._lines, older[0]) if older else [])
        for source, address in list(self._last):
            if self._sources is not None and source not in self._sources:
                self._append(Kept(source=source, address=address, fetched_at=now), now)

    def _append(self, kept: Kept, at: datetime) -> None:
        before = self._last.get(kept.place)
        if before is not None and msgspec.structs.replace(kept, fetched_at=before.fetched_at) == before:
            return
        line = _Line(run=self._run, at=at, kept=kept)
        handle = os.open(self._folder / _INDEX, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
        self._lines.append(line)
        self._last.update(_state([line]))
        if not kept.sha256:
            del self._last[kept.place]

    def _replace(self, lines: list[_Line]) -> None:
        """Write the index anew, and remove all that it does not name, half-written files among it."""
        self._write(self._folder / _INDEX, b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        self._lines, self._last = lines, _state(lines)
        named = {self._path(line.kept.sha256).name for line in lines if line.kept.sha256}
        self._bytes = 0
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name in named:
                    self._bytes += entry.stat().st_size
                elif entry.name != _INDEX:
                    Path(entry.path).unlink(missing_ok=True)

    def _shrink(self, goal: int) -> None:
        """Let go of the oldest runs, and of the oldest bodies of the only one that is left."""
        numbers = self._numbers()
        while self._bytes > goal and len(numbers) > 1:
            del numbers[0]
            self._replace(_folded(self._lines, numbers[0]))
        if self._bytes <= goal:
            return
        total, young = 0, []
        for line in sorted(self._lines, key=lambda line: line.kept.fetched_at, reverse=True):
            total += self._size(line.kept)
            if total <= goal:
                young.append(line)
        self._replace(young[::-1])

    def _write(self, path: Path, data: bytes) -> int:
        part = path.with_suffix(f".{os.getpid()}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.replace(path)
        return len(data)

    def _size(self, kept: Kept) -> int:
        with suppress(OSError):
            return self._path(kept.sha256).stat().st_size
        return 0

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}{_SUFFIX}"

    def _read(self, kept: Kept) -> tuple[Kept, Fetched] | None:
        try:
            body = zlib.decompress(self._path(kept.sha256).read_bytes())
        except (OSError, zlib.error):
            return None
        if hashlib.sha256(body).hexdigest() != kept.sha256:
            return None
        fetched = Fetched(
            location=kept.address,
            body=body,
            url=kept.url,
            media_type=kept.media_type,
            charset=kept.charset,
            seen=kept.fetched_at.date(),
        )
        return kept, fetched


def _state(lines: Iterable[_Line]) -> dict[tuple[str, str], Kept]:
    """Tell what there is after some lines."""
    last = {line.kept.place: line.kept for line in lines}
    return {place: kept for place, kept in last.items() if kept.sha256}


def _folded(lines: Sequence[_Line], oldest: int) -> list[_Line]:
    """Give the lines from a run on; what it had from those before it stands as its own."""
    old = [line for line in lines if line.run <= oldest]
    base = [_Line(run=oldest, at=old[-1].at, kept=kept) for kept in _state(old).values()]
    return [*base, *(line for line in lines if line.run > oldest)]
