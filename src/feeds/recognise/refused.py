"""What looks whole and is none: events that are over, postings that are closed, people whose job does not change."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.model import Item
from feeds.recognise import notices, postings, programme
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.job_records import Region
from feeds.recognise.page import Line, Section

_RULE = "section"
_SEARCH_RULE = "posting.search"
_SEARCH = "no posting: the police seek somebody"


def past(section: Section, setting: Setting, findings: Findings) -> None:
    """Refuse every event of a section of events that are over."""
    scratch = Findings()
    programme.on_page(section.lines, section.opener, setting, scratch)
    _refuse_all(scratch, section, findings, f"over: it stands under “{_heading(section)}”")


def closed(section: Section, setting: Setting, findings: Findings) -> None:
    """Refuse every posting of a section of postings that are filled or closed."""
    scratch = Findings()
    postings.three_lines(section.lines, setting, scratch)
    region = Region(lines=section.lines, setting=setting, is_certain=True)
    postings.in_region(region, scratch, has_rows=True)
    findings.rejected.extend(scratch.rejected)
    _refuse_all(scratch, section, findings, f"closed: it stands under “{_heading(section)}”")


def unchanged(section: Section, setting: Setting, findings: Findings) -> None:
    """Refuse everybody in a section of birthdays, jubilees and the like: nobody's job changes there."""
    reason = f"no change of job: it stands under “{_heading(section)}”"
    notices.risen(section, setting, findings)
    for line in section.lines:
        if line.number not in findings.taken and setting.know.person.search(line.text) is not None:
            findings.refuse("personnel_notice", (line,), _RULE, reason)
    _take(section.lines, findings)


def searches(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Refuse every posting in which the police seek a witness, or somebody who has done something."""
    kept: list[tuple[int, Item]] = []
    for number, item in findings.items:
        told = _with_next(item, lines) if item.kind == "job_posting" else ()
        if any(setting.know.jobs.search.search(line.text) is not None for line in told):
            findings.refuse("job_posting", told, _SEARCH_RULE, _SEARCH)
        else:
            kept.append((number, item))
    findings.items[:] = kept


def _with_next(item: Item, lines: Sequence[Line]) -> Sequence[Line]:
    """Give the lines of an item and the sentence below them, if no gap parts it from a title."""
    told = _lines_of(item, lines)
    below = next((line for line in lines if line.number == told[-1].number + 1 and not line.after_gap), None)
    is_text = below is not None and below.is_sentence and not told[-1].is_sentence
    return [*told, below] if below is not None and is_text else told


def _refuse_all(scratch: Findings, section: Section, findings: Findings, reason: str) -> None:
    for _, item in scratch.items:
        findings.refuse(item.kind, _lines_of(item, section.lines), _RULE, reason)
    _take(section.lines, findings)


def _lines_of(item: Item, lines: Sequence[Line]) -> Sequence[Line]:
    first = min(evidence.lines[0] for evidence in item.evidence)
    last = max(evidence.lines[1] for evidence in item.evidence)
    return [line for line in lines if first <= line.span[0] <= last] or lines[:1]


def _heading(section: Section) -> str:
    return section.opener.text if section.opener is not None else ""


def _take(lines: Sequence[Line], findings: Findings) -> None:
    findings.taken.update(line.number for line in lines)
