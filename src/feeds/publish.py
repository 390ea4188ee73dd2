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
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath

import msgspec

from feeds.errors import PublishError
from feeds.remembered import Published, Undo

_SAFE = re.compile(r"(items/)?[.a-z0-9][-.a-z0-9]*")
# Hidden, and with an ending of its own: whoever lists feeds or pages must not take half a file for one.
PART = ".feeds-part"
# What only our renderers write, by the ending of the file: a page of somebody else may well speak of Feeds.
_FORMS = {
    ".rss": rb"<\?xml version='1\.0' encoding='UTF-8'\?>\n<rss [^\n]*\n.*\n    <generator>Feeds</generator>\n",
    ".atom": rb"<\?xml version='1\.0' encoding='UTF-8'\?>\n<feed [^\n]*\n.*\n  <generator>Feeds</generator>\n",
    ".json": rb'\{"version":"https://jsonfeed\.org/version/1\.1","title":"[^\n]*,"items":\[\n(?:\{"id":"urn:uuid:|\n\]\})'
    rb'|\{\n  "generator": "Feeds",\n  "made": "',
    ".svg": rb"<svg [^\n]*>\n<title>Feeds: ",
    ".ics": rb"BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:-//Feeds//Feeds//EN\r\n",
    ".html": rb'<!DOCTYPE html>\n<html lang="[^\n]*\n.*\n<meta name="theme-color" media="[^\n]*\n.*'
    rb'\n<link rel="stylesheet" href="[^"\n]*feeds\.css">\n',
    ".opml": rb'<\?xml version="1\.0" encoding="UTF-8"\?>\n<opml version="2\.0">\n<head>\n<title>.*</head>\n<body>\n',
    ".css": rb"/\* Feeds: spruce ink on cool paper, marigold for dates\.",
}
_OURS = {suffix: re.compile(form, re.DOTALL) for suffix, form in _FORMS.items()}
_TOP = 65536


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is to stand below the output folder; `content` is only asked for when `key` is not what it was.

    `updated` is the instant of the newest revision in it, which becomes its time of change.
    """

    path: str
    key: str
    part: str
    content: Callable[[], Iterable[bytes]]
    updated: datetime


class Staged(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is ready at `ready`, and takes its place by being renamed; `before` is what stands there now."""

    file: Published
    ready: Path
    before: Published | None


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


@contextmanager
def for_now(folder: Path) -> Iterator[None]:
    """Have a folder of files that is gone afterwards, and with it the folders above that were made for it.

    Raises:
        PublishError: it cannot be cleared away.
    """
    discard(folder)
    made = [parent for parent in folder.parents if not parent.exists()]
    try:
        yield
    finally:
        discard(folder)
        for parent in made:
            # It is not there when nothing was made ready, and not ours when somebody else put something into it.
            with suppress(OSError):
                parent.rmdir()


def stands(output: Path, file: Published) -> bool:
    """Tell whether a published file is on disk as we left it, by its size and time of change."""
    try:
        # A text, not a Path: thousands of these are made when there is nothing to do.
        status = os.lstat(f"{output}/{file.path}")
    except OSError:
        return False
    return (status.st_mtime_ns, status.st_size) == (file.mtime_ns, file.size) and stat.S_ISREG(status.st_mode)


class Stage:
    """Makes files ready, beside their places or in a folder of their own, without touching what is published."""

    def __init__(self, output: Path, apart: Path | None = None) -> None:
        self._output, self._apart = output, apart
        self._count = 0

    def prepare(self) -> None:
        """Make the folders, and clear away what a build that was killed left ready.

        Raises:
            PublishError: a folder cannot be written.
        """
        with _told(self._apart or self._output):
            if self._apart is None:
                _prepare(self._output)
            else:
                self._apart.mkdir(parents=True, exist_ok=True)

    def ready(self, want: Wanted, known: Published | None) -> Staged | Published:
        """Render a file, unless it stands there as it is wanted; one of the same bytes is not written again.

        Raises:
            PublishError: it cannot be written, or something that is not ours stands in its place.
        """
        with _told(self._output):
            stands_there = known is not None and stands(self._output, known)
            if known is not None and stands_there and known.key == want.key:
                return known
            place = self._output / _checked(want.path)
            if known is None:
                _refuse_foreign(place)
            self._count += 1
            part = place.with_name(f".{place.name}{PART}") if self._apart is None else self._apart / f"{self._count}"
            file = _write(part, want, known)
            if _holds(place, part, file):
                part.unlink()
                status = os.lstat(place)
                return msgspec.structs.replace(file, mtime_ns=status.st_mtime_ns, size=status.st_size)
            return Staged(file=file, ready=part, before=known)

    def drop(self, staged: Iterable[Staged]) -> None:
        """Throw away what is not to be published."""
        with _told(self._output):
            for one in staged:
                one.ready.unlink(missing_ok=True)


def _write(part: Path, want: Wanted, known: Published | None) -> Published:
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in want.content():
                file.write(piece)
                digest.update(piece)
                size += len(piece)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return Published(
        path=want.path,
        sha256=digest.hexdigest(),
        size=size,
        mtime_ns=_moment(want.updated, known),
        key=want.key,
        part=want.part,
    )


def _moment(updated: datetime, known: Published | None) -> int:
    """Give the time of change that clients are told: that of the newest revision, and never one that they have seen."""
    wanted = int(updated.timestamp()) * _SECOND
    return max(wanted, (known.mtime_ns // _SECOND + 1) * _SECOND) if known and known.mtime_ns > 0 else wanted


_SECOND = 10**9
_MANY = 32  # files from which on the disk is synchronised once for all, which is much faster than for each


def swap(
    output: Path,
    staged: Sequence[Staged],
    gone: Iterable[str],
    keep: Callable[[str], Path] | None,
) -> tuple[str, ...]:
    """Put files that are ready into their places, after what they replace was kept, then take away what is `gone`.

    Gives the paths of those that still stood there. `keep` names the file that is to keep what stood at a path.

    Raises:
        PublishError: the folder cannot be written; each file is as before or as wanted.
    """
    with _told(output):
        _synchronise_files([one.ready for one in staged])
        for one in staged:
            place = output / one.file.path
            os.utime(one.ready, ns=(one.file.mtime_ns, one.file.mtime_ns))
            if keep is not None:
                _keep(place, keep(one.file.path))
            one.ready.replace(place)
        removed = []
        for path in sorted(gone):
            if keep is not None:
                _keep(output / _checked(path), keep(path))
            if _remove(output, path):
                removed.append(path)
        if staged or removed:
            _synchronise(output)
    return tuple(removed)


def write_alone(path: Path, body: bytes) -> None:
    """Write a file outside any output folder, whole or not at all.

    Raises:
        PublishError: it cannot be written.
    """
    part = path.with_name(f".{path.name}{PART}")
    with _told(path):
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        part.replace(path)


def put_back(output: Path, undo: Iterable[Undo], kept: Callable[[str], Path]) -> tuple[str, ...]:
    """Put what stood there before back into its place, and take away what was new; gives the paths.

    Raises:
        PublishError: something that was kept is gone, or the folder cannot be written.
    """
    undo = tuple(undo)
    with _told(output):
        _prepare(output)
        lost = [one.path for one in undo if one.before is not None and not kept(one.path).is_file()]
        if lost:
            raise PublishError(f"what stood there before is gone: {lost[0]}", where=str(output), remedy="build again")
        for one in undo:
            place = output / _checked(one.path)
            if one.before is None:
                _remove(output, one.path)
                continue
            part = place.with_name(f".{place.name}{PART}")
            _link(kept(one.path), part)
            part.replace(place)
            # Nothing is renamed where both are names of one file: one that is back already.
            part.unlink(missing_ok=True)
        _synchronise(output)
    return tuple(one.path for one in undo)


def discard(folder: Path) -> None:
    """Remove a folder of files that we kept, if it is there."""
    with _told(folder):
        for entry in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
            entry.unlink()
        if folder.is_dir():
            folder.rmdir()


def _keep(place: Path, kept: Path) -> None:
    # What a publication that was killed has kept is what stood there before, not what it put there.
    if not place.is_file() or place.is_symlink() or kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = kept.with_name(f".{kept.name}{PART}")
    _link(place, part)
    part.replace(kept)


def _link(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        # Another disk, or one that knows no second name of a file.
        target.write_bytes(source.read_bytes())
        shutil.copystat(source, target)


def _synchronise_files(files: Sequence[Path]) -> None:
    if len(files) > _MANY:
        os.sync()
        return
    for file in files:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _prepare(output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    items = output / "items"
    if items.is_symlink():
        raise PublishError(
            "items is a symbolic link", where=str(output), remedy="remove it: Feeds makes a folder there"
        )
    items.mkdir(exist_ok=True)
    for folder in (output, items):
        for leftover in folder.glob(f".*{PART}"):
            leftover.unlink()


def claimed(staged: Staged) -> Published:
    """Give what to remember of a file before it is written for the first time."""
    return Published(path=staged.file.path, sha256="", size=-1, mtime_ns=-1, key="", part=staged.file.part)


def _checked(path: str) -> PurePosixPath:
    if not _SAFE.fullmatch(path):
        raise PublishError(f"{path!r} is no path that Feeds writes to")
    return PurePosixPath(path)


def _holds(place: Path, part: Path, file: Published) -> bool:
    try:
        status = os.lstat(place)
        if not stat.S_ISREG(status.st_mode) or status.st_size != file.size:
            return False
        with place.open("rb") as one, part.open("rb") as other:
            while piece := one.read(_PIECE):
                if piece != other.read(_PIECE):
                    return False
        return True
    except FileNotFoundError:
        return False


_PIECE = 1 << 18


def _refuse_foreign(place: Path) -> None:
    """Keep a file that somebody else put there; one of ours may be there because the ledger was lost."""
    if os.path.lexists(place) and not is_ours(place):
        raise PublishError(
            "this is there already, and Feeds did not write it",
            where=str(place),
            remedy="move it away, or choose another output folder",
        )


def is_ours(place: Path) -> bool:
    """Tell whether something has the form that only our renderers write."""
    if place.is_symlink() or not place.is_file():
        return False
    with place.open("rb") as file:
        top = file.read(_TOP)
    form = _OURS.get(place.suffix)
    return form.match(top) is not None if form else not top


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
