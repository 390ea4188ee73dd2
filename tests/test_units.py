"""Units of systemd, looked at by systemd itself; and the workflow, whose steps are run with a real git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from daemon_lab import configured, item, lines_of, titles
from feeds import cron, units
from feeds.model import Source

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
EXPRESSIONS = [
    "0 8 * * 1", "@daily", "@hourly", "*/20 * * * *", "30 2 1,15 * *", "0 9 1 * mon", "5 4 * * fri-sun", "0 0 29 2 *",
    "15 8-18/2 * 3-5 mon-fri", "59 23 31 12 *",
]  # fmt: skip


def source(name: str, **facts: object) -> Source:
    return Source(**{"name": name, "path": Path("/srv/x"), **facts})  # type: ignore[arg-type]


def systemd(*words: object) -> str:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed: apt-get install systemd")
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout + done.stderr


def test_systemd_reads_a_calendar_as_cron_does() -> None:
    for text in EXPRESSIONS:
        lines = units.calendar(cron.parse(text))
        words = ("calendar", "--iterations=40", f"--base-time={NOW:%Y-%m-%d %H:%M:%S} UTC")
        told = systemd(*words, *(f"{line} UTC" for line in lines))
        found = re.findall(
            r"(?:Next elapse|Iter(?:\.|ation) #\d+|\(in UTC\)): \w{3} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", told
        )
        moments = sorted({datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in found})
        wanted = cron.next_runs(source("s", cron=text), "UTC", NOW, 20)
        assert tuple(moments[:20]) == wanted[: len(moments)], text
        assert len(moments) > 10 or text == "0 0 29 2 *"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site below a folder whose name is a trial for units."""
    folder = tmp_path / '50% "off", it\'s $HOME'
    folder.mkdir()
    (folder / "a.jsonl").write_text(item("One"))
    configured(folder, lines_of("a"), 'name = "b"\npath = "a.jsonl"\ncron = "30 8 1 * mon"\ntimezone = "Asia/Tokyo"\n')
    return folder


def feeds(folder: Path, *words: str, code: int = 0) -> str:
    command = [sys.executable, "-m", "feeds", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def test_systemd_has_nothing_to_say_against_the_units(folder: Path, tmp_path: Path) -> None:
    feeds(folder, "build")
    into = tmp_path / "units"
    assert feeds(folder, "schedule", "--systemd", "--into", str(into)).split("\n")[0] == str(into / "feeds.service")
    assert sorted(path.name for path in into.iterdir()) == sorted((units.SERVICE, units.BUILD_SERVICE, units.TIMER))
    told = systemd("verify", "--man=no", *sorted(into.iterdir()))
    # What is wrong with other units of this machine is theirs.
    assert [line for line in told.splitlines() if "feeds" in line] == []
    for name in (units.SERVICE, units.BUILD_SERVICE):
        exposure = systemd("security", "--offline=yes", "--no-pager", into / name)
        level = re.search(
            r"Overall exposure level for \S+ (\d+\.\d+) OK|Overall exposure level for \S+: (\d+\.\d+)", exposure
        )
        assert level, exposure[-300:]
        assert float(level[1] or level[2]) < 2.5


def test_the_units_name_what_is_there(folder: Path) -> None:
    text = feeds(folder, "schedule", "--systemd")
    assert text.startswith("# feeds.service\n[Unit]\n")
    assert "OnCalendar=*-*-* *:00:00\n" in text
    assert "OnCalendar=*-*-01 08:30:00 Asia/Tokyo\nOnCalendar=Mon *-*-* 08:30:00 Asia/Tokyo\n" in text
    written = re.findall(r"^ReadWritePaths=(.*)$", text, re.MULTILINE)
    start = str(folder).replace("%", "%%").replace('"', '\\"')
    assert set(written) == {f'"{start}/output" "{start}/.feeds"'}
    (command,) = re.findall(r"^ExecStart=(.* run .*)$", text, re.MULTILINE)
    assert command.endswith(f'run --config "{start.replace("$", "$$")}/feeds.toml"')
    assert f"User={folder.owner()}\n" in text
    assert "Type=notify\n" in text


def test_a_unit_of_somebody_else_is_left_alone(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "units"
    into.mkdir()
    (into / "feeds.timer").write_text("mine")
    (into / units.TIMER).write_text("mine")
    assert "feeds-build.timer is there already" in feeds(folder, "schedule", "--systemd", "--into", str(into), code=2)
    assert sorted(path.name for path in into.iterdir()) == [units.TIMER, "feeds.timer"]
    assert "--into goes with" in feeds(folder, "schedule", "--cron", "--into", str(into), code=2)


def test_a_path_that_cannot_stand_in_a_unit_is_refused(tmp_path: Path) -> None:
    place = units.Place(
        program=("/usr/bin/feeds",), config=tmp_path / "a\nb", writes=(tmp_path,), user="feeds", title="T\nEvil=1"
    )
    with pytest.raises(ValueError, match="cannot stand in a unit"):
        units.service(place)
    assert "\nEvil" not in units.timer((source("a"),), "UTC", "T\nEvil=1")


# --- GitHub ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "America/New_York", "Asia/Kolkata", "UTC"])
def test_hours_of_a_zone_are_named_in_utc_by_summer_and_winter_time(zone: str) -> None:
    for text in EXPRESSIONS:
        texts = units.utc_expressions((source("s", cron=text),), zone, NOW, "t")
        assert len(texts) <= 2
        for run in cron.next_runs(source("s", cron=text), zone, NOW, 150):
            moment = run.astimezone(UTC)
            if moment < NOW + timedelta(days=365):
                assert any(hits(cron.parse(one), moment) for one in texts), (text, run)


def hits(expression: cron.Cron, moment: datetime) -> bool:
    return cron.next_match(expression, ZoneInfo("UTC"), moment - timedelta(minutes=1)) == moment


@pytest.mark.parametrize(
    ("every", "shape"),
    [
        (60, r"\d-59/5 \* \* \* \*"),
        (900, r"\d+-59/15 \* \* \* \*"),
        (3600, r"\d+ \* \* \* \*"),
        (86400, r"\d+ 6 \* \* \*"),
    ],
)
def test_intervals_keep_off_the_full_hour_on_github(every: int, shape: str) -> None:
    (text,) = units.utc_expressions((source("s", every=every),), "UTC", NOW, "My news")
    assert re.fullmatch(shape, text)
    assert cron.parse(text).shortest <= max(every, 300)


class Runner:
    """A machine of GitHub's, as far as the steps of the workflow need one: an origin, and a fresh clone each time."""

    def __init__(self, tmp_path: Path) -> None:
        self.tmp_path = tmp_path
        self.origin = tmp_path / "origin.git"
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin), cwd=tmp_path)
        (programs := tmp_path / "bin").mkdir()
        (programs / "feeds").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m feeds "$@"\n')
        (programs / "feeds").chmod(0o755)
        self.number = 0

    def git(self, *words: str, cwd: Path) -> str:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        return subprocess.run(["git", *who, *words], cwd=cwd, check=True, capture_output=True, text=True).stdout

    def clone(self) -> Path:
        self.number += 1
        place = self.tmp_path / f"run-{self.number}" / "site"
        place.parent.mkdir()
        self.git("clone", "--quiet", str(self.origin), str(place), cwd=self.tmp_path)
        return place

    def step(self, place: Path, name: str, code: int = 0) -> str:
        text = yaml.safe_load((place / units.WORKFLOW).read_text())
        (step,) = (one for one in text["jobs"]["build"]["steps"] if one.get("name") == name)
        told = place.parent / "told"
        environment = {
            **os.environ,
            "PATH": f"{self.tmp_path / 'bin'}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(place.parent),
            "GITHUB_OUTPUT": str(told),
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return told.read_text() if told.exists() else ""

    def run(self, place: Path) -> str:
        self.step(place, "Take what is remembered")
        told = self.step(place, "Build")
        self.step(place, "Keep what is remembered")
        return told


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    if shutil.which("git") is None:
        pytest.skip("git is not installed: apt-get install git")
    runner = Runner(tmp_path)
    site = runner.clone()
    (site / "a.jsonl").write_text(item("One"))
    configured(site, lines_of("a"))
    feeds(site, "schedule", "--github-actions", "--into", ".")
    runner.git("add", "-A", cwd=site)
    runner.git("commit", "--quiet", "-m", "A site", cwd=site)
    runner.git("push", "--quiet", "origin", "HEAD:main", cwd=site)
    return runner


def test_the_workflow_remembers_between_two_runs(runner: Runner) -> None:
    first = runner.clone()
    assert runner.run(first) == "code=0\n"
    made = (first / "output/all.json").read_bytes()
    second = runner.clone()
    runner.step(second, "Take what is remembered")
    before = (second / "output/all.json").stat().st_mtime_ns
    assert before == (first / "output/all.json").stat().st_mtime_ns
    (second / "a.jsonl").write_text(item("One") + item("Two"))
    assert runner.step(second, "Build") == "code=0\n"
    runner.step(second, "Keep what is remembered")
    assert titles(second) == {"One", "Two"}
    assert (second / "output/all.json").read_bytes() != made
    # Nothing of the site's own history is in the way, and that of the state does not grow.
    assert runner.git("rev-list", "--count", units.STATE, cwd=runner.origin).strip() == "1"
    assert runner.git("rev-list", "--count", "main", cwd=runner.origin).strip() == "1"
    third = runner.clone()
    (third / "a.jsonl").unlink()
    assert runner.run(third) == "code=1\n"
    assert titles(third) == {"One", "Two"}


def test_without_what_is_remembered_nothing_is_published(runner: Runner) -> None:
    runner.run(runner.clone())
    place = runner.clone()
    runner.git("remote", "set-url", "origin", str(runner.tmp_path / "unreachable.git"), cwd=place)
    runner.step(place, "Take what is remembered", code=128)
    (place / "feeds.toml").write_text("[site]\n")
    runner.step(place, "Build", code=2)


def test_the_workflow_is_whole(runner: Runner) -> None:
    place = runner.clone()
    with (place / "feeds.toml").open("a") as file:
        file.write('headers = { Authorization = "Bearer ${TOKEN}" }\n')
    told = yaml.safe_load(feeds(place, "schedule", "--github-actions"))
    # YAML 1.1 reads `on` as true.
    assert [cron.parse(one["cron"]).shortest for one in told[True]["schedule"]] == [3600]
    build = told["jobs"]["build"]
    assert build["env"]["TOKEN"] == "${{ secrets.TOKEN }}"
    assert told["concurrency"] == {"group": "feeds", "cancel-in-progress": False}
    order = [step.get("name", step.get("uses")) for step in build["steps"]]
    assert order.index("Keep what is remembered") < order.index("actions/upload-pages-artifact@v5")
    assert build["steps"][-1]["with"] == {"path": "output"}
    assert units.STATE in told[True]["push"]["branches-ignore"]


def test_a_site_that_is_not_all_in_the_repository_is_refused(runner: Runner) -> None:
    place = runner.clone()
    configured(place, lines_of("a"), output="../elsewhere")
    assert "lies outside the repository" in feeds(place, "schedule", "--github-actions", code=2)
