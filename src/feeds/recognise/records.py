"""Labelled facts (`Label: value`), and the job postings made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice

import msgspec

from feeds.dates import Unclear, spans
from feeds.model import JobPosting
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import date_line, put_price, put_span
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_RULE = "record.label"
_LONGEST_TITLE = 160
_LONGEST_PRICE = 80
#: Labels that only a job posting has; one of them and a firm or a place make a posting.
_DECISIVE = frozenset({"hiring_organization", "employment_type", "valid_through", "published"})


class Labelled(msgspec.Struct, frozen=True):
    """A fact behind its label: the field, the value, the label's line and the value's, the label."""

    field: str
    value: str
    lines: tuple[Line, ...]

    @property
    def label(self) -> str:
        """The label as it is written."""
        return self.lines[0].text.partition(":")[0].casefold()


def read_label(line: Line, fields: Mapping[str, str], know: Knowledge) -> tuple[str, str] | None:
    """Read `Label: value`; a label alone on its line gives an empty value."""
    match = know.label.fullmatch(line.text)
    if match is None:
        return None
    field = fields.get(match["label"].casefold())
    return None if field is None else (field, (match["value"] or "").strip())


def read_labels(lines: Sequence[Line], fields: Mapping[str, str], know: Knowledge) -> list[Labelled]:
    """Read every labelled fact of some lines; the value of a label that stands alone is the next line."""
    found, index = [], 0
    while index < len(lines):
        line = lines[index]
        label = read_label(line, fields, know)
        if label is not None and label[1]:
            found.append(Labelled(label[0], label[1], (line,)))
        elif label is not None and index + 1 < len(lines) and not _is_label(lines[index + 1], fields, know):
            found.append(Labelled(label[0], lines[index + 1].text, (line, lines[index + 1])))
            index += 1
        index += 1
    return found


def _is_label(line: Line, fields: Mapping[str, str], know: Knowledge) -> bool:
    return read_label(line, fields, know) is not None


def put_label(draft: Draft, line: Line, setting: Setting, fields: Mapping[str, str]) -> bool:
    """Keep the event fact of a labelled line; tell whether the line was one."""
    label = read_label(line, fields, setting.know)
    if label is None or not label[1]:
        return False
    put_event_fact(draft, Labelled(label[0], label[1], (line,)), setting)
    return True


def put_event_fact(draft: Draft, fact: Labelled, setting: Setting) -> None:
    """Keep one labelled fact of an event; dates and times are kept apart by their own callers."""
    line = fact.lines[-1]
    match fact.field:
        case "price":
            put_price(draft, _price_in(fact.value, setting.know), line, _RULE, setting.know)
        case "registration_deadline":
            day = setting.know.grammar.first_day(fact.value, setting.context)
            draft.put("registration_deadline", day, fact.lines, _RULE, fact.value)
        case "categories" | "performers":
            values = tuple(v.strip() for v in fact.value.split(",") if v.strip())
            draft.put(fact.field, values, fact.lines, _RULE, fact.value)
        case "when" | "end":
            _put_when(draft, fact, setting)
        case _:
            shown = fact.value if len(fact.lines) == 1 else None
            draft.put(fact.field, fact.value.strip(" ,;"), fact.lines, _RULE, shown)


def _price_in(text: str, know: Knowledge) -> str:
    if len(text) <= _LONGEST_PRICE:
        return text
    found = (rule.search(text) for rule in know.rules("price"))
    return next((match[0] for match in found if match is not None), text)


def _put_when(draft: Draft, fact: Labelled, setting: Setting) -> None:
    found = date_line(fact.lines[-1], setting.know, fact.value)
    if found is None:
        return
    stretches = spans(found.dates, found.clock, setting.zone, setting.context)
    if not isinstance(stretches, Unclear):
        put_span(draft, stretches[0], fact.lines[-1], _RULE)


def job_postings(lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    """Read the postings that labelled facts describe, and tell whether there were any.

    The same label again opens the next posting.
    """
    facts = read_labels(lines, setting.know.job_labels, setting.know)
    records: list[list[Labelled]] = []
    for fact in facts:
        if not records or any(fact.label == known.label for known in records[-1]) or _opens(fact, records[-1]):
            records.append([])
        records[-1].append(fact)
    found = [_posting(record, lines, setting, findings) for record in records]
    return any(found)


def _opens(fact: Labelled, record: Sequence[Labelled]) -> bool:
    return fact.field == "title" and any(known.field == "title" for known in record)


def _posting(record: Sequence[Labelled], lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    fields = {fact.field for fact in record}
    if len(fields & _DECISIVE) < (1 if "title" in fields else 2) or len(fields) < 2:
        return False
    draft = Draft()
    for fact in record:
        _put_job_fact(draft, fact, setting)
    if "title" not in draft.values:
        _put_title_above(draft, record, lines, setting)
    used = tuple(line for fact in record for line in fact.lines)
    if "title" in draft.values:
        _put_summary(draft, record, lines)
        findings.add(draft.make(JobPosting, setting.code), used)
        return True
    findings.refuse("job_posting", used, _RULE, "labels of a job without its title")
    return False


def _put_job_fact(draft: Draft, fact: Labelled, setting: Setting) -> None:
    if fact.field in {"valid_through", "published"}:
        day = setting.know.grammar.first_day(fact.value, setting.context)
        draft.put(fact.field, day, fact.lines, _RULE, fact.value)
    elif fact.field == "categories":
        draft.put("categories", (fact.value,), fact.lines, _RULE, fact.value)
    else:
        draft.put(fact.field, fact.value.strip(" ,;"), fact.lines, _RULE, fact.value)


def _put_title_above(draft: Draft, record: Sequence[Labelled], lines: Sequence[Line], setting: Setting) -> None:
    first = record[0].lines[0]
    above = [line for line in lines if line.number < first.number]
    # The heading right above the labels, else the page's first line: a text may stand between.
    for line in (*above[:-2:-1], *above[:1], *above[::-1]):
        if (
            len(line.text) <= _LONGEST_TITLE
            and not line.is_sentence
            and setting.know.label.fullmatch(line.text) is None
        ):
            draft.put("title", line.text, line, "posting.heading")
            return


def _put_summary(draft: Draft, record: Sequence[Labelled], lines: Sequence[Line]) -> None:
    # The first sentence is near: to go through all lines for each posting would take minutes on a long page.
    below = bisect_right(lines, record[-1].lines[-1].number, key=lambda line: line.number)
    prose = next((line for line in islice(lines, below, None) if line.is_sentence), None)
    if prose is not None:
        draft.put("summary", prose.text, prose, "posting.text")
