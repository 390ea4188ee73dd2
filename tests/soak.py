"""`make soak`: the service in bad weather for FEEDS_SOAK_SECONDS, watched by readers, its owner and gauges.

Each source fails in a way of its own. At the end there has to be nothing that grew, no reader who saw a broken or empty
feed, and with the owner one word of each failure and one of each recovery.
"""

from __future__ import annotations

import hmac
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from email.message import Message
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple, Protocol
from urllib.request import urlopen

import soak_lab as lab
from web_lab import Asked, Reply, Site, closed_port, serving

SECONDS = 1200
SECRET = "soak-secret-2f9c"
AFTER = 3
"""Bad runs in a row until the owner is told."""


class Pace(NamedTuple):
    """How long, how often and how much: sources are due each `tick`, and well for `good` answers."""

    seconds: float
    tick: int = 10
    good: int = 4
    readers: int = 6
    pause: float = 0.05
    patience: float = 720.0
    environment: dict[str, str] = {}  # noqa: RUF012  never changed


# --- the weather ------------------------------------------------------------------------------------------------------


class Weather(Protocol):
    """Something that fails again and again until it is told to be calm."""

    @property
    def is_hopeless(self) -> bool:
        """Tell whether it never gives anything."""

    def calm(self) -> None:
        """Fail no more."""

    def spells(self) -> int:
        """Count how often it began to fail."""


class Hopeless:
    """What fails from the first moment to the last."""

    is_hopeless = True

    def calm(self) -> None:
        """Go on failing."""

    def spells(self) -> int:
        """Count how often it began to fail."""
        return 1


class Flicker:
    """A file that is there for so many runs, and then is not."""

    is_hopeless = False

    def __init__(self, path: Path, runs: int, told: Callable[[], int]) -> None:
        self._path, self._runs, self._told = path, runs, told
        self._away = path.with_suffix(".away")
        self._spells = 0
        self._calm = threading.Event()
        self._thread = threading.Thread(target=self._flicker, daemon=True)
        self._thread.start()

    def _flicker(self) -> None:
        while True:
            self._wait(self._runs)
            if self._calm.is_set():
                return
            self._path.rename(self._away)
            self._spells += 1
            # It is seen to be away by as many runs as it takes until the owner is told, whatever else happens.
            self._wait(AFTER + 2)
            self._away.rename(self._path)

    def _wait(self, runs: int) -> None:
        end = self._told() + runs
        while self._told() < end:
            time.sleep(0.1)

    def calm(self) -> None:
        """Stay, once it is there again."""
        self._calm.set()

    def spells(self) -> int:
        """Count how often it went away."""
        return self._spells


class Source(NamedTuple):
    """A source: its name, its part of the configuration, its weather, and whether the owner is to hear of it."""

    name: str
    config: str
    weather: Weather
    is_told: bool = True


def failing(site: Site, silence: lab.Silence, folder: Path, pace: Pace) -> Iterator[Source]:
    """Make sources that fail in every way, each asked every tick while it is well, and well for `good` answers."""

    def fetched(name: str, url: str, weather: Weather, *, is_told: bool = True, **facts: object) -> Source:
        more = "".join(f"{key} = {_toml(value)}\n" for key, value in facts.items())
        text = f'url = "{url}"\nallow_private = true\nrobots = false\nevery = "{pace.tick}s"\n{more}'
        return Source(name, text, weather, is_told)

    def scripted(name: str, script: lab.Script, *, is_told: bool = True, **facts: object) -> Source:
        site.routes[f"/{name}"] = script
        return fetched(name, f"{site.root}/{name}", script, is_told=is_told, **facts)

    def steady(name: str, body: Callable[[int], Reply], form: str = "auto") -> Source:
        return scripted(name, lab.Script(1, 0, body, _status(500)), is_told=False, format=form)

    def flapping(name: str, fail: Callable[[Asked], Reply | None]) -> Source:
        # A server that fails is left in peace for a minute, then for two: a spell of three takes long.
        return scripted(name, lab.Script(pace.good, 1, _lines(name), fail), format="jsonl", alert_after=1)

    def odd(name: str, body: Callable[[int], Reply], fail: Callable[[Asked], Reply], **facts: str) -> Source:
        return scripted(name, lab.Script(pace.good, AFTER + 1, body, fail), **facts)  # type: ignore[arg-type]

    news = steady("news", _bulletins)
    assert isinstance(news.weather, lab.Script)
    runs = news.weather.answers
    yield news
    yield steady("calendar", _meetings)
    yield steady("busy", _busy, "jsonl")
    yield fetched("refused", f"http://127.0.0.1:{closed_port()}/", Hopeless())
    yield fetched("silent", silence.address, Hopeless(), timeout=1)
    yield scripted("never", lab.Script(0, 1, _lines("never"), _status(503)))
    yield scripted("stubborn", lab.Script(pace.good, AFTER, _lines("stubborn"), _status(502)), format="jsonl")
    yield flapping("broken", _status(500))
    yield flapping("hasty", _status(429, {"Retry-After": str(3 * pace.tick)}))
    yield flapping("cut", lab.half)
    yield flapping("dropped", lambda asked: None)
    yield flapping("gone", _status(410))
    yield flapping("walled", _status(403, {"Server": "cloudflare", "CF-Mitigated": "challenge"}))
    yield odd("garbled", _bulletins, _noise, format="feed")
    yield odd("emptied", _lines("emptied"), _page(b"\n"), format="jsonl")
    yield odd("shrunk", _lines("shrunk"), _page(lab.lines("shrunk", 0, 3)), format="jsonl", listing="complete")
    hiccup = lab.Script(pace.good, 1, _lines("hiccup"), _noise)
    yield scripted("hiccup", hiccup, format="jsonl", is_told=False)
    place = folder / "sources" / "file.jsonl"
    place.parent.mkdir()
    place.write_bytes(lab.lines("file", 0, 12))
    flicker = Flicker(place, pace.good, lambda: len(runs))
    yield Source("file", f'path = "sources/file.jsonl"\nevery = "{pace.tick}s"\n', flicker)


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _lines(name: str) -> Callable[[int], Reply]:
    return lambda turn: (200, lab.JSONL, lab.lines(name, 0, 12))


def _busy(turn: int) -> Reply:
    # A new story now and then, and one that is edited often.
    edited = lab.lines("busy", 1000, 1).replace(b"says of it", f"says the {turn // 2}. time of it".encode())
    return 200, lab.JSONL, lab.lines("busy", turn // 6, 12) + edited


def _bulletins(turn: int) -> Reply:
    return 200, lab.RSS, lab.news(15)


def _meetings(turn: int) -> Reply:
    return 200, lab.CALENDAR, lab.calendar("meeting", 15)


def _status(number: int, headers: dict[str, str] | None = None) -> Callable[[Asked], Reply]:
    return lambda asked: (number, headers or {}, b"<html><title>No</title><p>Not now.</html>")


def _page(body: bytes) -> Callable[[Asked], Reply]:
    return lambda asked: (200, lab.JSONL, body)


def _noise(asked: Asked) -> Reply:
    return 200, {"Content-Type": "application/octet-stream"}, bytes(range(256)) * 20


CONFIG = """
[site]
title = "Soak"
language = "en"
timezone = "Europe/Copenhagen"
base_url = "http://127.0.0.1:{port}/"

[status]
publish = true
metrics = "feeds.prom"

[alerts]
after = {after}
feed = true

[[feed]]
name = "all"
title = "Everything"

[[feed]]
name = "news"
title = "News"
kinds = ["article"]

[[feed]]
name = "events"
title = "Events"
kinds = ["event"]
type = "window"

[alerts.mail]
to = ["owner@example.org"]
from = "feeds@example.org"
host = "127.0.0.1"
port = {smtp}
security = "none"

[alerts.webhook]
url = "{hook}"
secret = "${{SOAK_SECRET}}"
"""


# --- the service ------------------------------------------------------------------------------------------------------


class Service:
    """`feeds run --serve`, a process of its own, and what it says."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.port = closed_port()
        self._log = folder / "log"
        self._environment = {**os.environ, "SOAK_SECRET": SECRET, **environment}

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run it until left."""
        command = [sys.executable, "-m", "feeds", "run", "--serve", "--port", str(self.port)]
        with (
            self._log.open("wb") as log,
            subprocess.Popen(command, cwd=self.folder, env=self._environment, stdout=log, stderr=log) as process,
        ):
            try:
                yield process
            finally:
                process.kill()

    @property
    def said(self) -> str:
        """Give its log."""
        return self._log.read_text("utf-8", "replace")

    def paths(self) -> list[str]:
        """List what is published at the top, which is there for good, and what tells of the service."""
        names = [path.name for path in (self.folder / "output").iterdir() if path.suffix in lab.JUDGED]
        return sorted({"/", *lab.LIVE, *(f"/{name}" for name in names)})

    def is_served(self, path: str) -> bool:
        """Tell whether a path is answered."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def wait_for(what: Callable[[], bool], seconds: float, told: str) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it took too long.
    """
    limit = time.monotonic() + seconds
    while not what():
        if time.monotonic() > limit:
            raise TimeoutError(f"{told} did not happen in {seconds:.0f} s")
        time.sleep(0.1)


# --- the verdict ------------------------------------------------------------------------------------------------------


class Course(NamedTuple):
    """All that a soak saw; `times` are those of readers in seconds."""

    seconds: float
    sources: list[Source]
    readers: lab.Readers
    owner: lab.Owner
    gauges: list[lab.Gauge]
    log: str
    code: int | None
    stopping: float


def third(values: list[float], number: int) -> list[float]:
    """Give the first (0), second or last (2) third."""
    size = max(1, len(values) // 3)
    return values[number * size :][:size] if number < 2 else values[-size:]


def growth(values: list[float]) -> tuple[float, float]:
    """Give how much the usual and the highest value of the last third lie above those of the first."""
    first, last = third(values, 0), third(values, 2)
    return median(last) - median(first), max(last) - max(first)


ROOM = 12.0
"""MiB by which memory may differ: what an allocator keeps of a large build, for a while."""
FEW = 12
"""Open files that readers and fetches have for a moment, more or less at each look."""


def problems_of(course: Course) -> Iterator[str]:
    """List all that should not have been."""
    yield from (f"a reader saw {what} ({number} times)" for what, number in course.readers.problems.most_common(20))
    if sum(course.readers.statuses.values()) < 10:
        yield "nobody read"
    yield from grown(course.gauges)
    yield from untold(course.sources, course.owner)
    if course.owner.bad_signatures:
        yield f"{course.owner.bad_signatures} posts had no good signature"
    if course.code != 0:
        yield f"it ended with {course.code}"
    for sign in ("Traceback", "unforeseen", SECRET):
        if sign in course.log:
            yield f"its log has {sign!r}"


def grown(gauges: list[lab.Gauge]) -> Iterator[str]:
    """List what the service held more of at the end than at the beginning."""
    memory, files = [one.memory for one in gauges], [float(one.files) for one in gauges]
    bound = ROOM + 0.05 * median(memory)
    usual, highest = growth(memory)
    if usual > bound or highest > 2 * bound:
        yield f"memory grew by {usual:.1f} MiB, at its highest by {highest:.1f} MiB"
    usual, highest = growth(files)
    if usual > FEW / 2 or highest > FEW:
        yield f"open files grew by {usual:.0f}, at their highest by {highest:.0f}"
    threads = growth([float(one.threads) for one in gauges])
    if threads[0] > FEW / 2:
        yield f"threads grew by {threads[0]:.0f}"


def untold(sources: list[Source], owner: lab.Owner) -> Iterator[str]:
    """List what the owner has not heard, has heard twice, or should not have heard."""
    heard = Counter(one for letter in owner.letters("webhook") for one in heard_of(letter))
    for source in sources:
        for what, number in wanted(source).items():
            if (got := heard.pop((source.name, what), 0)) != number:
                yield f"webhook: {got} times the {what} of {source.name}, which had {number}"
    yield from (f"webhook: {number} times {what!r}, which nobody expects" for what, number in heard.items())
    yield from _unwritten(sources, owner.letters("mail"))


def wanted(source: Source) -> dict[str, int]:
    """Tell how often the owner is to hear what of a source."""
    spells = source.weather.spells() if source.is_told else 0
    return {"failure": spells, "recovery": 0 if source.weather.is_hopeless else spells}


def _unwritten(sources: list[Source], letters: list[lab.Letter]) -> Iterator[str]:
    """Say the same of mail, which is gathered when there is much: what is over before it is sent is told in one."""
    heard: dict[str, list[str]] = {}
    for letter in letters:
        for name, what in heard_of(letter):
            heard.setdefault(name, []).append(what)
    for source in sources:
        words = heard.pop(source.name, [])
        most = wanted(source)
        yield from (
            f"mail: {words.count(what)} times the {what} of {source.name}, which had {number}"
            for what, number in most.items()
            if words.count(what) > number
        )
        last = "recovery" if most["recovery"] else "failure"
        if most["failure"] and words[-1:] != [last]:
            yield f"mail: the last word of {source.name} is {words[-1:]}, and not its {last}"
    yield from (f"mail: {words} of {name}, which nobody expects" for name, words in heard.items())
    twice = [letter.id for letter, number in Counter(letters).items() if number > 1]
    yield from (f"mail: {each} came twice" for each in twice)


_SAID = re.compile(r"^(Source|Feed|File) (\S+) (?:(is well again|is published again)$|fails: |is held: )", re.MULTILINE)


def heard_of(letter: lab.Letter) -> Iterator[tuple[str, str]]:
    """Tell whom a letter is about, and of what it tells."""
    if letter.way == "mail":
        told = [(about.lower(), name, bool(over)) for about, name, over in _SAID.findall(letter.text)]
    else:
        alerts = json.loads(letter.text)["data"]["alerts"]
        told = [(alert["about"], alert["name"], alert["state"] == "recovered") for alert in alerts]
    for about, name, is_over in told:
        yield name if about == "source" else f"{about} {name}", "recovery" if is_over else "failure"


def summary(course: Course) -> Iterator[str]:
    """Tell in figures how it went."""
    memory, files = [one.memory for one in course.gauges], [float(one.files) for one in course.gauges]
    builds = re.findall(r"\((\d+\.\d+) s\)$", course.log, flags=re.MULTILINE)
    longest = max(map(float, builds), default=0)
    spells = sum(source.weather.spells() for source in course.sources)
    yield f"soak      {course.seconds:.0f} s, {len(builds)} builds (longest {longest:.2f} s)"
    yield f"sources   {len(course.sources)}, which began to fail {spells} times"
    answers = sum(course.readers.statuses.values())
    shares = ", ".join(f"{number:,} {status}" for status, number in sorted(course.readers.statuses.items()))
    yield f"readers   {answers:,} answers ({shares}), {course.readers.bodies:,} bodies judged"
    if len(course.readers.times) > 1:
        slow = quantiles(course.readers.times, n=100)
        yield f"          median {slow[49] * 1000:.1f} ms, p99 {slow[98] * 1000:.1f} ms, with parsers beside it"
    for name, values in (("memory", memory), ("files", files)):
        usual, highest = growth(values)
        shown = f"{median(third(values, 0)):.1f} at first, {median(third(values, 2)):.1f} at last"
        yield f"{name:<10}{shown} ({usual:+.1f}; highest {max(values):.1f}, {highest:+.1f})"
    for way in ("mail", "webhook"):
        letters = course.owner.letters(way)
        heard = Counter(what for letter in letters for _, what in heard_of(letter))
        yield f"{way:<10}{len(letters)} letters: {heard['failure']} failures, {heard['recovery']} recoveries"
    yield f"refused   {course.owner.refused} letters at first, on purpose"
    yield f"stopped   in {course.stopping:.1f} s with {course.code}"


# --- the soak ---------------------------------------------------------------------------------------------------------


def soak(folder: Path, pace: Pace) -> Course:
    """Run the service in bad weather.

    Raises:
        RuntimeError: it ended at once, with these words; TimeoutError: it published nothing.
    """
    owner = lab.Owner()
    with ExitStack() as stack:
        site = stack.enter_context(serving())
        silence = lab.Silence()
        stack.callback(silence.close)
        made = list(failing(site, silence, folder, pace))
        service = Service(folder, pace.environment)
        smtp, hook = stack.enter_context(lab.mailbox(owner)), stack.enter_context(lab.hook(owner, is_signed))
        told = CONFIG.format(port=service.port, smtp=smtp, hook=hook, after=AFTER)
        told += "".join(f'\n[[source]]\nname = "{source.name}"\n{source.config}' for source in made)
        (folder / "feeds.toml").write_text(told, "utf-8")
        process = stack.enter_context(service.running())
        return _watched(process, service, made, owner, pace)


def _watched(
    process: subprocess.Popen[bytes], service: Service, made: list[Source], owner: lab.Owner, pace: Pace
) -> Course:
    wait_for(lambda: service.is_served("/all.rss") or process.poll() is not None, 60, "the first publication")
    if process.poll() is not None:
        raise RuntimeError(service.said)
    begun = time.monotonic()
    readers = lab.Readers(service.port, service.paths(), pace.readers, pace.pause)
    readers.start()
    gauges = lab.Gauges(process.pid, min(1.0, pace.tick / 5))
    wait_for(lambda: time.monotonic() > begun + pace.seconds or process.poll() is not None, pace.seconds + 5, "the end")
    for source in made:
        source.weather.calm()
    _settle(made, owner, pace)
    seconds = time.monotonic() - begun
    readers.stop()
    gauges.stop()
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    try:
        code: int | None = process.wait(30)
    except subprocess.TimeoutExpired:
        code = None
    warm = gauges.taken[len(gauges.taken) // 6 :]
    return Course(seconds, made, readers, owner, warm, service.said, code, time.monotonic() - begun)


def _settle(made: list[Source], owner: lab.Owner, pace: Pace) -> None:
    """Let the last word of all reach the owner, and then listen for what comes twice."""
    with suppress(TimeoutError):
        wait_for(lambda: not list(untold(made, owner)), pace.patience, "the last word")
    time.sleep(2 * pace.tick)


def is_signed(headers: Message, body: bytes) -> bool:
    """Tell whether a post bears the signature of the secret that we share (Standard Webhooks)."""
    signed = b".".join((headers["Webhook-Id"].encode(), headers["Webhook-Timestamp"].encode(), body))
    digest = hmac.digest(SECRET.encode(), signed, "sha256")
    return bool(headers["Webhook-Signature"] == f"v1,{b64encode(digest).decode()}")


def main() -> int:
    """Soak for as long as the environment says, and say how it went."""
    seconds = float(os.environ.get("FEEDS_SOAK_SECONDS", SECONDS))
    with tempfile.TemporaryDirectory(prefix="feeds-soak-") as folder:
        course = soak(Path(folder), Pace(seconds))
        print(*summary(course), sep="\n")
        problems = list(problems_of(course))
        print(*problems, sep="\n", file=sys.stderr)
        if problems:
            print(course.log[-20_000:], file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
