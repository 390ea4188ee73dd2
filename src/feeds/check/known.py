"""What a file still has to be checked for when most of its entries were checked before: all but those.

Nothing but whole entries is left out, and only where what stands around them is the same: a zone, an author or an
address that went from the head of a file makes entries wrong that have not changed.
"""

from __future__ import annotations

import re

from feeds.check.markup import is_well_formed
from feeds.check.profiles import Form

#: How an entry begins and ends. JSON is checked as fast as it could be cut.
_MARKS: dict[Form, tuple[bytes, bytes]] = {
    "rss": (b"<item>", b"</item>"),
    "atom": (b"<entry", b"</entry>"),
    "ics": (b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"),
}
_CHANGED = re.compile(rb"<(?:lastBuildDate|updated)>([^<]*)<|^LAST-MODIFIED:(.*)$", re.MULTILINE)


def without_known(form: Form, body: bytes, before: bytes) -> bytes | None:
    """Leave out the entries that stood in `before` already; None when all has to be checked."""
    pieces, known = _pieces(form, body), _pieces(form, before)
    if not pieces or not known or not _is_same_head(pieces[0][0], known[0][0]):
        return None
    if form != "ics" and not is_well_formed(body):
        return None
    seen = {entry for _, entry in known[:-1]}
    return b"".join(space + (b"" if entry in seen else entry) for space, entry in pieces[:-1]) + pieces[-1][0]


def _pieces(form: Form, body: bytes) -> list[tuple[bytes, bytes]]:
    """Part a file into entries, each with what stands before it; the last has none. Nothing where that is not to be."""
    if form not in _MARKS:
        return []
    opening, closing = _MARKS[form]
    *parts, tail = body.split(closing)
    places = [part.find(opening) for part in parts]
    if not parts or min(places) < 0:
        return []
    cut = [(part[:place], part[place:] + closing) for part, place in zip(parts, places, strict=True)]
    return [*cut, (tail, b"")]


def _is_same_head(head: bytes, before: bytes) -> bool:
    """Tell whether two heads differ in nothing but a time of change that went forward."""
    if _CHANGED.sub(b"", head) != _CHANGED.sub(b"", before):
        return False
    times, earlier = (_CHANGED.findall(each) for each in (head, before))
    # RSS writes times that cannot be compared as they stand; nothing in a feed of it depends on them.
    return b"<updated>" not in head or times >= earlier
