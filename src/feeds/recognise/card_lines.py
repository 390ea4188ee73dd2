"""What the lines of cards of events are: kinds, titles and places, told apart over all cards of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import permutations, product
from typing import TypeAlias

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import When

#: The lines of a card in their order: its kind, its place, its title, and what dates it.
_KIND, _PLACE, _TITLE, _WHEN = "KPTW"
_ORDERS = tuple(
    "".join(order)
    for sorts in (
        f"{_TITLE}{_WHEN}",
        f"{_PLACE}{_TITLE}{_WHEN}",
        f"{_KIND}{_TITLE}{_WHEN}",
        f"{_KIND}{_PLACE}{_TITLE}{_WHEN}",
    )
    for order in permutations(sorts)
)
_LONGEST_KIND = 32
#: Where somebody is from, behind the name.
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_LONGEST_PLACE = 80
_MOST_SHOUTED, _MANY_SPACES, _FEW_LONG = 0.5, 2, 3
#: How likely a line is what, by a sign; only what is more likely than `_LOOSE` is taken for more than a remark.
_LOOSE = -0.2
_SURE, _MORE, _LIKELY, _WEAK, _SLIGHT = 3.0, 2.0, 1.5, 1.0, 0.3
#: What a card pays for what others have and it has not.
_LACKING = 1.0
_NEVER = -9.0
#: So much better than the order of all cards fits that of a single one.
_FAR = 4.0
#: Behind a whole sentence stands another.
_SENTENCES = re.compile(r"[^\W\d_]{3}\. [^\W\d_]")


class Shown(msgspec.Struct, frozen=True):
    """A card as it stands, from index `start` to `end`: its time, which is line `at` of it, and its lines by sort.

    `words` are those that can be kinds, titles, places or remarks, each with its number; `head` is the line above
    several cards that tells their day, `has_more` whether buttons, badges, lengths or ages stand on it.
    """

    start: int
    end: int
    at: int
    when: When
    words: tuple[tuple[int, Line], ...]
    prices: tuple[Line, ...]
    labels: tuple[Line, ...]
    head: Line | None = None
    text: tuple[Line, ...] = ()
    has_more: bool = False


class Card(msgspec.Struct, frozen=True):
    """A card whose lines are told apart; `loose` are remarks."""

    shown: Shown
    title: Line
    place: Line | None
    kind: Line | None
    loose: tuple[Line, ...]


class Texts:
    """What the words on the cards of a page tell by coming again, by the choices above them and by their form."""

    __slots__ = ("_choices", "_counts", "_is_shouted", "_known", "_parts", "know")

    def __init__(self, lines: Sequence[Line], choices: frozenset[str], know: Knowledge) -> None:
        self.know = know
        self._choices = choices
        texts = [line.text.casefold() for line in lines]
        # A show that comes again has the same line below it; a kind and a place have not.
        self._counts = Counter(text for text, _ in set(zip(texts, [*texts[1:], ""], strict=False)))
        self._parts = Counter(part for text in set(texts) if ", " in text for part in text.split(", "))
        # Kinds in capitals are of a word or two; where whole titles stand in capitals, these tell nothing.
        shouted = [line.text.count(" ") >= _MANY_SPACES for line in lines if line.text.isupper()]
        self._is_shouted = sum(shouted) * _FEW_LONG >= max(len(shouted), 1) or len(shouted) > _MOST_SHOUTED * len(lines)
        self._known: dict[str, tuple[float, float, float]] = {}

    def signs(self, line: Line) -> tuple[float, float, float]:
        """Tell how likely a line is the kind, the place, the title of an event."""
        known = self._known.get(line.text)
        if known is None:
            known = self._known[line.text] = (self._kind(line), self._place(line), self._title(line))
        return known

    def _is_again(self, text: str) -> bool:
        return self._counts[text.casefold()] > 1

    def _is_choice(self, text: str) -> bool:
        """Tell whether a text stands in the menus above the cards, and is not the house whose page it is."""
        return text.casefold() in self._choices and not self._is_house(text)

    def _is_loud(self, text: str) -> bool:
        return text.isupper() and text.count(" ") < _MANY_SPACES and not self._is_shouted

    def _is_prose(self, line: Line) -> bool:
        return line.is_sentence and not line.text.endswith(("?", "!"))

    def _kind(self, line: Line) -> float:
        text = line.text
        if len(text) > _LONGEST_KIND or self._is_prose(line) or has_digit(text):
            return _NEVER
        if self._is_choice(text):
            return _SURE + _WEAK
        told = (
            _SURE * (self.know.is_kind(text) or self.know.audience.fullmatch(text) is not None)
            + _WEAK * self._is_again(text)
            + _LIKELY * self._is_loud(text)
        )
        return told - _LIKELY * self._is_house(text) if told else -_SURE

    def _place(self, line: Line) -> float:
        text = line.text
        if self.know.online.fullmatch(text.rstrip(".")) is not None:
            return _SURE
        if (
            len(text) > _LONGEST_PLACE
            or self._is_prose(line)
            or _SENTENCES.search(text)
            or names_speaker(text, self.know)
        ):
            return -_SURE
        if not cells.is_place(text, self.know):
            # "Conference Beacon, Hull", where the town comes again.
            is_known = self._is_in_town(text) and self._parts[text.casefold().rpartition(", ")[2]] > 1
            return _LIKELY if is_known else -_SURE
        told = _SURE * self._is_house(text) + _LIKELY * self._is_again(text) + _LIKELY * self._is_in_town(text)
        told -= _SURE * self._is_choice(text) + _LIKELY * self._is_loud(text)
        return told - _SURE * self.know.is_kind(text) + _SLIGHT

    def _title(self, line: Line) -> float:
        text = line.text
        told = _LIKELY - _LIKELY * self._is_again(text) - _LIKELY * self._is_loud(text)
        told -= _LIKELY * (self._is_house(text) + self._is_in_town(text) + self._is_prose(line))
        return told - _MORE * self._is_choice(text) - _WEAK * self.know.is_kind(text)

    def _is_house(self, text: str) -> bool:
        return self.know.places.search(text) is not None and cells.names_house(text, self.know)

    def _is_in_town(self, text: str) -> bool:
        """Tell whether a comma parts a house from its street or its town."""
        parts = text.split(", ")
        return len(parts) > 1 and all(part[:1].isupper() for part in parts)


def names_speaker(text: str, know: Knowledge) -> bool:
    """Tell whether a text is somebody's name, with where they are from behind it or a first name before it."""
    if cells.leads_to_person(text, know) or cells.names_somebody(text, know):
        return True
    name = _ASIDE.sub("", text)
    is_told = name != text or name.partition(" ")[0] in know.language.sentences.given_names
    return is_told and cells.is_person(name.partition(", ")[0], know)


def read(found: Sequence[Shown], texts: Texts) -> list[Card]:
    """Tell the lines of cards apart, in the order that fits all of them best."""
    told = [_readings(shown, texts) for shown in found]
    orders = _ORDERS if _have_kinds(found, texts) else [order for order in _ORDERS if _KIND not in order]
    order = max(orders, key=lambda order: _fit(told, order))
    first = [one for readings in told if (one := _best(readings, order)) is not None]
    # Titles stand on the same line of most cards.
    usual = Counter(reading.loose_above for _, reading in first).most_common(1)
    best = (_own(readings, order, usual[0][0] if usual else -1) for readings in told)
    return [_card(shown, one[1]) for shown, one in zip(found, best, strict=True) if one is not None]


def _have_kinds(found: Sequence[Shown], texts: Texts) -> bool:
    """Tell whether cards have kinds: one is sure, or most have a line that can be one."""
    likely = [max(texts.signs(line)[0] for _, line in shown.words) for shown in found]
    return any(sign > _WEAK for sign in likely) or sum(sign > 0 for sign in likely) * 3 >= len(likely) * 2


def likeness(found: Sequence[Shown], texts: Texts) -> float:
    """Tell how well the order that fits best fits some cards."""
    told = [_readings(shown, texts) for shown in found]
    return max(_fit(told, order) for order in _ORDERS) / max(len(found), 1)


class _Reading(msgspec.Struct, frozen=True):
    """A reading of one card: the number of the word that is its title, its place and its kind."""

    title: int
    place: int | None
    kind: int | None

    @property
    def loose_above(self) -> int:
        """Count the remarks above the title."""
        return self.title - sum(n is not None and n < self.title for n in (self.place, self.kind))


_Readings: TypeAlias = dict[tuple[str, int], tuple[float, _Reading]]


def _readings(shown: Shown, texts: Texts) -> _Readings:
    """Give for each order of what a card tells, and each title, the best reading, and how likely it is."""
    signs = [texts.signs(line) for _, line in shown.words]
    numbers = range(len(signs))
    some = (None, *numbers)
    best: _Readings = {}
    for title, place, kind in product(numbers, some, some):
        used = [n for n in (title, place, kind) if n is not None]
        if len(set(used)) < len(used):
            continue
        likely = signs[title][2] + _LOOSE * (len(signs) - len(used))
        likely += signs[place][1] if place is not None else 0.0
        likely += signs[kind][0] if kind is not None else 0.0
        spots = [(shown.at, _WHEN), (shown.words[title][0], _TITLE)]
        spots += [(shown.words[place][0], _PLACE)] if place is not None else []
        spots += [(shown.words[kind][0], _KIND)] if kind is not None else []
        key = ("".join(sort for _, sort in sorted(spots)), title)
        if key not in best or likely > best[key][0]:
            best[key] = (likely, _Reading(title, place, kind))
    return best


def _own(readings: _Readings, order: str, usual: int) -> tuple[float, _Reading] | None:
    """Give the best reading of a card in the order of all, or in another one that fits it far better."""
    best = _best(readings, order, usual)
    others = (_best(readings, other) for other in _ORDERS if set(other) == set(order))
    other = max((one for one in others if one is not None), key=lambda told: told[0], default=None)
    return other if best is None or (other is not None and other[0] > best[0] + _FAR) else best


def _best(readings: _Readings, order: str, usual: int = -1) -> tuple[float, _Reading] | None:
    """Give the best reading of a card whose lines stand in some order, of which it may lack the kind or the place.

    Where above most titles stand `usual` remarks, so do above this one if they can.
    """
    fitting = [
        (likely - _LACKING * (len(order) - len(own)) + _SURE * (reading.loose_above == usual), reading)
        for (own, _), (likely, reading) in readings.items()
        if _is_within(own, order)
    ]
    return max(fitting, key=lambda told: told[0], default=None)


def _is_within(own: str, order: str) -> bool:
    rest = iter(order)
    return all(sort in rest for sort in own)


def _fit(told: Sequence[_Readings], order: str) -> float:
    best = [_best(readings, order) for readings in told]
    # Mostly the title stands before the place, and the kind before both.
    at = {sort: number for number, sort in enumerate(order)}
    usual = _SLIGHT * (at[_TITLE] < at.get(_PLACE, 0)) + _SLIGHT * (at.get(_KIND, len(order)) < at[_TITLE])
    return sum(one[0] if one is not None else -_SURE for one in best) + usual * len(told)


def _card(shown: Shown, reading: _Reading) -> Card:
    used = {reading.title, reading.place, reading.kind}
    return Card(
        shown=shown,
        title=shown.words[reading.title][1],
        place=shown.words[reading.place][1] if reading.place is not None else None,
        kind=shown.words[reading.kind][1] if reading.kind is not None else None,
        loose=tuple(line for n, (_, line) in enumerate(shown.words) if n not in used),
    )
