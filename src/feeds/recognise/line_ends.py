"""The words that a line ends in and opens with, in any language: of what kind they are, and if they go together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Literal, TypeAlias
from unicodedata import category

from feeds import lang
from feeds.recognise.marks import SENTENCE_TAILS

#: Of the last word of a line, or of any word as the one before the next.
End: TypeAlias = Literal[
    "address", "leading", "ordinal", "stop", "colon", "comma", "mark", "figure", "small", "low", "upper", "capital"
]
#: Of the first word of a line, or of any word as the one behind the last.
Start: TypeAlias = Literal["address", "bullet", "label", "figure", "mark", "day", "low", "upper", "capital"]
_ADDRESS = re.compile(r"\S+@\S+\.\w|https?://|www\.")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_QUOTES = "\"'“”„«»‘’()[]"
_LONGEST_LABEL = 3
#: What parts the facts of a row; none ends in it.
_BETWEEN = ("·", "|", "–", "—")
_BARS = "|·"
#: "14.00–17.30", "9–18".
_HOURS = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:[–-]\d{1,2}(?:[.:]\d\d)?)?")
_DAY_MARKS = ".,:;|()"


def opens_small(line: str) -> bool:
    """Tell whether a line opens in small letters; with a capital behind, it is a name, or a sign wrongly decoded."""
    start = line.lstrip()[:2]
    return start[0].islower() and not start[-1].isupper()


def needed(above: str, below: str) -> int:
    """Count the columns that a line and the first word of the next one would take; a day and its month are one word."""
    return len(above.rstrip()) + 1 + len(_unparted(below).split(maxsplit=1)[0])


def goes_on(above: str, below: str) -> bool:
    """Tell whether a line surely goes on below, by its last sign or small word, or a parted date, row or bracket."""
    last = above.rsplit(maxsplit=1)[-1]
    is_led = last in leading_words() and last[-1] == "." and below.lstrip()[0].isdigit()
    is_parted = is_led or is_one_date(above, below) or _is_one_row(above, below) or _is_one_bracket(above, below)
    return last.endswith((",", "+", "&")) or last in {*_BETWEEN, "-"} or is_small(last, below) or is_parted


def _is_one_bracket(above: str, below: str) -> bool:
    """Tell whether a bracket is opened on a line and closed on the next one."""
    return above.rfind("(") > above.rfind(")") and ")" in below.partition("(")[0]


def _is_one_row(above: str, below: str) -> bool:
    """Tell whether a line opens with the sign that parts the facts of the one above, which does not open so itself."""
    first = below.lstrip()[0]
    # A row whose first cell is empty has as many bars as the one above.
    return first in _BARS and below.count(first) < above.count(first) and not above.lstrip().startswith(first)


def is_one_amount(above: str, below: str) -> bool:
    """Tell whether a figure and the sign of its currency, or of its share, are parted: "45" above "€"."""
    sign = below.split(maxsplit=1)[0].rstrip(_DAY_MARKS)
    return len(sign) == 1 and (sign == "%" or category(sign) == "Sc") and above.rstrip()[-1].isdigit()


def ends_plainly(line: str) -> bool:
    """Tell whether a line ends in a word in small letters, without any sign behind it."""
    last = line.rsplit(maxsplit=1)[-1]
    return last.isalpha() and last.islower()


def is_small(last: str, below: str) -> bool:
    """Tell whether the last word of a line is a small one of any language, and leads to a day if one stands below."""
    return last in small_words() and (_unparted(below) == below or last.casefold() in leading_words())


def is_leading(last: str) -> bool:
    """Tell whether the last word of a line is a small one that can be a label too, or leads to a day ("with", "am")."""
    return last.isalpha() and last.islower() and (last in _small_labels() or last in leading_words())


def is_one_date(above: str, below: str) -> bool:
    """Tell whether a day, or an hour, is parted: "the 3" above "May", "May" above "2026", "17" above "Uhr"."""
    months, hours = _calendar_words()
    last, first = above.rsplit(maxsplit=1)[-1], below.split(maxsplit=1)[0].rstrip(".,;:|")
    if last.rstrip(".").isdigit():
        return first.casefold() in months or first in hours
    if _HOURS.fullmatch(last) is not None:
        return first in hours
    return _YEAR.match(below) is not None and last.strip("(.,").casefold() in months


@lru_cache(1 << 14)
def end_kind(word: str) -> End:
    """Tell of what kind a word is as the last one of a line."""
    if word.islower() and word.isalpha():
        return "small" if word in small_words() else "low"
    if word.strip("(").casefold() in leading_words():
        return "leading"
    if word.endswith(SENTENCE_TAILS):
        return "ordinal" if word[:-1].isdigit() else "stop"
    if word[-1] in ":,;":
        return "colon" if word[-1] == ":" else "comma"
    if _ADDRESS.match(word) is not None:
        return "address"
    bare = word.strip(_QUOTES)
    if not any(map(str.isalnum, bare)):
        return "mark"
    if any(map(str.isdigit, bare)):
        return "figure"
    if bare[0].islower():
        return "low"
    return "upper" if len(bare) > 1 and bare.isupper() else "capital"


@lru_cache(1 << 14)
def start_kind(word: str) -> Start:
    """Tell of what kind a word is as the first one of a line; labels and bullets are told by more than one word."""
    if word.islower() and word.isalpha():
        return "low"
    if _ADDRESS.match(word) is not None:
        return "address"
    bare = word.strip(_QUOTES)
    if not any(map(str.isalnum, bare)):
        return "mark"
    if not bare[0].isalpha():
        return "figure"
    if bare[0].islower():
        return "low"
    if bare.rstrip(".,:").casefold() in weekdays():
        return "day"
    return "upper" if len(bare) > 1 and bare.isupper() else "capital"


def opening_kind(words: Sequence[str], at: int = 0) -> Start:
    """Tell of what kind the words from a place on are as the opening of a line."""
    kind = start_kind(words[at])
    return "label" if kind in {"capital", "upper"} and _has_label(words, at) else kind


def _has_label(words: Sequence[str], at: int) -> bool:
    for word in islice(words, at, at + _LONGEST_LABEL):
        if word[-1] == ":":
            # "April 2026:" is a date.
            return not word[0].isdigit()
        if not word.isalpha():
            return False
    return False


def _unparted(below: str) -> str:
    """Join the day and the month that a line begins with: they are seldom parted."""
    first, *rest = below.split(maxsplit=2)
    is_day = first.rstrip(".").isdigit() and bool(rest) and rest[0].rstrip(".,;:").casefold() in _calendar_words()[0]
    return f"{first}_{rest[0]}" if is_day else below


def is_day(word: str) -> bool:
    """Tell whether a word is the name of a day."""
    return word.strip(_DAY_MARKS).casefold() in weekdays()


def opens_with_day(words: Sequence[str]) -> bool:
    """Tell whether words open with a day: its name, or a figure and a month, in either order."""
    first, second = (word.strip(_DAY_MARKS).casefold() for word in (*words[:2], "", "")[:2])
    if first in weekdays():
        return any(map(str.isdigit, second))
    months = _calendar_words()[0]
    return (first[:1].isdigit() and second in months) or (first in months and second[:1].isdigit())


@cache
def label_words() -> frozenset[str]:
    """Give the labels of every language, in small letters, and what says that something costs nothing."""
    loaded = [lang.load(code) for code in lang.available()]
    return frozenset(
        name.casefold()
        for one in loaded
        for names in (*one.labels.event.values(), *one.labels.job_posting.values(), one.labels.notice, one.words.free)
        for name in names
    )


@cache
def small_words() -> frozenset[str]:
    """Give the common words of every language, but for labels and prices: a line that ends in one goes on."""
    loaded = [lang.load(code) for code in lang.available()]
    return frozenset(w for one in loaded for w in one.language.stopwords if w not in label_words())


@cache
def _small_labels() -> frozenset[str]:
    """Give the common words of every language that are labels too."""
    loaded = [lang.load(code) for code in lang.available()]
    return frozenset(word for one in loaded for word in one.language.stopwords if word in label_words())


@cache
def weekdays() -> frozenset[str]:
    """Give the days of the week in every language."""
    loaded = (lang.load(code) for code in lang.available())
    return frozenset(name.casefold() for one in loaded for names in one.dates.weekdays for name in names)


@cache
def leading_words() -> frozenset[str]:
    """Give the short forms that something follows, in small letters: "Dr.", "no.", "kl."."""
    loaded = [lang.load(code) for code in lang.available()]
    short = {f"{word}." for one in loaded for word in one.sentences.abbreviations if word.isalpha()}
    lead = {word for one in loaded for word in (*one.times.prefixes, *one.dates.before_day)}
    return frozenset(word.casefold() for word in (*short, *lead))


@cache
def pronouns() -> frozenset[str]:
    """Give the words with which a sentence goes on about somebody, in every language, in small letters."""
    return frozenset(word.casefold() for code in lang.available() for word in lang.load(code).sentences.pronouns)


@cache
def issue_name() -> re.Pattern[str]:
    """Give how a line that names an issue of a newsletter begins, in any language: "Nr. 3", "Week 12"."""
    return _any_of(name for code in lang.available() for name in lang.load(code).articles.issue)


@cache
def last_facts() -> re.Pattern[str]:
    """Give what stands last in a row of facts, in any language: that it costs nothing, or how to get in."""
    loaded = [lang.load(code) for code in lang.available()]
    return _any_of(
        phrase
        for one in loaded
        for phrase in (*one.words.free, *one.listings.undated, *(told for told in one.listings.tickets if " " in told))
    )


def is_month(word: str) -> bool:
    """Tell whether a word is the name of a month."""
    return word.strip(_DAY_MARKS).casefold() in _calendar_words()[0]


@cache
def definite_plural() -> re.Pattern[str]:
    """Give what several with their article look like, in any language: seldom a name, even of something."""
    return _any_of(form for code in lang.available() for form in lang.load(code).listings.definite_plural)


@cache
def definite_form() -> re.Pattern[str]:
    """Give what a noun with its article looks like, in any language: it is no name."""
    return _any_of(form for code in lang.available() for form in lang.load(code).listings.definite)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(dict.fromkeys(patterns))})(?!\w)", re.IGNORECASE)


@cache
def _calendar_words() -> tuple[frozenset[str], frozenset[str]]:
    """Give the months of every language, and the words behind an hour."""
    loaded = [lang.load(code) for code in lang.available()]
    months = (name for one in loaded for names in one.dates.months for name in names)
    return frozenset(map(str.casefold, months)), frozenset(word for one in loaded for word in one.times.suffixes)
