"""Pages of postings written by machine, with what a reader finds on them: the same seed gives the same page.

Each page varies its language, who is told of (an institution, many employers, an agency), the order of the lines of a
card, what stands together on a line and with which mark, the forms of days, headings, gaps, buttons, menus and feet.
"""

from __future__ import annotations

import datetime
import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).parent / "cases" / "generated" / "postings.toml"
LANGUAGES = ("da", "no", "sv", "de", "en")
FORMS = ("cards", "joined", "rows", "table", "labelled", "ads", "letter", "window", "text")


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """Read the words of every language, each list parted."""
    raw = tomllib.loads(_WORDS.read_text("utf-8"))
    return {code: {key: value.split(" | ") for key, value in lists.items()} for code, lists in raw.items()}


class Page:
    """A page in the making: its choices, its lines, and the postings on it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.choices: dict[str, str] = {}
        self.language = self._choose("language", LANGUAGES)
        self.words = words()[self.language]
        self.lines: list[str] = []
        self.items: list[dict[str, Any]] = []
        self.form = self._choose("form", FORMS)
        of_all = ("institution", "board", "agency")
        self.teller = self._choose("teller", ("board",) if self.form in {"ads", "window"} else of_all)
        if self.form == "letter":
            self.teller = self.choices["teller"] = "institution"
        self.town = self._word("towns")
        self.owner = self._named(["institutions", "board_names", "agencies"][of_all.index(self.teller)])
        if self.form == "letter" and self.random.random() < 0.5:
            self.owner = self._firm(self.town)
        #: Only a town or a county has schools and pools.
        councils = [self.words["institutions"][n].format(t=self.town) for n in (0, 3)]
        self.has_houses = self.teller == "institution" and self.owner in councils
        self.day = datetime.date(2026, 1, 5) + datetime.timedelta(days=self.random.randrange(240))
        self.date_form = self._choose("date", self.words["dates"])
        self.has_year = "{y" in self.date_form
        self.names_year = self.has_year or self.random.random() < 0.7
        self._write()

    def text(self) -> str:
        """Give the page as text."""
        return "\n".join(self.lines) + "\n"

    def expected(self) -> dict[str, Any]:
        """Give what a reader finds on the page, in the words of the worked pages."""
        return {"language": self.language, "items": self.items}

    def _choose(self, name: str, options: tuple[str, ...] | list[str], weights: list[int] | None = None) -> str:
        self.choices[name] = self.random.choices(options, weights)[0]
        return self.choices[name]

    def _is(self, name: str, share: float) -> bool:
        return self._choose(name, ("yes", "no"), [round(100 * share), round(100 - 100 * share)]) == "yes"

    def _word(self, key: str) -> str:
        return self.random.choice(self.words[key])

    def _named(self, key: str, town: str | None = None) -> str:
        return self._word(key).format(t=town or self.town, n=self._word("names"))

    def _firm(self, town: str) -> str:
        return self._named("firms", town)

    def _date(self, day: datetime.date) -> str:
        weekday = self.words["weekdays"][day.weekday()]
        ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in {11, 12, 13} else 0, "th")
        return self.date_form.format(
            j=day.day,
            D=f"{day.day:02}",
            n=day.month,
            M=f"{day.month:02}",
            m=self.words["months"][day.month - 1],
            s=self.words["short"][day.month - 1],
            y=day.year,
            yy=f"{day.year % 100:02}",
            w=weekday,
            W=weekday[: 3 if self.language in {"en", "sv"} else 2] + ("." if self.language in {"da", "de"} else ""),
            th=ending,
        )

    def _write(self) -> None:
        self._head()
        count = 1 if self.form == "letter" else self.random.randint(3, 9)
        self.has_terms_in_title = self._is("terms_in_title", 0.2)
        self.title_case = self._choose("title_case", ("as_is", "capitals"), [88, 12])
        self.roles = self.random.sample(self.words["roles"], count)
        posts = [self._post() for _ in range(count)]
        getattr(self, f"_as_{self.form}")(posts)
        self._foot()

    def _head(self) -> None:
        title = self._choose("page_name", ("own_line", "with_heading", "below_menu"))
        kind = {"institution": "headings", "board": "board_headings", "agency": "agency_headings"}[self.teller]
        heading = self._word(kind).format(t=self.town)
        menu = self.random.sample(self.words["menu"], 5)
        mark = self._choose("menu", (" | ", "   ", " · ", "lines", "none"))
        menus = [] if mark == "none" else menu if mark == "lines" else [mark.join(menu)]
        if self.form == "letter":
            self.lines += [self.owner, *menus, ""] if self.random.random() < 0.5 else [*menus, "", self.owner, ""]
            return
        if title == "with_heading" and mark != "lines":
            self.lines += [*menus, f"{heading} – {self.owner}"]
        elif title == "below_menu":
            self.lines += [*menus, self.owner, "", heading]
        else:
            self.lines += [self.owner, *menus, "", heading]
        if self._is("intro", 0.4):
            self.lines.append(self._word("intro"))
        filters = self._choose("filters", ("none", "count", "words", "both"), [50, 20, 15, 15])
        if filters in {"words", "both"}:
            self.lines += self.random.sample(self.words["filters"], 2)
        if filters in {"count", "both"}:
            self.lines.append(self._word("counts").format(c=self.random.randint(12, 40)))
        self.lines.append("")

    def _post(self) -> dict[str, Any]:
        w = self.random
        role = self.roles.pop()
        town = self._word("towns") if self.teller != "institution" or w.random() < 0.5 else self.town
        house = self._word("houses")
        title = role
        if self.language == "de" and self.choices.setdefault("gender", w.choice(("told", "none"))) == "told":
            title += f" {w.choice(self.words['gender']).strip()}"
        if self.has_houses and w.random() < 0.12:
            title += self._word("for_house").format(h=house)
        named = title
        terms = w.choice([term for term in self.words["terms"] if "," not in term])
        if self.has_terms_in_title:
            title += f", {terms}"
        if self.title_case == "capitals":
            title = title.upper()
        closing = self.day + datetime.timedelta(days=w.randint(10, 60))
        return {
            "role": role,
            "title": title,
            "bare": named.upper() if self.title_case == "capitals" else named,
            "town": town,
            "house": house,
            "unit": self._word("departments"),
            "firm": self._firm(town) if self.teller == "board" else self.owner,
            "terms": self._word("terms") if not self.has_terms_in_title else self._word("terms").split(",")[0],
            "closing": closing,
            "posted": self.day - datetime.timedelta(days=w.randint(1, 20)),
            "told": set(),
        }

    def _keep(self, post: dict[str, Any]) -> None:
        """Note what a reader finds of a posting by what was told of it."""
        told: set[str] = post["told"]
        item: dict[str, Any] = {"kind": "job_posting", "title": post["title"], "hiring_organization": post["firm"]}
        allowed: list[Any] = []
        for name in ("town", "house"):
            if name in told:
                item.setdefault("job_location", post[name])
                allowed.append(f"*{post[name]}*")
        if "unit" in told and not allowed:
            allowed = [post["unit"], None, f"*{self.town}*"]
        if not told & {"town", "house", "unit"}:
            allowed = [None, f"*{self.town}*", f"*{post['house']}*"]
        loose: dict[str, Any] = {"job_location": allowed} if allowed else {}
        for name, field in (("closing", "valid_through"), ("posted", "published")):
            if name in told:
                item[field] = post[name].isoformat()
                if not self.names_year:
                    loose[field] = "*"
        self.items.append(item | ({"or": loose} if loose else {}))

    def _facts(self, *, labelled: bool = False) -> list[str]:
        """Choose which facts all cards of the page tell, the title among them."""
        place = self._choose("place", ("town", "house", "both") if self.has_houses else ("town",))
        facts = ["town", "house"] if place == "both" else [place]
        facts += ["firm"] if self.teller == "board" else []
        facts += ["unit"] if self.teller == "institution" and self._is("unit", 0.3) else []
        if not self.has_terms_in_title and self._is("terms", 0.5):
            facts.append("terms")
        if self.teller == "agency" and not labelled and self._is("pay", 0.5):
            facts += ["pay", "start"]
        elif self._is("closing", 0.85):
            facts.append("closing")
        if self._is("posted", 0.2):
            facts.append("posted")
        if not {"closing", "terms", "pay", "posted"} & set(facts):
            facts.append("closing")
        return facts

    def _value(self, post: dict[str, Any], fact: str, *, by: str = "") -> str:
        post["told"].add(fact)
        if fact in {"closing", "posted"}:
            return (by or "{d}").format(d=self._date(post[fact]))
        return self._word(fact) if fact in {"pay", "start"} else str(post[fact])

    def _order(self, facts: list[str]) -> list[str]:
        """Order the facts of a card, the title mostly first."""
        facts = self.random.sample(facts, len(facts))
        above = self._choose("above_title", ("nothing", "one", "two"), [70, 22, 8])
        at = {"nothing": 0, "one": 1, "two": 2}[above]
        named = [fact for fact in facts if fact in {"firm", "unit", "town", "posted", "house"}][:at]
        return [*named, "title", *(fact for fact in facts if fact not in named)]

    def _end(self, card: list[str], post: dict[str, Any]) -> None:
        """Close a card: a button, a status, a gap."""
        if self.choices.get("filled") == "yes" and self.random.random() < 0.2:
            card.append(self.random.choice(self.words["filled"]))
        else:
            self._keep(post)
        if self.choices.get("button", "none") != "none":
            card.append(self.button)
        self.lines += card
        if self.choices.get("gap") == "yes":
            self.lines.append("")

    def _begin(self, *, has_gap: float = 0.7) -> None:
        self._is("gap", has_gap)
        self._is("filled", 0.12)
        self._choose("button", ("some", "none"), [45, 55])
        self.button = self._word("buttons")
        self.by = self._word("by")
        self.on = self._word("posted")

    def _grouped(self, posts: list[dict[str, Any]]) -> list[tuple[str | None, dict[str, Any]]]:
        """Give each posting with the heading that stands above it, if the page has such."""
        can = self.teller == "institution" and self.form in {"cards", "rows", "labelled", "joined"}
        if not can or not self._is("groups", 0.25):
            return [(None, post) for post in posts]
        heads = self.random.sample(self.words["departments"], 2)
        half = max(1, len(posts) // 2)
        return [(heads[0] if n == 0 else heads[1] if n == half else None, post) for n, post in enumerate(posts)]

    def _as_cards(self, posts: list[dict[str, Any]]) -> None:
        self._begin()
        order = self._order(self._facts())
        kept = {"closing": self.by, "posted": self.on}
        for head, post in self._grouped(posts):
            if head is not None and "unit" not in order:
                self.lines += [head, ""]
            self._end([self._value(post, fact, by=kept.get(fact, "")) for fact in order], post)

    def _as_joined(self, posts: list[dict[str, Any]]) -> None:
        self._begin()
        mark = self._choose("mark", (" · ", " | ", ", ", " – ", " / ", "  •  "))
        facts = self._facts()
        order = self.random.sample(facts, len(facts))
        cut = self._choose("cut", ("all", "last_alone", "first_alone"))
        kept = {"closing": self.by, "posted": self.on}
        if mark == ", " and "unit" in order:
            order.remove("unit")
        for head, post in self._grouped(posts):
            if head is not None and "unit" not in order:
                self.lines += [head, ""]
            told = [self._value(post, fact, by=kept.get(fact, "")) for fact in order]
            alone = {"all": (told, []), "last_alone": (told[:-1], told[-1:]), "first_alone": (told[1:], told[:1])}[cut]
            joined = [mark.join(alone[0])] if alone[0] else []
            below = [*alone[1], *joined] if cut == "first_alone" else [*joined, *alone[1]]
            self._end([post["title"], *below], post)

    def _as_rows(self, posts: list[dict[str, Any]]) -> None:
        self._begin(has_gap=0.15)
        self.choices["button"] = "none"
        mark = self._choose("mark", (" – ", " | ", " · ", " - ", "\t", "   ", ", "))
        bullet = self._choose("bullet", ("", "- ", "• ", "* "), [60, 15, 15, 10])
        facts = self._facts()
        if mark == ", ":
            facts = [fact for fact in facts if fact != "unit"]
        places = [fact for fact in ("firm", "unit", "house", "town") if fact in facts]
        rest = [fact for fact in facts if fact not in places]
        order = ["title", *places, *self.random.sample(rest, len(rest))]
        if self._choose("first", ("title", "other"), [80, 20]) == "other" and mark != ", " and not bullet:
            at = "firm" if "firm" in order else "closing" if "closing" in order else "title"
            order = [at, *(fact for fact in order if fact != at)]
        is_worded = self._is("worded_date", 0.6)
        kept = {"closing": self.by if is_worded or "posted" in facts or mark == ", " else "{d}", "posted": self.on}
        for head, post in self._grouped(posts):
            if head is not None and "unit" not in order:
                self.lines += [head, ""] if self.choices["gap"] == "yes" else ["", head]
            cells = [post["title"] if f == "title" else self._value(post, f, by=kept.get(f, "")) for f in order]
            self._end([bullet + mark.join(cells)], post)
            if mark == ", " and self.items and self.items[-1]["title"] == post["title"]:
                self.items[-1]["title"] = post["bare"]

    def _as_table(self, posts: list[dict[str, Any]]) -> None:
        mark = self._choose("mark", ("\t", " | ", "   "))
        columns = dict(zip(("title", "town", "firm", "closing"), self.words["columns"], strict=True))
        names = [name for name in columns if name != "firm" or self.teller == "board"]
        first, *rest = names
        order = [first, *self.random.sample(rest, len(rest))]
        if self._choose("first", ("title", "other"), [80, 20]) == "other":
            order.reverse()
        self.lines.append(mark.join(columns[name] for name in order))
        for post in posts:
            self.lines.append(mark.join(post["title"] if n == "title" else self._value(post, n) for n in order))
            self._keep(post)

    def _as_labelled(self, posts: list[dict[str, Any]]) -> None:
        self._begin(has_gap=0.85)
        facts = self._facts(labelled=True)
        order = self.random.sample(facts, len(facts))
        labels = {"town": "location", "house": "location", "firm": "employer", "terms": "kind", "closing": "deadline"}
        names = {fact: self._word(labels.get(fact, fact)) for fact in order if fact not in {"posted", "house"}}
        names |= {"posted": self._word("published"), "house": names.get("town", self._word("location"))}
        colon = self._choose("colon", (": ", ": ", " : ", ":\n"), [60, 10, 15, 15])
        is_both = {"town", "house"} <= set(order)
        order = [fact for fact in order if not (is_both and fact == "house")]
        for head, post in self._grouped(posts):
            if head is not None and "unit" not in order:
                self.lines += [head, ""]
            card = [post["title"]]
            for fact in order:
                value = self._value(post, fact)
                value = f"{self._value(post, 'house')}, {value}" if fact == "town" and is_both else value
                card += f"{names[fact]}{colon}{value}".split("\n")
            self._end(card, post)

    def _as_text(self, posts: list[dict[str, Any]]) -> None:
        """Write cards with a line who and where, some sentences, and the last day."""
        self._begin(has_gap=0.9)
        self.choices["gap"] = "yes"
        where = self._choose("where", ("line", "two_lines")) if self.teller != "agency" else "line"
        by = self._choose("end", ("phrase", "sentence", "label"))
        label = self._word("deadline")
        apply = self._word("apply")
        for post in posts:
            named = ["firm", "town"] if self.teller == "board" else ["house", "town"] if self.has_houses else ["town"]
            places = [self._value(post, name) for name in named]
            told = {"phrase": self.by, "sentence": apply, "label": f"{label}: {{d}}"}[by]
            lines = [", ".join(places)] if where == "line" else places
            sentence = " ".join(self.random.sample(self.words["text"], self.random.randint(1, 2)))
            self._end([post["title"], *lines, sentence, self._value(post, "closing", by=told)], post)

    def _as_ads(self, posts: list[dict[str, Any]]) -> None:
        """Write a column of small advertisements, all on one line each."""
        self._begin(has_gap=0.6)
        self.choices["button"] = "none"
        firm_case = self._choose("firm_case", ("capitals", "as_is"))
        first = self._choose("first", ("firm", "title"))
        apply = self._word("apply")
        for post in posts:
            firm = self._value(post, "firm")
            firm = post["firm"] = firm.upper() if firm_case == "capitals" else firm
            who = f"{firm}, {self._value(post, 'town')}."
            job = f"{post['title']}." if self.has_terms_in_title else f"{post['title']}, {post['terms'].split(',')[0]}."
            if first == "title":
                # The terms behind the title are told of it as well.
                job = f"{post['title']}."
            told = self._value(post, "closing", by=apply)
            self._end([" ".join((who, job, told) if first == "firm" else (job, who, told))], post)
            if self.items and self.items[-1]["title"] == post["title"]:
                # The terms are told of the job: "Cook, full time." is of a cook.
                self.items[-1]["title"] = post["bare"]

    def _as_letter(self, posts: list[dict[str, Any]]) -> None:
        """Write a poster: who seeks whom, some sentences, how to apply."""
        (post,) = posts
        self._begin()
        post["title"] = post["role"]
        post["town"] = self.town
        article = self.words["article"][0]
        small = post["role"] if self.language == "de" else post["role"][0].lower() + post["role"][1:]
        if self.language == "de" and self.choices.get("gender") == "told":
            small = post["title"] = f"{post['role']} (m/w/d)"
        if article == "a" and small[0] in "aeiou":
            article = "an"
        is_many = small.split()[-1] in {"pickers", "staff", "jordbærplukkere", "jordgubbsplockare", "Erntehelfer"}
        asked = small if is_many else f"{article} {small}"
        head = self._choose("head", ("sentence", "title", "seek"))
        sentence = self._word("seek_text").format(o=self.owner, t=self.town, r=asked)
        post["told"] |= {"town"}
        post["firm"] = self.owner
        if head == "title":
            self.lines += [post["title"], "", sentence]
        elif head == "seek":
            self.lines += [self._word("seek").format(o=self.owner, r=asked, R=post["title"]), "", sentence]
        else:
            self.lines += [sentence]
        self.lines += [*self.random.sample(self.words["text"], 2), ""]
        self.lines.append(self._value(post, "closing", by=self._word("apply")))
        self._keep(post)
        if head != "title":
            item = self.items[0]
            item["or"] = item.get("or", {}) | {"title": [f"*{post['title'][1:]}*", f"*{small}*"]}

    def _as_window(self, posts: list[dict[str, Any]]) -> None:
        """Write notices from shops' windows: the shop, whom it seeks, a sentence or two."""
        self._begin(has_gap=0.9)
        self.choices["gap"], self.choices["button"] = "yes", "none"
        bullet = self._choose("bullet", ("", "* ", "- "))
        street = self._is("street", 0.4)
        seek = next(text for text in self.words["seek"] if text.endswith(": {R}"))
        seek = self._choose("seek", (seek, seek.upper().replace("{R}", "{R}"), self.words["seek"][3]))
        apply = self._word("apply")
        for post in posts:
            first = self._value(post, "firm") + (f", Torvet {self.random.randint(2, 30)}" if street else "")
            first += "" if street else f", {self._value(post, 'town')}"
            told = f"{self._word('text')} {self._value(post, 'closing', by=apply)}"
            self._end([bullet + first, seek.format(R=post["title"]), told], post)
            if street and self.items:
                self.items[-1].setdefault("or", {})["job_location"] = "*"

    def _foot(self) -> None:
        if self._is("aside", 0.35):
            self.lines += ["", *self._word("aside").split(" / ")]
        if self.teller == "institution" and self.form != "letter" and self._is("unsolicited", 0.15):
            self.lines += ["", *self.words["unsolicited"][0].split(" / ")]
        if self._is("foot", 0.7):
            self.lines += ["", self._word("footer").format(o=self.owner, t=self.town)]
        if self.names_year:
            self.lines += ["", f"© {self.day.year} {self.owner}"]
