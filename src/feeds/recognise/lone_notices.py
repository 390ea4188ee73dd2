"""A change of job that one paragraph tells among other things: “New face at the office” above it, in a newsletter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from feeds.expressions import has_digit
from feeds.model import Article, Event, PersonnelNotice
from feeds.recognise import notices
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.leads import LONGEST_HEADING
from feeds.recognise.marks import BULLET
from feeds.recognise.moves import Teller
from feeds.recognise.page import Line
from feeds.recognise.phrases import Phrases, phrases

_LONGEST = 400
_CONTENT = "content"
#: “– I look forward to it, says Ann Bo.” tells nothing of what changes.
_SPOKEN = re.compile(r"(?<=[.!?]) [–—] \w.*")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
#: Of a year before the last one no newsletter tells as news.
_LAST_YEAR = 1


def read(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read the paragraphs, each right below a heading, whose first sentence tells a change of job.

    Only on a page of several events, or an issue of something, that holds no article: a letter to members.
    """
    if not findings.items or any(isinstance(item, Article) for _, item in findings.items):
        return
    # A column of names is read already, and has left out what tells nothing: what stands above it is left.
    first = min((at for at, item in findings.items if isinstance(item, PersonnelNotice)), default=None)
    lines = [line for line in lines if first is None or line.number < first]
    told = [(above, line) for above, line in _below_headings(lines, setting, findings) if _opens(line, setting)]
    if not told:
        return
    setting = notices.dated(lines, setting)
    house = notices.house_of(lines, phrases(setting.code), setting.publisher)
    known = _lines_of_events(findings)
    in_events = known | _lines_of_events(findings, is_content=True)
    events = " ".join(line.text for line in lines if line.number in in_events)
    for above, line in told:
        if line.number in known or _is_long_ago(line.text, setting):
            continue
        made = Findings()
        teller = Teller(setting, phrases(setting.code), made, house)
        teller.page = lines
        teller.tell(_unspoken(line.text), (line,))
        teller.finish()
        is_new = phrases(setting.code).new.search(above.text) is not None
        # Who speaks at an event is told of for that, whatever came of them.
        is_of_event = any(name in events for name in _people(made, is_new=is_new))
        if not is_of_event and not _speaks(made, line, setting, findings):
            is_new = is_new or _greeting(above, phrases(setting.code)) is not None
            _keep(made, _first(line, setting), setting, findings, is_new=is_new)


def _people(made: Findings, *, is_new: bool) -> Iterator[str]:
    """Name the people who are told of: below a heading that calls them new, those without a day of their own."""
    told = (item for _, item in made.items if isinstance(item, PersonnelNotice))
    return (item.person.name for item in told if item.person is not None and not (is_new and item.effective))


def _speaks(made: Findings, line: Line, setting: Setting, findings: Findings) -> bool:
    """Tell whether the only day is that of an event, in a sentence behind the first: "She speaks on 4 October."."""
    grammar, (first, *behind) = setting.know.grammar, setting.know.sentences(line.text) or [line.text]
    if not behind or grammar.find(first) is not None:
        return False
    events = {str(item.start)[:10] for _, item in findings.items if isinstance(item, Event) and item.start is not None}
    return any(str(item.effective) in events for _, item in made.items if isinstance(item, PersonnelNotice))


def _keep(made: Findings, text: str, setting: Setting, findings: Findings, *, is_new: bool) -> None:
    """Keep what was told, where it has a day or is said to be new."""
    is_new = is_new or phrases(setting.code).new.search(text) is not None
    notices_made = [item for _, item in made.items if isinstance(item, PersonnelNotice)]
    is_dated = all(item.organization and (item.effective or is_new) for item in notices_made)
    if is_dated and all(_is_of_post(item, setting) for item in notices_made):
        findings.items.extend(made.items)
        findings.rejected.extend(made.rejected)
        findings.taken.update(made.taken)


def _is_of_post(notice: PersonnelNotice, setting: Setting) -> bool:
    """Tell whether a notice names a post: "a new member", whom tickets are sold to, has none, nor a new neighbour."""
    post = notice.role_name or notice.previous_role_name or ""
    return phrases(setting.code).is_role(post) and setting.know.price_lead.fullmatch(post) is None


def _below_headings(lines: Sequence[Line], setting: Setting, findings: Findings) -> Iterator[tuple[Line, Line]]:
    """Give the paragraphs right below a heading, with it, in a block of nothing but sentences."""
    words = phrases(setting.code)
    known = _lines_of_events(findings)
    greeting: Line | None = None
    for index, (above, line) in enumerate(pairwise(lines), 1):
        greeting = _greeting(above, words) if not above.is_sentence else greeting
        if greeting is not None and _goes_on(greeting, above, line, findings):
            yield greeting, line
            continue
        # What costs nothing to see comes first.
        if not above.after_gap or not known.isdisjoint((above.number, line.number)):
            continue
        # The last event of a page has all below it in its text; what is called new there is none of it.
        is_taken = line.number in findings.taken or above.number in findings.taken
        if is_taken and words.new.search(above.text) is None:
            continue
        if len(line.text) > _LONGEST or not line.is_sentence or above.is_sentence:
            continue
        block = takewhile(lambda other: not other.after_gap, lines[index + 1 :])
        is_heading = len(above.text) <= LONGEST_HEADING and not above.cells and BULLET.match(line.text) is None
        is_heading = is_heading and words.rubric(above.text) != "unchanged"
        if is_heading and all(other.is_sentence for other in block):
            yield above, line


def _greeting(line: Line, words: Phrases) -> Line | None:
    """Give a heading that says that people come or go, “Welcome”: it stands over all the paragraphs below it."""
    is_heading = line.after_gap and len(line.text) <= LONGEST_HEADING and not line.cells
    return line if is_heading and words.rubric(line.text) not in {None, "unchanged"} else None


def _goes_on(greeting: Line, above: Line, line: Line, findings: Findings) -> bool:
    """Tell whether a paragraph stands below another one under the same greeting."""
    if above is greeting or not (line.is_sentence and line.after_gap) or line.number in findings.taken:
        return False
    return len(line.text) <= _LONGEST and BULLET.match(line.text) is None


def _opens(line: Line, setting: Setting) -> bool:
    words = phrases(setting.code)
    # "Is new clerk" tells by a word that is too short to be looked for in most texts.
    can_tell = words.can_tell(line.text) or words.new.search(line.text) is not None
    can_open = can_tell and words.can_name(line.text) and not line.text.isupper()
    if not can_open or words.is_unchanged(_unspoken(line.text)):
        return False
    return notices.opens(_first(line, setting), line, setting)


def _first(line: Line, setting: Setting) -> str:
    return next(iter(setting.know.sentences(_unspoken(line.text))), line.text)


def _unspoken(text: str) -> str:
    """Leave out what somebody says at the end."""
    return _SPOKEN.sub("", text)


def _is_long_ago(text: str, setting: Setting) -> bool:
    """Tell whether a text names a year before the last one of the page, or, where that is not known, any year."""
    years = [int(year) for year in _YEAR.findall(text)] if has_digit(text) else []
    published = setting.context.published
    now = published.year if published is not None else setting.context.year
    return bool(years) and (now is None or min(years) < now - _LAST_YEAR)


def _lines_of_events(findings: Findings, *, is_content: bool = False) -> set[int]:
    """Number the lines that tell facts of an event, or its text."""
    events = (item for _, item in findings.items if isinstance(item, Event))
    spans = (fact.lines for event in events for fact in event.evidence if (fact.field == _CONTENT) is is_content)
    return {number for first, last in spans for number in range(first, last + 1)}
