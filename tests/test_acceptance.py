"""What is promised of 10,000 items: who they are, when files change, and what no accident may do."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from many import Many, remembered, sound, unmoved
from sizes import size
from workshop import NOW, assert_whole

NUMBER = size(2_000, 10_000)
LATER = "2026-03-02T09:00:00Z"
ARTICLE, EVENT = 1321, 4
"""An article that only archives show, and an event that is ahead."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Many:
    made = Many(tmp_path_factory.mktemp("many") / "site", NUMBER)
    made.build(PYTHONHASHSEED="1", LC_ALL="C", TZ="Asia/Tokyo")
    subprocess.run(["cp", "-a", str(made.folder), str(made.folder.with_name("saved"))], check=True)
    return made


@pytest.fixture
def many(built: Many) -> Many:
    """Give the workshop as it was after its first build, with all times of change, under the same path."""
    shutil.rmtree(built.folder)
    subprocess.run(["cp", "-a", str(built.folder.with_name("saved")), str(built.folder)], check=True)
    built.revisions = dict.fromkeys(built.revisions, 0)
    return built


def known(ledger: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(ledger)) as database:
        what = "uid, sequence, first_seen, published, state, digest"
        return sorted(database.execute(f"SELECT {what} FROM record"))


def uid(made: Many, number: int) -> str:
    with closing(sqlite3.connect(made.ledger)) as database:
        about = f'%"Nyt nummer {number} & mere"%'
        ((found,),) = database.execute("SELECT uid FROM record WHERE CAST(item AS TEXT) LIKE ?", (about,))
    return str(found)


def written(report: dict[str, object]) -> set[str]:
    files = report["files"]
    assert isinstance(files, dict)
    return set(files["written"])


# Who they are.


def test_from_scratch_elsewhere_all_is_the_same(many: Many, tmp_path: Path) -> None:
    other = Many(tmp_path / "another place", NUMBER)
    other.build(PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="America/Lima")
    assert other.files() == many.files()
    assert {p.removeprefix(str(other.folder)): t for p, t in other.times().items() if not Path(p).is_dir()} == {
        p.removeprefix(str(many.folder)): t for p, t in many.times().items() if not Path(p).is_dir()
    }
    assert known(other.ledger) == known(many.ledger)
    sound(other.ledger)


def test_an_edit_changes_what_shows_it_and_nothing_else(many: Many) -> None:
    before, times, records = many.files(), many.times(), {row[0]: row for row in known(many.ledger)}
    article, event = uid(many, ARTICLE), uid(many, EVENT)
    many.edit([ARTICLE, EVENT])
    report = many.build(now=LATER)
    after = {row[0]: row for row in known(many.ledger)}
    changed = {uid for uid, row in after.items() if records.get(str(uid)) != row}
    assert after.keys() == records.keys()
    assert changed == {article, event}
    assert [(after[one][1], records[one][1], after[one][2:5] == records[one][2:5]) for one in (article, event)] == [
        (1, 0, True),
        (1, 0, True),
    ]
    holding = {path for path in before if shows(many, path, ARTICLE) or shows(many, path, EVENT)}
    # And the feeds in whose archives it stands say when they were last changed, as do the pages that lead to them.
    leading = {f"{feed}.{form}" for feed in ("all", "news") for form in ("rss", "atom", "json", "html")}
    leading |= {f"events.{form}" for form in ("rss", "atom", "json", "html", "ics")}
    assert holding <= written(report) <= holding | leading | {"index.html", "feeds.opml"}
    assert len(holding) < 16
    assert not [path for path in written(report) if path.startswith(("people.", "jobs."))]
    touched = {p for p, t in many.times().items() if times[p] != t} - {str(many.output)}
    assert touched == {str(many.output / path) for path in written(report)}
    assert {path for path, one in many.files().items() if before[path] != one} == written(report)
    assert_nothing_to_do(many)


def shows(many: Many, path: str, number: int) -> bool:
    """Tell whether a file has what was edited of an item; calendars fold their lines."""
    text = (many.output / path).read_text("utf-8").replace("\r\n ", "")
    return re.search(rf"\bom {number}(?:;|\\;) udgave", text) is not None


def assert_nothing_to_do(many: Many, now: str = LATER) -> None:
    """Build again: no file of ours is written, touched, or grows, and the ledger learns only when it was."""
    paths = [*many.output.rglob("*"), many.ledger, many.output, many.ledger.parent]
    stood = {path: (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_size) for path in paths}
    held, size = unmoved(many.ledger), many.ledger.stat().st_size
    report = many.build(now=now)
    assert written(report) == set()
    # It notes that the sources were read, and when.
    assert (unmoved(many.ledger), many.ledger.stat().st_size) == (held, size)
    stood.pop(many.ledger)
    # Opening the ledger makes files beside it, which go again.
    stood.pop(many.ledger.parent)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_size) for path in stood} == stood


def test_nothing_to_do_writes_nothing(many: Many) -> None:
    assert_nothing_to_do(many, NOW)


def test_sources_that_are_only_touched_change_nothing(many: Many) -> None:
    times, records = many.times(), remembered(many.ledger)["record"]
    for path in many.sources.iterdir():
        os.utime(path)
    assert written(many.build(now=LATER)) == set()
    assert many.times() == times
    assert remembered(many.ledger)["record"] == records


# What no accident may do.


def test_the_ledger_copied_while_a_build_runs_is_whole(many: Many, tmp_path: Path) -> None:
    many.edit(range(0, NUMBER, 100))
    build = start(many)
    copies = 0
    copy = tmp_path / "copy.sqlite3"
    while build.poll() is None:
        shutil.copy(many.ledger, copy)
        if build.poll() is None:
            sound(copy)
            assert len(known(copy)) == NUMBER
            copies += 1
    assert build.wait() == 0
    assert copies >= 3
    sound(many.ledger)


def test_of_two_builds_at_once_one_works(many: Many) -> None:
    many.edit(range(0, NUMBER, 100))
    build = start(many)
    while not (many.ledger.with_name(f"{many.ledger.name}-wal")).exists():
        assert build.poll() is None
        time.sleep(0.001)
    other = many.feeds("build", "--now", LATER)
    assert build.poll() is None, "the first build ended too early to tell"
    assert (other.returncode, other.stderr) == (0, "")
    assert "Another build is already running" in other.stdout
    assert build.wait() == 0
    assert_nothing_to_do(many)


def start(many: Many) -> subprocess.Popen[bytes]:
    words = ("build", "--quiet", "--now", LATER)
    return subprocess.Popen([sys.executable, "-m", "feeds", *words], cwd=many.folder)


HOSTILE = (
    '<script>alert("ondt")</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">her</a><p>Godt.'
    "</p></article></html>]]><!--"
)


def test_a_bad_row_costs_a_row(many: Many) -> None:
    rows = [
        b"x" * 1_000_000,
        b'{"kind":"spaceship","title":"Raket"}',
        b'{"kind":"article","title":"Halv',
        b"\xff\xfe\x00",
        b'{"kind":"event","title":"Uden zone","start":"2026-05-27T09:00:00"}',
        json.dumps({"kind": "article", "title": "Fjendtlig & <b>", "content": HOSTILE}).encode(),
    ]
    page = many.sources / "0.jsonl"
    lines = page.read_bytes().split(b"\n")
    page.write_bytes(b"\n".join([*lines[:100], *rows, *lines[100:]]))
    records = {row[0] for row in known(many.ledger)}
    report = many.build(now=LATER)
    source: dict[str, object] = report["sources"][0]  # type: ignore[index]
    assert (source["refused"], source["added"], source["changed"], source["items"]) == (5, 1, 0, NUMBER + 1)
    assert source["failures"] == []
    assert len({row[0] for row in known(many.ledger)} - records) == 1
    (hostile,) = (item for item in many.json_feed() if item["title"] == "Fjendtlig & <b>")
    shown = str(hostile["content_html"])
    assert "Godt." in shown
    for path in ("all.json", "all.atom", "all.rss", "all.html", "news.html"):
        text = (many.output / path).read_text("utf-8")
        assert not re.search(r"<script>alert|&lt;script&gt;alert|onerror|javascript:", text), path
    for path in written(report):
        assert_readable(many.output / path)


def assert_readable(path: Path) -> None:
    body = path.read_bytes()
    if path.suffix == ".json":
        json.loads(body)
    if path.suffix == ".html":
        assert body.count(b"</html>") == 1
        assert body.rstrip().endswith(b"</html>")


# A disk that is full, with fewer items.

SOME = 800


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)], check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def can_mount() -> bool:
    if os.geteuid() or not shutil.which("mount"):
        return False
    folder = Path("/tmp") / f"feeds-mount-{os.getpid()}"
    try:
        with small_disk(folder):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False
    finally:
        if folder.is_dir():
            folder.rmdir()


def limited(made: Many, limit: int) -> subprocess.CompletedProcess[str]:
    """Build where no file may grow past so many KiB: writing more fails as on a full disk."""
    command = f'ulimit -f {limit}; exec "$@"'
    words = [sys.executable, "-m", "feeds", "build", "--quiet", "--now", LATER]
    return subprocess.run(
        ["bash", "-c", command, "-", *words],
        cwd=made.folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def assert_failed_well(made: Many, run: subprocess.CompletedProcess[str], before: dict[str, str]) -> str:
    """See that a build failed with one sentence, and left everything as it was."""
    assert run.returncode == 2, (run.returncode, run.stderr)
    assert "Traceback" not in run.stderr
    (said,) = run.stderr.splitlines()
    assert said.startswith("feeds: ")
    assert made.files() == before
    assert not list(made.output.glob(".*.feeds-part"))
    with TemporaryDirectory() as elsewhere:  # where SQLite has room to look
        for path in made.ledger.parent.glob(f"{made.ledger.name}*"):
            shutil.copy(path, elsewhere)
        sound(Path(elsewhere) / made.ledger.name)
    return said


def edited(made: Many, *, is_read: bool) -> dict[str, str]:
    """Edit many items, and perhaps let a build that cannot publish read them; give what is published."""
    made.edit(range(0, SOME, 3))
    if is_read:
        items = made.output / "items"
        items.rename(made.folder / "items")
        items.symlink_to(made.folder / "items")
        assert "items is a symbolic link" in made.feeds("build", "--quiet", "--now", LATER).stderr
        items.unlink()
        (made.folder / "items").rename(items)
    return made.files()


def assert_recovers(made: Many, before: dict[str, str]) -> None:
    made.build(now=LATER)
    assert made.files().keys() == before.keys()
    assert made.files() != before
    assert_nothing_to_do(made)


FULL = pytest.mark.parametrize(
    ("is_read", "said", "left"),
    [
        pytest.param(False, "the ledger failed: ", 200, id="ledger"),
        pytest.param(True, "make room; what is published stays as it was", 100, id="output"),
    ],
)


@FULL
def test_files_that_may_not_grow(tmp_path: Path, said: str, left: int, *, is_read: bool) -> None:
    made = Many(tmp_path / "site", SOME)
    made.build()
    before = edited(made, is_read=is_read)
    told = assert_failed_well(made, limited(made, left), before)
    assert said.replace("make room", "raise the limit") in told
    assert_recovers(made, before)
    assert_whole(made.output)


if can_mount():

    @FULL
    def test_a_disk_that_is_full(tmp_path: Path, said: str, left: int, *, is_read: bool) -> None:
        with small_disk(tmp_path / "disk") as folder:
            made = Many(folder / "site", SOME)
            made.build()
            before = edited(made, is_read=is_read)
            filler = folder / "filler"
            fill(filler, left * 1024)
            told = assert_failed_well(made, made.feeds("build", "--quiet", "--now", LATER), before)
            assert said in told
            assert "make room" in told
            filler.unlink()
            assert_recovers(made, before)


def fill(filler: Path, left: int) -> None:
    status = os.statvfs(filler.parent)
    with filler.open("wb") as file:
        for _ in range((status.f_bavail * status.f_frsize - left) // 4096):
            file.write(bytes(4096))


# With files for each item.


def test_with_files_for_each_item(tmp_path: Path) -> None:
    made, other = (Many(tmp_path / name / "site", 400, item_pages=True) for name in ("one", "other"))
    made.build(PYTHONHASHSEED="1", LC_ALL="C")
    other.build(PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert made.files() == other.files()
    before, times = made.files(), made.times()
    article, event = (uid(made, number).removeprefix("urn:uuid:") for number in (1, EVENT))
    made.edit([1, EVENT])
    changed = written(made.build(now=LATER))
    own = {path for path in changed if path.startswith("items/")}
    assert own == {f"items/{article}.html", f"items/{event}.html", f"items/{event}.ics"}
    assert {str(made.output / path) for path in before.keys() - changed} == {
        p for p, t in made.times().items() if times[p] == t and not Path(p).is_dir()
    }
    assert_nothing_to_do(made)
