"""How a source is, from run to run: kinds of ends, streaks, what is an event, and how often it is worth looking."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from factories import NOW, article, notice, posting
from feeds import cron
from feeds.errors import Fault, SourceError
from feeds.forget import forget_item, forget_person
from feeds.health import LONGEST, SHORTEST, START, interval, noted
from feeds.model import Item, Source
from feeds.refresh import Refreshed
from feeds.remembered import Health, Message, Outcome, SourceRun
from lab import HOUR, Lab, row
from web_lab import serving

SOURCE = Source(name="a")
AUTO = Source(name="a", adaptive=True)


def refreshed(**facts: object) -> Refreshed:
    counts = dict.fromkeys(("read", "before", "told", "rejected", "added", "revised", "removed"), 0)
    return Refreshed(**{"source": "a", "pages": 1, "items": 3, **counts, **facts})  # type: ignore[arg-type]


def failed(fault: Fault = "unreachable", **facts: object) -> Refreshed:
    return refreshed(failures=(SourceError("it refuses", where="https://a.example/", fault=fault),), **facts)


def left_in_peace() -> Refreshed:
    return refreshed(failures=(SourceError("it waits", fault="unreachable", is_waiting=True),))


def after(*runs: Refreshed, source: Source = SOURCE, every: timedelta = HOUR) -> tuple[Health, list[SourceRun]]:
    """Tell how a source is after runs an hour apart, and which of them were events."""
    health: Health | None = None
    events = []
    for number, one in enumerate(runs):
        health, run = noted(health, one, NOW + number * every, source)
        events += [run] if run is not None else []
    assert health is not None
    return health, events


def test_a_run_that_brings_something_is_remembered() -> None:
    health, events = after(refreshed(read=1, added=2, items=2), refreshed(items=2))
    assert health == Health(
        source="a", last_run=NOW + HOUR, last_success=NOW + HOUR, last_changed=NOW, items=2, pages=1, runs=2
    )
    assert events == [SourceRun(source="a", at=NOW, outcome="ok", pages=1, read=1, items=2, added=2)]


@pytest.mark.parametrize("change", ["added", "revised", "removed", "announced", "withdrawn"])
def test_each_kind_of_change_is_an_event(change: str) -> None:
    health, events = after(refreshed(), refreshed(), refreshed(**{change: 1}))
    assert (health.last_changed, len(events)) == (NOW + 2 * HOUR, 2)


@pytest.mark.parametrize(
    ("run", "outcome", "reason"),
    [
        (failed("unreachable"), "unreachable", "https://a.example/: it refuses"),
        (failed("blocked"), "blocked", "https://a.example/: it refuses"),
        (failed("needs_script"), "needs_script", "https://a.example/: it refuses"),
        (failed("gone"), "gone", "https://a.example/: it refuses"),
        (failed("refused"), "refused", "https://a.example/: it refuses"),
        (failed("invalid"), "invalid", "https://a.example/: it refuses"),
        (refreshed(held=("it shrank",)), "held", "it shrank"),
        (refreshed(held=("1: none", "2: none"), emptied=2, read=1), "held", "1: none; and 1 more"),
        (refreshed(held=("1: none",), emptied=1), "empty", "1: none"),
        (refreshed(items=0, read=1), "empty", "no item was ever found on its 1 page (ask `feeds explain` about one)"),
        (refreshed(items=0, pages=0), "ok", ""),
        (refreshed(items=0, forgotten=1), "ok", ""),
        (failed(held=("it shrank",)), "held", "it shrank"),
    ],
)
def test_the_kinds_of_ends_are_told_apart(run: Refreshed, outcome: Outcome, reason: str) -> None:
    health, (event,) = after(run)
    assert (health.outcome, health.reason) == (event.outcome, event.reason) == (outcome, reason)
    assert health.is_well == (outcome == "ok")
    assert (health.streak, health.bad_since) == ((0, None) if health.is_well else (1, NOW))


def test_bad_runs_are_counted_until_one_is_good() -> None:
    bad, events = after(refreshed(), failed(), failed("blocked"), failed("blocked"))
    assert (bad.streak, bad.bad_since, bad.last_success) == (3, NOW + HOUR, NOW)
    assert [run.outcome for run in events] == ["ok", "unreachable", "blocked"]
    well, events = after(refreshed(), failed(), failed(), refreshed())
    assert (well.streak, well.bad_since, well.reason, well.last_success) == (0, None, "", NOW + 3 * HOUR)
    assert [run.outcome for run in events] == ["ok", "unreachable", "ok"]


def test_a_run_in_which_nobody_was_asked_is_no_further_failure() -> None:
    health, events = after(refreshed(), failed(), left_in_peace(), left_in_peace(), failed())
    assert (health.streak, health.runs, len(events)) == (2, 5, 2)
    # What failed before it was noted is bad all the same.
    assert after(left_in_peace())[0].streak == 1


def test_what_the_owner_was_told_stays() -> None:
    health, _ = after(refreshed())
    told = msgspec.structs.replace(health, told="gone")
    assert noted(told, failed(), NOW, SOURCE)[0].told == "gone"


def test_what_a_failing_listing_gave_still_counts() -> None:
    assert after(failed(items=0, before=7))[0].items == 7
    assert after(refreshed(items=0, before=7, removed=7))[0].items == 0


def test_an_emptiness_that_was_let_through_is_well() -> None:
    emptied = refreshed(items=0, before=3, read=1, removed=3)
    health, _ = after(refreshed(added=3), emptied, refreshed(items=0), failed(items=0), refreshed(items=0, read=1))
    assert health.outcome == "ok"
    never, _ = after(failed(items=0), refreshed(items=0))
    assert never.outcome == "empty"


def test_a_reason_is_one_bounded_line() -> None:
    told = after(refreshed(held=("a\nb\x1b[2J\u2028c" + "x" * 1000,)))[0].reason
    assert told.startswith("a b [2J c")
    assert len(told) == 500


# --- how often ------------------------------------------------------------------------------------------------------


def learnt(changes_every: timedelta, days: int = 60) -> list[int]:
    """Read a source that changes so often whenever it is due, and give the seconds between the runs."""
    health, now, found = None, NOW, list[int]()
    changed_at = NOW
    while now < NOW + timedelta(days=days):
        is_changed = now - changed_at >= changes_every
        changed_at = now - (now - NOW) % changes_every if is_changed else changed_at
        health, _ = noted(health, refreshed(revised=int(is_changed)), now, AUTO)
        found.append(health.interval)
        now += timedelta(seconds=health.interval)
    return found[len(found) // 2 :]


def test_the_interval_follows_how_often_a_source_changes() -> None:
    assert set(learnt(timedelta(minutes=5), days=2)) == {SHORTEST}
    assert set(learnt(timedelta(days=300))) == {LONGEST}
    daily = learnt(timedelta(days=1))
    assert 2 * 3600 < sum(daily) / len(daily) < 6 * 3600
    assert all(SHORTEST <= seconds <= LONGEST for seconds in daily)


def test_the_first_run_a_bad_one_and_an_early_one_teach_nothing() -> None:
    assert interval(None, NOW, is_changed=True, is_well=True) == START
    health, _ = after(refreshed(added=1), failed(), failed(), source=AUTO)
    assert health.interval == START
    early, _ = after(refreshed(), refreshed(), refreshed(), source=AUTO, every=timedelta(minutes=20))
    assert early.interval == START
    in_time, _ = after(refreshed(), refreshed(), source=AUTO)
    assert in_time.interval == START * 9 // 8


def test_only_a_source_that_wants_it_learns() -> None:
    health, _ = after(refreshed(), refreshed(added=1))
    assert health.interval == 0
    assert cron.interval_of(SOURCE, health.interval) == cron.interval_of(SOURCE, 900) == cron.interval_of(SOURCE)
    assert cron.interval_of(AUTO) == cron.interval_of(AUTO, health.interval) == START
    assert cron.interval_of(AUTO, 900) == 900


# --- in a build -----------------------------------------------------------------------------------------------------


@pytest.fixture
def lab(quick_path: Path) -> Lab:
    return Lab(quick_path / "lab")


def outcomes(lab: Lab, source: str = "a") -> list[Outcome]:
    return [run.outcome for run in reversed(lab.ledger.runs(source))]


def test_a_source_that_fails_and_recovers(lab: Lab) -> None:
    lab.show(article())
    lab.build()
    lab.path("1").parent.rename(lab.folder / "away")
    for _ in range(3):
        assert lab.build().exit_code == 1
    health = lab.ledger.health()["a"]
    assert (health.outcome, health.streak, health.last_success, health.items) == ("gone", 3, NOW + HOUR, 1)
    assert health.bad_since == NOW + 2 * HOUR
    assert "there is nothing here" in health.reason
    (lab.folder / "away").rename(lab.path("1").parent)
    assert lab.build().exit_code == 0
    health = lab.ledger.health()["a"]
    assert (health.outcome, health.streak, health.bad_since, health.items) == ("ok", 0, None, 1)
    assert outcomes(lab) == ["ok", "gone", "ok"]


def test_a_page_without_its_items_is_empty_and_a_shrunk_listing_is_held(lab: Lab) -> None:
    lab.add_source("b", listing="complete")
    lab.show(*several(4))
    lab.show(*several(8), source="b")
    lab.build()
    lab.write(b"", "1")
    lab.show(*several(1), source="b")
    lab.build()
    assert (outcomes(lab), outcomes(lab, "b")) == (["ok", "empty"], ["ok", "held"])
    lab.build("a", "b")
    assert (outcomes(lab)[-1], outcomes(lab, "b")[-1]) == ("ok", "ok")
    lab.build()
    assert [health.outcome for health in lab.ledger.health().values()] == ["ok", "ok"]


def test_on_the_web_a_server_that_is_left_in_peace_fails_once(lab: Lab) -> None:
    with serving() as site:
        source = Source(name="w", url=f"{site.root}/a", format="jsonl", allow_private=True)
        lab.configure(sources=(source,))
        kind = {"Content-Type": "application/x-ndjson"}
        site.routes["/a"] = (200, kind, row(article()))
        lab.build()
        site.routes["/a"] = (429, {"Retry-After": "9000"}, b"")
        lab.build()
        lab.build()
        health = lab.ledger.health()["w"]
        assert (health.outcome, health.streak, health.runs, len(site.paths())) == ("blocked", 1, 3, 2)
        assert "is not asked again before" in health.reason
        site.routes["/a"] = (404, {}, b"")
        lab.build(after=3 * HOUR)
        health = lab.ledger.health()["w"]
        assert (health.outcome, health.streak, health.items) == ("gone", 2, 1)
        site.routes["/a"] = (200, kind, row(article()))
        lab.build("w")
        assert outcomes(lab, "w") == ["ok", "blocked", "gone", "ok"]


def several(number: int) -> list[Item]:
    return [msgspec.structs.replace(article(), title=f"Nr. {n} af dem") for n in range(number)]


def test_a_build_of_one_source_leaves_the_others_and_forgets_what_is_gone(lab: Lab) -> None:
    lab.add_source("b")
    lab.show(article())
    lab.show(posting(), source="b")
    lab.build()
    lab.configure(sources=lab.config.sources[:1])
    lab.build()
    assert list(lab.ledger.health()) == ["a"]
    assert lab.ledger.runs("b") == ()


def test_a_build_that_brings_nothing_is_noted_and_no_event(lab: Lab) -> None:
    lab.show(article())
    lab.build()
    lab.build()
    health = lab.ledger.health()["a"]
    assert (health.runs, health.last_run, health.last_success) == (2, lab.now, lab.now)
    assert len(lab.ledger.runs()) == 1


def test_who_is_forgotten_is_in_no_reason_and_no_message(lab: Lab) -> None:
    lab.show(notice())
    lab.build()
    lab.path("åse-bjørnø-nielsen").symlink_to("nowhere")
    lab.build()
    assert "bjørnø" in lab.ledger.health()["a"].reason
    lab.ledger.save_messages([waiting("m", "Åse Bjørnø-Nielsen"), waiting("n", "an event")])
    forget_person(lab.config, lab.ledger, "Åse Bjørnø-Nielsen", lab.now)
    assert [one.id for one in lab.ledger.messages()] == ["n"]
    lab.build()
    health = lab.ledger.health()["a"]
    assert (health.outcome, health.streak) == ("invalid", 2)
    assert health.reason
    told = (health.reason, *(run.reason for run in lab.ledger.runs()))
    assert not any("bjørnø" in reason.lower() for reason in told)


def test_with_an_item_all_reasons_are_forgotten(lab: Lab) -> None:
    lab.show(article(), page="1")
    lab.path("2").symlink_to("nowhere")
    lab.build()
    assert "there is" in lab.ledger.health()["a"].reason
    (record,) = lab.everything()
    forget_item(lab.config, lab.ledger, record.uid, lab.now)
    assert lab.ledger.health()["a"].reason == ""
    assert {run.reason for run in lab.ledger.runs()} == {""}


def waiting(name: str, body: str, created: datetime = NOW) -> Message:
    return Message(id=name, channel="mail", subject="s", body=body, created=created, next_try=created)


def test_a_rehearsed_build_notes_nothing(lab: Lab) -> None:
    lab.show(article())
    lab.build()
    before = lab.ledger.health()
    shutil.rmtree(lab.path("1").parent)
    lab.read()
    assert lab.ledger.health() == before
