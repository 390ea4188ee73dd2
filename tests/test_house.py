"""The house around the code: what make and CI promise, and a wheel that works where nothing else of Feeds is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from workshop import assert_whole

ROOT = Path(__file__).parents[1]
SKIPS = """
import pytest

def test_fine():
    pass

def test_lacks_a_program():
    pytest.skip("no such program: apt-get install it")
"""


def run(*words: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = ("FEEDS_CI", "PYTHONPATH", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    known = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=known | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def skipping(tmp_path: Path) -> Path:
    """A folder of tests of which one is skipped, under our own conftest."""
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_some.py").write_text(SKIPS, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -ra\n", "utf-8")
    return tmp_path


def test_a_skipped_test_says_how_to_get_what_it_needs(skipping: Path) -> None:
    done = run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", cwd=skipping)
    assert done.returncode == 0
    assert "apt-get install it" in done.stdout
    assert "1 passed, 1 skipped in" in done.stdout.splitlines()[-1]


def test_a_skipped_test_fails_in_ci(skipping: Path) -> None:
    done = run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", cwd=skipping, FEEDS_CI="1")
    assert done.returncode == 1
    assert "FEEDS_CI is set, and these were skipped: test_some.py::test_lacks_a_program\n" in done.stdout


def test_a_module_that_is_skipped_whole_fails_in_ci(skipping: Path) -> None:
    (skipping / "test_some.py").write_text('import pytest\npytest.importorskip("nothing_like_it")\n', "utf-8")
    (skipping / "test_other.py").write_text("def test_fine():\n    pass\n", "utf-8")
    done = run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", cwd=skipping, FEEDS_CI="1")
    assert done.returncode == 1
    assert "these were skipped: test_some.py\n" in done.stdout


def test_a_module_that_another_process_skips_whole_fails_in_ci_too(skipping: Path) -> None:
    (skipping / "test_some.py").write_text('import pytest\npytest.importorskip("nothing_like_it")\n', "utf-8")
    (skipping / "test_other.py").write_text("def test_fine():\n    pass\n", "utf-8")
    words = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--numprocesses", "2")
    done = run(*words, cwd=skipping, FEEDS_CI="1")
    assert done.returncode == 1
    assert "these were skipped: test_some.py\n" in done.stdout
    assert run(*words, cwd=skipping).returncode == 0


def test_make_lists_its_targets() -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed: apt-get install make")
    done = run("make", "help", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    text = (ROOT / "Makefile").read_text("utf-8")
    promised = text.partition(".PHONY: ")[2].partition("\n")[0].split()
    assert [line.split()[1] for line in done.stdout.splitlines()] == promised


def test_ci_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert run("bash", "-n", script, cwd=ROOT).returncode == 0
    lines = script.read_text("utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert lines[-4:] == ["export FEEDS_CI=1", "make check", "make test", "make demo"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with what `.venv` holds: no network is needed."""
    pytest.importorskip("hatchling", reason="hatchling is not installed: pip install hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--disable-pip-version-check")
    done = run(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("feeds-*.whl")
    return made


def test_wheel_holds_all_that_the_package_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        metadata = archive.namelist()
    assert any(name.endswith("licenses/LICENSE") for name in metadata)
    for folder, inside in (("src/feeds", "feeds"), ("templates", "feeds/templates"), ("seeds", "feeds/seeds")):
        files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
        missing = {f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" for path in files} - names
        assert {name for name in missing if "/.feeds/" not in name} == set()
    assert all(name.startswith("feeds/") for name in names)


def test_wheel_works_where_nothing_else_of_feeds_is(wheel: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    assert run(sys.executable, "-m", "venv", "--without-pip", fresh, cwd=tmp_path).returncode == 0
    install = ("install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel)
    done = run(sys.executable, "-m", "pip", "--python", fresh / "bin" / "python", *install, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    # The packages that Feeds needs are lent; Feeds itself is not among them: it is installed as a link to the checkout,
    # which counts only in the environment that holds it.
    lent = sysconfig.get_path("purelib")
    command = fresh / "bin" / "feeds"
    place = run(
        fresh / "bin" / "python", "-c", "import feeds; print(feeds.__file__)", cwd=tmp_path, PYTHONPATH=lent
    ).stdout
    assert Path(place).is_relative_to(fresh)
    done = run(command, "demo", cwd=tmp_path, PYTHONPATH=lent)
    assert done.returncode == 0, done.stderr
    assert "Found 6 items" in done.stdout
    output = tmp_path / "feeds-demo" / "output"
    assert {"all.rss", "events.ics", "index.html", "feeds.css"} <= {path.name for path in output.iterdir()}
    assert_whole(output)
