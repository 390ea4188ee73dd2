"""What the clauses of an entry tell, gathered into one notice for each person."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from feeds.model import Person, PersonnelNotice, YearMonth
from feeds.recognise import cards, clauses
from feeds.recognise.clauses import Clause
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.move import CHANGES, Heading, Move, month_of, near
from feeds.recognise.page import Line
from feeds.recognise.phrases import POST_NOMINALS, Name, Phrases

_LEFT = frozenset({"departed", "retired"})
_LONGEST_SENTENCE = 600
#: So many years back a change is still news.
_RECENT = 2
_NO_FIRM = "what stands where a firm would is none"
#: “Windows PC”, “Firefox OS”: no last name is an abbreviation; but “Mei LIU” has one in capitals.
_ABBREVIATED = re.compile(r"[^\W\d_]*[^\W\d_A-ZÆØÅÄÖÜ][\w’'-]* (?:[B-DF-HJ-NP-TV-Z]{2,3}|[AEIOU][B-DF-HJ-NP-TV-Z])")
_NO_PERSON = "what stands where a name would names nobody"
_LONG_AGO = "no change of job: it was years ago"
_REFUSED = "no change of job is told"


class Teller:
    """Reads the sentences of one column, one after the other; what a sentence does not say can stand before it."""

    def __init__(self, setting: Setting, phrases: Phrases, findings: Findings, house: str | None = None) -> None:
        self._setting, self._phrases, self._findings, self._house = setting, phrases, findings, house
        self._heading = Heading()
        self._current: list[Move] = []
        self._waiting: Clause | None = None
        self._unread: list[str] = []
        self._all: list[Move] = []
        self._lines: Sequence[Line] = ()
        self._text = ""
        self._held: Clause | None = None
        #: A sentence that tells no change: it is read if the next one goes on about who is in it.
        self._held_unread: str | None = None
        self._fresh: list[Move] = []
        self._sentence_told = ""
        #: Who re-elected somebody, and so elects whoever is told of behind.
        self._elector: str | None = None
        self.added = False
        #: All lines of the column, for what else it says of a name.
        self.page: Sequence[Line] = ()

    def begin(self, heading: Heading) -> None:
        """Begin a new entry under a heading."""
        self._heading, self._current, self._waiting, self._unread, self._elector = heading, [], None, [], None

    def tell(self, text: str, lines: Sequence[Line]) -> int:
        """Read some sentences; tell how many notices they opened."""
        before = len(self._all)
        self._lines, self._text, self.added = lines, text, False
        for sentence in self._setting.know.sentences(text):
            if len(sentence) <= _LONGEST_SENTENCE:
                self._held, self._held_unread, self._fresh = self._held_before(sentence), None, []
                self._sentence(sentence)
        return len(self._all) - before

    def _held_before(self, sentence: str) -> Clause | None:
        """Give what was held, where a sentence goes on with it: “Ann Bo has been clerk. She becomes head”."""
        if self._held is None and self._held_unread is None:
            return None
        is_described = not self._phrases.goes_on(sentence)
        if is_described and not clauses.describes(sentence, self._phrases):
            return None
        unread = clauses.read(self._held_unread, self._phrases) if self._held_unread is not None else ()
        held = next((clause for clause in reversed(unread) if clause.people), self._held)
        # "The clerk retires" is told of one, of whom alone the sentence before was.
        return None if is_described and (held is None or len(held.people) > 1) else held

    def add(self, moves: Sequence[Move]) -> None:
        """Keep notices that labels or an entry without a verb told."""
        self._all.extend(moves)
        self._current, self._waiting, self._unread = list(moves), None, []

    def is_by(self, rule: str) -> bool:
        """Tell whether what was told last was read by a rule."""
        return bool(self._current) and all(move.rule == rule for move in self._current)

    def place(self, town: str, lines: Sequence[Line]) -> None:
        """Keep the town that stands before an entry."""
        for move in (move for move in self._all if move.lines[:1] == list(lines[:1])):
            move.put("location", town, move.lines[:1], "notice.dateline")

    def finish(self, numbers: Collection[int] | None = None) -> int:
        """Make items of all that was told, if only on some lines; tell how many."""
        made = [m for m in self._all if numbers is None or m.lines[0].number in numbers]
        if sum(m.is_guessed for m in made) * 2 > len(made):
            made = [m for m in made if not m.is_guessed]
        made = [m for m in made if not (self._is_history(m) or self._is_misread(m) or self._names_nobody(m))]
        for move in made:
            if move.is_inside and move.get("organization") is None:
                # "Until now clerk at Bray Ltd, she is made head in the same firm".
                move.rename("previous_organization", "organization")
            move.put("organization", self._house, move.lines[:1], "notice.house")
            firm = str(move.get("organization") or "")
            if firm.isupper():
                move.reword("organization", cards.written(firm, self.page))
            name, town = self._phrases.without_its_town(firm)
            if town is not None and move.get("location") in {None, town}:
                move.reword("organization", name)
                move.put("location", town, move.lines[:1], "notice.town")
            self._findings.add(_item(move, self._setting), move.lines)
        return len(made)

    def _is_history(self, move: Move) -> bool:
        """Refuse what happened years before the page was written."""
        published, day = self._setting.context.published, move.get("effective")
        is_old = published is not None and isinstance(day, date | YearMonth) and day.year < published.year - _RECENT
        if is_old:
            self._findings.refuse("personnel_notice", move.lines, "notice.history", _LONG_AGO)
        return is_old

    def _is_misread(self, move: Move) -> bool:
        """Refuse a firm that is a pronoun or the half of a quotation: the sentence tells of something else."""
        pronouns = self._setting.know.language.sentences.pronouns
        firms = (move.get("organization"), move.get("previous_organization"))
        is_none = any(isinstance(firm, str) and (firm in pronouns or firm.count('"') % 2) for firm in firms)
        if is_none:
            self._findings.refuse("personnel_notice", move.lines, move.rule, _NO_FIRM)
        return is_none

    def _names_nobody(self, move: Move) -> bool:
        """Refuse a name that is an abbreviation's, or never stands but behind an article, a hyphen or a firm's verb."""
        name, text = move.name.name, move.texts[0] if move.texts else ""
        ends_short = _ABBREVIATED.fullmatch(name) is not None and name.split()[-1] not in POST_NOMINALS
        befores = [text[: found.start()] for found in re.finditer(re.escape(name), text)]
        is_none = ends_short or (bool(befores) and all(self._leads_to_nobody(before, move) for before in befores))
        if is_none:
            self._findings.refuse("personnel_notice", move.lines, move.rule, _NO_PERSON)
        return is_none

    def _leads_to_nobody(self, before: str, move: Move) -> bool:
        """Tell whether no name of a person can follow: “non-”, “the”, “The Mill becomes” of a firm called the Mill."""
        words = self._phrases.words
        if before.endswith("-") or before.rpartition(" ")[2]:
            return before.endswith("-")
        if before.rstrip().rpartition(" ")[2].casefold() in words.determiners:
            return True
        firms = (f"{move.get('organization')} {word}" for word in words.becomes)
        return move.get("role_name") is None and before.strip() in firms

    def drop_last(self, lines: Sequence[Line], reason: str) -> None:
        """Refuse what the last lines opened."""
        kept = [m for m in self._all if not set(m.lines) & set(lines)]
        if len(kept) < len(self._all):
            self._findings.refuse("personnel_notice", lines, "notice.cut_off", reason)
        self._all = kept

    def _sentence(self, sentence: str) -> None:
        is_label = self._current and ": " in sentence
        if is_label and cards.add(sentence, self._current, self._lines, self._setting, self._phrases):
            self.added = True
            for move in self._current:
                move.tell(self._text, self._lines)
            return
        sentence = self._without_follow_up(sentence)
        if not sentence:
            return
        sentence = self._without_age(sentence)
        if not sentence:
            return
        if not self._current and self._name(sentence):
            return
        framed = _frame(sentence, self._setting)
        if framed is not None:
            self._open(framed.people, CHANGES[framed.verb], framed)
            return
        is_of_nobody = not (self._current or self._held or self._heading.people)
        if is_of_nobody and not self._phrases.can_name(sentence):
            self._unread.append(sentence)
            return
        self._sentence_told = sentence
        if not self._current and self._heading.change is None and clauses.names_only(sentence, self._phrases):
            self._held_unread = sentence
            return
        self._read(sentence)

    def _without_follow_up(self, sentence: str) -> str:
        """Take what a rule reads out of a sentence: all of it, or a half: “She is a … and has been clerk”."""
        halves = self._halves(sentence) if self._current else ()
        # "… and has an MBA" tells no post: it is more of the same.
        first = [(one, two) for one, two in halves if self._phrases.verb(self._phrases.mask(two).text) is not None]
        for text, rest in (*first, (sentence, ""), *((two, one) for one, two in halves)):
            if _follow_up(text, self._current, self._lines, self._setting):
                for move in self._current:
                    move.tell(self._text, self._lines)
                return rest
        return sentence

    def _halves(self, sentence: str) -> Sequence[tuple[str, str]]:
        """Part a sentence about somebody told of at an “and” with a verb behind it; both halves have the subject."""
        they = self._phrases.subject.match(sentence)
        found: list[tuple[str, str]] = []
        for joiner in self._phrases.joiner.finditer(sentence) if they is not None else ():
            one, two = sentence[: joiner.start()], sentence[joiner.end() :]
            if they is not None and self._phrases.opens_told(two):
                found.append((one, f"{they[0]} {two}"))
        return found

    def _name(self, sentence: str) -> bool:
        """Read “Her name is Ann Bo, she is 36 and comes from Bray Ltd” behind “Holm & Co. has a new clerk”."""
        named = self._phrases.naming.match(sentence)
        found = self._phrases.person(self._phrases.mask(sentence[named.end() :]).text) if named is not None else None
        if named is None or found is None or found[0]:
            return False
        told = self._told_before()
        change = CHANGES.get(told.verb) if told is not None and not told.people else None
        at = sentence.find(found[1].last, named.end())
        if told is None or change is None or at < 0:
            return False
        self._sentence_told = sentence
        self._open((found[1],), change, msgspec.structs.replace(told, occupation=None, age=None))
        rest = sentence[at + len(found[1].last) :].lstrip(" ,")
        if rest[:1].islower():
            self._sentence(f"{self._setting.know.language.sentences.pronouns[0]} {self._phrases.without_who(rest)}")
        return True

    def _without_age(self, sentence: str) -> str:
        """Take “She is 61 years old” and “She is 61 and” from a sentence: it is the age of the one told of."""
        if len(self._current) != 1:
            return sentence
        name = self._current[0].name
        called = next((call for call in (name.name, name.last) if sentence.startswith(f"{call} ")), None)
        they = self._setting.know.language.sentences.pronouns[0]
        aged = self._phrases.aged.match(f"{they}{sentence[len(called) :]}" if called is not None else sentence)
        if aged is None:
            return sentence
        self._current[0].name = msgspec.structs.replace(name, age=int(aged["years"]))
        rest = aged.string[aged.end() :]
        return f"{aged['they']} {rest}" if rest else ""

    def _read(self, sentence: str) -> None:
        known = tuple(m.name.name for m in self._current)
        if not known and self._held is not None and not self._phrases.goes_on(sentence):
            known = tuple(name.name for name in self._held.people)
        default = _VERBS.get(self._heading.change or "")
        subject, told = self._current, clauses.read(sentence, self._phrases, known, default)
        for clause in told:
            self._clause(clause)
        is_of_subject = bool(subject) and told[0].is_subject and not told[0].people
        if is_of_subject and all(m.change in _LEFT for m in self._fresh) and subject[0].change not in _LEFT:
            # "She follows Ib Lund, who retires": what comes next is told of her.
            self._current = subject

    def _told_before(self) -> Clause | None:
        """Give what was told before anybody was named; most of that is never asked for, so only now is it read."""
        unread, self._unread = self._unread, []
        held, self._held = self._held, None
        for sentence in unread:
            self._read(sentence)
        self._held = held
        return self._waiting

    def _clause(self, clause: Clause) -> None:
        if clause.verb == "unchanged":
            self._refuse(clause)
            return
        people = clause.people
        change = self._change(clause)
        is_open = not clause.is_subject or self._held is not None
        if not people and is_open and not self._current and change is not None:
            people = self._held.people if self._held is not None else self._heading.people
            if not people:
                self._waiting, self._unread = clause, []
                return
        new = [name for name in people if name.name not in {m.name.name for m in self._current}]
        if people and change is not None and (new or not self._current):
            self._open(people, change, clause)
        elif self._current and (not people or not new):
            called = [m for m in self._current if clause.called in (None, m.name.name)]
            for index, move in enumerate(called):
                self._add(move, clause, index)
        elif people and change is None:
            self._current, self._held = [], clause

    def _refuse(self, clause: Clause) -> None:
        self._elector = clause.organization or self._elector
        if clause.people or (self._heading.people and not self._current):
            rule = f"{self._setting.code}.notice.unchanged"
            self._findings.refuse("personnel_notice", self._lines, rule, _REFUSED)
        if clause.people:
            self._current = []

    def _change(self, clause: Clause) -> str | None:
        """Give the change that a clause tells; “Ann Bo runs the shop” tells none: no post and no firm is named."""
        change = CHANGES.get(clause.verb)
        # "Lunch is followed by Ib Lund, head of Bray Ltd": nobody's post is told, only where the next one comes from.
        is_told = bool(clause.roles or (clause.organization and clause.verb != "succeeded"))
        if not clause.is_verbal and not (is_told or clause.occupation or clause.previous_role):
            return None
        needs_post = change in {"appointed", "promoted"} and bool(clause.people)
        if clause.people and self._succeeded(clause) is not None:
            return change
        is_told = is_told or (change == "promoted" and clause.previous_role is not None)
        return None if needs_post and not (is_told or self._told_before()) else change

    def _left(self) -> Move | None:
        """Give the one who leaves, of whom the text told right before."""
        left = self._current[0] if len(self._current) == 1 else None
        return left if left is not None and left.change in _LEFT else None

    def _succeeded(self, clause: Clause) -> Move | None:
        """Give the one whom somebody succeeds: of whom the sentence tells by name, or the text right before."""
        if clause.verb not in {"succeeds", "succeeded"}:
            return None
        named = (m for m in reversed(self._all) if m.change in _LEFT and m.name.name in self._sentence_told)
        return next(named, None) if clause.verb == "succeeded" and self._left() is None else self._left()

    def _open(self, people: Sequence[Name], change: str, clause: Clause) -> None:
        rule = clause.rule or f"{self._setting.code}.notice.{clause.verb}"
        is_same_sentence = bool(self._current) and self._current[-1].lines == list(self._lines)
        earlier = self._current[-1] if is_same_sentence else None
        left = self._succeeded(clause)
        waiting = self._told_before()
        opened: list[Move] = []
        for index, name in enumerate(people):
            stated = self._stated(change, clause)
            known = next((n for n in self._heading.people if n.name.casefold() == name.name.casefold()), None)
            full = msgspec.structs.replace(name, age=name.age or (known.age if known else None) or clause.age)
            move = Move(full, stated, rule, self._lines)
            self._add(move, clause, index)
            if waiting is not None:
                self._add(move, waiting, index)
            if self._held is not None:
                self._add_held(move, self._held, index)
            if earlier is not None and not clause.organization:
                move.put("organization", earlier.get("organization"), self._lines, rule)
            if self._phrases.successor.fullmatch(str(move.get("role_name") or "")) is not None:
                # "Ib Holm, head of Bray Ltd, steps down. As her successor the board has chosen Ann Bo".
                move.facts.pop("role_name")
                left = self._left()
            if left is not None:
                # "Ib Holm, head of Bray Ltd, steps down. Ann Bo succeeds him."
                move.put("role_name", left.get("previous_role_name"), self._lines, rule)
                move.put("organization", left.get("organization"), self._lines, rule)
            self._put_town(move, rule)
            self._put_in(move, rule)
            move.put("organization", self._elector, self._lines, rule)
            firm, told = self._heading.firm, str(move.get("organization") or "")
            is_longer = bool(firm) and told.casefold() != str(firm).casefold()
            is_longer = is_longer and told.casefold().endswith(str(firm).casefold())
            # "Skolen", but "Møllevangskolen" is a name.
            is_common = told[:1].islower() or self._phrases.words.capital_nouns
            is_common = is_common or self._sentence_told.startswith(told)
            is_longer = is_longer or (is_common and self._phrases.generic.fullmatch(told) is not None)
            move.put("organization", firm, self._lines, rule, is_better=is_longer)
            if firm and told and not is_longer and firm.isupper() and " " not in firm and not _is_same(firm, told):
                # A town in capitals above those who work there.
                move.put("location", firm.title(), self._lines, "notice.town")
            opened.append(move)
        self._waiting = self._held = None
        self._all.extend(opened)
        self._fresh.extend(opened)
        self._current = list(self._fresh)

    def _put_town(self, move: Move, rule: str) -> None:
        """Under the name of a firm, “in Ribe” says at which office."""
        told = str(move.get("organization") or "")
        if self._heading.firm and " " not in told and not self._phrases.is_organization(told):
            sentence = self._sentence_told
            at = sentence.find(told) + len(told) if told else 0
            if told and self._phrases.is_town_after.search(sentence[:at]):
                move.facts.pop("organization")
                move.put("location", told, self._lines, rule)

    def _put_in(self, move: Move, rule: str) -> None:
        """Where “in” and one word means a town, it is no firm."""
        told = str(move.get("organization") or "")
        is_firm = told.count(" ") > 1 or self._phrases.is_organization(told)
        if not self._phrases.words.in_means_town or not told or is_firm:
            return
        at = self._sentence_told.find(told)
        if self._phrases.is_town_after.search(self._sentence_told[: at + len(told)]):
            move.facts.pop("organization")
            move.put("location", told, self._lines, rule)

    def _stated(self, change: str, clause: Clause) -> str:
        stated = self._heading.change
        if stated == "board" and change == "appointed":
            return "elected"
        if stated in {"promoted", "elected", "graduated"} and change == "appointed":
            return stated
        if stated == "retired" and change == "departed":
            return stated
        return change

    def _add(self, move: Move, clause: Clause, index: int) -> None:
        rule = clause.rule or f"{self._setting.code}.notice.{clause.verb}"
        change = CHANGES.get(clause.verb)
        role = clause.roles[index] if index < len(clause.roles) else next(iter(clause.roles[-1:]), None)
        role = role.rstrip(" !") if role is not None else None
        if len(clause.occupations) > 1 and index < len(clause.occupations):
            clause = msgspec.structs.replace(clause, occupation=clause.occupations[index])
        move.tell(self._text, self._lines)
        self.added = True
        self._put_posts(move, clause, change, role, rule)
        if clause.verb not in {"comes", "was"}:
            effective = self._effective(clause)
            move.put("effective", effective, self._lines, rule, is_better=clause.verb in {"starts", "ends", "hired"})
        if clause.verb not in {"comes", "was"}:
            move.put("location", clause.location, self._lines, rule)
        # "He starts there on 1 May": where he goes.
        is_there = clause.is_subject and clause.verb in {"hired", "starts"} and not clause.roles
        move.is_inside = move.is_inside or (clause.is_inside and not is_there)
        if clause.age and not move.name.age:
            move.name = msgspec.structs.replace(move.name, age=clause.age)

    def _add_held(self, move: Move, held: Clause, index: int) -> None:
        """Add what the sentence told of a person before its verb: “Ann Bo, auditor at Penrose, who …”."""
        if held.verb:
            self._add(move, held, index)
            return
        rule = f"{self._setting.code}.notice.beside"
        role = next(iter(held.roles), held.occupation)
        is_current = move.change == "graduated"
        if role and self._phrases.is_role(role):
            move.put("current_role_name" if is_current else "previous_role_name", role, self._lines, rule)
        if held.organization and self._phrases.is_name_like(held.organization):
            move.put("organization", held.organization, self._lines, rule)

    def _put_posts(self, move: Move, clause: Clause, change: str | None, role: str | None, rule: str) -> None:
        if not clause.verb:
            return
        lines = self._lines
        left = move.change in _LEFT
        if left and change == "retired":
            move.change = change
        is_told = role or (clause.organization and clause.verb != "moves")
        is_about = clause.is_subject or bool(clause.people) or move in self._fresh
        if left and change not in (None, "departed", "retired") and is_told and is_about:
            # Who leaves for a post that is told is appointed there.
            move.change, left = "appointed", False
            move.rename("organization", "previous_organization")
        was = "previous_role_name"
        if clause.verb in {"leaves", "retires", "dismisses", "ends"}:
            move.put(was, clause.previous_role or role, lines, rule, is_better=True)
            firm = clause.organization or clause.previous_organization
            move.put("organization" if left else "previous_organization", firm, lines, rule)
        elif clause.verb == "graduates":
            move.put("education", clause.education, lines, rule)
            move.put("organization", clause.organization, lines, rule)
            move.put("current_role_name", clause.occupation or role, lines, rule)
            return
        else:
            move.put("role_name", role, lines, rule)
            move.put("organization", clause.organization, lines, rule)
            move.put(was, clause.previous_role, lines, rule, is_better=True)
            previous = clause.previous_organization
            is_small = previous is not None and (previous[0].islower() or self._phrases.words.capital_nouns)
            if previous is not None and is_small and self._phrases.generic.fullmatch(previous):
                # "Both were associates of the firm": it is the one that was told.
                previous, move.is_inside = None, True
            move.put("organization" if left else "previous_organization", previous, lines, rule)
        if clause.occupation and move.change != "elected":
            # Who is elected to a board goes on with the trade.
            move.put(was, self._phrases.former(clause.occupation), lines, f"{rule}.occupation")

    def _effective(self, clause: Clause) -> object:
        if clause.date is not None:
            return near(clause.date, self._setting)
        if clause.month is not None:
            is_past = self._phrases.past.search(self._sentence_told) is not None
            is_past = is_past and not self._phrases.is_from(clause.month, self._sentence_told)
            return month_of(clause.month, self._setting, is_past=is_past)
        return self._all[-1].get("effective") if clause.is_same_day and self._all else None


#: What a rubric tells, as the verb that would tell it.
_VERBS = {
    "appointed": "hired",
    "promoted": "promoted",
    "departed": "leaves",
    "retired": "retires",
    "elected": "elected",
    "graduated": "graduates",
}


def _frame(sentence: str, setting: Setting) -> Clause | None:
    """Read a sentence by a rule that reads the whole of it."""
    for rule in setting.know.rules("frame"):
        facts = rule.read(sentence)
        change = rule.rule.facts.get("change", "appointed")
        if facts is not None and "person" in facts and change in _VERBS:
            return Clause(
                verb=_VERBS[change],
                people=(Name(facts["person"], int(facts["age"]) if "age" in facts else None),),
                roles=(facts["role_name"],) if "role_name" in facts else (),
                organization=facts.get("organization"),
                previous_role=facts.get("previous_role_name"),
                previous_organization=facts.get("previous_organization"),
                occupation=facts.get("current_role_name"),
                education=facts.get("education"),
                date=facts.get("effective"),
                month=facts.get("effective_month"),
                location=facts.get("location"),
                rule=rule.name,
            )
    return None


def _is_same(heading: str, firm: str) -> bool:
    words = firm.casefold().split()
    return heading.casefold() == " ".join(words[: max(1, len(words) - 1)]) or heading.casefold() == firm.casefold()


def _follow_up(sentence: str, moves: Sequence[Move], lines: Sequence[Line], setting: Setting) -> bool:
    """Keep what a rule of the language reads in a later sentence."""
    for rule in setting.know.rules("follow_up") if moves else ():
        facts = rule.read(sentence)
        if facts is not None:
            for move in moves:
                for field, value in facts.items():
                    move.put(field, value.strip(" ,;"), lines, rule.name)
            return True
    return False


_FIELDS = (
    "organization",
    "role_name",
    "effective",
    "location",
    "focus",
    "previous_role_name",
    "previous_organization",
    "education",
    "current_role_name",
)


def _shown(value: object, lines: Sequence[Line]) -> str | None:
    """Give a fact as its evidence shows it: the words where they stand so on a line, else (None) the lines."""
    return value if isinstance(value, str) and any(value in line.text for line in lines) else None


def _item(move: Move, setting: Setting) -> PersonnelNotice:
    draft = Draft()
    first = move.lines[:1]
    if move.change == "appointed" and move.is_inside and move.get("previous_role_name"):
        move.change = "promoted"
    if move.get("previous_organization") == move.get("organization"):
        move.facts.pop("previous_organization", None)
    shown = _shown(move.name.name, first)
    draft.put("change", move.change, first, move.rule, shown)
    draft.put("person", Person(name=move.name.name, age=move.name.age), first, move.rule, shown)
    for field in _FIELDS:
        if field in move.facts:
            value, lines, rule = move.facts[field]
            draft.put(field, value, lines, rule, _shown(value, lines))
    draft.put("text", " ".join(move.texts or [line.text for line in move.lines]), move.lines, move.rule)
    item = draft.make(PersonnelNotice, setting.code)
    assert isinstance(item, PersonnelNotice)
    return item
