"""Who hires for the postings of tables and lists, where these do not say it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from feeds.model import Item, JobPosting, Rejected
from feeds.parse.page.automatic import LIST, TABLE
from feeds.recognise.draft import Publisher


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
