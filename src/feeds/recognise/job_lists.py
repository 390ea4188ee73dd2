"""Postings of a line or two: rows under the heading of a team, tables, cards without labels, and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.model import JobPosting
from feeds.recognise.draft import Draft, Findings
from feeds.recognise.job_groups import keep
from feeds.recognise.job_lines import (
    CLOSED,
    Fact,
    Place,
    apply_by,
    asked_by,
    bare,
    cell_kind,
    cells_of,
    is_aside,
    is_firm,
    is_noise,
    is_of_days,
    is_role,
    is_rule,
    is_term,
    is_title,
    leads_elsewhere,
    parted,
    status,
    titled_closed,
    who_and_where,
    workplace,
)
from feeds.recognise.job_neighbours import in_parts
from feeds.recognise.job_pieces import Group, Piece
from feeds.recognise.job_records import Region, put_day, put_facts_of_page
from feeds.recognise.page import Line
from feeds.recognise.rules import GENDERS, Knowledge

_ROW = "posting.row"
_SENTENCE = "posting.sentence"
_FEWEST = 2
_MOST_CELLS = 8
_LONGEST_CELL = 120
_LONGEST_ROW = 300
_LONGEST_SENTENCE = 400
_MOST_PIECES = 6
_MOST_NAME_WORDS = 5
#: A row this near below the heading belongs to its list.
_NEAR = 6
_LONGEST_PARTICLE = 3
#: How much of a word for several is left in compounds: "trainer" of "Trainerinnen".
_STEM, _SHORTEST_STEM = 0.6, 4
_DAYS = frozenset({"valid_through", "published"})
_TEXTS = frozenset({"employment_type", "hiring_organization", "job_location"})


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A posting on a line: the title, what each further cell is, and which cells are plain text."""

    line: Line
    title: str
    told: tuple[tuple[str, str], ...]
    plain: tuple[str, ...]
    is_open: bool

    @property
    def is_certain(self) -> bool:
        """Tell whether the row can be nothing else, wherever it stands: a date alone or a duration is not enough."""
        return GENDERS.search(self.title) is not None or any(
            kind == "employment_type" and not text[:1].isdigit() for kind, text in self.told
        )

    def keep(self, region: Region, findings: Findings, rule: str) -> bool:
        """Keep the posting of the row, or refuse it."""
        group = Group(self.line, self.title, is_aside=False, is_row=True)
        group.pieces = [Piece(kind, text, self.line) for kind, text in self.told]
        group.pieces += [in_parts(Piece("plain", text, self.line), region.know) for text in self.plain]
        return keep(group, region, findings, rule=rule)


def rows(region: Region, findings: Findings) -> bool:
    """Read the rows of a region, the header of a table first; tell whether there were any."""
    has_table = table(region, findings)
    found = [row for row in _rows(region, findings) if row.is_certain]
    kept = [row.keep(region, findings, _ROW) for row in found if row.line.number not in findings.taken]
    return has_table or any(kept)


def of_employers(region: Region, findings: Findings) -> bool:
    """Read the rows with an employer's name behind the title that nothing else took, if there are more such."""
    found = [row for row in _rows(region, findings) if row.line.number not in findings.taken and row.is_open]
    named = [row for row in found if any(region.know.jobs.organization.search(cell) for cell in row.plain[:-1])]
    known = {number for number, item in findings.items if isinstance(item, JobPosting)}
    widths = {len(cells_of(line)) for line in region.lines if line.number in known}
    wanted = [row for row in named if len(named) > 1 or len(cells_of(row.line)) in widths]
    kept = [row.keep(region, findings, _ROW) for row in wanted]
    return any(kept)


def _rows(region: Region, findings: Findings) -> Iterator[Row]:
    is_open = True
    lines = region.lines
    for index, line in enumerate(lines):
        if line.number in findings.taken:
            continue
        if is_aside(bare(line.text), region.know):
            is_open = False
        row = _row(line, lines[index + 1 : index + 2], region, is_open=is_open)
        if row is not None:
            yield row


def _row(line: Line, following: Sequence[Line], region: Region, *, is_open: bool) -> Row | None:
    cells = cells_of(line)
    if not _FEWEST <= len(cells) <= _MOST_CELLS or len(line.text) > _LONGEST_ROW:
        return None
    know = region.know
    title, *rest = cells
    if any(len(cell) > _LONGEST_CELL for cell in cells) or not is_title(title, know):
        return None
    if know.grammar.find_clock(title) is not None or _is_same(title, region.firm_name, know):
        return None
    if leads_elsewhere(rest, know):
        return None
    told, plain = _sorted(rest, know)
    if any("©" in cell or "@" in cell or cell[:1] == "+" for cell in plain) or len(plain) > 3:
        return None
    below = following[0] if following and not cells_of(following[0]) else None
    told += [("closed", "")] if below is not None and know.jobs.filled.search(below.text) else []
    told += [("closed", "")] if titled_closed(title, know) else []
    return Row(line=line, title=title, told=tuple(told), plain=tuple(plain), is_open=is_open)


def _is_same(title: str, firm: str | None, know: Knowledge) -> bool:
    """Tell whether a title is the employer's own name, with the form of the firm or without."""
    if firm is None:
        return False
    name, known = title.casefold(), firm.casefold()
    return name in known or (name.startswith(known) and is_firm(title[len(firm) :], know, None))


def _sorted(cells: Sequence[str], know: Knowledge) -> tuple[list[tuple[str, str]], list[str]]:
    told, plain = [], []
    for cell in cells:
        for piece in _pieces(cell, know):
            label = know.labelled(piece)
            if label is not None and label["value"] and label["label"].casefold() in know.job_labels:
                told.append(_labelled(know.job_labels[label["label"].casefold()], label["value"], know))
                continue
            kind = cell_kind(piece, know)
            if kind is None:
                plain.append(piece)
            else:
                told.append((kind, piece))
    return told, plain


def _labelled(field: str, value: str, know: Knowledge) -> tuple[str, str]:
    return ("closed", value) if status(value, know) else (field, value)


def _pieces(cell: str, know: Knowledge) -> list[str]:
    """Part the sentences of a cell: "Firm, town. Apply by 3 May."."""
    return know.sentences(cell) if ". " in cell else [cell.rstrip(".") if cell.count(".") == 1 else cell]


def table(region: Region, findings: Findings) -> bool:
    """Read a table whose first line names the columns."""
    fields: Sequence[str | None] | None = None
    found = False
    for index, line in enumerate(region.lines):
        if line.number in findings.taken:
            continue
        names = _column_names(line) if len(line.cells) >= _FEWEST else []
        named = _columns(names, index, region) if names else None
        if named is not None:
            # Beside a column of names the posts are those that people have.
            fields = named if region.know.jobs.persons.isdisjoint(names) else None
        elif fields is not None and len(line.cells) == len(fields):
            found = _keep_columns(line, fields, region, findings) or found
        elif fields is not None and len(line.cells) < _FEWEST and line.after_gap:
            fields = None
    return found


def _column_names(line: Line) -> list[str]:
    return [bare(cell).rstrip(":").casefold() for cell in line.cells]


def names_columns(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a line can name the columns of a table: two of its cells are labels of postings."""
    return any(sum(name in know.job_labels for name in _column_names(line)) >= _FEWEST for line in lines if line.cells)


def _columns(cells: Sequence[str], index: int, region: Region) -> list[str | None] | None:
    """Read the line that names the columns: the title's may have any name where others are those of postings."""
    know, lines = region.know, region.lines
    names = [know.job_labels.get(cell) for cell in cells]
    if sum(name is not None for name in names) < _FEWEST:
        return None
    # "Department" names a part of the employer that the page is of.
    parts = {n for n in range(len(cells)) if _is_of_part(n, cells, index, region)} if region.firm is not None else set()
    names = [None if n in parts else name for n, name in enumerate(names)]
    names = _surest(names, cells, know)
    if "title" in names:
        return names if sum(name is not None for name in names) >= _FEWEST else None
    last = [cell for cell, name in zip(cells, names, strict=True) if name == "valid_through"]
    is_of_postings = region.is_certain or any(map(know.jobs.applying.search, last))
    if not last or not is_of_postings or has_digit(lines[index].text):
        return None
    day = names.index("valid_through")
    below = [line.cells for line in lines[index + 1 : index + 1 + _NEAR] if len(line.cells) == len(names)]
    below = [row for row in below if has_digit(row[day])]
    free = (n for n, name in enumerate(names) if name is None and n not in parts)
    at = next((n for n in free if below and all(is_title(bare(row[n]), know) for row in below)), None)
    return None if at is None else ["title" if n == at else name for n, name in enumerate(names)]


def _is_of_part(column: int, cells: Sequence[str], index: int, region: Region) -> bool:
    """Tell whether a column names parts of the employer: “School” does on the page of a university alone."""
    jobs = region.know.jobs
    if cells[column] in jobs.units:
        return True
    if region.know.job_labels.get(cells[column]) != "hiring_organization" or cells[column] not in jobs.parts:
        return False
    below = (line.cells for line in region.lines[index + 1 : index + 1 + _NEAR])
    return region.is_of_institution(row[column] for row in below if len(row) == len(cells))


def _surest(names: Sequence[str | None], cells: Sequence[str], know: Knowledge) -> list[str | None]:
    """Keep of columns for one field that whose name stands first in the language's file: "Place" before "Area"."""
    if names.count("job_location") < _FEWEST:
        return list(names)
    order = [name.casefold() for name in know.language.labels.job_posting.get("job_location", ())]
    ranks = {order.index(cell): n for n, cell in enumerate(cells) if names[n] == "job_location" and cell in order}
    best = ranks[min(ranks)] if ranks else names.index("job_location")
    return [name if name != "job_location" or n == best else None for n, name in enumerate(names)]


def _keep_columns(line: Line, fields: Sequence[str | None], region: Region, findings: Findings) -> bool:
    cells = {field: bare(cell) for field, cell in zip(fields, line.cells, strict=True) if field is not None}
    draft = Draft()
    for field, cell in cells.items():
        if field in _DAYS:
            put_day(draft, Fact(field, cell, (line,)), region.setting, "posting.table")
        elif field == "categories":
            draft.put(field, (cell,), line, "posting.table", cell)
        elif field != "status":
            draft.put(field, cell, line, "posting.table", cell)
    title = cells.get("title", "")
    if not is_title(title, region.know):
        return False
    if any(status(cell, region.know) for cell in cells.values()) or titled_closed(title, region.know):
        findings.refuse("job_posting", (line,), "posting.table", CLOSED)
        findings.taken.add(line.number)
        return True
    put_facts_of_page(draft, region)
    findings.add(draft.make(JobPosting, region.setting.code), (line,))
    return True


def _blocks(region: Region, findings: Findings) -> Iterator[list[Line]]:
    """Give the lines that are free yet, parted at gaps and rules, up to what stands aside."""
    block: list[Line] = []
    for line in region.lines:
        if is_aside(bare(line.text), region.know):
            break
        is_free = line.number not in findings.taken and not is_noise(line.text, region.know) and not is_rule(line)
        is_free = is_free and region.know.marker(line.text) is None
        if (line.after_gap or not is_free) and block:
            yield block
            block = []
        if is_free:
            block.append(line)
    if block:
        yield block


def sentences(region: Region, findings: Findings) -> bool:
    """Read postings told in a line of prose: "Cook, 20 hours, Hotel Sea, Skagen. Apply by 3 May."."""
    kept = False
    for block in _blocks(region, findings):
        for line in block:
            row = _sentence(line, region) if len(line.text) <= _LONGEST_SENTENCE else None
            if row is not None and not _introduces(row, region.know, findings):
                kept = row.keep(region, findings, _SENTENCE) or kept
    return kept


def _introduces(row: Row, know: Knowledge, findings: Findings) -> bool:
    """Tell whether a line only leads to postings below it: "We seek trainers" above "Head trainer", "Ski trainer"."""
    if any(kind in _DAYS and text for kind, text in row.told):
        return False
    begin = row.line.number
    is_open = not (row.line.is_sentence or is_role(row.title, know))
    if is_open and any(begin < number <= begin + _FEWEST for number, _ in findings.items):
        # "We are looking for an experienced" right above the title.
        return True
    below = [item.title for number, item in findings.items if number > row.line.number and isinstance(item, JobPosting)]
    *_, word = row.title.casefold().split()
    stem = word[: max(round(len(word) * _STEM), _SHORTEST_STEM)]
    return sum(stem in (title or "").casefold() for title in below) >= _FEWEST


def sought(line: Line, region: Region) -> Row | None:
    """Read a headline that says whom somebody seeks: "We are looking for a cook"."""
    text = line.text.rstrip("! ")
    asked = asked_by(text, region.know)
    return None if asked is None else _of_rule(msgspec.structs.replace(line, text=text), asked, [], None, region)


def _sentence(line: Line, region: Region) -> Row | None:
    know = region.know
    head, *rest = know.sentences(bare(line.text))
    text = bare(line.text)
    told: list[tuple[str, str]] = []
    if know.jobs.filled.search(text) or any(status(piece, know) for piece in rest):
        told.append(("closed", ""))
    day = apply_by(text, know, is_sure=region.is_certain)
    told += [("valid_through", day)] if day is not None else []
    told += _labels(rest, know)
    asked = asked_by(head, know)
    if asked is not None:
        place = who_and_where(rest[0], know, region.firm_name) if rest and rest[0].count(", ") == 1 else None
        return _of_rule(line, asked, told, place, region)
    return _of_pieces(line, head, rest, told, region)


def _labels(sentences: Sequence[str], know: Knowledge) -> list[tuple[str, str]]:
    """Read the sentences that are a label and its value: "Place: Leeds"."""
    found = (know.labelled(sentence.rstrip(".")) for sentence in sentences)
    labels = [match for match in found if match is not None and match["colon"] is not None and match["value"]]
    told = ((know.job_labels.get(match["label"].casefold()), match["value"]) for match in labels)
    return [(field, value) for field, value in told if field in _TEXTS]


def _of_rule(
    line: Line, facts: dict[str, str], told: list[tuple[str, str]], place: Place | None, region: Region
) -> Row | None:
    know = region.know
    role = facts.get("role_name", "").strip(" ,")
    asking = facts.get("organization") if line.text.startswith(facts.get("organization", "\n")) else None
    if asking is not None and not _is_name(asking, know):
        return None
    if not is_title(role, know) and not GENDERS.search(role):
        return None
    is_open = " " not in role and not is_role(role, know) and _goes_on_small(line.text, role)
    if is_open or know.jobs.anybody.fullmatch(role):
        # "We are looking for a practical, cheerful person" and "for somebody who sings" name no job.
        return None
    firm, town = facts.get("organization"), facts.get("location")
    if firm is not None and ", " in firm:
        firm, _, town = (piece.strip(" ,") for piece in firm.partition(", "))
    if firm is not None and town is None and not is_firm(firm, know, None) and " " not in firm:
        firm, town = None, firm
    if firm is None and town is None and place is not None:
        firm, town = place.firm, place.town
    title = role[:1].upper() + role[1:]
    terms, plain = _behind(line, role, know)
    if firm is None and (len(plain) > 1 or (plain and is_firm(plain[0], know, region.firm_name))):
        firm, *plain = plain
    town = town or (", ".join(plain) if plain else None) or workplace(line.text, know)
    named = (("hiring_organization", firm), ("job_location", town))
    told += [*terms, *((field, value) for field, value in named if value is not None)]
    return Row(line=line, title=title, told=(*told, ("employment_type", "")), plain=(), is_open=True)


def _goes_on_small(text: str, word: str) -> bool:
    """Tell whether a word of a text and one in small letters are parted by a comma: "practical, cheerful"."""
    behind = text.partition(word)[2]
    return word.islower() and behind.startswith(", ") and behind[2:3].islower()


def _behind(line: Line, role: str, know: Knowledge) -> tuple[list[tuple[str, str]], list[str]]:
    """Read what commas part from the role in its sentence: "… seeks a cook, part-time, Leeds"."""
    head = know.sentences(bare(line.text))[0].rstrip(".")
    pieces = parted(head)
    at = next((i for i, piece in enumerate(pieces) if role in ", ".join(pieces[: i + 1])), len(pieces))
    told, plain = _sorted(pieces[at + 1 :], know)
    is_named = all(piece[:1].isupper() and len(piece.split()) <= _MOST_NAME_WORDS for piece in plain)
    return told, plain if is_named and len(plain) <= _FEWEST else []


def _is_name(text: str, know: Knowledge) -> bool:
    small = [word for word in text.split() if word[:1].islower() and len(word) > _LONGEST_PARTICLE]
    return not small or is_firm(text, know, None)


def _of_pieces(line: Line, head: str, rest: Sequence[str], told: list[tuple[str, str]], region: Region) -> Row | None:
    know = region.know
    pieces = parted(head)
    if not _FEWEST <= len(pieces) <= _MOST_PIECES or not is_title(pieces[0], know):
        return None
    while len(pieces) > 1:
        last = _sorted(pieces[-1:], know)[0]
        if not last:
            break
        told += last
        pieces.pop()
    told += [("employment_type", piece) for piece in pieces[1:] if is_of_days(piece, know)]
    pieces = [piece for piece in pieces if not is_of_days(piece, know)]
    if not pieces or know.grammar.find(", ".join(pieces)) is not None:
        return None
    if not told and not GENDERS.search(head) and not any(know.jobs.applying.search(piece) for piece in rest):
        return None
    title, plain = _names(pieces, region)
    if not is_title(title, know) or not all(piece[:1].isupper() for piece in plain):
        return None
    if len(plain) == _FEWEST and not is_firm(plain[1], know, None):
        # It names who and where itself, whoever the page is of.
        told += [("hiring_organization", plain[0]), ("job_location", plain[1])]
        plain = []
    return Row(line=line, title=title, told=tuple(told), plain=tuple(plain), is_open=True)


def _names(pieces: list[str], region: Region) -> tuple[str, list[str]]:
    """Part a title from who and where: the last piece is the town, the one before it the firm."""
    know = region.know
    firms = [i for i, piece in enumerate(pieces) if i and is_firm(piece, know, region.firm_name)]
    if firms:
        return ", ".join(pieces[: firms[0]]), [pieces[firms[0]], *_joined(pieces[firms[0] + 1 :])]
    if len(pieces) > _FEWEST and region.firm is None and pieces[-2][:1].isupper():
        return ", ".join(pieces[:-2]), pieces[-2:]
    if len(pieces) > _FEWEST and region.firm is not None and pieces[-2][:1].isupper() and not is_term(pieces[-2], know):
        return ", ".join(pieces[:-2]), pieces[-2:]
    return ", ".join(pieces[:-1]), pieces[-1:]


def _joined(pieces: Sequence[str]) -> list[str]:
    return [", ".join(pieces)] if pieces else []
