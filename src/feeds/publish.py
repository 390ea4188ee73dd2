"""Bytes to files: each whole or not at all, only when its bytes differ, and nothing that is not ours.

A file is written beside its place, synchronised and renamed. Paths are made of our own names and never of anything that
a source says.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

import msgspec

from feeds.errors import PublishError
from feeds.remembered import Published

_SAFE = re.compile(r"(items/)?[.a-z0-9][-.a-z0-9]*")
# Hidden, and with an ending of its own: whoever lists feeds or pages must not take half a file for one.
_PART = ".feeds-part"
# What only our renderers write, by the ending of the file: a page of somebody else may well speak of Feeds.
_FORMS = {
    ".rss": rb"<\?xml version='1\.0' encoding='UTF-8'\?>\n<rss [^\n]*\n.*\n    <generator>Feeds</generator>\n",
    ".atom": rb"<\?xml version='1\.0' encoding='UTF-8'\?>\n<feed [^\n]*\n.*\n  <generator>Feeds</generator>\n",
    ".json": rb'\{"version":"https://jsonfeed\.org/version/1\.1","title":"[^\n]*,"items":\[\n(?:\{"id":"urn:uuid:|\n\]\})',
    ".ics": rb"BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:-//Feeds//Feeds//EN\r\n",
    ".html": rb'<!DOCTYPE html>\n<html lang="[^\n]*\n.*\n<meta name="theme-color" media="[^\n]*\n.*'
    rb'\n<link rel="stylesheet" href="[^"\n]*feeds\.css">\n',
    ".opml": rb'<\?xml version="1\.0" encoding="UTF-8"\?>\n<opml version="2\.0">\n<head>\n<title>.*</head>\n<body>\n',
    ".css": rb"/\* Feeds: spruce ink on cool paper, marigold for dates\.",
}
_OURS = {suffix: re.compile(form, re.DOTALL) for suffix, form in _FORMS.items()}
_TOP = 65536


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is to stand below the output folder; `content` is only called when `key` is not what it was."""

    path: str
    key: str
    content: Callable[[], bytes]


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """How the output folder was left: all `files`, and of them the paths `written`; `gone` are no longer ours,
    `removed` are those of them that still stood there.
    """

    files: tuple[Published, ...]
    written: tuple[str, ...]
    gone: tuple[str, ...]
    removed: tuple[str, ...]


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock of an output folder, or yield False when another build holds it; any death of ours frees it."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stands(output: Path, file: Published) -> bool:
    """Tell whether a published file is on disk as we left it, by its size and time of change."""
    try:
        # A text, not a Path: thousands of these are made when there is nothing to do.
        status = os.lstat(f"{output}/{file.path}")
    except OSError:
        return False
    return (status.st_mtime_ns, status.st_size) == (file.mtime_ns, file.size) and stat.S_ISREG(status.st_mode)


def publish(
    output: Path,
    wanted: Iterable[Wanted],
    before: tuple[Published, ...],
    claim: Callable[[tuple[Published, ...]], None],
) -> Publication:
    """Bring the output folder to what is wanted, in that order; then take away what we once wrote and no longer want.

    `claim` is told of files that we have never written before the first of them is, so that a killed build leaves none
    behind that nobody knows.

    Raises:
        PublishError: the folder cannot be written; each file is as before or as wanted.
    """
    wanted = tuple(wanted)
    known = {file.path: file for file in before}
    fresh = tuple(want for want in wanted if want.path not in known)
    with _told(output):
        _prepare(output)
        for want in fresh:
            _refuse_foreign(output / _checked(want.path))
        claim(tuple(_claimed(want) for want in fresh))
        brought = [_bring(output, want, known.get(want.path)) for want in wanted]
        gone = sorted(known.keys() - {want.path for want in wanted})
        removed = tuple(path for path in gone if _remove(output, path))
        if removed or any(wrote for _, wrote in brought):
            _synchronise(output)
    return Publication(
        files=tuple(file for file, _ in brought),
        written=tuple(file.path for file, wrote in brought if wrote),
        gone=tuple(gone),
        removed=removed,
    )


def _prepare(output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    items = output / "items"
    if items.is_symlink():
        raise PublishError(
            "items is a symbolic link", where=str(output), remedy="remove it: Feeds makes a folder there"
        )
    items.mkdir(exist_ok=True)
    for folder in (output, items):
        for leftover in folder.glob(f".*{_PART}"):
            leftover.unlink()


def _claimed(want: Wanted) -> Published:
    return Published(path=want.path, sha256="", size=-1, mtime_ns=-1, key="")


def _bring(output: Path, want: Wanted, known: Published | None) -> tuple[Published, bool]:
    if known is not None and known.key == want.key and stands(output, known):
        return known, False
    body = want.content()
    place = output / _checked(want.path)
    wrote = not _holds(place, body)
    if wrote:
        _replace(place, body)
    status = os.lstat(place)
    file = Published(
        path=want.path,
        sha256=hashlib.sha256(body).hexdigest(),
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        key=want.key,
    )
    return file, wrote


def _checked(path: str) -> PurePosixPath:
    if not _SAFE.fullmatch(path):
        raise PublishError(f"{path!r} is no path that Feeds writes to")
    return PurePosixPath(path)


def _holds(place: Path, body: bytes) -> bool:
    try:
        status = os.lstat(place)
        return stat.S_ISREG(status.st_mode) and status.st_size == len(body) and place.read_bytes() == body
    except FileNotFoundError:
        return False


def _refuse_foreign(place: Path) -> None:
    """Keep a file that somebody else put there; one of ours may be there because the ledger was lost."""
    if os.path.lexists(place) and not _is_ours(place):
        raise PublishError(
            "this is there already, and Feeds did not write it",
            where=str(place),
            remedy="move it away, or choose another output folder",
        )


def _is_ours(place: Path) -> bool:
    if place.is_symlink() or not place.is_file():
        return False
    with place.open("rb") as file:
        top = file.read(_TOP)
    form = _OURS.get(place.suffix)
    return form.match(top) is not None if form else not top


def _replace(place: Path, body: bytes) -> None:
    part = place.with_name(f".{place.name}{_PART}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(handle)
        part.replace(place)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise


def _remove(output: Path, path: str) -> bool:
    try:
        (output / _checked(path)).unlink()
    except FileNotFoundError:
        return False
    return True


def _synchronise(output: Path) -> None:
    for folder in (output / "items", output):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = str(error.filename or output)
        message, remedy = _REASONS.get(
            error.errno or 0, (error.strerror or str(error), "see whether it can be written")
        )
        raise PublishError(message, where=where, remedy=remedy) from error


_REASONS = {
    errno.ENOSPC: ("the disk is full", "make room; what is published stays as it was"),
    errno.EDQUOT: ("the quota is used up", "make room; what is published stays as it was"),
    errno.EFBIG: ("the file grew past the limit of this system", "raise the limit; what is published stays as it was"),
    errno.EACCES: ("this folder may not be written", "give the user who runs feeds leave to write it"),
    errno.EPERM: ("this folder may not be written", "give the user who runs feeds leave to write it"),
    errno.EROFS: ("this disk is read-only", "choose another output folder"),
    errno.ENOTDIR: ("there is a file where a folder is needed", "move it away, or choose another output folder"),
    errno.EEXIST: ("there is a file where a folder is needed", "move it away, or choose another output folder"),
    errno.EISDIR: ("there is a folder where a file is needed", "move it away, or choose another output folder"),
    errno.ELOOP: ("its symbolic links lead in a circle", "remove the link"),
}
