"""What may go out: a feed that would be empty, has shrunk, has other uids or is not valid is held back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from feeds.contents import uids
from feeds.model import Feed, Gate

_FEW = 3
"""Losses up to which a feed is small and nothing is meant by them, unless it would be empty."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What is held back, a feed, a file or all, and why: a line each."""

    name: str
    reasons: tuple[str, ...]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A list of entries as it is published, or is to be: uids with what their titles are known by."""

    titles: Mapping[str, int]
    number: int

    @classmethod
    def of(cls, contents: bytes) -> Standing:
        """Read what was kept of a file."""
        told = list(uids(contents))
        return cls(titles=dict(told), number=len(told))


def judge(feed: Feed, before: Standing, after: Standing, lost: Mapping[str, bool], gate: Gate) -> tuple[str, ...]:
    """Say why a feed may not go out as it is; `lost` tells of each uid that it would lose whether it should.

    As it should be is: newer ones took its place, or its time is over.
    """
    reasons = []
    if after.number != len(after.titles):
        reasons.append(f"{after.number - len(after.titles)} uids stand in it twice")
    odd = [uid for uid, expected in lost.items() if not expected]
    if not odd:
        return tuple(reasons)
    if not after.number:
        reasons += [] if feed.allow_empty else [f"it would be empty, and has {_entries(before.number)}"]
    elif len(odd) >= _FEW and len(odd) * 100 > before.number * gate.shrink:
        reasons.append(f"it would lose {len(odd)} of its {_entries(before.number)}, more than {gate.shrink} %")
    renamed = _renamed(before, after, odd)
    if renamed and (len(renamed) >= _FEW or len(renamed) * 100 > before.number * gate.shrink):
        reasons.append(f"{_entries(len(renamed))} would have another uid, and readers would see them as new")
    return tuple(reasons)


def _renamed(before: Standing, after: Standing, lost: Iterable[str]) -> list[str]:
    fresh = {title for uid, title in after.titles.items() if uid not in before.titles}
    return [uid for uid in lost if before.titles[uid] in fresh]


def _entries(number: int) -> str:
    return f"{number} entry" if number == 1 else f"{number} entries"
