"""Programmes of clubs and parishes made by machine, with what is to be found on them: forms vary, words do not matter.

`page(seed)` gives the text of a page, its items in the words of `page_cases.py`, and the choices that made it.
Same seed, same page.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

import programme_words as words

LANGUAGES = ("da", "no", "sv", "de", "en")
FAMILIES = ("lines", "months", "table", "term", "season", "prose", "under")


class Page(NamedTuple):
    """A page, its gold and its choices."""

    text: str
    gold: dict[str, Any]
    choices: dict[str, str]


class Happening(NamedTuple):
    """One event, as it is to be told."""

    title: str
    day: date
    last: date | None
    start: tuple[int, int] | None
    end: tuple[int, int] | None
    place: str | None
    price: str | None


def moment(day: date, hour: tuple[int, int] | None) -> str:
    """Write a day, or an hour of it, as the gold has it."""
    return f"{day}T{hour[0]:02}:{hour[1]:02}:00" if hour else str(day)


def large(text: str) -> str:
    """Give a text with a capital in front."""
    return text[0].upper() + text[1:]


def page(seed: int) -> Page:
    """Make the page of a seed."""
    return _Maker(seed).page()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(f"programme {seed}")
        self.choices: dict[str, str] = {}
        self.language = self.choose("language", LANGUAGES)
        self.family = self.choose("family", FAMILIES)
        self.year = self.random.choice((2025, 2026, 2027))

    def choose(self, name: str, values: Any) -> Any:
        """Take one of some values and remember which."""
        value = self.random.choice(list(values))
        self.choices[name] = str(value)
        return value

    def some(self, table: dict[str, Any]) -> Any:
        """Take one of the words of the page's language."""
        value = table[self.language]
        return self.random.choice(value.split(";") if isinstance(value, str) else value)

    def chance(self, share: float) -> bool:
        """Decide by lot."""
        return self.random.random() < share

    # The parts of a page.

    def page(self) -> Page:
        happenings = self.happenings()
        # Where hours stand by themselves none of the lines has another form of them.
        self.hour_form = self.choose("hour form", words.HOURS[self.language])
        self.span_form = self.choose("span form", words.SPANS[self.language])
        body = getattr(self, "_" + self.family)(happenings)
        text = "\n".join([*self.head(), *body, *self.foot()]) + "\n"
        return Page(text, {"language": self.language, "items": self.items}, self.choices)

    def happenings(self) -> list[Happening]:
        """Invent the events of the page, in the order of their days."""
        number = self.random.randint(4, 12 if self.family not in ("season", "prose") else 6)
        titles = [one for line in words.TITLES[self.language].split("\n") for one in line.split(";")]
        titles = self.random.sample(titles, number)
        weekday = self.random.randrange(7)
        spring = self.chance(0.5)
        first = date(self.year, self.random.randint(1, 3) if spring else self.random.randint(7, 9), 1)
        first += timedelta((weekday - first.weekday()) % 7)
        self.regular = self.family == "term"
        self.weekday = weekday
        self.with_hours = self.choose("hours", ("all", "all", "most", "none")) if not self.regular else "few"
        self.with_places = self.choose("places", ("all", "all", "most", "none")) if not self.regular else "few"
        self.with_prices = self.choose("prices", ("most", "some", "none"))
        self.with_spans = self.choose("spans", ("all", "none", "some"))
        self.with_ranges = self.choose("ranges", ("yes", "no", "no"))
        if self.family in ("season", "prose"):
            self.with_hours = self.with_places = self.choices["hours"] = self.choices["places"] = "all"
        step = 7 if self.regular else max(1, 110 // number)
        day, out = first, []
        for title in titles:
            out.append(self.happening(title, day))
            last = out[-1].last or day
            gap = 7 * self.random.choice((1, 1, 2)) if self.regular else self.random.randint(2, step)
            day = max(day + timedelta(gap), last + timedelta(1))
            if self.regular:
                day += timedelta((weekday - day.weekday()) % 7)
        return out

    def happening(self, title: str, day: date) -> Happening:
        shares = {"all": 1.0, "most": 0.7, "some": 0.4, "few": 0.15, "none": 0.0}
        last = None
        if self.with_ranges == "yes" and day.day < 26 and self.chance(0.2):
            last = day + timedelta(self.random.randint(1, 2))
        start = end = None
        if last is None and self.chance(shares[self.with_hours]):
            start = (self.random.randint(9, 20), self.random.choice((0, 0, 0, 30, 15)))
            if self.chance(shares[self.with_spans]):
                end = (start[0] + self.random.randint(1, 3), self.random.choice((0, 0, 30)))
        place = self.some(words.PLACES) if self.chance(shares[self.with_places]) else None
        price = self.some(words.PRICES) if self.chance(shares[self.with_prices]) else None
        return Happening(title, day, last, start, end, place, price)

    def head(self) -> list[str]:
        """What stands above the events."""
        out = [self.club]
        if self.chance(0.4):
            out.append(self.some(words.TAGLINES))
        menu = self.choose("menu", ("none", "none", "line", "bars", "lines"))
        if menu != "none":
            names = words.MENUS[self.language].split(";")
            out += [""] if self.chance(0.7) else []
            out += names if menu == "lines" else [("   " if menu == "line" else " | ").join(names)]
        out += ["", self.title]
        if self.updated:
            out.append(self.updated)
        return out

    def foot(self) -> list[str]:
        """What stands below them."""
        out = []
        for note in self.random.sample(words.NOTES[self.language], self.random.randint(0, 3)):
            out += ["", note]
        if self.chance(0.6):
            out += ["", self.random.choice(words.FOOTERS[self.language]).format(self.year)]
        return out

    @property
    def club(self) -> str:
        name = str(self.some(words.CLUBS))
        return name.upper() if self.chance(0.3) else name

    def name_page(self, has_year: bool, season: bool | None = None) -> None:
        """Name the page, with its year or season unless the days have it."""
        when = str(self.year) if not season else self.season()
        self.title = self.some(words.PAGE_TITLES).format(when)
        if not has_year:
            self.title = (
                self.title.replace(when, "")
                .replace(" in ", " ")
                .strip()
                .removesuffix(" for")
                .removesuffix(" in")
                .removesuffix(" i")
            )
        if self.chance(0.3):
            self.title = self.title.upper()
        self.updated = ""
        if self.chance(0.2):
            self.updated = {
                "en": "Last updated 18 February by Sandra",
                "da": "Sidst opdateret 18. februar af Sanne",
                "no": "Sist oppdatert 18. februar av Sanne",
                "sv": "Senast uppdaterad 18 februari av Sanna",
                "de": "Stand: 18. Februar",
            }[self.language]

    def season(self) -> str:
        """Name the half of the year."""
        late = self.first_month > 6
        return str(words.SEASONS[self.language][self.random.choice((1, 3) if late else (0, 2))]).format(self.year)

    # Days, hours, prices.

    def written_day(self, form: str, day: date) -> str:
        suffix = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
        text = (
            form.format(
                W=words.WEEKDAYS[self.language][day.weekday()],
                w=words.SHORT_WEEKDAYS[self.language][day.weekday()],
                M=words.MONTHS[self.language][day.month - 1],
                m=words.SHORT_MONTHS[self.language][day.month - 1],
                d=day.day,
                D=f"{day.day:02}",
                n=day.month,
                N=f"{day.month:02}",
                Y=day.year,
                o=suffix,
            )
            .replace("maj.", "maj")
            .replace("mai.", "mai")
            .replace("Mai.", "Mai")
        )
        style = self.day_style
        if style == "capitals":
            return text.upper()
        return text[0].upper() + text[1:] if style == "large" else text

    def written_range(self, form: str, first: date, last: date) -> str:
        """Write days that follow one another in the manner of the page's days."""
        dotted = {"en": "", "sv": ""}.get(self.language, ".")
        month = words.MONTHS[self.language][last.month - 1]
        if "{M}" not in form and "{m}" in form:
            month = words.SHORT_MONTHS[self.language][last.month - 1]
        year = f" {last.year}" if "{Y}" in form else ""
        dash = self.range_dash
        if "{n}" in form and "/" in form:
            return f"{first.day}{dash}{last.day}/{last.month}{year}"
        if ("{N}" in form or "{n}" in form) and "." in form:
            zero = "02" if "{D}" in form else ""
            number = f"{last.month:{zero}}."
            return f"{first.day:{zero}}.{dash}{last.day:{zero}}.{number}{year.strip()}"
        if self.language == "en" and form.startswith("{M}"):
            return f"{month} {first.day}{dash}{last.day}{year}"
        if "{M}" not in form and "{m}" not in form and "{N}" not in form:
            return f"{first.day}{dotted}{dash}{last.day}{dotted}"
        return f"{first.day}{dotted}{dash}{last.day}{dotted} {month}{year}"

    def set_days(self, forms: list[str]) -> None:
        self.day_form = self.choose("day form", forms)
        self.day_style = self.choose("day style", ("plain", "plain", "large", "capitals"))
        self.range_dash = self.choose("range dash", ("–", "-"))
        self.has_year = "{Y}" in self.day_form

    def day_of(self, one: Happening) -> str:
        if one.last:
            return self.written_range(self.day_form, one.day, one.last)
        return self.written_day(self.day_form, one.day)

    def hour_of(self, start: tuple[int, int], end: tuple[int, int] | None) -> str:
        return self.written_hour(self.span_form if end else self.hour_form, start, end or start)

    def written_hour(self, form: str, start: tuple[int, int], end: tuple[int, int]) -> str:
        def twelve(hour: tuple[int, int], mark: str) -> str:
            number = (hour[0] - 1) % 12 + 1
            minutes = f".{hour[1]:02}" if hour[1] else ""
            return f"{number}{minutes}{mark}{'am' if hour[0] < 12 else 'pm'}"

        def short(hour: tuple[int, int], mark: str) -> str:
            return f"{hour[0]}{mark}{hour[1]:02}" if hour[1] else str(hour[0])

        return (
            form.replace("{T2}", twelve(end, "" if "{t}" not in form else " "))
            .replace("{T}", twelve(start, ""))
            .replace("{t}", twelve(start, " "))
            .replace("{h.}", short(start, "."))
            .replace("{h:}", short(start, ":" if "–" not in form else "."))
            .replace("{e.}", short(end, "."))
            .replace("{e:}", short(end, ":" if "–" not in form else "."))
            .replace("{h24}", f"{start[0]:02}")
            .replace("{e24}", f"{end[0]:02}")
            .replace("{h}", str(start[0]))
            .replace("{e}", str(end[0]))
            .replace("{mm}", f"{start[1]:02}")
            .replace("{ff}", f"{end[1]:02}")
        )

    # Gold.

    def keep(self, happenings: list[Happening], usual: Happening | None = None) -> None:
        """Note what is to be found, with what the page says of all events."""
        self.first_month = happenings[0].day.month
        self.items = [self.item(one, usual) for one in happenings]

    def item(self, one: Happening, usual: Happening | None) -> dict[str, Any]:
        """Give what is to be found of an event; the usual hour and house are of those that tell no other."""
        if usual is not None and one.last is None:
            one = one if one.start else one._replace(start=usual.start, end=usual.end)
            one = one._replace(place=one.place or usual.place)
        out: dict[str, Any] = {"kind": "event", "title": one.title, "start": moment(one.day, one.start)}
        if one.end:
            out["end"] = moment(one.day, one.end)
        if one.last:
            out["end"] = moment(one.last + timedelta(1), None)
        if one.price:
            out["price"] = one.price
        if one.place:
            bare = one.place[4:] if one.place.casefold().startswith(("the ", "der ")) else one.place
            out |= {"location": one.place, "or": {"location": [one.place, bare, large(one.place)]}}
        elif usual is not None:
            # The usual house of an hour is hardly meant for a camp.
            out["or"] = {"location": "*"}
        return out

    # Families of pages.

    def facts(self, one: Happening, order: list[str]) -> list[str]:
        """Give hour, place and price in an order, those that there are."""
        parts = {
            "hour": self.hour_of(one.start, one.end) if one.start else None,
            "place": one.place,
            "price": self.price_of(one.price) if one.price else None,
        }
        return [part for name in order if (part := parts.get(name))]

    def price_of(self, price: str) -> str:
        return (
            self.price_form.format(price) if price[0].isdigit() or (price[0] in "£k" and price[-1].isdigit()) else price
        )

    def set_facts(self) -> list[str]:
        self.price_form = self.choose("price form", ["{}", "{}", "({})", *words.MARKED[self.language][:1]])
        return list(
            self.choose(
                "order", ("hour place price", "place hour price", "hour price place", "place price hour")
            ).split()
        )

    def gaps(self) -> bool:
        return bool(self.choose("gaps", ("no", "no", "yes")) == "yes")

    def bullet(self) -> str:
        return str(self.choose("bullet", ("", "", "", "- ", "• ", "* ", "– ")))

    def listed(self, lines: list[list[str]], gaps: bool) -> list[str]:
        """Set entries below one another, with a gap between them or none."""
        out: list[str] = [""]
        for entry in lines:
            out += [*entry, *([""] if gaps else [])]
        return out

    def joined(self, one: Happening, day: str, order: list[str]) -> str:
        """Write an event in one line, in the page's manner."""
        head, between, shape = str(self.head_mark), str(self.between), str(self.shape)
        facts = self.facts(one, order)
        if shape == "title first":
            return between.join([one.title, *([day] if day else []), *facts])
        if shape == "hour first" and one.start:
            hour = self.hour_of(one.start, one.end)
            facts = self.facts(one, [name for name in order if name != "hour"])
            glue = ", " if head == ": " and self.language == "en" else " "
            return f"{day}{glue}{hour}{head}" + between.join([one.title, *facts])
        return f"{day}{head}" + between.join([one.title, *facts])

    def set_line(self) -> None:
        self.shape = self.choose("shape", ("day first", "day first", "hour first", "title first"))
        self.head_mark = self.choose("mark behind day", (": ", " – ", "  ", "\t", " | ", " ", ", ", " - ", " · "))
        self.between = self.choose("mark between", (", ", ", ", " – ", " · ", " | ", "\t", "   "))
        if self.shape == "hour first" and self.head_mark in (" ", ", "):
            self.head_mark = ": "
        if self.day_form[-1] == "}" and self.head_mark == ", " and self.shape != "title first" and self.between != ", ":
            self.head_mark = ": "
        self.choices["mark behind day"] = self.head_mark

    def _lines(self, happenings: list[Happening]) -> list[str]:
        self.set_days(words.DAYS[self.language])
        order = self.set_facts()
        self.set_line()
        bullet, gaps = self.bullet(), self.gaps()
        self.keep(happenings)
        self.name_page(not self.has_year or self.chance(0.3))
        return (
            self.listed([[bullet + self.joined(one, self.day_of(one), order)] for one in happenings], gaps)
            if not self.sections()
            else self.parted(happenings, order, bullet)
        )

    def sections(self) -> bool:
        return bool(self.choose("sections", ("no", "no", "no", "yes")) == "yes")

    def parted(self, happenings: list[Happening], order: list[str], bullet: str) -> list[str]:
        """Put headings over the events, whose days then begin again below each."""
        out: list[str] = []
        middle = len(happenings) // 2
        names = self.random.sample(words.SECTIONS[self.language], 2)
        parts = [happenings[:middle], happenings[middle:]] if self.chance(0.5) else [happenings[::2], happenings[1::2]]
        for name, part in zip(names, parts, strict=True):
            out += ["", name.upper() if self.chance(0.3) else name]
            out += [bullet + self.joined(one, self.day_of(one), order) for one in part]
        return out

    def _months(self, happenings: list[Happening]) -> list[str]:
        self.set_days(words.NUMBERS[self.language])
        order = self.set_facts()
        self.set_line()
        if self.shape == "title first":
            self.shape = self.choices["shape"] = "day first"
        if self.head_mark == " ":
            self.head_mark = self.choices["mark behind day"] = "  "
        bullet, gaps = self.bullet(), self.gaps()
        style = self.choose("month heading", ("{M} {Y}", "{M} {Y}", "{M}", "capitals", "capitals {Y}"))
        self.keep(happenings)
        self.name_page("{Y}" not in style or self.chance(0.5))
        out: list[str] = []
        month = 0
        for one in happenings:
            if one.day.month != month:
                month = one.day.month
                name = words.MONTHS[self.language][month - 1]
                name = name.upper() if "capitals" in style else name[0].upper() + name[1:]
                out += ["", name + (f" {self.year}" if "{Y}" in style else "")]
                out += [""] if gaps else []
            out.append(bullet + self.joined(one, self.day_of(one), order))
        return out

    def _table(self, happenings: list[Happening]) -> list[str]:
        self.set_days(words.DAYS[self.language])
        self.set_facts()
        self.price_form = "{}"
        rule = self.choose("columns", ("tabs", "bars", "spaces", "two spaces", "framed"))
        names = ["day", "title", "hour", "place", "price"]
        names = [name for name in names if name in ("day", "title") or any(self.cell(one, name) for one in happenings)]
        order = self.choose("column order", ("day first", "title first", "title last"))
        if order == "title first":
            names = ["title", "day", *names[2:]]
        elif order == "title last":
            names = ["day", *(["hour"] if "hour" in names else []), "title", *[n for n in names[2:] if n != "hour"]]
        empty = self.choose("empty cell", ("", "–", "-")) if rule in ("tabs", "bars", "framed", "spaces") else "–"
        if rule in ("spaces", "two spaces"):
            empty = "–"
        rows = [[self.cell(one, name) or empty for name in names] for one in happenings]
        if self.choose("column names", ("yes", "yes", "no")) == "yes":
            rows.insert(0, [words.COLUMNS[self.language][name] for name in names])
        self.keep(happenings)
        self.name_page(not self.has_year or self.chance(0.3))
        if rule == "spaces":
            widths = [max(len(row[place]) for row in rows) + 3 for place in range(len(names))]
            return [
                "",
                *["".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows],
            ]
        mark = {"tabs": "\t", "bars": " | ", "two spaces": "  ", "framed": " | "}[rule]
        lines = [mark.join(row).rstrip() for row in rows]
        return ["", *([f"| {line} |" for line in lines] if rule == "framed" else lines)]

    def cell(self, one: Happening, name: str) -> str | None:
        if name == "day":
            return self.day_of(one)
        if name == "title":
            return one.title
        return next(iter(self.facts(one, [name])), None)

    def _term(self, happenings: list[Happening]) -> list[str]:
        forms = [form for form in words.DAYS[self.language] if "{Y}" not in form]
        self.set_days(forms)
        self.set_facts()
        self.price_form = "({})"
        self.between = ", "
        self.shape = "day first"
        self.head_mark = self.choose("mark behind day", ("  ", "\t", ": ", " – ", "   ", " "))
        start = (self.random.randint(16, 19), self.random.choice((0, 0, 30)))
        end = (start[0] + 2, start[1])
        at = self.some(words.AT_HOME)
        place = at.split(" ", 1)[1]
        sentence = self.choose("usual", words.USUAL[self.language])
        has_end = "{span}" in sentence
        span = self.written_hour(self.span_form, start, end)
        hour = self.written_hour(
            self.hour_form.replace("ab ", "um ").replace("fra ", "").replace("från ", ""), start, start
        )
        weekday = words.WEEKDAYS[self.language][self.weekday]
        if self.language == "en":
            span = span.removeprefix("from ")
            hour = hour.removeprefix("at ")
        sentence = sentence.format(W=weekday, span=span, hour=hour, at=at)
        sentence = sentence[0].upper() + sentence[1:]
        usual = Happening("", happenings[0].day, None, start, end if has_end else None, place, None)
        self.keep(happenings, usual)
        self.name_page(True, season=self.chance(0.6))
        free = self.choose("free day", ("none", "line"))
        missing = self.random.randint(1, len(happenings) - 1)
        out = []
        for number, one in enumerate(happenings):
            line = f"{self.day_of(one)}{self.head_mark}"
            if (
                free == "line"
                and number == missing
                and not one.last
                and (one.day - happenings[number - 1].day).days >= 14
            ):
                gap = self.written_day(self.day_form, one.day - timedelta(7))
                out.append(f"{gap}{self.head_mark}{self.some(words.FREE_DAYS)}")
            facts = self.facts(one, ["hour", "place"])
            bracket = f" ({one.price})" if one.price else ""
            out.append(line + ", ".join([one.title, *facts]) + bracket)
        if self.chance(0.5):
            return ["", sentence, "", *out]
        return [sentence, "", *out]

    def _season(self, happenings: list[Happening]) -> list[str]:
        self.set_days([form for form in words.DAYS[self.language] if "{M}" in form or "{m}" in form])
        order = self.set_facts()
        self.with_ranges = "no"
        happenings = [one._replace(last=None, start=one.start or (19, 0)) for one in happenings]
        pattern = self.choose("numbered", [form for form in words.NUMBERED[self.language] if form and form[0] != "1"])
        kind = self.choose("where title", ("above day", "below day"))
        self.between = self.choose("mark between", (", ", " · ", " | ", " – "))
        facts_at = self.choose("facts", ("beside day", "below", "lines"))
        gaps = self.choose("gap below number", ("no", "no", "yes"))
        more = self.choose("text below", ("no", "no", "yes"))
        self.keep(happenings)
        self.name_page(not self.has_year or self.chance(0.3))
        out: list[str] = []
        for number, one in enumerate(happenings, 1):
            ordinal = {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")
            out += ["", pattern.format(ordinal, n=number), *([""] if gaps == "yes" else [])]
            facts = self.facts(one, order)
            day = self.day_of(one)
            rest = [self.between.join([day, *facts])] if facts_at == "beside day" else [day, self.between.join(facts)]
            if facts_at == "lines":
                rest = [day, *facts]
            out += [one.title, *rest] if kind == "above day" else [rest[0], one.title, *rest[1:]]
            out += [self.some(words.BESIDE)] if more == "yes" else []
        return out

    def _prose(self, happenings: list[Happening]) -> list[str]:
        self.set_days([form for form in words.DAYS[self.language] if "{M}" in form])
        self.price_form = "{}"
        happenings = [one._replace(last=None, start=one.start or (19, 0), price=None) for one in happenings]
        pattern = self.choose("prose", words.PROSE[self.language])
        if pattern.startswith("{title}."):
            happenings = [one for one in happenings if one.title[-1] != "?"]
        gaps = self.choose("gaps", ("yes", "yes", "no")) == "yes"
        if ". {place}" in pattern:
            happenings = [one._replace(place=str(one.place)[0].upper() + str(one.place)[1:]) for one in happenings]
        self.keep(happenings)
        self.name_page(not self.has_year or self.chance(0.3))
        lines = []
        for one in happenings:
            assert one.start
            hour = self.hour_of(one.start, one.end)
            if self.language == "en" and " at {hour}" in pattern:
                hour = hour.removeprefix("at ").removeprefix("from ")
            text = pattern.format(
                day=self.day_of(one), hour=hour, title=one.title, place=one.place, more=self.some(words.BESIDE)
            )
            lines.append([text.replace("?.", "?").replace("..", ".")])
        return self.listed(lines, gaps)

    def _under(self, happenings: list[Happening]) -> list[str]:
        """Give each event two lines: day and title, and below them the rest."""
        self.set_days(words.DAYS[self.language])
        order = self.set_facts()
        self.head_mark = self.choose("mark behind day", (": ", " – ", "  ", "\t", " | ", " "))
        self.between = self.choose("mark between", (", ", " – ", " · ", " | "))
        above = self.choose("first line", ("day title", "day title", "day hour title", "title"))
        indent = self.choose("indent", ("", "", "    ", "\t"))
        bullet, gaps = self.bullet(), self.gaps()
        more = self.choose("text below", ("no", "no", "yes"))
        if above == "title":
            gaps = True
        # One line must be left below each.
        happenings = [one._replace(place=one.place or self.some(words.PLACES)) for one in happenings]
        self.keep(happenings)
        self.name_page(not self.has_year or self.chance(0.3))
        lines = []
        for one in happenings:
            day, rest = self.day_of(one), order
            if above == "day hour title" and one.start:
                day = f"{day} {self.hour_of(one.start, one.end)}"
                rest = [name for name in order if name != "hour"]
            facts = self.facts(one, rest)
            first = f"{day}{self.head_mark}{one.title}"
            if above == "title":
                first, facts = one.title, [day, *facts]
            last = [indent + self.some(words.BESIDE)] if more == "yes" else []
            below = self.between.join(facts)
            lines.append([bullet + first, indent + below[0].upper() + below[1:], *last])
        return self.listed(lines, gaps)
