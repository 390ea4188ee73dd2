"""Where wrapped lines go on: fits the weights of `feeds.recognise.seams` to the worked pages.

`python -m benchmarks.wrapping` wraps each of them at several widths, keeps every line end that had no room for the next
word, with its signals and whether the line went on there, and prints the errors on pages that were held out, then the
table to paste. The same pages give the same table.
"""

from __future__ import annotations

import sys
import textwrap
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.weights import Fit, Row, Vector, score
from feeds.recognise.page import raw_lines
from feeds.recognise.seams import WEIGHTS, Seams
from feeds.recognise.wrapping import join, width_of
from feeds.text import decode

CASES = Path(__file__).parents[1] / "tests" / "cases"
FOLDERS = ("plain_text", "wider")
#: Many, as a line that ends by itself has no room for the next word at few of them.
WIDTHS = tuple(range(44, 84, 2))
#: Pages that nobody wrapped can look as if; each is read whole, and cut off as if it went on elsewhere.
CUTS = (1.0, 2 / 3, 1 / 2)
#: They say nothing of pages that nobody wrapped.
COME_WRAPPED = {"wider/h_en04"}
#: A line that swallows the next one loses two facts, a line that is cut one; this is how much dearer it is.
COST_OF_JOINING = 3.0
#: What is tried to be added to the constant, in tenths. The cost above keeps the weights of the signs careful; how much
#: has to speak for one line in the end is told by whole pages, as one wrong line end is enough to change a fact.
_SHIFTS = range(-5, 21)

NAMES = tuple(WEIGHTS)
#: Each sign has two weights: for any line, and what is added where the line below is the last one of its row.
FIT = Fit(2 * len(NAMES), NAMES.index(""), COST_OF_JOINING)


class LineEnd(NamedTuple):
    """A line that had no room for the first word below; it holds that it goes on, `width` is 0 if nobody wrapped it."""

    page: str
    width: int
    holds: bool
    signals: Row


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, and print what was reached."""
    parser = ArgumentParser(prog="python -m benchmarks.wrapping", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth page only")
    parser.add_argument("--widths", type=int, nargs="+", default=WIDTHS)
    given = parser.parse_args(arguments)
    for line in report(list(line_ends(pages(given.every), given.widths))):
        print(line, flush=True)


def pages(every: int = 1) -> Iterator[tuple[str, str]]:
    """Give the worked pages by name."""
    paths = [path for folder in FOLDERS for path in sorted((CASES / folder).glob("*.txt"))]
    for path in paths[::every]:
        yield f"{path.parent.name}/{path.stem}", decode(path.read_bytes())


def line_ends(named: Iterable[tuple[str, str]], widths: Sequence[int]) -> Iterator[LineEnd]:
    """Wrap each page at each width and give the ends of lines that are to be judged."""
    for name, text in named:
        # Columns that are made with spaces are lost when they are wrapped.
        is_aligned = "\t" in text or "   " in text.strip()
        for width in () if is_aligned else widths:
            yield from _judged(name, width, [_wrapped(line, width) for line in text.split("\n")])
        if name not in COME_WRAPPED:
            for cut in CUTS:
                yield from _judged(name, 0, [[line] for line in text[: int(len(text) * cut)].split("\n")])


def _wrapped(line: str, width: int) -> Sequence[str]:
    return textwrap.wrap(line, width, break_on_hyphens=False) or [line]


def _judged(name: str, width: int, parted: Sequence[Sequence[str]]) -> Iterator[LineEnd]:
    raw = raw_lines("\n".join(piece for pieces in parted for piece in pieces))
    goes_on = [at > 0 for pieces in parted for at in range(len(pieces))]
    found = width_of(raw)
    if found is None or len(raw) != len(goes_on):
        return
    seams = Seams(raw, found)
    first, row = 0, raw[0]
    for at in range(1, len(raw)):
        if seams.is_full(at - 1) and (signals := seams.signals(row, first, at)):
            told = [(place, value) for place, name in enumerate(NAMES) if (value := float(signals[name]))]
            last = [] if seams.is_full(at) else [(place + len(NAMES), value) for place, value in told]
            yield LineEnd(name, width, goes_on[at], (*told, *last))
        # As if all lines before had been judged right.
        first, row = (first, join(row.rstrip(), raw[at].strip())) if goes_on[at] else (at, raw[at])


def table() -> Vector:
    """Give the weights that are in use."""
    return [worth[part] for part in (0, 1) for worth in WEIGHTS.values()]


def wrong_pages(ends: Sequence[LineEnd], scores: Sequence[float], shift: float) -> set[tuple[str, int]]:
    """Name the pages, by width, on which one end at least is judged wrong if so much is added to each score."""
    return {(end.page, end.width) for end, told in zip(ends, scores, strict=True) if (told + shift > 0) != end.holds}


def shifted(ends: Sequence[LineEnd], scores: Sequence[float]) -> float:
    """Choose what is added to the constant: with it the fewest pages have a line end that is judged wrong."""
    return min((at / 10 for at in _SHIFTS), key=lambda shift: (len(wrong_pages(ends, scores, shift)), abs(shift)))


def report(ends: Sequence[LineEnd]) -> Iterator[str]:
    """Tell how often line ends are judged wrong on pages that were held out, and what the table has to be."""
    pages = {end.page for end in ends}
    yield f"{len(ends)} line ends of {len(pages)} pages, of which {sum(end.holds for end in ends)} go on below"
    weights = FIT.fitted(ends)
    scores = FIT.held_out(ends, weights)
    best = shifted(ends, scores)
    yield "\nheld out, by what is added to the constant:\n"
    yield "| added | missed | wrongly joined | pages with either, one for each width |\n|---|---|---|---|"
    for added in (0.0, best / 2, best, best + 0.5):
        yield f"| {added:.1f} | {_counts(ends, scores, added)} |"
    yield f"\nheld out, by width, {best:.1f} added:\n"
    yield "| columns | line ends | missed | wrongly joined | pages with either |\n|---|---|---|---|---|"
    for width in sorted({end.width for end in ends}):
        here = [place for place, end in enumerate(ends) if end.width == width]
        counts = _counts([ends[place] for place in here], [scores[place] for place in here], best)
        yield f"| {width or 'not wrapped'} | {len(here)} | {counts} |"
    own = [score(end.signals, weights) for end in ends]
    yield f"\nnot held out: {_counts(ends, own, best)}"
    yield "by the table of seams.py: " + _counts(ends, [score(end.signals, table()) for end in ends], 0)
    yield f"\nfor seams.py, {best:.1f} added to the constant:\n"
    weights[NAMES.index("")] += best
    both = zip(NAMES, weights, weights[len(NAMES) :], strict=False)
    yield from (f'    "{name}": ({weight:.1f}, {more:.1f}),' for name, weight, more in both)


def _counts(ends: Sequence[LineEnd], scores: Sequence[float], shift: float) -> str:
    told = [(score + shift > 0, end.holds) for end, score in zip(ends, scores, strict=True)]
    pages = len(wrong_pages(ends, scores, shift))
    return f"{told.count((False, True))} | {told.count((True, False))} | {pages}"


if __name__ == "__main__":
    main(sys.argv[1:])
