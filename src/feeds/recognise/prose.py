"""The running text of an event: its summary, and all of it as content."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from feeds.recognise.draft import Draft
from feeds.recognise.page import Line

_RULE = "event.page"
_LONG = 80


def put_prose(draft: Draft, lines: Sequence[Line]) -> None:
    """Keep the first line of prose as the summary, and all of it when there is more."""
    prose = [line for line in lines if line.is_sentence or len(line.text) > _LONG]
    if prose:
        draft.put("summary", prose[0].text, prose[0], _RULE)
        if len(prose) > 1:
            html = "\n".join(f"<p>{escape(line.text, quote=False)}</p>" for line in prose)
            draft.put("content", html, prose, _RULE)
