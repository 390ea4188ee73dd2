"""What a page tells of its postings besides their lines: who hires, and what the one that it is of is called."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from feeds.model import Item, JobPosting, Rejected
from feeds.parse.page.automatic import LIST, TABLE
from feeds.recognise.draft import Publisher
from feeds.recognise.rules import Knowledge


def with_employer(
    things: Sequence[Item | Rejected], found: Sequence[Item | Rejected], publisher: Publisher
) -> list[Item | Rejected]:
    """Give things with whose page it is as the employer of listed postings, if no posting names another."""
    postings = [thing for thing in (*things, *found) if isinstance(thing, JobPosting)]
    lacking = {id(one) for one in postings if one.evidence and one.evidence[0].rule in (LIST, TABLE)}
    employers = {one.hiring_organization for one in postings} - {None}
    name = publisher() if lacking and len(employers) <= 1 else None
    if name is None or not employers <= {name}:
        return [*things]
    return [
        msgspec.structs.replace(one, hiring_organization=name)
        if isinstance(one, JobPosting) and id(one) in lacking and one.hiring_organization is None
        else one
        for one in things
    ]


def titled(posting: JobPosting, heading: str, lines: Sequence[str], know: Knowledge) -> JobPosting:
    """Give the one posting of a page the heading as its title, where that names a post and a line below was taken."""
    fact = next((fact for fact in posting.evidence if fact.field == "title"), None)
    if fact is None or heading not in lines or (posting.title or "") in heading or heading in (posting.title or ""):
        return posting
    above = lines.index(heading) + 1
    is_post = know.jobs.role.search(heading) is not None and know.jobs.heading.fullmatch(heading) is None
    if above >= fact.lines[0] or not is_post:
        return posting
    told = msgspec.structs.replace(fact, lines=(above, above), text=heading)
    evidence = tuple(told if one is fact else one for one in posting.evidence)
    return msgspec.structs.replace(posting, title=heading, evidence=evidence)
