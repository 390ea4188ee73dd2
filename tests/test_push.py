"""What the owner and hubs are told: each thing once, whatever fails, and nothing that is secret."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import feedparser  # type: ignore[import-untyped]
import msgspec
import pytest

import feed_checks
from factories import NOW, feed, site
from feeds import alerts, deliver, news, outbox, pings, webhook
from feeds.alerts import Alert
from feeds.check import check
from feeds.errors import PublishError
from feeds.gate import Held
from feeds.ledger import Ledger
from feeds.ledger.memory import MemoryLedger
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import Alerts, Config, Mail, Source, Webhook
from feeds.release import note_held
from feeds.remembered import Health, Message, Outcome, Published
from mail_lab import PASSWORD, post_office
from web_lab import Asked, Site, closed_port, raw_server, serving

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
HUB = "https://hub.example.org/"


@pytest.fixture
def hook() -> Iterator[Site]:
    with serving() as found:
        found.routes["/hook"] = b""
        yield found


class Owner:
    """A configuration, a ledger, and a clock that goes on by itself."""

    def __init__(self, folder: Path, ledger: Ledger | None = None, **wanted: object) -> None:
        sources = tuple(Source(name=name, path=folder) for name in ("news", "events", "jobs"))
        told = Alerts(**wanted)  # type: ignore[arg-type]
        self.config = Config(site=site(), sources=sources, feeds=(feed(),), output=folder / "output", alerts=told)
        self.ledger = ledger or MemoryLedger()
        self.now = NOW

    def runs(self, source: str, outcome: Outcome, reason: str = "", streak: int | None = None) -> None:
        """Let a source have a run, as builds note it."""
        before = self.ledger.health().get(source) or Health(source=source, last_run=self.now)
        is_well = outcome == "ok"
        after = msgspec.structs.replace(
            before,
            last_run=self.now,
            outcome=outcome,
            reason=reason,
            streak=0 if is_well else streak or before.streak + 1,
            bad_since=None if is_well else before.bad_since or self.now,
        )
        self.ledger.save_health([after])

    def tell(self, trouble: PublishError | None = None, before: dict[str, Health] | None = None) -> list[Alert]:
        """Note what is to be told, and give what is new of it."""
        known = {message.id: message.body for message in self.ledger.messages(limit=10_000)}
        outbox.tell(self.config, self.ledger, self.now, before or {}, trouble)
        after = [m for m in self.ledger.messages(limit=10_000) if known.get(m.id) != m.body and m.channel != "websub"]
        return [alert for message in after for alert in outbox.contents(message)]

    def step(self, source: str, outcome: Outcome, reason: str = "") -> list[Alert]:
        """Let a source have a run an hour later, and give what is told of it."""
        self.now += HOUR
        before = self.ledger.health()
        self.runs(source, outcome, reason)
        told = self.tell(before=before)
        self._deliver_nothing()
        return told

    def _deliver_nothing(self) -> None:
        """Let what waits be delivered, so that the next one is a message of its own."""
        waiting = self.ledger.messages("waiting", limit=10_000)
        self.ledger.save_messages(msgspec.structs.replace(m, state="delivered", body="") for m in waiting)

    def deliver(self, after: timedelta = timedelta()) -> tuple[str, ...]:
        self.now += after
        return deliver.deliver(self.config, self.ledger, self.now).warnings

    def hold(self, *names: str) -> None:
        held = [Held(name=name, reasons=(f"{name} would be empty",)) for name in names]
        note_held(self.ledger, "publication", held, self.now, ())

    @property
    def messages(self) -> tuple[Message, ...]:
        return self.ledger.messages(limit=10_000)


def hooked(folder: Path, hook: Site, **facts: object) -> Owner:
    return Owner(folder, webhook=Webhook(url=f"{hook.root}/hook", **facts))  # type: ignore[arg-type]


def said(told: list[Alert]) -> list[tuple[str, str, str]]:
    return [(alert.name, alert.state, alert.outcome) for alert in told]


# --- what is told ---------------------------------------------------------------------------------------------------


def test_after_so_many_bad_runs_once_and_of_the_recovery_once(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"))
    assert owner.step("news", "unreachable") == []
    assert owner.step("news", "unreachable") == []
    (alert,) = owner.step("news", "unreachable", "it refuses the connection")
    assert (alert.state, alert.runs, alert.since, alert.at) == ("failing", 3, NOW + HOUR, NOW + 3 * HOUR)
    for outcome in ("unreachable", "blocked", "invalid", "gone"):
        assert owner.step("news", outcome) == []
    (over,) = owner.step("news", "ok")
    assert (over.state, over.outcome, over.since, over.runs) == ("recovered", "unreachable", NOW + HOUR, 7)
    assert owner.step("news", "ok") == []
    assert owner.step("news", "gone") == []
    assert owner.step("news", "ok") == []
    assert owner.ledger.health()["news"].told == ""


def test_a_source_has_its_own_patience(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"), after=2)
    sources = (Source(name="news", path=tmp_path, alert_after=1), *owner.config.sources[1:])
    owner.config = msgspec.structs.replace(owner.config, sources=sources)
    assert said(owner.step("news", "gone")) == [("news", "failing", "gone")]
    assert owner.step("jobs", "gone") == []
    assert said(owner.step("jobs", "gone")) == [("jobs", "failing", "gone")]


def test_what_is_held_is_told_at_once_even_when_something_else_was(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"))
    assert said(owner.step("news", "held", "it shrank")) == [("news", "held", "held")]
    assert owner.step("news", "held", "it shrank") == []
    assert owner.step("news", "unreachable") == []
    assert owner.step("news", "held") == []
    assert said(owner.step("news", "ok")) == [("news", "recovered", "held")]
    for _ in range(3):
        owner.step("jobs", "blocked")
    assert said(owner.step("jobs", "held")) == [("jobs", "held", "held")]
    assert said(owner.step("jobs", "ok")) == [("jobs", "recovered", "held")]


def test_feeds_that_are_held_are_told_of_once(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"))
    owner.hold("all", "site")
    assert said(owner.tell()) == [("all", "held", "held"), ("site", "held", "held")]
    owner._deliver_nothing()
    owner.now += HOUR
    owner.hold("all", "items/x.html")
    assert said(owner.tell()) == [("items/x.html", "held", "held"), ("site", "recovered", "held")]
    owner._deliver_nothing()
    owner.hold()
    told = owner.tell()
    assert said(told) == [("all", "recovered", "held"), ("items/x.html", "recovered", "held")]
    assert [alert.since for alert in told] == [NOW, NOW + HOUR]
    owner._deliver_nothing()
    assert owner.tell() == []


def test_a_feed_that_is_gone_from_the_configuration_is_not_published_again(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"))
    owner.hold("all", "old")
    assert said(owner.tell()) == [("all", "held", "held"), ("old", "held", "held")]
    owner._deliver_nothing()
    owner.hold()
    assert said(owner.tell()) == [("all", "recovered", "held")]
    owner._deliver_nothing()
    owner.hold("old")
    assert said(owner.tell()) == [("old", "held", "held")]


def test_who_takes_a_publication_back_need_not_be_told(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"))
    owner.hold("all")
    owner.tell()
    owner._deliver_nothing()
    # That is what a rollback leaves.
    owner.ledger.set_stamp("pinned", "the publication was taken back")
    owner.ledger.set_stamp("held publication", None)
    assert owner.tell() == []
    owner.ledger.set_stamp("pinned", None)
    assert said(owner.tell()) == [("all", "recovered", "held")]


def test_an_output_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"))
    full = PublishError("the disk is full", where="/srv/news/output", remedy="make room")
    owner.hold("all")
    assert said(owner.tell(full)) == [("output", "failing", "unwritable")]
    owner._deliver_nothing()
    assert owner.tell(full) == []
    owner.now += HOUR
    assert said(owner.tell()) == [("output", "recovered", "unwritable"), ("all", "held", "held")]
    owner._deliver_nothing()
    assert owner.tell() == []


def test_without_anybody_to_tell_nothing_counts_as_told(tmp_path: Path) -> None:
    owner = Owner(tmp_path)
    for _ in range(5):
        assert owner.step("news", "gone") == []
    owner.hold("all")
    owner.tell()
    assert owner.messages == ()
    owner.config = msgspec.structs.replace(owner.config, alerts=Alerts(webhook=Webhook(url="http://127.0.0.1:9/")))
    assert said(owner.tell()) == [("news", "failing", "gone"), ("all", "held", "held")]


def test_a_source_that_is_gone_from_the_configuration_is_none(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"))
    owner.runs("other", "gone", streak=9)
    assert owner.tell() == []


OUTCOMES: tuple[Outcome, ...] = ("ok", "ok", "unreachable", "blocked", "gone", "held", "empty")


@pytest.mark.parametrize("seed", range(6))
def test_each_once_whatever_happens_and_however_often_it_is_killed(seed: int, tmp_path: Path) -> None:
    """Random runs against what should be told of them, where the noting breaks off at random moments."""
    pick = random.Random(seed)
    owner = Owner(tmp_path, Breaking(pick), webhook=Webhook(url="http://127.0.0.1:9/"))
    expected: list[tuple[str, str]] = []
    streak, told = Counter[str](), dict[str, str]()
    got: list[tuple[str, str]] = []
    for _ in range(150):
        owner.now += HOUR
        name, outcome = pick.choice(("news", "events", "jobs")), pick.choice(OUTCOMES)
        before = owner.ledger.health()
        owner.runs(name, outcome)
        streak[name] = 0 if outcome == "ok" else streak[name] + 1
        if outcome == "ok" and told.pop(name, ""):
            expected.append((name, "recovered"))
        elif (outcome == "held" and told.get(name) != "held") or (streak[name] >= 3 and name not in told):
            told[name] = outcome
            expected.append((name, "held" if outcome == "held" else "failing"))
        while True:
            try:
                new = owner.tell(before=before)
                break
            except KilledError:
                # The next process knows nothing of what this one knew.
                before = {}
        got += [(alert.name, alert.state) for alert in new]
        owner._deliver_nothing()
    assert got == expected
    assert len(expected) > 20
    assert {name: health.told for name, health in owner.ledger.health().items() if health.told} == told


class KilledError(Exception):
    """What ends a process at a bad moment."""


class Breaking(MemoryLedger):
    """A ledger whose writing breaks off now and then, as if the process were killed."""

    def __init__(self, pick: random.Random) -> None:
        super().__init__()
        self._chance = pick
        self.is_bad = False

    def set_stamp(self, name: str, value: str | None) -> None:
        self._break()
        super().set_stamp(name, value)

    def save_messages(self, messages: Any) -> None:
        messages = list(messages)
        if any(message.state == "waiting" for message in messages):
            self._break()
        super().save_messages(messages)

    def _break(self) -> None:
        if self._chance.random() < 0.4:
            raise KilledError


# --- in which words -------------------------------------------------------------------------------------------------


def failing(name: str = "news", outcome: str = "gone", **facts: object) -> Alert:
    known = {"about": "source", "reason": "the server answers 404", "runs": 3, "since": NOW, "at": NOW + HOUR}
    return Alert(name=name, outcome=outcome, **{**known, **facts})  # type: ignore[arg-type]


def test_each_kind_of_failure_has_words_and_something_to_do(tmp_path: Path) -> None:
    owner = Owner(tmp_path)
    kinds = ("unreachable", "blocked", "needs_script", "gone", "refused", "invalid", "empty", "held", "unwritable")
    titles = {alerts.title(failing(outcome=kind)) for kind in kinds}
    assert len(titles) == len(kinds)
    assert all(alerts.remedy(owner.config, failing(outcome=kind)) for kind in kinds)
    assert alerts.title(failing(outcome="empty")) == (
        "Source news fails: its pages were read and nothing was found on them: the layout has changed, or no rule "
        "knows it"
    )
    assert alerts.remedy(owner.config, failing("a b", "held")).endswith("--accept '*'")
    assert alerts.remedy(owner.config, failing("news", "held")).endswith("--accept news")


def test_a_letter_is_for_people(tmp_path: Path) -> None:
    owner = Owner(tmp_path)
    told = [
        failing(is_over=True, name="jobs", outcome="blocked", reason=""),
        failing(about="feed", name="all", outcome="held", reason="it would be empty", runs=0),
        failing(),
    ]
    assert alerts.letter(owner.config, told) == (
        "What fails:\n"
        "\n"
        "Source news fails: it is there no more\n"
        "    3 runs in a row, since 2026-03-02 09:00 CET\n"
        "    the server answers 404\n"
        "    What to do: give its new address in `url` or `path`, or take the source out\n"
        "\n"
        "What is held:\n"
        "\n"
        "Feed all is held: readers keep the last good files\n"
        "    since 2026-03-02 09:00 CET\n"
        "    it would be empty\n"
        "    What to do: `feeds plan` shows what would change; if it is meant to be so: feeds build --accept all\n"
        "\n"
        "What is well again:\n"
        "\n"
        "Source jobs is well again\n"
        "    before: it does not let Feeds in (3 runs in a row, since 2026-03-02 09:00 CET)\n"
        "\n"
        "-- \n"
        "Feeds, for It-nyt & navne (https://feeds.example.org/). Each of this is told once; `feeds status` shows how "
        "all is.\n"
    )
    assert alerts.subject(owner.config.site, told) == "It-nyt & navne: 1 failing, 1 held, 1 well again"
    assert alerts.subject(owner.config.site, told[2:]) == "It-nyt & navne: Source news fails"


def test_what_is_secret_in_an_address_is_not_told(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"), after=1)
    reason = (
        "https://ada:hush@example.org/a?key=hush#hush: the server answers 404, HTTP://x.org?hush (see https://y.org/b.)"
    )
    owner.step("news", "gone", reason)
    owner.now += HOUR
    owner.runs("jobs", "gone", reason)
    (alert,) = owner.tell()
    assert alert.reason == "https://example.org/a: the server answers 404, http://x.org (see https://y.org/b.)"
    assert "hush" not in "".join(message.body for message in owner.messages)


def test_a_reason_of_any_length_is_short(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"), after=1)
    (alert,) = owner.step("news", "invalid", "x\r\n" * 5000)
    assert len(alert.reason) <= 501
    assert "\n" not in alert.reason


# --- the outbox -----------------------------------------------------------------------------------------------------


def test_many_that_fail_at_once_are_one_message(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"), mail=MAIL)
    sources = tuple(Source(name=f"s{number}", path=tmp_path) for number in range(300))
    owner.config = msgspec.structs.replace(owner.config, sources=sources)
    for source in sources:
        owner.runs(source.name, "unreachable", streak=3)
    owner.tell()
    assert [message.channel for message in owner.messages] == ["mail", "webhook"]
    letter = alerts.letter(owner.config, outbox.contents(owner.messages[0]))
    assert letter.count("Source s") == alerts.LISTED
    assert "And 250 more: `feeds status` shows them." in letter
    assert owner.messages[0].subject == "It-nyt & navne: 300 failing"
    form = json.loads(alerts.form(owner.config, outbox.contents(owner.messages[1]), NOW))
    assert len(form["data"]["alerts"]) + form["data"]["more"] == 300


MAIL = Mail(to=("owner@example.org",), sender="feeds@example.org", host="127.0.0.1", port=9, security="none")


def test_what_comes_while_nothing_gets_through_waits_in_one_message(tmp_path: Path) -> None:
    """A network that is down fails hundreds of sources one after the other, and mail with them."""
    owner = Owner(tmp_path, mail=msgspec.structs.replace(MAIL, port=closed_port()), after=1)
    sources = tuple(Source(name=f"s{number}", path=tmp_path) for number in range(40))
    owner.config = msgspec.structs.replace(owner.config, sources=sources)
    told: list[str] = []
    for source in sources:
        owner.runs(source.name, "unreachable")
        owner.tell()
        told += owner.deliver(MINUTE)
    assert len(owner.messages) == 2
    assert [line.partition(": ")[0] for line in told] == ["a letter to the owner (It-nyt & navne"]
    for source in sources[:20]:
        owner.runs(source.name, "ok")
    owner.tell()
    first, second = owner.messages
    assert len(outbox.contents(first)) == 1
    assert len(outbox.contents(second)) == 40
    with post_office() as post:
        mail = msgspec.structs.replace(MAIL, port=post.port)
        owner.config = msgspec.structs.replace(owner.config, alerts=Alerts(after=1, mail=mail))
        while deliver.next_due(owner.ledger) is not None:
            owner.deliver(HOUR)
        texts = [letter.get_content() for letter in post.letters]
    assert sum(text.count("Source s7 is well again") for text in texts) == 1
    assert sum(text.count("Source s30 fails") for text in texts) == 1


def test_letters_that_follow_each_other_are_gathered(tmp_path: Path) -> None:
    with post_office() as post:
        owner = Owner(tmp_path, mail=msgspec.structs.replace(MAIL, port=post.port), after=1)
        sources = tuple(Source(name=f"s{number}", path=tmp_path) for number in range(60))
        owner.config = msgspec.structs.replace(owner.config, sources=sources)
        for source in sources:
            owner.runs(source.name, "unreachable")
            owner.tell()
            owner.deliver()
            owner.now += MINUTE
        owner.deliver(HOUR)
        letters = [letter.get_content() for letter in post.letters]
    assert outbox.BURST < len(letters) < 20
    assert sum(letter.count("Source s") for letter in letters) == 60


def test_what_is_told_together_is_told_as_it_is_now(tmp_path: Path) -> None:
    owner = Owner(tmp_path, webhook=Webhook(url="http://127.0.0.1:9/"), after=1)
    owner.runs("news", "gone")
    owner.tell()
    owner.now += HOUR
    owner.runs("news", "ok")
    owner.runs("jobs", "blocked")
    (one,) = {alert.name: alert for alert in owner.tell() if alert.name == "news"}.values()
    assert (one.state, one.since) == ("recovered", NOW)
    (message,) = owner.messages
    assert message.subject == "It-nyt & navne: 1 failing, 1 well again"


# --- webhook --------------------------------------------------------------------------------------------------------


def test_the_signature_is_that_of_the_standard() -> None:
    # The example of https://www.standardwebhooks.com.
    moment = datetime.fromtimestamp(1614265330, UTC)
    assert webhook.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', SECRET, moment) == {
        "Webhook-Id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "Webhook-Timestamp": "1614265330",
        "Webhook-Signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def is_signed(asked: Asked, key: bytes) -> bool:
    """Verify as a receiver does."""
    signed = b".".join((asked.headers["Webhook-Id"].encode(), asked.headers["Webhook-Timestamp"].encode(), asked.body))
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return str(asked.headers["Webhook-Signature"]) == f"v1,{digest}"


def test_a_webhook_is_told_in_a_form_of_its_own(tmp_path: Path, hook: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDS_HOOK_SECRET", "en hemmelighed\n")
    owner = hooked(tmp_path, hook, secret="${FEEDS_HOOK_SECRET}")
    owner.runs("news", "gone", "https://example.org/?token=x: the server answers 404", streak=3)
    owner.tell()
    assert owner.deliver() == ()
    (asked,) = hook.asked
    assert asked.handler.command == "POST"
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["User-Agent"].startswith("Feeds/")
    assert is_signed(asked, b"en hemmelighed")
    assert asked.headers["Webhook-Timestamp"] == str(int(NOW.timestamp()))
    told = json.loads(asked.body)
    assert told == {
        "type": "feeds.alert",
        "timestamp": "2026-03-02T08:00:00Z",
        "data": {
            "site": "It-nyt & navne",
            "address": "https://feeds.example.org/",
            "alerts": [
                {
                    "about": "source",
                    "name": "news",
                    "state": "failing",
                    "outcome": "gone",
                    "title": "Source news fails: it is there no more",
                    "reason": "https://example.org/: the server answers 404",
                    "remedy": "give its new address in `url` or `path`, or take the source out",
                    "runs": 3,
                    "since": "2026-03-02T08:00:00Z",
                    "at": "2026-03-02T08:00:00Z",
                }
            ],
            "more": 0,
        },
        "text": told["text"],
    }
    assert told["text"].startswith("It-nyt & navne: Source news fails\nSource news fails: it is there no more")
    (message,) = owner.messages
    assert (message.state, message.body, message.to) == ("delivered", "", "")


def test_without_a_secret_it_is_not_signed(tmp_path: Path, hook: Site) -> None:
    owner = hooked(tmp_path, hook)
    owner.runs("news", "gone", streak=3)
    owner.tell()
    owner.deliver()
    (asked,) = hook.asked
    assert asked.headers["Webhook-Signature"] is None
    assert asked.headers["Webhook-Id"] == owner.messages[0].id


def test_what_fails_is_tried_again_after_growing_pauses_and_given_up(tmp_path: Path, hook: Site) -> None:
    hook.routes["/hook"] = (500, {}, b"broken\r\n\x00down")
    owner = hooked(tmp_path, hook)
    owner.runs("news", "gone", streak=3)
    owner.tell()
    told: list[str] = []
    pauses: list[timedelta] = []
    while (due := deliver.next_due(owner.ledger)) is not None:
        pauses.append(due - owner.now)
        owner.now = due
        told += owner.deliver()
    assert pauses[:5] == [timedelta(), MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert max(pauses) == 6 * HOUR
    assert owner.now - NOW >= deliver.PATIENCE
    assert len(hook.asked) == len(pauses) == 21
    # The same message each time: who got it after all knows it again.
    assert len({asked.headers["Webhook-Id"] for asked in hook.asked}) == 1
    assert len({asked.body for asked in hook.asked}) == 1
    assert len({asked.headers["Webhook-Timestamp"] for asked in hook.asked}) == 21
    what = "a message to the webhook (It-nyt & navne: Source news fails)"
    why = "it answers 500: broken down"
    assert told == [f"{what} could not be delivered, and is tried again: {why}", f"{what} is given up: {why}"]
    (message,) = owner.messages
    assert (message.state, message.error, message.body) == ("given up", "it answers 500: broken down", "")
    assert owner.deliver(DAY) == ()
    assert len(hook.asked) == 21


def test_a_receiver_that_is_gone_is_given_up(tmp_path: Path, hook: Site) -> None:
    hook.routes["/hook"] = (410, {}, b"")
    owner = hooked(tmp_path, hook)
    owner.runs("news", "gone", streak=3)
    owner.tell()
    (line,) = owner.deliver()
    assert line.endswith("is given up: it answers 410")
    assert deliver.next_due(owner.ledger) is None


def test_a_receiver_that_wants_peace_gets_it(tmp_path: Path, hook: Site) -> None:
    hook.routes["/hook"] = (429, {"Retry-After": "7200"}, b"")
    owner = hooked(tmp_path, hook)
    owner.runs("news", "gone", streak=3)
    owner.tell()
    owner.deliver()
    assert deliver.next_due(owner.ledger) == NOW + 2 * HOUR
    hook.routes["/hook"] = b"thanks"
    owner.deliver(HOUR)
    assert len(hook.asked) == 1
    owner.deliver(HOUR)
    assert owner.messages[0].state == "delivered"


def test_redirects_are_not_followed(tmp_path: Path, hook: Site) -> None:
    hook.routes |= {"/hook": (307, {"Location": f"{hook.root}/other"}, b""), "/other": b""}
    owner = hooked(tmp_path, hook)
    owner.runs("news", "gone", streak=3)
    owner.tell()
    owner.deliver()
    assert hook.paths() == ["/hook"]
    assert owner.messages[0].error == "it answers 307"


def test_a_receiver_that_hangs_costs_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.fetch.web.POST", 0.4)
    monkeypatch.setattr("feeds.fetch.web.POSTS", 1.0)
    with raw_server(lambda connection: time.sleep(3)) as port:
        owner = Owner(tmp_path, webhook=Webhook(url=f"http://127.0.0.1:{port}/"))
        owner.runs("news", "gone", streak=3)
        owner.tell()
        hub_waits(owner, f"http://127.0.0.1:{port}/", 40)
        began = time.monotonic()
        (line,) = owner.deliver()
        assert time.monotonic() - began < 2
    assert "is tried again: it was not taken within" in line
    # One that is silent is not asked again and again, and all are due later.
    assert deliver.next_due(owner.ledger) == NOW + MINUTE
    assert all(message.attempts == 1 for message in owner.messages)


def test_an_answer_without_end_is_an_answer(tmp_path: Path) -> None:
    def endless(connection: socket.socket) -> None:
        connection.recv(1 << 16)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        with suppress(OSError):
            while True:
                connection.sendall(b"x" * 65536)

    with raw_server(endless) as port:
        owner = Owner(tmp_path, webhook=Webhook(url=f"http://127.0.0.1:{port}/"))
        owner.runs("news", "gone", streak=3)
        owner.tell()
        assert owner.deliver() == ()
        assert owner.messages[0].state == "delivered"


def test_a_secret_that_is_not_there_or_no_secret_is_told_of_without_it(
    tmp_path: Path, hook: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDS_HOOK_URL", f"{hook.root}/hook")
    monkeypatch.delenv("FEEDS_HOOK_SECRET", raising=False)
    owner = Owner(tmp_path, webhook=Webhook(url="${FEEDS_HOOK_URL}", secret="${FEEDS_HOOK_SECRET}"))
    owner.runs("news", "gone", streak=3)
    owner.tell()
    (line,) = owner.deliver()
    assert line.endswith("the environment variable FEEDS_HOOK_SECRET is not set")
    monkeypatch.setenv("FEEDS_HOOK_SECRET", "whsec_!hush!")
    owner.deliver(HOUR)
    assert "hush" not in owner.messages[0].error
    assert owner.messages[0].error.endswith("what follows is no base64")
    monkeypatch.setenv("FEEDS_HOOK_URL", "ftp://hush.example.org/")
    monkeypatch.setenv("FEEDS_HOOK_SECRET", "x")
    owner.deliver(HOUR)
    assert owner.messages[0].error == "[alerts.webhook]: `url` is no web address"
    monkeypatch.setenv("FEEDS_HOOK_URL", f"{hook.root}/hook")
    owner.deliver(HOUR)
    assert owner.messages[0].state == "delivered"


def test_what_nobody_is_named_for_any_more_is_given_up(tmp_path: Path, hook: Site) -> None:
    owner = hooked(tmp_path, hook)
    owner.config = msgspec.structs.replace(owner.config, alerts=msgspec.structs.replace(owner.config.alerts, mail=MAIL))
    owner.runs("news", "gone", streak=3)
    owner.tell()
    hub_waits(owner, HUB, 1)
    bare = msgspec.structs.replace(owner.config, alerts=Alerts(), site=site())
    told = deliver.deliver(bare, owner.ledger, owner.now)
    assert (told.given_up, len(told.warnings)) == (3, 3)
    assert {message.state for message in owner.messages} == {"given up"}
    assert hook.asked == []


# --- mail -----------------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_a_letter_is_delivered_with_a_login_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDS_SMTP", PASSWORD)
    with post_office(login=True) as post:
        mail = msgspec.structs.replace(MAIL, port=post.port, user="feeds", password="${FEEDS_SMTP}")
        owner = Owner(tmp_path, mail=mail)
        owner.runs("news", "empty", "siden er ændret", streak=3)
        owner.tell()
        assert owner.deliver() == ()
        (letter,) = post.letters
    assert letter["Subject"] == "It-nyt & navne: Source news fails"
    assert "siden er ændret" in letter.get_content()
    assert letter["Message-ID"] == f"<{owner.messages[0].id}@example.org>"
    assert PASSWORD not in msgspec.json.encode(owner.messages).decode()
    monkeypatch.delenv("FEEDS_SMTP")
    owner.hold("all")
    owner.tell()
    (line,) = owner.deliver(HOUR)
    assert line.endswith("the environment variable FEEDS_SMTP is not set")


def test_a_letter_that_failed_is_sent_once_the_server_is_there(tmp_path: Path) -> None:
    port = closed_port()
    owner = Owner(tmp_path, mail=msgspec.structs.replace(MAIL, port=port))
    owner.runs("news", "gone", streak=3)
    owner.tell()
    (line,) = owner.deliver()
    assert line.endswith("is tried again: the mail server refuses the connection: see `host` and `port`")
    with post_office() as post:
        alert = msgspec.structs.replace(owner.config.alerts, mail=msgspec.structs.replace(MAIL, port=post.port))
        owner.config = msgspec.structs.replace(owner.config, alerts=alert)
        assert owner.deliver() == ()
        assert post.raw == []
        assert owner.deliver(MINUTE) == ()
        assert owner.deliver(HOUR) == ()
        assert len(post.raw) == 1


# --- WebSub ---------------------------------------------------------------------------------------------------------


def hub_waits(owner: Owner, hub: str, number: int) -> None:
    owner.config = msgspec.structs.replace(owner.config, site=msgspec.structs.replace(owner.config.site, hub=hub))
    feeds = tuple(feed(f"f{index}", formats=("atom",)) for index in range(number))
    config = msgspec.structs.replace(owner.config, feeds=feeds)
    pings.note(config, owner.ledger, [published(f"f{index}.atom", "1") for index in range(number)], owner.now)


def published(path: str, sha256: str) -> Published:
    return Published(path=path, sha256=sha256, size=1, mtime_ns=1, key="", part="")


def test_a_hub_is_told_of_feeds_whose_bytes_changed(tmp_path: Path, hook: Site) -> None:
    hook.routes["/hub?x=1"] = (202, {}, b"")
    owner = Owner(tmp_path)
    owner.config = msgspec.structs.replace(
        owner.config, site=msgspec.structs.replace(owner.config.site, hub=f"{hook.root}/hub?x=1")
    )
    owner.ledger.publish([published("all.rss", "old"), published("all.json", "same")])
    files = [
        *(published(path, "new") for path in ("all.rss", "all.atom", "all.ics", "all.1.atom", "index.html")),
        *(published("all.json", "same"), published("items/x.html", "new"), published("feeds.opml", "new")),
    ]
    pings.note(owner.config, owner.ledger, files, owner.now)
    pings.note(owner.config, owner.ledger, files, owner.now)
    assert owner.deliver() == ()
    assert sorted((asked.headers["Content-Type"], *parse_qs(asked.body.decode()).items()) for asked in hook.asked) == [
        ("application/x-www-form-urlencoded", ("hub.mode", ["publish"]), ("hub.url", [f"{BASE}all.{form}"]))
        for form in ("atom", "rss")
    ]
    assert {(m.channel, m.to, m.subject, m.state) for m in owner.messages} == {
        ("websub", f"{hook.root}/hub?x=1", f"{BASE}all.{form}", "delivered") for form in ("atom", "rss")
    }
    # Told again when it changes again, under the same name: what is kept does not grow.
    owner.ledger.publish(files)
    pings.note(owner.config, owner.ledger, [published("all.rss", "newer")], owner.now)
    owner.deliver()
    assert len(hook.asked) == 3
    assert len(owner.messages) == 2


BASE = "https://feeds.example.org/"


def test_a_hub_is_told_once_of_what_waits_and_given_up_quietly_until_then(tmp_path: Path) -> None:
    hub = f"http://127.0.0.1:{closed_port()}/"
    owner = Owner(tmp_path)
    hub_waits(owner, hub, 2)
    assert owner.deliver() == ()
    hub_waits(owner, hub, 2)
    assert [message.attempts for message in owner.messages] == [1, 1]
    told: list[str] = []
    while deliver.next_due(owner.ledger) is not None:
        told += owner.deliver(6 * HOUR)
    assert len(told) == 2
    assert min(told) == (f"a message to the hub ({BASE}f0.atom) is given up: it refuses the connection")


def test_without_a_hub_or_an_address_of_ones_own_nobody_is_told(tmp_path: Path) -> None:
    owner = Owner(tmp_path)
    pings.note(owner.config, owner.ledger, [published("all.rss", "1")], NOW)
    bare = msgspec.structs.replace(owner.config, site=msgspec.structs.replace(site(None), hub=HUB))
    pings.note(bare, owner.ledger, [published("all.rss", "1")], NOW)
    assert owner.messages == ()


# --- the owner's own feed -------------------------------------------------------------------------------------------


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Owner]:
    (tmp_path / "output").mkdir()
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    yield Owner(tmp_path, ledger, feed=True, after=1)
    ledger.close()


def test_the_owners_feed_is_a_feed(reader: Owner) -> None:
    place = reader.config.output / "health.atom"
    news.write(reader.config, reader.ledger, reader.now)
    assert check("health.atom", place.read_bytes(), reader.now) == ()
    assert feedparser.parse(place.read_bytes()).entries == []
    reader.step("news", "gone", "https://a:b@example.org/x?y: 404, see /srv/news/pages/a.txt and ~/b/c.txt")
    reader.step("news", "ok")
    news.write(reader.config, reader.ledger, reader.now)
    body = place.read_bytes()
    assert check("health.atom", body, reader.now) == ()
    assert feed_checks.atom_problems(body, now=reader.now) == []
    found = feedparser.parse(body)
    assert not found.bozo
    assert [entry.title for entry in found.entries] == [
        "Source news is well again",
        "Source news fails: it is there no more",
    ]
    assert "https://example.org/x: 404, see a.txt and c.txt" in found.entries[1].content[0].value
    assert found.feed.updated == found.entries[0].updated == "2026-03-02T10:00:00+00:00"


def test_it_is_written_when_something_is_told_and_not_otherwise(reader: Owner) -> None:
    place = reader.config.output / "health.atom"
    news.write(reader.config, reader.ledger, reader.now)
    before = place.stat()
    reader.now += HOUR
    news.write(reader.config, reader.ledger, reader.now)
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    reader.step("news", "gone")
    news.write(reader.config, reader.ledger, reader.now)
    assert place.stat().st_ino != before.st_ino
    ids = [entry.id for entry in feedparser.parse(place.read_bytes()).entries]
    place.unlink()
    reader.step("jobs", "gone")
    news.write(reader.config, reader.ledger, reader.now)
    assert [entry.id for entry in feedparser.parse(place.read_bytes()).entries][1:] == ids


def test_it_holds_the_newest_and_is_gone_when_nobody_wants_it(reader: Owner) -> None:
    place = reader.config.output / "health.atom"
    for _ in range(30):
        reader.step("news", "gone")
        reader.step("news", "ok")
    news.write(reader.config, reader.ledger, reader.now)
    entries = feedparser.parse(place.read_bytes()).entries
    assert len(entries) == len({entry.id for entry in entries}) == alerts.LISTED
    assert entries[0].updated == "2026-03-04T20:00:00+00:00"
    reader.config = msgspec.structs.replace(reader.config, alerts=Alerts())
    news.write(reader.config, reader.ledger, reader.now)
    assert not place.exists()
    news.write(reader.config, reader.ledger, reader.now)
    assert reader.ledger.published() == ()


def test_what_is_not_ours_is_kept(reader: Owner) -> None:
    place = reader.config.output / "health.atom"
    place.write_text("mine")
    with pytest.raises(PublishError, match="Feeds did not write it"):
        news.write(reader.config, reader.ledger, reader.now)
    assert place.read_text() == "mine"
