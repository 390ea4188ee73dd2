"""Documents on disk: a file, a folder, or a glob. One bad file costs one file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import msgspec

from feeds.errors import SourceError
from feeds.model import Fetched, Source

LIMIT = 20_000_000
"""Largest document that is read, in bytes."""

MAGIC = frozenset("*?[")
"""Characters that make a path a glob."""
_EVERYTHING = ("*", "**")


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file that a source names: `location` is its path below the source's folder, the same wherever that stands.

    One from the web has its address in place of a path, and comes as it was `fetched`, unless it `is_unchanged`. Of a
    page that was followed for one item, `about` is the kind of it, or none. `wall` says what seems to stand before it.
    """

    location: str
    path: Path | None
    mtime_ns: int
    size: int
    fetched: Fetched | None = None
    is_unchanged: bool = False
    about: str | None = None
    wall: str | None = None


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What a source names: the documents to read, by path, and what cannot be read."""

    documents: tuple[Document, ...]
    failures: tuple[SourceError, ...]


def listing(source: Source, apart: tuple[Path, ...] = ()) -> Listing:
    """Find the documents of a source, sorted by location; what is `apart`, or below it, is none of them."""
    documents: list[Document] = []
    failures: list[SourceError] = []
    if source.path is None:
        return Listing(documents=(), failures=(_nothing(source),))
    try:
        root, found = _expand(source.path)
        real = cache(os.path.realpath)
        # Only the folder is resolved: a link in it is somebody's wish to read what it leads to.
        found = [path for path in found if not _is_within(Path(real(path.parent), path.name), apart)]
    except OSError as error:
        return Listing(documents=(), failures=(_unreadable(Path(error.filename or source.path), error),))
    for path in found:
        try:
            documents.append(_document(path, root))
        except SourceError as error:
            failures.append(error)
    if not found:
        failures.append(_nothing(source))
    return Listing(documents=tuple(sorted(documents, key=lambda d: d.location)), failures=tuple(failures))


def read(document: Document, limit: int = LIMIT) -> Fetched:
    """Read a document whole.

    Raises:
        SourceError: it is too large, is gone, or cannot be read.
    """
    if document.path is None:
        return document.fetched or Fetched(location=document.location, body=b"")
    _check_size(document.path, document.size, limit)
    try:
        # Opening a pipe that took the file's place must not wait for a writer.
        handle = os.open(document.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            _check_kind(document.path, os.fstat(handle))
            body = file.read(limit + 1)
    except OSError as error:
        raise _unreadable(document.path, error) from error
    _check_size(document.path, len(body), limit)
    return Fetched(location=str(document.path), body=body)


def document(path: Path) -> Document:
    """Look at one file.

    Raises:
        SourceError: there is no such file, or it is no file.
    """
    return _document(path, path.parent)


def _is_within(place: Path, apart: tuple[Path, ...]) -> bool:
    return any(place.is_relative_to(each) for each in apart)


def _expand(path: Path) -> tuple[Path, list[Path]]:
    parts = path.parts
    magic = next((i for i, part in enumerate(parts) if MAGIC & set(part)), None)
    if os.path.lexists(path) or magic is None:
        return _plain(path)
    root = Path(*parts[:magic])
    folders_are_errors = parts[-1] not in _EVERYTHING
    found = dict.fromkeys(_matching(root, parts[magic:]))
    return root, [match for match in found if folders_are_errors or not match.is_dir()]


def _plain(path: Path) -> tuple[Path, list[Path]]:
    if path.is_dir():
        return path, [file for file in _visible(path) if not file.is_dir()]
    return path.parent, [path] if os.path.lexists(path) else []


def _matching(folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """Match without following links to folders: two links that point upwards would never end."""
    if not parts:
        yield folder
    elif parts[0] == "**":
        yield from _matching(folder, parts[1:] or ("*",))
        for entry in _visible(folder):
            if entry.is_dir() and not entry.is_symlink():
                yield from _matching(entry, parts)
    elif MAGIC & set(parts[0]):
        for entry in _visible(folder):
            if fnmatchcase(entry.name, parts[0]):
                yield from _matching(entry, parts[1:])
    elif os.path.lexists(folder / parts[0]):
        yield from _matching(folder / parts[0], parts[1:])


def _visible(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except (NotADirectoryError, FileNotFoundError):
        return []


def _document(path: Path, root: Path) -> Document:
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    _check_kind(path, status)
    location = path.relative_to(root).as_posix()
    # A name that is no UTF-8 must still be text in the ledger.
    location = location.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Document(location=location, path=path, mtime_ns=status.st_mtime_ns, size=status.st_size)


def _check_kind(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise SourceError(
            "this is a folder, not a file", where=str(path), remedy="give a file, or the glob of its files"
        )
    if not stat.S_ISREG(status.st_mode):
        raise SourceError("this is a pipe or a device, not a file", where=str(path), remedy="give the path of a file")


def _check_size(path: Path, size: int, limit: int) -> None:
    if size > limit:
        raise SourceError(
            f"the file has {size:,} bytes or more, and the limit is {limit:,}", where=str(path), remedy="split it"
        )


def _unreadable(path: Path, error: OSError) -> SourceError:
    message, remedy = _REASONS.get(error.errno or 0, (error.strerror or str(error), "see whether it can be read"))
    return SourceError(message, where=str(path), remedy=remedy)


def _nothing(source: Source) -> SourceError:
    if source.path is not None and source.path.is_dir():
        remedy = "put pages there; folders below it are only read with a glob such as **/*.txt"
        return SourceError("no file to read is in this folder", where=str(source.path), remedy=remedy, fault="gone")
    remedy = "see whether `path` is spelt right"
    return SourceError("there is nothing here", where=str(source.path), remedy=remedy, fault="gone")


_REASONS = {
    errno.ENOENT: ("there is no such file", "see whether the path is spelt right"),
    errno.EACCES: ("it may not be read", "give the user who runs feeds leave to read it"),
    errno.ELOOP: ("its symbolic links lead in a circle", "remove the link"),
    errno.ENAMETOOLONG: ("the path is too long", "see whether it is spelt right"),
    errno.EISDIR: ("this is a folder, not a file", "give a file, or the glob of its files"),
    errno.EIO: ("the disk could not be read", "see whether it is sound"),
}
