"""Pages of personnel notices whose form is varied by machine, with what a careful reader takes from each.

`page(seed)` gives a text, what is expected of it in the words of `page_cases`, and the choices it was made with; a
seed gives the same page for ever. The words stand in `cases/generated/notices.toml`; every name is invented.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

_WORDS = Path(__file__).parent / "cases" / "generated" / "notices.toml"
WORDS: dict[str, dict[str, Any]] = tomllib.loads(_WORDS.read_text("utf-8"))
LANGUAGES = tuple(WORDS)
CHANGES = {
    "a": ["appointed"],
    "n": ["appointed"],
    "p": ["promoted", "appointed"],
    "d": ["departed"],
    "r": ["retired", "departed"],
    "x": ["departed", "retired"],
    "e": ["elected", "appointed"],
}
LEAVING = frozenset("drx")
DATIVE = {"die": "der", "der": "dem", "das": "dem"}
ACCUSATIVE = {"der": "den"}


class Page(NamedTuple):
    """A generated page: its text, what it should give, and the choices behind it."""

    text: str
    expected: dict[str, Any]
    choices: dict[str, str]
    item_choices: dict[str, dict[str, str]]


class Somebody(NamedTuple):
    name: str
    last: str
    woman: bool
    shape: str


class Firm(NamedTuple):
    name: str
    lead: str
    shape: str


class Case(NamedTuple):
    """All that can be told of somebody; `before` is the former post and firm."""

    who: Somebody
    role: str
    firm: Firm
    day: date
    before: tuple[str, Firm]
    age: int = 40


class Made(NamedTuple):
    """One entry's text and the items in it."""

    lines: list[str]
    items: list[dict[str, Any]]


def page(seed: int) -> Page:
    """Make the page of a seed."""
    return _Maker(random.Random(seed)).page()


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.code = rng.choice(LANGUAGES)
        self.words = WORDS[self.code]
        self.today = date(2026, rng.randint(4, 9), rng.randint(1, 28))
        self.form = self.one("dates")
        self.of = rng.choice(self.all_of("from"))
        self.site = self.one("sites")
        self.choices: dict[str, str] = {"lang": self.code, "date": self.form}
        self.item_choices: dict[str, dict[str, str]] = {}
        self.used: set[str] = set()

    # --- words ----------------------------------------------------------------------------------------------------

    def all_of(self, key: str) -> list[str]:
        text: str = self.words[key]
        return text.strip().split("\n") if "\n" in text else text.split(";")

    def one(self, key: str) -> str:
        return self.rng.choice(self.all_of(key))

    def choose(self, key: str, *values: str) -> str:
        value = self.rng.choice(values)
        self.choices[key] = value
        return value

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # --- people, firms, posts, days -------------------------------------------------------------------------------

    def somebody(self) -> Somebody:
        while True:
            found = self._somebody()
            if not self.used & {found.name, found.last}:
                self.used |= {found.name, found.last}
                return found

    def _somebody(self) -> Somebody:
        woman = self.chance(0.5)
        first = self.one("women" if woman else "men")
        last = self.one("last")
        shape = self.rng.choices(("plain", "two", "hyphen", "initial", "second", "foreign"), (10, 3, 2, 2, 2, 4))[0]
        if shape == "two":
            return Somebody(f"{first} {self.one('last')} {last}", last, woman, shape)
        if shape == "hyphen":
            last = f"{self.one('last')}-{last}"
        elif shape == "initial":
            first = f"{first.split()[0]} {self.rng.choice('ABEFGHJKLMPRST')}."
        elif shape == "second":
            first = f"{first.split()[0]} {self.one('women' if woman else 'men').split()[0]}"
        elif shape == "foreign":
            name = self.one("foreign")
            return Somebody(name, name.split()[-1], woman, shape)
        return Somebody(f"{first} {last}", last, woman, shape)

    def firm(self) -> Firm:
        lead, shape = self.one("firms").split("|")
        name = shape.replace("+", "").format(
            n=self.one("names"), t=self.one("towns"), l=self.one("last"), m=self.one("last")
        )
        if name.startswith("the "):
            return Firm(name[4:], "at the", shape)
        return Firm(name, lead, shape)

    def post(self, who: Somebody, *, key: str = "roles", inflected: bool = False) -> str:
        while True:
            both = self.one(key).split("|")
            role = both[-1] if who.woman else both[0]
            if not (inflected and self.code == "de" and re.search(r"^\w+(?:er|e) [A-Z]|sitzende", role)):
                return role

    def day(self) -> date:
        return self.today + timedelta(days=self.rng.choice((-40, -20, -11, 5, 12, 19, 33, 48, 61, 80)))

    def dated(self, day: date, form: str = "") -> str:
        suffix = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
        return (form or self.form).format(
            d=day.day,
            dd=f"{day.day:02}",
            m=day.month,
            mm=f"{day.month:02}",
            y=day.year,
            th=suffix,
            month=self.all_of("months")[day.month - 1],
            short=self.all_of("short")[day.month - 1],
            weekday=self.all_of("weekdays")[day.weekday()],
        )

    def behind(self, lead: str, day: date) -> str:
        """A day behind a word that leads to it, without the article twice."""
        if lead.startswith("seit") and day > self.today:
            lead = "ab {d}"
        told = self.dated(day)
        if " den {" in lead or lead.startswith(("den ", "d. ")) or lead.endswith("dem {d}"):
            told = re.sub(r"^(?:\w+dag )?(?:den|d\.) ", "", told)
        return lead.format(d=told)

    def full(self, day: date) -> str:
        forms = [form for form in self.all_of("dates") if "{y}" in form and "weekday" not in form]
        return self.dated(day, self.rng.choice(forms))

    # --- sentences ------------------------------------------------------------------------------------------------

    def slots(self, case: Case) -> dict[str, str]:
        who, role, firm, day, before, age = case
        he = self.all_of("he")[who.woman]
        on = self.behind(self.rng.choice(self.all_of("on")), day)
        fd = self.behind(self.of, day)
        found = {
            "p": who.name,
            "Last": who.last,
            "r": role,
            "r^": role[0].upper() + role[1:],
            "a": str(age),
            "fd": fd,
            "Fd": fd[0].upper() + fd[1:],
            "on": on,
            "On": on[0].upper() + on[1:],
            "dd": self.behind("dem {d}", day)[4:]
            if self.code == "de"
            else re.sub(r"^(?:\w+dag )?(?:den|d\.) ", "", self.dated(day)),
            "he": he,
            "He": he.capitalize(),
            "his": "her" if who.woman else "his",
            "neu": "neue" if who.woman else "neuer",
            "Neu": "Neue" if who.woman else "Neuer",
            "z": "r" if who.woman else "m",
            "t": self.one("towns"),
            "pr": before[0],
        }
        for prefix, one in (("", firm), ("p", before[1])):
            found |= self.firm_slots(prefix, one)
        return found

    def firm_slots(self, prefix: str, firm: Firm) -> dict[str, str]:
        name, lead = firm.name, firm.lead
        if self.code == "de":
            dative = f"{DATIVE.get(lead, '')} {name}".strip()
            accusative = f"{ACCUSATIVE.get(lead, lead)} {name}".strip()
            at = f"bei {dative}".replace("bei dem ", "beim ")
            found = {
                "O": f"{lead.capitalize()} {name}".strip(),
                "o": accusative,
                "oac": accusative,
                "od": dative,
                "oat": at,
            }
        else:
            subject = f"the {name}" if lead == "at the" else name
            found = {"o": subject, "oat": f"{lead} {name}"}
        found["Oat"] = found["oat"][0].upper() + found["oat"][1:]
        return {prefix + key: value for key, value in found.items()}

    def sentence(self, kind: str, firm: Firm, *, follow: bool = True, frame: str = "") -> Made:
        """A sentence of a kind, often with a second one, and the item it tells."""
        frame = frame or self.one(kind).strip()
        who = self.somebody()
        inflected = "zu{z}" in frame or "{neu} {r}" in frame or kind != "n"
        role = self.post(who, inflected=inflected)
        old = self.post(who, inflected=True)
        while old == role:
            old = self.post(who, inflected=True)
        before, day, age = (old, self.firm()), self.day(), self.rng.randint(28, 63)
        if before[1].name == firm.name:
            before = (old, before[1]._replace(name="Abc Group"))
        slots = self.slots(case := Case(who, role, firm, day, before, age))
        text, told = _fill(frame, slots)
        kinds = {
            "frame": f"{self.code} {kind} {frame}",
            "shape": who.shape,
            "role": role,
            "firm": firm.shape,
            "second": "-",
        }
        if follow and text.endswith("."):
            second = ""
            if kind in "an" and not told & {"pr", "po", "poat", "pod"} and self.chance(0.5):
                second = self.one("f").strip()
                if "{on}" in second or "{fd}" in second:
                    second = second if not _has_day(told) else ""
            if second:
                more, also = _fill(second, slots)
                text, told = f"{text} {more[0].upper()}{more[1:]}", told | also
                kinds["second"] = f"{self.code} {second}"
            if self.chance(0.3):
                text += " " + _fill(self.one("chat"), slots)[0]
        item = self.item(kind, case, told)
        self.item_choices[who.name] = kinds
        return Made([text], [item])

    def item(self, kind: str, case: Case, told: set[str]) -> dict[str, Any]:
        who, role, firm, day, before, age = case
        item: dict[str, Any] = {"kind": "personnel_notice", "change": CHANGES[kind], "person": who.name}
        loose: dict[str, list[str | None]] = {}
        names = [firm.name, f"the {firm.name}", f"The {firm.name}"] if firm.lead == "at the" else [firm.name]
        item["organization"] = firm.name
        loose["organization"] = [*names]
        shown = role[0].upper() + role[1:]
        if "r^" in told:
            loose["previous_role_name" if kind in LEAVING else "role_name"] = [role, shown]
        if kind in LEAVING:
            item["previous_role_name"] = role
            loose["previous_organization"] = [None, *names]
        else:
            item["role_name"] = role
            if "pr" in told:
                item["previous_role_name"] = before[0]
            if told & {"po", "poat", "pod"}:
                item["previous_organization"] = before[1].name
                loose["previous_organization"] = [before[1].name, f"the {before[1].name}"]
        if _has_day(told):
            item["effective"] = day.isoformat()
        if "a" in told:
            item["age"] = age
        item["or"] = loose
        return item

    def pair(self, firm: Firm) -> Made:
        """One sentence that tells of two people."""
        frame = self.one("two").strip()
        first, second = self.somebody(), self.somebody()
        roles = [self.post(who, inflected=True) for who in (first, second)]
        while roles[0] == roles[1]:
            roles[1] = self.post(second, inflected=True)
        day = self.day()
        slots = self.slots(Case(first, roles[0], firm, day, (roles[0], firm)))
        slots |= {"p2": second.name, "r2": roles[1], "z2": "r" if second.woman else "m"}
        text, _ = _fill(frame, slots)
        items = []
        for who, role in zip((first, second), roles, strict=True):
            items.append(self.item("a", Case(who, role, firm, day, (role, firm)), set()))
            self.item_choices[who.name] = {
                "frame": f"{self.code} two {frame}",
                "shape": who.shape,
                "role": role,
                "firm": firm.shape,
                "second": "-",
            }
        return Made([text], items)

    # --- layouts --------------------------------------------------------------------------------------------------

    def column(self) -> list[Made]:
        """Sentences of a trade paper, each with its firm."""
        head = self.choose("headline", "none", "none", "name", "told", "badge")
        bullet = self.choose("bullet", "", "", "", "• ", "- ") if head == "none" else ""
        found = []
        for _ in range(self.rng.randint(4, 9)):
            firm = self.firm()
            kind = self.rng.choices("apdr2", (12, 2, 2, 1, 1))[0]
            made = self.pair(firm) if kind == "2" else self.sentence(kind, firm)
            lines = [bullet + made.lines[0]]
            who = made.items[0]["person"]
            if head == "name" and kind != "2":
                lines.insert(0, who)
            elif head == "told" and kind == "a":
                role = made.items[0]["role_name"]
                slots = {"p": who, "r": role, **self.firm_slots("", firm)}
                title = re.search(r"in$|innen$|e \w+in$", role)
                slots["Neu"], slots["neu"] = ("Neue", "neue") if title else ("Neuer", "neuer")
                line = _fill(self.one("headlines"), slots)[0]
                lines.insert(0, line[0].upper() + line[1:])
            elif head == "badge" and kind == "a":
                lines.insert(0, self.one("badge"))
            found.append(Made(lines, made.items))
        return found

    def firms(self) -> list[Made]:
        """A firm as heading, and below it those it tells of."""
        style = self.choose("heading", "plain", "capitals", "colon")
        found = []
        for _ in range(self.rng.randint(3, 6)):
            firm = self.firm()
            name = {"plain": firm.name, "capitals": firm.name.upper(), "colon": firm.name + ":"}[style]
            lines, items = [name], []
            for _ in range(self.rng.choice((1, 1, 2))):
                kind = self.rng.choice("nnnx")
                # Without a verb or a day a name and a post are news below a heading of new people only.
                frames = [frame for frame in self.all_of(kind) if not re.search(r"\{r\}$", frame.strip())]
                made = self.sentence(kind, firm, frame=self.rng.choice(frames).strip())
                lines += made.lines
                items += made.items
            if style == "capitals":
                for item in items:
                    item["or"]["organization"] += [name]
                    item["or"].get("previous_organization", []).append(name)
            found.append(Made(lines, items))
        return found

    def record(self, *, dated: bool, aged: bool, before: bool) -> tuple[dict[str, str], dict[str, Any]]:
        """The facts of somebody as a card shows them, and the item."""
        who, firm, day, age = self.somebody(), self.firm(), self.day(), self.rng.randint(28, 63)
        role = self.post(who)
        old = (self.post(who), self.firm())
        while old[0] == role or old[1].name == firm.name:
            old = (self.post(who), self.firm())
        told = {"fd"} if dated else set()
        told |= {"a"} if aged else set()
        told |= {"pr", "po"} if before else set()
        facts = {"name": who.name, "role": role[0].upper() + role[1:], "firm": firm.name, "day": day.isoformat()}
        facts |= {"from": self.behind(self.of, day), "date": self.dated(day), "age": str(age)}
        facts["before"] = f"{old[0]}, {old[1].name}"
        if firm.lead == "at the":
            facts["firm"] = firm.name
        item = self.item("a", Case(who, role, firm, day, old, age), told)
        item["or"]["role_name"] = [role, facts["role"]]
        self.item_choices[who.name] = {
            "frame": "record",
            "shape": who.shape,
            "role": role,
            "firm": firm.shape,
            "second": "-",
        }
        return facts, item

    def cards(self) -> list[Made]:
        """Name, role and firm on lines of their own, in one order."""
        order = self.choose(
            "order",
            "name role firm",
            "name role+firm",
            "role name firm",
            "name firm role",
            "name+role firm",
            "firm name role",
            "role firm name",
            "name role firm day",
            "name role+firm day",
            "day name role firm",
        )
        mark = self.choose("mark", ", ", " – ", " · ", " | ") if "+" in order else ""
        badge = self.choose("badge", "none", "none", "above", "below")
        label = self.one("badge")
        aged = self.choose("aged", "no", "no", "no", "yes") == "yes"
        found = []
        for _ in range(self.rng.randint(4, 10)):
            facts, item = self.record(dated="day" in order, aged=aged, before=False)
            if aged:
                facts["name"] += f" ({facts['age']})" if self.code != "da" else f", {facts['age']} år"
            facts["day"] = facts["from"][0].upper() + facts["from"][1:]
            lines = [mark.join(facts[key] for key in part.split("+")) for part in order.split()]
            if badge == "above":
                lines.insert(0, label)
            elif badge == "below":
                lines.append(label)
            found.append(Made(lines, [item]))
        return found

    def labelled(self) -> list[Made]:
        """Facts behind labels, or below them."""
        labels = dict(zip(("name", "role", "firm", "date", "before", "age"), self.all_of("labels"), strict=True))
        order = ["name", "role", "firm"]
        dated, aged = self.chance(0.6), self.chance(0.4)
        order += ["date"] * dated + ["age"] * aged
        self.rng.shuffle(order)
        if self.chance(0.6):
            order.remove("name")
            order.insert(0, "name")
        bare = self.choose("label", "line", "line", "bare name", "above")
        self.choices["order"] = order[0]
        found = []
        for _ in range(self.rng.randint(3, 7)):
            facts, item = self.record(dated=dated, aged=aged, before=False)
            lines = []
            for key in order:
                if bare == "bare name" and key == "name" and order[0] == "name":
                    lines.append(facts[key])
                elif bare == "above":
                    lines += [labels[key].rstrip(":"), facts[key]]
                else:
                    lines.append(f"{labels[key]} {facts[key]}")
            found.append(Made(lines, [item]))
        return found

    def rows(self) -> list[Made]:
        """One line a person."""
        mark = self.choose("mark", ", ", " – ", " | ", " · ", "\t")
        order = self.choose(
            "order",
            "name role firm",
            "name role firm",
            "role name firm",
            "firm name role",
            "name role firm from",
            "name firm role",
        )
        bullet = self.choose("bullet", "", "", "• ")
        found = []
        for _ in range(self.rng.randint(4, 12)):
            facts, item = self.record(dated="from" in order, aged=False, before=False)
            if mark == ", " and order.startswith("name role"):
                facts["role"] = (
                    facts["role"][0].lower() + facts["role"][1:]
                    if self.code != "de" and not facts["role"][1:2].isupper()
                    else facts["role"]
                )
            found.append(Made([bullet + mark.join(facts[key] for key in order.split())], [item]))
        return found

    def table(self) -> list[Made]:
        """A table with a line of columns."""
        mark = self.choose("mark", " | ", "\t")
        dated = self.chance(0.6)
        columns = self.all_of("columns")[: 4 if dated else 3]
        keys = ["name", "role", "firm", "date"][: len(columns)]
        if self.chance(0.4):
            columns[0:2], keys[0:2] = columns[1::-1], keys[1::-1]
        self.choices["order"] = keys[0]
        found = [Made([mark.join(columns)], [])]
        for _ in range(self.rng.randint(4, 10)):
            facts, item = self.record(dated=dated, aged=False, before=False)
            found.append(Made([mark.join(facts[key] for key in keys)], [item]))
        return found

    def house(self, firm: Firm) -> list[Made]:
        """What one employer says of its own: sections of those who come, go and have jubilees."""
        form = self.choose("entry", "sentence", "sentence", "sentence", "row", "row dated", "row dash", "lines")
        parts = self.choose("departments", "none", "none", "none", "yes")
        bullet = self.choose("bullet", "", "", "• ")
        found = [Made([self.one("heading_new")], [])] if parts == "none" else []
        for number in range(self.rng.randint(3, 8)):
            if parts == "yes" and number % 2 == 0:
                part = self.all_of("departments")[number // 2]
                found.append(Made([part], []))
            made = self.own_entry(form, firm, "n")
            if parts == "yes":
                made.items[0]["or"]["organization"] += [part]
            found.append(Made([bullet + made.lines[0], *made.lines[1:]], made.items))
        if parts == "none" and self.choose("leaving", "yes", "no") == "yes":
            found.append(Made([self.one("heading_leave")], []))
            for _ in range(self.rng.randint(1, 3)):
                made = self.own_entry("sentence" if form == "sentence" else form, firm, "x")
                found.append(Made([bullet + made.lines[0], *made.lines[1:]], made.items))
        if self.choose("jubilee", "yes", "no") == "yes":
            found.append(Made([self.one("heading_jubilee")], []))
            for _ in range(self.rng.randint(1, 3)):
                who = self.somebody()
                day = self.dated(self.day(), self.all_of("dates")[0])
                line = _fill(self.one("jubilee"), {"p": who.name, "d": day})[0]
                found.append(Made([bullet + line], []))
        return found

    def own_entry(self, form: str, firm: Firm, kind: str) -> Made:
        if form == "sentence":
            frames = [frame for frame in self.all_of(kind) if frame.strip().endswith(".")]
            made = self.sentence(kind, firm, frame=self.rng.choice(frames).strip())
        else:
            who, day = self.somebody(), self.day()
            role = self.post(who)
            told = {"fd"} if form == "row dated" else set()
            item = self.item(kind, Case(who, role, firm, day, (role, firm)), told)
            shown = role[0].upper() + role[1:] if form == "lines" else role
            lines = {
                "row": [f"{who.name}, {role}"],
                "row dated": [f"{who.name}, {role}, {self.behind(self.of, day)}"],
                "row dash": [f"{who.name} – {role}"],
                "lines": [who.name, shown],
            }[form]
            item["or"]["previous_role_name" if kind == "x" else "role_name"] = [role, shown]
            self.item_choices[who.name] = {
                "frame": form,
                "shape": who.shape,
                "role": role,
                "firm": firm.shape,
                "second": "-",
            }
            made = Made(lines, [item])
        made.items[0]["or"]["organization"] += [firm.name.upper()] + ([None] if kind == "x" else [])
        made.items[0]["or"].get("previous_organization", []).append(firm.name.upper())
        return made

    def elected(self, firm: Firm) -> list[Made]:
        """Who was elected, office and name."""
        form = self.choose("entry", "colon", "comma", "dash", "lines", "tab")
        roles = self.all_of("elected")
        found = []
        for both in [*roles[:4], *roles[4:5] * self.rng.randint(1, 3), *roles[5:]]:
            who = self.somebody()
            role = both.split("|")[-1 if who.woman else 0]
            shown = role[0].upper() + role[1:]
            lines = {
                "colon": [f"{shown}: {who.name}"],
                "comma": [f"{who.name}, {role}"],
                "dash": [f"{shown} – {who.name}"],
                "lines": [shown, who.name],
                "tab": [f"{shown}\t{who.name}"],
            }[form]
            item = self.item("e", Case(who, role, firm, self.today, (role, firm)), set())
            item["or"] |= {"role_name": [role, shown], "effective": [None, "*"]}
            item["or"]["organization"] += [firm.name.upper()]
            self.item_choices[who.name] = {
                "frame": f"elected {form}",
                "shape": who.shape,
                "role": role,
                "firm": firm.shape,
                "second": "-",
            }
            found.append(Made(lines, [item]))
        return found

    # --- the page -------------------------------------------------------------------------------------------------

    def page(self) -> Page:
        layout = self.choose(
            "layout",
            "column",
            "column",
            "column",
            "firms",
            "cards",
            "cards",
            "labelled",
            "rows",
            "table",
            "house",
            "house",
            "house",
            "elected",
        )
        own = None
        if layout in {"house", "elected"}:
            own = self.firm()
            while layout == "elected" and not re.search(
                r"(?i)forening|klub|club|idræt|lag$|IF$|associa|verein|verband|TSV|Museum", own.name
            ):
                own = self.firm()
        heading, body = self.body(layout, own)
        lines = self.top(own, heading)
        gap = layout in {"column", "firms", "labelled"} or self.choose("gap", "yes", "yes", "yes", "no") == "yes"
        if layout in {"rows", "table", "elected"} or self.choices.get("bullet"):
            gap = self.chance(0.2) and layout != "table"
        if layout == "cards":
            gap = True
        gap = gap or self.choices.get("entry") == "lines" or self.choices.get("headline", "none") != "none"
        items = []
        for made in body:
            opens = (
                not made.items
                and len(made.lines) == 1
                and layout == "house"
                and not made.lines[0].startswith(("•", "-"))
            )
            if lines[-1] and (gap or opens):
                lines.append("")
            lines += made.lines
            items += made.items
        lines += self.foot(own)
        self.choices["gap"] = str(gap)
        expected = {"language": self.code, "items": items}
        return Page("\n".join(lines) + "\n", expected, self.choices, self.item_choices)

    def body(self, layout: str, own: Firm | None) -> tuple[str, list[Made]]:
        if own is not None:
            return ("", self.house(own)) if layout == "house" else (self.one("heading_elected"), self.elected(own))
        plain: dict[str, Callable[[], list[Made]]] = {
            "column": self.column,
            "firms": self.firms,
            "cards": self.cards,
            "labelled": self.labelled,
            "rows": self.rows,
            "table": self.table,
        }
        heading = (
            self.one("heading_column")
            if layout in {"column", "firms"} or self.chance(0.5)
            else self.all_of("heading_new")[self.rng.randrange(4)]
        )
        return heading, plain[layout]()

    def top(self, own: Firm | None, heading: str) -> list[str]:
        style = self.choose("masthead", "plain", "capitals")
        name = own.name if own else self.site
        lines = [name.upper() if style == "capitals" else name]
        if self.choose("menu", "yes", "no") == "yes":
            lines.append(self.one("menu"))
        lines.append("")
        year = self.choose("year", "published", "heading", "below")
        month = f"{self.all_of('months')[self.today.month - 1]} {self.today.year}"
        day = self.full(self.today)
        told = self.rng.choice(self.all_of("published")[:3]).format(d=re.sub(r"^(?:den|d\.) ", "", day))
        if not heading:
            heading = {
                "da": "Nyt om personale",
                "no": "Personalnytt",
                "sv": "Personalnytt",
                "en": "Staff news",
                "de": "Personalnachrichten",
            }[self.code]
            if self.choices.get("departments") == "yes":
                heading = self.all_of("heading_new")[0]
        if year == "heading":
            heading = heading.rstrip(":")
            lines += [f"{heading} – {month}", ""]
        elif year == "published":
            lines += [told, heading, ""]
        else:
            lines += [heading, told, ""]
        return lines

    def foot(self, own: Firm | None) -> list[str]:
        lines = [""]
        if self.choose("noise", "none", "none", "noise") == "noise":
            lines += [self.one("noise"), ""]
        if self.choose("contact", "none", "none", "yes") == "yes":
            lines += [self.one("contact").format(p=self.somebody().name), ""]
        footers = self.all_of("footer")
        for line in self.rng.sample(footers, self.rng.randint(1, 3)):
            lines.append(line.format(y=self.today.year, site=own.name if own else self.site))
        return lines


def _fill(frame: str, slots: dict[str, str]) -> tuple[str, set[str]]:
    told = set(re.findall(r"\{([\w^]+)\}", frame))
    text = re.sub(r"\{([\w^]+)\}", lambda found: slots[found[1]], frame)
    return text[0].upper() + text[1:] if text[0].islower() and frame.startswith("{o") else text, told


def _has_day(told: set[str]) -> bool:
    return bool(told & {"fd", "Fd", "on", "On", "dd"})
