"""Language knowledge as data: one TOML file per language, read once into frozen structs."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Generic, Literal, TypeVar

import msgspec

from feeds.errors import LanguageError
from feeds.model import Marker, Rule

_T = TypeVar("_T")
#: Where a table begins, with the name of the outermost that it is part of.
_HEAD = re.compile(r"^\[\[?(\w+)", re.MULTILINE)


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the language is: BCP 47 `code`, own `name`, usual IANA `timezone`, what betrays it."""

    code: str
    name: str
    timezone: str
    stopwords: tuple[str, ...]
    telling: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written; `months` and `weekdays` (Monday first) list every spelling, the longest first or not.

    `ordinals` are the words for first, second and so on; `capital_months` are words that mean a month with a capital
    only. Patterns: `not_behind` is what no date stands behind ("version"), `counted` what no day is before ("sal").
    `relative` maps words for a day to its distance from today; `coming` and `unclear_coming` stand before a weekday.
    """

    order: Literal["dmy", "unclear"]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    before_day: tuple[str, ...]
    before_month: tuple[str, ...]
    day_endings: tuple[str, ...]
    range_words: tuple[str, ...]
    list_words: tuple[str, ...]
    from_words: tuple[str, ...]
    ordinals: tuple[tuple[str, ...], ...] = ()
    capital_months: tuple[str, ...] = ()
    not_behind: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    relative: dict[str, int] = {}
    coming: tuple[str, ...] = ()
    unclear_coming: tuple[str, ...] = ()


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How clock times are written; `zones` maps an abbreviation to an IANA zone.

    `prefixes` make any number behind them a time, `lone` one that nothing follows, `openers` none;
    `between` words open a stretch of hours that a word for and parts.
    `words` maps a word to a time, `spoken` words around `{hour}` to minutes; `hours` are the words from one on.
    The rest are patterns: `afternoon`, `doors`, `begins`, `opening`, and `doors_for` between doors and start.
    """

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    range_words: tuple[str, ...]
    zones: dict[str, str] = {}
    lone: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    words: dict[str, str] = {}
    hours: tuple[tuple[str, ...], ...] = ()
    spoken: dict[str, int] = {}
    afternoon: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()
    doors_for: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()


class RepetitionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How people say that something repeats; all are words but `day_parts`, `holidays`, `seasons` and `until`.

    `weekday_plurals` are by weekday (Monday first), `numbers` from one on; `units` and `adverbs` say which FREQ, and
    which RRULE, a word stands for. `starts`, `until` and `excluding` stand before dates, `holidays` instead of them,
    and `seasons` bound what repeats as well.
    """

    every: tuple[str, ...] = ()
    every_other: tuple[str, ...] = ()
    weekday_plurals: tuple[tuple[str, ...], ...] = ()
    before_weekday: tuple[str, ...] = ()
    day_parts: tuple[str, ...] = ()
    day_part_plurals: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    of_month: tuple[str, ...] = ()
    units: dict[str, str] = {}
    numbers: tuple[tuple[str, ...], ...] = ()
    adverbs: dict[str, str] = {}
    even_weeks: tuple[str, ...] = ()
    odd_weeks: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    holidays: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()


class Sentences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ends no sentence, and who can open one: `abbreviations` without their last full stop.

    `given_names` are first names that are usual.
    """

    abbreviations: tuple[str, ...]
    pronouns: tuple[str, ...]
    name_particles: tuple[str, ...]
    person_prefixes: tuple[str, ...] = ()
    given_names: tuple[str, ...] = ()


class NoticeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words by which a sentence tells a change of job; all are patterns, and the constituents stand in any order.

    `verbs` are listed by what they tell and who their subject is, `introducers` by what follows them. A verb in two
    parts has `…` between them. `origins` stand before where somebody comes from, `house` on a paper that one employer
    makes for its own people, `news` before the name of a firm that stands above what it has to tell, `greetings` before
    somebody who comes or goes, `headings` above notices inside a page of other things; `participles` tell a change
    without a verb. `definite` are endings of a noun that is meant already, `being` verbs behind which a post stands;
    `swaps` and `leaving_for` have the groups `was` and `now`, and `moving` says the same with a verb of `moves`;
    `naming` opens a sentence that says who it is of whom was told, `counts` are numbers as a name begins with them,
    `successors` words for who takes the post of the one told of before, `predecessors` for who had it,
    `objects` pronouns for somebody to whom something is done, `same_day` the day that was told last. `determiners` are
    words right behind which no name of a person stands, `becomes` verbs by which a firm becomes nobody; both are plain
    words. `describing` are nouns that say what a firm is, and at the head of a sentence are no part of its name;
    `about` stands before a firm over what it says of itself, `own` are headings over people of
    the page's own. `kin` are words before people who share their last name,
    `leads` whole clauses before a colon that only lead to a change.
    `capital_nouns` says that every noun begins with a capital,
    `in_means_town` that no firm is told by “in” and one word.
    """

    verbs: dict[str, tuple[str, ...]] = {}
    introducers: dict[str, tuple[str, ...]] = {}
    at: tuple[str, ...] = ("(?!)",)
    at_strong: tuple[str, ...] = ("(?!)",)
    of: tuple[str, ...] = ("(?!)",)
    part_of_role: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    describing: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    says: tuple[str, ...] = ("(?!)",)
    kin: tuple[str, ...] = ("(?!)",)
    leads: tuple[str, ...] = ("(?!)",)
    copulas: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    in_town: tuple[str, ...] = ("(?!)",)
    tails: tuple[str, ...] = ("(?!)",)
    roles: tuple[str, ...] = ()
    role_openers: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    same_firm: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    before_date: tuple[str, ...] = ("(?!)",)
    before_month: tuple[str, ...] = ("(?!)",)
    years: tuple[str, ...] = ("(?!)",)
    history: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ("(?!)",)
    shared: tuple[str, ...] = ()
    respectively: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ("(?!)",)
    rubrics: dict[str, tuple[str, ...]] = {}
    labels: dict[str, tuple[str, ...]] = {}
    empty: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    house: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    praise: tuple[str, ...] = ()
    assemblies: tuple[str, ...] = ()
    participles: dict[str, tuple[str, ...]] = {}
    greetings: dict[str, tuple[str, ...]] = {}
    news: tuple[str, ...] = ()
    swaps: tuple[str, ...] = ()
    leaving_for: tuple[str, ...] = ()
    moving: str = ""
    naming: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    same_day: tuple[str, ...] = ()
    being: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    capital_nouns: bool = False
    in_means_town: bool = False


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Labels that stand before a fact, by the fact's name; `notice` maps a closing label to the change it names."""

    event: dict[str, tuple[str, ...]] = {}
    job_posting: dict[str, tuple[str, ...]] = {}
    notice: dict[str, str] = {}


class FieldWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words over the columns of tables, by the fact's name, of any kind or one; `values` are words inside a cell."""

    any: dict[str, tuple[str, ...]] = {}
    article: dict[str, tuple[str, ...]] = {}
    event: dict[str, tuple[str, ...]] = {}
    personnel_notice: dict[str, tuple[str, ...]] = {}
    job_posting: dict[str, tuple[str, ...]] = {}
    values: dict[str, tuple[str, ...]] = {}


class Articles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands round articles, each list a set of regular expressions for one meaning.

    `issue` is in the line that says which number of a paper or newsletter this is, `updated` in the one that says when
    the page was brought up to date; `kinds` stand above a title and say what it is one of, `streams` are
    headings of many with the day of each (“Blog”, “Episodes”); `more` leads from a few words of a story to the whole,
    or says how long that takes to read; `below` are lines below a story that has a page of its own; `greetings` open a
    newsletter; `boilerplate` is a line after which nothing belongs to the article any more; `by` (plain words) stands
    before who wrote it.
    """

    issue: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


class Jobs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What postings say besides their labels, each list a set of regular expressions for one meaning.

    `applying` tells of an application, `terms` of the employment, `open_ended` of a posting without a last day.
    `closed` is a status on its own, `filled` a phrase that says so inside a sentence, `nothing` one
    that says there are no postings at all. `organizations` are words or
    endings of names of employers; `asides` open what is no posting on a page of postings; `unsolicited`, `samples` and
    `noise` are lines that look like postings and are none; `searches` are those of the police for somebody. `roles`
    name jobs, `headings` are words of headings of postings, `short_labels` mean a fact only among postings,
    `employer_leads` part a title from who hires, `units` name the parts of an employer (`parts` those of
    `institutions` alone: public employers, whose schools and offices hire nobody themselves), `departments` are whole
    names of such parts, `site_leads` stand before the place of all postings below a heading, `particular` are what a
    sentence says that is of one posting alone, `anybody` names no job in a sentence that seeks somebody, `onward` end
    a line that goes on with an address below it.
    """

    applying: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    open_ended: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    unsolicited: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    employer_leads: tuple[str, ...] = ()
    short_labels: dict[str, tuple[str, ...]] = {}
    units: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    site_leads: tuple[str, ...] = ()
    particular: tuple[str, ...] = ()
    anybody: tuple[str, ...] = ()
    onward: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Single words and phrases, each list a set of regular expressions for one meaning."""

    areas: tuple[str, ...] = ()
    online: tuple[str, ...] = ()
    hybrid: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    kickers: tuple[str, ...] = ()
    not_a_place: tuple[str, ...] = ()
    person_titles: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    mastheads: tuple[str, ...] = ()
    navigation: tuple[str, ...] = ()
    banners: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    status_words: tuple[str, ...] = ()
    price_phrases: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    adverts: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    event_verbs: tuple[str, ...] = ()
    weak_verbs: tuple[str, ...] = ()
    host_verbs: tuple[str, ...] = ()
    inviting: tuple[str, ...] = ()
    title_leads: tuple[str, ...] = ()
    title_ends: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()


class Listings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in lists of events; `columns` are the words over a table's columns, the rest regular expressions.

    `numbers` are words before the number of an entry: "Course no. 262". `occasions` are kinds of events, whose title
    can end in a house: "Harvest supper in the mill"; `stagings` are verbs of performing and holding, with which a
    sentence does.
    """

    columns: dict[str, tuple[str, ...]] = {}
    filler: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    all_day: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    place_leads: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    price_leads: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    date_leads: tuple[str, ...] = ()
    for_all: tuple[str, ...] = ()
    hour_for_all: tuple[str, ...] = ()
    price_for_all: tuple[str, ...] = ()
    price_unless: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    price_tails: tuple[str, ...] = ()
    supplements: tuple[str, ...] = ()
    fees: tuple[str, ...] = ()
    price_stops: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    stagings: tuple[str, ...] = ()
    place_splits: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    definite_plural: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    sold_out: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class Nonevents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands beside days and hours where no event is: regular expressions.

    `past` are verbs that tell what was, not behind `subordinates`. `works` are names of what is shut off or worked on,
    `works_told` what sentences say of it, `shut` titles that say that a place is closed. `lessons` are the subjects and
    breaks of a school, which stand below `lesson_plans`; `interviews` stand before the day of those who apply for a
    job.
    """

    past: tuple[str, ...] = ()
    subordinates: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    works_told: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    lesson_plans: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()


class Timetables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the programme of one event: expressions, but for `columns` and `numerals`, which are words.

    `plans` are headings of the programme of a house, not of one event; `days` have the group `number`; `no_points`
    are lines that only say when doors open or the event starts.
    """

    headings: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    room_leads: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    speaker_leads: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    no_points: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    not_tickets: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = {}
    numerals: dict[str, int] = {}


class _Table(Generic[_T]):
    """A table of a language's file, read when it is first asked for: most is asked of one language of a page alone."""

    def __init__(self, form: type[_T]) -> None:
        self._form = form

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Language, owner: type) -> _T:
        # Found in the object itself from now on, as with `cached_property`.
        table: _T = instance.__dict__.setdefault(self._name, instance.read(self._name, self._form))
        return table


class Language:
    """Everything Feeds knows of one language; a file without `ui` is for reading alone.

    Raises:
        LanguageError: a table breaks the form, when it is asked for.
    """

    language = _Table(Identity)
    dates = _Table(DateWords)
    times = _Table(TimeWords)
    sentences = _Table(Sentences)
    labels = _Table(Labels)
    fields = _Table(FieldWords)
    words = _Table(Words)
    listings = _Table(Listings)
    repetition = _Table(RepetitionWords)
    nonevents = _Table(Nonevents)
    timetables = _Table(Timetables)
    articles = _Table(Articles)
    jobs = _Table(Jobs)
    notices = _Table(NoticeWords)
    slots = _Table(dict[str, str])
    markers = _Table(tuple[Marker, ...])
    rules = _Table(tuple[Rule, ...])
    ui = _Table(dict[str, str])

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self._tables: dict[str, str] = {}
        heads = list(_HEAD.finditer(text))
        for head, end in zip(heads, [*(head.start() for head in heads[1:]), len(text)], strict=True):
            self._tables[head[1]] = self._tables.get(head[1], "") + text[head.start() : end]
        if strange := self._tables.keys() - {name for name, one in vars(Language).items() if isinstance(one, _Table)}:
            raise LanguageError(f"no table is called {', '.join(sorted(strange))}", where=f"lang/{code}.toml")

    def read(self, name: str, form: type[_T]) -> _T:
        """Read a table of the file; one that is not there is an empty one.

        Raises:
            LanguageError: it breaks the form.
        """
        try:
            table = tomllib.loads(self._tables.get(name, "")).get(name)
            return msgspec.convert(form() if table is None else table, form)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError, TypeError) as error:
            raise LanguageError(str(error), where=f"lang/{self.code}.toml, [{name}]") from error


@cache
def available() -> tuple[str, ...]:
    """List the codes of the languages that have a file, sorted."""
    files = resources.files("feeds.lang").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """Open one language's file.

    Raises:
        LanguageError: there is no such file, or it breaks the form.
    """
    if code not in available():
        raise LanguageError(f"no language file for {code!r}", remedy=f"choose one of: {', '.join(available())}")
    return Language(code, resources.files("feeds.lang").joinpath(f"{code}.toml").read_text("utf-8"))
