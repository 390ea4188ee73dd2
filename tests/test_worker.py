"""The process that builds, asked as the daemon asks it: what it answers, what is to be done next, and faults."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from daemon_lab import configured, item, lines_of, titles
from feeds import pipeline
from feeds.config import load
from feeds.orders import Answer, Build, Built, Failed, Open, Opened, answer_of, order_of, to_line
from feeds.remembered import Message
from feeds.worker import Worker
from web_lab import closed_port

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def posting(title: str, last: str) -> str:
    facts = {"kind": "job_posting", "title": title, "language": "en", "valid_through": last}
    return json.dumps({**facts, "hiring_organization": "Kodehuset", "published": "2026-03-01"}) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_text(item("One"))
    configured(tmp_path, lines_of("a"), lines_of("b"))
    return tmp_path


def opened(folder: Path) -> tuple[Worker, Opened]:
    worker = Worker()
    answer = worker.carry_out(Open(path=folder / "feeds.toml"))
    assert isinstance(answer, Opened)
    return worker, answer


def built(answer: Answer) -> Built:
    assert isinstance(answer, Built), answer
    return answer


def test_it_reads_the_configuration_and_says_how_things_stand(folder: Path) -> None:
    worker, answer = opened(folder)
    assert [source.name for source in answer.config.sources] == ["a", "b"]
    assert answer.standing.health == {}
    (folder / "b.jsonl").write_text(item("Two"))
    done = built(worker.carry_out(Build(names=("b",), now=NOW)))
    assert done.summary.startswith("1 new, ")
    assert done.problems == ()
    assert {name: one.last_run for name, one in done.standing.health.items()} == {"b": NOW}
    assert opened(folder)[1].standing.health.keys() == {"b"}


def test_what_goes_wrong_with_a_source_is_told(folder: Path) -> None:
    worker, _ = opened(folder)
    done = built(worker.carry_out(Build(names=("a", "b"), now=NOW)))
    assert done.counts["failed"] == 1
    assert "b.jsonl" in done.problems[0]
    assert done.standing.health["b"].streak == 1


def test_what_a_lost_build_had_read_is_not_read_again(folder: Path) -> None:
    worker, _ = opened(folder)
    (folder / "b.jsonl").write_text(item("Two"))
    built(worker.carry_out(Build(names=("a",), now=NOW)))
    later = NOW + timedelta(minutes=1)
    done = built(worker.carry_out(Build(names=("a", "b"), now=later, began={"a": NOW, "b": NOW})))
    assert {name: one.last_run for name, one in done.standing.health.items()} == {"a": NOW, "b": later}


def test_a_new_process_builds_what_it_is_told(folder: Path) -> None:
    config = load(folder / "feeds.toml")
    order = Build(names=("a",), now=NOW, config=config)
    assert order_of(to_line(order)) == order
    answer = Worker().carry_out(order)
    assert answer_of(to_line(answer)) == answer
    assert titles(folder) == {"One"}


def test_time_alone_is_a_reason_to_publish(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(posting("Cook", "2026-03-03") + posting("Baker", "2026-04-30"))
    configured(tmp_path, lines_of("a"))
    text = (tmp_path / "feeds.toml").read_text().replace('name = "all"\n', 'name = "all"\ntype = "snapshot"\n')
    text = text.replace('timezone = "UTC"', 'timezone = "America/New_York"')
    (tmp_path / "feeds.toml").write_text(text.replace('kinds = ["article"]\n', ""))
    worker, _ = opened(tmp_path)
    done = built(worker.carry_out(Build(names=("a",), now=NOW)))
    assert titles(tmp_path) == {"Cook", "Baker"}
    # Midnight after its last day, in the site's zone.
    moment = datetime(2026, 3, 4, 5, tzinfo=UTC)
    assert done.standing.moment == moment
    assert opened(tmp_path)[1].standing.moment == moment
    assert built(worker.carry_out(Build(names=(), now=moment - timedelta(seconds=1)))).summary == "nothing changed"
    done = built(worker.carry_out(Build(names=(), now=moment)))
    assert titles(tmp_path) == {"Baker"}
    assert done.standing.moment == datetime(2026, 5, 1, 4, tzinfo=UTC)


def test_a_message_that_waits_is_a_reason_too(folder: Path) -> None:
    config = load(folder / "feeds.toml")
    message = Message(id="1", channel="mail", subject="s", created=NOW, next_try=NOW + timedelta(minutes=7))
    with pipeline.opened(config) as ledger:
        assert ledger is not None
        ledger.save_messages([message, msgspec.structs.replace(message, id="2", state="delivered", next_try=NOW)])
    assert opened(folder)[1].standing.moment == NOW + timedelta(minutes=7)


def test_the_patience_of_a_server_is_told(folder: Path) -> None:
    table = f'name = "w"\nurl = "http://127.0.0.1:{closed_port()}/"\nallow_private = true\nrobots = false\n'
    configured(folder, table)
    worker, _ = opened(folder)
    done = built(worker.carry_out(Build(names=("w",), now=NOW)))
    assert done.standing.health["w"].outcome == "unreachable"
    assert NOW < done.standing.patience["w"] < NOW + timedelta(minutes=2)


def test_what_it_cannot_do_is_an_answer(folder: Path) -> None:
    worker, _ = opened(folder)
    built(worker.carry_out(Build(names=("a",), now=NOW)))
    with (folder / ".feeds/output.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert built(worker.carry_out(Build(names=("a",), now=NOW))).busy
    # The sources are read, and the output cannot be written: they are not to be read again for that.
    (folder / "output/all.json").unlink()
    (folder / "output/all.json").mkdir()
    failed = worker.carry_out(Build(names=("a",), now=NOW + timedelta(hours=1)))
    assert isinstance(failed, Failed)
    assert failed.exit_code == 2
    assert "all.json" in failed.problems[0]
    assert failed.standing is not None
    assert failed.standing.health["a"].last_run == NOW + timedelta(hours=1)
    (folder / ".feeds/output.sqlite3").write_bytes(b"this is no database" * 1000)
    failed = worker.carry_out(Build(names=("a",), now=NOW))
    assert isinstance(failed, Failed)
    assert failed.standing is None
    (folder / "feeds.toml").write_text("[site]\n")
    failed = worker.carry_out(Open(path=folder / "feeds.toml"))
    assert isinstance(failed, Failed)
    assert len(failed.problems) == 2


def test_a_fault_of_ours_is_told_and_ends_the_process(folder: Path) -> None:
    lines = to_line(Open(path=folder / "feeds.toml")) + to_line(Build(names=("a",), now=NOW))
    code = "from feeds import pipeline, worker\npipeline.build = None\nprint('noise', flush=True)\nworker.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "json"], input=lines, capture_output=True, check=False, timeout=30
    )
    noise, first, second = done.stdout.splitlines(keepends=True)
    assert noise == b"noise\n"
    assert isinstance(answer_of(first), Opened)
    fault = answer_of(second)
    assert isinstance(fault, Failed)
    assert fault.problems[0].startswith("a fault of Feeds itself: TypeError")
    assert "worker.py" in fault.trace
    assert done.returncode == 70


def test_what_is_printed_is_no_answer(folder: Path) -> None:
    code = "from feeds import worker\nold = worker.Worker.carry_out\n"
    code += (
        "worker.Worker.carry_out = lambda self, order: print('noise', flush=True) or old(self, order)\nworker.main()"
    )
    lines = to_line(Open(path=folder / "feeds.toml"))
    done = subprocess.run(
        [sys.executable, "-c", code, "json"], input=lines, capture_output=True, check=False, timeout=30
    )
    assert isinstance(answer_of(done.stdout), Opened)
    assert done.stderr == b"noise\n"
    assert done.returncode == 0
