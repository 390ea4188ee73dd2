"""Regular expressions that say much sooner than those of `re` that a text holds nothing for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, compress, islice
from operator import itemgetter
from sys import maxsize
from typing import NamedTuple, TypeAlias, TypeVar

from feeds.branches import alternatives, class_end

#: What small letters would change the meaning of: escapes, and the names of groups.
_KEPT = re.compile(r"(\\.|\(\?P[<=][^>)]*[>)])", re.DOTALL)
_CASED, _CASELESS = "(?-i:", "(?i:"
_FORBIDS = ("(?!", "(?<!")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|-?i:|:|>|=|!|<=|<!))?")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
#: A letter written as a number, or a group that is named again.
_CODED = re.compile(r"(?<!\\)(?:\\\\)*\\[xuUN\d]")
_REPEATS = frozenset("?*+{")
#: What stands for itself, but for a last letter that is repeated.
_LETTERS = re.compile(r"[^\\()\[.^$|?*+{]+(?![?*+{])")
_NO_WIDTH, _APART = frozenset("bBAZ"), frozenset("sW")
_LONGEST_GIST = 1000
#: What a pattern that can match more than letters, figures, strokes and hyphens has in it.
_MARKS = re.compile(r"[^\w\\()?:|\[\]{},*+<!=-]|\\[sSWDbB.]|\[\^|(?<!\\)\.")
#: A set of a few characters, as they stand.
_FEW_MARKS = re.compile(r"\[(?!\^)(-?[^\\\[\]-]{1,4}-?)\]")
#: What strokes and hyphens join.
_JOINED = re.compile(r"[\w/-]+")
_MOST_WORDS, _MOST_TOKENS, _LATEST = 4096, 1 << 14, 512
#: About the lines of a few pages.
_LATEST_TEXTS = 1024
#: Characters. Expressions take time that grows faster than a line: a longer one, which no paragraph is by half, is
#: read in pieces.
LONGEST_LINE = 4_000
_SHORTEST_CUE, _FEW_CUES, _MOST_CUES, _MOST_SIGNS = 3, 6, 24, 64
#: Behind this no letter goes on with a word.
_EDGE = re.compile(r"\(\?<!(?:\\w|\[\\w[^\]]*\])\)")


_V = TypeVar("_V")


class Remembered(dict[str, _V]):
    """What a function says of each of the latest texts that are no longer than a line; no whole pages are kept.

    One look-up is half of one in a cache of calls.
    """

    def __init__(self, say: Callable[[str], _V], most: int) -> None:
        self._say, self._most = say, most

    def __missing__(self, text: str) -> _V:
        said = self._say(text)
        if len(text) <= LONGEST_LINE:
            if len(self) >= self._most:
                self.clear()
            self[text] = said
        return said


class _Small(dict[str, str]):
    """The latest texts in small letters, each as long as it is: of all letters only “İ” would become two.

    Several expressions ask for those of the same line, one after the other. It is `Remembered` with one call less.
    """

    def __missing__(self, text: str) -> str:
        small = text.lower() if "İ" not in text else text.replace("İ", "i").lower()
        if len(text) <= LONGEST_LINE:
            if len(self) >= _LATEST:
                self.clear()
            self[text] = small
        return small


_SMALL = _Small()
lowered = _SMALL.__getitem__
#: Stands among the words of an expression for any figure, or before letters that begin a word.
DIGIT, OPENING = r"\d", r"\b"
#: A figure as well; most characters the engine sees to be none by one look at a table, and asks of no category.
FIGURE = "[^\x00-/:-ÿ\\D]"
_DIGIT, _SPACE = re.compile(FIGURE), re.compile(r"\s")
_DIGITS = re.compile(r"\\d|\[[0-9-]+\]")
#: Three letters in a row.
_Gram: TypeAlias = tuple[str, str, str]
#: Finds a match in a text, from one place on up to another.
_Finding: TypeAlias = Callable[..., re.Match[str] | None]


@lru_cache(_LATEST_TEXTS)
def has_digit(text: str) -> bool:
    """Tell whether a figure is in a text, so that it can hold a date or a clock time: cheaper than looking for one.

    Ten letters are looked for in a third of the time that the engine takes: it is asked only of a text with letters
    that no Latin-1 has, among which alone are other figures.
    """
    if (
        "1" in text
        or "2" in text
        or "0" in text
        or "3" in text
        or "5" in text
        or "4" in text
        or "6" in text
        or "7" in text
        or "8" in text
        or "9" in text
    ):
        return True
    if text.isascii() or len(text.encode("latin-1", "ignore")) == len(text):
        return False
    return _DIGIT.search(text) is not None


class Expression:
    """An expression, by itself for any case; only a text that can hold it is read by the engine as it stands.

    With `re.IGNORECASE` the engine tries every alternative at every position. On a text in small letters, one look at a
    letter tells which of them can begin there; and where no text can match without one of a few words, these decide.
    """

    def __init__(self, pattern: str, flags: int = re.IGNORECASE, gist: str | None = None) -> None:
        """Keep a pattern; `gist` is the same with less in it, if that is long: it tells the words as well."""
        self.pattern, self.flags = pattern, flags
        self._gist = pattern if gist is None else gist
        self._is_cased = _CASED in pattern

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    @cached_property
    def _small(self) -> re.Pattern[str] | None:
        if not self.flags & re.IGNORECASE or not is_foldable(self.pattern):
            return None
        return re.compile("".join(_folded(part) for part in _KEPT.split(self.pattern)))

    @cached_property
    def _cues(self) -> tuple[str, ...]:
        found = telling(self.words)
        return found if len(found) <= _MOST_CUES else ()

    @property
    def signs(self) -> frozenset[str]:
        """Give words as `words` does, however long the expression is, with `DIGIT` and `OPENING`; or none at all."""
        return cues(self._gist, is_marked=True)

    def two_signs(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give the signs, and other words or marks of which every match holds one besides; or none at all."""
        is_read = _CODED.search(self._gist) is None
        return _Cues(self._gist, is_marked=True).two() if is_read else (frozenset(), frozenset())

    @property
    def words(self) -> frozenset[str]:
        """Give words, or pieces of them, of which every match holds one; or none at all."""
        return cues(self._gist) if len(self._gist) <= _LONGEST_GIST else frozenset()

    @cached_property
    def _needs_figure(self) -> bool:
        return self.signs == {DIGIT}

    def check(self) -> None:
        """Compile the expression now.

        Raises:
            re.error: it is none.
        """
        assert self._exact

    def search(self, text: str, pos: int = 0, endpos: int = maxsize) -> re.Match[str] | None:
        """Find the first match."""
        return self._kept("search")(text, pos, endpos)

    def is_in(self, text: str) -> bool:
        """Tell whether there is a match; where no case matters, one in small letters says so."""
        if self._small is None:
            return self.search(text) is not None
        small = _SMALL[text]
        if self._cues and not holds(small, self._cues):
            return False
        found = self._small.search(small) is not None
        return found if not self._is_cased else found and self._exact.search(text) is not None

    @cached_property
    def in_small(self) -> _Finding | None:
        """Search a text in small letters, where that says where each match is."""
        return None if self._small is None or self._is_cased else self._small.search

    def place_in(self, text: str, small: str, pos: int = 0) -> re.Match[str] | None:
        """Find where the first match is in a text whose small letters are known; no cue is looked for.

        Where no case matters, the match is in the small letters.
        """
        if self.in_small is not None:
            return self.in_small(small, pos)
        if self._needs_figure and _DIGIT.search(small, pos) is None:
            # Behind the first match there is mostly none.
            return None
        return self._exact.search(text, pos) if self._small is None else self._first(self._small, text, small, pos)

    def match(self, text: str, pos: int = 0, endpos: int = maxsize) -> re.Match[str] | None:
        """Match at `pos`."""
        return self._kept("match")(text, pos, endpos)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole text."""
        return self._kept("fullmatch")(text)

    def wholes(self, texts: Collection[str]) -> set[str]:
        """Give those of some texts that match as a whole: the engine is asked of all of them at once."""
        if self._small is not None:
            texts = [*compress(texts, map(self._small.fullmatch, map(lowered, texts)))]
        return {text for text in texts if self.fullmatch(text) is not None}

    def finditer(self, text: str, pos: int = 0, endpos: int = maxsize) -> Iterator[re.Match[str]]:
        """Find every match."""
        small = _SMALL[text]
        if self._cues and not holds(small, self._cues):
            return iter(())
        if self._small is None:
            return self._exact.finditer(text, pos, endpos)
        if not self._is_cased and small == text:
            return self._small.finditer(text, pos, endpos)
        return self._each(self._small, text, small, pos, endpos)

    def places(self, text: str, small: str) -> Iterator[re.Match[str]]:
        """Find where every match is in a text whose small letters are known, or in these where no case matters."""
        if self._is_cased or self._small is None:
            return self.finditer(text)
        return self._small.finditer(small)

    def _kept(self, name: str) -> _Finding:
        """Make a method for this expression alone, and put it in the place of the one that all have."""
        made = self._gated(name) if self._cues else self._made(name)
        # Found in the object itself from now on, as with `cached_property`.
        self.__dict__[name] = made
        return made

    def _gated(self, name: str) -> _Finding:
        """Make a method that looks for the cues before all else: to compile the expression takes longer."""
        cues, small_of = self._cues, _SMALL
        find: _Finding | None = None

        def gated(text: str, pos: int = 0, endpos: int = maxsize) -> re.Match[str] | None:
            nonlocal find
            small = small_of[text]
            for cue in cues:
                if cue in small:
                    break
            else:
                return None
            if find is None:
                find = self._made(name)
                if name != "search" and len(cues) > _FEW_CUES:
                    # At one place the engine itself sees sooner than by many cues that there is no match.
                    self.__dict__[name] = find
            return find(text, pos, endpos)

        return gated

    def _made(self, name: str) -> _Finding:
        """Make a method that asks the engine: of a text in small letters, and where that matches of the text."""
        folded = self._small
        if folded is None:
            exact: _Finding = getattr(self._exact, name)
            return exact
        small_of, is_cased, is_search = _SMALL, self._is_cased, name == "search"
        look: _Finding = getattr(folded, name)

        def find(text: str, pos: int = 0, endpos: int = maxsize) -> re.Match[str] | None:
            small = small_of[text]
            found = look(small, pos, endpos)
            if found is None or (not is_cased and small == text):
                return found
            if is_search:
                return self._first(folded, text, small, found.start(), endpos)
            exact: _Finding = getattr(self._exact, name)
            return exact(text, pos, endpos)

        return find

    def _first(
        self, folded: re.Pattern[str], text: str, small: str, pos: int = 0, endpos: int = maxsize
    ) -> re.Match[str] | None:
        """Find the first match: in small letters is seen where it can begin, and only there the text is read."""
        if not self._is_cased and small == text:
            return folded.search(text, pos, endpos)
        while (found := folded.search(small, pos, endpos)) is not None:
            pos = found.start()
            exact = self._exact.match(text, pos, endpos)
            if exact is not None:
                return exact
            if pos >= min(len(text), endpos):
                break
            pos += 1
        return None

    def _each(self, folded: re.Pattern[str], text: str, small: str, pos: int, endpos: int) -> Iterator[re.Match[str]]:
        at, needs_figure = pos, self._needs_figure
        # Behind the last figure, what is not without one is not looked for: mostly behind the first match.
        while not needs_figure or _DIGIT.search(small, at, endpos) is not None:
            found = folded.search(small, at, endpos)
            if found is None:
                return
            at = found.start()
            match = self._exact.match(text, at, endpos)
            if match is None:
                if at >= min(len(text), endpos):
                    return
                at += 1
            elif match.end() == at:
                # Where the next one may begin behind a match of nothing, the engine knows.
                yield from self._exact.finditer(text, pos, endpos)
                return
            else:
                yield match
                at = pos = match.end()

    def findall(self, text: str) -> list[str]:
        """Give what every match holds."""
        return self._exact.findall(text) if self.search(text) is not None else []

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """Replace every match, or the first few, by a text as it stands, or by what a function makes of each."""
        parts: list[str] = []
        at = 0
        for match in islice(self.finditer(text), count or None):
            parts += (text[at : match.start()], put if isinstance(put, str) else put(match))
            at = match.end()
        return "".join((*parts, text[at:])) if parts else text

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """Part a text at every match."""
        return self._exact.split(text, maxsplit) if self.search(text) is not None else [text]


class Words(Expression):
    """Words by themselves, none of them part of a longer one or of what strokes and hyphens join.

    `are_in` remembers of each word of the texts whether it is one: most come again on every page.
    """

    def __init__(self, patterns: Iterable[str], flags: int = re.IGNORECASE) -> None:
        """Keep the patterns of the words; one that can match a space or a mark is looked for in the text as a whole.

        So is one whose case matters: without it, the others need no expression but the one for small letters.
        """
        known = tuple(one for pattern in patterns for one in alternatives(pattern))
        super().__init__(_words(known), flags)
        several = [p for p in known if _MARKS.search(p) is not None or _CASED in p]
        self._alone = Expression(_words(p for p in known if p not in several), flags)
        self._several = Expression(_words(several), flags) if several else None
        self._is_one = Remembered(self._is_alone, _MOST_WORDS).__getitem__

    def _is_alone(self, word: str) -> bool:
        return self._alone.is_in(word)

    def are_in(self, text: str) -> bool:
        """Tell whether one of the words is in a text."""
        if True in map(self._is_one, _JOINED.findall(text)):
            return True
        return self._several is not None and self._several.is_in(text)


def _words(patterns: Iterable[str]) -> str:
    return rf"(?<![\w/-])(?:{'|'.join(patterns) or '(?!)'})(?![\w/])"


class AnyOf:
    """Several expressions as one: what begins first counts, of what begins there the first of them."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self._expressions = expressions

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        # Where some have no words without a figure, any figure is a sign.
        for known in ([one.words for one in self._expressions], [one.signs for one in self._expressions]):
            told = frozenset(sign.removeprefix(OPENING) for each in known for sign in each)
            found = telling(told - {DIGIT}) if all(known) else ()
            self._has_figures = DIGIT in told
            if found:
                return found
        return ()

    def can_match(self, text: str) -> bool:
        """Tell cheaply whether one of the expressions may be in a text."""
        if not self._signs or holds(_SMALL[text], self._signs):
            return True
        return self._has_figures and has_digit(text)

    def is_in(self, text: str) -> bool:
        """Tell whether one of the expressions has a match."""
        if not self.can_match(text):
            return False
        for one in self._expressions:  # noqa: SIM110
            if one.is_in(text):
                return True
        return False

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first match."""
        if not self.can_match(text):
            return None
        found = (expression.search(text) for expression in self._expressions)
        return min((match for match in found if match is not None), key=lambda match: match.start(), default=None)

    def match(self, text: str, pos: int = 0) -> re.Match[str] | None:
        """Match at `pos`."""
        if not self.can_match(text):
            return None
        return next((m for one in self._expressions if (m := one.match(text, pos)) is not None), None)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole text."""
        if not self.can_match(text):
            return None
        for one in self._expressions:
            found = one.fullmatch(text)
            if found is not None:
                return found
        return None


def each_of(
    expressions: Iterable[Expression], text: str, pos: int = 0, endpos: int = maxsize
) -> Iterator[re.Match[str]]:
    """Find every match of several expressions as one: what begins first counts, of what begins there the first."""
    left = [(one, match) for one in expressions if (match := one.search(text, pos, endpos)) is not None]
    while left:
        _, first = min(left, key=_begin) if len(left) > 1 else left[0]
        yield first
        pos = max(first.end(), first.start() + 1)
        # What an expression finds behind the match, it need not look for again.
        found = ((one, match if match.start() >= pos else one.search(text, pos, endpos)) for one, match in left)
        left = [(one, match) for one, match in found if match is not None]


def _begin(found: tuple[Expression, re.Match[str]]) -> int:
    return found[1].start()


#: Letters, what they stand at, and the expressions that they are of, as the bits of an integer.
_Found: TypeAlias = Sequence[tuple[str, str, int]]
#: Where letters stand that a space is before or behind.
_BEGIN, _END = "^", "$"


class _Table(NamedTuple):
    """Which expressions can always be in a text, which with any figure, which by longer and shorter pieces of words.

    Each has two numbers: one for its signs, one for what it must have besides.
    """

    always: int
    figures: int
    words: dict[_Gram, _Found]
    short: _Found


class Index:
    """Many expressions; one look at a text tells those that can be in it, by some letters of their words.

    An expression of which no words are known can be in every text. Remembered is what each word of the texts can be of,
    for the same few thousand come again on every page.
    """

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self._expressions = expressions
        self._in_word = Remembered(self._held_in_word, _MOST_TOKENS).__getitem__

    @cached_property
    def _table(self) -> _Table:
        always, figures, pieces = 0, 0, dict[tuple[str, str], int]()
        several = [expression.two_signs() for expression in self._expressions]
        # What a match must have besides is numbered behind: the verb at one end of a gap, and the word at the other.
        for number, known in enumerate((*(signs for signs, _ in several), *(more for _, more in several))):
            told = [_piece(sign) for sign in known if sign != DIGIT]
            always |= 0 if known and all(letters for letters, _ in told) else 1 << number
            figures |= 1 << number if DIGIT in known else 0
            for piece in told:
                pieces[piece] = pieces.get(piece, 0) | 1 << number
        found = [(letters, where, bits) for (letters, where), bits in sorted(pieces.items())]
        short = tuple(one for one in found if len(one[0]) < _SHORTEST_CUE)
        return _Table(always, figures, _by_gram(found), short)

    def of(self, small: str) -> int:
        """Number the expressions that can be in a text in small letters, as the bits of an integer."""
        bits = self._table.always
        # Four words of five tell of none.
        for told in filter(None, map(self._in_word, small.split())):
            bits |= told
        return bits & bits >> len(self._expressions)

    def _held_in_word(self, word: str) -> int:
        """Number what can be in a text by one word of it, which is all between two spaces."""
        _, figures, words, short = self._table
        bits = figures if figures and _DIGIT.search(word) is not None else 0
        found = (one for gram in zip(word, word[1:], word[2:], strict=False) for one in words.get(gram, ()))
        for letters, where, of in chain(found, short):
            if of & ~bits and letters in word and _stands(letters, where, word):
                bits |= of
        return bits


def _piece(sign: str) -> tuple[str, str]:
    """Give the longest word of a sign, and what it stands at: the begin or the end of a word, or between spaces."""
    letters = sign.removeprefix(OPENING)
    parts = _SPACE.split(letters)
    longest = max(parts, key=len)
    at = parts.index(longest)
    begin = _BEGIN if at > 0 else OPENING if letters != sign else ""
    return longest, begin + (_END if at + 1 < len(parts) else "")


def _stands(letters: str, where: str, word: str) -> bool:
    """Tell whether letters that are in a word stand where they must."""
    if where.startswith(_BEGIN) and not word.startswith(letters):
        return False
    if where.endswith(_END) and not word.endswith(letters):
        return False
    return OPENING not in where or _opens_a_word(letters, word)


def _by_gram(words: _Found) -> dict[_Gram, _Found]:
    """Put each word under three letters in a row that few others have: the fewer texts hold them, the better."""
    grams = {word: [*zip(word, word[1:], word[2:], strict=False)] for word, *_ in words}
    common = Counter(gram for each in grams.values() for gram in {*each})
    found: dict[_Gram, list[tuple[str, str, int]]] = {}
    for one in words:
        if grams[one[0]]:
            found.setdefault(min(grams[one[0]], key=common.__getitem__), []).append(one)
    return {gram: tuple(each) for gram, each in found.items()}


def _opens_a_word(letters: str, text: str) -> bool:
    at = text.find(letters)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(letters, at + 1)
    return at >= 0


def holds(text: str, words: Iterable[str]) -> bool:
    """Tell whether one of some words, or of pieces of them, is in a text."""
    for word in words:  # noqa: SIM110
        # A loop of its own: `any` is half as fast.
        if word in text:
            return True
    return False


def grouped(words: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Put words under four letters in a row that several of them have: where these are not, none of the words is."""
    groups: dict[str, tuple[str, ...]] = {}
    left = sorted(words)
    while left:
        grams = Counter(gram for word in left for gram in {word[n : n + 4] for n in range(len(word) - 3)})
        gram, count = max(sorted(grams.items()), key=itemgetter(1), default=("", 0))
        shared = gram if count > 1 else left[0]
        groups[shared] = tuple(word for word in left if shared in word)
        left = [word for word in left if shared not in word]
    return tuple(groups.items())


def holds_grouped(text: str, groups: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether one of the words of some groups is in a text."""
    for shared, words in groups:  # noqa: SIM110
        if shared in text and holds(text, words):
            return True
    return False


def telling(words: frozenset[str]) -> tuple[str, ...]:
    """Give cues as they are worth being looked for: few ones, none of them short."""
    if not words or min(map(len, words)) < _SHORTEST_CUE:
        return ()
    kept = [word for word in words if not any(other in word for other in words if other != word)]
    return tuple(sorted(kept, key=len)) if len(kept) <= _MOST_SIGNS else ()


def _folded(part: str) -> str:
    # Where all letters are small, the engine need not be told again that case does not matter: it is slower then.
    return part if part.startswith(("\\", "(?P")) else lowered(part).replace(_CASELESS, "(?:")


def is_foldable(pattern: str) -> bool:
    """Tell whether all that a pattern matches, its folded form matches in small letters.

    A case that matters must not forbid a match: in small letters more would be forbidden. A letter written as a number
    stays what it is.
    """
    if _CODED.search(pattern) is not None:
        return False
    groups: list[tuple[bool, bool]] = []
    at = 0 if _CASED in pattern else len(pattern)
    while at < len(pattern):
        is_inside = bool(groups) and groups[-1][1]
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            if is_inside and pattern.startswith("[^", at):
                return False
            at = class_end(pattern, at)
        elif pattern[at] == "(":
            forbids, is_cased = pattern.startswith(_FORBIDS, at), pattern.startswith(_CASED, at)
            if (forbids and is_inside) or (is_cased and any(forbidding for forbidding, _ in groups)):
                return False
            groups.append((forbids, is_cased or (is_inside and not pattern.startswith(_CASELESS, at))))
        elif pattern[at] == ")" and groups:
            groups.pop()
        at += 1
    return True


def cues(pattern: str, *, is_marked: bool = False) -> frozenset[str]:
    """Give words, or pieces of them, of which every text that a pattern finds something in has one; or none at all.

    Marked ones have `DIGIT` for any figure and `OPENING` before a piece that begins a word.
    """
    if _CODED.search(pattern) is not None:
        return frozenset()
    return _Cues(pattern, is_marked=is_marked).alternatives()


class _Cues:
    """Goes through a pattern, and keeps of each alternative the longest letters that it cannot do without."""

    def __init__(self, pattern: str, *, is_marked: bool) -> None:
        self._pattern, self._is_marked, self._at = pattern, is_marked, 0
        #: No letter can stand right before this place.
        self._is_edge = False

    def alternatives(self) -> frozenset[str]:
        """Read a pattern."""
        return _best(self._alternatives())

    def two(self) -> tuple[frozenset[str], frozenset[str]]:
        """Read a pattern; give as well the best of what a match must have besides what it is best known by."""
        found = self._alternatives()
        best = _best(found)
        return best, _best([each for each in found if each != best and all(map(str.strip, each))])

    def _alternatives(self) -> list[frozenset[str]]:
        """Read up to the end of a group, or of the pattern; of several alternatives, the best of each count."""
        is_edge = self._is_edge
        found = self._sequence()
        is_edge_behind = self._is_edge
        several = [found]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            self._is_edge = is_edge
            several.append(self._sequence())
            is_edge_behind = is_edge_behind and self._is_edge
        self._is_edge = is_edge_behind
        if several[1:]:
            best = [_best(each) for each in several]
            return [frozenset().union(*best)] if all(best) else []
        return found

    def _sequence(self) -> list[frozenset[str]]:
        """List what a sequence cannot do without; each of it is letters in a row, or what of alternatives is needed."""
        found: list[frozenset[str]] = []
        run, opening = "", ""
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            if not run:
                opening = OPENING if self._is_marked and self._is_edge else ""
            piece, goes_on = self._element()
            is_optional, is_repeated = self._quantifier()
            if isinstance(piece, str) and not is_optional:
                if run:
                    found.pop()
                run += piece
                self._is_edge = self._is_edge and not run
                # One letter is in every text so often that to see where costs more than it tells.
                word = f"{opening}{run}" if len(run.strip()) > 1 else run
                found += [frozenset({word})] if run else []
                run = run if goes_on and not is_repeated else ""
                continue
            run = ""
            if not isinstance(piece, str) and not is_optional:
                found += piece
        return found

    def _element(self) -> tuple[str | list[frozenset[str]], bool]:
        """Read a letter or a group; tell whether what stands behind it follows at once."""
        char = self._pattern[self._at]
        if char == "(":
            return self._group(), False
        if self._is_marked and (figures := _DIGITS.match(self._pattern, self._at)) is not None:
            self._at, self._is_edge = figures.end(), False
            return [frozenset({DIGIT})], False
        if char == "[":
            few = _FEW_MARKS.match(self._pattern, self._at) if self._is_marked else None
            self._at, self._is_edge = class_end(self._pattern, self._at) + 1, False
            return [frozenset(lowered(few[1]))] if few is not None else "", False
        if char == "\\":
            escaped = self._pattern[self._at + 1]
            self._at += 2
            # Behind a space or a mark a word begins.
            self._is_edge = escaped in _APART or (self._is_edge and escaped in _NO_WIDTH)
            return ("" if escaped.isalnum() else escaped), not escaped.isalnum() or escaped in _NO_WIDTH
        if char in ".^$":
            self._at += 1
            self._is_edge = self._is_edge and char != "."
            return "", char != "."
        begin = self._at
        letters = _LETTERS.match(self._pattern, begin)
        self._at = begin + 1 if letters is None else letters.end()
        return lowered(self._pattern[begin : self._at]), True

    def _group(self) -> list[frozenset[str]]:
        opening = _GROUP.match(self._pattern, self._at)
        kind = opening[0] if opening is not None else ""
        is_strange = kind == "(" and self._pattern.startswith("(?", self._at)
        is_edge = self._is_edge or _EDGE.match(self._pattern, self._at) is not None
        is_around = kind.endswith(("!", "=", "<="))
        self._is_edge = self._is_edge and not is_around
        self._at += len(kind)
        found = self._alternatives()
        self._at += 1
        self._is_edge = is_edge if is_around else self._is_edge
        return [] if is_strange or kind.endswith(("!", "<=")) else found

    def _quantifier(self) -> tuple[bool, bool]:
        if self._pattern[self._at : self._at + 1] not in _REPEATS:
            return False, False
        match = _QUANTIFIER.match(self._pattern, self._at)
        if match is None:
            return False, False
        self._at = match.end()
        self._is_edge = self._is_edge and match[0].startswith("+")
        return _OPTIONAL.match(match[0]) is not None, True


def _best(cues: Iterable[frozenset[str]]) -> frozenset[str]:
    """Give the cues that say most: whose shortest is longest, and of which there are fewest."""
    return max(cues, key=_worth, default=frozenset())


def _worth(words: frozenset[str]) -> tuple[int, int]:
    # Where a word begins is worth a letter.
    return min(len(word) - word.startswith(OPENING) for word in words), -len(words)
