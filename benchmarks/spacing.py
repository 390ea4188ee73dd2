"""Which gaps mean something where all lines stand apart: fits the weights of `feeds.recognise.spacing`.

`python -m benchmarks.spacing` takes the worked pages, sets each line apart, keeps every gap with its signs and whether
the page has one there, prints the errors on pages that were held out, then the table to paste into
`spacing_weights.py`. The same pages give the same table.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.weights import Fit, Row, Vector
from benchmarks.wrapping import pages
from feeds.recognise.page import UNKNOWN, detect_language, read_lines
from feeds.recognise.rules import knowledge
from feeds.recognise.spacing import Gaps, is_prose

#: What a sign on fewer pages is worth, nobody can tell; what is worth less is left out.
FEWEST_PAGES, LEAST = 25, 0.15
#: Lines of a page that tells something.
_SHORTEST = 6


class Gap(NamedTuple):
    """A gap between two lines: it holds that the page has one there."""

    page: str
    holds: bool
    signs: tuple[tuple[str, float], ...]


class Numbered(NamedTuple):
    """A gap with its signs by their places in the table."""

    page: str
    holds: bool
    signals: Row


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, and print what was reached."""
    parser = ArgumentParser(prog="python -m benchmarks.spacing", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth page only")
    for line in report(list(gaps(pages(parser.parse_args(arguments).every)))):
        print(line, flush=True)


def doubled(text: str) -> str:
    """Set each line apart."""
    return "\n\n".join(line for line in text.splitlines() if line.strip())


def gaps(named: Iterable[tuple[str, str]]) -> Iterator[Gap]:
    """Set the lines of each page apart and give what is to be judged."""
    for name, text in named:
        lines, apart, code = read_lines(text), read_lines(doubled(text)), detect_language(text, "en")
        if code == UNKNOWN or len(lines) < _SHORTEST or [one.text for one in lines] != [one.text for one in apart]:
            continue
        if not is_prose(apart):
            told = Gaps(apart, knowledge(code))
            for at in range(1, len(lines)):
                yield Gap(name, lines[at].after_gap, tuple(told.signals(at)))


def names_of(found: Sequence[Gap]) -> list[str]:
    """Name the signs that stand on enough pages."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for gap in found:
        for name, _ in gap.signs:
            seen[name].add(gap.page)
    return sorted(name for name, on in seen.items() if len(on) >= FEWEST_PAGES)


def numbered(found: Sequence[Gap], names: Sequence[str]) -> list[Numbered]:
    """Give the gaps with the signs that have a name, in the order of the table."""
    places = {name: place for place, name in enumerate(names)}
    return [
        Numbered(
            gap.page, gap.holds, tuple(sorted((places[name], value) for name, value in gap.signs if name in places))
        )
        for gap in found
    ]


def table_of(names: Sequence[str], weights: Vector) -> dict[str, float]:
    """Round what is worth something."""
    return {name: round(worth, 1) for name, worth in zip(names, weights, strict=True) if abs(worth) >= LEAST}


def report(found: Sequence[Gap]) -> Iterator[str]:
    """Tell how often gaps are judged wrong on pages that were held out, and what the table has to be."""
    names = names_of(found)
    cases = numbered(found, names)
    fit = Fit(len(names), names.index(""))
    weights = fit.fitted(cases)
    scores = fit.held_out(cases, weights)
    missed = sum(case.holds and told <= 0 for case, told in zip(cases, scores, strict=True))
    false = sum(told > 0 and not case.holds for case, told in zip(cases, scores, strict=True))
    yield f"{len(cases)} pairs of lines on {len({case.page for case in cases})} pages"
    yield f"{sum(case.holds for case in cases)} have a gap; held out, {missed} are missed and {false} false\n"
    for name, worth in table_of(names, weights).items():
        yield f'    "{name}": {worth},'


if __name__ == "__main__":
    main(sys.argv[1:])
