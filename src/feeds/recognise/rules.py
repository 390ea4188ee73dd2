"""A language's rules compiled: slots filled in, markers and labels joined into one expression each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from feeds import lang
from feeds.dates import Grammar
from feeds.lang import Block, Language, Marker, Rule

_UPPER = "A-ZÆØÅÄÖÜÉÈÁÀÓÒÍÚÝÞÐŠŽČĆÑÇŁ"
_NAME_TOKEN = rf"(?:[{_UPPER}]\.|[{_UPPER}][\w'’\-]*)"
_TEXT = r"\S(?:.*?\S)?"


class CompiledRule:
    """A rule ready to be tried; `read` gives its named groups without the digits that keep them apart."""

    __slots__ = ("pattern", "rule")

    def __init__(self, rule: Rule, pattern: str, flags: int) -> None:
        self.rule = rule
        self.pattern = re.compile(pattern, flags)

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


def facts_of(match: re.Match[str]) -> dict[str, str]:
    """Give the groups that matched, `effective2` as `effective`."""
    return {k.rstrip("0123456789"): fact for k, v in match.groupdict().items() if v and (fact := v.strip())}


class Knowledge:
    """All that recognition needs of one language, compiled once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.grammar = Grammar(language)
        self._slots = self._build_slots()
        self._parts: dict[str, tuple[CompiledRule, ...]] = {}
        for rule in language.rules:
            self._parts[rule.part] = (*self._parts.get(rule.part, ()), self._compile(rule))
        self._markers = language.markers
        self._marker = re.compile(
            "|".join(f"(?P<m{n}>{_own_groups(m, n)})" for n, m in enumerate(self._markers)) or "(?!)"
        )
        words = language.words
        self.area = _alternatives(words.areas, re.NOFLAG)
        self.online = _alternatives(words.online)
        self.hybrid = _alternatives(words.hybrid)
        self.free = _alternatives(words.free)
        self.deadline = _alternatives(words.deadline)
        self.masthead = _alternatives(words.mastheads)
        self.navigation = _alternatives(words.navigation)
        self.kicker = _alternatives(words.kickers)
        self.not_a_place = _alternatives(words.not_a_place)
        self.person_title = re.compile(rf"(?:{'|'.join(words.person_titles)})(?=\s|[A-Z])", re.IGNORECASE)
        self.event_labels = _label_fields(language.labels.event)
        # Job pages often keep English labels in front of text in another language.
        self.job_labels = {**_foreign_job_labels(), **_label_fields(language.labels.job_posting)}
        self.label = _label_pattern({*self.event_labels, *self.job_labels})
        self.person = re.compile(self._slots["person"])
        self.notice_labels = language.labels.notice
        closing = "|".join(re.escape(w) for w in sorted(self.notice_labels, key=len, reverse=True))
        self._closing_label = re.compile(rf"(?:^|(?<=[.!?\"”)]))\s*(?P<label>{closing})\.?$")
        self._label_ends = tuple(label + stop for label in self.notice_labels for stop in ("", "."))
        self._longest_closing = max(map(len, self._label_ends), default=0) + 1
        self.glued_label = re.compile(rf"(?<=[.!?\"”)]) ((?:{closing}))(?=\s+[{_UPPER}0-9])")
        self.dateline = re.compile(rf"^(?P<town>[{_UPPER}][{_UPPER} .-]{{1,30}}): (?=[{_UPPER}])")
        abbreviations = {a.casefold() for a in language.sentences.abbreviations}
        self._abbreviations = frozenset(abbreviations)
        self._openers = frozenset(language.sentences.pronouns)

    def rules(self, part: str) -> tuple[CompiledRule, ...]:
        """List the rules of one part, in the file's order."""
        return self._parts.get(part, ())

    def marker(self, text: str) -> tuple[Marker, str | None] | None:
        """Tell whether a line opens a block; the second value is the title that the line carries."""
        if len(text) > _LONGEST_MARKER:
            return None
        match = self._marker.fullmatch(text)
        if match is None:
            return None
        index = next(n for n in range(len(self._markers)) if match[f"m{n}"] is not None)
        return self._markers[index], match.groupdict().get(f"title{index}")

    def closing_label(self, text: str) -> re.Match[str] | None:
        """Find the label that closes a notice at the end of a text."""
        # The search alone would try every position of every line.
        if not text.endswith(self._label_ends):
            return None
        return self._closing_label.search(text, max(0, len(text) - self._longest_closing))

    def sentences(self, text: str) -> list[str]:
        """Split a paragraph into sentences without their final full stop."""
        parts, begin = [], 0
        for match in _SENTENCE_END.finditer(text):
            if self._ends_sentence(text[begin : match.start()], match["next"]):
                parts.append(text[begin : match.start()])
                begin = match.start("next")
        parts.append(text[begin:])
        return [self._without_stop(p.strip()) for p in parts if p.strip()]

    def _without_stop(self, sentence: str) -> str:
        bare = sentence.removesuffix(".").rstrip()
        last = bare.rsplit(" ", 1)[-1]
        # The full stop of "a.m.b.a." is its own, also where it ends the sentence.
        keeps = "." in last and last.casefold() in self._abbreviations
        return f"{bare}." if keeps else bare

    def _ends_sentence(self, before: str, following: str) -> bool:
        last = before.rsplit(" ", 1)[-1].lstrip("(\"“”'")
        if following in self._openers:
            return True
        bare = last.rstrip(".")
        if bare.casefold() in self._abbreviations or (len(bare) == 1 and bare.isupper()):
            return False
        return not (bare.isdigit() and len(bare) <= 2)

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
            "subject": rf"(?:(?:{pronouns})|{_NAME_TOKEN}(?: {_NAME_TOKEN}){{0,4}})",
            "date": rf"(?P<effective>{day})",
            "date2": rf"(?P<effective2>{day})",
            "date3": rf"(?P<effective3>{day})",
            "month": rf"(?P<effective_month>{month})",
        }
        for slot, pattern in self.language.slots.items():
            slots[slot] = fill(pattern, slots)
        return slots

    def _compile(self, rule: Rule) -> CompiledRule:
        flags = re.NOFLAG if rule.part in _CASE_MATTERS else re.IGNORECASE
        return CompiledRule(rule, fill(rule.pattern, self._slots), flags)


_CASE_MATTERS = frozenset({"frame", "follow_up", "byline", "address", "cancelled", "picture", "venue", "caption"})
_LONGEST_MARKER = 200
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s+(?P<next>[\"“”'(]?[^\Wa-z_æøåäöü][\w\-'’]*)")


def fill(pattern: str, slots: dict[str, str]) -> str:
    """Replace each `{slot}` of a pattern; braces of repetitions such as `{2,60}` stay."""
    return re.sub(r"\{([a-z_]+\d?)\}", lambda m: slots[m[1]], pattern)


def _own_groups(marker: Marker, number: int) -> str:
    return marker.pattern.replace("(?P<title>", f"(?P<title{number}>")


def _alternatives(patterns: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)", flags)


def _label_fields(labels: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word.casefold(): field for field, words in labels.items() for word in words}


def _foreign_job_labels() -> dict[str, str]:
    labels = (_label_fields(lang.load(code).labels.job_posting) for code in lang.available())
    return {word: field for fields in labels for word, field in fields.items()}


def _label_pattern(words: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"[^\w\s]{{0,3}}\s*(?P<label>{joined})\s*(?:(?P<colon>:)\s*(?P<value>.*))?", re.IGNORECASE)


@cache
def knowledge(code: str) -> Knowledge:
    """Compile the rules of a language, once.

    Raises:
        LanguageError: there is no such language file.
    """
    return Knowledge(lang.load(code))


__all__ = ["Block", "CompiledRule", "Knowledge", "facts_of", "fill", "knowledge"]
