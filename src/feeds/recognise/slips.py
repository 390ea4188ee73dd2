"""Entries without a verb: a person, a post, a firm and a day in whatever order, parted by dashes, commas or arrows."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.recognise.draft import Setting
from feeds.recognise.move import CHANGES, Heading, Move, month_of, near
from feeds.recognise.page import Line
from feeds.recognise.phrases import EDGES, Masked, Name, Phrases

RULE = "notice.slip"
_ARROW = re.compile(r"[→⇒➔➜►»]|[=-]>")
_SPLIT = re.compile(r"(?=[\s|→⇒➔➜=;·.…,:-])(?:\s*(?:\||→|⇒|➔|➜|=>|->|;|·|\.{3,}|…)\s*|\s+[–—-]+\s+|,\s+|:\s+|:$|,$)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
#: So many votes behind a party: "(Green) 1,204".
_VOTES = re.compile(r"\)\s+(?:\d{3,}|\d{1,3}(?:[., ]\d{3})+)(?!\d)")
#: Between "Ann Bo (chair)" and the next one.
_NEXT = re.compile(r"(?<=\))[,;]?\s+(?:(?:&|[^\W\d_A-Z]{1,3})\s+)?(?=[^\W\d_])")
_NAMED = re.compile(r"(?P<name>[^()]+?)\s*\((?=[^()]*[^\W\d_])[^()]+\)\.?")
_LEFT = frozenset({"departed", "retired"})
#: What stands before a part: spaces, and what was taken out of it.
_HIDDEN = EDGES + "".join(map(chr, range(0xE001, 0xE040)))
_ITEMS = re.compile(r";\s*|,\s+")
_LONGEST_LEAD = 110
#: A name and a hidden age, and what stands behind the comma.
_AGED = re.compile("[^,;:]{3,50}[\uf000-\uf0ff],\\s+(?P<rest>.+)")
_FINITE = frozenset({"hired", "retires", "leaves", "moves"})
_MOST_WORDS, _LONGEST, _FEWEST = 6, 260, 2
#: Verbs that a slip can hold behind its person: they add to what its rubric says.
_EMPLOYERS = frozenset({"hires", "promotes", "dismisses"})
_STARTS = frozenset({"hired", "starts", "ends"})
#: What a relative clause behind a person can tell.
_TOLD = frozenset({"leaves", "retires", "hired", "promoted"})
_ADDS = frozenset({"comes", "was", "starts", "ends"})


class Slip(msgspec.Struct):
    """What an entry tells, while it is being read."""

    people: list[Name]
    role: str | None = None
    firm: str | None = None
    previous_role: str | None = None
    previous_firm: str | None = None
    is_new: bool = False
    is_inside: bool = False
    is_pensioned: bool = False
    is_paired: bool = False
    is_guessed: bool = False
    is_spoken: bool = False
    change: str | None = None


def people_column(rows: Sequence[Sequence[str]], phrases: Phrases) -> int | None:
    """Tell which column of a table names people: in most rows, and beside no words that only firms have."""
    counts: dict[int, int] = {}
    for row in rows:
        for index, cell in enumerate(row):
            found = phrases.person(phrases.mask(cell).text)
            counts[index] = counts.get(index, 0) + (found is not None and not phrases.is_organization(cell))
    best = max(counts, key=lambda index: counts[index], default=None)
    return best if best is not None and counts[best] * _FEWEST > len(rows) and len(rows) >= _FEWEST else None


class Entry(msgspec.Struct, frozen=True):
    """The text of an entry and its lines; of a row of a table also the cells, and which of them names the person."""

    text: str
    lines: tuple[Line, ...]
    cells: tuple[str, ...] = ()
    column: int | None = None


def read(entry: Entry, heading: Heading, setting: Setting, phrases: Phrases) -> list[Move]:
    """Read one entry; give no notice where a verb tells it, or where nothing says that somebody's job changes."""
    apart = () if entry.cells else _apart(entry.text, phrases)
    told = [msgspec.structs.replace(entry, text=one) for one in apart] or [entry]
    return [move for one in told for move in _read_one(one, heading, setting, phrases)]


def _read_one(entry: Entry, heading: Heading, setting: Setting, phrases: Phrases) -> list[Move]:
    text, cells = entry.text, entry.cells
    if len(text) > _LONGEST or not (cells or phrases.can_name(text)) or _VOTES.search(text) is not None:
        # Whoever is told of is named: the text of a row can lack what its cells hold.
        return []
    masked = phrases.mask(text if not cells else " | ".join(cells))
    has_arrow = _ARROW.search(text) is not None
    swap = phrases.swap.search(masked.text)
    body = masked.text if swap is None else masked.text[: swap.start()]
    body = _without_start(body, heading, phrases)
    if not _is_verbless(body, heading, phrases, has_arrow=has_arrow):
        return []
    slip = Slip([])
    if swap is not None:
        _put_swap(body, swap, slip, phrases)
    elif cells:
        _put_cells(masked.text.split(" | "), slip, heading, entry.column, phrases)
    else:
        _put_body(phrases.relative.sub(", ", body), slip, heading, phrases, has_arrow=has_arrow)
    stated = _stated(slip, heading)
    change = stated or slip.change or ("appointed" if has_arrow or slip.is_new or slip.is_paired else None)
    is_sentence = entry.lines[-1].is_sentence
    if change is None and heading.is_block and slip.role and phrases.is_role(slip.role):
        change = (
            "appointed"
            if _begins(slip, _Telling("appointed", masked, masked.text, entry.lines, heading), setting, phrases)
            else None
        )
    is_told = bool(slip.role or slip.firm or slip.previous_role) or change in _LEFT
    if not slip.people or change in (None, "unchanged") or not is_told or (slip.is_spoken and is_sentence):
        return []
    if phrases.is_unchanged(masked.text):
        return []
    assert change is not None
    return _moves(slip, _Telling(change, masked, masked.text, entry.lines, heading), setting, phrases)


def _put_body(body: str, slip: Slip, heading: Heading, phrases: Phrases, *, has_arrow: bool) -> None:
    if has_arrow and _put_arrow(body, slip, phrases):
        return
    for part in _parts(_with_people(body, slip, phrases)):
        _put(part, slip, heading, phrases)


def _stated(slip: Slip, heading: Heading) -> str | None:
    """Give the change that the heading says of an entry."""
    if heading.change == "board":
        return "elected" if slip.is_new else None
    # Below "New jobs" somebody can retire, too.
    return slip.change if heading.change == "appointed" and slip.change in _LEFT else heading.change


def _begins(slip: Slip, telling: _Telling, setting: Setting, phrases: Phrases) -> bool:
    """Tell whether an entry under a heading of notices tells who begins, though nothing in it says so.

    A person, a post, a firm and a day do; under a heading of new people the name and the post.
    """
    masked, heading, last = telling.masked, telling.heading, telling.lines[-1]
    is_dated = any(masked.of("date", masked.text)) or any(masked.of("month", masked.text))
    if is_dated and (slip.firm or heading.firm) and not last.is_sentence:
        return True
    # What the end of the page cuts off is half an entry, and "100 years ago: Ann Bo, clerk" is no firm's news.
    is_own = heading.is_new and (heading.firm is None or phrases.is_organization(heading.firm))
    is_whole = last.number != setting.last_line and not slip.is_pensioned
    return is_own and is_whole and opens_with_person(masked.text, phrases)


def opens_with_person(text: str, phrases: Phrases) -> bool:
    """Tell whether an entry that no verb tells opens with a name; a line in capitals can be any heading."""
    found = phrases.person(text) if not text.isupper() and phrases.verb(text) is None else None
    return found is not None and not found[0]


def _apart(text: str, phrases: Phrases) -> list[str]:
    """Give each person of "Elected: Ann Bo (chair), Ib Holm (clerk)" with the words before them all."""
    if text.count("(") < _FEWEST or len(text) > _LONGEST:
        return []
    lead, colon, rest = text.rpartition(": ")
    named = [_NAMED.fullmatch(one) for one in _NEXT.split(rest)]
    people = [phrases.person(one["name"]) for one in named if one is not None]
    if len(people) < _FEWEST or len(people) < len(named):
        return []
    is_each = all(one is not None and not (one[0] + one[2]).strip(EDGES) for one in people)
    return [f"{lead}{colon}{one[0]}" for one in named if one is not None] if is_each else []


def read_list(
    text: str, lines: Sequence[Line], heading: Heading, setting: Setting, phrases: Phrases, *, is_above: bool = False
) -> list[Move]:
    """Read “Two new faces at Bray: Ann Bo as clerk and Ib Holm, driver”: what is said of all, and then each person."""
    lead, colon, rest = text.partition(": ")
    masked = phrases.mask(rest)
    if not colon or len(lead) > _LONGEST_LEAD or _VOTES.search(rest) is not None or phrases.person(masked.text) is None:
        return []
    before = phrases.mask(lead)
    change = change_of(before.text, phrases, is_list=is_above)
    if change is None and any(before.of("board", before.text[:1])) and phrases.new.match(lead) is not None:
        # "New on the board of Bray Ltd".
        change = "appointed"
    if change is None or (phrases.person(before.text) is not None and not phrases.is_role(lead)):
        return []
    role, firm = _said_of_all(before.text, phrases)
    is_board = any(before.of("board", before.text)) and change == "appointed"
    if is_board:
        change, firm = "elected", firm or phrases.firm(phrases.without_at(_behind_mark(before.text)))
    day = next(iter(before.of("date", before.text)), None) or heading.day
    inner = msgspec.structs.replace(heading, change=change, day=day, firm=firm or heading.firm)
    moves: list[Move] = []
    for chunk in (_without_verb(c, phrases) for c in _one_each(masked.text, phrases)):
        verb, named = phrases.verb(chunk), phrases.name.search(chunk)
        # "Retired grocer Ann Bo": what stands before a name is her post.
        is_behind = verb is not None and (named is None or verb.spans[0][0] > named.start())
        if verb is not None and is_behind and verb.kind in CHANGES:
            return []
        slip = Slip([])
        for part in _parts(_with_people(chunk, slip, phrases)):
            _put(phrases.without_as(part.strip(EDGES)), slip, inner, phrases)
        slip.role = role if role and (slip.is_guessed or not slip.role) else slip.role
        if is_board:
            # "Joining the board: grocer Ann Bo": that is what she does.
            slip.role, slip.previous_role = None, slip.previous_role or slip.role
        moves += _moves(slip, _Telling(change, masked, chunk, lines, inner), setting, phrases)
    posts = ("role_name", "previous_role_name", "current_role_name")
    return moves if is_board or all(change in _LEFT or any(map(m.get, posts)) for m in moves) else []


def _behind_mark(text: str) -> str:
    """Give what stands behind the last thing that was taken out of a text."""
    return text[max((n for n, char in enumerate(text, 1) if char in _HIDDEN and char not in EDGES), default=0) :]


def _without_verb(chunk: str, phrases: Phrases) -> str:
    """Take the verb of “Ann Bo arrives as clerk” out, where the post is introduced behind it."""
    verb = phrases.verb(chunk)
    if verb is None:
        return chunk
    start, end = verb.spans[0][0], verb.spans[-1][1]
    behind = chunk[end:].lstrip()
    return f"{chunk[:start].rstrip()}, {behind}" if phrases.without_as(behind) != behind else chunk


def change_of(lead: str, phrases: Phrases, *, is_list: bool = False) -> str | None:
    """Tell which change the words before a colon name; before a whole list also who appoints or elects."""
    verb = phrases.verb(lead)
    named = next(
        (c for c in ("departed", "retired", "elected", "promoted", "unchanged") if phrases.opens(lead, c)), None
    )
    if named is not None or phrases.is_unchanged(lead):
        return named if named != "unchanged" and not phrases.is_unchanged(lead) else None
    if verb is not None and verb.kind in _EMPLOYERS and not is_list:
        return None
    if verb is not None and verb.kind in CHANGES:
        return CHANGES[verb.kind]
    return "appointed" if phrases.new.search(lead) or phrases.opens(lead, "appointed") else None


def post_of_all(lead: str, phrases: Phrases) -> str | None:
    """Give the post that words which tell a change name for everybody below: “Promoted to partner:”."""
    masked = phrases.mask(lead.rstrip(":")).text
    # "New members" are none whose job changes.
    is_told = phrases.new.match(masked) is None and change_of(masked, phrases, is_list=True) is not None
    return _said_of_all(masked, phrases)[0] if is_told and phrases.person(masked) is None else None


def _said_of_all(lead: str, phrases: Phrases) -> tuple[str | None, str | None]:
    """Give the post and the firm that stand before the colon."""
    said = phrases.verb(lead)
    if said is not None and said.spans[0][0] > 0 and said.spans[-1][1] >= len(lead.rstrip(EDGES)):
        # "Zum Partner ernannt wurden".
        lead = lead[: said.spans[0][0]]
    match = phrases.new.search(lead)
    text = lead[match.end() :].strip(EDGES) if match is not None else lead
    role = to = None
    for piece in phrases.pieces(lead, None):
        if piece.introducer in {"as", "to"} and phrases.is_role(piece.text):
            to = phrases.bare(piece.text)
        elif piece.introducer == "at":
            return to, phrases.firm(piece.text)
    if phrases.is_role(text):
        role, firm = phrases.split_role(text)
        return to or (role if match is not None else None), firm
    at = phrases.last_firm(lead)
    return to, at if at and phrases.is_organization(at) else None


def _one_each(text: str, phrases: Phrases) -> list[str]:
    """Part a list at its commas, semicolons and last “and” so that each piece names one person at least."""
    chunks: list[str] = []
    for piece in _ITEMS.split(text):
        for part in phrases.joiner_word.split(piece):
            if chunks and (phrases.person(part) is None or phrases.person(chunks[-1]) is None):
                chunks[-1] = f"{chunks[-1]}, {part}"
            else:
                chunks.append(part)
    return chunks


def beside(text: str, phrases: Phrases) -> Slip:
    """Read what stands beside a person in the value of a label."""
    slip = Slip([])
    for part in _parts(phrases.mask(text).text):
        _put(part, slip, Heading(), phrases)
    return slip


def _without_start(text: str, heading: Heading, phrases: Phrases) -> str:
    """Take “starts” from before a day, where a rubric says already what changes."""
    verb = phrases.verb(text) if heading.change is not None else None
    if verb is None or verb.kind not in _STARTS:
        return text
    before = phrases.person(text[: verb.spans[0][0]])
    is_apart = before is not None and not before[2].strip(EDGES)
    if not is_apart and _SPLIT.search(text[: verb.spans[0][0]]) is None:
        return text
    rest = text[verb.spans[-1][1] :]
    is_last = not any(c.isalpha() for c in _BRACKETS.sub("", rest))
    return f"{text[: verb.spans[0][0]]}{rest}" if is_last else text


def _put_swap(body: str, swap: re.Match[str], slip: Slip, phrases: Phrases) -> None:
    """Keep what somebody swaps for what."""
    found = phrases.person(body)
    if found is None:
        return
    slip.people.append(found[1])
    _put_origin(swap["was"], slip, phrases)
    now = phrases.without_as(swap["now"])
    role, firm = phrases.post(now) if phrases.is_role(now) else (None, phrases.firm(now))
    slip.role, slip.firm, slip.is_paired = role or None, firm, True


def _put_arrow(body: str, slip: Slip, phrases: Phrases) -> bool:
    """Read “Ann Bo, clerk at Bray Foods → head at Holm Ltd”: a post and its firm on the left of one arrow."""
    was, *others = _ARROW.split(body)
    found = phrases.person(was) if len(others) == 1 else None
    if found is None or found[0].strip(EDGES) or not phrases.is_role(found[2]):
        return False
    role, firm = phrases.post(found[2].strip(EDGES))
    now, stop, behind = others[0].strip(EDGES).partition(". ")
    if stop and not phrases.opens_with_verb(behind):
        # Behind the full stop of "Ltd." can stand when it begins.
        now = f"{now}{stop}{behind}"
    if not role or firm is None:
        return False
    is_retired = phrases.label_rubric(now) == "retired"
    new_role, new_firm = phrases.post(now) if phrases.is_role(now) and not is_retired else (None, phrases.firm(now))
    slip.people.append(found[1])
    if is_retired:
        slip.role, slip.firm, slip.change = role, firm, "retired"
        return True
    slip.role, slip.firm, slip.is_paired = new_role or None, new_firm or firm, True
    slip.previous_role, slip.previous_firm = role, firm if slip.firm != firm else None
    slip.change = "promoted" if slip.firm == firm else "appointed"
    return True


def _put_cells(cells: Sequence[str], slip: Slip, heading: Heading, column: int | None, phrases: Phrases) -> None:
    """Keep what the cells of a row tell; the person stands in one column."""
    for index, cell in enumerate(cells):
        if column is not None and index < column:
            _put_post(cell, slip, heading, phrases)
            continue
        for number, part in enumerate(_BRACKETS.split(cell)):
            if number % _FEWEST or part.strip(EDGES):
                _put(part, slip, heading, phrases)


def _with_people(text: str, slip: Slip, phrases: Phrases) -> str:
    """Take several names in a row out of an entry: they are told the same of."""
    match = phrases.several.search(text)
    people = phrases.people_in(match[0]) if match is not None else ()
    if match is None or len(people) < _FEWEST:
        return text
    slip.people.extend(people)
    return f"{text[: match.start()]}, {text[match.end() :]}"


def _is_verbless(text: str, heading: Heading, phrases: Phrases, *, has_arrow: bool) -> bool:
    text = _BRACKETS.sub("", text)
    for relative in phrases.relative.finditer(text):
        verb = phrases.verb(relative["body"])
        if verb is not None and verb.kind in _TOLD and _is_of_person(text[: relative.start()], phrases):
            # "Ann Bo, who leaves her post as clerk": a sentence tells it.
            return False
    text = phrases.relative.sub(", ", text)
    if _goes_on_behind_age(text, phrases):
        return False
    if _SPLIT.search(text) and any(_has_participle(part, phrases) for part in _SPLIT.split(text)[1:]):
        return True
    verb = phrases.verb(text)
    if verb is not None and verb.kind in _ADDS and not _SPLIT.search(text[: verb.spans[0][0]]):
        return False
    if verb is None or verb.kind in _ADDS:
        return heading.change is not None or has_arrow or phrases.copula.search(text) is None
    if has_arrow and _ARROW.search(text[: verb.spans[0][0]]):
        return verb.kind not in {"leaves", "retires"}
    return heading.change in _LEFT and verb.kind == "moves" and phrases.person(text[: verb.spans[0][0]]) is not None


def _goes_on_behind_age(text: str, phrases: Phrases) -> bool:
    """Tell whether a sentence goes on behind an age between commas: “Ann Bo, 58, retires after ten years as clerk”."""
    aged = _AGED.match(text)
    verb = phrases.verb(aged["rest"]) if aged is not None else None
    return verb is not None and verb.spans[0][0] == 0 and verb.kind in _FINITE


def _is_of_person(text: str, phrases: Phrases) -> bool:
    """Tell whether a person, alone or with a post, stands before a relative clause."""
    found = phrases.person(text)
    return found is not None and not found[0] and (not found[2].strip(_HIDDEN) or phrases.is_role(found[2]))


def _has_participle(part: str, phrases: Phrases) -> bool:
    if phrases.copula.match(part.lstrip(_HIDDEN)):
        return False
    return any(pattern.match(part.lstrip(_HIDDEN)) for _, pattern in phrases.participles)


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    begin = 0
    for match in (*_BRACKETS.finditer(text), None):
        chunk = text[begin : match.start()] if match is not None else text[begin:]
        parts += _SPLIT.split(chunk)
        if match is not None:
            parts.append(match[1])
            begin = match.end()
    return [part for part in parts if part.strip(EDGES)]


def _put(part: str, slip: Slip, heading: Heading, phrases: Phrases) -> None:
    bare = phrases.bare(part)
    if not bare or not any(c.isalpha() for c in bare):
        slip.is_inside = slip.is_inside or bool(part)
        return
    if phrases.label_rubric(bare) == "retired" or (phrases.rubric_in(bare, "retired") and not phrases.is_role(bare)):
        slip.is_pensioned = True
        return
    if phrases.new.fullmatch(bare):
        # "Treasurer: Ann Bo (new)".
        slip.is_new = True
        return
    part = _without_participle(part, slip, phrases)
    if not part.strip(EDGES) or _put_person_way(part, slip, phrases) or _put_way(part, slip, phrases):
        return
    if not slip.people and _put_person(part, slip, phrases):
        return
    _put_post(part, slip, heading, phrases)


def _without_participle(part: str, slip: Slip, phrases: Phrases) -> str:
    """Take “appointed”, “both hired” from the beginning of a part: it says what changes."""
    text = part.lstrip(_HIDDEN)
    for change, pattern in phrases.participles if slip.people else ():
        match = pattern.match(text)
        if match is not None:
            slip.change = slip.change or change
            behind = text[match.end() :].lstrip(_HIDDEN)
            post = phrases.without_as(behind)
            if post != behind and not (slip.role or phrases.is_role(post)):
                # "Joins as Second Oboe": what "as" stands before is a post, whatever it is called.
                slip.role, slip.firm = phrases.split_role(post)
                slip.is_guessed = False
                return ""
            return post
    return part


def _put_person_way(part: str, slip: Slip, phrases: Phrases) -> bool:
    """Read “Ann Bo from X to Y”."""
    found = phrases.person(part) if not slip.people else None
    if found is None or found[0] or phrases.origin.match(found[2].strip(EDGES)) is None:
        return False
    slip.people.append(found[1])
    return _put_way(found[2], slip, phrases)


def _put_way(part: str, slip: Slip, phrases: Phrases) -> bool:
    """Read “from X to Y”, “from X” and “was X”."""
    text = part.strip(EDGES)
    pair = phrases.pair.fullmatch(text)
    if pair is not None and (pair["from"] or (phrases.is_role(pair["was"]) and phrases.is_role(pair["now"]))):
        was, now = pair["was"], pair["now"]
        _put_origin(was, slip, phrases)
        role, firm = phrases.post(now)
        if phrases.is_role(now) and not phrases.is_firm_name(phrases.bare(now)):
            slip.role, slip.firm = role or None, slip.firm or firm
        else:
            slip.role, slip.firm = None, phrases.firm(now)
            if slip.previous_firm is None and not phrases.is_role(was):
                slip.previous_role, slip.previous_firm = None, phrases.firm(was)
        slip.is_paired = True
        return True
    origin = phrases.origin.match(text)
    if origin is None or not slip.people:
        return False
    _put_origin(text[origin.end() :], slip, phrases)
    return True


def _put_origin(text: str, slip: Slip, phrases: Phrases) -> None:
    text = phrases.without_as(text)
    is_firm = phrases.is_organization(text) and text[:1].isupper() and phrases.split_role(text)[1] is None
    if phrases.is_role(text) and not is_firm:
        role, firm = phrases.post(text)
        slip.previous_role, slip.previous_firm = slip.previous_role or role, slip.previous_firm or firm
    elif (firm := phrases.firm(phrases.without_at(text))) and firm[:1].isupper():
        slip.previous_firm = slip.previous_firm or firm
    elif firm:
        slip.previous_role = slip.previous_role or firm


def _put_person(part: str, slip: Slip, phrases: Phrases) -> bool:
    found = phrases.person(part)
    if found is None:
        return False
    before, name, rest = found
    words = before.split()
    if before and not phrases.is_role(before) and (len(words) > 3 or phrases.is_organization(before)):
        return False
    slip.people.append(name)
    if before and phrases.is_role(before):
        slip.role = phrases.bare(before)
    while (more := phrases.joiner.match(rest)) is not None and (found := phrases.person(rest[more.end() :])):
        if found[0]:
            break
        slip.people.append(found[1])
        rest = found[2]
    if rest.strip(EDGES):
        slip.is_spoken = phrases.goes_on_otherwise(rest)
        _put_post(phrases.without_to(rest.strip(EDGES)), slip, Heading(change="appointed"), phrases)
    return True


def _put_post(part: str, slip: Slip, heading: Heading, phrases: Phrases) -> None:
    text = part.strip(EDGES)
    at = phrases.opens_at(text)
    if text.endswith(("!", "?")):
        return
    if at is not None:
        slip.firm = slip.firm or phrases.firm(at)
    elif phrases.is_role(text) and not phrases.is_firm_name(phrases.bare(text)):
        slip.is_new = slip.is_new or phrases.new.match(text) is not None
        role, firm = phrases.split_role(text)
        if slip.role is not None and slip.people and slip.previous_role is None:
            slip.previous_role, slip.role = slip.role, role
        else:
            slip.role = slip.role or role
        slip.firm = slip.firm or firm
    elif slip.role is not None and text[:1].islower() and " " not in text and slip.people:
        slip.role = f"{slip.role}, {text}"
    elif (
        (text[:1].isupper() or text[:1].isdigit())
        and (slip.role is not None or not slip.people)
        and len(text.split()) <= _MOST_WORDS
    ):
        slip.firm = slip.firm or (phrases.firm(text) if phrases.is_firm_alone(text) else None)
    elif slip.people and slip.role is None and heading.change and len(text.split()) <= _MOST_WORDS:
        role, firm = phrases.split_role(text)
        is_firm = firm is not None and phrases.is_organization(firm)
        slip.role, slip.is_guessed = role if is_firm else phrases.bare(text), True
        slip.firm = slip.firm or (firm if is_firm else None)


class _Telling(msgspec.Struct, frozen=True):
    """What holds for all people of an entry: the change, the whole of it and the part that tells of one, its lines."""

    change: str
    masked: Masked
    said: str
    lines: Sequence[Line]
    heading: Heading


def _moves(slip: Slip, telling: _Telling, setting: Setting, phrases: Phrases) -> list[Move]:
    return [_move(name, slip, telling, setting, phrases) for name in slip.people]


def _move(name: Name, slip: Slip, telling: _Telling, setting: Setting, phrases: Phrases) -> Move:
    change, masked, said, lines, heading = msgspec.structs.astuple(telling)
    if slip.is_pensioned and change == "departed":
        change = "retired"
    move = Move(name, change, RULE, lines)
    if change in _LEFT:
        move.put("previous_role_name", slip.role or slip.previous_role, lines, RULE)
    else:
        # Who has passed an examination keeps the post.
        move.put("current_role_name" if change == "graduated" else "role_name", slip.role, lines, RULE)
        move.put("previous_role_name", slip.previous_role, lines, RULE)
        move.put("previous_organization", slip.previous_firm, lines, RULE)
    firm = next(iter(masked.of("firm", said)), "").rstrip(" '’").removesuffix("'s").removesuffix("s")
    move.put("organization", slip.firm or firm or heading.firm, lines, RULE)
    move.is_guessed = slip.is_guessed and not slip.firm
    move.is_inside = any(masked.of("inside", said))
    day = next(iter(masked.of("date", said)), None) or heading.day
    month = next(iter(masked.of("month", said)), None)
    move.put("effective", near(day, setting) if day else month_of(month, setting) if month else None, lines, RULE)
    move.put("location", next(iter(masked.of("place", said)), None), lines, RULE)
    return move
