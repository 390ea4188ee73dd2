"""A page that is one advertisement: its headline says whom somebody seeks, its labels stand below all its text."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.model import JobPosting
from feeds.recognise import job_lists
from feeds.recognise.draft import Draft, Findings
from feeds.recognise.job_lines import Fact, apply_by, bare, facts_in, status
from feeds.recognise.job_records import Region, put_day, put_firm_of_page
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_RULE = "posting.advert"
_HEIGHT = 12
_LONGEST = 110
#: How a sentence ends, or what goes on below.
_ENDS = (".", "?", ":")
_TEXTS = frozenset({"hiring_organization", "job_location", "employment_type"})
_DAYS = frozenset({"valid_through", "published"})


def read(region: Region, findings: Findings) -> bool:
    """Read the one posting of a page whose headline seeks somebody; tell whether there was one."""
    lines = [line for line in region.lines if line.number not in findings.taken]
    at = next((n for n in _asking(lines[:_HEIGHT], region.know) if _seeks(lines[n], region.know)), None)
    if at is None or any(_seeks(line, region.know) for line in lines[at + 1 :]):
        # Where several are sought, each has its own lines.
        return False
    head, below = lines[at], lines[at + 1 :]
    row = job_lists.sought(head, region)
    facts = _facts(below, region.know)
    if facts is None:
        return False
    last = _last_day(facts, below, region.know)
    if row is None or last is None or any(status(line.text, region.know) for line in below):
        return False
    draft = Draft()
    draft.put("title", row.title, head, _RULE, head.text)
    put_day(draft, last, region.setting, _RULE)
    for fact in facts:
        _put(draft, fact, region)
    for field, value in row.told:
        if field in _TEXTS and value:
            draft.put(field, value, head, _RULE, head.text)
    put_firm_of_page(draft, region)
    used = (head, *(line for fact in (*facts, last) for line in fact.lines))
    findings.add(draft.make(JobPosting, region.setting.code), used)
    return True


def _asking(lines: Sequence[Line], know: Knowledge) -> list[int]:
    """Number the lines that end as no sentence, if any has a word of those that seek somebody: `_seeks` is of no other.

    All are looked at at once, for on most pages none has such a word.
    """
    open_ended = [n for n, line in enumerate(lines) if not (line.cells or line.text.endswith(_ENDS))]
    can_ask = know.any_of("vacancy").can_match("\n".join([lines[n].text for n in open_ended]))
    return open_ended if can_ask else []


def _seeks(line: Line, know: Knowledge) -> bool:
    """Tell whether a headline says whom somebody seeks: a word for a job is in it, and it is no sentence of a text."""
    if line.cells:
        return False
    text = bare(line.text)
    if len(text) > _LONGEST or " " not in text or text.endswith(_ENDS):
        return False
    headline = text.rstrip("!")
    is_asking = any(rule.matches(headline) for rule in know.rules("vacancy"))
    return is_asking and know.jobs.role.search(text) is not None


def _facts(lines: Sequence[Line], know: Knowledge) -> list[Fact] | None:
    """Give the labelled facts of lines; none where a label comes again, for then there are several postings."""
    found: dict[str, Fact] = {}
    labels: set[str] = set()
    index = 0
    while index < len(lines):
        facts, used = facts_in(lines, index, know)
        for fact in facts:
            if fact.label in labels or fact.field == "title":
                return None
            if fact.label:
                labels.add(fact.label)
                found.setdefault(fact.field, fact)
        index += used
    return list(found.values())


def _last_day(facts: Sequence[Fact], lines: Sequence[Line], know: Knowledge) -> Fact | None:
    """Give the last day to apply, behind a label that says so or in the text."""
    for fact in facts:
        if fact.field == "valid_through" and know.jobs.applying.search(fact.label) is not None:
            return fact
    told = ((line, apply_by(line.text, know)) for line in lines)
    return next((Fact("valid_through", day, (line,)) for line, day in told if day is not None), None)


def _put(draft: Draft, fact: Fact, region: Region) -> None:
    if fact.field in _DAYS:
        put_day(draft, fact, region.setting, _RULE)
    elif fact.field in _TEXTS:
        draft.put(fact.field, bare(fact.value).strip(" ,;"), fact.lines, _RULE, fact.value)
