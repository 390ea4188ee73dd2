"""HTML pages as content systems write them, in five languages: the score of each set of them, read as it is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

import page_cases
from feeds.model import Fetched, Rejected, Source
from feeds.parse.html import parse

FOLDER = Path(__file__).parent / "cases" / "web"
ADDRESS = "https://site.example/page"
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))
LANGUAGES = ("da", "de", "en", "no", "sv")
#: By set and kind: precision, recall and share of right facts that are reached. No step goes back on them.
FLOORS: dict[str, dict[str, tuple[float, float, float]]] = {
    "x": {
        "article": (0.996, 0.996, 0.996),
        "event": (0.996, 0.996, 0.986),
        "personnel_notice": (0.996, 0.996, 0.973),
        "job_posting": (0.996, 0.996, 0.996),
    },
    "y": {
        "article": (0.996, 0.996, 0.996),
        "event": (0.979, 0.963, 0.987),
        "personnel_notice": (0.98, 0.996, 0.985),
        "job_posting": (0.996, 0.963, 0.996),
    },
    "z": {
        "article": (0.996, 0.996, 0.884),
        "event": (0.885, 0.885, 0.978),
        "personnel_notice": (0.996, 0.996, 0.973),
        "job_posting": (0.961, 0.996, 0.962),
    },
}


def score_of(names: list[str]) -> page_cases.Score:
    score = page_cases.Score()
    source = Source(name="case", url=ADDRESS, format="html")
    for name in names:
        fetched = Fetched(location="page.html", body=(FOLDER / f"{name}.html").read_bytes(), url=ADDRESS)
        found = [page_cases.as_json(thing) for thing in parse(fetched, source) if not isinstance(thing, Rejected)]
        page_cases.score_items(name, found, page_cases.expected(name, FOLDER), score)
    return score


@pytest.mark.parametrize("letter", FLOORS)
def test_pages_are_read_no_worse_than_before(letter: str) -> None:
    score = score_of([name for name in NAMES if name.startswith(letter)])
    shown = page_cases.table(score) + "\n" + "\n".join(score.misses)
    for kind, floors in FLOORS[letter].items():
        reached = (score.precision(kind), score.recall(kind), score.accuracy(kind))
        assert all(value >= floor for value, floor in zip(reached, floors, strict=True)), shown


def test_there_are_as_many_pages_of_each_language() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(NAMES)
    for letter in FLOORS:
        languages = [name.split("_")[1] for name in NAMES if name.startswith(letter)]
        assert [languages.count(language) for language in LANGUAGES] == [10] * 5
