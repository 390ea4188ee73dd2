"""Postings that all stand in one shape: what each of their lines and cells tells is asked of all of them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

import msgspec
from msgspec.structs import replace

from feeds.expressions import has_digit
from feeds.recognise.draft import Findings
from feeds.recognise.job_lines import (
    apply_by,
    asked_by,
    facts_in,
    is_aside,
    is_department,
    is_firm,
    is_noise,
    is_office,
    is_role,
    is_term,
    is_unsolicited,
    parted,
    status,
    workplace,
)
from feeds.recognise.job_pieces import TELLING, Group, Piece
from feeds.recognise.job_records import Region
from feeds.recognise.job_shapes import LABEL, blocks_of, cells_in, kind_of, titled_cells, unmarked
from feeds.recognise.marks import FORM_OF_FIRM
from feeds.recognise.page import Line
from feeds.recognise.rules import GENDERS, Knowledge

_FEWEST = 3
_PAIR = 2
_MOST_NAMES = 5
_MOST_NAME_WORDS = 6
_MOST_LINES = 9
_LONGEST_NAME = 90
_LONGEST_NOTE = 60
_MOST_NOTE_WORDS = 8
_LONGEST_TEXT = 600
#: Shares of cards.
_FEW, _SOME, _HALF, _MANY, _MOST = 0.2, 0.34, 0.5, 0.6, 0.7
#: The form of a firm or club that ends with a stop: "e. V.".
_SHORT_FORM = re.compile(r" [A-Z][^\W\d_]{0,2}\.$")
#: Between a mark of gender and the next sentence, where a stop parts nothing otherwise: "Cook (m/w/d). Hill Farm".
_GENDERED = re.compile(r"(?<=\))\. (?=[^\W\d_])")
#: The number of a posting: "Ref. 2026/114".
_REFERENCE = re.compile(r"(?:[Rr]ef|[Nn]r|[Nn]o|ID)\b\.?[:# ]")
_DASHED = re.compile(r" [–—-] ")
_PAID = re.compile(r"[£€$]|\b(?:kr|EUR|CHF)\b")
_CALLED = re.compile(r"(?P<job>[^,]+), (?P<terms>[^,]+?),? (?P<call>\S+)")
#: How lines count when a shape that comes again is looked for: names, and all others.
_COARSE = {"N": "N", "R": "R", "x": "x"}
_DAYS = frozenset({"valid_through", "published"})
#: Apart from the end of a word in capitals.
_FORM = re.compile(rf"(?<!\w){FORM_OF_FIRM.pattern}")
_WHERE = "job_location"
_WHO = "hiring_organization"


class Card(msgspec.Struct, frozen=True):
    """What the lines of one posting tell, in order; `names` are the pieces that are nothing but names."""

    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]
    #: What each line is, in a letter: names, a fact, running text.
    shape: str

    @property
    def names(self) -> list[Piece]:
        """Give the pieces that are nothing but names."""
        return [piece for piece in self.pieces if piece.kind == "plain"]

    @property
    def job(self) -> Piece | None:
        """Give the piece that says that it is the job: "Wanted: cook"."""
        return next((piece for piece in self.pieces if piece.kind == "title"), None)

    @property
    def tells(self) -> bool:
        """Tell whether it has what only postings have."""
        return any(
            piece.kind in TELLING or piece.kind == "title" or (piece.kind == "other" and _PAID.search(piece.line.text))
            for piece in self.pieces
        )

    @property
    def key(self) -> tuple[int, bool]:
        """Count the names, and tell whether one more says that it is the job."""
        return len(self.names), self.job is not None


class Column(msgspec.Struct, frozen=True):
    """Names that stand at one place of all cards; `part` is which of those between commas, if it is one of several."""

    at: int
    part: int
    values: tuple[str, ...]
    many: int = 1


class Deck(msgspec.Struct, frozen=True):
    """The postings of one shape; `is_sure` when all that stands at one place of them is of one kind for certain."""

    groups: tuple[Group, ...] = ()
    is_sure: bool = False

    @property
    def numbers(self) -> frozenset[int]:
        """Number the lines of its postings."""
        return frozenset(line.number for group in self.groups for line in group.lines)


def read(region: Region, findings: Findings) -> Deck:
    """Read the postings of a page where several stand in one shape; none where there is no such shape."""
    lines = [line for line in region.lines if line.number not in findings.taken]
    blocks = _without_buttons(_blocks(lines, region.know))
    cards = [card for block in blocks if (card := _card(block, region.know)) is not None]
    told = [card for card in cards if card.tells and 0 < len(card.names) + (card.job is not None) <= _MOST_NAMES]
    if len(told) < _FEWEST:
        return Deck()
    key, _ = Counter(card.key for card in told).most_common(1)[0]
    alike = [card for card in told if card.key == key]
    if len(alike) < _FEWEST or len(alike) < _MOST * len(told):
        return Deck()
    at = _title_column(alike, region.know)
    if at is None:
        return Deck()
    alike = _of_jobs([card for card in cards if card.key == key], at, region.know)
    if len(alike) < _FEWEST:
        return Deck()
    columns = _columns(alike, at)
    kinds = _kinds(columns, region)
    groups = tuple(_group(card, at, columns, kinds, region) for card in alike)
    return Deck(groups, _is_sure(columns, kinds, region, is_sought=at < 0))


def _is_sure(columns: Sequence[Column], kinds: Sequence[str], region: Region, *, is_sought: bool) -> bool:
    know = region.know
    who = next((column for column, kind in zip(columns, kinds, strict=True) if kind == _WHO), None)
    # An address may stand behind who hires.
    named = (column for column in columns if column is who or not (who is not None and column.many > 1))
    if not all(_is_name(value) for column in named for value in column.values):
        return False
    firms = _share([_is_firm(value, know) for value in who.values]) if who is not None else 1.0
    # Who stands above "Wanted: cook" seeks one.
    is_told = firms >= _SOME or is_sought
    return bool(columns) and is_told and (who is not None or region.firm_name is not None)


def _is_name(text: str) -> bool:
    return (
        text[:1].isupper() and len(text.split()) <= _MOST_NAME_WORDS and not has_digit(text) and text[-1] not in "!?:"
    )


def _of_jobs(cards: Sequence[Card], at: int, know: Knowledge) -> list[Card]:
    """Give the cards that tell of a job, and those that have the shape of one that does."""
    if at < 0:
        return [card for card in cards if card.tells]
    jobs = [is_role(card.names[at].value, know) for card in cards]
    shapes = {card.shape for card, is_job in zip(cards, jobs, strict=True) if is_job and card.tells}
    return [
        card
        for card, is_job in zip(cards, jobs, strict=True)
        if card.shape in shapes or (is_job and card.tells)
        if is_job or card.tells
    ]


def merged(groups: Sequence[Group], deck: Deck) -> list[Group]:
    """Put the postings of one shape in the place of those that were read line by line."""
    inside = deck.numbers
    others = (group for group in groups if not _is_inside(group, inside))
    return sorted([*others, *deck.groups], key=lambda group: group.lines[0].number)


def has_other_titles(groups: Sequence[Group], deck: Deck) -> bool:
    """Tell whether what was read line by line has other titles than the postings of one shape."""
    inside = deck.numbers
    titles = Counter(group.title for group in deck.groups)
    return Counter(group.title for group in groups if _is_inside(group, inside)) != titles


def _is_inside(group: Group, numbers: Container[int]) -> bool:
    return group.lines[0].number in numbers or group.lines[-1].number in numbers


# --- cards ---------------------------------------------------------------------------------------------------------


def _blocks(lines: Sequence[Line], know: Knowledge) -> list[list[Line]]:
    """Part lines at gaps, rows from each other, and what stands without gaps where its shape comes again."""
    return [part for block in blocks_of(lines) for part in _parted(block, know)]


def _without_buttons(blocks: Sequence[list[Line]]) -> list[list[Line]]:
    """Drop the last lines of cards where most end with the same words: "More information"."""
    ends = Counter(block[-1].text for block in blocks if len(block) > 1)
    text, count = ends.most_common(1)[0] if ends else ("", 0)
    if count < _FEWEST or count < _HALF * ends.total():
        return list(blocks)
    return [block[:-1] if len(block) > 1 and block[-1].text == text else block for block in blocks]


def _parted(block: Sequence[Line], know: Knowledge) -> list[list[Line]]:
    if len(block) < _PAIR:
        return [list(block)]
    told = [_told(line, know) for line in block]
    shapes = [_shape(line, pieces) for line, pieces in zip(block, told, strict=True)]
    free = [shape for shape in shapes if shape not in "cb"]
    if sum(shape == "R" for shape in free) >= max(_PAIR, _MANY * len(free)):
        return _each(block, ["R" if shape == "R" else "" if shape in "cb" else "x" for shape in shapes])
    # What stands between the cards is no part of the shape: "Filled".
    kept = [n for n, shape in enumerate(shapes) if shape != "c"]
    period = _period("".join(_COARSE.get(shapes[n], "f") for n in kept)) if len(block) > _MOST_LINES // 2 else None
    if period is None:
        return [list(block)]
    first, height = period
    begins = {kept[n] for n in range(first, len(kept), height)}
    return _each(block, ["R" if n in begins else "" if n > kept[first] else "x" for n in range(len(block))])


def _each(block: Sequence[Line], marks: Sequence[str]) -> list[list[Line]]:
    """Begin a part at each mark."""
    parts: list[list[Line]] = []
    for line, mark in zip(block, marks, strict=True):
        if mark or not parts:
            parts.append([])
        parts[-1].append(line)
    return parts


def _period(shapes: str) -> tuple[int, int] | None:
    """Find where a sequence begins that comes again and again, and how long it is: "NFbNFbNFb"."""
    for first in range(len(shapes) // _PAIR):
        rest = shapes[first:]
        for height in range(_PAIR, min(_MOST_LINES, len(rest) // _FEWEST) + 1):
            once = rest[:height]
            if "N" in once and len(set(once)) > 1 and (once * len(rest))[: len(rest)] == rest:
                return first, height
    return None


def _card(block: Sequence[Line], know: Knowledge) -> Card | None:
    if not 0 < len(block) <= _MOST_LINES or any(len(line.text) > _LONGEST_TEXT for line in block):
        return None
    told = [_told(line, know) for line in block]
    if any(pieces is None for pieces in told):
        return None
    shape = "".join(_shape(line, pieces) for line, pieces in zip(block, told, strict=True))
    return Card(tuple(block), tuple(piece for pieces in told for piece in pieces or ()), shape)


def _shape(line: Line, pieces: Sequence[Piece] | None) -> str:
    """Give a letter for a line: a row, a name, a status, nothing, running text, a fact."""
    if not pieces:
        return "x" if pieces is None else "p" if line.is_sentence else "b"
    if len(pieces) > 1 and any(piece.kind == "plain" for piece in pieces):
        return "R"
    kinds = {piece.kind for piece in pieces}
    return "N" if "plain" in kinds else "c" if kinds == {"closed"} else "F"


# --- lines ---------------------------------------------------------------------------------------------------------


def _told(line: Line, know: Knowledge) -> list[Piece] | None:
    """Read what a line tells; None for one that no card holds."""
    text, place, _ = unmarked(line.text)
    lead = [Piece(_WHERE, place, line, "place")] if place is not None else []
    facts, _ = facts_in([line], 0, know)
    if is_noise(text, know) and not status(text, know) and not any(fact.field in _DAYS for fact in facts):
        return []
    # "Hill Club e. V.", "from £15.40/hr."
    is_text = line.is_sentence and not _is_with_form(text) and text.count(" ") > 1
    if "©" in line.text or is_unsolicited(text, know):
        return None
    if not is_text and (is_aside(text, know) or know.marker(text) is not None):
        return None
    label = LABEL.fullmatch(text)
    field = _field(label["label"], know) if label is not None else None
    sought = _sought(line, text, know) if len(text) <= _LONGEST_NAME and field is None else []
    if sought:
        return sought
    facts = facts if len(facts) > 1 or len(cells_in(line, text)) == 1 else []
    if facts and not (is_text and ". " in text and not facts[0].label):
        return [Piece("closed" if status(f.value, know) else f.field, f.value, line, f.label) for f in facts]
    if label is not None and field is not None and not (is_text and ". " in text):
        is_closed = status(label["value"], know)
        return [Piece("closed" if is_closed else field, label["value"], line, label["label"].casefold())]
    cells = titled_cells(cells_in(line, text), text, know)
    if len(cells) > 1:
        pieces = [_piece(cell, line, know) for cell in cells]
        # "Engineer – water" may be one name, as "Cook, full time" is.
        is_pair = len(cells) == _PAIR and _DASHED.search(text) and all(piece.kind == "plain" for piece in pieces)
        return [*lead, *([Piece("plain", text, line)] if is_pair else pieces)]
    if is_text:
        return [*lead, *_running(line, text, know)]
    return [*lead, *_listed(line, text, know)]


def _is_with_form(text: str) -> bool:
    return len(text.split()) <= _MOST_NAME_WORDS and _SHORT_FORM.search(text) is not None


def _sought(line: Line, text: str, know: Knowledge) -> list[Piece]:
    """Read "Wanted: cook, full time", "Cook, full time, wanted": the job keeps its terms."""
    terms = ""
    asked = asked_by(text, know)
    if asked is None and (found := _CALLED.fullmatch(text)) is not None:
        is_term = kind_of(found["terms"], know) == "employment_type"
        asked = asked_by(f"{found['job']} {found['call']}", know) if is_term else None
        terms = f", {found['terms']}"
    if asked is not None and asked.get("location", "X")[:1].islower():
        # "Teacher of something wanted": no place.
        return []
    role = asked.get("role_name", "") if asked is not None else ""
    # "Prompter wanted" is sure, whatever that is.
    is_called = bool(role) and len(role.split()) <= _FEWEST and text.removeprefix(role).strip().isalpha()
    if asked is None or not (is_role(role, know) or (is_called and text.startswith(role))):
        return []
    begin = text.casefold().find(role.casefold())
    rest = text[begin + len(role) :] if begin >= 0 else ""
    if rest.startswith(", ") and all(kind_of(term, know) != "plain" for term in parted(rest[2:])):
        terms = terms or rest
    told = [Piece("title", f"{text[begin : begin + len(role)] if begin >= 0 else role}{terms}", line)]
    names = ((_WHO, asked.get("organization")), (_WHERE, asked.get("location")))
    return [*told, *(Piece(field, name, line) for field, name in names if name)]


def _field(label: str, know: Knowledge) -> str | None:
    word = label.casefold()
    return know.jobs.short_labels.get(word) or know.job_labels.get(word)


def _piece(cell: str, line: Line, know: Knowledge) -> Piece:
    label = LABEL.fullmatch(cell)
    field = _field(label["label"], know) if label is not None else None
    if label is not None and field is not None:
        return Piece(field, label["value"], line, label["label"].casefold())
    kind = kind_of(cell, know)
    is_named = kind != "plain" or not (label is not None or _REFERENCE.match(cell))
    return Piece(kind if is_named else "other", cell, line)


def _listed(line: Line, text: str, know: Knowledge) -> list[Piece]:
    """Read a line of one cell: "Leeds, full time, closing 3 May" are several, "Cook, full time" one name."""
    if LABEL.fullmatch(text) is not None:
        return [_piece(text, line, know)]
    parts = _of_commas(text, know)
    kinds = [kind_of(part, know) for part in parts]
    # "Teacher, 32 hours, at Rose Hill" is one name.
    are_many = kinds.count("plain") > 1 and len(parts) > _PAIR
    if len(parts) > 1 and "plain" in kinds and (_DAYS & set(kinds) or are_many):
        return [_piece(part, line, know) for part in parts]
    return [_piece(text, line, know) if kinds[0] != "plain" or len(parts) == 1 else Piece("plain", text, line)]


def _of_commas(text: str, know: Knowledge) -> list[str]:
    """Part a text at commas, but for one behind a day of the week and one before small letters of a name."""
    parts: list[str] = []
    for part in parted(text):
        last = parts[-1].rpartition(" ")[2].casefold().rstrip(".") if parts else ""
        is_day = bool(last) and last in know.grammar.weekdays
        if is_day or (parts and part[:1].isdigit() and part[:4].isdigit() and len(part) == len("2026")):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    return parts


def _running(line: Line, text: str, know: Knowledge) -> list[Piece]:
    """Read sentences: notes that name who, where and what first, a last day, a status."""
    notes = [part for note in know.sentences(text) for part in _GENDERED.split(note)]
    names: list[Piece] = []
    while len(notes) > 1 and len(names) < _MOST_NAMES and _is_note(notes[0], know):
        parts = _of_commas(notes.pop(0).rstrip("."), know)
        plain = [part for part in parts if kind_of(part, know) == "plain"]
        names += [Piece("plain", name, line) for name in (plain if len(plain) > _PAIR else [", ".join(plain)]) if name]
        names += [piece for part in parts if (piece := _piece(part, line, know)).kind not in {"plain", "other"}]
    rest = text[text.find(notes[0]) :]
    day = apply_by(rest, know, is_sure=True)
    is_term = not names and kind_of(rest, know) == "employment_type"
    names += [Piece("employment_type", text, line)] if is_term else []
    told = [Piece("valid_through", day, line)] if day is not None else []
    told += [Piece("closed", rest, line)] if status(rest, know) else []
    place = workplace(rest, know)
    asked = asked_by(notes[0].rstrip("."), know)
    firm = asked.get("organization", "") if asked is not None else ""
    if firm and rest.startswith(firm) and _is_name(firm):
        told.append(Piece(_WHO, firm, line))
    return [*names, *told, *([Piece("workplace", place, line)] if place is not None else [])]


def _is_note(text: str, know: Knowledge) -> bool:
    """Tell whether a sentence only names: "Hill Farm, Leeds." """
    words = text.split()
    if len(text) > _LONGEST_NOTE or len(words) > _MOST_NOTE_WORDS or not text[:1].isupper() or text[-1] in "!?":
        return False
    parts = _of_commas(text.rstrip("."), know)
    words = [word for part in parts if kind_of(part, know) == "plain" for word in part.split()]
    is_named = sum(word[:1].isupper() for word in words) > len(words) // _PAIR
    is_named = is_named or (is_role(text, know) and not know.jobs.particular.search(text))
    can_be = all(part[:1].isupper() or kind_of(part, know) == "employment_type" for part in parts)
    return is_named and (can_be or is_role(parts[0], know)) and apply_by(text, know, is_sure=True) is None


# --- what all cards tell together ----------------------------------------------------------------------------------


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _title_column(cards: Sequence[Card], know: Knowledge) -> int | None:
    """Number the names that are titles: -1 where a word says which piece is; None where no name is sure to be."""
    if cards[0].job is not None:
        return -1
    best: tuple[float, int] | None = None
    for at in range(len(cards[0].names)):
        values = [card.names[at].value for card in cards]
        if any(rule.matches(value) for value in values for rule in know.rules("vacancy")):
            # "Cook is wanted by Hill Farm" says more than a title.
            return None
        jobs = _share([is_role(value, know) and _FORM.search(value) is None for value in values])
        gender = _share([GENDERS.search(value) is not None for value in values])
        if jobs + gender < _SOME:
            continue
        others = _share([is_firm(value, know, None) for value in values])
        others += _share([is_department(value, know) for value in values])
        score = jobs + gender + _HALF * len(set(values)) / len(values) - others - at / 100
        best = max(best, (score, -at)) if best is not None else (score, -at)
    return -best[1] if best is not None else None


def _columns(cards: Sequence[Card], title: int) -> list[Column]:
    """Give the columns of names but for the titles; "Hill Farm, Leeds" are two."""
    found: list[Column] = []
    for at in range(len(cards[0].names)):
        if at == title:
            continue
        values = [card.names[at].value for card in cards]
        split = [_names_in(value) for value in values]
        is_pair = _share([len(parts) == _PAIR for parts in split]) >= _MOST
        if not is_pair and _share([has_digit(value) for value in values]) >= _HALF:
            continue
        if is_pair:
            for part in range(_PAIR):
                names = tuple(parts[min(part, len(parts) - 1)] for parts in split)
                found.append(Column(at, part, names, _PAIR))
        else:
            found.append(Column(at, 0, tuple(values)))
    return found


def _names_in(text: str) -> list[str]:
    """Part "Hill Farm, Leeds" and "Hill Farm – Leeds"."""
    parts = [part for piece in parted(text) for part in _DASHED.split(piece)]
    # "Denver, CO" is one.
    return [text] if len(parts) > 1 and len(parts[-1]) <= _PAIR else parts


def _kinds(columns: Sequence[Column], region: Region) -> list[str]:
    """Tell of each column whether it says who hires, where, or in which part of the employer."""
    know, owner = region.know, region.firm_name
    parts = [_share([_is_part(value, know) for value in column.values]) >= _HALF for column in columns]
    kinds = ["categories" if is_part else _WHERE for is_part in parts]
    free = [n for n, is_part in enumerate(parts) if not is_part]
    firms = {n: _share([_is_firm(value, know) for value in columns[n].values]) for n in free}
    if not free:
        return kinds
    # Names of firms have several words; the town comes again.
    many = {n: _share([" " in value for value in columns[n].values]) for n in free}
    who = max(free, key=lambda n: (_PAIR * firms[n] + many[n] + len(set(columns[n].values)) / len(parts) / 100, -n))
    if _is_board(columns[who], firms[who], len(free), owner, region):
        kinds[who] = _WHO
    return kinds


def _is_board(column: Column, firms: float, count: int, owner: str | None, region: Region) -> bool:
    """Tell whether names at postings are of those who hire, not of houses of the page's own employer."""
    know = region.know
    forms = _share([_FORM.search(value) is not None for value in column.values])
    if owner is None:
        return firms >= _SOME or count > 1
    if region.is_of_institution():
        return forms > 0 and firms >= _HALF
    is_varied = len(set(column.values)) >= _MOST * len(column.values)
    if is_firm(owner, know, None) and know.masthead.search(owner) is None:
        return forms > 0 or (firms >= _FEW and count > 1 and is_varied)
    return firms >= _SOME or (count > 1 and is_varied)


def _is_firm(text: str, know: Knowledge) -> bool:
    return is_firm(text, know, None) or (text.isupper() and ", " not in text and is_firm(text.title(), know, None))


def _is_part(text: str, know: Knowledge) -> bool:
    if _FORM.search(text) is not None or has_digit(text):
        return False
    return is_department(text, know) or know.jobs.unit.search(text) is not None


def _group(card: Card, title: int, columns: Sequence[Column], kinds: Sequence[str], region: Region) -> Group:
    know, owner = region.know, region.firm_name
    job = card.job if title < 0 else card.names[title]
    assert job is not None
    group = Group(job.line, _capital(job.value), is_aside=False)
    group.lines += [line for line in card.lines if line is not job.line]
    places: list[Piece] = []
    for column, kind in zip(columns, kinds, strict=True):
        name = card.names[column.at]
        parts = _names_in(name.value)
        is_whole = column.many != len(parts)
        if is_whole and column.part:
            continue
        piece = replace(name, kind=kind, value=name.value if is_whole else parts[column.part])
        if piece.value == owner:
            continue
        if kind == _WHERE and (is_department(piece.value, know) or is_office(piece.value, know)):
            piece = replace(piece, kind="categories")
        (places if piece.kind == _WHERE else group.pieces).append(piece)
    if places:
        where = ", ".join(piece.value for piece in places)
        group.pieces.append(replace(places[0], value=where))
    group.pieces += [piece for piece in card.pieces if piece.kind not in {"plain", "title", "other"}]
    terms = job.value.rpartition(", ")[2]
    if "employment_type" not in group.kinds and terms != job.value and is_term(terms, know):
        group.pieces.append(Piece("employment_type", terms, job.line, "terms"))
    return group


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
