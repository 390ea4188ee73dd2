"""Expressions that say soon where they do not match: the same matches as those of `re`, and answers that are kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import lang
from feeds.expressions import (
    AnyOf,
    Expression,
    Index,
    Words,
    cues,
    each_of,
    grouped,
    has_digit,
    holds,
    holds_grouped,
    is_foldable,
    lowered,
)
from feeds.kept import kept
from feeds.recognise.rules import knowledge

PATTERNS = (
    r"(?<![\w/-])(?:ansat|udnævn(?:t|es)|[\w-]*leder)(?![\w/])",
    r"\b(?:moved|put back) from (?:the )?(?P<old>\d{1,2} \w+)",
    r"(?:(?-i:[A-ZÆØÅ])\w+ )?kommune\b",
    r"(?!aflyst)\w+ (?-i:(?!Ny)\w+)",
    r"ab?c+|\$ ?\d|[^\W\d]{2,}s$",
    r"(?:ny)?c*",
    r"\b|(?-i:N)y| ",
    r"(?<=(?-i:Y))",
    r"(?:dag(?:en)?|uge) \1?",
    r"\bist\w|[^i]st|İst",
    r"\bist\w|x",
)
WORDS = st.sampled_from(
    ("Ansat", "udnævnt", "LEDER", "moved from", "the", "12 May", "Ny", "kommune", "abcc", "$ 5", "ugE ", "-", "İstA")
)


@pytest.mark.parametrize("pattern", [p for p in PATTERNS if r"\1" not in p])
@given(text=st.lists(WORDS, max_size=6).map(" ".join))
def test_an_expression_finds_what_the_engine_finds(pattern: str, text: str) -> None:
    ours, plain = Expression(pattern), re.compile(pattern, re.IGNORECASE)
    for found, expected in (
        (ours.search(text), plain.search(text)),
        (ours.match(text), plain.match(text)),
        (ours.fullmatch(text), plain.fullmatch(text)),
    ):
        assert (found and (found.span(), found.groups())) == (expected and (expected.span(), expected.groups()))
    assert [m.span() for m in ours.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert ours.is_in(text) == (plain.search(text) is not None)
    assert ours.wholes([text, "Ny"]) == {each for each in (text, "Ny") if plain.fullmatch(each) is not None}
    assert [m[0] for m in ours.finditer(text, 2, 9)] == [m[0] for m in plain.finditer(text, 2, 9)]
    assert ours.sub("_", text) == plain.sub("_", text)
    assert ours.sub("_", text, 1) == plain.sub("_", text, count=1)
    assert ours.sub(lambda match: match[0] * 2, text) == plain.sub(lambda match: match[0] * 2, text)
    assert ours.split(text) == plain.split(text)
    assert ours.findall(text) == plain.findall(text)
    # Where only places count, the letters can be small ones.
    place, expected = ours.place_in(text, lowered(text)), plain.search(text)
    assert (place and place.regs) == (expected and expected.regs)
    assert [m.regs for m in ours.places(text, lowered(text))] == [m.regs for m in plain.finditer(text)]


#: Each is asked for one text after the other: what it looks for first, it settles with the first of them.
ASKED = {pattern: Expression(pattern) for pattern in PATTERNS if r"\1" not in pattern}


@pytest.mark.parametrize("pattern", ASKED)
@given(text=st.lists(WORDS, max_size=6).map(" ".join), begin=st.integers(0, 9), end=st.integers(10, 30))
def test_an_expression_finds_the_same_however_often_it_is_asked(pattern: str, text: str, begin: int, end: int) -> None:
    ours, plain = ASKED[pattern], re.compile(pattern, re.IGNORECASE)
    for text_asked in (text, text.lower(), text):
        for found, expected in (
            (ours.search(text_asked, begin, end), plain.search(text_asked, begin, end)),
            (ours.match(text_asked, begin, end), plain.match(text_asked, begin, end)),
            (ours.fullmatch(text_asked), plain.fullmatch(text_asked)),
        ):
            assert (found and (found.span(), found.groups())) == (expected and (expected.span(), expected.groups()))


@pytest.mark.parametrize("pattern", [r"(?:May )?\d", r"\w* ?(?=\d)", r"(?:\w+ )*[12]\d?", r"(?=.* \d)\w+"])
@pytest.mark.parametrize("text", ["", "May 1 May", "In May 1", "1 In May", "May x 2 May x", "12 3", "Ab 1 Cd"])
def test_what_needs_a_figure_is_found_up_to_the_last_one(pattern: str, text: str) -> None:
    assert Expression(pattern).signs == {r"\d"}
    found = [match.span() for match in Expression(pattern).finditer(text)]
    assert found == [match.span() for match in re.compile(pattern, re.IGNORECASE).finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("moved from|put back", {"moved from", "put back"}),
        (r"\bAflys(?:t|es)\b", {"aflys"}),
        ("colou?r", {"colo"}),
        ("(?:very )?late", {"late"}),
        ("(?:a|[xy])late", {"late"}),
        ("(?=now)x*", {"now"}),
        ("(?>now|late)x*", {"now", "late"}),
        ("(?<=now)(?!then)x*", set()),
        ("one|x*", set()),
        (r"\u0061bc", set()),
        ("(?i)abc", {"abc"}),
    ],
)
def test_cues_are_what_no_match_can_do_without(pattern: str, words: set[str]) -> None:
    assert cues(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?<![\w/-])(?:er|(?:nu )?ny)(?!\w)", {r"\ber", "ny"}),
        (r"(?<!\w)(?=x)(?:har|(?<=y )var)", {r"\bhar", r"\bvar"}),
        (r"(?<!\w)(?:\w*leder|dir)", {"leder", r"\bdir"}),
        (r"(?:gap(?<!\w))(?:sat|a+b)", {"gap"}),
        (r"(?:[^;]*(?<!\w))(?:sat|a+b)", {r"\bsat", "a"}),
        (r"(?<![a-z])er|\d+ om", {"er", " om"}),
        (r"(?:x|)(?<!\w)e?r", {"r"}),
        (r"uge \d", {"uge "}),
        (r"x?\d", {r"\d"}),
        (r"\w+\s+mar", {r"\bmar"}),
        (r"\w+\s*mar", {"mar"}),
        (r"(?:(?:i|fra)\s+)+(?:maj|\Wmar)", {r"\bmaj", r"\bmar"}),
        (r"(?:(?:i|fra)\s+)?(?:maj|\Smar)", {"maj", "mar"}),
    ],
)
def test_signs_say_what_begins_a_word(pattern: str, words: set[str]) -> None:
    assert cues(pattern, is_marked=True) == words


def test_what_a_capital_forbids_is_not_tried_in_small_letters() -> None:
    assert is_foldable("(?:a|(?-i:B))c")
    assert not is_foldable("(?-i:(?!Ny)x)")
    assert not is_foldable("(?!x(?-i:Ny))")
    assert not is_foldable("(?-i:[^A-Z])")
    assert not is_foldable("(?-i:x(?:[^A-Z]))")
    assert is_foldable("(?-i:A(?i:[^:]b(?!c)))")


def test_a_part_in_which_no_case_matters_is_found_inside_one_where_it_does() -> None:
    expression = Expression("(?-i:Ny (?i:[^:]{2}leder))")
    assert expression.fullmatch("Ny x LEDER") is not None
    assert expression.fullmatch("ny x leder") is None


def test_a_letter_that_is_written_as_a_number_is_found_in_any_case() -> None:
    assert Expression(r"\u00c6ble").search("Et æble") is not None
    assert Expression(r"\x41ble").search("Et able") is not None


@pytest.mark.parametrize("code", lang.available())
def test_every_example_of_a_rule_holds_one_of_its_words(code: str) -> None:
    know = knowledge(code)
    for rule in lang.load(code).rules:
        pattern = know.compile(rule).pattern
        for example in rule.examples:
            assert not pattern.words or any(word in example.text.lower() for word in pattern.words), rule.name


def test_of_several_expressions_the_first_match_counts() -> None:
    several = AnyOf([Expression("moved"), Expression("was moved|moved on")])
    found = several.search("it was moved on")
    assert found is not None
    assert found[0] == "was moved"
    assert several.can_match("REMOVED")
    assert not several.can_match("it is off")
    assert several.search("it is off") is None
    assert several.match("Moved") is not None
    assert several.fullmatch("moved on") is not None


@pytest.mark.parametrize(
    ("text", "is_possible"), [("8 kr", True), ("Free entry", True), ("€ alone", False), ("a fee", False)]
)
def test_a_figure_is_a_sign_where_some_have_no_other(text: str, *, is_possible: bool) -> None:
    several = AnyOf([Expression(r"\b(?:free|\d+ ?kr)"), Expression(r"€ ?\d|\bentry")])
    assert several.can_match(text) == several.is_in(text) == is_possible
    assert AnyOf([Expression(r"\d|\w")]).is_in("a")


@given(text=st.text("adegmortu ", max_size=40), words=st.sets(st.text("adegmortu", min_size=1, max_size=8), max_size=8))
def test_grouped_words_are_found_as_those_alone(text: str, words: set[str]) -> None:
    assert holds_grouped(text, grouped(words)) == holds(text, words)
    assert sorted(word for _, each in grouped(words) for word in each) == sorted(words)


@given(text=st.lists(WORDS, max_size=6).map(" ".join))
def test_several_expressions_find_what_the_engine_finds_joined(text: str) -> None:
    several = (r"\bthe \d+", "moved from", r"the|from \w", "(?-i:L)eder|y|my?", r"\d\d may")
    joined = re.compile("|".join(f"(?:{one})" for one in several), re.IGNORECASE)
    found = [match.span() for match in each_of(map(Expression, several), text)]
    assert found == [match.span() for match in joined.finditer(text)]
    found = [match.span() for match in each_of(map(Expression, several), text, 3, 12)]
    assert found == [match.span() for match in joined.finditer(text, 3, 12)]


@given(text=st.lists(WORDS, max_size=6).map(" ".join))
def test_an_index_leaves_out_no_expression_that_a_text_holds(text: str) -> None:
    expressions = [
        Expression(pattern)
        for pattern in (
            *(*PATTERNS[:4], r"\d", "the", r"(?<!\w)ny?", r"(?<!\w)(?:ung|sat)"),
            *(r"the\b.*(?<!\w)(?:put|1)", r"\d(?: m|[ -]\$)", "(?:Put|12) ?(?:$|ny)?b(?=ac)", r"(?=.*\$)[ey-]"),
        )
    ]
    can_be = Index(expressions).of(text.lower())
    assert all(can_be >> n & 1 for n, one in enumerate(expressions) if one.search(text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "is_possible"),
    [
        (r"(?<!\w)has\b.*(?<!\w)(?:hired|sat)\b", "she has resat", False),
        (r"(?<!\w)has\b.*(?<!\w)(?:hired|sat)\b", "she has sat", True),
        (r"\d{4}[/–]\d\d", "2024-25", False),
        (r"\d{4}[/–]\d\d", "2024–25", True),
        (r"\d{4}[^/–]\d\d", "2024-25", True),
        (r"(?:in )?May (?:last|this )?year", "may - year", True),
        (r"(?:in )?May (?:last|this )?year", "in may", False),
        (r"(?:old|new) May|(?:old|new) June", "old june", True),
    ],
)
def test_an_index_asks_for_two_things_that_no_match_can_do_without(pattern: str, text: str, is_possible: bool) -> None:
    assert (Index([Expression("x"), Expression(pattern)]).of(text) == 2) == is_possible


@given(text=st.lists(WORDS, max_size=6).map(" ".join), begin=st.integers(0, 9), end=st.integers(10, 30))
def test_an_index_says_the_same_of_a_part_whatever_it_was_asked_before(text: str, begin: int, end: int) -> None:
    expressions = [
        Expression(pattern) for pattern in (*PATTERNS[:4], r"\d", "the", r"(?<!\w)m", r"(?<!\w)(?:ago|eder)")
    ]
    whole, part = text.lower(), text.lower()[begin:end]
    asked = Index(expressions)
    asked.of(whole)
    assert asked.of(part) == Index(expressions).of(part)
    assert asked.of(f"x {part}") == Index(expressions).of(f"x {part}")
    assert asked.of(whole[end:]) == Index(expressions).of(whole[end:])


@given(text=st.lists(WORDS, max_size=6).map(" ".join))
def test_words_are_in_a_text_where_the_expression_finds_one(text: str) -> None:
    words = Words([r"[\w-]*leder|ansat", "moved from|put back", "abc+"])
    assert words.are_in(text) == (words.search(text) is not None)


def test_answers_are_kept_for_each_object() -> None:
    class Asked:
        def __init__(self, name: str) -> None:
            self.name, self.asked = name, 0

        @kept
        def answer(self, text: str) -> str:
            """Say both."""
            self.asked += 1
            return f"{self.name} {text}"

    one, other = Asked("one"), Asked("other")
    assert [one.answer("x"), one.answer("x"), other.answer("x"), one.answer("y")] == ["one x"] * 2 + [
        "other x",
        "one y",
    ]
    assert (one.asked, other.asked) == (2, 1)


def test_whole_pages_are_not_kept() -> None:
    line, page = "Åben TORSDAG", "Åben TORSDAG\n" * 1000
    assert lowered(line) == line.lower()
    assert lowered(page) == page.lower()
    kept_texts = lowered.__self__  # type: ignore[attr-defined]
    assert line in kept_texts
    assert page not in kept_texts


def test_a_figure_of_any_script_is_seen_beside_letters_of_any() -> None:
    texts = ["", "abc", "a²³¹½æ", "– ’“", "a٣", "æ–७", "x１", *(f"æ–{n}" for n in range(10)), *map(str, range(10))]
    assert [has_digit(text) for text in texts] == [re.search(r"\d", text) is not None for text in texts]
