"""The commands as a person types them."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from feeds import __version__
from feeds.cli import COMMANDS, LazyGroup
from feeds.cli import feeds as group
from feeds.model import Article, Event, JobPosting, PersonnelNotice
from feeds.telling import MOST
from workshop import BASE_URL, NOW, SEED, Workshop, assert_whole, standard_config


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path / "site")
    shutil.copy(SEED, made.sources / "seed.txt")
    return made


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_version_and_help(workshop: Workshop) -> None:
    assert workshop.feeds("--version").stdout == f"feeds {__version__}\n"
    told = workshop.feeds("--help").stdout
    assert "Examples:" in told
    for name, row in COMMANDS.items():
        assert name in told
        assert row.help.split()[0] in told
    assert workshop.feeds("-h").stdout == told


@pytest.mark.parametrize("command", list(COMMANDS))
def test_each_command_has_an_example(workshop: Workshop, command: str) -> None:
    run = workshop.feeds(command, "--help")
    assert run.returncode == 0
    assert "Example" in run.stdout
    assert f"  feeds {command}" in run.stdout


def test_every_command_option_and_fact_is_documented(workshop: Workshop) -> None:
    told = (Path(__file__).parents[1] / "docs" / "cli.md").read_text("utf-8")
    for name in COMMANDS:
        section = told.partition(f"## feeds {name}")[2].partition("\n## ")[0]
        options = re.findall(r"--[a-z-]+", workshop.feeds(name, "--help").stdout.partition("Options:")[2])
        assert section
        assert all(f"`{option}" in section for option in options if option != "--help")
    for kind in (Article, Event, PersonnelNotice, JobPosting):
        assert all(f"`{field.name}`" in told for field in msgspec.structs.fields(kind))


def test_the_table_names_what_is_there() -> None:
    assert isinstance(group, LazyGroup)
    for name in COMMANDS:
        command = group.commands.get(name) or group.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.name == name
    assert group.get_command(None, "nothing") is None  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [["nonsense"], ["build", "--nonsense"], ["extract"], ["build", "--now", "soon"]])
def test_wrong_words_are_told_of(workshop: Workshop, words: list[str]) -> None:
    run = workshop.feeds(*words)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert run.stderr.startswith("Usage: feeds")


def test_a_command_that_is_nearly_one_is_told_which(workshop: Workshop) -> None:
    run = workshop.feeds("buidl")
    assert (run.returncode, run.stdout) == (2, "")
    assert "No such command 'buidl'. Did you mean 'build'?" in run.stderr
    assert "Did you mean" not in workshop.feeds("xyzzy").stderr


def test_of_many_sources_that_fail_alike_preview_and_plan_name_some(workshop: Workshop) -> None:
    sources = "".join(f'[[source]]\nname = "s{number}"\npath = "nowhere.txt"\n' for number in range(MOST + 7))
    (workshop.folder / "many.toml").write_text(f'[site]\ntitle = "x"\n{sources}', "utf-8")
    seen = workshop.feeds("preview", "--config", "many.toml")
    assert (seen.returncode, len(seen.stderr.splitlines())) == (1, MOST + 1)
    assert "and 7 more like these" in seen.stderr
    planned = workshop.feeds("plan", "--config", "many.toml").stdout
    assert f"Failed: {MOST + 7}\n" in planned
    assert planned.count("there is nothing here") == MOST


def test_build_tells_what_it_did_and_where_to_look(workshop: Workshop) -> None:
    first = workshop.feeds("build").stdout
    assert "sider: 6 items on 1 page, 6 new" in first
    assert "0 unchanged, 0 removed" in first
    assert str(workshop.output / "index.html") in first
    assert "\x1b" not in first
    second = workshop.feeds("build").stdout
    assert "nothing new to read" in second
    assert "Files: 0 written" in second


def test_build_quiet_speaks_only_of_problems(workshop: Workshop) -> None:
    run = workshop.feeds("build", "--quiet")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    workshop.page("bad.txt", b"%PDF-1.7 \x00")
    run = workshop.feeds("build", "--quiet")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("feeds: ")
    assert "bad.txt" in run.stderr


def test_build_json_is_one_object(workshop: Workshop) -> None:
    report = workshop.build()
    assert report["status"] == "built"
    assert (report["output"], report["base_url"]) == (str(workshop.output), BASE_URL)
    assert report["sources"] == [
        {"name": "sider", "pages": 1, "read": 1, "items": 6, "refused": 0}
        | {"added": 6, "changed": 0, "known": 0, "removed": 0, "failures": []}
        | {"announced": 0, "withdrawn": 0, "forgotten": 0}
    ]
    assert (report["held"], report["warnings"]) == ([], [])


def test_build_elsewhere(workshop: Workshop, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run = workshop.feeds("build", "--config", str(workshop.folder / "feeds.toml"), "--output", str(other / "public"))
    assert run.returncode == 0
    assert (other / "public" / "index.html").is_file()
    assert (other / ".feeds" / "public.sqlite3").is_file()
    assert not workshop.output.exists()
    assert not (workshop.folder / ".feeds").exists()


def test_config_problems_are_told_all_at_once(workshop: Workshop) -> None:
    (workshop.folder / "feeds.toml").write_text('[site]\ntilte = "x"\n[[source]]\nname = "a"\n')
    run = workshop.feeds("build")
    assert run.returncode == 2
    assert run.stdout == ""
    assert [line.partition("feeds.toml:")[2][:2] for line in run.stderr.splitlines()] == ["1:", "2:", "3:"]
    assert all(line.startswith("feeds: ") for line in run.stderr.splitlines())


def test_extract_as_a_list(workshop: Workshop) -> None:
    run = workshop.feeds("extract", "sources/seed.txt")
    assert run.returncode == 0
    assert "sources/seed.txt: 6 items" in run.stdout
    assert "title: Platform X 2026: Forretning, teknologi og transformation" in run.stdout
    assert "is_free: yes" in run.stdout
    assert "person: Sebastian Rübner-Petersen, 32" in run.stdout


def test_extract_json_keeps_its_form(workshop: Workshop) -> None:
    run = workshop.feeds("extract", "--json", "sources/seed.txt")
    items = lines(run.stdout)
    assert [item["kind"] for item in items] == ["article", "event", *["personnel_notice"] * 4]
    for item in items:
        assert next(iter(item)) == "kind"
        assert list(item)[-1] == "evidence"
        assert None not in item.values()
        assert [] not in item.values()
    event = {name: value for name, value in items[1].items() if name in ("start", "is_free", "categories")}
    assert event == {"categories": ["It-løsninger"], "start": "2026-05-27", "is_free": True}
    assert items[5]["person"] == {"name": "Sebastian Rübner-Petersen", "age": 32}
    evidence = items[1]["evidence"]
    assert isinstance(evidence, list)
    assert set(evidence[0]) == {"field", "lines", "text", "rule"}


def test_extract_reads_standard_input_and_goes_on_after_a_bad_file(workshop: Workshop) -> None:
    workshop.page("bad.txt", b"\x00\x01\x02")
    run = subprocess.run(
        [sys.executable, "-m", "feeds", "extract", "--json", "missing.txt", "sources", "sources/bad.txt", "-"],
        cwd=workshop.folder,
        input=SEED.read_bytes(),
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    assert len(run.stdout.splitlines()) == 6
    told = run.stderr.decode().splitlines()
    assert len(told) == 3
    for name, line in zip(("missing.txt", "sources", "bad.txt"), told, strict=True):
        assert line.startswith("feeds: ")
        assert name in line


@pytest.mark.parametrize(("option", "value"), [("--language", "xx"), ("--timezone", "Mars/Olympus")])
def test_extract_refuses_what_is_not_there(workshop: Workshop, option: str, value: str) -> None:
    run = workshop.feeds("extract", "sources/seed.txt", option, value)
    assert run.returncode == 2
    assert "there is no " in run.stderr
    assert f"'{value}'" in run.stderr


def test_explain_shows_lines_rules_and_text(workshop: Workshop) -> None:
    run = workshop.feeds("explain", "sources/seed.txt")
    assert run.returncode == 0
    assert "6 found, " in run.stdout
    text = run.stdout.splitlines()
    start = next(number for number, line in enumerate(text) if line.strip() == "start: 2026-05-27")
    assert "line 31, rule" in text[start + 1]
    assert "27. maj 2026" in text[start + 2]
    assert max(len(line) for line in text) < 160


def test_explain_shows_what_was_refused_and_why(workshop: Workshop) -> None:
    workshop.page("a.txt", "Event: Kursus uden ende\n\nIt | Odense\n\nLær alt.\n\n31. februar 2026 | Gratis\n")
    run = workshop.feeds("explain", "sources/a.txt")
    assert run.returncode == 0
    assert "refused event, line" in run.stdout
    assert "(rule " in run.stdout


def test_demo_writes_builds_and_tells(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "feeds", "demo"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    folder = tmp_path / "feeds-demo"
    assert (folder / "sources" / SEED.name).read_bytes() == SEED.read_bytes()
    for ending in (".rss", ".atom", ".json", ".ics", ".html", ".opml"):
        assert f"{ending}" in run.stdout
    assert str(folder / "output" / "index.html") in run.stdout
    assert_whole(folder / "output")
    again = subprocess.run(
        [sys.executable, "-m", "feeds", "build", "--config", "feeds-demo/feeds.toml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "0 written" in again.stdout


def test_demo_leaves_other_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    for target in ("mine", "mine/letter.txt"):
        run = subprocess.run(
            [sys.executable, "-m", "feeds", "demo", target], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert run.returncode == 2
        assert run.stderr.startswith("feeds: ")
        assert "Traceback" not in run.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def on_a_terminal(workshop: Workshop, **environment: str) -> str:
    outer, inner = pty.openpty()
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "feeds", "build"],
        cwd=workshop.folder,
        env={**known, "TERM": "xterm", **environment},
        stdout=inner,
        check=True,
    )
    os.close(inner)
    text = os.read(outer, 10000).decode()
    os.close(outer)
    return text


def test_colour_is_for_terminals_that_want_it(workshop: Workshop) -> None:
    assert "\x1b[" in on_a_terminal(workshop)
    assert "\x1b[" not in on_a_terminal(workshop, NO_COLOR="1")


def test_control_characters_of_a_page_do_not_reach_the_terminal(workshop: Workshop) -> None:
    workshop.page("a\x1b[31m.txt", b"%PDF-1.7")
    workshop.page("b.txt", "Event: Kursus \x1b[2J\n\nIt | Odense\x9b31m\n\nLær.\n\n27. maj 2026 | Gratis\n")
    for words in (["build"], ["extract", "sources/b.txt"], ["explain", "sources/b.txt", "sources/a\x1b[31m.txt"]):
        run = workshop.feeds(*words)
        assert "\x1b" not in run.stdout + run.stderr
        assert "\x9b" not in run.stdout + run.stderr


def wait_until_it_waits(process: int) -> None:
    """Wait until a process sleeps and has used no processor time for a while: an interrupt while it is still loading
    its modules may be lost in one of them."""
    before: list[str] = []
    for _ in range(100):
        time.sleep(0.3)
        stat = Path(f"/proc/{process}/stat")
        state = stat.read_text().rpartition(")")[2].split() if stat.exists() else []
        if state[:1] == ["S"] and state[11:13] == before[11:13]:
            return
        before = state


def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "in")
    run = subprocess.Popen(
        # What a shell starts in the background ignores interrupts, and so would all that it starts.
        ["env", "--default-signal=INT", sys.executable, "-m", "feeds", "extract", "-"],
        stdin=os.open(tmp_path / "in", os.O_RDWR),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_until_it_waits(run.pid)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=30)
    assert run.returncode == 130
    assert b"Traceback" not in told


def test_a_closed_pipe_is_quiet(workshop: Workshop) -> None:
    workshop.page("big.txt", SEED.read_text("utf-8"))
    names = " ".join(["sources/big.txt"] * 40)
    run = subprocess.run(
        f"{sys.executable} -m feeds extract --json {names} | head -c 10",
        shell=True,
        cwd=workshop.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == '{"kind":"a'
    assert run.stderr == ""


def test_letters_that_a_terminal_lacks_do_not_end_the_run(workshop: Workshop) -> None:
    for encoding in ("ascii", "latin-1"):
        run = subprocess.run(
            [sys.executable, "-m", "feeds", "extract", "sources/seed.txt"],
            cwd=workshop.folder,
            env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert (run.returncode, run.stderr) == (0, b"")
        assert b"bner-Petersen, 32" in run.stdout


def test_a_fault_of_ours_is_one_line(workshop: Workshop) -> None:
    code = "import feeds.config, feeds.__main__, sys; feeds.config.load = None; sys.argv = ['feeds', 'build']\n"
    code += "import feeds.cli.build; feeds.cli.build.load = None; feeds.__main__.main()"
    run = subprocess.run([sys.executable, "-c", code], cwd=workshop.folder, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "a fault of Feeds itself: TypeError" in run.stderr


def cpu(words: list[str], folder: Path) -> float:
    """Measure the CPU time of a run in seconds; modules are compiled once, as where Feeds is installed."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], cwd=folder, env=env, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


HELP = ["-m", "feeds", "--help"]
NOTHING = ["-m", "feeds", "build"]
#: What it costs to load click on the machine that the aims were set for, in seconds: others are faster or slower.
CLICK = 0.048


def test_help_and_nothing_to_do_are_cheap(workshop: Workshop) -> None:
    """Beside each run stands one that loads click: a busy machine slows both."""
    workshop.build(NOW)
    rounds = [[cpu(words, workshop.folder) for words in (["-c", "import click"], HELP, NOTHING)] for _ in range(7)]
    assert min(shown / click for click, shown, _ in rounds) <= (0.023 + 0.08) / CLICK
    assert min(nothing / click for click, _, nothing in rounds) <= 0.15 / CLICK


def test_without_an_address_it_says_what_is_missing(workshop: Workshop) -> None:
    assert "base_url" not in workshop.feeds("build").stdout
    (workshop.folder / "feeds.toml").write_text(standard_config(None))
    assert "set base_url in [site]" in workshop.feeds("build").stdout


def in_shell(workshop: Workshop, words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        f"{sys.executable} -m feeds {words}",
        shell=True,
        cwd=workshop.folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("build > /dev/full", 2, "feeds: standard output: No space left on device"),
        ("build >&-", 2, "feeds: standard output: Bad file descriptor"),
        ("build --quiet >&-", 0, ""),
        ("--help > /dev/full", 2, "feeds: standard output: No space left on device"),
        ("extract --json sources/seed.txt > /dev/full", 2, "feeds: standard output: No space left on device"),
        ("extract --json sources/seed.txt >&-", 2, "feeds: standard output: Bad file descriptor"),
        ("extract - <&-", 1, "feeds: standard input: it is closed"),
        ("build --quiet <&- >&- 2>&-", 0, ""),
        ("build --now 0001-01-01T00:00:00+05:00", 2, "is not between 1970 and 9998"),
        ("build --now 9999-12-31T23:00:00-05:00", 2, "is not between 1970 and 9998"),
        ("build --output ''", 2, "it is empty; name a folder"),
        ("serve --output ''", 2, "it is empty; name a folder"),
        ("build --output .", 2, "would hold this configuration"),
    ],
)
def test_what_is_not_our_fault_is_not_called_ours(workshop: Workshop, words: str, code: int, told: str) -> None:
    run = in_shell(workshop, words)
    assert run.returncode == code, run.stderr
    assert told in run.stderr
    assert "a fault of Feeds" not in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stderr.count("\n") <= (1 if told.startswith("feeds") else 4)


def test_a_page_that_fails_is_counted_as_such(workshop: Workshop) -> None:
    workshop.page("seed.txt", b"%PDF-1.7 \x00")
    run = workshop.feeds("build")
    assert run.returncode == 1
    assert "sider: 0 items on 0 pages, 1 failed\n" in run.stdout


def test_what_was_known_already_is_told(workshop: Workshop) -> None:
    workshop.page("again.txt", SEED.read_text("utf-8"))
    assert "sider: 12 items on 2 pages, 6 new, 6 known already\n" in workshop.feeds("build").stdout
    assert "sider: 12 items on 2 pages, nothing new to read\n" in workshop.feeds("build").stdout


def test_a_source_that_falls_silent_is_told_of_until_that_is_accepted(workshop: Workshop) -> None:
    workshop.build()
    files = workshop.files()
    workshop.page("seed.txt", "Nothing to see.\n")
    for _ in range(2):
        run = workshop.feeds("build", "--quiet", "--now", NOW)
        assert (run.returncode, run.stdout) == (3, "")
        why, how = run.stderr.splitlines()
        assert why.startswith("feeds: sider is held: ")
        assert "seed.txt: it gave 6 items the last time and gives none now" in why
        assert how.endswith("feeds build --accept sider")
        assert workshop.files() == files
    run = workshop.feeds("build", "--quiet", "--now", NOW, "--accept", "sider")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.startswith("feeds: sider: no item on 1 page")
    run = workshop.feeds("build", "--quiet", "--now", NOW)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert len(workshop.json_feed()) == 6


def test_what_is_held_is_in_the_report_for_machines(workshop: Workshop) -> None:
    workshop.build()
    workshop.page("seed.txt", "")
    report = workshop.build(code=3)
    assert report["status"] == "held"
    held, files = report["held"], report["files"]
    assert isinstance(held, list)
    assert isinstance(files, dict)
    assert [(one["name"], len(one["reasons"])) for one in held] == [("sider", 1)]
    assert (files["written"], files["removed"]) == ([], [])


def test_what_is_held_outweighs_what_failed(workshop: Workshop) -> None:
    workshop.build()
    workshop.page("seed.txt", "")
    workshop.page("bad.txt", b"%PDF-1.7 \x00")
    run = workshop.feeds("build", "--quiet")
    assert run.returncode == 3
    assert "bad.txt" in run.stderr
    assert "sider is held" in run.stderr
    run = workshop.feeds("build", "--quiet", "--accept", "sider")
    assert run.returncode == 1


def test_what_is_let_through_is_named_as_a_shell_takes_it(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "site", standard_config().replace('"sider"', '"mine sider"'))
    workshop.page("a.txt", SEED.read_text("utf-8"))
    workshop.build()
    workshop.page("a.txt", "")
    told = workshop.feeds("build", "--quiet").stderr.splitlines()[-1]
    assert told.endswith("feeds build --accept 'mine sider'")
    assert in_shell(workshop, told.rpartition(": feeds ")[2]).returncode == 0


def test_everything_can_be_accepted(workshop: Workshop) -> None:
    workshop.build()
    workshop.page("seed.txt", "")
    assert workshop.feeds("build").returncode == 3
    assert workshop.feeds("build", "--accept", "*").returncode == 0


def test_only_names_that_are_there_are_accepted(workshop: Workshop) -> None:
    run = workshop.feeds("build", "--accept", "all", "--accept", "nothing")
    assert run.returncode == 2
    assert "there is no feed or source 'nothing'" in run.stderr
    assert not workshop.output.exists()
    assert workshop.feeds("build", "--accept", "all", "--accept", "sider").returncode == 0


def test_rows_are_extracted_and_explained_too(workshop: Workshop) -> None:
    rows = workshop.feeds("extract", "--json", "sources/seed.txt").stdout
    workshop.page("rows.jsonl", rows + "{\n")
    run = workshop.feeds("extract", "--json", "sources/rows.jsonl")
    assert (run.returncode, lines(run.stdout)) == (0, lines(rows))
    told = workshop.feeds("explain", "sources/rows.jsonl").stdout
    assert "6 found, 1 refused" in told
    assert "line 7" in told


def test_a_source_without_any_item_is_told_of(workshop: Workshop) -> None:
    workshop.page("seed.txt", "Nothing to see.\n")
    run = workshop.feeds("build")
    assert (run.returncode, run.stderr.count("\n")) == (0, 1)
    assert "feeds: sider: no item on 1 page" in run.stderr
    assert workshop.feeds("build").stderr == ""


def test_a_path_that_cannot_stand_in_a_crontab_is_told_of(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "a\nb")
    run = workshop.feeds("schedule", "--cron")
    assert (run.returncode, run.stdout) == (2, "")
    assert "cannot stand in a crontab" in run.stderr


def test_whoever_reads_the_address_may_stop_the_server(workshop: Workshop) -> None:
    workshop.build()
    for stop in (signal.SIGTERM, signal.SIGINT):
        run = subprocess.Popen(
            [sys.executable, "-m", "feeds", "serve", "--port", "0"],
            cwd=workshop.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert run.stdout is not None
        assert run.stdout.readline().startswith("Serving")
        run.send_signal(stop)
        _, told = run.communicate(timeout=20)
        assert (run.returncode, told) == (0, "")
