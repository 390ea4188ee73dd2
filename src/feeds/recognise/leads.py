"""What can stand before an entry of a column: a bullet or a number, a sign, a rubric, a town, or words and a colon."""

from __future__ import annotations

import re

LONGEST_HEADING = 70
#: What the last of a text can be besides letters, and decorates nothing.
_ENDS = ".!?:;)]"
RUBRIC = re.compile(
    r"\[(?P<named>[^\]\[]{2,40})\]\s*(?P<rest>.*)|(?P<plain>[^\W\d_][^:·|–—.]{1,30}?)\s*(?:[:·|]|\s[–—-])\s+(?P<rest2>\S.*)"
    r"|(?P<stopped>[^\W\d_]\w{2,30}(?: \w{1,20}){0,2})[.!] +(?P<rest3>\S.*)"
)
#: Before an entry: that somebody comes, goes or moves up.
SIGN = re.compile(r"(?P<sign>[+−–—→↗↑▲^=↓↘▼-])\s+(?=\S)")
LEAD = re.compile(r"^(?:(?:[»›](?=\s)|[^\w\s\[\]()\"“”„«»'’‘.,;:@/]+|\(?\d{1,2}[.)]|\(?[a-z]\))\s+)+")
TOWN = re.compile(r"(?P<town>[^\W\d_a-zæøåäöü]{3,}(?:[ /-][^\W\d_a-zæøåäöü]{2,}){0,2})(?:[.:]| [–—|])\s+(?=[^\W\d_])")
LEADING = re.compile(r"(?P<lead>[^:;]{2,90}):\s+(?P<rest>\S.*)")


def is_decorated(text: str) -> bool:
    """Tell whether a sign that is no letter opens a text, or ends it as no sentence ends, or two stars are in it."""
    ends = text[-1:].isalnum() or text[-1:] in _ENDS
    return not (text[:1].isalnum() and ends) or "**" in text


def can_have(text: str) -> bool:
    """Tell whether something of that, or what only decorates, can stand round what an entry tells."""
    return (
        ":" in text
        or is_decorated(text)
        or LEAD.match(text) is not None
        or TOWN.match(text) is not None
        or RUBRIC.fullmatch(text) is not None
    )
