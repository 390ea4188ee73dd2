"""Job postings of three lines without a heading: the firm, the position, the area."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.model import JobPosting
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.page import Line

_LONGEST = 140
_LONGEST_FIRM = 40
_RULE = "posting.three_lines"


def three_lines(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read every group of three lines whose last one is an area; a group cut off at the end is refused."""
    last = -1
    for index, line in enumerate(lines):
        if index - last < 3 or not setting.know.area.fullmatch(line.text):
            continue
        group = lines[index - 2 : index + 1]
        if all(_can_belong(member, setting, findings) for member in group[:2]):
            _add(group, setting, findings)
            last = index
    if last >= 0:
        _refuse_rest(lines[last + 1 :], setting, findings)


def _can_belong(line: Line, setting: Setting, findings: Findings) -> bool:
    return (
        line.number not in findings.taken
        and len(line.text) <= _LONGEST
        and not (line.text.endswith(".") and len(line.text) > _LONGEST_FIRM)
        and " | " not in line.text
        and setting.know.marker(line.text) is None
        and not setting.know.area.fullmatch(line.text)
    )


def _add(group: Sequence[Line], setting: Setting, findings: Findings) -> None:
    draft = Draft()
    for field, line in zip(("hiring_organization", "title", "job_location"), group, strict=True):
        draft.put(field, line.text, line, _RULE)
    findings.add(draft.make(JobPosting, setting.code), group)


def _refuse_rest(rest: Sequence[Line], setting: Setting, findings: Findings) -> None:
    leading = []
    for line in rest:
        if setting.know.marker(line.text) is not None:
            return
        leading.append(line)
    cut = leading and len(leading) <= 3 and leading[-1].number == setting.last_line
    if cut and all(_can_belong(line, setting, findings) for line in leading):
        findings.refuse("job_posting", leading, _RULE, "cut off: the page ends before the third line")
        findings.taken.update(line.number for line in leading)
