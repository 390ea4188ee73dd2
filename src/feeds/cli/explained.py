"""`feeds explain --html`: pages with their items in the margin, as one HTML document without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from feeds.cli.extract import shown
from feeds.cli.reading import Reading
from feeds.model import Item, Rejected
from feeds.recognise.margin import Mark, MarkedLine
from feeds.text import clean

_STYLE = """
:root { color-scheme: light dark; --paper: #f4f6f2; --surface: #fff; --ink: #14211c; --muted: #52625a; --rule: #d3dbd4;
  --article: #0b5644; --event: #7a4b00; --personnel_notice: #3c3c9a; --job_posting: #7a1f5c; --refused: #8c2f14;
  --missed: #52625a; }
@media (prefers-color-scheme: dark) { :root { --paper: #0e1613; --surface: #16211d; --ink: #e6ede8; --muted: #a3b3aa;
  --rule: #2a3832; --article: #86d6b8; --event: #f4b63f; --personnel_notice: #b5b5ff; --job_posting: #f0a6d8;
  --refused: #ffb59c; --missed: #a3b3aa; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
a { color: inherit; }
a:focus-visible, li:target { outline: 3px solid currentColor; outline-offset: 2px; }
ol.page { list-style: none; margin: 0; padding: 0.5rem 0; background: var(--surface); border: 1px solid var(--rule);
  border-radius: 0.5rem; }
ol.page li { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); gap: 0 0.75rem; padding: 0.125rem 0.75rem;
  border-inline-start: 0.375rem solid transparent; }
ol.page .number { color: var(--muted); text-align: end; font-variant-numeric: tabular-nums; }
ol.page .text { white-space: pre-wrap; overflow-wrap: anywhere; }
ol.page .note { grid-column: 2; color: var(--muted); font-size: 0.875rem; overflow-wrap: anywhere; }
.article { border-color: var(--article) !important; } .event { border-color: var(--event) !important; }
.personnel_notice { border-color: var(--personnel_notice) !important; }
.job_posting { border-color: var(--job_posting) !important; }
.refused { border-color: var(--refused) !important; border-style: dashed !important; border-width: 0;
  border-inline-start-width: 0.375rem !important; }
.missed { border-color: var(--missed) !important; border-inline-start-style: dotted !important; }
.card { background: var(--surface); border: 1px solid var(--rule); border-inline-start: 0.375rem solid;
  border-radius: 0.5rem; padding: 0.5rem 0.75rem; margin: 0 0 0.75rem; }
.card h3 { margin: 0; font-size: 1rem; } dl { margin: 0.25rem 0 0; display: grid; gap: 0 0.75rem;
  grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.375rem; } }
"""


def page(readings: Sequence[Reading]) -> str:
    """Write the document: for each page its lines with their margin, its items, and what was refused."""
    title = _text(", ".join(reading.name for reading in readings) or "nothing")
    parts = [part for number, reading in enumerate(readings, 1) for part in _reading(number, reading)]
    head = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n'
    )
    return head + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"


def _reading(number: int, reading: Reading) -> list[str]:
    parts = [f"<h1>{_text(reading.name)}: {reading.counts}</h1>"]
    lines = reading.lines()
    if lines:
        parts += ['<ol class="page">', *(_line(number, line) for line in lines), "</ol>"]
    if reading.items:
        parts += ["<h2>Found</h2>", *(_item(number, count, item) for count, item in enumerate(reading.items, 1))]
    if reading.refused:
        parts += ["<h2>Refused</h2>", *(_refused(number, candidate) for candidate in reading.refused)]
    return parts


def _line(page_number: int, line: MarkedLine) -> str:
    name = line.marks[0] if line.marks else None
    kind = "" if name is None else name.kind if name.item else "refused"
    kind = kind or ("missed" if line.missed else "")
    notes = [_note(page_number, mark) for mark in line.marks]
    if line.missed:
        notes.append(f"? a {' and a '.join(line.missed)} that no rule took")
    told = "".join(f'<span class="note">{note}</span>' for note in notes if note)
    return (
        f'<li id="p{page_number}l{line.number}" class="{kind}"><span class="number">{line.number}</span>'
        f'<span class="text">{_text(line.text)}</span>{told}</li>'
    )


def _note(page_number: int, mark: Mark) -> str:
    told = _text(mark.told)
    return f'<a href="#p{page_number}i{mark.item}">{told}</a>' if mark.item else told


def _item(page_number: int, count: int, item: Item) -> str:
    facts = "".join(f"<dt>{_text(field)}</dt><dd>{_text(value)}</dd>" for field, value in shown(item))
    first = min((evidence.lines[0] for evidence in item.evidence), default=0)
    where = f' <a href="#p{page_number}l{first}">line {first}</a>' if first else ""
    head = f"<h3>{count} {item.kind}{where}</h3>"
    return f'<section id="p{page_number}i{count}" class="card {item.kind}">{head}<dl>{facts}</dl></section>'


def _refused(page_number: int, candidate: Rejected) -> str:
    first, last = candidate.lines
    where = f"line {first}" if first == last else f"lines {first} to {last}"
    return (
        f'<section class="card refused"><h3>{candidate.kind}, <a href="#p{page_number}l{first}">{where}</a></h3>'
        f"<p>{_text(candidate.reason)} ({_text(candidate.rule)})</p></section>"
    )


def _text(text: str) -> str:
    return escape(clean(text))
