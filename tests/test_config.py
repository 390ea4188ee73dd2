"""`feeds.toml`: what it gives, and every problem at once with its line and what to do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pydantic import BaseModel

from feeds import lang
from feeds.config import load, state_folder
from feeds.errors import ConfigError
from feeds.model import FORMATS, KINDS, Alerts, Config, Gate, Mail, Status, Webhook
from feeds.settings import FeedTable, GateTable, SiteTable, SourceTable
from feeds.toml_places import line_of, places
from workshop import with_path

DOCS = Path(__file__).parents[1] / "docs"
SMALL = '[site]\ntitle = "Nyt"\n[[source]]\nname = "sider"\npath = "sources"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feeds.toml"


def loaded(path: Path, text: str) -> Config:
    path.write_text(text, "utf-8")
    return load(path)


def problems(path: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        loaded(path, text)
    assert all(problem.startswith(f"{path}:") for problem in caught.value.problems)
    return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]


def site(line: str) -> str:
    return SMALL.replace("[[source]]", f"{line}\n[[source]]")


def source(line: str) -> str:
    return f"{SMALL}{line}\n"


def feed(*lines: str) -> str:
    return SMALL + "\n".join(["[[feed]]", *lines, ""])


def mail(**facts: object) -> str:
    known = {"to": ["owner@example.org"], "from": "feeds@example.org", "host": "smtp.example.org", **facts}
    return "\n".join([SMALL, "[alerts.mail]", *(f"{key} = {json.dumps(value)}" for key, value in known.items()), ""])


def test_the_smallest_file_has_all_defaults(path: Path) -> None:
    config = loaded(path, SMALL)
    assert (config.site.title, config.site.language, config.site.timezone) == ("Nyt", "en", "UTC")
    assert config.site.base_url is None
    assert config.output == path.parent / "output"
    (one,) = config.sources
    assert (one.name, one.path, one.format) == ("sider", path.parent / "sources", "auto")
    assert [(feed.name, feed.kinds) for feed in config.feeds] == [
        ("all", KINDS),
        ("news", ("article",)),
        ("events", ("event",)),
        ("people", ("personnel_notice",)),
        ("jobs", ("job_posting",)),
    ]
    assert {feed.formats for feed in config.feeds} == {FORMATS}
    assert [(feed.type, feed.limit, feed.allow_empty) for feed in config.feeds] == [
        ("log", 100, False),
        ("log", 100, False),
        ("window", None, False),
        ("log", 100, False),
        ("snapshot", None, True),
    ]
    assert {feed.past for feed in config.feeds if feed.type == "window"} == {366 * 86400}
    assert {feed.past for feed in config.feeds if feed.type == "snapshot"} == {90 * 86400}
    assert (config.site.cancelled, config.site.item_pages, config.gate) == ("both", True, Gate(shrink=50))
    assert (one.listing, one.missing_runs) == ("rotating", 3)


@pytest.mark.parametrize("code", lang.available())
def test_standard_feeds_speak_the_sites_language(path: Path, code: str) -> None:
    config = loaded(path, site(f'language = "{code}"'))
    ui = lang.load(code).ui
    assert [feed.title for feed in config.feeds] == [ui[f"feed_{feed.name}_title"] for feed in config.feeds]
    assert all("Nyt" in feed.description for feed in config.feeds)
    assert config.site.timezone == lang.load(code).language.timezone


def test_everything_can_be_said(path: Path) -> None:
    config = loaded(
        path,
        """
[site]
title = " It-nyt "
description = "Nyheder"
base_url = "https://example.org/feeds"
language = "da"
timezone = "Atlantic/Faroe"
author = "Redaktionen"
email = "red@example.org"
copyright = "© Nyt"
cancelled = "title"
item_pages = false
output = "../public"

[[source]]
name = "sider"
path = "/srv/pages/*.txt"
format = "plain_text"
url = "https://example.org/"
language = "no"
timezone = "Europe/Oslo"
categories = ["It", "Navne"]
every = "1h30m"

[[source]]
name = "andre"
path = "andre.jsonl"
format = "jsonl"
listing = "complete"
missing_runs = 1
cron = "0 8 * * Mon"

[[source]]
name = "tredje"
path = "tredje"
every = 90

[[feed]]
name = "folk-og-job"
title = "Folk"
description = "Navne og job"
kinds = ["job_posting", "personnel_notice", "job_posting"]
formats = ["json", "rss"]
categories = ["Navne", "It", "Navne"]
type = "window"
past = "2w"
allow_empty = true
limit = 30

[gate]
shrink = 100
""",
    )
    assert (config.site.title, config.site.base_url) == ("It-nyt", "https://example.org/feeds/")
    assert (config.site.author, config.site.email, config.site.copyright) == ("Redaktionen", "red@example.org", "© Nyt")
    assert config.site.timezone == "Atlantic/Faroe"
    assert config.output == path.parent.parent / "public"
    first, second, third = config.sources
    assert (str(first.path), first.url, first.language) == ("/srv/pages/*.txt", "https://example.org/", "no")
    assert (first.timezone, first.categories, first.every) == ("Europe/Oslo", ("It", "Navne"), 5400)
    assert (first.listing, first.missing_runs) == ("rotating", 3)
    assert second.cron is not None
    assert (second.format, second.listing, second.missing_runs) == ("jsonl", "complete", 1)
    assert third.every == 90
    (feed,) = config.feeds
    assert (feed.name, feed.title, feed.description, feed.limit) == ("folk-og-job", "Folk", "Navne og job", 30)
    assert (feed.kinds, feed.formats) == (("personnel_notice", "job_posting"), ("rss", "json"))
    assert (feed.categories, feed.type, feed.past) == (("Navne", "It"), "window", 14 * 86400)
    assert feed.allow_empty
    assert (config.site.cancelled, config.site.item_pages, config.gate.shrink) == ("title", False, 100)


def test_what_the_owner_is_told_and_how_can_be_said(path: Path) -> None:
    text = mail(user="feeds", password="${SMTP}")
    config = loaded(
        path, text + '[alerts.webhook]\nurl = "${HOOK}"\nsecret = "${SECRET}"\n[status]\nmetrics = "a.prom"'
    )
    assert config.alerts == Alerts(
        mail=Mail(
            to=("owner@example.org",),
            sender="feeds@example.org",
            host="smtp.example.org",
            user="feeds",
            password="${SMTP}",
        ),
        webhook=Webhook(url="${HOOK}", secret="${SECRET}"),
    )
    assert config.status == Status(publish=False, metrics=path.parent / "a.prom")
    assert load(path) == config
    other = '[alerts]\nafter = 1\nfeed = true\n[alerts.webhook]\nurl = "https://example.org/${TOKEN}?x=1"'
    alerts = loaded(path, SMALL + other).alerts
    assert alerts == Alerts(after=1, feed=True, webhook=Webhook(url="https://example.org/${TOKEN}?x=1"))


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_port_follows_from_the_security(path: Path, security: str, port: int) -> None:
    (first, second) = (loaded(path, mail(security=security, **own)).alerts.mail for own in ({}, {"port": 2525}))
    assert first is not None
    assert second is not None
    assert (first.port, second.port) == (port, 2525)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_mail_server_of_this_machine_needs_no_encryption(path: Path, host: str) -> None:
    text = mail(host=host, security="none", user="x", password="${SMTP}")
    assert loaded(path, text).alerts.mail is not None


def test_a_source_may_learn_how_often_it_changes(path: Path) -> None:
    (one,) = loaded(path, source('every = "auto"\nalert_after = 7')).sources
    assert (one.every, one.cron, one.adaptive, one.alert_after) == (None, None, True, 7)
    (other,) = loaded(path, SMALL).sources
    assert (other.every, other.adaptive, other.alert_after) == (None, False, None)


def test_a_hub_and_former_names_can_be_said(path: Path) -> None:
    config = loaded(path, site('hub = "http://127.0.0.1:8080/hub?x=1"') + '[[feed]]\nname = "a"\nwas = ["b", "c"]')
    assert config.site.hub == "http://127.0.0.1:8080/hub?x=1"
    assert config.feeds[0].was == ("b", "c")
    assert load(path) == config


@pytest.mark.parametrize("name", ["output/a.prom", "output/../output/x/a.prom", "link/a.prom"])
def test_metrics_are_not_served(path: Path, name: str) -> None:
    (path.parent / "output").mkdir()
    (path.parent / "link").symlink_to("output")
    assert "name a file elsewhere" in str(problems_of_folders(path, f'{SMALL}[status]\nmetrics = "{name}"'))


def problems_of_folders(path: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        loaded(path, text)
    return caught.value.problems


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        (['kinds = ["event"]'], ("window", None, 366, False)),
        (['kinds = ["job_posting"]'], ("snapshot", None, 90, True)),
        (['kinds = ["article"]'], ("log", 100, 366, False)),
        (['kinds = ["personnel_notice"]'], ("log", 100, 366, False)),
        (['kinds = ["event", "job_posting"]'], ("log", 100, 366, False)),
        ([], ("log", 100, 366, False)),
        (['kinds = ["event", "event"]', "limit = 40"], ("window", 40, 366, False)),
        (['kinds = ["event"]', 'type = "log"'], ("log", 100, 366, False)),
        (['kinds = ["article"]', 'type = "snapshot"', 'past = "3d"'], ("snapshot", None, 3, True)),
        (['kinds = ["event"]', "past = 86400"], ("window", None, 1, False)),
    ],
)
def test_the_type_of_a_feed_follows_from_its_kinds(path: Path, lines: list[str], facts: tuple[object, ...]) -> None:
    (one,) = loaded(path, feed('name = "x"', *lines)).feeds
    assert (one.type, one.limit, one.past / 86400, one.allow_empty) == facts


def test_all_problems_are_told_at_once_in_order(path: Path) -> None:
    told = problems(
        path,
        """[site]
tilte = "x"
base_url = "ftp://x"
timezone = "Europe/Kopenhagen"
[[source]]
name = 3
path = ""
every = "1h"
cron = "@daily"
[[feed]]
name = "a"
kinds = [
  "events"]
[[feed]]
name = "a"
limit = 3
[extra]
""",
    )
    assert told == [
        "1: `title` is missing in [site]; add a line title = ...",
        "2: unknown key `tilte` in [site]; did you mean title?",
        "3: `base_url`: 'ftp://x' is no web address; write it like https://example.org/feeds/",
        "4: `timezone`: there is no time zone 'Europe/Kopenhagen'; did you mean Europe/Copenhagen?",
        '6: `name`: a text is needed, in quotes: "..."',
        "7: `path`: it is empty; give a file, a folder, or a glob such as sources/*.txt",
        "9: `cron`: `every` is given too; keep one of them",
        "12: `kinds`: there is no 'events'; did you mean event?",
        "15: `name`: 'a' is given twice in [[feed]]; choose another",
        "16: `limit` is 3; 30 is the least, or readers miss what comes in between",
        "17: unknown table or key `extra`; known are site, source, feed, gate, status, alerts",
    ]


def test_of_many_alike_the_first_few_are_told_and_the_others_counted(path: Path) -> None:
    sources = "".join(f'[[source]]\nname = "s{number}"\npath = "a"\nevery = "1 day"\n' for number in range(100))
    told = problems(path, f'[site]\ntitle = "x"\nlanguage = "xx"\n{sources}')
    assert len(told) == 6
    assert told[1].startswith("7: `every`: '1 day' is no duration")
    assert told[5].endswith("did you mean 1d? (and 95 more like this)")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "there is no [site]"),
        ("", "there is no [[source]]"),
        ('[site]\ntitle = "x"\n', "there is no [[source]]"),
        ('source = []\n[site]\ntitle = "x"\n', "`source` is empty"),
        ('site = 3\n[[source]]\nname = "a"\npath = "a"\n', "`site`: a table is needed"),
        ('[site]\ntitle = "x"\n[source]\nname = "a"\n', "a list is needed"),
        (site('title2 = "x"'), "unknown key `title2`"),
        (site('language = "dk"'), "choose one of da, de, en, no, sv"),
        (site('language = "xx"'), "choose one of da, de, en, no, sv"),
        (site('timezone = "../etc"'), "no time zone"),
        (site('timezone = "Europe"'), "no time zone"),
        (site('timezone = ""'), "no time zone"),
        (site('base_url = "https://"'), "no web address"),
        (site('base_url = "https://x:99999/"'), "no web address"),
        (site('base_url = "https://[x/"'), "no web address"),
        (site('base_url = "https://x/?a=b"'), "more than host and path"),
        (site('base_url = "https://x/#a"'), "more than host and path"),
        (site('base_url = "https://me:secret@x/"'), "more than host and path"),
        (site('base_url = "https://x/a b"'), "no web address"),
        (site('base_url = "https://x/\\nHost: y"'), "no web address"),
        (site('email = "red@"'), "no e-mail address"),
        (site('email = "red@example.org\\nBcc: x@example.org"'), "line breaks"),
        (site('author = "a\\u0000b"'), "control characters"),
        (site('description = "a\\nb"'), "line breaks"),
        (site('copyright = " "'), "it is empty"),
        (site("author = true"), "a text is needed"),
        (source('format = "plaintext"'), "did you mean plain_text?"),
        (source('url = "example.org"'), "no web address"),
        (source('url = "example.org/nyt?a=1"'), "did you mean https://example.org/nyt?a=1?"),
        (source('url = "/srv/nyt.html"'), "write it like https://example.org/feeds/"),
        (source('format = "ics"'), "did you mean icalendar?"),
        (source('format = "rss"'), "did you mean feed?"),
        (source('every = "soon"'), "no duration"),
        (source('every = "auto"\ncron = "@daily"'), "`every` is given too"),
        (source("alert_after = 0"), "1 is the least"),
        (site('hub = "hub.example.org"'), "no web address"),
        (site('hub = "https://me:secret@hub.example.org/"'), "shown to everybody"),
        (site('hub = "https://hub.example.org/#a"'), "has a fragment"),
        (SMALL + '[status]\nmetrics = "feeds.txt"', "does not end with .prom"),
        (SMALL + "[status]\npublsh = true", "unknown key `publsh` in [status]; did you mean publish?"),
        (SMALL + "[alerts]\nafter = 0", "1 is the least"),
        (mail(to=[]), "`to` is empty"),
        (mail(to=["x"]), "no e-mail address"),
        (mail(to=["x@example.org\nBcc: y@example.org"]), "line breaks"),
        (mail(**{"from": "x@example.org, y@example.org"}), "no e-mail address"),
        (mail().replace("from = ", "form = "), "`from` is missing in [alerts.mail]"),
        (mail().replace("from = ", "form = "), "unknown key `form` in [alerts.mail]; did you mean from?"),
        (mail(host="smtp.example.org:587"), "without a port"),
        (mail(host="smtp.example.org\nx"), "no name of a host"),
        (mail(port=70000), "65535 is the most"),
        (mail(security="ssl"), "choose one of starttls, tls, none"),
        (mail(user="x"), "go together"),
        (mail(user="x", password="hunter2"), "does not belong in this file"),
        (mail(user="x", password="${PASSWORD}", security="none"), "for everybody to read"),
        (SMALL + '[alerts.webhook]\nurl = "https://example.org/"\nsecret = "hunter2"', "does not belong in this file"),
        (SMALL + '[alerts.webhook]\nurl = "ftp://example.org/${TOKEN}"', "no web address"),
        (feed('name = "a"', 'was = ["A b"]'), "cannot name files"),
        (feed('name = "a"', 'was = ["index"]'), "is taken by a file"),
        (feed('name = "a"', 'was = ["a"]'), "'a' is the name of a feed of today"),
        (feed('name = "a"', 'was = ["b", "c"]', "[[feed]]", 'name = "d"', 'was = ["c"]'), "'c' is given twice"),
        (feed('name = "status"'), "is taken by a file"),
        (feed('name = "health"', "[alerts]", "feed = true"), "a feed is named 'health'"),
        (source("every = 1.5"), 'every = "1h"'),
        (source("every = true"), 'every = "1h"'),
        (source("every = 0"), "not between"),
        (source('cron = "* * *"'), "3 fields instead of five"),
        (source('cron = "0 9 31 2 *"'), "never comes"),
        (source('categories = "It"'), "a list is needed"),
        (source('categories = ["It", ""]'), "it is empty"),
        (source('name = "sider"\n[[source]]\nname = "sider"\npath = "x"').replace('name = "sider"\n', "", 1), "twice"),
        (feed('name = "Events"'), "cannot name files"),
        (feed('name = "../x"'), "cannot name files"),
        (feed('name = "-x"'), "cannot name files"),
        (feed(f'name = "{"x" * 65}"'), "cannot name files"),
        (feed('name = "index"'), "taken"),
        (feed('name = "items"'), "taken"),
        (feed('name = "404"'), "taken"),
        (feed('name = "feeds"'), "taken"),
        (feed('name = "x"', "kinds = []"), "`kinds` is empty"),
        (feed('name = "x"', 'formats = ["html"]'), "choose one of rss, atom, json, ics"),
        (feed('name = "x"', "limit = 29"), "30 is the least"),
        (feed('name = "x"', 'limit = "100"'), "a whole number is needed"),
        (feed('title = "x"'), "`name` is missing in [[feed]]"),
        (site('cancelled = "no"'), "choose one of both, status, title"),
        (site('item_pages = "no"'), "true or false is needed"),
        (source('format = "jsonll"'), "did you mean jsonl?"),
        (source('listing = "completed"'), "did you mean complete?"),
        (source("missing_runs = 0"), "`missing_runs` is 0; 1 is the least"),
        (source("missing_runs = 1001"), "`missing_runs` is 1001; 1000 is the most"),
        (feed('name = "x"', 'type = "snap"'), "did you mean snapshot?"),
        (feed('name = "x"', 'type = "list"'), "choose one of log, window, snapshot"),
        (feed('name = "x"', 'past = "soon"'), "no duration"),
        (feed('name = "x"', 'categories = [" "]'), "it is empty"),
        (feed('name = "x"', "allow_empty = 1"), "true or false is needed"),
        (SMALL + "[gate]\nshrink = 0\n", "`shrink` is 0; 1 is the least"),
        (SMALL + "[gate]\nshrink = 101\n", "`shrink` is 101; 100 is the most"),
        (SMALL + '[gate]\nshrink = "50 %"\n', "a whole number is needed"),
        (SMALL + "[gate]\nshrinks = 50\n", "unknown key `shrinks` in [gate]; did you mean shrink?"),
        (SMALL + "[[gate]]\nshrink = 50\n", "a table is needed"),
    ],
)
def test_each_problem_says_what_to_do(path: Path, text: str, told: str) -> None:
    assert any(told in problem for problem in problems(path, text))


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[site]\ntitle = "x\n', 2, "not TOML"),
        ('[site]\ntitle = "x"\ntitle = "y"\n', 3, "not TOML"),
        ("[site\n", 1, "not TOML"),
        ("[site]\nx = [1,\n", 3, "not TOML"),
        ("x = " + "[" * 5000, 1, "nested too deep"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(path: Path, text: str, line: int, told: str) -> None:
    (problem,) = problems(path, text)
    assert problem.startswith(f"{line}: ")
    assert told in problem


def test_what_is_no_utf8_is_told_with_its_line(path: Path) -> None:
    path.write_bytes(b'[site]\ntitle = "\xe6"\n')
    with pytest.raises(ConfigError, match=r"feeds\.toml:2: this is not UTF-8"):
        load(path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(path).site.title == "Nyt"


def test_a_missing_file_says_how_to_get_one(path: Path) -> None:
    with pytest.raises(ConfigError, match="feeds demo"):
        load(path)


def test_a_folder_and_a_huge_file_are_told_of(path: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="directory"):
        load(tmp_path)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ConfigError, match="hardly a configuration"):
        load(path)


def test_a_path_that_matches_nothing_is_no_matter_of_the_configuration(path: Path) -> None:
    assert loaded(path, SMALL).sources[0].path == path.parent / "sources"


def test_output_can_be_named_elsewhere(path: Path, tmp_path: Path) -> None:
    path.write_text(SMALL)
    assert load(path, output=tmp_path / "x" / "y").output == tmp_path / "x" / "y"


def test_what_was_checked_is_not_checked_again(path: Path) -> None:
    first = loaded(path, SMALL)
    code = f"""
import sys
from pathlib import Path
from feeds.config import load
load(Path({str(path)!r}))
print("pydantic" in sys.modules, "tomllib" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
    assert load(path) == first
    (cache,) = state_folder(first.output).glob("config-*.json")
    assert cache.stat().st_mode & 0o777 == 0o600


def test_an_edit_is_seen_and_a_spoilt_memory_does_no_harm(path: Path) -> None:
    assert loaded(path, SMALL).site.title == "Nyt"
    assert loaded(path, SMALL.replace("Nyt", "Nye")).site.title == "Nye"
    (cache,) = state_folder(path.parent / "output").glob("config-*.json")
    cache.write_bytes(cache.read_bytes()[:-20])
    assert load(path).site.title == "Nye"


def test_a_problem_is_not_remembered(path: Path) -> None:
    assert problems(path, SMALL + "x = 1\n") == problems(path, SMALL + "x = 1\n")


def test_a_state_folder_that_cannot_be_written_does_no_harm(path: Path) -> None:
    (path.parent / ".feeds").write_text("")
    assert loaded(path, SMALL).site.title == "Nyt"


def test_places_of_toml() -> None:
    found = places(
        'a = """\n[no]\nb = 1\n"""  # [[no]]\n'
        "[one]\nc = [\n  'x', # ]\n  \"]\",\n]\n'q k' . d = {x = 1}\n"
        "[[two]]\ne = '''x''' \n[[two]]\n[two.sub]\nf = \"\\\"[\"\ng = 1\n"
    )
    assert found == {
        (): 1,
        ("a",): 1,
        ("one",): 5,
        ("one", "c"): 6,
        ("one", "q k"): 10,
        ("one", "q k", "d"): 10,
        ("two", 0): 11,
        ("two", 0, "e"): 12,
        ("two", 1): 13,
        ("two", 1, "sub"): 14,
        ("two", 1, "sub", "f"): 15,
        ("two", 1, "sub", "g"): 16,
    }
    assert line_of(("two", 0, "missing"), found) == 11
    assert line_of(("nowhere",), found) == 1


def test_ten_thousand_lines_take_no_time(path: Path) -> None:
    began = time.process_time()
    told = problems(path, SMALL + "".join(f'x{number} = "y"\n' for number in range(3000)))
    assert len(told) == 3000
    assert time.process_time() - began < 5


@pytest.mark.parametrize("table", [SiteTable, SourceTable, FeedTable, GateTable])
def test_every_key_is_documented(table: type[BaseModel]) -> None:
    told = (DOCS / "config.md").read_text("utf-8")
    for key in table.model_fields:
        assert f"| `{key}` |" in told


def test_the_documented_configuration_works(path: Path) -> None:
    told = (DOCS / "config.md").read_text("utf-8")
    example = told.partition("```toml\n")[2].partition("```")[0]
    assert loaded(path, example).site.title == "It news"


def test_the_seeds_configuration_works_with_every_line_of_it_in_use(path: Path) -> None:
    text = (DOCS.parent / "seeds" / "feeds.toml").read_text("utf-8")
    assert loaded(path, text).site.base_url is None
    commented = re.compile(r"^# (?=\[|\w+ = )", re.MULTILINE)
    config = loaded(path, commented.sub("", text).replace('every = "1h"\n', ""))
    assert config.site.base_url is not None
    assert [feed.name for feed in config.feeds] == ["calendar"]


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (".", "would hold this configuration"),
        ("..", "would hold this configuration"),
        ("/", "would hold this configuration"),
        (".feeds", "lies where Feeds remembers"),
        (".feeds/x", "lies where Feeds remembers"),
        ("sources", "source 'sider' would read the output folder"),
        ("sources/..", "would hold this configuration"),
        ("round", "link that leads in a circle"),
    ],
)
def test_an_output_that_would_cover_something_is_refused(path: Path, output: str, told: str) -> None:
    (path.parent / "round").symlink_to("round")
    path.write_text(SMALL)
    for given in (None, path.parent / output):
        path.write_text(SMALL if given else site(f'output = "{output}"'))
        with pytest.raises(ConfigError, match=told):
            load(path, output=given)


def test_two_names_of_one_output_are_one(path: Path, tmp_path: Path) -> None:
    path.write_text(SMALL)
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    config = load(path, output=tmp_path / "link" / "out")
    assert config.output == (tmp_path / "real" / "out").resolve()
    assert state_folder(tmp_path / "link" / "out") == state_folder(config.output)
    assert config.path == path.resolve()


def test_a_name_that_this_machine_cannot_write_is_told_of(path: Path) -> None:
    path.write_text(site('output = "bl\\u00e5"'))
    code = f"from pathlib import Path; from feeds.config import load; load(Path({str(path)!r}))"
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **plain}, capture_output=True, text=True, check=False
    )
    assert "ConfigError" in run.stderr
    assert "cannot be written in a file name here (ascii)" in run.stderr


def test_another_release_of_what_checks_checks_again(path: Path, tmp_path: Path) -> None:
    keys = []
    for release in ("pydantic-1.0.dist-info", "pydantic-2.0.dist-info", "tzdata-9999.1.dist-info"):
        (tmp_path / release / release).mkdir(parents=True)
        path.write_text(SMALL)
        code = f"from pathlib import Path; from feeds.config import load; load(Path({str(path)!r}))"
        environment = {**os.environ, "PYTHONPATH": with_path(tmp_path / release)}
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
        (cache,) = state_folder(path.parent / "output").glob("config-*.json")
        keys.append(cache.read_bytes().partition(b"\n")[0])
    assert len(set(keys)) == 3


WEB = '[site]\ntitle = "Nyt"\n[[source]]\nname = "net"\nurl = "https://example.org/news"\n'


def test_a_source_on_the_web_says_how_it_is_asked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_TOKEN", "t0k3n-of-nobody")
    config = loaded(
        path,
        f"""{WEB}headers = {{ Authorization = "Bearer ${{NEWS_TOKEN}}", Accept-Language = "da" }}
cookies = {{ consent = "yes" }}
robots = false
allow_private = true
timeout = "2m"
max_bytes = 1000000
pages = 3
follow = "main article > a"
follow_limit = 5
""",
    )
    (one,) = config.sources
    assert one.is_fetched
    assert one.headers == {"Authorization": "Bearer ${NEWS_TOKEN}", "Accept-Language": "da"}
    assert (one.cookies, one.robots, one.allow_private, one.timeout, one.max_bytes) == (
        {"consent": "yes"}, False, True, 120, 1_000_000,
    )  # fmt: skip
    assert (one.pages, one.follow, one.follow_limit) == (3, "main article > a", 5)
    assert load(path) == config
    kept = [file.read_text("utf-8") for file in state_folder(config.output).iterdir()]
    assert "t0k3n-of-nobody" not in "".join(kept)
    (usual,) = loaded(path, WEB).sources
    assert (usual.robots, usual.allow_private, usual.timeout, usual.max_bytes) == (True, False, 60, 20_000_000)
    assert (usual.pages, usual.follow, usual.follow_limit, usual.headers) == (0, False, 20, {})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('headers = { Authorization = "Bearer t0k3n" }', 'write Authorization = "Bearer ${NAME}"'),
        ('headers = { X-Api-Key = "t0k3n" }', "a secret does not belong in this file"),
        ('headers = { "X Y" = "z" }', "no name of a header"),
        ('headers = { Host = "example.org" }', "is set by Feeds itself"),
        ('headers = { X = "a\\r\\nEvil: b" }', "line breaks"),
        ('headers = { X = "æ" }', "only ASCII"),
        ('headers = "x"', "a table is needed"),
        ('cookies = { "a=b" = "c" }', "no name of a header or cookie"),
        ('timeout = "1h"', 'timeout = "90s"'),
        ("timeout = 0", "1 is the least"),
        ("timeout = 601", "600 is the most"),
        ("max_bytes = 10", "1000 is the least"),
        ("pages = 101", "100 is the most"),
        ('follow = "a["', "is no CSS selector"),
        ("follow = 3", "true, false or a text"),
        ("follow_limit = 0", "1 is the least"),
        ("allow_private = 1", "true or false is needed"),
    ],
)
def test_what_a_server_cannot_be_asked_with_is_told(path: Path, line: str, told: str) -> None:
    (problem,) = problems(path, f"{WEB}{line}\n")
    assert problem.startswith("6: ")
    assert told in problem
    assert "t0k3n" not in problem


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("title ~ plaec", "there is no 'plaec'"),
        ("title.upper()", "an expression cannot have this"),
        ("title.__class__", "'__class__' cannot be asked of a text"),
        ("titel | upper", "did you mean title?"),
        ("title * 9", "an expression cannot have this"),
        ("title ~", "template"),
    ],
)
def test_a_template_that_does_more_than_it_may_is_told(path: Path, template: str, told: str) -> None:
    table = f'[source.select]\nitems = "li"\ntitle = "b"\nsummary = {{ template = "{template}" }}\n'
    (problem,) = problems(path, source(table))
    assert told in problem
    assert "`template` of `summary`" in problem


def test_a_password_in_an_address_is_refused_and_not_repeated(path: Path) -> None:
    (problem,) = problems(path, WEB.replace("example.org", "anna:t0k3n@example.org"))
    assert "set a variable of the environment" in problem
    assert "t0k3n" not in problem
