"""Whether all is sound: configuration, sources, ledger, what is published and what is kept. It changes nothing."""

from __future__ import annotations

import hashlib
import os
import shlex
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from feeds import secret
from feeds.catalogue import LARGE
from feeds.check import check
from feeds.config import state_folder
from feeds.errors import LedgerError, PublishError, SourceError
from feeds.fetch import listing, read
from feeds.ledger import Ledger
from feeds.model import Config, Source
from feeds.pipeline import is_built, key_path, ledger_path, looked_into, rehearsal_path, undisturbed
from feeds.publish import PART, is_ours, stands
from feeds.release import EVERYTHING, Hold, held_since, lost_from_kept, pinned
from feeds.remembered import Published
from feeds.wording import in_zone

_NAMED = 3
"""Files of a kind that a finding names."""
_TOLD = 20
"""Problems of one kind that are told one by one."""
_ROOM = 3
"""Times the size of the output that should be free on its disk: what is made ready, and what is kept."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, and what to do about it."""

    level: Literal["ok", "note", "problem"]
    what: str
    remedy: str = ""


def examine(config: Config, now: datetime) -> Iterator[Finding]:
    """Look at everything, one finding after the other; what cannot be looked at is a finding too."""
    yield from _site(config)
    told: set[str] = set()
    for source in config.sources:
        for finding in _source(config, source):
            if finding.level == "problem":
                told.add(source.name)
            yield finding
    yield from _state(config)
    yield from _space(config)
    try:
        with undisturbed(config) as is_still:
            yield from _memory(config, now, told, is_still=is_still)
    except (LedgerError, PublishError) as error:
        yield _failed(error)


def _failed(error: LedgerError | PublishError | SourceError) -> Finding:
    where = f"{error.where}: " if error.where else ""
    return Finding(level="problem", what=f"{where}{error.message}", remedy=error.remedy)


def _ok(what: str) -> Finding:
    return Finding(level="ok", what=what)


def _note(what: str, remedy: str = "") -> Finding:
    return Finding(level="note", what=what, remedy=remedy)


def _problem(what: str, remedy: str) -> Finding:
    return Finding(level="problem", what=what, remedy=remedy)


# --- what needs no ledger -------------------------------------------------------------------------------------------


def _site(config: Config) -> Iterator[Finding]:
    yield _ok(
        f"the configuration is sound: {_count(len(config.sources), 'source')}, {_count(len(config.feeds), 'feed')}"
    )
    if config.site.base_url is None:
        yield _note(
            "there is no base_url: nobody can subscribe", "set it in [site] to the address of the output folder"
        )


def _source(config: Config, source: Source) -> Iterator[Finding]:
    if source.is_fetched:
        # A server is asked by builds, as often as it likes to be.
        yield _ok(f"source {source.name}: fetched from {source.url}")
        return
    found = listing(source, config.apart)
    failures = [*found.failures]
    for document in found.documents:
        try:
            read(document)
        except SourceError as error:
            failures.append(error)
    if not failures:
        yield _ok(f"source {source.name}: {_count(len(found.documents), 'page')} can be read")
    yield from _several([_failed(error) for error in failures], f"source {source.name}")


def _several(findings: Sequence[Finding], of: str) -> Iterator[Finding]:
    yield from findings[:_TOLD]
    if len(findings) > _TOLD:
        yield _problem(f"{of}: {len(findings) - _TOLD} more like these", "mend those first")


def _state(config: Config) -> Iterator[Finding]:
    folder, begins = state_folder(config.output), f"{config.output.name}."
    status = _status(folder)
    if status is None:
        return
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        yield _problem(f"{folder}: others may write there", f"chmod go-w {folder}")
    names = []
    with suppress(OSError):
        names = sorted(name for name in os.listdir(folder) if name.startswith(begins))  # noqa: PTH208
    open_to_others = [folder / name for name in names if _is_open(folder / name)]
    for path in open_to_others:
        yield _problem(f"{path}: others than its owner may use it", f"chmod 600 {path}")
    if not open_to_others and is_built(config):
        yield _ok("only its owner may read what is remembered")
    if _status(rehearsal_path(config)) is not None:
        yield _note(
            f"{rehearsal_path(config)} was left by a plan that was killed", "the next `feeds plan` clears it away"
        )


def _is_open(path: Path) -> bool:
    status = _status(path)
    return status is not None and stat.S_ISREG(status.st_mode) and bool(status.st_mode & _OTHERS)


def _status(path: Path) -> os.stat_result | None:
    with suppress(OSError):
        return os.lstat(path)
    return None


def _space(config: Config) -> Iterator[Finding]:
    there = next((path for path in (config.output, *config.output.parents) if _status(path)), None)
    if there is None:
        return
    size = sum(status.st_size for path in _walk(config.output) if (status := _status(path)))
    disk = os.statvfs(there)
    free = disk.f_bavail * disk.f_frsize
    if free < _ROOM * size:
        what = f"{_megabytes(free)} are free on the disk of the output, which has {_megabytes(size)}"
        yield _note(what, "make room: what is published anew stands there twice for a while, and old files are kept")
    else:
        yield _ok(f"there is room on the disk: {_megabytes(free)} beside {_megabytes(size)} of output")


# --- what is remembered ---------------------------------------------------------------------------------------------


def _memory(config: Config, now: datetime, told: set[str], *, is_still: bool) -> Iterator[Finding]:
    path = ledger_path(config)
    if not is_built(config):
        yield from _nothing(config)
        return
    with looked_into(config) as ledger:
        yield _form(ledger.form)
        problems = ledger.problems()
        remedy = "put back a copy of the ledger, or move it away to begin anew: readers will then see every item again"
        yield from _several([_problem(f"{path}: {line}", remedy) for line in problems], str(path))
        if problems:
            return
        yield _ok("the ledger is whole")
        yield from _forgotten(config, ledger)
        yield from _several(list(_last_runs(config, ledger, told)), "sources")
        yield from _holds(config, ledger)
        yield from _undelivered(config, ledger)
        if not is_still:
            yield _note("a build is at work, so the files were not looked at", "ask again when it has ended")
            return
        yield from _files(config, ledger.published(), now)
        yield from _strangers(config, {file.path for file in ledger.published()})
        yield from _kept(config, ledger)


def _nothing(config: Config) -> Iterator[Finding]:
    ours = [path for path in _walk(config.output) if _is_of_feeds(path)]
    if ours:
        what = f"{ledger_path(config)} is not there, though {_count(len(ours), 'file')} of Feeds are published"
        yield _problem(what, "put back a copy of the ledger: without it, readers see every item again")
    else:
        yield _note("nothing was built yet", "run `feeds build`")


def _form(form: int) -> Finding:
    from feeds.ledger.migrations import SCHEMA  # noqa: PLC0415  only with a ledger in SQLite

    if form < SCHEMA:
        return _note(f"the ledger has form {form}", f"the next build brings it to form {SCHEMA}, and keeps a copy")
    return _ok(f"the ledger has form {form}, as it should")


def _forgotten(config: Config, ledger: Ledger) -> Iterator[Finding]:
    tombstones = ledger.tombstones()
    if not tombstones:
        return
    path = key_path(config)
    try:
        secret.read(path, ledger.stamp("key"))
    except LedgerError as error:
        yield _failed(error)
    else:
        if not _is_open(path):
            yield _ok(f"the key of what was forgotten is there ({_count(len(tombstones), 'tombstone')})")


def _last_runs(config: Config, ledger: Ledger, told: set[str]) -> Iterator[Finding]:
    """Tell of sources that failed when they were last read, but for those that were `told` of.

    A file that is there may be a wrong one, and a server is not asked again. What is held is told of with its hold.
    """
    known, zone = ledger.health(), ZoneInfo(config.site.timezone)
    for source in config.sources:
        health = known.get(source.name)
        if health is None or source.name in told or health.outcome in ("ok", "empty", "held"):
            continue
        when = f"{in_zone(health.last_run, zone):%Y-%m-%d %H:%M %Z}"
        what = f"source {source.name} failed when it was last read, {when}: {health.reason}"
        yield _problem(what, f"feeds preview {shlex.quote(source.name)} shows how it is now")


def _holds(config: Config, ledger: Ledger) -> Iterator[Finding]:
    zone = ZoneInfo(config.site.timezone)
    if (since := pinned(ledger)) is not None:
        yield _problem(since, "feeds build --accept '*' publishes again")
    try:
        held = {**held_since(ledger, "sources"), **held_since(ledger, "publication")}
    except msgspec.MsgspecError:
        yield _note("what is held back cannot be read from the ledger", "the next build writes it anew")
        return
    for name, hold in held.items():
        # Of files that belong to no feed only all can be let through.
        can_be_named = name in {feed.name for feed in config.feeds} | {source.name for source in config.sources}
        yield _held(name, hold, zone, shlex.quote(name if can_be_named else EVERYTHING))


def _held(name: str, hold: Hold, zone: ZoneInfo, accepted: str) -> Finding:
    what = f"{name} is held since {in_zone(hold.since, zone):%Y-%m-%d %H:%M %Z}: {'; '.join(hold.reasons)}"
    return _problem(what, f"if it is meant to be so: feeds build --accept {accepted}")


def _undelivered(config: Config, ledger: Ledger) -> Iterator[Finding]:
    """Tell of what is for the owner and did not get through: who is not told does not know it."""
    zone = ZoneInfo(config.site.timezone)
    for state, level in _LEVELS.items():
        for message in ledger.messages(state, limit=_MESSAGES):
            if message.channel != "websub" and message.error:
                since = f"{in_zone(message.created, zone):%Y-%m-%d %H:%M %Z}"
                what = f"{message.subject} ({message.channel}) is {state} since {since}: {message.error}"
                yield Finding(level=level, what=what, remedy="`feeds push --test` tries it out")


_LEVELS: dict[str, Literal["note", "problem"]] = {"waiting": "problem", "given up": "note"}
_MESSAGES = 1_000


# --- what is published ----------------------------------------------------------------------------------------------


def _files(config: Config, files: Iterable[Published], now: datetime) -> Iterator[Finding]:
    found: dict[str, list[str]] = {}
    invalid: list[Finding] = []
    warnings: Counter[str] = Counter()
    number = 0
    for file in files:
        number += 1
        condition, body = _condition(config, file)
        found.setdefault(condition, []).append(file.path)
        for problem in check(file.path, body, now) if body else ():
            if problem.severity == "error":
                where = f"{file.path}: not valid: {problem.message}" + (f" ({problem.entry})" if problem.entry else "")
                invalid.append(_problem(where, "mend the page that it comes from, and build again"))
            else:
                warnings[problem.code] += 1
    for condition, (level, what, remedy) in _CONDITIONS.items():
        if paths := found.get(condition):
            yield Finding(level=level, what=f"{_count(len(paths), 'file')} {what}: {_named(paths)}", remedy=remedy)
    yield from _several(invalid, "files that are not valid")
    if number and not invalid and found.keys() <= {"as left"}:
        yield _ok(f"all {_count(number, 'file')} stand as they were left, and are valid")
    for code, times in sorted(warnings.items()):
        yield _note(
            f"some readers will not like {code}, {_count(times, 'time')}", "see docs/formats.md for what that is"
        )
    large = [f for f in found.get("as left", ()) if f.endswith(".ics") and _size(config.output / f) > LARGE]
    if large:
        what = f"{_count(len(large), 'calendar')} of more than {_megabytes(LARGE)}, which Google does not take"
        yield _note(f"{what}: {_named(large)}", "part the feed by categories, or lower its limit")


#: What a file can be like, and what is to be done: a build heals what has another size or time, but looks no deeper.
_CONDITIONS: dict[str, tuple[Literal["note", "problem"], str, str]] = {
    "claimed": ("note", "perhaps half written by a build that was killed", "run `feeds build`"),
    "gone": ("problem", "gone that should be published", "run `feeds build`: it puts them back"),
    "other": ("problem", "not as Feeds left it", "remove that, and run `feeds build`: it puts it back"),
    "touched": ("note", "with another time than Feeds left it with", "run `feeds build`: it puts that right"),
    "unreadable": ("problem", "that may not be read", "give the user who runs feeds leave to read and write them"),
}


def _condition(config: Config, file: Published) -> tuple[str, bytes]:
    if not file.sha256:
        return "claimed", b""
    path = config.output / file.path
    status = _status(path)
    if status is None:
        return "gone", b""
    if not stat.S_ISREG(status.st_mode):
        return "other", b""
    try:
        body = path.read_bytes()
    except OSError:
        return "unreadable", b""
    if hashlib.sha256(body).hexdigest() != file.sha256:
        return "other", b""
    return "as left" if stands(config.output, file) else "touched", body


def _size(path: Path) -> int:
    status = _status(path)
    return status.st_size if status else 0


def _strangers(config: Config, known: set[str]) -> Iterator[Finding]:
    found = [path.relative_to(config.output).as_posix() for path in _walk(config.output)]
    parts = [name for name in found if name.endswith(PART)]
    others = [name for name in found if name not in known and not name.endswith(PART)]
    old = [name for name in others if _is_of_feeds(config.output / name)]
    foreign = [name for name in others if name not in old]
    if parts:
        what = f"{_count(len(parts), 'file')} left half written by a build that was killed: {_named(parts)}"
        yield _note(what, "the next build that writes clears them away")
    if old:
        what = f"{_count(len(old), 'file')} of Feeds that the ledger knows nothing of: {_named(old)}"
        yield _note(what, "remove them: nobody keeps them fresh")
    if foreign:
        what = f"{_count(len(foreign), 'file')} that Feeds did not write: {_named(foreign)}"
        yield _note(what, "fine if you put them there: Feeds never touches them")


def _is_of_feeds(path: Path) -> bool:
    with suppress(OSError):
        return is_ours(path) and path.stat().st_size > 0
    return False


def _kept(config: Config, ledger: Ledger) -> Iterator[Finding]:
    lost, number = lost_from_kept(config, ledger), len(ledger.generations())
    for generation, paths in lost.items():
        what = (
            f"publication {generation} cannot be taken back, for {_count(len(paths), 'file')} that were kept are gone"
        )
        yield _problem(f"{what}: {_named(paths)}", "nothing else is wrong: the next three publications take its place")
    if number and not lost:
        yield _ok(f"the last {_count(number, 'publication')} can be taken back")


def _walk(folder: Path) -> Iterator[Path]:
    """Give all that is in the output, without going into folders that are not ours."""
    for place in (folder, folder / "items"):
        with suppress(OSError):
            yield from (
                Path(entry.path)
                for entry in sorted(os.scandir(place), key=lambda entry: entry.name)
                if not (place == folder and entry.name == "items" and entry.is_dir(follow_symlinks=False))
            )


def _named(paths: Sequence[str]) -> str:
    more = len(paths) - _NAMED
    return ", ".join(paths[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
