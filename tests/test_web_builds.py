"""Builds of sources on the web: what is asked again, what stays when a server fails, and what is followed."""

from __future__ import annotations

import logging
import random
import stat
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

import forked
from factories import NOW, article, notice
from feeds.errors import SourceError
from feeds.fetch.store import Kept, Store
from feeds.forget import forget_person
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import Config, Fetched, Filter, Item, Source
from feeds.pipeline import Report, build, ledger_path, pages_path
from feeds.plan import plan
from lab import FEEDS, HOUR, SITE, row
from web_lab import Asked, Reply, Site, serving

JSONL = {"Content-Type": "application/jsonl"}


def numbered(number: int, **facts: object) -> Item:
    told = {"title": f"Nr. {number} of the year", "content": None, "summary": None, "url": None, **facts}
    return msgspec.structs.replace(article(), **told)


def lines(*items: Item) -> bytes:
    return b"".join(row(item) + b"\n" for item in items)


class Web:
    """A site on loopback, a source for each of its paths that is asked for, and builds an hour apart."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.site, self.now = site, NOW
        self.config = Config(site=SITE, sources=(), feeds=FEEDS, output=folder / "output")
        self.ledger = SqliteLedger(ledger_path(self.config))

    def add(self, path: str, **facts: object) -> None:
        wanted = {"name": path, "url": f"{self.site.root}{path}", "allow_private": True, "robots": False, **facts}
        self.change(sources=(*self.config.sources, Source(**wanted)))  # type: ignore[arg-type]

    def change(self, **facts: object) -> None:
        self.config = msgspec.structs.replace(self.config, **facts)

    def set_all(self, **facts: object) -> None:
        """Change all sources."""
        self.change(sources=tuple(msgspec.structs.replace(one, **facts) for one in self.config.sources))

    def build(self, *accepted: str, after: timedelta = HOUR) -> Report:
        self.now += after
        return build(self.config, self.ledger, self.now, accepted=accepted)

    def reopen(self) -> None:
        self.ledger.close()
        self.ledger = SqliteLedger(ledger_path(self.config))

    def titles(self) -> set[str]:
        records = self.ledger.records(self.ledger.everything()).values()
        return {record.item.title or "" for record in records if record.state != "withdrawn"}


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    with serving() as site:
        one = Web(tmp_path, site)
        yield one
        one.ledger.close()


def said(report: Report) -> str:
    return "\n".join(map(str, report.failures))


# --- what is asked again ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "asked"),
    [({"ETag": '"1"'}, "If-None-Match"), ({"Last-Modified": "Mon, 02 Mar 2026 07:00:00 GMT"}, "If-Modified-Since")],
)
def test_what_is_as_it_was_costs_nothing_across_restarts(web: Web, sent: dict[str, str], asked: str) -> None:
    (value,) = sent.values()

    def route(one: Asked) -> Reply:
        return (304, {}, b"") if one.headers[asked] == value else (200, {**JSONL, **sent}, lines(numbered(1)))

    web.site.routes["/a"] = route
    web.add("/a")
    first = web.build()
    assert (first.exit_code, first.sources[0].added, first.sources[0].read) == (0, 1, 1)
    web.reopen()
    second = web.build()
    assert (second.exit_code, second.sources[0].read, second.sources[0].items) == (0, 0, 1)
    assert web.site.last("/a")[asked] == value
    assert second.publication.written == ()
    assert web.titles() == {"Nr. 1 of the year"}


def test_the_same_bytes_are_not_parsed_anew(web: Web) -> None:
    web.site.routes["/a"] = (200, JSONL, lines(numbered(1)))
    web.add("/a")
    web.build()
    assert web.build().sources[0].read == 0
    web.site.routes["/a"] = (200, JSONL, lines(numbered(1), numbered(2)))
    report = web.build()
    assert (report.sources[0].read, report.sources[0].added) == (1, 1)


def test_new_rules_read_a_page_anew_whatever_its_server_says(web: Web) -> None:
    def route(one: Asked) -> Reply:
        is_known = one.headers["If-None-Match"] == '"1"'
        return (304, {}, b"") if is_known else (200, {**JSONL, "ETag": '"1"'}, lines(numbered(1)))

    web.site.routes["/a"] = route
    web.add("/a")
    web.build()
    web.set_all(categories=("It",))
    report = web.build()
    assert report.sources[0].read == 1
    assert "If-None-Match" not in web.site.last("/a")
    assert web.build().sources[0].read == 0


def test_a_server_is_left_in_peace_for_as_long_as_it_says(web: Web) -> None:
    web.site.routes["/a"] = (200, {**JSONL, "Cache-Control": "max-age=7200"}, lines(numbered(1)))
    web.add("/a")
    web.build()
    for _ in range(1):
        assert (web.build().exit_code, len(web.site.asked)) == (0, 1)
    web.build()
    assert len(web.site.asked) == 2
    # New rules take what was kept: the server is not asked before its time for that.
    web.set_all(categories=("It",))
    report = web.build()
    assert (report.sources[0].read, len(web.site.asked)) == (1, 2)


def test_retry_after_is_honoured_and_what_it_gave_stays(web: Web) -> None:
    web.site.routes["/a"] = (200, JSONL, lines(numbered(1)))
    web.add("/a")
    web.build()
    web.site.routes["/a"] = (429, {"Retry-After": "9000"}, b"")
    report = web.build()
    assert (report.exit_code, report.failures[0].fault, report.sources[0].items) == (1, "blocked", 1)
    report = web.build()
    assert report.exit_code == 1
    assert "is not asked again before 2026-03-02 13:30 CET" in said(report)
    assert report.failures[0].fault == "blocked"
    assert len(web.site.asked) == 2
    web.site.routes["/a"] = (200, JSONL, lines(numbered(1), numbered(2)))
    assert web.build(after=HOUR / 2).exit_code == 1
    report = web.build()
    assert (report.exit_code, report.sources[0].added, len(web.site.asked)) == (0, 1, 3)


def test_who_mended_a_source_need_not_wait(web: Web) -> None:
    web.site.routes["/a"] = (401, {"Retry-After": "80000"}, b"")
    web.add("/a")
    web.build()
    web.site.routes["/a"] = (200, JSONL, lines(numbered(1)))
    assert "feeds build --accept" in said(web.build())
    assert web.build("/a").exit_code == 0
    assert len(web.site.asked) == 2


def test_a_page_that_was_not_believed_is_asked_for_whole(web: Web) -> None:
    def route(one: Asked) -> Reply:
        return (304, {}, b"") if one.headers["If-None-Match"] else (200, {**JSONL, "ETag": '"2"'}, b"\n")

    web.site.routes["/a"] = (200, JSONL, lines(numbered(1)))
    web.add("/a")
    web.build()
    web.site.routes["/a"] = route
    for _ in range(2):
        report = web.build()
        assert (report.exit_code, len(report.sources[0].held)) == (3, 1)
    assert web.build("/a").exit_code == 0


def test_a_move_for_good_is_remembered_across_restarts(web: Web) -> None:
    web.site.routes["/a"] = (301, {"Location": "/b"}, b"")
    web.site.routes["/b"] = (200, JSONL, lines(numbered(1)))
    web.add("/a")
    web.build()
    web.reopen()
    web.build()
    assert web.site.paths() == ["/a", "/b", "/b"]


def test_robots_are_remembered_for_a_day_across_restarts(web: Web) -> None:
    web.site.routes["/robots.txt"] = b"User-agent: *\nDisallow: /no\n"
    for path in ("/a", "/no"):
        web.site.routes[path] = (200, JSONL, lines(numbered(1)))
        web.add(path, robots=True)
    report = web.build()
    assert [failure.fault for failure in report.failures] == ["refused"]
    web.reopen()
    web.build()
    assert web.site.paths(robots=True).count("/robots.txt") == 1
    web.build(after=timedelta(days=1))
    assert web.site.paths(robots=True).count("/robots.txt") == 2
    assert "/no" not in web.site.paths()


def test_what_was_learnt_for_a_source_goes_with_it(web: Web) -> None:
    web.site.routes["/robots.txt"] = b"User-agent: *\nAllow: /\n"
    for path in ("/a", "/b"):
        web.site.routes[path] = (200, {**JSONL, "ETag": '"1"'}, lines(numbered(1)))
        web.add(path, robots=True)
    web.build()
    assert [one.source for one in web.ledger.visits(None)] == ["", "/a", "/b"]
    web.change(sources=web.config.sources[1:])
    web.build()
    assert [one.source for one in web.ledger.visits(None)] == ["", "/b"]


# --- when a server fails ----------------------------------------------------------------------------------------------


def test_one_that_fails_keeps_what_it_gave_and_the_others_go_on(web: Web) -> None:
    for path, title in (("/a", "A bridge is built"), ("/b", "The library opens on Sundays")):
        web.site.routes[path] = (200, JSONL, lines(numbered(1, title=title)))
        web.add(path, listing="complete")
    web.build()
    web.site.routes["/a"] = (404, {}, b"")
    both = (numbered(1, title="The library opens on Sundays"), numbered(1, title="Cheaper water next year"))
    web.site.routes["/b"] = (200, JSONL, lines(*both))
    report = web.build()
    assert (report.exit_code, report.failures[0].fault) == (1, "gone")
    assert len(web.titles()) == 3
    assert report.sources[1].added == 1


def test_more_sources_than_are_fetched_together(web: Web) -> None:
    for number in range(103):
        web.site.routes[f"/{number}"] = (200, JSONL, lines(numbered(number, url=f"https://example.org/{number}")))
        web.add(f"/{number}")
    report = web.build()
    assert report.exit_code == 0
    assert [source.added for source in report.sources] == [1] * 103


def test_what_a_browser_would_show_is_read_in_its_own_letters(web: Web) -> None:
    body = "KONFERENCE\nDato: 12. marts 2027\nSted: Ærø Bibliotek\n".encode("cp1252")
    web.site.routes["/a"] = (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, body)
    web.add("/a", language="da")
    assert web.build().exit_code == 0


WALLS = {
    "blocked": b"<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x.js'></script>",
    "needs_script": (
        b"<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>"
        b"<script src='/main.js'></script>"
    ),
    "consent": b"<title>Before you go on</title><form action='https://consent.google.example/save'>I agree</form>",
}


@pytest.mark.parametrize("fault", sorted(WALLS))
def test_a_wall_is_told_apart_from_an_empty_page(web: Web, fault: str) -> None:
    web.site.routes["/a"] = (200, JSONL, lines(numbered(1)))
    web.add("/a")
    web.build()
    web.site.routes["/a"] = (200, {"Content-Type": "text/html"}, WALLS[fault])
    report = web.build()
    assert report.exit_code == 1
    assert [failure.fault for failure in report.failures] == [{"consent": "blocked"}.get(fault, fault)]
    assert report.sources[0].held == ()
    assert web.titles() == {"Nr. 1 of the year"}


def test_a_rehearsal_leaves_no_trace(web: Web) -> None:
    web.site.routes["/a"] = (200, {**JSONL, "ETag": '"1"'}, lines(numbered(1)))
    web.add("/a")
    rehearsed = plan(web.config, web.ledger, NOW)
    assert rehearsed.report.sources[0].added == 1
    assert web.ledger.visits("/a") == ()
    assert not pages_path(web.config).exists()


# --- passwords --------------------------------------------------------------------------------------------------------


def test_no_password_is_in_ledger_log_or_store(
    web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = "t0k3n-of-nobody"
    monkeypatch.setenv("FEEDS_TOKEN", token)
    web.site.routes["/a"] = (200, {**JSONL, "ETag": '"1"'}, lines(numbered(1)))
    web.add("/a", headers={"Authorization": "Bearer ${FEEDS_TOKEN}"}, cookies={"id": "${FEEDS_TOKEN}"})
    web.build()
    web.site.routes["/a"] = (500, {}, b"")
    report = web.build()
    assert web.site.last("/a")["Authorization"] == f"Bearer {token}"
    assert token not in said(report)
    web.ledger.close()
    files = [path for path in web.config.output.parent.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path for path in files if token.encode() in path.read_bytes()] == []
    assert token not in caplog.text
    web.reopen()


# --- further pages ----------------------------------------------------------------------------------------------------


def test_the_next_pages_of_a_listing_are_read_as_far_as_wanted(web: Web) -> None:
    for number in range(1, 6):
        link = {"Link": f'</p{number + 1}>; rel="next", </p1>; rel=first'}
        web.site.routes[f"/p{number}"] = (200, {**JSONL, **link, "ETag": f'"{number}"'}, lines(numbered(number)))
    web.add("/p1", pages=2)
    report = web.build()
    assert (report.exit_code, report.sources[0].pages, report.sources[0].added) == (0, 3, 3)
    assert web.site.paths() == ["/p1", "/p2", "/p3"]


def test_pages_that_lead_in_a_circle_are_read_once(web: Web) -> None:
    web.site.routes["/p1"] = (200, {**JSONL, "Link": "</p2>; rel=next"}, lines(numbered(1)))
    web.site.routes["/p2"] = (200, {**JSONL, "Link": "</p1>; rel=next"}, lines(numbered(2)))
    web.add("/p1", pages=50)
    assert web.build().sources[0].added == 2
    assert web.site.paths() == ["/p1", "/p2"]


def test_a_first_page_that_is_as_it_was_still_leads_on(web: Web) -> None:
    def first(one: Asked) -> Reply:
        told = {**JSONL, "Link": "</p2>; rel=next", "ETag": '"1"'}
        return (304, {}, b"") if one.headers["If-None-Match"] else (200, told, lines(numbered(1)))

    web.site.routes["/p1"] = first
    web.site.routes["/p2"] = (200, JSONL, lines(numbered(2)))
    web.add("/p1", pages=1)
    web.build()
    web.site.routes["/p2"] = (200, JSONL, lines(numbered(2), numbered(3)))
    assert web.build().sources[0].added == 1


def listing(site: Site, numbers: range) -> bytes:
    return lines(*(numbered(number, url=f"{site.root}/item/{number}") for number in numbers))


def test_the_pages_of_new_items_are_read_so_many_at_a_time(web: Web) -> None:
    site = web.site
    site.routes["/a"] = (200, {**JSONL, "ETag": '"1"'}, listing(site, range(5)))
    for number in range(6):
        item = numbered(number, url=f"{site.root}/item/{number}", summary="Told in full")
        other = numbered(100 + number, url=f"{site.root}/item/other")
        site.routes[f"/item/{number}"] = (200, JSONL, lines(other, item))
    web.add("/a", follow=True, follow_limit=3)
    report = web.build()
    assert (report.exit_code, report.sources[0].added) == (0, 5)
    assert sorted(site.paths()) == ["/a", "/item/0", "/item/1", "/item/2"]
    web.build()
    assert len(site.paths()) == 2 + 5
    web.build()
    assert len(site.paths()) == 3 + 5
    records = web.ledger.records(web.ledger.everything()).values()
    assert {getattr(record.item, "summary", None) for record in records} == {"Told in full"}
    assert len(records) == 5
    site.routes["/a"] = (200, JSONL, listing(site, range(6)))
    assert web.build().sources[0].added == 1
    assert site.paths()[-1] == "/item/5"


def test_a_page_of_an_item_that_is_gone_is_no_failure(web: Web) -> None:
    site = web.site
    site.routes["/a"] = (200, JSONL, listing(site, range(2)))
    web.add("/a", follow=True)
    report = web.build()
    assert (report.exit_code, report.sources[0].added) == (0, 2)


def test_a_selector_names_what_is_followed(web: Web) -> None:
    site = web.site
    page = b"<title>News</title><main><a href='item/1'>One</a> <a href='/item/2#x'>Two</a></main><a href='/no'>No</a>"
    site.routes["/a"] = (200, {"Content-Type": "text/html"}, page)
    for path in ("/item/1", "/item/2", "/no"):
        site.routes[path] = (200, JSONL, lines(numbered(ord(path[-1]))))
    web.add("/a", follow="main a", format="auto")
    report = web.build()
    assert sorted(site.paths()) == ["/a", "/item/1", "/item/2"]
    assert report.sources[0].added == 2
    urls = {record.item.url for record in web.ledger.records(web.ledger.everything()).values()}
    assert urls == {f"{site.root}/item/1", f"{site.root}/item/2"}


def test_the_page_of_an_item_goes_with_it(web: Web) -> None:
    site = web.site
    site.routes["/a"] = (200, JSONL, listing(site, range(4)))
    for number in range(4):
        site.routes[f"/item/{number}"] = (200, JSONL, lines(numbered(number, url=f"{site.root}/item/{number}")))
    web.add("/a", follow=True, listing="complete", missing_runs=1)
    web.build()
    site.routes["/a"] = (200, JSONL, listing(site, range(3)))
    for _ in range(3):
        assert web.build().exit_code == 0
    assert web.titles() == {f"Nr. {number} of the year" for number in range(3)}
    assert len(web.ledger.visits("/a")) == 4


# --- what is kept -----------------------------------------------------------------------------------------------------


def kept_of(web: Web, run: int | None = None) -> dict[str, bytes]:
    """Give the bodies that are kept of all sources, by the end of their address."""
    store = Store(pages_path(web.config), look=True)
    found = (pair for source in web.config.sources for pair in store.bodies(source.name, run))
    return {kept.address.removeprefix(web.site.root): fetched.body for kept, fetched in found}


def put(store: Store, address: str, body: bytes, now: datetime = NOW) -> None:
    kept = Kept(source="s", address=address, sha256=sha256(body).hexdigest(), fetched_at=now)
    store.put(kept, body)


def runs(store: Store) -> list[tuple[int, int, int]]:
    return [(one.run, one.pages, one.changed) for one in store.past()]


def test_the_bodies_of_runs_are_kept_for_their_owner_alone(web: Web) -> None:
    web.add("/a")
    web.add("/b")
    first, second = lines(numbered(1)), lines(numbered(2))
    web.site.routes |= {"/a": (200, JSONL, first), "/b": (200, JSONL, first)}
    web.build()
    web.build()  # nothing changed, so it is no run
    web.site.routes["/a"] = (200, JSONL, second)
    web.build()
    folder = pages_path(web.config)
    files = list(folder.iterdir())
    # Two addresses gave one body: what is the same is there once.
    assert len(files) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (kept_of(web, 1), kept_of(web, 2)) == ({"/a": first, "/b": first}, {"/a": second, "/b": first})
    store = Store(folder, look=True)
    assert runs(store) == [(1, 2, 2), (2, 2, 1)]
    assert [one.at for one in store.past()] == [NOW + HOUR, web.now]
    ((kept, fetched),) = store.bodies("/a")
    assert (kept.source, kept.address, kept.fetched_at) == ("/a", f"{web.site.root}/a", web.now)
    assert fetched == Fetched(
        location=kept.address, body=second, url=kept.address, media_type="application/jsonl", seen=web.now.date()
    )
    # A source that is in the configuration no more has nothing there.
    web.change(sources=web.config.sources[:1])
    web.site.routes["/a"] = (200, JSONL, first)
    web.build()
    assert runs(Store(folder, look=True))[-1] == (3, 1, 2)


def test_a_page_that_is_gone_is_kept_of_the_runs_that_had_it(web: Web) -> None:
    site = web.site
    site.routes["/a"] = (200, JSONL, listing(site, range(2)))
    for number in range(2):
        site.routes[f"/item/{number}"] = (200, JSONL, lines(numbered(number, url=f"{site.root}/item/{number}")))
    web.add("/a", follow=True)
    web.build()
    site.routes["/a"] = (200, JSONL, listing(site, range(1)))
    web.build()
    assert kept_of(web, 1).keys() == {"/a", "/item/0", "/item/1"}
    assert kept_of(web, 2).keys() == {"/a", "/item/0"}
    assert plan(web.config, web.ledger, web.now, replayed=2).is_empty


def test_an_older_run_is_read_by_todays_rules(web: Web) -> None:
    web.site.routes["/a"] = (200, JSONL, lines(numbered(1), numbered(2)))
    web.site.routes["/b"] = (200, JSONL, lines(numbered(9)))
    web.add("/a")
    web.build()
    web.site.routes["/a"] = (200, JSONL, lines(numbered(2), numbered(3)))
    web.add("/b")
    web.build()
    asked = len(web.site.asked)
    assert plan(web.config, web.ledger, web.now, replayed=2).is_empty
    assert plan(web.config, web.ledger, web.now, replayed=0).is_empty

    def shown(run: int) -> dict[str, list[str]]:
        found = plan(web.config, web.ledger, web.now, replayed=run)
        return {group: [one.title for one in told] for group, told in found.items.items()}

    web.set_all(exclude=(Filter(words=("nr. 2",)),))
    assert shown(2) == {"removed": ["Nr. 2 of the year"]}
    web.set_all(exclude=(), map={"summary": "'Told in full' if 'Nr. 1' in item.title else ''"})
    assert shown(1) == {"changed": ["Nr. 1 of the year"]}
    assert shown(2) == {}
    assert len(web.site.asked) == asked


def test_so_many_runs_are_kept_and_numbers_go_on(tmp_path: Path) -> None:
    for number in range(1, 6):
        store = Store(tmp_path, runs=3)
        put(store, "https://example.org/same", b"same", NOW + number * HOUR)
        put(store, "https://example.org/new", f"body {number}".encode(), NOW + number * HOUR)
    store = Store(tmp_path, runs=3)
    assert runs(store) == [(3, 2, 1), (4, 2, 1), (5, 2, 1)]
    assert len(list(tmp_path.iterdir())) == 1 + 1 + 3
    assert [fetched.body for _, fetched in store.bodies("s", 3)] == [b"body 3", b"same"]
    assert [fetched.body for _, fetched in store.bodies("s", 1)] == []
    (kept, _) = next(iter(pair for pair in store.bodies("s") if pair[1].body == b"same"))
    assert kept.fetched_at == NOW + HOUR


def test_the_oldest_runs_go_first_and_then_the_oldest_bodies(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    for number in range(5):
        store = Store(folder, limit=30_000)
        put(store, f"https://example.org/{number}", random.Random(number).randbytes(10_000), NOW + number * HOUR)
        (folder / "half.123").write_bytes(b"half")
    assert [one.run for one in store.past()] == [5]
    assert sorted(kept.address[-1] for kept, _ in store.bodies("s")) == ["3", "4"]
    assert sum(path.stat().st_size for path in folder.glob("*.body")) <= 30_000
    store = Store(folder, limit=30_000)
    for _ in range(3):
        # What is written once more takes no more room.
        put(store, "https://example.org/4", random.Random(4).randbytes(10_000), NOW + 8 * HOUR)
    assert sorted(kept.address[-1] for kept, _ in store.bodies("s")) == ["3", "4"]
    put(Store(folder), "https://example.org/a", b"a", NOW + 9 * HOUR)
    assert not (folder / "half.123").exists()
    assert store.get("s", "https://example.org/0") is None
    store.clear()
    assert not folder.exists()


def test_what_is_damaged_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    address = "https://example.org/"
    put(Store(tmp_path), address, b"whole")
    (body,) = tmp_path.glob("*.body")
    sound = body.read_bytes()
    for damage in (b"", b"not packed", sound[:-3], zlib.compress(b"other than its name says")):
        body.write_bytes(damage)
        assert Store(tmp_path).get("s", address) is None
    put(Store(tmp_path), address, b"whole")
    assert body.read_bytes() == sound
    (index,) = tmp_path.glob("*.jsonl")
    # A build was killed while it wrote a line.
    index.write_bytes(index.read_bytes() + b'{"run":7,"at":"2026')
    put(Store(tmp_path), f"{address}b", b"b")
    assert runs(Store(tmp_path)) == [(1, 1, 1), (2, 2, 1)]
    index.write_bytes(b"\xff\n[]\n")
    assert (runs(Store(tmp_path)), Store(tmp_path).get("s", address)) == ([], None)


def test_who_is_forgotten_is_in_no_kept_body_of_any_run(web: Web) -> None:
    person = notice().person.name
    web.site.routes["/a"] = (200, JSONL, lines(notice(), numbered(1)))
    web.site.routes["/b"] = (200, JSONL, lines(numbered(2)))
    web.add("/a")
    web.add("/b")
    web.build()
    web.site.routes["/a"] = (200, JSONL, lines(notice(), numbered(3)))
    web.build()
    assert kept_of(web, 1).keys() == kept_of(web, 2).keys() == {"/a", "/b"}
    forget_person(web.config, web.ledger, person, web.now)
    assert not pages_path(web.config).exists()
    assert web.build().exit_code == 0
    assert kept_of(web).keys() == {"/b"}
    # Nor is a page kept that names them beside what it is about, in an item or outside of all.
    for told in (lines(numbered(2, summary=f"With {person}")), lines(numbered(2)) + f'{{"by": "{person}"}}\n'.encode()):
        web.site.routes["/b"] = (200, JSONL, lines(numbered(2), numbered(4)))
        web.build()
        assert kept_of(web).keys() == {"/b"}
        web.site.routes["/b"] = (200, JSONL, told)
        web.build()
        assert (kept_of(web), runs(Store(pages_path(web.config)))) == ({}, [])


# --- files need nothing of this ---------------------------------------------------------------------------------------

LOADED = """
import sys
from feeds.__main__ import main
try:
    main()
finally:
    heavy = ("httpcore2", "asyncio", "anyio", "protego", "brotli", "zstandard", "selectolax")
    print("loaded", sorted(name for name in heavy if name in sys.modules), file=sys.stderr)
"""


def test_a_build_of_files_loads_nothing_of_the_web(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(numbered(1)))
    config = '[site]\ntitle = "x"\n[[source]]\nname = "a"\npath = "a.jsonl"\n'
    (tmp_path / "feeds.toml").write_text(config)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", LOADED, "build"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr.strip()) == (0, "loaded []")


def test_an_error_of_a_source_says_of_what_kind_it_is() -> None:
    assert SourceError("x").fault == "invalid"


# --- the command line -------------------------------------------------------------------------------------------------


def feeds(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return forked.run(args, folder, {})


def test_commands_take_web_addresses(web: Web, tmp_path: Path) -> None:
    web.site.routes["/a"] = (200, JSONL, lines(numbered(1)))
    url = f"{web.site.root}/a"
    refused = feeds(tmp_path, "extract", url)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "where no source may lead" in refused.stderr
    assert web.site.asked == []
    done = feeds(tmp_path, "extract", "--json", "--allow-private", url)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nr. 1 of the year" in done.stdout
    assert web.site.last("/a")["User-Agent"].startswith("Feeds/")
    toml = f'[site]\ntitle = "x"\n[[source]]\nname = "net"\nurl = "{url}"\nallow_private = true\n'
    (tmp_path / "feeds.toml").write_text(toml)
    shown = feeds(tmp_path, "preview", "net")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Nr. 1 of the year" in shown.stdout
    built = feeds(tmp_path, "build")
    assert (built.returncode, built.stderr) == (0, "")
    assert "net: 1 item on 1 page, 1 new" in built.stdout
    assert "fetched from" in feeds(tmp_path, "doctor").stdout
