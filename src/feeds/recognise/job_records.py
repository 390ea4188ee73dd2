"""Postings of several lines: labels in any order, or a title and a line of who and where above dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from feeds.dates import resolve
from feeds.model import JobPosting
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.employer import Employer
from feeds.recognise.facts import is_of_interviews
from feeds.recognise.job_lines import (
    CLOSED,
    INVITATION,
    SAMPLE,
    Fact,
    Place,
    apply_by,
    bare,
    cell_kind,
    cells_of,
    facts_in,
    is_firm,
    is_noise,
    is_other_label,
    is_rule,
    is_sample,
    is_term,
    is_title,
    is_unsolicited,
    leads_elsewhere,
    status,
    titled_closed,
    who_and_where,
)
from feeds.recognise.marks import FORM_OF_FIRM
from feeds.recognise.page import Line
from feeds.recognise.rules import GENDERS, Knowledge

#: Behind a person's name: ", 58 years", "(58)".
_AGE = re.compile(r"(?:,| \().*")
_LABEL = "record.label"
_HEADING = "posting.heading"
_LINE = "posting.firm_and_place"
_TEXT = "posting.text"
_FIRM = "posting.firm_of_page"
_POSTED = "posting.published_of_page"
_LONGEST_HEADING = 160
_FARTHEST_TEXT = 40
_DASH = " – "
_FAR = 12
_DATED = frozenset({"valid_through", "published"})
_DECISIVE = frozenset({"hiring_organization", "employment_type", *_DATED})


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """Lines to look for postings in; `is_certain` when a heading or the page's head says that there are some.

    `is_of_paper` when they stand below an article, which somebody signs. `posted` is the day on which all were put up.
    """

    lines: tuple[Line, ...]
    setting: Setting
    is_certain: bool
    employer: Employer | None = None
    is_of_paper: bool = False
    posted: Fact | None = None

    @property
    def know(self) -> Knowledge:
        """The rules of the page's language."""
        return self.setting.know

    @property
    def firm(self) -> tuple[str, Line] | None:
        """The employer that the page is about, with the line that names it."""
        return self.employer.found if self.employer is not None else None

    @property
    def firm_name(self) -> str | None:
        """The employer that the page is about."""
        return self.firm[0] if self.firm is not None else None

    def is_of_institution(self, names: Iterable[str] = ()) -> bool:
        """Tell whether the page is of a council or the like, and none of some names is of a firm or another one."""
        institution, name = self.know.jobs.institution, self.firm_name or ""
        # "Bray – listed by Bray Council" hires nobody.
        if not name[:1].isupper() or _DASH in name or institution.search(name) is None:
            return False
        return not any(institution.search(one) or FORM_OF_FIRM.search(one) for one in names)


class Record:
    """A posting in the making: its facts, its heading, and the lines of text that belong to it."""

    __slots__ = ("above", "facts", "place", "place_line", "text", "title")

    def __init__(self) -> None:
        self.above: list[Line] = []
        self.facts: list[Fact] = []
        self.text: list[Line] = []
        self.title: Line | None = None
        self.place: Place | None = None
        self.place_line: Line | None = None

    @property
    def fields(self) -> set[str]:
        """The fields that its facts tell."""
        return {fact.field for fact in self.facts}

    @property
    def lines(self) -> list[Line]:
        """Every line that speaks for it, in order."""
        own = [line for fact in self.facts for line in fact.lines]
        heads = [line for line in (self.title, self.place_line) if line is not None]
        return sorted({line.number: line for line in (*own, *heads, *self.text)}.values(), key=lambda ln: ln.number)


def labelled(region: Region, findings: Findings) -> list[Record]:
    """Collect the records of a region that labels or dates of postings make."""
    lines = [line for line in region.lines if line.number not in findings.taken]
    records: list[Record] = []
    above: list[Line] = []
    index = 0
    while index < len(lines):
        facts, used = facts_in(lines, index, region.know)
        if not facts:
            above.append(lines[index])
        elif not records or _starts(facts, records[-1], above, lines[index : index + _FAR], region):
            records.append(_opened(records[-1] if records else None, above, region))
            records[-1].facts.extend(facts)
            above = []
        else:
            records[-1].text.extend(above)
            records[-1].facts.extend(fact for fact in facts if fact.label or fact.field not in records[-1].fields)
            above = []
        index += used
    if records:
        records[-1].text.extend(_near(above))
    return records


def _near(lines: Sequence[Line]) -> list[Line]:
    """Keep the text that goes on right below a record's last fact."""
    end = next((i for i, line in enumerate(lines) if line.after_gap or is_rule(line)), len(lines))
    return list(lines[:end])


def _starts(
    facts: Sequence[Fact], current: Record, above: Sequence[Line], rest: Sequence[Line], region: Region
) -> bool:
    """Tell whether facts open the next record: a label comes again, or a new title stands above or beside them."""
    labels = {fact.label for fact in current.facts if fact.label}
    if any(fact.label and fact.label in labels for fact in facts):
        return True
    has_title = "title" in current.fields or current.title is not None
    if any(fact.field == "title" for fact in facts) and has_title:
        return True
    parted = (bool(above) and (any(line.after_gap or is_rule(line) for line in above))) or rest[0].after_gap
    if parted and has_title:
        return True
    return bool(above) and _head(above, region, rest[0]) is not None and bool(current.fields & _DATED)


def _opened(previous: Record | None, above: list[Line], region: Region) -> Record:
    """Open a record below some lines: its heading is among them, what stands before that is the previous one's text."""
    record = Record()
    record.above = above
    head = _head(above, region, None)
    cut = head[0] if head is not None else len(above)
    if head is not None:
        record.title = above[cut]
        record.place, record.place_line = head[1], head[2]
        record.text = [line for line in above[cut + 1 :] if line is not record.place_line]
    if previous is not None:
        previous.text.extend(_near(above[:cut]))
    return record


def _head(above: Sequence[Line], region: Region, first: Line | None) -> tuple[int, Place | None, Line | None] | None:
    """Find the heading of a record in the lines above it: the last title with a line of who and where below it.

    Where none has one, the first title-like line of the block that the facts stand in.
    """
    know = region.know
    after_rule = next((i + 1 for i in range(len(above) - 1, -1, -1) if is_rule(above[i])), 0)
    lines = [(i, line) for i, line in enumerate(above) if i >= after_rule and not _is_between(line, know)]
    for (i, line), (_, below) in zip(reversed(lines[:-1]), reversed(lines[1:]), strict=True):
        place = pair(line, below, region)
        if place is not None:
            return i, place, below
    if first is not None and first.after_gap:
        return None
    block: list[tuple[int, Line]] = []
    for i, line in reversed(lines):
        block.insert(0, (i, line))
        if line.after_gap:
            break
    if not block or not is_title(bare(block[0][1].text), know) or block[0][1].is_sentence:
        return None
    second = block[1][1] if len(block) > 1 else None
    one = _lonely(second, region) if second is not None else None
    return block[0][0], one, second if one is not None else None


def _is_between(line: Line, know: Knowledge) -> bool:
    return is_noise(line.text, know) or is_rule(line) or is_other_label(bare(line.text))


def _lonely(line: Line, region: Region) -> Place | None:
    """Read who and where of a line below a title, which may tell the terms as well: "Oslo | full time"."""
    if line.is_sentence or is_term(line.text, region.know):
        return None
    plain = [cell for cell in cells_of(line) if cell_kind(cell, region.know) is None]
    if cells_of(line) and not plain:
        return None
    return who_and_where(plain[0] if len(plain) == 1 else line.text, region.know, region.firm_name, plain)


def pair(line: Line, below: Line, region: Region) -> Place | None:
    """Read a title and right below it who hires and where: "firm, town", "firm | town"."""
    know = region.know
    if line.is_sentence or not is_title(bare(line.text), know) or know.marker(line.text) is not None:
        return None
    text = bare(below.text)
    if text.endswith((".", "!", "?", ":", "…")) and not is_firm(text[-12:], know, None):
        return None
    if know.labelled(below.text) is not None or GENDERS.search(text) or titled_closed(text, know):
        return None
    pieces = cells_of(below) or tuple(text.split(", "))
    if (
        leads_elsewhere(pieces, know)
        or len(pieces) < 2
        or any(is_term(piece, know) or status(piece, know) for piece in pieces)
    ):
        return None
    if not all(piece[:1].isupper() or piece[:1].isdigit() for piece in (pieces[0], pieces[-1])):
        return None
    if know.grammar.find(text) is not None:
        return None
    return who_and_where(text, know, region.firm_name, cells_of(below))


def keep(record: Record, region: Region, findings: Findings, *, is_alone: bool) -> bool:
    """Make a posting of a record, or refuse it with the reason; tell whether it was a posting of some kind."""
    if not is_posting(record, region):
        return False
    draft = Draft()
    for fact in record.facts:
        _put_fact(draft, fact, region.setting)
    _put_head(draft, record, region)
    used = record.lines
    reason = _reason(draft, record, region.know)
    if reason is not None:
        findings.turn_away("job_posting", used, _LABEL, reason)
        return reason.startswith(("closed", "sample", "nobody"))
    _put_from_text(draft, record, region, is_alone=is_alone)
    put_facts_of_page(draft, region)
    findings.add(draft.make(JobPosting, region.setting.code), used)
    return True


def is_posting(record: Record, region: Region) -> bool:
    """Tell whether what a record tells makes a posting where it stands."""
    fields, know = record.fields, region.know
    own = {fact.field for fact in record.facts if not _is_shared(fact, know)}
    if region.is_certain:
        return len(fields) > 1 or (bool(fields & {"valid_through", "title"}) and (record.title or "title" in fields))  # type: ignore[return-value]
    if not fields & _DATED and any(_is_of_person(line.text, know) for line in (*record.above[-2:], *record.text)):
        return False
    if "title" not in own and "valid_through" not in own and any(_is_when(line.text, know) for line in record.text):
        return False
    if "title" in fields:
        return bool(fields & _DECISIVE) and len(fields) > 1 and bool(own & {"title", *_DECISIVE})
    if record.place_line is not None:
        if record.title is not None and not know.jobs.role.search(record.title.text):
            return bool(fields & {"employment_type", "hiring_organization"}) and "valid_through" in own
        return "valid_through" in own or fields >= _DATED
    written = {fact.field for fact in record.facts if fact.label}
    return len(written & _DECISIVE) > 1 and bool(own & {"hiring_organization", "valid_through"})


def _is_when(text: str, know: Knowledge) -> bool:
    """Tell whether a line is the label of an event's date or time."""
    match = know.labelled(text)
    return match is not None and know.event_labels.get(match["label"].casefold()) == "when"


def _is_of_person(text: str, know: Knowledge) -> bool:
    """Tell whether a line names a person behind a label: notices have the labels of postings, too."""
    return is_other_label(text) and know.person.fullmatch(_AGE.sub("", text.partition(":")[2]).strip()) is not None


def _is_shared(fact: Fact, know: Knowledge) -> bool:
    """Tell whether a label says as much of an event as of a posting."""
    if fact.field == "valid_through":
        return bool(fact.label) and know.jobs.applying.search(fact.label) is None
    return fact.label in know.event_labels


def _put_fact(draft: Draft, fact: Fact, setting: Setting) -> None:
    rule = _LABEL if fact.label else "posting.apply_by"
    match fact.field:
        case "valid_through" | "published":
            put_day(draft, fact, setting, rule)
        case "categories":
            draft.put("categories", (fact.value,), fact.lines, rule, fact.value)
        case "status":
            pass
        case _:
            draft.put(fact.field, bare(fact.value).strip(" ,;"), fact.lines, rule, fact.value)


def put_day(draft: Draft, fact: Fact, setting: Setting, rule: str) -> None:
    """Keep a day of a posting, of a range its last one; “Apply by e-mail. Interviews: 3 May” tells no last day."""
    found = setting.know.grammar.find(fact.value)
    if found is not None and is_of_interviews(fact.value[: found.start], setting.know):
        return
    day = resolve(found.days[-1], setting.context) if found is not None else None
    if isinstance(day, date):
        draft.put(fact.field, day, fact.lines, rule, fact.value)


def _put_head(draft: Draft, record: Record, region: Region) -> None:
    if record.title is not None:
        draft.put("title", bare(record.title.text), record.title, _HEADING)
    elif "title" not in draft.values:
        _put_title_above(draft, record, region)
    if record.place is not None and record.place_line is not None:
        draft.put("hiring_organization", record.place.firm, record.place_line, _LINE)
        draft.put("job_location", record.place.town, record.place_line, _LINE)


def _put_title_above(draft: Draft, record: Record, region: Region) -> None:
    # The heading right above the labels, else the page's first line: a text may stand between.
    above = record.above
    for line in (*above[:-2:-1], *above):
        if (
            len(line.text) <= _LONGEST_HEADING
            and not is_firm(line.text, region.know, region.firm_name)
            and region.know.navigation.fullmatch(line.text) is None
            and not line.is_sentence
            and not is_rule(line)
            and not leads_elsewhere(line.cells, region.know)
            and region.know.labelled(line.text) is None
            and not is_noise(line.text, region.know)
        ):
            draft.put("title", bare(line.text), line, _HEADING)
            return


def _reason(draft: Draft, record: Record, know: Knowledge) -> str | None:
    """Say why a record is no posting."""
    title = draft.values.get("title")
    if not isinstance(title, str):
        return "labels of a job without its title"
    if is_sample(title, know) or any(is_sample(line.text, know) for line in record.above[-2:]):
        return SAMPLE
    if is_unsolicited(title, know):
        return INVITATION
    told = [fact.value for fact in record.facts if fact.field in {"status", "valid_through", "published"}]
    texts = [line.text for line in record.text]
    if titled_closed(title, know) or any(status(text, know) for text in (*told, *texts)):
        return CLOSED
    return None


def _put_from_text(draft: Draft, record: Record, region: Region, *, is_alone: bool) -> None:
    for line in record.text:
        day = apply_by(line.text, region.know)
        if day is not None:
            put_day(draft, Fact("valid_through", day, (line,)), region.setting, "posting.apply_by")
    prose = next((line for line in record.text if line.is_sentence and not is_rule(line)), None)
    if prose is None and is_alone:
        prose = _below(record, region)
    if prose is not None:
        draft.put("summary", prose.text, prose, _TEXT)


def _below(record: Record, region: Region) -> Line | None:
    """Find the first sentence below a record, near it: to go through all lines for each would take minutes."""
    last = max(line.number for fact in record.facts for line in fact.lines) if record.facts else 0
    begin = bisect_right(region.lines, last, key=lambda line: line.number)
    near = region.lines[begin : begin + _FARTHEST_TEXT]
    return next((line for line in near if line.is_sentence and not is_rule(line)), None)


def put_facts_of_page(draft: Draft, region: Region) -> None:
    """Keep who hires and the day of publication, where the page tells them once for all its postings."""
    if region.firm is not None:
        draft.put("hiring_organization", region.firm[0], region.firm[1], _FIRM)
    if region.posted is not None:
        put_day(draft, region.posted, region.setting, _POSTED)
