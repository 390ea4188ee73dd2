"""Forgotten for good: out of every file, the ledger and all copies, and never back unless the tombstone is lifted."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from workshop import Workshop, assert_whole, standard_config

COLUMN = "Navnenyt fra it-Danmark\n\n"
NOTICE = "Kodehuset har pr. 1. oktober 2025 ansat {name} som {role}. Nyt job\n"
STORY = """Kodehuset henter ny direktør

En hel branche ser til.

Af Redaktionen

Det var {name}, der fik jobbet, og ingen er overraskede over det. Nu begynder arbejdet, siger bestyrelsen.

Der er meget at tage fat på i den kommende tid, mener {name}, som glæder sig til opgaven.
"""
EVENT = """Event: En dag med data

It-løsninger | Odense

Hør {name} fortælle om skyen.

27. maj 2026 | Gratis deltagelse
"""
NAME = "Åse Brøndlund"
LATER = "2026-03-03T08:00:00Z"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path / "site", standard_config())
    other = NOTICE.format(name="Bo Friis", role="elev")
    made.page("navne.txt", COLUMN + NOTICE.format(name=NAME, role="direktør") + other)
    made.page("nyhed.txt", STORY.format(name=NAME))
    made.page("dag.txt", EVENT.format(name=NAME))
    made.build()
    # Something to take back, and a change to tell of.
    made.page("navne.txt", COLUMN + NOTICE.format(name=NAME, role="administrerende direktør") + other)
    made.build(now="2026-03-02T09:00:00Z")
    return made


def forget(workshop: Workshop, what: str) -> subprocess.CompletedProcess[str]:
    return workshop.feeds("forget", what, "--now", "2026-03-02T10:00:00Z")


def mentions(folder: Path, *words: str) -> list[str]:
    """List the files below a folder, except sources, whose bytes hold one of these words."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "sources":
            body = path.read_bytes()
            # In JSON and SQLite letters may be written in other ways; none of ours does so.
            if any(word.encode() in body for word in words):
                found.append(path.relative_to(folder).as_posix())
    return found


def titles(workshop: Workshop) -> str:
    return str([item["title"] for item in workshop.json_feed()])


def test_a_person_is_in_the_files_before(workshop: Workshop) -> None:
    found = mentions(workshop.folder, NAME)
    assert {"output/all.rss", "output/people.json", ".feeds/output.sqlite3"} <= set(found)
    assert any(".kept-" in path for path in found)


def test_a_person_is_out_of_everything(workshop: Workshop) -> None:
    copy = workshop.folder / ".feeds" / "output.sqlite3.form-1"
    shutil.copy(workshop.folder / ".feeds" / "output.sqlite3", copy)
    run = forget(workshop, NAME)
    assert (run.returncode, run.stderr) == (0, "")
    assert NAME not in run.stdout
    assert "1 item taken down" in run.stdout
    assert mentions(workshop.folder, NAME, "Brøndlund") == []
    assert not copy.exists()
    assert not list((workshop.folder / ".feeds").glob("output.kept-*"))
    assert_whole(workshop.output)
    assert "Bo Friis" in titles(workshop)
    assert "En dag med data" in titles(workshop)
    # The pages of the sources are not ours to change: they are named.
    for page in ("navne.txt", "nyhed.txt", "dag.txt"):
        assert page in run.stdout


def test_the_next_builds_do_not_bring_it_back(workshop: Workshop) -> None:
    forget(workshop, NAME)
    report = workshop.build(now=LATER)
    assert report["sources"][0]["forgotten"] == 1  # type: ignore[index]
    workshop.page("igen.txt", COLUMN + NOTICE.format(name=NAME.upper(), role="formand"))
    workshop.page("andet.txt", COLUMN + NOTICE.format(name="Brøndlund, Åse", role="formand") + "\n")
    workshop.build(now="2026-03-04T08:00:00Z")
    assert mentions(workshop.folder, "Brøndlund", "BRØNDLUND") == []
    files = workshop.files()
    report = workshop.build(now="2026-03-04T09:00:00Z")
    assert report["files"]["written"] == []  # type: ignore[index]
    assert workshop.files() == files


def test_identifiers_of_what_stays_do_not_move(workshop: Workshop) -> None:
    before = {item["id"]: item for item in workshop.json_feed()}
    forget(workshop, NAME)
    workshop.build(now=LATER)
    after = {item["id"]: item for item in workshop.json_feed()}
    assert after.keys() < before.keys()
    assert len(before) - len(after) == 1
    assert all(item["date_published"] == before[uid]["date_published"] for uid, item in after.items())


def test_what_is_left_holds_no_name_and_only_its_owner_reads_the_key(workshop: Workshop) -> None:
    forget(workshop, NAME)
    key = workshop.folder / ".feeds" / "output.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == 32
    (told,) = json.loads(workshop.feeds("forgotten", "--json").stdout)
    assert told["kind"] == "person"
    assert told["id"] in workshop.feeds("forgotten").stdout


def test_a_tombstone_can_be_lifted(workshop: Workshop) -> None:
    forget(workshop, NAME)
    (told,) = json.loads(workshop.feeds("forgotten", "--json").stdout)
    run = workshop.feeds("forgotten", "--lift", "no-such")
    assert (run.returncode, "there is no tombstone" in run.stderr) == (2, True)
    assert workshop.feeds("forgotten", "--lift", told["id"]).returncode == 0
    workshop.build(now=LATER)
    assert NAME in titles(workshop)
    assert "Nothing was forgotten." in workshop.feeds("forgotten").stdout


def test_one_item_is_forgotten_by_its_uid(workshop: Workshop) -> None:
    (event,) = workshop.json_feed("events")
    run = forget(workshop, str(event["id"]))
    assert (run.returncode, run.stderr) == (0, "")
    assert "1 item taken down" in run.stdout
    workshop.page("dag.txt", EVENT.format(name=NAME) + "\n\n")
    workshop.build(now=LATER)
    assert not (workshop.output / "events.ics").exists()
    assert "En dag med data" not in titles(workshop)
    assert NAME in titles(workshop)


def test_the_name_may_come_from_standard_input(workshop: Workshop) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "feeds", "forget", "-", "--now", "2026-03-02T10:00:00Z"],
        cwd=workshop.folder, input=f"{NAME}\n", capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert mentions(workshop.folder, NAME) == []


@pytest.mark.parametrize("name", ["Åse", "", "12 34", "urn:uuid:nonsense"])
def test_what_is_no_whole_name_is_refused_without_repeating_it(workshop: Workshop, name: str) -> None:
    files = workshop.files()
    run = forget(workshop, name)
    assert run.returncode == 2
    assert "feeds: " in run.stderr
    assert not name or name not in run.stderr
    assert workshop.files() == files


def test_without_the_key_nothing_is_built(workshop: Workshop) -> None:
    forget(workshop, NAME)
    key = workshop.folder / ".feeds" / "output.key"
    kept = key.read_bytes()
    for spoil in (key.unlink, lambda: key.write_bytes(b"x" * 32), lambda: key.write_bytes(b"short")):
        spoil()
        run = workshop.feeds("build", "--now", LATER)
        assert (run.returncode, "the key of what was forgotten" in run.stderr) == (2, True)
    key.write_bytes(kept)
    workshop.build(now=LATER)
    assert mentions(workshop.folder, NAME) == []


def test_nobody_of_that_name_is_kept_away_all_the_same(workshop: Workshop) -> None:
    run = forget(workshop, "Ida Ukendt")
    assert (run.returncode, "will not be from now on" in run.stdout) == (0, True)
    workshop.page("ny.txt", COLUMN + NOTICE.format(name="Ida Ukendt", role="elev"))
    workshop.build(now=LATER)
    assert "Ida Ukendt" not in titles(workshop)


def test_what_a_killed_command_began_the_next_build_ends(workshop: Workshop) -> None:
    code = """
import os, signal, sys
from feeds import release
release.publish_feeds = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
from feeds.__main__ import main
sys.argv = ["feeds", "forget", sys.argv[1], "--now", "2026-03-02T10:00:00Z"]
main()
"""
    done = subprocess.run([sys.executable, "-c", code, NAME], cwd=workshop.folder, check=False, timeout=60)
    assert done.returncode == -9
    assert mentions(workshop.output, NAME)
    workshop.build(now=LATER)
    assert mentions(workshop.folder, NAME) == []
    assert not list((workshop.folder / ".feeds").glob("output.kept-*"))


def test_a_rollback_cannot_bring_it_back(workshop: Workshop) -> None:
    forget(workshop, NAME)
    run = workshop.feeds("rollback")
    assert (run.returncode, "no earlier publication" in run.stderr) == (2, True)
    workshop.page("mere.txt", COLUMN + NOTICE.format(name="Carl Dam", role="elev"))
    workshop.build(now=LATER)
    assert workshop.feeds("rollback").returncode == 0
    assert mentions(workshop.folder, NAME) == []
