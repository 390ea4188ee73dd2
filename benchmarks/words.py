"""What invented Danish texts are made of; sentences and names are picked with the random numbers that are given."""

from __future__ import annotations

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words("Agnete Bjarke Cecilie Dines Elin Flemming Gudrun Hjalte Ingelise Jeppe Kamille Lauge Mathilde Oluf")
MIDDLE = _words("Ager Birk Carlsbæk Dam Egeskov Falk Grøn Hede")
LAST = _words("Abildtrup Bramming Dalsgård Elkjær Fredskov Gyldenløve Holmegård Iversholt Klitgård Lyngdal Møllehave")
FIRMS = (
    "Tangnet A/S",
    "Klitdata ApS",
    "Nordfyrs Bank",
    "Skærbæk Software A/S",
    "Møllegruppen",
    "Fjordkraft IT",
    "Vestervig Forsikring A/S",
    "Bøgelund & Søn",
)
ROLES = (
    "systemadministrator",
    "Chief Information Security Officer",
    "afdelingsleder",
    "Data Engineer",
    "projektleder",
    "it-arkitekt",
    "Senior Developer",
    "kundechef",
)
FIELDS = ("netværk og drift", "indkøb af licenser", "test af indlejret software", "rådgivning af kommuner")
SCHOOLS = ("Aarhus Universitet", "Roskilde Universitet", "Aalborg Universitet", "IT-Universitetet i København")
TOWNS = ("Aarhus C", "Odense", "København V", "Herning", "Esbjerg", "Online")
AREAS = ("Sydjylland", "Nordsjælland", "Fyn", "Københavnsområdet", "Region Midtjylland", "Bornholm")
TOPICS = ("Cloud", "Sikkerhed", "It-løsninger", "Ledelse", "Kunstig intelligens", "Infrastruktur")
MONTHS = _words("januar februar marts april maj juni juli august september oktober november december")
WHO = (
    "selskabet",
    "den nye direktør",
    "myndigheden",
    "en gruppe udviklere",
    "styrelsen",
    "landets største kommune",
    "leverandøren bag systemet",
    "et flertal af kunderne",
)
DOES = (
    "har brugt det seneste år på at flytte",
    "overvejer at skrotte",
    "vil fra næste kvartal teste",
    "har fået kritik for",
    "lægger nu sidste hånd på",
    "sparer millioner på",
    "advarer imod",
    "samler et nyt hold om",
)
WHAT = (
    "det gamle fagsystem",
    "driften af 40 datacentre",
    "sin egen sprogmodel",
    "de tunge aftaler om licenser",
    "et åbent register over fejl",
    "udbuddet af fibernet på øerne",
    "en fælles platform til borgerne",
)
TAILS = (
    ", selv om tidsplanen skrider",
    " efter flere års tilløb",
    ", og det kan mærkes hos de ansatte",
    " for at få ro om budgettet",
    ", siger kilder til bladet",
    " uden at spørge bestyrelsen først",
    "",
)
SUBHEADINGS = ("En dyr omgang", "Sådan kom det så vidt", "Tre ud af fire siger nej", "Nyt blod på vej", "Hvad nu")
PRICES = ("Gratis deltagelse", "1.495 kr.", "2.995 kr. ekskl. moms")


def sentence(pick: Random) -> str:
    """Make a sentence."""
    return f"{clause(pick)}{pick.choice(TAILS)}."


def clause(pick: Random) -> str:
    """Say what a sentence says, without an end."""
    return f"{pick.choice(WHO)} {pick.choice(DOES)} {pick.choice(WHAT)}".capitalize()


def person(pick: Random) -> str:
    """Name somebody."""
    return " ".join((pick.choice(FIRST), pick.choice(MIDDLE), pick.choice(LAST)))
