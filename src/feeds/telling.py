"""What people are told of a build, in lines and numbers."""

from __future__ import annotations

import shlex

from feeds.gate import Held
from feeds.pipeline import Report
from feeds.refresh import Refreshed
from feeds.release import EVERYTHING, SITE

MOST = 50
"""Lines of one kind up to which each is told: a network that is down is one thing, however many sources it concerns."""


def problems(report: Report | None) -> list[str]:
    """List what a person has to be told of a build: failures, what is held and why, and doubts; a line each."""
    if report is None:
        return []
    told = some([str(failure) for failure in report.failures])
    for held in report.held:
        told += [f"{held.name} is held: {reason}" for reason in held.reasons]
    if report.held:
        names = " ".join(f"--accept {shlex.quote(name)}" for name in _to_accept(report.held))
        told.append(f"readers keep the last good files; if it is meant to be so: feeds build {names}")
    told += some([doubt for source in report.sources if (doubt := suspicion(source))])
    return [*told, *report.undelivered]


def some(lines: list[str]) -> list[str]:
    """Give the first lines of many of one kind, and how many more there are."""
    more = len(lines) - MOST
    return lines if more <= 0 else [*lines[:MOST], f"and {more} more like these (`feeds status` lists all sources)"]


def _to_accept(held: tuple[Held, ...]) -> tuple[str, ...]:
    """List what lets all that is held through: single files have no name that can be accepted."""
    names = tuple(dict.fromkeys(one.name for one in held))
    return (EVERYTHING,) if any(name in (EVERYTHING, SITE) or "/" in name for name in names) else names


def suspicion(source: Refreshed) -> str | None:
    """Say what looks as if the rules did not know pages of this kind; None when nothing does."""
    if source.items or source.failures or source.held or not source.read:
        return None
    return f"{source.source}: no item on {count(source.pages, 'page')} (ask `feeds explain` about one)"


def count(number: int, what: str) -> str:
    """Say how many there are of something: 1 page, 2 pages."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def counts(report: Report) -> dict[str, int]:
    """Count what a build changed, by words for it; what did not happen is not there."""
    counted = {
        "new": sum(source.added for source in report.sources),
        "changed": sum(source.revised for source in report.sources),
        "taken back": sum(source.removed for source in report.sources),
        "failed": len(report.failures),
        "held": len(report.held),
        "files written": len(report.publication.written),
        "files removed": len(report.publication.removed),
    }
    return {what: number for what, number in counted.items() if number}
