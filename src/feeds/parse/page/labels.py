"""Labels of facts that elements set apart from their values, in any language: that of a page is not known yet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from feeds.expressions import has_digit
from feeds.parse.page.tree import Element

_LONGEST_LABEL, _LONGEST_VALUE = 40, 160
#: Whoever has opening hours has a place and a telephone as well.
_TELLING = frozenset({"when", "valid_through", "hiring_organization", "employment_type"})
_FEWEST = 2
_OF_LABELS = frozenset({"span", "strong", "b", "small", "em", "th", "td", "dt", "label", "div", "p", "h4", "h5", "h6"})


def label_of(element: Element) -> str | None:
    """Give the text of the first of two elements that are all an element holds, where it is short enough."""
    children = element.children
    if not children[1:]:
        return None
    label, value = children[0], children[-1]
    label = children[1] if type(label) is str else label
    value = children[-2] if type(value) is str else value
    if label is value or isinstance(label, str) or isinstance(value, str) or label.tag not in _OF_LABELS:
        return None
    if label.tag == value.tag == "th":
        # The names of two columns.
        return None
    if not 0 < label.size <= _LONGEST_LABEL or not 0 < value.size <= _LONGEST_VALUE or label.links or value.heads:
        return None
    if any(not isinstance(one, str) or not one.isspace() for one in children if one is not label and one is not value):
        return None
    return label.text()


def is_label(text: str) -> bool:
    """Tell whether a text is the label of a fact of an event or a posting."""
    return not has_digit(text) and text.rstrip(": ").casefold() in _labels()


def are_of_item(labels: Iterable[str]) -> bool:
    """Tell whether labels are those of an event or a posting: one of several says when it is, or how one is hired."""
    known = [_labels()[name] for text in labels if (name := text.rstrip(": ").casefold()) in _labels()]
    return len(known) >= _FEWEST and any(not _TELLING.isdisjoint(fields) for fields in known)


@cache
def _labels() -> dict[str, frozenset[str]]:
    from feeds import lang  # noqa: PLC0415  few pages have such elements

    found: dict[str, set[str]] = {}
    for labels in (lang.load(code).labels for code in lang.available()):
        for table in (labels.event, labels.job_posting):
            for field, words in table.items():
                for word in words:
                    found.setdefault(word.casefold(), set()).add(field)
    return {word: frozenset(fields) for word, fields in found.items()}
