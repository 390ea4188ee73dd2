"""What the words of an entry tell: an event or a posting, where they leave no doubt; most entries are stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache

from feeds import lang
from feeds.expressions import has_digit
from feeds.identity import normalised
from feeds.model import Article, Event, Item, JobPosting, Source, day_of
from feeds.parse.moments import grammar
from feeds.recognise import recognise
from feeds.recognise.page import UNKNOWN, detect_language
from feeds.text import one_line
from feeds.wording import html_to_text

_LONGEST = 20_000  # characters of a text that are looked at
_PARTS = re.compile(r"\s*[:|\u2013\u2014\u00b7]\s+|\s+[-/]\s+|\s*[()\[\]]\s*")
_EDGE = " \t,;:.-\u2013\u2014|()[]"
_TERM = re.compile(r"\s*</(?:dt>\s*<dd\b[^<>]*>|(th)>)\s*", re.IGNORECASE)
_CELL = re.compile(r"</td>\s*<td\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"</?a\b[^<>]*>", re.IGNORECASE)
_ROW = re.compile(r"</(?:tr|dd|li)>", re.IGNORECASE)
# A colon that ends a word, not that of an address; cells and terms are labels without one.
_LABELLING = (": ", ":<", ":\n", ":\u00a0", ":&nbsp;", "</td", "</th", "</dt")
_OFFERS = frozenset({"hiring_organization", "job_location", "valid_through", "employment_type"})
_CERTAIN = frozenset({"hiring_organization", "valid_through"})


def known(code: str | None) -> str | None:
    """Give a language when there is a file for it."""
    return code if code in lang.available() else None


def language_of(sample: str, said: str | None) -> str | None:
    """Choose between the language that a feed says it is in and the one that its words are in.

    Many programs say English until somebody sets it; any other language was set by somebody.
    """
    if said not in (None, _UNSET) or len(sample.split()) < _FEW_WORDS:
        return said
    found = detect_language(sample, said or "")
    return said if found in ("", UNKNOWN) else found


_UNSET = "en"
_FEW_WORDS = 4


def item(topics: Sequence[str], article: Article, language: str | None, source: Source) -> Item | None:
    """Give the event or the posting that an entry of a feed about these topics is, or None."""
    headline, html = article.title or "", article.content or article.summary or ""
    about = " | ".join((*topics, *article.categories))
    is_calendar, is_board = _says("events", about), _says("jobs", about)
    has_day = _has_day(headline, known(language))
    if not has_day and not (is_calendar or is_board) and not any(mark in html for mark in _LABELLING):
        return None
    text = _without_title(lines(html) if article.content else html, headline)
    labels = _labels(text)
    offers = labels & _OFFERS
    if (len(offers) > 1 and offers & _CERTAIN) or (offers and is_board):
        return _posting(headline, text, article, language, source)
    published = day_of(article.published) if article.published is not None else None
    code = known(language) or _detected(f"{headline}\n{text}")
    if code is None:
        return None
    if "when" in labels and (is_calendar or len(labels) > 1):
        return _event(headline, f"{headline}\n\n{text}", code, source, published)
    composed = _dated(headline, text, code) if has_day else None
    if composed is not None:
        found = _event(headline, composed, code, source, published)
        is_ahead = found is not None and found.start is not None and published and day_of(found.start) > published
        has_place = found is not None and (found.location is not None or isinstance(found.start, datetime))
        return found if is_ahead and (has_place or is_calendar) else None
    if is_calendar and (found := _event(headline, f"{headline}\n\n{text}", code, source, published)) is not None:
        return found if published is None or (found.start and day_of(found.start) > published) else None
    return None


def _has_day(headline: str, code: str | None) -> bool:
    if not has_digit(headline):
        return False
    return code is None or grammar(code).find(headline) is not None


def lines(html: str) -> str:
    """Give the text of safe HTML line by line; what is a label by its mark-up gets a colon."""
    if "<" not in html:
        return html[:_LONGEST]
    marked = _TERM.sub(lambda end: ": </th> " if end[1] else ": ", html[: 4 * _LONGEST])
    marked = marked.replace("::", ":")
    marked = _ROW.sub(lambda end: f"<br>{end[0]}", _CELL.sub(": ", marked))
    return words(marked)[:_LONGEST]


def words(html: str) -> str:
    """Give the text of safe HTML, without the addresses of its links."""
    if "<" not in html and "&" not in html:
        return html
    return html_to_text(_LINK.sub("", html))


def is_online(place: str) -> bool:
    """Tell a place that is none: an event that is held online, in the words of any language."""
    return bool(place) and _online().fullmatch(place) is not None


@cache
def _online() -> re.Pattern[str]:
    words_of_all = (word for code in lang.available() for word in lang.load(code).words.online)
    return re.compile(rf"\W*(?:{'|'.join(words_of_all)})\W*", re.IGNORECASE)


@cache
def _words(meaning: str) -> re.Pattern[str]:
    known_words = (lang.load(code) for code in lang.available())
    listed = [(*one.listings.headings,) if meaning == "events" else one.jobs.headings for one in known_words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(word for words in listed for word in words)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _says(meaning: str, about: str) -> bool:
    return _words(meaning).search(about) is not None


def _without_title(text: str, headline: str) -> str:
    """Leave out lines that only say the title again, with little more: who wrote it, when."""
    title, kept = normalised(headline), []
    for line in text.split("\n"):
        said = normalised(line)
        repeats = len(said) > 5 and (title.startswith(said) or said.startswith(title))
        if not repeats and len(said) > 5:
            words_of = said.split()
            repeats = any(title.startswith(" ".join(words_of[:-more])) for more in (1, 2) if len(words_of) > more + 1)
        kept += [] if repeats and ":" not in line else [line]
    return "\n".join(kept)


@cache
def _label_words() -> tuple[re.Pattern[str], dict[str, str]]:
    named: dict[str, str] = {}
    for code in lang.available():
        labels = lang.load(code).labels
        for table in (labels.job_posting, labels.event):
            for field, words in table.items():
                if table is labels.event or field in _OFFERS:
                    named.update((word.casefold(), field) for word in words)
    for told in _UNTOLD:
        named = {word: field for word, field in named.items() if field != told}
    listed = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    return re.compile(rf"^[ \t*•-]*({listed})[ \t]*:", re.IGNORECASE | re.MULTILINE), named


#: Labels that stand over anything.
_UNTOLD = ("title", "note", "audience", "categories")


def _labels(text: str) -> set[str]:
    if ":" not in text:
        return set()
    pattern, named = _label_words()
    return {named[found[1].casefold()] for found in pattern.finditer(text[:_LONGEST])}


def _detected(text: str) -> str | None:
    found = detect_language(text, "")
    return known(found)


def _dated(headline: str, text: str, code: str) -> str | None:
    """Write an entry whose title begins or ends with a date as a title and a labelled date; None when it does not."""
    dates = grammar(code)
    found = dates.find(headline)
    if found is None or _is_no_date_of_its_own(headline[: found.start], headline, code):
        return None
    parts = [part for part in _PARTS.split(headline) if part.strip(_EDGE)]
    dated = [part for part in parts if dates.find(part) is not None]
    if len(parts) > 1 and dated in ([parts[0]], [parts[-1]]) and len(dated[0]) <= _LONGEST_DATE:
        when, rest = dated[0], ", ".join(part for part in parts if part != dated[0])
    elif found.start <= _NEAR or len(headline) - found.end <= _NEAR:
        when = headline[: found.end] if found.start <= _NEAR else headline[found.start :]
        rest = headline[found.end :] if found.start <= _NEAR else headline[: found.start]
    else:
        return None
    rest = _without_leads(rest.strip(_EDGE), code)
    label = next(iter(lang.load(code).labels.event.get("when", ())), "")
    return f"{rest}\n\n{label}: {when.strip(_EDGE)}\n\n{text}" if rest and label else None


_NEAR = 12  # characters between a date and the edge of a title: a weekday, a clock time
_LONGEST_DATE = 60


def _is_no_date_of_its_own(before: str, headline: str, code: str) -> bool:
    """Tell a date until or from which something holds, or on which something is shut."""
    words = lang.load(code)
    ends = "|".join((*map(re.escape, words.dates.from_words), *words.words.deadline))
    closed = "|".join(words.listings.closed) or "(?!)"
    return (
        re.search(rf"(?<!\w)(?:{ends})\s*\S{{0,12}}\s*$", before, re.IGNORECASE) is not None
        or re.search(rf"(?<!\w)(?:{closed})(?!\w)", headline, re.IGNORECASE) is not None
    )


def _without_leads(rest: str, code: str) -> str:
    """Drop the word that stood before a date."""
    leads = "|".join(map(re.escape, sorted(lang.load(code).dates.before_day, key=len, reverse=True)))
    return re.sub(rf"(?<=\s)(?:{leads})$", "", rest, flags=re.IGNORECASE).strip(_EDGE) if leads else rest


def _event(headline: str, text: str, code: str, source: Source, published: date | None) -> Event | None:
    """Give the one event with a date that a text tells of, under the title of its entry."""
    events: list[Event] = []
    for words_of in (text, _only_labels(headline, text)):
        found = () if events else _recognised(words_of, code, source, published)
        events = events or [one for one in found if isinstance(one, Event) and one.start is not None]
    if not events or len({normalised(one.title or "") for one in events}) > 1:
        return None
    return events[0]


def _posting(headline: str, text: str, article: Article, language: str | None, source: Source) -> JobPosting | None:
    code = known(language) or _detected(f"{headline}\n{text}")
    published = day_of(article.published) if article.published is not None else None
    postings: list[JobPosting] = []
    for words_of in (f"{headline}\n\n{text}", _only_labels(headline, text)) if code else ():
        found = () if postings else _recognised(words_of, code or "", source, published)
        postings = postings or [one for one in found if isinstance(one, JobPosting)]
    return postings[0] if len(postings) == 1 else None


def _only_labels(headline: str, text: str) -> str:
    """Give the lines with labels alone: what is told at length before them hides them."""
    pattern, _ = _label_words()
    return "\n".join((headline, "", *(line for line in text.split("\n") if pattern.match(line))))


def _recognised(text: str, code: str, source: Source, published: date | None) -> tuple[Item, ...]:
    return recognise(
        "\n".join(one_line(line) for line in text.split("\n")),
        language=code,
        timezone=source.timezone,
        published=published,
        rules=source.rules,
        markers=source.markers,
    ).items
