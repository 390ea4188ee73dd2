"""Pages of clubs, parishes and departments: what their words say of all, and ordinary texts near them."""

from __future__ import annotations

import pytest

from feeds.model import Event, JobPosting, PersonnelNotice
from feeds.recognise import recognise

WALKS = {
    "en": ("Walks 2026", "Sunday 11 January 2026", "Wednesday 21 January 2026", "Meet: 10 am, Lock Café", "Leader"),
    "da": ("Turprogram 2026", "Søndag 11. januar 2026", "Onsdag 21. januar 2026", "Mødested: kl. 10, Lock", "Leder"),
    "no": ("Turprogram 2026", "Søndag 11. januar 2026", "Onsdag 21. januar 2026", "Oppmøte: kl. 10, Lock", "Turleder"),
    "sv": ("Vandringar 2026", "Söndag 11 januari 2026", "Onsdag 21 januari 2026", "Samling: kl. 10, Lock", "Ledare"),
    "de": (
        "Wanderplan 2026",
        "Sonntag, 11. Januar 2026",
        "Mittwoch, 21. Januar 2026",
        "Treffpunkt: 10 Uhr, Lock",
        "Leitung",
    ),
}
CONCERTS = {
    "en": "All concerts are held in Hill Hall where nothing else is stated. Doors 7 pm, music starts at 8 pm.",
    "da": "Alle koncerter holdes i Hill Hus hvor intet andet er nævnt. Dørene åbner kl. 19, musikken starter kl. 20.",
    "no": "Alle konserter holdes i Hill Hus der ikke annet er oppgitt. Dørene åpner kl. 19, musikken starter kl. 20.",
    "sv": "Alla konserter spelas i Hill Hus där inget annat anges. Dörrarna öppnar kl. 19 och musiken börjar kl. 20.",
    "de": "Alle Konzerte finden im Hill Haus statt, wo nichts anderes steht. Einlass 19 Uhr, die Musik beginnt 20 Uhr.",
}
DAYS = {
    "en": ("Fri 6 March", "Fri 20 March"),
    "da": ("Fre 6. marts", "Fre 20. marts"),
    "no": ("Fre 6. mars", "Fre 20. mars"),
    "sv": ("Fre 6 mars", "Fre 20 mars"),
    "de": ("Fr 6. März", "Fr 20. März"),
}
BOARDS = {
    "en": "Hill Club\n\nThis is the new committee:\n\nChair: Ann North (new)\nTreasurer: Tom Hove (new)\n",
    "da": "Hill IF\n\nDette er den nye bestyrelse:\n\nFormand: Anne Nord (ny)\nKasserer: Tom Hove (ny)\n",
    "no": "Hill IL\n\nDette er det nye styret:\n\nLeder: Anne Nord (ny)\nKasserer: Tom Hove (ny)\n",
    "sv": "Hill IF\n\nDet här är den nya styrelsen:\n\nOrdförande: Anna Nord (ny)\nKassör: Tom Hove (ny)\n",
    "de": "Hill\n\nDas ist der neue Vorstand:\n\nVorsitzende: Sabine Nordbach (neu)\nStellvertreter: Tom Hofer (neu)\n",
}


def events(page: str) -> list[tuple[str, str, str | None]]:
    found = (item for item in recognise(page).items if isinstance(item, Event))
    return [(str(item.title), str(item.start)[:16], item.location) for item in found]


def notices(page: str) -> list[tuple[str, str | None, str | None]]:
    found = (item for item in recognise(page).items if isinstance(item, PersonnelNotice))
    return [(str(item.change), item.person.name if item.person else None, item.organization) for item in found]


def postings(page: str) -> list[tuple[str, str | None, str | None]]:
    found = (item for item in recognise(page).items if isinstance(item, JobPosting))
    return [(str(item.title), item.hiring_organization, item.job_location) for item in found]


@pytest.mark.parametrize("code", WALKS)
def test_days_alone_have_their_hours_behind_labels_and_leaders_change_no_job(code: str) -> None:
    head, first, second, met, leader = WALKS[code]
    entry = "{day}\n{title}\n{met}\n{leader}: {name}\n"
    told = [
        entry.format(day=day, title=title, met=met, leader=leader, name=name)
        for day, title, name in ((first, "Holm Runde", "Jenny Berg"), (second, "Lund Tor", "Mikael Dunn"))
    ]
    page = f"Hill Club\n\n{head}\n\n" + "\n".join(told)
    assert [(title, start) for title, start, _ in events(page)] == [
        ("Holm Runde", "2026-01-11 10:00"),
        ("Lund Tor", "2026-01-21 10:00"),
    ]
    assert notices(page) == []


def test_the_day_of_a_paper_above_its_calendar_is_none_of_it() -> None:
    page = (
        "The Herald\nFriday 6 March 2026\n\nDiary\n\n"
        "Sat 14 March, 7 pm: Quiz, Old Mill\nSat 21 March, 7 pm: Dance, Old Mill\n"
    )
    assert [title for title, *_ in events(page)] == ["Quiz", "Dance"]


def test_labels_of_people_with_an_hour_stay_notices() -> None:
    page = (
        "New faces\n\nName: Ann North\nRole: Clerk\nFirm: Hill Ltd\nStarts: 3 May 2026\n\n"
        "Name: Tom Hove\nRole: Cook\nFirm: Holm Ltd\nStarts: 4 May 2026\n"
    )
    assert [name for _, name, _ in notices(page)] == ["Ann North", "Tom Hove"]
    assert events(page) == []


@pytest.mark.parametrize("code", CONCERTS)
def test_where_and_when_all_are_is_told_with_its_exceptions(code: str) -> None:
    first, second = DAYS[code]
    page = f"JAZZ 2026\n\n{CONCERTS[code]}\n\n{first}\nTrio Norrsken\n\n{second}\nDuo Holm\n"
    place = "Hill Haus" if code == "de" else "Hill Hall" if code == "en" else "Hill Hus"
    assert events(page) == [("Trio Norrsken", "2026-03-06 20:00", place), ("Duo Holm", "2026-03-20 20:00", place)]


def test_the_end_of_a_verb_is_no_part_of_a_place() -> None:
    page = (
        "Stadt Hill\n\nTERMINE 2026\n\n"
        "Der Wochenmarkt findet jeden Samstag von 7 bis 13 Uhr auf dem Marktplatz statt.\n"
    )
    assert [place for *_, place in events(page)] == ["Marktplatz"]


@pytest.mark.parametrize("code", BOARDS)
def test_who_is_new_on_a_board_was_elected(code: str) -> None:
    assert [change for change, *_ in notices(BOARDS[code])] == ["elected", "elected"]


def test_who_a_new_board_hires_is_appointed() -> None:
    page = "Navne\n\nDet nye styret i Hill IL har ansatt Anne Nord som daglig leder.\n"
    assert [change for change, *_ in notices(page)] in ([], ["appointed"])


@pytest.mark.parametrize(
    ("named", "firm"),
    [("Pixels", "Hill Software"), ("Pixels Ltd", "Pixels Ltd")],
    ids=["a department where others name one", "a firm beside departments"],
)
def test_what_stands_where_others_name_a_department_is_one_but_for_a_firm(named: str, firm: str) -> None:
    page = (
        "Hill Software\nJobs at Hill Software\n\nOpen positions\n\n"
        "Backend developer\nEngineering · Leeds · Full time\nApply by 3 May 2026\n\n"
        f"UX designer\n{named} · Hull · Full time\nApply by 4 May 2026\n\n"
        "Support agent\nCustomer service · Leeds · Part time\nApply by 5 May 2026\n"
    )
    assert postings(page)[1] == ("UX designer", firm, "Hull")


@pytest.mark.parametrize("name", ["Landesverband der Obstbauern Mittelland e. V.", "Obstbauern Hill eG"])
def test_a_club_hires_whose_letter_has_its_day_below_the_name(name: str) -> None:
    page = (
        f"{name}\nRundbrief Nr. 2/2026\nDonnerstag, 19. Februar 2026\n\nSTELLENANGEBOTE\n\n"
        "Bürokraft (m/w/d)\nTeilzeit, 18 Stunden\nBewerbung bis 22. März 2026\n"
    )
    assert [firm for _, firm, _ in postings(page)] == [name]


def test_the_news_of_a_letter_above_its_programme_is_read() -> None:
    page = (
        "KIRKEBLADET\nNr. 2 · maj – august 2026\n\nNy sognepræst ved Holm Kirke\n\n"
        "Den 1. juni 2026 tiltræder Mette Nord som sognepræst ved Holm Kirke. Hun er 41 år.\n\n"
        "ARRANGEMENTER\n\nGudstjeneste\n"
        "Søndag den 7. juni 2026 kl. 14.00 i Holm Kirke\nProvsten indsætter Mette Nord.\n\n"
        "Udflugt til Mols\nOnsdag den 17. juni 2026 kl. 9.00\nAfgang fra Holm Kirke. Pris: 250 kr.\n"
    )
    assert notices(page) == [("appointed", "Mette Nord", "Holm Kirke")]
    assert [title for title, *_ in events(page)] == ["Gudstjeneste", "Udflugt til Mols"]


def test_a_paragraph_above_a_block_of_names_is_read() -> None:
    page = (
        "Holm Idrætsforening\n\nNYT FRA KLUBBEN\nOpdateret 8. juni 2026\n\nNy træner for damerne\n"
        "Holm IF har ansat Rikke Nord som cheftræner. Hun tiltræder den 1. juli 2026.\n\n"
        "Ny bestyrelse\nPå generalforsamlingen blev Claus Bak valgt som ny formand for Holm IF.\n\nKALENDER\n\n"
        "Åbent hus\n15. august 2026 kl. 10.00-13.00\nHolm Hallen\n\nKlubfest\n29. august 2026 kl. 18.00\nHolm Hallen\n"
    )
    assert [name for _, name, _ in notices(page)] == ["Rikke Nord", "Claus Bak"]
