"""What people are told of a build: all of it, but not the same thing a thousand times."""

from __future__ import annotations

import pytest

from feeds.errors import SourceError
from feeds.pipeline import Report
from feeds.refresh import Refreshed
from feeds.release import Publication
from feeds.telling import MOST, problems


def gave(name: str, *failures: SourceError, read: int = 1) -> Refreshed:
    return Refreshed(
        source=name,
        pages=1,
        read=read,
        items=0,
        before=0,
        told=0,
        rejected=0,
        added=0,
        revised=0,
        removed=0,
        failures=failures,
    )


@pytest.mark.parametrize("kind", ["failed", "gave nothing"])
@pytest.mark.parametrize(("number", "lines"), [(1, 1), (MOST, MOST), (MOST + 1, MOST + 1), (10_000, MOST + 1)])
def test_of_many_sources_alike_the_first_are_named(kind: str, number: int, lines: int) -> None:
    failures = [SourceError("no answer", where="https://example.org/")] if kind == "failed" else []
    report = Report(sources=tuple(gave(f"s{n}", *failures) for n in range(number)), publication=Publication())
    told = problems(report)
    assert len(told) == lines
    assert (told[-1] == f"and {number - MOST} more like these (`feeds status` lists all sources)") == (number > MOST)


def test_one_kind_leaves_room_for_the_other() -> None:
    silent = [gave(f"s{n}") for n in range(MOST * 2)]
    broken = gave("b", SourceError("no answer", where="https://example.org/"), read=0)
    told = problems(Report(sources=(*silent, broken), publication=Publication()))
    assert told[0] == "https://example.org/: no answer"
    assert len(told) == 1 + MOST + 1
