"""Pages of personnel notices made by machine: what they tell is read, whatever their form."""

from __future__ import annotations

import pytest

import generated_notices
import page_cases

#: Below these no seed of a page may push the whole.
PRECISION, RECALL, FIELDS = 0.99, 0.91, 0.98
SEEDS = range(200_000, 200_060)


@pytest.fixture(scope="module")
def score() -> page_cases.Score:
    """Score the pages of some fixed seeds."""
    total = page_cases.Score()
    for seed in SEEDS:
        page = generated_notices.page(seed)
        page_cases.score_items(str(seed), page_cases.found_on(page.text), page.expected, total)
    return total


def test_what_generated_pages_tell_is_found(score: page_cases.Score) -> None:
    kind = "personnel_notice"
    assert score.precision(kind) >= PRECISION, score.misses
    assert score.recall(kind) >= RECALL, score.misses
    assert score.accuracy(kind) >= FIELDS, score.misses


def test_a_seed_gives_the_same_page_for_ever() -> None:
    assert generated_notices.page(7) == generated_notices.page(7)


@pytest.mark.parametrize("code", generated_notices.LANGUAGES)
def test_every_language_has_all_words(code: str) -> None:
    assert generated_notices.WORDS[code].keys() == generated_notices.WORDS["en"].keys()
