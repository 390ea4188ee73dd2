"""The order of the lines below the days of a listing, the same below most: who speaks, the title, a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells, stamps
from feeds.recognise.page import Line
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge

_FEWEST = 2
_LONGEST = 100
_BRACKET = re.compile(r"\s*\((?P<from>[^()]{2,60})\)$")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]{1,24}): \S")

Bodies = Sequence[tuple[Line, ...]]


def speakers_behind(bodies: Bodies, know: Knowledge) -> list[tuple[Line, ...]]:
    """Put who speaks behind the title, and behind a label, where most bodies tell it with where they are from.

    “Chair: Bo Lind / Mia Holm (University of Hull) / The salt roads”: the title is the line next to such a name.
    """
    shared = _labels(bodies, know)
    open_bodies = [body[_leading(body, shared) :] for body in bodies]
    full = [body for body in open_bodies if len(body) > 1]
    label = next((word for word, field in know.event_labels.items() if field == "performers"), "")
    for at in (0, 1):
        named = [body for body in full if _is_speaker(body[at], know) and _is_title(body[1 - at], body, know)]
        marked = sum(_affiliation(body[at], know) for body in named)
        if label and len(named) >= _FEWEST and len(named) * 3 >= len(full) * 2 and marked * 2 >= len(named):
            return [
                _titled(body, rest, at, label) if any(rest is one for one in named) else body
                for body, rest in zip(bodies, open_bodies, strict=True)
            ]
    return list(bodies)


def _labels(bodies: Bodies, know: Knowledge) -> set[str]:
    """Find the unknown labels that open more than one of the bodies: “Chair:”, “Moderation:”."""
    found = [match["label"] for body in bodies if body and (match := _LABEL.match(body[0].text)) is not None]
    return {label for label, count in Counter(found).items() if count >= _FEWEST and not know.is_kind(label)}


def _leading(body: Sequence[Line], shared: set[str]) -> int:
    """Count the lines with such a label, and a name behind it, that open a body."""
    match = _LABEL.match(body[0].text) if body else None
    return int(match is not None and match["label"] in shared)


def _is_speaker(line: Line, know: Knowledge) -> bool:
    """Tell whether a line is somebody's name, with a title before it or where they are from behind it."""
    name = _BRACKET.sub("", line.text).partition(", ")[0]
    if line.is_sentence or len(line.cells) > 1 or has_digit(line.text) or ":" in line.text:
        return False
    return cells.is_person(name, know) or (
        know.person_title.match(name) is not None and cells.leads_to_person(name, know)
    )


def _affiliation(line: Line, know: Knowledge) -> bool:
    bare = _BRACKET.sub("", line.text)
    return bare != line.text or know.person_title.match(bare) is not None


def _is_title(line: Line, body: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether the line beside a name can be a title: no place, no fact, in the same paragraph."""
    if body[1].after_gap or len(line.text) > _LONGEST or (line.is_sentence and not line.text.endswith(("?", "!"))):
        return False
    return not (_is_fact(line, know) or cells.names_house(line.text, know))


def _is_fact(line: Line, know: Knowledge) -> bool:
    text = line.text
    is_fact = read_label(line, know.event_labels, know) is not None or cells.is_price_text(text, know)
    return is_fact or len(line.cells) > 1 or bool(stamps.take_clocks(text, know)[0])


def _titled(body: tuple[Line, ...], rest: tuple[Line, ...], at: int, label: str) -> tuple[Line, ...]:
    speaker, title = rest[at], rest[1 - at]
    told = msgspec.structs.replace(
        speaker, text=f"{label}: {_BRACKET.sub('', speaker.text)}", after_gap=False, shown=speaker.shown or speaker.text
    )
    before = tuple(msgspec.structs.replace(line, after_gap=False) for line in body[: len(body) - len(rest)])
    return (title, told, *rest[2:], *before)


def places_near(bodies: Bodies, titled: Sequence[bool], know: Knowledge) -> list[tuple[Line, ...]]:
    """Put places that close their paragraphs right below the titles, where most of the bodies end in one.

    `titled` says which have their title above the day.
    """
    ends = [_end(body) for body in bodies]
    below = [0 if above else _below_title(body, know) for body, above in zip(bodies, titled, strict=True)]
    spots = [
        end if end > first and _is_place(body[end], know) else -1
        for body, end, first in zip(bodies, ends, below, strict=True)
    ]
    long = sum(end > first for end, first in zip(ends, below, strict=True))
    places = [body[at].text for body, at in zip(bodies, spots, strict=True) if at >= 0]
    counted = Counter(places)
    sure = sum(counted[text] > 1 or know.places.search(text) is not None for text in places)
    if len(places) < _FEWEST or len(places) * 3 < long * 2 or sure * 3 < len(places) * 2:
        return list(bodies)
    return [body if at < 0 else _moved(body, at, first) for body, at, first in zip(bodies, spots, below, strict=True)]


def _below_title(body: Sequence[Line], know: Knowledge) -> int:
    """Give the index of the line below the title: clock times and other facts can stand above that."""
    return 1 + next((n for n, line in enumerate(body) if not _is_fact(line, know)), len(body))


def _end(body: Sequence[Line]) -> int:
    """Give the index of the last line of a body's first paragraph."""
    return next((n for n, (_, below) in enumerate(pairwise(body)) if below.after_gap), len(body) - 1)


def _is_place(line: Line, know: Knowledge) -> bool:
    if line.is_sentence or len(line.text) > _LONGEST or _is_fact(line, know):
        return False
    return all(cells.is_place(part, know) for part in line.text.partition(", ")[:1])


def _moved(body: tuple[Line, ...], at: int, to: int) -> tuple[Line, ...]:
    return (*body[:to], body[at], *body[to:at], *body[at + 1 :])
