"""Another language is another file: put beside the others, and nothing else is touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import feeds

FILE = Path(__file__).parent / "cases" / "languages" / "nl.toml"
EVENTS = """Lezing over wieren

Datum: woensdag 3 juni 2026
Tijd: 19.30 tot 21.00 uur
Plaats: Oude Sluis, zaal 2
Kosten: € 7,50

De bioloog vertelt wat er bij eb op de dijk te vinden is en neemt een emmer vol mee naar de zaal.
"""
NAMES = """Personalia

Saskia de Wilde wordt per 1 mei 2026 hoofd inkoop bij Molenaar BV.
Joost van den Akker wordt directeur bij de Waterkant.
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("six")
    shutil.copytree(Path(feeds.__file__).parent, folder / "feeds", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(FILE, folder / "feeds" / "lang")
    return folder


def extract(tree: Path, page: str) -> list[dict[str, object]]:
    run = subprocess.run(
        [sys.executable, "-m", "feeds", "extract", "--json", "-"],
        input=page,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_an_event_is_read_and_its_language_told(tree: Path) -> None:
    (event,) = extract(tree, EVENTS)
    facts = {name: event.get(name) for name in ("title", "start", "end", "location", "price", "language", "timezone")}
    assert facts == {
        "title": "Lezing over wieren",
        "start": "2026-06-03T19:30:00+02:00",
        "end": "2026-06-03T21:00:00+02:00",
        "location": "Oude Sluis, zaal 2",
        "price": "€ 7,50",
        "language": "nl",
        "timezone": "Europe/Amsterdam",
    }


def test_notices_are_read_by_a_rule_of_the_file(tree: Path) -> None:
    notices = extract(tree, NAMES)
    assert [(notice["person"], notice["role_name"], notice["organization"]) for notice in notices] == [
        ({"name": "Saskia de Wilde"}, "hoofd inkoop", "Molenaar BV"),
        ({"name": "Joost van den Akker"}, "directeur", "de Waterkant"),
    ]
    assert notices[0]["effective"] == "2026-05-01"


def test_without_words_of_its_own_its_pages_are_shown_in_the_language_of_the_site(tree: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from feeds.wording import language_for as f; print(f('nl', 'da').code, f('nl').code)"],
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["da", "en"]
