"""Forms that few pages have: each text was read wrong, or not at all, without the code that is made for its form."""

from __future__ import annotations

import pytest

from feeds.model import Event, Item, JobPosting, PersonnelNotice
from feeds.recognise import recognise

EVENTS: dict[str, tuple[str, str, list[str]]] = {
    "a sentence that opens with the day, below a row": (
        "da",
        (
            "Det sker i foråret\n"
            "\n"
            "Bankospil i Klubhuset den 16. maj 2026 kl. 19\n"
            "Torsdag den 4. juni 2026 kl. 18 fejrer vi Grundlovsdag i Præstegårdshaven.\n"
        ),
        ["Bankospil | 2026-05-16T19:00/ | Klubhuset", "Grundlovsdag | 2026-06-04T18:00/ | Præstegårdshaven"],
    ),
    "a lecture that is moved, its old day behind a label": (
        "en",
        (
            "Lecture: The bees of the bog\n"
            "\n"
            "Date: 3 October 2026, 7 pm\n"
            "Place: Town Hall\n"
            "\n"
            "The lecture has been moved to 10 October 2026.\n"
        ),
        ["Lecture: The bees of the bog | 2026-10-10T19:00/ | Town Hall | rescheduled"],
    ),
    "days of a prize": (
        "en",
        (
            "Young writers' prize\n"
            "\n"
            "Entries open: 1 May 2026\n"
            "Deadline: 3 June 2026\n"
            "Winners announced: 1 July 2026\n"
            "\n"
            "Write a story of up to 500 words and send it to us.\n"
        ),
        [],
    ),
    "an invitation above an address": (
        "en",
        (
            "Meet the beekeepers\n"
            "\n"
            "Come and taste honey with us on 5 June 2026 at 7 pm.\n"
            "\n"
            "Town Hall\n"
            "12 High Street\n"
            "York YO1 2AB\n"
        ),
        ["Meet the beekeepers | 2026-06-05T19:00/ | Town Hall, 12 High Street, York YO1 2AB"],
    ),
    "days of a fair above its menu": (
        "en",
        (
            "Harrogate Garden Fair\n"
            "12–14 June 2026 | Pavilion Hall, Harrogate\n"
            "Home | Tickets | Exhibitors | Contact | News\n"
            "\n"
            "The fair\n"
            "\n"
            "Come and see plants, tools and talks.\n"
            "Entry is £5 and children come in free.\n"
            "\n"
            "Getting here\n"
            "\n"
            "Buses run from the station every ten minutes.\n"
        ),
        ["Harrogate Garden Fair | 2026-06-12/2026-06-15 | Pavilion Hall, Harrogate | £5"],
    ),
    "a sentence with the name of the page": (
        "da",
        (
            "Høstmarked: en dag på torvet\n"
            "\n"
            "Velkommen til alle i byen og dem, der bor nær ved.\n"
            "Høstmarked finder sted 5. september 2026, og der er boder for alle.\n"
        ),
        ["Høstmarked: en dag på torvet | 2026-09-05/"],
    ),
    "only the last day": (
        "en",
        ("Exhibition: Paintings of the sea\n\nWhen: until 12 October 2026\nWhere: Town Hall, Leeds\nPrice: £5\n"),
        ["Exhibition: Paintings of the sea | /2026-10-13 | Town Hall, Leeds | £5"],
    ),
    "the same day behind two labels": (
        "da",
        ("Loppemarked\nDato: 9. maj 2026\nTid: 9. maj 2026 kl. 10-14\nSted: Torvet\n"),
        ["Loppemarked | 2026-05-09T10:00/2026-05-09T14:00 | Torvet"],
    ),
    "the last day of what repeats, and the day without": (
        "da",
        (
            "Yoga for begyndere\n"
            "\n"
            "Tid: hver tirsdag kl. 19-20 fra 5. maj 2026 til 30. juni 2026, undtagen 26. maj 2026\n"
            "Sted: Idrætshallen\n"
        ),
        ["Yoga for begyndere | 2026-05-05T19:00/2026-05-05T20:00 | Idrætshallen | hver tirsdag"],
    ),
    "a price in a sentence": (
        "en",
        (
            "Open garden\n"
            "When: 9 May 2026, 2 pm\n"
            "Where: Rose Farm\n"
            "Price: You can come in for £5 at the gate and that goes to the roof\n"
        ),
        ["Open garden | 2026-05-09T14:00/ | Rose Farm | £5"],
    ),
    "who plays, with what": (
        "en",
        (
            "What's on\n"
            "\n"
            "Evensong\n"
            "organist Mary Dam\n"
            "5 May 2026\n"
            "7 pm\n"
            "\n"
            "Songs of the sea\n"
            "pianist Ann Holt\n"
            "12 May 2026\n"
            "7 pm\n"
            "\n"
            "Bells\n"
            "cellist Peter Bray\n"
            "19 May 2026\n"
            "8 pm\n"
        ),
        ["Evensong | 2026-05-05T19:00/", "Songs of the sea | 2026-05-12T19:00/", "Bells | 2026-05-19T20:00/"],
    ),
    "start and end in a sentence": (
        "en",
        (
            "Walks\n"
            "\n"
            "9 May 2026 Mushroom walk. Starts 10 am and ends 1 pm.\n"
            "16 May 2026 Bird walk. Starts at 9 am and ends at noon.\n"
        ),
        ["Mushroom walk | 2026-05-09T10:00/2026-05-09T13:00", "Bird walk | 2026-05-16T09:00/2026-05-16T12:00"],
    ),
    "hour and place above the days": (
        "da",
        (
            "Foredrag 2026\n"
            "\n"
            "I Sognehuset hver tirsdag kl. 19.30 er der foredrag.\n"
            "\n"
            "5. maj: Moseens bier\n"
            "12. maj: Havets sange\n"
            "19. maj: Den gamle kanal\n"
        ),
        [
            "Moseens bier | 2026-05-05T19:30/ | Sognehuset",
            "Havets sange | 2026-05-12T19:30/ | Sognehuset",
            "Den gamle kanal | 2026-05-19T19:30/ | Sognehuset",
        ],
    ),
    "trips among evenings": (
        "en",
        (
            "Lectures\n"
            "\n"
            "We meet on Tuesdays at 7.30 pm in the Old Library unless stated otherwise.\n"
            "\n"
            "5 May 2026: The bees of the bog\n"
            "12 May 2026: Songs of the sea\n"
            "22–24 May 2026: Trip to the canal\n"
            "29–31 May 2026: Trip to the sea\n"
        ),
        [
            "The bees of the bog | 2026-05-05T19:30/ | Old Library",
            "Songs of the sea | 2026-05-12T19:30/ | Old Library",
            "Trip to the canal | 2026-05-22/2026-05-25",
            "Trip to the sea | 2026-05-29/2026-06-01",
        ],
    ),
    "headings that count": (
        "en",
        (
            "Summer school\n"
            "\n"
            "Day 1\n"
            "4 August 2026, 10 am: Lines\n"
            "Day 2\n"
            "5 August 2026, 10 am: Shades\n"
            "Day 3\n"
            "6 August 2026, 10 am: Colours\n"
        ),
        ["Lines | 2026-08-04T10:00/", "Shades | 2026-08-05T10:00/", "Colours | 2026-08-06T10:00/"],
    ),
    "a menu of the week": (
        "en",
        ("At the café\n\nMondays: soup of the day\nTuesdays: pie and mash\nFridays: fish and chips\n"),
        [],
    ),
    "who holds a post from when": (
        "en",
        (
            "New committee\n"
            "\n"
            "1 March 2026: Ann Holt, treasurer\n"
            "1 April 2026: Peter Bray, secretary\n"
            "1 May 2026: Mary Dam, chair\n"
        ),
        [],
    ),
    "parts of a list": (
        "en",
        (
            "What's on\n"
            "\n"
            "For children\n"
            "Tue 5 May 2026, 10 am: Puppets!\n"
            "Tue 12 May 2026, 10 am: Story time for the small ones\n"
            "Tue 19 May 2026, 10 am: Painting with feet\n"
            "\n"
            "For adults\n"
            "Wed 6 May 2026, 7 pm: Wine and words\n"
            "Wed 13 May 2026, 7 pm: Knitting for all\n"
        ),
        [
            "Puppets! | 2026-05-05T10:00/",
            "Story time for the small ones | 2026-05-12T10:00/",
            "Painting with feet | 2026-05-19T10:00/",
            "Wine and words | 2026-05-06T19:00/",
            "Knitting for all | 2026-05-13T19:00/",
        ],
    ),
    "kinds above days": (
        "en",
        (
            "What's on\n"
            "\n"
            "TALK\n"
            "Tuesday 5 May 2026\n"
            "Songs of the sea\n"
            "Lock House\n"
            "The lock keeper sings what his father sang to him.\n"
            "\n"
            "TALK\n"
            "Tuesday 12 May 2026\n"
            "The old canal\n"
            "Lock House\n"
            "The lock keeper tells of the canal.\n"
        ),
        ["Songs of the sea | 2026-05-05/ | Lock House", "The old canal | 2026-05-12/ | Lock House"],
    ),
    "the end in a column": (
        "en",
        (
            "Spring Day, 9 May 2026, Town Hall\n"
            "\n"
            "Programme\n"
            "\n"
            "9.00 | 9.30 | Coffee\n"
            "9.30 | 10.30 | Songs of the sea, Ann Holt\n"
            "10.30 | 11.00 | Break\n"
        ),
        ["Spring Day | 2026-05-09/ | Coffee 09.00-09.30 | Songs of the sea, Ann Holt 09.30-10.30 | Break 10.30-11.00"],
    ),
    "hours in which pictures are on view": (
        "en",
        (
            "Exhibitions\n"
            "\n"
            "7 March to 19 April 2026, Tuesdays to Sundays 11am-5pm\n"
            "Paintings of the sea\n"
            "Town Hall\n"
            "\n"
            "1 May to 30 June 2026, Tuesdays to Sundays 11am-5pm\n"
            "Old maps\n"
            "Library\n"
        ),
        ["Paintings of the sea | 2026-03-07/2026-04-20 | Town Hall", "Old maps | 2026-05-01/2026-07-01 | Library"],
    ),
    "a day of news": (
        "en",
        ("Hill Farm\nNews\n3 May 2026\nLambs in the barn\nCome and see them.\n"),
        [],
    ),
    "a table of deadlines": (
        "en",
        (
            "Magazine plan\n"
            "\n"
            "Issue | Deadline | Theme\n"
            "Spring | 1 March 2026 | Songs of the sea\n"
            "Summer | 1 June 2026 | The old canal\n"
            "Autumn | 1 September 2026 | Bells\n"
        ),
        [],
    ),
    "a column of people": (
        "de",
        (
            "Datum | Uhrzeit | Es spricht | Worum es geht\n"
            "5.5.2026 | 19 Uhr | Prof. Anna Holt | Glocken\n"
            "12.5.2026 | 19 Uhr | Dr. Peter Brand | Orgeln\n"
            "19.5.2026 | 19 Uhr | Maria Dam | Pfeifen\n"
        ),
        [
            "Glocken | 2026-05-05T19:00/ | Anna Holt",
            "Orgeln | 2026-05-12T19:00/ | Peter Brand",
            "Pfeifen | 2026-05-19T19:00/ | Maria Dam",
        ],
    ),
    "results of a race": (
        "da",
        ("Løb i Nordby 9. maj 2026\n\nResultater\n17.52 Ann Holt\n18.07 Peter Kold\n18.31 Marie Dam\n"),
        [],
    ),
    "a story with hours": (
        "en",
        (
            "A day at the mill\n"
            "9 May 2026\n"
            "\n"
            "6.00 The miller gets up and looks for his boots, which the dog has hidden again.\n"
            "7.30 The first farmers come with their corn, and the great wheel begins to turn.\n"
            "12.00 Everybody eats soup in the yard, and somebody always plays the fiddle.\n"
        ),
        ["A day at the mill"],
    ),
    "a label without a value": (
        "en",
        (
            "Courses\n"
            "\n"
            "Drawing\n"
            "When\n"
            "5 May 2026, 7 pm\n"
            "Teacher\n"
            "Where\n"
            "Library\n"
            "\n"
            "Painting\n"
            "When\n"
            "12 May 2026, 7 pm\n"
            "Teacher\n"
            "Where\n"
            "Town Hall\n"
        ),
        ["Drawing | 2026-05-05T19:00/ | Library", "Painting | 2026-05-12T19:00/ | Town Hall"],
    ),
}

NOTICES: dict[str, tuple[str, str, list[str]]] = {
    "a name like a firm's": (
        "en",
        (
            "People\n"
            "\n"
            "Name: Ann Bank\n"
            "New position: Head of sales\n"
            "Company: Bray Foods\n"
            "Date: 1 May 2026\n"
            "\n"
            "Name: Peter Holt\n"
            "New position: Chief accountant\n"
            "Company: Wend Ltd\n"
            "Date: 1 June 2026\n"
        ),
        [
            "appointed | Ann Bank | Head of sales | Bray Foods | 2026-05-01",
            "appointed | Peter Holt | Chief accountant | Wend Ltd | 2026-06-01",
        ],
    ),
    "a firm behind a comma": (
        "da",
        (
            "Navnenyt\n"
            "\n"
            "Ann Holt er ansat som salgschef, Bro Foods, fra 1. maj 2026.\n"
            "Peter Kold er udnævnt til revisor, Vend Fonden.\n"
        ),
        ["appointed | Ann Holt | salgschef | Bro Foods | 2026-05-01", "appointed | Peter Kold | revisor | Vend Fonden"],
    ),
    "the post of who leaves": (
        "en",
        (
            "New faces\n"
            "\n"
            "Head of sales Ann Holt is succeeded by Ib Lund on 1 May 2026.\n"
            "Wend Ltd's chief accountant Mary Dam is succeeded by Peter Cole.\n"
        ),
        ["appointed | Ib Lund | Head of sales | 2026-05-01", "appointed | Peter Cole | Wend Ltd's chief accountant"],
    ),
    "the age above": (
        "de",
        (
            "Personalien\n"
            "\n"
            "Peter Brand (50)\n"
            "Peter Brand wird neuer Geschäftsführer der Mühle AG.\n"
            "\n"
            "Maria Dam (41)\n"
            "Maria Dam wird neue Prokuristin der Talwerke GmbH.\n"
        ),
        [
            "appointed | Peter Brand | 50 | Geschäftsführer | Mühle AG",
            "appointed | Maria Dam | 41 | Prokuristin | Talwerke GmbH",
        ],
    ),
    "a button in each row": (
        "en",
        (
            "New staff\n"
            "\n"
            "Ann Holt | Head of sales | Read more | 1 May 2026\n"
            "Peter Cole | Clerk | Read more | 1 June 2026\n"
            "Mary Dam | Accountant | Read more | 1 July 2026\n"
        ),
        [
            "appointed | Ann Holt | Head of sales | 2026-05-01",
            "appointed | Peter Cole | Clerk | 2026-06-01",
            "appointed | Mary Dam | Accountant | 2026-07-01",
        ],
    ),
    "a firm's full stop": (
        "en",
        (
            "People\n"
            "\n"
            "Ann Holt: clerk at Wend → head of sales at Bray Ltd. from 1 May 2026\n"
            "Peter Cole: accountant at Hill → clerk at Cole Ltd. Starts 1 June 2026\n"
        ),
        [
            "appointed | Ann Holt | head of sales | Bray Ltd. | 2026-05-01",
            "appointed | Peter Cole | clerk | Cole Ltd | 2026-06-01",
        ],
    ),
    "a post of no known word": (
        "en",
        (
            "People in the orchestra\n"
            "\n"
            "Ann Holt: Joins as Second Oboe\n"
            "Peter Cole: Retires as First Horn\n"
            "Mary Dam – joins as Third Bell\n"
        ),
        ["appointed | Ann Holt | Second Oboe", "retired | Peter Cole", "appointed | Mary Dam | Third Bell"],
    ),
    "a house in the genitive": (
        "de",
        (
            "Mitarbeiterzeitung des Klinikums Kaltal\n"
            "Personalien\n"
            "\n"
            "Maria Dam geht in den Ruhestand.\n"
            "Peter Brand ist neuer Pflegedirektor.\n"
        ),
        ["retired | Maria Dam | Klinikum Kaltal", "appointed | Peter Brand | Pflegedirektor | Klinikum Kaltal"],
    ),
    "texts that are signed": (
        "en",
        (
            "VILLAGE NEWS\n"
            "No. 3 | May 2026\n"
            "\n"
            "A head for the mill\n"
            "Ann Holt has been appointed head of sales at Bray Foods, and she begins in May with a tour of the mill.\n"
            "Mary Dam, reporter\n"
            "\n"
            "A chair for the bank\n"
            "Peter Cole has been appointed chair of Wend Bank, and he begins in June with a tour of its branches.\n"
            "Ian Lund, reporter\n"
            "\n"
            "A cook for the farm\n"
            "Jane Hall has been hired as cook at Hill Farm, where she makes soup for all who come in from the fields.\n"
            "Mary Dam, reporter\n"
        ),
        ["A head for the mill", "A chair for the bank", "A cook for the farm"],
    ),
    "what changes nothing": (
        "da",
        (
            "Embeder\n"
            "\n"
            "Udnævnt: Cand.theol. Bo Kold\n"
            "Pr.: 15. september 2026\n"
            "\n"
            "Embede: Sognepræst i Vinde Sogn\n"
            "Udnævnt: endnu ingen. Ansøgningsfristen er forlænget til 25. september.\n"
            "\n"
            "Valgt af menighedsrådet: Ane-Marie Dam\n"
            "Pr.: 1. september 2026\n"
            "\n"
            "Orlov: Sognepræst Ib Lund, Hvam Sogn, september–november. Vikar: pensioneret provst Per Holt.\n"
            "50 års præstejubilæum: Fhv. domprovst Carl Bro, 19. september\n"
            "For 100 år siden: Pastor H. C. Berg indsat i Hvam, 12. september 1926\n"
        ),
        ["appointed | H. C. Berg | indsat i Hvam | For 100 år siden | 1926-09-12"],
    ),
}

POSTINGS: dict[str, tuple[str, str, list[str]]] = {
    "jobs below the word for contacts": (
        "de",
        (
            "Stellenangebote\n"
            "\n"
            "Ansprechpartner\n"
            "Koch (m/w/d)\n"
            "Vollzeit, ab 1. Mai 2026\n"
            "Tel. 01234 567890, jobs@huegelhof.example\n"
            "\n"
            "Kontakt\n"
            "Kellner (m/w/d)\n"
            "Teilzeit\n"
            "jobs@huegelhof.example\n"
        ),
        ["Koch (m/w/d)", "Kellner (m/w/d)"],
    ),
    "a club that ends in a full stop": (
        "de",
        (
            "Stellenangebote\n"
            "\n"
            "Koch (m/w/d)\n"
            "Bergclub e. V.\n"
            "Kaltal\n"
            "Vollzeit\n"
            "\n"
            "Kellner (m/w/d)\n"
            "Turnverein Neustadt e. V.\n"
            "Neustadt\n"
            "Teilzeit\n"
            "\n"
            "Bäcker (m/w/d)\n"
            "Musikverein Kaltal e. V.\n"
            "Kaltal\n"
            "Vollzeit\n"
        ),
        [
            "Koch (m/w/d) | Bergclub e. V. | Kaltal",
            "Kellner (m/w/d) | Turnverein Neustadt e. V. | Neustadt",
            "Bäcker (m/w/d) | Musikverein Kaltal e. V. | Kaltal",
        ],
    ),
    "a job that is filled": (
        "da",
        (
            "Ledige stillinger\n"
            "\n"
            "Kok\n"
            "BESAT PR. MAJ\n"
            "Hotel Hav, Skagen\n"
            "Fuldtid\n"
            "\n"
            "Tjener\n"
            "Møllen, Nordby\n"
            "Deltid\n"
            "\n"
            "Bager\n"
            "Bro Foods, Nordby\n"
            "Fuldtid\n"
        ),
        ["Tjener | Møllen | Nordby", "Bager | Bro Foods | Nordby"],
    ),
}


def told(item: Item) -> str:
    parts: list[str | None] = [item.title] if not isinstance(item, PersonnelNotice) else []
    if isinstance(item, Event):
        start, end = (at.isoformat()[:16] if at is not None else "" for at in (item.start, item.end))
        within = [f"{sub.title} {sub.start:%H.%M}-{sub.end:%H.%M}" for sub in item.sub_events if sub.start and sub.end]
        more = [item.location, item.price, item.status, *item.performers, item.recurrence_text]
        parts += [f"{start}/{end}", *more, *within]
    if isinstance(item, JobPosting):
        parts += [item.hiring_organization, item.job_location]
    if isinstance(item, PersonnelNotice):
        day = str(item.effective) if item.effective is not None else None
        age = str(item.person.age) if item.person.age else None
        parts += [item.change, item.person.name, age, item.role_name, item.organization, day]
    return " | ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [*EVENTS.values(), *NOTICES.values(), *POSTINGS.values()],
    ids=[*EVENTS, *NOTICES, *POSTINGS],
)
def test_a_rare_form_is_read(language: str, text: str, expected: list[str]) -> None:
    assert [told(item) for item in recognise(text, language=language).items] == expected


def test_what_changes_nothing_is_refused_among_posts() -> None:
    language, text, _ = NOTICES["what changes nothing"]
    reasons = [refused.reason for refused in recognise(text, language=language).rejected]
    assert reasons == [
        "no change of job: its heading says so",
        "no change of job is told",
    ]
