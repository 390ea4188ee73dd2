"""Killed at any moment: the ledger is sound, every published file is whole, none is lost, and the next build heals.

`make crash` does it with 10,000 items, 200 times and more.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from lxml import etree

from feeds.release import KEPT
from many import Many, remembered, sound, unmoved
from workshop import assert_whole

KILLS = int(os.environ.get("FEEDS_CRASHES", "16"))
IS_FULL = KILLS >= 200
ITEMS = 10_000 if IS_FULL else 500
PAGES = 600 if IS_FULL else 60
"""How many items there are where each has files of its own."""
AT_ONCE = 8 if IS_FULL else 4
"""Kills before a build is left in peace."""
EDITED = 60
SLOW = 40
"""After so many kills everything is read by the parsers of others as well, which takes its time."""
PART = ".feeds-part"

# Few, for each build is to be short; still there are archives, calendars by year, and all formats.
FEEDS = """
[[feed]]
name = "news"
kinds = ["article"]
formats = ["rss", "json"]

[[feed]]
name = "events"
kinds = ["event"]
formats = ["atom", "ics"]
"""

Phase: TypeAlias = Literal["reading", "staging", "swapping", "remembering"]
PHASES: tuple[Phase, ...] = ("reading", "staging", "swapping", "remembering")
Files: TypeAlias = dict[str, tuple[int, int]]
"""Of each file its inode and time of change: a file that took another's place differs."""


class Site:
    """A workshop that publishes its sources twice: in `output`, where builds are killed, and undisturbed in `calm`."""

    def __init__(self, folder: Path, number: int, *, item_pages: bool = False) -> None:
        self.work = Many(folder, number, item_pages=item_pages, more=FEEDS)
        self.hours = 7
        self.calm = folder / "calm"
        self.allowed: dict[str, set[str]] = {}
        self.hits: Counter[str] = Counter()
        self.tries = 0
        self.lasts: dict[Phase, float] = {}
        self._pace = dict.fromkeys(PHASES, 1.0)
        self._pick = random.Random(number)

    @property
    def now(self) -> str:
        return f"2026-03-{2 + self.hours // 24:02}T{self.hours % 24:02}:00:00Z"

    def start(self, output: Path) -> subprocess.Popen[bytes]:
        words = ("build", "--quiet", "--now", self.now, "--output", str(output))
        return subprocess.Popen([sys.executable, "-m", "feeds", *words], cwd=self.work.folder, stderr=subprocess.PIPE)

    def undisturbed(self) -> None:
        """Build where nobody disturbs it, and see how long each phase lasts."""
        self.hours += 1
        before, build = standing(self.calm), self.start(self.calm)
        moments = [time.monotonic()]
        for phase in PHASES[:-1]:
            wait_for_end(build, phase, self.calm, before)
            moments.append(time.monotonic())
        assert build.communicate()[1] == b""
        assert build.returncode == 0
        moments.append(time.monotonic())
        self.lasts = {phase: end - start for phase, start, end in zip(PHASES, moments, moments[1:], strict=False)}
        for path, known in hashes(self.calm).items():
            self.allowed[path] = {*self.allowed.get(path, set()), known}

    def kill_some(self, number: int) -> None:
        """Kill builds one after the other, each upon what the one before has left, as long as there is work left."""
        self._snapshot()
        aims = [PHASES[(self.tries + turn) % len(PHASES)] for turn in range(number)]
        self._pick.shuffle(aims)
        came: Phase | None = None
        for turn, phase in enumerate(aims):
            if turn and (came in (None, "remembering") or PHASES.index(came) > PHASES.index(phase)):
                self._restore()
            came = self.kill(phase)

    def _snapshot(self) -> None:
        self._copy(self.work.folder, self.work.folder / "before")

    def _restore(self) -> None:
        self._copy(self.work.folder / "before", self.work.folder)

    def _copy(self, source: Path, target: Path) -> None:
        (target / ".feeds").mkdir(parents=True, exist_ok=True)
        for path in (target / "output", *(target / ".feeds").glob("output.*")):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        found = [path for path in (source / "output", *(source / ".feeds").glob("output.*")) if path.exists()]
        # Together, so that kept files stay second names of what is published.
        names = [str(path.relative_to(source)) for path in found]
        if names:
            subprocess.run(["cp", "-a", "--parents", *names, str(target)], cwd=source, check=True)

    def kill(self, phase: Phase) -> Phase | None:
        """Start a build and kill it somewhere in a phase; give the one in which it really was."""
        self.tries += 1
        before = standing(self.work.output)
        build = self.start(self.work.output)
        if phase != "reading":
            wait_for_end(build, PHASES[PHASES.index(phase) - 1], self.work.output, before)
        time.sleep(self._pick.random() * self.lasts[phase] * self._pace[phase])
        build.kill()
        assert build.communicate()[1] == b""
        if build.returncode != -9:
            self._pace[phase] *= 0.8
            return None
        hit = phase_of(before, standing(self.work.output))
        # A machine that has less to do by now is faster than was measured.
        late = PHASES.index(hit) - PHASES.index(phase)
        self._pace[phase] = min(1.0, self._pace[phase] * (0.8 if late > 0 else 1.1))
        self.hits[hit] += 1
        self.check(before)
        return hit

    def check(self, before: Files) -> None:
        """See that nothing is half or lost: each file is the one before or the one that an undisturbed build makes."""
        here = hashes(self.work.output)
        assert {path for path in before if not path.endswith(PART)} <= here.keys()
        for path, known in here.items():
            assert known in self.allowed[path], path
        look_at(self.work.output, [path for path in standing(self.work.output) if not path.endswith(PART)], before)
        if sum(self.hits.values()) % SLOW == 0:
            assert_whole(self.work.output)
        # A copy, so that the next build finds what the kill has left and not what we have mended.
        copy = self.work.folder / "copy"
        copy.mkdir(exist_ok=True)
        for ending in ("", "-wal"):
            (copy / f"ledger{ending}").unlink(missing_ok=True)
            if (part := self.work.ledger.with_name(self.work.ledger.name + ending)).exists():
                shutil.copy(part, copy / f"ledger{ending}")
        if (copy / "ledger").exists():
            sound(copy / "ledger")

    def healed(self) -> None:
        """Build in peace: all is as if nobody had ever been killed, and a further build has nothing to do."""
        self.build()
        assert hashes(self.work.output) == hashes(self.calm)
        assert modified(self.work.output) == modified(self.calm)
        state = self.work.folder / ".feeds"
        assert remembered(self.work.ledger) == remembered(state / "calm.sqlite3")
        # One that was killed when all was done left the oldest to the next publication.
        assert len(list(state.glob("output.kept-*"))) <= KEPT + 1
        assert not [path for path in standing(self.work.output) if path.endswith(PART)]
        times, ledger = standing(self.work.output), unmoved(self.work.ledger)
        self.build()
        assert standing(self.work.output) == times
        assert unmoved(self.work.ledger) == ledger
        for path, known in hashes(self.calm).items():
            self.allowed[path] = {known}

    def build(self) -> None:
        build = self.start(self.work.output)
        assert build.communicate()[1] == b""
        assert build.returncode == 0

    def start_anew(self) -> None:
        """Take away all that was built and killed; what was built undisturbed stays."""
        shutil.rmtree(self.work.folder / "before", ignore_errors=True)
        self._restore()

    def edit(self) -> None:
        self.work.edit(self._pick.sample(sorted(self.work.revisions), EDITED))


def standing(output: Path) -> Files:
    found: Files = {}
    for folder, start in ((output, ""), (output / "items", "items/")):
        if not folder.is_dir():
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    status = entry.stat(follow_symlinks=False)
                except FileNotFoundError:  # it has just taken its place
                    continue
                if not entry.is_dir():
                    found[start + entry.name] = (status.st_ino, status.st_mtime_ns)
    return found


def phase_of(before: Files, now: Files) -> Phase:
    """Tell from what stands there how far a build came that found what was there before."""
    fresh = [path for path, known in now.items() if before.get(path) != known]
    parts = sum(path.endswith(PART) for path in fresh)
    if parts == len(fresh):
        return "staging" if parts else "reading"
    return "swapping" if parts else "remembering"


def wait_for_end(build: subprocess.Popen[bytes], phase: Phase, output: Path, before: Files) -> None:
    while build.poll() is None and PHASES.index(phase_of(before, standing(output))) <= PHASES.index(phase):
        time.sleep(0.002 if phase == "reading" else 0.0005)


def hashes(output: Path) -> dict[str, str]:
    paths = (path for path in standing(output) if not path.endswith(PART))
    return {path: hashlib.sha256((output / path).read_bytes()).hexdigest() for path in paths}


def modified(output: Path) -> dict[str, int]:
    return {path: known[1] for path, known in standing(output).items()}


def look_at(output: Path, paths: list[str], before: Files) -> None:
    """Parse what is new, quickly."""
    now = standing(output)
    for path in (path for path in paths if before.get(path) != now.get(path)):
        body = (output / path).read_bytes()
        match Path(path).suffix:
            case ".json":
                json.loads(body)
            case ".rss" | ".atom" | ".opml":
                etree.fromstring(body)
            case ".ics":
                assert body.endswith(b"END:VCALENDAR\r\n")
                assert body.count(b"BEGIN:VEVENT") == body.count(b"END:VEVENT")
            case ".html":
                assert body.rstrip().endswith(b"</html>")
            case _:
                pass


def fair(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Most builds were killed, and enough of them in each phase."""
    killed = sum(site.hits.values())
    if not IS_FULL:
        # Which phase a handful of kills meets is chance: renaming takes milliseconds, and a shared machine halts.
        assert killed >= AT_ONCE // 2
        return
    with capsys.disabled():
        sys.stdout.write(f"\n{killed} of {site.tries} builds were killed: {dict(site.hits)}\n")
    assert killed >= 0.6 * site.tries
    assert all(site.hits[phase] >= killed // 12 for phase in PHASES), site.hits


def rounds(site: Site, share: float) -> Iterator[None]:
    """Go on until the share of kills is done in several phases; `fair` minds builds that came to their end."""
    while (sum(site.hits.values()) < KILLS * share or len(site.hits) < 3) and site.tries < 2 * KILLS:
        yield


def test_killed_while_it_builds_for_the_first_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path / "site", ITEMS)
    site.undisturbed()
    for _ in rounds(site, 0.2):
        site.start_anew()
        site.kill_some(AT_ONCE)
        site.healed()
    fair(site, capsys)


def test_killed_after_edits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path / "site", ITEMS)
    site.undisturbed()
    site.healed()
    for _ in rounds(site, 0.5):
        site.edit()
        site.undisturbed()
        site.kill_some(AT_ONCE)
        site.healed()
    fair(site, capsys)


def test_killed_with_files_for_each_item(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path / "site", PAGES, item_pages=True)
    site.undisturbed()
    site.kill_some(AT_ONCE)
    site.healed()
    for _ in rounds(site, 0.3):
        site.edit()
        site.undisturbed()
        site.kill_some(AT_ONCE)
        site.healed()
    fair(site, capsys)
