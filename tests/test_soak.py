"""The soak in small, on a clock that runs ten times as fast; and that it sees what it looks for."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

import soak_lab as lab
from factories import NOW, article, record, site
from feeds import alerts
from feeds.alerts import Alert
from feeds.mail import Account, Letter, message
from feeds.model import Config
from soak import Hopeless, Pace, Source, grown, problems_of, soak, summary, untold, wait_for
from test_render_feeds import render
from web_lab import serving
from workshop import with_path

#: What takes ten seconds or a minute takes one second, and no letter waits for more.
HASTY = """
from datetime import timedelta
from feeds import cron, daemon, deliver, outbox
from feeds.fetch import manners

cron.SHORTEST_EVERY = 1
manners._FIRST = 1.0
daemon.FLOOR = deliver._FIRST = timedelta(seconds=1)
outbox.BURST = 1000
"""


def test_a_service_in_bad_weather(tmp_path: Path) -> None:
    hasty = tmp_path / "hasty"
    hasty.mkdir()
    (hasty / "sitecustomize.py").write_text(HASTY, "utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    pace = Pace(2, tick=1, good=1, readers=4, patience=60, environment={"PYTHONPATH": with_path(hasty)})
    course = soak(folder, pace)
    told = "\n".join(summary(course))
    assert list(problems_of(course)) == [], f"{told}\n{course.log[-5000:]}"
    assert sum(source.weather.spells() for source in course.sources) > 13, told


# --- that it sees what it looks for -----------------------------------------------------------------------------------


def feed_of(number: int) -> bytes:
    return render("rss", [record(article(), each) for each in range(number)])


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (feed_of(9), []),
        (feed_of(9)[:-30], ["is not well-formed"]),
        (feed_of(0), ["nothing in it"]),
        (feed_of(3), ["3 entries of 9"]),
        (b"", ["is not well-formed", "nothing in it"]),
    ],
    ids=["whole", "half", "empty", "fewer", "nothing"],
)
def test_readers_see_a_feed_that_is_broken_or_empty(body: bytes, seen: list[str]) -> None:
    asked = count()
    with serving() as server:
        server.routes["/all.rss"] = lambda one: (200, {}, body if next(asked) else feed_of(9))
        readers = lab.Readers(server.port, ["/all.rss"], 1, 0.001)
        readers.start()
        wait_for(lambda: readers.statuses[200] > 3, 10, "reading")
        readers.stop()
    told = "\n".join(readers.problems)
    assert bool(told) == bool(seen)
    for each in seen:
        assert each in told


def test_readers_see_what_is_not_answered() -> None:
    with serving() as server:
        server.routes["/all.rss"] = lambda one: None
        readers = lab.Readers(server.port, ["/all.rss", "/none.rss"], 2, 0.001)
        readers.start()
        wait_for(lambda: len(readers.problems) > 1, 10, "reading")
        readers.stop()
    assert {"/none.rss: status 404"} < set(readers.problems)
    assert any(problem.startswith("/all.rss: no answer: ") for problem in readers.problems)


def gauges(*, memory: float = 0, files: float = 0, threads: float = 0) -> list[lab.Gauge]:
    """Measure something for ten minutes that grows by so much a minute, and breathes."""
    return [
        lab.Gauge(
            at,
            memory=180 + memory * at / 60 + at % 10,
            files=int(40 + files * at / 60) + at % 3,
            threads=int(9 + threads * at / 60),
            processes=3,
        )
        for at in range(600)
    ]


@pytest.mark.parametrize(
    ("more", "seen"),
    [
        ({}, []),
        ({"memory": 6.0}, ["memory grew by"]),
        ({"files": 2.0}, ["open files grew by"]),
        ({"threads": 2.0}, ["threads grew by"]),
    ],
)
def test_what_grows_is_seen(more: dict[str, float], seen: list[str]) -> None:
    told = list(grown(gauges(**more)))
    assert len(told) == len(seen)
    assert all(line.startswith(start) for line, start in zip(told, seen, strict=True))


def write(owner: lab.Owner, way: str, name: str, what: str, number: int) -> None:
    """Write to the owner as Feeds does."""
    alert = Alert(about="source", name=name, outcome="gone", since=NOW, at=NOW, is_over=what == "recovery")
    config, identifier = Config(site=site(), sources=(), feeds=(), output=Path("output")), f"{name}-{what}-{number}"
    if way == "mail":
        account = Account(host="", port=25, security="none", sender="f@example.org", to=("o@example.org",))
        text = alerts.letter(config, [alert])
        owner.mail.raw.append(bytes(message(account, Letter(id=identifier, subject="s", text=text, written=NOW))))
    else:
        owner.posted.append(lab.Letter(way, identifier, alerts.form(config, [alert], NOW).decode()))


class Failed(Hopeless):
    """Failed twice, and recovered twice."""

    is_hopeless = False

    def spells(self) -> int:
        return 2


def test_an_owner_who_heard_too_little_or_too_much_is_seen() -> None:
    sources = [Source("a", "", Failed()), Source("b", "", Hopeless()), Source("c", "", Failed(), is_told=False)]
    owner = lab.Owner()
    right = [("a", "failure"), ("a", "recovery"), ("b", "failure"), ("a", "failure"), ("a", "recovery")]
    for way in ("mail", "webhook"):
        for number, (name, what) in enumerate(right):
            write(owner, way, name, what, number)
    assert list(untold(sources, owner)) == []
    write(owner, "mail", "b", "failure", 2)
    write(owner, "webhook", "b", "recovery", 7)
    write(owner, "webhook", "c", "failure", 8)
    assert list(untold(sources, owner)) == [
        "webhook: 1 times the recovery of b, which had 0",
        "webhook: 1 times the failure of c, which had 0",
        "mail: 2 times the failure of b, which had 1",
        "mail: <b-failure-2@example.org> came twice",
    ]
    owner = lab.Owner()
    write(owner, "mail", "a", "failure", 1)
    told = list(untold(sources, owner))
    assert "webhook: 0 times the recovery of a, which had 2" in told
    assert "mail: the last word of a is ['failure'], and not its recovery" in told


def test_a_process_and_its_children_are_measured() -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE) as process:
        wait_for(lambda: lab.gauge(process.pid).processes == 2, 10, "a child")
        taken = lab.gauge(process.pid)
        assert process.stdin is not None
        process.stdin.write(b"\n")
    assert taken.memory > 10
    assert taken.files >= 6
    assert taken.threads == 2
