"""Who hires and where, out of the titles of a board: a page of several firms' postings, with a title that tells all."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.recognise.job_lines import Place, cell_kind, is_firm, is_role, title_and_employer
from feeds.recognise.marks import FORM_OF_FIRM
from feeds.recognise.rules import Knowledge

_DASH = re.compile(r"\s+[–—-]{1,2}\s+")
_SEVERAL = 2
_MOST_NAME_WORDS = 5


class Title(msgspec.Struct, frozen=True):
    """What the title of a posting tells: the job, and whose it is."""

    job: str
    place: Place


def read(titles: Sequence[str], firms: Sequence[str], know: Knowledge) -> dict[str, Title]:
    """Part the titles that tell who hires, on a page that tells of several firms; `firms` are told beside titles.

    Where all may be of one employer, "Cook – Main Kitchen – Leeds" names a part of it: a wrong employer is worse than
    none.
    """
    found = {title: told for title in titles if (told := _told(title, know)) is not None}
    hiring = [(told.place.firm or "", _DASH.search(title) is None) for title, told in found.items()]
    names = {name for name in (*firms, *(firm for firm, _ in hiring)) if is_firm(name, know, None)}
    if any(FORM_OF_FIRM.search(name) is not None for name in names):
        # Beside a firm for certain, "nurse at Rose Hill in Leeds" tells of another.
        names |= {firm for firm, is_led in hiring if is_led}
    if len(names) < _SEVERAL:
        return {}
    jobs = {title: told for title, told in found.items() if is_role(told.job, know)}
    # Where others are written alike, a job need not have a word for one.
    return found if sum(_DASH.search(title) is not None for title in jobs) >= _SEVERAL else jobs


def _told(text: str, know: Knowledge) -> Title | None:
    job, *names = _DASH.split(text)
    if not names:
        led = title_and_employer(text, know)
        return Title(led[0], led[1]) if led is not None and led[1].town is not None else None
    names = names[0].split(", ") if len(names) == 1 else names
    if len(names) != 2 or not all(_is_name(name, know) for name in names):
        return None
    firm, town = names
    if is_firm(town, know, None):
        return Title(job, Place(town, firm)) if not is_firm(firm, know, None) else None
    return Title(job, Place(firm, town))


def _is_name(text: str, know: Knowledge) -> bool:
    """Tell whether a text can be a name of a firm or a town: no job, no day, no terms."""
    is_written_so = text[:1].isupper() and len(text.split()) <= _MOST_NAME_WORDS and not has_digit(text)
    return is_written_so and cell_kind(text, know) is None and (not is_role(text, know) or is_firm(text, know, None))
