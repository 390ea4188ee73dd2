"""Cards of postings alike in shape: a title, who hires and where on a line each, above dates and terms."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from feeds.recognise.job_lines import cell_kind, is_department, is_firm, is_noise, is_office, is_role
from feeds.recognise.job_records import Region
from feeds.recognise.job_shapes import blocks_of
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_NAMES = 3
_FEWEST = 3
_LONGEST = 70
_LONGEST_CARD = 9


def labelled(region: Region) -> tuple[Line, ...]:
    """Give the lines of a page with labels before who hires and where, if most of its cards have three names each."""
    lines, know = region.lines, region.know
    blocks = [block for block in blocks_of(lines) if _NAMES < len(block) <= _LONGEST_CARD]
    if sum(not any(line.cells or line.is_sentence for line in block[:_NAMES]) for block in blocks) < _FEWEST:
        return tuple(lines)
    cards = [card for block in blocks if (card := _card(block, know)) is not None]
    if len(cards) < _FEWEST or sum(len(card) == _NAMES for card in cards) * 4 < len(cards) * _NAMES:
        return tuple(lines)
    cards = [card for card in cards if len(card) == _NAMES]
    jobs = [sum(is_role(card[at].text, know) for card in cards) for at in range(_NAMES)]
    firms = [sum(is_firm(card[at].text, know, None) for card in cards) for at in range(_NAMES)]
    title = 1 if jobs[1] > jobs[0] else 0
    if 2 * jobs[title] < len(cards):
        return tuple(lines)
    firm, town = (0, 2) if title == 1 else ((2, 1) if firms[2] > firms[1] else (1, 2))
    words = know.language.labels.job_posting
    parts = [sum(is_department(card[at].text, know) for card in cards) for at in range(_NAMES)]
    is_of_institution = region.is_of_institution(card[firm].text for card in cards)
    if is_of_institution and parts[town] > parts[firm]:
        # "Rose Hill School" and "Education" below a job at the council.
        firm, town = town, firm
    is_part = is_of_institution and max(parts[firm], parts[town]) > 0
    is_part = is_part or _are_departments([card[firm].text for card in cards], lines, know)
    told: dict[int, Line | None] = {}
    for card in cards:
        # The title first, whatever stands above it.
        head = replace(card[title], after_gap=True)
        name, where = card[firm], card[town]
        if is_of_institution and not _is_unit(name.text, know, is_likely=is_part):
            # "Rose Hill School" and its town below a job at the council.
            place = _labelled(name, words["job_location"][0], f"{name.text}, {where.text}")
            told |= {line.number: new for line, new in zip(card, (head, place, None), strict=True)}
            continue
        who = words["categories" if is_part or is_of_institution else "hiring_organization"][0]
        below = (_labelled(name, who, name.text), _labelled(where, words["job_location"][0], where.text))
        told |= {line.number: new for line, new in zip(card, (head, *below), strict=True)}
    marks = {line.number for line in lines if not any(map(str.isalnum, line.text))}
    labelled = (told.get(line.number, line) for line in lines if line.number not in marks)
    return tuple(line for line in labelled if line is not None)


def _is_unit(name: str, know: Knowledge, *, is_likely: bool) -> bool:
    """Tell whether a name is of a department or an office, and not of a school or another house."""
    is_known = is_department(name, know) or is_office(name, know)
    return is_known or (is_likely and know.places.search(name) is None)


def _labelled(line: Line, word: str, value: str) -> Line:
    return replace(line, text=f"{word}: {value}", shown=line.text, after_gap=False)


def _are_departments(names: Sequence[str], lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether what stands where firms do are parts of one: "SALES", or what the cards can be chosen by above."""
    told = {name.casefold() for name in names}
    if 2 * sum(is_department(name, know) for name in told) >= len(told):
        return True
    if any(is_firm(name, know, None) for name in names):
        return False
    choices = ({cell.casefold() for cell in line.cells} for line in lines if len(line.cells) > len(told))
    return len(told) < len(names) and any(told <= cells for cells in choices)


def _card(block: Sequence[Line], know: Knowledge) -> list[Line] | None:
    """Give the names that open a block which goes on with a date or terms of a posting."""
    at = next((n for n, line in enumerate(block) if not _is_name(line, know)), len(block))
    return list(block[:at]) if any(_is_told(line, know) for line in block[at:]) else None


def _is_name(line: Line, know: Knowledge) -> bool:
    text = line.text
    if line.cells or line.is_sentence or len(text) > _LONGEST or is_noise(text, know):
        return False
    return text[:1].isupper() and ": " not in text and ", " not in text and cell_kind(text, know) is None


def _is_told(line: Line, know: Knowledge) -> bool:
    match = know.labelled(line.text)
    if match is not None and match["label"].casefold() in know.job_labels:
        return True
    return any(
        cell_kind(cell, know) in {"published", "valid_through", "employment_type"}
        for cell in line.cells or (line.text,)
    )
