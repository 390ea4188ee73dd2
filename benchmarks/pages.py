"""Invented pages of a Danish it news site, the same ones on every machine, with the number of items that each holds."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

SEED = 20_260_302


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words("Agnete Bjarke Cecilie Dines Elin Flemming Gudrun Hjalte Ingelise Jeppe Kamille Lauge Mathilde Oluf")
_MIDDLE = _words("Ager Birk Carlsbæk Dam Egeskov Falk Grøn Hede")
_LAST = _words("Abildtrup Bramming Dalsgård Elkjær Fredskov Gyldenløve Holmegård Iversholt Klitgård Lyngdal Møllehave")
_FIRMS = (
    "Tangnet A/S",
    "Klitdata ApS",
    "Nordfyrs Bank",
    "Skærbæk Software A/S",
    "Møllegruppen",
    "Fjordkraft IT",
    "Vestervig Forsikring A/S",
    "Bøgelund & Søn",
)
_ROLES = (
    "systemadministrator",
    "Chief Information Security Officer",
    "afdelingsleder",
    "Data Engineer",
    "projektleder",
    "it-arkitekt",
    "Senior Developer",
    "kundechef",
)
_FIELDS = ("netværk og drift", "indkøb af licenser", "test af indlejret software", "rådgivning af kommuner")
_SCHOOLS = ("Aarhus Universitet", "Roskilde Universitet", "Aalborg Universitet", "IT-Universitetet i København")
_TOWNS = ("Aarhus C", "Odense", "København V", "Herning", "Esbjerg", "Online")
_AREAS = ("Sydjylland", "Nordsjælland", "Fyn", "Københavnsområdet", "Region Midtjylland", "Bornholm")
_TOPICS = ("Cloud", "Sikkerhed", "It-løsninger", "Ledelse", "Kunstig intelligens", "Infrastruktur")
_MONTHS = _words("januar februar marts april maj juni juli august september oktober november december")
_WHO = (
    "selskabet",
    "den nye direktør",
    "myndigheden",
    "en gruppe udviklere",
    "styrelsen",
    "landets største kommune",
    "leverandøren bag systemet",
    "et flertal af kunderne",
)
_DOES = (
    "har brugt det seneste år på at flytte",
    "overvejer at skrotte",
    "vil fra næste kvartal teste",
    "har fået kritik for",
    "lægger nu sidste hånd på",
    "sparer millioner på",
    "advarer imod",
    "samler et nyt hold om",
)
_WHAT = (
    "det gamle fagsystem",
    "driften af 40 datacentre",
    "sin egen sprogmodel",
    "de tunge aftaler om licenser",
    "et åbent register over fejl",
    "udbuddet af fibernet på øerne",
    "en fælles platform til borgerne",
)
_TAILS = (
    ", selv om tidsplanen skrider",
    " efter flere års tilløb",
    ", og det kan mærkes hos de ansatte",
    " for at få ro om budgettet",
    ", siger kilder til bladet",
    " uden at spørge bestyrelsen først",
    "",
)
_SUBHEADINGS = ("En dyr omgang", "Sådan kom det så vidt", "Tre ud af fire siger nej", "Nyt blod på vej", "Hvad nu")
_PRICES = ("Gratis deltagelse", "1.495 kr.", "2.995 kr. ekskl. moms")


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
    vacancies = [_posting(pick, firm) for firm in pick.sample(_FIRMS, postings)]
    return Page("\n\n".join([_article(pick), *blocks, *vacancies]) + "\n", 1, events, notices, postings)


def _article(pick: Random) -> str:
    lines = [
        f"{_name(pick)} skal redde {pick.choice(_WHAT)} hos {pick.choice(_FIRMS)}",
        _sentence(pick),
        "Artikel top billede",
        f"(Foto: {_name(pick)})",
        f"Af {_name(pick)}, Fjordbladet",
    ]
    for number in range(pick.randint(4, 8)):
        if number and pick.random() < 0.3:
            lines.append(pick.choice(_SUBHEADINGS))
        lines.append(_paragraph(pick))
    return "\n\n".join(lines)


def _paragraph(pick: Random) -> str:
    sentences = [_sentence(pick) for _ in range(pick.randint(1, 4))]
    if pick.random() < 0.25:
        sentences.append(f'"{_sentence(pick)}" siger {_name(pick)}, {pick.choice(_ROLES)} hos {pick.choice(_FIRMS)}.')
    return " ".join(sentences)


def _sentence(pick: Random) -> str:
    return f"{_clause(pick)}{pick.choice(_TAILS)}."


def _clause(pick: Random) -> str:
    return f"{pick.choice(_WHO)} {pick.choice(_DOES)} {pick.choice(_WHAT)}".capitalize()


def _name(pick: Random) -> str:
    return " ".join((pick.choice(_FIRST), pick.choice(_MIDDLE), pick.choice(_LAST)))


def _date(pick: Random) -> str:
    return f"{pick.randint(1, 28)}. {pick.choice(_MONTHS)} {pick.randint(2025, 2027)}"


def _event(pick: Random, index: int, number: int) -> str:
    topic = pick.choice(_TOPICS)
    clock = f" kl. {pick.randint(8, 10)}.00-{pick.randint(14, 17)}.30" if pick.random() < 0.3 else ""
    return "\n\n".join(
        (
            f"Event: {topic} i praksis, dag {index}-{number}",
            f"{topic} | {pick.choice(_TOWNS)}",
            f"{_sentence(pick)} {_sentence(pick)}",
            f"{_date(pick)}{clock} | {pick.choice(_PRICES)}",
        )
    )


def _column(pick: Random, number: int) -> str:
    notices = [_notice(pick) for _ in range(number)]
    return "\n\n".join(("Navnenyt fra it-Danmark", *notices))


def _notice(pick: Random) -> str:
    name, firm, role = _name(pick), pick.choice(_FIRMS), pick.choice(_ROLES)
    focus = f" {pick.choice(('Han', 'Hun'))} skal især beskæftige sig med {pick.choice(_FIELDS)}."
    if pick.random() < 0.3:
        age = f", {pick.randint(24, 63)} år"
        frame = f"{name}{age}, {pick.choice(_ROLES)} hos {firm}, er pr. {_date(pick)} forfremmet til {role}."
        return f"{frame}{focus} Forfremmelse"
    frame = f"{firm} har pr. {_date(pick)} ansat {name} som {role}."
    past = f" Han kommer fra en stilling som {pick.choice(_ROLES)} hos {pick.choice(_FIRMS)}."
    education = f" Hun er uddannet i datalogi fra {pick.choice(_SCHOOLS)}."
    text = f"{frame}{focus}{past}{education if pick.random() < 0.5 else ''} Nyt job"
    return f"{text}\n\n{name}\n\n{firm}" if pick.random() < 0.5 else text


def _posting(pick: Random, firm: str) -> str:
    return "\n\n".join((firm, pick.choice(_ROLES).capitalize(), pick.choice(_AREAS)))


def _sidebar(pick: Random) -> str:
    return "\n\n".join(("Læses lige nu", *(f"    {_clause(pick)}" for _ in range(4))))


def _advert(pick: Random) -> str:
    return "\n\n".join((f"Annonceindlæg fra {pick.choice(_FIRMS)}", _clause(pick)))
