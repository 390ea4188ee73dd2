"""A page that is one advertisement: it says whom somebody seeks, its labels stand below all its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.model import JobPosting
from feeds.recognise import job_lists
from feeds.recognise.draft import Draft, Findings
from feeds.recognise.job_lines import (
    Fact,
    apply_by,
    asked_by,
    bare,
    facts_in,
    is_firm,
    is_role,
    is_term,
    is_title,
    status,
    who_and_where,
    workplace,
)
from feeds.recognise.job_records import Region, put_day, put_facts_of_page
from feeds.recognise.job_shapes import strength, unmarked
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_RULE = "posting.advert"
_HEIGHT = 12
_LONGEST = 110
_LONGEST_TITLE = 80
_SHORTEST_ROLE = 4
_FEWEST_LABELS = 2
#: How a sentence ends, or what goes on below.
_ENDS = (".", "?", ":")
_TEXTS = frozenset({"hiring_organization", "job_location", "employment_type"})
_DAYS = frozenset({"valid_through", "published"})


class _Advert(msgspec.Struct, frozen=True):
    """Where it says whom somebody seeks: the titles with their lines, what else is told there, and what stands below.

    Each fact has the line that tells it.
    """

    titles: tuple[tuple[str, Line], ...]
    told: tuple[tuple[str, str, Line], ...]
    below: Sequence[Line]


def read(region: Region, findings: Findings, how: Sequence[Line] = ()) -> bool:
    """Read the postings of a page that is one advertisement; tell whether there was one.

    `how` are the lines of the part below, which count where they only say until when to apply.
    """
    texts = [line.text.capitalize() if line.text.isupper() else line.text for line in region.lines[:_HEIGHT]]
    # All are looked at at once, for on most pages none has a word of those that seek somebody.
    if not region.know.any_of("vacancy").can_match("\n".join(texts)):
        return False
    until = how if strength(how, region.know) <= 1 else ()
    lines = [line for line in (*region.lines, *until) if line.number not in findings.taken]
    found = _found(lines, region)
    if found is None:
        return False
    below = found.below
    facts = None if _is_by_somebody(lines, region.know) else _facts(below, region.know)
    if facts is None:
        return False
    last = _last_day(facts, below, region.know)
    if last is None or any(status(line.text, region.know) for line in below):
        return False
    if not (last.label or any(is_role(title, region.know) for title, _ in found.titles)):
        # Extras for a play, who sign up by 3 May.
        return False
    told = (*found.told, *_town(below, region))
    for title, head in found.titles:
        draft = Draft()
        draft.put("title", title, head, _RULE, head.text)
        put_day(draft, last, region.setting, _RULE)
        for fact in facts:
            _put(draft, fact, region)
        for field, value, line in told:
            draft.put(field, value, line, _RULE, line.text)
        put_facts_of_page(draft, region)
        used = (head, *(line for *_, line in told), *(line for fact in (*facts, last) for line in fact.lines))
        findings.add(draft.make(JobPosting, region.setting.code), used)
    return True


def _found(lines: Sequence[Line], region: Region) -> _Advert | None:
    """Find where a page says whom somebody seeks, if it does so once."""
    know, head = region.know, lines[:_HEIGHT]
    at = next((n for n in range(len(head)) if _seeks(head[n], know)), None)
    if at is not None:
        if any(_seeks(line, know) for line in lines[at + 1 :]):
            # Where several are sought, each has its own lines.
            return None
        row = job_lists.sought(msgspec.structs.replace(lines[at], text=_small(lines[at].text)), region)
        if row is None:
            return None
        # Names in capitals are written on other lines.
        named = () if lines[at].text.isupper() else row.told
        told = tuple((field, value, lines[at]) for field, value in named if field in _TEXTS and value)
        return _Advert(((_as_on_page(row.title, lines[at]), lines[at]),), told, lines[at + 1 :])
    headed = next((one for n in range(len(head) - 1) if (one := _below_heading(lines, n, region)) is not None), None)
    if headed is not None or region.is_certain:
        # There the lines of each posting are told apart, whatever form they have.
        return headed
    found = [
        one for n in range(len(head) - 1) if (one := _below_title(lines, n, region) or _below_lead(lines, n, region))
    ]
    return found[0] if len(found) == 1 else None


def _small(text: str) -> str:
    """Write a headline in capitals that opens with no name as a sentence: "WE ARE LOOKING FOR A COOK"."""
    return text.capitalize() if text.isupper() else text


def _as_on_page(title: str, line: Line) -> str:
    """Give a title in the letters of the line that names it, if that is in capitals."""
    return title.upper() if line.text.isupper() else title


def _seeks(line: Line, know: Knowledge) -> bool:
    """Tell whether a headline says whom somebody seeks: a word for a job is in it, and it is no sentence of a text."""
    if line.cells or line.text.endswith(_ENDS):
        return False
    text = _small(bare(line.text))
    if len(text) > _LONGEST or " " not in text:
        return False
    headline = text.rstrip("!")
    is_asking = any(rule.matches(headline) for rule in know.rules("vacancy"))
    return is_asking and know.jobs.role.search(text) is not None


def _below_title(lines: Sequence[Line], at: int, region: Region) -> _Advert | None:
    """Read a title and below it the sentence that seeks somebody for it: "Hill Museum seeks a curator who …"."""
    title, text, know = lines[at], lines[at + 1], region.know
    # Of the lines of most pages none has a word of those that seek somebody.
    if not (text.is_sentence and know.any_of("vacancy").can_match(text.text)) or not _is_title(title, know):
        return None
    head = know.sentences(text.text)[0].rstrip(".")
    facts = asked_by(head, know)
    if facts is None or not _names(title.text, head, know):
        return None
    return _Advert(((title.text, title),), tuple(_told(facts, text, know)), lines[at + 1 :])


def _below_heading(lines: Sequence[Line], at: int, region: Region) -> _Advert | None:
    """Read a job, below it a sentence that seeks somebody without naming the job, and the labels of one posting."""
    title, text, know = lines[at], lines[at + 1], region.know
    if not (text.after_gap and text.is_sentence and know.any_of("vacancy").can_match(text.text)):
        return None
    if not (title.after_gap or at == 0) or not _is_title(title, know) or not is_role(title.text, know):
        return None
    facts = _facts(lines[at + 1 :], know) or ()
    labels = {fact.field for fact in facts if fact.label} & (_TEXTS | _DAYS)
    is_posting = "valid_through" in labels and len(labels) >= _FEWEST_LABELS
    return _Advert(((title.text, title),), (), lines[at + 1 :]) if is_posting else None


def _names(title: str, sentence: str, know: Knowledge) -> bool:
    """Tell whether a sentence seeks somebody for a title: it has the title, or the word for the job in it."""
    told = sentence.casefold()
    return title.casefold() in told or any(
        role[0].casefold() in told for role in know.jobs.role.finditer(title) if len(role[0]) >= _SHORTEST_ROLE
    )


def _below_lead(lines: Sequence[Line], at: int, region: Region) -> _Advert | None:
    """Read what seeks somebody and goes on below, on a line or in a list: "Hill Inn seeks", "* COOK", "* WAITER"."""
    lead, know = lines[at], region.know
    if lead.cells or len(lead.text) > _LONGEST or lead.text.endswith((".", "?", "!")) or lines[at + 1].is_sentence:
        return None
    first = unmarked(lines[at + 1].text)[0]
    whole = f"{lead.text.rstrip(':– ')} {first.lower() if first.isupper() else first}"
    if not know.any_of("vacancy").can_match(whole):
        return None
    end = next((n for n in range(at + 2, len(lines)) if lines[n].after_gap or not _is_entry(lines[n])), len(lines))
    listed = lines[at + 1 : end]
    titles = [(unmarked(line.text)[0], line) for line in listed]
    if not all(_is_title(line, know) for line in listed) or not any(is_role(title, know) for title, _ in titles):
        return None
    if len(listed) == 1 and know.marker(lead.text) is not None:
        # "We are looking for" is the heading of a list of any length.
        return None
    facts = asked_by(whole, know)
    if facts is None or _seeks(lead, know):
        return None
    return _Advert(tuple(titles), tuple(_told(facts, lead, know)), lines[end:])


def _is_entry(line: Line) -> bool:
    """Tell whether a line can be one of a list of titles: a mark opens it, or it is in capitals."""
    return unmarked(line.text)[2] or line.text.isupper()


def _is_title(line: Line, know: Knowledge) -> bool:
    text = unmarked(line.text)[0]
    if line.is_sentence or line.cells or len(text) > _LONGEST_TITLE or know.marker(line.text) is not None:
        return False
    return is_title(text, know) and know.navigation.fullmatch(text) is None and text[:1].isupper()


def _told(facts: dict[str, str], line: Line, know: Knowledge) -> Iterator[tuple[str, str, Line]]:
    """Give who seeks and where of what a sentence says of it."""
    firm, place = facts.get("organization"), facts.get("location")
    if firm is not None and (line.text.startswith(firm) or is_firm(firm, know, None)):
        yield "hiring_organization", firm, line
    place = workplace(line.text, know) or place
    if place is not None and not is_term(place, know):
        yield "job_location", place, line


def _town(below: Sequence[Line], region: Region) -> Iterator[tuple[str, str, Line]]:
    """Give the town behind or below who hires, right below what is sought: "Hill Inn, Leeds"."""
    if region.firm is None or not below or region.firm[1] is not below[0]:
        return
    firm, know = region.firm[0], region.know
    place = who_and_where(below[0].text, know, None, below[0].cells)
    if place is not None and place.firm == firm and place.town is not None:
        if place.town[:1].isupper():
            yield "job_location", place.town, below[0]
    elif below[0].text == firm and below[1:] and not below[1].after_gap:
        town = below[1].text
        is_name = town.istitle() and not has_digit(town)
        if is_name and not is_firm(town, know, firm) and not is_term(town, know) and know.marker(town) is None:
            yield "job_location", town, below[1]


def _is_by_somebody(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a line says who wrote the text: what a paper tells of somebody who is sought is an article."""
    short = [line.text for line in lines if len(line.text) <= _LONGEST_TITLE]
    return any(rule.matches(text) for rule in know.rules("byline") for text in short)


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
