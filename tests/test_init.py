"""From a page or a folder to a configuration that works: `feeds init`, `feeds add`, `feeds preview`."""

from __future__ import annotations

import json
import resource
import subprocess
import tomllib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import forked
from feeds.config import load
from feeds.discovery import name_of, way
from feeds.model import Event, Evidence, Source
from feeds.starter import Start, added, block, configuration, quoted

PAGE = """Arrangementer

Åben forelæsning om tang
Dato: onsdag 3. juni 2026
Tid: kl. 19.00
Sted: Rotunden
Pris: 50 kr.

Byvandring med lygter
Dato: søndag den 14. juni 2026
Tid: kl. 21.30
Sted: Torvet
Pris: Gratis
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "kalender.txt").write_text(PAGE, "utf-8")
    return tmp_path


def feeds(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return forked.run(words, place, {}, timeout=120)


def test_four_commands_from_nothing_to_a_calendar(place: Path) -> None:
    first = feeds(place, "init", "pages", "--title", "Havnen", "--base-url", "https://feeds.example.org/")
    assert (first.returncode, first.stderr) == (0, "")
    assert "2 events" in first.stdout
    assert "Åben forelæsning om tang" in first.stdout
    assert "Dansk (da), clock times in Europe/Copenhagen" in first.stdout
    assert "found by text (2)" in first.stdout
    second = feeds(place, "preview")
    assert "onsdag 3. juni 2026 kl. 19.00" in second.stdout
    assert feeds(place, "build", "--now", "2026-05-01T08:00:00Z").returncode == 0
    assert "SUMMARY:Byvandring med lygter" in (place / "output" / "events.ics").read_text("utf-8")


def test_what_is_written_is_commented_and_complete(place: Path) -> None:
    feeds(place, "init", "pages/*.txt", "--config", "site/feeds.toml")
    text = (place / "site" / "feeds.toml").read_text("utf-8")
    written = tomllib.loads(text)
    assert written["site"] == {"title": "pages", "language": "da", "timezone": "Europe/Copenhagen"}
    assert written["source"] == [
        {
            "name": "pages",
            "path": str(place / "pages" / "*.txt"),
            "language": "da",
            "timezone": "Europe/Copenhagen",
            "every": "1h",
        }
    ]
    assert "# When this was written: 2 events (by text)." in text
    assert "# base_url = " in text
    assert load(place / "site" / "feeds.toml", look=True).sources[0].every == 3600


def test_a_configuration_that_is_there_is_not_touched(place: Path) -> None:
    (place / "feeds.toml").write_text("mine", "utf-8")
    run = feeds(place, "init", "pages")
    assert run.returncode == 2
    assert "feeds add" in run.stderr
    assert (place / "feeds.toml").read_text("utf-8") == "mine"
    assert feeds(place, "init", "pages", "--force").returncode == 0
    assert "[[source]]" in (place / "feeds.toml").read_text("utf-8")


def test_a_target_that_cannot_be_read_is_told_of_and_left_out(place: Path) -> None:
    run = feeds(place, "init", "pages", "nowhere.txt")
    assert run.returncode == 1
    assert "nowhere.txt" in run.stderr
    assert [one["name"] for one in tomllib.loads((place / "feeds.toml").read_text("utf-8"))["source"]] == ["pages"]
    (place / "feeds.toml").unlink()
    assert feeds(place, "init", "nowhere.txt").returncode == 1
    assert not (place / "feeds.toml").exists()


@pytest.mark.parametrize("words", [["--language", "xx"], ["--timezone", "Mars/Base"], ["--base-url", "ftp://x"]])
def test_wrong_answers_write_nothing(place: Path, words: list[str]) -> None:
    run = feeds(place, "init", "pages", *words)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert sorted(path.name for path in place.iterdir() if not path.name.startswith(".feeds")) == ["pages"]


def test_a_zone_can_be_meant_by_its_town(place: Path) -> None:
    run = feeds(place, "init", "pages", "--timezone", "Copenhagen")
    assert "there is no time zone 'Copenhagen'; did you mean Europe/Copenhagen?" in run.stderr
    run = feeds(place, "explain", "pages/kalender.txt", "--timezone", "new york")
    assert (run.returncode, "did you mean America/New_York?" in run.stderr) == (2, True)


@pytest.mark.parametrize("target", ["example.org/calendar", "www.example.org", "kalendar.txt", ""])
def test_what_is_neither_there_nor_an_address_is_told_so(place: Path, target: str) -> None:
    run = feeds(place, "init", target)
    assert (run.returncode, run.stdout) == (1, "")
    assert "see whether it is spelt right; an address on the web begins with https://" in run.stderr


def test_an_empty_folder_is_called_so(place: Path) -> None:
    (place / "none").mkdir()
    assert "none: no file to read is in this folder" in feeds(place, "init", "none").stderr


def test_an_address_without_its_beginning_is_told_before_anything_is_read(place: Path) -> None:
    run = feeds(place, "init", "pages", "--base-url", "feeds.example.org")
    assert (run.returncode, run.stdout) == (2, "")
    assert "--base-url: 'feeds.example.org' is no web address; did you mean https://feeds.example.org?" in run.stderr


def test_add_appends_and_leaves_all_else(place: Path) -> None:
    feeds(place, "init", "pages")
    before = (place / "feeds.toml").read_text("utf-8") + "# mine, with æøå\n"
    (place / "feeds.toml").write_text(before, "utf-8")
    run = feeds(place, "add", "pages/kalender.txt", "--every", "1d")
    assert (run.returncode, run.stderr) == (0, "")
    after = (place / "feeds.toml").read_text("utf-8")
    assert after.startswith(before.rstrip())
    sources = load(place / "feeds.toml", look=True).sources
    assert [(one.name, one.every) for one in sources] == [("pages", 3600), ("kalender", 86400)]
    feeds(place, "add", "pages/kal*.txt", "--every", "auto")
    last = load(place / "feeds.toml", look=True).sources[-1]
    assert (last.name, last.every, last.adaptive) == ("pages-2", None, True)


def test_what_is_read_already_is_not_added_again(place: Path, site: str) -> None:
    feeds(place, "init", "pages")
    feeds(place, "add", f"{site}?", "--allow-private", "--own")
    before = (place / "feeds.toml").read_bytes()
    for target in ("pages", "./pages/", site, f"{site}kalender.ics"):
        run = feeds(place, "add", target, "--allow-private", "--own")
        assert (run.returncode, run.stderr) == (0, ""), target
        name = "pages" if "pages" in target else "127-0-0-1"
        assert f"is read already: it is the source {name}." in run.stdout
        assert (place / "feeds.toml").read_bytes() == before
    run = feeds(place, "add", "pages", "pages/kalender.txt", str(place / "pages/kalender.txt"))
    assert run.returncode == 0
    assert "Added kalender to feeds.toml" in run.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["pages", "pages", "--name", "two"], "--name"),
        (["pages", "--every", "soon"], "--every"),
        (["pages/kalender.txt", "--name", "pages"], "given twice"),
    ],
)
def test_what_cannot_be_added_changes_nothing(place: Path, words: list[str], told: str) -> None:
    feeds(place, "init", "pages")
    before = (place / "feeds.toml").read_bytes()
    run = feeds(place, "add", *words)
    assert run.returncode == 2
    assert told in run.stderr
    assert (place / "feeds.toml").read_bytes() == before
    assert [path.name for path in place.glob(".feeds.toml*")] == []


def test_preview_tells_machines_what_it_tells_people(place: Path) -> None:
    (place / "pages" / "more.txt").write_text(
        "Arrangementer\n\nFælles sang\nDato: 31. februar 2026\nSted: Salen\n", "utf-8"
    )
    feeds(place, "init", "pages")
    told = [json.loads(line) for line in feeds(place, "preview", "--json").stdout.splitlines()]
    assert [one["title"] for one in told if "title" in one][:2] == ["Åben forelæsning om tang", "Byvandring med lygter"]
    assert {one["source"] for one in told if "source" in one} == {"pages"}
    assert all(one["reason"] for one in told if "reason" in one)
    page = feeds(place, "preview", "pages", "--html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "Åben forelæsning om tang" in page
    assert feeds(place, "preview", "nobody").returncode == 2
    assert not (place / "output").exists()


def test_names_are_short_plain_and_new() -> None:
    assert name_of("https://www.example.org/kalender?x=1", ()) == "example-org"
    assert name_of("https://www.example.org/kalender", ("example-org", "example-org-2")) == "example-org-3"
    assert name_of("Ærø.txt", ()) == "r"
    assert name_of("…", ()) == "source"
    assert len(name_of("a" * 300, ())) == 40


@pytest.mark.parametrize("text", ['a "b" \\c', "line\nbreak", "tab\tand \x7f", "æøå €", "]]\n[site]"])
def test_texts_are_quoted_as_toml_has_it(text: str) -> None:
    assert tomllib.loads(f"x = {quoted(text)}") == {"x": text}


def test_what_is_written_of_a_source_is_read_again(tmp_path: Path) -> None:
    one = Source(
        name='odd "name"',
        url="https://example.org/",
        format="jsonl",
        language="sv",
        timezone="Europe/Stockholm",
        every=5400,
        categories=("Å", "b"),
    )
    text = configuration(Start(title="T", language="en", timezone="UTC"), [(one, "note")], tmp_path)
    (tmp_path / "feeds.toml").write_text(text, "utf-8")
    assert load(tmp_path / "feeds.toml", look=True).sources == (one,)
    other = Source(name="other", path=tmp_path / "a.txt")
    (tmp_path / "feeds.toml").write_text(added(text, [(other, "note")], tmp_path), "utf-8")
    assert [source.name for source in load(tmp_path / "feeds.toml", look=True).sources] == ['odd "name"', "other"]
    assert 'path = "a.txt"' in "\n".join(block(other, "note", tmp_path))


LISTING = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Havnens kalender</title>
<link rel="alternate" type="text/calendar" href="/kalender.ics" title="Kalenderen">
</head><body><main><h1>Kalender</h1><ul>
<li><h3><a href="/a">Åben forelæsning om tang</a></h3><p>3. juni 2026 kl. 19.00, Rotunden</p></li>
<li><h3><a href="/b">Byvandring med lygter</a></h3><p>14. juni 2026 kl. 21.30, Torvet</p></li>
<li><h3><a href="/c">Fællessang ved molen</a></h3><p>21. juni 2026 kl. 20.00, Molen</p></li>
</ul></main></body></html>"""
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//havn//kalender//DA\r
BEGIN:VEVENT\r
UID:tang@havn.example\r
DTSTAMP:20260101T000000Z\r
DTSTART;TZID=Europe/Copenhagen:20260603T190000\r
SUMMARY:Åben forelæsning om tang\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A site on loopback with a listing page and a calendar of its own."""
    root = tmp_path / "www"
    root.mkdir()
    (root / "index.html").write_text(LISTING, "utf-8")
    (root / "kalender.ics").write_text(CALENDAR, "utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_a_page_on_the_web_is_found_out_and_built(tmp_path: Path, site: str) -> None:
    run = feeds(tmp_path, "init", site, "--allow-private")
    assert (run.returncode, run.stderr) == (0, "")
    assert "3 events" in run.stdout
    assert "found by text (3)" in run.stdout
    assert f"calendar: {site}kalender.ics (Kalenderen)" in run.stdout
    source = tomllib.loads((tmp_path / "feeds.toml").read_text("utf-8"))["source"][0]
    assert (source["url"], source["allow_private"], source["language"]) == (site, True, "da")
    assert feeds(tmp_path, "build", "--now", "2026-05-01T08:00:00Z").returncode == 0
    calendar = (tmp_path / "output" / "events.ics").read_text("utf-8")
    assert "SUMMARY:Fællessang ved molen" in calendar
    assert f"URL:{site}c" in calendar


SAVED = Path(__file__).parent / "cases" / "html" / "da_municipal_calendar.html"


def test_a_saved_page_becomes_a_calendar_in_five_seconds(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(SAVED.read_bytes())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in ("init page.html", "build --now 2026-03-01T08:00:00Z"):
        run = feeds(tmp_path, *command.split())
        assert (run.returncode, run.stderr) == (0, ""), command
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    expected = json.loads(SAVED.with_suffix(".json").read_bytes())
    calendar = (tmp_path / "output" / "events.ics").read_text("utf-8")
    assert calendar.count("BEGIN:VEVENT") == str(expected).count("'kind': 'event'") > 3
    # Time of processors, for others may work on the machine.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5


def test_what_a_page_offers_is_read_in_its_place(tmp_path: Path, site: str) -> None:
    run = feeds(tmp_path, "init", site, "--allow-private", "--own")
    assert (run.returncode, run.stderr) == (0, "")
    sources = tomllib.loads((tmp_path / "feeds.toml").read_text("utf-8"))["source"]
    assert [source["url"] for source in sources] == [f"{site}kalender.ics"]
    assert "onsdag 3. juni 2026 kl. 19.00" in feeds(tmp_path, "preview").stdout


def test_ones_own_network_is_not_looked_into_unasked(tmp_path: Path, site: str) -> None:
    run = feeds(tmp_path, "init", site)
    assert run.returncode == 1
    assert "allow_private" in run.stderr
    assert not (tmp_path / "feeds.toml").exists()


def test_replay_shows_what_an_edit_changes_and_asks_nobody(tmp_path: Path, site: str) -> None:
    feeds(tmp_path, "init", site, "--allow-private")
    feeds(tmp_path, "build", "--now", "2026-05-01T08:00:00Z")
    assert feeds(tmp_path, "replay", "--now", "2026-05-01T08:00:00Z").stdout == "Nothing to do.\n"
    (tmp_path / "www" / "index.html").write_text("gone", "utf-8")
    text = (tmp_path / "feeds.toml").read_text("utf-8")
    edited = text.replace('every = "1h"\n', 'every = "1h"\n[[source.exclude]]\nwords = ["lygter"]\n', 1)
    (tmp_path / "feeds.toml").write_text(edited, "utf-8")
    run = feeds(tmp_path, "replay", "--json", "--now", "2026-05-01T08:00:00Z")
    told = json.loads(run.stdout)
    assert [one["title"] for one in told["removed"]] == ["Byvandring med lygter"]
    assert told["failures"] == []
    assert "Byvandring" in (tmp_path / "output" / "events.ics").read_text("utf-8")
    # An older run is read as it was.
    (tmp_path / "www" / "index.html").write_text(LISTING.replace("Fællessang", "Sang"), "utf-8")
    feeds(tmp_path, "build", "--now", "2026-05-01T12:00:00Z")
    (first, last) = json.loads(feeds(tmp_path, "replay", "--list", "--json").stdout)
    assert (first["run"], first["at"], last["pages"]) == (1, "2026-05-01T08:00:00Z", 1)
    told = json.loads(feeds(tmp_path, "replay", "1", "--json", "--now", "2026-05-01T13:00:00Z").stdout)
    assert [one["title"] for one in told["changed"]] == ["Fællessang ved molen"]
    unkept = feeds(tmp_path, "replay", "7")
    assert (unkept.returncode, unkept.stdout) == (2, "")
    assert "runs 1 to 2 are" in unkept.stderr


def test_pages_in_several_languages_are_each_read_in_their_own(place: Path) -> None:
    (place / "pages" / "club.txt").write_text(
        "What's on\n\nAnnual dinner\nDate: Friday 13 March 2026\nTime: 7pm\nVenue: The Boathouse\n", "utf-8"
    )
    first = feeds(place, "init", "pages")
    assert "3 events" in first.stdout
    assert "language Dansk (da) of most, each page is read in its own, clock times in Europe/Copenhagen" in first.stdout
    written = tomllib.loads((place / "feeds.toml").read_text("utf-8"))
    assert (written["site"]["language"], written["site"]["timezone"]) == ("da", "Europe/Copenhagen")
    assert not {"language", "timezone"} & written["source"][0].keys()
    second = feeds(place, "preview")
    assert "pages: 3 items" in second.stdout
    assert "Friday 13 March 2026, 19:00" in second.stdout


def test_a_configuration_in_the_folder_of_its_pages_is_no_page(place: Path) -> None:
    folder = place / "pages"
    first = feeds(folder, "init", ".")
    assert (first.returncode, first.stderr) == (0, "")
    told = feeds(folder, "preview").stdout
    assert "2 items" in told
    assert "# What Feeds reads" not in told
    again = feeds(folder, "init", ".", "--force").stdout
    assert [line for line in again.splitlines() if "article" in line or "event" in line] == ["  2 events"]


def test_one_page_that_cannot_be_read_costs_the_others_nothing(place: Path) -> None:
    (place / "pages" / "a.pdf").write_bytes(b"%PDF-1.4\n")
    (place / "pages" / "gone.txt").symlink_to("nowhere.txt")
    first = feeds(place, "init", "pages")
    assert first.returncode == 0
    assert "2 events" in first.stdout
    assert "gone.txt: there is no such file" in first.stdout
    second = feeds(place, "preview")
    assert second.returncode == 1
    assert "pages: 2 items" in second.stdout
    assert [line.partition("/pages/")[2][:9] for line in second.stderr.splitlines()] == ["gone.txt:", "a.pdf: th"]


def test_a_page_of_which_nothing_can_be_read_is_left_out(place: Path) -> None:
    (place / "x.pdf").write_bytes(b"%PDF-1.4\n")
    run = feeds(place, "init", "pages", "x.pdf")
    assert run.returncode == 1
    assert "x.pdf: this is a PDF document" in run.stderr
    assert [one["name"] for one in tomllib.loads((place / "feeds.toml").read_text("utf-8"))["source"]] == ["pages"]


def test_what_is_dropped_of_several_pages_names_its_page(place: Path) -> None:
    (place / "pages" / "names.txt").write_text("Navne\n\nKim Larsson blev 50 år i lørdags.\n", "utf-8")
    feeds(place, "init", "pages", "--language", "da")
    assert "    names.txt, line 3: personnel_notice: " in feeds(place, "preview").stdout


@pytest.mark.parametrize(("rule", "told"), [("html.grid", "grid"), ("html.list", "list"), ("event.listing", "text")])
def test_the_way_by_which_an_item_was_found_is_named(rule: str, told: str) -> None:
    fact = Evidence(field="title", lines=(1, 1), text="Quiz", rule=rule)
    assert way(Event(title="Quiz", evidence=(fact,)), "html") == told
