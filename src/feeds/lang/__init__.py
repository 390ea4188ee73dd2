"""Language knowledge as data: one TOML file per language, read once into frozen structs."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal, TypeAlias

import msgspec

from feeds.errors import LanguageError
from feeds.model import Kind


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the language is: BCP 47 `code`, own `name`, usual IANA `timezone`, what betrays it."""

    code: str
    name: str
    timezone: str
    stopwords: tuple[str, ...]
    endings: tuple[str, ...] = ()
    letters: str = ""


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written; `months` and `weekdays` (Monday first) list every spelling, the longest first or not."""

    order: Literal["dmy", "unclear"]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    before_day: tuple[str, ...]
    before_month: tuple[str, ...]
    day_endings: tuple[str, ...]
    range_words: tuple[str, ...]
    list_words: tuple[str, ...]
    from_words: tuple[str, ...]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How clock times are written; `zones` maps an abbreviation to an IANA zone."""

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    range_words: tuple[str, ...]
    zones: dict[str, str] = {}


class Sentences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ends no sentence, and who can open one: `abbreviations` without their last full stop."""

    abbreviations: tuple[str, ...]
    pronouns: tuple[str, ...]
    name_particles: tuple[str, ...]
    organization_descriptors: tuple[str, ...] = ()
    person_prefixes: tuple[str, ...] = ()


Block: TypeAlias = Literal[
    "event", "event_list", "notices", "advert", "sidebar", "teasers", "end", "programme", "postings"
]


class Marker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that opens a block of the page."""

    name: str
    block: Block
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that a rule must read, and every fact that it must find there."""

    text: str
    facts: dict[str, str] = {}


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern with slots such as `{person}` or `{date}`; its named groups are the facts.

    `part` says where it is tried: `frame` (the sentence that makes a notice), `follow_up` (a later sentence of one),
    `byline`, `credit`, `skip` (a line of an article that is no text), `published`, `price`, `place`, `status`, …
    """

    name: str
    part: str
    pattern: str
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]
    kind: Kind | None = None
    facts: dict[str, str] = {}


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Labels that stand before a fact, by the fact's name; `notice` maps a closing label to the change it names."""

    event: dict[str, tuple[str, ...]]
    job_posting: dict[str, tuple[str, ...]]
    notice: dict[str, str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Single words and phrases, each list a set of regular expressions for one meaning."""

    areas: tuple[str, ...]
    online: tuple[str, ...]
    hybrid: tuple[str, ...]
    free: tuple[str, ...]
    kickers: tuple[str, ...]
    not_a_place: tuple[str, ...]
    person_titles: tuple[str, ...]
    deadline: tuple[str, ...]
    mastheads: tuple[str, ...]
    navigation: tuple[str, ...]


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything Feeds knows of one language."""

    language: Identity
    dates: DateWords
    times: TimeWords
    sentences: Sentences
    labels: Labels
    words: Words
    slots: dict[str, str] = {}
    markers: tuple[Marker, ...] = ()
    rules: tuple[Rule, ...] = ()
    ui: dict[str, str] = {}

    @property
    def code(self) -> str:
        """BCP 47 code."""
        return self.language.code


@cache
def available() -> tuple[str, ...]:
    """List the codes of the languages that have a file, sorted."""
    files = resources.files("feeds.lang").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """Read one language's file.

    Raises:
        LanguageError: there is no such file, or it breaks the form.
    """
    if code not in available():
        raise LanguageError(f"no language file for {code!r}", remedy=f"choose one of: {', '.join(available())}")
    raw = resources.files("feeds.lang").joinpath(f"{code}.toml").read_text("utf-8")
    try:
        return msgspec.convert(tomllib.loads(raw), Language)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageError(str(error), where=f"lang/{code}.toml") from error
