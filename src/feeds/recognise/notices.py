"""Personnel notices: which lines of a page are entries, and what the lines above them say."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise, takewhile

import msgspec

from feeds.dates import Context, resolve
from feeds.expressions import LONGEST_LINE, has_digit, holds
from feeds.recognise import cards, clauses, contacts, leads, slips
from feeds.recognise.draft import Findings, Publisher, Setting
from feeds.recognise.facts import year_of
from feeds.recognise.leads import LONGEST_HEADING
from feeds.recognise.marks import BULLET
from feeds.recognise.move import CHANGES, NO_CHANGE, Heading, Move
from feeds.recognise.moves import Teller
from feeds.recognise.page import Line, Section
from feeds.recognise.phrases import EDGES, Name, Phrases, phrases
from feeds.recognise.rules import Knowledge
from feeds.recognise.years import opening_day

_CUT_OFF = "cut off: the page ends before the notice does"
_NO_CHANGE = "no change of job: its heading says so"
_WRAPPED = 45
_LONGEST_WRAP = 12
_TOP, _LONGEST_DATED = 10, 110
_LONGEST_CAPTION = 90
#: A page is a column of names when at least two notices are on it, in at least this share of its entries.
_ARTICLE = ("picture", "locked", "credit")
_MENU = 3
_FEWEST, _SHARE, _LEAST, _MOST = 2, 0.5, 0.3, 0.6
#: The full stop of a firm's name, and so many letters that it and what parts it from other words are among.
_FIRM_STOP = re.compile(r"(?:[&+] Co|\b(?:Inc|Ltd|Corp|Bros|Cie))\.$")
_LONGEST_FIRM_STOP = 8
#: Before an item of an agenda.
_ITEM = re.compile(r"(?:\d{1,2}[.)]|§ ?\d)")
#: So far from the beginning of an entry stands the name, behind a day or a post.
_EARLY = 32
_LONGEST_CARD, _SHORTEST_CARD = 6, 2
#: "With effect from" before a day.
_MOST_LEAD = 3
#: Between entries on one line, each of which ends as a sentence does.
_STRUNG = re.compile(r"(?<=[.!?])\s+(?:\+{2,3}|\*{2,3}|/{2,3}|[•●■▪◆♦►])\s+(?=[^\W_])")
_STRINGS = (" ++", " **", " //", *(f" {sign} " for sign in "•●■▪◆♦►"))
_WORDS = re.compile(r"[^\W\d_]+")
#: Between a name and what is said of it, in a heading.
_APART = re.compile(r"\s+[–—|·•-]\s+")
#: Who left a school in one year.
_YEAR_GROUP = re.compile(r"[^\W\d_]+(?: of)? (?:19|20)\d\d(?:[/–-]\d{2,4})?")
_SIGNS = {
    "+": "appointed", "−": "departed", "–": "departed", "—": "departed", "-": "departed", "→": "promoted",
    "↗": "promoted", "↑": "promoted", "▲": "promoted", "^": "promoted", "=": "unchanged", "↓": "departed",
    "↘": "departed", "▼": "departed",
}  # fmt: skip
_BESIDE = re.compile(r" \((?P<said>[^()\d]+)\)$")
_RIGHT = "→"
_DECORATION = re.compile(rf"^(?:[{leads.MARKS}]+\s*|\+{{2,}}\s*|-{{2,}}\s*)+")
_STAR = re.compile(r"[*#] (?=[^\W_])(?!.*[*#]\W*$)")
_ACRONYM = re.compile(r"[BCDFGHJ-NP-TV-Z]{2,5}")
_ARROWS = ("→", "⇒", "➔", "➜", "=>", "->")
_RISES = ("promotes", "promoted", "hires", "hired", "elects", "elected", "moves", "graduates")
_QUOTES = '"“”„«»'
#: What parts the facts of an entry without a verb.
_SLIP = re.compile(r"[,|→(]| [–—-] |=>|->|\.{3}")


def in_block(section: Section, page: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read the notices of a block of notices, labelled or not; captions and cut-off ends are left."""
    labels = [setting.know.closing_label(line.text) for line in section.lines]
    if not any(label is not None and label.start("label") > 0 for label in labels):
        # A label alone on its line is a heading.
        words = phrases(setting.code)
        column = _Column(setting, findings, house_of(page, words, setting.publisher), is_block=True, page=page)
        # What names the columns of a table can look like the heading of all.
        is_header = section.opener is not None and cards.header_of(section.opener, words) is not None
        column.is_new = section.opener is not None and words.rubric(section.opener.text) == "appointed"
        column.begin(_said_by(section.opener, section.lines, words) if section.opener is not None else None)
        lines = (section.opener, *section.lines) if section.opener and is_header else section.lines
        if section.opener is not None and contacts.tells_change(section.opener.text, words):
            lines = contacts.unreached(lines, words)
        column.read(cards.uncapped(_unstrung(lines), words))
        column.finish()
        return
    pending: list[Line] = []
    for line, label in zip(section.lines, labels, strict=True):
        if line.after_gap and pending:
            _flush(pending, setting, findings)
            pending = []
        pending.append(line)
        if label is not None:
            _read_suffix(pending, setting, findings)
            pending = []
    _flush(pending, setting, findings)


def _said_by(opener: Line, lines: Sequence[Line], words: Phrases) -> str | None:
    """Give the change that the heading of a block means for all below it: “Appointments”.

    So it does where it is one of several, beside “Leavers”, or where no line below has a word that tells a change.
    """
    placed, own = words.placed_rubric(opener.text), words.rubric(opener.text)
    if placed is not None or own not in {"appointed", "promoted", "departed", "retired"}:
        return placed
    short = (line for line in lines if line.after_gap and len(line.text) <= LONGEST_HEADING and not line.is_sentence)
    is_one = any(words.rubric(line.text) not in {None, own} for line in short)
    return own if is_one or not any(words.can_tell(line.text) for line in lines) else None


def labelled(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read the notices that stand outside a block of their own: only those that a label closes."""
    for line in lines:
        if line.number not in findings.taken and setting.know.closing_label(line.text):
            for text in _unglued(line.text, setting.know):
                _read(text, (line,), setting, findings)


def risen(section: Section, setting: Setting, findings: Findings) -> None:
    """Read who is promoted all the same, in a block of people whose job does not change."""
    words = phrases(setting.code)
    is_praised = section.opener is not None and words.praise.search(section.opener.text) is not None
    for line in section.lines:
        text = BULLET.sub("", line.text)
        if line.number not in findings.taken and rises(text, words, is_praised=is_praised):
            before = len(findings.items)
            _read(text, (line,), setting, findings)
            findings.taken.update((line.number,) if len(findings.items) > before else ())


def dated(lines: Sequence[Line], setting: Setting) -> Setting:
    """Give a column the day of its page: the first full date that stands among the first lines, else the last lines."""
    if setting.context.published is not None:
        return setting
    # Without a figure there is no year.
    ends = [line for line in (*lines[:_TOP], *lines[:-_TOP:-1]) if has_digit(line.text)]
    for line in ends:
        found = setting.know.grammar.find(line.text) if len(line.text) <= _LONGEST_DATED else None
        day = resolve(found.days[0], Context()) if found is not None and found.days[0].year else None
        if isinstance(day, date):
            return setting.published_on(day, line)
    years = [year for line in ends if len(line.text) <= LONGEST_HEADING and (year := year_of(line.text))]
    opened = (day for line in ends if line.is_sentence and (day := opening_day(line, setting)) is not None)
    if not years and (first := next(opened, None)) is not None:
        return setting.after(first)
    return setting.at(year=years[0] if years else None)


def house_of(lines: Sequence[Line], words: Phrases, publisher: Publisher) -> str | None:
    """Give the employer whose own people a page tells of: it says so at its top, and names it there or is its own."""
    top = lines[:_TOP]
    about, cues = (
        _told_about(lines, words),
        [(ln, cue) for ln in top if (cue := words.house.search(ln.text)) is not None],
    )
    if about is not None or not cues:
        return about
    # A sentence tells of other firms too.
    headings = [line.text for line in top if not line.is_sentence and not any(line is cued for cued, _ in cues)]
    # "BRAY HOSPITAL – INTERNAL".
    headings = [part for text in headings for part in _APART.split(text)]
    texts = (*(cue.string[cue.end() :] for _, cue in cues), *(cue.string[: cue.start()] for _, cue in cues))
    beside = [name for text in texts for name in words.named_organizations(text) if words.house.search(name) is None]
    if not beside and (own := publisher()) is not None:
        return own
    above = [name for text in headings for name in words.named_organizations(text) if words.house.search(name) is None]
    named = [*beside, *above]
    # "Bray Foods grows" stands above "Bray Foods Ltd opens a mill".
    opening = (name for line in top for name in words.named_organizations(line.text) if line.text.startswith(name))
    named += [name for name in opening if any(name.partition(" ")[0] in heading for heading in headings)]
    return words.not_owning(words.without_news(named[0])) if named else None


def _told_about(lines: Sequence[Line], words: Phrases) -> str | None:
    """Give the firm that a page tells of at its foot, “About Bray Foods”, where its top names it too."""
    top = " ".join(line.text for line in lines[:_TOP])
    for line, below in pairwise(lines[_MENU:]):
        about = words.about.match(line.text) if len(line.text) <= LONGEST_HEADING and not line.is_sentence else None
        name = line.text[about.end() :].strip(EDGES) if about is not None else ""
        is_told = bool(name) and name in below.text[: 2 * len(name)] and words.is_name_like(name)
        # "About Bray Foods Ltd" may be "Bray Foods" above.
        if is_told and (name in top or (" " in name and name.rpartition(" ")[0] in top)):
            return name
    return None


def in_list(lines: Sequence[Line], setting: Setting, findings: Findings, *, is_mixed: bool = False) -> bool:
    """Read a page that is a column of names without saying so, or the parts of it that are; tell if all of it is.

    A page with lines of an article is a column only where nearly all of it tells of people; one that is mixed holds
    other things too.
    """
    if not lines:
        return False
    words = phrases(setting.code)
    lines = cards.uncapped(_unstrung(lines), words)
    article = setting.know.any_of(*_ARTICLE)
    is_marked = any(article.fullmatch(line.text) is not None for line in lines)
    if is_marked and is_mixed:
        return False
    # An article is mostly given up after a few lines: to read those is cheaper than to look at all of it.
    if not is_marked and not _can_be_column(lines, words, is_marked=False):
        return False
    setting = dated(lines, setting.at(year=year_of(lines[0].text)))
    scratch = Findings()
    scratch.taken |= findings.taken
    column = _Column(setting, scratch, house_of(lines, words, setting.publisher))
    is_column = column.read(lines, is_marked=is_marked) and _is_column(column, is_marked=is_marked)
    if is_marked and not (is_column and _can_be_column(lines, words, is_marked=True)):
        return False
    is_column = is_column and not is_mixed
    numbers = None if is_column else {n for group in column.groups if _is_part(group) for n in group.numbers}
    if numbers is not None and not numbers:
        return False
    column.finish(numbers)
    findings.items.extend(scratch.items)
    findings.rejected.extend(r for r in scratch.rejected if numbers is None or r.lines[0] in numbers)
    findings.taken.update(scratch.taken if numbers is None else numbers)
    return is_column


def _is_column(column: _Column, *, is_marked: bool) -> bool:
    """Tell whether notices are what a page holds: most entries that name people, and a third of all."""
    touched = [group for group in column.groups if group.opened]
    entries, told = sum(g.entries for g in touched), sum(g.told for g in touched)
    everything = sum(g.entries + g.others for g in column.groups)
    is_few = column.opened < (1 if column.bullets == column.entries else _FEWEST)
    share, least = (_MOST, _SHARE) if is_marked else (_SHARE, _LEAST)
    is_few = is_few or (is_marked and column.opened <= _FEWEST)
    return bool(touched) and not is_few and told >= share * entries and told >= least * everything


def _is_part(group: _Tally) -> bool:
    """Tell whether the lines under one heading are notices, on a page that holds other things too."""
    if group.is_known:
        return group.opened > 0 and group.told >= _SHARE * (group.entries + group.others)
    return group.opened >= _FEWEST and group.told >= _MOST * (group.entries + group.others)


def _can_be_column(lines: Sequence[Line], words: Phrases, *, is_marked: bool) -> bool:
    """Tell cheaply whether people stand beside words that tell a change, or labels of notices stand on a page."""
    fewest = _FEWEST + is_marked
    can = 0
    for index, line in enumerate(lines):
        # What is announced can stand below without a verb.
        can += fewest if line.text.endswith(":") and words.can_tell(line.text) else _can_tell(lines, index, words)
        if can >= fewest:
            return True
    if any(cards.header_of(line, words) is not None for line in lines):
        return True
    return sum(cards.label_of(line, words) is not None for line in lines) >= _FEWEST * 2


def _can_tell(lines: Sequence[Line], index: int, words: Phrases) -> bool:
    """Tell whether a line can open a notice: a verb of one outside quotation marks, people in it or beside it."""
    text = lines[index].text
    if holds(text, _ARROWS) or (len(text) <= LONGEST_HEADING and words.rubric(text)):
        return True
    if not words.can_tell(text) or not any(words.can_name(line.text) for line in lines[max(index - 2, 0) : index + 2]):
        return False
    return any(clauses.can_tell(sentence, words) for sentence in words.know.sentences(text))


def _flush(pending: Sequence[Line], setting: Setting, findings: Findings) -> None:
    for index, line in enumerate(pending):
        text = BULLET.sub("", line.text)
        if not opens(text, line, setting):
            continue
        rest = tuple(pending[index:])
        if rest[-1].number == setting.last_line:
            findings.refuse("personnel_notice", rest, "notice.label", _CUT_OFF)
            return
        _read(text, (line,), setting, findings)


def opens(text: str, line: Line, setting: Setting) -> bool:
    """Tell whether a text, on a line, opens a notice.

    Only a verb, “new”, a rule for whole sentences or “her name is” behind what was told can open one.
    """
    words, know = phrases(setting.code), setting.know
    if not words.can_name(text):
        return False
    can_open = words.can_change(text) or know.any_of("frame").can_match(text) or words.naming.search(text) is not None
    return can_open and Teller(setting, words, Findings()).opens(text, (line,))


def _read_suffix(pending: Sequence[Line], setting: Setting, findings: Findings) -> None:
    last, texts = pending[-1], _unglued(pending[-1].text, setting.know)
    # Behind a short line nothing is wrapped: what stands on the last one is all of the notice.
    is_alone = len(pending) == 1 or (len(texts) == 1 and len(pending[-2].text) < _WRAPPED)
    if is_alone or opens(last.text, last, setting):
        for text in texts:
            _read(text, (last,), setting, findings)
        return
    start = len(pending) - 1
    while start > 0 and len(pending) - start < _LONGEST_WRAP and len(pending[start - 1].text) >= _WRAPPED:
        start -= 1
    lines = tuple(pending[start:])
    _read(" ".join(line.text for line in lines), lines, setting, findings)


def _unglued(text: str, know: Knowledge) -> list[str]:
    """Part notices that stand one behind the other on a line, each with its label."""
    ends = [0, *(match.end() for match in know.glued_label.finditer(text)), len(text)]
    return [text[begin:end].strip() for begin, end in pairwise(ends)]


def _read(text: str, lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    closing = setting.know.closing_label(text)
    change = setting.know.notice_labels[closing["label"]] if closing else None
    body = text[: closing.start("label")].strip() if closing else text
    teller = Teller(setting, phrases(setting.code), findings)
    teller.begin(Heading(change=change))
    teller.tell(body, lines)
    if not teller.finish() and closing:
        findings.refuse("personnel_notice", lines, "notice.frame", "a label, but no sentence that a rule reads")


class _Tally(msgspec.Struct):
    """What the lines under one heading hold: entries with people in them, those that were told of, the others."""

    is_known: bool = False
    entries: int = 0
    told: int = 0
    opened: int = 0
    others: int = 0
    numbers: set[int] = msgspec.field(default_factory=set)


class _Column:
    """Goes down a column of names and keeps what the lines above say of those below."""

    def __init__(
        self,
        setting: Setting,
        findings: Findings,
        house: str | None = None,
        *,
        is_block: bool = False,
        page: Sequence[Line] = (),
    ) -> None:
        self._setting, self._findings, self._is_block = setting, findings, is_block
        self._phrases = phrases(setting.code)
        self._teller = Teller(setting, self._phrases, findings, house)
        self._teller.page = page
        self._house = house
        self._firm: str | None = None
        self._own_firm: str | None = None
        self._change: str | None = None
        self._rubric: str | None = None
        #: What stands above a list of names, with the post of all: "Promoted to partner".
        self._lead: str | None = None
        self._is_listed = False
        self._day: str | None = None
        self._town: str | None = None
        self._people: tuple[Name, ...] = ()
        self._header: tuple[str, ...] | None = None
        self._learned: dict[str, str] = {}
        self._column: int | None = None
        self._has_signs = self._is_resumed = self._is_praise = self._has_captions = self._names_fields = False
        #: Whether the heading of all speaks of those who are new.
        self.is_new = False
        #: Whether firms stand above their people with a colon behind them.
        self._has_colons = False
        #: Whether the line above announces who is elected, or goes on with the list of them.
        self._elects = False
        self.groups: list[_Tally] = [_Tally()]
        self.entries, self.bullets, self.opened = 0, 0, 0

    def read(self, lines: Sequence[Line], *, is_marked: bool = False) -> bool:
        """Read all lines, of a page marked as an article as long as half can still be notices; tell if all was read."""
        # A name in capitals can be parted by the end of a line.
        lines = cards.uncapped(_joined(_undecorated(cards.uncaptioned(lines)), self._phrases), self._phrases)
        at = 0
        self._teller.page = self._teller.page or lines
        self._learned = cards.learn(lines, self._phrases)
        rows = [line.cells for line in lines if line.parts >= _MENU and not line.is_sentence]
        self._column = slips.people_column(rows, self._phrases) if rows else None
        self._has_captions = any(self._is_caption(above, line) for above, line in pairwise(lines))
        self._names_fields = self._are_fields(lines)
        self._has_colons = sum(self._is_firm_and_colon(*pair) for pair in pairwise(lines)) >= _FEWEST
        reached = contacts.numbers(lines, self._phrases)
        signs = {line.text[0] for line in lines if leads.SIGN.match(line.text)}
        # An arrow before every entry is a bullet.
        self._has_signs = bool(signs & set("+↗↑^")) or (_RIGHT in signs and len(signs) > 1)
        while at < len(lines):
            if is_marked and self._lacks() > len(lines) - at:
                return False
            if self._elects:
                self._elects = self._elected(lines[at])
                at += self._elects
                if not self._elects:
                    self._teller.begin(self._heading())
                continue
            if lines[at].number in reached and self._heading().change is None:
                at += 1
                continue
            facts, end = cards.run_of(lines, at, self._phrases, self._learned)
            if facts and cards.is_record(facts, self._heading()):
                self._record(facts)
                at = end
                continue
            end = self._origin_card(lines, at)
            end = self._card(lines, at) if end == at else end
            if end > at:
                at = end
                continue
            if lines[at].number not in self._findings.taken:
                self._line(lines[at], lines[at + 1] if at + 1 < len(lines) else None)
            at += 1
        return True

    def _are_fields(self, lines: Sequence[Line]) -> bool:
        """Tell whether most words in capitals that open entries name kinds of firms and news, and no towns."""
        texts = (leads.LEAD.sub("", line.text) for line in lines if line.is_sentence)
        opened = [(match["town"], text[match.end() :]) for text in texts if (match := leads.TOWN.match(text))]
        if len({word for word, _ in opened}) < _FEWEST:
            return False
        return sum(self._is_field(word, text) for word, text in opened) * 2 > len(opened)

    def _is_field(self, word: str, text: str) -> bool:
        """Tell whether a word is a common one: for firms, a post or a change, or written small or at a word's end."""
        words, small = self._phrases, word.casefold()
        if words.rubric(word) is not None or words.heading.fullmatch(word) is not None or words.role.fullmatch(small):
            return True
        named = (
            words.organization.fullmatch(word.capitalize()) is not None or words.generic.fullmatch(small) is not None
        )
        return named or any(w != word.capitalize() and w.casefold().endswith(small) for w in _WORDS.findall(text))

    def _lacks(self) -> int:
        """Count how many more entries have to be told of until half of them are."""
        return sum(group.entries + group.others - 2 * group.told for group in self.groups)

    def begin(self, change: str | None) -> None:
        """Take what the heading of a block says of all below it."""
        self._change = change
        self._teller.begin(self._heading())

    def finish(self, numbers: Collection[int] | None = None) -> int:
        """Make items of what was told, if only on some lines; tell how many."""
        return self._teller.finish(numbers)

    def _heading(self) -> Heading:
        return Heading(
            firm=self._own_firm or self._firm,
            people=self._people,
            change=self._rubric or self._change,
            day=self._day,
            is_block=self._is_block,
            is_new=self.is_new,
        )

    def _count(self, lines: Sequence[Line], opened: int, *, is_told: bool, has_person: bool = True) -> None:
        group = self.groups[-1]
        group.entries += has_person
        group.others += not has_person
        group.told += is_told
        group.opened += opened
        group.numbers.update(line.number for line in lines)
        self.entries += has_person
        self.opened += opened > 0

    def _record(self, facts: Sequence[cards.Fact]) -> None:
        found = cards.moves_of(facts, self._heading(), self._setting, self._phrases)
        lines = tuple(line for fact in facts for line in fact.lines)
        if isinstance(found, str):
            self._count(lines, 0, is_told=True)
            self._findings.refuse("personnel_notice", lines, "notice.card", found)
            return
        self._count(lines, len(found), is_told=True)
        self._teller.add(found)
        self._people = ()

    def _card(self, lines: Sequence[Line], at: int) -> int:
        """Read a card of short lines: a name alone on its line, and what the lines below it tell without a verb."""
        line = lines[at]
        if not line.after_gap or line.is_sentence or line.parts > 1 or len(line.text) > LONGEST_HEADING:
            return at
        people = self._people_of(line.text.strip(EDGES))
        if not people or self._phrases.is_organization(line.text):
            return at
        end = at + 1
        while end < len(lines) and not lines[end].after_gap and end - at < _LONGEST_CARD:
            below = lines[end]
            if below.is_sentence or below.parts > 1 or len(below.text) > LONGEST_HEADING or ":" in below.text:
                return at
            end += 1
        if end - at < _SHORTEST_CARD or end >= len(lines):
            return at
        text = ", ".join(part.text.strip(EDGES) for part in lines[at:end])
        self._forget(is_bullet=True)
        moves = self._slip(slips.Entry(self._cased(text), tuple(lines[at:end])))
        if not moves:
            return at
        self._count(lines[at:end], len(moves), is_told=True)
        self._teller.add(moves)
        return end

    def _origin_card(self, lines: Sequence[Line], at: int) -> int:
        """Read “Ann Bo, clerk” and below it where from and from what day, without a verb; the firm can stand above."""
        if not lines[at].after_gap:
            return at
        block = [lines[at], *takewhile(lambda line: not line.after_gap, lines[at + 1 : at + _LONGEST_CARD])]
        if any(ln.is_sentence or ln.parts > 1 or ":" in ln.text or len(ln.text) > LONGEST_HEADING for ln in block):
            return at
        head = next((n for n, line in enumerate(block[:2]) if self._names_holder(line.text)), len(block))
        firm = self._firm_of(block[0].text, block[0]) if head == 1 else None
        if (head and firm is None) or len(block) < head + 2 or not all(map(self._tells_way, block[head + 1 :])):
            return at
        self._forget(is_bullet=True)
        self._own_firm = firm
        moves = self._slip(slips.Entry(", ".join(line.text.strip(EDGES) for line in block[head:]), tuple(block)))
        if firm is not None:
            _put_firm_above(moves, firm)
        if not moves:
            self._own_firm = None
            return at
        self._count(block, len(moves), is_told=True)
        self._teller.add(moves)
        return at + len(block)

    def _elected(self, line: Line) -> bool:
        """Read “1st vice-chair: Ann Bo” below “Elected were:”; tell if the list goes on. The count is of the post."""
        words = self._phrases
        bullet = leads.LEAD.match(line.text)
        text = line.text[bullet.end() :] if bullet is not None and not has_digit(bullet[0]) else line.text
        post, colon, told = text.rstrip(".").partition(": ")
        found = words.person(words.mask(told).text) if colon and words.is_role(post) else None
        if found is None or found[0].strip(EDGES):
            return False
        people = words.people(told)
        texts = [f"{post}: {name.name}" for name in people] or [text]
        self._rubric = "elected"
        self._teller.begin(self._heading())
        # "Trainer of the year" is an honour, "re-elected" no change.
        is_unchanged = words.is_unchanged(words.mask(text).text)
        moves = [] if is_unchanged else [m for one in texts for m in self._slip(slips.Entry(one, (line,)))]
        self._rubric = None
        if is_unchanged:
            rule = f"{self._setting.code}.notice.unchanged"
            self._findings.refuse("personnel_notice", (line,), rule, NO_CHANGE)
        self._count((line,), len(moves), is_told=True)
        self._teller.add(moves)
        return True

    def _names_holder(self, text: str) -> bool:
        """Tell whether a line opens with a name and goes on with a post: “Ann Bo, clerk”."""
        found = self._phrases.person(self._phrases.mask(text).text)
        return found is not None and not found[0] and found[2].startswith(", ") and self._phrases.is_role(found[2])

    def _tells_way(self, line: Line) -> bool:
        """Tell whether a line says only where somebody comes from, or from what day on."""
        if self._phrases.origin.match(line.text) is not None:
            return True
        day = self._setting.know.grammar.find(line.text) if has_digit(line.text) else None
        if day is None or len(line.text[: day.start].split()) > _MOST_LEAD or day.end < len(line.text) - 1:
            return False
        # "Ib Lund, clerk, 15 May" is another entry.
        return self._phrases.person(line.text[: day.start]) is None

    def _slip(self, entry: slips.Entry) -> list[Move]:
        return slips.read(entry, self._heading(), self._setting, self._phrases)

    def _listed(self, text: str, line: Line, *, is_above: bool = False) -> list[Move]:
        return slips.read_list(text, (line,), self._heading(), self._setting, self._phrases, is_above=is_above)

    def _without_bullet(self, text: str) -> str:
        match = leads.LEAD.match(text)
        if match is None or (text[0].isdigit() and self._setting.know.grammar.find(text[:_EARLY]) is not None):
            return text
        return text[match.end() :]

    def _people_of(self, text: str) -> tuple[Name, ...]:
        """Read a line that holds only names; capitals can be a headline's too."""
        return () if self._is_spoken(text) else self._phrases.people(self._cased(text))

    def _is_spoken(self, text: str) -> bool:
        """Tell whether a line in capitals holds words of a sentence rather than names."""
        words = [w for w in text.casefold().split() if w not in self._phrases.words.joiners]
        particles = self._setting.know.language.sentences.name_particles
        return text.isupper() and any(self._phrases.is_common(w) and w not in particles for w in words)

    def _cased(self, text: str) -> str:
        return self._phrases.title_case(text) if text.isupper() else text

    def _line(self, line: Line, below: Line | None) -> None:
        header = cards.header_of(line, self._phrases)
        if header is not None:
            self._header = header
            return
        is_row = line.parts > 1 and not line.is_sentence and cards.is_table(line, self._phrases)
        if line.parts >= _MENU and not line.is_sentence and self._header is None and not is_row:
            return
        sign = leads.SIGN.match(line.text)
        text = self._without_bullet(line.text)
        self._is_resumed = False
        if line.after_gap or text != line.text:
            self._forget(is_bullet=text != line.text)
            self._is_resumed = text == line.text and line.is_sentence and self._teller.resume(text)
        if sign is not None and self._has_signs:
            self._rubric = self._rubric or _SIGNS.get(sign["sign"])
        text = self._without_leads(text)
        if not text or self._row(line, is_row=is_row) or self._is_heading(text, line, below):
            return
        self.bullets += BULLET.match(line.text) is not None
        self._tell(text, line)

    def _forget(self, *, is_bullet: bool) -> None:
        self._rubric, self._people, self._own_firm, self._town = None, (), None, None
        if not is_bullet and self._is_listed:
            # The list of those of whom the words above told is at its end.
            self._change, self._lead, self._is_listed = None, None, False
        if not is_bullet:
            # A part of a house stands over all below it, "Akademin för hälsa", and a firm over one paragraph.
            self._firm, self._day = self._firm if self._phrases.is_part(self._firm) else None, None
        self._teller.begin(self._heading())

    def _without_leads(self, text: str) -> str:
        """Take a rubric, a town and a firm from before an entry, in this order."""
        if self._rubric == "unchanged" and leads.LEADING.match(text):
            # Another label begins: what the one above said holds no longer.
            self._rubric = None
        text = self._without_greeting(self._without_rubric(text))
        town = self._setting.know.dateline.match(text) or leads.TOWN.match(text)
        if town is not None and self._names_fields:
            # "CHAMBER. Ann Bo …" beside "GUILD. …".
            return self._without_leads(text[town.end() :])
        if town is not None and _ACRONYM.fullmatch(town["town"]) is not None:
            # "DSB: Ann Bo …" names a firm.
            town = None
        if town is not None and self._phrases.person(town["town"].title()) is None:
            self._own_firm = None
            self._town = town["town"].title()
            text = text[town.end() :]
        text = self._without_pair(text)
        lead = leads.LEADING.match(text)
        if lead is not None and self._is_firm_before(lead["lead"], lead["rest"]):
            firm = self._phrases.without_news(lead["lead"])
            # "Theatres: Ann Bo", in the paper of a hospital.
            self._own_firm = firm if self._house is None or self._phrases.is_organization(firm) else None
            text = lead["rest"]
        elif lead is not None and self._is_idiom_before(lead["lead"], lead["rest"]):
            self._town = self._town or self._phrases.town_in(lead["lead"])
            text = lead["rest"]
        else:
            lead = None
        if town is not None or lead is not None:
            self._teller.begin(self._heading())
        return text

    def _without_pair(self, text: str) -> str:
        """Take “From Bray Foods to Holm Ltd:” from before a sentence that says who goes."""
        lead = leads.LEADING.match(text)
        pair = self._phrases.pair.fullmatch(lead["lead"]) if lead is not None else None
        if lead is None or pair is None or not pair["from"] or not self._phrases.is_name_like(pair["now"]):
            return text
        first, *others = self._setting.know.sentences(lead["rest"]) or [""]
        if self._phrases.person(self._phrases.mask(first).text) is None:
            return text
        self._own_firm = self._phrases.firm(pair["now"])
        self._teller.begin(self._heading())
        return ". ".join((f"{first.rstrip('.')} ({pair['from'].lower()}{pair['was']})", *others))

    def _is_firm_before(self, lead: str, rest: str) -> bool:
        words = self._phrases
        found = words.person(words.mask(rest).text)
        if (
            found is None
            or words.is_role(lead)
            or words.new.search(words.without_news(lead))
            or words.is_change_at(lead)
            or words.is_unchanged(lead)
            or words.opens_with_verb(lead)
            or not words.is_name_like(words.without_news(lead))
        ):
            return False
        is_person = words.person(lead) is not None and not words.is_organization(lead)
        is_new = words.new.match(found[0]) is not None
        return (
            not is_person or not found[0] or is_new or words.is_role(found[0]) or self._opens_with_verb(rest, found[1])
        )

    def _opens_with_verb(self, text: str, name: Name) -> bool:
        """Tell whether a sentence begins with its verb, if behind a day, and the person: “After a year goes Ann Bo”."""
        masked = self._phrases.mask(text).text
        verb, at = self._phrases.verb(masked), masked.find(name.name)
        if verb is None or at < verb.spans[0][1]:
            return False
        return not any(map(str.isalnum, masked[: verb.spans[0][0]])) and not masked[verb.spans[0][1] : at].strip(EDGES)

    def _without_greeting(self, text: str) -> str:
        """Take “Welcome to” and “Goodbye to” from before somebody's name; they say what changes."""
        for change, pattern in self._phrases.greetings:
            match = pattern.match(text)
            if (
                match is not None
                and self._phrases.person(self._phrases.mask(text[match.end() :]).text[:LONGEST_HEADING]) is not None
            ):
                self._rubric = change
                self._teller.begin(self._heading())
                return self._phrases.related.sub(r"\g<who> ", text[match.end() :], count=1)
        return text

    def _is_idiom_before(self, lead: str, rest: str) -> bool:
        """Tell whether what stands before a colon says nothing that the sentence behind it does not."""
        words = self._phrases
        found = words.person(words.mask(rest).text)
        verb = words.verb(words.mask(rest).text)
        if found is not None and verb is not None and verb.kind in CHANGES and words.is_change_at(lead):
            # "Change at the works: Ann Bo leaves", "Change at Bray Bank: Ann Bo leaves".
            firm = words.last_firm(lead)
            self._own_firm = firm if firm is not None and words.is_organization(firm) else self._own_firm
            return True
        if found is None:
            if verb is None or verb.kind != "hires":
                return False
        elif words.know.grammar.find(lead) is not None or (found[0] and not words.is_role(found[0])):
            return False
        beside = words.person(words.mask(lead).text)
        if beside is not None:
            # "Bray Foods strengthens its team: Ann Bo joins as clerk": what looks like somebody's name is the firm.
            verb = words.verb(beside[2])
            is_firm = not beside[0] and verb is not None and verb.kind in {"hires", "hired"}
            if not is_firm:
                return False
            self._own_firm = beside[1].name
            return True
        return verb is not None and verb.kind in CHANGES and self._tells_nothing_more(lead)

    def _tells_nothing_more(self, lead: str) -> bool:
        """Tell whether words before a sentence that tells a change hold no post; keep the firm that they name."""
        words = self._phrases
        if words.new.search(lead) or words.role.are_in(lead):
            return False
        said = words.verb(lead)
        if said is not None and said.kind == "hires" and words.is_organization(lead[: said.spans[0][0]]):
            # "Bray Foods strengthens its team in Cork: Ann Bo joins as clerk".
            self._own_firm = words.firm(lead[: said.spans[0][0]])
            return True
        if words.is_organization(lead) or words.rubric(lead):
            return False
        # "Joining the board: Ann Bo, retired grocer": what is before the colon tells the change.
        return not (said is not None and said.kind in CHANGES and said.spans[0][0] == 0)

    def _without_rubric(self, text: str) -> str:
        match = leads.RUBRIC.fullmatch(text)
        if match is None:
            return text
        change = self._phrases.rubric(match["named"] or match["plain"] or match["stopped"])
        if match["named"] is None and change is None:
            return text
        self._rubric, self._people = change, ()
        self._teller.begin(self._heading())
        return str(match["rest"] or match["rest2"] or match["rest3"] or "")

    def _row(self, line: Line, *, is_row: bool) -> bool:
        """Read a line of a table, by the names of its columns or by what each cell looks like."""
        facts = cards.row_of(line, self._header, self._phrases)
        if facts is not None:
            self._record(facts)
            return True
        if not is_row:
            return False
        moves = self._slip(slips.Entry(line.text, (line,), line.cells, self._column))
        if moves:
            self._count((line,), len(moves), is_told=True)
            self._teller.add(moves)
        return bool(moves)

    def _is_heading(self, text: str, line: Line, below: Line | None) -> bool:
        # The full stop of an abbreviation ends no sentence, nor does that of a firm: "Bray & Co.".
        is_sentence = line.is_sentence and self._setting.know.sentences(text)[-1:] != [text]
        is_sentence = is_sentence and _FIRM_STOP.search(text[-_LONGEST_FIRM_STOP:]) is None
        if len(text) > LONGEST_HEADING or (is_sentence and not text.endswith(("?", "!"))):
            return False
        words = self._phrases
        change = words.rubric(text) or words.placed_rubric(text) or words.greeting(text)
        announced = self._announced(text, below)
        change = change or announced
        if change is not None and self._people and not line.after_gap:
            # Below a name it says what changes for that one alone.
            self._rubric = change
            self._teller.begin(self._heading())
            return True
        if change is not None:
            day = self._setting.know.grammar.find(text) if has_digit(text) else None
            self._change, self._firm, self._people = change, None, ()
            self._is_praise = words.praise.search(text) is not None
            self._elects = announced == "board" and slips.post_of_all(text, words) is None
            is_of_all = announced is not None and slips.post_of_all(text, words) is not None
            self._lead, self._is_listed = text.rstrip(":") if is_of_all else None, False
            self._day = text if day is not None else None
            self._begin_group(line, is_known=True)
            return True
        people = self._name_line(text, below)
        if people:
            self._people = people
            self._teller.begin(self._heading())
            return True
        if is_sentence or (self._people and not line.after_gap):
            return False
        has_person = self._phrases.person(self._phrases.mask(text).text) is not None
        if has_person and (self._phrases.verb(text) is not None or leads.LEAD.sub("", line.text) != line.text):
            return False
        if has_person and not line.after_gap and (self._change is not None or leads.RUBRIC.match(text)):
            return False
        if has_person and (holds(text, _ARROWS) or (line.after_gap and _SLIP.search(text))):
            return False
        if line.after_gap and not self._phrases.is_part(text):
            # A part of the house is one of those below a heading of new people.
            self._change = self._lead = None
        self._firm = self._firm_of(text, line)
        self._rubric, self._people = None, ()
        self._begin_group(line, is_known=self._is_known(text))
        return True

    def _announced(self, text: str, below: Line | None) -> str | None:
        """Give the change that the words before a list tell: “Appointed by the board on 3 May:”, “Made partner”."""
        is_above = below is not None and leads.LEAD.match(below.text) and not below.is_sentence
        is_above = is_above and slips.post_of_all(text, self._phrases) is not None
        if not (text.endswith(":") or is_above) or self._phrases.person(self._phrases.mask(text).text) is not None:
            return None
        change = slips.change_of(self._phrases.mask(text).text, self._phrases, is_list=True)
        return "board" if change == "elected" else change

    def _is_known(self, text: str) -> bool:
        if self._phrases.heading.fullmatch(text.strip(EDGES)):
            return True
        return self._setting.know.opens("notices", text)

    def _begin_group(self, line: Line, *, is_known: bool) -> None:
        if line.after_gap or self.groups[-1].numbers:
            self.groups.append(_Tally(is_known=is_known))
        self.groups[-1].is_known = self.groups[-1].is_known or is_known
        self._teller.begin(self._heading())

    def _firm_of(self, text: str, line: Line) -> str | None:
        """Give the firm that a heading names: a sentence, a question and a day are none."""
        if self._has_colons and text.endswith(":"):
            text = text.rstrip(":")
        if text.endswith((":", "?", "!")) or line.parts > 1 or self._is_known(text):
            return None
        if has_digit(text) and self._setting.know.grammar.find(text) is not None:
            return None
        if _YEAR_GROUP.fullmatch(text) is not None and not self._phrases.is_organization(text):
            # "Class of 1998", in the letter of a school.
            return None
        if _ITEM.match(line.text) is not None and not self._phrases.is_organization(text):
            # "4. Staff" in the minutes of a meeting.
            return None
        if self._has_captions and text.isupper() and " " not in text and not self._phrases.is_organization(text):
            # "TIMBER" beside "ON THE MOVE".
            return None
        if self._house is not None and not self._phrases.is_organization(text):
            # "Pharmacy", in the paper of a hospital.
            return None
        return self._phrases.firm_above(text)

    def _is_firm_and_colon(self, line: Line, below: Line) -> bool:
        """Tell whether “Bray Foods:” stands alone above an entry: a name, and no word for a post or a change."""
        text, words = line.text.rstrip(":"), self._phrases
        is_apart = line.text.endswith(":") and line.after_gap and not below.after_gap and ":" not in text
        if not is_apart or len(text) > LONGEST_HEADING or words.rubric(text) or words.is_role(text):
            return False
        is_named = words.is_name_like(text) and cards.label_of(line, words, self._learned) is not None
        return is_named and words.fields.get(text.casefold()) is None and words.can_name(below.text)

    def _is_caption(self, above: Line, line: Line) -> bool:
        """Tell whether words of a sentence stand in capitals right above an entry: no name of a firm or a town."""
        is_above = above.text.isupper() and " " in above.text and line.is_sentence and not line.after_gap
        is_short = is_above and len(above.text) <= LONGEST_HEADING and not above.is_sentence
        return is_short and self._is_spoken(above.text) and not self._phrases.is_organization(above.text)

    def _name_line(self, text: str, below: Line | None) -> tuple[Name, ...]:
        """Give the people of a line that holds only names, where the line below goes on about them."""
        if below is None or below.after_gap:
            return ()
        value = text.strip(EDGES)
        cased = self._cased(value)
        people = self._people_of(value)
        if not people and not self._is_spoken(value):
            found = self._phrases.person(cased) if value.isupper() else None
            people = (found[1],) if found is not None and not found[2].strip() else ()
        if not people or self._phrases.is_organization(cased):
            return ()
        following = below.text
        goes_on = following[0].islower() or re.match(r"[1-9]\d\b", following) is not None
        if goes_on or cards.label_of(below, self._phrases, self._learned) is not None:
            return people
        told = [c for s in self._setting.know.sentences(following)[:1] for c in clauses.read(s, self._phrases)]
        named = {name.name for clause in told for name in clause.people}
        if self._phrases.opens_with_verb(following) and not (named and below.is_sentence):
            return people
        if named:
            return people if named & {name.name for name in people} else ()
        is_short = len(following) <= _LONGEST_CAPTION or holds(following, _ARROWS)
        is_caption = is_short and self._is_post(following)
        is_told = any(c.verb and (c.is_subject or not c.organization) for c in told)
        is_told = is_told or self._without_object(following, people) is not None
        return people if is_caption or is_told or value.isupper() else ()

    def _tell(self, text: str, line: Line) -> None:
        if self._change == "unchanged" and rises(text, self._phrases, is_praised=self._is_praise):
            # Under "Congratulations" some are promoted.
            self._change = self._rubric = None
            self._teller.begin(self._heading())
            self._tell(text, line)
            self._change = "unchanged"
            return
        if self._heading().change == "unchanged":
            has_person = self._phrases.name.search(text) is not None
            if has_person:
                self._findings.refuse("personnel_notice", (line,), "notice.rubric", _NO_CHANGE)
            self._count((line,), 0, is_told=True, has_person=has_person)
            return
        refused = len(self._findings.rejected)
        opened = self._opened(self._about(text, line), line)
        if opened and self._town is not None:
            self._teller.place(self._town, (line,))
        # A sentence that the end of the page cuts off lacks its full stop; an entry without a verb has none.
        is_last = line.number == self._setting.last_line and not line.is_sentence
        if opened and is_last and not (self._teller.is_by(slips.RULE) or self._teller.is_whole(line)):
            self._teller.drop_last((line,), _CUT_OFF)
            return
        has_person = self._phrases.name.search(text) is not None
        # What goes on with the paragraph above makes no page a column.
        is_added = self._teller.added and not self._is_resumed
        is_told = opened > 0 or len(self._findings.rejected) > refused or is_added
        self._count((line,), opened, is_told=is_told, has_person=has_person or opened > 0)
        if has_person and not is_told and not any(mark in text for mark in _QUOTES):
            self._teller.forget()

    def _about(self, text: str, line: Line) -> str:
        """Give a text with the people of the line above as its subject, where it has none."""
        text = self._without_object(text) or text
        if self._people and (text[0].islower() or re.match(r"[1-9]\d\b", text)):
            joiner = self._phrases.words.joiners[0]
            *first, last = [name.name for name in self._people]
            names = f"{', '.join(first)} {joiner} {last}" if first else last
            age = self._people[0].age if not first else None
            return f"{names}{f' ({age})' if age else ''}{', ' if text[0].isdigit() else ' '}{text}"
        opening = (self._setting.know.sentences(text) or [text])[0] if holds(text, _ARROWS) else text
        if self._people and (not line.is_sentence or opening != text) and self._is_post(opening):
            change = self._heading().change or "appointed"
            if opening != text or holds(text, _ARROWS):
                # What the arrow says counts.
                return f"{self._people[0].name}, {text}"
            self._teller.begin(msgspec.structs.replace(self._heading(), change=change))
            return f"{self._people[0].name}, {text}"
        return text

    def _is_post(self, text: str) -> bool:
        """Tell whether a short line is a post, and not the name of a firm that holds a word for one."""
        return self._phrases.is_role(text) and not self._phrases.is_firm_name(self._phrases.bare(text))

    def _without_object(self, text: str, people: Sequence[Name] = ()) -> str | None:
        """Take “her” from “Bray Foods has made her head of sales” below somebody's name."""
        people, words = people or self._people, self._phrases
        masked = words.mask(text).text if people and words.objects.search(text) is not None else ""
        told = words.verb(masked)
        if told is None or told.kind not in {"hires", "promotes", "elects"} or words.person(masked) is not None:
            return None
        bare = " ".join(words.objects.sub("", text, count=1).split())
        # Some verbs need it: “gjør henne til leder”.
        left = words.verb(words.mask(bare).text)
        return bare if left is not None and left.kind == told.kind else text

    def _opened(self, text: str, line: Line) -> int:
        """Read an entry: what its first sentence tells without a verb, and the sentences behind it."""
        first, *rest = self._setting.know.sentences(text) or [text]
        listed = self._listed(first, line) if ": " in first else []
        moves = listed if len(listed) > 1 else self._led(first, line) or self._slip(slips.Entry(first, (line,)))
        if not moves:
            opened = self._teller.tell(text, (line,))
            if opened or not listed:
                return opened
            moves = listed
        self._teller.add(moves)
        # What a relative clause goes on to say of somebody is a sentence of its own.
        rest[:0] = [m["body"] for m in self._phrases.relative.finditer(first) if self._phrases.subject.match(m["body"])]
        return len(moves) + (self._teller.tell(". ".join(rest), (line,)) if rest else 0)

    def _led(self, text: str, line: Line) -> list[Move]:
        """Read a name, and beside it in brackets a team or a town, below “Promoted to partner:”."""
        if self._lead is None or not slips.opens_with_person(text, self._phrases):
            return []
        beside = _BESIDE.search(text)
        name = text[: beside.start()] if beside is not None and not self._phrases.is_role(beside["said"]) else text
        moves = self._listed(f"{self._lead}: {name}", line, is_above=True)
        self._is_listed = self._is_listed or (bool(moves) and leads.LEAD.match(line.text) is not None)
        return moves


def rises(text: str, words: Phrases, *, is_praised: bool) -> bool:
    """Tell whether somebody is promoted, or, where the heading congratulates, takes a new post."""
    if words.is_unchanged(text) or not words.can_tell(text):
        return False
    masked = words.mask(text).text
    verb = words.verb(masked)
    kinds = _RISES if is_praised else _RISES[:2]
    return verb is not None and verb.kind in kinds and words.role.are_in(masked) and words.person(masked) is not None


def _put_firm_above(moves: Sequence[Move], firm: str) -> None:
    """Give all of “Partner, Property” as the post where the firm stands above."""
    for move in moves:
        post = f"{move.get('role_name')}, {move.get('organization')}"
        if move.get("organization") != firm and any(post in line.text for line in move.lines):
            move.reword("role_name", post)
            move.reword("organization", firm)


def _unstrung(lines: Sequence[Line]) -> list[Line]:
    """Give each of the entries that signs part on one line a line of its own: “Ann Bo retires. +++ Ib Lund …”."""
    parted: list[Line] = []
    for line in lines:
        first, *others = _STRUNG.split(line.text) if holds(line.text, _STRINGS) else (line.text,)
        shown = line.shown or line.text
        parted.append(msgspec.structs.replace(line, text=first, shown=shown) if others else line)
        parted += [msgspec.structs.replace(line, text=f"• {text}", shown=shown, after_gap=False) for text in others]
    return parted


def _undecorated(lines: Sequence[Line]) -> list[Line]:
    """Take rules, stars and the like from around the lines; a line of nothing else leaves only its gap."""
    kept: list[Line] = []
    after_gap = False
    for line in lines:
        text = line.text
        if leads.is_decorated(text):
            bullet = _STAR.match(text)
            text = bullet[0] + _bare(text[bullet.end() :]) if bullet is not None else _bare(text.replace("**", ""))
        if any(map(str.isalnum, text)):
            gap = line.after_gap or after_gap
            is_same = text == line.text and gap == line.after_gap
            kept.append(line if is_same else msgspec.structs.replace(line, text=text, after_gap=gap))
        after_gap = not any(map(str.isalnum, text))
    return kept


def _bare(text: str) -> str:
    """Take what decorates off both ends.

    At the far end piece by piece: an expression would try each place in a long row of stars, and each way to part it.
    """
    text = _DECORATION.sub("", text)
    while (cut := _cut(text)) != text:
        text = cut.rstrip()
    return text


def _cut(text: str) -> str:
    """Take the last row of signs off; a single plus or minus is none."""
    for signs, least in ((leads.MARKS, 1), ("+", 2), ("-", 2)):
        cut = text.rstrip(signs)
        if len(text) - len(cut) >= least:
            return cut
    return text


def _joined(lines: Sequence[Line], words: Phrases) -> list[Line]:
    """Join the lines of a sentence that a narrow column parts, where the page as a whole is not wrapped."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        is_full = above is not None and len(above.text) >= LONGEST_LINE
        is_own = (
            is_full or line.after_gap or leads.LEAD.match(line.text) or leads.RUBRIC.match(line.text) or line.parts > 1
        )
        if above is None or is_own or above.is_sentence or above.parts > 1 or cards.label_of(line, words) is not None:
            joined.append(line)
            continue
        is_wrapped = above.span[0] != above.span[1]
        is_long = (
            not is_wrapped
            and len(above.text) >= _WRAPPED
            and words.know.grammar.find_clock(above.text) is None
            and not _is_labelled(above, words)
        )
        if (is_long and not _are_entries(above.text, line.text, words)) or is_wrapped:
            text, span = f"{above.text} {line.text}", (above.span[0], line.span[1])
            joined[-1] = msgspec.structs.replace(above, text=text, span=span)
        else:
            joined.append(line)
    return joined


def _is_labelled(line: Line, words: Phrases) -> bool:
    """Tell whether a label opens a line; words in capitals before a text are a town or a rubric."""
    label = cards.label_of(line, words)
    return label is not None and not (label[1] is None and label[0].isupper())


def _are_entries(above: str, below: str, words: Phrases) -> bool:
    """Tell whether two lines are entries of one list: both begin with somebody's name, or with a post and the name."""
    return all((m := words.name.search(text)) is not None and m.start() <= _EARLY for text in (above, below))
