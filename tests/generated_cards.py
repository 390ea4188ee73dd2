"""Calendars whose cards were copied line by line, made by chance from a number: a page, what it tells, and its form.

Each choice of form (order of lines, what shares a line, dates, hours, headings, gaps, badges …) is made by itself, so
that no two pages need be alike; every page is one that people read without doubt. The words are in
`cases/generated/cards.toml`.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).parent / "cases" / "generated" / "cards.toml"
WORDS: dict[str, dict[str, Any]] = tomllib.loads(_WORDS.read_text("utf-8"))
LANGUAGES = tuple(WORDS)
_MARKS = (" – ", " · ", " | ", ", ", " / ", " • ", " - ")
#: What parts a day from its hour.
_SEAMS = (", ", " ", " · ", " | ", " – ")


@dataclass
class Page:
    """A page, with the items it should give and the choices of its form."""

    text: str
    items: list[dict[str, Any]]
    choices: dict[str, str]
    language: str


@dataclass
class _Card:
    day: date
    last: date | None
    hour: tuple[int, int] | None
    until: tuple[int, int] | None
    title: str
    kind: str
    place: str | None
    price: str | None
    is_off: bool
    lines: list[str] = field(default_factory=list)


def page(seed: int) -> Page:
    """Make the page of a number."""
    return _Maker(seed).page()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.code = self.chance.choice(LANGUAGES)
        self.words = WORDS[self.code]
        self.choices: dict[str, str] = {"language": self.code}
        self.kinds = self.chance.sample(self.words["kinds"], self.chance.randint(3, 6))
        self._choose()

    def pick(self, name: str, **weights: float) -> str:
        """Make a choice by its weights, and note it."""
        (value,) = self.chance.choices(list(weights), list(weights.values()))
        self.choices[name] = value
        return value

    def any(self, name: str) -> str:
        value: str = self.chance.choice(self.words[name])
        return value

    def _choose(self) -> None:  # noqa: C901, PLR0915  one choice after another
        pick = self.pick
        self.theme = pick("theme", calendar=8, cinema=2)
        self.count = self.chance.randint(3, 12)
        self.choices["count"] = "3-4" if self.count < 5 else "5-8" if self.count < 9 else "9-12"
        self.heading = pick("heading", none=5, month=3, day=2, week=1, category=1)
        self.heading = self.choices["heading"] = "day" if self.theme == "cinema" else self.heading
        self.gaps = pick("gaps", cards=8, none=2, all=0.5)
        below_day = self.heading == "day"
        self.when = "hour" if below_day else pick("when", one=5, two=3, large=2, weekday=1)
        self.hour = "all" if below_day else pick("hour", all=8, most=1.5, none=1)
        if self.theme == "cinema":
            self.kind, self.place = "none", pick("place", own=6, price=1, hour=1, none=1)
        else:
            self.kind = pick("kind", none=4, above=3, below=2, place=2, audience=1, capitals=1.5)
            self.kind = self.choices["kind"] = "none" if self.heading == "category" else self.kind
            self.place = pick("place", own=7, price=1.5, hour=1, none=0.7)
            self.place = self.choices["place"] = "own" if self.kind == "place" else self.place
        self.hour_joins = pick("hour line", own=7, title=2) if below_day and self.place != "hour" else "own"
        if self.when == "one" and self.place == "hour":
            self.place = self.choices["place"] = "own"
        if self.hour == "none" and self.place == "hour":
            self.place = self.choices["place"] = "own"
        self.address = pick("address", none=6, town=2, street=1)
        self.price = pick("price", all=5, most=3, none=2)
        if self.place == "price":
            self.price = self.choices["price"] = "all"
        self.order = pick("order", when_title=5, title_when=4, place_first=0.8, price_early=0.8)
        if below_day and self.order == "place_first":
            self.order = self.choices["order"] = "when_title"
        if self.hour_joins == "title":
            self.order = self.choices["order"] = "when_title"
        self.text = pick("text", none=8, below=1.5)
        if self.gaps == "all" or self.theme == "cinema":
            self.text = self.choices["text"] = "none"
        self.audience = pick("audience", none=8, own=1.5)
        self.button = pick("button", none=3, last=5, most=2)
        self.badge = pick("badge", none=5, last=3, first=1.5)
        self.fate = pick("cancelled", none=7, line=2, title=1)
        self.range = pick("range", none=9, one=1) if self.when in {"one", "two"} else "none"
        dated = self.when in {"one", "two"} or below_day
        self.year = pick("year", date=6, head=3, foot=0.7) if dated else "head"
        if self.heading == "month":
            self.year = pick("year", date=4, month=6) if dated else "month"
        self.filter = pick("filter", none=6, line=2, lines=1.5)
        if self.kind == "none" or self.theme == "cinema":
            self.filter = self.choices["filter"] = "none"
        self.mark = self.chance.choice(_MARKS)
        self.choices["mark"] = self.mark.strip()
        self.seam = self.chance.choice(_SEAMS)
        self.choices["seam"] = self.seam.strip()
        forms = self.words["days" if self.year == "date" else "days_without_year"]
        self.day_form = self.chance.choice(forms)
        if self.when == "large":
            self.day_form = self.chance.choice(("number month", "weekday number month", "month number"))
        if self.when == "weekday":
            self.day_form = "weekday " + self.chance.choice(self.words["days_without_year"][-1:])
        self.choices["day form"] = f"{self.code} {self.day_form}"
        self.hour_form = self.any("hours")
        self.span_form = self.any("spans")
        self.choices["hour form"] = f"{self.code} {self.hour_form}"
        self.spans = pick("spans", none=4, some=3, all=2) if self.theme != "cinema" else "none"
        self.price_form = self.any("prices")
        self.price_lead = self.any("price_leads") if self.chance.random() < 0.2 and self.place != "price" else ""
        self.choices["price lead"] = str(bool(self.price_lead))
        self.button_text = self.any("buttons")
        self.badge_text = self.any("badges")

    # --- what is told -----------------------------------------------------------------------------------------------

    def _cards(self) -> list[_Card]:
        chance, words = self.chance, self.words
        day = date(chance.choice((2026, 2027)), chance.randint(1, 9), chance.randint(1, 20))
        titles = [self._title(text) for text in chance.sample(words["titles"], self.count)]
        if self.theme == "cinema":
            films = titles[: max(2, self.count * 2 // 3)]
            titles = films + [chance.choice(films) for _ in range(self.count - len(films))]
        halls = words["halls"] if self.theme == "cinema" else chance.sample(words["houses"], min(self.count, 5))
        town, street = self.any("towns"), self.any("streets")
        off = chance.randrange(self.count) if self.fate != "none" else -1
        ranged = chance.randrange(self.count) if self.range == "one" else -1
        found: list[_Card] = []
        clock = (10, 0)
        for n, title in enumerate(titles):
            stays = self.heading == "day" and n and clock[0] < 17 and chance.random() < 0.6
            if n and not stays:
                day += timedelta(days=chance.randint(1, 1 if self.theme == "cinema" else 9))
            low = clock[0] + 2 if stays else 10
            clock = (chance.randint(low, 20), chance.choice((0, 0, 30, 15)))
            if day.year != (found[0].day.year if found else day.year):
                day = date(found[0].day.year, 12, 31)
            place = None if self.place == "none" else chance.choice(halls)
            if place and self.theme != "cinema" and self.address != "none":
                place += f", {town if self.address == 'town' else street}"
            has_price = self.price == "all" or (self.price == "most" and chance.random() < 0.75)
            has_hour = self.hour == "all" or (self.hour == "most" and chance.random() < 0.8)
            hour = clock if has_hour else None
            spans = self.spans == "all" or (self.spans == "some" and chance.random() < 0.4)
            until = (clock[0] + 2, clock[1]) if hour and spans else None
            card = _Card(day, None, hour, until, title, chance.choice(self.kinds), place, None, n == off)
            if has_price:
                card.price = self._price()
            if n == ranged:
                card.last, card.hour, card.until = day + timedelta(days=2), None, None
            if self.theme == "cinema" and any((c.title, c.day) == (card.title, card.day) for c in found):
                continue
            found.append(card)
        if self.heading == "category":
            found.sort(key=lambda card: (card.kind, card.day))
        return found

    def _title(self, text: str) -> str:
        return text.format(first=self.any("first"), last=self.any("last"))

    def _price(self) -> str:
        if self.chance.random() < 0.25:
            return self.any("free")
        return self.price_form.format(n=self.chance.choice((5, 8, 10, 12, 15, 20, 40, 60, 95, 120, 150, 180)))

    def _item(self, card: _Card) -> dict[str, Any]:
        item: dict[str, Any] = {"kind": "event", "title": card.title, "start": card.day.isoformat()}
        item |= {"location": card.place, "price": card.price, "status": "cancelled" if card.is_off else None}
        if card.last:
            item["end"] = (card.last + timedelta(days=1)).isoformat()
        if card.hour:
            item["start"] += "T{:02}:{:02}".format(*self._told(card.hour))
        if card.until:
            item["end"] = card.day.isoformat() + "T{:02}:{:02}".format(*card.until)
        return item

    # --- how it is written ------------------------------------------------------------------------------------------

    def _day(self, day: date, form: str) -> str:
        words = self.words
        month, mon = words["months"].split()[day.month - 1], words["short_months"].split()[day.month - 1]
        weekday = words["weekdays"].split()[day.weekday()]
        wd = words["short_weekdays"].split()[day.weekday()]
        if mon == month:
            form = form.replace("{mon}.", "{mon}").replace("{Mon}.", "{Mon}")
        tail = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
        return form.format(
            d=day.day, dd=f"{day.day:02}", m=day.month, mm=f"{day.month:02}", y=day.year, th=tail,
            month=month, Month=month[:1].upper() + month[1:], MONTH=month.upper(),
            mon=mon, Mon=mon[:1].upper() + mon[1:],
            weekday=weekday, Weekday=weekday[:1].upper() + weekday[1:], WEEKDAY=weekday.upper(),
            wd=wd, Wd=wd[:1].upper() + wd[1:],
        )  # fmt: skip

    def _told(self, hour: tuple[int, int]) -> tuple[int, int]:
        """Give the hour as the form can tell it."""
        return hour

    def _hour(self, card: _Card) -> str:
        if card.hour is None:
            return ""
        (h, m), (h2, m2) = card.hour, card.until or card.hour
        form = self.span_form if card.until else self.hour_form
        if m:
            form = form.replace("{h0}", "{H}.{M}" if self.code != "de" else "{H}:{M}")
        values: dict[str, Any] = {
            "h": h, "h0": h, "H": f"{h:02}", "M": f"{m:02}", "H2": f"{h2:02}", "M2": f"{m2:02}",
            "h12": (h - 1) % 12 + 1, "h12b": (h2 - 1) % 12 + 1,
            "am": "am" if h < 12 else "pm", "AM": "AM" if h < 12 else "PM",
            "am2": "am" if h2 < 12 else "pm", "AM2": "AM" if h2 < 12 else "PM",
        }  # fmt: skip
        for key, mark, minute in ((":M", ":", m), (".M", ".", m), (":M2", ":", m2), (".M2", ".", m2)):
            form = form.replace(f"{{{key}}}", f"{mark}{minute:02}" if minute else "")
        return form.format(**values)

    def _when(self, card: _Card) -> list[str]:
        """Write when it is, over one line or several."""
        hour = self._hour(card)
        if self.when == "hour":
            day = ""
        elif self.when == "large":
            number, month = str(card.day.day), self._day(card.day, "{Mon}")
            month = month.upper() if self.button_text < "L" else month
            lines = [month, number] if self.day_form == "month number" else [number, month]
            weekday = [self._day(card.day, "{Wd}")] if self.day_form.startswith("weekday") else []
            return [*weekday, *lines, *([hour] if hour else [])]
        elif self.when == "weekday":
            wd, form = self._day(card.day, "{Wd}"), "{dd}.{mm}." if self.code == "de" else "{d}. {month}"
            form = "{d} {month}" if self.code in {"sv", "en"} else form
            form = "{d} {Month}" if self.code == "en" else form
            return [wd, self._day(card.day, form), *([hour] if hour else [])]
        else:
            day = self._day(card.day, self.day_form)
            if card.last:
                plain = self.day_form.replace(", {y}", "").replace("-{y}", "").replace("{y}-", "").replace("{y}", "")
                day = f"{self._day(card.day, plain.strip())} – {self._day(card.last, self.day_form)}"
                if "{y}-" in self.day_form or "-{mm}" in self.day_form or "/" in self.day_form:
                    day = f"{self._day(card.day, self.day_form)} – {self._day(card.last, self.day_form)}"
        parts = [part for part in (day, hour) if part]
        return parts if self.when == "two" else [self.seam.join(parts)]

    def _lines(self, card: _Card) -> list[str]:  # noqa: C901, PLR0912  one choice after another
        chance, words = self.chance, self.words
        title = [card.title]
        if self.fate == "title" and card.is_off:
            title = [
                chance.choice((f"{words['cancelled'][1]}: {card.title}", f"{card.title} – {words['cancelled'][0]}"))
            ]
        when = self._when(card)
        if self.hour_joins == "title":
            title, when = [f"{when[-1]} {title[0]}"], []
        if self.kind in {"above", "capitals"}:
            title.insert(0, card.kind.upper() if self.kind == "capitals" else card.kind)
        elif self.kind == "below":
            title.append(card.kind)
        elif self.kind == "audience":
            title.append(self.mark.join((card.kind, self.any("audiences"))))
        if self.theme == "cinema":
            title += self._film(card)
        if self.text == "below":
            title.append(self.any("texts"))
        place = [card.place] if card.place else []
        if self.kind == "place" and card.place:
            place = [self._join(card.kind, card.place)]
        elif self.place == "hour" and card.place and when:
            when[-1], place = self._join(when[-1], card.place) if card.hour else when[-1], [] if card.hour else place
        elif self.place == "price" and card.place and card.price:
            place = [self._join(card.place, card.price)]
        has_price = card.price and self.place != "price"
        price = [(self.price_lead if has_price else "") + card.price] if card.price and has_price else []
        orders = {
            "when_title": [when, title, place, price],
            "title_when": [title, when, place, price],
            "place_first": [place, title, when, price],
            "price_early": [when, price, title, place],
        }
        found = [line for part in orders[self.order] for line in part]
        if self.audience == "own":
            found.append(self.any("audiences"))
        if self.fate == "line" and card.is_off:
            found.append(self.words["cancelled"][len(card.title) % 2])
        if self.badge != "none" and chance.random() < 0.3 and not card.is_off:
            found.insert(0 if self.badge == "first" and self.hour_joins != "title" else len(found), self.badge_text)
        if self.button == "last" or (self.button == "most" and chance.random() < 0.7):
            found.append(self.button_text)
        return found

    def _join(self, one: str, other: str) -> str:
        mark = " · " if "," in other + one and self.mark in {", ", " - "} else self.mark
        return mark.join((one, other))

    def _film(self, card: _Card) -> list[str]:
        chance = random.Random(card.title)
        genre, form, age = (chance.choice(self.words[name]) for name in ("genres", "lengths", "ages"))
        hours, minutes = chance.choice((1, 2)), chance.randint(1, 58)
        length = form.format(h=hours, m=minutes, l=hours * 60 + minutes)
        kind = len(self.mark + self.button_text) % 4
        return [
            [self.mark.join((genre, length, age))],
            [self.mark.join((genre, length)), age],
            [length, age],
            [self.mark.join((length, age))],
        ][kind]

    def _heading(self, card: _Card) -> str:
        if self.heading == "month":
            form = "{Month} {y}" if self.year == "month" else self._month_form
            return self._day(card.day, form)
        if self.heading == "day":
            return self._day(card.day, self.day_form)
        if self.heading == "week":
            return self._week_form.format(w=card.day.isocalendar().week, y=card.day.year)
        return card.kind if self.heading == "category" else ""

    def page(self) -> Page:
        """Write it all."""
        chance, words = self.chance, self.words
        cards = self._cards()
        year = cards[0].day.year
        self._month_form = chance.choice(("{Month}", "{MONTH}", "{Month} {y}"))
        self._week_form = self.any("week")
        head = self.any("heads")
        if self.year == "head" or (self.year == "date" and chance.random() < 0.2):
            head = f"{head} {year}"
        out = [self.any("menus"), self.any("sites")]
        out = out if chance.random() < 0.7 else out[1:]
        out += ["", head] if chance.random() < 0.5 else [head]
        if self.filter == "line":
            out.append(
                self.any("filters") + chance.choice((" | ", " · ", "   ", " ")).join([words["all"], *self.kinds])
            )
        elif self.filter == "lines":
            out += [words["all"], *self.kinds]
        above = ""
        for card in cards:
            heading = self._heading(card)
            has_gap = self.gaps != "none" or card is cards[0]
            if heading != above:
                out += ["", heading] if chance.random() < 0.8 or self.gaps != "none" else [heading]
                has_gap = has_gap and (self.heading != "day" or self.gaps == "all")
                above = heading
            out += [""] if has_gap and out[-1] else []
            lines = self._lines(card)
            out += [part for line in lines for part in (line, "")][:-1] if self.gaps == "all" else lines
        out += ["", *chance.sample(words["feet"], chance.randint(0, 3))]
        out.append(f"© {year} {words['sites'][0]}" if self.year == "foot" or chance.random() < 0.2 else "")
        text = "\n".join(out).strip() + "\n"
        return Page(text, [self._item(card) for card in cards], self.choices, self.code)
