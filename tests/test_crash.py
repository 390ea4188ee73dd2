"""Killed at any moment: every published file is whole, nothing is lost, and the next build heals."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workshop import NOW, SEED, Workshop, assert_whole

KILLS = int(os.environ.get("FEEDS_CRASHES", "25"))
PAGE = """Navnenyt fra it-Danmark

Kodehus {n} A/S har pr. 1. oktober 2025 ansat Åse Holm{n} som konsulent. Nyt job

Event: Kursus nummer {n}

It-løsninger | Odense

Lær det hele på én dag.

{day}. maj 2026 | Gratis deltagelse
"""


def add_page(workshop: Workshop, number: int) -> None:
    workshop.page(f"{number:03}.txt", PAGE.format(n=number, day=number % 28 + 1))


def killed_build(workshop: Workshop, after: float) -> bool:
    """Start a build and kill it; tell whether it was still at work."""
    build = subprocess.Popen(
        [sys.executable, "-m", "feeds", "build", "--quiet", "--now", NOW],
        cwd=workshop.folder,
        stderr=subprocess.PIPE,
    )
    time.sleep(after)
    build.kill()
    _, told = build.communicate()
    assert told == b""
    return build.returncode == -9


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path / "site")
    shutil.copy(SEED, made.sources / "seed.txt")
    return made


def test_killed_at_any_moment(workshop: Workshop, tmp_path: Path) -> None:
    began = time.monotonic()
    workshop.build()
    whole = time.monotonic() - began
    moments = random.Random(2)
    killed = 0
    for number in range(KILLS):
        add_page(workshop, number)
        known = set(workshop.files())
        # The last third of a build is when files are written.
        killed += killed_build(workshop, moments.uniform(0.2, 1.1) * whole)
        assert_whole(workshop.output)
        assert {path for path in known if not path.endswith(".feeds-part")} <= set(workshop.files())
        with sqlite3.connect(workshop.folder / ".feeds" / "output.sqlite3") as ledger:
            assert ledger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        ledger.close()
    assert killed > KILLS // 3
    workshop.build()
    calm = Workshop(tmp_path / "calm")
    shutil.copy(SEED, calm.sources / "seed.txt")
    calm.build()
    for number in range(KILLS):
        add_page(calm, number)
        calm.build()
    assert workshop.files() == calm.files()
    times = workshop.times()
    workshop.build()
    assert workshop.times() == times


def test_files_that_only_a_killed_build_knew_are_taken_away(workshop: Workshop) -> None:
    workshop.build()
    add_page(workshop, 1)
    # Stop the build when it has written the first new item's page, before it remembers what it wrote.
    code = """
import os, signal, sys
from feeds import publish
replace = publish._replace
def once(place, body):
    replace(place, body)
    os.kill(os.getpid(), signal.SIGKILL)
publish._replace = once
sys.argv = ["feeds", "build"]
from feeds.__main__ import main
main()
"""
    before = set(workshop.files())
    run = subprocess.run([sys.executable, "-c", code], cwd=workshop.folder, capture_output=True, check=False)
    assert run.returncode == -9
    (orphan,) = set(workshop.files()) - before
    assert orphan.startswith("items/")
    # The configuration no longer wants what that build was about to publish.
    config = workshop.folder / "feeds.toml"
    config.write_text(config.read_text("utf-8") + '[[feed]]\nname = "x"\nkinds = ["job_posting"]\n', "utf-8")
    workshop.build()
    assert orphan not in workshop.files()
    assert "index.html" in workshop.files()
