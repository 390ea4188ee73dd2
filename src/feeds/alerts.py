"""What the owner is told, and in which words: each failure, each hold and each recovery, once. Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from feeds.model import Config, Site, Source, hashed
from feeds.release import SITE, Hold
from feeds.remembered import Health

About: TypeAlias = Literal["source", "feed", "output"]
State: TypeAlias = Literal["failing", "held", "recovered"]

OUTPUT = "output"
"""What it is called when nothing at all can be published; no feed is."""
TEST = "test"
"""The outcome of what is only sent to see whether it gets through."""
LISTED = 50
"""How many alerts a letter lists, and how many the feed of the owner holds; the others are counted."""
_LONGEST = 500  # characters of a reason
_FORM = 200  # alerts that a webhook is told at once
_ADDRESS = re.compile(r"\bhttps?://[^\s\"'<>()]+?(?=[:;,.]?(?:[\s\"'<>()]|$))", re.IGNORECASE)
#: The folders of a path from the root on; not those of an address.
_FOLDERS = re.compile(r"(?<![\w:/.~-])~?/(?:[^\s/:;,()\"']+/)+")

#: Kinds of failure, and what to do: words for people.
_SAID = {
    "unreachable": "its server cannot be reached, or fails",
    "blocked": "it does not let Feeds in",
    "needs_script": "its page is empty without scripts",
    "gone": "it is there no more",
    "refused": "Feeds may not read it",
    "invalid": "what came cannot be used",
    "empty": "its pages were read and nothing was found on them: the layout has changed, or no rule knows it",
    "held": "what it gives now is not believed",
    "unwritable": "nothing can be published",
}
_REMEDIES = {
    "unreachable": "mostly this passes by itself; if it stays so, open the address in a browser",
    "blocked": "ask its owner to let Feeds in, or look for its feed or calendar",
    "needs_script": "look for a feed, a calendar or an address of data on the site",
    "gone": "give its new address in `url` or `path`, or take the source out",
    "refused": "see the reason: its robots.txt, an address of your own network, or a variable that is not set",
    "invalid": "open it, and see whether it is what it should be",
    "empty": "ask `feeds explain` about one of its pages",
    "unwritable": "see the reason; what is published stays as it was",
}


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the owner is told `at` an instant: what is wrong `since` when, or that it `is_over` (UTC).

    `outcome` is the kind of failure, also when it is over; `runs` counts the bad ones in a row of a source.
    """

    about: About
    name: str
    outcome: str
    reason: str = ""
    runs: int = 0
    since: datetime
    at: datetime
    is_over: bool = False

    @property
    def state(self) -> State:
        """Say in a word how it is now."""
        return "recovered" if self.is_over else "held" if self.outcome == "held" else "failing"

    @property
    def id(self) -> str:
        """Name it by what it tells: the same thing told twice has one name."""
        return hashed(self.about, self.name, self.outcome, self.since, self.is_over)[:32]


Marks: TypeAlias = dict[str, datetime]
"""What was told of and is not over, feeds by name and the output, with since when it was so."""


def of_sources(
    config: Config, before: Mapping[str, Health], after: Mapping[str, Health]
) -> Iterator[tuple[Alert, Health]]:
    """Give what is to be told of sources, each with its health marked as told."""
    for source in config.sources:
        health = after.get(source.name)
        if health is None:
            continue
        if health.is_well and health.told:
            yield _recovered(health, before.get(source.name)), msgspec.structs.replace(health, told="")
        elif _is_news(source, health, config.alerts.after):
            yield _failing(health), msgspec.structs.replace(health, told=health.outcome)


def _is_news(source: Source, health: Health, after: int) -> bool:
    """Tell whether it is time: what is held needs a person at once, also when they were told of something else."""
    if health.is_well:
        return False
    if health.outcome == "held":
        return health.told != "held"
    return not health.told and health.streak >= (source.alert_after or after)


def _failing(health: Health) -> Alert:
    return Alert(
        about="source",
        name=health.source,
        outcome=health.outcome,
        reason=_kept(health.reason),
        runs=health.streak,
        since=health.bad_since or health.last_run,
        at=health.last_run,
    )


def _recovered(health: Health, before: Health | None) -> Alert:
    since = before.bad_since if before is not None else None
    return Alert(
        about="source",
        name=health.source,
        outcome=health.told,
        runs=before.streak if before is not None else 0,
        since=since or health.last_run,
        at=health.last_run,
        is_over=True,
    )


def of_holds(config: Config, marks: Marks, held: Mapping[str, Hold], now: datetime) -> tuple[list[Alert], Marks]:
    """Give what is to be told of feeds, and what was told of them then; one that is no feed any more is not over."""
    told: list[Alert] = []
    for name, hold in held.items():
        if name not in marks:
            reason = _kept("; ".join(hold.reasons))
            told.append(Alert(about="feed", name=name, outcome="held", reason=reason, since=hold.since, at=now))
    there = {SITE, *(feed.name for feed in config.feeds)}
    for name in sorted(name for name in marks.keys() - held.keys() - {OUTPUT} if name in there or "/" in name):
        told.append(Alert(about="feed", name=name, outcome="held", since=marks[name], at=now, is_over=True))
    output = {name: since for name, since in marks.items() if name == OUTPUT}
    return told, {**output, **{name: marks.get(name, hold.since) for name, hold in held.items()}}


def of_output(marks: Marks, trouble: str | None, now: datetime) -> tuple[list[Alert], Marks]:
    """Give what is to be told of the output as a whole: that it cannot be written, or can be again."""
    since, others = marks.get(OUTPUT), {name: since for name, since in marks.items() if name != OUTPUT}
    if (trouble is None) == (since is None):
        return [], marks
    told = Alert(
        about="output",
        name=OUTPUT,
        outcome="unwritable",
        reason=_kept(trouble or ""),
        since=since or now,
        at=now,
        is_over=trouble is None,
    )
    return [told], others if trouble is None else {**others, OUTPUT: now}


def _kept(reason: str) -> str:
    line = " ".join(scrubbed(reason).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def scrubbed(text: str) -> str:
    """Take out of the addresses in a text what may be secret: names and passwords, queries, fragments."""
    return _ADDRESS.sub(lambda found: _bare(found[0]), text)


def _bare(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.partition("?")[0].partition("#")[0].rpartition("@")[2]
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def merged(before: Iterable[Alert], more: Iterable[Alert]) -> tuple[Alert, ...]:
    """Tell in one what was not told yet, and what came since: of one thing the latest, with since when it was so."""
    told = {(alert.about, alert.name): alert for alert in before}
    for alert in more:
        known = told.pop((alert.about, alert.name), None)
        told[alert.about, alert.name] = _after(known, alert) if known is not None else alert
    return tuple(told.values())


def _after(known: Alert, alert: Alert) -> Alert:
    if not alert.is_over:
        return alert
    return msgspec.structs.replace(alert, since=known.since, outcome=known.outcome)


# --- words ----------------------------------------------------------------------------------------------------------


def title(alert: Alert) -> str:
    """Say in a line what is so."""
    if alert.outcome == TEST:
        return "This is a test by Feeds: nothing is wrong"
    if alert.about == "output":
        return "Feeds can publish again" if alert.is_over else f"Feeds: {_SAID['unwritable']}"
    name = _named(alert)
    if alert.is_over:
        return f"{name} is {'published' if alert.about == 'feed' else 'well'} again"
    if alert.about == "feed":
        return f"{name} is held: readers keep the last good files"
    verb = "is held" if alert.outcome == "held" else "fails"
    return f"{name} {verb}: {_SAID.get(alert.outcome, alert.outcome)}"


def _named(alert: Alert) -> str:
    """Name it with what it is: a source and a feed may well have one name, and single files and pages are held too."""
    if alert.about == "source":
        return f"Source {alert.name}"
    if alert.name == SITE:
        return "What all feeds share"
    return f"File {alert.name}" if "/" in alert.name else f"Feed {alert.name}"


def remedy(config: Config, alert: Alert) -> str:
    """Say what to do, or nothing when it is over."""
    if alert.is_over:
        return ""
    if alert.outcome != "held":
        return _REMEDIES.get(alert.outcome, "")
    # Of what is no feed and no source only all can be let through.
    known = {source.name for source in config.sources} | {feed.name for feed in config.feeds}
    name = alert.name if alert.name in known else "*"
    return f"`feeds plan` shows what would change; if it is meant to be so: feeds build --accept {shlex.quote(name)}"


def details(config: Config, alert: Alert, *, is_public: bool = False) -> list[str]:
    """Say the rest of it, a line each; what is public names no folders of this machine."""
    since = f"since {_moment(config.site, alert.since)}"
    if alert.outcome == TEST:
        return [f"sent on {_moment(config.site, alert.at)}"]
    times = f"{alert.runs} runs in a row, " if alert.runs > 1 else ""
    if alert.is_over:
        return [f"{_was(alert)} ({times}{since})"]
    reason = _FOLDERS.sub("", alert.reason) if is_public else alert.reason
    told = [f"{times}{since}", reason]
    to_do = remedy(config, alert)
    return [line for line in (*told, f"What to do: {to_do}" if to_do else "") if line]


def _was(alert: Alert) -> str:
    if alert.about == "feed":
        return "it was held"
    return f"before: {_SAID.get(alert.outcome, alert.outcome)}"


def _moment(site: Site, moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(site.timezone)):%Y-%m-%d %H:%M %Z}"


def subject(site: Site, alerts: Sequence[Alert]) -> str:
    """Say in a line what all of them are about: one by its own words, several by their number."""
    if len(alerts) == 1:
        return f"{site.title}: {title(alerts[0]).partition(': ')[0]}"
    counts = [(sum(alert.state == state for alert in alerts), words) for state, words in _COUNTED.items()]
    return f"{site.title}: {', '.join(f'{number} {words}' for number, words in counts if number)}"


_COUNTED: dict[State, str] = {"failing": "failing", "held": "held", "recovered": "well again"}
_HEADINGS: dict[State, str] = {"failing": "What fails", "held": "What is held", "recovered": "What is well again"}


def letter(config: Config, alerts: Sequence[Alert]) -> str:
    """Write it all down for people, as plain text."""
    site, shown = config.site, _weightiest(alerts, LISTED)
    lines: list[str] = []
    for state, heading in _HEADINGS.items():
        of_state = [alert for alert in shown if alert.state == state]
        if of_state:
            lines += [f"{heading}:", ""]
        for alert in of_state:
            lines += [title(alert), *(f"    {line}" for line in details(config, alert)), ""]
    if len(alerts) > len(shown):
        lines += [f"And {len(alerts) - len(shown)} more: `feeds status` shows them.", ""]
    place = f"{site.title} ({site.base_url})" if site.base_url else site.title
    return (
        "\n".join([*lines, "-- ", f"Feeds, for {place}. Each of this is told once; `feeds status` shows how all is."])
        + "\n"
    )


def _weightiest(alerts: Sequence[Alert], most: int) -> list[Alert]:
    order = list(_HEADINGS)
    return sorted(alerts, key=lambda alert: order.index(alert.state))[:most]


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    about: About
    name: str
    state: State
    outcome: str
    title: str
    reason: str
    remedy: str
    runs: int
    since: datetime
    at: datetime


class _Data(msgspec.Struct, frozen=True, kw_only=True):
    site: str
    address: str | None
    alerts: tuple[_Told, ...]
    more: int


class _Form(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    timestamp: datetime
    data: _Data
    text: str


def form(config: Config, alerts: Sequence[Alert], now: datetime) -> bytes:
    """Write it all down for programs, as JSON; `text` is the same for people."""
    shown = _weightiest(alerts, _FORM)
    data = _Data(
        site=config.site.title,
        address=config.site.base_url,
        alerts=tuple(_told(config, alert) for alert in shown),
        more=len(alerts) - len(shown),
    )
    lines = (" ".join((title(alert), *details(config, alert)[:2])) for alert in shown[:LISTED])
    text = "\n".join((subject(config.site, alerts), *lines))
    return msgspec.json.encode(_Form(type="feeds.alert", timestamp=now.astimezone(UTC), data=data, text=text))


def _told(config: Config, alert: Alert) -> _Told:
    return _Told(
        about=alert.about,
        name=alert.name,
        state=alert.state,
        outcome=alert.outcome,
        title=title(alert),
        reason=alert.reason,
        remedy=remedy(config, alert),
        runs=alert.runs,
        since=alert.since,
        at=alert.at,
    )
