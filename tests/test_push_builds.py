"""Builds that tell: the owner once of each thing, also over a kill, and a hub of each feed that changed."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import feedparser  # type: ignore[import-untyped]
import msgspec
import pytest

from factories import NOW, article
from feeds.check import check
from feeds.doctor import examine
from feeds.errors import PublishError
from feeds.forget import forget_person
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import Alerts, Config, Source, Webhook
from feeds.pipeline import Report, build, ledger_path
from feeds.release import roll_back
from lab import FEEDS, HOUR, SITE, row
from mail_lab import post_office
from web_lab import Asked, Site, closed_port, raw_server, serving
from workshop import Workshop

FORMATS = ("rss", "atom", "json")


class Place:
    """A source on disk, a site on loopback that is told, and builds an hour apart."""

    def __init__(self, folder: Path, site: Site, **wanted: object) -> None:
        self.site, self.now = site, NOW
        self.page = folder / "pages" / "all.jsonl"
        self.page.parent.mkdir()
        told = {"webhook": Webhook(url=f"{site.root}/hook"), "after": 2, **wanted}
        self.config = Config(
            site=SITE,
            sources=(Source(name="pages", path=self.page.parent, format="jsonl", url="https://example.org/"),),
            feeds=FEEDS,
            output=folder / "output",
            alerts=Alerts(**told),  # type: ignore[arg-type]
        )
        self.ledger = SqliteLedger(ledger_path(self.config))
        site.routes |= {"/hook": b"", "/hub": (202, {}, b"")}

    def change(self, **facts: object) -> None:
        self.config = msgspec.structs.replace(self.config, **facts)

    def write(self, number: int, first: int = 0) -> None:
        told = (
            msgspec.structs.replace(article(), title=f"Story {index} of the year") for index in range(first, number)
        )
        self.page.write_bytes(b"".join(row(item) + b"\n" for item in told))

    def build(self, *accepted: str, after: timedelta = HOUR) -> Report:
        self.now += after
        return build(self.config, self.ledger, self.now, accepted=accepted)

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """What the webhook was told: of what, how it is, and why."""
        bodies = [json.loads(asked.body) for asked in self.site.asked if asked.path == "/hook"]
        found = [alert for body in bodies for alert in body["data"]["alerts"]]
        return [(alert["name"], alert["state"], alert["outcome"]) for alert in found]

    @property
    def pinged(self) -> Counter[str]:
        bodies = [parse_qs(asked.body.decode()) for asked in self.site.asked if asked.path == "/hub"]
        return Counter(body["hub.url"][0].removeprefix(str(SITE.base_url)) for body in bodies)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def place(tmp_path: Path, site: Site) -> Iterator[Place]:
    found = Place(tmp_path, site)
    yield found
    found.ledger.close()


# --- the owner ------------------------------------------------------------------------------------------------------


def test_a_source_that_fails_and_is_well_again_is_told_of_once_each(place: Place) -> None:
    place.write(3)
    assert place.build().undelivered == ()
    place.page.unlink()
    place.build()
    assert place.told == []
    for _ in range(3):
        report = place.build()
        assert report.exit_code == 1
    assert place.told == [("pages", "failing", "gone")]
    place.write(4)
    for _ in range(3):
        place.build()
    assert place.told == [("pages", "failing", "gone"), ("pages", "recovered", "gone")]


def test_what_is_held_is_told_of_at_once(place: Place) -> None:
    place.write(40)
    place.change(feeds=(FEEDS[0],))
    place.build()
    place.change(feeds=(msgspec.structs.replace(FEEDS[0], categories=("None of this",)),))
    assert place.build().exit_code == 3
    assert place.told == [("all", "held", "held")]
    place.build()
    assert place.build("all").exit_code == 0
    assert place.told == [("all", "held", "held"), ("all", "recovered", "held")]


def test_an_output_that_cannot_be_written_is_told_of(place: Place) -> None:
    place.write(3)
    place.config.output.mkdir()
    (place.config.output / "all.rss").write_text("mine")
    for _ in range(2):
        with pytest.raises(PublishError):
            place.build()
    assert place.told == [("output", "failing", "unwritable")]
    (place.config.output / "all.rss").unlink()
    place.build()
    assert place.told == [("output", "failing", "unwritable"), ("output", "recovered", "unwritable")]


def test_what_cannot_be_delivered_is_no_failure_of_a_source(place: Place, site: Site) -> None:
    site.routes["/hook"] = (500, {}, b"")
    place.write(3)
    place.build()
    place.page.unlink()
    place.build()
    report = place.build()
    assert report.exit_code == 1
    assert len(report.failures) == 1
    (line,) = report.undelivered
    assert line.endswith("could not be delivered, and is tried again: it answers 500")
    assert place.build().undelivered == ()
    assert Counter(asked.headers["Webhook-Id"] for asked in site.asked).most_common(1)[0][1] == 2


def test_who_looks_finds_out_that_nobody_can_be_told(place: Place, site: Site) -> None:
    site.routes["/hook"] = (500, {}, b"")
    place.write(3)
    place.build()
    place.page.unlink()
    place.build()
    place.build()
    (found,) = (one for one in examine(place.config, place.now) if "webhook" in one.what)
    assert found.level == "problem"
    assert found.what == (
        "News of IT: Source pages fails (webhook) is waiting since 2026-03-02 12:00 CET: it answers 500"
    )
    place.build(after=timedelta(days=4))
    (found,) = (one for one in examine(place.config, place.now) if "webhook" in one.what)
    assert (found.level, "is given up since" in found.what) == ("note", True)


def test_who_is_forgotten_is_not_named_in_the_owners_feed(tmp_path: Path, site: Site) -> None:
    place = Place(tmp_path, site, webhook=None, feed=True, after=1)
    missing = Source(name="other", path=tmp_path / "Ada Holm.txt")
    place.change(sources=(*place.config.sources, missing))
    place.write(3)
    place.build()
    path = place.config.output / "health.atom"
    assert b"Ada Holm" in path.read_bytes()
    forget_person(place.config, place.ledger, "Ada Holm", place.now)
    assert b"Ada Holm" not in path.read_bytes()
    assert len(feedparser.parse(path.read_bytes()).entries) == 1
    place.ledger.close()
    assert b"Ada Holm" not in ledger_path(place.config).read_bytes()


def test_the_owners_feed_stands_beside_the_others(tmp_path: Path, site: Site) -> None:
    place = Place(tmp_path, site, webhook=None, feed=True)
    path = place.config.output / "health.atom"
    place.write(3)
    place.build()
    assert feedparser.parse(path.read_bytes()).entries == []
    place.page.unlink()
    for _ in range(3):
        place.build()
    body = path.read_bytes()
    assert check("health.atom", body, place.now) == ()
    (entry,) = feedparser.parse(body).entries
    assert entry.title == "Source pages fails: it is there no more"
    assert str(tmp_path) not in body.decode()
    # Another publication of everything, and nobody takes it for what is left of a former feed.
    place.change(site=msgspec.structs.replace(SITE, title="Other news"))
    place.build()
    assert feedparser.parse(path.read_bytes()).feed.title == "Other news: how its feeds do"
    found = list(examine(place.config, place.now))
    assert [one for one in found if "health.atom" in one.what] == []
    before = path.stat().st_ino
    place.build()
    assert path.stat().st_ino == before
    roll_back(place.config, place.ledger, place.now)
    assert path.exists()
    place.change(alerts=Alerts())
    place.build()
    assert not path.exists()
    place.ledger.close()


def test_a_build_with_nothing_to_tell_loads_nothing_for_it(tmp_path: Path) -> None:
    work = Workshop(tmp_path / "work", config(closed_port(), closed_port()))
    work.page("a.txt", "Nothing here.\n")
    words = "import sys; from feeds.__main__ import main; sys.argv = ['feeds', 'build', '--quiet']\n"
    words += "try:\n    main()\nexcept SystemExit:\n    pass\n"
    words += "print(sorted({'smtplib', 'httpcore2', 'asyncio', 'email', 'feedgen', 'jinja2'} & sys.modules.keys()))"
    work.feeds("build")
    work.feeds("push")
    ran = subprocess.run(
        [sys.executable, "-c", words], cwd=work.folder, capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.strip() == "[]"


# --- killed ---------------------------------------------------------------------------------------------------------


def config(hook: int, mail: int, more: str = "", after: int = 1) -> str:
    return f"""[site]
title = "It-nyt"
base_url = "https://feeds.example.org/"
{more}
[[source]]
name = "sider"
path = "sources/*.txt"
[[feed]]
name = "all"
formats = ["atom"]

[alerts]
after = {after}
feed = true
[alerts.webhook]
url = "http://127.0.0.1:{hook}/hook"
[alerts.mail]
to = ["owner@example.org"]
from = "feeds@example.org"
host = "127.0.0.1"
port = {mail}
security = "none"
"""


def start(work: Workshop, now: datetime) -> subprocess.Popen[bytes]:
    words = ("build", "--quiet", "--now", now.isoformat())
    return subprocess.Popen(
        [sys.executable, "-m", "feeds", *words], cwd=work.folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )


def test_killed_while_it_delivers_the_owner_is_told_once(tmp_path: Path, site: Site) -> None:
    """The receiver kills the build as soon as it has the message; then the mail server does before it has anything."""
    running: list[subprocess.Popen[bytes]] = []
    kills = 2

    def receive(asked: Asked) -> tuple[int, dict[str, str], bytes]:
        nonlocal kills
        if kills:
            kills -= 1
            running[-1].send_signal(signal.SIGKILL)
        return 200, {}, b""

    def break_off(connection: socket.socket) -> None:
        nonlocal kills
        connection.sendall(b"220 here\r\n")
        connection.recv(100)
        kills -= 1
        running[-1].send_signal(signal.SIGKILL)

    site.routes["/hook"] = receive
    now = NOW
    with raw_server(break_off) as port:
        work = Workshop(tmp_path / "work", config(site.port, port))
        running.append(start(work, now))
        assert running[-1].wait(30) == -signal.SIGKILL
    assert (kills, site.asked) == (1, [])
    with post_office() as post:
        (work.folder / "feeds.toml").write_text(config(site.port, post.port))
        for _ in range(3):
            now += HOUR
            running.append(start(work, now))
            running[-1].wait(30)
        assert [one.returncode for one in running] == [-signal.SIGKILL, -signal.SIGKILL, 1, 1]
        (letter,) = post.letters
    assert letter["Subject"] == "It-nyt: Source sider fails"
    assert kills == 0
    # It came twice, and says so: whoever wants it once goes by its name.
    assert len({(asked.headers["Webhook-Id"], asked.body) for asked in site.asked}) == 1
    assert len(site.asked) == 2
    assert len(feedparser.parse((work.output / "health.atom").read_bytes()).entries) == 1


# --- what waits for a command ---------------------------------------------------------------------------------------


def test_what_waits_is_pushed_when_the_files_are_where_readers_find_them(tmp_path: Path, site: Site) -> None:
    site.routes |= {"/hub": b"", "/hook": b""}
    work = Workshop(tmp_path / "work", config(site.port, closed_port(), f'hub = "{site.root}/hub"', after=9))
    work.page("a.txt", "Nothing here.\n")
    done = work.feeds("build", "--no-push")
    assert done.returncode == 0, done.stderr
    assert site.asked == []
    done = work.feeds("push")
    assert (done.returncode, done.stderr) == (0, "")
    pinged = len(site.paths())
    assert site.paths() == ["/hub"] * pinged
    assert done.stdout == f"{pinged} delivered, 0 waiting, 0 given up.\n"
    assert work.feeds("push").stdout == "0 delivered, 0 waiting, 0 given up.\n"


def test_a_test_says_what_gets_through(tmp_path: Path, site: Site) -> None:
    site.routes["/hook"] = b""
    with post_office() as post:
        work = Workshop(tmp_path / "work", config(site.port, post.port))
        done = work.feeds("push", "--test")
        assert (done.stdout, done.returncode) == ("mail: delivered\nwebhook: delivered\n", 0)
        assert post.letters[0]["Subject"] == "It-nyt: This is a test by Feeds"
        assert json.loads(site.asked[0].body)["data"]["alerts"][0]["outcome"] == "test"
    site.routes["/hook"] = (403, {}, b"")
    done = work.feeds("push", "--test")
    assert done.returncode == 1
    assert "mail: the mail server refuses the connection" in done.stdout
    assert "webhook: it answers 403" in done.stdout
    bare = Workshop(tmp_path / "bare")
    assert bare.feeds("push", "--test").stdout.startswith("There is nobody to tell")


# --- WebSub ---------------------------------------------------------------------------------------------------------


def test_a_hub_is_told_of_each_feed_that_changed_and_of_no_other(place: Place, site: Site) -> None:
    place.change(site=msgspec.structs.replace(SITE, hub=f"{site.root}/hub"), alerts=Alerts())
    place.write(3)
    place.build()
    # Those that are empty are new as well.
    assert place.pinged == Counter(f"{feed.name}.{form}" for feed in FEEDS for form in FORMATS)
    place.build()
    place.write(4)
    site.asked.clear()
    place.build()
    assert place.pinged == Counter(f"all.{form}" for form in FORMATS)
    site.asked.clear()
    roll_back(place.config, place.ledger, place.now)
    place.build()
    assert place.pinged == Counter(f"all.{form}" for form in FORMATS)


class Hub:
    """A small WebSub hub: it knows subscribers by topic, fetches what it is told of, and hands it on, signed."""

    def __init__(self, site: Site) -> None:
        self.address, self.problems = f"{site.root}/hub", list[str]()
        self.subscribers: dict[str, list[tuple[str, str]]] = {}
        site.routes["/hub"] = self.answer

    def answer(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        # Hubs answer first and work later.
        work = self.subscribe if form["hub.mode"] == "subscribe" else self.distribute
        threading.Thread(target=work, args=(form,), daemon=True).start()
        return 202, {}, b""

    def subscribe(self, form: dict[str, str]) -> None:
        callback, topic = form["hub.callback"], form["hub.topic"]
        query = f"hub.mode=subscribe&hub.topic={topic}&hub.challenge=abc&hub.lease_seconds=600"
        with urlopen(f"{callback}?{query}", timeout=10) as response:
            if response.read() == b"abc":
                self.subscribers.setdefault(topic, []).append((callback, form["hub.secret"]))

    def distribute(self, form: dict[str, str]) -> None:
        topic = form["hub.url"]
        with urlopen(topic, timeout=10) as response:
            body, kind, link = response.read(), response.headers["Content-Type"], response.headers["Link"]
        self.problems += named_wrongly(topic, body, link, self.address)
        for callback, secret in self.subscribers.get(topic, ()):
            signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
            headers = {"Content-Type": kind, "Link": f'<{topic}>; rel="self"', "X-Hub-Signature": f"sha256={signature}"}
            urlopen(Request(callback, data=body, headers=headers), timeout=10).close()


def named_wrongly(topic: str, body: bytes, link: str | None, hub: str) -> list[str]:
    """Discover hub and topic as a subscriber does (WebSub section 4), in the body and, if it is there, the header."""
    if topic.endswith(".json"):
        told = json.loads(body)
        found = {"self": told["feed_url"], "hub": told["hubs"][0]["url"]}
    else:
        found = {link["rel"]: link["href"] for link in feedparser.parse(body).feed.links}
    problems = [] if (found.get("self"), found.get("hub")) == (topic, hub) else [f"{topic}: {found}"]
    is_told = link is None or (f"<{hub}>" in link and f"<{topic}>" in link)
    return problems if is_told else [*problems, f"{topic}: {link}"]


class Subscriber:
    """Takes what it subscribed to, and nothing that is not signed."""

    def __init__(self, site: Site) -> None:
        self.address, self.got = f"{site.root}/callback", list[bytes]()
        site.routes["/callback"] = self.take
        self._site = site

    def subscribe(self, hub: str, topic: str) -> None:
        query = f"hub.mode=subscribe&hub.topic={topic}&hub.challenge=abc&hub.lease_seconds=600"
        self._site.routes[f"/callback?{query}"] = b"abc"
        form = f"hub.mode=subscribe&hub.topic={topic}&hub.callback={self.address}&hub.secret=hush"
        urlopen(Request(hub, data=form.encode()), timeout=10).close()

    def take(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        signature = hmac.new(b"hush", asked.body, hashlib.sha256).hexdigest()
        if asked.headers["X-Hub-Signature"] == f"sha256={signature}":
            self.got.append(asked.body)
        return 200, {}, b""


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@contextmanager
def served(work: Workshop, port: int) -> Iterator[None]:
    words = ("serve", "--port", str(port))
    server = subprocess.Popen(
        [sys.executable, "-m", "feeds", *words], cwd=work.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert server.stdout is not None
        server.stdout.readline()
        yield
    finally:
        server.terminate()
        server.wait(20)
        if server.stdout is not None:
            server.stdout.close()


def test_what_is_published_reaches_a_subscriber_through_a_hub(tmp_path: Path, site: Site) -> None:
    hub, subscriber = Hub(site), Subscriber(site)
    port = closed_port()
    work = Workshop(
        tmp_path / "work",
        f"""[site]
title = "It-nyt"
base_url = "http://127.0.0.1:{port}/"
hub = "{hub.address}"
[[source]]
name = "sider"
path = "sources/*.jsonl"
format = "jsonl"
[[feed]]
name = "all"
""",
    )
    work.page("a.jsonl", row(article()) + b"\n")
    # Nobody serves it yet, so the hub is not told before the next build.
    assert work.feeds("build", "--no-push", "--now", "2026-03-02T08:00:00Z").returncode == 0
    with served(work, port):
        for form in FORMATS:
            subscriber.subscribe(hub.address, f"http://127.0.0.1:{port}/all.{form}")
        wait_for(lambda: len(hub.subscribers) == len(FORMATS))
        second = msgspec.structs.replace(article(), title="Something new in the north")
        work.page("a.jsonl", row(article()) + b"\n" + row(second) + b"\n")
        work.build("2026-03-02T09:00:00Z")
        wait_for(lambda: len(subscriber.got) == len(FORMATS))
        # Nothing changed, so nobody is told.
        asked = len(site.asked)
        work.build("2026-03-02T10:00:00Z")
        assert len(site.asked) == asked
    assert hub.problems == []
    assert sorted(subscriber.got) == sorted((work.output / f"all.{form}").read_bytes() for form in FORMATS)
    assert all(b"Something new in the north" in body for body in subscriber.got)


def test_addresses_of_the_tests_are_on_loopback(site: Site) -> None:
    assert urlsplit(site.root).hostname == "127.0.0.1"
    assert os.environ.get("HTTP_PROXY") is None or "127.0.0.1" in os.environ.get("NO_PROXY", "")
