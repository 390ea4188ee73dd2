"""How alike two tellings are, and which of many belong together: for what was edited beyond its own key facts.

A pair below `THRESHOLD` is never one item, whatever else there is. Above it the best assignment of all pairs decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from typing import TypeAlias

import msgspec

from feeds.identity import normalised, occasion
from feeds.model import Article, Event, Item, JobPosting, PersonnelNotice, day_of

THRESHOLD = 0.75
"""Least likeness, of 1, at which two tellings may be one item."""

_FAR = timedelta(days=366)
_OPENING = 400  # characters of a story that tell which it is
_ENOUGH = 80  # fewer than these tell nothing
_WORD = 0.75  # two words more alike than this are one word and a slip


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two tellings are, from 0 to 1, and by what."""

    score: float
    by: str = ""


_UNLIKE = Likeness(score=0.0)


def likeness(one: Item, other: Item) -> Likeness:
    """Compare two tellings of one kind; of different kinds they are never alike."""
    match one, other:
        case Article(), Article():
            return _articles(one, other)
        case Event(), Event():
            return _events(one, other)
        case PersonnelNotice(), PersonnelNotice():
            return _notices(one, other)
        case JobPosting(), JobPosting():
            return _postings(one, other)
        case _:
            return _UNLIKE


def _articles(one: Article, other: Article) -> Likeness:
    title, opening = _alike(one.title, other.title), _alike(_begin(one), _begin(other))
    enough = min(len(_begin(one)), len(_begin(other))) >= _ENOUGH
    is_told_again = bool(_begin(one)) and opening >= _ALMOST
    if one.published and other.published and day_of(one.published) != day_of(other.published) and not is_told_again:
        # A column has the same title and author each week.
        return _UNLIKE
    if enough and opening < _ELSEWHERE:
        return _UNLIKE
    if enough and opening >= _ALMOST:
        return Likeness(score=opening, by="the text")
    authors = 1.0 if set(one.authors) == set(other.authors) else 0.7
    return Likeness(score=title * authors, by="the title")


_ALMOST = 0.85
_ELSEWHERE = 0.3


def _events(one: Event, other: Event) -> Likeness:
    title, place = _alike(one.title, other.title), _alike(one.location, other.location)
    if title < _TITLE:
        return _UNLIKE
    if occasion(one) == occasion(other):
        return Likeness(score=0.5 * title + 0.3 + 0.2 * place, by="title and day" if occasion(one) else "the title")
    if title < _ALMOST or place < _ALMOST:
        return _UNLIKE
    if not one.start or not other.start:
        return Likeness(score=0.5 * title + 0.2 + 0.2 * place, by="title and place")
    distance = abs(day_of(one.start) - day_of(other.start))
    near = 0.0 if distance > _FAR else 0.3 - 0.15 * (distance / _FAR)
    return Likeness(score=0.5 * title + near + 0.2 * place, by="title and place")


_TITLE = 0.6


def _notices(one: PersonnelNotice, other: PersonnelNotice) -> Likeness:
    if one.change != other.change:
        return _UNLIKE
    name = _names(one.person.name, other.person.name)
    organization = _firms(one.organization, other.organization)
    day = 1.0 if one.effective == other.effective else 0.0
    if name < 1.0 and not (day and organization >= _ALMOST):
        # Two people of one family name may begin at one firm: a slip in a name is one only where all else is the same.
        return _UNLIKE
    if name < _WORD or (organization < _ALMOST and not day):
        return _UNLIKE
    return Likeness(score=0.5 * name + 0.25 * organization + 0.15 * day + 0.1, by="name, organization and day")


def _postings(one: JobPosting, other: JobPosting) -> Likeness:
    title, firm = _alike(one.title, other.title), _firms(one.hiring_organization, other.hiring_organization)
    if title < _POSITION or firm < _ALMOST:
        return _UNLIKE
    place = _alike(one.job_location, other.job_location)
    return Likeness(score=0.5 * title + 0.3 * firm + 0.2 * place, by="title and organization")


_POSITION = 0.7


def _names(one: str, other: str) -> float:
    """Compare two names word by word: a slip in a word, or one word left out, and nothing else."""
    few, many = sorted((normalised(one).split(), normalised(other).split()), key=len)
    if few == many:
        return 1.0
    if len(few) == len(many):
        return min(_ratio(a, b) for a, b in zip(few, many, strict=True)) if _differ(few, many) == 1 else 0.0
    left_out = len(few) >= _FULL_NAME and few[0] == many[0] and few[-1] == many[-1] and set(few) <= set(many)
    return 0.9 if left_out else 0.0


_FULL_NAME = 2


def _differ(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _alike(one: str | None, other: str | None) -> float:
    """Compare two texts; both not told is alike, one of them not told is half."""
    if not one or not other:
        return 1.0 if not one and not other else 0.5
    return _ratio(normalised(one), normalised(other))


def _firms(one: str | None, other: str | None) -> float:
    """Compare two names of firms: a legal form tells nothing apart, and “&” is as good as the word for it."""
    if not one or not other:
        return _alike(one, other)
    first, second = _bare_firm(one), _bare_firm(other)
    if len(first) == len(second) and all(_is_same_word(a, b) for a, b in zip(first, second, strict=True)):
        return 1.0
    return max(_alike(one, other), _ratio(" ".join(first), " ".join(second)))


def _bare_firm(name: str) -> list[str]:
    words = normalised(name).split()
    bare = [word for word in words if word.strip(".,()") not in _LEGAL_FORMS]
    while bare and bare[-1] == "&":
        bare.pop()
    return bare or words


def _is_same_word(one: str, other: str) -> bool:
    return one == other or ("&" in {one, other} and max(len(one), len(other)) <= _LONGEST_AND)


_LONGEST_AND = 3
_LEGAL_FORMS = frozenset(
    {
        "a/s",
        "aps",
        "as",
        "asa",
        "ab",
        "ag",
        "gmbh",
        "mbh",
        "kg",
        "kgaa",
        "ug",
        "ohg",
        "e.v",
        "ev",
        "eg",
        "se",
        "sa",
        "oy",
    }
    | {
        "ltd",
        "limited",
        "llp",
        "llc",
        "plc",
        "inc",
        "corp",
        "i/s",
        "k/s",
        "p/s",
        "a.m.b.a",
        "amba",
        "hb",
        "bv",
        "nv",
        "co",
    }
)


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    # SequenceMatcher's answer depends on which text comes first, and takes frequent letters of long texts for junk.
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _begin(item: Article) -> str:
    return (item.content or item.summary or "")[:_OPENING]


Scores: TypeAlias = Mapping[tuple[int, int], float]
_Cost: TypeAlias = Callable[[int, int], float]


def assign(scores: Scores) -> dict[int, int]:
    """Give the one-to-one pairs of rows and columns with the highest sum; pairs that are not in `scores` are none.

    Rows and columns that no pair joins are apart, so each group is solved alone; one that is too large to be solved
    (somebody's wish to keep us busy) is paired best first. Equal sums: the lower numbers first.
    """
    pairs: dict[int, int] = {}
    for group in _groups(scores):
        rows, columns = sorted({row for row, _ in group}), sorted({column for _, column in group})
        if max(len(rows), len(columns)) > _LARGE:
            pairs |= _best_first(group)
        else:
            pairs |= _best_sum(rows, columns, group)
    return pairs


_LARGE = 64


def _groups(scores: Scores) -> list[dict[tuple[int, int], float]]:
    """Part the pairs into groups that have neither row nor column in common."""
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for row, column in scores:
        leader[find(("row", row))] = find(("column", column))
    groups: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for pair in sorted(scores):
        groups.setdefault(find(("row", pair[0])), {})[pair] = scores[pair]
    return list(groups.values())


def _best_first(group: Scores) -> dict[int, int]:
    pairs: dict[int, int] = {}
    for row, column in sorted(group, key=lambda pair: (-group[pair], pair)):
        if row not in pairs and column not in pairs.values():
            pairs[row] = column
    return pairs


def _best_sum(rows: Sequence[int], columns: Sequence[int], group: Scores) -> dict[int, int]:
    """Solve by shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957): a cubic number of steps."""
    size = max(len(rows), len(columns))

    def cost(i: int, j: int) -> float:
        inside = i <= len(rows) and j <= len(columns)
        return -group.get((rows[i - 1], columns[j - 1]), 0.0) if inside else 0.0

    row_of = _augmented(size, cost)
    found = ((rows[row_of[j] - 1], columns[j - 1]) for j in range(1, len(columns) + 1) if row_of[j] <= len(rows))
    return {row: column for row, column in sorted(found) if (row, column) in group}


def _augmented(size: int, cost: _Cost) -> list[int]:
    """Give for each column, from 1, its row, from 1, so that the sum of costs is the least."""
    row_potential, column_potential = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        least, came_from, done = [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
        while row_of[column]:
            done[column] = True
            step, ahead = float("inf"), 0
            for j in range(1, size + 1):
                if done[j]:
                    continue
                reduced = cost(row_of[column], j) - row_potential[row_of[column]] - column_potential[j]
                if reduced < least[j]:
                    least[j], came_from[j] = reduced, column
                if least[j] < step:
                    step, ahead = least[j], j
            for j in range(size + 1):
                if done[j]:
                    row_potential[row_of[j]] += step
                    column_potential[j] -= step
                else:
                    least[j] -= step
            column = ahead
        while column:
            row_of[column], column = row_of[came_from[column]], came_from[column]
    return row_of
