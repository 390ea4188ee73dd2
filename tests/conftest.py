"""In CI a skipped test is a failure: there everything that the tests need is installed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The first example of a test pays for compiling a language, and machines are busy: time is bounded by other tests.
settings.register_profile("feeds", deadline=None)
settings.load_profile("feeds")

# They wait for processes, connections or the wall clock, and a shared machine may halt for seconds: such a test has a
# second try. A fault of the program fails twice; all other tests have one try.
WAITING = {
    *("acceptance", "cli", "crash", "daemon", "hosting", "ledger", "live", "mail", "push", "push_builds"),
    *("schedule", "server", "serving", "soak", "web", "web_builds", "worker"),
}

SKIPPED = pytest.StashKey[list[str]]()

MEMORY = Path("/dev/shm")


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where there is one: for hundreds of builds, each of which waits for the disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="feeds-test-") as folder:
        yield Path(folder)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SKIPPED] = []
    config.pluginmanager.register(Watch(config.stash[SKIPPED]), "feeds-skips")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem.removeprefix("test_") in WAITING:
            item.add_marker(pytest.mark.flaky(reruns=1))


class Watch:
    """Notes the name of each test or module that is skipped, here or by a process that runs a part of the tests."""

    def __init__(self, skipped: list[str]) -> None:
        self._skipped = skipped

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self._skipped.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._skipped.append(report.nodeid)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what another process skipped whole: it tells of tests itself, but not of modules."""
        self._skipped += [name for name in node.workeroutput.get("skipped", ()) if name not in self._skipped]


def pytest_sessionfinish(session: pytest.Session) -> None:
    skipped = session.config.stash[SKIPPED]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["skipped"] = skipped
    elif os.environ.get("FEEDS_CI") and skipped:
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    skipped = config.stash[SKIPPED]
    if os.environ.get("FEEDS_CI") and skipped:
        terminalreporter.write_line(f"FEEDS_CI is set, and these were skipped: {', '.join(skipped)}", red=True)
