"""The lines of a region as titles of postings, each with what is told of it beside or below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from feeds.expressions import has_digit, holds
from feeds.recognise import contacts, small_ads
from feeds.recognise.draft import Findings
from feeds.recognise.job_lines import (
    Fact,
    apply_by,
    asked_by,
    facts_in,
    is_aside,
    is_department,
    is_firm,
    is_noise,
    is_of_days,
    is_role,
    is_rule,
    is_term,
    is_unsolicited,
    opens_with_terms,
    parted,
    status,
    title_and_employer,
    titled_closed,
    workplace,
)
from feeds.recognise.job_pieces import FIELDS, TELLING, Group, Piece, Told
from feeds.recognise.job_records import Region
from feeds.recognise.job_shapes import (
    CELL,
    LABEL,
    LEADER,
    cells_in,
    kind_of,
    titled_cells,
    unmarked,
    whole_days,
    without_call,
)
from feeds.recognise.marks import FORM_OF_FIRM
from feeds.recognise.page import Line
from feeds.recognise.rules import GENDERS, Knowledge
from feeds.recognise.small_ads import SmallAd

_TRAIL = re.compile(r"\S+(?: ?[>›»→] ?\S[^>›»→]*)+|[^\s>›»→][^>›»→]*(?:[>›»→] ?\S[^>›»→]*){2,}")
#: What stands between the steps of a trail.
_STEPS = ">›»→"
_PHONE = re.compile(r"(?:\d[ /-]?){7,}")
#: "Anna Berg (46), head": a person.
_AGED = re.compile(r"[^\d,(]{3,40}(?: \(\d\d\)|, \d\d),")
#: The number of a posting alone on its line: "QP-2207", "Ref. 2026/114", "#4711".
_REFERENCE = re.compile(r"(?:[^\W\d_]{2,5}\.?:? )?(?:[A-Z]{1,5}[-–/ ]?|#|[Nn]o\. ?)?\d{2,6}(?:[-–/.]\d{1,5})*")
#: The fields of a form: "[Your e-mail] [Subscribe]".
_FORM = re.compile(r"(?:\[[^\[\]]*\]\s*){2,}")
#: "Hill Farm, Main Street 3, 1234 Leeds": who hires and where.
_ADDRESS = re.compile(
    r"(?P<firm>[^\W\d_][^,:]{2,60}), (?:[^\W\d_][^,]{2,40} \d{1,4} ?[a-zA-Z]?|\d{1,4}[a-zA-Z]? [^,]{3,40}),"
    r" (?:(?:[A-Z]{1,2}-)?\d{4,5} |\d{3} \d\d )?(?P<town>[^\W\d_][^,\d]{1,30})"
)
#: The same below one of several advertisements, whatever the name; the town may be left out.
_SIGNED = re.compile(
    r"(?P<firm>[^\W\d_][^,:;|]{2,60}),"
    r" (?P<street>[^\W\d_][^,:;|]{2,40} \d{1,4} ?[a-zA-Z]?|\d{1,4}[a-zA-Z]? [^,:;|]{3,40})"
    r"(?:, (?:(?:[A-Z]{1,2}-)?\d{4,5} |\d{3} \d\d )?(?P<town>[^\W\d_][^,\d]{1,30}))?"
)
_LONGEST_TITLE = 110
_LONGEST_LABEL = 30
_LONGEST_HEAD_WORDS = 14
_LONGEST_LINE = 600
_MOST_PLAIN = 3
_SPACED = 0.9
_MANY_CELLS = 4
_FEWEST_ALIKE = 3
_LONGEST_LEAD = 15
_LONGEST_FIRST = 70
_MOST_NAME_WORDS = 6
_MOST_NOTE_WORDS = 8
_MOST_CLAUSE = 4
_FEW_WORDS = 2
_DAYS = frozenset({"valid_through", "published"})


def _tells_day(told: Told) -> bool:
    return any(piece.kind == "valid_through" for piece in told.pieces)


class Reader:
    """Goes through the lines of a region and gathers groups."""

    def __init__(self, region: Region, findings: Findings) -> None:
        self.know = region.know
        #: The line above tells of a posting in sentences.
        self.is_told_in_lines = False
        asides = contacts.asides(region.lines, region.know)
        free = [line for line in region.lines if line.number not in findings.taken and line.number not in asides]
        free = _unstacked(free, region.know)
        if sum(line.after_gap for line in free) > _SPACED * len(free):
            # Where every line stands apart, gaps tell nothing.
            free = [msgspec.structs.replace(line, after_gap=False) for line in free]
        self.small_ads = small_ads.read(free, region.know)
        self.told = list(self._all_told(free))
        self._terms_as_titles()
        if self.told and not is_firm(region.firm_name or "", self.know, None):
            self._signed()
        self._titles_first()
        self._part_lists()
        self.indents = {t.line.indent for t in self.told if t.line.after_gap and t.form == "head"}
        rows = [t.form == "row" for t in self.told]
        self.is_stacked = any(above and below for above, below in pairwise(rows))
        self.branches = self._branches()
        self.duties = self._duties()
        self.firms = self._firms_above() if region.firm is None else set()
        self.current: Group | None = None
        #: The line above seeks somebody.
        self.seeking: Told | None = None
        #: The last group that names a job: labels far below it are its own.
        self.last: Group | None = None
        self.is_aside = False

    def groups(self) -> Iterator[Group]:
        """Give the groups in order."""
        for index, told in enumerate(self.told):
            following = self.told[index + 1] if index + 1 < len(self.told) else None
            opened = self._take(told, following)
            if opened is not None:
                yield opened

    def _terms_as_titles(self) -> None:
        """Take terms that open a paragraph right above its day for a title, where the posting above has its own day."""
        for n, (above, told, below) in enumerate(zip((None, *self.told), self.told, self.told[1:], strict=False)):
            is_alone = told.form == "detail" and [(p.kind, p.label) for p in told.pieces] == [("employment_type", "")]
            is_first = told.line.after_gap and (above is None or above.form == "stop" or _tells_day(above))
            if is_alone and is_first and not below.line.after_gap and _tells_day(below):
                plain = msgspec.structs.replace(told.pieces[0], kind="plain")
                self.told[n] = msgspec.structs.replace(told, form="head", pieces=(plain,))

    def _signed(self) -> None:
        """Take "Old Mill, River Road 4, Leeds" below the text of advertisements for who hires, where several end so."""
        last = [*(told.line.after_gap for told in self.told[1:]), True]
        found = {
            n: match
            for n, (told, is_last) in enumerate(zip(self.told, last, strict=True))
            if is_last and not told.line.after_gap and has_digit(told.text) and ", " in told.text
            if (match := _SIGNED.fullmatch(told.text)) is not None and self._is_name(match["firm"])
        }
        if len(found) < _FEW_WORDS or not any(match["town"] for match in found.values()):
            return
        for n, match in found.items():
            line = self.told[n].line
            firm = Piece("hiring_organization", match["firm"], line)
            place = Piece("job_location", match["town"] or match["street"], line)
            self.told[n] = msgspec.structs.replace(self.told[n], form="address", pieces=(firm, place))

    def _is_name(self, text: str) -> bool:
        """Tell whether a text can name who hires: no terms and no job."""
        return text[0].isupper() and kind_of(text, self.know) == "plain" and not is_role(text, self.know)

    def _titles_first(self) -> None:
        """Put lines that stand over titles at their end where most have one: "Posted 2 March", then "Cook"."""
        opening = [n for n, told in enumerate(self.told[:-1]) if told.line.after_gap or n == 0]
        over = [n for n in opening if self._is_over_title(self.told[n], self.told[n + 1])]
        heads = sum(self.told[n].form in {"head", "row"} and not self._is_alone(n) for n in opening)
        if len(over) < _FEW_WORDS or len(over) < heads:
            return
        for n in over:
            end = next((m for m in range(n + 1, len(self.told)) if self.told[m].line.after_gap), len(self.told))
            above, title, *others = self.told[n:end]
            self.told[n:end] = [_moved(title, after_gap=True), *others, _moved(above, after_gap=False)]

    def _is_over_title(self, told: Told, below: Told) -> bool:
        """Tell whether a line that only adds to a posting stands right above what can be its title."""
        if told.form == "head" and is_department(told.text, self.know):
            # "SALES" above "Account manager".
            return below.form == "head" and not below.line.after_gap and is_role(below.text, self.know)
        kinds = {piece.kind for piece in told.pieces}
        is_fact = told.form in {"label", "detail"} and kinds <= {"published", "employment_type", "categories", "other"}
        return is_fact and bool(kinds) and below.form in {"head", "row"} and not below.line.after_gap

    def _is_alone(self, at: int) -> bool:
        """Tell whether a line stands in a paragraph of its own."""
        return at + 1 == len(self.told) or self.told[at + 1].line.after_gap

    def _part_lists(self) -> None:
        """Take "Cook, Oslo" for a row where the line above or below is another such one."""
        placed = self._places_below()
        parted = [() if told.line.number in placed else self._listed_name(told) for told in self.told]
        for index, pieces in enumerate(parted):
            around = [i for i in (index - 1, index + 1) if 0 <= i < len(parted) and parted[i]]
            is_near = any(not self.told[max(i, index)].line.after_gap for i in around)
            if pieces and is_near:
                self.told[index] = msgspec.structs.replace(self.told[index], pieces=pieces, form="row")

    def _places_below(self) -> set[int]:
        """Number the lines between a title and what is told of it, where several paragraphs of the page have such."""
        around = list(zip(self.told, self.told[1:], self.told[2:], strict=False))
        alike = [
            (title, below)
            for title, below, told in around
            if title.line.after_gap
            and not (below.line.after_gap or told.line.after_gap)
            and title.form == below.form == "head"
            and told.form in {"detail", "row", "label", "prose"}
            and not is_role(below.text, self.know)
        ]
        jobs = sum(is_role(title.text, self.know) for title, _ in alike)
        return {below.line.number for _, below in alike} if jobs > 1 and 2 * jobs >= len(alike) > _FEW_WORDS else set()

    def _branches(self) -> set[int]:
        """Number the lines of branches, "SALES", each above the first of its titles, where others have none above."""
        around = list(zip(self.told, self.told[1:], self.told[2:], strict=False))
        opening = [(a, b, c) for a, b, c in around if a.form == "head" and a.line.after_gap and not b.line.after_gap]
        led = [
            above.line.number
            for above, title, label in opening
            if title.form == "head" and label.form == "label" and not label.line.after_gap
            if not is_role(above.text, self.know) and is_role(title.text, self.know)
        ]
        bare = sum(title.form == "label" for _, title, _ in opening)
        return set(led) if led and bare >= len(led) else set()

    def _firms_above(self) -> set[int]:
        """Number the lines of firms, each apart above its posting: the first line of all is one, the last one is none.

        Where each stands apart below its posting, it is the other way round.
        """
        heads = [told for told in self.told if told.form == "head" and told.line.after_gap]
        firms = [told for told in heads if is_firm(told.text, self.know, None) and not is_role(told.text, self.know)]
        jobs = [told.line.number for told in heads if is_role(told.text, self.know)]
        if len(firms) < _FEW_WORDS or not jobs or firms[0].line.number > jobs[0] or firms[-1] is self.told[-1]:
            return set()
        return {told.line.number for told in firms}

    def _listed_name(self, told: Told) -> tuple[Piece, ...]:
        names = told.text.split(", ") if told.form == "head" else []
        if not 2 <= len(names) <= _MOST_PLAIN or not all(name[:1].isupper() for name in names):
            return ()
        pieces = tuple(self._pieces(told.line, names))
        is_list = all(piece.kind == "plain" for piece in pieces) and not is_firm(names[0], self.know, None)
        return pieces if is_list else ()

    def _take(self, told: Told, following: Told | None) -> Group | None:
        """Take a line; give the group that it opens."""
        told = _told_by_what_follows(told, following)
        if self._is_text_below(told):
            told = self._of_prose(told.line, told.text, is_marked=False)
        if told.form in {"stop", "aside"} or self._is_apart(told) or self._is_of_another(told):
            self.current = None
            self.is_aside = self.is_aside or told.form == "aside"
            return None
        if told.form == "label" and told.line.after_gap and self._is_inside() and self._resumes(told):
            self.current = self.last
        current = self.current
        if told.form == "ad" and (told.line.after_gap or current is None or current.is_row or not current.title):
            headline = self._headline(told, following)
            # Else it tells all by itself: see `job_lists.sentences`.
            self.current, self.seeking = None, told
            return self._open(headline) if headline is not None else None
        if told.form == "head" and self._names_job_of(told):
            return None
        if self._opens(told, following):
            return self._opened(told)
        if current is not None:
            self._add(told, current)
        return None

    def _is_text_below(self, told: Told) -> bool:
        """Tell whether sentences that could be a posting stand right below the title they tell of: "Cook, 80 %"."""
        current, line = self.current, told.line
        if told.form != "row" or not line.is_sentence or line.after_gap or current is None or current.is_row:
            return False
        if len(current.lines) > 1 or not current.kinds <= {"employment_type"} or unmarked(line.text)[2]:
            return False
        return "employment_type" in current.kinds or is_role(current.title or "", self.know)

    def _opened(self, told: Told) -> Group | None:
        """Open a group, but for a line of a list below "We offer" that names no job."""
        if told.is_marked and self.is_aside and told.form == "head" and not is_role(told.text, self.know):
            self.current = None
            return None
        opened, seeking = self._open(told), self.seeking
        if seeking is not None and told.form == "head" and seeking.text[-1:].islower():
            # "The Hill School in Leeds seeks a", and on the next line whom.
            opened.pieces += [p for p in seeking.pieces if p.kind in {"hiring_organization", "job_location"}]
        self.seeking = None
        return opened

    def _add(self, told: Told, current: Group) -> None:
        """Add what a line tells to the group above it, or end that."""
        self.seeking = None
        if told.form == "prose" and (told.line.after_gap or told.is_marked) and not self._goes_on(told):
            self.current = None
            return
        if told.form == "address" and any(line.after_gap for line in current.lines[1:]):
            # What stands in another paragraph than the title may be of the page.
            return
        if told.form == "address" and (current.kinds & {"plain", "hiring_organization"} or self._leads_to(current)):
            # "Driver", "Hill Transport", "Apply to:" and whose address that is.
            return
        pieces = told.pieces
        is_place = told.form == "head" and current.told_below <= _DAYS and len(pieces) == 1 and _is_named(told.text)
        if told.form in {"head", "row"} and current.told_below & TELLING and not (is_place or self._is_its_firm(told)):
            pieces = tuple(p if p.kind != "plain" else Piece("other", p.value, p.line) for p in pieces)
        current.add(told.line, pieces)
        current.title = next((p.value for p in pieces if p.kind == "title"), current.title)

    def _leads_to(self, current: Group) -> bool:
        """Tell whether the last line of a posting goes on with the address below it: "Apply by 3 May to"."""
        *_, last = current.lines[-1].text.split()
        return last.endswith(":") or last in self.know.jobs.onward

    def _is_its_firm(self, told: Told) -> bool:
        """Tell whether a line in the paragraph of a posting is of a firm alone, which nothing else there names."""
        is_one = told.form == "head" and not told.line.after_gap and FORM_OF_FIRM.search(told.text) is not None
        current = self.current
        return is_one and current is not None and not current.kinds & {"plain", "hiring_organization"}

    def _headline(self, told: Told, following: Told | None) -> Told | None:
        """Read "Cook wanted" right above the text of its posting as a title."""
        text = told.text
        if following is None or following.line.after_gap or not told.line.after_gap or text.endswith((".", "!", ":")):
            return None
        facts = asked_by(text, self.know) or {}
        role = facts.get("role_name", "")
        if not text.startswith(role) or set(facts) != {"role_name"} or not is_role(role, self.know):
            return None
        return msgspec.structs.replace(told, text=role, form="head", pieces=())

    def _is_apart(self, told: Told) -> bool:
        """Tell whether a status belongs to no posting: it has a mark, or is the page's: "Issue closed 20 May. Bye."."""
        line = told.line
        if told.form != "detail" or (told.is_marked and line.after_gap):
            return told.form == "detail"
        is_running = line.is_sentence and (line.after_gap or ". " in told.text)
        is_whole = self.current is not None and bool(self.current.kinds & TELLING)
        return is_running and is_whole and told.first == "closed" and self.know.jobs.filled.search(told.text) is None

    def _is_of_another(self, told: Told) -> bool:
        """Tell whether a paragraph of its own says that another job is filled: "The post of caretaker is filled."."""
        current = self.current
        if current is None or current.title is None or not told.line.after_gap or told.first != "closed":
            return False
        if told.form not in {"detail", "prose"} or not current.kinds & TELLING:
            return False
        roles = [match[0].casefold() for match in self.know.jobs.role.finditer(told.text)]
        return bool(roles) and not any(role in current.title.casefold() for role in roles)

    def _names_job_of(self, told: Told) -> bool:
        """Take the title where the firm's name stands above it."""
        current, know = self.current, self.know
        if current is None or current.kinds or current.title is None:
            return False
        if told.line.after_gap and not (len(current.lines) == 1 and current.lines[0].number in self.firms):
            return False
        if is_role(current.title, know) or not is_firm(current.title, know, None) or not is_role(told.text, know):
            return False
        current.add(told.line, [Piece("hiring_organization", current.title, current.lines[0])])
        current.title = told.text
        return True

    def _goes_on(self, told: Told) -> bool:
        """Tell whether a text that stands apart is still the posting's: a title alone waits for what is told of it."""
        current = self.current
        if current is None or current.is_row or told.is_marked or current.kinds & FIELDS or told.text[:1].isdigit():
            return False
        return current.title is not None and is_role(current.title, self.know)

    def _open(self, told: Told) -> Group:
        title: str | None = None
        rest = list(told.pieces)
        if told.form == "row":
            at = next(i for i, piece in enumerate(rest) if piece.kind == "plain" and piece.label != "place")
            title = rest.pop(at).value
        elif told.form == "head":
            title, rest = told.text, [piece for piece in rest if piece.label in {"place", "terms"}]
        else:
            title = next((piece.value for piece in rest if piece.kind in {"title", "plain"}), None)
        self.current = Group(told.line, title, is_aside=self.is_aside, is_row=told.form == "row")
        self.current.pieces = rest
        self.last = self.current if is_role(title or "", self.know) else self.last
        return self.current

    def _is_inside(self) -> bool:
        """Tell whether what stands above is text of a posting: no group, or a heading that names no job over a list."""
        current = self.current
        if current is None or current is self.last:
            return current is None
        return not current.kinds & FIELDS and len(current.lines) > _FEW_WORDS

    def _resumes(self, told: Told) -> bool:
        """Tell whether labels are of the posting above, whose text and lists stand between: none that it has again."""
        last, kinds = self.last, {piece.kind for piece in told.pieces}
        if last is None or last.is_row or told.is_marked or not kinds & FIELDS:
            return False
        return "title" not in kinds and not kinds & last.kinds and "closed" not in last.kinds

    def _opens(self, told: Told, following: Told | None) -> bool:
        match told.form:
            case "label":
                return self._label_opens(told)
            case "row":
                return self._row_opens(told)
            case "head":
                return self._head_opens(told, following)
            case "detail":
                return self._detail_opens(told, following)
            case _:
                return False

    def _label_opens(self, told: Told) -> bool:
        current = self.current
        if current is None:
            return True
        labels = {piece.label for piece in told.pieces if piece.label}
        kinds = {piece.kind for piece in told.pieces}
        if kinds >= {"title", "closed"}:
            return True
        if "title" in kinds:
            # "We are hiring a gardener!" stands above the labels that say so again.
            has_title = "title" in current.kinds or (current.title is not None and told.line.after_gap)
            return has_title or told.is_marked or current.is_row
        return bool(labels & current.labels) and told.line.after_gap

    def _detail_opens(self, told: Told, following: Told | None) -> bool:
        """Tell whether a status or a day stands above the labels that it belongs to: they begin again below it."""
        if self.current is None or following is None or not told.line.after_gap or following.line.after_gap:
            return False
        again = {piece.label for piece in following.pieces if piece.label}
        return following.form == "label" and bool(again & self.current.labels)

    def _row_opens(self, told: Told) -> bool:
        current, line = self.current, told.line
        if current is None or line.after_gap or told.is_marked or current.is_row:
            return True
        if current.title is not None and self.know.jobs.term.fullmatch(current.title) is not None:
            # "Apprenticeships" is the heading of those below.
            return True
        if current.title is None or current.kinds:
            return line.indent < current.indent or is_role(told.pieces[0].value, self.know)
        if is_role(current.title, self.know) and not current.title.isupper():
            return False
        return self.is_stacked or is_role(told.pieces[0].value, self.know) or current.title.isupper()

    def _head_opens(self, told: Told, following: Told | None) -> bool:
        current, line = self.current, told.line
        if current is None or line.after_gap or line.indent < current.indent:
            return True
        if current.lines[-1].number in self.branches:
            return True
        if told.is_marked:
            return not (self._is_of_list(told, current) or self._is_duty(told, current))
        if current.kinds & TELLING and is_role(told.text, self.know) and not is_firm(told.text, self.know, None):
            return True
        is_bare = not current.kinds and not current.is_row
        if is_bare and line.indent > current.indent and (line.indent in self.indents or is_role(told.text, self.know)):
            return True
        if is_bare and current.title is not None and not is_role(current.title, self.know):
            return GENDERS.search(told.text) is not None
        if following is not None and following.form in {"label", "detail"} and not following.line.after_gap:
            again = {piece.label for piece in following.pieces if piece.label}
            return bool(again & current.labels)
        return False

    def _is_duty(self, told: Told, current: Group) -> bool:
        """Tell whether a line is of a list of duties between a title and what is told of it: "- Work as a mentor"."""
        is_between = self.last is not None and self.last is not current and "valid_through" not in self.last.kinds
        return is_between and told.line.number in self.duties

    def _duties(self) -> set[int]:
        """Number the lines of marked lists of which fewer than half name a job."""
        found: set[int] = set()
        run: list[Told] = []
        for told in (*self.told, None):
            if told is not None and told.is_marked and told.form == "head" and not told.line.after_gap:
                run.append(told)
                continue
            if len(run) > 1 and 2 * sum(is_role(one.text, self.know) for one in run) < len(run):
                found.update(one.line.number for one in run)
            run = []
        return found

    def _is_of_list(self, told: Told, current: Group) -> bool:
        """Tell whether a marked line is of the list below a title that has no mark: "- Full time, permanent"."""
        is_below = not unmarked(current.lines[0].text)[2] and not current.is_row
        return is_below and is_term(told.text, self.know) and not is_role(told.text, self.know)

    def _all_told(self, lines: Sequence[Line]) -> Iterator[Told]:
        index, is_apart = 0, False
        while index < len(lines):
            line, (facts, used) = lines[index], facts_in(lines, index, self.know)
            if facts and _DAYS.isdisjoint(fact.field for fact in facts) and is_noise(line.text, self.know):
                # "Area: all  Place: all" is for choosing.
                facts = []
            index += used
            if is_apart and not line.after_gap:
                # What stood between them tells nothing.
                line = msgspec.structs.replace(line, after_gap=True)
            labelled = [fact for fact in facts if fact.label]
            told = self._of_facts(line, labelled) if labelled else self._told(line)
            is_apart = told is None and line.after_gap
            if told is not None:
                yield told

    def _of_facts(self, line: Line, facts: Sequence[Fact]) -> Told:
        pieces = tuple(self._piece_of(fact.field, fact.label, fact.value, fact.lines[-1]) for fact in facts)
        if len(pieces) == 1 and pieces[0].kind == "title" and ". " in pieces[0].value:
            # "Wanted: cook, Hill Farm, Leeds. Write by 3 May."
            first, *rest = self._in_sentences(line, pieces[0].value) or pieces
            pieces = (msgspec.structs.replace(first, kind="title", label=pieces[0].label), *rest)
        text, _, is_marked = unmarked(line.text)
        return Told(line, text, pieces, is_marked, "label")

    def _told(self, line: Line) -> Told | None:
        know, text = self.know, line.text
        if (is_noise(text, know) and not status(text, know)) or _REFERENCE.fullmatch(text) is not None:
            return None
        if text.startswith("[") and _FORM.fullmatch(text) is not None:
            return None
        # "FILLED" right below a posting is told of it.
        opens = know.marker(text) is not None and (line.after_gap or not status(text, know))
        if is_rule(line) or opens or self._is_trail(line) or self._is_menu(line):
            return Told(line, text, (), False, "stop")
        if len(text) > _LONGEST_LINE:
            return Told(line, text, (), False, "prose")
        text, place, is_marked = unmarked(text)
        if is_aside(text, know) or is_unsolicited(text, know):
            return Told(line, text, (), is_marked, "aside")
        ad = self.small_ads.get(line.number)
        if ad is not None:
            return Told(line, text, tuple(self._of_small_ad(ad)), True, "row")
        head = know.sentences(text)
        label = LABEL.fullmatch(text) if len(head) == 1 else None
        is_label = label is not None and self._field(label["label"]) == "title"
        asked = asked_by(head[0], know) if head and not is_label else None
        if asked is not None:
            return Told(line, text, tuple(self._in_ad(line, text, asked)), is_marked, "ad")
        lead = (Piece("job_location", place, line, "place"),) if place is not None else ()
        formed = self._formed(line, text, lead, is_marked=is_marked)
        based = workplace(text, know) if formed.form == "detail" and len(text) <= _LONGEST_TITLE else None
        if based is not None:
            # "Hybrid, based at Leeds".
            formed = msgspec.structs.replace(formed, pieces=(*formed.pieces, Piece("workplace", based, line)))
        return formed

    def _is_trail(self, line: Line) -> bool:
        """Tell whether a line says where one is: "Home > Jobs", "Hill Farm – Vacancies"."""
        text = line.text
        if holds(text, _STEPS) and _TRAIL.fullmatch(text) and GENDERS.search(text) is None:
            return True
        named = cells_in(line, text)
        if len(named) != 2:
            return False
        return any(self.know.opens("postings", cell) for cell in named)

    def _is_menu(self, line: Line) -> bool:
        """Tell whether a line is of words that only lead to other pages: "Jobs   Candidates   Contact"."""
        cells = line.cells
        if len(cells) <= _FEW_WORDS or has_digit(line.text) or any(kind_of(c, self.know) != "plain" for c in cells):
            return False
        leading = sum(self.know.navigation.fullmatch(c) is not None or self.know.marker(c) is not None for c in cells)
        return leading > 0 and all(len(cell.split()) <= _FEW_WORDS for cell in cells)

    def _formed(self, line: Line, text: str, lead: tuple[Piece, ...], *, is_marked: bool) -> Told:
        labelled = self._labelled(line, text)
        cells = titled_cells(whole_days(cells_in(line, text), text, self.know), text, self.know)
        is_known = labelled is not None and (labelled[0].kind != "other" or labelled[0].label in self.know.jobs.persons)
        if labelled is not None and (is_known or not (line.after_gap or is_marked or len(cells) > 1)):
            return Told(line, text, (*lead, *labelled), is_marked, "label")
        pieces = tuple(self._pieces(line, cells))
        # "Cook – Leeds – from £20/hr. – from 1 Nov." is none.
        is_running = line.is_sentence and ". " in text and len(self.know.sentences(text)) > 1
        if len(cells) > 1 and not is_running:
            return self._in_cells(line, text, lead, pieces, is_marked=is_marked)
        listed = () if is_running else self._in_list(line, text)
        is_term_behind = len(listed) == 2 and listed[1].kind == "employment_type"
        if is_term_behind and self._opens_with(listed[0], is_apart=line.after_gap or is_marked):
            terms = msgspec.structs.replace(listed[1], label="terms")
            return Told(line, text, (*lead, terms), is_marked, "head")
        if _is_listed(listed, self.know):
            return Told(line, text, (*lead, *listed), is_marked, "listed")
        is_placed = len(listed) > 0 and listed[0].kind == "plain" and len(listed[0].value.split()) <= _MOST_NAME_WORDS
        if is_placed and {p.kind for p in listed[1:]} == {"employment_type"} and not (line.after_gap or is_marked):
            # "Leeds, full time" below a title.
            return Told(line, text, (*lead, *listed), is_marked, "detail")
        if self._is_detail(line, text, pieces, is_marked=is_marked):
            return Told(line, text, (*lead, *pieces), is_marked, "detail")
        is_next = self.is_told_in_lines and self._names_three(parted(self.know.sentences(text)[0]), text)
        notes = self._in_notes(line, text) if is_running and not (line.after_gap or is_marked or is_next) else []
        if notes:
            return Told(line, text, (*lead, *notes), is_marked, "detail")
        running = self._in_sentences(line, text) if is_running else []
        self.is_told_in_lines = bool(running)
        if running:
            return Told(line, text, (*lead, *running), is_marked or line.after_gap, "row")
        if not self._can_be_title(text):
            return self._of_prose(line, text, is_marked=is_marked)
        address = () if line.after_gap or is_marked else self._in_address(line, text)
        return Told(line, text, address or (*lead, *pieces), is_marked, "address" if address else "head")

    def _of_prose(self, line: Line, text: str, *, is_marked: bool) -> Told:
        """Read running text, below a title what it opens with as well."""
        told = tuple(self._in_prose(line, text))
        if not (line.after_gap or is_marked) and opens_with_terms(text, self.know):
            told = (Piece("offered", text, line), *told)
        return Told(line, text, told, is_marked, "prose")

    def _in_address(self, line: Line, text: str) -> tuple[Piece, ...]:
        """Read "Hill Farm Ltd, Main Street 3, Leeds" below the text of a posting."""
        found = _ADDRESS.fullmatch(text)
        if found is None or not is_firm(found["firm"], self.know, None):
            return ()
        return Piece("hiring_organization", found["firm"], line), Piece("job_location", found["town"], line)

    def _in_list(self, line: Line, text: str) -> tuple[Piece, ...]:
        """Read "Cook, Hill Farm, Leeds. Apply by 3 May": in front of a sentence, two names tell who and where."""
        if ", " not in text or len(text) > _LONGEST_TITLE:
            return ()
        head, *rest = self.know.sentences(text) if ". " in text else [text]
        pieces = list(self._pieces(line, parted(head.rstrip(".") if rest else head)))
        if rest and [piece.kind for piece in pieces[-2:]] == ["plain", "plain"] and len(pieces) > _FEW_WORDS:
            pieces[-2:] = self._who_and_where(line, [piece.value for piece in pieces[-2:]]) or pieces[-2:]
        return (*pieces, *(piece for sentence in rest for piece in self._pieces(line, parted(sentence))))

    def _in_cells(
        self, line: Line, text: str, lead: tuple[Piece, ...], pieces: tuple[Piece, ...], *, is_marked: bool
    ) -> Told:
        first, *rest = pieces
        if is_aside(first.value, self.know):
            # "Contact – Hill Farm – Leeds".
            return Told(line, text, (), is_marked, "stop")
        if first.kind != "plain" and not lead:
            return Told(line, text, pieces, is_marked, "detail")
        # A dash may stand in a title, too.
        is_row = bool(lead) or any(piece.kind in TELLING for piece in rest) or len(line.cells) > 1
        is_job = is_role(first.value, self.know) or first.value.isupper()
        is_dated = any(piece.kind == "other" and has_digit(piece.value) for piece in rest)
        is_row = is_row or (is_job and len(pieces) >= (_MANY_CELLS - is_dated))
        is_row = is_row or (is_job and any(is_firm(piece.value, self.know, None) for piece in rest[:-1]))
        if is_row and not any(piece.kind == "plain" for piece in rest):
            first, *named = self._pieces(line, parted(first.value)) if is_job else (first,)
            rest = [*named, *rest] if any(is_firm(p.value, self.know, None) for p in named) else rest
            first = first if rest[:1] == named[:1] and named else pieces[0]
        pieces = (*lead, msgspec.structs.replace(first, kind="plain"), *rest)
        return Told(line, text, pieces, is_marked, "row" if is_row else "head")

    def _opens_with(self, piece: Piece, *, is_apart: bool) -> bool:
        """Tell whether a piece before terms is a title: a job, or a name behind a mark or a gap."""
        if is_role(piece.value, self.know):
            return True
        is_name = piece.kind == "plain" and len(piece.value.split()) <= _MOST_NAME_WORDS
        return is_apart and is_name and self.know.jobs.term.search(piece.value) is None

    def _is_detail(self, line: Line, text: str, pieces: Sequence[Piece], *, is_marked: bool) -> bool:
        """Tell whether a line of one piece only adds to a posting: a day, a status, terms."""
        kind = pieces[0].kind if pieces else "plain"
        if kind == "employment_type":
            return not is_marked and not is_role(text, self.know)
        if kind == "closed":
            # "Cook (the job is filled)" opens a posting.
            return not (line.after_gap and titled_closed(text, self.know))
        return kind != "plain" and not line.is_sentence

    def _can_be_title(self, text: str) -> bool:
        if len(text) > _LONGEST_TITLE or len(text.split()) > _LONGEST_HEAD_WORDS or "@" in text or "©" in text:
            return False
        if text.endswith((".", ":", "…", "”", "«", '"')):
            return False
        if text.endswith("!") and without_call(text, self.know) == text:
            return False
        if has_digit(text) and (_PHONE.search(text) or _AGED.match(text) or self.know.grammar.find_clock(text)):
            return False
        return text[:1].isalpha() and self.know.navigation.fullmatch(text) is None

    def _labelled(self, line: Line, text: str) -> list[Piece] | None:
        match = LEADER.fullmatch(text) or LABEL.fullmatch(text)
        if match is None:
            return None
        label, value = match["label"].strip(), match["value"].strip()
        field = self._field(label)
        if line.is_sentence and ". " in text:
            return self._of_neighbour(line, label, value) if field is None else None
        if field is None and " " in label and is_firm(label, self.know, None) and not GENDERS.search(label):
            return [Piece("hiring_organization", _firm_in(label, self.know), line), Piece("title", value, line)]
        piece = self._piece_of(field, label, value, line)
        if piece.kind == "closed" and field is None and is_role(label, self.know):
            return [Piece("title", label, line), Piece("closed", value, line)]
        day = apply_by(value, self.know) if piece.kind == "other" else None
        return [piece, *([Piece("valid_through", day, line)] if day is not None else [])]

    def _of_neighbour(self, line: Line, label: str, value: str) -> list[Piece] | None:
        """Read "Hill Farm, Leeds: Cook, part-time. Details from the office, closing 3 May."."""
        first, *_ = self.know.sentences(value) or [value]
        title, *terms = first.split(", ")
        if not is_firm(label, self.know, None) or not is_role(title, self.know) or len(title) > _LONGEST_FIRST:
            return None
        firm, _, town = label.partition(", ")
        told = [Piece("hiring_organization", firm, line), Piece("title", title, line)]
        told += [Piece("job_location", town, line)] if town else []
        told += [piece for piece in self._pieces(line, terms) if piece.kind != "plain"]
        return [*told, *self._in_prose(line, value)]

    def _piece_of(self, field: str | None, label: str, value: str, line: Line) -> Piece:
        if self.know.jobs.filled.match(value) or self.know.jobs.closed.match(value):
            return Piece("closed", value, line, label.casefold())
        if field == "status" or field is None:
            found = self.know.grammar.find(value) if field is None and has_digit(value) else None
            is_day = found is not None and found.start < _LONGEST_LEAD
            if is_day and apply_by(f"{label}: {value}", self.know) is not None:
                return Piece("valid_through", value, line, label.casefold())
            return Piece("other", value, line, label.casefold())
        return Piece(field, value, line, label.casefold())

    def _field(self, label: str) -> str | None:
        word = label.casefold()
        return self.know.jobs.short_labels.get(word) or self.know.job_labels.get(word)

    def _pieces(self, line: Line, cells: Sequence[str]) -> Iterator[Piece]:
        for cell in cells:
            match = LABEL.fullmatch(cell)
            field = self._field(match["label"]) if match is not None else None
            if match is not None and field is not None:
                yield self._piece_of(field, match["label"], match["value"], line)
                continue
            bare = unmarked(cell)[0]
            yield Piece(kind_of(bare, self.know), bare, line)

    def _in_sentences(self, line: Line, text: str) -> list[Piece]:
        """Read "COOK (50 %). Hill Farm. Start 1 May. Apply by 3 April.": each sentence tells one thing."""
        first, *rest = self.know.sentences(text) or [text]
        cells = [cell for cell in CELL.split(first) if cell]
        names = cells if len(cells) > 1 else parted(first)
        days = [name for name in names[1:] if is_of_days(name, self.know)]
        names = [name for name in names if name not in days]
        is_job = is_role(names[0], self.know) or names[0].isupper() or self._names_three(names, text)
        if not is_job or len(first) > _LONGEST_FIRST or len(names) > _MOST_PLAIN or names[0][:1].islower():
            return []
        if any(
            name[:1].islower() and len(name.split()) > _MOST_CLAUSE and not is_term(name, self.know) for name in names
        ):
            # "Lead a team of six, keep the kitchen clean and …": what one does there.
            return []
        told = [piece for sentence in rest for piece in self._in_prose(line, f"{sentence} ")]
        labelled = [m for s in rest if (m := LABEL.fullmatch(s)) is not None and self._field(m["label"]) is not None]
        told += [self._piece_of(self._field(m["label"]), m["label"], m["value"], line) for m in labelled]
        is_named = bool(rest) and len(rest[0].split()) <= _MOST_NAME_WORDS and is_firm(rest[0], self.know, None)
        told += [Piece("plain", rest[0], line)] if is_named else []
        told += [Piece("employment_type", name, line) for name in days]
        title, *named = self._titled(line, names[0])
        others = self._who_and_where(line, names[1:]) or self._pieces(line, names[1:])
        pieces = [title, *named, *others, *told]
        # "Skipper, Hill Fishing, Hull. Start at once." in a list of such lines.
        is_next = self.is_told_in_lines and len(names) == _MOST_PLAIN and is_role(names[0], self.know)
        return pieces if is_next or {piece.kind for piece in told} & TELLING else []

    def _names_three(self, names: Sequence[str], text: str) -> bool:
        """Tell whether three names stand before a last day: "Miller, Old Mill, Hexley. Apply by 4 October."."""
        are_names = len(names) == _FEWEST_ALIKE and all(
            name[:1].isupper() and len(name.split()) < _MOST_NAME_WORDS for name in names
        )
        return are_names and apply_by(text, self.know, is_sure=True) is not None

    def _who_and_where(self, line: Line, names: Sequence[str]) -> list[Piece]:
        """Read "Hill Farm, Leeds" behind a title: two names tell who and where themselves, whoever the page is of."""
        pieces = list(self._pieces(line, names))
        is_pair = len(pieces) == _FEW_WORDS and all(piece.kind == "plain" for piece in pieces)
        if not is_pair or is_firm(names[1], self.know, None):
            return []
        fields = ("hiring_organization", "job_location")
        return [Piece(field, piece.value, line) for field, piece in zip(fields, pieces, strict=True)]

    def _titled(self, line: Line, text: str) -> list[Piece]:
        """Part a title from who hires and where: "Cook at Hotel Sea in Leeds"."""
        found = title_and_employer(text, self.know)
        if found is None:
            return [Piece("plain", text, line)]
        title, place = found
        told = (("hiring_organization", place.firm), ("job_location", place.town))
        return [Piece("plain", title, line), *(Piece(field, name, line) for field, name in told if name is not None)]

    def _in_notes(self, line: Line, text: str) -> list[Piece]:
        """Read "Leeds. Full time. Apply by 3 May." below a title: each note tells one thing, the place first."""
        notes = self.know.sentences(text)
        if (
            any(len(note.split()) > _MOST_NOTE_WORDS for note in notes)
            or is_role(notes[0], self.know)
            or len(notes[0].split()) > _MOST_NAME_WORDS - 1
        ):
            return []
        told = [self._noted(line, note) for note in notes]
        kinds = [piece.kind for piece in told]
        is_placed = kinds[0] == "plain" and kinds.count("plain") == 1 and _is_named(notes[0])
        return told if is_placed and set(kinds) & TELLING else []

    def _of_small_ad(self, ad: SmallAd) -> Iterator[Piece]:
        """Give what "HILL FARM, Leeds. Cook, full time. Apply by 3 May." tells, the title first."""
        title, *terms = ad.job
        yield Piece("plain", title, ad.line)
        yield Piece("hiring_organization", ad.firm, ad.line)
        if ad.town is not None:
            yield Piece("job_location", ad.town, ad.line)
        yield from (piece for piece in self._pieces(ad.line, terms) if piece.kind != "plain")
        yield from self._in_prose(ad.line, ad.rest)

    def _noted(self, line: Line, note: str) -> Piece:
        day = apply_by(note, self.know)
        if day is not None:
            return Piece("valid_through", day, line)
        is_term = any(self.know.jobs.term.search(part) for part in parted(note))
        (piece,) = self._pieces(line, [note])
        if is_term and piece.kind in {"plain", "other"}:
            return Piece("employment_type", note, line)
        return piece

    def _in_ad(self, line: Line, text: str, facts: dict[str, str]) -> Iterator[Piece]:
        """Give who seeks and where of "Hill Farm is looking for a cook in Leeds"; "our client" is nobody's name."""
        for field, name in (("hiring_organization", "organization"), ("job_location", "location")):
            article = self.know.article.match(facts.get(name, ""))
            is_told = name in facts and (article is None or not facts[name][article.end() :].islower())
            # "We have 22 cows in the shed and need somebody".
            is_told = is_told and (
                len(facts[name].split()) <= _MOST_NAME_WORDS or is_firm(facts[name], self.know, None)
            )
            # "in Vollzeit" is no place.
            if is_told and not (name == "location" and is_term(facts[name], self.know)):
                yield Piece(field, facts[name], line)
        yield Piece("sought", text, line)
        yield from self._in_prose(line, text)

    def _in_prose(self, line: Line, text: str) -> Iterator[Piece]:
        """Read a closing, a last day and labelled facts out of running text."""
        know = self.know
        if status(text, know) or know.jobs.filled.search(text):
            yield Piece("closed", text, line)
        day = apply_by(text, know, is_sure=True)
        if day is not None:
            yield Piece("valid_through", day, line)
        place = workplace(text, know)
        if place is not None:
            yield Piece("workplace", place, line)
        for sentence in know.sentences(text) if ": " in text or has_digit(text) else ():
            match = LABEL.fullmatch(sentence)
            field = self._field(match["label"]) if match is not None else None
            if match is not None and field is not None:
                yield self._piece_of(field, match["label"], match["value"], line)
            dated = know.jobs.dated.fullmatch(sentence) if match is None and has_digit(sentence) else None
            if dated is not None and know.job_labels[dated["label"].casefold()] == "published":
                # "Posted 2 March 2026."
                yield Piece("published", dated["value"], line)


def _told_by_what_follows(told: Told, following: Told | None) -> Told:
    """Take "Cook, evenings" above labels for a title, else for a row."""
    if told.form != "listed":
        return told
    is_above = following is not None and not following.line.after_gap and following.form in {"label", "detail"}
    return msgspec.structs.replace(told, form="head" if is_above else "row")


def _moved(told: Told, *, after_gap: bool) -> Told:
    return msgspec.structs.replace(told, line=msgspec.structs.replace(told.line, after_gap=after_gap))


def _is_named(text: str) -> bool:
    """Tell whether a text is about a name: a word or two, or two of its words with a capital."""
    words = text.split()
    return len(words) <= _FEW_WORDS or sum(word[:1].isupper() for word in words) > 1


def _unstacked(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Write labels that stand alone above their values before them: words that come again, each below other lines."""
    names = Counter(line.text for line in lines if not line.after_gap and _can_be_label(line.text, know))
    labels = {name for name, count in names.items() if count > 1}
    if not any(name.casefold() in know.job_labels for name in labels):
        return list(lines)
    told: list[Line] = []
    for line in lines:
        above = told[-1] if told else None
        if above is not None and above.text in labels and not line.after_gap and line.text not in labels:
            told[-1] = msgspec.structs.replace(
                above, text=f"{above.text}: {line.text}", span=(above.span[0], line.span[1]), cells=()
            )
        else:
            told.append(line)
    return told


def _can_be_label(text: str, know: Knowledge) -> bool:
    is_short = len(text) <= _LONGEST_LABEL and not has_digit(text) and text[:1].isupper()
    return is_short and text[-1].isalpha() and GENDERS.search(text) is None and not status(text, know)


def _is_listed(pieces: Sequence[Piece], know: Knowledge) -> bool:
    """Tell whether pieces between commas are a job, and its terms, who or where."""
    first = pieces[0] if pieces else None
    if len(pieces) < 2 or first is None or first.kind != "plain" or not is_role(first.value, know):
        return False
    if len(first.value.split()) > _MOST_NAME_WORDS:
        return False
    kinds = {piece.kind for piece in pieces[1:]}
    return bool(kinds & {"closed", "valid_through", "employment_type"}) or (
        len(pieces) > 2 and kinds >= {"other", "plain"}
    )


def _firm_in(label: str, know: Knowledge) -> str:
    """Take the name out of words such as "For our neighbours Hill Farm Ltd"."""
    words = label.split()
    small = [i for i, word in enumerate(words) if word[:1].islower() and word not in know.small_words]
    return " ".join(words[small[-1] + 1 :]) if small and small[-1] + 1 < len(words) else label
