"""Measure, print a table, and write it into README.md beside this file: `python -m benchmarks.run`."""

from __future__ import annotations

import argparse
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import clock, in_process, peers, processes, regeneration, serving, sources, structured
from benchmarks.pages import pages

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- figures: written by benchmarks.run -->", "<!-- end of figures -->"

SPEED, REGENERATION = "speed", "regeneration"

PAGES_PER_SECOND = 1000
HELP_CPU = 0.08
IDLE_CPU = 0.15
EXTRUCT = 0.1
CLOCK_START, CLOCK_IDLE, CLOCK_LATE = 2.0, 0.001, 0.005
FEEDPARSER = 1.33


class Scale(NamedTuple):
    """How much is measured: pages of a site and of a large one, rounds inside this process, runs of others; sources.

    Of the worked pages, every `one_of` is taken.
    """

    pages: int
    large: int
    rounds: int
    runs: int
    cold_runs: int
    requests: int
    sources: int
    one_of: int = 1


FULL = Scale(pages=1000, large=4000, rounds=7, runs=9, cold_runs=3, requests=4000, sources=10_000)
QUICK = Scale(pages=12, large=24, rounds=1, runs=1, cold_runs=1, requests=20, sources=100, one_of=12)


class Figure(NamedTuple):
    """A row of the table; `is_met` is None where there is no aim."""

    what: str
    ratio: str
    scale: str
    aim: str = ""
    is_met: bool | None = None


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Measure everything, in the order of the table."""
    made = [page.text for page in pages(scale.pages)]
    yield _recognition(f"recognition, {scale.pages:,} generated pages", made, scale)
    yield _recognition("recognition, the worked pages of the tests", worked_pages()[:: scale.one_of], scale)
    yield _recognition("recognition, the bundled page", processes.seed_pages() * max(1, scale.pages // 10), scale)
    yield from _structured("the worked pages of the tests", structured.worked(), scale)
    yield from _structured("generated listings", list(structured.listings()), scale)
    yield from _feeds(scale)
    yield from _renderers(made, scale)
    yield from _start(scale)
    yield from _builds(made, scale, folder)
    yield _serving(scale, folder / "site" / "output")
    yield from _clock(scale)


def worked_pages() -> list[str]:
    """Read the pages that the tests work out by hand."""
    return [path.read_text("utf-8") for path in sorted((processes.ROOT / "tests/cases/plain_text").glob("*.txt"))]


def _recognition(what: str, texts: Sequence[str], scale: Scale) -> Figure:
    found = in_process.recognition(texts, scale.rounds)
    speed = len(texts) / found.ours
    return Figure(
        what,
        f"{found.ratio:.1f} × counting the words",
        f"{speed:,.0f} pages/s of {sum(map(len, texts)) / len(texts) / 1000:.1f} kB on one core",
        f"≥ {PAGES_PER_SECOND:,} pages/s",
        speed >= PAGES_PER_SECOND,
    )


def _structured(what: str, texts: list[str], scale: Scale) -> Iterator[Figure]:
    for is_whole, part, aim in ((False, "nodes", f"≤ {EXTRUCT} × extruct"), (True, "items", "")):
        name = f"structured data as {part}, {what}"
        found = structured.measure(texts, scale.rounds, is_whole=is_whole)
        if found is None:
            yield Figure(name, "extruct is not installed", "", aim)
            continue
        ours, theirs = (seconds / len(texts) * 1000 for seconds in found)
        size = sum(map(len, texts)) / len(texts) / 1000
        scaled = f"{ours:.1f} ms a page of {size:.1f} kB, extruct {theirs:.0f}"
        met = found.ratio <= EXTRUCT if aim else None
        yield Figure(name, f"{found.ratio:.3f} × extruct's nodes", scaled, aim, met)


def _feeds(scale: Scale) -> Iterator[Figure]:
    for entries in sources.ENTRIES if scale is FULL else sources.ENTRIES[:1]:
        found = sources.cost(entries, scale.rounds)
        yield Figure(
            f"reading a feed of {entries:,} entries, without cleaning its HTML",
            f"{found.without_cleaning:.2f} × feedparser",
            f"{found.ours * 1000:.0f} ms with cleaning, feedparser {found.theirs * 1000:.0f}",
            f"≤ {FEEDPARSER} × feedparser",
            found.without_cleaning <= FEEDPARSER,
        )


def _renderers(texts: Sequence[str], scale: Scale) -> Iterator[Figure]:
    found = in_process.records(texts)
    feeds = in_process.feeds_beside_feedgen(found, scale.rounds)
    yield Figure(
        f"RSS and Atom of {len(found):,} records, {in_process.FEED} a feed",
        f"{feeds.ratio:.2f} × plain feedgen",
        f"{feeds.ours / len(found) * 1e6:.0f} µs a record, feedgen {feeds.yardstick / len(found) * 1e6:.0f}",
    )
    calendar = in_process.calendar_beside_ics(found, scale.rounds)
    yield Figure("calendar of the dated ones", f"{calendar.ratio:.2f} × plain ics", f"{calendar.ours:.2f} s")


def _start(scale: Scale) -> Iterator[Figure]:
    commands = (("-c", "pass"), ("-m", "feeds", "--help"))
    costs = [[processes.cost(command).cpu for command in commands] for _ in range(scale.runs)]
    bare, told = (median(row[column] for row in costs) for column in range(2))
    yield Figure(
        "`feeds --help`, CPU",
        f"{told / bare:.1f} × bare Python",
        f"{told - bare:.3f} s above {bare:.3f} s",
        f"≤ {HELP_CPU} s above",
        told - bare <= HELP_CPU,
    )


def _builds(texts: Sequence[str], scale: Scale, folder: Path) -> Iterator[Figure]:
    seed = processes.Place.of_seeds(folder / "seed")
    site = processes.Place(folder / "site", texts)
    large = processes.Place(folder / "large", [page.text for page in pages(scale.large)])
    first = processes.middle([_cold(seed) for _ in range(scale.cold_runs)])
    yield _idle("the bundled page", seed, first, scale)
    cold = processes.middle([_cold(site) for _ in range(scale.cold_runs)])
    yield Figure(
        f"cold build, {scale.pages:,} pages",
        f"{cold.cpu / first.cpu:.1f} × that of the bundled page",
        f"{cold.cpu:.1f} s CPU, {cold.wall:.1f} s",
    )
    yield _idle(f"{scale.pages:,} pages", site, cold, scale)
    others = [page.text for page in pages(scale.pages + scale.runs)][scale.pages :]
    changed = processes.middle([_changed(site, text) for text in others])
    yield Figure(
        f"build, one of {scale.pages:,} pages changed",
        f"{changed.cpu / cold.cpu:.3f} × cold",
        f"{changed.cpu:.2f} s CPU, {changed.wall:.2f} s",
    )
    most = large.build()
    yield Figure(
        f"peak memory, cold build of {scale.large:,} pages",
        f"{most.memory / cold.memory:.2f} × that of {scale.pages:,} pages",
        f"{most.memory:.0f} MiB; {cold.memory:.0f} MiB",
    )


def _cold(place: processes.Place) -> processes.Cost:
    for name in ("output", ".feeds"):
        shutil.rmtree(place.folder / name, ignore_errors=True)
    return place.build()


def _changed(place: processes.Place, text: str) -> processes.Cost:
    place.change(text)
    return place.build()


def _idle(what: str, place: processes.Place, cold: processes.Cost, scale: Scale) -> Figure:
    idle = processes.middle([place.build() for _ in range(scale.runs)])
    return Figure(
        f"`feeds build` with nothing to do, {what}",
        f"{idle.cpu / cold.cpu:.3f} × cold",
        f"{idle.cpu:.3f} s CPU, {idle.wall:.2f} s",
        f"≤ {IDLE_CPU} s CPU",
        idle.cpu <= IDLE_CPU,
    )


def _serving(scale: Scale, output: Path) -> Figure:
    found = serving.measure(output, "all.atom", scale.requests)
    return Figure(
        "serving, a request answered with 304, CPU",
        f"{found.unchanged / found.whole:.2f} × one answered with 200",
        f"{found.unchanged * 1e6:.0f} µs; {found.whole * 1e6:.0f} µs for {found.size / 1000:.0f} kB",
    )


def _clock(scale: Scale) -> Iterator[Figure]:
    found = clock.measure(scale.sources)
    what = f"the clock of `feeds run` with {scale.sources:,} sources"
    ratio = f"{found.start / found.bare:.1f} × so many jobs of APScheduler alone"
    yield Figure(
        f"{what}: to set it, CPU", ratio, f"{found.start:.2f} s", f"≤ {CLOCK_START} s", found.start <= CLOCK_START
    )
    yield Figure(
        f"{what}: at rest, CPU",
        f"{found.idle:.5f} × a processor",
        "",
        f"≤ {CLOCK_IDLE} × a processor",
        found.idle <= CLOCK_IDLE,
    )
    yield Figure(
        f"{what}: how late it rings, median",
        f"{found.lateness / found.slept:.1f} × a plain sleep",
        f"{found.lateness * 1000:.2f} ms",
        f"< {CLOCK_LATE * 1000:.0f} ms",
        found.lateness < CLOCK_LATE,
    )
    with tempfile.TemporaryDirectory() as folder:
        many, one = clock.start_of_service(scale.sources, Path(folder))
    yield Figure(
        f"`feeds run` with {scale.sources:,} sources: from the command until it is ready",
        f"{many / one:.1f} × with one source",
        f"{many:.2f} s",
        f"≤ {CLOCK_START} s",
        many <= CLOCK_START,
    )


MET = {True: "yes", False: "**no**", None: ""}


def speed_table(figures: Iterable[Figure]) -> Iterator[str]:
    """Show figures as the lines of a Markdown table, one by one."""
    yield "| what | beside a yardstick of the same run | scale | aim | met |"
    yield "|---|---|---|---|---|"
    for f in figures:
        yield f"| {f.what} | {f.ratio} | {f.scale} | {f.aim} | {MET[f.is_met]} |"


def regeneration_table(rows: Iterable[regeneration.Row]) -> Iterator[str]:
    """Show what regeneration costs as the lines of a Markdown table, one by one."""
    yield "| what | Feeds | Hugo | plain Python | Feeds beside the others | aim | met |"
    yield "|---|---|---|---|---|---|---|"
    for r in rows:
        yield f"| {r.what} | {r.ours} | {r.hugo} | {r.plain} | {r.ratio} | {r.aim} | {MET[r.is_met]} |"


def tables(folder: Path, *, is_quick: bool, only: str | None) -> Iterator[str]:
    """Measure what is asked for, and show it as Markdown, one line after the other."""
    if only in (None, SPEED):
        yield from speed_table(measure(QUICK if is_quick else FULL, folder))
    if only is None:
        yield ""
    if only != SPEED:
        scale = regeneration.QUICK if is_quick else regeneration.FULL
        aims = () if only in (None, REGENERATION) else (only,)
        yield from regeneration_table(regeneration.measure(scale, folder / REGENERATION, aims))


def between_markers(document: str, figures: str) -> str:
    """Put new figures into a document in the place of the old ones.

    Raises:
        ValueError: the document has no markers.
    """
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the markers are gone")
    return f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and keep the figures of a full run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small run that tells only whether all still runs")
    parser.add_argument("--only", choices=(SPEED, REGENERATION, *regeneration.ROWS), help="a part, which is not kept")
    parser.add_argument("--date", help="the day to write beside the figures, like 2026-03-02")
    options = parser.parse_args(arguments)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for line in tables(Path(folder), is_quick=options.quick, only=options.only):
            print(line, flush=True)
            lines.append(line)
    if not options.quick and options.only is None:
        shown = "\n".join((_where(options.date), "", *lines))
        README.write_text(between_markers(README.read_text("utf-8"), shown), "utf-8")


def _where(date: str | None) -> str:
    day = f"{date}, " if date else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    hugo = peers.hugo_version()
    return f"Measured: {day}{python}, {f'Hugo {hugo}' if hugo else 'without Hugo'}, medians."


if __name__ == "__main__":
    main()
