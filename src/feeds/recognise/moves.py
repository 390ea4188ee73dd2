"""What the clauses of an entry tell, gathered into one notice for each person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from feeds.expressions import has_digit, holds
from feeds.model import Person, PersonnelNotice, YearMonth
from feeds.recognise import cards, clauses, slips
from feeds.recognise.clauses import Clause
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.leads import LONGEST_HEADING
from feeds.recognise.marks import FORM_OF_FIRM
from feeds.recognise.move import CHANGES, NO_CHANGE, Heading, Move, month_of, near
from feeds.recognise.page import Line
from feeds.recognise.phrases import POST_NOMINALS, Name, Phrases

_LEFT = frozenset({"departed", "retired"})
_LONGEST_SENTENCE = 600
#: So many years back a change is still news.
_FEW = 3
#: What verbs that tell of before mean.
_BEFORE = frozenset({"was", "comes"})
_RECENT = 2
#: So many days ago, who comes from somewhere has just come.
_LATELY = 100
#: Lines at the head of a page.
_TOP = 3
_NO_FIRM = "what stands where a firm would is none"
#: “Windows PC”, “Firefox OS”: no last name is an abbreviation; but “Mei LIU” has one in capitals.
_ABBREVIATED = re.compile(r"[^\W\d_]*[^\W\d_A-ZÆØÅÄÖÜ][\w’'-]* (?:[B-DF-HJ-NP-TV-Z]{2,3}|[AEIOU][B-DF-HJ-NP-TV-Z])")
_NO_PERSON = "what stands where a name would names nobody"
#: Behind a quotation: a small word, before a name.
_SPOKEN = re.compile(r"(?:^|[\"”»“’]?,?[\"”»“’],? )(?P<verb>[a-zæøåäöü]+) (?=[A-ZÆØÅÄÖÜ])")
_CLOSING = ('"', "”", "»", "“", "’")
#: Where nothing says when a page was written, what was before is long ago.
_CENTURY = 2000
#: "In 1934 the last miller was employed"; longer is "since", which tells of one who still is.
_OPENING_YEAR = re.compile(r"\w{1,2}(?: \w{4,5})? (?P<year>(?:1\d|20)\d\d)(?= \w)")
_YEAR = re.compile(r"(?<![\d.,–-])(?:1[5-9]|20)\d\d(?![\d–-])")
_LONG_AGO = "no change of job: it was years ago"


#: Words for a board, and for the assembly that elects it.
_BODIES = frozenset({"board", "elected"})


class Teller:
    """Reads the sentences of one column, one after the other; what a sentence does not say can stand before it."""

    def __init__(self, setting: Setting, phrases: Phrases, findings: Findings, house: str | None = None) -> None:
        self._setting, self._phrases, self._findings, self._house = setting, phrases, findings, house
        self._code, self._frames = setting.code, setting.know.any_of("frame")
        self._heading = Heading()
        self._current: list[Move] = []
        #: Of whom the paragraph above told.
        self._above: list[Move] = []
        self._waiting: Clause | None = None
        self._unread: list[str] = []
        self._all: list[Move] = []
        self._lines: Sequence[Line] = ()
        self._text = ""
        self._held: Clause | None = None
        #: A sentence that tells no change: it is read if the next one goes on about who is in it.
        self._held_unread: str | None = None
        self._fresh: list[Move] = []
        #: Who is told to succeed the one that the sentence goes on about.
        self._follower: Move | None = None
        self._sentence_told = ""
        #: Who re-elected somebody, and so elects whoever is told of behind.
        self._elector: str | None = None
        #: The firm that was told last under a heading.
        self._firm_told: str | None = None
        self.added = False
        #: All lines of the column, for what else it says of a name.
        self.page: Sequence[Line] = ()

    def begin(self, heading: Heading) -> None:
        """Begin a new entry under a heading."""
        self._above = self._current or self._above
        if heading.firm is None or heading.firm != self._heading.firm:
            self._firm_told = None
        self._heading, self._current, self._waiting, self._unread, self._elector = heading, [], None, [], None

    def resume(self, text: str) -> bool:
        """Go on about somebody told of before, where a paragraph opens with the name or a pronoun; tell if it does."""
        told = (m for m in reversed(self._all) if text.startswith(f"{m.name.name} ") or _is_called(m, text))
        named = next(told, None)
        if named is not None:
            self._current = [named]
        elif self._above and self._phrases.subject.match(text) is not None:
            self._current = self._above
        return bool(self._current)

    def forget(self) -> None:
        """Forget of whom the paragraph above told: what follows is about others."""
        self._above = []

    def tell(self, text: str, lines: Sequence[Line]) -> int:
        """Read some sentences; tell how many notices they opened."""
        before = len(self._all)
        for _ in self._sentences(text, lines):
            pass
        return len(self._all) - before

    def opens(self, text: str, lines: Sequence[Line]) -> bool:
        """Tell whether sentences, the first under no heading, open a notice: they are read up to the one that does."""
        return any(self._all for _ in self._sentences(text, lines))

    def _sentences(self, text: str, lines: Sequence[Line]) -> Iterator[str]:
        """Read some sentences, and give each when it is read."""
        self._lines, self._text, self.added = lines, text, False
        sentences = self._setting.know.sentences(text)
        if self._phrases.names_kin(text):
            sentences = [*map(self._phrases.with_family_names, sentences)]
        for sentence in sentences:
            if len(sentence) <= _LONGEST_SENTENCE:
                is_held = self._held is not None or self._held_unread is not None
                self._held = self._held_before(sentence) if is_held else None
                self._held_unread, self._fresh = None, []
                self._sentence(sentence)
                yield sentence

    def _held_before(self, sentence: str) -> Clause | None:
        """Give what was held, where a sentence goes on with it: “Ann Bo has been clerk. She becomes head”."""
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
        sure = [m for m in made if not m.is_guessed]
        made = sure if len(sure) * 2 < len(made) else made
        made = [m for m in made if not (self._is_history(m) or self._is_misread(m) or self._names_nobody(m))]
        self._name_firms(made)
        made = [m for m in made if not self._is_firm_itself(m)]
        made = [m for m in made if not _is_told_again(m, made)]
        headed = self._headings() if made else {}
        for move in made:
            firm = str(move.get("organization") or "")
            if firm.isupper():
                move.reword("organization", cards.written(firm, self.page))
            elif (bare := self._phrases.without_noun(firm, move.texts)) != firm:
                move.reword("organization", bare)
                firm = bare
            for field in ("organization", "previous_organization"):
                self._put_name(move, field, headed)
            firm = str(move.get("organization") or "")
            name, town = self._phrases.without_its_town(firm, move.texts)
            if town is not None and move.get("location") in {None, town}:
                move.reword("organization", name)
                move.put("location", town, move.lines[:1], "notice.town")
            self._findings.add(_item(move, self._setting), move.lines)
        return len(made)

    def _put_name(self, move: Move, field: str, headed: Mapping[str, str]) -> None:
        """Give “The Old Mill” where the article has a capital inside a sentence or in a heading: it is of the name."""
        firm = str(move.get(field) or "")
        if firm[:1].isupper() and not firm.isupper():
            told = (self._phrases.with_article(firm, text) for text in move.texts)
            move.reword(field, next(filter(None, told), headed.get(firm, firm)))

    def _headings(self) -> Mapping[str, str]:
        """List the short lines of a page that open with an article, by what stands behind it."""
        short = (line.text for line in self.page if line.text[:1].isupper() and len(line.text) <= LONGEST_HEADING)
        return {self._phrases.bare(text): text for text in short if self._phrases.opens_with_article(text)}

    def _name_firms(self, made: Sequence[Move]) -> None:
        """Give the firm of those of whom the page says elsewhere whose they are; what is none is taken back."""
        by_nobody = [m for m in made if m.change == "elected" and m.get("organization") is None]
        assembly = self._assembly() if by_nobody else None
        if assembly is not None:
            for move in by_nobody:
                move.put("organization", assembly[0], assembly[1], "notice.assembly")
        people = {move.name.name for move in self._all}
        for move in made:
            if move.get("organization") in people:
                # "Ann Bo is made head, in the place of Ib Holm".
                move.facts.pop("organization")
            elif self._is_body(str(move.get("organization") or "")):
                self._name_owner(move)
        house = self._house or (self._house_of_page(made) if self.page else None)
        for move in made:
            self._name_house(move, house)

    def _is_body(self, told: str) -> bool:
        """Tell whether what stands where a firm would is its board or assembly: “the Board”, “Annual meeting”."""
        last = told.rpartition(" ")[2]
        return any(
            self._phrases.label_rubric(word) in _BODIES for word in (told, last) if word == told or last.islower()
        )

    def _name_owner(self, move: Move) -> None:
        """Give the firm that a text names for its board or assembly."""
        body, words = str(move.get("organization")), self._phrases
        named = [name for text in move.texts for name in words.named_organizations(text) if not self._is_body(name)]
        if named:
            at = [text.find(named[0]) for text in move.texts]
            forms = [
                FORM_OF_FIRM.match(text, n + len(named[0]) + 1)
                for text, n in zip(move.texts, at, strict=True)
                if n >= 0
            ]
            form = next((found[0] for found in forms if found is not None), None)
            move.reword("organization", f"{named[0]} {form}" if form is not None else named[0])
        elif body[:1].isupper() and move.change != "elected":
            move.facts.pop("organization")

    def _name_house(self, move: Move, house: str | None) -> None:
        if house is not None and move.is_inside and move.get("organization") is None:
            # "He joined the firm. He was clerk at Bray Ltd".
            move.is_inside = move.get("previous_organization") in {None, house}
            move.put("organization", house, move.lines[:1], "notice.house")
        if move.is_inside and move.get("organization") is None:
            # "Until now clerk at Bray Ltd, she is made head in the same firm".
            move.rename("previous_organization", "organization")
        if self._is_own(str(move.get("organization") or ""), house, move):
            # "The company now looks for somebody to succeed her".
            move.facts.pop("organization")
        if house is not None and self._is_unit(str(move.get("organization") or ""), move):
            move.facts.pop("organization")
        move.put("organization", house, move.lines[:1], "notice.house")

    def _is_unit(self, told: str, move: Move) -> bool:
        """Tell whether one noun behind “in der” or the like is where in the house: “in der Südstadt”."""
        words = self._phrases
        if not words.words.capital_nouns or not told.isalpha() or told.isupper() or words.is_organization(told):
            return False
        before = (text[:at].rstrip().rpartition(" ")[2] for text in move.texts if (at := text.find(told)) > 0)
        return any(word.casefold() in {"im", "am"} or words.opens_with_article(f"{word} X") for word in before)

    def _is_own(self, told: str, house: str | None, move: Move) -> bool:
        """Tell whether “the union” is the one whose paper this is, or whose name stands at its head."""
        words = self._phrases.words
        if house is None or self._phrases.generic.fullmatch(told) is None:
            return False
        # At the head of a sentence each word has a capital.
        is_noun = told[:1].islower() or words.capital_nouns or any(text.startswith(f"{told} ") for text in move.texts)
        return self._house is not None or (is_noun and self._is_in(told, house))

    def _is_in(self, noun: str, house: str) -> bool:
        """Tell whether a noun is in the name of a house: “the hospital” in “Hill Hospital”."""
        ends = [noun.removesuffix(end) for end in ("", *self._phrases.words.definite)]
        # "Klubben", but "Roklub".
        ends += [end[:-1] for end in ends if end != noun and end[-1:] == end[-2:-1]]
        return any(end.casefold() in house.casefold() for end in ends)

    def _assembly(self) -> tuple[str, tuple[Line, ...]] | None:
        """Give the club whose meeting a line tells of: “The annual meeting of the Guild was held on 3 May”."""
        told = ((line, self._phrases.assembly.search(line.text)) for line in self.page if line.is_sentence)
        return next(((found["firm"], (line,)) for line, found in told if found is not None), None)

    def _house_of_page(self, made: Sequence[Move]) -> str | None:
        """Give the firm or club at the head of a page whose notices are of no others: theirs are its."""
        told = [str(firm) for move in made if (firm := move.get("organization"))]
        # "The club" is the one at the head.
        firms = [firm for firm in told if self._phrases.generic.fullmatch(firm) is None]
        name = cards.masthead(self.page, self._phrases) or self._told_at_head(told) if len(firms) < len(made) else None
        if not name and not firms and len(made) > 1:
            # Where nobody else is named, the name at the head is that of those who hire.
            return self._setting.publisher() or cards.signboard(self.page, self._phrases)
        if not name:
            return self._publisher_of_own()
        first = [firm.split()[0].casefold() for firm in firms]
        # "Branch 44" is a part of the union.
        parts = {firm.split()[0].casefold() for firm in firms if self._phrases.is_part(firm)}
        others = [w for w in first if w not in name.casefold() and self._phrases.fields.get(w) != "unit"]
        others = [w for w in others if w not in parts]
        return name if len(others) * _FEW <= len(made) else None

    def _publisher_of_own(self) -> str | None:
        """Give whose page it is, where a heading at its top is of its own people: “New heads at the council”."""
        heads = [line.text for line in self.page[:_TOP] if not line.is_sentence]
        is_own = any(self._phrases.own.match(head) is not None for head in heads)
        nouns = [word for head in heads for word in head.split() if self._phrases.generic.fullmatch(word)]
        publisher = self._setting.publisher() if is_own or nouns else None
        is_told = publisher is not None and (is_own or any(self._is_in(noun, publisher) for noun in nouns))
        return publisher if is_told else None

    def _told_at_head(self, told: Collection[str]) -> str | None:
        """Give a firm told of whose name alone is one of the first lines of the page."""
        return next((text for line in self.page[:_TOP] if (text := line.text.strip()) in told), None)

    def _is_history(self, move: Move) -> bool:
        """Refuse what happened years before the page was written; where nothing dates that, before this century."""
        published, day = self._setting.context.published, move.get("effective")
        if isinstance(day, date | YearMonth):
            is_old = day.year < (_CENTURY if published is None else published.year - _RECENT)
        else:
            is_old = self._year_told(move) < _CENTURY
        if is_old:
            self._findings.refuse("personnel_notice", move.lines, "notice.history", _LONG_AGO)
        return is_old

    def _year_told(self, move: Move) -> int:
        """Give the last year that the sentence with a name tells, if that opens with one or tells several."""
        sentences = (one for text in move.texts if has_digit(text) for one in self._setting.know.sentences(text))
        named = next((one for one in sentences if move.name.name in one), "")
        years = [int(year) for year in _YEAR.findall(named)]
        opening = _OPENING_YEAR.match(named)
        if opening is not None:
            return int(opening["year"])
        return max(years) if len(years) > 1 else _CENTURY

    def _is_misread(self, move: Move) -> bool:
        """Refuse a firm that is a pronoun or the half of a quotation: the sentence tells of something else."""
        pronouns = self._setting.know.language.sentences.pronouns
        for firm in (move.get("organization"), move.get("previous_organization")):
            if isinstance(firm, str) and (firm in pronouns or firm.count('"') % 2):
                self._findings.refuse("personnel_notice", move.lines, move.rule, _NO_FIRM)
                return True
        return False

    def _is_firm_itself(self, move: Move) -> bool:
        """Refuse a firm that looks like somebody: “Bray Vale has announced …”, in the news of Bray Vale."""
        is_firm = move.get("organization") == move.name.name
        if is_firm:
            self._findings.refuse("personnel_notice", move.lines, move.rule, _NO_PERSON)
        return is_firm

    def _names_nobody(self, move: Move) -> bool:
        """Refuse a name that is an abbreviation's, or never stands but behind an article, a hyphen or a firm's verb."""
        name, text = move.name.name, move.texts[0] if move.texts else ""
        ends_short = name[-1:].isupper() and _ABBREVIATED.fullmatch(name) and name.split()[-1] not in POST_NOMINALS
        is_none = ends_short or self._never_names(text, name, move)
        if is_none:
            self._findings.refuse("personnel_notice", move.lines, move.rule, _NO_PERSON)
        return is_none

    def _never_names(self, text: str, name: str, move: Move) -> bool:
        """Tell whether a name stands in a text, and nowhere as somebody's."""
        at = text.find(name)
        is_there = at >= 0
        while at >= 0:
            if not self._leads_to_nobody(text[:at], move):
                return False
            at = text.find(name, at + len(name))
        return is_there

    def _leads_to_nobody(self, before: str, move: Move) -> bool:
        """Tell whether no name of a person can follow: “non-”, “the”, “The Mill becomes” of a firm called the Mill."""
        words = self._phrases.words
        if before and before[-1] != " ":
            return before[-1] == "-"
        last = before.rstrip().rpartition(" ")[2]
        if last.casefold() in words.determiners:
            # "Announces that Ann Bo" has no article.
            return self._phrases.said_by(f"{before}X") is None
        if last.isdecimal() and len(last) != len("2026") and self._counts(before.rstrip()):
            return True
        firms = (f"{move.get('organization')} {word}" for word in words.becomes)
        return move.get("role_name") is None and before.strip() in firms

    def _counts(self, before: str) -> bool:
        """Tell whether a number that ends a text is of no day: “410 Millionen Euro”."""
        dates = self._setting.know.grammar.find(before)
        return dates is None or dates.end < len(before)

    def is_whole(self, line: Line) -> bool:
        """Tell whether the last line of a list, which has no full stop, ends with all of a firm's name or of a day."""
        moves = [move for move in self._all if line in move.lines]
        firms = {str(move.get("organization")) for move in self._all if line not in move.lines}
        dates = self._setting.know.grammar.find_all(line.text)
        if dates and dates[-1].end == len(line.text) and dates[-1].days[-1].year is not None:
            return bool(moves)
        told = [str(move.get("organization") or "") for move in moves]
        return bool(told) and all(
            firm and line.text.endswith(firm) and (firm in firms or self._phrases.is_organization(firm))
            for firm in told
        )

    def drop_last(self, lines: Sequence[Line], reason: str) -> None:
        """Refuse what the last lines opened."""
        kept = [m for m in self._all if not set(m.lines) & set(lines)]
        if len(kept) < len(self._all):
            self._findings.refuse("personnel_notice", lines, "notice.cut_off", reason)
        self._all = kept

    def _sentence(self, sentence: str) -> None:
        if self._current:
            sentence = self._without_told(sentence)
            if not sentence:
                return
        elif (self._waiting is not None or self._unread) and self._name(sentence):
            return
        framed = _frame(sentence, self._setting) if self._frames.can_match(sentence) else None
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

    def _without_told(self, sentence: str) -> str:
        """Take what labels, rules and an age tell of those told of before from a sentence."""
        sentence = self._with_pronoun(sentence)
        if ": " in sentence and cards.add(sentence, self._current, self._lines, self._setting, self._phrases):
            self.added = True
            for move in self._current:
                move.tell(self._text, self._lines)
            return ""
        left = self._without_follow_up(sentence)
        left = self._without_age(left) if left else ""
        return self._without_doing(left) if left else ""

    def _without_doing(self, sentence: str) -> str:
        """Take what changes nothing from before what was: “She leads our group in Hull and was clerk until now”."""
        words = self._phrases
        for doing, rest in self._halves(sentence):
            if words.verb(words.mask(doing).text) is not None:
                break
            verb = words.verb(words.mask(rest).text)
            if verb is not None and verb.kind in _BEFORE:
                return rest
        return sentence

    def _with_pronoun(self, sentence: str) -> str:
        """Say “she” of the one told of before whom a sentence calls by the first name: “Lene is 34”."""
        first, _, rest = sentence.partition(" ")
        told = self._current[0].name.name if len(self._current) == 1 else ""
        if not rest[:1].islower() or not told.startswith(f"{first} ") or self._phrases.joiner.match(f" {rest}"):
            return sentence
        return f"{self._setting.know.language.sentences.pronouns[0]} {rest}"

    def _without_follow_up(self, sentence: str) -> str:
        """Take what a rule reads out of a sentence: all of it, or a half: “She is a … and has been clerk”."""
        texts = [(sentence, "")]
        if halves := self._halves(sentence):
            # "… and has an MBA" tells no post: it is more of the same.
            words = self._phrases
            texts[:0] = [(one, two) for one, two in halves if words.verb(words.mask(two).text) is not None]
            texts += [(two, one) for one, two in halves]
        for text, rest in texts:
            if _follow_up(text, self._current, self._lines, self._setting):
                for move in self._current:
                    move.tell(self._text, self._lines)
                return rest
        return sentence

    def _halves(self, sentence: str) -> Sequence[tuple[str, str]]:
        """Part a sentence about somebody told of at an “and” with a verb behind it; both halves have the subject."""
        they = self._phrases.subject.match(sentence)
        found: list[tuple[str, str]] = []
        if they is None:
            return found
        for joiner in self._phrases.joiner.finditer(sentence):
            two = sentence[joiner.end() :]
            if self._phrases.opens_told(two):
                found.append((sentence[: joiner.start()], f"{they[0]} {two}"))
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
        if len(self._current) != 1 or not has_digit(sentence):
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
        known = tuple([m.name.name for m in self._current])
        if not known and self._held is not None and not self._phrases.goes_on(sentence):
            known = tuple(name.name for name in self._held.people)
        default = _VERBS.get(self._heading.change or "")
        if default is not None and (self._is_attributed(sentence) or self._goes_on_otherwise(sentence)):
            default = None
        self._follower = None
        subject, told = self._current, clauses.read(sentence, self._phrases, known, default)
        for clause in told:
            self._clause(clause)
        is_of_subject = bool(subject) and told[0].is_subject and not told[0].people
        if is_of_subject and all(m.change in _LEFT for m in self._fresh) and subject[0].change not in _LEFT:
            # "She follows Ib Lund, who retires": what comes next is told of her.
            self._current = subject
        if self._fresh and told[0].people and CHANGES.get(told[0].verb) not in _LEFT and self._current == self._fresh:
            # "Mia Marsh becomes head after Ib Lund, who retires": what comes next is told of her.
            self._current = [move for move in self._fresh if move.change not in _LEFT] or self._current

    def _goes_on_otherwise(self, sentence: str) -> bool:
        """Tell whether somebody does what changes nothing: “Chair Ann Bo gave a report”."""
        found = self._phrases.person(self._phrases.mask(sentence).text) if self._lines[-1].is_sentence else None
        return found is not None and self._phrases.goes_on_otherwise(found[2])

    def _is_attributed(self, sentence: str) -> bool:
        """Tell whether a sentence only says whose words stand before it: “… says Ann Bo, clerk at Bray Ltd”."""
        # Behind no quotation there is nobody to be told of as speaking.
        said = _SPOKEN.search(sentence) if holds(self._text, _CLOSING) else None
        if said is None or self._phrases.is_role(said["verb"]):
            return False
        return said.start() > 0 or self._text.partition(sentence)[0].rstrip(" ,").endswith(_CLOSING)

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
        if clause.verb == "succeeds" and not people:
            self._follower = self._told_alone()
        is_open = not clause.is_subject or self._held is not None
        if not people and is_open and not self._current and change is not None:
            people = self._held.people if self._held is not None else self._heading.people
            if not people:
                self._waiting, self._unread = clause, []
                return
        current = [move.name.name for move in self._current] if people else ()
        new = [name for name in people if name.name not in current] if current else people
        if people and change is not None and (new or not self._current):
            self._open(people, change, clause)
        elif self._current and (not people or not new):
            called = [m for m in self._current if clause.called in (None, m.name.name)]
            if clause.verb == "was" and not clause.is_subject:
                # "Ib Lund leaves and is succeeded by Ann Bo, who is clerk in the house".
                called = [m for m in called if m.change not in _LEFT] or called
            for index, move in enumerate(called):
                self._add(move, clause, index)
        elif people and change is None:
            self._current, self._held = [], clause

    def _refuse(self, clause: Clause) -> None:
        self._elector = clause.organization or self._elector
        if clause.people or (self._heading.people and not self._current):
            rule = f"{self._code}.notice.unchanged"
            self._findings.refuse("personnel_notice", self._lines, rule, NO_CHANGE)
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

    def _told_alone(self) -> Move | None:
        """Give the one of whom, and of nobody else, the text told right before."""
        return self._current[0] if len(self._current) == 1 else None

    def _left(self) -> Move | None:
        """Give the one who leaves, of whom the text told right before."""
        left = self._told_alone()
        return left if left is not None and left.change in _LEFT else None

    def _succeeded(self, clause: Clause) -> Move | None:
        """Give the one whom somebody succeeds: of whom the sentence tells by name, or the text right before."""
        if clause.verb not in {"succeeds", "succeeded"}:
            return None
        named = (m for m in reversed(self._all) if m.change in _LEFT and m.name.name in self._sentence_told)
        return next(named, None) if clause.verb == "succeeded" and self._left() is None else self._left()

    def _open(self, people: Sequence[Name], change: str, clause: Clause) -> None:
        rule = clause.rule or f"{self._code}.notice.{clause.verb}"
        is_same_sentence = bool(self._current) and self._current[-1].lines == list(self._lines)
        earlier = self._current[-1] if is_same_sentence else None
        left = self._succeeded(clause)
        follower = self._told_alone()
        waiting = self._told_before()
        opened: list[Move] = []
        for index, name in enumerate(people):
            stated = self._stated(change, clause)
            age = name.age or self._age_above(name) or clause.age
            move = Move(msgspec.structs.replace(name, age=age) if age else name, stated, rule, self._lines)
            self._add(move, clause, index)
            if waiting is not None:
                self._add(move, waiting, index)
            if self._held is not None:
                self._add_held(move, self._held, index)
            if earlier is not None and not clause.organization:
                move.put("organization", earlier.get("organization"), self._lines, rule)
            self._put_turn(move, left, follower, rule)
            self._put_post_left(move, change, rule)
            self._put_town(move, rule)
            self._put_in(move, rule)
            move.put("organization", self._elector, self._lines, rule)
            if change in _LEFT and clause.is_inside:
                # "Leaves the company": the one that the entry has just named in full.
                move.put("organization", self._firm_told, self._lines, rule)
            firm = self._firm_above(name)
            if firm:
                self._put_firm_above(move, firm, clause, rule)
            opened.append(move)
            self._firm_told = str(move.get("organization") or "") or self._firm_told
        self._waiting = self._held = None
        self._all.extend(opened)
        self._fresh.extend(opened)
        self._current = list(self._fresh)

    def _age_above(self, name: Name) -> int | None:
        """Give the age that the heading tells of somebody."""
        people = self._heading.people
        known = next((n for n in people if n.name.casefold() == name.name.casefold()), None) if people else None
        return known.age if known is not None else None

    def _put_firm_above(self, move: Move, firm: str, clause: Clause, rule: str) -> None:
        """Keep the firm of the heading, unless the sentence tells another one."""
        told = str(move.get("organization") or "")
        is_longer = told.casefold() != firm.casefold() and told.casefold().endswith(firm.casefold())
        # "Skolen", but "Møllevangskolen" is a name.
        is_common = told[:1].islower() or self._phrases.words.capital_nouns
        is_common = is_common or self._sentence_told.startswith(told)
        is_longer = is_longer or (is_common and self._phrases.generic.fullmatch(told) is not None)
        is_inside = clause.is_inside and told not in {"", self._firm_told}
        is_longer = is_longer or self._is_described(told) or is_inside
        is_moved = clause.verb == "moves" and told[:1].isupper() and not is_longer
        if is_moved and " " in firm and not _is_same(firm, told):
            # Below the name of a firm: "The clerk Ann Bo moves to Bray Ltd".
            move.put("previous_organization", firm, self._lines[:1], rule)
        move.put("organization", firm, self._lines, rule, is_better=is_longer)
        if told and not is_longer and firm.isupper() and " " not in firm and not _is_same(firm, told):
            # A town in capitals above those who work there.
            move.put("location", firm.title(), self._lines, "notice.town")

    def _put_turn(self, move: Move, left: Move | None, follower: Move | None, rule: str) -> None:
        """Keep post and firm of who was told of right before, whom somebody follows or is followed by."""
        role, previous = move.get("role_name"), move.get("previous_role_name")
        if role and self._phrases.successor.fullmatch(str(role)) is not None:
            # "Ib Holm, head of Bray Ltd, steps down. As her successor the board has chosen Ann Bo".
            move.facts.pop("role_name")
            left = self._left()
        if previous and self._phrases.predecessor.fullmatch(str(previous)) is not None:
            # "Mia Marsh becomes head of Bray Ltd. Her predecessor Ib Holm retires".
            move.facts.pop("previous_role_name")
            move.put("previous_role_name", follower.get("role_name") if follower else None, self._lines, rule)
            where = "organization" if move.change in _LEFT else "previous_organization"
            move.put(where, follower.get("organization") if follower else None, self._lines, rule)
        if left is not None:
            # "Ib Holm, head of Bray Ltd, steps down. Ann Bo succeeds him."
            move.put("role_name", left.get("previous_role_name"), self._lines, rule)
            move.put("organization", left.get("organization"), self._lines, rule)

    def _firm_above(self, name: Name) -> str | None:
        """Give the firm of the heading; one with somebody's first name, such as “Thanks Ann”, is none."""
        firm = self._heading.firm
        is_called = (
            firm is not None and name.name.partition(" ")[0] in firm.split() and not self._phrases.is_organization(firm)
        )
        return None if is_called else firm

    def _put_post_left(self, move: Move, change: str, rule: str) -> None:
        """Keep the post of who leaves, where none is told: the one that the other begins, or the title."""
        if change not in _LEFT:
            return
        if self._follower is not None:
            # "She begins as head and succeeds Ib Lund, who retires".
            move.put("previous_role_name", self._follower.get("role_name"), self._lines, rule)
        before, name, _ = self._sentence_told.partition(move.name.name)
        title = before.rpartition(" ")[0 if before.endswith(" ") else 2].rpartition(" ")[2] if name else ""
        if title and self._phrases.role.are_in(title) and self._phrases.know.person_title.match(f"{title} {name}"):
            move.put("previous_role_name", title, self._lines, f"{rule}.title")

    def _is_described(self, told: str) -> bool:
        """Tell whether a sentence opens with what a firm makes and where: “The Cork brewer has hired …”."""
        words = self._phrases
        at = self._sentence_told.find(told) if told else -1
        if at < 1 or words.is_organization(told) or not words.opens_with_article(self._sentence_told[: at + len(told)]):
            return False
        is_noun = told.rpartition(" ")[2][:1].islower() or words.words.capital_nouns
        return is_noun and " " not in self._sentence_told[:at].strip()

    def _put_town(self, move: Move, rule: str) -> None:
        """Under the name of a firm, “in Ribe” says at which office."""
        told = str(move.get("organization") or "")
        is_known = bool(self._heading.firm or self._house)
        if self._house and told[:1].islower() and " " not in told:
            # "At the head office", in the paper of a house.
            move.facts.pop("organization")
            move.put("location", None if self._is_in(told, self._house) else told, self._lines, rule)
            return
        if is_known and " " not in told and not self._phrases.is_organization(told):
            sentence = self._sentence_told
            at = sentence.find(told) + len(told) if told else 0
            if told and self._phrases.is_town_after.search(sentence[:at]):
                move.facts.pop("organization")
                move.put("location", told, self._lines, rule)

    def _put_in(self, move: Move, rule: str) -> None:
        """Where “in” and one word means a town, it is no firm."""
        told = str(move.get("organization") or "") if self._phrases.words.in_means_town else ""
        if not told or told.count(" ") > 1 or self._phrases.is_organization(told):
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
        rule = clause.rule or f"{self._code}.notice.{clause.verb}"
        change = CHANGES.get(clause.verb)
        role = clause.roles[index] if index < len(clause.roles) else next(iter(clause.roles[-1:]), None)
        role = role.rstrip(" !") if role is not None else None
        if len(clause.occupations) > 1 and index < len(clause.occupations):
            clause = msgspec.structs.replace(clause, occupation=clause.occupations[index])
        move.tell(self._text, self._lines)
        self.added = True
        self._put_posts(move, clause, change, role, rule)
        if clause.verb == "comes":
            self._put_coming(move, clause, rule)
        elif clause.verb != "was":
            effective = self._effective(clause)
            move.put("effective", effective, self._lines, rule, is_better=clause.verb in {"starts", "ends", "hired"})
            move.put("location", clause.location, self._lines, rule)
        # "He starts there on 1 May": where he goes.
        is_there = clause.is_subject and clause.verb in {"hired", "starts"} and not clause.roles
        move.is_inside = move.is_inside or (clause.is_inside and not is_there)
        if not move.name.age:
            # The headline above named the person already, without the age.
            ages = [name.age for name in clause.people if name.name == move.name.name]
            if age := clause.age or (ages[0] if ages else None):
                move.name = msgspec.structs.replace(move.name, age=age)

    def _put_coming(self, move: Move, clause: Clause, rule: str) -> None:
        """Keep the day on which somebody comes from elsewhere, unless it was long ago."""
        day, published = self._effective(clause), self._setting.context.published
        is_coming = isinstance(day, date) and published is not None and day >= published
        if is_coming or (clause.date is not None and self._is_ahead(day)):
            # "She arrives from Bray Ltd on 15 June", "She comes on 1 May from Bray Ltd": the day she begins.
            move.put("effective", day, self._lines, rule)

    def _add_held(self, move: Move, held: Clause, index: int) -> None:
        """Add what the sentence told of a person before its verb: “Ann Bo, auditor at Penrose, who …”."""
        if held.verb:
            self._add(move, held, index)
            return
        rule = f"{self._code}.notice.beside"
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
        if move.rule == slips.RULE and move.change == "appointed" and change in _LEFT and not _names_post(clause):
            # "Ann Bo", "Clerk", "Retires on 3 May": below a heading for new people all the same.
            move.change = change
            move.rename("role_name", "previous_role_name")
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
            # What somebody was still earlier is not where the way led from.
            is_earlier = clause.verb == "was" and _is_origin(move.facts.get(was))
            move.put(was, clause.previous_role, lines, rule, is_better=not is_earlier)
            previous = clause.previous_organization
            is_small = previous is not None and (previous[0].islower() or self._phrases.words.capital_nouns)
            if previous is not None and is_small and self._phrases.generic.fullmatch(previous):
                # "Both were associates of the firm": it is the one that was told.
                # "Leaves the college for a post at Bray Ltd": that goes elsewhere.
                is_left = clause.verb == "moves" and clause.organization is not None
                previous, move.is_inside = None, move.is_inside or not is_left
            move.put("organization" if left else "previous_organization", previous, lines, rule)
        if clause.occupation and move.change != "elected":
            # Who is elected to a board goes on with the trade.
            move.put(was, self._phrases.former(clause.occupation), lines, f"{rule}.occupation")

    def _is_ahead(self, day: object) -> bool:
        """Tell whether a day is not long before the page was written."""
        published = self._setting.context.published
        return isinstance(day, date) and (published is None or (published - day).days <= _LATELY)

    def _effective(self, clause: Clause) -> object:
        if clause.date is not None:
            return near(clause.date, self._setting)
        if clause.month is not None:
            own = _clause_of(clause.month, self._sentence_told)
            # "Has appointed Ann Bo to succeed Ib Holm, who leaves in July."
            told = own if self._phrases.without_who(own) != own else self._sentence_told
            is_past = self._phrases.past.search(told) is not None
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


def _clause_of(part: str, sentence: str) -> str:
    """Give what stands between the commas around a part of a sentence."""
    before, _, behind = sentence.partition(part)
    return f"{before.rpartition(', ')[2]}{part}{behind.partition(', ')[0]}"


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


def _names_post(clause: Clause) -> bool:
    return bool(clause.roles or clause.organization or clause.previous_organization or clause.people)


def _is_origin(fact: tuple[object, Sequence[Line], str] | None) -> bool:
    return fact is not None and fact[2].endswith(".comes")


def _is_called(move: Move, text: str) -> bool:
    """Tell whether a text goes on about somebody by the last name: "Holm has been clerk", not "Holm Foods"."""
    last = f"{move.name.last} "
    behind = text[len(last) :][:1]
    return text.startswith(last) and (behind.islower() or behind == "(")


def _follow_up(sentence: str, moves: Sequence[Move], lines: Sequence[Line], setting: Setting) -> bool:
    """Keep what a rule of the language reads in a later sentence."""
    for rule in setting.know.rules("follow_up") if setting.know.any_of("follow_up").can_match(sentence) else ():
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
    if isinstance(value, str):
        for line in lines:
            if value in line.text:
                return value
    return None


def _is_told_again(move: Move, moves: Sequence[Move]) -> bool:
    """Tell whether a headline in capitals, “ANN BO LEAVES”, tells less than what stands below it."""
    name = move.name.name
    if not name.isupper():
        return False
    fuller = (other.name.name for other in moves if len(other.facts) > len(move.facts))
    return any(other.casefold() == name.casefold() and not other.isupper() for other in fuller)


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
