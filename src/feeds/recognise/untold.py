"""Which paragraphs of an article tell of nobody: they are seen without being read as entries of a column.

The words of an article hold much that can tell a change ("the new head"), and few names. A page of which the half
cannot be entries that are told of is no column, so nearly all articles need no reading.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from feeds.recognise import clauses, leads
from feeds.recognise.draft import Setting
from feeds.recognise.leads import LONGEST_HEADING
from feeds.recognise.page import Line
from feeds.recognise.phrases import Phrases, phrases
from feeds.recognise.rules import Knowledge


def margins(lines: Sequence[Line], setting: Setting, taken: Collection[int]) -> dict[int, int] | None:
    """Count from each line on how many more lines can tell of somebody than surely are entries that do not.

    None where a heading could say that nothing changes: below it, an entry needs to name nobody.
    """
    words = phrases(setting.code)
    weights: list[int] = []
    #: A sentence that names people is held until one comes that does not go on about them.
    is_held = False
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        has_lead = leads.can_have(line.text)
        is_entry = len(line.text) > LONGEST_HEADING or _is_whole(line, words)
        if (has_lead or not is_entry) and words.can_be_unchanged(line.text):
            return None
        is_alone = (not weights or line.after_gap) and (below is None or below.after_gap)
        is_plain = is_alone and not has_lead and line.parts == 1 and line.number not in taken
        can_open = not is_plain or words.can_name(line.text) or _is_framed(line.text, setting.know)
        if can_open or (is_held and _goes_on(line.text, words)):
            is_held = True
            weights.append(1)
            continue
        is_held = is_held and not is_entry
        weights.append(-1 if is_entry else 0)
    return _summed(lines, weights)


def _summed(lines: Sequence[Line], weights: Sequence[int]) -> dict[int, int]:
    margin, found = 0, dict[int, int]()
    for line, weight in zip(reversed(lines), reversed(weights), strict=True):
        margin += weight
        found[line.number] = margin
    return found


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
    first = next(iter(words.know.sentences(text)), "")
    # To look for a word is much cheaper than to take out of a sentence what tells nothing.
    if words.subject.search(first) is not None and words.goes_on(first):
        return True
    return words.role.are_in(first) and clauses.describes(first, words)
