"""When an event takes place, as a text tells it: each date with its clock times, without dates given up and doors."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from feeds.clocks import Clock
from feeds.dates import Context, Dates, Span, Unclear, spans
from feeds.expressions import has_digit
from feeds.recognise.draft import Setting
from feeds.recognise.facts import new_date_text
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import BARE_HOURS, without_about

_MASKED = ("moved_from", "registration")
#: An hour that nothing makes one but the label before it.
_HOUR = re.compile(r"(?<![\d.:,/-])(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?=\s*(?:[,;)]|$))")
#: Between two times: what the first is of, in brackets, and a word for the second.
_ASIDE = re.compile(r"\s*\([^\W\d_][^()\d]{1,28}\)[,;]? [^\W\d_]{4,} ?")
_MOST_END_WORDS = 3
_MOST_HOURS = 3
_NEAR = 30
_LONGEST_HOURS = 60
_MOST_ROUNDS = 4
_JOINTS = " ,;:!?.()[]*|·•–—-"


class Moment(msgspec.Struct, frozen=True):
    """A date and the clock times that belong to it."""

    dates: Dates
    clocks: tuple[Clock, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """All that a text tells of when: `clocks` stand there without a date; `before` and `after` is what is left."""

    moments: tuple[Moment, ...] = ()
    clocks: tuple[Clock, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether the text names neither a date nor a time."""
        return not self.moments and not self.clocks


def read_told(text: str, know: Knowledge) -> Told:
    """Read every date and time of a text that is not a deadline, given up, or when the doors open."""
    if not has_digit(text):
        return Told(before=text)
    masked = without_about(without_other_times(text, know))
    dates = _without_deadlines(know.grammar.find_all(masked), masked, know)
    if not dates:
        clocks, before, after = _split(masked, know, behind_date=False)
        clocks = clocks or _behind_rhythm(masked, know)
        return Told(clocks=clocks, before=before, after=after) if clocks else Told(before=text)
    before, after = masked[: dates[0].start], masked[dates[-1].end :]
    ends = [*(found.start for found in dates[1:]), len(masked)]
    moments = [
        Moment(found, _split(masked[found.end : end], know, behind_date=True)[0])
        for found, end in zip(dates, ends, strict=True)
    ]
    _, gap, rest = _split(after, know, behind_date=True)
    if not any(moment.clocks for moment in moments):
        clocks, left, right = _split(before, know, behind_date=False)
        before = f"{left} {right}" if clocks else before
        clocks = clocks or _behind_rhythm(masked, know)
        moments = [Moment(moment.dates, clocks) for moment in moments]
    return Told(moments=tuple(moments), before=before.strip(_JOINTS), after=f"{gap} {rest}".strip(_JOINTS))


def _without_deadlines(dates: Sequence[Dates], text: str, know: Knowledge) -> list[Dates]:
    """Leave out last days behind the first day or in a later sentence: "… on 28 April. Motions by 14 April."."""
    kept: list[Dates] = []
    at = 0
    for number, found in enumerate(dates):
        lead = text[max(at, found.start - _NEAR) : found.start]
        last = know.deadline.search(lead) if number or ". " in text[: found.start] else None
        if last is None or len(lead[last.end() :].split()) > 1:
            kept.append(found)
        at = found.end
    return kept


def _behind_rhythm(text: str, know: Knowledge) -> tuple[Clock, ...]:
    """Give the bare hours right behind the words that repeat something: "every Tuesday 17-19, from 1 September"."""
    every = know.repetition.find(text, Context()) if know.repetition.has(text) else None
    return _split(text[every.end_at :], know, behind_date=True)[0] if every is not None else ()


def read_value(text: str, know: Knowledge) -> Told:
    """Read the value behind a label that says when: there also hours without a word are clock times."""
    told = read_told(text, know)
    if told.is_empty and BARE_HOURS.fullmatch(text.strip(_JOINTS)) is not None:
        return read_told(know.as_clock(text.strip(_JOINTS))[0], know)
    if told.is_empty and 0 < len(_HOUR.findall(text)) <= _MOST_HOURS and len(text) <= _LONGEST_HOURS:
        # "Doors 19, music 20".
        return read_told(_HOUR.sub(lambda match: know.as_clock(match[0])[0], text), know)
    return told


def new_told(text: str, know: Knowledge) -> Told | None:
    """Read the date that a text says something is moved to."""
    for rule in know.rules("moved"):
        match = rule.search(text)
        if match is not None:
            return read_told(new_date_text(match, text), know)
    return None


def can_mask(text: str, know: Knowledge) -> bool:
    """Tell cheaply whether a text may have times that are not the event's."""
    return know.any_of(*_MASKED).can_match(text)


def without_other_times(text: str, know: Knowledge) -> str:
    """Blank the times in a text that are not the event's, so that all other places stay."""
    if know.any_of(*_MASKED).search(text) is None:
        return text
    for part in _MASKED:
        for rule in know.rules(part):
            text = rule.pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def without_times(text: str, know: Knowledge) -> str:
    """Blank the dates and clock times of a text (with NUL), so that all else stays in its place."""
    for found in know.grammar.find_all(text):
        text = text[: found.start] + "\0" * (found.end - found.start) + text[found.end :]
    # When the starts are gone, what is left may be told from doors in another way.
    for _ in range(_MOST_ROUNDS):
        for clock in know.grammar.find_clocks(text):
            text = text[: clock.begin_at] + "\0" * (clock.end_at - clock.begin_at) + text[clock.end_at :]
    return text


def _split(text: str, know: Knowledge, *, behind_date: bool) -> tuple[tuple[Clock, ...], str, str]:
    """Give the clock times of a text, and what stands before and behind them."""
    clocks = know.grammar.clocks.find_all(text, behind_date=behind_date)
    outside = [clock for clock in clocks if not _is_bracketed(text, clock)]
    clocks = outside or clocks
    if not clocks:
        return (), "", text
    clocks = _with_end(_without_asides(clocks, text), text, know)
    begin, end = clocks[0].begin_at, max(clock.end_at for clock in clocks)
    return tuple(clocks), text[:begin].strip(_JOINTS), text[end:].strip(_JOINTS)


def _is_bracketed(text: str, clock: Clock) -> bool:
    """Tell whether a time stands behind words in brackets: "8 pm (meet at 7.45)"."""
    before = text[: clock.begin_at]
    inner = before[before.rfind("(") + 1 :] if "(" in before and before.rfind(")") < before.rfind("(") else ""
    return any(char.isalpha() for char in inner)


def _without_asides(clocks: list[Clock], text: str) -> list[Clock]:
    """Leave out a time that words in brackets give to something before: "6 pm (dinner), show 8.30 pm"."""
    first, *others = clocks
    is_aside = bool(others) and _ASIDE.fullmatch(text[first.end_at : others[0].begin_at]) is not None
    return others if is_aside else clocks


def _with_end(clocks: list[Clock], text: str, know: Knowledge) -> list[Clock]:
    """Join two clock times with a word between them that says that the second is the end."""
    if not clocks[1:]:
        return clocks
    first, second = clocks[:2]
    between = text[first.end_at : second.begin_at].strip(_JOINTS)
    # "begins 6.30 pm and ends 8 pm", "… och är slut 20.00"; but in "10 am Church to 4 pm Pub" a place stands there.
    is_said = (between.islower() or between.isupper()) and between.count(" ") < _MOST_END_WORDS
    last = between.rpartition(" ")[2].casefold() if is_said else ""
    is_end = know.event_labels.get(last) == "end" or know.event_labels.get(between.casefold()) == "end"
    if first.end is not None or second.end is not None or not is_end:
        return clocks
    return [replace(first, end=second.start, end_at=second.end_at), *clocks[2:]]


def spans_of(moments: tuple[Moment, ...], setting: Setting) -> list[Span] | Unclear:
    """Give the stretches of time of all dates and their clock times; one that cannot be told spoils them all."""
    found: list[Span] = []
    for moment in moments:
        for clock in moment.clocks or (None,):
            stretches = spans(moment.dates, clock, setting.zone, setting.context)
            if isinstance(stretches, Unclear):
                return stretches
            found += [span for span in stretches if span not in found]
    return found
