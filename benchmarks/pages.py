"""Invented pages of a Danish it news site, the same ones on every machine, with the number of items that each holds."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from benchmarks.words import (
    AREAS,
    FIELDS,
    FIRMS,
    MONTHS,
    PRICES,
    ROLES,
    SCHOOLS,
    SUBHEADINGS,
    TOPICS,
    TOWNS,
    WHAT,
    clause,
    person,
    sentence,
)

SEED = 20_260_302


class Page(NamedTuple):
    """A page and how many items of each kind stand on it."""

    text: str
    articles: int
    events: int
    notices: int
    postings: int


def pages(number: int, seed: int = SEED) -> Iterator[Page]:
    """Give the first `number` pages."""
    for index in range(number):
        yield _page(Random(f"{seed}/{index}"), index)


def _page(pick: Random, index: int) -> Page:
    events, notices, postings = pick.choice((0, 1, 1, 2)), pick.choice((0, 2, 3, 5)), pick.choice((0, 0, 0, 2))
    blocks = [_event(pick, index, number) for number in range(events)]
    if notices:
        blocks.append(_column(pick, notices))
    if pick.random() < 0.4:
        blocks.append(_sidebar(pick))
    if pick.random() < 0.3:
        blocks.append(_advert(pick))
    pick.shuffle(blocks)
    vacancies = [_posting(pick, firm) for firm in pick.sample(FIRMS, postings)]
    return Page("\n\n".join([_article(pick), *blocks, *vacancies]) + "\n", 1, events, notices, postings)


def _article(pick: Random) -> str:
    kicker = f"{pick.choice(TOPICS)}: " if pick.random() < 0.3 else ""
    lines = [
        f"{kicker}{person(pick)} skal redde {pick.choice(WHAT)} hos {pick.choice(FIRMS)}",
        sentence(pick) if pick.random() < 0.7 else f"{clause(pick)}, skriver nyhedsbrevet Havnen.",
    ]
    if pick.random() < 0.8:
        lines += ["Artikel top billede", f"(Foto: {person(pick)})"]
    lines.append(f"Af {person(pick)}, Fjordbladet")
    for number in range(pick.randint(4, 8)):
        if number and pick.random() < 0.3:
            lines.append(pick.choice(SUBHEADINGS))
        lines.append(_paragraph(pick))
    return "\n\n".join(lines)


def _paragraph(pick: Random) -> str:
    sentences = [sentence(pick) for _ in range(pick.randint(1, 4))]
    if pick.random() < 0.25:
        sentences.append(f'"{sentence(pick)}" siger {person(pick)}, {pick.choice(ROLES)} hos {pick.choice(FIRMS)}.')
    if pick.random() < 0.25:
        sentences.append(f"”{sentence(pick).removesuffix('.')},” udtaler {person(pick)}.")
    return " ".join(sentences)


def _date(pick: Random) -> str:
    return f"{pick.randint(1, 28)}. {pick.choice(MONTHS)} {pick.randint(2025, 2027)}"


def _event(pick: Random, index: int, number: int) -> str:
    topic = pick.choice(TOPICS)
    clock = f" kl. {pick.randint(8, 10)}.00-{pick.randint(14, 17)}.30" if pick.random() < 0.3 else ""
    return "\n\n".join(
        (
            f"Event: {topic} i praksis, dag {index}-{number}",
            f"{topic} | {pick.choice(TOWNS)}",
            f"{sentence(pick)} {sentence(pick)}",
            f"{_date(pick)}{clock} | {pick.choice(PRICES)}",
        )
    )


def _column(pick: Random, number: int) -> str:
    notices = [_notice(pick) for _ in range(number)]
    return "\n\n".join(("Navnenyt fra it-Danmark", *notices))


def _notice(pick: Random) -> str:
    name, firm, role = person(pick), pick.choice(FIRMS), pick.choice((*ROLES, "Data & AI Consultant"))
    focus = f" {pick.choice(('Han', 'Hun'))} skal især beskæftige sig med {pick.choice(FIELDS)}."
    if pick.random() < 0.3:
        age = f", {pick.randint(24, 63)} år"
        frame = f"{name}{age}, {pick.choice(ROLES)} hos {firm}, er pr. {_date(pick)} forfremmet til {role}."
        return f"{frame}{focus} Forfremmelse"
    frame = f"{firm} har pr. {_date(pick)} ansat {name} som {role}."
    past = f" Han kommer fra en stilling som {pick.choice(ROLES)} hos {pick.choice(FIRMS)}."
    education = f" Hun er uddannet i datalogi fra {pick.choice(SCHOOLS)}."
    text = f"{frame}{focus}{past}{education if pick.random() < 0.5 else ''} Nyt job"
    return f"{text}\n\n{name}\n\n{firm}" if pick.random() < 0.5 else text


def _posting(pick: Random, firm: str) -> str:
    return "\n\n".join((firm, pick.choice(ROLES).capitalize(), pick.choice(AREAS)))


def _sidebar(pick: Random) -> str:
    return "\n\n".join(("Læses lige nu", *(f"    {clause(pick)}" for _ in range(4))))


def _advert(pick: Random) -> str:
    return "\n\n".join((f"Annonceindlæg fra {pick.choice(FIRMS)}", clause(pick)))
