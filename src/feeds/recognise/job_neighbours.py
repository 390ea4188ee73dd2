"""What postings of one page tell of each other: headings for several, parts of one employer, a board of many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import board
from feeds.recognise.job_lines import (
    Place,
    apply_by,
    is_department,
    is_firm,
    is_office,
    is_role,
    is_term,
    who_and_where,
)
from feeds.recognise.job_pieces import TELLING, Group, Piece
from feeds.recognise.job_records import Region
from feeds.recognise.marks import FORM_OF_FIRM
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge, facts_of

#: Before the place of work at the end of a title: "Cook, Rose Hill School", "Cook – Rose Hill School".
_WORKPLACE = re.compile(r"(?P<job>.+) [–—-] (?P<place>[^–—]+)|(?P<job2>.+), (?P<place2>[^,–—]+)")
_TOWN = re.compile(
    r"(?:\d,| \d{4,5}| \d{3} \d\d|\d [^,]{3,30},) (?P<town>[^\W\d_][^,\d|·•()]{1,30}?)(?=$|[,|·•(]| ·| [A-Z]{1,2}\d)"
)
_FEW_WORDS = 2
_SHORTEST_OWN = 4
_FINAL = frozenset({"valid_through", "closed"})
#: "Please apply by 3 May".
_EARLY = 20


def tell_below_headings(gathered: Sequence[Group], region: Region) -> None:
    """Take headings that stand alone for the place, or the employer, of the postings below them."""
    _tell_sites(gathered, region)
    _tell_branches(gathered, region)


def tell_of_each_other(groups: Sequence[Group], region: Region) -> Region:
    """Read each posting as the others are read; the region comes back without its employer where that is a board."""
    _tell_other_parts(groups, region)
    _tell_labelled_houses(groups, region)
    is_said = _is_said(region)
    is_said = is_said or (is_firm(region.firm_name or "", region.know, None) and _has_departments(groups, region))
    named = (p.value for g in groups for p in g.pieces if p.kind in {"plain", "hiring_organization"})
    is_of_institution = region.is_of_institution(named)
    is_said = is_said or (region.firm_name is not None and _are_in_parts(groups)) or is_of_institution
    if not is_said and 2 * sum(_names_firm(group, region) for group in groups) >= len(groups):
        # A board of postings: its own name is none of their employers'.
        region = msgspec.structs.replace(region, employer=None)
    elif not is_said and region.firm is not None and _is_board_of_paper(groups, region):
        region = msgspec.structs.replace(region, employer=None)
    _tell_workplaces(groups, region)
    if region.firm is None:
        _tell_hosts(groups, region.know)
    if is_of_institution:
        _tell_houses_and_towns(groups)
    if is_said:
        _tell_departments(groups, region)
        _tell_houses(groups, region.know)
    if region.firm_name is not None:
        _tell_places(groups, region.know)
    else:
        _tell_firms(groups, region.know)
    _tell_pairs(groups)
    _tell_common_day(groups, region.know)
    _tell_day_below(groups, region)
    return region


def in_parts(piece: Piece, know: Knowledge) -> Piece:
    """Take a part of an employer, such as "Sales", for neither who hires nor where."""
    is_part = piece.kind == "plain" and is_department(piece.value, know)
    return msgspec.structs.replace(piece, kind="categories") if is_part else piece


def _are_in_parts(groups: Sequence[Group]) -> bool:
    """Tell whether postings stand beside the parts of an employer that they are in: most of several do."""
    told = sum(any(p.kind == "categories" and not p.label for p in group.pieces) for group in groups)
    return told > 1 and 2 * told >= len(groups)


def _tell_other_parts(groups: Sequence[Group], region: Region) -> None:
    """Take what stands where most others name a part, before a town, for one too: "Product · Leeds"."""
    # "Product · Full time · Leeds" has its terms between.
    pairs = [[piece for piece in group.pieces if piece.kind != "employment_type"][:2] for group in groups]
    known = [pair for pair in pairs if [piece.kind for piece in pair] == ["categories", "plain"]]
    if region.firm_name is None or not _are_in_parts(groups) or 2 * len(known) < len(groups):
        return
    for group, pair in zip(groups, pairs, strict=True):
        is_pair = [piece.kind for piece in pair] == ["plain", "plain"] and pair[0].line is pair[1].line
        if is_pair and FORM_OF_FIRM.search(pair[0].value) is None:
            at = group.pieces.index(pair[0])
            group.pieces[at] = msgspec.structs.replace(pair[0], kind="categories")


def _tell_labelled_houses(groups: Sequence[Group], region: Region) -> None:
    """Take "Workplace: Rose Hill School" on the page of one employer for the place: a part of it, or a town."""
    know = region.know
    labelled = [p for g in groups for p in g.pieces if p.kind == "hiring_organization" and p.label in know.jobs.parts]
    if region.firm_name is None or any(FORM_OF_FIRM.search(piece.value) is not None for piece in labelled):
        return
    firms = sum(is_firm(piece.value, know, None) for piece in labelled)
    if 2 * firms > len(labelled) or (firms and not region.is_of_institution(piece.value for piece in labelled)):
        return
    for group in groups:
        kind = "categories" if "job_location" in group.kinds else "job_location"
        group.pieces = [msgspec.structs.replace(p, kind=kind) if p in labelled else p for p in group.pieces]


def _tell_sites(gathered: Sequence[Group], region: Region) -> None:
    """Take a heading of its own for the place of all below it, up to the next such one: "Location: Leeds"."""
    site: Piece | None = None
    for group, following in zip_longest(gathered, gathered[1:]):
        line = group.lines[0]
        found = region.know.jobs.site.fullmatch(line.text) if len(group.lines) == 1 and line.after_gap else None
        if found is not None and not is_role(line.text, region.know):
            site = Piece("workplace", found["place"], line)
            group.title = None
        elif site is not None:
            below = _site_below(group) if following is not None and following.lines[0].after_gap else None
            if below is not None:
                group.pieces.remove(below)
            group.pieces.append(site)
            site = site if below is None else msgspec.structs.replace(below, kind="workplace", label="")


def _site_below(group: Group) -> Piece | None:
    """Give the place that a label apart tells below a posting, for those that follow."""
    last = group.lines[-1]
    told = [piece for piece in group.pieces if piece.line is last]
    is_apart = last.after_gap and len(told) == 1 and told[0].kind == "job_location"
    return told[0] if is_apart else None


def _tell_branches(gathered: Sequence[Group], region: Region) -> None:
    """Take headings of houses for who hires and where of all below each: "Rose Hotel, Leeds", "Lily Hotel, Hull"."""
    houses = {n: place for n, group in enumerate(gathered) if (place := _house(group, region.know)) is not None}
    led = sum(n + 1 < len(gathered) and n + 1 not in houses and bool(gathered[n + 1].kinds & TELLING) for n in houses)
    if led < _FEW_WORDS or len({place.firm for place in houses.values()}) < len(houses):
        return
    line, at = gathered[0].lines[0], None
    for n, group in enumerate(gathered):
        if n in houses:
            line, at = group.lines[0], houses[n]
            group.title = None
        elif at is not None and at.firm is not None and at.town is not None and group.kinds & TELLING:
            group.pieces.append(Piece("hiring_organization", at.firm, line))
            group.pieces.append(Piece("job_location", at.town, line))
        else:
            at = None


def _house(group: Group, know: Knowledge) -> Place | None:
    """Read who and where of a heading that stands alone: it is no job, and has a word that names of firms have."""
    line = group.lines[0]
    if len(group.lines) > 1 or not line.after_gap or has_digit(line.text) or is_role(line.text, know):
        return None
    place = who_and_where(line.text, know, None, line.cells)
    if place is None or place.firm is None or place.town is None or not is_firm(place.firm, know, None):
        return None
    return place if place.town[:1].isupper() and not is_firm(place.town, know, None) else None


def tell_days(group: Group, gathered: Sequence[Group], region: Region) -> None:
    """Take the days that stand apart for those of the one posting of a page: "Posted 9 March" above it."""
    begin = group.lines[0].number
    above = [other for other in gathered if other.title is None and other.lines[0].number < begin]
    group.pieces += [piece for other in above if other.kinds == {"published"} for piece in other.pieces]
    if group.kinds & _FINAL:
        return
    below = (line for line in region.lines if line.number > begin and line.is_sentence)
    told = next(((day, line) for line in below if (day := apply_by(line.text, region.know)) is not None), None)
    if told is not None:
        group.pieces.append(Piece("valid_through", *told))


def _tell_common_day(groups: Sequence[Group], know: Knowledge) -> None:
    """Take the last day in a paragraph of its own below the last of several postings for all: none of them has one."""
    days = [(group, piece) for group in groups for piece in group.pieces if piece.kind == "valid_through"]
    if len(days) != 1 or len(groups) < _FEW_WORDS or days[0][0] is not groups[-1]:
        return
    (last, day) = days[0]
    text = day.line.text
    if is_role(text, know) or know.jobs.particular.search(text) is not None:
        # "Applications for the teaching post must reach us by 3 May."
        return
    # "Apply by 3 May 2026." is a sentence, "Closing date: 3 May 2026" a label of the last one.
    is_labelled = bool(day.label) and not text.endswith(".")
    if day.line.after_gap and day.line is not last.lines[0] and not (is_labelled or any(g.is_row for g in groups)):
        for group in groups[:-1]:
            group.pieces.append(day)


def _tell_day_below(groups: Sequence[Group], region: Region) -> None:
    """Take the one last day below all of several postings without any, where a paragraph bids to apply by then."""
    if len(groups) < _FEW_WORDS or any(group.kinds & _FINAL for group in groups):
        return
    know, end = region.know, max(group.lines[-1].number for group in groups)
    below = (line for line in region.lines if line.number > end and line.after_gap and has_digit(line.text))
    opening = (line for line in below if know.jobs.applying.search(line.text[:_EARLY]) is not None)
    bids = ((line, apply_by(line.text, know)) for line in opening)
    told = [(line, day) for line, day in bids if day is not None and know.jobs.particular.search(line.text) is None]
    if len(told) == 1:
        ((line, day),) = told
        for group in groups:
            group.pieces.append(Piece("valid_through", day, line))


def _tell_places(groups: Sequence[Group], know: Knowledge) -> None:
    """Take a house among the places of one employer's rows for a place: "Day Clinic North" below "Leeds" and "Hull"."""
    named = [(group, [piece for piece in group.pieces if piece.kind == "plain"]) for group in groups if group.is_row]
    single = [(group, plain[0]) for group, plain in named if len(plain) == 1]
    houses = [(group, piece) for group, piece in single if is_firm(piece.value, know, None)]
    if len(single) - len(houses) < _FEW_WORDS or 2 * len(houses) >= len(single):
        return
    for group, piece in houses:
        if FORM_OF_FIRM.search(piece.value) is None:
            at = group.pieces.index(piece)
            group.pieces[at] = msgspec.structs.replace(piece, kind="job_location")


def _is_said(region: Region) -> bool:
    """Tell whether the page says whose jobs it tells of, by a name that only employers have: "Jobs at Hill Council"."""
    is_told = region.employer is not None and region.employer.said_by is not None
    return is_told and is_firm(region.firm_name or "", region.know, None)


def _paired(groups: Sequence[Group]) -> list[tuple[Group, Piece, str]]:
    """Give the first names below titles that are two, "Surgical ward, Leeds", with the first of these."""
    named = ((group, next((piece for piece in group.pieces if piece.kind == "plain"), None)) for group in groups)
    paired = [(group, piece) for group, piece in named if piece is not None and piece.value.count(", ") == 1]
    return [(group, piece, piece.value.partition(", ")[0]) for group, piece in paired]


def _has_departments(groups: Sequence[Group], region: Region) -> bool:
    """Tell whether most of what stands below titles is a part of an employer: "Housing and Communities, Town Hall"."""
    parts = [part for *_, part in _paired(groups)]
    units = [region.know.jobs.unit.search(part) is not None for part in parts]
    told = sum(units)
    if _is_signed(region) or told * 2 > len(parts):
        told = sum(unit or _is_joined(part, region.know) for unit, part in zip(units, parts, strict=True))
    return any(units) and told * 3 >= len(parts) * 2 and told > 1 and not any(map(FORM_OF_FIRM.search, parts))


def _is_joined(name: str, know: Knowledge) -> bool:
    """Tell whether a word such as "and" is in a name."""
    return not set(name.split()).isdisjoint(know.language.dates.list_words)


def _is_signed(region: Region) -> bool:
    """Tell whether the address of who hires is on the page: "Hill Council, Civic Centre, High Street"."""
    return any(line.text.startswith(f"{region.firm_name}, ") for line in region.lines)


def _tell_departments(groups: Sequence[Group], region: Region) -> None:
    """Take of "Surgical ward, Leeds" below titles the town, where the page says who hires: a ward is no firm.

    Names without a word for a part are of the employer too where the page itself says who that is.
    """
    know, paired = region.know, _paired(groups)
    units = sum(know.jobs.unit.search(part) is not None for *_, part in paired)
    if any(FORM_OF_FIRM.search(part) is not None for *_, part in paired):
        return
    if units < _FEW_WORDS and not _has_departments(groups, region):
        return
    is_said = _is_said(region) or _is_signed(region) or units * 2 > len(paired)
    for group, piece, part in paired:
        is_part = know.jobs.unit.search(part) is not None
        if is_part or (is_said and (_is_joined(part, know) or not is_firm(part, know, None))):
            town = piece.value.partition(", ")[2]
            group.pieces[group.pieces.index(piece)] = msgspec.structs.replace(piece, kind="job_location", value=town)


def _tell_houses(groups: Sequence[Group], know: Knowledge) -> None:
    """Take a house below a title for the place, where the page says who hires: "Rose Hill School"."""
    for group in groups:
        plain = [piece for piece in group.pieces if piece.kind == "plain"]
        name = plain[0].value if len(plain) == 1 else ""
        if is_office(name, know):
            group.pieces[group.pieces.index(plain[0])] = msgspec.structs.replace(plain[0], kind="categories")
            continue
        is_house = is_firm(name, know, None) and FORM_OF_FIRM.search(name) is None
        # "Rose Hill School, Leeds" tells both.
        if is_house and (told := who_and_where(name, know, None)) is not None and told.town is None:
            group.pieces[group.pieces.index(plain[0])] = msgspec.structs.replace(plain[0], kind="job_location")


def _tell_houses_and_towns(groups: Sequence[Group]) -> None:
    """Take two names beside a title at a council for the house and the town: "Cook | Rose Hill School | Leeds"."""
    for group in groups:
        plain = [piece for piece in group.pieces if piece.kind == "plain"]
        # "Clerk | Leeds | Band 4".
        if len(plain) == _FEW_WORDS and plain[0].line is plain[1].line and not has_digit(plain[1].value):
            place = f"{plain[0].value}, {plain[1].value}"
            group.pieces[group.pieces.index(plain[0])] = Piece("job_location", place, plain[0].line)
            group.pieces.remove(plain[1])


def _tell_hosts(groups: Sequence[Group], know: Knowledge) -> None:
    """Take a house alone for who hires where most postings name a firm there: "Cook, 4 hours, Thorle Village Hall"."""
    named = [(group, [piece for piece in group.pieces if piece.kind == "plain"]) for group in groups]
    firms = [plain for _, plain in named if any(is_firm(piece.value, know, None) for piece in plain)]
    told = sum(plain in firms or len(plain) > 1 or "hiring_organization" in g.kinds for g, plain in named)
    if len(firms) < _FEW_WORDS or told * 3 < len(groups) * 2:
        return
    for group, plain in named:
        is_alone = len(plain) == 1 and not group.kinds & {"hiring_organization", "job_location"}
        name = plain[0].value if is_alone else ""
        if " " in name and ", " not in name and know.places.search(name) is not None:
            group.pieces[group.pieces.index(plain[0])] = msgspec.structs.replace(plain[0], kind="hiring_organization")


def _tell_workplaces(groups: Sequence[Group], region: Region) -> None:
    """Part "Cook, Rose Hill School" where most titles name a job and a place of work, and something else who hires."""
    know = region.know
    parted = [(group, facts_of(m)) for group in groups if (m := _WORKPLACE.fullmatch(group.title or "")) is not None]
    alike = [
        (group, named["job"], named["place"])
        for group, named in parted
        if named["place"][:1].isupper() and not (is_role(named["place"], know) or is_term(named["place"], know))
        if _tells_employer_alone(group, region)
    ]
    named = [(group, job, place) for group, job, place in alike if is_role(job, know)]
    is_dashed = all(" – " in group.title or " - " in group.title for group, *_ in alike if group.title)
    houses = sum(is_firm(place, know, None) or know.places.search(place) is not None for _, _, place in named)
    told = alike if is_dashed and 2 * len(named) >= len(alike) else named
    if len(named) < _FEW_WORDS or len(told) * 3 < len(groups) * 2:
        return
    places = [place for *_, place in named]
    if houses * 2 < len(named) and not _are_names([job for _, job, _ in named], places, know):
        towns = _in_address(places, region.lines) if is_dashed else set()
        if 2 * sum(place in towns for place in places) < len(groups):
            # "Care Assistant – Leeds" beside "Cook – Weekends": a town is what an address names.
            towns |= {piece.value for group in groups for piece in group.pieces if piece.kind == "job_location"}
            told = [(group, job, place) for group, job, place in told if place in towns]
        times = know.language.repetition.day_part_plurals
        told = [one for one in told if not (know.jobs.unit.fullmatch(one[2]) or is_department(one[2], know))]
        told = [one for one in told if one[2].casefold() not in times]
    for group, job, place in told:
        group.title = job
        group.pieces.append(Piece("job_location", place, group.lines[0]))


def _tells_employer_alone(group: Group, region: Region) -> bool:
    """Tell whether the employer is all that the lines below a title name; the page can name one for all."""
    if region.firm is not None:
        return not group.kinds & {"plain", "hiring_organization", "job_location"}
    plain = [piece for piece in group.pieces if piece.kind == "plain"]
    named = len(plain) + ("hiring_organization" in group.kinds)
    return "job_location" not in group.kinds and named == 1


def _in_address(places: Sequence[str], lines: Sequence[Line]) -> set[str]:
    """Give those of some places that are the town of an address among lines: "Hill Hotels, Quay 3, Whitby"."""
    found = (_TOWN.search(line.text) for line in lines if has_digit(line.text))
    towns = {match["town"] for match in found if match is not None}
    return {place for place in places if place in towns or place.rpartition(" ")[2] in towns}


def _are_names(jobs: Sequence[str], places: Sequence[str], know: Knowledge) -> bool:
    """Tell whether capitals behind commas are of names: the page writes no other word of its titles with one."""
    small = [word for job in jobs for word in job.split()[1:] if word not in know.small_words]
    is_written_small = bool(small) and all(word[:1].islower() or word[:1].isdigit() for word in small)
    return is_written_small and all(word[:1].isupper() for place in places for word in place.split())


def _tell_pairs(groups: Sequence[Group]) -> None:
    """Leave who hires and where to the lines below the titles, where most are “Hill Bakery, Leeds” and alone."""
    named = [(group, [piece for piece in group.pieces if piece.kind == "plain"]) for group in groups]
    paired = [(g, plain) for g, plain in named if plain and plain[0].value == plain[0].line.text.strip()]
    paired = [(g, plain) for g, plain in paired if plain[0].value.count(", ") == 1 and plain[0].line in g.lines[1:2]]
    if len(paired) < _FEW_WORDS or len(paired) * 3 < len(groups) * 2:
        return
    for group, (_, *others) in paired:
        # "Full time · Driving licence needed" tells neither.
        aside = [piece for piece in others if len(piece.line.cells) > 1]
        group.pieces = [piece for piece in group.pieces if piece not in aside]


def _tell_firms(groups: Sequence[Group], know: Knowledge) -> None:
    """Part the titles of a board that tell who hires, where nothing else of theirs does."""
    named = {"plain", "hiring_organization", "job_location"}
    free = [group for group in groups if group.title is not None and not group.is_row and not group.kinds & named]
    firms = [piece.value.partition(", ")[0] for group in groups for piece in group.pieces if piece.kind in named]
    told = board.read([group.title for group in free if group.title is not None], firms, know)
    for group in free:
        found = told.get(group.title or "")
        if found is not None:
            group.title = found.job
            names = (("hiring_organization", found.place.firm), ("job_location", found.place.town))
            group.pieces += [Piece(field, name, group.lines[0]) for field, name in names if name is not None]


def is_above_all(groups: Sequence[Group], region: Region) -> bool:
    """Tell whether the page's employer comes again in a posting, behind the name of its department."""
    firm = (region.firm_name or "").casefold()
    pieces = (piece for group in groups for piece in group.pieces if not piece.label)
    return firm != "" and any(piece.value.casefold().endswith(f", {firm}") for piece in pieces)


def _is_board_of_paper(groups: Sequence[Group], region: Region) -> bool:
    """Tell whether rows below an article tell who hires and where: the paper that they stand in hires nobody."""
    know, name = region.know, region.firm_name or ""
    if not region.is_of_paper or is_firm(name, know, None):
        return False
    named = [[p.value for p in group.pieces if p.kind == "plain"] for group in groups if group.is_row]
    firms = [names[0] for names in named if len(names) == _FEW_WORDS]
    if len(firms) < _FEW_WORDS or len(firms) < len(groups) or len(set(firms)) < len(firms):
        return False
    is_paper = know.masthead.search(name) is not None
    return is_paper or any(is_firm(firm, know, None) and know.jobs.unit.search(firm) is None for firm in firms)


def _names_firm(group: Group, region: Region) -> bool:
    """Tell whether a posting names an employer that is not the page's own."""
    firm = region.firm_name
    named = [p.value for p in group.pieces if p.kind == "hiring_organization"]
    plain = [p.value for p in group.pieces if p.kind == "plain"]
    named += [value for value in plain if is_firm(value, region.know, None)]
    if any(not is_firm(name, region.know, firm) or is_firm(name, region.know, None) for name in named):
        return not any(
            firm is not None and is_firm(name, region.know, firm)
            for name in named
            if firm and firm.casefold() in name.casefold()
        )
    own = (firm or "").partition(" ")[0].casefold()
    house = plain[0].partition(", ")[0].casefold() if plain else ""
    if len(own) >= _SHORTEST_OWN and house.startswith(f"{own} ") and not (firm or "").casefold().startswith(house):
        # "Pinecrest House, Leeds" on the page of Pinecrest Hospices.
        return False
    return not group.is_row and len(plain) == 1 and plain[0].count(", ") == 1
