"""Calendars made by chance (`generated_cards.py`): no form of cards that was read right may be lost again."""

from __future__ import annotations

import generated_cards
import page_cases

#: Of so many pages, one after another, this share of the events and of their facts is right at least.
SEEDS = range(60)
FLOOR, FACTS = 0.97, 0.99
WHOLE_PAGES = 0.9


def test_generated_calendars_are_read() -> None:
    score = page_cases.Score()
    right = 0
    for seed in SEEDS:
        made = generated_cards.page(seed)
        own = page_cases.Score()
        page_cases.score_items(str(seed), page_cases.found_on(made.text), {"items": made.items}, own)
        right += not own.misses
        for name in ("right", "false", "missed", "fields", "fields_right"):
            getattr(score, name).update(getattr(own, name))
        score.misses += own.misses
    shown = "\n".join([page_cases.table(score), *score.misses])
    reached = (score.precision("event"), score.recall("event"))
    assert min(reached) >= FLOOR, shown
    assert score.accuracy("event") >= FACTS, shown
    assert right >= WHOLE_PAGES * len(SEEDS), shown


def test_a_seed_gives_the_same_page() -> None:
    assert generated_cards.page(7).text == generated_cards.page(7).text
    assert len({generated_cards.page(seed).text for seed in range(20)}) == 20
