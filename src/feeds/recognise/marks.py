"""The marks of plain text: what parts a line into cells, opens an entry, ends a sentence or the name of a firm."""

from __future__ import annotations

import re

FEWEST_CELLS = 3
#: Bars, middle dots, tabs, wide spaces and dot leaders part a line into cells.
PARTS = re.compile(
    # Most letters are seen at once to begin none.
    r"(?=[\s|¦·•∙⋅◆◇■▪.…_])(?:"
    r"\s*[|¦·•∙⋅◆◇■▪]\s*|\s+::\s+|\s+»(?:\s+|$)|(?<=[^\s|·•»]) {2,}(?=[^\s|·•»])|\s*\t+\s*|"
    r"\s*(?:\.{4,}|…{2,}|_{4,}|(?:\. ){3,}\.?)\s*)"
)
CELL_MARKS = ("|", "¦", "·", "•", "∙", "⋅", "◆", "◇", "■", "▪", " :: ", "»", "....", "……", "____", ". . .")
#: What stands before an entry of a list.
BULLET = re.compile(r"^(?:[^\w\s\"'“”„«‘’‹(\[{|¿¡<§$€£@&#….,:;!?/%°]{1,2}|\(?[a-h0-9]\))\s+(?=\S)")
#: What stands behind the name of a firm, whatever its language.
FORM_OF_FIRM = re.compile(r"(?:Ltd|Inc|LLC|[Pp]lc|PLC|GmbH|AG|KG|SE|ApS|A/S|I/S|ASA?|AB|KF|IKS|HF)\b\.?")
SENTENCE_TAILS = tuple(stop + closer for stop in ".!?…" for closer in ("", *'"”“’»«)'))
