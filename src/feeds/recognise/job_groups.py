"""Postings by their shape: titles that stand alike, each with what is told of it beside or below."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.model import JobPosting
from feeds.recognise import job_cards, job_deck, job_neighbours
from feeds.recognise.draft import Draft, Findings
from feeds.recognise.job_deck import Deck
from feeds.recognise.job_lines import (
    CLOSED,
    INVITATION,
    SAMPLE,
    Fact,
    apply_by,
    is_firm,
    is_role,
    is_sample,
    is_unsolicited,
    titled_closed,
    trimmed,
    who_and_where,
)
from feeds.recognise.job_neighbours import in_parts
from feeds.recognise.job_pieces import FIELDS, TELLING, Group, Piece
from feeds.recognise.job_reader import Reader
from feeds.recognise.job_records import Region, put_day, put_facts_of_page
from feeds.recognise.job_shapes import without_call
from feeds.recognise.page import Line
from feeds.recognise.rules import GENDERS, Knowledge, facts_of

_RULE = "posting.group"
_AGE = re.compile(r"(?:,| \().*")
_LONGEST_TITLE = 110
_MOST_PLAIN = 3
_FEWEST_ALIKE = 3
_HEAD = 6
_TOP = 3
_FEW_WORDS = 2
_DAYS = frozenset({"valid_through", "published"})
_NAMED = frozenset({"hiring_organization", "job_location"})


def read(region: Region, findings: Findings) -> bool:
    """Read the postings of a region that is known to hold some; tell whether there were any."""
    deck = job_deck.read(region, findings)
    region = msgspec.structs.replace(region, lines=job_cards.labelled(region))
    gathered = list(Reader(region, findings).groups())
    job_neighbours.tell_below_headings(gathered, region)
    groups = _alike([group for group in gathered if _is_evident(group, region)], region.know)
    groups = _without_menus(groups, sum(isinstance(item, JobPosting) for _, item in findings.items))
    if deck.groups and job_deck.has_other_titles(groups, deck):
        groups, deck = job_deck.merged(groups, deck), job_deck.Deck()
    page, told, groups = _told(groups, gathered, region)
    if deck.is_sure and _tell_less(groups, deck, told):
        page, told, groups = _told(job_deck.merged(groups, deck), gathered, region)
    _fill(groups, deck, told)
    default = _default_place(told)
    kept = False
    for group in groups:
        kept = keep(group, told, findings, default=default, page=page) or kept
    return kept


def _told(groups: list[Group], gathered: Sequence[Group], region: Region) -> tuple[Region | None, Region, list[Group]]:
    """Let postings tell of each other; the region comes back as of all of them, and with the employer of the page."""
    for group in groups:
        group.pieces = [in_parts(piece, region.know) for piece in group.pieces]
    if len(groups) == 1:
        job_neighbours.tell_days(groups[0], gathered, region)
    groups = _without_date_of_paper(groups, region)
    page = region if job_neighbours.is_above_all(groups, region) else None
    return page, job_neighbours.tell_of_each_other(groups, region), groups


def _tell_less(groups: Sequence[Group], deck: Deck, region: Region) -> bool:
    """Tell whether most postings lack who hires or where, which those of one shape tell, or take a house for a firm."""
    wanted = {piece.kind for group in deck.groups for piece in group.pieces} & _NAMED
    inside = deck.numbers
    told = [_names_of(group, region) for group in groups if group.lines[-1].number in inside]
    lacking = sum(not wanted <= fields for fields in told)
    if "hiring_organization" not in wanted and region.is_of_institution():
        lacking = max(lacking, sum("hiring_organization" in fields for fields in told))
    return _FEWEST_ALIKE * lacking > len(told)


def _fill(groups: Sequence[Group], deck: Deck, region: Region) -> None:
    """Add to postings read line by line what those of one shape tell and they do not."""
    titled = {(line.number, group.title): group for group in deck.groups for line in group.lines}
    for group in groups:
        twin = titled.get((group.lines[-1].number, group.title))
        if twin is None:
            continue
        known = group.kinds | _names_of(group, region)
        wanted = _DAYS | (_NAMED if deck.is_sure else frozenset())
        added = [piece for piece in twin.pieces if piece.kind in wanted and piece.kind not in known]
        group.pieces += added


def _names_of(group: Group, region: Region) -> set[str]:
    """Give which of who hires and where a posting tells."""
    draft = Draft()
    for piece in group.pieces:
        if piece.kind in _NAMED:
            draft.put(piece.kind, piece.value, piece.line, _RULE)
    _put_names(draft, group, region, _RULE)
    return set(_NAMED & draft.values.keys())


def _without_date_of_paper(groups: list[Group], region: Region) -> list[Group]:
    """Drop the day of the paper that postings stand in: "The job market – Saturday 7 March 2026"."""
    dated = [group for group in groups if _has_bare_day(group, region.know)]
    is_of_paper = len(dated) == 1 and dated[0].lines[0] in region.lines[:_HEAD]
    return [group for group in groups if not (is_of_paper and group is dated[0])]


def _without_menus(groups: list[Group], others: int) -> list[Group]:
    """Drop titles above a name and nothing else, where several postings tell all they should: they lead elsewhere."""
    bare = [
        group
        for group in groups
        if not (group.is_row or group.labels or group.lines[0].after_gap or GENDERS.search(group.title or ""))
        and group.kinds <= {"plain", "other", "sought"}
    ]
    told = len(groups) - len(bare) + others
    return [group for group in groups if group not in bare] if told >= _FEWEST_ALIKE * len(bare) else groups


def _has_bare_day(group: Group, know: Knowledge) -> bool:
    """Tell whether a day without a word about it is all that is told of what names no job."""
    is_bare = group.kinds == {"valid_through"} and not group.labels and len(group.lines) == 1
    return is_bare and not is_role(group.title or "", know) and apply_by(group.lines[0].text, know) is None


def _alike(groups: list[Group], know: Knowledge) -> list[Group]:
    """Drop what has no label and names no job where most postings have labels."""
    labelled = [group for group in groups if len(group.labels) > 1]
    if len(labelled) < _FEWEST_ALIKE or 3 * len(labelled) < 2 * len(groups):
        return groups
    return [group for group in groups if group.labels or is_role(group.title or "", know)]


def _is_evident(group: Group, region: Region) -> bool:
    if group.title is None:
        group.title = next((piece.value for piece in group.pieces if piece.kind == "categories" and piece.label), None)
    title = group.title
    if title is None or _is_of_page(title, region) or _is_about_person(title, group, region.know):
        return False
    kinds = group.kinds
    named = {piece.kind for piece in group.pieces if piece.label} & {*FIELDS, "title"}
    is_job = is_role(title, region.know)
    is_head = not is_job or group.lines[0].number <= _TOP
    is_dated = is_head and kinds == {"valid_through"} and not group.labels
    if is_dated and (region.know.masthead.search(title) or _is_first(group)):
        # "The Port Gazette – 21 March 2026", "The Deli Trader" above it: the date of a paper.
        return False
    if group.is_row and not is_job and ": " not in title and region.know.jobs.heading.match(title) is not None:
        return False
    if group.is_aside and "title" not in named:
        return GENDERS.search(title) is not None or (is_job and bool(kinds & TELLING))
    if without_call(title, region.know).endswith(("!", "?", ":")) and len(named) < 2:
        return False
    if region.know.jobs.term.fullmatch(title) is not None and not (named or kinds & TELLING - {"employment_type"}):
        # "Apprenticeships" above "Internships" leads to other pages.
        return False
    if kinds & TELLING or named - {"title"}:
        return True
    return (
        "title" in kinds
        or GENDERS.search(title) is not None
        or (is_job and bool(kinds & {"plain", "job_location", "sought", "offered"}))
    )


def _is_first(group: Group) -> bool:
    """Tell whether a page begins with a title and a day alone on the line below."""
    return group.lines[0].number == 1 and [piece.value for piece in group.pieces] == [group.lines[-1].text]


def _is_of_page(title: str, region: Region) -> bool:
    """Tell whether a line names no post, but the way about the page, its firm or who wrote it."""
    know = region.know
    if not 2 < len(title) <= _LONGEST_TITLE or know.navigation.fullmatch(title):
        return True
    firm = (region.firm_name or "").casefold()
    if firm and (title.casefold() == firm or title.casefold().endswith((f" – {firm}", f" - {firm}", f" | {firm}"))):
        return True
    # "By Ann Mead" above the day of publication.
    return any(rule.matches(title) for rule in know.rules("byline"))


def _is_about_person(title: str, group: Group, know: Knowledge) -> bool:
    """Tell whether a title names somebody, or a label who has the job."""
    if any(_is_of_person(piece, know) for piece in group.pieces):
        return True
    # "Editor Ann Mead · published by …": the foot of a paper.
    return not (group.kinds & TELLING - {"hiring_organization"} or group.labels) and _is_held(title, know)


def _is_held(title: str, know: Knowledge) -> bool:
    """Tell whether a title names who has the job behind it: "Editor Ann Mead"."""
    role = know.jobs.role.match(title)
    name = title[role.end() :].strip() if role is not None else ""
    return bool(name) and not name.isupper() and know.person.fullmatch(name) is not None


def _is_of_person(piece: Piece, know: Knowledge) -> bool:
    """Tell whether a label names the person who has the job: notices have the labels of postings, too."""
    is_who = piece.kind == "other" and piece.label in know.jobs.persons
    return is_who and know.person.fullmatch(_AGE.sub("", piece.value)) is not None


def _default_place(region: Region) -> tuple[str, Line] | None:
    """Find the place that the page states for all postings that name none."""
    for line in (*region.lines[:_HEAD], *region.lines[_HEAD:][-_HEAD:]):
        for rule in region.know.rules("default_place"):
            match = rule.search(line.text)
            if match is not None:
                return facts_of(match)["location"], line
    return None


def keep(
    group: Group,
    region: Region,
    findings: Findings,
    *,
    rule: str = _RULE,
    default: tuple[str, Line] | None = None,
    page: Region | None = None,
) -> bool:
    """Keep the posting of a group, or refuse it with its reason; `default` is the place of those that name none."""
    reason = _reason(group, region.know)
    if reason is not None:
        # What stood over the title comes behind it.
        findings.turn_away("job_posting", sorted(group.lines, key=lambda line: line.number), rule, reason)
        return True
    draft = Draft()
    draft.put("title", without_call(group.title or "", region.know), group.lines[0], rule)
    for piece in sorted(group.pieces, key=lambda piece: _rank(piece, region.know)):
        _put(draft, piece, region, rule)
    _put_names(draft, group, region, rule)
    for piece in group.pieces:
        if piece.kind == "workplace":
            draft.put("job_location", piece.value, piece.line, rule, piece.value)
    if default is not None:
        draft.put("job_location", default[0], default[1], "posting.default_place")
    put_facts_of_page(draft, page or region)
    findings.add(draft.make(JobPosting, region.setting.code), group.lines)
    return True


def _rank(piece: Piece, know: Knowledge) -> int:
    """Tell how late a place comes among those that labels tell: the surest stand first in the language's file."""
    if piece.kind != "job_location" or not piece.label:
        return 0
    names = [name.casefold() for name in know.language.labels.job_posting.get("job_location", ())]
    return names.index(piece.label) if piece.label in names else 0


def _reason(group: Group, know: Knowledge) -> str | None:
    title = group.title or ""
    if "closed" in group.kinds or titled_closed(title, know):
        return CLOSED
    if is_unsolicited(title, know) or _is_invitation(group, know):
        return INVITATION
    return SAMPLE if is_sample(title, know) else None


def _is_invitation(group: Group, know: Knowledge) -> bool:
    """Tell whether all that is told below a title is that one may apply at any time."""
    below = group.lines[1:]
    is_short = 0 < len(below) <= _FEW_WORDS and not group.kinds & TELLING
    return is_short and any(know.jobs.unsolicited.search(line.text) is not None for line in below)


def _put(draft: Draft, piece: Piece, region: Region, rule: str) -> None:
    if piece.kind in {"valid_through", "published"}:
        day = apply_by(piece.value, region.know) or piece.value
        put_day(draft, Fact(piece.kind, day, (piece.line,)), region.setting, rule)
    elif piece.kind == "categories":
        draft.put("categories", (piece.value,), piece.line, rule, piece.value)
    elif piece.kind in FIELDS:
        draft.put(piece.kind, trimmed(piece.value), piece.line, rule, piece.value)


def _is_code(text: str) -> bool:
    """Tell whether a text is a reference: it has digits and is no address."""
    return has_digit(text) and ", " not in text


def _put_names(draft: Draft, group: Group, region: Region, rule: str) -> None:
    """Tell firm and place of the plain pieces: a firm by its words, else by whether the page names one for all."""
    know = region.know
    plain = [piece for piece in group.pieces if piece.kind == "plain" and not _is_code(piece.value)][:_MOST_PLAIN]
    if len(plain) == 1:
        place = who_and_where(plain[0].value, know, region.firm_name)
        if place is not None and (place.firm is None or plain[0].value != place.firm):
            is_place = region.firm is not None and place.firm is not None and not is_firm(place.firm, know, None)
            # "Technical services, town hall": no name of a firm.
            is_place = is_place or (place.firm is not None and place.firm[0].islower())
            firm, town = (None, plain[0].value) if is_place else (place.firm, place.town)
            draft.put("hiring_organization", firm, plain[0].line, rule)
            draft.put("job_location", town, plain[0].line, rule)
            return
    for piece in [p for p in plain if is_firm(p.value, know, None)]:
        draft.put("hiring_organization", piece.value, piece.line, rule)
        plain.remove(piece)
    if len(plain) > 1 and region.firm is None:
        draft.put("hiring_organization", plain[0].value, plain[0].line, rule)
        plain = plain[1:]
    if plain:
        draft.put("job_location", plain[0].value, plain[0].line, rule)
