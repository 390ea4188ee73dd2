"""Clock times in text, by the words of one language: beginnings and ends, doors, several shows a day, opening hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from feeds.expressions import FIGURE, Expression, cues, has_digit, holds, lowered
from feeds.kept import kept
from feeds.lang import Language

DASHES = "-–—−‐‑"
DASH = f"[{DASHES}]"
#: What stands behind a number that is an amount: "8.50 kr", "12.30 €".
_UNIT = (
    r"(?!\s?(?:[%€$£°]|,-|(?:kr|kroner|kronor|euro|eur|sek|nok|dkk|usd|gbp|chf)\b|"
    r"(?:km|kg|mil[lj]?|mio|mia|mrd|m|cm|ml|cl|dl)\b))"
)
_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTES = r"[0-5]\d"
_NUMBER = re.compile(r"\d+")
_BEFORE_DIGIT = 24
_BEHIND_DIGIT = 24
_LONGEST_STRETCH = 600
#: How far a stretch goes on for the sake of a word that it ends in.
_LONGEST_WORD = 100


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """A clock time found at `begin_at:end_at` of a text; `zone` is an IANA name when the text gives one.

    `doors` is when people are let in, where the text says so; it is never the start.
    """

    begin_at: int
    end_at: int
    start: time
    end: time | None = None
    zone: str | None = None
    doors: time | None = None


def words_of(words: Iterable[str]) -> str:
    """Join words into one expression, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def patterns_of(patterns: Sequence[str]) -> str:
    """Join expressions into one, none of them into one that never matches."""
    return "|".join(patterns) or "(?!)"


def near_digits(text: str, at: int, before: int, behind: int) -> Iterator[tuple[int, int]]:
    """Give the stretches of a text that can hold dates or times: so much round its digits, and no half words."""
    if len(text) <= before + behind:
        yield at, len(text)
        return
    begin = end = -len(text)
    for match in _NUMBER.finditer(text, at):
        if end < match.start() - before or end > begin + _LONGEST_STRETCH:
            if end >= 0:
                yield begin, _word_end(text, end)
            begin = max(at, match.start() - before)
        end = match.end() + behind
    if end >= 0:
        yield begin, _word_end(text, end)


def _word_end(text: str, end: int) -> int:
    space = text.find(" ", end, end + _LONGEST_WORD)
    # Behind a longer word the next stretch would be read again, and the one behind that.
    return min(len(text), end + _LONGEST_WORD) if space < 0 else space


def _words_of_days(language: Language) -> frozenset[str]:
    """Give all words that can stand between "open" and the hours."""
    dates, times, repeats = language.dates, language.times, language.repetition
    phrases = (
        *(dates.before_day, dates.range_words, dates.list_words, dates.from_words, times.prefixes, times.openers),
        *(times.opening, repeats.every, tuple(repeats.units), tuple(repeats.adverbs), repeats.before_weekday),
        *(*dates.weekdays, *repeats.weekday_plurals),
    )
    return frozenset(word for listed in phrases for phrase in listed for word in _WORD.findall(phrase.casefold()))


def least(words: Iterable[str]) -> tuple[str, ...]:
    """Give the fewest words, in small letters, of which one is in every text that one of these words is in."""
    known: list[str] = []
    for word in sorted({lowered(word) for word in words if word}, key=lambda w: (len(w), w)):
        if not any(shorter in word for shorter in known):
            known.append(word)
    return tuple(known)


class Clocks:
    """The compiled clock times of one language."""

    def __init__(self, language: Language) -> None:
        times = language.times
        self.zones = times.zones
        self._late = Expression(rf"\s*(?:{patterns_of(times.afternoon)})(?!\w)")
        self._named = {word.casefold(): time.fromisoformat(value) for word, value in times.words.items()}
        self._hour_words = {word.casefold(): hour for hour, names in enumerate(times.hours, 1) for word in names}
        self._shifts = tuple(times.spoken.values())
        self._doors = Expression(rf"(?<!\w)(?:{patterns_of(times.doors)})(?!\w)")
        self._begins = Expression(rf"(?<!\w)(?:{patterns_of(times.begins)})(?!\w)")
        self._opens = Expression(rf"(?<!\w)(?:{patterns_of(times.opening)})(?!\w)")
        self._for = Expression(rf"\s*(?:{patterns_of(times.doors_for)})\s*")
        self._for_words = times.doors_for
        self._bare_for = Expression(
            rf"(?<![\w.,:£$€])(?P<h>{_HOUR})(?:[.:](?P<m>{_MINUTES}))?\s+(?:{patterns_of(times.doors_for)})\s+$"
        )
        pieces = _Pieces(language)
        self._clock = Expression(pieces.clock())
        self._bare = Expression(pieces.behind_date())
        self._more = Expression(pieces.more())
        self._item = Expression(pieces.item())
        self._hours = Expression(pieces.hours())
        self._spoken = Expression(pieces.spoken())
        self._between = Expression(pieces.between(times.between))
        self._between_cues = least(times.between)
        # The whole expression is tried at every word near a digit, and most numbers are no times.
        self._shown = re.compile(pieces.shown_behind(), re.IGNORECASE)
        ahead = [*map(re.escape, (*times.prefixes, *times.lone, *times.words)), *times.doors, *times.begins]
        #: A text that holds none of these has no such word; every text holds the empty one.
        self._ahead = (least(cues("|".join(ahead))) or ("",)) if ahead else ()
        self._days_only = _words_of_days(language)
        self._weekday = Expression(rf"(?<!\w)(?:{pieces.weekday})(?!\w)")
        self._cues = least([*times.words, *(max(_LETTERS.findall(form), key=len) for form in times.spoken)])
        self._all_cues = (*self._ahead, *self._cues, *self._between_cues)

    def find(self, text: str, *, behind_date: bool = False) -> Clock | None:
        """Find when something begins, never when its doors open; `behind_date` also reads the bare hours of "19-21"."""
        found = self._all(text, behind_date)
        return found[0] if found else None

    def find_all(self, text: str, *, behind_date: bool = False) -> list[Clock]:
        """Find all clock times at which something begins, each with the doors that the text tells for it."""
        return list(self._all(text, behind_date))

    @kept
    def _all(self, text: str, behind_date: bool) -> Sequence[Clock]:
        if not self.can_hold(text):
            return ()
        found = self._scan(text)
        if behind_date and (match := self._bare.match(text)) is not None:
            bare = self._read(match)
            found = [bare] if bare is not None else found
        if found and self._for_words and (match := self._bare_for.search(text[: found[0].begin_at])) is not None:
            return [self._opened(match, found[0]), *found[1:]]
        if found and (len(found) > 1 or self._doors.search(text) is not None):
            return self._without_doors(text, found)
        return found

    def _opened(self, match: re.Match[str], start: Clock) -> Clock:
        """Read "7 for 7.30pm": a number before a time is when the doors open."""
        opened = _time(match["h"], match["m"], None)
        if opened is None:
            return start
        return _let_in(Clock(begin_at=match.start(), end_at=match.end(), start=opened), start)

    def first(self, text: str) -> Clock | None:
        """Find the first clock time of a text, whatever the words beside it say of it."""
        found = self._scan(text) if self.can_hold(text) else []
        return found[0] if found else None

    def can_hold(self, text: str) -> bool:
        """Tell whether a text can hold a clock time at all: much cheaper than looking for one."""
        return has_digit(text) or self.can_say(text)

    def can_say(self, text: str) -> bool:
        """Tell whether a text can hold a clock time in words."""
        return holds(lowered(text), self._cues)

    def saying(self, texts: Iterable[str]) -> set[int]:
        """Number those of some texts without a line break of which `can_say` is true: few of the words are in any."""
        joined = lowered("\n".join(texts))
        each = joined.split("\n")
        return {n for cue in self._cues if cue in joined for n, text in enumerate(each) if cue in text}

    def can_find(self, text: str) -> bool:
        """Tell cheaply whether `first` can find a time in a text: no number in most texts can be one."""
        return self._shown.search(text) is not None or holds(lowered(text), self._all_cues)

    def is_opening_hours(self, text: str) -> bool:
        """Tell whether a text says when a place is open: a word for it, or hours behind several days of the week."""
        hours = self._hours.search(text)
        if hours is None:
            return False
        return self._is_open(text, hours) or len(self._weekday.findall(text)) > 1

    def _is_open(self, text: str, hours: re.Match[str]) -> bool:
        """Tell whether only days stand between a word such as "open" and the hours: "Open mic" is no such word."""
        opens = next(iter([*self._opens.finditer(text, 0, hours.start())][::-1]), None)
        between = text[opens.end() : hours.start()] if opens is not None else None
        if between is None:
            behind = self._opens.search(text, hours.end())
            between = text[hours.end() : behind.start()] if behind is not None else None
        return between is not None and self._days_only.issuperset(_WORD.findall(between.casefold()))

    @kept
    def _scan(self, text: str) -> Sequence[Clock]:
        stretches = self._stretches(text)
        for one in stretches:
            text = text[: one.begin_at] + " " * (one.end_at - one.begin_at) + text[one.end_at :]
        found = self._scan_plain(text)
        return sorted([*stretches, *found], key=lambda clock: clock.begin_at) if stretches else found

    def _stretches(self, text: str) -> list[Clock]:
        """Find the hours that two words part: "between 2 and 5 pm"."""
        if not holds(lowered(text), self._between_cues):
            return []
        found: list[Clock] = []
        for match in self._between.finditer(text):
            half = match["half1"] or match["half2"]
            start, end = _time(match["h1"], match["m1"], half), _time(match["h2"], match["m2"], match["half2"])
            if start is not None and end is not None:
                start = start if start < end else _time(match["h1"], match["m1"], match["half1"]) or start
                found.append(Clock(begin_at=match.start(), end_at=match.end(), start=start, end=end))
        return found

    def _scan_plain(self, text: str) -> list[Clock]:
        found: list[Clock] = []
        if not self.can_show(text):
            return self._said(text)
        for begin, end in near_digits(text, 0, _BEFORE_DIGIT, _BEHIND_DIGIT):
            at = max(begin, found[-1].end_at) if found else begin
            while (match := self._clock.search(text, at, end)) is not None:
                at = max(match.end(), at + 1)
                clock = self._read(match)
                if clock is None:
                    continue
                more = self._more.match(text, clock.end_at)
                others = self._others(more, clock.zone) if more is not None else []
                if more is not None and others:
                    half = None if match["half1"] else more["half"]
                    clock = replace(clock, start=_halved(clock.start, half))
                    at = more.end()
                found += [clock, *others]
        return found or self._said(text)

    def can_show(self, text: str) -> bool:
        """Tell whether a number in a text can be a time: by what stands behind it, or by a word ahead."""
        return self._shown.search(text) is not None or holds(lowered(text), self._ahead)

    def _others(self, more: re.Match[str], zone: str | None) -> list[Clock]:
        found = []
        for item in self._item.finditer(more.string, more.start(), more.end()):
            start = _time(item["h"], item["m"], more["half"])
            end = _time(item["h2"], item["m2"], more["half"]) if item["h2"] else None
            if start is not None:
                found.append(Clock(begin_at=item.start(), end_at=more.end(), start=start, end=end, zone=zone))
        return found

    def _said(self, text: str) -> list[Clock]:
        """Read a time in words; nobody meets at half past one at night, nor says whether seven is in the evening."""
        match = self._spoken.search(text)
        if match is None:
            return []
        form, word = next((int(k[1:]), v.casefold()) for k, v in match.groupdict().items() if v)
        hour = int(word) if word.isdigit() else self._hour_words[word]
        minutes, end_at = hour * 60 + self._shifts[form], match.end()
        late = self._late.match(text, end_at)
        if minutes < _EARLIEST or (late is not None and minutes < _NOON):
            minutes += _NOON
        start = time(minutes // 60 % 24, minutes % 60)
        return [Clock(begin_at=match.start(), end_at=late.end() if late is not None else end_at, start=start)]

    def _without_doors(self, text: str, found: Sequence[Clock]) -> list[Clock]:
        """Tell doors from starts: a word stands before each time, or behind each."""
        gaps = [text[: found[0].begin_at], *(text[a.end_at : b.begin_at] for a, b in pairwise(found))]
        gaps.append(text[found[-1].end_at :])
        for number, (one, other) in enumerate(pairwise(found)):
            if self._for.fullmatch(gaps[number + 1]):
                return [*found[:number], _let_in(one, other), *found[number + 2 :]]
        is_behind = self._label(gaps[0]) is None and self._is_label(gaps[-1])
        labels = [self._label(gaps[n + is_behind], behind=is_behind) for n in range(len(found))]
        doors = next((c for c, label in zip(found, labels, strict=True) if label == "doors"), None)
        starts = [c for c, label in zip(found, labels, strict=True) if label != "doors"]
        if doors is None or not starts:
            return starts
        return [_let_in(doors, starts[0]), *starts[1:]]

    def _is_label(self, gap: str) -> bool:
        near = gap.lstrip(" (")
        return self._doors.match(near) is not None or self._begins.match(near) is not None

    def _label(self, gap: str, *, behind: bool = False) -> str | None:
        """Name what the words beside a time say of it: the last ones before it, or the first ones behind it."""
        kinds = (("doors", self._doors), ("start", self._begins))
        found = [(match.start(), name) for name, words in kinds for match in words.finditer(gap)]
        if not found:
            return None
        return min(found)[1] if behind else max(found)[1]

    def _read(self, m: re.Match[str]) -> Clock | None:
        half1, half2 = m["half1"], m["half2"]
        first, second = m["named1"], m["named2"]
        start = self._named[first.casefold()] if first else _time(m["h1"], m["m1"], half1 or (m["h2"] and half2))
        end = self._named[second.casefold()] if second else _time(m["h2"], m["m2"], half2) if m["h2"] else None
        if start is None or (m["h2"] and end is None):
            return None
        if half1 is None and half2 and end and start > end and not first:
            start = _time(m["h1"], m["m1"], None) or start
        if end is not None and half1 is half2 is None and not (first or second) and end < start < _MIDDAY:
            # "9-3": nothing that begins in the morning ends at night.
            end = _afternoon(end)
        late = self._late.match(m.string, m.end())
        if late is not None and not half1 and not half2:
            start, end = _afternoon(start), end and _afternoon(end)
        zone = self.zones.get(m["zone"].upper()) if m["zone"] else "UTC" if m["utc"] else None
        end_at = late.end() if late is not None else m.end()
        # The word that makes a number a time here also says whether it is when the doors open.
        begin_at = m.start() if m["label"] is None else m.start("h1")
        return Clock(begin_at=begin_at, end_at=end_at, start=start, end=end, zone=zone)


class _Pieces:
    """The building blocks of the patterns of clock times."""

    def __init__(self, language: Language) -> None:
        times, dates = language.times, language.dates
        self.prefix = rf"(?:(?<!\w)(?:{words_of(times.prefixes)})\s*)" if times.prefixes else "(?!)"
        self.opener = rf"(?:(?<!\w)(?:{words_of(times.openers)})\s*)?" if times.openers else ""
        self.labels = patterns_of([*times.doors, *times.begins])
        self.lone = rf"(?:(?<!\w)(?:{words_of(times.lone)})\s+)" if times.lone else "(?!)"
        self.range = rf"(?:\s*{DASH}\s*|\s+(?:{words_of(times.range_words)})\s+)"
        self.half = r"\s?(?P<{0}>[ap]\.?\s?m\b\.?|noon\b)"
        self.suffix = rf"(?:\s*(?:{words_of(times.suffixes)})(?!\w))" if times.suffixes else "(?!)"
        self.zone = rf"(?:\s*\(?(?P<zone>{words_of(times.zones)})\b\)?)?" if times.zones else "(?P<zone>(?!))?"
        self.named = rf"(?:{words_of(times.words)})\b" if times.words else "(?!)"
        self.hour_words = words_of(w for names in times.hours for w in names) or "(?!)"
        self.weekday = words_of(w for names in dates.weekdays for w in names)
        self.joins = rf"(?:&|\+|/|(?<!\w)(?:{words_of(dates.list_words)})(?!\w))"
        month = words_of(w for names in dates.months for w in names)
        # A number that opens a date is no hour: "kl. 15 og 17. maj".
        self.no_day = rf"(?!\d|[./]\d|\.?\s*(?:{month})\b)"
        self.plain = rf"{_HOUR}(?:[:.]{_MINUTES})?(?!\d)"
        self.forms = tuple(times.spoken)

    def clock(self) -> str:
        """One clock time or range; without a word before it, it needs minutes, am or pm, or a word behind it."""
        plain, half = self.plain, r"\s?(?:[ap]\.?\s?m\b|noon\b)"
        minutes = rf"{_HOUR}(?::{_MINUTES}(?!\d)|\.(?:(?!0[1-9]\.|1[0-2]\.){_MINUTES}(?!\d|\.\d))){_UNIT}"
        listed = rf"{plain}(?:{self.range}{plain})?(?:\s*,\s*{plain}){{0,8}}\s*{self.joins}\s*{plain}"
        shown = (
            minutes,
            plain + half,
            rf"{plain}{self.range}{plain}(?:{half}|{self.suffix})",
            rf"{plain}{self.suffix}",
            rf"\d{{1,2}}{self.range}{minutes}",
            rf"{listed}(?:{self.suffix}|{half})",
            rf"{plain}{self.range}{self.named}",
            rf"{self.named}{self.range}{plain}",
        )
        first = (
            rf"(?:(?P<named1>{self.named})|(?P<h1>{_HOUR})(?:[:.]?(?P<m1>{_MINUTES})(?::{_MINUTES})?)?{self.no_day})"
        )
        second = (
            rf"(?:{self.suffix}?{self.range}{self.prefix}?(?:(?P<named2>{self.named})|"
            rf"(?P<h2>{_HOUR})(?:[:.]?(?P<m2>{_MINUTES}))?{self.no_day}(?:{self.half.format('half2')})?))"
        )
        guard = r"(?<![\w.,:/-])(?<![£€$]\s)(?<![£€$])"
        ends = rf"(?={plain}(?:{self.range}{plain})?\s*(?:[.,;)|]|$))"
        lone = rf"(?:{self.lone}(?:{ends}|(?={self.named}))|(?P<label>{self.labels})\W{{0,2}}\s{ends})"
        iso = r"T(?:(?<=\dT)|(?<!\wT))(?=\d\d:\d\d)"
        return (
            rf"(?:{iso}|{guard}(?:{self.prefix}|{lone}|{self.opener}(?=\d|{self.named})(?={'|'.join(shown)})))"
            rf"{first}(?P<utc>Z\b)?(?:{self.half.format('half1')})?{second}?{self.suffix}?{self.zone}"
        )

    def shown_behind(self) -> str:
        """What makes a number a time that no word leads: minutes, am or pm, a word behind it."""
        return rf"(?-i:{FIGURE})(?:[:.]\d|\s?(?:[ap]\.?\s?m\b|noon\b)|{self.suffix})"

    def behind_date(self) -> str:
        """Bare hours right behind a date, with nothing behind them that they could count."""
        absent = "".join(
            f"(?P<{name}>(?!))?" for name in ("half1", "half2", "zone", "utc", "named1", "named2", "label")
        )
        return (
            rf"[\s,:|·]*(?P<h1>{_HOUR})(?:[:.](?P<m1>{_MINUTES}))?\s*{DASH}\s*(?P<h2>{_HOUR})(?:[:.](?P<m2>{_MINUTES}))?"
            rf"(?!\d|[.:/]\d)(?=\s*(?:[,;|)(·]|$)|\s\s|\t){absent}"
        )

    def more(self) -> str:
        """Further times that a list names: "og 17.30", ", 15 und 18 Uhr"."""
        item = rf"{self.prefix}?{self.plain}(?:{self.range}{self.plain})?{self.no_day}{_UNIT}"
        return (
            rf"(?:\s*,\s*{item}(?=\s*(?:,|{self.joins}))){{0,8}}\s*{self.joins}\s*{item}"
            rf"(?:{self.half.format('half')})?(?:{self.suffix})?"
        )

    def item(self) -> str:
        """One time of a list, or one range of hours."""
        return (
            rf"(?<![\d.:])(?P<h>{_HOUR})(?:[:.](?P<m>{_MINUTES}))?(?!\d)"
            rf"(?:{self.range}(?P<h2>{_HOUR})(?:[:.](?P<m2>{_MINUTES}))?(?!\d))?"
        )

    def hours(self) -> str:
        """From one hour to another, however it is written."""
        half = r"(?:\s?[ap]\.?m\b\.?)?"
        return (
            rf"(?<![\d.,:/])(?:{self.plain}){half}{self.suffix}?{self.range}{self.prefix}?(?:{self.plain}){half}(?!\d)"
        )

    def between(self, words: Iterable[str]) -> str:
        """From one hour to another, with a word before the first and one between them; what they count is no time."""
        if not words:
            return "(?!)"
        first, second = (
            rf"{self.prefix}?(?P<h{n}>{_HOUR})(?:[:.](?P<m{n}>{_MINUTES}))?(?!\d)(?:{self.half.format(f'half{n}')})?"
            for n in (1, 2)
        )
        counts = r"(?!\s+(?:år\b|[^\W\d_]{5,}))"
        behind = rf"(?:{self.suffix}|{_UNIT}{counts})"
        return rf"(?<!\w)(?:{words_of(words)})\s+{first}{self.suffix}?\s+(?:{self.joins})\s+{second}{behind}"

    def spoken(self) -> str:
        """Times in words; the number of its group says which form it is."""
        hour = rf"{self.hour_words}|1[0-2]|[1-9]"
        forms = [re.escape(form).replace(r"\{hour\}", f"(?P<h{n}>{hour})") for n, form in enumerate(self.forms)]
        return rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)"


_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+(?!\w*})")
_NOON = 12 * 60
_MIDDAY = time(12)
_EARLIEST = 8 * 60


def _let_in(doors: Clock, start: Clock) -> Clock:
    """Give a start the time of its doors; doors without am or pm open on the same half of the day."""
    opened = doors.start
    if opened.hour < 12 <= start.start.hour and _afternoon(opened) <= start.start:
        opened = _afternoon(opened)
    begin_at, end_at = min(start.begin_at, doors.begin_at), max(start.end_at, doors.end_at)
    return replace(start, doors=opened, begin_at=begin_at, end_at=end_at)


def _afternoon(value: time) -> time:
    return time(value.hour + 12, value.minute) if value.hour < 12 else value


def _halved(value: time, half: str | None) -> time:
    return (_time(str(value.hour), str(value.minute), half) or value) if half else value


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    value = int(hour)
    if half and value <= 12 and half.lower() != "noon":
        value = value % 12 + (12 if half.lower().startswith("p") else 0)
    if value == 24:
        value = 0
    return time(value, int(minute or 0)) if value < 24 else None
