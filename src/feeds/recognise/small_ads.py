"""A column of small advertisements: who hires and where, then a sentence with the job, all on one line each."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.recognise.job_lines import asked_by, is_firm, is_role, is_term, parted
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_FEWEST = 2
_LONGEST_FIRST = 80
_LONGEST = 400
_LONGEST_TITLE = 60
_MOST_NAMES = 3
_MOST_NAME_WORDS = 6


class SmallAd(msgspec.Struct, frozen=True):
    """An advertisement: the line, who hires and where, the job with its terms, and the sentences behind it."""

    line: Line
    firm: str
    town: str | None
    job: tuple[str, ...]
    rest: str


def read(lines: Sequence[Line], know: Knowledge) -> dict[int, SmallAd]:
    """Read the advertisements among lines by their numbers: none where fewer than two open with who hires."""
    found = [ad for line in lines if (ad := _ad(line, know)) is not None]
    # "HOLLOWAY COACHES" has a word for a job, and so has "COOK, Rose Inn. Waiters are sought, too.".
    sure = sum(not is_role(ad.firm, know) for ad in found)
    return {ad.line.number: ad for ad in found} if sure >= _FEWEST and 2 * sure > len(found) else {}


def _ad(line: Line, know: Knowledge) -> SmallAd | None:
    text = line.text
    end = text.find(". ")
    if not 0 < end <= _LONGEST_FIRST or len(text) > _LONGEST or line.cells:
        return None
    firm, *towns = parted(text[:end])
    if len(towns) >= _MOST_NAMES or not _is_name(firm, know) or not all(_can_be_place(town, know) for town in towns):
        return None
    first, *rest = know.sentences(text[end + 2 :]) or [""]
    asked = asked_by(first.rstrip("."), know)
    if asked is not None and "role_name" in asked:
        role = asked["role_name"]
        job = [role[:1].upper() + role[1:], *parted(first.rstrip("."))[1:]]
    else:
        job = parted(first.rstrip("."))
    if not is_role(job[0], know) or len(job[0]) > _LONGEST_TITLE or not job[0][:1].isupper() or has_digit(job[0]):
        return None
    return SmallAd(line, firm, ", ".join(towns) or None, tuple(job), " ".join(rest))


def _is_name(text: str, know: Knowledge) -> bool:
    """Tell whether a text can name who hires: it is in capitals, or has a word that such names have."""
    if not text[:1].isalpha() or has_digit(text) or len(text.split()) > _MOST_NAME_WORDS or ":" in text:
        return False
    return text.isupper() or (is_firm(text, know, None) and not is_role(text, know))


def _can_be_place(text: str, know: Knowledge) -> bool:
    return text[:1].isupper() and not (is_role(text, know) or is_term(text, know)) and ":" not in text
