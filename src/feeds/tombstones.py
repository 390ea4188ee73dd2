"""Who and what was taken down for good, known by keyed hashes alone, and how they are kept out of what is published.

A tombstone says nothing to those who have not the key. With it, names can be tried one by one: the key lies in a file
of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache, partial
from hashlib import blake2b
from html import unescape
from typing import Literal
from urllib.parse import unquote

import msgspec

from feeds.identity import normalised
from feeds.model import Item, PersonnelNotice

KEY_SIZE = 32
LONGEST_NAME = 12
"""In words: each number of words that names have costs a hash for each word of each text."""
GONE = "\u2026"
"""Stands where a name stood."""


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """A person or an item that is to stay away; `words` is the length of the name, `marks` are keyed hashes in hex.

    `id` is what it is listed and lifted by.
    """

    id: str
    kind: Literal["person", "item"]
    words: int
    marks: tuple[str, ...]
    made: datetime


def of_person(key: bytes, name: str, now: datetime) -> Tombstone:
    """Make the tombstone of a person, given as "Anna Holm" or "Holm, Anna".

    Raises:
        ValueError: the name is of one word, too long, or no name; the message does not repeat it.
    """
    words, _, ties = _words(name)
    if sum(word[0].isalpha() for word in words) < 2 or len(name.split()) < 2:
        raise ValueError("give the whole name, of two words or more: one word would take out many people")
    if len(words) > LONGEST_NAME:
        raise ValueError(f"a name has at most {LONGEST_NAME} words")
    if "|" in ties[1:] or ties.count(",") > 1:
        raise ValueError("give the name alone: words with spaces, hyphens or apostrophes between them")
    spelt = " ".join(_turned(words, ties[1:]))
    named = _marker(key, "person")
    # Texts in English, and on old machines, write the same name without letters that it has.
    plain = (spelt, spelt.translate(_AS_TWO), _skeleton(spelt))
    marks = (*map(named, plain), _marker(key, "slug")(_joined(plain[-1])))
    return _tombstone("person", len(words), marks, now)


def of_item(key: bytes, keys: Iterable[str], now: datetime) -> Tombstone:
    """Make the tombstone of an item from all that it is known by: its uid, its identity keys.

    Raises:
        ValueError: there are no keys.
    """
    marks = tuple(map(_marker(key, "item"), keys))
    if not marks:
        raise ValueError("an item is known by at least one key")
    return _tombstone("item", 0, marks, now)


def _tombstone(kind: Literal["person", "item"], words: int, marks: tuple[bytes, ...], now: datetime) -> Tombstone:
    written = tuple(dict.fromkeys(mark.hex() for mark in marks))
    return Tombstone(id=written[0][:8], kind=kind, words=words, marks=written, made=now)


class Veil:
    """What hides the forgotten; made once for each run."""

    def __init__(self, key: bytes, tombstones: Iterable[Tombstone]) -> None:
        known = tuple(tombstones)
        # Who has forgotten nobody needs no key.
        key = key if known else bytes(KEY_SIZE)
        self._as_item, self._as_name, self._as_slug = (_marker(key, kind) for kind in ("item", "person", "slug"))
        self._items = _marks(one for one in known if one.kind == "item")
        self._people = _marks(one for one in known if one.kind == "person")
        self._counts = sorted({one.words for one in known if one.kind == "person"})

    def __bool__(self) -> bool:
        return bool(self._items or self._people)

    def hides(self, keys: Iterable[str]) -> bool:
        """Tell whether an item that is known by one of these keys was taken down."""
        return bool(self._items) and not self._items.isdisjoint(map(self._as_item, keys))

    def finds(self, text: str) -> bool:
        """Tell whether a forgotten person is named in a text, plain or HTML."""
        return bool(self._people) and self._from_text(text) != text

    def told(self, text: str) -> str:
        """Give a text without mentions of the forgotten."""
        return self._from_text(text) if self._people else text

    def veiled(self, item: Item) -> Item | None:
        """Give the item without mentions of the forgotten, or None for a notice of one of them.

        An item that mentions nobody is given back as it is. Mint its uid before: that follows from what is taken out.
        """
        if not self._people:
            return item
        if isinstance(item, PersonnelNotice) and self.finds(item.person.name):
            return None
        facts = {name: getattr(item, name) for name in item.__struct_fields__ if name not in _UNTOUCHED}
        kept = {name: self._fact(name, value) for name, value in facts.items()}
        lost = {name for name, value in kept.items() if value is None and facts[name] is not None}
        kept["evidence"] = tuple(one for one in item.evidence if one.field not in lost and not self.finds(one.text))
        changed = {name: value for name, value in kept.items() if value != getattr(item, name)}
        return msgspec.structs.replace(item, **changed) if changed else item

    def _fact(self, name: str, value: object) -> object:
        if isinstance(value, tuple):
            return tuple(one for one in value if not self.finds(one))
        if not isinstance(value, str):
            return value
        if name == "url":
            return None if self._in_address(value) else value
        left = self._from_markup(value) if name == "content" else self._from_text(value)
        return None if name == "title" and left != value and not any(map(str.isalnum, left)) else left

    def _from_text(self, text: str) -> str:
        left = _without(text, self._spans(text))
        # A source may give HTML for plain text, and a reader's program show it as such.
        return self._from_markup(left) if any(shown != source for shown, source in _pieces(left)) else left

    def _from_markup(self, html: str) -> str:
        pieces = [(shown, self._tag(source) if _is_tag(shown, source) else source) for shown, source in _pieces(html)]
        spans = self._spans("".join(shown for shown, _ in pieces))
        if not spans:
            return "".join(source for _, source in pieces)
        return _without_in_markup(pieces, spans)

    def _tag(self, tag: str) -> str:
        """Give a tag as it is, or bare of attributes when one of them names somebody."""
        if _BARE_TAG.fullmatch(tag):
            return tag
        said = unescape(tag)
        if not self._spans(said) and not self._in_address(said):
            return tag
        name = _TAG_NAME.match(tag)
        return f"{name[0]}{'/>' if tag.endswith('/>') else '>'}" if name else ""

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Give start and end of each mention, in order and apart."""
        found = sorted([*self._names(text), *self._addresses(text)])
        apart: list[tuple[int, int]] = []
        for start, end in found:
            if apart and start < apart[-1][1]:
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
            else:
                apart.append((start, end))
        return apart

    def _names(self, text: str) -> Iterator[tuple[int, int]]:
        words, places, ties = _words(text)
        turned, taken = [], set[int]()
        for first, last in self._stretches(words, ties):
            if "," in ties[first + 1 : last]:
                turned.append((first, last))
                continue
            taken.update(range(first, last))
            yield places[first][0], places[last - 1][1]
        # In "Anna Holm, Anna Holm" no surname stands first.
        for first, last in turned:
            if taken.isdisjoint(range(first, last)):
                yield places[first][0], places[last - 1][1]

    def _stretches(self, words: list[str], ties: str) -> Iterator[tuple[int, int]]:
        """Give the first word of each stretch that is a name, and that after its last."""
        known, marked = self._people, self._as_name
        for run in _RUN.finditer(ties):
            for count in self._counts:
                for first in range(run.start(), run.end() - count + 1):
                    last = first + count
                    for spelt in _spellings(words[first:last], ties[first + 1 : last]):
                        if marked(spelt) in known:
                            yield first, last

    def _addresses(self, text: str) -> Iterator[tuple[int, int]]:
        if "/" in text or "@" in text or "www." in text:
            for found in _ADDRESS.finditer(text):
                address = found[0].rstrip(_STOPS)
                if _IS_ADDRESS.search(address) and self._in_address(address):
                    yield found.start(), found.start() + len(address)

    def _in_address(self, address: str) -> bool:
        """Tell whether an address names somebody, in the letters that addresses are made of."""
        parts = _PART.findall(_skeleton(unquote(address)))
        # An apostrophe or a hyphen of a name may part it there, or be left out.
        reach = max(self._counts, default=0) + 2
        return any(
            self._as_slug(spelt) in self._people
            for first in range(len(parts))
            for last in range(first + 1, min(first + reach, len(parts)) + 1)
            for spelt in _slugs(parts[first:last])
        )


def _marks(tombstones: Iterable[Tombstone]) -> frozenset[bytes]:
    # What is no hash raises an error: a tombstone that is passed over would let somebody return.
    return frozenset(bytes.fromhex(mark) for one in tombstones for mark in one.marks)


def _marker(key: bytes, kind: str) -> Callable[[str], bytes]:
    if len(key) != KEY_SIZE:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_SIZE}")
    # BLAKE2 with a key (RFC 7693) is a MAC like HMAC-SHA256, in a third of its time; a copy saves reading the key anew.
    return partial(_hashed, blake2b(f"{kind}\0".encode(), key=key, digest_size=32).copy)


def _hashed(begin: Callable[[], blake2b], text: str) -> bytes:
    known = begin()
    known.update(text.encode("utf-8", "surrogatepass"))
    return known.digest()


# --- words ----------------------------------------------------------------------------------------------------------


class _Shapes(dict[int, str]):
    """The part that each character plays in a name, learnt when it is met: one sign for one, so that places stay.

    `x` is of a word, `0` of a number, `~` is not seen; space, hyphen, apostrophe, comma, full stop and low line are
    what they are, in all their forms; `;` is all else.
    """

    def __missing__(self, code: int) -> str:
        shape = self[code] = _shape(chr(code))
        return shape


def _shape(sign: str) -> str:
    folded = normalised(sign)
    if not folded:
        return " " if sign.isspace() else "~"
    if folded in _TIES:
        return folded
    if folded.isdigit():
        return "0"
    return "x" if all(c.isalnum() or unicodedata.category(c)[0] == "M" for c in folded) else ";"


_TIES = frozenset("-',._")
_SHAPES = _Shapes()
_WORD = re.compile("x[x~]*(?:'~*x[x~]*)*|0[0~]*")
_SPACE = re.compile(" *|- *|[._]")
# The full stop after an initial, or a short form, ends no sentence.
_AFTER_SHORT = re.compile("[.] +")
_COMMA = re.compile(" *, *")
_SHORT = 3
_RUN = re.compile(r"\|[^|]*")
_LONGEST_REMEMBERED = 40


def _words(text: str) -> tuple[list[str], list[tuple[int, int]], str]:
    """Give the words of a text, folded, their places, and for each how it is tied to the one before.

    A space ties words of a name; a comma may, if the surname stands first; `|` does not.
    """
    shapes = text.translate(_SHAPES)
    words: list[str] = []
    places: list[tuple[int, int]] = []
    ties: list[str] = []
    before = 0
    for found in _WORD.finditer(shapes):
        start, end = place = found.span()
        gap = shapes[before:start]
        ties.append("|" if not words else " " if gap == " " else _tie(gap, words[-1]))
        words.append(_folded(text[start:end]))
        places.append(place)
        before = end
    return words, places, "".join(ties)


def _tie(gap: str, word: str) -> str:
    seen = gap.replace("~", "")
    if _SPACE.fullmatch(seen) or (len(word) <= _SHORT and _AFTER_SHORT.fullmatch(seen)):
        return " "
    return "," if _COMMA.fullmatch(seen) else "|"


def _folded(word: str) -> str:
    # What is longer than words are would fill the memory.
    return _remembered(word) if len(word) <= _LONGEST_REMEMBERED else normalised(word)


_remembered = lru_cache(maxsize=1 << 14)(normalised)


def _spellings(words: list[str], ties: str) -> list[str]:
    """Give the names that some words may be: the surname put last, and without what a genitive adds."""
    spelt = " ".join(words)
    if "," not in ties and "'" not in spelt:
        return [spelt, spelt[:-1]] if spelt[-1] == "s" else [spelt]
    if ties.count(",") > 1:
        return []
    first, *middle, last = words if len(words) > 1 else [*words, ""]
    return [
        " ".join(_turned([one, *middle, other], ties))
        for one in dict.fromkeys((first, first.rpartition("'")[2]))
        for other in dict.fromkeys((last, last.removesuffix("s"), last.rpartition("'")[0] or last))
    ]


def _turned(words: list[str], ties: str) -> list[str]:
    comma = ties.find(",") + 1
    return words[comma:] + words[:comma]


# --- addresses ------------------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"""[^\s"'<>()\[\]{}]+""")
_STOPS = ".,;:!?"
_IS_ADDRESS = re.compile(r"[/@]|www\.")
_PART = re.compile(r"[^\W_]+")
_AS_TWO = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ü": "ue"})
_AS_ONE = str.maketrans({"æ": "a", "œ": "o", "ø": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})
# Two letters for one that plain addresses lack, and the one that others write for it.
_PAIRS = re.compile("(a)[ae]+|(o)e+|(u)e+")
# A single word in an address is a whole name only if it is long: "ibsen" need not be Ib Sen.
_SHORTEST_JOINED = 8


def _skeleton(text: str) -> str:
    """Take from letters what plain ones have not."""
    apart = unicodedata.normalize("NFD", normalised(text)).translate(_AS_ONE)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")


def _joined(skeleton: str) -> str:
    """Take from a name what parts its words, and one of two vowels: what all ways to write it in addresses share."""
    return _PAIRS.sub(lambda pair: pair[pair.lastindex or 0], "".join(_PART.findall(skeleton)))


def _slugs(parts: list[str]) -> tuple[str, ...]:
    joined = _joined("".join(parts))
    if len(parts) == 1 and len(joined) < _SHORTEST_JOINED:
        return ()
    return (joined, joined[:-1]) if joined[-1] == "s" else (joined,)


# --- texts ----------------------------------------------------------------------------------------------------------

#: Facts that are not text, or that have values of their own.
_UNTOUCHED = frozenset({"attendance_mode", "change", "evidence", "language", "person", "status", "timezone"})
_MARKUP = re.compile(
    r"""<!--(?:.*?-->|.*)|<[/!?]?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*+>"""
    r"""|&(?:\#[0-9]+|\#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*+);?""",
    re.DOTALL,
)
_TAG_NAME = re.compile(r"</?[A-Za-z][^\s/>]*")
_BARE_TAG = re.compile(r"</?[A-Za-z0-9]+\s*/?>")
#: Elements that a word goes on through.
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|"
    "time|tt|u|var|wbr"
)
_UNSEEN = "\u2060"


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Give what HTML shows, beside what it is written as; a tag shows one sign, a line end or nothing that is seen."""
    before = 0
    for found in _MARKUP.finditer(html):
        if found.start() > before:
            yield html[before : found.start()], html[before : found.start()]
        yield from _entity(found[0]) if found[0][0] == "&" else ((_shown(found[0]), found[0]),)
        before = found.end()
    if before < len(html):
        yield html[before:], html[before:]


def _entity(source: str) -> Iterator[tuple[str, str]]:
    shown, rest = unescape(source) or _UNSEEN, 0
    # Some old names need no semicolon, and what follows is text: "&oslashrsted".
    while rest < len(shown) - 1 and shown[-1 - rest] == source[-1 - rest]:
        rest += 1
    yield shown[: len(shown) - rest], source[: len(source) - rest]
    if rest:
        yield source[-rest:], source[-rest:]


def _shown(tag: str) -> str:
    name = _TAG_NAME.match(tag)
    return _UNSEEN if name is None or _INLINE.fullmatch(name[0].strip("</").lower()) else "\n"


def _is_tag(shown: str, source: str) -> bool:
    return source[:1] == "<" and shown != source


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    left, before = [], 0
    for start, end in spans:
        left += [text[before:start], GONE]
        before = end
    return "".join(left) + text[before:]


def _without_in_markup(pieces: Iterable[tuple[str, str]], spans: list[tuple[int, int]]) -> str:
    """Take out what is shown at some places, and leave all tags."""
    signs: list[tuple[str, bool]] = []
    for shown, source in pieces:
        if shown == source:
            signs += ((sign, False) for sign in source)
        else:
            signs += [(source, _is_tag(shown, source)), *(("", False) for _ in shown[1:])]
    left, before = [], 0
    for start, end in spans:
        left += [*(source for source, _ in signs[before:start]), GONE]
        left += [source for source, is_tag in signs[start:end] if is_tag]
        before = end
    return "".join([*left, *(source for source, _ in signs[before:])])


__all__ = ["Tombstone", "Veil", "of_item", "of_person"]
