"""Seams: whether a line that had no room for the next word goes on below, by what the page itself tells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log
from unicodedata import category

from feeds.expressions import holds
from feeds.recognise.line_ends import (
    End,
    Start,
    definite_form,
    definite_plural,
    end_kind,
    is_day,
    is_leading,
    is_month,
    is_one_amount,
    is_one_date,
    is_small,
    issue_name,
    label_words,
    last_facts,
    leading_words,
    needed,
    opening_kind,
    opens_small,
    opens_with_day,
    pronouns,
    small_words,
    start_kind,
)
from feeds.recognise.marks import BULLET, CELL_MARKS, FEWEST_CELLS, FORM_OF_FIRM, PARTS, SENTENCE_TAILS

_OPEN_ENDS = (",", "|", "·", "•", "–", "-", "/", "&", ":", "+")
_DASHES = "-–—"
_ROW_MARKS = "|·"
_LABEL = re.compile(r"(?P<label>(?:\d{1,3} )?[^\W\d][\w /-]{1,30}):(?:\s|$)")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d[\d.:/–-]*")
_FEW_TOKENS = 3
_LONGEST_NAME = 4
_LABEL_BEHIND = re.compile(r"(?<=[.!?] )[^\W\d][\w-]+(?: [^\W\d][\w-]+)?$")
_SENTENCE_BEGINS = re.compile(r"[.!?] [^\W\d_a-z]")
#: Two sentences whose space was lost: "a man.The".
_GLUED = re.compile(r"[^\W\d_]{2}[.!?]\"?[^\W\d_a-zæøåäö][^\W\d_]")
_PRICE = re.compile(
    r"(?:kr\.?|CHF|Fr\.|[£$€]) ?\d[\d.,]*[-–]?|\d[\d.,]* ?(?:kr\.?|€|£|:-|,-|euro|kroner|kronor)", re.IGNORECASE
)
_LAST_FACT = re.compile(r"(?:.*(?:[,;:|·–—(]|\.) )?(.+)")
_AROUND = '.,:;()"«»'
_MOST_NAMES = 4
#: What is closed where it was opened; the second sign of the fourth pair is the first one of the fifth.
_PAIRS = ("()", "[]", "«»", "„“", "“”")
#: Of a page with more words than that for each line that surely ends, the number tells nothing more.
_MOST_TEXT = log(30)
_FIGURE = re.compile(r"\d")
#: What numbers an entry of a list.
_NUMBER = re.compile(r"\d{1,2}[.)]")
#: A sign that is seldom but sure counts so many times, as the weights of signs that are seldom are drawn to nothing.
_SURE = 3.0
#: A figure as short as that opens lines of any kind.
_FEW_FIGURES = 3
#: Of a capital and so many letters, the end tells that it is no name.
_SHORTEST_DEFINITE = 6
#: Of so many rows of a table one can have a cell too few.
_SLIP = 5
_EMPTY_CELL = re.compile(r"[|·]\s*[–-]$")
#: What ends so leads to what is below.
_LEADING = ("small", "leading", "comma", "colon", "mark")
#: Behind these a label can stand within a line.
_BEFORE_LABEL = ("stop", "ordinal", "comma", "mark")
#: Of so few words the share of small ones tells nothing yet.
_FEW_WORDS = 4
#: What a tally holds before anything is counted: a little, so that what was never seen is not impossible.
_UNSEEN = 0.5
#: What each sign is worth, for one line or, below 0, for two, and how much more if the line below has room: the row
#: ends with it then. The one without a name is what speaks for one line where nothing else does.
#: `python -m benchmarks.wrapping` fits them to the worked pages, wrapped at 44 to 82 columns, and prints this table. A
#: new sign gets (0.0, 0.0) before it is fitted.
WEIGHTS: dict[str, tuple[float, float]] = {
    "small letters": (2.8, 0.1),
    "small letter, capital": (-2.3, -2.3),
    "small word": (2.4, 1.5),
    "leading word": (1.3, 0.7),
    "open end": (2.2, 0.0),
    "comma": (2.8, 1.5),
    "date": (3.2, 1.3),
    "new mark": (0.9, 1.2),
    "label": (-1.5, 0.0),
    "label word": (-0.2, -1.4),
    "second day": (-0.7, 0.4),
    "two days": (-1.4, 0.9),
    "long word": (-0.4, 0.3),
    "address": (0.5, -0.8),
    "bracket": (1.9, 1.4),
    "common word": (-2.3, 1.0),
    "inner labels": (0.4, 0.5),
    "pair": (0.6, -0.2),
    "pair in block": (0.1, 0.3),
    "stop below": (1.1, 1.1),
    "stops": (1.3, 1.3),
    "running below": (0.3, 0.0),
    "sentences": (-1.5, 0.2),
    "stops in block": (2.2, -1.6),
    "length": (-1.1, -1.5),
    "short": (2.6, 2.6),
    "small share": (2.5, -1.4),
    "prose": (1.6, -1.5),
    "prose, open": (2.6, -0.3),
    "alike": (-0.6, -0.3),
    "known opening": (-1.4, 0.3),
    "known, small": (-0.9, -0.3),
    "known end": (-1.7, -0.5),
    "label behind": (-3.9, 1.4),
    "capitals": (-0.7, -0.5),
    "byline": (-0.8, -0.8),
    "entry": (-2.3, 0.8),
    "menu": (-0.6, -0.1),
    "rest": (2.3, 1.3),
    "cell": (1.5, -0.1),
    "alone": (-1.7, 0.8),
    "running": (0.6, 0.1),
    "full": (0.4, 0.5),
    "place": (0.6, -0.4),
    "top": (-2.0, 0.4),
    "first word": (0.3, 0.4),
    "last word": (0.8, -0.3),
    "size": (-0.6, -0.6),
    "slot": (-0.5, 0.2),
    "figures": (-2.0, -0.3),
    "issue": (-1.4, -1.4),
    "definite": (-0.8, 0.2),
    "whole row": (-2.8, 0.6),
    "pronoun": (1.0, 0.7),
    "name": (-1.6, 0.8),
    "names": (-1.0, -1.3),
    "roles": (-1.7, -1.7),
    "glued": (-0.7, 0.0),
    "last fact": (-1.7, -0.4),
    "firm": (1.8, 0.4),
    "caption": (-0.6, -0.6),
    "behind address": (-1.6, -1.5),
    "behind colon": (2.7, 0.8),
    "behind mark": (0.6, 3.2),
    "only a day": (-1.0, -0.9),
    "open label": (0.9, 0.8),
    "several": (-1.0, 0.8),
    "again": (-1.2, -1.2),
    "": (-0.9, 0.5),
}


class Seams:
    """What the lines of a wrapped page tell of where lines begin and end on it."""

    def __init__(self, raw: Sequence[str], width: int) -> None:
        self._raw, self._width = raw, width
        self._words = [line.split() for line in raw]
        self._small = {word.strip(_AROUND) for words in self._words for word in words if word[0].islower()}
        self._fulls = [self._has_no_room(at) for at in range(len(raw))]
        firsts = [at for at, words in enumerate(self._words) if words and not (at and self._fulls[at - 1])]
        lasts = [at for at, words in enumerate(self._words) if words and not self._fulls[at]]
        starts, ends = [raw[at] for at in firsts], [raw[at] for at in lasts]
        self._shapes = Counter(filter(None, map(_shape, starts)))
        self._labels = Counter(m["label"] for line in starts if (m := _LABEL.match(line.strip())) is not None)
        self._marks = Counter(line.lstrip()[0] for line in starts)
        # Where lines open in small letters anyway, these tell nothing.
        self._large = _share_of_large([line for line in starts if not is_day(line.split(maxsplit=1)[0])])
        self._large_days = _share_of_large(starts)
        self._ends = Counter(map(_end, ends))
        alone = [raw[at] for at in firsts if not self._fulls[at]]
        self._usual = _usual_marks([self._longest(at) for at in firsts])
        self._rows = Counter(map(str.strip, alone))
        self._top = firsts[0]
        self._blocks = list(accumulate(not words for words in self._words))
        self._tables = dict(self._tabular())
        self._slots = list(self._slotted())
        self._stops = self._share_of_stops(lasts)
        self._glued = dict(self._glues())
        self._captions = sum(self._is_break(at) and self._is_caption(at) for at in range(1, len(raw)))
        self._inside: Counter[tuple[End, Start]] = Counter()
        self._broken: Counter[tuple[End, Start]] = Counter()
        self._inside_block: Counter[tuple[int, End, Start]] = Counter()
        self._broken_block: Counter[tuple[int, End, Start]] = Counter()
        # How often each word stands within lines, and how often it surely opens or ends one.
        self._before: Counter[str] = Counter()
        self._behind: Counter[str] = Counter()
        self._opening = Counter(_bare(self._words[at][0]) for at in firsts)
        self._ending = Counter(self._words[at][-1].casefold() for at in lasts)
        self._count_words()
        self._size = min(0.0, _odds(self._inside.total(), self._broken.total()) - _MOST_TEXT)
        self._figures = Counter(filter(None, (_figures(self._words[at][0]) for at in firsts)))
        self._kinds = Counter(_opening(self._raw[at], self._words[at]) for at in firsts)
        self._in_slots = Counter((self._slots[at], _opening(self._raw[at], self._words[at])) for at in firsts)
        self._of_slots = Counter(self._slots[at] for at in firsts)
        self._alone: Counter[int | str] = Counter()
        self._running: Counter[int | str] = Counter()
        self._count_rows(firsts)
        self._inner_labels = sum(count for (_, start), count in self._inside.items() if start == "label")
        self._fullness = _odds(sum(self._fulls), sum(map(self._is_break, range(len(raw)))))

    def is_full(self, at: int) -> bool:
        """Tell whether the line at an index had no room for the first word of the next one."""
        return self._fulls[at]

    def is_one(self, row: str, first: int, at: int) -> bool:
        """Tell whether a row, joined from the lines since `first`, goes on with the line at an index."""
        if is_one_amount(row, self._raw[at]):
            return True
        if _cells_of(self._raw[at].strip()) == _cells_of(row.strip()) == self._tables.get(self._blocks[at]):
            # Both are whole rows.
            return False
        signals = self.signals(row, first, at)
        told = sum(WEIGHTS[name][0] * value for name, value in signals.items())
        if not self._fulls[at]:
            told += sum(WEIGHTS[name][1] * value for name, value in signals.items())
        return told > 0

    def _has_no_room(self, at: int) -> bool:
        above, below = self._words[at], self._words[at + 1] if at + 1 < len(self._raw) else []
        if not (above and below):
            return False
        # What is wider though it could have been parted was not wrapped.
        is_wide = len(above) > 1 and len(self._raw[at].rstrip()) > self._width
        return not is_wide and needed(self._raw[at], self._raw[at + 1]) > self._width

    def _is_break(self, at: int) -> bool:
        """Tell whether a line surely begins anew though no blank line stands above it."""
        return at > 0 and bool(self._words[at - 1]) and bool(self._words[at]) and not self._fulls[at - 1]

    def _longest(self, at: int) -> str:
        """Give a row that is as long as it can be: from a line on to the next one that surely ends."""
        end = next(end for end in range(at, len(self._raw)) if not self._fulls[end])
        return " ".join(self._raw[at : end + 1])

    def _share_of_stops(self, lasts: Sequence[int]) -> dict[int, float]:
        """Give the share of the lines that surely end, by their block, that end as a sentence does."""
        ends: defaultdict[int, list[bool]] = defaultdict(list)
        for at in lasts:
            ends[self._blocks[at]].append(self._raw[at].rstrip().endswith(SENTENCE_TAILS))
        return {block: sum(stops) / len(stops) for block, stops in ends.items()}

    def _tabular(self) -> Iterator[tuple[int, int]]:
        """Name the blocks that are tables, with the number of cells that nearly all of their lines have."""
        counts: defaultdict[int, list[int]] = defaultdict(list)
        for block, words, line in zip(self._blocks, self._words, self._raw, strict=True):
            if words:
                counts[block].append(_cells_of(line.strip()))
        for place, told in counts.items():
            wide, often = Counter(told).most_common(1)[0]
            if wide >= FEWEST_CELLS and often >= FEWEST_CELLS and often * _SLIP >= len(told) * (_SLIP - 1):
                yield place, wide

    def _glues(self) -> Iterator[tuple[int, float]]:
        """Tell of each block how much more often its sentences have no space between them than one."""
        glued, spaced = Counter[int](), Counter[int]()
        for block, line in zip(self._blocks, self._raw, strict=True):
            glued[block] += len(_GLUED.findall(line))
            spaced[block] += len(_SENTENCE_BEGINS.findall(line))
        for place, count in glued.items():
            yield place, max(0.0, _odds(count, spaced[place]))

    def _is_caption(self, at: int) -> bool:
        """Tell whether a line that ends as no sentence does stands below a sentence, and last in its block."""
        is_last = at + 1 == len(self._raw) or not self._words[at + 1]
        is_below = bool(self._words[at - 1]) and _is_ended(self._words[at - 1][-1])
        return is_last and is_below and not self._raw[at].rstrip().endswith(SENTENCE_TAILS)

    def _count_words(self) -> None:
        """Count which words, and what kinds, follow each other within lines, and over ends of lines that are sure."""
        for at, words in enumerate(self._words):
            block = self._blocks[at]
            self._before.update(map(str.casefold, words[:-1]))
            self._behind.update(map(_bare, words[1:]))
            for place in range(1, len(words)):
                end = end_kind(words[place - 1])
                pair = end, opening_kind(words, place) if end in _BEFORE_LABEL else start_kind(words[place])
                self._inside[pair] += 1
                self._inside_block[block, *pair] += 1
            if self._is_break(at):
                pair = end_kind(self._words[at - 1][-1]), _opening(self._raw[at], words)
                self._broken[pair] += 1
                self._broken_block[block, *pair] += 1

    def _count_rows(self, firsts: Sequence[int]) -> None:
        """Count the rows that are surely one line, and those that surely are not, by their place and their form."""
        self._places = dict(self._placed())
        for at in firsts:
            keys = (self._places[at], _shape(self._raw[at]))
            if self._fulls[at] and opens_small(self._raw[at + 1]):
                self._running.update(keys)
            elif at + 1 < len(self._raw) and self._words[at + 1] and not self._fulls[at]:
                self._alone.update(keys)

    def _placed(self) -> Iterator[tuple[int, int]]:
        """Give each line with the number of the row in its block that it stands in, as far as ends are sure."""
        place = 0
        for at, words in enumerate(self._words):
            place = place + self._is_break(at) if words else 0
            yield at, place

    def _slotted(self) -> Iterator[int]:
        """Give the number of the row in its block that each line stands in, if no line goes on that need not."""
        slot = -1
        for at, words in enumerate(self._words):
            if not words:
                slot = -1
            elif not (at and self._fulls[at - 1]):
                slot += 1
            yield slot

    def _of_slot(self, start: Start, first: int) -> float:
        """Tell how much more often than elsewhere rows open so in the place behind that of a row, in any block."""
        slot = self._slots[first] + 1
        usual = self._of_slots[slot] * (self._kinds[start] + _UNSEEN) / (self._kinds.total() + 2 * _UNSEEN)
        return log((self._in_slots[slot, start] + _UNSEEN) / (usual + _UNSEEN))

    def signals(self, row: str, first: int, at: int) -> dict[str, float]:
        """Give what tells whether a row goes on with the line at an index; what each is worth is in `WEIGHTS`.

        There is nothing where one of them has no letters: such a line stands alone.
        """
        row, below = row.strip(), self._raw[at].strip()
        if not (_has_letters(row) and _has_letters(below)):
            return {}
        return {
            "": 1.0,
            **self._of_words(row, below, at),
            **self._of_sentences(row, below, at),
            **self._of_forms(row, below, at - first > 1),
            **self._of_page(first, at),
        }

    def _of_words(self, row: str, below: str, at: int) -> dict[str, float]:
        """Look at the words on both sides."""
        last, above = self._words[at - 1][-1], self._raw[at - 1].strip()
        end, start = end_kind(last), _opening(below, self._words[at])
        is_new = not below[0].isalnum() and category(below[0]) != "Sc" and not self._marks[below[0]]
        is_fact = _ends_with_fact(row)
        return {
            # An address is always small.
            "small letters": self._share_of_large(self._words[at][0])
            if below[0].islower() and start != "address"
            else 0.0,
            "small letter, capital": below[0].islower() and not opens_small(below),
            "small word": is_small(last, below),
            "leading word": is_leading(last) and not is_small(last, below) and not is_fact,
            "behind address": end == "address",
            "behind colon": end == "colon" and start not in {"bullet", "label"} and not self._is_numbered(at),
            "behind mark": end == "mark",
            "only a day": self._is_only_day(row, below, at),
            "open label": below[0].isdigit() and _bare(last) in label_words() and len(row.split()) > 1,
            "several": _SURE * (end in {"low", "figure"} and self._opens_with_several(at)),
            "open end": above.endswith(_OPEN_ENDS) and end != "colon" and _EMPTY_CELL.search(row) is None,
            "comma": end == "comma",
            "date": is_one_date(above, below),
            "new mark": is_new,
            "label": start == "label" or (start == "figure" and _LABEL.match(below) is not None),
            "label word": _opens_with_label(self._words[at]) and not _is_ended(last),
            "second day": opens_with_day(self._words[at]) and not is_one_date(above, below) and _has_day(row.split()),
            "two days": _has_day(self._words[at]) and _has_day(row.split()),
            # The longer it is, the sooner a line has no room for it though it ends anyway.
            "long word": log(needed("", below)),
            "address": start == "address" and len(self._words[at]) == 1 and not is_small(last, below),
            "bracket": any(row.count(pair[0]) > row.count(pair[1]) for pair in (_PAIRS[:-1] if "„" in row else _PAIRS)),
            "common word": self._is_common(self._words[at][0]) and not _is_ended(last),
            "first word": _odds(self._behind[_bare(self._words[at][0])], self._opening[_bare(self._words[at][0])]),
            "last word": _odds(self._before[last.casefold()], self._ending[last.casefold()]),
            "figures": self._figures[_figures(self._words[at][0])] > 0,
            "last fact": not is_small(last, below) and start not in {"low", "mark"} and is_fact,
            "firm": FORM_OF_FIRM.match(below) is not None,
            "definite": not _is_ended(last) and _is_definite(self._words[at][0]),
            "inner labels": log(1 + self._inner_labels) if start == "label" else 0.0,
            "pair": _odds(self._inside[end, start], self._broken[end, start]),
            "pair in block": _odds(
                self._inside_block[self._blocks[at], end, start], self._broken_block[self._blocks[at], end, start]
            ),
        }

    def _share_of_large(self, word: str) -> float:
        """Tell how many lines open in capitals; where each opens with its day, other words tell by themselves."""
        return self._large_days if is_day(word) else self._large

    def _is_common(self, word: str) -> bool:
        """Tell whether a word is large only because a line begins with it: elsewhere it is small."""
        bare = word.strip(_AROUND)
        return bare[:1].isupper() and (bare.casefold() in small_words() or bare.casefold() in self._small)

    def _of_sentences(self, row: str, below: str, at: int) -> dict[str, float]:
        """Look at where sentences end, how long the line below is, and whether both are prose."""
        is_ended = _is_ended(self._words[at - 1][-1])
        is_last = not self._fulls[at]
        stops = below.endswith(SENTENCE_TAILS)
        length = len(below) / self._width
        shares = [_small_share(row.split()), _small_share(self._words[at])]
        is_title = not is_ended and not below[0].islower()
        return {
            "stop below": is_last and stops and not is_ended,
            "stops": is_last and stops and is_ended,
            "running below": self._fulls[at] and opens_small(self._raw[at + 1]),
            "sentences": is_ended and _SENTENCE_BEGINS.search(row) is not None,
            "stops in block": self._stops[self._blocks[at]],
            "length": length,
            "short": max(0.0, 0.5 - length),
            "small share": sum(shares),
            "prose": min(shares),
            "prose, open": min(shares) if is_title else 0.0,
            "issue": is_last and not is_ended and issue_name().match(below) is not None,
            "pronoun": is_ended and _bare(self._words[at][0]) in pronouns(),
            "name": is_ended and _opens_with_name(self._words[at]),
            "names": is_ended
            and _SENTENCE_BEGINS.search(row) is None
            and _opens_with_name(self._words[at])
            and _opens_with_name(row.split()),
            "glued": self._glued[self._blocks[at]] if is_ended else 0.0,
            "caption": log(1 + self._captions) if self._is_caption(at) else 0.0,
        }

    def _of_forms(self, row: str, below: str, is_running: bool) -> dict[str, float]:
        """Look at the forms that lines of the page open with and end in."""
        shape, own, end = _shape(below), _shape(row), _end(row)
        is_name = _is_name(below.split())
        is_usual = self._shapes[shape] > 1 and (
            row.endswith((*SENTENCE_TAILS, ":")) or (self._shapes[own] > 1 and not is_running)
        )
        is_alike = shape != "" and (shape.split()[:2] == own.split()[:2] or is_usual)
        return {
            "alike": is_alike,
            "known opening": shape != "" and self._shapes[shape] > 0,
            "known, small": log(1 + self._shapes[shape]) if shape and below[0].islower() else 0.0,
            "known end": self._ends[end] > 0,
            # Its value can stand below: "Entry" above "£5".
            "label behind": end != row and end.casefold() in label_words() and below[0].isalpha(),
            "capitals": is_name,
            "byline": is_name and below.split(maxsplit=1)[0].casefold() in small_words(),
            "entry": self._is_entry(row, below),
            "roles": _opens_with_role(row) and _opens_with_role(below),
            "menu": _has_cells(below) and not _has_cells(row),
            "rest": not is_alike and _completes(row, below, self._usual),
            "whole row": _is_whole(row, below, self._usual),
            "cell": _opens_with_cell(below) and not _opens_with_cell(row),
            "alone": 0.0 if is_running or not own else log(1 + self._alone[own]),
            "running": 0.0 if is_running or not own else log(1 + self._running[own]),
        }

    def _of_page(self, first: int, at: int) -> dict[str, float]:
        """Look at how many lines of the page run over the width, and how many end before it."""
        is_single = at - first == 1
        place = self._places[first]
        return {
            "full": self._fullness,
            "size": self._size,
            "slot": self._of_slot(_opening(self._raw[at], self._words[at]), first),
            "place": _odds(self._running[place], self._alone[place]) if is_single else 0.0,
            "again": log(1 + self._rows[self._raw[at].strip()]) if not self._fulls[at] else 0.0,
            "top": is_single and first == self._top,
        }

    def _opens_with_several(self, at: int) -> bool:
        """Tell whether a line opens with several and their article, and nothing above says what has that name."""
        last = self._words[at - 1][-1]
        is_kind = len(last) >= _SHORTEST_DEFINITE and definite_form().fullmatch(last) is not None
        return _is_several(self._words[at][0]) and not is_kind and not is_leading(last)

    def _is_numbered(self, at: int) -> bool:
        return _NUMBER.fullmatch(self._words[at][0]) is not None

    def _is_only_day(self, row: str, below: str, at: int) -> bool:
        """Tell whether a line is nothing but days and hours, and nothing above leads to them."""
        last = self._words[at - 1][-1]
        is_led = end_kind(last) in _LEADING or is_one_date(row, below) or _bare(last) in label_words()
        return not is_led and not below.endswith(SENTENCE_TAILS) and _is_when(self._words[at])

    def _is_entry(self, row: str, below: str) -> bool:
        """Tell whether a line opens with a label of the page, or a mark of lists that a line cannot go on with."""
        if BULLET.match(below) is not None:
            return not (below[0] in _DASHES and row[-1].isalnum() and BULLET.match(row) is None)
        label = _LABEL.match(below)
        return label is not None and (self._labels[label["label"]] > 0 or _LABEL.match(row) is not None)


def _cells_of(line: str) -> int:
    """Count the cells of a line; between bars also those that are empty."""
    return line.count("|") + 1 if "|" in line else len(PARTS.split(line))


def _share_of_large(lines: Sequence[str]) -> float:
    return sum(not line.lstrip()[0].islower() for line in lines) / len(lines) if lines else 1.0


def _odds(running: float, broken: float) -> float:
    return log((running + _UNSEEN) / (broken + _UNSEEN))


def _is_when(words: Sequence[str]) -> bool:
    """Tell whether words are days, months, years and hours, one day or month at least among them, and nothing else."""
    bare = [word.strip(_AROUND + _DASHES) for word in words]
    named = [is_day(word) or is_month(word) or word.count(".") > 1 for word in bare]
    return any(named) and all(not word or word[0].isdigit() or name for word, name in zip(bare, named, strict=True))


def _has_day(words: Sequence[str]) -> bool:
    return any(opens_with_day(words[at : at + 2]) for at in range(len(words) - 1) if words[at][:1].isalnum())


def _bare(word: str) -> str:
    return word.strip(_AROUND).casefold()


def _figures(word: str) -> str:
    """Give the form of a day, an hour or a number that a line opens with, each figure as a 9: "99.99.9999"."""
    form = _FIGURE.sub("9", word.strip(_AROUND))
    return form if form[:1] == "9" and len(form) > _FEW_FIGURES and not form.isdigit() else ""


def _is_definite(word: str) -> bool:
    """Tell whether a word that is large has an end that tells that it is no name: "Passagererne"."""
    bare = word.strip(_AROUND)
    return len(bare) >= _SHORTEST_DEFINITE and bare[0].isupper() and definite_form().fullmatch(bare) is not None


def _is_several(word: str) -> bool:
    bare = word.strip(_AROUND)
    return bare[:1].isupper() and definite_plural().fullmatch(bare) is not None


def _ends_with_fact(row: str) -> bool:
    """Tell whether the last fact of a row is one that stands last: a price, or how to get in."""
    found = _LAST_FACT.fullmatch(row)
    last = row if found is None else found[1].strip()
    return _PRICE.fullmatch(last) is not None or last_facts().fullmatch(last.rstrip(").!")) is not None


def _opens_with_name(words: Sequence[str]) -> bool:
    """Tell whether words open as a sentence about somebody does, with two to four capitals: a title and a name."""
    behind = next((at for at, word in enumerate(words[: _MOST_NAMES + 1]) if not _is_capital(word)), _MOST_NAMES + 1)
    first = next((at + 1 for at, word in enumerate(words[:behind]) if word[-1] in ",;"), behind)
    return 1 < first <= _MOST_NAMES and _bare(words[0]) not in small_words()


def _is_capital(word: str) -> bool:
    return word[0].isupper() and word.rstrip(",;").replace("-", "").replace(".", "").isalpha()


def _opens_with_role(line: str) -> bool:
    """Tell whether a line opens with a noun in small letters and a name: "cook Ann Lee"."""
    role, *name = line.split(maxsplit=3)[:3]
    is_noun = role.isalpha() and role[0].islower() and role not in small_words()
    return is_noun and len(name) > 1 and all(word[0].isupper() for word in name)


def _is_ended(last: str) -> bool:
    return last.endswith(SENTENCE_TAILS) and last.strip("(").casefold() not in leading_words()


def _opening(line: str, words: Sequence[str]) -> Start:
    return "bullet" if BULLET.match(line.lstrip()) is not None else opening_kind(words)


def _opens_with_label(words: Sequence[str]) -> bool:
    """Tell whether a line opens with a label that is known, large, with or without a colon."""
    first = words[0].strip(_AROUND)
    return first[:1].isupper() and first.casefold() in label_words()


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether a line is a few words that all are large, as a name or a heading is."""
    is_large = all(word[0].isupper() for word in words)
    return is_large and 1 < len(words) <= _LONGEST_NAME and words[0].isalpha() and words[-1].isalpha()


def _small_share(words: Sequence[str]) -> float:
    small = small_words()
    return sum(word.strip(_AROUND).casefold() in small for word in words) / max(_FEW_WORDS, len(words))


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _shape(line: str) -> str:
    """Give the form of how a line opens, figures, marks and letters by their case; nothing if any sentence opens so."""
    tokens = line.split(maxsplit=_FEW_TOKENS)[:_FEW_TOKENS]
    shape = _WORD.sub(lambda m: "a" if m[0].islower() else "A", _FIGURES.sub("9", " ".join(tokens)))
    return shape if len(tokens) > 1 and any(not (c.isalpha() or c in " ,") for c in shape.rstrip(".,:")) else ""


def _end(line: str) -> str:
    """Give the words behind the last sentence of a line, one or two, or nothing that any other can end in."""
    found = _LABEL_BEHIND.search(line)
    return line if found is None else found[0]


def _usual_marks(raw: Sequence[str]) -> dict[str, int]:
    """Count the bars and dots in a row of the page's table: as many as in most of its rows."""
    found = {}
    for mark in _ROW_MARKS:
        counts = Counter(line.count(mark) for line in raw if line.count(mark) > 1)
        if counts:
            found[mark] = counts.most_common(1)[0][0]
    return found


def _completes(above: str, below: str, usual: dict[str, int]) -> bool:
    """Tell whether two lines are one row of the page's table: together they have as many bars as others have."""
    return any(
        above.count(mark) < count and above.count(mark) + below.count(mark) == count and below.count(mark) < count
        for mark, count in usual.items()
    )


def _is_whole(above: str, below: str, usual: dict[str, int]) -> bool:
    """Tell whether a line is a row of the page's table by itself: the one above is another one, or none."""
    return any(below.count(mark) == count and above.count(mark) in {0, count} for mark, count in usual.items())


def _opens_with_cell(text: str) -> bool:
    """Tell whether a line opens with what parts cells: a bar, a dot, a leader."""
    return text.startswith((*_ROW_MARKS, *_DASHES, "..", "…", "__"))


def _has_cells(text: str) -> bool:
    return holds(text, CELL_MARKS) or "  " in text.strip()
