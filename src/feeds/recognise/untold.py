"""Which paragraphs of an article tell of nobody: they are seen without being read as entries of a column.

The words of an article hold much that can tell a change ("the new head"), and few names. A page of which the half
cannot be entries that are told of is no column, so nearly all articles need no reading.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from feeds.recognise import cards, clauses, leads, slips
from feeds.recognise.draft import Setting
from feeds.recognise.leads import LONGEST_HEADING
from feeds.recognise.page import Line
from feeds.recognise.phrases import Phrases, phrases
from feeds.recognise.rules import Knowledge

_LONGEST_NAME = 50
#: What can stand at either end of a word.
_AROUND = ".,;:!?()[]\"“”„«»'’‘"


class _Seen(msgspec.Struct):
    """A line as it is seen before it is read: what it weighs, and how sure that is."""

    line: Line
    #: No line stands right above or below it.
    is_alone: bool
    #: Nothing can stand before what it tells either.
    is_plain: bool
    #: It is read as an entry, whatever it tells; else it can be a heading.
    is_entry: bool
    weight: int
    #: A line above names people of whom it can go on.
    is_held: bool = False


def margins(lines: Sequence[Line], setting: Setting, taken: Collection[int]) -> dict[int, int] | None:
    """Count from each line on how many more lines can tell of somebody than surely are entries that do not.

    None where a heading could say that nothing changes: below it, an entry needs to name nobody.
    """
    words = phrases(setting.code)
    seen: list[_Seen] = []
    #: A sentence that names people is held until one comes that does not go on about them.
    is_held = False
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        one = _seen(line, taken, words, is_alone=(not seen or line.after_gap) and (below is None or below.after_gap))
        if _can_be_unchanged(one, words):
            return None
        one.is_held = is_held
        can_open = not one.is_plain or words.can_name(line.text) or _is_framed(line.text, setting.know)
        if can_open or (is_held and _goes_on(line.text, words)):
            is_held, one.weight = True, 1
        else:
            is_held = is_held and not one.is_entry
        seen.append(one)
    # To tell whether who is named can be told of takes as long as to read it: that is asked only where it decides.
    _weigh(seen, setting.know, words)
    return _summed(seen)


def _seen(line: Line, taken: Collection[int], words: Phrases, *, is_alone: bool) -> _Seen:
    has_lead = leads.can_have(line.text)
    is_entry = len(line.text) > LONGEST_HEADING or _is_whole(line, words)
    is_plain = is_alone and not has_lead and line.parts == 1 and line.number not in taken
    return _Seen(line, is_alone, is_plain, is_entry, -1 if is_entry else 0)


def _summed(seen: Sequence[_Seen]) -> dict[int, int]:
    margin, found = 0, dict[int, int]()
    for one in reversed(seen):
        margin += one.weight
        found[one.line.number] = margin
    return found


def _weigh(seen: Sequence[_Seen], know: Knowledge, words: Phrases) -> None:
    """Take back that lines with names can be told of, until too few are left, or a heading can tell what changes."""
    margin = sum(one.weight for one in seen)
    called: list[str] = []
    for one in seen:
        if margin < 0 or _can_state(one, words):
            return
        if one.weight < 1:
            continue
        if one.is_plain and not _can_be_told(one, know, words, called):
            margin -= 1 + one.is_entry
            one.weight = -1 if one.is_entry else 0
        called.append(one.line.text)


def _can_be_unchanged(one: _Seen, words: Phrases) -> bool:
    """Tell whether a line can be a heading, or have one before it, that says that nothing changes."""
    if (one.is_plain and one.is_entry) or not words.can_be_unchanged(one.line.text):
        return False
    if one.is_plain:
        return _stated(one.line.text, words) in {"unchanged", _SOMETHING}
    return words.can_be_rubric(one.line.text, is_alone=one.is_alone)


#: A change that only reading tells.
_SOMETHING = "?"


def _stated(text: str, words: Phrases) -> str | None:
    """Give the change that a heading tells which nothing stands before."""
    return _SOMETHING if _greets(text, words) else words.rubric(text) or words.placed_rubric(text)


def _greets(text: str, words: Phrases) -> bool:
    """Tell whether a text opens with “welcome to” or the like, before names or above them."""
    return any(greeting.match(text) is not None for _, greeting in words.greetings) or words.greeting(text) is not None


def _can_state(one: _Seen, words: Phrases) -> bool:
    """Tell whether a line can be a heading, or have one before it, that tells what changes for those below."""
    if one.is_plain:
        return not one.is_entry and _stated(one.line.text, words) is not None
    return words.can_be_rubric(one.line.text, is_alone=one.is_alone)


def _can_be_told(one: _Seen, know: Knowledge, words: Phrases, above: Sequence[str]) -> bool:
    """Tell whether something of an entry under no heading can be read; each reader is asked what it needs at least."""
    line, text = one.line, one.line.text
    if _calls(text) or _is_resumed(line, words, above) or cards.is_capped(line) or _greets(text, words):
        return True
    told = know.sentences(text)
    if slips.can_tell((told or [text])[0], words):
        return True
    is_held = one.is_held
    for sentence in told:
        is_named = words.can_name_outside(sentence)
        if words.naming.match(sentence) is not None or words.with_family_names(sentence) != sentence:
            return True
        is_of_somebody = is_named or (is_held and words.can_say(sentence) and _is_about_named(sentence, words))
        if is_of_somebody and not clauses.names_only(sentence, words):
            return True
        is_held = is_held or is_named
    return _is_framed(text, know)


def _is_resumed(line: Line, words: Phrases, above: Sequence[str]) -> bool:
    """Tell whether a sentence can open with somebody told of above: then it is read whatever it tells.

    A last name stands behind another word of a name above; a full name, which begins a text, can begin one there too.
    """
    text = line.text
    if not line.is_sentence:
        return False
    first, _, behind = text.partition(" ")
    if words.subject.match(text) is not None:
        return True
    if words.opens_with_pair(text):
        return any(first.casefold() in each.casefold() for each in above)
    is_name = first[:1].isupper() and (behind[:1].islower() or behind[:1] == "(")
    return is_name and any(first in _last_names(each, words) for each in above)


def _last_names(text: str, words: Phrases) -> set[str]:
    """List what in a text can be somebody's last name, as it can be written elsewhere: it stands behind another one."""
    particles = words.know.language.sentences.name_particles
    found: set[str] = set()
    for before, word in pairwise(text.split()):
        bare = word.strip(_AROUND)
        if bare[:1].isupper() and (
            before.lstrip(_AROUND)[:1].isupper() or before in particles or before[-1:] in _AROUND[5:]
        ):
            found |= {bare, f"{bare}.", words.title_case(bare)}
    return found


def _calls(text: str) -> bool:
    """Tell whether a text calls somebody and then goes on about that one: “Ann Bo. Ann, clerk since 1994, retires”."""
    name, _, rest = text.partition(". ")
    return len(name) <= _LONGEST_NAME and rest.startswith(name.partition(" ")[0])


def _is_whole(line: Line, words: Phrases) -> bool:
    """Tell whether a line is a sentence, and no heading: a question can be one, and an abbreviation has a full stop."""
    if not line.is_sentence or line.text.endswith(("?", "!")):
        return False
    return words.know.sentences(line.text)[-1:] != [line.text]


def _is_framed(text: str, know: Knowledge) -> bool:
    """Tell whether a rule reads a sentence of a text whole: one's own can read a name that looks like none."""
    if not know.any_of("frame").can_match(text):
        return False
    return any(know.read_whole("frame", sentence) is not None for sentence in know.sentences(text))


def _goes_on(text: str, words: Phrases) -> bool:
    """Tell whether a paragraph begins with whom the text before named."""
    return _is_about_named(next(iter(words.know.sentences(text)), ""), words)


def _is_about_named(sentence: str, words: Phrases) -> bool:
    """Tell whether a sentence begins with a pronoun or a post."""
    if words.goes_on(sentence):
        return True
    # To look for words is much cheaper than to take out of a sentence what tells nothing.
    return words.can_change(sentence) and words.role.are_in(sentence) and clauses.describes(sentence, words)
