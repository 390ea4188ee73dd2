"""The phrases of a sentence that tells a change of job: names, roles, firms, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

import msgspec

from feeds import lang
from feeds.branches import alternatives
from feeds.expressions import DIGIT, Expression, Index, Words, has_digit, holds, lowered
from feeds.kept import kept
from feeds.recognise.choice import Choice
from feeds.recognise.rules import Knowledge, knowledge

UPPER = "".join(c for c in map(chr, range(0x250)) if c.isupper())
_TOKEN_TAIL = rf"(?:\.(?:-?[{UPPER}]\.)*|[\w'’\-]*)"
_TOKEN = rf"[{UPPER}]{_TOKEN_TAIL}"
#: Stand for the quotation marks round a nickname, which are no quotation.
_NICK = "\u02bb"
_NICKNAME = re.compile(rf"(?<=\w )[“\"„”»«](?P<nick>[^\W\d_][\w.-]{{0,14}})[“”\"«»] (?=[{UPPER}])")
#: A hidden age is one character, which is also its number; whatever else is hidden is one of the other range.
_AGE_BASE, _HIDDEN_BASE = 0xF000, 0xE001
_AGE, _HIDDEN = "[\uf000-\uf8ff]", "[\ue000-\uefff]"
_MARKS = re.compile(f"{_HIDDEN}|{_AGE}")
_AGE_MARK, _AGE_BEHIND = re.compile(_AGE), re.compile(rf"\s*({_AGE})")
_HIDDEN_LEAD = re.compile(rf"^(?:{_HIDDEN}|[ ,])+")
#: Stands where a verb stood.
_VERB = "\ue000"
EDGES = " ,;:–—-·"
_LEGAL = (
    r"A/S|ApS|AS|DA|ANS|LP|ASA|AB|Ab|AG|KF|IKS|KS|BA|SF|HF|Pty|GbR|OHG|mbH|OG|Oyj|Abp|GmbH|SE|SA|KG|KGaA|UG|eG|e\.V\.|Ltd\.?|Limited|LLP|LLC|PLC|plc|Inc\.?|Corp\.?|Co\.?|I/S|P/S|"
    r"K/S|BV|NV|Oy|HB|Group|Holdings?|Services?|Solutions|Systems|Consulting|Technologies|Logisti(?:cs|k)|Software|"
    r"[\w-]+\.[a-z]{2,4}"
)
_WHOLE_LEGAL = re.compile(_LEGAL)
_LONGEST_GAP = 160
_STEM, _SHORTEST_STEM = 5, 4
#: Words of a post before a name.
_MOST_BEFORE = 4
_LONGEST_RUBRIC, _MOST_RUBRIC_WORDS = 60, 6
_MOST_OF_POST = 3
#: Opens the name of a group that holds a firm whose genitive is a word of its own.
_OWNER = "fo"
_FULL = 2
#: Ends the post of a woman, where every noun has a capital.
_FEMALE = "in"
#: Letters behind a name that are no part of it.
POST_NOMINALS = frozenset(
    {"SC", "QC", "KC", "OBE", "MBE", "CBE", "PhD", "MSc", "BSc", "MBA", "LLM", "FRS", "JP", "MRICS"}
)
#: Verbs that tell no change by themselves.
_PLAIN = frozenset({"was", "comes", "starts", "ends"})
#: A letter that no language writes; it holds words together that belong to one role.
_HOLD = "\u02cd"
_TAKEN_OUT = '"“”„«»('
_AGED = re.compile(r"(?<![\w-])([1-9]\d)-(?!\d)\w+")
_PARENTHESES = re.compile(r"\([^()]*\)")


class Name(msgspec.Struct, frozen=True):
    """A person as named: without titles, and the age when it stands beside."""

    name: str
    age: int | None = None

    @property
    def last(self) -> str:
        """The last word of the name, by which a later sentence can call the person."""
        return self.name.rsplit(" ", 1)[-1]


class Hidden(msgspec.Struct, frozen=True):
    """A constituent taken out of a sentence: what it is and how it is written."""

    kind: str
    text: str


class Piece(msgspec.Struct, frozen=True):
    """A stretch of a clause between two borders: what word introduces it, and whether a verb stands before it."""

    introducer: str
    text: str
    is_after_verb: bool


class Verb(msgspec.Struct, frozen=True):
    """A verb found in a clause: what it tells, and the spans of its parts."""

    kind: str
    spans: tuple[tuple[int, int], ...]

    @property
    def covered(self) -> int:
        """So many letters its parts have."""
        return sum([end - start for start, end in self.spans])


class Masked:
    """A sentence in which every constituent that was recognised is one character."""

    __slots__ = ("held", "text")

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self.held: dict[str, Hidden] = {}

    def hide(self, kind: str, found: Sequence[re.Match[str]]) -> None:
        """Put one character in the place of all that is found, if in small letters."""
        text, at = self.text, 0
        parts: list[str] = []
        for match in found:
            begin, end = match.span()
            parts += (text[at:begin], self._mark(kind, match))
            at = end
        self.text = " ".join("".join((*parts, text[at:])).split())

    def _mark(self, kind: str, found: re.Match[str]) -> str:
        """Keep what is found, of which groups `kept…` are what it tells, and give what stands for it."""
        begin, end = found.span()
        kept, firm = self.text[begin:end], ""
        # The first of each that is told; a memo of groups would have to hash the pattern, which is long.
        for name in reversed([*found.re.groupindex]):
            begin, end = found.span(name)
            if begin < end and name[0] in "kf":
                told = self.text[begin:end]
                if name.startswith(_OWNER):
                    # "Norlaks sitt anlegg" has no genitive, which is taken off all the others.
                    told = f"{told.rstrip()}s"
                kept, firm = (told, firm) if name[0] == "k" else (kept, told)
        if kind == "age":
            return chr(_AGE_BASE + int(kept))
        mark = chr(_HIDDEN_BASE + len(self.held))
        self.held[mark] = Hidden(kind, kept)
        if firm:
            self.held[chr(_HIDDEN_BASE + len(self.held))] = Hidden("firm", firm)
            mark += chr(ord(mark) + 1)
        return f" {mark} "

    def of(self, kind: str, text: str) -> Sequence[str]:
        """List what was hidden of one kind in a part of the text, in its order."""
        # Of several kinds, each is asked for of every clause: few have any.
        if not self.held:
            return ()
        marks = [mark for mark, hidden in self.held.items() if hidden.kind == kind and mark in text]
        return [self.held[mark].text for mark in (sorted(marks, key=text.index) if len(marks) > 1 else marks)]


def _held(match: re.Match[str]) -> str:
    return match[0].replace(" ", _HOLD)


def _any(patterns: Iterable[str], flags: int = re.IGNORECASE) -> Expression:
    patterns = [pattern.replace("{time}", _HIDDEN) for pattern in patterns]
    return Expression(rf"(?<![\w/-])(?:{'|'.join(patterns) or '(?!)'})(?![\w/])", flags)


def _each(
    patterns: Iterable[str], flags: int = re.IGNORECASE, *, before: str = r"(?<![\w/-])", behind: str = r"(?![\w/])"
) -> Iterator[Expression]:
    for pattern in patterns:
        for one in alternatives(pattern.replace("{time}", _HIDDEN)):
            yield Expression(f"{before}(?:{one}){behind}", flags)


def _run(patterns: Iterable[str], flags: int = re.IGNORECASE) -> Expression:
    return Expression(rf"(?:(?:{'|'.join(patterns) or '(?!)'})\s+)+", flags)


class Phrases:
    """The words of one language that make the constituents of a notice, compiled once."""

    def __init__(self, know: Knowledge) -> None:
        words = know.language.notices
        self.know, self.words = know, words
        # Titles of business are English everywhere.
        both = [lang.load(code).notices for code in dict.fromkeys((know.language.code, "en"))]
        self.role = Words(role for each in both for role in (*each.roles, *each.predecessors))
        self._opener = Expression("|".join(w for each in both for w in each.role_openers) or "(?!)")
        self.organization = Words([*words.organizations, _LEGAL], re.NOFLAG)
        self._at = Expression(
            rf"(?<!\S)(?:(?P<strong>{'|'.join(words.at_strong)})|(?P<at>{'|'.join(words.at)})"
            rf"|(?:{'|'.join(words.of)}))\s+(?=\S)",
        )
        self._joined = Expression(rf"(?<!\w)(?:{'|'.join(words.part_of_role) or '(?!)'})(?!\w)")
        self.body = Expression(rf"(?:(?:{'|'.join(words.bodies) or '(?!)'})(?:\s+|$))+")
        counted = rf"(?:{'|'.join(words.counts) or '(?!)'}) (?=[{UPPER}])"
        # "The First National", and in "the new First Clerk" too the count is of the name.
        self._article = _run([rf"(?!(?-i:{counted}))(?:{'|'.join(words.articles)})"])
        self._former = _run(words.former)
        titles = "|".join(words.titles) or "(?!)"
        self._title, self._titles = re.compile(titles), re.compile(rf"(?<![\w-])(?:(?:{titles})\s+)+(?=[{UPPER}])")
        self.new = _any(words.new)
        self._owner = re.compile(
            rf"(?:\w+ )?[^\W\d{UPPER}]\w+['’]?s (?:{'|'.join((*words.new, *words.former)) or '(?!)'}) (?=\w)"
        )
        self.unchanged = _any(words.unchanged)
        self.generic = _any(words.generic)
        self.describing = _any(words.describing)
        self.past = _any(words.past)
        self._says = re.compile(rf"(?P<firm>[^,;:]{{2,60}}?) (?:{'|'.join(words.says)})\s+(?=[^\W\d_])")
        self.copula = _any(words.copulas)
        self._ends_at = Expression(rf"(?<!\w)(?:{'|'.join((*words.at_strong, *words.at, *words.of))})\s$")
        self.is_year_after = Expression(rf"(?:{'|'.join(words.in_town)})\s(?:19|20)\d\d")
        town = rf"[{UPPER}][\w-]+"
        self.is_town_after = re.compile(rf"(?<!\w)(?:{'|'.join(words.in_town)})\s(?P<town>{town}(?: {town})?)$")
        self._definite_plural = _any(know.language.listings.definite_plural)
        self._in_town = re.compile(rf"(?<!\w)(?:{'|'.join(words.in_town)})\s[\w.]+(?: {town})*$")
        self._last_town = re.compile(rf"(?<!\w)(?:{'|'.join(words.at)})\s(?P<town>{town})$")
        self._from = re.compile(rf"(?<!\w)(?:{'|'.join(know.language.dates.from_words)})\s$", re.IGNORECASE)
        firsts = (lang.load(code).sentences.given_names for code in dict.fromkeys((know.language.code, "en")))
        self._given = frozenset(name for names in firsts for name in names)
        self._common = frozenset(know.language.language.stopwords) | {w.casefold() for w in words.articles}
        ends = "|".join((*words.tails, *(f"(?<=\\s)(?:{w})" for w in words.copulas)))
        self._tail = re.compile(rf"(?<=\w)\s?(?:{ends})$")
        self.subject = re.compile(rf"(?:{'|'.join(words.subjects)})(?![\w-])")
        self._subject_inside = re.compile(rf"(?<!\w){self.subject.pattern}")
        self.respectively = _any(words.respectively)
        self._compile_names(know)
        self._compile_clauses()
        self.empty = Expression("|".join(words.empty) or "(?!)")
        self.fields: dict[str, str] = {}
        #: Labels that can stand for two fields: the second of them.
        self.second: dict[str, str] = {}
        for field, labels in words.labels.items():
            for label in map(str.casefold, labels):
                if self.fields.setdefault(label, field) != field:
                    self.second.setdefault(label, field)
        self._compile_entries(know)
        self._rubrics = {change: _any(patterns) for change, patterns in words.rubrics.items()}
        self._any_rubric = _any(pattern for patterns in words.rubrics.values() for pattern in patterns)

    def _compile_entries(self, know: Knowledge) -> None:
        """Compile what stands in entries without a verb, and above them."""
        words = self.words
        self.origin = Expression(rf"(?:{'|'.join(words.origins) or '(?!)'})(?:\s*:)?\s+(?=\S)")
        going = "|".join(words.introducers.get("to", ()) or ("(?!)",))
        self.pair = Expression(
            rf"(?P<from>(?:{'|'.join(words.origins) or '(?!)'})\s+)?(?P<was>\S.{{1,60}}?)"
            rf"\s+(?:{going})\s+(?P<now>\S.{{1,80}})",
        )
        they, copulas, years = (
            re.sub(r"\?P<\w+>", "?:", "|".join(each)) for each in (words.subjects, words.copulas, words.years)
        )
        #: “She is 61 years old.”, “She is 61 and comes from Bray Ltd”.
        joiner = "|".join((*words.joiners, "&"))
        self.aged = Expression(
            rf"(?P<they>{they}) (?:{copulas}) (?:{years})?\s*(?P<years>[1-9]\d)(?: \w+){{0,2}}?(?:\.?$| (?:{joiner}) )"
        )
        self._to = Expression(rf"(?:{going})\s+(?=\S)")
        self._ends_to = re.compile(rf"(?<!\w)(?:{going})\s$")
        self._as = Expression(rf"(?:{'|'.join(words.introducers.get('as', ('(?!)',)))})\s+(?=\S)")
        self._to_or_as = Expression(rf"{self._to.pattern}|{self._as.pattern}")
        self.greetings = tuple(
            (change, Expression(rf"(?:{'|'.join(patterns)})[:,]?\s+(?=\S)"))
            for change, patterns in words.greetings.items()
        )
        #: A person of whom a relative clause goes on.
        self.related = re.compile(rf"^(?P<who>[^,.;:]{{3,60}}), (?:{'|'.join(words.relatives)})\s+(?=\S)")
        self._who = Expression(rf"(?:{'|'.join(words.relatives) or '(?!)'})\s+(?=\S)")
        self._news = Expression(rf"(?:{'|'.join(words.news) or '(?!)'})\s+(?=\S)")
        small = "|".join((*words.at, *words.of, *words.joiners, "&"))
        self._small = frozenset((*words.at, *words.of, *know.language.sentences.name_particles))
        self._capitals = re.compile(
            rf"[{UPPER}][\w'’-]*(?:(?: (?:{small}))? (?:[{UPPER}][\w'’.-]*|{'|'.join(words.organizations)})(?!\w))*"
        )
        self.heading = _any(words.headings)
        self.swap = _any(words.swaps)
        self._leaving_for = [_any((one,)) for one in words.leaving_for]
        self.naming = Expression(rf"(?:{'|'.join(words.naming) or '(?!)'})\s+(?=\S)")
        self.being = _any(words.being)
        self.objects = _any(words.objects)
        self.successor = _any(words.successors)
        self.predecessor = _any(words.predecessors)
        self.house = _any(words.house)
        self.praise = _any(words.praise)
        self.assembly = Expression("|".join(words.assemblies) or "(?!)", 0)
        self.about = _any(words.about)
        self.own = _any(words.own)
        self.lead = Expression("|".join(words.leads))

    def _compile_names(self, know: Knowledge) -> None:
        words = self.words
        sentences = know.language.sentences
        # "zu" is part of a name and introduces where somebody goes: here it is the latter.
        goes = {re.escape(word) for word in words.introducers.get("to", ())}
        particles = "|".join(e for p in sentences.name_particles if (e := re.escape(p)) not in goes)
        part = rf"(?:{_TOKEN}|{_NICK}\w[\w.-]*{_NICK})"
        self.name = re.compile(
            # What begins with a set of letters, the engine tries at these alone.
            rf"[{UPPER}](?<![\w&].){_TOKEN_TAIL}(?: (?:(?:{particles}) )*{part}){{1,6}}(?:,? (?:Jr|Sr)\b\.?)?"
            r"(?![\w/]| ?&)"
        )
        #: The letter before it and what begins a word that can stand inside a name.
        self._inside = re.compile(rf"[^ ]|.(?:[{UPPER}]|(?:{particles})(?!\w))")
        every = "|".join(map(re.escape, sentences.name_particles))
        joint = rf"(?:,|\s+(?:{'|'.join((*words.joiners, '&'))}))\s+"
        self._kin = re.compile(
            rf"(?<!\w)(?i:{'|'.join(words.kin)})\s+(?P<firsts>(?:{_TOKEN}{joint})+)(?P<name>{_TOKEN}"
            rf"\s+(?P<last>(?:(?:{every}) )*{_TOKEN}))"
        )
        self._first = re.compile(rf"{_TOKEN}(?={joint})")
        self._kin_word = _any(words.kin)
        self._pair = re.compile(rf"{_TOKEN}(?: (?:(?:{every}) )*[{UPPER}])")
        joiner = "|".join((*words.joiners, "&"))
        one = rf"{self.name.pattern}(?:\s*{_AGE})?"
        self.several = re.compile(rf"{one}(?:\s*,\s*{one})*\s*,?\s+(?:{joiner})\s+{one}")
        self.joiner_word = re.compile(rf"\s*,?\s+(?:{joiner}|/|\+)\s+")
        # A comma or a word, with what is around it: what begins with a set, the engine tries only where that is.
        word = rf"(?:{joiner})\s+"
        self.joiner = re.compile(rf"[\s,](?:(?<=,)(?:\s+{word}|\s*)|\s*(?:{word}|,(?:\s+{word}|\s*)))")

    def _compile_clauses(self) -> None:
        words, joiner = self.words, "|".join((*self.words.joiners, "&"))
        border = Expression(
            rf"(?=[\s,;:])(?:(?P<clause>,?\s+(?:{'|'.join(words.conjunctions) or '(?!)'})\s+|;\s*|:\s+)"
            rf"|(?P<joiner>,?\s+(?:{joiner})\s+)|,\s+)",
        )
        relatives, subjects = "|".join(words.relatives), re.sub(r"\?P<\w+>", "?:", "|".join(words.subjects))
        self.relative = re.compile(
            rf"(?=[\s,])(?:,\s+(?:{relatives})|\s+(?:{relatives})(?=\s+(?:{subjects})\s))\s+"
            rf"(?P<body>[^,;]+(?:, [{UPPER}]\w+(?=$))?)(?:[,;]|$)"
        )
        #: One that no comma sets off.
        self.close_relative = re.compile(rf"(?<=\w)(?= (?:{relatives}) (?P<body>[^,;]+))")
        groups = [f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in words.introducers.items()]
        self._cut = Expression(rf"{_HIDDEN}|(?<![\w-])(?:{'|'.join(groups)})(?!\w)")
        self.participles = tuple((change, _any(patterns)) for change, patterns in words.participles.items())
        indexed: list[Expression] = []

        def choice(expressions: Iterable[Expression]) -> Choice:
            begin = len(indexed)
            indexed.extend(expressions)
            return Choice(indexed[begin:], begin)

        self._verbs = tuple([(kind, choice(each)) for kind, each in _verbs(words.verbs)])
        self._verbal = (1 << len(indexed)) - 1
        self._participles = choice(pattern for _, pattern in self.participles)
        indexed.append(self.new)
        #: The bits of all that can tell a change.
        self._told = (1 << len(indexed)) - 1
        self._unchanged = choice(_each(words.unchanged))
        self._saying = choice(Expression(f"(?<!\\w)(?:{pattern})", re.NOFLAG) for pattern in words.says).bits
        self._masks = tuple((kind, choice(each)) for kind, each in self._compile_masks())
        self._maskable = sum(each.bits for _, each in self._masks)
        self._joins = choice((self._joined,)).bits
        self._border, self._bordered = border, choice((border,)).bits
        self._index = Index(indexed)
        stems = _stems((*(p for k, ps in words.verbs.items() if k not in _PLAIN for p in ps), *words.new))
        # Short common words betray nothing; "ansat" is common too, but tells a change.
        self._stems = stems - {
            w for w in self.know.language.language.stopwords if len(w) < _STEM and w not in words.new
        }

    def _compile_masks(self) -> Iterator[tuple[str, Iterable[Expression]]]:
        words, grammar = self.words, self.know.grammar
        before = "|".join(words.before_date)
        day, month = grammar.day_pattern, grammar.month_pattern
        years, joiner = "|".join(words.years), "|".join(words.joiners)
        town, firm = (
            rf"[{UPPER}][\w-]*(?: [{UPPER}][\w-]*)*",
            rf"(?:(?:[\w.]*[{UPPER}0-9][^\s,;]*|&|{joiner}|[\w:.-]{{3,}}['’]?s) ){{0,6}}",
        )
        places = (
            p.replace("{place}", f"(?P<kept{n}>{town})")
            .replace("{firm}", f"(?P<firm{n}>{firm})")
            .replace("{owner}", f"(?P<{_OWNER}{n}>{firm})")
            for n, p in enumerate(words.places)
        )
        yield "drop", (Expression(r"(?:“|\"|„|«|”)[^“”\"„«»]{1,400}[”\"“»]", re.NOFLAG),)
        yield "history", _each(words.history)
        yield "place", _each(places, re.NOFLAG)
        # No day is without a figure.
        # "Die" is a day of the week, "die" who or which. What allows a word twice would have it tried twice.
        related = f"(?>(?=(?-i:[{UPPER}]))|(?!(?:{'|'.join(words.relatives)}) ))"
        opens = rf"(?:{grammar.pieces.opens}|(?=(?:{before})[ ,]))"
        dated = rf"(?<![\w-]){opens}{related}(?:(?:{before})[ ,]+)*(?P<kept>{day})(?!\w)"
        yield "date", (Expression(dated, gist=DIGIT),)
        yield (
            "month",
            (
                Expression(
                    rf"(?<![\w-]){related}(?:(?:{before}|{'|'.join(words.before_month)})\s+)+(?P<kept>{month})(?!\w)"
                ),
            ),
        )
        yield (
            "age",
            (
                Expression(rf"\s*\((?:(?:{years})\s+)?(?P<kept>[1-9]\d)(?:[ -]*(?:{years}))?\)"),
                Expression(
                    rf"(?<=[^\W\d]),\s*(?:(?:{years})\s+)?(?P<kept2>[1-9]\d)(?:\s+(?:{years}))?"
                    rf"(?=\s*[,;.]|$|\s+[^\W\d])"
                ),
                # "Ann Bo, who is 52".
                Expression(
                    rf"(?<=[^\W\d]), (?:{'|'.join(words.relatives)}) (?:{'|'.join(words.copulas)}) "
                    rf"(?P<kept3>[1-9]\d)(?:\s+(?:{years}))?(?=[,;.]|$)"
                ),
            ),
        )
        yield "same_day", _each(words.same_day)
        yield "board", _each(words.boards)
        # Where every noun has a capital, a role can stand behind "im Haus".
        role = f"(?!(?:{'|'.join(words.roles)})(?!\\w))" if words.capital_nouns else ""
        yield "inside", _each(words.same_firm, re.NOFLAG, before=r"(?<![\w-])", behind=rf"(?!\w| {role}[{UPPER}])")
        yield "shared", _each(words.shared)
        yield "drop", _each(words.drop, before=r"(?<![\w/.:-])")

    @kept
    def mask(self, sentence: str) -> Masked:
        """Take dates, places, ages and what tells nothing out of a sentence."""
        # What belongs to a role is held together: its words introduce nothing.
        if '"' in sentence or "”" in sentence or "»" in sentence or "«" in sentence:
            sentence = _NICKNAME.sub(rf"{_NICK}\g<nick>{_NICK} ", sentence)
        can_be = self._signs(sentence)[1]
        masked = Masked(self._joined.sub(_held, sentence) if can_be & self._joins else sentence)
        small = self._signs(masked.text)[0]
        for kind, choice in self._masks_in(can_be & self._maskable):
            first = choice.place_in(masked.text, small, can_be) if can_be & choice.bits else None
            if first is not None:
                masked.hide(kind, choice.places(masked.text, small, can_be, first))
                # What is left of a sentence holds no word that was not in it: without its day, often no figure.
                small, can_be = self._signs(masked.text)
        return masked

    @kept
    def as_move(self, sentence: str) -> str:
        """Say with a verb of moving who leaves one firm for another: “leaves Bray Ltd for Holm Foods”."""
        for pattern in self._leaving_for:
            if (found := pattern.search(sentence)) is not None:
                told = self.words.moving.format(**found.groupdict())
                return f"{sentence[: found.start()]}{told}{sentence[found.end() :]}"
        return sentence

    @kept
    def verb(self, clause: str) -> Verb | None:
        """Find the verb of a clause: the one that begins first, of several there the longest."""
        best, begin = None, len(clause)
        small, can_be = self._signs(clause)
        for kind, choice in self._verbs_in(can_be & self._verbal):
            match = choice.place_in(clause, small, can_be)
            if match is None or (start := match.start()) > begin:
                continue
            found = _found(kind, match)
            if best is None or start < begin or found.covered > best.covered:
                best, begin = found, start
        return best

    @kept
    def _verbs_in(self, bits: int) -> Sequence[tuple[str, Choice]]:
        """List what some bits stand for, of which those of one page are few."""
        return [(kind, choice) for kind, choice in self._verbs if bits & choice.bits]

    @kept
    def _masks_in(self, bits: int) -> Sequence[tuple[str, Choice]]:
        return [(kind, choice) for kind, choice in self._masks if bits & choice.bits]

    def post_told(self, told: str) -> Verb | None:
        """Find the verb of “she is head of sales”, which tells no change: it stands on either side of a post."""
        who = self.subject.match(told)
        if who is None:
            return None
        for match in self.copula.finditer(told, who.end()):
            between, behind = told[who.end() : match.start()], told[match.end() :]
            if not (between.strip() and behind.strip()) and self.is_role(f"{between} {behind}".strip()):
                return Verb("was", (match.span(),))
        return None

    def told_of(self, told: str) -> Verb | None:
        """Find the verb of a relative clause: “who today is head of sales” tells of a post too."""
        found = self.verb(told) or self.post_told(told)
        match = self.copula.search(told) if found is None else None
        is_post = match is not None and (self.is_role(told[match.end() :]) or self.is_role(told[: match.start()]))
        return found or (self.copula_in(told) if is_post else None)

    def copula_in(self, told: str) -> Verb | None:
        """Find the first copula: it tells of a post."""
        match = self.copula.search(told)
        return Verb("was", (match.span(),)) if match is not None else None

    def opens_with_verb(self, text: str) -> bool:
        """Tell whether a text begins with a verb."""
        _, can_be = self._signs(text)
        return any(choice.opens(text, can_be) for _, choice in self._verbs_in(can_be & self._verbal))

    def said_by(self, sentence: str) -> re.Match[str] | None:
        """Find the firm that says what follows: “Bray Foods announces that Ann Bo …”."""
        said = self._says.match(sentence) if self._signs(sentence)[1] & self._saying else None
        return said if said is not None and self._opens_with_somebody(sentence[said.end() :]) else None

    def _opens_with_somebody(self, text: str) -> bool:
        """Tell whether a text opens with a name, or with a post before one: “sales director Ann Bo leaves”."""
        if text[:1].isupper():
            return True
        found = self.person(self.mask(text).text)
        return found is not None and 0 < len(found[0].split()) <= _MOST_BEFORE and self.is_role(found[0])

    def opens_told(self, text: str) -> bool:
        """Tell whether a text begins with “is”, “has” or the like, or with a verb."""
        if self.copula.match(text) is not None:
            return True
        # What is taken out of a text leaves no verb in it that was none before.
        return self._signs(text)[1] & self._verbal > 0 and self.opens_with_verb(self.mask(text).text)

    def is_unchanged(self, text: str) -> bool:
        """Tell whether a text says that nothing changes."""
        small, can_be = self._signs(text)
        return can_be & self._unchanged.bits > 0 and self._unchanged.place_in(text, small, can_be) is not None

    def can_change(self, sentence: str) -> bool:
        """Tell whether a sentence can hold a verb, a participle or “new”: much cheaper than to mask it.

        What is taken out of a sentence leaves a mark behind, so what is left joins to no other words.
        """
        return self._signs(sentence)[1] & self._told > 0

    def can_say(self, sentence: str) -> bool:
        """Tell cheaply whether a sentence can tell a change, or that there is none."""
        return self._signs(sentence)[1] & (self._told | self._unchanged.bits) > 0

    def has_participle(self, masked: str) -> bool:
        """Tell whether a masked sentence holds a participle that tells a change."""
        small, can_be = self._signs(masked)
        return self._participles.place_in(masked, small, can_be) is not None

    @kept
    def _signs(self, text: str) -> tuple[str, int]:
        """Give a text in small letters, and what can be in it."""
        small = lowered(text)
        return small, self._index.of(small)

    @kept
    def can_name(self, text: str) -> bool:
        """Tell whether a text can name somebody: much cheaper than looking for names.

        What stands in quotes or brackets can be taken out of a name, and what is part of a role can stand within one or
        reach further than it does where the sentence stands alone.
        """
        if holds(text, _TAKEN_OUT) or self._pair.search(text) is not None:
            return True
        return self._pair.search(self._joined.sub(_held, text)) is not None

    @kept
    def can_tell(self, text: str) -> bool:
        """Tell whether a text can hold a verb that tells a change: much cheaper than looking for one."""
        return not self._stems.isdisjoint([word[:_STEM] for word in text.casefold().split()])

    def borders(self, masked: str) -> Sequence[re.Match[str]]:
        """List what can part the clauses of a masked sentence: most have no comma and no conjunction."""
        small, can_be = self._signs(masked)
        return list(self._border.places(masked, small)) if can_be & self._bordered else ()

    def pieces(self, clause: str, verb: Verb | None) -> list[Piece]:
        """Cut a clause at its verb, at all that is hidden, and at the words that introduce a constituent."""
        small = lowered(clause)
        for start, end in reversed(verb.spans if verb is not None else ()):
            clause, small = f"{clause[:start]}{_VERB}{clause[end:]}", f"{small[:start]}{_VERB}{small[end:]}"
        pieces: list[Piece] = []
        begin, kind, after = 0, "", False
        can_be_inside = self._inside.match
        for match in self._cut.places(clause, small):
            at, end = match.span()
            if at and ("(" in clause or can_be_inside(clause, at - 1)) and at in self._held_together(clause, verb):
                continue
            if (text := clause[begin:at]).strip(EDGES):
                pieces.append(Piece(kind, text, after))
            after = after or clause[at:end] == _VERB
            begin, kind = end, match.lastgroup or ""
        if (text := clause[begin:]).strip(EDGES):
            pieces.append(Piece(kind, text, after))
        return pieces

    def _held_together(self, clause: str, verb: Verb | None) -> Collection[int]:
        """Number the letters of names and brackets, but for the first of each: "von" in a name introduces nothing."""
        # Somebody who moves "von" a firm: behind the verb it is no part of a name.
        is_moved = verb is not None and verb.kind in {"moves", "comes", "hires", "promoted", "promotes"}
        last = clause.find(_VERB) if is_moved else len(clause)
        spans = [*map(re.Match.span, _PARENTHESES.finditer(clause))]
        spans += [span for span in map(re.Match.span, self.name.finditer(clause)) if span[0] < last]
        return {at for begin, end in spans for at in range(begin + 1, end)}

    @kept
    def bare(self, text: str) -> str:
        """Give a phrase without edges, hidden marks, articles and “new”."""
        value = _MARKS.sub("", text).strip(EDGES)
        # "Two clerks", but "Two Kettles Brewing".
        if (article := self._article.match(value)) is not None:
            value = value[article.end() :]
        if value.count("(") != value.count(")"):
            value = value.strip("()")
        return value.replace(_HOLD, " ").strip(EDGES)

    def _is_owner(self, behind: str) -> bool:
        """Tell whether a post and who has it stand right behind a name in the genitive: "Holm Bådes formand Ann Bo"."""
        other = self.name.search(behind)
        post = behind[1 : other.start()].strip() if other is not None else ""
        is_short = post.islower() and len(post.split()) <= _MOST_OF_POST and post.replace(" ", "").isalpha()
        is_joined = self.joiner.match(f" {post} ") is not None
        return is_short and not is_joined and self.is_role(post) and self.verb(post) is None

    @kept
    def is_role(self, text: str) -> bool:
        """Tell whether a phrase names a role by its head."""
        value = self.bare(text)
        at = self._at.search(value)
        head = (value[: at.start()] if at is not None else value).split(",")[0]
        # "Forester" by itself is a post, in "Ann Forester" a surname.
        is_post = self.role.are_in(head) or (head.isalpha() and head.istitle() and self.role.are_in(head.lower()))
        return is_post and not self._is_somebody(head)

    def former(self, text: str) -> str:
        """Give a role without “former” before it."""
        value = self.bare(text)
        match = self._former.match(value)
        return value[match.end() :] if match is not None else value

    def names_kin(self, text: str) -> bool:
        """Tell whether a text holds a word for brothers and sisters: where none of it does, no sentence does."""
        return self._kin_word.search(text) is not None

    def with_family_names(self, sentence: str) -> str:
        """Write out the name that brothers and sisters share: “Siblings Mia and Tom Marsh” has Mia Marsh, too."""

        def written(kin: re.Match[str]) -> str:
            return self._first.sub(lambda first: f"{first[0]} {kin['last']}", kin["firsts"]) + kin["name"]

        return self._kin.sub(written, sentence)

    @kept
    def person(self, text: str) -> tuple[str, Name, str] | None:
        """Read `role Name, age role`: what stands before the name, the name, what stands behind it."""
        for match in self.name.finditer(text):
            if (found := self._trimmed(text, match)) is not None:
                return found
        return None

    def _trimmed(self, text: str, match: re.Match[str]) -> tuple[str, Name, str] | None:
        (begin, end), tokens = match.span(), match[0].split(" ")
        # "Will Smith" is somebody, “Will Ann Smith come?” and "Will Leeds win?" ask about others.
        while tokens[1:] and tokens[0].casefold() in self._common and ("?" in text or not self._is_whole(tokens)):
            begin += len(tokens.pop(0)) + 1
        letters = ""
        while tokens[-1] in POST_NOMINALS and len(tokens) > _FULL:
            letters = f" {tokens.pop()}{letters}"
        skipped, name_only = self._without_post(tokens)
        begin += sum([len(token) + 1 for token in tokens[:skipped]]) if skipped else 0
        tokens = name_only
        while tokens and tokens[-1].islower():
            # "Has Karl Moser den Vorsitz": what is left of the post is no part of the name.
            tokens.pop()
        is_place = begin > 0 and self._ends_at.search(text[:begin]) is not None
        if is_place and (last := self._last_of_firm(tokens)):
            # "Vicar in Torstrup Parish Ann Bo": the name begins behind the firm.
            begin += sum([len(token) + 1 for token in tokens[:last]])
            tokens, is_place = tokens[last:], False
        if skipped and tokens and tokens[0].islower() and self._article.match(f"{tokens[0]} "):
            # "Leiterin der Bergblick Resorts".
            return None
        if is_place or not tokens[1:] or (text.startswith(". ", end) and self._title.fullmatch(f"{tokens[-1]}.")):
            return None
        name = " ".join(tokens)
        if name.endswith((" Jr", " Sr")) and text[begin + len(name) :].startswith("."):
            name += "."
        if name.endswith(("'s", "’s", "'", "’")):
            return None
        end = begin + len(name)
        mark = _AGE_BEHIND.match(text, end)
        if (name[-1] == "s" and self._is_owner(text[end:])) or (
            mark is None and self.organization.are_in(name) and not self._is_somebody(name)
        ):
            return None
        end += len(letters) if text.startswith(letters, end) else 0
        mark = _AGE_BEHIND.match(text, end) if letters else mark
        aged = _AGED.search(text[:begin]) if mark is None else None
        age = ord(mark[1]) - _AGE_BASE if mark is not None else int(aged[1]) if aged is not None else None
        before = self._titles.sub("", f"{text[:begin]}X")[:-1].strip(EDGES) if begin else ""
        return before, Name(name.replace(_NICK, '"'), age), text[end:]

    def _is_whole(self, tokens: list[str]) -> bool:
        """Tell whether two words are a usual first name, which may be another word too, and a last name."""
        return len(tokens) == _FULL and tokens[0] in self._given

    def _without_post(self, tokens: list[str]) -> tuple[int, list[str]]:
        """Tell how many words before a name are of a post, and give the name without the post behind it."""
        posts = [i for i, token in enumerate(tokens) if self._is_of_role(token)]
        if (named := self._behind_first(tokens, posts) if posts else None) is not None:
            return named
        if not posts and tokens[_FULL:] and self._is_of_role(tokens[0].lower()):
            # "Forester Ann Bo".
            return 1, tokens[1:]
        if not posts or posts[0] >= _FULL:
            return 0, tokens[: posts[0]] if posts else tokens
        lead = next((i for i in range(len(tokens)) if i not in posts), len(tokens))
        behind = next((i for i in posts if i > lead), None)
        if behind is not None and behind - lead >= _FULL and not self.is_role(" ".join(tokens[:lead])):
            # "Since May is Ms Ann Bo Clerk of the Bray Trust", but "Chief Information Security Officer".
            return lead, tokens[lead:behind]
        # "Deputy Head Susan Birtles": the name begins behind the last word of the role.
        return posts[-1] + 1, tokens[posts[-1] + 1 :]

    def _behind_first(self, tokens: list[str], posts: list[int]) -> tuple[int, list[str]] | None:
        """Read a name by its usual first name: what stands right behind it is the last name, “Clerk Ann Baker”."""
        begin = next((i for i in range(len(tokens)) if i not in posts), len(tokens))
        last = begin + 1
        while tokens[begin : begin + 1] and tokens[begin] in self._given and tokens[last + 1 :]:
            if tokens[last] not in self._given:
                break
            # "Ann Mary Baker".
            last += 1
        if last not in posts or tokens[begin] not in self._given or not self._can_be_last(tokens[last]):
            return None
        return begin, tokens[begin : next((i for i in posts if i > last), len(tokens))]

    def _can_be_last(self, word: str) -> bool:
        """Tell whether a word can be a last name: not “Bank”, but “Neubank”; not “Leiterin”, but “Richter”."""
        if not word[:1].isupper() or word[1:].isupper():
            return False
        if self.organization.fullmatch(word) is not None:
            return self.organization.fullmatch(word[1:]) is not None and not word.endswith(self.words.definite)
        return not (self.words.capital_nouns and word.endswith(_FEMALE) and self.role.fullmatch(word) is not None)

    def is_first_name_in_s(self, name: str) -> bool:
        """Tell whether what stands in the genitive is a usual first name in s: “Thomas kasserer”, “Mads' kasserer”."""
        return (name.endswith("s") and name in self._given) or f"{name}s" in self._given

    def _is_somebody(self, text: str) -> bool:
        """Tell whether a text is a usual first name and what can be a last name: “Ann Baker” is no post."""
        first, *others = text.split(" ")
        return first in self._given and 0 < len(others) <= _FULL and all(map(self._can_be_last, others))

    def _last_of_firm(self, tokens: list[str]) -> int:
        """Count the words of a firm that a person's full name follows."""
        ends = (n for n, token in enumerate(tokens[:-_FULL], 1) if self.organization.fullmatch(token))
        return max(ends, default=0)

    def people(self, text: str) -> tuple[Name, ...]:
        """Read a text that holds only the names of people; give none when it holds more."""
        return self.people_in(self.mask(text).text)

    def people_in(self, masked: str) -> tuple[Name, ...]:
        """Read a masked text that holds only the names of people; give none when it holds more."""
        found = [self.person(part) for part in self.joiner.split(masked) if part.strip(EDGES)]
        names = [
            each[1]
            for each in found
            if each is not None and not each[0] and not _AGE_MARK.sub("", each[2]).strip(EDGES)
        ]
        return tuple(names) if len(names) == len(found) else ()

    def goes_on(self, sentence: str) -> bool:
        """Tell whether a sentence begins with a pronoun, if behind a day."""
        # What is taken out ends where a word does: to look for the pronoun is cheaper than to take that out.
        if self._subject_inside.search(sentence) is None:
            return False
        return self.subject.match(_HIDDEN_LEAD.sub("", self.mask(sentence).text)) is not None

    def opens_with_article(self, text: str) -> bool:
        """Tell whether a text begins with an article."""
        return self._article.match(text) is not None

    def opens_with_title(self, text: str) -> bool:
        """Tell whether a text begins with a title and one name."""
        return self._titles.match(text) is not None

    def is_field(self, text: str) -> bool:
        """Tell whether a text is an article and one noun that no firm has: “die Technik”, a field of work."""
        value = self.bare(text)
        is_noun = self.words.capital_nouns and value.isalpha() and not value.isupper()
        return is_noun and self._article.match(text.strip(EDGES)) is not None and not self.is_organization(value)

    def is_common(self, text: str) -> bool:
        """Tell whether a word is one of the common ones of the language, and no name."""
        return text.casefold() in self._common

    @kept
    def _is_of_role(self, token: str) -> bool:
        if "-" in token and not self.words.capital_nouns and token.replace("-", " ").istitle():
            # "Reyes-Cook" is a name.
            return False
        return _HOLD in token or any(p.fullmatch(token) is not None for p in (self.role, self._title, self._opener))

    def without_owner(self, role: str) -> str:
        """Take “the council's new” and “the council's former” from before a post."""
        match = self._owner.match(role)
        return role[match.end() :] if match is not None else role

    def opens_role(self, text: str) -> bool:
        """Tell whether a word begins a post: “Sales” in “Sales director”."""
        return self._opener.fullmatch(text) is not None

    @kept
    def split_role(self, text: str) -> tuple[str, str | None]:
        """Part `role at firm` into both: at the introducer whose complement is most like a firm."""
        value = self.bare(text)
        best: tuple[int, re.Match[str]] | None = None
        found = list(self._at.finditer(value))
        for match in found:
            worth = self._firm_worth(value[: match.start()], match, value[match.end() :])
            if worth > 0 and match.start() > 0 and (best is None or worth > best[0]) and not self._is_held(match):
                best = worth, match
        if best is None:
            # What stood behind can have been taken out: "president for 2026–28".
            left = self._ends_at.search(f"{value} ")
            return self._tail.sub("", value[: left.start()].strip(EDGES) if left is not None else value), None
        at = next((one for one in found if self._holds_town(one, best[1]) and not self._is_held(one)), best[1])
        return self._tail.sub("", value[: at.start()].strip(EDGES)), self.firm(value[at.end() :])

    def _holds_town(self, at: re.Match[str], town: re.Match[str]) -> bool:
        """Tell whether a firm has its town inside its name: the manager "at Homes in Hull Ltd"."""
        name, (first, *rest) = at.string[at.end() : town.start()].split(), at.string[town.end() :].split(" ", 1)
        is_town = town[0].strip() in self.words.in_town and _WHOLE_LEGAL.fullmatch("".join(rest)) is not None
        is_named = len(name) == 1 and name[0].istitle() and first.istitle() and self.is_role(at.string[: at.start()])
        return is_town and is_named and at[0].strip() != town[0].strip()

    def _is_held(self, at: re.Match[str]) -> bool:
        """Tell whether a word such as “for” belongs to the post before it: “the chair for modern history”."""
        return any(joined.start() <= at.start() < joined.end() for joined in self._joined.finditer(at.string))

    def _firm_worth(self, role: str, match: re.Match[str], complement: str) -> int:
        value = self.bare(complement)
        behind = self._at.search(value, 1)
        words = (value[: behind.start()] if behind is not None else value).split()
        is_capital = any(w[:1].isupper() or w[:1].isdigit() for w in words[:3])
        named = self.organization.are_in(" ".join(words[:6]))
        is_word = len(words) == 1 and words[0].islower() and value == complement
        if is_word and not (match["strong"] or match["at"] or words[0].endswith(self.words.definite)):
            # "Head of service", but "head of the service".
            return 0
        if words[1:2] == ["%"] or (not match["strong"] and len(words) > 1 and words[-1].isdigit() and not named):
            # "Cantor in 80 %", "teacher of Year 4".
            return 0
        if match["strong"]:
            return 6 + 2 * named
        if not is_capital and not named:
            return 0
        if match["at"]:
            return (1 if len(words) == 1 else 2) + 2 * named
        # "for Drift, Vej & Park" and "of Technology" are fields of work.
        is_field = self.joiner.search(complement) is not None
        # "Director of Repairs", but "CEO of Mossgate Foods".
        is_field = is_field or (role[:1].isupper() and not (role.strip().isupper() and len(words) > 1))
        if self.words.capital_nouns:
            is_field = len(words) < 2
        return 2 * named + (not is_field)

    def post(self, text: str) -> tuple[str, str | None]:
        """Part what a labelled line tells of a post: `role at firm`, `role, firm`, either alone."""
        value = self.bare(self.mask(text).text)
        head, comma, behind = value.partition(", ")
        if comma and self._is_firm_in_town(behind) and self.role.fullmatch(head) is not None:
            # "Vicar, St Chad's, Marsham".
            return head, behind
        role, comma, behind = value.rpartition(", ")
        is_firm = self.is_firm_alone(behind) or self._described(behind.split(" ")) > 0
        # "clerk, Ink & Paper": a field of work is written as the post is.
        is_firm = is_firm or (" & " in behind and role[:1].islower() and behind[:1].isupper())
        if comma and self.is_role(role) and self._at.match(behind) is None and is_firm:
            return role, self.firm(behind)
        role, firm = self.split_role(value)
        if firm is not None and self.is_role(role):
            return role, firm
        return (value, None) if self.is_role(value) or not self.is_organization(value) else ("", self.firm(value))

    def _is_firm_in_town(self, text: str) -> bool:
        """Tell whether a text is a name of several words, and a town behind it."""
        name, comma, town = text.partition(", ")
        if not comma or not town.replace(" ", "").isalpha() or self.is_organization(town) or self.role.are_in(text):
            return False
        return (" " in name or self.is_organization(name)) and all(
            w[0].isupper() for w in (*name.split()[:1], *town.split())
        )

    def is_organization(self, text: str) -> bool:
        """Tell whether a phrase holds what only the name of a firm, an office or a club holds."""
        return self.organization.are_in(text) and not self._is_somebody(text)

    def is_firm_alone(self, text: str) -> bool:
        """Tell whether a part behind a comma is a firm rather than more of the role."""
        if self.is_organization(text):
            return True
        return text[:1].isupper() and not self.role.are_in(text) and " & " not in text

    @kept
    def is_firm_name(self, text: str) -> bool:
        """Tell whether a phrase that holds a role word is the name of a firm all the same: “Bech Advokater”."""
        if not self.is_organization(text) or self.role.match(text) is not None:
            return False
        return any(match.end() == len(text) for match in self.organization.finditer(text))

    def is_name_like(self, text: str) -> bool:
        """Tell whether a heading looks as the name of a firm does: capitalised words, and none that is a common one."""
        if text.isupper():
            return (self.is_organization(self.title_case(text)) or self._is_name_like(text)) and not self.is_unchanged(
                text
            )
        return self._is_name_like(text)

    def _is_name_like(self, text: str) -> bool:
        if self.copula.search(text) or (text.isupper() and self.is_unchanged(text)):
            return False
        if self.opens_at(text) is not None:
            # "In the Works Council".
            return False
        if self.is_organization(text):
            return not (self.is_role(text) and self._at.search(text))
        if any(greeting.match(text) for _, greeting in self.greetings):
            # "Thanks to Ann".
            return False
        words = [w for w in text.split() if w not in self.words.joiners and w != "&" and w not in self._small]
        if not words or any(self.is_common(w.strip(EDGES)) or self.new.fullmatch(w.strip(EDGES)) for w in words):
            return False
        return self.role.fullmatch(text) is None and all(
            any(c.isupper() or c.isdigit() for c in w) or not any(map(str.isalnum, w)) for w in words
        )

    def is_head(self, told: str, sentence: str) -> bool:
        """Tell whether a sentence names somebody by the post who appoints others: “the chief executive” is no firm."""
        if any(word[:1].isupper() for word in told.split()[1:]):
            return False
        at = sentence.find(told)
        is_first = at == 0 or (at > 0 and self.words.capital_nouns and " " not in sentence[:at].strip())
        return (told[0].islower() or is_first) and self.is_role(told) and not self.is_organization(told)

    def is_part(self, firm: str | None) -> bool:
        """Tell whether what stands above entries is a part of a house: no name is in it, but a word for such a part."""
        first, _, rest = (firm or "").partition(" ")
        is_noun = self.organization.are_in(first) and first[:1].isupper() and not first.isupper()
        return is_noun and (rest.islower() if rest else first.endswith(self.words.definite))

    def firm_above(self, text: str) -> str | None:
        """Give the firm that a heading names, alone or behind what is said of it: “News from Bray”."""
        value = self.without_news(text.strip(EDGES))
        for at in self._at.finditer(value):
            before, behind = value[: at.start()].strip(), value[at.end() :]
            if self.is_organization(behind) and before and (self.is_role(before) or self.rubric(before) is not None):
                return self.firm(behind)
        if (verb := self.verb(value)) is not None and verb.spans[0][0] == 0:
            # "Leaves Bray Foods": what begins with a verb is no name, its end can be one.
            return self.last_firm(value)
        return value if self.is_name_like(value) and not self.is_change_at(value) else None

    def without_news(self, text: str) -> str:
        """Give the name of a firm without “News from” before it."""
        match = self._news.match(text)
        return text[match.end() :] if match is not None else text

    def not_owning(self, name: str) -> str:
        """Give “Klinikum Kaltal” for “Klinikums Kaltal”, in whose name the noun stands in the genitive."""
        noun, space, rest = name.partition(" ")
        if not self.words.capital_nouns or not space or not noun.endswith("s"):
            return name
        bare = noun.removesuffix("s")
        bare = bare.removesuffix("e") if bare.endswith("ause") else bare
        return f"{bare} {rest}" if self.organization.fullmatch(bare) is not None else name

    def named_organizations(self, text: str) -> list[str]:
        """Give the names in a text that only firms, offices and the like have."""
        if text.isupper() and len(text) <= _LONGEST_RUBRIC:
            return [text] if self.is_organization(self.title_case(text)) else []
        return [m[0].strip(f"{EDGES}.") for m in self._capitals.finditer(text) if self.is_organization(m[0])]

    @kept
    def rubric(self, text: str) -> str | None:
        """Give the change that a rubric such as “New job” names."""
        if len(text) > _LONGEST_RUBRIC:
            return None
        value = _PARENTHESES.sub("", text).strip(f"{EDGES}!.")
        change = self._rubric(value)
        if change is None and has_digit(value):
            # "Starting on 1 March": the day is no part of what it says.
            value = re.sub(_HIDDEN, " ", self.mask(value).text).strip(EDGES)
            change = self._rubric(value)
        if change is None and value and "." not in value[:-1]:
            words = value.split()
            kept = [w for w in words if not self.is_common(w.strip(EDGES))]
            change = self._rubric(" ".join(kept)) if kept and len(kept) < len(words) <= _MOST_RUBRIC_WORDS else None
        return change

    def greeting(self, text: str) -> str | None:
        """Give the change of a heading such as “We say goodbye to”, whose names stand below."""
        whole = f"{text.strip(EDGES)} X"
        ends = ((change, match.end()) for change, p in self.greetings if (match := p.match(whole)) is not None)
        return next((change for change, end in ends if end == len(whole) - 1), None)

    def placed_rubric(self, text: str) -> str | None:
        """Give the change of “New faces at the parish office”: words for a change, and where."""
        at = self._at.search(text)
        before = text[: at.start()].strip() if at is not None else ""
        return self._rubric(before) if " " in before else None

    def is_change_at(self, text: str) -> bool:
        """Tell whether a text is a word for a change, and where: “Change at the works”."""
        first, _, rest = text.partition(" ")
        return self._at.match(rest) is not None and self._whole_rubric(first) is not None

    def _rubric(self, text: str) -> str | None:
        found = [self._whole_rubric(part) for part in self.joiner_word.split(text) if part.strip()]
        if len(found) > 1 and None not in found and len(set(found)) == 1:
            return found[0]
        return self._whole_rubric(text) if text else None

    def opens(self, text: str, change: str) -> bool:
        """Tell whether a text begins with words that name a change."""
        return change in self._rubrics and self._rubrics[change].match(text.strip(EDGES)) is not None

    def last_firm(self, text: str) -> str | None:
        """Give the firm that a text ends with, behind a word such as “at”."""
        found = [m for m in self._at.finditer(text) if text[m.end() : m.end() + 1].isupper() or m["strong"]]
        return self.firm(text[found[-1].end() :]) if found and self.is_name_like(text[found[-1].end() :]) else None

    def label_rubric(self, text: str) -> str | None:
        """Give the change that a label names as it stands."""
        return self._whole_rubric(text.strip(EDGES))

    def _whole_rubric(self, text: str) -> str | None:
        if self._any_rubric.fullmatch(text) is None:
            return None
        return next((c for c, p in self._rubrics.items() if p.fullmatch(text)), None)

    def rubric_in(self, text: str, change: str) -> bool:
        """Tell whether a text names a change."""
        return self._rubrics[change].search(text) is not None if change in self._rubrics else False

    def title_case(self, text: str) -> str:
        """Give a name that is written in capitals as names are written elsewhere."""
        small = {*self.know.language.sentences.name_particles, *self.words.joiners}
        words = [w.lower() if w.lower() in small else _capitalised(w) for w in text.split(" ")]
        return " ".join(words)

    @kept
    def firm(self, text: str) -> str | None:
        """Give the name of a firm without article and without a word in small letters that only describes it."""
        value = self.bare(text)
        name, comma, behind = value.partition(", ")
        if comma and self._who.match(behind) is not None:
            # "Bray Ltd, where she ran the mill": no verb that tells of a change ends the name.
            value = name
        words = value.split(" ")
        if len(words) > 1 and words[-1] in self.words.joiners:
            words.pop()
        name = " ".join(words[self._described(words) :])
        if " " not in name and (name.isdigit() or (self.is_common(name) and not name.isupper())):
            # "We", "2026".
            return None
        return (" ".join(words) if _WHOLE_LEGAL.fullmatch(name) else name) or None

    @kept
    def named_firm(self, text: str, is_sure: bool) -> str | None:
        """Give the firm that stands where one would, if that can be one; behind “at” it is for sure."""
        value = self.bare(self.without_at(text))
        value = self.copula.split(value, maxsplit=1)[0].strip(EDGES) or value
        if value.partition(" ")[0] in self.words.joiners:
            # "And Ib Lund" is half of something else.
            return None
        body = self.body.match(value)
        firm = self.firm((value[body.end() :] if body is not None else "") or value)
        if not firm or (is_sure and not self.is_common(firm.split()[0])):
            return firm or None
        last = firm.rpartition(" ")[2]
        # "Cake in the canteen at" is torn off.
        is_torn = last.islower() and self.is_common(last)
        # "Has worked with tendering law".
        first = firm.partition(" ")[0]
        is_torn = is_torn or (first != firm and first.islower() and self.is_common(first))
        is_none = is_torn or self.new.fullmatch(firm) or self.is_common(firm) or self.copula.match(firm)
        is_named = any(map(str.isupper, firm)) or self.is_organization(firm) or "&" in firm or firm.isdigit()
        return firm if is_named and not is_none and not firm.endswith(("!", "?")) else None

    def _described(self, words: list[str]) -> int:
        """Count the words that only describe the firm behind them: “card firm Lantern”, “Konsultfirman kvarn & co”."""
        if words[2:3] == ["&"] and words[0][:1].isupper() and words[1].islower():
            return 1
        begin = next((i for i, w in enumerate(words) if i and (w[:1].isupper() or w[:1].isdigit())), 0)
        first, *others = words[:begin] or [""]
        is_plain = first.islower() or (first[:1].isupper() and bool(others))
        small = all(w.replace("-", "").isalpha() and w.islower() for w in others)
        means = any(self._at.match(f"{w} x") or w in self.words.joiners for w in words[:begin])
        return begin if is_plain and small and not means and first.replace("-", "").isalpha() else 0

    def without_noun(self, firm: str, texts: Iterable[str]) -> str:
        """Give “Kogle” for “Møbelkæden Kogle” that begins a sentence; inside one the noun is part of the name."""
        noun, _, name = firm.partition(" ")
        if not name[:1].isupper() or self.describing.fullmatch(noun) is None:
            return firm
        is_first = any(text.startswith(firm) or f". {firm}" in text for text in texts)
        return name if is_first else firm

    def with_article(self, firm: str, text: str) -> str | None:
        """Give the name of a firm with what stands before it in capitals, as an article is written in names alone."""
        begin = at = text.find(f" {firm}") + 1
        while at > 0:
            word = text[:at].rstrip().rpartition(" ")[2]
            if not word.istitle() or not self.opens_with_article(f"{word} X"):
                break
            at -= len(word) + 1
        is_inside = at > 1 and text[at - 2].isalnum()
        return text[at : begin + len(firm)] if at < begin and is_inside else None

    def without_at(self, text: str) -> str:
        """Give a phrase without the word that introduces it."""
        bare = text.lstrip(EDGES)
        match = self._at.match(bare)
        return bare[match.end() :] if match is not None else bare

    def is_from(self, month: str, text: str) -> bool:
        """Tell whether a text says that something holds from a month on."""
        at = text.find(month)
        return at > 0 and self._from.search(text[:at]) is not None

    def town_in(self, text: str) -> str | None:
        """Give the place that a text tells of, or ends with: “strengthens its team in Cork”."""
        masked = self.mask(text)
        told = next(iter(masked.of("place", masked.text)), None)
        last = self._last_town.search(text) if told is None and not self.words.capital_nouns else None
        return last["town"] if last is not None and not self.is_organization(last["town"]) else told

    def without_its_town(self, firm: str, texts: Iterable[str] = ()) -> tuple[str, str | None]:
        """Part “Bray Foods Ltd in Cork” where the name is whole without the town; not “the museum in Odde”."""
        match = self.is_town_after.search(firm)
        if match is None or match.start() == 0:
            return firm, None
        name, town = firm[: match.start()].strip(), match["town"]
        *words, last = name.split(" ")
        is_whole = _WHOLE_LEGAL.fullmatch(last) is not None
        if not is_whole and not self._is_definite(town) and not self.is_organization(town):
            is_whole = self._is_own_name(words, last) or any(self._is_described_in(text, firm) for text in texts)
        return (name, town) if is_whole else (firm, None)

    def _is_described_in(self, text: str, firm: str) -> bool:
        """Tell whether a noun in small letters says what a firm is: “the card maker Holm & Lind in Hull”."""
        at = text.find(f" {firm}")
        noun = text[:at].rpartition(" ")[2] if at > 0 else ""
        if not noun.replace("-", "").isalpha() or not noun.islower():
            return False
        if self.generic.fullmatch(noun) is not None:
            return True
        is_other = self.is_common(noun) or self.is_role(noun) or self.verb(noun) is not None
        return not is_other and self._at.match(f"{noun} {firm}") is None

    def _is_own_name(self, words: Sequence[str], last: str) -> bool:
        """Tell whether a firm's name needs no town: “Oakley Envelopes”, “Hill Hotel”, but “Foresters' Society”."""
        if not all(w[:1].isupper() for w in (*words, last)):
            return False
        is_noun = self.organization.fullmatch(last) is not None
        if not words:
            # "Fönstermäster i Lunda", but "Murarna i Syd", "Klubben i Odby"; in German each noun has a capital.
            return not (is_noun or self.words.capital_nouns or self.is_organization(last) or self._is_meant(last))
        return not is_noun or not (words[-1].endswith(("s", "'", "’")) or self._is_meant(words[-1]))

    def _is_meant(self, noun: str) -> bool:
        """Tell whether a noun is definite, of one or of several."""
        return self._is_definite(noun) or self._definite_plural.fullmatch(noun) is not None

    def _is_definite(self, town: str) -> bool:
        """Tell whether what follows “in” is a common noun in form: “Hole in the Hedge” is all of a name."""
        return town.casefold().endswith(self.words.definite) if self.words.definite else False

    def is_town(self, firm: str, text: str) -> bool:
        """Tell whether what was taken for a firm is a town, where “in” and one word mean one."""
        match = self.is_town_after.search(text) if self.words.in_means_town else None
        return match is not None and match["town"] == firm and not self.is_organization(firm)

    def ends_at(self, text: str) -> bool:
        """Tell whether a text ends with a word that a firm follows, and its article: “has been appointed to the”."""
        bare = text.rstrip()
        word = bare.rpartition(" ")[2]
        bare = bare.removesuffix(word) if self.opens_with_article(f"{word} X") else text
        return self._ends_at.search(bare) is not None or self._ends_to.search(bare) is not None

    def ends_in_town(self, text: str) -> bool:
        """Tell whether a text ends with where something is: “the bakery in Cork”."""
        match = self._in_town.search(text)
        return match is not None and text[: match.start()].strip() != ""

    def without_as(self, text: str) -> str:
        """Give a phrase without the word that introduces a post: “as head of sales”."""
        match = self._as.match(text)
        return text[match.end() :] if match is not None else text

    def without_who(self, text: str) -> str:
        """Give a relative clause without the word that opens it."""
        match = self._who.match(text)
        return text[match.end() :] if match is not None else text

    def without_to(self, text: str) -> str:
        """Give a post without the word that introduces where somebody goes or what somebody becomes."""
        match = self._to.match(text)
        is_post = match is not None and self.is_role(text[match.end() :])
        return text[match.end() :] if match is not None and is_post else self.without_as(text)

    def goes_on_otherwise(self, text: str) -> bool:
        """Tell whether what stands behind a name opens in small letters with no post, firm or day: “gave a report”."""
        text = text.strip()
        word, space, _ = text.partition(" ")
        if not space or not (word.isalpha() and word.islower()) or self.is_common(word) or self.is_role(text):
            return False
        is_led = self.without_to(text) != text or self.opens_at(text) is not None
        return not is_led and self.origin.match(text) is None and self.new.match(text) is None

    def can_introduce(self, text: str) -> bool:
        """Tell whether a text holds a word that `without_to` takes off."""
        return self._to_or_as.is_in(text)

    @kept
    def opens_at(self, text: str) -> str | None:
        """Give what follows a word such as “at” that a phrase opens with."""
        match = self._at.match(text.lstrip(EDGES))
        is_place = match is not None and (match["strong"] or match["at"])
        return text.lstrip(EDGES)[match.end() :] if match is not None and is_place else None


def _capitalised(word: str) -> str:
    # "McGILLIVRAY" is written "McGillivray".
    return re.sub(r"Ma?c(?=[A-Z])|[^\W\d_]+", lambda m: m[0][0] + m[0][1:].lower(), word)


def _stems(patterns: Iterable[str]) -> frozenset[str]:
    words = (word for pattern in patterns for word in re.findall(r"(?<!\\)[^\W\d_]{2,}", pattern))
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST_STEM) | frozenset(
        word for pattern in patterns for word in re.findall(r"^[^\W\d_]{2,3}$", pattern)
    )


def _verbs(kinds: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Iterable[Expression]]]:
    for kind, patterns in kinds.items():
        yield kind, _each(pattern for pattern in patterns if "…" not in pattern)
        for pattern in patterns:
            first, gap, last = pattern.replace("{time}", _HIDDEN).partition("…")
            if gap:
                # The second part is the last such word, but for one that only must follow.
                least = "?" if last.strip().startswith("(?=") else ""
                between = rf"(?P<gap>(?!\w)[^;:]{{0,{_LONGEST_GAP}}}{least}(?<!\w))"
                end = "" if least else r"(?!\w)"
                yield kind, (Expression(rf"(?<![\w-])(?:{first.strip()}){between}(?:{last.strip()}){end}"),)


def _found(kind: str, match: re.Match[str]) -> Verb:
    if "gap" in match.re.groupindex:
        start, end = match.span("gap")
        return Verb(kind, ((match.start(), start), (end, match.end())))
    return Verb(kind, (match.span(),))


@cache
def phrases(code: str) -> Phrases:
    """Compile the words of a language's notices, once."""
    return Phrases(knowledge(code))
