"""From pages to files: the whole story, on the seed and on pages that change."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from factories import NOW
from feeds import catalogue, pipeline
from feeds.config import load
from feeds.errors import PublishError
from feeds.ledger import Ledger
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import Config, Event
from feeds.publication import Publisher
from feeds.release import EVERYTHING, publish_feeds, roll_back
from workshop import SEED, Workshop, assert_whole, standard_config, with_path

LATER = "2026-03-02T09:00:00Z"
NOTICE = "Sentia har pr. 1. oktober 2025 ansat Morten Jørgensen som Chief Commercial Officer. Nyt job\n"
RICHER = NOTICE.replace("Nyt job", "Han kommer fra en stilling som Forretningsdirektør hos Emagine. Nyt job")
PEOPLE = "Navnenyt fra it-Danmark\n\n"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path / "site")
    shutil.copy(SEED, made.sources / "seed.txt")
    return made


@pytest.fixture
def config(workshop: Workshop) -> Config:
    return load(workshop.folder / "feeds.toml")


@pytest.fixture
def ledger() -> Ledger:
    return SqliteLedger(None)


def accept(workshop: Workshop, *names: str, now: str = LATER, code: int = 0) -> dict[str, object]:
    """Build, and let through what is held under these names."""
    words = [word for name in names for word in ("--accept", name)]
    run = workshop.feeds("build", "--json", "--now", now, *words)
    assert run.returncode == code, run.stderr
    report: dict[str, object] = json.loads(run.stdout)
    return report


def reasons(report: dict[str, object]) -> dict[str, list[str]]:
    """Give what a report says is held, and why."""
    return {one["name"]: one["reasons"] for one in report["held"]}  # type: ignore[attr-defined]


def source_of(report: dict[str, object]) -> dict[str, object]:
    """Give what a report says of the only source."""
    (source,) = report["sources"]  # type: ignore[misc]
    return dict(source)  # type: ignore[has-type]


def test_the_seed_becomes_all_files(workshop: Workshop) -> None:
    report = workshop.build()
    items = [item["id"] for item in workshop.json_feed()]
    assert len(items) == 6
    expected = {"index.html", "404.html", "feeds.css", "feeds.opml", ".nojekyll"}
    expected |= {f"{name}.{kind}" for name in ("all", "news", "events", "people", "jobs") for kind in ("rss", "atom")}
    expected |= {f"{name}.{kind}" for name in ("all", "news", "events", "people", "jobs") for kind in ("json", "html")}
    expected |= {"all.ics", "events.ics", "people.ics"}
    expected |= {f"items/{str(uid).removeprefix('urn:uuid:')}.html" for uid in items}
    files = set(workshop.files())
    assert expected <= files
    assert {path.rpartition(".")[2] for path in files - expected} == {"ics"}
    assert len(files - expected) == 5
    assert len(workshop.json_feed("people")) == 4
    assert len(workshop.json_feed("events")) == len(workshop.json_feed("news")) == 1
    assert workshop.json_feed("jobs") == []
    assert report["files"] == {"written": report["files"]["written"], "removed": [], "unchanged": 0}  # type: ignore[index]
    assert_whole(workshop.output)


def test_a_second_build_writes_nothing(workshop: Workshop) -> None:
    workshop.build()
    files, times = workshop.files(), workshop.times()
    report = workshop.build(now=LATER)
    assert report["files"] == {"written": [], "removed": [], "unchanged": len(files)}
    assert (workshop.files(), workshop.times()) == (files, times)


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Auckland"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "LANG": "da_DK.UTF-8"},
        {"PYTHONHASHSEED": "3", "PYTHONUTF8": "0", "LC_ALL": "POSIX", "PYTHONOPTIMIZE": "1"},
    ],
)
def test_the_same_ledger_gives_the_same_bytes_anywhere(workshop: Workshop, environment: dict[str, str]) -> None:
    workshop.build()
    files = workshop.files()
    shutil.rmtree(workshop.output)
    report = workshop.build(LATER, 0, **environment)
    assert workshop.files() == files
    assert len(report["files"]["written"]) == len(files)  # type: ignore[index]


def test_the_same_pages_give_the_same_bytes_in_another_place(workshop: Workshop, tmp_path: Path) -> None:
    workshop.build()
    other = Workshop(tmp_path / "other place")
    shutil.copy(SEED, other.sources / "seed.txt")
    other.build(PYTHONHASHSEED="7")
    assert other.files() == workshop.files()


def test_a_page_that_was_only_touched_changes_nothing(workshop: Workshop) -> None:
    workshop.build()
    times = workshop.times()
    (workshop.sources / "seed.txt").touch()
    workshop.build(now=LATER)
    assert workshop.times() == times


def test_an_edit_is_a_revision_of_what_it_concerns(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.files()
    text = SEED.read_text("utf-8").replace("| Gratis deltagelse", "| Pris: 450 kr.")
    workshop.page("seed.txt", text)
    report = workshop.build(now=LATER)
    changed = {path for path, digest in workshop.files().items() if before.get(path) != digest}
    assert set(report["files"]["written"]) == changed  # type: ignore[index]
    (event,) = workshop.json_feed("events")
    assert event["date_published"] != event["date_modified"]
    assert "SEQUENCE:1" in (workshop.output / "events.ics").read_text("utf-8")
    slug = str(event["id"]).removeprefix("urn:uuid:")
    assert {f"items/{slug}.html", f"items/{slug}.ics", "events.rss", "all.rss", "events.ics"} <= changed
    assert not {path for path in changed if path.startswith(("people", "news", "jobs"))}
    assert not {path for path in changed if path.startswith("items/") and slug not in path}


def test_what_a_page_no_longer_shows_stays(workshop: Workshop) -> None:
    workshop.build()
    workshop.page("seed.txt", PEOPLE + NOTICE)
    workshop.build(now=LATER)
    assert len(workshop.json_feed()) == 6
    (workshop.sources / "seed.txt").unlink()
    workshop.build(now=LATER, code=1)
    assert len(workshop.json_feed()) == 6


def test_what_was_spoilt_by_hand_is_healed(workshop: Workshop) -> None:
    workshop.build()
    files = workshop.files()
    (workshop.output / "all.rss").write_text("spoilt")
    (workshop.output / "index.html").unlink()
    report = workshop.build()
    assert set(report["files"]["written"]) == {"all.rss", "index.html"}  # type: ignore[index]
    assert workshop.files() == files


def test_one_notice_on_many_pages_is_one_item(workshop: Workshop) -> None:
    (workshop.sources / "seed.txt").unlink()
    for number in range(5):
        workshop.page(f"{number}.txt", PEOPLE + (RICHER if number == 3 else NOTICE))
    workshop.build()
    (notice,) = workshop.json_feed("people")
    assert "Emagine" in str(notice["content_html"])
    files = workshop.files()
    workshop.page("9.txt", PEOPLE + NOTICE)
    workshop.page("3.txt", PEOPLE + RICHER + "\n")
    workshop.build(now=LATER)
    assert workshop.files() == files


def test_a_failing_source_leaves_the_others_alone(tmp_path: Path) -> None:
    more = '[[source]]\nname = "intet"\npath = "nowhere/*.txt"\n[[source]]\nname = "pdf"\npath = "a.pdf"\n'
    workshop = Workshop(tmp_path / "site", standard_config() + more)
    workshop.page("a.txt", PEOPLE + NOTICE)
    (workshop.folder / "a.pdf").write_bytes(b"%PDF-1.7 \x00")
    report = workshop.build(code=1)
    failures = {source["name"]: source["failures"] for source in report["sources"]}  # type: ignore[attr-defined]
    assert failures["sider"] == []
    assert "there is nothing here" in failures["intet"][0]
    assert "PDF" in failures["pdf"][0]
    assert len(workshop.json_feed("people")) == 1


def test_a_page_that_fails_keeps_what_it_gave(workshop: Workshop) -> None:
    workshop.build()
    workshop.page("seed.txt", b"%PDF-1.7 \x00")
    workshop.build(now=LATER, code=1)
    assert len(workshop.json_feed()) == 6


def test_a_source_that_is_taken_out_is_no_longer_published(workshop: Workshop) -> None:
    workshop.build()
    text = standard_config().replace('"sider"', '"andre"').replace("sources/*", "others/*")
    (workshop.folder / "feeds.toml").write_text(text)
    (workshop.folder / "others").mkdir()
    (workshop.folder / "others" / "a.txt").write_text(PEOPLE + NOTICE)
    # That is much at once, so it has to be meant.
    files = workshop.files()
    held = workshop.build(now=LATER, code=3)
    assert list(reasons(held)) == ["all", "news", "events", "people"]
    left = workshop.files()
    assert left.keys() == files.keys()
    assert {path for path in files if left[path] != files[path] and not path.startswith("items/")} == set()
    report = accept(workshop, "*")
    (notice,) = workshop.json_feed()
    assert str(notice["date_published"]).startswith("2026-03-02T08")
    assert "all.rss" in workshop.files()
    assert "events.ics" in report["files"]["removed"]  # type: ignore[index]


def test_what_the_configuration_adds_to_items(tmp_path: Path) -> None:
    more = 'url = "https://example.org/navne"\ncategories = ["Navne"]\n'
    workshop = Workshop(tmp_path / "site", standard_config() + more)
    workshop.page("a.txt", PEOPLE + NOTICE)
    workshop.build()
    (notice,) = workshop.json_feed()
    assert notice["tags"] == ["Navne"]
    assert notice["external_url"] == "https://example.org/navne"
    (workshop.folder / "feeds.toml").write_text(standard_config())
    workshop.build(now=LATER)
    (again,) = workshop.json_feed()
    assert again["id"] == notice["id"]
    assert "tags" not in again


def test_feeds_hold_what_was_asked_for(tmp_path: Path) -> None:
    asked = '[[feed]]\nname = "folk"\nkinds = ["personnel_notice"]\nformats = ["rss"]\nlimit = 30\n'
    workshop = Workshop(tmp_path / "site", standard_config() + asked)
    surnames = ("Holm", "Krag", "Lind", "Dahl", "Toft", "Riis")
    names = [f"{first} {last}" for first in ("Anna", "Bo", "Carl", "Dorte", "Erik", "Freja") for last in surnames]
    lines = (f"Sentia har pr. 1. oktober 2025 ansat {name} som konsulent. Nyt job\n" for name in names)
    workshop.page("a.txt", PEOPLE + "".join(lines))
    workshop.build()
    assert (workshop.output / "folk.rss").read_text("utf-8").count("<item>") == 30
    assert len(list((workshop.output / "items").glob("*.html"))) == 36
    assert not (workshop.output / "folk.ics").exists()
    assert not (workshop.output / "all.rss").exists()


def test_entries_stand_newest_first_then_as_on_their_pages(workshop: Workshop) -> None:
    workshop.build()
    first = [item["title"] for item in workshop.json_feed()]
    assert "Xiaomi" in str(first[0])
    assert "Platform X" in str(first[1])
    workshop.page("a.txt", PEOPLE + NOTICE.replace("Morten Jørgensen", "Anna Holm"))
    workshop.build(now=LATER)
    titles = [str(item["title"]) for item in workshop.json_feed()]
    assert "Anna Holm" in titles[0]
    assert titles[1:] == first


def test_without_an_address_links_are_relative_and_it_says_so(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", standard_config(None))
    shutil.copy(SEED, workshop.sources / "seed.txt")
    run = workshop.feeds("build", "--now", "2026-03-02T08:00:00Z")
    assert run.returncode == 0
    assert "base_url" in run.stdout
    assert_whole(workshop.output)


def test_two_builds_at_once_are_one(workshop: Workshop) -> None:
    workshop.build()
    code = "import sys; from pathlib import Path; from feeds.publish import locked\n"
    code += "with locked(Path(sys.argv[1])): print(1, flush=True); sys.stdin.read()"
    lock = workshop.folder / ".feeds" / "output.lock"
    with subprocess.Popen([sys.executable, "-c", code, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        run = workshop.feeds("build")
        assert (run.returncode, run.stderr) == (0, "")
        assert "already running" in run.stdout
        assert json.loads(workshop.feeds("build", "--json").stdout)["status"] == "already running"
        run = workshop.feeds("build", "--quiet")
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
        # One that hangs would keep cron silent for ever.
        os.utime(lock, (0, time.time() - 8 * 3600))
        run = workshop.feeds("build", "--quiet")
        assert (run.returncode, run.stdout) == (2, "")
        assert "another build has been at work for 8 hours" in run.stderr
        assert holder.stdin
        holder.stdin.close()
    assert workshop.feeds("build", "--quiet").returncode == 0
    assert time.time() - lock.stat().st_mtime < 60


HEAVY = ("pydantic", "feedgen", "ics", "jinja2", "apscheduler", "lxml", "asyncio", "dateutil", "feeds.recognise")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["build", "--now", LATER]])
def test_a_build_with_nothing_to_do_loads_nothing_heavy(workshop: Workshop, words: list[str]) -> None:
    workshop.build()
    code = f"""
import sys
sys.argv = ["feeds", *{words!r}]
from feeds.__main__ import main
try:
    main()
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    run = subprocess.run([sys.executable, "-c", code], cwd=workshop.folder, capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"


def test_new_rules_take_back_what_old_ones_misread(workshop: Workshop, config: Config, ledger: Ledger) -> None:
    pipeline.build(config, ledger, NOW)
    # As if another version of the rules had seen something else on the very same bytes.
    known = ledger.pages("sider")
    ledger.save_pages([msgspec.structs.replace(page, rules="older") for page in known])
    report = pipeline.build(config, ledger, NOW + timedelta(hours=1))
    assert (report.sources[0].read, report.sources[0].added, report.sources[0].removed) == (1, 0, 0)
    english = msgspec.structs.replace(config.sources[0], language="en")
    report = pipeline.build(msgspec.structs.replace(config, sources=(english,)), ledger, NOW + timedelta(hours=2))
    assert report.sources[0].removed > 0


def test_only_the_sources_that_are_due_are_read(config: Config, ledger: Ledger) -> None:
    assert pipeline.build(config, ledger, NOW, only=()).sources == ()
    assert [source.source for source in pipeline.build(config, ledger, NOW, only=("sider",)).sources] == ["sider"]


def publisher(config: Config, ledger: Ledger) -> Publisher:
    holdings = tuple(catalogue.holding(config, feed, ledger, NOW) for feed in config.feeds)
    return Publisher(config, holdings, ledger, NOW, inspect=lambda path, body: None, scratch=config.output.parent)


def test_each_record_is_rendered_once_for_each_format(config: Config, ledger: Ledger) -> None:
    pipeline.build(config, ledger, NOW)

    def keys() -> list[str]:
        made = publisher(config, ledger)
        entries = [entry for query in catalogue.public(config) for entry in ledger.select(query)]
        lists = (made.formats, made.calendars, made.pages)
        feeds = [want for holding in made._holdings for each in lists for want in each(holding)]
        return [want.key for want in (*made.items(entries), *feeds, *made.site())]

    first = keys()
    assert len(set(first)) == len(first) == len(ledger.published())
    assert keys() == first


def test_a_feed_without_anything_dated_has_no_calendar(config: Config, ledger: Ledger) -> None:
    pipeline.build(config, ledger, NOW)
    holdings = {feed.name: catalogue.holding(config, feed, ledger, NOW) for feed in config.feeds}
    assert "ics" in holdings["events"].feed.formats
    assert "ics" not in holdings["jobs"].feed.formats
    dated = ledger.records(entry.uid for entry in ledger.select(holdings["events"].dated))
    assert dated
    assert all(isinstance(record.item, Event) for record in dated.values())


def test_a_publication_that_fails_is_made_good_the_next_time(config: Config, ledger: Ledger) -> None:
    config.output.write_text("in the way")
    with pytest.raises(PublishError):
        pipeline.build(config, ledger, NOW)
    config.output.unlink()
    report = pipeline.build(config, ledger, NOW + timedelta(hours=1))
    assert report.sources[0].read == 0
    assert_whole(config.output)
    assert len(report.publication.written) == report.publication.number


def test_a_publication_that_fails_leaves_nothing_half_ready(config: Config, ledger: Ledger) -> None:
    config.output.mkdir()
    (config.output / "index.html").write_text("<h1>My own page</h1>")
    with pytest.raises(PublishError, match="did not write it"):
        pipeline.build(config, ledger, NOW)
    assert [path.name for path in config.output.rglob("*") if path.is_file()] == ["index.html"]
    assert ledger.published() == ()


def keys(workshop: Workshop) -> dict[str, str]:
    """Give what each published file was made from, as the ledger has it."""
    with closing(sqlite3.connect(workshop.folder / ".feeds" / "output.sqlite3")) as ledger:
        return dict(ledger.execute("SELECT path, key FROM published").fetchall())


@pytest.mark.parametrize("library", ["feedgen", "ics", "jinja2", "lxml", "tzdata"])
def test_another_release_of_a_library_makes_everything_again(workshop: Workshop, library: str) -> None:
    workshop.build()
    before, files = keys(workshop), workshop.files()
    (workshop.folder / "lib" / f"{library}-9999.1.dist-info").mkdir(parents=True)
    report = workshop.build(LATER, 0, PYTHONPATH=with_path(workshop.folder / "lib"))
    after = keys(workshop)
    assert all(after[path] != key for path, key in before.items())
    assert report["sources"][0]["read"] == (1 if library in ("jinja2", "tzdata") else 0)  # type: ignore[index]
    assert workshop.files() == files


def test_a_feed_of_another_name_is_written_again(tmp_path: Path) -> None:
    feed = '[[feed]]\nname = "folk"\ntitle = "Folk"\n'
    workshop = Workshop(tmp_path / "site", standard_config() + feed)
    workshop.page("a.txt", PEOPLE + NOTICE)
    workshop.build()
    (workshop.folder / "feeds.toml").write_text(standard_config() + feed.replace('"Folk"', '"Navne"'))
    workshop.build(now=LATER)
    for kind in ("rss", "atom", "json", "ics"):
        assert "Navne" in (workshop.output / f"folk.{kind}").read_text("utf-8")


def test_a_calendar_holds_what_a_feed_has_no_room_for(tmp_path: Path) -> None:
    asked = '[[feed]]\nname = "folk"\nlimit = 30\n'
    workshop = Workshop(tmp_path / "site", standard_config() + asked)
    names = [f"{first} Holm" for first in (f"Ann{letter}" for letter in "abcdefghijklmnopqrstuvwxyzæøåäöüéèêëñ")]
    workshop.page("a.txt", PEOPLE + "".join(NOTICE.replace("Morten Jørgensen", name) for name in names))
    workshop.build()
    assert len(workshop.json_feed("folk")) == 30
    assert (workshop.output / "folk.ics").read_text("utf-8").count("BEGIN:VEVENT") == len(names)


def test_an_enclosure_tells_the_size_of_its_file(workshop: Workshop) -> None:
    workshop.build()
    told = re.findall(r'<enclosure url="[^"]*/(items/[^"]+)" length="(\d+)"', (workshop.output / "all.rss").read_text())
    assert len(told) == 5
    assert all((workshop.output / path).stat().st_size == int(length) for path, length in told)


TWO = """[site]
title = "It-nyt"
language = "da"

[[source]]
name = "{}"
path = "{}/*.txt"

[[source]]
name = "{}"
path = "{}/*.txt"
"""
AARHUS = NOTICE.replace("Nyt job", "Han arbejder i Aarhus. Nyt job")


def test_another_order_of_sources_speaks_anew(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", TWO.format("a", "sources", "b", "others"))
    (workshop.folder / "others").mkdir()
    workshop.page("a.txt", PEOPLE + NOTICE.replace("Chief Commercial Officer", "salgsdirektør"))
    (workshop.folder / "others" / "a.txt").write_text(PEOPLE + NOTICE, "utf-8")
    workshop.build()
    assert "salgsdirektør" in str(workshop.json_feed())
    (workshop.folder / "feeds.toml").write_text(TWO.format("b", "others", "a", "sources"))
    report = workshop.build(now=LATER)
    assert [source["read"] for source in report["sources"]] == [0, 0]  # type: ignore[attr-defined]
    assert "salgsdirektør" not in str(workshop.json_feed())
    # Without its source, what it told counts no more.
    (workshop.folder / "feeds.toml").write_text(TWO.format("a", "sources", "c", "nowhere"))
    workshop.build(now=LATER, code=1)
    assert "salgsdirektør" in str(workshop.json_feed())
    workshop.build(now=LATER, code=1)


def test_a_page_that_cannot_be_found_out_about_is_not_gone(workshop: Workshop) -> None:
    (workshop.sources / "seed.txt").unlink()
    old = workshop.page("a.txt", PEOPLE + NOTICE)
    workshop.build()
    workshop.page("b.txt", PEOPLE + NOTICE.replace("Chief Commercial Officer", "salgsdirektør"))
    workshop.build(now=LATER)
    assert "salgsdirektør" in str(workshop.json_feed())
    new = workshop.sources / "b.txt"
    new.unlink()
    new.symlink_to("nowhere")
    workshop.build(now="2026-03-02T10:00:00Z", code=1)
    assert "salgsdirektør" in str(workshop.json_feed())
    new.unlink()
    workshop.build(now="2026-03-02T11:00:00Z")
    assert "salgsdirektør" not in str(workshop.json_feed())
    assert old.is_file()


def test_pages_read_in_any_order_settle_at_once(workshop: Workshop) -> None:
    (workshop.sources / "seed.txt").unlink()
    for number in range(5):
        workshop.page(f"{number}.txt", PEOPLE + (RICHER if number == 3 else NOTICE) + "x\n" * number)
    workshop.build()
    files = workshop.files()
    for number in (4, 0, 3):
        (workshop.sources / f"{number}.txt").touch()
        workshop.build(now=LATER)
        assert workshop.files() == files


def test_what_is_published_is_not_read(tmp_path: Path) -> None:
    text = standard_config().replace("sources/*.txt", "**")
    workshop = Workshop(tmp_path / "site", text)
    workshop.page("a.txt", PEOPLE + NOTICE)
    for _ in range(2):
        report = workshop.build()
        assert [(s["pages"], s["items"]) for s in report["sources"]] == [(1, 1)]  # type: ignore[attr-defined]


LIST = Path(__file__).parent / "cases" / "plain_text" / "003.txt"
BLOCK = """Event: Forretningssystemdagen 2026

It-løsninger | Nordhavn

Kom og hør om skyen.

27. maj 2026 | Gratis deltagelse
"""


def test_an_event_without_a_date_gets_one_under_its_uid(workshop: Workshop) -> None:
    (workshop.sources / "seed.txt").unlink()
    workshop.page("a.txt", LIST.read_bytes())
    workshop.build()
    (before,) = workshop.json_feed("events")
    assert not (workshop.output / "events.ics").exists()
    workshop.page("b.txt", BLOCK)
    workshop.build(now=LATER)
    (event,) = workshop.json_feed("events")
    assert event["id"] == before["id"]
    assert "DTSTART;VALUE=DATE:20260527" in (workshop.output / "events.ics").read_text("utf-8")
    files = workshop.files()
    workshop.page("b.txt", BLOCK + "\n")
    workshop.page("a.txt", LIST.read_bytes() + b"\n")
    workshop.build(now=LATER)
    assert workshop.files() == files


def test_both_forms_of_an_event_in_one_build_are_one(workshop: Workshop) -> None:
    workshop.page("seed.txt", LIST.read_bytes())
    workshop.page("b.txt", BLOCK)
    workshop.build()
    assert len(workshop.json_feed("events")) == 1


def test_a_page_that_falls_silent_is_not_believed_until_it_is_accepted(workshop: Workshop) -> None:
    workshop.build()
    files, times = workshop.files(), workshop.times()
    workshop.page("seed.txt", "Nothing to see.\n")
    for hour in (9, 10):
        report = workshop.build(now=f"2026-03-02T{hour:02}:00:00Z", code=3)
        assert report["status"] == "held"
        ((name, why),) = reasons(report).items()
        assert name == "sider"
        assert "it gave 6 items the last time and gives none now" in why[0]
        assert report["sources"][0]["items"] == 6  # type: ignore[index]
        assert (workshop.files(), workshop.times()) == (files, times)
    # What it gave stays even then: the front page moves on.
    report = accept(workshop, "sider", now="2026-03-02T11:00:00Z")
    assert (report["status"], report["held"]) == ("built", [])
    assert report["sources"][0]["items"] == 0  # type: ignore[index]
    assert workshop.files() == files
    workshop.build(now="2026-03-02T12:00:00Z")


def test_a_page_that_is_whole_again_is_believed_again(workshop: Workshop) -> None:
    workshop.build()
    files = workshop.files()
    workshop.page("seed.txt", "")
    workshop.build(now=LATER, code=3)
    shutil.copy(SEED, workshop.sources / "seed.txt")
    assert workshop.build(now="2026-03-02T10:00:00Z")["held"] == []
    assert workshop.files() == files


def test_one_silent_page_does_not_hold_the_others(workshop: Workshop) -> None:
    workshop.page("a.txt", PEOPLE + NOTICE)
    workshop.build()
    workshop.page("seed.txt", "")
    workshop.page("a.txt", PEOPLE + NOTICE + NOTICE.replace("Morten Jørgensen", "Anna Holm"))
    report = workshop.build(now=LATER, code=3)
    assert list(reasons(report)) == ["sider"]
    assert "Anna Holm" in str(workshop.json_feed("people"))


PICK = '[[feed]]\nname = "folk"\n{}[[feed]]\nname = "alt"\n'
NAMES = ("Anna Holm", "Bo Krag", "Carl Lind", "Dorte Dahl", "Erik Toft", "Freja Riis")


def notices(*names: str) -> str:
    return PEOPLE + "".join(NOTICE.replace("Morten Jørgensen", name) for name in names)


def people(tmp_path: Path, more: str) -> Workshop:
    """A folder of notices in categories of their own, one per file, with two feeds."""
    sources = "".join(
        f'[[source]]\nname = "{number}"\npath = "sources/{number}.txt"\ncategories = ["{number}"]\n'
        for number, _ in enumerate(NAMES)
    )
    site = standard_config().partition("[[source]]")[0]
    workshop = Workshop(tmp_path / "site", site + sources + PICK.format(more))
    for number, name in enumerate(NAMES):
        workshop.page(f"{number}.txt", notices(name))
    return workshop


def pick(workshop: Workshop, more: str) -> None:
    text = (workshop.folder / "feeds.toml").read_text("utf-8").partition('[[feed]]\nname = "folk"')[0]
    (workshop.folder / "feeds.toml").write_text(text + PICK.format(more), "utf-8")


@pytest.mark.parametrize(
    ("left", "is_held"),
    [
        ('categories = ["0", "1", "2"]\n', False),
        ('categories = ["0", "1"]\n', True),
        ('categories = ["9"]\n', True),
        ('categories = ["9"]\nallow_empty = true\n', False),
        ('categories = ["0", "1"]\n[gate]\nshrink = 70\n', False),
        ('categories = ["0", "1", "2"]\n[gate]\nshrink = 49\n', True),
    ],
)
def test_a_feed_that_shrinks_much_is_held(tmp_path: Path, left: str, is_held: bool) -> None:
    workshop = people(tmp_path, "")
    workshop.build()
    files = workshop.files()
    pick(workshop, left)
    report = workshop.build(now=LATER, code=3 if is_held else 0)
    assert list(reasons(report)) == (["folk"] if is_held else [])
    folk = {path: digest for path, digest in files.items() if path.startswith("folk.")}
    assert ({path: workshop.files().get(path) for path in folk} == folk) is is_held
    assert_whole(workshop.output)


def test_what_is_held_goes_out_when_it_is_accepted(tmp_path: Path) -> None:
    workshop = people(tmp_path, "")
    workshop.build()
    pick(workshop, 'categories = ["0"]\n')
    for hour in (9, 10):
        report = workshop.build(now=f"2026-03-02T{hour:02}:00:00Z", code=3)
        assert reasons(report) == {"folk": ["it would lose 5 of its 6 entries, more than 50 %"]}
    # Another feed does not wait for it, nor does what the sources tell.
    workshop.page("0.txt", notices("Anna Holm").replace("Nyt job", "Hun arbejder i Aarhus. Nyt job"))
    workshop.build(now="2026-03-02T11:00:00Z", code=3)
    assert "Aarhus" in str(workshop.json_feed("alt"))
    assert "Aarhus" not in str(workshop.json_feed("folk"))
    accept(workshop, "alt", now="2026-03-02T12:00:00Z", code=3)
    accept(workshop, "folk", now="2026-03-02T12:00:00Z")
    assert "Aarhus" in str(workshop.json_feed("folk"))
    assert len(workshop.json_feed("folk")) == 1
    assert workshop.build(now="2026-03-02T13:00:00Z")["held"] == []


def test_a_feed_that_may_be_empty_is_let_through_but_not_unseen(tmp_path: Path) -> None:
    for number, (name, more, code) in enumerate((("one", "", 3), ("two", "allow_empty = true\n", 0))):
        workshop = people(tmp_path / name, 'categories = ["0"]\n')
        workshop.build()
        pick(workshop, f'categories = ["9"]\n{more}')
        workshop.build(now=LATER, code=code)
        assert len(workshop.json_feed("folk")) == 1 - number


DATED = """{{"kind":"event","title":"{0}","start":"{1}","location":"Odense","url":"https://example.org/moeder/{0}"}}
"""
OPEN = """{{"kind":"job_posting","title":"{0}","hiring_organization":"Datahøj A/S","valid_through":"{1}"}}
"""
JSONL = """[site]
title = "It-nyt"
language = "da"
base_url = "https://feeds.example.org/"

[[source]]
name = "rækker"
path = "sources/rows.jsonl"
format = "jsonl"
"""


def rows(tmp_path: Path, more: str, *lines: str) -> Workshop:
    workshop = Workshop(tmp_path / "site", JSONL + more)
    workshop.page("rows.jsonl", "".join(lines))
    return workshop


def test_past_is_meant_against_now(tmp_path: Path) -> None:
    asked = '[[feed]]\nname = "events"\nkinds = ["event"]\npast = "2d"\n'
    workshop = rows(tmp_path, asked, DATED.format("alfa", "2026-03-01"), DATED.format("beta", "2026-03-20"))
    workshop.build()
    assert len(workshop.json_feed("events")) == 2
    # Nothing is read anew: time alone takes it out, on the day that it should, and that is no reason to hold it.
    assert workshop.build(now="2026-03-03T20:00:00Z")["files"]["written"] == []  # type: ignore[index]
    report = workshop.build(now="2026-03-04T08:00:00Z")
    assert "events.rss" in report["files"]["written"]  # type: ignore[index]
    (event,) = workshop.json_feed("events")
    assert "beta" in str(event["title"])
    assert "alfa" not in (workshop.output / "events.ics").read_text("utf-8")
    assert len(list((workshop.output / "items").glob("*.html"))) == 2
    assert workshop.build(now="2026-03-05T08:00:00Z")["files"]["removed"] == []  # type: ignore[index]


def test_a_feed_of_postings_holds_those_that_are_open(tmp_path: Path) -> None:
    asked = '[[feed]]\nname = "jobs"\nkinds = ["job_posting"]\n'
    workshop = rows(tmp_path, asked, OPEN.format("Elev", "2026-03-03"), OPEN.format("Chef", "2026-04-01"))
    workshop.build()
    assert len(workshop.json_feed("jobs")) == 2
    workshop.build(now="2026-03-03T20:00:00Z")
    assert len(workshop.json_feed("jobs")) == 2
    workshop.build(now="2026-03-04T08:00:00Z")
    assert ["Chef" in str(entry["title"]) for entry in workshop.json_feed("jobs")] == [True]
    workshop.build(now="2026-04-02T08:00:00Z")
    assert workshop.json_feed("jobs") == []


def test_only_rows_that_are_new_are_read(tmp_path: Path) -> None:
    lines = [DATED.format(name, "2026-05-20") for name in ("alfa", "beta", "gamma")]
    workshop = rows(tmp_path, "", *lines)
    workshop.build()
    workshop.page("rows.jsonl", "".join([*lines[::-1], DATED.format("delta", "2026-05-21"), "{}\n"]))
    source = source_of(workshop.build(now=LATER))
    assert {name: source[name] for name in ("items", "added", "changed", "known", "refused")} == {
        "items": 4,
        "added": 1,
        "changed": 0,
        "known": 0,
        "refused": 1,
    }
    assert len(workshop.json_feed("events")) == 4


def test_a_complete_listing_withdraws_what_it_misses_for_three_runs(tmp_path: Path) -> None:
    lines = [DATED.format(name, "2026-05-20") for name in ("alfa", "beta", "gamma", "delta")]
    workshop = rows(tmp_path, 'listing = "complete"\n', *lines)
    workshop.build()
    workshop.page("rows.jsonl", "".join(lines[1:]))

    def cancelled() -> int:
        return (workshop.output / "events.ics").read_text("utf-8").count("STATUS:CANCELLED")

    for hour, (withdrawn, entries) in enumerate([(0, 4), (0, 4), (0, 4), (1, 5), (0, 5), (0, 5)], 9):
        source = source_of(workshop.build(now=f"2026-03-02T{hour:02}:00:00Z"))
        assert (source["withdrawn"], cancelled()) == (withdrawn, entries - 4), hour
        assert len(workshop.json_feed("events")) == entries
    # Back in the listing it is on again, under the uid that it had.
    workshop.page("rows.jsonl", "".join(lines))
    workshop.build(now="2026-03-03T08:00:00Z")
    assert (cancelled(), len(workshop.json_feed("events"))) == (0, 6)
    assert (workshop.output / "events.ics").read_text("utf-8").count("BEGIN:VEVENT") == 4


def test_a_rotating_listing_withdraws_nothing(tmp_path: Path) -> None:
    lines = [DATED.format(name, "2026-05-20") for name in ("alfa", "beta", "gamma", "delta")]
    workshop = rows(tmp_path, "", *lines)
    workshop.build()
    files = workshop.files()
    workshop.page("rows.jsonl", lines[0])
    for hour in range(9, 15):
        workshop.build(now=f"2026-03-02T{hour:02}:00:00Z")
    assert workshop.files() == files


def test_a_complete_listing_that_lost_most_is_not_believed(tmp_path: Path) -> None:
    lines = [DATED.format(name, "2026-05-20") for name in ("alfa", "beta", "gamma", "delta")]
    workshop = rows(tmp_path, 'listing = "complete"\nmissing_runs = 1\n', *lines)
    workshop.build()
    files = workshop.files()
    workshop.page("rows.jsonl", lines[0])
    for hour in (9, 10, 11):
        report = workshop.build(now=f"2026-03-02T{hour:02}:00:00Z", code=3)
        assert "has 1 item where it had 4; nothing was taken over" in reasons(report)["rækker"][0]
        assert workshop.files() == files
    accept(workshop, "rækker", now="2026-03-02T12:00:00Z")
    report = workshop.build(now="2026-03-02T13:00:00Z")
    assert (workshop.output / "events.ics").read_text("utf-8").count("STATUS:CANCELLED") == 3
    assert report["held"] == []


def test_a_listing_that_failed_misses_nothing(tmp_path: Path) -> None:
    lines = [DATED.format(name, "2026-05-20") for name in ("alfa", "beta")]
    more = 'listing = "complete"\nmissing_runs = 1\n'
    workshop = rows(tmp_path, more, *lines)
    workshop.build()
    files = workshop.files()
    (workshop.sources / "rows.jsonl").unlink()
    for hour in range(9, 13):
        workshop.build(now=f"2026-03-02T{hour:02}:00:00Z", code=1)
    assert workshop.files() == files


def test_a_listing_of_which_a_page_is_not_believed_misses_nothing(tmp_path: Path) -> None:
    lines = [DATED.format(name, "2026-05-20") for name in ("alfa", "beta", "gamma", "delta", "epsilon")]
    workshop = rows(tmp_path, 'listing = "complete"\nmissing_runs = 2\n', *lines[:3])
    (workshop.folder / "feeds.toml").write_text(
        (workshop.folder / "feeds.toml").read_text("utf-8").replace("rows.jsonl", "*.jsonl"), "utf-8"
    )
    workshop.page("more.jsonl", "".join(lines[3:]))
    workshop.build()
    workshop.page("rows.jsonl", "".join(lines[1:3]))
    workshop.build(now=LATER)
    # What is missing may have come to stand on the page that is silent.
    workshop.page("more.jsonl", "")
    for hour in range(10, 15):
        report = workshop.build(now=f"2026-03-02T{hour}:00:00Z", code=3)
        assert source_of(report)["withdrawn"] == 0
    workshop.page("more.jsonl", lines[0] + "".join(lines[3:]))
    workshop.build(now="2026-03-02T15:00:00Z")
    assert "STATUS:CANCELLED" not in (workshop.output / "events.ics").read_text("utf-8")
    assert len(workshop.json_feed("events")) == 5


def test_a_moved_event_is_told_as_an_entry_of_its_own_once(tmp_path: Path) -> None:
    workshop = rows(tmp_path, "", DATED.format("alfa", "2026-05-20"), DATED.format("beta", "2026-05-20"))
    workshop.build()
    before = {entry["id"] for entry in workshop.json_feed("events")}
    workshop.page("rows.jsonl", DATED.format("alfa", "2026-06-03") + DATED.format("beta", "2026-05-20"))
    source = source_of(workshop.build(now=LATER))
    assert (source["changed"], source["announced"], source["added"]) == (1, 1, 0)
    first, *others = workshop.json_feed("events")
    assert {entry["id"] for entry in others} == before
    assert str(first["date_published"]).startswith("2026-03-02T09")
    calendar = (workshop.output / "events.ics").read_text("utf-8")
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20260603" in calendar
    files = workshop.files()
    (workshop.sources / "rows.jsonl").touch()
    workshop.build(now="2026-03-02T10:00:00Z")
    assert workshop.files() == files
    assert_whole(workshop.output)


def test_a_page_that_is_edited_elsewhere_does_not_tell_anew(workshop: Workshop) -> None:
    (workshop.sources / "seed.txt").unlink()
    workshop.page("a.txt", PEOPLE + NOTICE)
    workshop.build()
    workshop.page("b.txt", PEOPLE + NOTICE.replace("Chief Commercial Officer", "salgsdirektør"))
    workshop.build(now=LATER)
    assert "salgsdirektør" in str(workshop.json_feed())
    files = workshop.files()
    workshop.page("a.txt", PEOPLE + NOTICE + "\nEn ny linje.\n")
    workshop.build(now="2026-03-02T10:00:00Z")
    assert workshop.files() == files


def test_a_site_without_pages_for_items_has_none(tmp_path: Path) -> None:
    text = standard_config().replace("\n[[source]]", "item_pages = false\n[[source]]")
    workshop = Workshop(tmp_path / "site", text)
    shutil.copy(SEED, workshop.sources / "seed.txt")
    workshop.build()
    assert len(workshop.json_feed()) == 6
    assert [path for path in workshop.files() if path.startswith("items/")] == []
    for name in ("all.rss", "all.atom", "all.json", "all.ics", "all.html", "index.html"):
        assert b"items/" not in (workshop.output / name).read_bytes(), name
    assert_whole(workshop.output)


def test_files_are_as_old_as_the_newest_revision_in_them(workshop: Workshop) -> None:
    workshop.build(now="2026-03-02T08:00:00Z")
    first = NOW.timestamp()
    assert {path.stat().st_mtime for path in workshop.output.rglob("*.*") if path.is_file()} == {first}
    workshop.page("a.txt", PEOPLE + NOTICE.replace("Morten Jørgensen", "Anna Holm"))
    workshop.build(now=LATER)
    changed = {"all", "people", "feeds", "index"}
    for path in workshop.output.glob("*.*"):
        if path.is_file():
            later = path.stem in changed and path.suffix != ".css"
            assert path.stat().st_mtime == first + (3600 if later else 0), path


def test_the_last_publication_can_be_taken_back(config: Config, ledger: Ledger) -> None:
    def tree() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in config.output.rglob("*") if path.is_file()}

    pipeline.build(config, ledger, NOW)
    with pytest.raises(PublishError, match="no earlier publication"):
        roll_back(config, ledger, NOW)
    before = tree()
    (config.path.parent / "sources" / "a.txt").write_text(  # type: ignore[union-attr]
        PEOPLE + NOTICE.replace("Morten Jørgensen", "Anna Holm"), "utf-8"
    )
    pipeline.build(config, ledger, NOW + timedelta(hours=1))
    after = tree()
    assert after != before
    roll_back(config, ledger, NOW + timedelta(hours=2))
    assert tree() == before
    # Nothing goes out until somebody says so.
    report = pipeline.build(config, ledger, NOW + timedelta(hours=3))
    assert ([held.name for held in report.held], report.exit_code) == ([EVERYTHING], 3)
    assert "was taken back" in report.held[0].reasons[0]
    assert tree() == before
    report = pipeline.build(config, ledger, NOW + timedelta(hours=4), accepted=(EVERYTHING,))
    assert (report.held, report.exit_code) == ((), 0)
    assert tree() == after


def test_a_rehearsal_changes_nothing(config: Config, ledger: Ledger, tmp_path: Path) -> None:
    pipeline.build(config, ledger, NOW)
    before = {path: path.stat().st_mtime_ns for path in (config.output, *config.output.rglob("*"))}
    stamp, published = ledger.stamp("publication"), ledger.published()
    (config.path.parent / "sources" / "a.txt").write_text(  # type: ignore[union-attr]
        PEOPLE + NOTICE.replace("Morten Jørgensen", "Anna Holm"), "utf-8"
    )
    with ledger.rehearsal():
        pipeline.refresh_all(config, ledger, NOW + timedelta(hours=1))
        done = publish_feeds(config, ledger, NOW + timedelta(hours=1), rehearsed=tmp_path / "apart")
    assert {"all.rss", "people.rss", "people.ics"} <= set(done.written)
    assert {path: path.stat().st_mtime_ns for path in (config.output, *config.output.rglob("*"))} == before
    assert (ledger.stamp("publication"), ledger.published()) == (stamp, published)
    assert list((tmp_path / "apart").iterdir()) == []
    report = pipeline.build(config, ledger, NOW + timedelta(hours=1))
    assert sorted(report.publication.written) == sorted(done.written)
