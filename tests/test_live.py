"""What a server tells of how all is: from a real ledger, over HTTP, to whom it may."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from feeds import live, server
from feeds.check import check
from feeds.ledger import Ledger
from feeds.model import Config, Feed
from feeds.pipeline import looked_into
from lab import Lab
from test_selection import ITEMS
from test_server import get, until
from test_serving import CONFIG, command


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    made = Lab(tmp_path, feeds=(Feed(name="all", title="Everything"),))
    made.show(*ITEMS)
    made.build()
    yield made
    made.ledger.close()


@contextlib.contextmanager
def serving(lab: Lab, *, tells_all: bool) -> Iterator[int]:
    watch = live.Watch(lab.config, tells_all=tells_all)
    with server.listen("127.0.0.1", 0) as door, server.serving(door, server.served(lab.config, watch)):
        yield int(door.getsockname()[1])


def test_all_is_told_if_it_is_to_be(lab: Lab) -> None:
    with serving(lab, tells_all=True) as port:
        told = get(port, "/status.json")
        assert (told.status, told.headers["content-type"]) == (200, "application/json")
        assert [source["name"] for source in json.loads(told.body)["sources"]] == ["a"]
        page = get(port, "/status.html")
        assert page.status == 200
        assert [p for p in check("status.html", page.body, lab.now) if p.severity == "error"] == []
        badge = get(port, "/status.svg")
        assert (badge.headers["content-type"], badge.body[:4]) == ("image/svg+xml", b"<svg")
        metrics = get(port, "/metrics")
        assert metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        names = {family.name for family in text_string_to_metric_families(metrics.body.decode())}
        assert "feeds_build_info" in names
        # The builds of this place were in spring.
        ready = get(port, "/readyz")
        assert ready.status == 503
        assert ready.body.startswith(b"a is late: ")


def test_nobody_else_learns_of_sources(lab: Lab) -> None:
    with serving(lab, tells_all=False) as port:
        for path in ("/status.json", "/status.html", "/status.svg", "/metrics"):
            assert get(port, path).status == 404
        assert (get(port, "/readyz").status, get(port, "/readyz").body) == (503, b"not ready\n")
        assert get(port, "/healthz").status == 200


def test_the_ledger_is_looked_into_once_a_second_at_most(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Config] = []

    def noted(config: Config) -> contextlib.AbstractContextManager[Ledger]:
        looks.append(config)
        return looked_into(config)

    monkeypatch.setattr("feeds.live.looked_into", noted)
    watch = live.Watch(lab.config, tells_all=True)
    for _ in range(20):
        assert watch.answer("/metrics") is not None
    assert 1 <= len(looks) <= 3
    monkeypatch.setattr(live, "_FRESH", timedelta())
    watch.answer("/readyz")
    watch.answer("/readyz")
    assert len(looks) >= 3


def test_where_nothing_was_built_it_is_alive_and_not_ready(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "feeds.toml").write_text(CONFIG.format(every="30m", was=""))
    with command(tmp_path, "--status") as (_, port):
        assert get(port, "/healthz").status == 200
        assert (get(port, "/readyz").status, get(port, "/readyz").body) == (503, b"a was not read yet\n")
        assert json.loads(get(port, "/status.json").body)["sources"][0]["outcome"] == "new"
    assert not (tmp_path / ".feeds" / "output.sqlite3").exists()


def test_ready_once_it_is_built(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.txt").write_text("A page without news.\n")
    (tmp_path / "feeds.toml").write_text(CONFIG.format(every="30m", was="") + "allow_empty = true\n")
    build = [sys.executable, "-m", "feeds", "build", "--quiet"]
    done = subprocess.run(build, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with command(tmp_path) as (_, port):
        assert (get(port, "/readyz").status, get(port, "/readyz").body) == (200, b"ready\n")
        assert get(port, "/metrics").status == 404
        # To publish how it is, is to tell it here too.
        (tmp_path / "feeds.toml").write_text((tmp_path / "feeds.toml").read_text() + "[status]\npublish = true\n")
        assert until(lambda: get(port, "/metrics").status == 200, 10)
        (tmp_path / ".feeds" / "output.sqlite3").write_bytes(b"no database at all" * 100)
        assert until(lambda: get(port, "/readyz").status == 503)
        assert get(port, "/readyz").body == b"not known at the moment\n"
        assert get(port, "/healthz").status == 200


def test_status_needs_a_configuration(tmp_path: Path) -> None:
    command_line = [sys.executable, "-m", "feeds", "serve", "--output", str(tmp_path), "--status"]
    done = subprocess.run(command_line, capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 2
    assert "needs a configuration" in done.stderr
