"""How fast listing pages of 50 items are read: by themselves, by selectors, and by hand with libraries, in turns.

`python -m benchmarks.listing_pages` prints the table of `benchmarks/html.md`. Processor time, the least of some rounds.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from html import escape
from importlib import import_module
from importlib.util import find_spec

from lxml import html as lxml_html
from selectolax.lexbor import LexborHTMLParser

from benchmarks import items
from benchmarks.plain import headline
from feeds.model import Fetched, Select, Selector, Source
from feeds.parse import html

PAGES, EACH, ROUNDS = 10, 50, 8
ADDRESS = "https://example.org/nyt"
_TOPICS = "".join(
    f'<li class="nav__item"><a href="/emne/{n}/"><span>Emne nummer {n}</span></a></li>' for n in range(36)
)
_FOOTER = "".join(f'<div class="footer__col"><a href="/om/{n}">Om os {n}</a></div>' for n in range(72))
_FIELDS = {
    "title": Selector(selector="a.card__link"),
    "link": Selector(selector="a.card__link"),
    "published": Selector(selector="time.published"),
    "authors": Selector(selector=".author"),
    "summary": Selector(selector=".card__body p"),
}
_AUTOMATIC = Source(name="listing", url=ADDRESS, language="da", format="html")
_SELECTED = Source(
    name="listing", url=ADDRESS, language="da", format="html", select=Select(items="article.card", fields=_FIELDS)
)


def pages(number: int = PAGES) -> list[str]:
    """Make pages of 50 cards with a menu, a footer, and bodies of some paragraphs; no structured data."""
    made = [items.made(index) for index in range(number * EACH)]
    return [_page([_card(one, n) for n, one in enumerate(made[at : at + EACH])]) for at in range(0, len(made), EACH)]


def _card(one: items.Made, number: int) -> str:
    facts = one.facts
    body = "".join(f"<p>{' '.join(_run(sentence) for sentence in piece.sentences)}</p>" for piece in one.body)
    title, published = escape(headline(facts)), str(facts["published"])
    return (
        f'<article class="card" data-id="{number}"><h2 class="card__title"><a class="card__link" href="/nyt/{number}/">'
        f'{title}</a></h2><p class="meta">Af <span class="author">Ida Holm</span> '
        f'<time class="published" datetime="{published}">{published[:10]}</time></p>'
        f'<div class="card__body">{body}</div></article>'
    )


def _run(sentence: items.Sentence) -> str:
    text = escape(sentence.text)
    return {"bold": f"<strong>{text}</strong>", "link": f'<a href="/emne/">{text}</a>'}.get(sentence.look, text)


def _page(cards: Sequence[str]) -> str:
    return (
        '<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Nyheder</title></head><body><header>'
        f"<nav><ul>{_TOPICS}</ul></nav></header><main>{''.join(cards)}</main><footer>{_FOOTER}</footer></body></html>"
    )


def ours(source: Source) -> Callable[[str], object]:
    """Read a page as a source of ours."""
    return lambda page: list(html.parse(Fetched(location="page", body=page.encode(), url=ADDRESS), source))


def by_lexbor(page: str) -> object:
    """Read the same fields with selectolax alone, into texts."""
    found = []
    for card in LexborHTMLParser(page).css("article.card"):
        nodes = (card.css_first(how.selector or "") for how in _FIELDS.values())
        found.append([node.text() for node in nodes if node is not None])
    return found


def by_lxml(page: str) -> object:
    """Read the same fields with lxml and XPath."""
    paths = (".//a[@class='card__link']", ".//time", ".//span[@class='author']", ".//div[@class='card__body']/p")
    return [
        ["".join(node.itertext()) for path in paths for node in card.xpath(path)[:1]]
        for card in lxml_html.document_fromstring(page).xpath("//article[@class='card']")
    ]


def by_soup(page: str) -> object:
    """Read the same fields with BeautifulSoup over lxml."""
    soup = import_module("bs4").BeautifulSoup(page, "lxml")
    return [
        [node.get_text() for how in _FIELDS.values() if (node := card.select_one(how.selector)) is not None]
        for card in soup.select("article.card")
    ]


def measured() -> dict[str, float]:
    """Give the least seconds for a page of each way; they take turns, so that what else is done falls on all."""
    ways: dict[str, Callable[[str], object]] = {
        "Feeds, automatic": ours(_AUTOMATIC),
        "Feeds, selectors": ours(_SELECTED),
        "selectolax by hand": by_lexbor,
        "lxml by hand": by_lxml,
    }
    if find_spec("bs4") is not None:
        ways["BeautifulSoup by hand"] = by_soup
    made = pages()
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begin = time.process_time()
            for page in made:
                way(page)
            least[name] = min(least[name], (time.process_time() - begin) / len(made))
    return least


def main() -> None:
    """Print the table."""
    found = measured()
    by_hand = found["selectolax by hand"]
    size = sum(map(len, pages())) // PAGES
    tags = sum(len(re.findall("<[a-z]", page)) for page in pages()) // PAGES
    print(f"Pages of {EACH} items, {size // 1000} kB, {tags} elements\n")
    print("| way | pages/s on one core | beside selectolax by hand |\n|---|---|---|")
    for name, seconds in found.items():
        print(f"| {name} | {1 / seconds:.0f} | {seconds / by_hand:.2f} |")


if __name__ == "__main__":
    main()
