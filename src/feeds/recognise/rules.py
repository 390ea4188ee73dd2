"""A language's rules compiled: slots filled in, markers and labels joined into one expression each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from string import ascii_letters, digits

import msgspec

from feeds import lang
from feeds.dates import Grammar
from feeds.expressions import AnyOf, Expression, has_digit, holds
from feeds.kept import kept
from feeds.lang import Language
from feeds.model import Block, Marker, Rule
from feeds.repetition import Repetition

_UPPER = "A-ZÆØÅÄÖÜÉÈÁÀÓÒÍÚÝÞÐŠŽČĆÑÇŁ"
_NAME_TOKEN = rf"(?:[{_UPPER}]\.|[{_UPPER}][\w'’\-]*)"
#: A day in figures without a year: "14.11.", "22/4".
_SHORT_DAY = r"\d{1,2}\s?[./]\s?\d{1,2}\.?(?![\d:])"
#: "(m/w/d)", "(f/m/x)", "m/k": the same in every language, and only in titles of postings.
GENDERS = Expression(
    r"\((?:[a-zæøå]{1,2}|divers)(?:\s?[/|,*]\s?(?:[a-zæøå]{1,2}|divers)){1,3}\)|\(all genders\)|(?<!\w)m/k\b",
)
#: One of them is in all of that.
_GENDER_SIGNS = "(/"
_TEXT = r"\S(?:.*?\S)?"
_BEFORE_WORD = re.compile(r"^\W+")
#: The one letter that is two as a small one.
_GROWING = "\u0130"


class CompiledRule:
    """A rule ready to be tried; `read` gives its named groups without the digits that keep them apart."""

    __slots__ = ("pattern", "rule")

    def __init__(self, rule: Rule, pattern: Expression) -> None:
        self.rule = rule
        self.pattern = pattern

    @property
    def name(self) -> str:
        """Name for evidence."""
        return self.rule.name

    def read(self, text: str) -> dict[str, str] | None:
        """Match the whole text and give the facts, or None."""
        match = self.pattern.fullmatch(text)
        return None if match is None else facts_of(match)

    def matches(self, text: str) -> bool:
        """Tell whether the rule reads the whole text."""
        return self.pattern.fullmatch(text) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """Find the rule anywhere in a text."""
        return self.pattern.search(text)

    def tried_on(self, text: str) -> dict[str, str] | None:
        """Give what the rule finds in a text when it is tried as its part is: on the whole, or inside."""
        match = self.search(text) if self.rule.part in SEARCHED else self.pattern.fullmatch(text)
        return None if match is None else facts_of(match)

    def faults(self) -> Iterator[str]:
        """Say which examples the rule does not read with all their facts, and which counter-examples it does."""
        for example in self.rule.examples:
            wanted = {key.rstrip("0123456789"): value for key, value in example.facts.items()}
            found = self.tried_on(example.text)
            if found != wanted:
                what = (
                    "it does not read"
                    if found is None
                    else f"it finds {_listed(found)} instead of {_listed(wanted)} in"
                )
                yield f"{what} its example {example.text!r}"
        for text in self.rule.counter_examples:
            if self.tried_on(text) is not None:
                yield f"it reads its counter-example {text!r}"


#: Forms of firms that are no words of any language, and stand in names of firms from abroad.
_FORMS_OF_FIRMS = ("Ltd", "LLC", "GmbH", "ApS", "A/S")


class JobWords:
    """What a language says in postings: see `lang.Jobs`."""

    __slots__ = (
        "anybody",
        "applying",
        "aside",
        "can_open",
        "closed",
        "dated",
        "department",
        "employer_lead",
        "filled",
        "heading",
        "institution",
        "label",
        "noise",
        "nothing",
        "onward",
        "open_ended",
        "organization",
        "particular",
        "parts",
        "persons",
        "role",
        "sample",
        "search",
        "short_labels",
        "site",
        "term",
        "unit",
        "units",
        "unsolicited",
    )

    def __init__(self, language: Language, labels: dict[str, str]) -> None:
        jobs = language.jobs
        self.applying = _alternatives(jobs.applying)
        self.term = _alternatives(jobs.terms)
        self.open_ended = _alternatives(jobs.open_ended)
        self.closed = _alternatives(jobs.closed)
        self.filled = _alternatives(jobs.filled)
        self.nothing = _alternatives(jobs.nothing)
        self.particular = _alternatives(jobs.particular)
        self.anybody = _alternatives(jobs.anybody)
        self.onward = frozenset(jobs.onward)
        self.organization = _alternatives((*jobs.organizations, *_FORMS_OF_FIRMS), re.NOFLAG)
        self.aside = _alternatives(jobs.asides)
        self.search = _alternatives(jobs.searches)
        self.unsolicited = _alternatives(jobs.unsolicited)
        self.sample = _alternatives(jobs.samples)
        self.noise = _alternatives(jobs.noise)
        self.role = _alternatives((*jobs.roles, *language.notices.roles))
        self.heading = _alternatives(jobs.headings)
        self.employer_lead = re.compile(rf"(?<=\S) (?:{_any_of(jobs.employer_leads)}) (?=[{_UPPER}])")
        self.short_labels = _label_fields(jobs.short_labels)
        self.parts = frozenset(word.casefold() for word in jobs.parts)
        self.institution = _alternatives(jobs.institutions)
        self.units = frozenset(word.casefold() for word in jobs.units)
        #: A name of a part of an employer, by such a word in it.
        self.unit = re.compile(rf"\w*(?:{_any_of(jobs.units)})\w{{0,3}}(?!\w)", re.I)
        #: The whole name of one: "Sales", "Culture and leisure".
        one, joiners = f"(?:{_any(jobs.departments)})", _any_of(language.dates.list_words)
        self.department = Expression(rf"{one}(?:(?:, ?| ?[&/+] ?| (?:{joiners}) ){one})*", re.I)
        #: A heading that says where the work of all below it is: "Location: Leeds".
        self.site = Expression(rf"(?i:{_any(jobs.site_leads)}):? (?P<place>[{_UPPER}][^,:;.!?\d]{{1,40}})")
        self.persons = frozenset(word.casefold() for word in language.notices.labels.get("person", ()))
        #: A label somewhere in a line of several; the value goes on to the next one.
        self.label = Expression(rf"(?<!\w)(?P<label>{_any_of(labels)})\s?:\s*")
        self.can_open = Openings(labels).can_open
        dated = (word for word, field in labels.items() if field in {"valid_through", "published"})
        #: A label of a date that stands before it without a colon.
        self.dated = Expression(rf"(?P<label>{_any_of(dated)})\s*(?:[–—-]\s*)?(?P<value>(?=\w).*)")


class Openings:
    """What some labels can open a line with; to see that one can takes no expression."""

    __slots__ = ("_known", "_longest")

    def __init__(self, labels: Iterable[str]) -> None:
        self._known = frozenset(_opening(label).casefold() for label in labels)
        self._longest = max(map(len, self._known), default=0)

    def can_open(self, text: str) -> bool:
        """Tell whether a label can open a line: what stands before its first colon, or all of it, is one.

        `_label_pattern` matches no line of which this is not so.
        """
        opening = _opening(text)
        is_one = len(opening) <= self._longest and opening.casefold() in self._known
        # For a text that is longer in small letters `re` has its own rules of what is the same letter.
        return is_one or _GROWING in text


def _opening(text: str) -> str:
    """Give what stands before the first colon, without the marks before that, of which one may be a colon itself."""
    return (text if text[:1].isalnum() else _BEFORE_WORD.sub("", text)).partition(":")[0].rstrip()


def facts_of(match: re.Match[str]) -> dict[str, str]:
    """Give the groups that matched, `effective2` as `effective`."""
    told = [(name, text) for name in match.re.groupindex if (text := match[name])]
    return {name.rstrip("0123456789"): fact for name, text in told if (fact := text.strip())}


def _listed(facts: dict[str, str]) -> str:
    return ", ".join(f"{name} {value!r}" for name, value in sorted(facts.items())) or "no fact"


class Knowledge:
    """All that recognition needs of one language, compiled once; rules and markers of a source's own come first."""

    def __init__(self, language: Language, rules: Sequence[Rule] = (), markers: Sequence[Marker] = ()) -> None:
        self.language = language
        self.grammar = Grammar(language)
        self.repetition = Repetition(language, self.grammar)
        self._slots = self._build_slots()
        self._parts: dict[str, tuple[CompiledRule, ...]] = {}
        self._unions: dict[tuple[str, ...], AnyOf] = {}
        for rule in (*map(self.compile, rules), *map(self._compiled, language.rules)):
            self._parts[rule.rule.part] = (*self.rules(rule.rule.part), rule)
        self._markers = (*markers, *language.markers)
        self._marker = _any_marker(self._markers, is_checked=bool(markers))
        words = language.words
        self.area = _alternatives(words.areas, re.NOFLAG)
        self.online = _alternatives(words.online)
        self.hybrid = _alternatives(words.hybrid)
        self.free = _alternatives(words.free)
        self.deadline = _alternatives(words.deadline)
        self.masthead = _alternatives(words.mastheads)
        self.navigation = _alternatives(words.navigation)
        self.banner = _alternatives(words.banners)
        self.kicker = _alternatives(words.kickers)
        self.not_a_place = _alternatives(words.not_a_place)
        self._compile_events()
        self._compile_listings()
        self.issue = _alternatives(language.articles.issue)
        self.updated = _alternatives(language.articles.updated)
        self.kind_of_text = _alternatives(language.articles.kinds)
        self.more = _alternatives(language.articles.more)
        self.below = _alternatives(language.articles.below)
        self.greeting = _alternatives(language.articles.greetings)
        self.boilerplate = _alternatives(language.articles.boilerplate)
        self.signature = self._build_signature()
        self.person_title = Expression(rf"(?:{'|'.join(words.person_titles)})(?=\s|(?-i:[A-Z]))")
        self.event_labels = _label_fields(language.labels.event)
        self.event_label = _event_label_pattern(self.event_labels)
        self.inline_label = _inline_label_pattern(self.event_labels)
        # Job pages often keep English labels in front of text in another language.
        self.job_labels = {**_foreign_job_labels(), **_label_fields(language.labels.job_posting)}
        labels = {word for word, field in self.event_labels.items() if field in _TELLING_FIELDS} | {*self.job_labels}
        self.label, self._can_open = _label_pattern(labels), Openings(labels).can_open
        self.jobs = JobWords(language, self.job_labels)
        self.person = re.compile(self._slots["person"])
        self._compile_timetables()
        self.notice_labels = language.labels.notice
        closing = "|".join(re.escape(w) for w in sorted(self.notice_labels, key=len, reverse=True))
        self._closing_label, self._only_label = [
            re.compile(rf"{before}\s*(?P<label>{closing})\.?$") for before in (r"[.!?\"”“)]", "")
        ]
        self._label_ends = tuple(label + stop for label in self.notice_labels for stop in ("", "."))
        self._longest_closing = max(map(len, self._label_ends), default=0) + 2
        self.glued_label = re.compile(rf" (?<=[.!?\"”“)] )((?:{closing}))(?=\s+[{_UPPER}0-9])")
        self.dateline = re.compile(rf"^(?P<town>[{_UPPER}][{_UPPER} .-]{{1,30}}): (?=[{_UPPER}])")
        self._abbreviations = frozenset(map(str.casefold, language.sentences.abbreviations))
        #: Those with a full stop of their own.
        self._dotted = frozenset(each for each in self._abbreviations if "." in each)
        self._openers = frozenset(language.sentences.pronouns)

    def _compile_events(self) -> None:
        words, dates, times = self.language.words, self.language.dates, self.language.times
        self.remark = _alternatives(words.remarks)
        self.price_phrase = _alternatives(words.price_phrases)
        self.template = _alternatives(words.templates)
        self.advert = _alternatives(words.adverts)
        self.over = _alternatives(words.over)
        self.article = Expression(rf"(?:{'|'.join(words.articles) or '(?!)'})\s+(?=\S)")
        self.event_verb = _alternatives(words.event_verbs, re.NOFLAG)
        self.weak_verb = _alternatives(words.weak_verbs, re.NOFLAG)
        self.host_verb = _alternatives(words.host_verbs, re.NOFLAG)
        self.inviting = _alternatives(words.inviting)
        self.title_lead = _alternatives(words.title_leads)
        self.nameless = _alternatives(words.nameless)
        self.relative = _alternatives(self.language.notices.relatives)
        self.title_end = _alternatives(words.title_ends)
        small = (*dates.before_day, *dates.before_month, *dates.range_words, *dates.from_words, *dates.list_words)
        self.ends_with = _alternatives((*map(re.escape, dates.range_words), *self.language.repetition.until))
        self.leads_time = frozenset(map(str.casefold, (*small, *times.prefixes)))
        self.month_heading = Expression(self.grammar.month_pattern)
        status = "|".join(words.status_words) or "(?!)"
        self.status = Expression(status)
        self.status_in_front = Expression(rf"^\W*(?:{status})\s*[:!.\])*–—|-]+\s*(?=\w|[\"“”«»„‘’'])")
        marks = r"[-–—,:(\[*!.]"
        self.status_behind = re.compile(
            # A row of marks is looked at from where it begins, once.
            rf"(?!(?<=\w)-\w)\s*(?<!{marks}){marks}++\s*(?i:{status})(?!\w).*$|\s+(?:{_shouted(words.status_words)})(?!\w).*$",
            re.NOFLAG,
        )

    def _compile_listings(self) -> None:
        words, dates, times = self.language.listings, self.language.dates, self.language.times
        self.columns = {word: field for field, names in words.columns.items() for word in map(str.casefold, names)}
        self.doors = _alternatives(times.doors)
        self.meeting = _alternatives(words.meets)
        self.begins = _alternatives(times.begins)
        self.filler = _alternatives((*times.begins, *words.filler))
        self.all_day = _alternatives(words.all_day)
        self.until = _alternatives(words.until)
        self.tickets = _alternatives(words.tickets)
        self.undated = _alternatives(words.undated)
        self.audience = _alternatives(words.audience)
        self.places = _alternatives(words.places)
        self.place_noun = _alternatives(pattern.removeprefix("\\w*") for pattern in words.places)
        self.supplement = Expression(rf"\s*\([^()]*(?:{'|'.join(words.supplements) or '(?!)'})[^()]*\)")
        self.place_lead = _alternatives(words.place_leads)
        self.subject = _alternatives(words.subjects)
        self.definite = _alternatives(words.definite)
        self.fee = _alternatives(words.fees)
        self.occasion = _alternatives(words.occasions)
        self.staging = _alternatives(words.stagings)
        self.numbered = _alternatives(words.numbers)
        self.price_lead = _alternatives(words.price_leads)
        self.is_closed = _alternatives(words.closed)
        self.hours = _alternatives(words.hours)
        self.service = _alternatives(words.services)
        self.served = _alternatives(words.served)
        self._compile_nonevents()
        starts = sorted(self.language.repetition.starts, key=lambda word: -len(word))
        self.first_time = _alternatives(map(re.escape, starts))
        self.price_tail = _alternatives(words.price_tails)
        self.costs = _alternatives(words.costs)
        self.place_splits = frozenset(words.place_splits)
        self.heading = _alternatives(words.headings)
        self.list_heading = _alternatives(words.lists)
        self.stream = _alternatives(self.language.articles.streams)
        self.button = _alternatives(words.buttons)
        self.sold_out = _alternatives(words.sold_out)
        self.length = _alternatives(words.lengths)
        self.published_column = _alternatives(words.published)
        self.kind_word = _alternatives(words.kinds)
        self.note = _alternatives(words.notes)
        self.again = _alternatives(words.again)
        self.date_lead = _alternatives(words.date_leads)
        self._compile_shared()
        small = (*dates.before_day, *dates.before_month, *dates.range_words, *dates.list_words, *dates.from_words)
        self.small_words = frozenset(map(str.casefold, (*small, *times.prefixes, *times.suffixes)))
        joiners = "|".join(re.escape(word) for word in (*dates.list_words, "&", "/", "+", ","))
        self.clock_lead = Expression(rf"[\s,;:|·(–—-]*(?:(?:{'|'.join(words.filler) or '(?!)'})[\s:]*)?")
        self.clock_joint = Expression(rf"\s*(?:{joiners})\s*")

    def _compile_shared(self) -> None:
        words = self.language.listings
        self.for_all = _alternatives(words.for_all)
        before = "|".join(words.hour_for_all) or "(?!)"
        self.hour_for_all = Expression(rf"(?<!\w)(?:{before})(?<=\s)(?=(?:[^\W\d_]+\.? ?)?\d)", re.IGNORECASE)
        self.price_for_all = _alternatives(words.price_for_all)
        self.price_unless = _alternatives(words.price_unless)

    def _compile_nonevents(self) -> None:
        words = self.language.nonevents
        self.past = _alternatives(words.past)
        self.subordinate = _alternatives(words.subordinates)
        self.works = _alternatives(words.works)
        self.works_told = _alternatives(words.works_told)
        self.shut = _alternatives(words.shut)
        self.interviews = _alternatives(words.interviews)
        self.lesson_plan = _alternatives(words.lesson_plans)
        self.lesson = _alternatives(words.lessons)

    def _compile_timetables(self) -> None:
        words, dates = self.language.timetables, self.language.dates
        weekday = _escaped(word for names in dates.weekdays for word in names)
        lead = rf"[^\w\s]{{0,2}}\s*(?:(?P<weekday>{weekday})\b[.,:]?\s*)?(?:(?:{_any(words.leads)})\s+)?"
        self.point_lead = Expression(lead)
        self.programme_heading = _alternatives(words.headings)
        self.plan = _alternatives(words.plans)
        weeks = "|".join(re.escape(word) for word in self.language.repetition.week)
        self.week = Expression(rf"(?:{weeks or '(?!)'})\s?\d{{1,2}}", re.IGNORECASE)
        self.track = _alternatives(words.tracks)
        self.day_number = Expression("|".join(_numbered(words.days)) or "(?!)")
        self.numerals = words.numerals
        self.programme_columns = {w.casefold(): field for field, names in words.columns.items() for w in names}
        room_lead = rf"(?:(?:{_any(words.room_leads)})\s+)?"
        self.room = Expression(rf"{room_lead}(?:{_any(words.rooms)})")
        self.room_lead = Expression(rf"^(?:{_any(words.room_leads)})\s+")
        self.room_inside = Expression(rf"\s(?:{_any(words.room_leads)})\s+(?P<room>{_any(words.rooms)})$")
        self.speaker_lead = Expression(rf"[\s,(–—-]\s*(?:{_any(words.speaker_leads)})(?:(?<=/)\s*|\s+)")
        slashed = [lead for lead in words.speaker_leads if lead.endswith("/")]
        #: Who leads it, behind a title: "Mass v/ Holm".
        self.leader = Expression(rf"[\s,(–—-]+(?:{_any(slashed)})\s*(?P<who>[A-ZÆØÅÄÖÜ][^,.;:()]+)\)?$", 0)
        self.role_before = Expression(rf"^(?:(?:{_any(words.roles)})\s+)+")
        self.session = _alternatives(words.sessions)
        self.no_point = Expression(_any(words.no_points))
        self.speakers_heading = Expression(_any(words.speakers))
        self.no_ticket = _alternatives(words.not_tickets)
        joiners = _escaped((*dates.list_words, "&"))
        self.joiner = Expression(rf",?\s+(?:{joiners})\s+")
        self.small_joint = Expression(rf"(?:{joiners}|{_escaped(self.language.times.prefixes)})(?!\w)")

    def rules(self, part: str) -> tuple[CompiledRule, ...]:
        """List the rules of one part, in the file's order."""
        return self._parts.get(part, ())

    def any_of(self, *parts: str) -> AnyOf:
        """Join all rules of some parts, to tell cheaply whether one of them can match."""
        if parts not in self._unions:
            self._unions[parts] = AnyOf([rule.pattern for part in parts for rule in self.rules(part)])
        return self._unions[parts]

    def as_clock(self, hour: str) -> tuple[str, int]:
        """Give a bare hour with the word that makes it a clock time, and how much longer that is before it."""
        times = self.language.times
        if times.prefixes:
            return f"{times.prefixes[0]} {hour}", len(times.prefixes[0]) + 1
        return f"{hour} {times.suffixes[0]}" if times.suffixes else hour, 0

    @kept
    def read_whole(self, part: str, text: str) -> tuple[CompiledRule, dict[str, str]] | None:
        """Read a whole text with the first rule of a part that fits it."""
        for rule in self.rules(part):
            match = rule.pattern.fullmatch(text)
            if match is not None:
                return rule, facts_of(match)
        return None

    @cached_property
    def about(self) -> Expression:
        """Find the words before what is talked about."""
        return _alternatives(self.language.notices.about)

    @kept
    def labelled(self, text: str) -> re.Match[str] | None:
        """Read `Label: value`, or a label alone."""
        return self.label.fullmatch(text) if self._can_open(text) else None

    def tells_of_posting(self, text: str, cells: Sequence[str]) -> bool:
        """Tell whether a line shows that postings stand round it: a label, a last day, terms in a row."""
        pieces = cells or (text.split(", ")[1:] if len(text) <= _LONGEST_MARKER else ())
        if (holds(text, _GENDER_SIGNS) and GENDERS.search(text)) or any(
            self.jobs.term.match(cell) and (cell in cells or not cell[:1].isdigit()) for cell in pieces
        ):
            return True
        match = self.labelled(text)
        if match is not None and match["label"].casefold() in self.job_labels:
            return True
        if "..." in text and len(cells) == _LABEL_AND_VALUE and cells[0].casefold() in self.job_labels:
            return True
        return has_digit(text) and any(rule.search(text) for rule in self.rules("apply_by"))

    @kept
    def marker(self, text: str) -> tuple[Marker, str | None] | None:
        """Tell whether a line opens a block; the second value is the title that the line carries."""
        if len(text) > _LONGEST_MARKER:
            return None
        is_label = text.endswith(":") and " " not in text
        match = self._marker.fullmatch(text)
        if match is None and not is_label:
            bare = undecorated(text)
            match = self._marker.fullmatch(bare) if bare != text else None
        if match is None:
            return None
        index = next(n for n in range(len(self._markers)) if match[f"m{n}"] is not None)
        return self._markers[index], match.groupdict().get(f"title{index}")

    def opens(self, block: Block, text: str) -> bool:
        """Tell whether a line opens a block of this kind."""
        found = self.marker(text)
        return found is not None and found[0].block == block

    def is_kind(self, text: str) -> bool:
        """Tell whether a text is a word for a kind of event, and nothing else."""
        return self.kicker.fullmatch(text) is not None or self.kind_word.fullmatch(text) is not None

    def is_kind_of_text(self, text: str) -> bool:
        """Tell whether a text is a word for a kind of text, “News”, and for no kind of event."""
        return self.kind_of_text.fullmatch(text) is not None and not self.is_kind(text)

    def closing_label(self, text: str) -> re.Match[str] | None:
        """Find the label that closes a notice at the end of a text."""
        # The search alone would try every position of every line.
        return self._ended_by(text) if text.endswith(self._label_ends) else None

    @kept
    def _ended_by(self, text: str) -> re.Match[str] | None:
        behind = self._closing_label.search(text, max(0, len(text) - self._longest_closing))
        return behind or self._only_label.fullmatch(text)

    @kept
    def sentences(self, text: str) -> list[str]:
        """Split a paragraph into sentences without their final full stop."""
        parts, begin = [], 0
        for match in _SENTENCE_END.finditer(text):
            before = text[begin : match.start()]
            if match["next"] in self._openers or self._ends_sentence(before):
                parts.append(before)
                begin = match.start("next")
        parts.append(text[begin:])
        bare = [each for part in parts if (each := part.strip())]
        return [self._without_stop(each) if "." in each else each for each in bare]

    def is_abbreviation(self, word: str) -> bool:
        """Tell whether a full stop behind a word ends no sentence."""
        return word.rstrip(".").casefold() in self._abbreviations

    def _without_stop(self, sentence: str) -> str:
        bare = sentence.removesuffix(".").rstrip()
        if "." not in bare:
            return bare
        words = bare.rsplit(" ", 2)[-2:]
        # The full stop of "a.m.b.a." is its own, also where it ends the sentence; so is that of "e. V.".
        two = " ".join(words)
        keeps = "." in two and (words[-1].casefold() in self._dotted or two.casefold() in self._dotted)
        return f"{bare}." if keeps else bare

    def _ends_sentence(self, before: str) -> bool:
        last = before.rpartition(" ")[2].lstrip("(\"“”'").rstrip(".")
        if last.casefold() in self._abbreviations:
            return False
        # "J. Bo", "12. May".
        return bool(last[2:]) or not (last.isdigit() or (last.isupper() and not last[1:]))

    def _build_slots(self) -> dict[str, str]:
        sentences = self.language.sentences
        particles = "|".join(re.escape(p) for p in sentences.name_particles)
        name = rf"{_NAME_TOKEN}(?: (?:(?:{particles}) )*{_NAME_TOKEN}){{1,6}}"
        joiners = "|".join(re.escape(w) for w in (*self.language.dates.list_words, "&"))
        prefixes = "|".join(sentences.person_prefixes) or "(?!)"
        pronouns = "|".join(re.escape(p) for p in sentences.pronouns)
        day, month = self.grammar.day_pattern, self.grammar.month_pattern
        slots = {
            "person": rf"(?:(?:{prefixes})\s+)?(?P<person>{name})",
            # "A, B og C" are three people; in "A, B" the second is who they write for.
            "people": rf"{name}(?:(?:, {name}){{0,4}} (?:{joiners}) {name})?",
            "org": rf"(?P<organization>{_TEXT})",
            "org2": rf"(?P<organization2>{_TEXT})",
            "role": rf"(?P<role_name>{_TEXT})",
            "previous_role": rf"(?P<previous_role_name>{_TEXT})",
            "previous_org": rf"(?P<previous_organization>{_TEXT})",
            "current_role": rf"(?P<current_role_name>{_TEXT})",
            "education": rf"(?P<education>{_TEXT})",
            "focus": rf"(?P<focus>{_TEXT})",
            "age": r"(?P<age>\d\d)",
            "place": rf"(?P<location>[{_UPPER}][^,.]{{1,40}}?)",
            "employer": rf"(?P<organization>[{_UPPER}\d][^.,!?:;|·]{{1,60}}?(?:A\.?\/S|e\. ?V\.)?)",
            "employer2": rf"(?P<organization2>[{_UPPER}\d][^.,!?:;|·]{{1,60}}?)",
            "employer3": rf"(?P<organization3>[{_UPPER}\d][^.,!?:;|·]{{1,60}}?)",
            "subject": rf"(?:(?:{pronouns})|{_NAME_TOKEN}(?: {_NAME_TOKEN}){{0,4}})",
            "date": rf"(?P<effective>{day})",
            "date2": rf"(?P<effective2>{day})",
            "date3": rf"(?P<effective3>{day})",
            "day": rf"(?P<effective>{day}|{_SHORT_DAY})",
            "day2": rf"(?P<effective2>{day}|{_SHORT_DAY})",
            "date4": rf"(?P<effective4>{day})",
            "month": rf"(?P<effective_month>{month})",
        }
        for slot, pattern in self.language.slots.items():
            slots[slot] = fill(pattern, slots)
        return slots

    def _build_signature(self) -> re.Pattern[str]:
        """Read who wrote a piece: behind a dash or stroke, behind a label of any wording, behind “by”."""
        sentences = self.language.sentences
        particles = _any_of(sentences.name_particles)
        name = rf"{_NAME_TOKEN}(?: (?:(?:{particles}) )*{_NAME_TOKEN}){{1,4}}"
        joiners = _any_of((*self.language.dates.list_words, "&", "/"))
        names = rf"{name}(?:(?:,| (?:{joiners})) {name}){{0,3}}"
        label = r"(?P<label>[^\W\d][\w /&-]{1,30}):\s*"
        by = f"(?i:{_any_of(self.language.articles.by)})"
        return re.compile(
            rf"(?:[/—–~]|--)\s?(?P<authors>{names})(?:,? [^.!?:]{{2,50}})?"
            rf"|{label}(?P<authors2>{names})(?:[,.;|]?\s+[^\W\d][\w ]{{1,20}}: ?.+)?"
            rf"|{by}\s+(?P<authors3>[^\W\d][^.:!?,\d]{{2,40}})"
        )

    def compile(self, rule: Rule) -> CompiledRule:
        """Fill in the slots of a rule.

        Raises:
            re.error: the pattern is none.
            KeyError: there is no such slot.
        """
        made = self._compiled(rule)
        made.pattern.check()
        return made

    def _compiled(self, rule: Rule) -> CompiledRule:
        """Fill in the slots of a rule of the language; it is compiled when it is first tried."""
        flags = re.NOFLAG if rule.part in _CASE_MATTERS else re.IGNORECASE
        # What stands in a slot is anything; the words round it are what a rule is known by.
        gist = fill(rule.pattern, dict.fromkeys(self._slots, ".") | _FIGURES)
        return CompiledRule(rule, Expression(fill(rule.pattern, self._slots), flags, gist))


#: Slots that nothing without a figure fits.
_FIGURES = dict.fromkeys(("date", "date2", "date3", "date4", "day", "day2"), r"\d")
#: Parts that are looked for inside a line; the others must read the whole of it.
SEARCHED = frozenset(
    {
        *("lead_in", "takes_place", "venue", "place", "price", "registration", "early_bird", "super_event"),
        *("cancelled", "moved", "moved_from", "moved_place", "postponed", "undated", "apply_by", "default_place"),
        *("sender", "workplace"),
    }
)
_CASE_MATTERS = frozenset(
    {
        *("frame", "follow_up", "byline", "picture", "caption", "employer", "vacancy", "default_place", "sender"),
        "workplace",
        *("address", "cancelled", "venue", "moved_place", "place", "super_event"),
    }
)
#: Event facts whose labels are no words of menus and headings.
_TELLING_FIELDS = frozenset(
    {"title", "when", "new_date", "end", "location", "price", "organizer", "registration_deadline", "performers"}
)
_LONGEST_MARKER = 200
#: About the lines of one page.
_LATEST = 128
_SENTENCE_END = re.compile(r"[.!?][\"”“’)]?\s+(?P<next>[\"“”„»'(]?[^\Wa-z_æøåäöü][\w\-'’]*)")


@lru_cache(_LATEST)
def undecorated(text: str) -> str:
    """Take rules, icons and marks off both ends of a heading, and the count behind it; a bullet alone stays."""
    if text[:1] in _PLAIN and text[-1:] in _PLAIN_END:
        # Most texts: at neither end stands a mark or the bracket round a count.
        return text
    begin, end = 0, len(text)
    while begin < end and _is_mark(text[begin]):
        begin += 1
    while end > begin and _is_mark(text[end - 1]):
        end -= 1
    is_entry = text[:begin].rstrip() in _BULLETS and text[end:].strip() in {"", ":"}
    is_form = begin == 0 and "_" in text[end:]
    if begin == end or is_entry or is_form:
        return text
    text = text[begin:end]
    return _COUNT.sub("", text) if text.endswith(_COUNT_ENDS) else text


def _is_mark(char: str) -> bool:
    return not char.isalnum() and char not in _NO_MARKS


_BULLETS = frozenset("-–—•*·")
#: They belong to the words they stand at.
_NO_MARKS = frozenset("\"“”„«»'’‘‚¿¡()[]{}&@$€£+§%?!.,;…/")
_COUNT_ENDS = (")", "]")
#: What most texts begin and end with.
_PLAIN = _NO_MARKS | frozenset(f"{ascii_letters}{digits}")
_PLAIN_END = _PLAIN.difference(_COUNT_ENDS)
_COUNT = re.compile(r"(?<=\S)\s*(?:\(\d{1,4}(?: [^\W\d]{2,20})?\)|\[\d{1,4}\])$")


def fill(pattern: str, slots: dict[str, str]) -> str:
    """Replace each `{slot}` of a pattern; braces of repetitions such as `{2,60}` stay."""
    return re.sub(r"\{([a-z_]+\d?)\}", lambda m: slots[m[1]], pattern)


def marker_faults(marker: Marker) -> Iterator[str]:
    """Say which examples a marker does not match as a whole line, and which counter-examples it does."""
    pattern = re.compile(marker.pattern)
    yield from (f"it does not read its example {text!r}" for text in marker.examples if not pattern.fullmatch(text))
    for text in marker.counter_examples:
        if pattern.fullmatch(text):
            yield f"it reads its counter-example {text!r}"


def _any(patterns: Iterable[str]) -> str:
    return "|".join(patterns) or "(?!)"


def _escaped(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _numbered(patterns: Iterable[str]) -> Iterable[str]:
    """Give the group `number` of each pattern a name of its own."""
    return (pattern.replace("(?P<number>", f"(?P<number{n}>") for n, pattern in enumerate(patterns))


def _any_marker(markers: Iterable[Marker], *, is_checked: bool) -> Expression:
    joined = Expression("|".join(f"(?P<m{n}>(?-i:{_own_groups(m, n)}))" for n, m in enumerate(markers)) or "(?!)")
    if is_checked:
        joined.check()
    return joined


def _own_groups(marker: Marker, number: int) -> str:
    return marker.pattern.replace("(?P<title>", f"(?P<title{number}>")


_LABEL_AND_VALUE = 2


def _alternatives(patterns: Iterable[str], flags: int = re.IGNORECASE) -> Expression:
    return Expression(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)", flags)


def _label_fields(labels: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word.casefold(): field for field, words in labels.items() for word in words}


def _foreign_job_labels() -> dict[str, str]:
    labels = (_label_fields(lang.load(code).labels.job_posting) for code in lang.available())
    return {word: field for fields in labels for word, field in fields.items()}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _label_pattern(words: Iterable[str]) -> Expression:
    return Expression(rf"[^\w\s]{{0,3}}\s*(?P<label>{_any_of(words)})\s*(?:(?P<colon>:)\s*(?P<value>.*))?")


def _shouted(words: Iterable[str]) -> str:
    """Write the plain words of a list in capitals: only so do they stand behind a title without a mark between."""
    return "|".join(word.upper() for word in words if "\\" not in word) or "(?!)"


def _event_label_pattern(words: Iterable[str]) -> Expression:
    """Read a label that a colon, a dash or nothing parts from its value."""
    joined = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return Expression(
        rf"[^\w\s]{{0,3}}\s*(?P<label>{joined})(?!\w)\s*(?:\*{{0,2}}(?P<mark>[:=?]|\s?[–—-]\s|)\*{{0,2}}\s*(?P<value>.*))?",
    )


def _inline_label_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Find labels with a colon inside a line; there they begin with a capital."""
    joined = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\w-])(?=[{_UPPER}])(?P<label>(?i:{joined})) ?:(?=\s|\S)")


def knowledge(code: str, rules: Sequence[Rule] = (), markers: Sequence[Marker] = ()) -> Knowledge:
    """Compile the rules of a language with those of a source's own, once.

    Raises:
        LanguageError: there is no such language file.
    """
    return _knowledge(code, msgspec.msgpack.encode((rules, markers)) if rules or markers else b"")


@cache
def _knowledge(code: str, own: bytes) -> Knowledge:
    # Rules hold tables and cannot be keys of a cache; their bytes can.
    rules, markers = msgspec.msgpack.decode(own, type=tuple[list[Rule], list[Marker]]) if own else ((), ())
    return Knowledge(lang.load(code), rules, markers)


__all__ = [
    "GENDERS",
    "SEARCHED",
    "CompiledRule",
    "Knowledge",
    "facts_of",
    "fill",
    "knowledge",
    "marker_faults",
    "undecorated",
]
