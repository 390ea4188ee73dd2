"""How alike two tellings are, and which of many belong together."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import all_day_event, article, notice, posting, records, timed_event, undated_event
from feeds.model import Article, Event, Item, JobPosting, Person, PersonnelNotice
from feeds.similarity import _LARGE, THRESHOLD, assign, likeness

BODY = "<p>" + "Den første telefon med fem kameraer lanceres i juli, skriver producenten i dag. " * 3 + "</p>"
OTHER_BODY = "<p>" + "Havnens nye kran blev sat op i nat, og ingen vågnede; den vejer hundrede ton. " * 3 + "</p>"
STORY = Article(title="Kameraer på vej", authors=("Rasmus Testmann",), content=BODY)


def told(item: Item, **facts: object) -> Item:
    return msgspec.structs.replace(item, **facts)


def alike(one: Item, other: Item) -> bool:
    forth, back = likeness(one, other), likeness(other, one)
    assert forth == back
    assert 0.0 <= forth.score <= 1.0 + 1e-9
    assert bool(forth.by) or forth.score == 0.0
    return forth.score >= THRESHOLD


@pytest.mark.parametrize("item", [record.item for record in records()])
def test_the_same_is_as_alike_as_can_be(item: Item) -> None:
    assert likeness(item, item).score == pytest.approx(1.0)
    assert alike(item, item)


def test_different_kinds_are_never_alike() -> None:
    kinds: tuple[Item, ...] = (article(), all_day_event(), notice(), posting())
    for one, other in permutations(kinds, 2):
        assert likeness(one, told(other, title=one.title)).score == 0.0


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        # The headline is written anew, the text is not.
        (STORY, {"title": "Producent klar med ny telefon"}),
        (STORY, {"title": "Producent klar med ny telefon", "authors": ("En anden",)}),
        (STORY, {"content": BODY.replace("juli", "august"), "published": date(2026, 3, 9)}),
        (told(STORY, content=None), {"title": "Kameraer på vej!"}),
        (told(STORY, content=None), {"title": "Kamera på vej"}),
    ],
)
def test_an_edited_story_is_the_same(one: Item, facts: dict[str, object]) -> None:
    assert alike(one, told(one, **facts))


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        # A column has one title each week.
        (told(STORY, published=date(2026, 3, 2)), {"published": date(2026, 3, 9), "content": OTHER_BODY}),
        (told(STORY, published=date(2026, 3, 2), content=None), {"published": date(2026, 3, 9)}),
        (STORY, {"content": OTHER_BODY}),
        (STORY, {"title": "Kran på havnen", "content": OTHER_BODY}),
        (told(STORY, content=None), {"title": "Kran på havnen"}),
        (told(STORY, content=None), {"authors": ("En anden",)}),
    ],
)
def test_another_story_is_not(one: Item, facts: dict[str, object]) -> None:
    assert not alike(one, told(one, **facts))


def test_what_made_two_stories_one_is_said() -> None:
    assert likeness(STORY, told(STORY, title="Producent klar med ny telefon")).by == "the text"
    short = told(STORY, content=None)
    assert likeness(short, told(short, title="Kameraer på vej!")).by == "the title"


@pytest.mark.parametrize(
    "facts",
    [
        {"location": "Comwell, København V"},
        {"location": None},
        {"title": "Platform X 2026: Forretning, teknologi & transformation"},
        {"start": date(2026, 6, 3), "end": date(2026, 6, 4)},
        {"start": date(2026, 11, 27), "end": None},
        {"start": None, "end": None},
        {"status": "cancelled", "price": None, "summary": None},
    ],
)
def test_an_event_may_move_in_time_or_place_or_be_renamed_a_little(facts: dict[str, object]) -> None:
    assert alike(all_day_event(), told(all_day_event(), **facts))


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Julefrokost"},
        {"title": "Julefrokost", "location": "Odense"},
        # Moved both in time and in place is another one, as is one beyond a year.
        {"start": date(2026, 6, 3), "location": "Odense"},
        {"start": date(2028, 6, 3)},
        {"start": date(2026, 6, 3), "title": "Platform Y 2026: Forretning og mennesker"},
    ],
)
def test_another_event_is_not(facts: dict[str, object]) -> None:
    assert not alike(all_day_event(), told(all_day_event(), **facts))


def test_a_move_by_days_is_likelier_than_one_by_months() -> None:
    scores = [
        likeness(all_day_event(), told(all_day_event(), start=date(2026, 5, 27) + timedelta(days=days))).score
        for days in (0, 1, 30, 300, 400)
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    assert scores[-1] < THRESHOLD < scores[-2]


def test_days_and_clock_times_are_compared() -> None:
    start = datetime(2026, 10, 28, 19, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert alike(timed_event(), told(timed_event(), start=start))
    assert alike(timed_event(), told(timed_event(), start=date(2026, 10, 28), end=None))
    assert not alike(timed_event(), all_day_event())
    assert not alike(undated_event(), all_day_event())


@pytest.mark.parametrize(
    "facts",
    [
        {"person": Person(name="Åse Bjørnå-Nielsen")},
        {"person": Person(name="Åse Marie Bjørnø-Nielsen")},
        {"organization": "Kodehuset"},
        {"effective": date(2025, 11, 1)},
        {"role_name": "Salgsdirektør", "location": None},
    ],
)
def test_a_notice_may_have_a_slip(facts: dict[str, object]) -> None:
    assert alike(notice(), told(notice(), **facts))


@pytest.mark.parametrize(
    "facts",
    [
        {"change": "departed"},
        {"person": Person(name="Bo Bjørnø-Nielsen")},
        {"person": Person(name="Åse Krag")},
        {"person": Person(name="Åse Bjørnå-Nielsen"), "effective": date(2025, 11, 1)},
        {"person": Person(name="Åse Marie Bjørnø-Nielsen"), "organization": "Andetsteds A/S"},
        {"organization": "Andetsteds A/S", "effective": date(2025, 11, 1)},
    ],
)
def test_another_person_or_change_is_another_notice(facts: dict[str, object]) -> None:
    assert not alike(notice(), told(notice(), **facts))


@pytest.mark.parametrize(
    ("facts", "same"),
    [
        ({"title": "Senior Network Engineer"}, True),
        ({"job_location": "København"}, True),
        ({"job_location": None, "valid_through": None}, True),
        ({"title": "Salgschef"}, False),
        ({"hiring_organization": "Andetsteds A/S"}, False),
        ({"title": "Senior Network Consultant", "job_location": "Aalborg"}, False),
    ],
)
def test_a_posting_may_be_worded_anew(facts: dict[str, object], same: bool) -> None:
    assert alike(posting(), told(posting(), **facts)) is same


ITEMS = st.one_of(
    st.builds(
        Article,
        title=st.none() | st.text(max_size=20),
        content=st.none() | st.text(max_size=120),
        authors=st.sampled_from([(), ("A",), ("A", "B")]),
        published=st.none() | st.dates(),
    ),
    st.builds(
        Event,
        title=st.none() | st.text(max_size=20),
        location=st.none() | st.text(max_size=9),
        start=st.none() | st.dates(),
    ),
    st.builds(
        PersonnelNotice,
        change=st.sampled_from(["appointed", "departed"]),
        person=st.builds(Person, name=st.text(max_size=20)),
        organization=st.none() | st.text(max_size=9),
        effective=st.none() | st.dates(),
    ),
    st.builds(JobPosting, title=st.none() | st.text(max_size=20), hiring_organization=st.none() | st.text(max_size=9)),
)


@given(ITEMS, ITEMS)
def test_likeness_is_mutual_and_bounded(one: Item, other: Item) -> None:
    alike(one, other)


SCORES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([0.75, 0.8, 0.85, 0.9, 1.0]), max_size=14
)


def best_sum(scores: dict[tuple[int, int], float]) -> float:
    """Try every way to pair rows and columns."""
    rows = sorted({row for row, _ in scores})
    columns = [*sorted({column for _, column in scores}), *([None] * len(rows))]
    ways = permutations(columns, len(rows)) if rows else [()]
    return max(
        sum(scores.get((row, column), 0.0) for row, column in zip(rows, way, strict=True) if column is not None)
        for way in set(ways)
    )


@given(SCORES)
def test_the_best_sum_of_all_pairings_is_found(scores: dict[tuple[int, int], float]) -> None:
    pairs = assign(scores)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs.items()) <= scores.keys()
    assert sum(scores[pair] for pair in pairs.items()) == pytest.approx(best_sum(scores))


@given(SCORES, st.randoms())
def test_the_order_in_which_pairs_are_told_does_not_matter(
    scores: dict[tuple[int, int], float], chance: object
) -> None:
    mixed = list(scores.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert assign(dict(mixed)) == assign(scores)


def test_the_best_pair_is_given_up_for_a_better_sum() -> None:
    assert assign({(0, 0): 0.95, (0, 1): 0.9, (1, 0): 0.9}) == {0: 1, 1: 0}
    assert assign({}) == {}


def test_equal_sums_pair_the_lower_numbers() -> None:
    assert assign({(row, column): 0.8 for row in range(3) for column in range(3)}) == {0: 0, 1: 1, 2: 2}
    assert assign({(0, 0): 0.8, (1, 0): 0.8}) == {0: 0}
    assert assign({(0, 0): 0.8, (0, 1): 0.8}) == {0: 0}


def test_what_is_too_large_to_be_solved_is_paired_best_first() -> None:
    size = _LARGE + 1
    scores = {(row, column): 0.8 for row in range(size) for column in range(size)} | {(5, 9): 1.0, (9, 9): 0.95}
    pairs = assign(scores)
    assert pairs[5] == 9
    assert len(pairs) == len(set(pairs.values())) == size


def test_groups_that_share_nothing_are_solved_alone() -> None:
    # One solution of all of these would take a billion steps.
    pairs = assign({(number, number + shift): 0.9 for number in range(0, 6000, 2) for shift in (0, 1)})
    assert pairs == {number: number for number in range(0, 6000, 2)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("netIP", "Netip A/S"),
        ("ErhvervsKredit A/S", "Erhvervskredit"),
        ("Bo & Lindegaard", "Bo og Lindegaard ApS"),
        ("Dunn & Wyatt LLP", "Dunn and Wyatt"),
        ("Kern GmbH & Co. KG", "Kern"),
        ("Nordkoden AB", "Nordkoden"),
    ],
)
def test_a_firm_is_the_same_with_its_legal_form_and_without(one: str, other: str) -> None:
    assert likeness(told(notice(), organization=one), told(notice(), organization=other)).score == pytest.approx(1.0)


def test_another_firm_is_not_made_the_same_by_its_legal_form() -> None:
    one, other = told(notice(), organization="Nordkoden A/S"), told(notice(), organization="Havsbruk A/S")
    assert likeness(one, other).score < likeness(one, one).score
