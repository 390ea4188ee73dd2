"""How a source is, from run to run: how each ended, since when it is bad, how often it changes. Pure.

Kinds of failure are told apart: a server that is not reached is nobody's fault, a layout that changed needs a person.
"""

from __future__ import annotations

from datetime import datetime

from feeds.model import Source
from feeds.refresh import Refreshed
from feeds.remembered import Health, Outcome, SourceRun
from feeds.text import printable_line

START, SHORTEST, LONGEST = 3_600, 600, 86_400
"""Seconds between two runs of a source with `every = "auto"`: at first, at least, and at most."""
_LONGEST_REASON = 500


def noted(
    before: Health | None, refreshed: Refreshed, now: datetime, source: Source
) -> tuple[Health, SourceRun | None]:
    """Give how a source is after a run, and the run itself if something happened in it.

    Something happened when it brought anything, or ended otherwise than the one before.
    """
    outcome, reason = judged(before, refreshed)
    is_well, changed = outcome == "ok", is_changed(refreshed)
    last = before or Health(source=source.name, last_run=now)
    after = Health(
        source=source.name,
        last_run=now,
        last_success=now if is_well else last.last_success,
        last_changed=now if changed else last.last_changed,
        outcome=outcome,
        reason=reason,
        streak=0 if is_well else last.streak + (not _was_left_in_peace(refreshed) or not last.streak),
        bad_since=None if is_well else last.bad_since or now,
        items=_items(last, refreshed),
        pages=refreshed.pages,
        runs=last.runs + 1,
        interval=interval(before, now, is_changed=changed, is_well=is_well) if source.adaptive else 0,
        told=last.told,
    )
    is_event = before is None or changed or outcome != before.outcome
    return after, _run(after, refreshed) if is_event else None


def _run(health: Health, refreshed: Refreshed) -> SourceRun:
    return SourceRun(
        source=health.source,
        at=health.last_run,
        outcome=health.outcome,
        reason=health.reason,
        pages=refreshed.pages,
        read=refreshed.read,
        items=health.items,
        added=refreshed.added,
        revised=refreshed.revised,
        removed=refreshed.removed + refreshed.withdrawn,
    )


def judged(before: Health | None, refreshed: Refreshed) -> tuple[Outcome, str]:
    """Tell how a run ended, and why in one line; of several failures the first speaks, that of the earliest page."""
    if refreshed.held:
        # Pages that gave something and give nothing have another layout; one among others that are well may be broken.
        is_empty = refreshed.emptied > 0 and not refreshed.read
        return "empty" if is_empty else "held", _line(refreshed.held[0], len(refreshed.held))
    if refreshed.failures:
        first = refreshed.failures[0]
        return first.fault, _line(str(first), len(refreshed.failures))
    if _has_never_given(before, refreshed):
        pages = "1 page" if refreshed.pages == 1 else f"{refreshed.pages} pages"
        return "empty", f"no item was ever found on its {pages} (ask `feeds explain` about one)"
    return "ok", ""


def _has_never_given(before: Health | None, refreshed: Refreshed) -> bool:
    """Tell whether there are pages and no item, now or before: what was emptied later was let through by a person."""
    if not refreshed.pages or refreshed.items or refreshed.before or refreshed.forgotten:
        return False
    return before is None or before.outcome == "empty" or before.last_changed is None


def _line(reason: str, number: int) -> str:
    """Make one bounded line of a reason, and say how many there were."""
    told = printable_line(reason)
    told = told if len(told) <= _LONGEST_REASON else f"{told[: _LONGEST_REASON - 1]}…"
    return told if number == 1 else f"{told}; and {number - 1} more"


def is_changed(refreshed: Refreshed) -> bool:
    """Tell whether a run brought anything that readers may see."""
    counts = (refreshed.added, refreshed.revised, refreshed.removed, refreshed.announced, refreshed.withdrawn)
    return any(counts)


def _was_left_in_peace(refreshed: Refreshed) -> bool:
    """Tell whether nobody was asked: a server that failed has to be left in peace, and that is no further failure."""
    return bool(refreshed.failures) and all(failure.is_waiting for failure in refreshed.failures)


def _items(last: Health, refreshed: Refreshed) -> int:
    # Of a listing that cannot be had no page is known, and what it gave stays.
    return max(refreshed.items, refreshed.before) if refreshed.failures else refreshed.items


def interval(before: Health | None, now: datetime, *, is_changed: bool, is_well: bool) -> int:
    """Give after how many seconds a source with `every = "auto"` is to be read again.

    After a change half the time until now, without one an eighth more, within ten minutes and a day: a source is looked
    at about seven times for each change. The first run, a bad one, and one that came early teach nothing.
    """
    known = before.interval or START if before is not None else START
    if before is None or not is_well:
        return known
    if is_changed:
        return max(SHORTEST, known // 2)
    is_early = (now - before.last_run).total_seconds() < known / 2
    return known if is_early else min(LONGEST, known + known // 8)
