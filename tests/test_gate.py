"""What looks wrong does not go out: readers keep the last good files until somebody says that it is meant to be so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from feeds.config import load
from feeds.errors import PublishError
from feeds.pipeline import opened
from feeds.release import KEPT, roll_back
from many import settings
from workshop import Workshop, with_path

LATER = "2026-03-02T09:00:00Z"
PINNED_AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
FEEDS = """
[[feed]]
name = "pluk"
categories = ["pluk"]
formats = ["json", "atom"]

[[feed]]
name = "nyt"
kinds = ["article"]
formats = ["rss", "json"]

[[feed]]
name = "kalender"
kinds = ["event"]
formats = ["json", "ics"]
"""


class Shop(Workshop):
    """A workshop with ten articles and ten events; of each, `changed` tells what is otherwise than at first."""

    def __init__(self, folder: Path, *, item_pages: bool = True) -> None:
        super().__init__(folder, settings(item_pages=item_pages, more=FEEDS))
        self.changed: dict[int, dict[str, object]] = {}
        self.write()

    def write(self, changes: Mapping[int, Mapping[str, object]] = MappingProxyType({})) -> None:
        """Write the items, with changes by number."""
        for number, facts in changes.items():
            self.changed.setdefault(number, {}).update(facts)
        lines = [json.dumps({**fact(number), **self.changed.get(number, {})}) for number in range(20)]
        self.page("linjer.jsonl", "\n".join(lines))

    def say(self, code: int, now: str = LATER, *accepted: str, **environment: str) -> str:
        """Build, and give what is said on standard error."""
        words = [word for name in accepted for word in ("--accept", name)]
        run = self.feeds("build", "--quiet", "--now", now, *words, **environment)
        assert run.returncode == code, (run.returncode, run.stderr)
        assert run.stdout == ""
        return run.stderr

    def tampered(self, module: str, name: str, change: str) -> dict[str, str]:
        """Give an environment in which a function of a renderer gives something else than it should."""
        folder = self.folder / "tampered"
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(
            f"from feeds.render import {module} as module\n"
            f"true = module.{name}\n"
            f"module.{name} = lambda *told: (lambda body: {change})(true(*told))\n"
        )
        return {"PYTHONPATH": with_path(folder)}


def fact(number: int) -> dict[str, object]:
    known: dict[str, object] = {"title": f"Nummer {number}", "summary": f"Om {number}.", "categories": ["pluk"]}
    if number % 2:
        return {"kind": "event", "start": f"2026-04-{number + 1:02}T19:00:00+02:00", **known}
    return {"kind": "article", "published": f"2026-02-{number + 1:02}T08:00:00+01:00", **known}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    made = Shop(tmp_path / "site")
    made.build()
    return made


def of(files: dict[str, str], *names: str) -> dict[str, str]:
    """Give the files of these feeds."""
    return {path: known for path, known in files.items() if path.partition(".")[0] in names}


def assert_held(shop: Shop, feed: str, reason: str, *others: str) -> None:
    """See that a feed is held with that reason at each build, that others went out, and how to let it through."""
    before = shop.files()
    for _ in range(2):
        said = shop.say(3)
        assert f"{feed} is held: " in said
        assert reason in said
        assert f"feeds build --accept {feed}\n" in said
        assert of(shop.files(), feed) == of(before, feed)
        for other in others:
            assert of(shop.files(), other) != of(before, other), other
    report = shop.build(now=LATER, code=3)
    assert report["status"] == "held"
    assert [held["name"] for held in report["held"]] == [feed]  # type: ignore[attr-defined]
    assert report["files"]["written"] == []  # type: ignore[index]
    assert shop.say(0, LATER, feed) == ""
    assert of(shop.files(), feed) != of(before, feed)
    times = shop.times()
    assert shop.say(0) == ""
    assert shop.times() == times


def test_a_feed_that_would_be_empty_is_held(shop: Shop) -> None:
    shop.write({n: {"categories": ["andet"]} for n in range(20)})
    assert_held(shop, "pluk", "it would be empty, and has 20 entries", "nyt", "kalender")
    assert shop.json_feed("pluk") == []


def test_a_feed_that_shrinks_is_held(shop: Shop) -> None:
    shop.write({n: {"categories": ["andet"]} for n in range(11)})
    assert_held(shop, "pluk", "it would lose 11 of its 20 entries, more than 50 %", "nyt", "kalender")
    assert len(shop.json_feed("pluk")) == 9


def test_a_feed_that_loses_half_is_not(shop: Shop) -> None:
    shop.write({n: {"categories": ["andet"]} for n in range(10)})
    assert shop.say(0) == ""
    assert len(shop.json_feed("pluk")) == 10


def test_the_share_is_for_the_configuration_to_say(shop: Shop) -> None:
    config = shop.folder / "feeds.toml"
    config.write_text(config.read_text("utf-8") + "[gate]\nshrink = 20\n", "utf-8")
    shop.write({n: {"categories": ["andet"]} for n in range(5)})
    assert "it would lose 5 of its 20 entries, more than 20 %" in shop.say(3)


def test_a_feed_whose_uids_change_is_held(shop: Shop) -> None:
    # The same articles from a source of another name, each dated otherwise: to a reader all of them are new.
    config = shop.folder / "feeds.toml"
    config.write_text(config.read_text("utf-8").replace("linjer", "andre").replace("sources", "others"), "utf-8")
    others = shop.folder / "others"
    others.mkdir()
    again = [{**fact(n), "published": f"2026-01-{n + 1:02}T08:00:00+01:00"} for n in range(0, 20, 2)]
    events = [fact(n) for n in range(1, 20, 2)]
    (others / "a.jsonl").write_text("\n".join(map(json.dumps, [*again, *events])), "utf-8")
    before = shop.files()
    said = shop.say(3)
    assert "nyt is held: 10 entries would have another uid, and readers would see them as new" in said
    assert of(shop.files(), "nyt") == of(before, "nyt")
    names = [name for name in ("nyt", "pluk", "kalender") if f"--accept {name}" in said]
    assert shop.say(0, LATER, *names) == ""
    assert of(shop.files(), "nyt") != of(before, "nyt")
    assert shop.say(0) == ""
    # What nobody leads to any more went with it.
    shown = {str(item["url"]).rpartition("/")[2] for item in (*shop.json_feed("nyt"), *shop.json_feed("kalender"))}
    assert {path.name for path in (shop.output / "items").glob("*.html")} == shown


def test_pages_of_what_was_held_go_when_it_is_accepted(shop: Shop) -> None:
    config = shop.folder / "feeds.toml"
    (shop.folder / "others").mkdir()
    (shop.folder / "others" / "a.jsonl").write_text("\n".join(json.dumps(fact(n)) for n in range(1, 20, 2)), "utf-8")
    config.write_text(config.read_text("utf-8").replace("linjer", "andre").replace("sources", "others"), "utf-8")
    assert "nyt is held: it would be empty" in shop.say(3)
    assert len(list((shop.output / "items").glob("*.html"))) == 20
    shop.say(0, LATER, "nyt", "pluk")
    assert len(list((shop.output / "items").glob("*.html"))) == 10


BROKEN = (
    ("json_feed", "entry", """body.replace(b'"title":', b'"title"')""", "json"),
    ("json_feed", "entry", """body.replace(b'"id":', b'"no":')""", "json"),
    ("rss", "entry", 'body.replace(b"</title>", b"</titel>")', "rss"),
    ("rss", "tail", "body[:-8]", "rss"),
)


@pytest.mark.parametrize(("module", "name", "change", "ending"), BROKEN)
def test_a_feed_that_is_not_valid_is_held(shop: Shop, module: str, name: str, change: str, ending: str) -> None:
    before = shop.files()
    shop.write({2: {"summary": "Nyt om 2."}, 3: {"summary": "Nyt om 3."}})
    broken = shop.tampered(module, name, change)
    for _ in range(2):
        said = shop.say(3, **broken)
        assert f"nyt is held: it is not valid: nyt.{ending}: " in said
        # All of its forms stay, not only the one that is broken: they tell of the same things.
        assert of(shop.files(), "nyt") == of(before, "nyt")
    if module == "rss":
        assert of(shop.files(), "kalender") != of(before, "kalender")
    assert shop.say(0) == ""
    assert of(shop.files(), "nyt") != of(before, "nyt")


def test_a_calendar_that_is_not_valid_is_held(shop: Shop) -> None:
    before = shop.files()
    shop.write({2: {"summary": "Nyt om 2."}, 3: {"summary": "Nyt om 3."}})
    said = shop.say(3, **shop.tampered("icalendar", "entry", r'body.replace(b"\r\nUID:", b"\r\nUIDEN:")'))
    assert "kalender is held: it is not valid: kalender.ics: " in said
    assert of(shop.files(), "kalender") == of(before, "kalender")
    assert of(shop.files(), "nyt") != of(before, "nyt")
    assert shop.say(0) == ""
    assert of(shop.files(), "kalender") != of(before, "kalender")


def test_an_item_that_is_not_valid_is_held_alone(shop: Shop) -> None:
    before = shop.files()
    shop.write({1: {"summary": "Nyt om 1."}, 3: {"summary": "Nyt om 3."}})
    change = r'body.replace(b"\r\nDTSTART", b"\r\nDTSTARTER") if b"Nummer 3" in body else body'
    broken = shop.tampered("icalendar", "single", change)
    for _ in range(2):
        said = shop.say(3, **broken)
        (line,) = (line for line in said.splitlines() if "is held" in line)
        assert line.startswith("feeds: items/")
        assert "feeds build --accept '*'\n" in said
        (held,) = (p for p, known in before.items() if p.endswith(".ics") and f"{p} is held" in said)
        assert shop.files()[held] == before[held]
        assert b"SUMMARY:Nummer 3" in (shop.output / held).read_bytes()
    changed = {path for path, known in shop.files().items() if before[path] != known}
    assert {path.partition(".")[0] for path in changed} >= {"pluk", "kalender"}
    assert len([path for path in changed if path.startswith("items/") and path.endswith(".ics")]) == 1
    assert shop.say(0) == ""
    assert shop.files()[held] != before[held]


def test_the_front_page_is_held_when_it_is_not_valid(shop: Shop) -> None:
    before = shop.files()
    shop.write({2: {"summary": "Nyt om 2."}})
    (shop.folder / "tampered").mkdir()
    (shop.folder / "tampered" / "sitecustomize.py").write_text(
        "from feeds.render.html import Pages\n"
        "true = Pages.index\n"
        "Pages.index = lambda *told: true(*told).replace(b'</main>', b'</mian>')\n"
    )
    said = shop.say(3, PYTHONPATH=with_path(shop.folder / "tampered"))
    assert "site is held: it is not valid: index.html: " in said
    assert "feeds build --accept '*'\n" in said
    assert shop.files()["index.html"] == before["index.html"]
    assert of(shop.files(), "nyt") != of(before, "nyt")
    assert shop.say(0) == ""
    assert shop.files()["index.html"] != before["index.html"]


def test_everything_can_be_accepted_at_once(shop: Shop) -> None:
    shop.write({n: {"categories": ["andet"]} for n in range(20)})
    shop.say(3)
    assert shop.say(0, LATER, "*") == ""
    assert shop.json_feed("pluk") == []


def test_a_name_that_there_is_not_cannot_be_accepted(shop: Shop) -> None:
    times = shop.times()
    assert "there is no feed or source 'plok'" in shop.say(2, LATER, "plok")
    assert shop.times() == times


def test_a_new_feed_is_not_held_by_what_it_never_had(shop: Shop) -> None:
    config = shop.folder / "feeds.toml"
    config.write_text(config.read_text("utf-8") + '[[feed]]\nname = "ny"\nkinds = ["personnel_notice"]\n', "utf-8")
    assert shop.say(0) == ""
    assert shop.json_feed("ny") == []


# Taking back.


def edited(shop: Shop, turn: int) -> None:
    start = f"2026-04-{20 + turn}T19:00:00+02:00"
    shop.write({2: {"summary": f"Om 2, udgave {turn}."}, 3: {"summary": f"Om 3, udgave {turn}.", "start": start}})


def take_back(shop: Shop) -> tuple[str, ...]:
    config = load(shop.folder / "feeds.toml")
    with opened(config) as ledger:
        assert ledger is not None
        return roll_back(config, ledger, PINNED_AT)


def bytes_of(shop: Shop) -> dict[str, tuple[bytes, int]]:
    paths = [path for path in shop.output.rglob("*") if path.is_file()]
    return {str(p.relative_to(shop.output)): (p.read_bytes(), p.stat().st_mtime_ns) for p in paths}


def kept(shop: Shop) -> list[Path]:
    return sorted((shop.folder / ".feeds").glob("output.kept-*"))


def hour(turn: int) -> str:
    return f"2026-03-02T{8 + turn:02}:00:00Z"


def published(shop: Shop, turns: int) -> list[dict[str, tuple[bytes, int]]]:
    """Publish some times, and give what stood there each time."""
    stood = [bytes_of(shop)]
    for turn in range(1, turns + 1):
        edited(shop, turn)
        assert shop.say(0, hour(turn)) == ""
        stood.append(bytes_of(shop))
    return stood


def test_what_stood_before_is_put_back_byte_for_byte(shop: Shop) -> None:
    stood = published(shop, KEPT + 2)
    for turn in range(KEPT):
        paths = take_back(shop)
        assert bytes_of(shop) == stood[-2 - turn]
        assert {"nyt.json", "kalender.ics", "index.html"} <= set(paths)
    with pytest.raises(PublishError, match="no earlier publication"):
        take_back(shop)
    assert bytes_of(shop) == stood[-1 - KEPT]
    assert kept(shop) == []


def test_nothing_is_published_after_it_until_that_is_accepted(shop: Shop) -> None:
    stood = published(shop, 2)
    take_back(shop)
    for _ in range(2):
        said = shop.say(3, hour(5))
        assert "* is held: the publication was taken back on 2026-03-02 12:00 UTC" in said
        assert "feeds build --accept '*'\n" in said
        assert bytes_of(shop) == stood[1]
    edited(shop, 7)
    shop.say(3, hour(6))
    shop.say(3, hour(6), "nyt")
    assert bytes_of(shop) == stood[1]
    assert shop.say(0, hour(7), "*") == ""
    assert "udgave 7" in str(shop.json_feed("nyt"))
    times = shop.times()
    assert shop.say(0, hour(7)) == ""
    assert shop.times() == times
    # And that can be taken back again.
    take_back(shop)
    assert bytes_of(shop) == stood[1]


def test_kept_files_are_second_names_and_few(shop: Shop) -> None:
    published(shop, KEPT + 3)
    assert len(kept(shop)) == KEPT
    newest = kept(shop)[-1]
    assert (newest.stat().st_mode & 0o077) == 0
    inode = (shop.output / "nyt.json").stat().st_ino
    edited(shop, 8)
    shop.say(0, hour(9))
    assert (kept(shop)[-1] / "nyt.json").stat().st_ino == inode
    assert len(kept(shop)) == KEPT
    # A build that changes nothing keeps nothing.
    before = kept(shop)
    shop.say(0, hour(9))
    assert kept(shop) == before


def test_the_first_publication_cannot_be_taken_back(shop: Shop) -> None:
    with pytest.raises(PublishError, match="no earlier publication"):
        take_back(shop)


def test_new_and_removed_files_are_taken_back_too(shop: Shop) -> None:
    before = bytes_of(shop)
    config = shop.folder / "feeds.toml"
    text = config.read_text("utf-8")
    new = '[[feed]]\nname = "ny"\nkinds = ["event"]\n'
    config.write_text(text.replace('name = "nyt"', 'name = "nyheder"') + new, "utf-8")
    assert shop.say(0, LATER, "*") == ""
    assert "nyt.json" not in bytes_of(shop)
    assert {"ny.ics", "nyheder.json"} <= set(bytes_of(shop))
    take_back(shop)
    assert bytes_of(shop) == before


def test_what_was_kept_and_is_gone_is_told(shop: Shop) -> None:
    stood = published(shop, 1)
    (kept(shop)[-1] / "nyt.json").unlink()
    with pytest.raises(PublishError, match=r"what stood there before is gone: nyt\.json"):
        take_back(shop)
    assert bytes_of(shop) == stood[1]
    assert shop.say(0, hour(1)) == ""


# Killed in between.

KILLED = """
import os, signal, sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
wanted, left = sys.argv[1], int(sys.argv[2])
true = getattr(Path, wanted)
def once(self, *told, **named):
    global left
    done = true(self, *told, **named)
    if ".feeds-part" in self.name or wanted == "rmdir":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return done
setattr(Path, wanted, once)
from feeds.config import load
from feeds.pipeline import opened, run
from feeds.release import roll_back
config = load(Path("feeds.toml"))
if sys.argv[3] == "back":
    with opened(config) as ledger:
        roll_back(config, ledger, datetime(2026, 3, 2, 12, tzinfo=UTC))
else:
    run(config, datetime.fromisoformat(sys.argv[3]))
"""


def killed(shop: Shop, wanted: str, after: int, what: str) -> None:
    """Build, or take back, and die right after so many files were renamed (`replace`) or folders removed (`rmdir`)."""
    words = [sys.executable, "-c", KILLED, wanted, str(after), what]
    run = subprocess.run(words, cwd=shop.folder, env=os.environ, capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr


@pytest.mark.parametrize("after", [1, 3, 6])
def test_taking_back_that_was_killed_is_finished_by_the_next(shop: Shop, after: int) -> None:
    stood = published(shop, 2)
    killed(shop, "replace", after, "back")
    half = bytes_of(shop)
    assert all(half[path] in (stood[1].get(path), stood[2].get(path)) for path in half if "feeds-part" not in path)
    take_back(shop)
    assert bytes_of(shop) == stood[1]
    take_back(shop)
    assert bytes_of(shop) == stood[0]


def test_a_build_after_taking_back_that_was_killed_heals(shop: Shop) -> None:
    stood = published(shop, 2)
    killed(shop, "replace", 3, "back")
    assert shop.say(0, hour(2)) == ""
    assert {path: body for path, (body, _) in bytes_of(shop).items()} == {p: body for p, (body, _) in stood[2].items()}


@pytest.mark.parametrize("after", [1, 4, 8])
def test_what_stood_before_a_killed_build_is_put_back(shop: Shop, after: int) -> None:
    stood = published(shop, 1)
    edited(shop, 2)
    killed(shop, "replace", after, "2026-03-02T10:00:00+00:00")
    take_back(shop)
    back = {path: known for path, known in bytes_of(shop).items() if "feeds-part" not in path}
    assert back == stood[1]


@pytest.mark.parametrize("after", [1, 4, 8])
def test_a_killed_build_and_the_one_that_mends_it_are_taken_back_together(shop: Shop, after: int) -> None:
    config = shop.folder / "feeds.toml"
    stood = published(shop, 1)
    edited(shop, 2)
    # New files too: a feed in the beginning, so that they are among the first.
    text = config.read_text("utf-8")
    config.write_text(text.replace("[[feed]]", '[[feed]]\nname = "ny"\nkinds = ["event"]\n\n[[feed]]', 1), "utf-8")
    killed(shop, "replace", after, "2026-03-02T10:00:00+00:00")
    edited(shop, 3)
    assert shop.say(0, hour(3)) == ""
    assert "udgave 3" in str(shop.json_feed("nyt"))
    take_back(shop)
    assert bytes_of(shop) == stood[1]
    take_back(shop)
    assert bytes_of(shop) == stood[0]


def test_folders_of_kept_files_that_a_kill_left_behind_are_taken_away(shop: Shop) -> None:
    published(shop, KEPT)
    edited(shop, 4)
    # After the ledger has forgotten the oldest, and before all of it is gone.
    (kept(shop)[0] / "more").write_bytes(b"")
    lost = kept(shop)[0].with_name("output.kept-77")
    lost.mkdir()
    (lost / "nyt.json").write_bytes(b"{}")
    shop.say(0, hour(4))
    assert len(kept(shop)) == KEPT
    assert lost not in kept(shop)
