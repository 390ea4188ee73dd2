"""Making a publication again: from nothing, with nothing changed, with one item changed; beside Hugo and plain Python.

The rows bear the names of the aims, P1 to P5 and P10. In each, the programs take turns, so that what else the machine
does falls on all; a program that fails, or is not there, is named in its place, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeAlias

from benchmarks import peers, processes
from benchmarks.peers import PEERS, Form, Peer, Site
from benchmarks.processes import Cost

FEEDS = Form("feeds")
PAGES = Form("pages", item_pages=True)
WINDOW = Form("window", limit=100)
OURS: tuple[Peer, ...] = ("ours",)
BUT_HUGO: tuple[Peer, ...] = ("ours", "plain")
EACH_SLICE = 10
"""Items for each slice, of which an item is in five: a slice has fifty entries."""

Outcome: TypeAlias = Cost | str
"""What it cost, or why that is not known."""
Outcomes: TypeAlias = dict[Peer, Outcome]


class Scale(NamedTuple):
    """How much is measured: items of a site and of a large one, slices, runs, runs from nothing, and of what
    is over at once."""

    items: int
    large: int
    slices: int
    runs: int
    cold_runs: int
    starts: int


FULL = Scale(items=10_000, large=100_000, slices=1000, runs=5, cold_runs=3, starts=15)
QUICK = Scale(items=60, large=120, slices=6, runs=1, cold_runs=1, starts=1)


class Row(NamedTuple):
    """A row of the table; `is_met` is None where there is no aim, or no yardstick."""

    what: str
    ours: str
    hugo: str
    plain: str
    ratio: str
    aim: str = ""
    is_met: bool | None = None


class Bench:
    """Sites that are made when something is first measured with them, and how they are measured."""

    def __init__(self, scale: Scale, folder: Path) -> None:
        self.scale = scale
        self.folder = folder
        self._sites: dict[tuple[Peer, int, Form], Site] = {}
        self._built: set[Path] = set()
        self._revisions = count(1)

    def cold(self, number: int, form: Form, runs: int) -> Outcomes:
        """Build from nothing."""
        return in_turns({peer: partial(self._from_nothing, peer, number, form) for peer in PEERS}, runs)

    def idle(self, number: int, form: Form, only: Collection[Peer] = PEERS) -> Outcomes:
        """Build what is built."""
        return in_turns({peer: partial(self.again, peer, number, form) for peer in only}, self.scale.runs)

    def changed(self, number: int, form: Form) -> Outcomes:
        """Build after a change to the newest item."""
        return in_turns({peer: partial(self._after_change, peer, number, form) for peer in PEERS}, self.scale.runs)

    def again(self, peer: Peer, number: int, form: Form) -> Cost:
        """Build one site that is built already."""
        return self._built_site(peer, number, form).build()

    def _from_nothing(self, peer: Peer, number: int, form: Form) -> Cost:
        site = self._site(peer, number, form)
        site.clear()
        cost = site.build()
        self._built.add(site.folder)
        return cost

    def _after_change(self, peer: Peer, number: int, form: Form) -> Cost:
        site = self._built_site(peer, number, form)
        site.change(next(self._revisions))
        return site.build()

    def _built_site(self, peer: Peer, number: int, form: Form) -> Site:
        site = self._site(peer, number, form)
        if site.folder not in self._built:
            site.build()
            self._built.add(site.folder)
        return site

    def _site(self, peer: Peer, number: int, form: Form) -> Site:
        known = self._sites.get((peer, number, form))
        if known is None:
            folder = self.folder / f"{form.name}-{number}-{peer}"
            known = self._sites[peer, number, form] = peers.site(peer, folder, number, form)
        return known


def in_turns(works: Mapping[Peer, Callable[[], Cost]], runs: int) -> Outcomes:
    """Run each of some works in turns, and give the medians; one that fails is not run again."""
    costs: dict[Peer, list[Cost]] = {peer: [] for peer in works}
    failed: Outcomes = {}
    for _ in range(runs):
        for peer, work in works.items():
            if peer in failed:
                continue
            try:
                costs[peer].append(work())
            except RuntimeError as error:
                failed[peer] = str(error)
    return {peer: processes.middle(costs[peer]) for peer in works if peer not in failed} | failed


def measure(scale: Scale, folder: Path, only: Collection[str] = ()) -> Iterator[Row]:
    """Measure all rows, or those of some aims."""
    bench = Bench(scale, folder)
    for name, rows in ROWS.items():
        if not only or name in only:
            yield from rows(bench)


def _from_nothing(bench: Bench) -> Iterator[Row]:
    number = bench.scale.items
    found = bench.cold(number, FEEDS, bench.scale.cold_runs)
    time, memory = _times(found, "hugo"), _beside(found, "hugo", "memory")
    yield _row(
        f"P1: cold build, {number:,} items, feeds and index pages",
        found,
        f"{_usual(found)}, memory {_times_text(memory, 'Hugo')}",
        "≤ 0.3 × Hugo's time, ≤ 0.1 × its memory",
        None if time is None or memory is None else time <= 0.3 and memory <= 0.1,
    )
    found = bench.cold(number, PAGES, bench.scale.cold_runs)
    yield _row("P1: the same with a page for each item, and a calendar for each dated one", found, _usual(found))


def _nothing_changed(bench: Bench) -> Iterator[Row]:
    number, large = bench.scale.items, bench.scale.large
    found = bench.idle(number, FEEDS)
    time, ours = _times(found, "hugo"), found["ours"]
    yield _row(
        f"P2: nothing changed, {number:,} items",
        found,
        _usual(found),
        "≤ 0.03 × Hugo, ≤ 0.2 s CPU",
        None if time is None or isinstance(ours, str) else time <= 0.03 and ours.cpu <= 0.2,
    )
    more = bench.idle(large, FEEDS, BUT_HUGO)
    growth = _growth(more, found, "cpu")
    yield _row(
        f"P2: nothing changed, {large:,} items",
        more,
        f"CPU {_times_text(growth, f'that of {number:,} items')}",
        f"≤ 1.5 × that of {number:,}",
        _at_most(growth, 1.5),
    )


def _one_changed(bench: Bench) -> Iterator[Row]:
    number = bench.scale.items
    found = bench.changed(number, FEEDS)
    yield _row(
        f"P3: one of {number:,} items changed, whole archive in each feed",
        found,
        _usual(found),
        "≤ 0.04 × Hugo",
        _at_most(_times(found, "hugo"), 0.04),
    )
    idle = bench.idle(number, WINDOW, OURS)
    found = bench.changed(number, WINDOW)
    growth = _growth(found, idle, "cpu")
    yield _row(
        f"P3: one of {number:,} items changed, {WINDOW.limit} entries a feed",
        found,
        f"{_usual(found)}; CPU {_times_text(growth, 'nothing changed')}",
        "≤ 1.5 × nothing changed",
        _at_most(growth, 1.5),
    )


def _memory(bench: Bench) -> Iterator[Row]:
    number, large = bench.scale.items, bench.scale.large
    few, many = bench.cold(number, FEEDS, 1), bench.cold(large, FEEDS, 1)
    growth, ours = _growth(many, few, "memory"), many.get("ours")
    yield _row(
        f"P4: peak memory, cold build of {large:,} items",
        many,
        f"memory {_times_text(growth, f'that of {number:,} items')}, "
        f"Hugo's {_times_text(_growth(many, few, 'memory', 'hugo'), 'its own')}, "
        f"{_times_text(_beside(many, 'hugo', 'memory'), 'Hugo')}",
        f"≤ 1.2 × that of {number:,}, ≤ 96 MiB",
        None if growth is None or not isinstance(ours, Cost) else growth <= 1.2 and ours.memory <= 96,
    )


def _slices(bench: Bench) -> Iterator[Row]:
    slices = bench.scale.slices
    found = bench.changed(slices * EACH_SLICE, Form("slices", slices=slices))
    ours = found["ours"]
    yield _row(
        f"P5: {slices:,} feeds of 50 entries in 4 formats, one of {slices * EACH_SLICE:,} items changed",
        found,
        _usual(found),
        "≤ 0.3 s CPU",
        _at_most(ours.cpu if isinstance(ours, Cost) else None, 0.3),
    )


def _start(bench: Bench) -> Iterator[Row]:
    bare, starts = partial(processes.cost, ("-c", "pass")), bench.scale.starts
    told = in_turns(
        {"ours": partial(processes.cost, ("-m", "feeds", "--help")), "hugo": _hugo_help, "plain": bare}, starts
    )
    above = _above(told)
    yield _row(
        "P10: `feeds --help`, `hugo help`, bare Python",
        told,
        "" if above is None else f"{_seconds(above)} CPU above bare Python",
        "≤ 0.08 s above bare Python",
        _at_most(above, 0.08),
    )
    place = processes.Place.of_seeds(bench.folder / "seed")
    in_turns({"ours": place.build}, 1)
    found = in_turns({"ours": place.build, "hugo": partial(bench.again, "hugo", 6, FEEDS), "plain": bare}, starts)
    ours = found["ours"]
    yield _row(
        "P10: build with nothing to do, the bundled page; Hugo with six items; bare Python",
        found,
        _usual(found),
        "≤ 0.15 s CPU",
        _at_most(ours.cpu if isinstance(ours, Cost) else None, 0.15),
    )


def _hugo_help() -> Cost:
    return processes.run((str(peers.needed_hugo()), "help"))


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "P1": _from_nothing,
    "P2": _nothing_changed,
    "P3": _one_changed,
    "P4": _memory,
    "P5": _slices,
    "P10": _start,
}


def _row(what: str, found: Outcomes, ratio: str, aim: str = "", is_met: bool | None = None) -> Row:
    # What we cannot do is no aim met.
    verdict = False if aim and isinstance(found["ours"], str) else is_met
    ours, hugo, plain = (_cell(found.get(peer)) for peer in PEERS)
    return Row(what, ours, hugo, plain, ratio, aim, verdict)


def _cell(outcome: Outcome | None) -> str:
    match outcome:
        case None:
            return ""
        case str():
            said = outcome if outcome == peers.NO_HUGO else f"failed: {outcome}"
            return said.replace("|", "/")
        case Cost():
            return f"{_seconds(outcome.wall)}, {_seconds(outcome.cpu)} CPU, {outcome.memory:.0f} MiB"


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if abs(value) >= 1 else f"{value:.3f} s"


def _beside(found: Outcomes, other: Peer, figure: str) -> float | None:
    return _ratio(found.get("ours"), found.get(other), figure)


def _times(found: Outcomes, other: Peer) -> float | None:
    return _beside(found, other, "wall")


def _growth(large: Outcomes, small: Outcomes, figure: str, peer: Peer = "ours") -> float | None:
    return _ratio(large.get(peer), small.get(peer), figure)


def _ratio(above: Outcome | None, below: Outcome | None, figure: str) -> float | None:
    if not isinstance(above, Cost) or not isinstance(below, Cost):
        return None
    ratio: float = getattr(above, figure) / getattr(below, figure)
    return ratio


def _above(found: Outcomes) -> float | None:
    ours, bare = found["ours"], found["plain"]
    return ours.cpu - bare.cpu if isinstance(ours, Cost) and isinstance(bare, Cost) else None


def _usual(found: Outcomes) -> str:
    return f"{_times_text(_times(found, 'hugo'), 'Hugo')}, {_times_text(_times(found, 'plain'), 'plain')}"


def _times_text(ratio: float | None, what: str) -> str:
    return f"– × {what}" if ratio is None else f"{ratio:.3g} × {what}"


def _at_most(value: float | None, limit: float) -> bool | None:
    return None if value is None else value <= limit
