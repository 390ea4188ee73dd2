"""Which fact a column or key means, by its name: the labels of all languages, and what programs call things."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import TypeVar, get_args
from unicodedata import normalize

from feeds import lang
from feeds.model import KINDS, Change, Kind

Choice = TypeVar("Choice", bound=str)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_APART = re.compile(r"[^\w@]+|_+")
_LONGEST = 80  # characters that a name has
#: What a label means here, where a table says it otherwise than a page.
_LABELS = {"when": "when", "doors": "door_time"}
_NOT_FACTS = frozenset({"audience", "note", "new_date", "new_location", "previous_date", "status"})


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Write a name in one form: "startDate", "start_date" and "Start date:" are all "start date"."""
    apart = _APART.sub(" ", _CAMEL.sub(" ", normalize("NFKC", name[:_LONGEST])))
    return " ".join(apart.casefold().split())


def facts_of(names: Iterable[str], kind: Kind) -> dict[str, str]:
    """Give the fact that each plain name means for an item of a kind, of those that mean one."""
    known = _known(kind)
    return {name: known[name] for name in names if name in known}


@lru_cache(maxsize=256)
def kind_of(names: frozenset[str]) -> Kind:
    """Tell what a table holds by the plain names of its columns."""
    facts = {kind: frozenset(facts_of(names, kind).values()) for kind in KINDS}
    notice, job, event = facts["personnel_notice"], facts["job_posting"], facts["event"]
    has_person = "person" in notice or {"first_name", "last_name"} <= notice
    if has_person and "role_name" in notice and notice & {"organization", "change", "effective"}:
        return "personnel_notice"
    if "hiring_organization" in job and job & {"valid_through", "employment_type"}:
        return "job_posting"
    if "when" in event and (event & {"location", "end", "end_exclusive", "organizer", "performers", "all_day"}):
        return "event"
    return "event" if names & _surely_starts() else "article"


@lru_cache(maxsize=256)
def language_of(names: frozenset[str]) -> str | None:
    """Tell the language of the words over columns, if more of them are of it than of any other."""
    counts = Counter(code for code in lang.available() for name in names if name in _words(code))
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > next_most else None


def meaning(text: str, choices: Iterable[Choice]) -> Choice | None:
    """Give the one of some values that a cell's words mean, as `cancelled` of "Aflyst"."""
    # "https://schema.org/EventCancelled"
    means = _values().get(plain(text.rpartition("/")[2] if "schema.org/" in text else text), ())
    return next((choice for choice in choices if choice in means), None)


def weekday_of(word: str) -> int | None:
    """Give the day of the week that a word is in any language, 0 for Monday."""
    return _weekdays().get(plain(word))


@cache
def _weekdays() -> dict[str, int]:
    days = [lang.load(code).dates.weekdays for code in lang.available()]
    found: dict[str, set[int]] = {}
    for weekdays in days:
        for number, words in enumerate(weekdays):
            for word in words:
                found.setdefault(plain(word), set()).add(number)
    return {word: min(numbers) for word, numbers in found.items() if len(numbers) == 1}


def change_of(text: str) -> Change | None:
    """Give the change of job that a cell names."""
    word = plain(text)
    for code in lang.available():
        for label, change in lang.load(code).labels.notice.items():
            if plain(label) == word:
                return next((one for one in get_args(Change) if one == change), None)
    return meaning(text, get_args(Change))


def inside(table: str) -> tuple[str, ...]:
    """List the plain names of what stands for an object, in the order in which they are looked for."""
    return tuple(_programs()["inside"][table])


@cache
def _programs() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("feeds.parse").joinpath("names.toml").read_text("utf-8"))


@cache
def _known(kind: Kind) -> dict[str, str]:
    known: dict[str, str] = {}
    for fact, names in (*_of_kind(kind), *_of_any()):
        for name in names:
            known.setdefault(plain(name), fact)
    return known


def _of_kind(kind: Kind) -> Iterator[tuple[str, Iterable[str]]]:
    yield from _programs()[kind].items()
    for code in lang.available():
        words = lang.load(code)
        own: dict[str, tuple[str, ...]] = getattr(words.fields, kind)
        yield from own.items()
        labelled = {"event": words.labels.event, "job_posting": words.labels.job_posting}
        labels = labelled.get(kind, {})
        yield from ((_LABELS.get(fact, fact), names) for fact, names in labels.items() if fact not in _NOT_FACTS)


def _of_any() -> Iterator[tuple[str, Iterable[str]]]:
    yield from _programs()["any"].items()
    for code in lang.available():
        yield from lang.load(code).fields.any.items()


@cache
def _surely_starts() -> frozenset[str]:
    """List the names of a start that are no mere date: what has one is an event, wherever it is."""
    return frozenset(_programs()["event"]["when"]) - _mere_dates() - {"from"}


def is_mere_date(name: str) -> bool:
    """Tell whether a name says no more than that something is a date."""
    return plain(name) in _mere_dates()


@cache
def _mere_dates() -> frozenset[str]:
    words = {name for code in lang.available() for name in lang.load(code).fields.article.get("published", ())}
    return frozenset(map(plain, {*_programs()["article"]["published"], *words}))


@cache
def _words(code: str) -> frozenset[str]:
    words = lang.load(code)
    tables = [words.labels.event, words.labels.job_posting, words.fields.any, words.fields.article]
    tables += [words.fields.event, words.fields.personnel_notice, words.fields.job_posting]
    return frozenset(plain(name) for table in tables for names in table.values() for name in names)


@cache
def _values() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    tables: list[Mapping[str, Iterable[str]]] = [lang.load(code).fields.values for code in lang.available()]
    for table in (_programs()["values"], *tables):
        for value, words in table.items():
            for word in map(plain, words):
                found[word] = (*found.get(word, ()), value)
    return found
