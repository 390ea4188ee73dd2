"""What signs are worth: a logistic regression fitted by Newton's method, without any library."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p
from typing import NamedTuple, Protocol, TypeAlias

FOLDS = 5
#: Draws each weight towards nothing, so that what is seen on a few pages is not worth much.
_RESTRAINT = 3.0
_STEPS, _CLOSE = 30, 1e-4
_STEEPEST = 30.0

#: The signs of a case: the place of each in the table, and how much of it there is.
Row: TypeAlias = tuple[tuple[int, float], ...]
Vector: TypeAlias = list[float]


class Case(Protocol):
    """A case of a page: whether what is asked holds, and the signs."""

    @property
    def page(self) -> str: ...
    @property
    def holds(self) -> bool: ...
    @property
    def signals(self) -> Row: ...


class Fit(NamedTuple):
    """How many weights there are, which of them is the constant, and how much dearer it is to say yes wrongly."""

    size: int
    constant: int
    dearer: float = 1.0

    def fitted(self, cases: Sequence[Case], start: Sequence[float] | None = None) -> Vector:
        """Fit what each sign is worth."""
        weights = list(start or [0.0] * self.size)
        for _ in range(_STEPS):
            slope, bend = self._derivatives(cases, weights)
            step = _solved(bend, slope)
            weights = [weight - by for weight, by in zip(weights, step, strict=True)]
            if max(map(abs, step)) < _CLOSE:
                break
        return weights

    def cost(self, cases: Sequence[Case], weights: Sequence[float]) -> float:
        """Give what errors cost with these weights, sure ones more than close ones: what the fit makes small."""
        return sum(
            log1p(exp(-told)) if case.holds else self.dearer * log1p(exp(told))
            for case in cases
            for told in (_bounded(score(case.signals, weights)),)
        )

    def held_out(self, cases: Sequence[Case], start: Vector) -> list[float]:
        """Score each case by weights that are fitted to the pages of the other folds."""
        names = sorted({case.page for case in cases})
        # One fold has a bit of each set, as their names follow each other.
        fold = {name: number % FOLDS for number, name in enumerate(names)}
        weights = [self.fitted([case for case in cases if fold[case.page] != n], start) for n in range(FOLDS)]
        return [score(case.signals, weights[fold[case.page]]) for case in cases]

    def _derivatives(self, cases: Sequence[Case], weights: Vector) -> tuple[Vector, list[Vector]]:
        """Give the first and the second derivatives of what errors cost."""
        restraints = [0.0 if place == self.constant else _RESTRAINT for place in range(self.size)]
        slope = [restraint * weight for restraint, weight in zip(restraints, weights, strict=True)]
        bend = [[restraints[x] if x == y else 0.0 for x in range(self.size)] for y in range(self.size)]
        for case in cases:
            chance = 1 / (1 + exp(-_bounded(score(case.signals, weights))))
            cost = 1.0 if case.holds else self.dearer
            error, weight = cost * (chance - case.holds), cost * chance * (1 - chance)
            for at, (x, value) in enumerate(case.signals):
                slope[x] += error * value
                line, by = bend[x], weight * value
                # Only half of it: the other one is the same.
                for y, other in case.signals[at:]:
                    line[y] += by * other
        return slope, [[bend[min(x, y)][max(x, y)] for x in range(self.size)] for y in range(self.size)]


def score(signals: Row, weights: Sequence[float]) -> float:
    """Give how much speaks for yes."""
    return sum([weights[place] * value for place, value in signals])


def _bounded(told: float) -> float:
    return max(-_STEEPEST, min(_STEEPEST, told))


def _solved(matrix: Sequence[Vector], right: Vector) -> Vector:
    """Solve a system of equations by elimination; the matrix is symmetric and positive, so no row need be exchanged."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at, pivot in enumerate(rows):
        for line in rows[at + 1 :]:
            share = line[at] / pivot[at]
            line[at:] = [value - share * above for value, above in zip(line[at:], pivot[at:], strict=True)]
    found: Vector = []
    for at in reversed(range(len(rows))):
        known = sum(value * one for value, one in zip(rows[at][at + 1 : -1], found, strict=True))
        found.insert(0, (rows[at][-1] - known) / rows[at][at])
    return found
