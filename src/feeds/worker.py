"""The process that builds for `feeds run`: it takes orders on standard input and answers on standard output.

It ends when its standard input does, so that it does not outlive who started it; signals that are meant for that one do
not disturb it, so that a build is finished.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Iterable
from datetime import datetime
from io import BufferedWriter
from types import TracebackType
from typing import cast

from feeds import logs, pipeline, release
from feeds.config import load
from feeds.due import Standing
from feeds.errors import ConfigError, FeedsError
from feeds.ledger import Ledger
from feeds.model import Config
from feeds.orders import Answer, Build, Built, Failed, Open, Opened, Order, order_of, to_line
from feeds.telling import counts, problems

IGNORED = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
"""Signals that are meant for the daemon; it blocks them until this process ignores them."""
_FAULT = 70  # EX_SOFTWARE of sysexits.h


def main() -> None:
    """Carry out orders until there are no more."""
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, IGNORED)
    logs.start(cast("logs.Form", sys.argv[1]), "quiet")
    answers = _apart()

    def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        told = "".join(traceback.format_exception(kind, error, trace))
        _answer(answers, Failed(problems=(f"a fault of Feeds itself: {kind.__name__}: {error}",), trace=told))
        os._exit(_FAULT)

    sys.excepthook = fault
    worker = Worker()
    for line in sys.stdin.buffer:
        if not _answer(answers, worker.carry_out(order_of(line))):
            return


def _apart() -> BufferedWriter:
    """Keep standard output for answers: what anything else prints there goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer(answers: BufferedWriter, answer: Answer) -> bool:
    """Answer; False when nobody listens any more."""
    try:
        answers.write(to_line(answer))
        answers.flush()
    except BrokenPipeError:
        return False
    return True


class Worker:
    """Builds what a configuration says that it was given or has read."""

    def __init__(self) -> None:
        self._config: Config | None = None

    def carry_out(self, order: Order) -> Answer:
        """Carry out an order; what goes wrong is an answer too."""
        try:
            return self._open(order) if isinstance(order, Open) else self._build(order)
        except ConfigError as error:
            return Failed(problems=error.problems)
        except FeedsError as error:
            return Failed(problems=(str(error),), exit_code=error.exit_code, standing=self._still_standing(order))

    def _open(self, order: Open) -> Opened:
        self._config = config = load(order.path, output=order.output)
        with pipeline.looked_into(config) as ledger:
            return Opened(config=config, standing=standing(config, ledger))

    def _build(self, order: Build) -> Built:
        config = self._config = order.config or self._known()
        with pipeline.opened(config) as ledger:
            if ledger is None:
                return Built(busy=True)
            report = pipeline.build(config, ledger, order.now, _unread(order, ledger))
            return Built(
                standing=standing(config, ledger, order.names),
                counts=counts(report),
                problems=tuple(problems(report)),
            )

    def _known(self) -> Config:
        assert self._config is not None, "an order to build before any configuration"
        return self._config

    def _still_standing(self, order: Order) -> Standing | None:
        """Look what the ledger knows all the same after a failure: what was refreshed is not to be refreshed again."""
        if self._config is None or isinstance(order, Open):
            return None
        try:
            with pipeline.looked_into(self._config) as ledger:
                return standing(self._config, ledger, order.names)
        except FeedsError:
            return None


def _unread(order: Build, ledger: Ledger) -> tuple[str, ...]:
    """Leave out of an order what a build that was lost had read before it ended."""
    if not order.began:
        return order.names
    health = ledger.health()
    read = {name for name, began in order.began.items() if name in health and health[name].last_run >= began}
    return tuple(name for name in order.names if name not in read)


def standing(config: Config, ledger: Ledger, names: Iterable[str] | None = None) -> Standing:
    """Find out what decides when there is work for sources: all, or those of these names."""
    health = ledger.health()
    wanted = [source.name for source in config.sources] if names is None else names
    known = {name: health[name] for name in wanted if name in health}
    waits = {name: _patience(ledger, name) for name, one in known.items() if one.outcome == "unreachable"}
    moments = [release.next_moment(ledger), *(message.next_try for message in ledger.messages("waiting"))]
    return Standing(
        health=known,
        patience={name: until for name, until in waits.items() if until is not None},
        moment=min((moment for moment in moments if moment is not None), default=None),
    )


def _patience(ledger: Ledger, source: str) -> datetime | None:
    """Tell before when none of the pages of a source that failed is asked again."""
    waits = [visit.next_allowed for visit in ledger.visits(source) if visit.failures]
    return min((wait for wait in waits if wait is not None), default=None)


if __name__ == "__main__":
    main()
