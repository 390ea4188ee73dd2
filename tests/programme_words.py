"""Words from which `generated_programmes.py` makes its pages: invented titles, houses and sentences."""

from __future__ import annotations


def _by_language(*rows: str) -> dict[str, list[str]]:
    return dict(zip(("da", "no", "sv", "de", "en"), map(str.split, rows), strict=True))


WEEKDAYS = _by_language(
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)
SHORT_WEEKDAYS = _by_language(
    "ma ti on to fr lø sø",
    "ma ti on to fr lø sø",
    "mån tis ons tors fre lör sön",
    "Mo Di Mi Do Fr Sa So",
    "Mon Tue Wed Thu Fri Sat Sun",
)
MONTHS = _by_language(
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "January February March April May June July August September October November December",
)
SHORT_MONTHS = _by_language(
    "jan feb mar apr maj jun jul aug sep okt nov dec",
    "jan feb mar apr mai jun jul aug sep okt nov des",
    "jan feb mar apr maj jun jul aug sep okt nov dec",
    "Jan Feb März April Mai Juni Juli Aug Sept Okt Nov Dez",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
)
#: Days as a list writes them: W, w a weekday, d, D a day, o its ending, M, m, n, N a month, Y a year.
DAYS = {
    "en": [
        "{w} {d} {m}",
        "{W} {d} {M}",
        "{d} {M}",
        "{d}{o} {M}",
        "{W} {d}{o} {M}",
        "{M} {d}",
        "{w} {M} {d}",
        "{D} {m}",
        "{w}, {d} {m}",
        "{W}, {M} {d}",
        "{w} {d} {m} {Y}",
        "{W} {d} {M} {Y}",
        "{d} {M} {Y}",
        "{Y}-{N}-{D}",
    ],
    "da": [
        "{w}. {d}. {M}",
        "{W} den {d}. {M}",
        "{d}. {m}.",
        "{d}/{n}",
        "{D}.{N}.",
        "{w} {d}/{n}",
        "{d}. {M}",
        "{W} {d}. {M}",
        "{W} d. {d}/{n}",
        "den {d}. {M}",
        "{D}.{N}.{Y}",
        "{d}/{n} {Y}",
        "{d}. {M} {Y}",
        "{D}-{N}-{Y}",
    ],
    "no": [
        "{w}. {d}. {M}",
        "{W} {d}. {M}",
        "{d}. {m}.",
        "{d}/{n}",
        "{D}.{N}.",
        "{w} {d}.{n}.",
        "{d}. {M}",
        "{W} den {d}. {M}",
        "{w} {d}/{n}",
        "{W} {d}.{n}",
        "{D}.{N}.{Y}",
        "{d}. {M} {Y}",
        "{W} {d}. {M} {Y}",
    ],
    "sv": [
        "{d}/{n}",
        "{w} {d}/{n}",
        "{d} {M}",
        "{W} {d} {M}",
        "{W}en den {d} {M}",
        "{w} {d} {m}",
        "{d} {m}",
        "den {d} {M}",
        "{W} {d}/{n}",
        "{w}. {d} {M}",
        "{Y}-{N}-{D}",
        "{d} {M} {Y}",
        "{W} {d} {M} {Y}",
    ],
    "de": [
        "{D}.{N}.",
        "{w}, {D}.{N}.",
        "{w} {d}.{n}.",
        "{d}. {M}",
        "{W}, {d}. {M}",
        "{w}., {d}. {M}",
        "{w} {d}. {M}",
        "{W}, den {d}. {M}",
        "{w}. {D}.{N}.",
        "{d}.{n}.",
        "{D}.{N}.{Y}",
        "{W}, {D}. {M} {Y}",
        "{w}, {D}.{N}.{Y}",
    ],
}
#: Days below a heading that names their month.
NUMBERS = {
    "en": ["{w} {d}", "{w} {d}{o}", "{W} {d}", "{d}{o}", "{d}", "{w}, {d}", "{W} {d}{o}"],
    "da": ["{w}. {d}.", "{d}.", "{W} den {d}.", "{w} {d}.", "den {d}.", "{W} {d}."],
    "no": ["{w}. {d}.", "{d}.", "{W} {d}.", "{w} {d}.", "{W} den {d}."],
    "sv": ["{w} {d}", "{W} {d}", "{d}", "den {d}", "{W}en den {d}", "{w}. {d}"],
    "de": ["{w}, {D}.", "{w} {d}.", "{d}.", "{W}, {d}.", "{w}., {d}.", "{D}."],
}
#: Clock times: h, m of the start, e, f of the end, each form for whole hours (no m) or with minutes.
HOURS = {
    "en": ["{t}", "{T}", "{h24}:{mm}", "{t}", "at {t}", "{T}"],
    "da": ["kl. {h.}", "kl. {h}.{mm}", "{h}.{mm}", "{h}:{mm}", "kl {h.}", "klokken {h.}", "fra kl. {h.}"],
    "no": ["kl. {h.}", "kl. {h}.{mm}", "kl {h}.{mm}", "{h}:{mm}", "kl. {h}:{mm}", "klokka {h.}", "fra kl. {h.}"],
    "sv": ["kl. {h.}", "kl. {h}.{mm}", "kl {h}.{mm}", "{h}.{mm}", "{h}:{mm}", "klockan {h.}", "från kl. {h.}"],
    "de": ["{h:} Uhr", "{h}.{mm} Uhr", "{h}:{mm} Uhr", "um {h:} Uhr", "ab {h:} Uhr", "{h}:{mm}", "{h:} Uhr"],
}
SPANS = {
    "en": ["{t}–{T2}", "{T} to {T2}", "{h24}:{mm}–{e24}:{ff}", "{T} - {T2}", "from {T} to {T2}"],
    "da": ["kl. {h.}-{e.}", "kl. {h}.{mm}–{e}.{ff}", "{h}.{mm}-{e}.{ff}", "kl. {h.} til {e.}", "{h}:{mm} - {e}:{ff}"],
    "no": ["kl. {h.}–{e.}", "kl. {h}.{mm}–{e}.{ff}", "{h}.{mm}-{e}.{ff}", "kl. {h.} til {e.}", "{h}:{mm}–{e}:{ff}"],
    "sv": ["kl. {h.}–{e.}", "kl. {h}.{mm}–{e}.{ff}", "{h}.{mm}-{e}.{ff}", "kl {h.}-{e.}", "{h}:{mm}–{e}:{ff}"],
    "de": [
        "{h:}–{e:} Uhr",
        "{h:} bis {e:} Uhr",
        "{h}.{mm}–{e}.{ff} Uhr",
        "{h}:{mm} - {e}:{ff}",
        "von {h:} bis {e:} Uhr",
    ],
}
PRICES = {
    "en": ["£9", "£12", "£7.50", "free", "£30", "£5", "£180", "£4", "£16", "£2.50"],
    "da": ["40 kr.", "150 kr.", "gratis", "85 kr.", "1.250 kr.", "20 kr.", "300 kr.", "65 kr."],
    "no": ["kr 200", "150 kr", "gratis", "kr 50", "kr 1200", "80 kr", "kr 350"],
    "sv": ["180 kr", "gratis", "40 kr", "fri entré", "1 200 kr", "75 kr", "250 kr"],
    "de": ["9 €", "15 Euro", "12,50 €", "Eintritt frei", "45 €", "kostenlos", "7 Euro", "120 €"],
}
MARKED = {
    "en": ["tickets {}", "entry {}", "cost {}"],
    "da": ["entré {}", "pris {}", "billetter {}"],
    "no": ["inngang {}", "billett {}", "pris {}"],
    "sv": ["entré {}", "pris {}", "biljett {}"],
    "de": ["Eintritt {}", "Kosten {}", "Beitrag {}"],
}
PLACES = {
    "en": [
        "Village Hall",
        "the scout hut",
        "St Mark's Church",
        "Larkfield Park",
        "Parish Room",
        "The Crown",
        "Kettle Cricket Ground",
        "Lower Mill",
        "the Old Forge",
        "Harbour Square",
        "Room 4, Ashby Library",
        "Methodist Chapel",
        "the boathouse",
        "Wren Hall",
        "Plot 14",
        "Community Centre",
        "St Anne's School",
        "Station Road car park",
    ],
    "da": [
        "Sognegården",
        "spejderhytten",
        "Vor Frue Kirke",
        "Forsamlingshuset",
        "Fælleshuset",
        "Havneparken",
        "Klubhuset",
        "Tinghøj Skole",
        "Medborgerhuset, sal 2",
        "Lunden",
        "Byens Torv",
        "Idrætscentret",
        "Gl. Mølle",
        "biblioteket",
        "Ramløse Kirke",
        "Kulturhuset",
        "have 14",
        "Rådhuspladsen",
    ],
    "no": [
        "Bedehuset",
        "speiderhytta",
        "Nesodd kirke",
        "Samfunnshuset",
        "Grendehuset",
        "Rådhusplassen",
        "Klubbhuset",
        "Solvang skole",
        "Kulturhuset, sal 2",
        "Langvannet",
        "Torget",
        "Idrettshallen",
        "Gamle Mølle",
        "biblioteket",
        "Ungdomshuset",
        "menighetssalen",
        "Tårnhytta",
        "Fjordparken",
    ],
    "sv": [
        "Församlingshemmet",
        "scoutstugan",
        "Sankta Anna kyrka",
        "Bygdegården",
        "Hamntorget",
        "Klubbstugan",
        "Ramsön",
        "Solbackens skola",
        "Folkets hus, sal 2",
        "kvartersgården",
        "Stora torget",
        "Idrottshallen",
        "Gamla kvarnen",
        "biblioteket",
        "föreningslokalen",
        "Slottsparken",
        "Lötens kyrka",
        "Kulturhuset",
    ],
    "de": [
        "Gemeindehaus",
        "Pfadfinderheim",
        "Marienkirche",
        "Vereinsheim",
        "Bürgersaal",
        "Alte Mühle",
        "Stadthalle",
        "Aula der Lindenschule",
        "Kulturhaus, Raum 2",
        "Grillplatz am See",
        "Marktplatz",
        "Sporthalle Nord",
        "Gasthof Krone",
        "Stadtbibliothek",
        "St. Lambertus",
        "Bootshaus",
        "Pfarrgarten",
        "Schlosspark",
    ],
}
#: The usual place behind its preposition.
AT_HOME = {
    "en": ["in the scout hut", "in the Parish Room", "at the boathouse", "in Wren Hall", "in the Community Centre"],
    "da": ["i spejderhytten", "i Sognegården", "i Klubhuset", "på biblioteket", "i Fælleshuset"],
    "no": ["i speiderhytta", "i menighetssalen", "på Grendehuset", "på biblioteket", "i Klubbhuset"],
    "sv": ["i scoutstugan", "i Församlingshemmet", "i klubbstugan", "på biblioteket", "i Bygdegården"],
    "de": ["im Gemeindehaus", "im Pfadfinderheim", "im Vereinsheim", "in der Stadtbibliothek", "im Bootshaus"],
}
USUAL = {
    "en": [
        "We meet on {W}s, {span}, {at} unless otherwise stated.",
        "{W}s {span} {at} unless something else is written.",
        "Meetings are on {W}s {at}, {span}, unless stated otherwise.",
        "All evenings begin at {hour} and are held {at} unless otherwise stated.",
        "Unless otherwise stated we meet {at} at {hour}.",
    ],
    "da": [
        "Vi mødes {W}e {span} {at}, hvis intet andet er nævnt.",
        "{W}e {span} {at}, medmindre andet er angivet.",
        "Møderne holdes {at} {span}, hvor intet andet er nævnt.",
        "Alle aftener begynder {hour} {at}, hvis ikke andet står.",
        "Medmindre andet er nævnt, mødes vi {at} {hour}.",
    ],
    "no": [
        "Vi møtes {W}er {span} {at} hvis ikke annet er nevnt.",
        "{W}er {span} {at} om ikke annet står.",
        "Møtene holdes {at} {span} om ikke annet er oppgitt.",
        "Alle kvelder begynner {hour} {at}, med mindre annet er nevnt.",
        "Dersom ikke annet er oppgitt, møtes vi {at} {hour}.",
    ],
    "sv": [
        "Vi ses {at} på {W}ar {span} om inget annat anges.",
        "{W}ar {span} {at} om inte annat anges.",
        "Mötena hålls {at} {span} om inget annat sägs.",
        "Alla kvällar börjar {hour} {at} om inget annat anges.",
        "Om inget annat anges träffas vi {at} {hour}.",
    ],
    "de": [
        "Wir treffen uns {W}s {span} {at}, wenn nichts anderes angegeben ist.",
        "{W}s {span} {at}, sofern nicht anders angegeben.",
        "Die Treffen finden {at} {span} statt, wenn nicht anders angegeben.",
        "Alle Abende beginnen {hour} {at}, soweit nicht anders vermerkt.",
        "Soweit nicht anders angegeben, treffen wir uns {hour} {at}.",
    ],
}
TITLES = {
    "en": """Harvest supper;Knots;Summer camp;Bring and share lunch;Annual general meeting;Seed swap;Midsummer relay
Hedgehogs after dark;Frostbite 10K;Choir practice;Songs of Praise;Quiz night;Beacon Fell Race
An evening with the Larkin Trio;Pancake party;Compost: the dark art;Carols by candlelight
Cooking on an open fire;First aid;Beetle drive;Coffee morning;Spring clean;Canal half marathon
Talk: the bees of Mill Lane;Evensong;Bonfire and fireworks;Film: “The Long Tide”;Winter pruning
Who owns the river?;Open gardens;Messy church;The Messiah from scratch;Water on;Great plant sale;Night hike
Book group: “Middle Ground”;Toddler disco;Committee meeting;Try dinghy sailing;Five hymns and a cake
Jumble sale;Handicap race 3;Welcome evening for newcomers;Potting up;Wassail;Bach: Mass in B minor
Old photographs of the harbour;Tracking games;Working party;Ceilidh with Loose Boots;Badges handed out
Lent lunch;Make your own wreath;Chair yoga;Tar and feathers;Opening of the huts""",
    "da": """Høstfest;Knob og bål;Sommerlejr;Fællesspisning;Generalforsamling;Vandet åbnes;Sankthansaften ved søen
Foredrag: Biernes sprog;Loppemarked;Korprøve;Sangaften med Trio Lærke;Banko;Natløb;Vi syr julestjerner
Fastelavn;Kompost for begyndere;Ni læsninger;Mad over bål;Førstehjælp;Plantebyttedag;Formiddagskaffe
Arbejdsdag;Motionsløbet Søen Rundt;Kend din have;Aftensang;Fakkeltog;Film: »Den lange bro«
Beskæring af frugttræer;Hvem ejer åen?;Åbne haver;Babysalmesang;Messias for alle;Vandet lukkes;Plantemarked
Nattevandring;Læsekreds: »Havets børn«;Disko for de små;Bestyrelsesmøde;Prøv en kajak;Fem salmer og en kage
Kræmmermarked;Klubmesterskab 3. afdeling;Velkomst til nye medlemmer;Støb din egen tinske;Nytårskur
Bach: h-mol-messen;Gamle billeder fra havnen;Sporløb;Fælles oprydning;Spil dansk;Mærketagning;Påskefrokost
Bind en krans;Stoleyoga;Tjære og tovværk;Standerhejsning""",
    "no": """Høstfest;Knuter og bål;Sommerleir;Middag for alle;Årsmøte;Vannet settes på;Sankthansaften ved sjøen
Foredrag: Bienes språk;Loppemarked;Korøvelse;Sangkveld med Trio Lerke;Bingo;Nattløp;Vi lager julestjerner
Karneval;Kompost for nybegynnere;Lysmesse;Mat på bål;Førstehjelp;Planteswap;Formiddagskaffe;Dugnad
Terrengløpet Vannet Rundt;Kjenn din hage;Kveldssang;Fakkeltog;Film: «Den lange broen»
Beskjæring av frukttrær;Hvem eier elva?;Åpne hager;Babysang;Messias for alle;Vannet stenges;Plantemarked
Nattevandring;Lesesirkel: «Havets barn»;Disko for de minste;Styremøte;Prøv en kajakk;Fem salmer og en kake
Bruktmarked;Klubbmesterskap 3. runde;Velkommen til nye medlemmer;Støp din egen skje;Nyttårsfest
Bach: h-mollmesse;Gamle bilder fra havna;Sporlek;Rydding av stien;Konsert: Lys over bygda;Merkeutdeling
Påskefrokost;Lag en krans;Stolyoga;Tjære og tauverk;Sesongåpning""",
    "sv": """Skördefest;Knopar;Sommarläger;Gemensam middag;Årsmöte;Vattnet släpps på;Midsommar vid sjön
Föredrag: Binas språk;Loppis;Körövning;Visafton med Trio Lärka;Bingo;Nattorientering;Vi bygger fågelholkar
Påskpyssel;Kompost för nybörjare;Luciatåg;Matlagning på stormkök;Sjukvård;Växtbytardag;Förmiddagskaffe
Städdag;Terränglöpet Sjön Runt;Lär känna din trädgård;Kvällssång;Fackeltåg;Film: ”Den långa bron”
Beskärning av fruktträd;Vem äger ån?;Öppna trädgårdar;Babyrytmik;Messias för alla;Vattnet stängs av
Växtmarknad;Nattvandring;Bokcirkel: ”Havets barn”;Disco för de minsta;Styrelsemöte;Prova på kajak
Fem psalmer och en kaka;Julmarknad;Klubbmästerskap deltävling 3;Välkomstkväll för nya;Uppstart och lekar
Märkestagning;Bach: h-mollmässan;Gamla bilder från hamnen;Spårning i mörker;Röjning av stigen
Eld på tre sätt;Terminsavslutning med föräldrar;Våffelkväll;Bind en krans;Stolyoga;Tjära och tågvirke
Säsongsöppning""",
    "de": """Erntedankfest;Knotenkunde;Sommerlager;Gemeinsames Mittagessen;Jahreshauptversammlung;Wasser wird angestellt
Sonnwendfeuer am See;Vortrag: Die Sprache der Bienen;Flohmarkt;Chorprobe;Liederabend mit dem Trio Lerche
Bingo;Nachtlauf;Wir basteln Sterne;Faschingsfeier;Kompost für Anfänger;Adventssingen;Kochen über dem Feuer
Erste Hilfe;Pflanzentausch;Frühstück für alle;Arbeitseinsatz;Volkslauf Rund um den See;Kräuter kennenlernen
Abendlob;Fackelwanderung;Film: „Die lange Brücke“;Obstbaumschnitt;Wem gehört der Fluss?;Offene Gärten
Krabbelgottesdienst;Messias zum Mitsingen;Wasser wird abgestellt;Pflanzkartoffelausgabe;Nachtwanderung
Lesekreis: „Kinder des Meeres“;Kinderdisco;Vorstandssitzung;Schnupperpaddeln;Fünf Lieder und ein Kuchen
Trödelmarkt;Vereinsmeisterschaft 3. Lauf;Begrüßungsabend für Neue;Lagerfeuer und Stockbrot;Neujahrsempfang
Bach: h-Moll-Messe;Alte Bilder vom Hafen;Spurensuche;Wege freischneiden;Tänze aus aller Welt
Abzeichenverleihung;Osterfrühstück;Kränze binden;Yoga auf dem Stuhl;Teer und Tauwerk;Saisoneröffnung""",
}
CLUBS = {
    "en": [
        "Kettle Valley Harriers",
        "3rd Ashby Sea Scouts",
        "Parish of St Anne",
        "Lower Mill Allotments",
        "Wren Singers",
    ],
    "da": ["Haveforeningen Solhøj", "Tinghøj Spejderne", "Ramløse Sogn", "Lundens Kor", "Andelsboligforeningen Muren"],
    "no": ["Nesodd speidergruppe", "Solvang hagelag", "Langvannet menighet", "Fjordkoret", "Bygda idrettslag"],
    "sv": ["Fyrholmens scoutkår", "Solbackens koloniförening", "Lötens församling", "Hamnkören", "Brf Kvarnen"],
    "de": [
        "Kleingartenverein Sonnenhang e. V.",
        "Pfadfinder Stamm Falke",
        "Gemeinde St. Lambertus",
        "Kammerchor Seewald",
        "Laufclub Nord",
    ],
}
TAGLINES = {
    "en": ["est. 1979 · green vests, muddy knees", "a warm welcome to all", "Singing together since 1962"],
    "da": ["grønne fingre siden 1952", "plads til alle", "Vi synger sammen"],
    "no": ["alle er velkommen", "siden 1952", "vi synger sammen"],
    "sv": ["alla är välkomna", "grönt sedan 1952", "Vi sjunger ihop"],
    "de": ["Mitten im Grünen seit 1952", "für Groß und Klein", "Gemeinsam unterwegs"],
}
MENUS = {
    "en": "News;Training;Programme;Results;Kit;Contact",
    "da": "Nyheder;Om os;Program;Galleri;Kontakt",
    "no": "Nyheter;Om oss;Program;Bilder;Kontakt",
    "sv": "Nyheter;Om oss;Program;Bilder;Kontakt",
    "de": "Aktuelles;Über uns;Termine;Galerie;Kontakt",
}
#: Titles of the page: a year follows.
PAGE_TITLES = {
    "en": ["Programme {}", "Dates for your diary {}", "Calendar of events {}", "What's on in {}", "Programme for {}"],
    "da": ["Program {}", "Aktivitetskalender {}", "Arrangementer {}", "Kalender {}", "Det sker i {}"],
    "no": ["Program {}", "Aktivitetskalender {}", "Arrangementer {}", "Kalender {}", "Terminliste {}"],
    "sv": ["Program {}", "Kalender {}", "Terminsplan {}", "Kalendarium {}", "Det händer {}"],
    "de": ["Programm {}", "Termine {}", "Veranstaltungen {}", "Jahresplan {}", "Terminkalender {}"],
}
SEASONS = {
    "en": ["Spring {}", "Autumn term {}", "spring and summer {}", "Autumn {}"],
    "da": ["Forår {}", "Efterår {}", "forår og sommer {}", "efteråret {}"],
    "no": ["Vår {}", "Høst {}", "våren {}", "høsten {}"],
    "sv": ["VT {}", "HT {}", "våren {}", "hösten {}"],
    "de": ["Frühjahr {}", "Herbst {}", "1. Halbjahr {}", "2. Halbjahr {}"],
}
COLUMNS = {
    "en": {"day": "Date", "title": "Event", "hour": "Time", "place": "Venue", "price": "Cost"},
    "da": {"day": "Dato", "title": "Arrangement", "hour": "Tid", "place": "Sted", "price": "Pris"},
    "no": {"day": "Dato", "title": "Arrangement", "hour": "Tid", "place": "Sted", "price": "Pris"},
    "sv": {"day": "Datum", "title": "Aktivitet", "hour": "Tid", "place": "Plats", "price": "Pris"},
    "de": {"day": "Datum", "title": "Veranstaltung", "hour": "Uhrzeit", "place": "Ort", "price": "Eintritt"},
}
FREE_DAYS = {
    "en": ["Half term – no meeting", "No meeting (bank holiday)", "Easter – no meeting"],
    "da": ["Efterårsferie – intet møde", "Påskeferie, intet møde", "Intet møde (helligdag)"],
    "no": ["Høstferie – ikke møte", "Påskeferie, ingen møte", "Ingen møte (helligdag)"],
    "sv": ["Höstlovet – inget möte", "Påsklov, inget möte", "Inget möte (röd dag)"],
    "de": ["Herbstferien – kein Treffen", "Osterferien, kein Treffen", "Kein Treffen (Feiertag)"],
}
SECTIONS = {
    "en": ["For all", "Juniors", "Concerts", "Outings", "Adults", "In the church"],
    "da": ["For alle", "Børn og unge", "Koncerter", "Udflugter", "Voksne", "I kirken"],
    "no": ["For alle", "Barn og unge", "Konserter", "Turer", "Voksne", "I kirken"],
    "sv": ["För alla", "Barn och unga", "Konserter", "Utflykter", "Vuxna", "I kyrkan"],
    "de": ["Für alle", "Kinder und Jugend", "Konzerte", "Ausflüge", "Erwachsene", "In der Kirche"],
}
NOTES = {
    "en": [
        "Bring a mug and good boots.",
        "Everyone is welcome, members or not.",
        "Please tell Ann if you cannot come.",
        "The subscription is £45 a year. Talk to us if that is hard.",
        "No dogs on the plots, please.",
        "Changes are put up on the notice board.",
    ],
    "da": [
        "Tag en kop og gode støvler med.",
        "Alle er velkomne, også gæster.",
        "Giv besked til Anne, hvis du ikke kan komme.",
        "Kontingentet er 450 kr. om året.",
        "Hunde skal være i snor.",
        "Ændringer slås op på tavlen.",
    ],
    "no": [
        "Ta med kopp og gode sko.",
        "Alle er velkommen, også gjester.",
        "Si fra til Anne hvis du ikke kan komme.",
        "Kontingenten er 450 kr i året.",
        "Hunder skal være i bånd.",
        "Endringer henges opp på tavla.",
    ],
    "sv": [
        "Ta med mugg och bra skor.",
        "Alla är välkomna, även gäster.",
        "Säg till Anna om du inte kan komma.",
        "Medlemsavgiften är 450 kr per termin.",
        "Hundar ska vara kopplade.",
        "Ändringar sätts upp på tavlan.",
    ],
    "de": [
        "Bitte eine Tasse und feste Schuhe mitbringen.",
        "Alle sind willkommen, auch Gäste.",
        "Bitte sagt Anna Bescheid, wenn ihr nicht kommen könnt.",
        "Der Jahresbeitrag beträgt 45 Euro.",
        "Hunde sind an der Leine zu führen.",
        "Änderungen hängen am Brett aus.",
    ],
}
BESIDE = {
    "en": ["Bring a torch.", "Led by Ann Holm.", "Tea and cake afterwards.", "For all ages.", "Please wear boots."],
    "da": ["Tag en lygte med.", "Ledes af Anne Holm.", "Kaffe og kage bagefter.", "For alle aldre.", "Husk støvler."],
    "no": ["Ta med lykt.", "Ledes av Anne Holm.", "Kaffe og kake etterpå.", "For alle aldre.", "Husk støvler."],
    "sv": ["Ta med ficklampa.", "Leds av Anna Holm.", "Kaffe och kaka efteråt.", "För alla åldrar.", "Kom i stövlar."],
    "de": [
        "Bitte Taschenlampe mitbringen.",
        "Leitung: Anna Holm.",
        "Danach Kaffee und Kuchen.",
        "Für jedes Alter.",
        "Festes Schuhwerk nötig.",
    ],
}
FOOTERS = {
    "en": [
        "Contact: Ann Holm, 01632 960 112",
        "© {} · Privacy · Cookies",
        "secretary@example.org",
        "Leaders: Ann, Joe and Priya",
    ],
    "da": [
        "Kontakt: Anne Holm, tlf. 20 00 00 11",
        "© {} · Cookies · Privatliv",
        "post@example.org",
        "Ledere: Anne, Bo og Mia",
    ],
    "no": ["Kontakt: Anne Holm, tlf. 900 00 011", "© {} · Personvern", "post@example.org", "Ledere: Anne, Bo og Mia"],
    "sv": ["Kontakt: Anna Holm, 070-000 11 22", "© {} · Integritet", "post@example.org", "Ledare: Anna, Bo och Mia"],
    "de": [
        "Kontakt: Anna Holm, Tel. 0151 0000011",
        "© {} · Impressum · Datenschutz",
        "post@example.org",
        "Leitung: Anna, Bo und Mia",
    ],
}
NUMBERED = {
    "en": ["1st SUBSCRIPTION CONCERT", "{} SUBSCRIPTION CONCERT", "Concert {n}", "EVENING {n}", "{} Lecture"],
    "da": ["", "{n}. ABONNEMENTSKONCERT", "Koncert {n}", "AFTEN {n}", "{n}. foredrag"],
    "no": ["", "{n}. ABONNEMENTSKONSERT", "Konsert {n}", "KVELD {n}", "{n}. foredrag"],
    "sv": ["", "{n}:A ABONNEMANGSKONSERTEN", "Konsert {n}", "KVÄLL {n}", "{n}:a föredraget"],
    "de": ["", "{n}. ABONNEMENTKONZERT", "Konzert {n}", "ABEND {n}", "{n}. Vortrag"],
}
#: Short paragraphs: day, hour, place and title in a sentence or two.
PROSE = {
    "en": [
        "{day}, {hour}: {title}. {place}. {more}",
        "{title}. {day}, {hour}, {place}. {more}",
        "{day}: {title}, {hour}, {place}. {more}",
        "{day}. {title}, {place}, {hour}. {more}",
        "{title} – {day}, {hour}, {place}. {more}",
    ],
    "da": [
        "{day} {hour}: {title}. {place}. {more}",
        "{title}. {day} {hour}, {place}. {more}",
        "{day}: {title}, {hour}, {place}. {more}",
        "{day}. {title}, {place}, {hour}. {more}",
        "{title} – {day} {hour}, {place}. {more}",
    ],
}
for _language in ("no", "sv", "de"):
    PROSE[_language] = PROSE["da"]
