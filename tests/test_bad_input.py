"""Whatever a page is, the other pages are published, nothing is lost, and one clear sentence says what is wrong."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop import SEED, Workshop, assert_whole

BETWEEN = "2026-03-02T08:30:00Z"
LATER = "2026-03-02T09:00:00Z"
PAGE = "Navnenyt fra it-Danmark\n\nSentia har pr. 1. oktober 2025 ansat Åse Ørsted som konsulent. Nyt job\n"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path / "site")
    shutil.copy(SEED, made.sources / "seed.txt")
    return made


def titles(workshop: Workshop) -> str:
    return json.dumps(workshop.json_feed(), ensure_ascii=False)


@pytest.mark.parametrize(
    "body",
    [b"", b"\n", b" \t\r\n" * 100, b"\xef\xbb\xbf", "\N{NO-BREAK SPACE}".encode() * 50, b"\x07\x1b\x0c"],
)
def test_an_empty_page_is_no_failure(workshop: Workshop, body: bytes) -> None:
    workshop.page("empty.txt", body)
    workshop.build()
    assert len(workshop.json_feed()) == 6


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("binary.txt", lambda path: path.write_bytes(bytes(range(256)) * 50), "binary"),
        ("pdf.txt", lambda path: path.write_bytes(b"%PDF-1.7\nstream"), "PDF"),
        ("picture.txt", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00"), "picture"),
        ("zip.txt", lambda path: path.write_bytes(b"PK\x03\x04\x14\x00"), "zip"),
        ("half.txt", lambda path: path.write_bytes(b"\xff\xfe" + PAGE.encode("utf-16-le")[:-1]), "neither UTF-8"),
        ("undefined.txt", lambda path: path.write_bytes(b"caf\x81\xe9"), "neither UTF-8"),
        ("folder.txt", lambda path: path.mkdir(), "folder, not a file"),
        ("pipe.txt", os.mkfifo, "a pipe or a device"),
        ("circle.txt", lambda path: path.symlink_to(path), "in a circle"),
        ("dangling.txt", lambda path: path.symlink_to("nowhere"), "no such file"),
        ("device.txt", lambda path: path.symlink_to("/dev/zero"), "a pipe or a device"),
    ],
)
def test_a_bad_page_is_told_of_and_the_others_are_published(
    workshop: Workshop, name: str, make: Callable[[Path], object], told: str
) -> None:
    make(workshop.sources / name)
    run = workshop.feeds("build")
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("feeds: ")
    assert name in line
    assert told in line
    assert len(workshop.json_feed()) == 6
    assert_whole(workshop.output)


def as_commoner(workshop: Workshop, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command without the right of root to read and write everything."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if drop and shutil.which("setpriv") is None:
        pytest.skip("root may read and write everything: apt-get install util-linux, or test as another user")
    return subprocess.run(
        [*drop, sys.executable, "-m", "feeds", *words],
        cwd=workshop.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_page_that_may_not_be_read_is_told_of(workshop: Workshop) -> None:
    shut = workshop.page("shut.txt", PAGE)
    shut.chmod(0)
    run = as_commoner(workshop, "build")
    assert run.returncode == 1
    assert "shut.txt: it may not be read" in run.stderr
    assert len(workshop.json_feed()) == 6


def test_a_folder_that_may_not_be_read_is_told_of(workshop: Workshop) -> None:
    as_commoner(workshop, "build")
    workshop.sources.chmod(0)
    run = as_commoner(workshop, "build")
    workshop.sources.chmod(0o777)
    assert run.returncode == 1
    assert "sources: it may not be read" in run.stderr
    assert len(workshop.json_feed()) == 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be-bom", "utf-32"])
def test_every_usual_encoding_is_read(workshop: Workshop, encoding: str) -> None:
    body = b"\xfe\xff" + PAGE.encode("utf-16-be") if encoding == "utf-16-be-bom" else PAGE.encode(encoding)
    workshop.page("a.txt", body)
    workshop.build()
    assert "Åse Ørsted" in titles(workshop)


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\x85", "\u2028"])
def test_every_line_end_is_one(workshop: Workshop, ending: str) -> None:
    workshop.page("a.txt", PAGE.replace("\n", ending))
    workshop.build()
    assert "Åse Ørsted" in titles(workshop)
    assert_whole(workshop.output)


def test_a_line_of_a_hundred_megabytes_costs_nothing(workshop: Workshop) -> None:
    with (workshop.sources / "long.txt").open("wb") as file:
        file.truncate(100_000_000)
    began = time.monotonic()
    run = workshop.feeds("build")
    assert time.monotonic() - began < 10
    assert run.returncode == 1
    assert "the file has 100,000,000 bytes or more, and the limit is 20,000,000" in run.stderr
    assert len(workshop.json_feed()) == 6


def test_a_long_line_below_the_limit_is_read_in_time(workshop: Workshop) -> None:
    workshop.page("long.txt", PAGE + "ord " * 1_000_000 + "\n" + "x" * 1_000_000)
    began = time.monotonic()
    workshop.build()
    assert time.monotonic() - began < 30
    assert "Åse Ørsted" in titles(workshop)


HOSTILE = """Navnenyt fra it-Danmark

Sentia har pr. 1. oktober 2025 ansat Åse <script>alert(1)</script> Ørsted ]]> &amp; "Å" som konsulent. Nyt job

Event: Kursus ]]> <img src=x onerror=alert(1)> &lt;b&gt; \x07\x1b[31m\ufffe \r\rATTENDEE:mailto:evil@example.org

It-løsninger | Odense; C, \\n

Lær ]]> alt </script><script>alert(2)</script> om \x00\x08 XML. {{ 7*7 }} {% raw %}

27. maj 2026 | Gratis deltagelse
"""


def test_hostile_text_is_only_text(workshop: Workshop) -> None:
    # A NUL makes a page binary for us; everything else that XML forbids stays.
    workshop.page("a.txt", HOSTILE.replace("\x00", "\x01"))
    workshop.build()
    assert_whole(workshop.output)
    for path in workshop.output.rglob("*"):
        body = path.read_bytes() if path.is_file() else b""
        assert not any(control in body for control in (b"\x01", b"\x07", b"\x08", b"\x1b")), path
        if path.suffix == ".html":
            assert b"<script>alert" not in body
            assert b"<img src=x" not in body
        if path.suffix == ".ics":
            assert b"\r\nATTENDEE" not in body
        if path.suffix in (".rss", ".atom"):
            assert b"<script>" not in body


@pytest.mark.parametrize("shut", [".", "output", "output/items", ".feeds"])
def test_a_place_that_may_not_be_written_is_told_of(workshop: Workshop, shut: str) -> None:
    if shut != ".":
        workshop.build()
    files = workshop.files() if workshop.output.exists() else {}
    workshop.page("a.txt", PAGE)
    for path in (workshop.folder / shut, *(workshop.folder / shut).rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    run = as_commoner(workshop, "build", "--now", BETWEEN)
    for path in (workshop.folder, *workshop.folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert run.returncode == 2
    (line,) = run.stderr.splitlines()
    assert line.startswith("feeds: ")
    assert any(word in line for word in ("may not be written", "writable"))
    assert workshop.files() == files if workshop.output.exists() else not files
    workshop.build(LATER)
    assert "Åse Ørsted" in titles(workshop)
    assert_whole(workshop.output)


@pytest.mark.parametrize("limit", [0, 3_000, 9_000, 20_000, 40_000, 60_000, 100_000])
def test_a_full_disk_loses_nothing(workshop: Workshop, limit: int) -> None:
    workshop.build()
    before = workshop.files()
    shutil.copytree(workshop.output, workshop.folder / "copy")
    workshop.page("a.txt", PAGE * 3 + HOSTILE.replace("\x00", "") * 3)

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    run = subprocess.run(
        [sys.executable, "-m", "feeds", "build", "--now", BETWEEN],
        cwd=workshop.folder,
        preexec_fn=narrow,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if run.returncode:
        assert run.returncode == 2
        (line,) = run.stderr.splitlines()
        assert line.startswith("feeds: ")
        assert "(" in line
    assert_whole(workshop.output)
    assert before.keys() <= workshop.files().keys()
    assert list(workshop.output.rglob("*.feeds-part")) == []
    workshop.build(LATER)
    assert "Åse Ørsted" in titles(workshop)


def test_a_ledger_that_is_no_ledger_is_told_of(workshop: Workshop) -> None:
    workshop.build()
    files = workshop.files()
    (workshop.folder / ".feeds" / "output.sqlite3").write_text("not a ledger " * 500)
    run = workshop.feeds("build")
    assert run.returncode == 2
    (line,) = run.stderr.splitlines()
    assert "output.sqlite3: the ledger failed: file is not a database" in line
    assert "move it away" in line
    assert workshop.files() == files
    (workshop.folder / ".feeds" / "output.sqlite3").unlink()
    workshop.build(LATER)
    assert len(workshop.json_feed()) == 6
