"""A sentence about a change of job, read by its constituents in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

import msgspec
from msgspec.structs import replace

from feeds.recognise.phrases import EDGES, Masked, Name, Phrases, Piece, Verb

#: Whose subject is who employs; in all others it is the person.
_EMPLOYERS = frozenset({"hires", "promotes", "elects", "dismisses"})
#: After these the role that is told was held before.
_LEAVING = frozenset({"leaves", "retires", "dismisses", "ends"})
_EARLIER = frozenset({"comes", "was"})
#: What the person is made stands bare behind these.
_TO_A_POST = frozenset({"hired", "promoted", "elected"})
#: About the sentences of one page: several rules ask of the same.
_LATEST = 256
_SHORTEST_BRACKET, _MOST_OF_SUBJECT = 3, 7
_LONGEST_DESCRIPTION = 10
_LEAD = re.compile(r"^\W*\w+ (?=\w)")
_AGES = "".join(map(chr, range(0xF000, 0xF064)))
_EDGES_AND_AGES = EDGES + _AGES
_HIDDEN_EDGES = EDGES + "".join(map(chr, range(0xE001, 0xE040)))
#: What parts a phrase.
_APART = re.compile(r"\s*[,:]\s+|\s+[–—-]\s+|:$")
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)")
_GENITIVE = re.compile(r"^(?P<firm>[^\W\d_a-zæøåäöü][\w&.\- ]*?)(?::s|['’]s|['’]|s)\s+(?P<role>[^\WA-ZÆØÅÄÖÜ].*)$")
_GENITIVE_NOUN = re.compile(r"^(?P<noun>[^\W\d_A-ZÆØÅÄÖÜ][\w-]*?)(?:['’]s|['’]|s)\s+(?P<role>[^\WA-ZÆØÅÄÖÜ].*)$")


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """What one clause tells; without `people` it is about those of the clause before."""

    verb: str
    people: tuple[Name, ...] = ()
    called: str | None = None
    roles: tuple[str, ...] = ()
    organization: str | None = None
    previous_role: str | None = None
    previous_organization: str | None = None
    occupation: str | None = None
    occupations: tuple[str, ...] = ()
    education: str | None = None
    date: str | None = None
    month: str | None = None
    location: str | None = None
    age: int | None = None
    is_inside: bool = False
    is_same_day: bool = False
    rule: str | None = None
    is_subject: bool = False
    is_verbal: bool = True


class _Facts:
    """The constituents of a clause while they are being found."""

    __slots__ = (
        "education",
        "firms_before",
        "guesses",
        "is_closed",
        "is_person_first",
        "occupations",
        "organizations",
        "owners",
        "people",
        "previous",
        "previous_firms",
        "roles",
        "roles_before",
        "town",
    )

    def __init__(self) -> None:
        self.people: list[Name] = []
        self.roles: list[str] = []
        self.roles_before: list[str] = []
        self.firms_before: list[str] = []
        self.is_person_first = self.is_closed = False
        self.occupations: list[str] = []
        self.organizations: list[str] = []
        self.owners: list[str] = []
        self.previous: list[str] = []
        self.previous_firms: list[str] = []
        self.education: list[str] = []
        self.guesses: list[str] = []
        self.town: str | None = None


@lru_cache(_LATEST)
def read(
    sentence: str, phrases: Phrases, known: tuple[str, ...] = (), default: str | None = None
) -> tuple[Clause, ...]:
    """Read every clause of a sentence.

    `known` are the last names of the people told of before; `default` is the kind of verb where there is none.
    """
    sentence = phrases.as_move(_without_lead(sentence, phrases) if ": " in sentence else sentence)
    sentence, beside = _without_origin(sentence, phrases) if "(" in sentence else (sentence, None)
    said = phrases.said_by(sentence)
    masked = phrases.mask(sentence[said.end() :] if said is not None else sentence)
    kinds = {hidden.kind for hidden in masked.held.values()}
    found: list[Clause] = []
    for index, text in enumerate(_clauses(masked.text, phrases, known)):
        body, others = _without_relatives(text, phrases)
        verb = phrases.verb(body) or (phrases.post_told(body) if known and not index else None)
        kind = verb.kind if verb is not None else (found[-1].verb if found else default)
        new = phrases.new.search(body) if kind is None else None
        if new is not None and phrases.role.search(body, new.end()):
            kind = "hired"
        is_over = "history" in kinds and verb is not None and _is_over(body, verb, masked, phrases)
        if is_over or phrases.is_unchanged(body):
            kind, verb = "unchanged", None
        clause = _read_clause(
            body, verb, kind, masked, phrases, known=known, goes_on=index > 0 and phrases.opens_with_verb(body)
        )
        if changed := _changed(clause, body, verb, found, phrases, is_new=new is not None):
            clause = replace(clause, **changed)
        if said is not None and clause.organization is None:
            clause = replace(clause, organization=phrases.firm(said["firm"]))
        if kind == "succeeded":
            # A name behind "for" is that of a firm, unless it is said who comes for whom.
            others = [(_LEAD.sub("", before), one) for before, one in others]
            related = _related(clause, others, masked, phrases, kind=kind, known=known)
            found.extend(_succession(clause, related, [before for before, _ in others], verb))
        else:
            found.append(clause)
            found.extend(_related(clause, others, masked, phrases, kind=kind, known=known) if others else ())
    if beside is not None:
        at = next((i for i, clause in enumerate(found) if clause.people), 0)
        role, firm = beside
        found[at] = replace(
            found[at],
            previous_role=found[at].previous_role or role,
            previous_organization=found[at].previous_organization or firm,
        )
    if len(found) > 1:
        found = _spread(_shared(found) if "shared" in kinds else found)
    return tuple(found)


def _related(
    clause: Clause,
    others: Sequence[tuple[str, str]],
    masked: Masked,
    phrases: Phrases,
    *,
    kind: str | None,
    known: Collection[str],
) -> list[Clause]:
    """Read the relative clauses of a clause, each with what stands before it."""
    related = [_read_relative(one, before, masked, phrases, known) for before, one in others]
    if kind in {"hires", None} and len(clause.people) > 1 and not clause.roles:
        # "Please welcome Ann Bo and Ib Lund, who have joined as clerks": it is told of both.
        ends = (clause.people[:1], clause.people[-1:])
        related = [replace(one, people=()) if one.people in ends else one for one in related]
    return related


def _succession(clause: Clause, related: Sequence[Clause], befores: Sequence[str], verb: Verb | None) -> list[Clause]:
    """Order what is told of who goes and of who comes next.

    "For Ann Bo, who leaves as clerk, comes Ib Lund": her post is his. "She is succeeded by Ib Lund, who is clerk": that
    is what he was.
    """
    end = verb.spans[-1][1] if verb is not None and clause.people else None
    is_behind = [end is not None and end <= len(before) for before in befores]
    first = [one for one, behind in zip(related, is_behind, strict=True) if not behind]
    return [*first, clause, *(one for one, behind in zip(related, is_behind, strict=True) if behind)]


def _without_lead(sentence: str, phrases: Phrases) -> str:
    """Take off what only leads to a change: “There is news from the office too: from 1 June …”."""
    head, _, tail = sentence.partition(": ")
    is_lead = phrases.lead.fullmatch(head) is not None
    is_lead = is_lead and not (phrases.role.are_in(head) or phrases.is_organization(head))
    return tail if is_lead and phrases.verb(phrases.mask(tail).text) is not None else sentence


def _changed(
    clause: Clause, body: str, verb: Verb | None, found: Sequence[Clause], phrases: Phrases, *, is_new: bool
) -> dict[str, object]:
    """Say what the clauses before, and how a clause begins, change of what it tells."""
    changed: dict[str, object] = {}
    is_taken = is_new or clause.verb == "hired"
    if is_taken and clause.occupation and not clause.roles and phrases.new.match(clause.occupation):
        # "Bray's new head is Ann Bo", "Bray's new head Ann Bo begins on 1 May": the post is no occupation.
        changed |= {"roles": (phrases.split_role(clause.occupation)[0],), "occupation": None}
    elif clause.verb == "hired" and not clause.roles and _is_new_post(clause, body, verb, phrases):
        changed |= {"roles": (clause.occupation,), "occupation": None}
    if found and verb is None and clause.date is None and clause.month is None:
        changed |= {"date": found[-1].date, "month": found[-1].month}
    firm = _employer_of(clause, body, found, phrases)
    if firm != clause.organization:
        changed["organization"] = firm
    if verb is None and not found:
        changed["is_verbal"] = False
    return changed


def _is_new_post(clause: Clause, body: str, verb: Verb | None, phrases: Phrases) -> bool:
    """Tell whether the post before a name is the new one: “New clerk: Ann Bo”, “Clerk Ann Bo is appointed in Hull”."""
    if clause.occupation is None or _opens_as_new(body, verb, phrases):
        return clause.occupation is not None
    # Who begins somewhere can have had it elsewhere, who "is appointed" in two words has it there.
    is_former = phrases.former(clause.occupation) != phrases.bare(clause.occupation)
    is_dated = clause.date is not None or clause.month is not None
    return is_dated and not is_former and _is_passive(verb, body) and _is_at(clause.organization, body, phrases)


def _is_passive(verb: Verb | None, body: str) -> bool:
    """Tell whether a verb is of several words: “has been appointed”, “er … ansat”."""
    return verb is not None and (len(verb.spans) > 1 or " " in body[slice(*verb.spans[0])].strip())


def _is_at(firm: str | None, body: str, phrases: Phrases) -> bool:
    """Tell whether a firm stands behind a word such as “at”, and so is where somebody works."""
    return firm is not None and (at := body.find(firm)) > 0 and phrases.ends_at(body[:at])


def _opens_as_new(body: str, verb: Verb | None, phrases: Phrases) -> bool:
    """Tell whether a clause begins with “new”, or with the first of the two parts of its verb."""
    bare = body.lstrip(_HIDDEN_EDGES)
    is_first = verb is not None and len(verb.spans) > 1 and verb.spans[0][0] == len(body) - len(bare)
    return phrases.new.match(bare) is not None or (is_first and bare[:1].isupper())


def _employer_of(clause: Clause, body: str, found: Sequence[Clause], phrases: Phrases) -> str | None:
    """Give the firm of a clause: “The Guild re-elected Cy Potts and elected Meg Foy” tells it once."""
    if clause.verb == "unchanged":
        return _employer_before(body, phrases)
    is_same = bool(found) and found[-1].verb == "unchanged" and clause.verb in _EMPLOYERS
    return clause.organization or (found[-1].organization if is_same else None)


def _employer_before(text: str, phrases: Phrases) -> str | None:
    """Give the firm that stands before the words which say that nothing changes."""
    match = phrases.unchanged.search(text)
    before = text[: match.start()].strip(EDGES) if match is not None else ""
    if not before or len(before.split()) > _MOST_OF_SUBJECT or phrases.people_in(before):
        return None
    facts = _Facts()
    _put_employer(before, facts, phrases)
    firm = next(iter(facts.organizations), None)
    return firm if firm is not None and phrases.is_organization(firm) else None


def can_tell(sentence: str, phrases: Phrases) -> bool:
    """Tell cheaply whether a sentence can tell a change: it holds a verb, or “new” and a post."""
    if not phrases.can_change(sentence):
        return False
    masked = phrases.mask(sentence).text
    if phrases.verb(masked) is not None or phrases.has_participle(masked):
        return True
    return phrases.new.search(masked) is not None and phrases.role.are_in(masked)


def names_only(sentence: str, phrases: Phrases) -> bool:
    """Tell cheaply whether a sentence tells neither a change nor that there is none: read, it only names people."""
    if not phrases.can_say(sentence):
        return True
    return not can_tell(sentence, phrases) and not phrases.is_unchanged(phrases.mask(sentence).text)


def _spread(found: list[Clause]) -> list[Clause]:
    """Give firm, day and place of the last of several people to those before: “A is x and B is y at F”."""
    last = found[-1]
    if not all(c.verb == "hired" and c.people and c.roles for c in found):
        return found
    return [
        replace(
            c,
            organization=c.organization or last.organization,
            date=c.date or (None if c.month else last.date),
            month=c.month or (None if c.date else last.month),
            location=c.location or last.location,
        )
        for c in found
    ]


def _without_origin(sentence: str, phrases: Phrases) -> tuple[str, tuple[str | None, str | None] | None]:
    """Take “(formerly clerk at Bray Ltd)” out of a sentence: the post and the firm of before."""
    for match in _PARENTHESES.finditer(sentence):
        origin = phrases.origin.match(match[1])
        if origin is not None:
            told, related = match[1][origin.end() :], phrases.relative.search(match[1])
            said = _post_in(related["body"], phrases) if related is not None else None
            if related is not None and said is not None and related.start() > origin.end():
                # "(ex Bray Ltd, where she was clerk)".
                firm = phrases.firm(match[1][origin.end() : related.start()])
                return sentence[: match.start()] + sentence[match.end() :], (said, firm)
            role, firm = phrases.post(told)
            is_firm = not phrases.is_role(role) and role[:1].isupper() and firm is None
            rest = sentence[: match.start()] + sentence[match.end() :]
            return rest, ((None, role) if is_firm and not phrases.words.capital_nouns else (role or None, firm))
    return sentence, None


def _post_in(told: str, phrases: Phrases) -> str | None:
    """Give the post of “she was clerk”."""
    verb, who = phrases.verb(told) or phrases.post_told(told), phrases.subject.match(told)
    if verb is None or verb.kind != "was" or who is None:
        return None
    start, end = verb.spans[0]
    return phrases.bare(told[who.end() : start]) or phrases.bare(told[end:]) or None


def _is_over(body: str, verb: Verb, masked: Masked, phrases: Phrases) -> bool:
    """Tell whether a clause tells of a year long past: “she took over in 2015”."""
    behind = body[verb.spans[-1][1] :].partition(",")[0]
    return verb.kind not in _EARLIER and any(phrases.is_year_after.match(year) for year in masked.of("history", behind))


def _clauses(text: str, phrases: Phrases, known: Collection[str]) -> Iterator[str]:
    begin = 0
    borders = phrases.borders(text)
    for match, following in zip_longest(borders, borders[1:]):
        left, right = text[begin : match.start()], text[match.end() :]
        is_listed = match["clause"] is None and (
            (begin > 0 and _is_next_listed(left, right, phrases, known))
            or _is_post_and_person(text[match.end() : following.start()] if following is not None else right, phrases)
        )
        if is_listed or _is_border(left, match, right, phrases, known):
            yield _turned(left, phrases) if begin else left
            begin = match.end()
    yield _turned(text[begin:], phrases) if begin else text


def _is_post_and_person(part: str, phrases: Phrases) -> bool:
    """Tell whether a post and who gets it follow: “to clerk was elected Ann Bo, to treasurer Ib Lund”."""
    return _turned(part, phrases) != part


def _turned(text: str, phrases: Phrases) -> str:
    """Put a person before the post that stands before the name, where nothing else does: “to treasurer Ib Lund”."""
    # Without a word that introduces a post, what stands before a name is the same without it.
    found = phrases.person(text) if phrases.can_introduce(text) else None
    if found is None or not found[0] or phrases.verb(text) is not None or found[2].strip(_HIDDEN_EDGES + "."):
        return text
    post = phrases.without_to(found[0])
    is_goal = post != found[0] and phrases.is_role(post)
    return f"{found[1].name} {found[0]}" if is_goal else text


def _is_next_listed(left: str, right: str, phrases: Phrases, known: Collection[str]) -> bool:
    """Tell whether people with their posts are listed behind one verb: “elected Ann Bo chair, Ib Lund deputy and …”."""
    return (
        phrases.verb(left) is None
        and _opens_with_person(left, phrases, known)
        and _opens_with_person(right, phrases, known)
    )


def _is_border(left: str, match: re.Match[str], right: str, phrases: Phrases, known: Collection[str]) -> bool:
    if not (match["clause"] or match["joiner"] or known or phrases.name.search(right)):
        # Behind a comma alone only somebody goes on with the sentence.
        return False
    verb = phrases.verb(left) or phrases.post_told(left.lstrip(EDGES))
    if verb is None and not phrases.is_unchanged(left):
        return False
    if match["clause"]:
        if match["clause"].startswith(":") and phrases.person(right.partition(",")[0]) is None:
            return False
        return phrases.verb(right) is not None or phrases.is_unchanged(right)
    if match["joiner"] and (phrases.opens_with_verb(right) or phrases.unchanged.match(right)):
        return True
    if verb is not None and match["joiner"] and _is_day_of_known(right, phrases, known):
        return True
    if verb is not None and match["joiner"] and phrases.people_in(left[verb.spans[-1][1] :]):
        # "On 1 May start Ann Bo and Ib Holm as clerks": what follows is said of both.
        return False
    return verb is not None and _opens_with_person(right, phrases, known) and _has_role(left, verb, phrases)


def _is_day_of_known(text: str, phrases: Phrases, known: Collection[str]) -> bool:
    """Tell whether a text is somebody told of and a day: “Ann Bo begins on 1 June and Ib Lund on 15 June”."""
    called = next((form for name in known for form in (name, name.rsplit(" ", 1)[-1]) if text.startswith(form)), None)
    rest = text[len(called) :].strip(f"{EDGES}.") if called is not None else ""
    return len(rest) == 1 and rest in _HIDDEN_EDGES


def _opens_with_person(text: str, phrases: Phrases, known: Collection[str]) -> bool:
    """Tell whether a person and what becomes of that person follow, as in “and Mia Marsh to head of logistics”."""
    first, _, rest = text.partition(" ")
    if any(first == name.rsplit(" ", 1)[-1] for name in known):
        return bool(rest)
    found = phrases.person(text)
    if found is None or (found[0] and not phrases.is_role(found[0])):
        return False
    rest = found[2].lstrip(f"{EDGES}\uf000-\uf8ff")
    pieces = phrases.pieces(rest, None)
    if not pieces or pieces[0].text.strip(EDGES)[:1] == "(":
        return False
    introduced = pieces[0].introducer in {"as", "to"} and not rest.startswith(pieces[0].text)
    return introduced or phrases.opens_with_verb(rest) or (rest[:1].islower() and phrases.is_role(rest))


def _has_role(left: str, verb: Verb, phrases: Phrases) -> bool:
    pieces = phrases.pieces(left, verb)
    return any(
        (p.introducer in {"as", "to", "from"}) or (p.is_after_verb and phrases.is_role(p.text)) for p in pieces
    ) or any(p.is_after_verb and phrases.verb(left) is not None and verb.kind not in _EMPLOYERS for p in pieces)


def _without_relatives(text: str, phrases: Phrases) -> tuple[str, list[tuple[str, str]]]:
    """Take the relative clauses out; each comes with what stands before it."""
    others: list[tuple[str, str]] = []

    def take(match: re.Match[str]) -> str:
        tells = phrases.told_of(match["body"])
        if tells is None and not phrases.is_unchanged(match["body"]):
            return match[0]
        others.append((text[: match.start()], match["body"]))
        return ", "

    text = _with_comma(text, phrases)
    return phrases.relative.sub(take, text), others


def _with_comma(text: str, phrases: Phrases) -> str:
    """Set a comma behind the name in “He succeeds Ib Storm who leaves on 30 June”: it is told of Ib Storm."""
    for match in phrases.close_relative.finditer(text):
        told = phrases.told_of(match["body"])
        if told is None or told.kind not in _LEAVING or told.spans[0][0] > 0:
            continue
        before = text[: match.start()]
        said, found = phrases.verb(before), phrases.person(before)
        if said is not None and said.kind == "succeeds" and found is not None and not found[2].strip(EDGES):
            return f"{before},{text[match.start() :]}"
    return text


def _read_relative(body: str, before: str, masked: Masked, phrases: Phrases, known: Collection[str]) -> Clause:
    verb = phrases.told_of(body)
    kind = "unchanged" if phrases.is_unchanged(body) else verb.kind if verb is not None else None
    if verb is not None and _is_over(body, verb, masked, phrases):
        # "She moves up, having joined as a clerk in 2011".
        return Clause(verb="")
    hidden = masked.held.get(before.rstrip(EDGES)[-1:])
    if kind in _LEAVING and hidden is not None and hidden.kind == "drop":
        # "She takes over after Rolf Dahl, who retires on 1 May": it is told of him, and that day is not hers.
        gone = _last_named(hidden.text, phrases)
        clause = _read_clause(body, verb, kind, masked, phrases, known=known)
        return replace(clause, people=(gone,)) if gone is not None and not clause.people else Clause(verb="")
    clause = _read_clause(body, verb, kind, masked, phrases, known=known)
    if kind in _EARLIER or kind is None or kind == "unchanged":
        return replace(clause, people=())
    if clause.is_subject:
        return replace(clause, people=())
    # "She succeeds Ib Storm, who retires": the one who leaves is whoever stands right before.
    said = phrases.verb(before)
    # "(Sie folgt) auf Ib Lund": the end of the verb is no particle of his name.
    behind = before[said.spans[-1][1] :] if said is not None else before
    behind = behind if phrases.name.search(behind) is not None else before
    last = [found for m in phrases.name.finditer(behind) if (found := phrases.person(behind[m.start() : m.end() + 2]))]
    if last and said is None:
        return replace(clause, people=(last[0][1],))
    ending = said.spans[-1] if said is not None and len(said.spans) > 1 else (0, 0)
    if ending[1] == len(before.rstrip(_EDGES_AND_AGES)):
        # "(Sie löst Ib Lund) ab, der geht".
        before = before[: ending[0]]
    is_right_before = bool(last) and before.rstrip(_EDGES_AND_AGES).endswith(last[-1][1].name)
    return replace(clause, people=(last[-1][1],) if is_right_before else ())


def _last_named(text: str, phrases: Phrases) -> Name | None:
    """Give the person with whose name a text ends, but for the end of a verb: “tritt die Nachfolge von Ib Lund an”."""
    head, _, end = text.rstrip(EDGES).rpartition(" ")
    text = head if len(end) <= _SHORTEST_BRACKET and end.islower() else text
    for match in phrases.name.finditer(text):
        found = phrases.person(text[match.start() :])
        if found is not None and not found[0] and text.rstrip(EDGES).endswith(found[1].name):
            return found[1]
    return None


def _shared(found: list[Clause]) -> list[Clause]:
    """Give a date that “both” has to all people of the sentence."""
    date = next((c.date for c in reversed(found) if c.date), None)
    month = next((c.month for c in reversed(found) if c.month), None)
    return [replace(c, date=c.date or date, month=c.month or month) for c in found]


def _read_clause(
    text: str,
    verb: Verb | None,
    kind: str | None,
    masked: Masked,
    phrases: Phrases,
    *,
    known: Collection[str],
    goes_on: bool = False,
) -> Clause:
    if phrases.opens_with_title(text) and phrases.person(text) is None and not known_as(text, known):
        # "Ms Lacey" of whom nothing else was told is somebody else.
        return Clause(verb="")
    bare, called, age, is_subject = _without_subject(text, phrases, known)
    facts = _Facts()
    is_other = known and not is_subject and verb is not None and verb.kind not in _EMPLOYERS
    if is_other and verb is not None and _is_description(bare, verb, phrases):
        at = verb.spans[0][0]
        _put_description(bare[:at], facts, kind, phrases)
        bare, is_subject = bare[at:], True
    if verb is not None:
        verb = phrases.verb(bare) or (phrases.copula_in(bare) if kind == "was" else None)
    # Behind "and elected" the person follows who is.
    facts.is_closed = is_subject or (goes_on and kind not in _EMPLOYERS)
    if kind == "succeeded":
        # "She leaves and is succeeded by Ib Lund": he is told of.
        facts.is_closed = is_subject = False
    pieces = phrases.pieces(bare, verb)
    if kind == "comes" and any(p.introducer == "to" for p in pieces):
        kind = "moves"
    _put_all(pieces, facts, kind or "", phrases, is_active=verb is not None)
    if kind == "was" and verb is not None and (is_subject or facts.people or verb.spans[0][0] == 0):
        _put_guesses(bare, verb, facts, phrases)
    if kind == "hires" and verb is not None and _is_led(facts, bare, verb, phrases):
        return Clause(verb="")
    first = _first_hidden(masked, text)
    is_promoted = _settle(facts, kind, masked.of("firm", text) if "firm" in first else (), is_verbal=verb is not None)
    is_moved = kind == "moves" and bool(facts.organizations)
    return Clause(
        verb=kind or "",
        called=called,
        age=age,
        is_subject=is_subject,
        is_inside=is_promoted or ("inside" in first and not is_moved),
        is_same_day="same_day" in first,
        date=first.get("date"),
        month=first.get("month"),
        location=first.get("place", facts.town),
        people=tuple(facts.people),
        roles=_distributed(facts.roles, phrases) if facts.roles else (),
        organization=_firm_told(facts.organizations, kind, text, phrases),
        previous_role=facts.previous[0] if facts.previous else None,
        previous_organization=facts.previous_firms[0] if facts.previous_firms else None,
        occupation=facts.occupations[0] if facts.occupations else None,
        occupations=tuple(facts.occupations) if len(facts.occupations) == len(facts.people) else (),
        education=facts.education[0] if facts.education else None,
    )


def _firm_told(firms: Sequence[str], kind: str | None, text: str, phrases: Phrases) -> str | None:
    """Give the first firm, not who appoints: “the chief executive has made Ann Bo clerk at Bray Ltd”."""
    if kind in _EMPLOYERS:
        firms = [firm for firm in firms if not phrases.is_head(firm, text)]
    return firms[0] if firms else None


def _first_hidden(masked: Masked, text: str) -> dict[str, str]:
    """Give, by kind, the first of what was hidden in a part of the text."""
    marks = [mark for mark in masked.held if mark in text] if masked.held else []
    if len(marks) > 1:
        marks.sort(key=text.index, reverse=True)
    # Of several of a kind, the last one that is put in here stands first in the text.
    return {masked.held[mark].kind: masked.held[mark].text for mark in marks}


def _is_led(facts: _Facts, bare: str, verb: Verb, phrases: Phrases) -> bool:
    """Tell whether what somebody leads is no firm: “the walk will be led by”, “Vandringen ledes nu af”."""
    firm = next(iter(facts.organizations), None)
    is_passive = bare[: verb.spans[-1][1]].endswith(phrases.words.introducers.get("by", ()))
    if firm is None or not is_passive or phrases.is_organization(firm) or phrases.generic.fullmatch(firm) is not None:
        return False
    is_noun = firm[:1].islower() and phrases.opens_with_article(bare.lstrip(EDGES))
    return is_noun or (" " not in firm and firm.endswith(phrases.words.definite))


def _put_description(text: str, facts: _Facts, kind: str | None, phrases: Phrases) -> None:
    """Keep the post by which somebody is called who leaves it, or left it: “the former clerk of Bray Ltd”."""
    role, firm = phrases.split_role(text)
    if kind in _LEAVING:
        facts.previous.append(role)
        facts.organizations.extend([firm] if firm else [])
    elif phrases.former(role) != phrases.bare(role):
        facts.previous.append(phrases.former(role))
        facts.previous_firms.extend([firm] if firm else [])


def describes(sentence: str, phrases: Phrases) -> bool:
    """Tell whether the subject of a sentence is somebody told of before, called by a post: “The clerk retires”."""
    masked = phrases.mask(sentence).text
    verb = phrases.verb(masked)
    return verb is not None and verb.kind not in _EMPLOYERS and _is_description(masked, verb, phrases)


def _is_description(text: str, verb: Verb, phrases: Phrases) -> bool:
    """Tell whether a clause calls somebody told of before by a post: “The mathematician comes from Bray”."""
    before = text[: verb.spans[0][0]].strip(EDGES)
    if not before or len(before.split()) > _LONGEST_DESCRIPTION or phrases.person(before) is not None:
        return False
    if verb.kind in {"hired", "elected"} and phrases.person(text[verb.spans[-1][1] :].partition(",")[0]) is not None:
        # "Head of sales becomes Ann Bo": she was not told of before.
        return False
    head = before.split()[0]
    return phrases.is_role(before) and (phrases.opens_with_article(before) or head.endswith(phrases.words.definite))


def _put_guesses(text: str, verb: Verb, facts: _Facts, phrases: Phrases) -> None:
    """Keep what somebody was, where no list knows that it is a post."""
    if not facts.previous and _is_being(text, verb, phrases):
        facts.previous.extend(guess for guess in facts.guesses if _is_post(guess, phrases))


def _is_being(text: str, verb: Verb, phrases: Phrases) -> bool:
    return all(phrases.being.search(text[start:end]) for start, end in verb.spans)


def _put_all(pieces: Sequence[Piece], facts: _Facts, kind: str, phrases: Phrases, *, is_active: bool) -> None:
    employer = kind in _EMPLOYERS and is_active
    introducers = [piece.introducer for piece in pieces]
    is_named_behind = "as" in introducers
    last = _last_part(pieces, phrases) if employer else 0
    for index, piece in enumerate(pieces):
        way = _Way(
            kind=kind,
            is_employer=index < last,
            is_firm_behind=introducers[index + 1 : index + 2] == ["at"],
            is_before=index > 0 and introducers[index - 1] in {"was", "post", "from"},
            is_named_behind=is_named_behind,
        )
        if kind in _LEAVING and piece.introducer == "to" and facts.people and phrases.person(piece.text) is not None:
            # "Hands over the reins to Ib Lund, until now clerk": what follows is told of him.
            break
        _put(piece, facts, way, phrases)


def _settle(facts: _Facts, kind: str | None, hidden: Sequence[str], *, is_verbal: bool) -> bool:
    """Decide what can be decided only when all is found; tell whether somebody moves up where that person is.

    Firms that were hidden count where no other is told.
    """
    is_promoted = False
    if facts.is_person_first and is_verbal:
        facts.occupations[:0] = facts.roles_before
        # "Bray's new chair Ann Bo begins on 1 May" can come from elsewhere.
        is_promoted = bool(facts.firms_before and not facts.organizations and facts.occupations and facts.roles)
    else:
        facts.roles[:0] = facts.roles_before
    (facts.previous_firms if facts.organizations else facts.organizations).extend(facts.firms_before)
    if not facts.organizations:
        # "Thomas kasserer Ib Holm" can be said of Thomas: beside a firm that is told he is none.
        facts.organizations.extend(facts.owners)
    if hidden and not facts.organizations:
        facts.organizations.extend(firm.rstrip(" '’").removesuffix("'s").removesuffix("s") for firm in hidden)
    if kind == "promoted" and not facts.organizations:
        facts.organizations, facts.previous_firms = facts.previous_firms, []
    if kind in _EMPLOYERS and not facts.roles and facts.occupations:
        # "Hires two: clerk Ann Bo and driver Ib Lund".
        count = len(facts.occupations) if 1 < len(facts.occupations) == len(facts.people) else 1
        facts.roles, facts.occupations = facts.occupations[:count], facts.occupations[count:]
    return is_promoted


def known_as(text: str, known: Collection[str]) -> bool:
    """Tell whether a text holds the last name of somebody told of before."""
    lasts = (name.rsplit(" ", 1)[-1] for name in known)
    return any(last in text and re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text) for last in lasts)


def _without_subject(text: str, phrases: Phrases, known: Collection[str]) -> tuple[str, str | None, int | None, bool]:
    """Take a pronoun, or the name of somebody told of before, from the beginning of a clause."""
    bare = text.lstrip(EDGES)
    told = bare.lstrip(_HIDDEN_EDGES)
    match = phrases.subject.match(told)
    if match is not None:
        age = match.groupdict().get("age")
        # A day can stand before the pronoun: “From 1 May she is”.
        lead = bare.removesuffix(told)
        return f"{lead}{told[match.end() :].lstrip()}", None, int(age) if age else None, True
    for name in known:
        for form in (name, name.rsplit(" ", 1)[-1], name.split(" ", 1)[0]):
            if form not in bare:
                continue
            at = re.match(rf"(?:\w+\.? )?{re.escape(form)}(?![\w-]| [A-ZÆØÅÄÖ])(?P<age>[\uf000-\uf8ff])?,?", bare)
            if at is not None:
                return bare[at.end() :], name, ord(at["age"]) - 0xF000 if at["age"] else None, True
    return text, None, None, False


def _last_part(pieces: Sequence[Piece], phrases: Phrases) -> int:
    """Number the piece from which on all stand behind the verb for good: not between its two parts."""
    first = len(pieces)
    for index, piece in enumerate(pieces):
        if piece.is_after_verb:
            first = min(first, index)
            if phrases.person(piece.text) is not None:
                return index
    return first


class _Way(msgspec.Struct, frozen=True):
    """How a piece stands in its clause: the verb's kind, who its subject is, what follows and what stands before."""

    kind: str
    is_employer: bool
    is_firm_behind: bool
    is_before: bool
    is_named_behind: bool


def _put(piece: Piece, facts: _Facts, way: _Way, phrases: Phrases) -> None:
    kind, text = way.kind, piece.text
    match piece.introducer:
        case "as":
            where = "previous" if kind in _EARLIER else "roles"
            if kind in _EMPLOYERS and facts.people and facts.roles and phrases.is_role(text):
                # "Has elected Ann Bo, partner of Bo & Co, as director": what stands beside the name is what she is.
                facts.occupations.extend(facts.roles)
                facts.roles.clear()
            _put_role(text, facts, where, phrases, is_sure=True, is_whole=way.is_firm_behind)
        case "post":
            # "After ten years as clerk, Ann Bo retires".
            text = _without_people(text, facts, phrases) if kind in _LEAVING else text
            _put_role(text, facts, "previous", phrases, is_sure=True, is_whole=way.is_firm_behind)
        case "was" | "from" | "by_or_from" | "by":
            _put_origin(piece, facts, way, phrases)
        case "to":
            _put_goal(piece, facts, way, phrases)
        case "at":
            # Behind such a word stands a firm, also one that is written small.
            firms = facts.previous_firms if way.is_before or kind in _EARLIER else _firms(piece, facts)
            known = len(firms)
            _put_firm(_without_people(text, facts, phrases), firms, phrases, is_sure=True)
            if kind in _EARLIER and 0 < known < len(firms):
                # "Leads purchasing at Bray Foods": what is led is no firm where one follows.
                firms.insert(0, firms.pop())
        case _ if way.is_employer and phrases.opens_at(text) is None:
            _put_employer(text, facts, phrases, is_behind=piece.is_after_verb)
        case _:
            _put_bare(piece, facts, kind, phrases, is_firm_behind=way.is_firm_behind)


def _without_people(text: str, facts: _Facts, phrases: Phrases) -> str:
    """Take the person from behind the firm that a sentence begins with: “At Bray Foods, Ann Bo moves up”."""
    head, comma, tail = text.partition(", ")
    if not comma or facts.people or facts.is_closed:
        return text
    people = phrases.people_in(tail)
    found = phrases.person(tail) if not people else None
    if found is not None and phrases.is_role(found[0]) and not found[2].strip(_EDGES_AND_AGES):
        # "At Bray Foods, clerk Ann Bo retires".
        people = (found[1],)
        _put_occupation(found[0], facts, phrases)
    facts.people.extend(people)
    return head if people else text


def _put_origin(piece: Piece, facts: _Facts, way: _Way, phrases: Phrases) -> None:
    """Keep where somebody comes from, or by whom somebody is chosen."""
    text, word = piece.text, piece.introducer
    is_from = word != "by_or_from" or way.kind in {"moves", "comes", "promoted", "hires"}
    is_firm = way.kind in {"moves", "comes"} and not phrases.words.capital_nouns and _is_capitalised(phrases.bare(text))
    at = phrases.opens_at(text) if word == "was" else None
    if at is not None and not phrases.is_role(text):
        # "Most recently at Bray Foods in Cork".
        _put_firm(at, facts.previous_firms, phrases)
        return
    if word == "was" and phrases.is_field(text):
        return
    people = phrases.people_in(text) if way.kind in _EMPLOYERS and word == "by_or_from" else ()
    if people and not facts.people:
        # "Die Bank wird von Ann Bo geleitet".
        facts.people.extend(people)
    elif word == "by" or not is_from:
        # "Ann Bo, leder af Bray Bibliotek, er ansat": where she was.
        _put_firm(text, _firms(piece, facts), phrases)
    elif word == "from" and is_firm:
        _put_firm(text, facts.previous_firms, phrases)
    else:
        bare = phrases.bare(text)
        # Who moves up comes from a role, whatever it is called.
        is_role = (
            word != "was"
            and way.kind in {"promoted", "promotes"}
            and (bare[:1].islower() or phrases.words.capital_nouns)
        )
        # "Er war bisher Polier bei der Holm GmbH": so does what was had at a firm.
        is_held = word == way.kind == "was" and way.is_firm_behind and facts.is_closed and _is_post(bare, phrases)
        _put_role(text, facts, "previous", phrases, is_sure=is_role or is_held, is_whole=way.is_firm_behind)


def _put_goal(piece: Piece, facts: _Facts, way: _Way, phrases: Phrases) -> None:
    """Keep where somebody goes: a role, or a firm where the role is told otherwise."""
    text = piece.text
    if way.kind in _LEAVING and phrases.person(text) is not None:
        # "Ann Bo sells Bray Ltd to Ib Lund".
        return
    is_name = way.kind == "moves" and not piece.is_after_verb and not facts.people and phrases.people_in(text) != ()
    if is_name or (way.kind == "moves" and way.is_named_behind):
        # "To Marschner Thiele goes Ann Bo": what stands before the verb is no person.
        _put_firm(text, facts.organizations, phrases)
    elif way.kind not in _EARLIER or phrases.is_role(text):
        _put_role(text, facts, "roles", phrases, is_whole=way.is_firm_behind)


def _is_capitalised(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _firms(piece: Piece, facts: _Facts) -> list[str]:
    """Tell where a firm belongs: one beside the person, before the verb, can be that of before."""
    is_beside = not piece.is_after_verb and bool(facts.people)
    return facts.firms_before if is_beside else facts.organizations


def _put_employer(text: str, facts: _Facts, phrases: Phrases, *, is_behind: bool = False) -> None:
    text = _without_town(text, facts, phrases)
    found = phrases.person(text)
    if found is not None and found[0] and phrases.is_role(found[0]):
        return
    if is_behind and facts.organizations and found is None and phrases.is_role(text):
        # "Stellt zwei Köche ein": between the parts of a verb a post stands.
        facts.roles.append(phrases.split_role(text)[0])
        return
    text = text.rpartition(": ")[2]
    value = phrases.bare(text)
    body = phrases.body.match(value)
    firm = phrases.firm(value[body.end() :] if body is not None else value)
    if firm and not (body is not None and firm.islower()):
        facts.organizations.append(firm)


def _without_town(text: str, facts: _Facts, phrases: Phrases) -> str:
    """Take the town from behind the name of a firm: “Bray Foods, Cork,”."""
    head, comma, town = text.rstrip(EDGES).rpartition(", ")
    if not comma or not town.isalpha() or not town.istitle() or town.isupper() or ", " in head:
        return text
    if phrases.ends_in_town(head):
        # "The bakery in Cork, Breadworks, has": its name is what stands last.
        return town
    facts.town = town
    return head


def _parted(post: tuple[str, str | None], phrases: Phrases) -> tuple[str, str | None]:
    """Part “clerk, Bray Foods” where no word stands before the firm."""
    role, firm = post
    head, comma, tail = role.rpartition(", ")
    is_firm = comma and firm is None and head[:1].islower() and " " in tail and phrases.is_firm_alone(tail)
    return (head, phrases.firm(tail)) if is_firm else post


def _put_role(
    text: str, facts: _Facts, where: str, phrases: Phrases, *, is_sure: bool = False, is_whole: bool = False
) -> None:
    """Keep what a word such as “as” introduces: a role with its firm, a firm alone, or a person."""
    firms = facts.previous_firms if where == "previous" else facts.organizations
    roles: list[str] = getattr(facts, where)
    value, _, behind = phrases.bare(text).partition(": ")
    if behind:
        facts.people.extend(phrases.people(behind))
    is_name = where == "roles" and not is_sure and not facts.people and not phrases.is_role(value)
    if is_name and (people := phrases.people(value)):
        facts.people.extend(people)
        return
    found = phrases.person(text) if where == "previous" and not facts.people and not facts.is_closed else None
    if found is not None and phrases.is_role(found[0]):
        facts.people.append(found[1])
        facts.is_person_first = True
        _put_occupation(found[0], facts, phrases)
        return
    role, firm = (value, None) if is_whole else _parted(phrases.split_role(value), phrases)
    if not is_sure and facts.roles and where == "roles" and not phrases.is_role(role) and phrases.firm(role) != role:
        # Behind a post, "the forestry group Bergvattna" is where it is.
        role, firm = "", phrases.firm(role)
    if not is_sure and role[:1].isupper() and _is_firm(role, phrases):
        _put_firm(value, firms, phrases)
    elif is_sure or phrases.is_role(role) or (where == "roles" and role[:1].islower()):
        roles.append(role)
        is_town = firm is not None and bool(firms) and where == "roles" and phrases.is_town(firm, value)
        # "Bray Bank has made her manager in Cork".
        facts.town = facts.town or (firm if is_town else None)
        firms.extend([firm] if firm and not is_town else [])
    elif firm:
        firms.append(firm)
    elif role:
        _put_firm(role, firms, phrases)


def _is_firm(role: str, phrases: Phrases) -> bool:
    """Tell whether a phrase in the place of a post is the name of a firm, if one with a word for a post in it."""
    if not phrases.is_role(role) or phrases.is_firm_name(role):
        return True
    first, _, second = role.partition(" & ")
    # "Cork & Cook" is a firm, "Data & AI Consultant" a post.
    return second != "" and not (phrases.is_role(first) or (" " in second and phrases.is_role(second)))


def _put_firm(text: str, firms: list[str], phrases: Phrases, *, is_sure: bool = False) -> None:
    firm = phrases.named_firm(text, is_sure)
    if firm is not None:
        firms.append(firm)


def _put_bare(piece: Piece, facts: _Facts, kind: str, phrases: Phrases, *, is_firm_behind: bool) -> None:
    people = phrases.people_in(piece.text) if kind == "graduates" and not facts.people else ()
    if people and not facts.is_closed:
        facts.people.extend(people)
        return
    if kind == "graduates" and piece.is_after_verb:
        facts.education.append(phrases.bare(piece.text))
        return
    if kind == "succeeds" and piece.is_after_verb:
        return
    if kind == "succeeded" and not piece.is_after_verb:
        _put_succeeded(piece.text, facts, phrases)
        return
    firms = facts.previous_firms if kind in _EARLIER else _firms(piece, facts)
    text = piece.text
    match = phrases.subject.match(text.lstrip(EDGES))
    if match is not None:
        text, facts.is_closed = text.lstrip(EDGES)[match.end() :], True
    at = phrases.opens_at(text)
    if at is not None:
        at, _, text = at.partition(": ")
        _put_firm(at, firms, phrases)
    if "(" in text and _put_bracketed(text, facts, phrases):
        return
    if piece.is_after_verb and facts.is_person_first:
        facts.is_closed = True
    for part in _parts(text, phrases, is_firm_behind=is_firm_behind, is_after_verb=piece.is_after_verb):
        _put_part(part, piece, kind, facts, phrases, is_whole=is_firm_behind)
    facts.is_person_first = facts.is_person_first or (bool(facts.people) and not piece.is_after_verb)


def _put_succeeded(text: str, facts: _Facts, phrases: Phrases) -> None:
    """Keep the post of who is succeeded: “Head of sales Ann Bo is succeeded by Ib Lund”."""
    found = phrases.person(text)
    post = found[0] or found[2] if found is not None else text
    if phrases.is_role(post):
        role, firm = phrases.split_role(post)
        facts.roles.append(role)
        facts.organizations.extend([firm] if firm else [])


def _put_bracketed(text: str, facts: _Facts, phrases: Phrases) -> bool:
    """Read “Ann Bo (chair) and Ib Holm (treasurer)”; tell whether it was such a list."""
    found = [
        m
        for m in re.finditer(rf"(?:{phrases.name.pattern})\s*\((?P<role>[^()]+)\)", text)
        if phrases.is_role(m["role"])
    ]
    for match in found:
        person = phrases.person(match[0].partition("(")[0])
        if person is not None:
            facts.people.append(person[1])
            facts.roles.append(phrases.bare(match["role"]))
    return len(found) > 1


def _parts(text: str, phrases: Phrases, *, is_firm_behind: bool, is_after_verb: bool) -> list[str]:
    """Part a phrase at its commas, colons and dashes, where each part stands for itself.

    A role can hold a comma: "Director, Legal & Compliance" is one where the firm is named behind it.
    """
    flat = _PARENTHESES.sub(lambda m: _unbracketed(m, phrases), text) if "(" in text else text
    found: list[str] = []
    for part in _APART.split(flat):
        goes_on = bool(found and part) and phrases.is_role(found[-1]) and phrases.person(found[-1]) is None
        if goes_on and phrases.person(part) is None:
            is_area = is_after_verb and " " not in part and not phrases.is_organization(part)
            goes_on = is_area or is_firm_behind or phrases.split_role(part)[1] is not None
        else:
            goes_on = False
        if goes_on:
            found[-1] = f"{found[-1]}, {part}"
        elif part.strip(EDGES):
            found.append(part)
    return found


def _unbracketed(match: re.Match[str], phrases: Phrases) -> str:
    """Give “, chair,” for the “(chair)” behind a person; brackets in a role belong to it, others tell nothing."""
    before = match.string[: match.start()].rstrip()
    is_behind_name = any(m.end() == len(before) and phrases.person(m[0]) for m in phrases.name.finditer(before))
    if phrases.is_role(match[1]):
        return f", {match[1]}, " if is_behind_name else match[0]
    if is_behind_name and phrases.is_organization(match[1]) and not any(map(str.isdigit, match[1])):
        return f", {match[1]}, "
    return "" if is_behind_name or len(match[1]) <= _SHORTEST_BRACKET else match[0]


def _put_part(part: str, piece: Piece, kind: str, facts: _Facts, phrases: Phrases, *, is_whole: bool) -> None:
    rest = part
    while not facts.is_closed and (found := phrases.person(rest)) is not None:
        before, name, rest = found
        rest = rest.lstrip(_AGES)
        facts.people.append(name)
        before = phrases.joiner.sub(" ", f" {before} ").strip(EDGES) if before else ""
        if before and phrases.is_role(before):
            _put_occupation(before, facts, phrases)
        if not phrases.joiner.match(rest):
            break
    if rest == part or rest.strip(EDGES):
        # Behind a role no more people follow: "Ann Bo, engineer, Prairie Arc Logistics".
        facts.is_closed = facts.is_closed or (bool(facts.people) and rest == part)
        _put_rest(rest, piece, kind, facts, phrases, is_whole=is_whole)


def _put_occupation(text: str, facts: _Facts, phrases: Phrases) -> None:
    # "Hennes forgjenger" is no firm's.
    owned = _owned(text, phrases) if phrases.predecessor.fullmatch(text) is None else None
    if owned is not None and not (phrases.role.fullmatch(f"{owned[0]}s") or phrases.opens_role(f"{owned[0]}s")):
        if not phrases.is_first_name_in_s(owned[0]):
            (facts.owners if _is_one_name(owned[0], phrases) else facts.firms_before).append(owned[0])
        text = owned[1]
    facts.occupations.append(text)


def _owned(text: str, phrases: Phrases) -> tuple[str, str] | None:
    """Part “Bray Foods' former clerk” into who has the post, and the post."""
    genitive = _GENITIVE.match(text)
    if genitive is None or not phrases.is_role(genitive["role"]):
        return None
    longer = _GENITIVE_NOUN.match(genitive["role"])
    if longer is not None and phrases.is_organization(longer["noun"]) and phrases.is_role(longer["role"]):
        # "Lunds kommuns tidigare ekonomichef": both words are of the name.
        return text[: genitive.start("role") + longer.end("noun")], longer["role"]
    return genitive["firm"], genitive["role"]


def _is_one_name(text: str, phrases: Phrases) -> bool:
    """Tell whether a name can as well be somebody's first name."""
    return text.isalpha() and text.istitle() and not phrases.is_organization(text)


def _put_rest(text: str, piece: Piece, kind: str, facts: _Facts, phrases: Phrases, *, is_whole: bool) -> None:
    firms = facts.previous_firms if kind in _EARLIER else _firms(piece, facts)
    at = phrases.opens_at(text)
    if at is not None:
        _put_firm(at, firms, phrases)
        return
    role, firm = (phrases.bare(text), None) if is_whole else phrases.split_role(text)
    is_post = piece.is_after_verb and kind in _TO_A_POST and not facts.roles and not phrases.is_role(text)
    if is_post and _is_unknown_post(text, role, phrases, has_firm=is_whole or firm is not None):
        facts.roles.append(role)
        firms.extend([firm] if firm else [])
        return
    if phrases.is_role(text):
        owned = _owned(phrases.bare(text), phrases)
        if owned is not None and not phrases.is_role(owned[0]):
            role, firm = phrases.bare(owned[1]), owned[0]
        role = phrases.without_owner(role)
        where = facts.previous if kind in _EARLIER else facts.roles if piece.is_after_verb else facts.roles_before
        # "She is succeeded by Ib Lund, clerk": he was that until now.
        where = facts.occupations if kind == "succeeded" else where
        where.append(role)
    if kind == "was" and piece.is_after_verb and not phrases.is_role(text):
        facts.guesses.append(role)
    is_town = text.strip(EDGES).replace("-", "").isalpha() and not piece.is_after_verb and bool(facts.people)
    if not phrases.is_role(text) and is_town and not phrases.is_organization(text) and piece.text.count(",") > 1:
        facts.town = text.strip(EDGES)
    elif kind == "was" and phrases.is_field(text):
        # "Bisher leitete sie die Technik".
        return
    elif not phrases.is_role(text) and not _says_whence(text, phrases):
        _put_firm(text, firms, phrases)
    elif firm:
        firms.append(firm)


def _says_whence(text: str, phrases: Phrases) -> bool:
    """Tell whether a small common word stands before one name: “Ann Bo aus Köln” is from there, and works elsewhere."""
    word, _, name = text.strip(EDGES).partition(" ")
    is_small = word.islower() and phrases.is_common(word) and not phrases.opens_with_article(f"{word} {name}")
    return is_small and " " not in name and not phrases.is_organization(name)


def _is_unknown_post(text: str, role: str, phrases: Phrases, *, has_firm: bool) -> bool:
    """Tell whether “agronomist at Bray Farms” or “the new whipper-in” is a post that no list knows."""
    if not role or not _is_post(role, phrases):
        return False
    before = text[: text.find(role)]
    # "Joins the board of Bray Ltd", "becomes a mother in Cork".
    is_firm = has_firm and not before.strip(EDGES) and phrases.is_town_after.search(text.strip(EDGES)) is None
    return is_firm or phrases.new.search(before) is not None


def _is_post(text: str, phrases: Phrases) -> bool:
    """Tell whether what somebody was can be a post that no list knows."""
    if phrases.is_organization(text) or any(map(phrases.is_common, text.split())):
        return False
    is_noun = text[:1].isupper() if phrases.words.capital_nouns else text[:1].islower()
    return is_noun and len(text.split()) <= _MOST_OF_SUBJECT


def _without_successor(roles: Sequence[str], phrases: Phrases) -> Sequence[str]:
    """Leave “successor” out where the post is told too: “Successor as head of sales is Ann Bo”."""
    others = [role for role in roles if phrases.successor.fullmatch(role) is None] if len(roles) > 1 else ()
    return others or roles


def _distributed(told: Sequence[str], phrases: Phrases) -> tuple[str, ...]:
    """Give each person a role of one's own where “respectively” says so."""
    roles = _without_successor(told, phrases)
    match = phrases.respectively.search(roles[0])
    if match is None:
        return tuple(roles)
    if match.start() > 0:
        return tuple(phrases.bare(role) for role in phrases.respectively.split(roles[0], maxsplit=1))
    return tuple(phrases.bare(r) for r in phrases.joiner.split(roles[0][match.end() :]) if r.strip())
