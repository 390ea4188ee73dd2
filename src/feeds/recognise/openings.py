"""What opens the lines of a listing before or as the title: a place that leads it, a name with sentences behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells, stamps
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

#: Where the title that stands behind a place ends.
_TITLE_END = re.compile(r", |\. (?=[^\W\d_a-zæøåäöüß])|\.?$")
#: A word, a number not far behind it, and soon a capital: "Old Church 11 am. Matins".
_CAN_FOLLOW = re.compile(r"\d[^A-ZÆØÅÄÖÜ]{0,14}\s[A-ZÆØÅÄÖÜ]")
_CAN_LEAD = re.compile(rf"[ ,](?<=[^\W\d_]{{3}}.)[ ,]?(?:[^\W\d_]{{1,7}}\.? ?)?{_CAN_FOLLOW.pattern}")
#: A number behind a name and a comma, a dash or a bracket: "Raft day, kl. 11".
_HOUR_BEHIND = re.compile(r"[^\W\d_][^\d]?[,.(–—-]\s?(?:[^\W\d_]{1,7}\.? )?\d")
_LONGEST_DAY, _LONGEST_TURNED = 40, 200
_ENDS = ",.;)"
#: A day below the heading of a month is read as one of any with so many.
_SOME_MONTH = stamps.Month("", 1, None)
_FEWEST = 2
_MOST_PLACE_WORDS = 5
_MOST_WORDS, _LONGEST_NAME = 9, 80
_NEAR = 70
_AROUND = " ,;:.!–—-"


class _Led(msgspec.Struct, frozen=True):
    """A place that leads a title: where it begins on its line, the clock time behind it, where the title begins."""

    place: str
    begin: int
    clock: str
    title_at: int


def places_behind(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Put places behind the titles that they lead, where the same few lead most: "11 am St Olaf's Church: Matins"."""
    can_be = [n for n, line in enumerate(lines) if not line.cells and (": " in line.text or has_digit(line.text))]
    can_be = [n for n in can_be if _can_be_led(lines[n])] if len(can_be) >= _FEWEST else []
    if len(can_be) < _FEWEST:
        return list(lines)
    told = {n: led for n in can_be if (led := _led(lines[n], know)) is not None}
    if len(told) < _FEWEST:
        return list(lines)
    counted = Counter(led.place for led in told.values())
    nouns = sum(_is_noun(led.place, know) for led in told.values())
    if len(counted) < _FEWEST or len(counted) == len(told) or nouns * 3 < len(told) * 2:
        # A house that opens its line before a clock time is a place also where it stands but once.
        told = {n: led for n, led in told.items() if led.clock and not led.begin and cells.names_house(led.place, know)}
        if len(told) < _FEWEST:
            return list(lines)
    return [_turned(line, told[n]) if n in told else line for n, line in enumerate(lines)]


def places_leading(lines: Sequence[Line], turned: Sequence[Line], know: Knowledge) -> frozenset[str]:
    """Name the places that led the titles of lines before these were turned."""
    moved = (line for line, now in zip(lines, turned, strict=True) if line is not now)
    return frozenset(led.place for line in moved if (led := _led(line, know)) is not None)


def _led(line: Line, know: Knowledge) -> _Led | None:
    """Give the place between the time of a line and a colon, or before its time, if that can be one."""
    return _before_colon(line, know) or _before_clock(line, know)


def _can_be_led(line: Line) -> bool:
    """Tell cheaply whether a line has a colon, or what can be a clock time, for a place to stand before."""
    text = line.text
    if ": " in text and not line.is_sentence:
        return True
    # A number is found sooner than the word before it.
    return _CAN_FOLLOW.search(text, 0, _NEAR) is not None and _CAN_LEAD.search(text, 0, _NEAR) is not None


def _before_colon(line: Line, know: Knowledge) -> _Led | None:
    head, colon, _ = line.text.partition(": ")
    if not colon or line.is_sentence or know.event_labels.get(head.casefold()) is not None:
        return None
    begin = _behind_times(line.text, head, know)
    return _Led(head[begin:], begin, "", len(head) + len(colon)) if _can_lead(head[begin:], know) else None


def _before_clock(line: Line, know: Knowledge) -> _Led | None:
    """Read "Old Church 11 am. Matins" and "3 May, Old Church, 11 am: Matins"."""
    text = line.text
    clock = know.grammar.find_clock(text[:_NEAR]) if _CAN_LEAD.search(text[:_NEAR]) is not None else None
    if clock is None or not clock.begin_at:
        return None
    begin = _behind_times(text[: clock.begin_at], text[: clock.begin_at], know)
    place = text[begin : clock.begin_at].strip(_AROUND)
    _, rest = stamps.take_clocks(text[clock.begin_at :], know)
    title = rest.lstrip(_AROUND)
    if not _can_lead(place, know) or not title[:1].isupper() or not text.endswith(title):
        return None
    title_at = len(text) - len(title)
    return _Led(place, begin, text[clock.begin_at : title_at].strip(_AROUND), title_at)


def _can_lead(place: str, know: Knowledge) -> bool:
    words = place.split()
    is_short = 0 < len(words) <= _MOST_PLACE_WORDS and not has_digit(place) and place[0].isupper()
    # "We meet at the school at 9.30. An easy walk": no place leads a title.
    return is_short and not know.is_kind(place) and know.meeting.match(place) is None


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


def _turned(line: Line, led: _Led) -> Line:
    end = _TITLE_END.search(line.text, led.title_at)
    at = end.start() if end is not None else len(line.text)
    clock = f"{led.clock}: " if led.clock else ""
    text = f"{line.text[: led.begin]}{clock}{line.text[led.title_at : at]}, {led.place}{line.text[at:]}"
    return msgspec.structs.replace(line, text=text, shown=line.shown or line.text)


def hours_first(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Put the hour in front of the title behind which it stands, where most lines below days are such.

    "Raft day, 11 am – 2 pm. Main pool." is then read as "11 am – 2 pm Raft day, Main pool".
    """
    short = [n for n, line in enumerate(lines[:-1]) if len(line.text) <= _LONGEST_DAY and not lines[n + 1].after_gap]
    heads = [n for n in short if not lines[n].cells and has_digit(lines[n].text)]
    if sum(_can_be_turned(lines[n + 1]) for n in heads) < _FEWEST:
        return list(lines)
    days = [n for n in heads if _is_day(lines[n], know)]
    opened = [n for n in days if know.is_closed.search(lines[n + 1].text) is None]
    turned: dict[int, Line] = {}
    first = 0
    for n in opened:
        run = list(takewhile(lambda line: not line.after_gap, lines[n + 1 :]))
        told = {at: line for at, line in enumerate((_with_hour_first(line, know) for line in run), n + 1) if line}
        first += n + 1 in told
        turned |= told
    if first < _FEWEST or first * 3 < len(opened) * 2:
        return list(lines)
    return [turned.get(n, line) for n, line in enumerate(lines)]


def _can_be_turned(line: Line) -> bool:
    return not line.cells and _HOUR_BEHIND.search(line.text) is not None


def _is_day(line: Line, know: Knowledge) -> bool:
    """Tell whether a line is a day and nothing else, with its month or without."""
    when = stamps.read(line.text, _SOME_MONTH, know)
    return when is not None and when.is_bare and not when.clocks


def _with_hour_first(line: Line, know: Knowledge) -> Line | None:
    """Turn "Title, hour" and "Title, hour. Place." round; nothing where no name stands before the hour."""
    if not _can_be_turned(line) or len(line.text) > _LONGEST_TURNED:
        return None
    text = line.text
    clock = know.grammar.find_clock(text)
    head = text[: clock.begin_at].rstrip() if clock is not None else ""
    name = head.rstrip(" ,.(–—-")
    if clock is None or name == head or not _is_name(name, know) or cells.names_house(name, know):
        return None
    clocks, rest = stamps.take_clocks(text[clock.begin_at :], know)
    behind = rest.lstrip(" ,.;)")
    # What a colon or nothing parts from the hour is the title; the stop of "pm." is taken with it.
    is_parted = not behind or rest.lstrip()[:1] in _ENDS or text[: len(text) - len(rest)].rstrip()[-1:] in _ENDS
    if not clocks or not is_parted or not text.endswith(rest):
        return None
    hour = text[clock.begin_at : len(text) - len(rest)].strip(_AROUND)
    first, *_ = know.sentences(behind) or [""]
    # A sentence about it is none of its facts.
    joint = ", " if first == behind.rstrip(".") or len(first.split()) <= _MOST_PLACE_WORDS else ". "
    turned = f"{hour} {name}{joint}{behind}" if behind else f"{hour} {name}"
    return msgspec.structs.replace(line, text=turned, shown=line.shown or text)


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
