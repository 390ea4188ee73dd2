"""How all is: what is told of sources and feeds, as JSON, page, badge and metrics, and when the files of it change."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import get_args

import html5lib
import msgspec
import pytest
from lxml import etree
from prometheus_client.parser import text_string_to_metric_families

from factories import NOW, article, notice
from feeds import lang, metrics, status
from feeds.conditions import FeedStatus, HeldStatus, SourceStatus, Status
from feeds.errors import Fault
from feeds.forget import forget_person
from feeds.health import START
from feeds.model import Alerts, Config, Site
from feeds.model import Status as Wanted
from feeds.remembered import Health, Message
from feeds.render import status as render
from lab import HOUR, SITE, Lab, row
from workshop import NOW as WORKSHOP_NOW
from workshop import Workshop, assert_whole, standard_config

ZONED = {"last_run": NOW, "next_run": NOW + HOUR, "late_from": NOW + 3 * HOUR}
ENDS = ("ok", *get_args(Fault), "empty", "held", "new")
NASTY = 'a"b\\c\nd\u2028 <e> & æ'


def source(name: str = "a", **facts: object) -> SourceStatus:
    known = {"outcome": "ok", "alert_after": 3, "every": 3600, "runs": 1, "items": 2, "pages": 1, **ZONED}
    return SourceStatus(name=name, **{**known, **facts})  # type: ignore[arg-type]


def whole(*sources: SourceStatus, **facts: object) -> Status:
    feeds = (
        FeedStatus(name="all", title="Everything", entries=2, updated=NOW, addresses={"rss": "https://a/all.rss"}),
    )
    known = {"made": NOW, "version": "1.0", "title": "News", "timezone": "Europe/Copenhagen", "status": "ok"}
    return Status(sources=sources or (source(),), **{**known, "feeds": feeds, **facts})  # type: ignore[arg-type]


# --- what is found out ----------------------------------------------------------------------------------------------


@pytest.fixture
def lab(quick_path: Path) -> Lab:
    made = Lab(quick_path / "lab")
    made.show(article())
    return made


def now_of(lab: Lab) -> Status:
    return status.of(lab.config, lab.ledger, lab.now)


def test_before_anything_was_built(lab: Lab) -> None:
    found = now_of(lab)
    (one,) = found.sources
    assert (found.status, one.outcome, one.last_run, one.next_run) == ("ok", "new", None, lab.now)
    assert (found.feeds[0].name, found.feeds[0].entries, found.feeds[0].addresses) == ("all", 0, {})
    assert status.is_ready(found) == (False, "a was not read yet")


def test_after_a_good_build(lab: Lab) -> None:
    lab.build()
    found = now_of(lab)
    (one,) = found.sources
    assert (found.made, found.status, found.title, found.timezone) == (lab.now, "ok", SITE.title, SITE.timezone)
    assert (one.outcome, one.last_run, one.last_success, one.items, one.runs) == ("ok", lab.now, lab.now, 1, 1)
    assert lab.now < one.next_run <= lab.now + HOUR
    assert (one.every, one.cron, one.alert_after) == (3600, None, 3)
    feeds = {feed.name: feed for feed in found.feeds}
    assert (feeds["all"].entries, feeds["all"].updated, feeds["jobs"].entries) == (1, lab.now, 0)
    assert feeds["all"].addresses["atom"] == "https://feeds.example.org/all.atom"
    assert "ics" not in feeds["all"].addresses
    assert status.is_ready(found) == (True, "all sources are fresh")


def test_a_source_that_fails_is_told_of_with_its_streak(lab: Lab) -> None:
    lab.configure(alerts=Alerts(after=2))
    lab.build()
    lab.path("1").parent.rename(lab.folder / "away")
    lab.build()
    assert (now_of(lab).status, status.is_ready(now_of(lab))) == ("failing", (True, "all sources are fresh"))
    lab.build()
    (one,) = now_of(lab).sources
    assert (one.outcome, one.streak, one.bad_since, one.is_bad) == ("gone", 2, NOW + 2 * HOUR, True)
    assert status.is_ready(now_of(lab)) == (False, "a: gone, 2 bad runs in a row")
    own = msgspec.structs.replace(lab.config.sources[0], alert_after=9)
    lab.configure(sources=(own,))
    assert status.is_ready(now_of(lab))[0]


def test_what_is_held_is_told_of(lab: Lab) -> None:
    for number in range(8):
        lab.show(msgspec.structs.replace(article(), title=f"Nr. {number} af dem"), page=str(number))
    lab.build()
    lab.write(b"", "1")
    lab.build()
    assert (now_of(lab).status, now_of(lab).held) == ("failing", ())
    lab.ledger.set_stamp("pinned", "the publication was taken back")
    found = now_of(lab)
    assert (found.status, found.held) == (
        "held",
        (HeldStatus(name="*", since=None, reasons=("the publication was taken back",)),),
    )


@pytest.mark.parametrize(
    ("facts", "first", "last"),
    [
        ({"every": 3600}, HOUR, 2 * HOUR),
        ({"every": None, "adaptive": True}, timedelta(seconds=START), timedelta(seconds=3 * START)),
        # From Friday to Monday nothing is late.
        ({"every": None, "cron": "0 9 * * mon-fri"}, timedelta(days=3), timedelta(days=4)),
    ],
)
def test_a_source_is_late_after_two_of_its_intervals(
    lab: Lab, facts: dict[str, object], first: timedelta, last: timedelta
) -> None:
    friday = datetime.fromisoformat("2026-02-27T08:00:00Z")
    lab.configure(sources=(msgspec.structs.replace(lab.config.sources[0], **facts),))
    lab.ledger.save_health([Health(source="a", last_run=friday, last_success=friday, runs=1)])
    (one,) = status.of(lab.config, lab.ledger, friday).sources
    assert one.late_from is not None
    assert friday < one.next_run < one.late_from
    assert friday + first < one.late_from <= friday + last + status.GRACE
    moments = (one.late_from - timedelta(seconds=1), one.late_from)
    before, after = (status.of(lab.config, lab.ledger, moment) for moment in moments)
    assert (status.is_ready(before)[0], status.is_ready(after)) == (
        True,
        (False, "a is late: last read 2026-02-27T08:00Z"),
    )


def test_messages_that_wait_are_counted(lab: Lab) -> None:
    lab.ledger.save_messages([Message(id="m", channel="mail", subject="s", created=NOW, next_try=NOW)])
    assert now_of(lab).messages == 1


# --- its forms ------------------------------------------------------------------------------------------------------


def test_the_json_says_everything() -> None:
    told = json.loads(render.json(whole(source(outcome="gone", reason="it is gone", streak=1), status="failing")))
    assert set(told) == {"generator", *Status.__struct_fields__}
    assert (told["generator"], told["made"], told["status"]) == ("Feeds", "2026-03-02T08:00:00Z", "failing")
    assert set(told["sources"][0]) == set(SourceStatus.__struct_fields__)
    assert told["feeds"][0]["addresses"] == {"rss": "https://a/all.rss"}


def families(told: Status) -> dict[str, list[tuple[dict[str, str], float]]]:
    """Read metrics with the parser of Prometheus' own library."""
    body = metrics.text(told).decode()
    found = {family.name: family for family in text_string_to_metric_families(body)}
    assert all(family.documentation and family.type in ("gauge", "counter") for family in found.values())
    return {name: [(one.labels, one.value) for one in family.samples] for name, family in found.items()}


def test_prometheus_reads_the_metrics() -> None:
    changed = NOW + timedelta(milliseconds=5)
    bad = source(NASTY, outcome="blocked", streak=4, last_success=NOW - HOUR, last_changed=changed)
    found = families(whole(bad, source("b"), source("c", outcome="new", last_run=None), messages=7))
    assert found["feeds_build_info"] == [({"version": "1.0"}, 1)]
    assert found["feeds_source_up"] == [({"source": NASTY}, 0), ({"source": "b"}, 1), ({"source": "c"}, 0)]
    runs = found["feeds_source_last_run_timestamp_seconds"]
    assert runs == [({"source": NASTY}, NOW.timestamp()), ({"source": "b"}, NOW.timestamp())]
    assert found["feeds_source_last_success_timestamp_seconds"] == [({"source": NASTY}, NOW.timestamp() - 3600)]
    assert found["feeds_source_last_change_timestamp_seconds"] == [({"source": NASTY}, NOW.timestamp() + 0.005)]
    assert found["feeds_source_bad_streak"][0] == ({"source": NASTY}, 4)
    assert found["feeds_source_runs"][0] == ({"source": NASTY}, 1)
    ends = [(one["outcome"], value) for one, value in found["feeds_source_outcome"]]
    assert ends == [("blocked", 1), ("ok", 1), ("new", 1)]
    assert found["feeds_feed_entries"] == [({"feed": "all"}, 2)]
    assert found["feeds_feed_held"] == [({"feed": "all"}, 0)]
    assert found["feeds_messages_waiting"] == [({}, 7)]
    assert {labels["status"]: value for labels, value in found["feeds_status"]} == {"ok": 1, "failing": 0, "held": 0}


def shown(told: Status, site: Site = SITE) -> str:
    config = Config(site=site, sources=(), feeds=(), output=Path("/nowhere"))
    return render.page(told, config).decode()


@pytest.mark.parametrize("code", [code for code in lang.available() if lang.load(code).ui])
def test_the_page_tells_every_kind_of_end_in_each_language(code: str) -> None:
    site = msgspec.structs.replace(SITE, language=code)
    body = shown(whole(*(source(name, outcome=name) for name in ENDS), status="failing"), site)
    html5lib.HTMLParser(strict=True).parse(body)
    words = [lang.load(code).ui[f"outcome_{name}"] for name in ENDS]
    marks = re.findall(r'<span class="state state-(\w+)">([^<]*)</span>', body)
    assert sorted(word for _, word in marks) == sorted(words)
    # What is bad stands first, and kinds of failure are never one.
    assert [tone for tone, _ in marks] == ["bad"] * 7 + ["held", "well", "new"]
    assert len(set(words)) == len(words)


def test_the_page_escapes_what_comes_from_outside() -> None:
    body = shown(whole(source("<b>", outcome="gone", reason="<script>alert(1)</script>"), status="failing"))
    assert "<script" not in body
    assert "&lt;b&gt;" in body
    assert '<meta name="robots" content="noindex">' in body
    assert '<time datetime="2026-03-02T09:00:00+01:00">' in body


@pytest.mark.parametrize("code", [code for code in lang.available() if lang.load(code).ui])
@pytest.mark.parametrize("overall", ["ok", "failing", "held"])
def test_the_badge_is_a_picture_with_a_name(code: str, overall: str) -> None:
    site = msgspec.structs.replace(SITE, language=code)
    root = etree.fromstring(render.badge(whole(status=overall), site))
    name = {"svg": "http://www.w3.org/2000/svg"}
    title = root.findtext("svg:title", namespaces=name)
    assert title == root.get("aria-label") == f"Feeds: {lang.load(code).ui[f'status_all_{overall}']}"
    assert root.get("role") == "img"
    words = [one.text for one in root.findall(".//svg:text", namespaces=name)]
    assert words == ["feeds", lang.load(code).ui[f"status_{overall}"]]
    assert int(str(root.get("width"))) < 180
    assert not root.xpath("//@href | //*[local-name()='script' or local-name()='style']")


# --- its files ------------------------------------------------------------------------------------------------------

FILES = ("status.html", "status.json", "status.svg")


def published(lab: Lab) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in lab.config.output.glob("status.*")}


def test_files_are_there_when_they_are_wanted_and_gone_when_not(lab: Lab) -> None:
    lab.build()
    assert published(lab) == {}
    lab.configure(status=Wanted(publish=True))
    lab.build()
    assert tuple(sorted(published(lab))) == FILES
    assert_whole(lab.config.output)
    assert [file.path for file in lab.ledger.published(("status",))] == list(FILES)
    lab.build()
    assert tuple(sorted(published(lab))) == FILES
    lab.configure(status=Wanted())
    lab.build()
    assert published(lab) == {}
    assert lab.ledger.published(("status",)) == ()
    assert [path for path in lab.config.output.iterdir() if path.name.startswith(".feeds")] == []


def test_a_build_that_changes_nothing_leaves_them_for_an_hour(lab: Lab) -> None:
    lab.configure(status=Wanted(publish=True))
    lab.build()
    first = lab.times()
    for _ in range(3):
        lab.build(after=timedelta(minutes=10))
    assert lab.times() == first
    lab.build(after=timedelta(minutes=30))
    changed = {Path(path).name for path, time in lab.times().items() if first[path] != time}
    assert changed - {"output"} == {"status.html", "status.json"}
    assert json.loads(published(lab)["status.json"])["made"] == lab.now.isoformat().replace("+00:00", "Z")


def test_a_failure_and_a_recovery_are_written_at_once_and_no_more(lab: Lab) -> None:
    """End to end: a folder that is away for three builds, and comes back."""
    lab.configure(status=Wanted(publish=True, metrics=lab.folder / "feeds.prom"))
    lab.build()
    minutes, away, told = timedelta(minutes=5), lab.folder / "away", []
    lab.path("1").parent.rename(away)
    for number in range(4):
        if number == 3:
            away.rename(lab.path("1").parent)
        lab.build(after=minutes)
        body = json.loads(published(lab)["status.json"])
        told.append((body["status"], body["sources"][0]["outcome"], body["sources"][0]["streak"]))
        parsed = families_of(lab.folder / "feeds.prom")
        assert parsed["feeds_source_bad_streak"] == (0 if number == 3 else number + 1)
        assert parsed["feeds_source_up"] == int(number == 3)
        assert parsed["feeds_status_made_timestamp_seconds"] == lab.now.timestamp()
    assert told == [*(("failing", "gone", number) for number in (1, 2, 3)), ("ok", "ok", 0)]
    assert [run.outcome for run in lab.ledger.runs()] == ["ok", "gone", "ok"]
    assert list(lab.folder.glob(".feeds.prom*")) == []


def families_of(path: Path) -> dict[str, float]:
    """Give the value of each metric that has one."""
    found = text_string_to_metric_families(path.read_text("utf-8"))
    return {family.name: family.samples[0].value for family in found if len(family.samples) == 1}


def test_a_streak_that_goes_on_is_not_written_each_time(lab: Lab) -> None:
    lab.configure(status=Wanted(publish=True), alerts=Alerts(after=1))
    lab.path("1").parent.rename(lab.folder / "away")
    lab.build()
    before = published(lab)
    lab.build(after=timedelta(minutes=5))
    assert published(lab) == before


def test_who_is_forgotten_leaves_the_files_at_once(lab: Lab) -> None:
    lab.configure(status=Wanted(publish=True))
    lab.show(notice(), page="2")
    lab.path("åse-bjørnø-nielsen").symlink_to("nowhere")
    lab.build()
    assert "bjørnø" in published(lab)["status.html"].decode()
    forget_person(lab.config, lab.ledger, "Åse Bjørnø-Nielsen", lab.now)
    assert not any("bjørnø" in body.decode() for body in published(lab).values())


def test_metrics_that_cannot_be_written_are_told_of(lab: Lab) -> None:
    from feeds.errors import PublishError

    lab.configure(status=Wanted(metrics=lab.folder / "no such folder" / "feeds.prom"))
    with pytest.raises(PublishError, match="no such"):
        lab.build()


# --- the command ----------------------------------------------------------------------------------------------------


CONFIG = standard_config().replace("*.txt", "*.jsonl") + '[[source]]\nname = "andre"\npath = "andre"\n'


@pytest.fixture
def workshop(quick_path: Path) -> Workshop:
    made = Workshop(quick_path / "site", CONFIG)
    made.page("1.jsonl", row(notice()))
    made.build(code=1)
    return made


def test_the_command_shows_a_table_with_the_reasons(workshop: Workshop) -> None:
    run = workshop.feeds("status", "--now", "2026-03-02T08:01:00Z")
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.splitlines()[0] == "It-nyt: a source fails (2026-03-02 09:01:00 CET)"
    assert re.search(r"^sider +ok +2026-03-02 09:00 +2026-03-02 09:00 +2026-03-02 \d\d:\d\d +1 +-$", run.stdout, re.M)
    assert re.search(r"^andre +gone .* 09:00 +- +2026-\S+ \d\d:\d\d +0 +1 since 2026-03-02 09:00$", run.stdout, re.M)
    assert re.search(r"^    \S+/andre: there is nothing here ", run.stdout, re.M)
    assert re.search(r"^people +ok +2026-03-02 09:00 +1$", run.stdout, re.M)
    assert "\x1b" not in run.stdout


def test_the_command_tells_machines_the_same_as_the_file(workshop: Workshop) -> None:
    with (workshop.folder / "feeds.toml").open("a") as file:
        file.write("[status]\npublish = true\n")
    workshop.build(code=1)
    run = workshop.feeds("status", "--json", "--now", WORKSHOP_NOW)
    assert json.loads(run.stdout) == json.loads((workshop.output / "status.json").read_bytes())
    assert workshop.feeds("doctor").stdout.count("problem") == 1


def test_the_command_lists_what_happened_to_a_source(workshop: Workshop) -> None:
    (workshop.folder / "andre").mkdir()
    workshop.page("../andre/1.jsonl", row(article()))
    workshop.build(now="2026-03-02T09:00:00Z")
    told = workshop.feeds("status", "--runs", "andre")
    assert (told.returncode, told.stderr) == (0, "")
    last, first, reason = told.stdout.splitlines()
    assert last == "2026-03-02 10:00:00 CET  ok  1 new, 1 item"
    assert first == "2026-03-02 09:00:00 CET  gone  0 items"
    assert "there is nothing here" in reason
    runs = json.loads(workshop.feeds("status", "--runs", "andre", "--json").stdout)
    assert [run["outcome"] for run in runs] == ["ok", "gone"]
    assert "there is no source 'x'" in workshop.feeds("status", "--runs", "x").stderr


def test_the_command_looks_and_writes_nothing(quick_path: Path) -> None:
    made = Workshop(quick_path / "site")
    run = made.feeds("status")
    assert run.returncode == 0
    assert re.search(r"^sider +not read yet +- +- +due +0 +-$", run.stdout, re.M)
    assert "Nothing was built yet" in run.stdout
    assert sorted(path.name for path in made.folder.iterdir()) == ["feeds.toml", "sources"]
