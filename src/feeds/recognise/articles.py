"""The article of a page: title, standfirst, byline, credit, and the body without what is not body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from itertools import takewhile

import msgspec
from msgspec.structs import replace

from feeds.dates import Unclear, spans
from feeds.expressions import has_digit
from feeds.model import Article
from feeds.recognise import stamps
from feeds.recognise.article_lines import LONGEST_SPECIAL, SPECIAL, Reading, article_lines
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.header import without_header
from feeds.recognise.job_lines import is_rule
from feeds.recognise.outline import is_headline, is_told_in_lines, signature
from feeds.recognise.page import Line, Section
from feeds.recognise.phrases import phrases
from feeds.recognise.rules import CompiledRule, Knowledge

_BULLET = re.compile(r"^[•*·‣▪-]\s+")
_MAIL = re.compile(r"\s*<[^<>]*>")
_MAIL_ALONE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST_TITLE = 220
_LONGEST_STANDFIRST = 400
#: Where nothing marks the end of the standfirst, it is shorter than a paragraph.
_LONGEST_LEAD = 250
#: "NTB", "TT": letters that no name of a person is made of.
_LETTERS = re.compile(r"[^\W\dAEIOUYÀ-Þ]{2,}")
_LONGEST_SUBHEADING = 90
_MASTHEAD = 6
_HEIGHT = 10
_LONGEST_ISSUE = 120
_FARTHEST_DATE = 50
_ISSUE_PARTS = re.compile(r"\s[–—/-]\s|,\s|\s*[|·•]\s*")
_AROUND_ISSUE = " .,:;|·–—-"
_WHOLE_YEAR = re.compile(r"(?:19|20)\d\d")
#: A page's name over two lines, a title, a standfirst: then the byline or the picture at the latest.
_LONGEST_HEAD = 5
#: Lines that only an article has; a date of publication stands on other pages too.
_CERTAIN = frozenset({"picture", "locked", "credit", "byline"})
#: Lines that can tell when an article was published.
_DATED = ("published", "byline")
_ON_PICTURE = ("picture", "credit", "locked")
_IN_BODY = ("skip", "picture", "byline", "published")
_PROSE = 60
_LONG_PROSE = 300
_LONGEST_FOOT = 100
#: Of the letters of an article at least this share stands in paragraphs.
_LEAST_SHARE = 0.5
_LEAST_WITH_BYLINE = 0.4
_FEWEST_BELOW = 2
#: A headline that a standfirst without a full stop stands below; a paper's rubric.
_HEADLINE_WORDS, _RUBRIC_WORDS = 6, 3
#: "[New job] …": an entry of a column.
_TAGGED = re.compile(r"\[[^\[\]]{2,30}\]")
#: "Issue 7 / 20 May": what is left of a number when the word before it is gone.
_COUNTED = re.compile(r"(?<=  )\d{1,4}\s?[/–—·|,:-](?=\s)|(?<=  )\d{1,4}/\d{2,4}(?=\s?[–—·|,:])")
#: The entries of one list, each on a line; in what is escaped no text has tags.
_ENTRIES = re.compile(r"<li>.*(?:\n<li>.*)*")
#: What a line of text ends with, and no subheading.
_TEXT_TAILS = (".", ",", ":", ";", "!", '"', "”", "“", "…")
_FOOT = re.compile(r"[©|·@]|\b\d{4,5} [A-ZÆØÅÄÖÜ]")


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
    open_lines = _without_boilerplate(open_lines, setting.know)
    draft = Draft()
    head = _read_head(open_lines, draft, setting)
    if not (head.is_certain or (is_certain and _is_substance(open_lines, setting.know))):
        return False
    if not is_certain and not is_marked(lines, setting.know) and not _is_running(open_lines, setting):
        return False
    return _finish(draft, head, open_lines, setting, findings)


def _is_running(lines: Sequence[Line], setting: Setting) -> bool:
    """Tell whether a page with a byline is made of running text."""
    length = sum(len(line.text) for line in lines)
    prose = sum(len(line.text) for line in lines if line.is_sentence)
    return prose >= length * _LEAST_WITH_BYLINE and not is_told_in_lines(lines, setting)


def read_prose(lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    """Read the main lines as an article because nothing else was found there: it needs two paragraphs of prose."""
    open_lines = [line for line in lines if line.number not in findings.taken]
    open_lines = _without_boilerplate(open_lines, setting.know)
    if not _is_prose(open_lines, setting.last_line) or not _is_substance(open_lines, setting.know):
        return False
    if is_told_in_lines(open_lines, setting):
        return False
    draft = Draft()
    head = _read_head(open_lines, draft, setting)
    if any(_is_salutation(line, setting.know) for line in _above_prose(open_lines)):
        return False
    return _finish(draft, head, open_lines, setting, findings)


def _above_prose(lines: Sequence[Line]) -> list[Line]:
    """Give the lines above the first paragraph."""
    return list(takewhile(lambda line: not (line.is_sentence and len(line.text) >= _PROSE), lines))


def _is_salutation(line: Line, know: Knowledge) -> bool:
    """Tell whether a line opens a letter: "Dear members,"; what stands below it is a word of welcome, no article."""
    is_address = line.text.endswith((",", "!"))
    return is_address and know.greeting.fullmatch(line.text.rstrip(",!")) is not None


def _without_boilerplate(lines: list[Line], know: Knowledge) -> list[Line]:
    """Drop what an article ends with and is none of it: about the sender, whom to ask, what to read next."""
    told, ends = False, know.boilerplate.wholes([line.text for line in lines])
    for index, line in enumerate(lines if ends else ()):
        if told and line.after_gap and line.text in ends:
            return lines[:index]
        told = told or (line.is_sentence and len(line.text) >= _PROSE)
    return lines


def _is_under(before: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether the last line goes on below a headline: both are long, and neither is a menu."""
    title, below = before[-2:]
    words = (len(title.text.split()), len(below.text.split()))
    return min(words) >= _HEADLINE_WORDS and is_headline(title, know) and not (title.cells or below.cells)


def _is_rubric(line: Line, know: Knowledge) -> bool:
    """Tell whether a line names the part of a paper that what follows stands in: few words in capitals."""
    is_short = len(line.text.split()) <= _RUBRIC_WORDS
    return know.kind_of_text.fullmatch(line.text) is not None or (is_short and line.text.isupper())


def read_piece(section: Section, setting: Setting, findings: Findings) -> bool:
    """Read one piece of a newsletter: its headline opens the section."""
    draft, head = Draft(), _Head()
    head.title = section.opener
    if head.title is None:
        return False
    draft.put("title", head.title.text, head.title, "article.title")
    rest = [line for line in section.lines if line.number not in findings.taken]
    rest = _without_boilerplate(rest, setting.know)
    if len(rest) > _FEWEST_BELOW and _is_lead(rest, setting.know):
        draft.put("summary", rest[0].text, rest[0], "article.standfirst")
        rest = rest[1:]
    rest = _take_specials(_signed(rest, draft, setting), draft, setting, head)
    if "summary" not in draft.values and len(rest) > 1 and _is_one_sentence(rest[0], setting.know):
        draft.put("summary", rest[0].text, rest[0], "article.standfirst")
        rest = rest[1:]
    head.body = _without_foot(_read_body(rest, draft, setting, head), setting.know)
    while len(head.body) > 1 and head.body[-1].after_gap and not head.body[-1].is_sentence:
        # The heading of a list that follows.
        head.body.pop()
    return _finish(draft, head, (head.title, *section.lines), setting, findings)


def _signed(lines: list[Line], draft: Draft, setting: Setting) -> list[Line]:
    """Read who wrote a piece from its first and last lines, where no other word than theirs says so."""
    kept = []
    for index, line in enumerate(lines):
        is_edge = index <= 1 or index >= len(lines) - 2
        names = signature(line, setting.know) if is_edge and _match(line, setting.know, "byline") is None else None
        if names:
            draft.put("authors", _names(names, setting.know), line, "article.signature")
        else:
            kept.append(line)
    return kept


def _is_lead(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a line below a headline is the standfirst: a byline comes next, or it is one sentence."""
    if not lines[0].is_sentence or len(lines[0].text) > _LONGEST_LEAD or signature(lines[0], know) is not None:
        return False
    is_above_names = _match(lines[1], know, "published", "credit") is not None or signature(lines[1], know) is not None
    return is_above_names or _is_one_sentence(lines[0], know)


def _is_one_sentence(line: Line, know: Knowledge) -> bool:
    return line.is_sentence and len(line.text) <= _LONGEST_LEAD and len(know.sentences(line.text)) == 1


def masthead_date(lines: Sequence[Line], setting: Setting) -> tuple[date, Line] | None:
    """Find the day of issue: a whole date at the end of one of a page's first lines, or of a cell there."""
    for line in lines[:_MASTHEAD]:
        for text in line.cells or (line.text,):
            # Without a figure there is no year.
            dates = setting.know.grammar.find(text) if has_digit(text) else None
            if dates and not dates.is_range and dates.days[0].year and dates.end == len(text):
                return _dated(text[dates.start :], line, setting)
    return None


class Issue(msgspec.Struct, frozen=True):
    """The first day of the month of an issue, which can be the first of several."""

    day: date
    is_range: bool


def issue_month(lines: Sequence[Line], setting: Setting) -> Issue | None:
    """Find the month of issue, as its first day: beside something else on one of a page's first lines.

    What has no year on such a page comes after the issue is out.
    """
    know = setting.know
    for line in lines[:_MASTHEAD]:
        if not has_digit(line.text) or _WHOLE_YEAR.search(line.text) is None:
            continue
        # "October 2026 · 5 kr." ends in a short word.
        if (line.is_sentence and not line.cells) or len(line.text) > _LONGEST_ISSUE:
            continue
        parts = [part for cell in line.cells or (line.text,) for part in _ISSUE_PARTS.split(cell)]
        bare = [know.issue.sub("", part).strip(_AROUND_ISSUE) for part in parts]
        months = [month for part in bare if part and (month := stamps.month_heading(part, know))]
        is_issue = len([part for part in parts if part.strip(_AROUND_ISSUE)]) > 1 or bare != parts
        if is_issue and len(months) == 1 and months[0].year is not None:
            # "Programme November 2026 – March 2027".
            others = [part for part in parts if know.grammar.find_month(part) is not None]
            return Issue(date(months[0].year, months[0].number, 1), len(others) > 1)
    return None


def published(lines: Sequence[Line], setting: Setting) -> tuple[date, Line] | None:
    """Find the day a page says it was published.

    It stands behind a word that says so, in the line that names the issue or right below it, or at the end of the
    page's first line.
    """
    for index, line in enumerate(lines):
        if not has_digit(line.text) or len(line.text) > LONGEST_SPECIAL:
            continue
        # What a cell holds, the line does; but where the word for an issue is cut out, a day can come together.
        is_dated = setting.know.grammar.can_hold_figures(line.text)
        told = _told_date(line, setting.know) if is_dated else None
        if told is None and index < _HEIGHT:
            told = _issue_date(lines, index, setting.know)
        if told is None and is_dated and (index < _HEIGHT or index >= len(lines) - _HEIGHT):
            told = _updated(line.text, setting.know)
        if told is not None:
            return _dated(told, line, setting)
    return None


def is_marked(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a line near the top stands for the picture of an article or says that it is for subscribers."""
    parts = article_lines(know).parts
    return any("picture" in found or "locked" in found for line in lines[:_HEIGHT] if (found := parts(line.text)))


def datelines(lines: Sequence[Line], setting: Setting) -> set[int]:
    """Number the line that dates the page, if it says so: an event's own date does not."""
    line, know = setting.dated_by, setting.know
    if line is None or line not in lines:
        return set()
    told = know.issue.search(line.text) or know.updated.search(line.text) or _told_date(line, know)
    return {line.number} if told else set()


def _told_date(line: Line, know: Knowledge) -> str | None:
    lines = article_lines(know)
    for text in (line.text, *line.cells):
        # What a whole line is, other readers ask too; what a cell is, nobody else.
        if text is not line.text and not (has_digit(text) and know.grammar.can_hold_figures(text)):
            continue
        found = lines.read(text, _DATED)
        day = found[1].get("effective") if found else None
        if day is None or text.startswith(day) or text.partition(":")[0].casefold() in know.event_labels:
            continue
        if know.grammar.can_hold_figures(text):
            return day
    return None


def _issue_date(lines: Sequence[Line], index: int, know: Knowledge) -> str | None:
    """Find the date in the line that says which issue this is, or alone on the line next to it."""
    line = lines[index]
    if len(line.text) > _LONGEST_ISSUE or _WHOLE_YEAR.search(line.text) is None:
        return None
    around = lines[max(index - 2, 0) : index + 2]
    if index and not any(know.issue.is_in(near.text) for near in around):
        # Below the first line a date needs the word for an issue beside it.
        return None
    # The number of an issue is no day: "Issue 7 – 2 April 2026".
    text = know.issue.sub(lambda match: " " * len(match[0]), line.text)
    text = _COUNTED.sub(lambda match: " " * len(match[0]), text) if text != line.text else text
    dates = [dates for dates in know.grammar.find_all(text) if dates.days and dates.days[0].year and not dates.is_range]
    if not dates:
        return None
    last = text[dates[-1].start : dates[-1].end]
    if index == 0 and dates[-1].end == len(text) and dates[-1].start > 0:
        return last
    rest = text[: dates[-1].start] + text[dates[-1].end :]
    beside = [near.text for near in around if near is not line]
    names = beside if text == line.text and not any(map(str.isalpha, rest)) else [line.text]
    is_issue = any(know.issue.search(name) and know.marker(name) is None for name in names)
    return last if is_issue and len(dates) == 1 and know.grammar.find_clock(rest) is None else None


def _updated(text: str, know: Knowledge) -> str | None:
    """Find the date of a line that says somewhere when the page was brought up to date."""
    word = know.updated.search(text) if len(text) <= _LONGEST_ISSUE else None
    if word is None or know.boilerplate.fullmatch(text) is not None:
        return None
    dates = know.grammar.find(text, word.end())
    near = dates is not None and dates.days[0].year is not None and dates.start - word.end() <= _FARTHEST_DATE
    return text[dates.start : dates.end] if dates is not None and near else None


def _dated(text: str, line: Line, setting: Setting) -> tuple[date, Line] | None:
    day = setting.know.grammar.first_day(text, setting.context)
    return None if day is None else (day, line)


def _is_prose(lines: Sequence[Line], last_line: int) -> bool:
    """Tell whether lines are running text: two paragraphs or a long one; the page's last line may be cut off."""
    long = [line for line in lines if len(line.text) >= _PROSE and (line.is_sentence or line.number == last_line)]
    sentences = [line for line in lines if line.is_sentence]
    return any(len(line.text) >= _LONG_PROSE for line in long) or (
        bool(long) and len({line.number for line in (*long, *sentences)}) > 1
    )


def _is_substance(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether running text is what a page is made of: not a list with a word of introduction."""
    prose = [line for line in lines if len(line.text) >= _PROSE and not line.cells and _TAGGED.match(line.text) is None]
    listed = [line for line in lines if line not in prose and _is_listed(line, know)]
    every = sum(len(line.text) for line in lines)
    enough = sum(len(line.text) for line in prose) >= every * _LEAST_SHARE
    return enough and len(listed) <= max(len(prose), 2)


def _is_listed(line: Line, know: Knowledge) -> bool:
    if line.cells or _TAGGED.match(line.text) is not None or know.labelled(line.text) is not None:
        return True
    return has_digit(line.text) and (
        know.grammar.find(line.text) is not None or know.grammar.find_clock(line.text) is not None
    )


def _match(line: Line, know: Knowledge, *parts: str) -> Reading | None:
    return article_lines(know).read(line.text, parts)


def _read_head(page: Sequence[Line], draft: Draft, setting: Setting) -> _Head:
    head = _Head()
    lines, _ = without_header(page, setting.know)
    lines[:1] = [_without_lead_in(line, setting.know) for line in lines[:1]]
    if len(lines) > 1 and setting.know.kind_of_text.fullmatch(lines[0].text) is not None:
        del lines[0]
    first = _first_special(lines, setting.know)
    before = list(lines[: first or 0])
    rest = list(lines[len(before) :])
    if first is not None:
        rest = _take_specials(rest, draft, setting, head)
    if not before and first is not None:
        second = _first_special(rest, setting.know)
        before, rest = (list(rest[:second]), rest[second:]) if second else _split_title(rest, setting.know)
        rest = _take_specials(rest, draft, setting, head)
    elif first is None:
        before, rest = _split_title(rest, setting.know)
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
    read = article_lines(know).read
    for index, line in enumerate(lines[:_LONGEST_HEAD]):
        found = read(line.text, SPECIAL)
        if found is not None and (found[0].rule.part != "skip" or index == 0):
            return None if index and _ends(lines[index + 1 :], found[0]) else index
        if index >= 2 and len(line.text) > _LONGEST_STANDFIRST:
            return None
    return None


def _ends(rest: Sequence[Line], rule: CompiledRule) -> bool:
    """Tell whether a byline stands below its article: no text follows it."""
    return rule.rule.part == "byline" and not any(line.is_sentence for line in rest)


def _take_specials(lines: list[Line], draft: Draft, setting: Setting, head: _Head) -> list[Line]:
    """Read the lines between the title and the body; the bullets of a locked article's contents are no body."""
    locked, read = False, article_lines(setting.know).read
    for index, line in enumerate(lines):
        found = read(line.text, SPECIAL)
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
    """Tell whether a line stands between the picture and its credit, or says what is seen on the picture."""
    if index == 0 or _match(lines[index - 1], know, "picture") is None:
        return False
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    found = _match(below, know, *_ON_PICTURE) if below is not None else None
    if found is not None and found[0].rule.part != "picture" and _match(line, know, *_ON_PICTURE) is None:
        return True
    return len(line.text) <= LONGEST_SPECIAL and know.read_whole("caption", line.text) is not None


def _split_title(lines: list[Line], know: Knowledge) -> tuple[list[Line], list[Line]]:
    """Part a title, and a standfirst when the second line can be one, from the body."""
    if _opens_with_publisher(lines, know):
        lines = lines[1:]
    if not lines or _is_body_start(lines[0]):
        return [], lines
    count = 2 if _is_standfirst(lines[1:]) else 1
    return lines[:count], lines[count:]


def _opens_with_publisher(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether the first line is the name of who publishes: a headline with text below it comes next."""
    if not lines:
        return False
    name, *below = lines[:3]
    if len(below) < 2 or not below[0].after_gap or (name.is_sentence and not know.jobs.organization.search(name.text)):
        return False
    is_name = know.jobs.organization.search(name.text) or know.masthead.search(name.text)
    return is_name is not None and is_headline(below[0], know) and below[1].is_sentence


def _is_standfirst(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and lines[0].is_sentence and len(lines[0].text) <= _LONGEST_LEAD


def _put_title(before: Sequence[Line], draft: Draft, head: _Head, setting: Setting) -> None:
    """Keep the title and the standfirst, the last lines before the byline; what stands above is the page's own name."""
    if not before:
        return
    has_standfirst = len(before) > 1 and (before[-1].is_sentence or len(before) == 2 or _is_under(before, setting.know))
    has_standfirst = has_standfirst and not _is_rubric(before[-2], setting.know)
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


def _put_special(draft: Draft, found: Reading, line: Line, setting: Setting) -> None:
    rule, facts = found
    if "credit" in facts:
        draft.put("credit", _credit(facts["credit"]), line, rule.name)
    if rule.rule.part == "byline":
        names = tuple([_as_written(name, setting) for name in _names(facts.get("authors", ""), setting.know)])
        draft.put("authors", names, line, rule.name)
        draft.put("publication", facts.get("publication"), line, rule.name)
    if "effective" in facts:
        _put_published(draft, line, rule, setting)


def _credit(text: str) -> str:
    """Give a credit without mail addresses and without saying one name twice."""
    parts = (_MAIL.sub("", text) if "<" in text else text).split(" /")
    return " / ".join(dict.fromkeys(bare for part in parts if (bare := part.strip())))


def _put_published(draft: Draft, line: Line, rule: CompiledRule, setting: Setting) -> None:
    found = setting.know.grammar.find(line.text)
    if found is None:
        return
    clock = setting.know.grammar.find_clock(line.text[found.end :])
    stretches = spans(found, clock, setting.zone, setting.context)
    if not isinstance(stretches, Unclear):
        draft.put("published", stretches[0].start, line, rule.name, line.text)


def _names(text: str, know: Knowledge) -> tuple[str, ...]:
    return tuple([bare for name in _between_names(know).split(text) if (bare := name.strip())])


def _as_written(name: str, setting: Setting) -> str:
    """Give a person's name in capitals as names are written elsewhere; letters that stand for a firm stay."""
    if not name.isupper() or " " not in name or any(_LETTERS.fullmatch(word) for word in name.split()):
        return name
    words = phrases(setting.code)
    cased = words.title_case(name)
    is_person = setting.know.person.fullmatch(cased) is not None and not words.is_organization(cased)
    return cased if is_person else name


@cache
def _between_names(know: Knowledge) -> re.Pattern[str]:
    joiners = "|".join(re.escape(word) for word in (*know.language.dates.list_words, "&", "/"))
    return re.compile(rf", | (?:{joiners}) ", re.I)


def _read_body(lines: Sequence[Line], draft: Draft, setting: Setting, head: _Head) -> list[Line]:
    body: list[Line] = []
    known = article_lines(setting.know)
    for line in lines:
        # No line of signs or figures alone begins with a letter, as most do.
        if not line.text[:1].isalpha() and is_rule(line):
            continue
        if "@" in line.text and _MAIL_ALONE.fullmatch(line.text) is not None:
            continue
        found = known.read(line.text, _IN_BODY)
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
    # No line has a line break in it, so all are escaped at once.
    escaped = escape("\n".join([line.text for line in body]), quote=False).split("\n")
    last = len(body) - 1
    parts: list[str] = []
    for index, (line, text) in enumerate(zip(body, escaped, strict=True)):
        mark = _BULLET.match(text)
        if mark is not None:
            parts.append(f"<li>{text[mark.end() :]}</li>")
        elif index < last and len(line.text) <= _LONGEST_SUBHEADING and not line.text.endswith(_TEXT_TAILS):
            parts.append(f"<h2>{text}</h2>")
        else:
            parts.append(f"<p>{text}</p>")
    html = "\n".join(parts)
    if "<li>" not in html:
        return html
    return _ENTRIES.sub(lambda run: "<ul>" + run[0].replace("\n", "") + "</ul>", html)
