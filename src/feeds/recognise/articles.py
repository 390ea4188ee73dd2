"""The article of a page: title, standfirst, byline, credit, and the body without what is not body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby

from feeds.dates import resolve, spans
from feeds.dates import Unclear
from feeds.model import Article
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.page import Line
from feeds.recognise.rules import CompiledRule, Knowledge
from feeds.text import paragraph

_RULE = "article"
_BULLET = re.compile(r"^[•*·‣▪-]\s+")
_LONGEST_TITLE = 220
_LONGEST_STANDFIRST = 400
_LONGEST_SPECIAL = 260
_LONGEST_SUBHEADING = 90
_HEAD = 14
#: Lines that only an article has; a date of publication stands on other pages too.
_CERTAIN = frozenset({"picture", "locked", "credit", "byline"})
_PROSE = 60


class _Head:
    """The lines of an article sorted by what they are; `is_certain` when something shows that this is an article."""

    def __init__(self) -> None:
        self.title: Line | None = None
        self.standfirst: Line | None = None
        self.is_certain = False
        self.body: list[Line] = []


def read(lines: Sequence[Line], setting: Setting, findings: Findings, *, is_certain: bool) -> bool:
    """Read the article of the main lines; without `is_certain` it must show itself to be one."""
    open_lines = [line for line in lines if line.number not in findings.taken]
    if not open_lines:
        return False
    draft = Draft()
    head = _read_head(open_lines, draft, setting)
    if not (head.is_certain or (is_certain and _prose(head.body))):
        return False
    return _finish(draft, head, open_lines, setting, findings)


def read_prose(lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    """Read the main lines as an article because nothing else was found there: it needs two paragraphs of prose."""
    open_lines = [line for line in lines if line.number not in findings.taken]
    if len(_prose(open_lines)) < 2:
        return False
    draft = Draft()
    return _finish(draft, _read_head(open_lines, draft, setting), open_lines, setting, findings)


def published(lines: Sequence[Line], setting: Setting) -> date | None:
    """Find the day a page says it was published, behind a word that says so."""
    for line in lines[:_HEAD]:
        for rule in setting.know.rules("published"):
            facts = rule.read(line.text) if len(line.text) <= _LONGEST_SPECIAL else None
            if facts and not line.text.startswith(facts.get("effective", "")):
                return _day(facts["effective"], setting)
    return None


def _prose(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if len(line.text) >= _PROSE and line.is_sentence]


def _day(text: str, setting: Setting) -> date | None:
    found = setting.know.grammar.find(text)
    value = resolve(found.days[0], setting.context) if found else None
    return value if isinstance(value, date) else None


def _match(line: Line, know: Knowledge, *parts: str) -> tuple[CompiledRule, dict[str, str]] | None:
    if len(line.text) > _LONGEST_SPECIAL:
        return None
    for part in parts:
        for rule in know.rules(part):
            facts = rule.read(line.text)
            if facts is not None:
                return rule, facts
    return None


def _read_head(lines: Sequence[Line], draft: Draft, setting: Setting) -> _Head:
    head = _Head()
    state = _HeadState(lines, draft, setting)
    rest = state.run(head)
    head.body = _read_body(rest, draft, setting, head)
    _put_sign_off(head, draft, setting)
    return head


class _HeadState:
    """Walks over the first lines of an article until the body begins."""

    def __init__(self, lines: Sequence[Line], draft: Draft, setting: Setting) -> None:
        self.lines = lines
        self.draft = draft
        self.setting = setting
        self.plain: list[Line] = []
        self.special = 0
        self.certain = False
        self.locked = False

    def run(self, head: _Head) -> list[Line]:
        index = 0
        while index < len(self.lines) and self._is_head(index):
            index += 1
        head.is_certain = self.certain
        rest = [*self.plain, *self.lines[index:]]
        return self._take_title(head, rest)

    def _is_head(self, index: int) -> bool:
        line = self.lines[index]
        if self._special(line):
            return True
        if self.locked and _BULLET.match(line.text):
            return True
        upcoming = self.lines[index + 1 : index + 3]
        if len(self.plain) < 2 and not self.special:
            self.plain.append(line)
            return any(self._is_special(next_line) for next_line in upcoming)
        if len(self.plain) < 2 and self._picture_came_first(index):
            self.plain.append(line)
            return True
        return False

    def _picture_came_first(self, index: int) -> bool:
        return index <= 2 + self.special and not any(self.lines.index(p) == 0 for p in self.plain[:1])

    def _is_special(self, line: Line) -> bool:
        return _match(line, self.setting.know, "picture", "locked", "credit", "byline", "published") is not None

    def _special(self, line: Line) -> bool:
        found = _match(line, self.setting.know, "picture", "locked", "credit", "byline", "skip", "published")
        if found is None:
            return False
        rule, facts = found
        part = rule.rule.part
        self.special += 1
        self.certain = self.certain or part in _CERTAIN
        if part == "locked":
            self.locked = True
        _put_special(self.draft, part, facts, line, rule, self.setting)
        return True

    def _take_title(self, head: _Head, rest: list[Line]) -> list[Line]:
        if not rest or _is_body_start(rest[0], rest):
            return rest
        head.title = rest[0]
        self.draft.put("title", rest[0].text, rest[0], "article.title")
        if len(rest) < 2 or not self._is_standfirst(rest):
            return rest[1:]
        head.standfirst = rest[1]
        self.draft.put("summary", rest[1].text, rest[1], "article.standfirst")
        return rest[2:]

    def _is_standfirst(self, rest: Sequence[Line]) -> bool:
        second = rest[1]
        if len(self.plain) >= 2 or (self.plain and self.special and second in self.plain):
            return second in self.plain
        if self.special and len(self.plain) == 1:
            return False
        return len(second.text) <= _LONGEST_STANDFIRST and second.is_sentence and len(rest) > 2


def _is_body_start(first: Line, rest: Sequence[Line]) -> bool:
    return first.text.endswith(".") and len(first.text) > 120 and len(rest) > 0 or len(first.text) > _LONGEST_TITLE


def _put_special(draft: Draft, part: str, facts: dict[str, str], line: Line, rule: CompiledRule, setting: Setting) -> None:
    if part == "credit" or "credit" in facts:
        draft.put("credit", facts.get("credit", "").strip(" /"), line, rule.name, line.text)
    if part == "byline":
        draft.put("authors", _names(facts.get("authors", ""), setting.know), line, rule.name, line.text)
        draft.put("publication", facts.get("publication"), line, rule.name, line.text)
    if "effective" in facts:
        _put_published(draft, line, rule, setting)


def _put_published(draft: Draft, line: Line, rule: CompiledRule, setting: Setting) -> None:
    found = setting.know.grammar.find(line.text)
    if found is None:
        return
    clock = setting.know.grammar.find_clock(line.text[found.end :])
    stretches = spans(found, clock, setting.zone, setting.context)
    if not isinstance(stretches, Unclear):
        draft.put("published", stretches[0].start, line, rule.name, line.text)


def _names(text: str, know: Knowledge) -> tuple[str, ...]:
    joiners = "|".join(re.escape(w) for w in (*know.language.dates.list_words, "&"))
    return tuple(n.strip() for n in re.split(rf", | (?:{joiners}) ", text) if n.strip())


def _read_body(lines: Sequence[Line], draft: Draft, setting: Setting, head: _Head) -> list[Line]:
    body = []
    for line in lines:
        found = _match(line, setting.know, "skip", "picture", "byline")
        if found is None:
            body.append(line)
            continue
        if found[0].rule.part == "byline":
            head.is_certain = True
        _put_special(draft, found[0].rule.part, found[1], line, found[0], setting)
    return body


def _put_sign_off(head: _Head, draft: Draft, setting: Setting) -> None:
    """Read a name and a title on the last two lines of a body: who wrote a piece of opinion."""
    if "authors" in draft.values or len(head.body) < 3:
        return
    name, title = head.body[-2:]
    if title.is_sentence or len(title.text) > 80 or not title.text[:1].isalpha():
        return
    person = setting.know.person.fullmatch(name.text)
    if person is not None and ("," in title.text or title.text[:1].islower()):
        draft.put("authors", (name.text,), name, "article.sign_off")
        head.body = head.body[:-2]


def _finish(draft: Draft, head: _Head, lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    if head.title is None and not head.body:
        return False
    if head.body:
        draft.put("content", _html(head.body), head.body, "article.body")
    findings.add(draft.make(Article, setting.code), lines)
    return True


def _html(body: Sequence[Line]) -> str:
    parts = []
    for is_list, group in groupby(enumerate(body), key=lambda pair: _BULLET.match(pair[1].text) is not None):
        if is_list:
            items = "".join(f"<li>{escape(_BULLET.sub('', line.text), quote=False)}</li>" for _, line in group)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.extend(_block(line, body[i + 1 : i + 2]) for i, line in group)
    return "\n".join(parts)


def _block(line: Line, following: Sequence[Line]) -> str:
    if following and _is_subheading(line):
        return f"<h2>{escape(line.text, quote=False)}</h2>"
    return paragraph(line.text)


def _is_subheading(line: Line) -> bool:
    return len(line.text) <= _LONGEST_SUBHEADING and not line.text.endswith((".", ",", ":", ";", "!", '"', "”", "…"))
