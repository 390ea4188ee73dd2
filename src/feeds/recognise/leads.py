"""What can stand before an entry of a column: a bullet or a number, a sign, a rubric, a town, or words and a colon."""

from __future__ import annotations

import re

LONGEST_HEADING = 70
#: What decorates an entry on either side; a plus or a minus does so in a row.
MARKS = "*~#=<>|★☆✦✧◆◇■□"
_DECORATING = frozenset(f"{MARKS}+-")
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
    """Tell whether a sign that can decorate opens or ends a text, or two stars are in it."""
    return text[:1] in _DECORATING or text[-1:] in _DECORATING or "**" in text
