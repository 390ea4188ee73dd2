"""The article of a page: title, standfirst, byline, credit, and the body without what is not body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby

from msgspec.structs import replace

from feeds.dates import Unclear, has_digit, spans
from feeds.model import Article
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.header import without_header
from feeds.recognise.page import Line
from feeds.recognise.rules import CompiledRule, Knowledge
from feeds.text import paragraph

_RULE = "article"
_BULLET = re.compile(r"^[•*·‣▪-]\s+")
_MAIL = re.compile(r"\s*<[^<>]*>")
_LONGEST_TITLE = 220
_LONGEST_STANDFIRST = 400
#: Where nothing marks the end of the standfirst, it is shorter than a paragraph.
_LONGEST_LEAD = 250
_LONGEST_SPECIAL = 260
_LONGEST_SUBHEADING = 90
_HEAD = 14
_MASTHEAD = 5
#: A page's name over two lines, a title, a standfirst: then the byline or the picture at the latest.
_LONGEST_HEAD = 5
_SPECIAL = ("picture", "locked", "byline", "credit", "skip", "published")
#: Lines that only an article has; a date of publication stands on other pages too.
_CERTAIN = frozenset({"picture", "locked", "credit", "byline"})
_PROSE = 60
_LONG_PROSE = 300
_LONGEST_FOOT = 100
_FOOT = re.compile(r"[©|·@]|\b\d{4} [A-ZÆØÅ]")


class _Head:
    """An article taken apart; `is_certain` when a line shows that this is one."""

    def __init__(self) -> None:
        self.title: Line | None = None
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
    if not _is_prose(open_lines, setting.last_line):
        return False
    draft = Draft()
    return _finish(draft, _read_head(open_lines, draft, setting), open_lines, setting, findings)


def masthead_date(lines: Sequence[Line], setting: Setting) -> tuple[date, Line] | None:
    """Find the day of issue: a whole date on one of the first lines of a page."""
    for line in lines[:_MASTHEAD]:
        dates = setting.know.grammar.find(line.text)
        if dates and dates.days[0].year and dates.end - dates.start == len(line.text):
            return _dated(line.text, line, setting)
    return None


def published(lines: Sequence[Line], setting: Setting) -> tuple[date, Line] | None:
    """Find the day a page says it was published: behind a word that says so, or at the end of its first line."""
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST_SPECIAL or not has_digit(line.text):
            continue
        found = _match(line, setting.know, "published", "byline")
        if found and "effective" in found[1] and not line.text.startswith(found[1]["effective"]):
            return _dated(found[1]["effective"], line, setting)
        if index == 0:
            dates = setting.know.grammar.find_all(line.text)
            if dates and dates[-1].end == len(line.text) and dates[-1].start > 0 and dates[-1].days[0].year:
                return _dated(line.text[dates[-1].start :], line, setting)
    return None


def _dated(text: str, line: Line, setting: Setting) -> tuple[date, Line] | None:
    day = setting.know.grammar.first_day(text, setting.context)
    return None if day is None else (day, line)


def _prose(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if len(line.text) >= _PROSE and line.is_sentence]


def _is_prose(lines: Sequence[Line], last_line: int) -> bool:
    """Tell whether lines are running text: two paragraphs or a long one; the page's last line may be cut off."""
    long = [line for line in lines if len(line.text) >= _PROSE and (line.is_sentence or line.number == last_line)]
    sentences = [line for line in lines if line.is_sentence]
    return any(len(line.text) >= _LONG_PROSE for line in long) or (
        bool(long) and len({line.number for line in (*long, *sentences)}) > 1
    )


def _match(line: Line, know: Knowledge, *parts: str) -> tuple[CompiledRule, dict[str, str]] | None:
    if len(line.text) > _LONGEST_SPECIAL:
        return None
    for part in parts:
        for rule in know.rules(part):
            facts = rule.read(line.text)
            if facts is not None:
                return rule, facts
    return None


def _read_head(page: Sequence[Line], draft: Draft, setting: Setting) -> _Head:
    head = _Head()
    lines, _ = without_header(page, setting.know)
    lines[:1] = [_without_lead_in(line, setting.know) for line in lines[:1]]
    first = _first_special(lines, setting.know)
    before = list(lines[: first or 0])
    rest = list(lines[len(before) :])
    if first is not None:
        rest = _take_specials(rest, draft, setting, head)
    if not before and first is not None:
        before, rest = _split_title(rest)
        rest = _take_specials(rest, draft, setting, head)
    elif first is None:
        before, rest = _split_title(rest)
    _put_title(before, draft, head, setting)
    head.body = _read_body(rest, draft, setting, head)
    _put_sign_off(head, draft, setting)
    head.body = _without_foot(head.body, setting.know)
    return head


def _without_lead_in(line: Line, know: Knowledge) -> Line:
    for rule in know.rules("lead_in"):
        match = rule.search(line.text)
        if match is not None:
            return replace(line, text=line.text[match.end() :])
    return line


def _first_special(lines: Sequence[Line], know: Knowledge) -> int | None:
    for index, line in enumerate(lines[:_LONGEST_HEAD]):
        found = _match(line, know, *_SPECIAL)
        if found is not None and (found[0].rule.part != "skip" or index == 0):
            return index
        if index >= 2 and len(line.text) > _LONGEST_STANDFIRST:
            return None
    return None


def _take_specials(lines: list[Line], draft: Draft, setting: Setting, head: _Head) -> list[Line]:
    """Read the lines between the title and the body; the bullets of a locked article's contents are no body."""
    locked = False
    for index, line in enumerate(lines):
        found = _match(line, setting.know, *_SPECIAL)
        if found is None:
            if (locked and _BULLET.match(line.text)) or _is_caption(lines, index, setting.know):
                continue
            return lines[index:]
        part = found[0].rule.part
        locked = locked or part == "locked"
        head.is_certain = head.is_certain or part in _CERTAIN
        _put_special(draft, found, line, setting)
    return []


def _is_caption(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether a line stands between the picture and its credit."""
    around = [_match(line, know, "picture", "credit", "locked") for line in lines[max(index - 1, 0) : index + 2]]
    parts = [found[0].rule.part if found else "" for found in around]
    if parts[:1] != ["picture"]:
        return False
    return parts[1:] in (["", "credit"], ["", "locked"]) or _match(lines[index], know, "caption") is not None


def _split_title(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part a title, and a standfirst when the second line can be one, from the body."""
    if not lines or _is_body_start(lines[0]):
        return [], lines
    count = 2 if _is_standfirst(lines[1:]) else 1
    return lines[:count], lines[count:]


def _is_standfirst(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and lines[0].is_sentence and len(lines[0].text) <= _LONGEST_LEAD


def _put_title(before: Sequence[Line], draft: Draft, head: _Head, setting: Setting) -> None:
    """Keep the title and the standfirst, the last lines before the byline; what stands above is the page's own name."""
    if not before:
        return
    has_standfirst = len(before) > 1 and (before[-1].is_sentence or len(before) == 2)
    title = before[-2] if has_standfirst else before[-1]
    if _is_body_start(title):
        return
    head.title = title
    draft.put("title", title.text, title, "article.title")
    if has_standfirst:
        draft.put("summary", before[-1].text, before[-1], "article.standfirst")


def _is_body_start(line: Line) -> bool:
    several = line.text.endswith(".") and ". " in line.text
    return several or (line.text.endswith(".") and len(line.text) > 120) or len(line.text) > _LONGEST_TITLE


def _put_special(draft: Draft, found: tuple[CompiledRule, dict[str, str]], line: Line, setting: Setting) -> None:
    rule, facts = found
    draft.put("credit", _credit(facts.get("credit", "")), line, rule.name)
    if rule.rule.part == "byline":
        draft.put("authors", _names(facts.get("authors", ""), setting.know), line, rule.name)
        draft.put("publication", facts.get("publication"), line, rule.name)
    if "effective" in facts:
        _put_published(draft, line, rule, setting)


def _credit(text: str) -> str:
    """Give a credit without mail addresses and without saying one name twice."""
    parts = [part.strip() for part in _MAIL.sub("", text).split(" /")]
    return " / ".join(dict.fromkeys(part for part in parts if part))


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
        found = _match(line, setting.know, "skip", "picture", "byline", "published")
        if found is None:
            body.append(line)
            continue
        if found[0].rule.part == "byline":
            head.is_certain = True
        _put_special(draft, found, line, setting)
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


def _without_foot(body: list[Line], know: Knowledge) -> list[Line]:
    """Drop the short lines below the last paragraph: opening hours, an address, a count of comments."""
    end = len(body)
    while end > 0 and _is_foot(body[end - 1]):
        end -= 1
    foot = body[end:]
    tells = any(_FOOT.search(line.text) or know.grammar.find_clock(line.text) for line in foot)
    return body[:end] if end > 0 and (len(foot) > 1 or tells) else body


def _is_foot(line: Line) -> bool:
    return not line.is_sentence and len(line.text) <= _LONGEST_FOOT and _BULLET.match(line.text) is None


def _finish(draft: Draft, head: _Head, lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    if head.title is None and not head.body:
        return False
    if head.body:
        draft.put("content", _html(head.body), head.body, "article.body")
    if setting.dated_by is not None:
        draft.put("published", setting.context.published, setting.dated_by, "page.published")
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
