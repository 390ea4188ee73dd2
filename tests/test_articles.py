"""Articles: pages of one, newsletters of several, and pages that have none."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from feeds.model import Article
from feeds.recognise import recognise
from feeds.recognise.header import without_header
from feeds.recognise.page import read_lines
from feeds.recognise.rules import knowledge

Told = tuple[str | None, str | None, tuple[str, ...], str | None]


def articles(text: str) -> list[Article]:
    """Read the articles of a page."""
    return [item for item in recognise(textwrap.dedent(text).strip()).items if isinstance(item, Article)]


#: For each page its articles: title, standfirst, authors, day; a phrase that each holds, and one that it lacks.
PAGES: dict[str, tuple[str, list[Told], list[tuple[str, str]]]] = {
    "da single article, tail byline": (
        """
        Cykelforbundet Syd
        Menu: Nyheder | Ture | Bliv medlem

        Ny bro forbinder to skove

        Fra søndag kan man cykle hele vejen rundt om søen.

        Broen er 42 meter lang og bygget af lærk. Kommunen har betalt det halve, medlemmerne resten.

        Den gamle sti bliver liggende, så man kan vælge mellem skov og vand.

        Af Jonna Friis, 3. marts 2026

        Om Cykelforbundet Syd
        Forbundet har 3.000 medlemmer og blev stiftet i 1931.

        Kontakt: presse@cyk.example
        """,
        [
            (
                "Ny bro forbinder to skove",
                "Fra søndag kan man cykle hele vejen rundt om søen.",
                ("Jonna Friis",),
                "2026-03-03",
            ),
        ],
        [("42 meter", "3.000 medlemmer")],
    ),
    "en news page with cookie and most read": (
        """
        We use cookies to improve your visit. Accept Reject
        Home | News | Sport | Contact

        Library to open on Sundays

        By Mia Marsh, editor
        Published 4 March 2026, 09:15

        Readers will be able to borrow books on Sundays from May, the county council decided last night.

        The council has set aside money for two new posts. "We have waited for years," said Owen Hart.

        Read also: New bridge delayed again

        The trial runs until Christmas, after which the figures will be looked at.

        Most read
        1. Fire at the harbour
        2. New mayor

        Weather: 7 degrees, rain
        """,
        [
            ("Library to open on Sundays", None, ("Mia Marsh",), "2026-03-04"),
        ],
        [("set aside money", "Fire at the harbour")],
    ),
    "no newsletter capitals only": (
        """
        BYGDEBLADET
        Nr. 5 · 12. mai 2026

        Hei alle sammen!
        Våren er her.

        NY GAPAHUK VED TJERNET
        Dugnadsgjengen har bygd gapahuk av gammelt tømmer, og den er åpen for alle.

        Tømmeret kom fra låven på Nordre Lia. Taket er tekket med torv, og det er plass til tolv personer.

        SKOLEKORPSET SØKER HORN
        Korpset har fått ti nye medlemmer og mangler instrumenter.

        Har du et gammelt horn på loftet, tar vi det imot med takk. Vi kan hente.

        KALENDER
        16. mai kl. 18: Dugnad, skolen
        """,
        [
            (
                "NY GAPAHUK VED TJERNET",
                "Dugnadsgjengen har bygd gapahuk av gammelt tømmer, og den er åpen for alle.",
                (),
                "2026-05-12",
            ),
            ("SKOLEKORPSET SØKER HORN", "Korpset har fått ti nye medlemmer og mangler instrumenter.", (), "2026-05-12"),
        ],
        [("tekket med torv", "horn"), ("på loftet", "Dugnad, skolen")],
    ),
    "de newsletter with tail bylines and rules": (
        """
        Rundbrief des Heimatvereins Oberau
        Ausgabe 2, 4. April 2026

        Liebe Mitglieder,
        der Winter ist vorbei.

        ***

        Die Mühle dreht sich wieder

        Nach elf Jahren Stillstand läuft das Rad.

        Drei Zimmerleute haben den Winter über neue Schaufeln gebaut. Das Holz stiftete die Gemeinde.

        (hp)

        ***

        Archiv zieht um

        Unsere Fotos liegen jetzt im Rathaus. Wer sie sehen will, meldet sich bei Frau Kern.

        Text: Karin Kern

        ***

        TERMINE

        18. April 2026, 14 Uhr: Mühlenfest, Mühle

        Impressum: Heimatverein Oberau e. V.
        """,
        [
            ("Die Mühle dreht sich wieder", "Nach elf Jahren Stillstand läuft das Rad.", ("hp",), "2026-04-04"),
            ("Archiv zieht um", None, ("Karin Kern",), "2026-04-04"),
        ],
        [("neue Schaufeln", "Fotos"), ("im Rathaus", "Schaufeln")],
    ),
    "sv single with boilerplate": (
        """
        Pressmeddelande

        Kommunen köper sopbil på el

        Publicerad: 5 mars 2026

        Bilen är tyst, och den kan köra hela rundan. Hämtningen kan börja klockan fem utan att väcka någon.

        Föraren Lisa Ek har provkört i två veckor och är nöjd med allt utom backljuset.

        Presskontakt
        Olle Berg, 0900-00 00 11

        Om Sundby kommun
        Sundby kommun har 14 000 invånare.
        """,
        [
            ("Kommunen köper sopbil på el", None, (), "2026-03-05"),
        ],
        [("provkört", "14 000")],
    ),
    "en careers page without article": (
        """
        Work at Mossley Glass

        We grow herbs under glass. Our founder started with one bench in 1978, and we still water by hand.

        Every Friday we eat what did not sell. It is a good way to learn what our customers do not like.

        Open roles
        Grower · Ormskirk · Full-time
        Driver · Ormskirk · Part-time

        About us
        Mossley Glass was founded in 1978 and has never been late with a delivery.
        """,
        [],
        [],
    ),
    "da calendar with introduction no article": (
        """
        Kulturhuset Kedlen
        Program forår 2026

        Velkommen til en ny sæson. Vi har skruet et program sammen med musik, film og snak i huset.

        Baren åbner en time før, og der er altid en vegetarret på komfuret, som koster 60 kr.

        5. marts 2026 kl. 20: Koncert med Trio Tang, Store Sal, 120 kr.
        12. marts 2026 kl. 19: Film: Havet, Lille Sal, 60 kr.
        19. marts 2026 kl. 19: Foredrag: Byens træer, Store Sal, gratis
        """,
        [],
        [],
    ),
    "de Stücke mit Namen darunter, eines mit einem Kapitel": (
        """
        DER KORBMACHER
        Fachblatt für Korb und Weide

        Montag, 3. August 2026

        Alte Weiden werden neue Zäune

        Ein Betrieb in Rauental holt Schnittgut von den Ufern und flicht es.

        Wer einen Bach säubert, wirft die Ruten meist weg. In Rauental ist das seit dem Frühjahr anders.
        „Am Anfang haben uns alle ausgelacht“, sagt Inhaber Rolf Sand. Inzwischen fährt sein Wagen dreimal in der Woche.

        Der Weg ins Becken
        Die Feuchte entscheidet darüber, ob die Rute hält. Zu trockenes Holz bricht, zu nasses schimmelt.

        Von Renate Schmal

        Lehrlinge zeigen ihre Stücke

        Vierzig junge Leute stellten ihre Arbeiten aus. Den ersten Preis erhielt eine Lampe aus Ruten.

        Von Karl Dobel

        Termine

        Samstag, 22. August 2026, 14 Uhr: Tag der offenen Hütte, Hütte Moosgrund
        Sonntag, 20. September 2026, 10 Uhr: Korbmarkt, Stadthalle Rauental

        Personalien

        Monika Seifrid ist zum 1. August 2026 neue Ausbildungsleiterin der Hütte Moosgrund.
        """,
        [
            (
                "Alte Weiden werden neue Zäune",
                "Ein Betrieb in Rauental holt Schnittgut von den Ufern und flicht es.",
                ("Renate Schmal",),
                "2026-08-03",
            ),
            ("Lehrlinge zeigen ihre Stücke", None, ("Karl Dobel",), "2026-08-03"),
        ],
        [("Der Weg ins Becken", "Vierzig"), ("Vierzig", "Renate")],
    ),
    "en pieces signed below, one with a chapter": (
        """
        THE BASKET MAKER
        For everyone who weaves

        Monday 3 August 2026

        Old willows become new fences

        A firm in Rowdale fetches cuttings from the brooks and weaves them.

        Those who clear a brook mostly throw the rods away. In Rowdale that has been different since spring.
        “At first everybody laughed at us,” says owner Rolf Sand. Now his van goes out three times a week.

        The way to the tank
        The damp decides whether the rod will hold. Wood that is too dry breaks, and wet wood goes mouldy.

        By Rita Small

        Apprentices show their work

        Forty young people showed their work at the college. First prize went to a lamp of rods.

        By Carl Dobbel

        Diary

        Saturday 22 August 2026, 2pm: Open workshop, Mossground Hall
        Sunday 20 September 2026, 10am: Basket fair, Town Hall
        """,
        [
            (
                "Old willows become new fences",
                "A firm in Rowdale fetches cuttings from the brooks and weaves them.",
                ("Rita Small",),
                "2026-08-03",
            ),
            ("Apprentices show their work", None, ("Carl Dobbel",), "2026-08-03"),
        ],
        [("The way to the tank", "Forty"), ("Forty", "Rita")],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_gives_its_articles(name: str) -> None:
    text, wanted, phrases = PAGES[name]
    found = articles(text)
    assert [(a.title, a.summary, a.authors, a.published and str(a.published)[:10]) for a in found] == wanted
    for article, (holds, lacks) in zip(found, phrases, strict=True):
        assert holds in (article.content or "")
        assert lacks not in (article.content or "")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Nyhedsbrev nr. 4 · tirsdag den 7. april 2026\nForeningen Åbne Kort", date(2026, 4, 7)),
        ("Foreningen Åbne Kort\nNyhedsbrev\n7. april 2026", date(2026, 4, 7)),
        ("Foreningen Åbne Kort\nSiden er opdateret den 7. april 2026", date(2026, 4, 7)),
        ("Foreningen Åbne Kort\nNyt fra os | Udsendt 7. april 2026", date(2026, 4, 7)),
        ("Foreningen Åbne Kort\nCookiepolitikken er opdateret den 7. april 2026", None),
        ("Foreningen Åbne Kort\nUdgave 7", None),
    ],
)
def test_the_day_of_a_page_gives_a_deadline_its_year(head: str, day: date | None) -> None:
    page = f"{head}\n\nLEDIG STILLING\nStilling: Kasserer\nArbejdssted: Ribe\nAnsøgningsfrist: 1. maj\n"
    (posting,) = recognise(page, language="da").items
    deadline = getattr(posting, "valid_through", None)
    assert deadline == (None if day is None else date(2026, 5, 1))


def test_a_rubric_stands_above_the_headline_and_writers_have_offices() -> None:
    page = """
    The Dale Examiner
    News   Farming   Sport
    17°C, showers

    FARMING

    Sheepdog that failed its exam now teaches others

    Rejected twice for laziness, Moss has found a calling

    By Josephine Arkle, farming editor, and Sam Tosh
    Published 21 August 2026, 7.00am | Updated 22 August 2026, 9.40am

    Moss lies down when told to run. For two summers that was a problem, and then somebody noticed the puppies.

    They were copying him. Whatever else Moss would not do, he would not chase a lamb.
    """
    (article,) = articles(page)
    assert article.title == "Sheepdog that failed its exam now teaches others"
    assert article.summary == "Rejected twice for laziness, Moss has found a calling"
    assert article.authors == ("Josephine Arkle", "Sam Tosh")


def test_a_piece_without_a_writer_follows_one_that_is_signed() -> None:
    page = """
    Odlarbrevet nr 6, 10 juni 2026

    Vattnet är på igen!

    Pumpen orkade inte med torkan men nu droppar det i alla slangar.

    Efter elva torra dagar kom rörmokaren och bytte en packning för 38 kronor. Vattna gärna på kvällen.

    (Text: Barbro Ståhl)

    Sniglarna mot oss alla

    Vi har provat kaffesump, koppartejp och anklagande blickar. Kopparn vann. På lott sjutton plockades fler.

    KALENDER
    14 juni kl 10  Arbetsdag, samling vid boden
    27 juni kl 13–16  Plantbyte på Stora gången, gratis

    LEDIGT JOBB
    Föreningen söker en vaktmästare på 25 %, Malmö. Skicka några rader senast 30 juni 2026.
    """
    assert [article.title for article in articles(page)] == ["Vattnet är på igen!", "Sniglarna mot oss alla"]
    assert "Sniglarna" not in (articles(page)[0].content or "")


SHORT_NEWS = [
    """
    Radio Vestfjord
    Korte nyheder          Hør live ▶

    MANDAG 23. MARTS 2026

    Svaner standser linje nr. 8
    Passagererne ventede i fyrre minutter, mens to svaner sad i Brogade. En chauffør lokkede dem væk med ostemad.
    Togene kørte som de plejer. (bb)

    Kommunen vil have sine skilte igen
    Af Karen Vittrup

    Den, der har lånt et skilt, slipper for spørgsmål. Omkring halvfems skilte forsvinder hvert år.
    Alt bliver vasket og sat op igen før efteråret.

    Sygehusets bager hænger forklædet op
    Af Bo Bodum og Karen Vittrup

    Dora Asgaard bagte sine sidste fire hundrede boller lørdag. Hun blev ansat som køkkenhjælp i 1979.
    Hun savner allerede duften.

    TRAFIK  Kø på E45 · VEJR  11 grader, opklaring
    Også hos os: Dyrere billetter · Borgmester afviser ged · Vind adgangskort til derbyet på lørdag
    Redaktion 00 11 22 33 · Privatliv
    """,
    """
    Radio Hafenkante
    Kurz gemeldet          Live hören ▶

    MONTAG, 23. MÄRZ 2026

    Schwäne stoppen die Linie Nr. 8
    Fahrgäste warteten vierzig Minuten, weil zwei Schwäne in der Brückstraße saßen. Ein Fahrer lockte sie weg.
    Die Bahnen fuhren wie immer. /ts

    Die Stadt will ihre Schilder zurück
    Von Karin Witte

    Wer eines hat, wird nichts gefragt. Rund neunzig Schilder verschwinden jedes Jahr aus den Dörfern.
    Alles wird gewaschen und bis zum Herbst wieder aufgehängt.

    Die Bäckerin hängt die Schürze weg
    Von Benno Bothe und Karin Witte

    Dora Askens hat am Samstag ihre letzten vierhundert Brötchen gebacken. Sie begann 1979 als Küchenhilfe.
    Sie vermisst schon jetzt den Duft.

    VERKEHR  Stau auf der A7 · WETTER  11 Grad, heiter
    Auch bei uns: Tickets werden teurer · Ziege im Rathaus · Karten für das Spiel am Samstag zu gewinnen
    Redaktion 000 112233 · Datenschutz
    """,
]


@pytest.mark.parametrize("page", SHORT_NEWS)
def test_short_news_below_one_date_are_an_article_each(page: str) -> None:
    first, second, third = articles(page)
    assert (first.title or "").endswith("8"), "a number in a headline names no issue"
    assert len(second.authors) == 1
    assert len(third.authors) == 2
    assert "·" not in (third.content or ""), "the foot of the page"


def test_the_entries_of_a_list_and_subheadings_of_an_article_are_marked_up() -> None:
    (article,) = articles(
        """
        The ferry stops for two weeks

        By Mia Marsh, editor

        The ferry over the sound is taken out of the water on Monday, and its hull is painted.

        What you can do

        - Take the bus <32> & walk
        - Stay on the island

        Tickets that were bought for these days can be used until the end of the summer.
        """
    )
    assert article.content == (
        "<p>The ferry over the sound is taken out of the water on Monday, and its hull is painted.</p>\n"
        "<h2>What you can do</h2>\n"
        "<ul><li>Take the bus &lt;32&gt; &amp; walk</li><li>Stay on the island</li></ul>\n"
        "<p>Tickets that were bought for these days can be used until the end of the summer.</p>"
    )


@pytest.mark.parametrize(
    ("top", "is_menu"),
    [
        ("Home\nNews\nSport\nA page of text", True),
        ("Home | News | Sport\nA page of text", True),
        ("When: 3 May 2026\nHome | News | Sport\nA page of text", False),
        ("Where: Town hall\nHome\nNews\nSport", False),
    ],
)
def test_what_stands_below_the_labels_of_a_page_is_no_menu(top: str, is_menu: bool) -> None:
    lines = read_lines(top + "\nThe rest of it.\nGoes on here.\nAnd here.")
    _, found = without_header(lines, knowledge("en"))
    assert found is is_menu


@pytest.mark.parametrize(
    ("language", "call"),
    [
        ("da", "Send dine nyheder til red@example.org. Redaktøren bestemmer."),
        ("no", "Send dine nyheter til red@example.org. Redaktøren bestemmer."),
        ("sv", "Skicka dina nyheter till red@example.org. Redaktören bestämmer."),
        ("de", "Schicken Sie Ihre Beiträge an red@example.org. Die Redaktion entscheidet."),
        ("en", "Send your news to red@example.org. The editor's decision is final."),
    ],
)
def test_a_call_to_send_news_is_of_no_text(language: str, call: str) -> None:
    lines = read_lines(f"Alfa\n\nBeta gamma.\n\n{call}\n")
    assert knowledge(language).banner.wholes([line.text for line in lines]) == {call}
