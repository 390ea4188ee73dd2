"""A page as lines, the language it is in, and the blocks its markers divide it into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence, Set
from functools import cache
from itertools import chain, filterfalse, pairwise, takewhile
from typing import Literal, TypeAlias, final

import msgspec

from feeds import lang
from feeds.expressions import Remembered, has_digit, holds
from feeds.model import Block
from feeds.recognise import wrapping
from feeds.recognise.marks import BULLET, CELL_MARKS, FEWEST_CELLS, PARTS, SENTENCE_TAILS
from feeds.recognise.rules import Knowledge
from feeds.text import clean

# Not the joiners U+200C and U+200D: scripts and emoji need them.
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
_SHORT_LEADER = re.compile(r" \.{1,3} ")
#: A picture in front of a line: what it stands for is said again by the line, or by its place in an entry.
_ICON = re.compile(
    "^(?:[\u231a-\u23ff\u2600-\u26ff\u2700-\u27bf\U0001f300-\U0001faff][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?\\s*)+(?=\\S)"
)
#: The first sign that can be a picture; nearly all letters come before it.
_FIRST_ICON = "\u231a"
_WORD = re.compile(r"[^\W\d_]+")
_DETECTION_LENGTH = 6000
#: "On 4/3", "• on. 4. marts": a weekday cut short, where it opens a line before figures with a mark.
_CUT_WEEKDAY = re.compile(r"^\W*on(?:\.|,)?\s+(?=\d{1,2}[./])", re.MULTILINE)
#: What mostly stands at words.
_COMMON_MARKS = '.,:-"()|'
#: No-break and figure spaces; not the thin ones, which stand inside numbers.
_SPACES = "\u00a0\u2007"
_FOLDED = str.maketrans({**dict.fromkeys(_INVISIBLE), **dict.fromkeys(_SPACES, " ")})
_LONGEST_ENTRY = 25
_LONGEST_HEADING = 60
_NEAR_HEADING = 7
#: Postings of a few lines below their heading.
_FAR_HEADING = 16
#: Of one sign or two: to look one up is quicker than to try all.
_TAILS = frozenset(SENTENCE_TAILS)
_TRAIL = re.compile(r"\s+[>›»→/]\s+")
_FEWEST_CELLS, _MOST_CELLS = 3, 6
_DASHES = re.compile(r"\s[–—|·•-]\s")
#: What a word of a menu does not open, whatever stands below.
_NOT_OF_MENU = frozenset({"notices", "past"})
_DECORATED = re.compile(r"[^\w\s]|\(?\d{1,2}[.)]")
#: BCP 47: a language that cannot be told.
UNKNOWN = "und"
#: Of a page's different words every tenth is a common one of its language; of a strange language, every fortieth.
_LEAST_SHARE = 0.05
#: Of names and titles a page is made where not one word in so many is written small; of these so many are known.
_MOST_SMALL, _LEAST_OF_SMALL = 3, 0.15
_LONGEST_CONTENT = 80
_SHORTEST_CARD, _LONGEST_CARD, _FEWEST_KINDS = 3, 12, 3
_FEW_WORDS = 30


@final
class Line(msgspec.Struct, frozen=True):
    """A line that is not blank: 1-based `number`, folded `text`, `indent` in columns, a blank line before it or not.

    `cells` are what bars, middle dots, tabs, wide spaces or dot leaders part it into; a line of prose has none. A line
    that was wrapped is one here; `span` names the first and last line of the file that it stands on. `icon` is the
    picture in front of it, `shown` what the page has where `text` says the same in other words.
    """

    number: int
    text: str
    indent: int
    after_gap: bool
    span: tuple[int, int]
    cells: tuple[str, ...] = ()
    icon: str = ""
    shown: str = ""

    @property
    def parts(self) -> int:
        """Count the cells; a line of prose is one."""
        return len(self.cells) or 1

    @property
    def is_sentence(self) -> bool:
        """Tell whether the line ends as a sentence does."""
        last = self.text[-2:]
        return last in _TAILS or last[1:] in _TAILS


#: What a section holds: a block that a marker opens, or a piece of a newsletter.
Holds: TypeAlias = Block | Literal["article"]


class Section(msgspec.Struct, frozen=True):
    """A block of the page: its kind, the line that opens it (none for `main`), the title there, and its lines."""

    kind: Holds | None
    opener: Line | None
    title: str | None
    lines: tuple[Line, ...]
    is_last: bool


def without_bullet(text: str) -> str:
    """Take off what stands before an entry of a list."""
    # A substitution would try each place of the text.
    found = BULLET.match(text)
    return text if found is None else text[found.end() :]


def standing_alone(lines: Sequence[Line]) -> list[Line]:
    """List the lines that are paragraphs by themselves."""
    ends = [*[line.after_gap for line in lines[1:]], True]
    return [line for line, is_last in zip(lines, ends, strict=False) if line.after_gap and is_last]


def paragraphs(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Part lines where a blank one stands between them."""
    return [tuple(lines[span.start : span.stop]) for span in spans(lines)]


def spans(lines: Sequence[Line]) -> list[range]:
    """Give the indexes of the lines of each paragraph."""
    starts = [n for n, line in enumerate(lines) if n == 0 or line.after_gap]
    return [range(begin, end) for begin, end in pairwise([*starts, len(lines)])]


def raw_lines(text: str) -> list[str]:
    """Give the lines of a page as they stand, without what cannot be seen."""
    lines = text.split("\n")
    # All that is to be cleaned or folded cannot be printed.
    if all(map(str.isprintable, lines)):
        return lines
    text = clean(text)
    if holds(text, _INVISIBLE) or holds(text, _SPACES):
        text = text.translate(_FOLDED)
    return text.split("\n")


def read_lines(text: str) -> tuple[Line, ...]:
    """Give the lines of a page that are not blank; what an editor wrapped is joined again."""
    rows = wrapping.unwrapped(raw_lines(text))
    stripped = [*map(str.strip, [raw for _, _, raw in rows])]
    joined = " ".join(stripped)
    marks = [mark for mark in (*CELL_MARKS, ";") if mark in joined]
    marked = {core for mark in marks for core in stripped if mark in core}
    # The only white space that can be printed is the space.
    is_plain = joined.isprintable()
    lines: list[Line] = []
    gap = False
    for number, ((first, last, raw), core) in enumerate(zip(rows, stripped, strict=True), 1):
        if not core:
            # Above the first line there is nothing that a gap could part it from.
            gap = bool(lines)
            continue
        indent = 0 if core is raw else len(raw) - len(raw.lstrip())
        icon = _ICON.match(core) if core[0] >= _FIRST_ICON else None
        bare = core if icon is None else core[icon.end() :]
        # Most lines are folded as they stand, and have no cells: there is no wide space in them and no bar.
        folded = bare if is_plain and "  " not in bare else " ".join(bare.split())
        cells = _cells(bare, folded) if folded is not bare or core in marked else ()
        sign = "" if icon is None else icon[0][0]
        lines.append(Line(number, folded, indent, gap, (first, last), cells, sign))
        gap = False
    return tuple(lines)


def _cells(text: str, folded: str) -> tuple[str, ...]:
    if text.count(";") >= FEWEST_CELLS and "; " not in text:
        # Columns as a spreadsheet writes them.
        return tuple(cell for cell in map(str.strip, folded.split(";")) if cell)
    cells = tuple(" ".join(cell.split()) for cell in PARTS.split(text))
    if len(cells) > 1 and _SHORT_LEADER.search(text) is not None:
        # Beside other cells a dot or three are a short leader, in prose a pause.
        cells = tuple(part for cell in cells for part in _SHORT_LEADER.split(cell))
    return tuple(cell for cell in cells if cell) if len(cells) > 1 else ()


@cache
def _betrayers() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for code in lang.available():
        language = lang.load(code).language
        for word in (*language.stopwords, *language.telling):
            words[word] = (*words.get(word, ()), code)
    return words


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    return {code: lang.load(code).language.endings for code in lang.available()}


def _read_word(word: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    common = _betrayers().get(word, ())
    ended = tuple(code for code, endings in _endings().items() if word.endswith(endings))
    return (common, ended) if common or ended else None


#: The languages that a word is a common one of, and those whose words end as it does; the same few thousand words come
#: again and again, and most tell nothing.
_told_by = Remembered(_read_word, 1 << 14).__getitem__


def detect_language(text: str, default: str) -> str:
    """Tell which language's common words a text holds most of; `und` (BCP 47) when it holds too few of any.

    Words of one language alone count fourfold, word endings double.
    """
    scores, known = dict.fromkeys(_endings(), 0), dict.fromkeys(_endings(), 0)
    page = text = text[:_DETECTION_LENGTH]
    text = text.casefold()
    if "on" in text:
        text = _CUT_WEEKDAY.sub(" ", text)
    for mark in _COMMON_MARKS:
        text = text.replace(mark, " ")
    counts = Counter(text.split())
    # Now most tokens are words as they stand; the expression is slow, so it sees only the others.
    others = [[token] * counts.pop(token) for token in [*filterfalse(str.isalpha, counts)]]
    counts.update(_WORD.findall(" ".join(chain.from_iterable(others))))
    for word in filter(_told_by, counts):
        common, ended = _told_by(word) or ((), ())
        weight = counts[word] if len(common) > 1 else 4 * counts[word]
        for code in common:
            known[code] += 1
            scores[code] += weight
        for code in ended:
            scores[code] += 2
    best = max(sorted(scores), key=scores.__getitem__)
    if len(counts) < _FEW_WORDS:
        return best if scores[best] else default
    # A word that stands in front of many lines is one: "on" is a weekday as well.
    able = {code: score for code, score in scores.items() if known[code] >= len(counts) * _LEAST_SHARE}
    if able:
        return max(sorted(able), key=able.__getitem__)
    second = max(known[code] for code in known if code != best)
    return best if known[best] > second and _is_of_names(page, known[best]) else UNKNOWN


def _is_of_names(text: str, known: int) -> bool:
    """Tell whether a page is so much a list of names and titles that few words are left, many of them known."""
    tokens = [*filter(str.isalpha, text.split())]
    small = {*filter(str.islower, tokens)}
    return known > 1 and len(small) * _MOST_SMALL < len({*tokens}) and known >= len(small) * _LEAST_OF_SMALL


def divide(lines: Sequence[Line], know: Knowledge, taken: Collection[int] = ()) -> tuple[Section, ...]:
    """Divide a page at its markers; the first section is the main one and has no marker, nor have lines `taken` before.

    A heading that is a common word (a menu has them too) opens a block only where its lines bear it out.
    """
    openings: list[_Opening] = [_Opening(0, None, None, None)]
    marked = [know.marker(line.text) if line.number not in taken else None for line in lines]
    # What a table of contents names comes again as a heading; most pages have no such words at all.
    short = lines if any(marked) else ()
    last = {line.text.casefold(): index for index, line in enumerate(short) if len(line.text) <= _LONGEST_CONTENT}
    kinds: Set[int] | None = None
    for index, (line, found) in enumerate(zip(lines, marked, strict=True)):
        if found is not None and (
            _is_label_of_record(lines, index, know) or _is_status(lines, index, found[0].block, know)
        ):
            continue
        if found is not None and found[0].block == "programme":
            kinds = _kinds_near_days(lines, know) if kinds is None else kinds
            if index in kinds or _is_on_card(lines, index, know):
                continue
        if found is not None and last.get(line.text.casefold(), index) == index:
            openings.append(_Opening(index + 1, found[0].block, line, found[1]))
        elif line.after_gap and len(line.text) <= _LONGEST_HEADING and _heads_postings(lines, index, know):
            openings.append(_Opening(index + 1, "postings", line, None))
    kept = [openings[0]]
    for number, opening in enumerate(openings[1:], 1):
        end = openings[number + 1].start - 1 if number + 1 < len(openings) else len(lines)
        is_entry = opening.kind in _NOT_OF_MENU and _is_in_menu(lines, opening.start - 1)
        if not is_entry and _is_borne_out(opening.kind, lines[opening.start : end], know):
            kept.append(opening)
    ends = [opening.start - 1 for opening in kept[1:]] + [len(lines)]
    return tuple(
        Section(o.kind, o.opener, o.title, tuple(lines[o.start : end]), end == len(lines))
        for o, end in zip(kept, ends, strict=True)
    )


def _is_label_of_record(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether a word that opens a block is a label here: another stands alone below it or below its value."""
    if not _is_label_alone(lines[index], know):
        return False
    below = takewhile(lambda line: not line.after_gap, lines[index + 1 : index + 3])
    return any(_is_label_alone(line, know) for line in below)


def _is_status(lines: Sequence[Line], index: int, kind: Block | None, know: Knowledge) -> bool:
    """Tell whether "FILLED" ends a paragraph or stands below a posting: it is said of that, and opens nothing."""
    if kind != "closed" or index == 0 or lines[index].after_gap:
        return False
    above = lines[index - 1]
    is_last = index + 1 == len(lines) or lines[index + 1].after_gap
    return is_last or know.tells_of_posting(above.text, above.cells)


def _is_on_card(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether "Courses" stands in a paragraph with a single day, as it does on a card below another one."""
    begin = next((n for n in range(index, 0, -1) if lines[n].after_gap), 0)
    below = takewhile(lambda line: not line.after_gap, lines[begin + 1 : begin + _LONGEST_CARD])
    card = [lines[begin], *below]
    if begin == 0 or len(card) < _SHORTEST_CARD or not _has_one_day(card, know):
        return False
    start = next((n for n in range(begin - 1, 0, -1) if lines[n].after_gap), 0)
    is_below = begin - start >= _SHORTEST_CARD and _has_one_day(lines[start:begin], know)
    # The first card has one below it.
    after = (
        list(
            takewhile(
                lambda line: line is lines[begin + len(card)] or not line.after_gap,
                lines[begin + len(card) : begin + len(card) + _LONGEST_CARD],
            )
        )
        if begin + len(card) < len(lines)
        else []
    )
    return is_below or (len(after) >= _SHORTEST_CARD and _has_one_day(after, know))


def _kinds_near_days(lines: Sequence[Line], know: Knowledge) -> Set[int]:
    """Find the words for kinds that stand on cards without gaps: three or more, a day or an hour next to each."""
    found = {n for n, line in enumerate(lines) if n and not line.after_gap and know.is_kind(line.text)}
    near = {n for n in found if any(_is_time(line, know) for line in lines[max(n - 2, 0) : n + 3])}
    return near if len(near) >= _FEWEST_KINDS else frozenset()


def _is_time(line: Line, know: Knowledge) -> bool:
    """Tell whether a short line holds a day or an hour."""
    if len(line.text) > _LONGEST_HEADING or not has_digit(line.text):
        return False
    return know.grammar.find(line.text) is not None or know.grammar.find_clock(line.text) is not None


def _has_one_day(lines: Sequence[Line], know: Knowledge) -> bool:
    return sum(has_digit(line.text) and know.grammar.find(line.text) is not None for line in lines) == 1


def _is_label_alone(line: Line, know: Knowledge) -> bool:
    return line.text.rstrip(":? ").casefold() in know.event_labels


def _heads_postings(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether a short line with a word for jobs, below a gap, is a heading above what only postings have."""
    line = lines[index]
    if line.cells or ": " in line.text or line.is_sentence:
        return False
    # Of a trail of pages only the last is the one that is shown: "Home > Jobs & careers > New faces".
    shown = _TRAIL.split(line.text)[-1]
    if know.jobs.heading.search(shown) is None or know.jobs.aside.search(line.text):
        return False
    if know.jobs.heading.match(line.text) is None and know.jobs.role.match(line.text) is not None:
        # "Cook, 80 % job" is the title of one, but "Coaches wanted" can stand above several.
        return line.after_gap and _leads_to_several(lines, index, know)
    if know.tells_of_posting(line.text, line.cells) or know.marker(shown.strip("[]()#*=~-– ")) is not None:
        return False
    below = lines[index + 1 : index + 1 + _NEAR_HEADING]
    if not below or not (below[0].after_gap or line.text.isupper() or _DECORATED.match(line.text)):
        return False
    return _tell_of_postings(below, know)


def _leads_to_several(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether a line that seeks somebody stands apart above several postings: a label comes again below it."""
    text, below = lines[index].text, lines[index + 1 : index + 1 + _FAR_HEADING]
    *_, word = text.split()
    if know.jobs.heading.fullmatch(word) is None or not below or not below[0].after_gap:
        return False
    alike = (line for line in below if line.text.casefold().endswith(word.casefold()) and line.after_gap)
    if any(know.jobs.role.match(line.text) is not None for line in alike):
        # "Cook wanted" above "Waiter wanted".
        return False
    labels = [match["label"].casefold() for line in below if (match := know.labelled(line.text)) is not None]
    return any(labels.count(label) > 1 for label in set(labels) & know.job_labels.keys())


def _tell_of_postings(lines: Sequence[Line], know: Knowledge) -> bool:
    if any(know.tells_of_posting(line.text, line.cells) for line in lines):
        return True
    # "As: cook", "At: Hill Farm": labels that say so only together.
    words = {line.text.partition(":")[0].casefold() for line in lines[:_NEAR_HEADING] if ": " in line.text}
    if len(words & know.jobs.short_labels.keys()) > 1:
        return True
    if sum(_names_employer(line, know) or _names_department(line, know) for line in lines) > 1:
        return True
    # "Posted 2 March" stands below an article too, but not again and again.
    return sum(has_digit(line.text) and know.jobs.dated.fullmatch(line.text) is not None for line in lines) > 1


def _names_employer(line: Line, know: Knowledge) -> bool:
    """Tell whether a line has the form "Carpenter – Holm Timber Ltd – Cork": an employer's name in its middle."""
    cells = _DASHES.split(line.text)
    is_row = _FEWEST_CELLS <= len(cells) <= _MOST_CELLS and all(len(cell) <= _LONGEST_HEADING for cell in cells)
    named = (know.jobs.organization.search(cell) is not None for cell in cells[1:-1])
    return is_row and not line.is_sentence and not has_digit(cells[0]) and any(named)


def _names_department(line: Line, know: Knowledge) -> bool:
    """Tell whether a row has a job, a department and one more cell: "Cook | Production | Leeds"."""
    title, *others = line.cells or ("",)
    is_row = len(others) == _FEWEST_CELLS - 1 and not has_digit(line.text) and know.jobs.role.search(title) is not None
    return is_row and any(know.jobs.department.fullmatch(cell) is not None for cell in others)


class _Opening(msgspec.Struct, frozen=True):
    start: int
    kind: Block | None
    opener: Line | None
    title: str | None


def _is_in_menu(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line stands between other entries of a menu."""
    around = lines[max(0, at - 1) : at + 2]
    if len(around) < 3 or any(line.after_gap for line in around[1:]):
        return False
    return all(len(line.text) <= _LONGEST_ENTRY and not any(c in "0123456789:." for c in line.text) for line in around)


def _is_borne_out(kind: Block | None, lines: Sequence[Line], know: Knowledge) -> bool:
    match kind:
        case "programme":
            return any(_tells_day(line.text, know) or _repeats(line.text, know) for line in lines)
        case "postings":
            return _tell_of_postings(lines, know)
        case "end":
            return not (lines and (_names_columns(lines[0], know) or _tells_of_people(lines, know)))
        case _:
            return True


def _tells_of_people(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether sentences that name somebody stand below "More names": it is a heading over the rest of them."""
    told = [line for line in lines[:_FEWEST_CELLS] if line.is_sentence and know.person.search(line.text) is not None]
    return lines[0] in told and len(told) > 1


def _tells_day(text: str, know: Knowledge) -> bool:
    """Tell whether a line names a day that is no last one to register or apply."""
    dates = know.grammar.find(text) if has_digit(text) else None
    last = know.deadline.search(text) if dates is not None else None
    return dates is not None and (last is None or dates.start < last.start())


def _repeats(text: str, know: Knowledge) -> bool:
    """Tell whether a line opens with words that repeat something, and names it: "Every Thursday, 7 pm: Quiz"."""
    head, colon, name = text.partition(": ")
    return bool(colon and name) and has_digit(head) and know.repetition.has(head) and know.hours.search(text) is None


def _names_columns(line: Line, know: Knowledge) -> bool:
    """Tell whether a line stands over a table of events: "More events" above it is a heading, and ends nothing."""
    fields = [know.columns.get(cell.casefold().strip(":"), "") for cell in line.cells]
    return len(fields) > 1 and all(fields) and "when" in fields
