"""`feeds run`: a clock that says when there is work, a process that does it, and a loop that minds both.

The loop never waits for a build. What is due is in the ledger: this process remembers only what rang since.
"""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic, monotonic_ns
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from feeds.builder import Builder
from feeds.due import Standing
from feeds.errors import ConfigError, FeedsError
from feeds.fetch import environment
from feeds.logs import Form, Log, conceal
from feeds.model import Config, Source, encoded
from feeds.notify import Notifier
from feeds.orders import Answer, Build, Built, Ended, Failed, Open, Opened, Order

if TYPE_CHECKING:
    from feeds.schedule import Clock

PATIENCE = 20.0
"""Seconds that a running build may still take when it is time to stop; then it is cut off, which harms no file."""
LOOK = 5.0
"""Seconds between two looks whether the configuration is another one."""
LONGEST_BUILD = 6 * 3600.0
"""Seconds after which a build is given up."""
BUILDS = 100
"""Builds after which the process that builds is replaced: libraries may leak."""
IDLE = 600.0
"""Seconds without work after which the process that builds is let go."""
PAUSE = timedelta(seconds=10)
"""After a build that came to nothing (killed, no room on the disk, another one at work): how long to wait, twice as
long each further time."""
LONGEST_PAUSE = timedelta(hours=1)
LATER = timedelta(minutes=5)
"""When to look again at what time alone was to change, and what did not change."""

_ERRORS = 2  # the number of standard error
_JUMP = 30.0  # seconds by which the wall clock may differ from what it was to be
_NAMES_IN_A_LINE = 5

Event: TypeAlias = Callable[[], None]
Serve: TypeAlias = Callable[[Config], AbstractContextManager[Callable[[Config], None]]]

log = Log("feeds")


def run(
    path: Path, *, output: Path | None = None, form: Form = "text", serve: Serve | None = None, notifier: Notifier
) -> None:
    """Build whenever a source is due, until SIGTERM or SIGINT; `serve` serves a configuration meanwhile, then others.

    Raises:
        FeedsError: it cannot start, for the configuration or the ledger cannot be used.
    """
    daemon = Daemon(path, output, form, serve, notifier)
    with daemon.minding_signals():
        daemon.run()
    log.info("stopped")


class Daemon:
    """All that happens is an event in one queue, and is dealt with by one thread."""

    def __init__(self, path: Path, output: Path | None, form: Form, serve: Serve | None, notifier: Notifier) -> None:
        self._path, self._output, self._form = path.absolute(), output, form
        self._serve, self._notifier = serve, notifier
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._file = _File(self._path)
        self._config: Config | None = None
        self._names: frozenset[str] = frozenset()
        self._clock: Clock | None = None
        self._server = ExitStack()
        self._served: Callable[[Config], None] | None = None
        self._work = _Work(form, self._answered)
        self._due: dict[str, None] = {}
        self._publish, self._reload, self._apart = False, True, False
        self._misses = 0
        self._lost: dict[str, int] = {}
        self._began: dict[str, datetime] = {}
        self._stop_at: float | None = None
        self._looked = self._signed = monotonic()
        self._wall = _Wall()
        self._last = "nothing built yet"
        self._had_terminal = os.isatty(_ERRORS)

    @contextmanager
    def minding_signals(self) -> Iterator[None]:
        """Turn signals into events."""

        def heard(number: int, frame: object) -> None:
            # Putting into a SimpleQueue is safe in a signal handler, setting an Event is not.
            self._events.put(self._hung_up if number == signal.SIGHUP else self._stop)

        before = {each: signal.signal(each, heard) for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def run(self) -> None:
        """Deal with what happens until it is time to stop."""
        try:
            while not self._is_over:
                self._begin()
                for event in self._next():
                    event()
                self._mind()
        finally:
            self._work.leave()
            if self._clock is not None:
                self._clock.stop()
            self._server.close()

    @property
    def _is_over(self) -> bool:
        return self._stop_at is not None and (not self._work.is_busy or monotonic() >= self._stop_at)

    def _next(self) -> Iterator[Event]:
        """Wait for what happens, but not longer than until something is to be minded."""
        waits = [LOOK, self._notifier.interval or LOOK]
        if self._stop_at is not None:
            waits.append(max(0.0, self._stop_at - monotonic()))
        try:
            yield self._events.get(timeout=min(waits))
            while True:
                yield self._events.get_nowait()
        except Empty:
            return

    # What there is to do

    def _begin(self) -> None:
        """Begin with what there is to do, unless something is being done."""
        if self._work.is_busy or self._stop_at is not None:
            return
        if self._reload:
            self._reload = False
            self._file.note()
            self._work.check(Open(path=self._path, output=self._output))
        elif self._config is not None and (self._due or self._publish):
            names = self._taken()
            self._publish = False
            began = {name: self._began[name] for name in names if name in self._began}
            self._work.build(Build(names=names, now=_now(), began=began), self._config)

    def _taken(self) -> tuple[str, ...]:
        """Take what is due: all of it, or one by one when a build was lost and nobody knows by whose fault.

        A source that was alone in a build that was lost is built alone, after all others.
        """
        names = tuple(name for name in self._due if name not in self._lost) or tuple(self._due)[:1]
        names = names[:1] if self._apart else names
        for name in names:
            del self._due[name]
        self._apart = self._apart and bool(self._due)
        return names

    def _rang(self, name: str) -> None:
        self._events.put(partial(self._note_due, name))

    def _note_due(self, name: str) -> None:
        if name in self._names:
            self._due[name] = None
        else:
            # Time alone changes something; or it was a source's that is gone, and does no harm.
            self._publish = True

    def _hung_up(self) -> None:
        """Read the configuration again; but stop when the terminal is gone in which this was started."""
        if self._had_terminal and not os.isatty(_ERRORS):
            self._stop()
        else:
            self._wanted_anew()

    def _wanted_anew(self) -> None:
        self._reload = True
        self._notifier.reloading(monotonic_ns() // 1000)

    def _stop(self) -> None:
        """Stop when what runs is done; at once if somebody asks twice."""
        self._notifier.stopping("a running build is finished first" if self._work.is_busy else "stopping")
        self._stop_at = monotonic() + (PATIENCE if self._stop_at is None else 0.0)

    # What was answered

    def _answered(self, builder: Builder, answer: Answer) -> None:
        self._events.put(partial(self._take_answer, builder, answer))

    def _take_answer(self, builder: Builder, answer: Answer) -> None:
        done = self._work.done(builder, answer)
        if done is None:
            return
        order, seconds = done
        if isinstance(order, Open):
            self._take_config(answer)
        else:
            self._take_build(order, answer, seconds)

    def _take_config(self, answer: Answer) -> None:
        if isinstance(answer, Opened):
            self._work.adopt()
            self._adopt(answer.config, answer.standing)
            return
        self._work.refuse()
        told = _troubles(answer)
        if self._config is None:
            if _trace(answer):
                log.error(told[0], event="failed", trace=_trace(answer))
            raise _cannot_start(answer, told)
        for line in told:
            log.error(f"the new configuration is refused: {line}", event="refused")
        log.warning(
            "the old configuration stays; it is read again when the file changes, or on SIGHUP", event="refused"
        )
        self._notifier.ready(self._status())

    def _adopt(self, config: Config, standing: Standing) -> None:
        """Go by a configuration: plan by what the ledger knows, and run at once what is new or read otherwise."""
        from feeds import schedule  # noqa: PLC0415  the library behind it is heavy

        before, self._config = self._config, config
        conceal(environment.values(encoded(config).decode()))
        self._serve_anew(config)
        changed = _changed(before, config)
        clock = schedule.Clock(config, self._rang, schedule.scheduler())
        self._names = frozenset(source.name for source in config.sources)
        others = (source.name for source in config.sources if source.name not in changed)
        self._due = dict.fromkeys([*changed, *clock.plan(others, standing, _now())])
        self._plan_publishing(clock, standing.moment)
        if self._clock is not None:
            self._clock.stop()
        self._clock = clock
        clock.start()
        # What stands in the output is brought to what the configuration says, also if nothing is due.
        self._publish, self._apart, self._misses, self._lost, self._began = True, False, 0, {}, {}
        verb = "started" if before is None else "configuration read again"
        number = len(self._names)
        log.info(f"{verb}: {_counted(number)}, {len(self._due)} due now", event=verb, number=number)
        self._notifier.ready(self._status())

    def _serve_anew(self, config: Config) -> None:
        if self._served is not None:
            self._served(config)
        elif self._serve is not None:
            self._served = self._server.enter_context(self._serve(config))

    def _take_build(self, order: Build, answer: Answer, seconds: float) -> None:
        if isinstance(answer, Built) and not answer.busy:
            self._misses = 0
            self._tell_of(order, answer, seconds)
            self._plan(order.names, answer.standing)
            for name in (_shown(order.names), *order.names):
                self._lost.pop(name, None)
                self._began.pop(name, None)
        elif isinstance(answer, Ended) or (isinstance(answer, Failed) and answer.trace):
            self._take_loss(order, answer)
        else:
            for line in _troubles(answer):
                log.error(f"{_shown(order.names)}: {line}", event="failed", sources=order.names)
            self._misses += 1
            self._again(order, self._misses, answer.standing if isinstance(answer, Failed) else None)
        if self._notifier.is_heard:
            self._notifier.status(self._status())

    @property
    def _clock_now(self) -> Clock:
        assert self._clock is not None, "nothing is built before there is a clock"
        return self._clock

    def _plan(self, names: Iterable[str], standing: Standing, earliest: datetime | None = None) -> None:
        self._due |= dict.fromkeys(self._clock_now.plan(names, standing, _now(), earliest))
        self._plan_publishing(self._clock_now, standing.moment)

    def _plan_publishing(self, clock: Clock, moment: datetime | None) -> None:
        now = _now()
        clock.plan_publishing(now + LATER if moment is not None and moment <= now else moment)

    def _again(self, order: Build, number: int, standing: Standing | None) -> None:
        """Try again after a while what came to nothing: what is still due by the ledger, and to publish."""
        pause = min(PAUSE * 2 ** min(number - 1, 16), LONGEST_PAUSE)
        at = _now() + pause
        log.info(f"{_shown(order.names)}: tried again in {pause.total_seconds():.0f} s", event="again")
        self._plan(order.names, standing or Standing(), at)
        self._clock_now.plan_publishing(at)

    def _take_loss(self, order: Build, answer: Answer) -> None:
        """Go on after the process died: one by one, so that a source which kills it costs the others nothing."""
        for line in _troubles(answer):
            log.error(f"{_shown(order.names)}: {line}", event="lost", sources=order.names, trace=_trace(answer))
        self._apart = True
        self._began = dict.fromkeys(order.names, order.now) | self._began
        if len(order.names) > 1:
            self._due = dict.fromkeys([*order.names, *self._due])
            return
        name = _shown(order.names)
        self._lost[name] = self._lost.get(name, 0) + 1
        self._again(order, self._lost[name], None)

    # What is minded all the time

    def _mind(self) -> None:
        now = monotonic()
        if self._notifier.interval is not None and now - self._signed >= self._notifier.interval:
            self._signed = now
            self._notifier.alive()
        if self._stop_at is not None:
            return
        if now - self._looked >= LOOK:
            self._looked = now
            self._look()
        self._work.mind(now)

    def _look(self) -> None:
        jump = self._wall.jump()
        if jump:
            log.warning(f"the clock was set by {jump:+.0f} s, or stood still: all is planned anew", event="clock")
        if self._file.is_another():
            log.info(f"{self._path} is another one", event="changed")
        elif not jump:
            return
        self._wanted_anew()

    def _status(self) -> str:
        if self._clock is None or self._config is None:
            return self._last
        first = self._clock.next()
        zone = ZoneInfo(self._config.site.timezone)
        coming = f"; next {first[0]} at {first[1].astimezone(zone):%a %H:%M:%S}" if first else ""
        return f"{_counted(len(self._config.sources))}{coming}; last: {self._last}"

    def _tell_of(self, order: Build, built: Built, seconds: float) -> None:
        for line in built.problems:
            log.warning(line, event="problem")
        self._last = f"{_shown(order.names)}: {built.summary}"
        tell = log.info if order.names or built.counts else log.debug
        tell(
            f"{self._last} ({seconds:.2f} s)",
            event="built",
            sources=order.names,
            seconds=round(seconds, 3),
            **{what.replace(" ", "_"): number for what, number in built.counts.items()},
        )


class _Work:
    """The processes that build: the one that does, and the one that tries a new configuration."""

    def __init__(self, form: Form, tell: Callable[[Builder, Answer], None]) -> None:
        self._form, self._tell = form, tell
        self._builder: Builder | None = None
        self._trial: Builder | None = None
        self._order: Order | None = None
        self._knows = False  # whether the builder was told the configuration
        self._since = monotonic()

    @property
    def is_busy(self) -> bool:
        return self._order is not None

    def check(self, order: Open) -> None:
        """Let a process of its own read a configuration: it knows nothing of what was before."""
        self._trial = Builder(self._tell, self._form)
        self._give(self._trial, order)

    def adopt(self) -> None:
        """Let the process that read a configuration build from now on."""
        self._dismiss()
        self._builder, self._trial, self._knows = self._trial, None, True

    def refuse(self) -> None:
        if self._trial is not None:
            self._trial.end()
            self._trial = None

    def build(self, order: Build, config: Config) -> None:
        if self._builder is not None and (not self._builder.is_alive or self._builder.given >= BUILDS):
            self._dismiss()
        if self._builder is None:
            self._builder, self._knows = Builder(self._tell, self._form), False
            log.debug(f"process {self._builder.pid} builds from now on", event="process")
        self._give(self._builder, order if self._knows else msgspec.structs.replace(order, config=config))
        self._knows = True

    def _give(self, builder: Builder, order: Order) -> None:
        self._order, self._since = order, monotonic()
        builder.give(order)

    def done(self, builder: Builder, answer: Answer) -> tuple[Order, float] | None:
        """Tell which order was answered, and how long that took; None when nobody waits for the answer."""
        order, self._order = self._order, None
        if order is None or builder not in (self._builder, self._trial):
            self._order = order
            return None
        if isinstance(answer, Ended) and builder is self._builder:
            self._builder = None
        if isinstance(answer, Failed) and answer.trace and builder is self._builder:
            self._dismiss()
        seconds, self._since = monotonic() - self._since, monotonic()
        return order, seconds

    def mind(self, now: float) -> None:
        """End what takes too long, and what has nothing to do."""
        if self.is_busy:
            if now - self._since > LONGEST_BUILD:
                for builder in filter(None, (self._builder, self._trial)):
                    builder.kill()
        elif self._builder is not None and now - self._since > IDLE:
            self._dismiss()

    def leave(self) -> None:
        """End all, in the middle of a build too."""
        if self._order is not None:
            log.warning("a build is cut off; what is published is whole", event="cut off")
        for builder in filter(None, (self._builder, self._trial)):
            if self._order is not None:
                builder.kill()
            else:
                builder.end()
                builder.wait()

    def _dismiss(self) -> None:
        if self._builder is not None:
            self._builder.end()
            self._builder = None


class _File:
    """The configuration file, as it was when it was read last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, ...] | None = None
        self._digest = b""

    def note(self) -> None:
        """Take it as it is now for what is known."""
        self._stamp, self._digest = self._look(), self._hash()

    def is_another(self) -> bool:
        """Tell whether its content is another one than was known, and take it for known."""
        stamp = self._look()
        if stamp == self._stamp:
            return False
        before = self._digest
        self.note()
        return self._digest != before

    def _look(self) -> tuple[int, ...] | None:
        try:
            status = os.stat(self._path)  # noqa: PTH116
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _hash(self) -> bytes:
        try:
            return hashlib.sha256(self._path.read_bytes()).digest()
        except OSError:
            return b""


class _Wall:
    """The clock on the wall, beside one that nobody sets."""

    def __init__(self) -> None:
        self._apart = self._difference()

    def jump(self) -> float:
        """Tell by how many seconds it was set since the last look, if by many; 0.0 else."""
        before, self._apart = self._apart, self._difference()
        jump = self._apart - before
        return jump if abs(jump) > _JUMP else 0.0

    def _difference(self) -> float:
        return datetime.now(UTC).timestamp() - monotonic()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _changed(before: Config | None, after: Config) -> list[str]:
    """List the sources that another configuration reads otherwise than before; when they run does not count."""
    if before is None:
        return []
    known = {source.name: _essence(source) for source in before.sources}
    return [source.name for source in after.sources if known.get(source.name) not in (None, _essence(source))]


def _essence(source: Source) -> Source:
    return msgspec.structs.replace(source, every=None, adaptive=False, cron=None, alert_after=None)


def _troubles(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, Failed):
        return answer.problems
    if isinstance(answer, Ended):
        killed = f"was killed ({signal.strsignal(-answer.code)})" if answer.code < 0 else ""
        how = killed or f"ended with {answer.code}"
        return (f"the process that builds {how}; what is published is whole",)
    return ("another build is at work there, nothing done",)


def _trace(answer: Answer) -> str | None:
    return answer.trace if isinstance(answer, Failed) else None


def _cannot_start(answer: Answer, told: tuple[str, ...]) -> FeedsError:
    if isinstance(answer, Failed) and not answer.trace:
        error: FeedsError = ConfigError(told)
        error.exit_code = answer.exit_code
        return error
    return FeedsError(told[0], remedy="see what stands above it, and start it again")


def _counted(number: int) -> str:
    return "1 source" if number == 1 else f"{number} sources"


def _shown(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMES_IN_A_LINE
    listed = ", ".join(names[:_NAMES_IN_A_LINE]) or "publication"
    return listed + (f" and {more} more" if more > 0 else "")
