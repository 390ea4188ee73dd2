"""What opens the lines of a listing before or as the title: a place that leads it, a name with sentences behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from feeds.dates import has_digit
from feeds.recognise import cells, stamps
from feeds.recognise.page import BULLET, Line
from feeds.recognise.rules import Knowledge

#: Where the title that stands behind a place ends.
_TITLE_END = re.compile(r", |\. (?=[^\W\d_a-zæøåäöüß])|\.?$")
_FEWEST = 2
_MOST_PLACE_WORDS = 5
_MOST_WORDS, _LONGEST_NAME = 9, 80
_AROUND = " ,;:.!–—-"


def places_behind(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Put places behind the titles that they lead, where the same few lead most: "11 am St Olaf's Church: Matins"."""
    told = {n: led for n, line in enumerate(lines) if ": " in line.text for led in [_led(line, know)] if led}
    counted = Counter(place for place, _ in told.values())
    nouns = sum(_is_noun(place, know) for place, _ in told.values())
    if len(counted) < _FEWEST or len(counted) == len(told) or nouns * 3 < len(told) * 2:
        return list(lines)
    return [_turned(line, *told[n]) if n in told else line for n, line in enumerate(lines)]


def _led(line: Line, know: Knowledge) -> tuple[str, int] | None:
    """Give what stands between the time of a line and a colon, and where it begins, if it can be a place."""
    head = line.text[: line.text.index(": ")]
    if line.cells or line.is_sentence or know.event_labels.get(head.casefold()) is not None:
        return None
    begin = _behind_times(line.text, head, know)
    place = head[begin:]
    words = place.split()
    is_short = 0 < len(words) <= _MOST_PLACE_WORDS and not has_digit(place) and place[0].isupper()
    return (place, begin) if is_short and not know.is_kind(place) else None


def _behind_times(text: str, head: str, know: Knowledge) -> int:
    """Tell where a text goes on behind its mark, its day and its clock time."""
    mark = BULLET.match(text)
    begin = mark.end() if mark is not None else 0
    if has_digit(head):
        day, clock = know.grammar.find(head), know.grammar.find_clock(head)
        begin = max(begin, day.end if day is not None else 0, clock.end_at if clock is not None else 0)
    return begin + len(head[begin:]) - len(head[begin:].lstrip(_AROUND))


def _is_noun(place: str, know: Knowledge) -> bool:
    last = place.rsplit(maxsplit=1)[-1]
    return know.places.fullmatch(place) is not None or know.places.fullmatch(last) is not None


def _turned(line: Line, place: str, begin: int) -> Line:
    title_at = begin + len(place) + len(": ")
    end = _TITLE_END.search(line.text, title_at)
    at = end.start() if end is not None else len(line.text)
    text = f"{line.text[:begin]}{line.text[title_at:at]}, {place}{line.text[at:]}"
    return msgspec.structs.replace(line, text=text, shown=line.shown or line.text)


def names_apart(bodies: Sequence[tuple[Line, ...]], know: Knowledge) -> list[tuple[Line, ...]]:
    """Part names of events from the sentences behind them, where most lines below days are such: "AGM. Coffee."."""
    parts = [know.sentences(body[0].text) if body and body[0].is_sentence else [] for body in bodies]
    named = [bool(told) and _is_name(told[0], know) for told in parts]
    several = sum(is_name and len(told) > 1 for is_name, told in zip(named, parts, strict=True))
    if several < _FEWEST or sum(named) * 3 < sum(map(bool, bodies)) * 2:
        return list(bodies)
    return [
        _parted(body, told[0]) if is_name else body for body, told, is_name in zip(bodies, parts, named, strict=True)
    ]


def _is_name(text: str, know: Knowledge) -> bool:
    """Tell whether a sentence is none, but a name: short, without a verb, and no time."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _LONGEST_NAME or not words[0][:1].isupper():
        return False
    if know.event_verb.search(text) is not None or know.title_lead.match(text) is not None:
        return False
    return not stamps.only_clocks(text, know) and not cells.is_price_text(text, know)


def _parted(body: tuple[Line, ...], name: str) -> tuple[Line, ...]:
    line, *below = body
    shown = line.shown or line.text
    rest = line.text[line.text.index(name) + len(name) :].lstrip(". ")
    title = msgspec.structs.replace(line, text=name.rstrip("."), cells=(), shown=shown)
    more = [msgspec.structs.replace(line, text=rest, cells=(), after_gap=False, shown=shown)] if rest else []
    return (title, *more, *below)
