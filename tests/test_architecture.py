"""How the code is built: who may import whom, where libraries come in, and what no module does.

The tables here are the map of `docs/design.md`. A new module needs a row; a new library needs a doorway.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

from feeds import lang, recognise
from feeds.recognise import rules

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"

#: Rooms by layer: a module or a whole package. An arrow may only point to a lower layer, or stay inside a room.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"model", "recurrence", "errors", "remembered", "contents", "own_code", "toml_places"})
    | {"branches", "expressions", "kept", "conditions"},
    frozenset({"lang", "dates", "clocks", "repetition", "text", "wording", "recognise", "cron", "addresses"})
    | {"charsets", "walls", "media"}
    | {"identity", "similarity", "match", "merge", "tombstones", "differing", "webhook"}
    | {"due", "units", "zones"},
    frozenset({"fetch", "parse", "ledger", "render", "check", "publish", "secret", "mail"} | {"logs", "notify"}),
    frozenset({"config", "settings", "mapping", "refresh", "catalogue", "gate", "publication", "release", "pipeline"})
    | {"forget", "plan", "history", "doctor", "gather", "following", "discovery", "starter", "health", "hosting"}
    | {"alerts", "pings", "outbox", "deliver", "news", "status", "metrics", "orders", "telling", "selection"},
    frozenset({"__main__", "cli", "schedule", "server", "live"} | {"daemon", "builder", "worker"}),
)
#: Rooms that wait for what is to come.
PLANNED: frozenset[str] = frozenset()
#: Arrows between rooms of one layer: everything else there stands alone, the edges above all.
WITHIN = frozenset(
    {
        ("recognise", "dates"),
        ("recognise", "clocks"),
        ("recognise", "text"),
        ("recognise", "lang"),
        ("dates", "clocks"),
        ("repetition", "clocks"),
        ("repetition", "dates"),
        ("repetition", "lang"),
        ("recognise", "repetition"),
        ("dates", "lang"),
        ("clocks", "lang"),
        ("wording", "lang"),
        ("wording", "text"),
        ("addresses", "text"),
        ("text", "charsets"),
        ("gather", "following"),
        ("pipeline", "gather"),
        ("remembered", "model"),
        ("remembered", "errors"),
        ("model", "recurrence"),
        ("expressions", "branches"),
        ("similarity", "identity"),
        ("match", "identity"),
        ("match", "similarity"),
        ("match", "merge"),
        ("merge", "identity"),
        ("tombstones", "identity"),
        ("config", "settings"),
        ("settings", "mapping"),
        ("refresh", "mapping"),
        ("publication", "catalogue"),
        ("release", "catalogue"),
        ("release", "config"),
        ("release", "gate"),
        ("release", "publication"),
        ("release", "pings"),
        ("alerts", "release"),
        ("outbox", "alerts"),
        ("outbox", "release"),
        ("deliver", "alerts"),
        ("deliver", "outbox"),
        ("news", "alerts"),
        ("news", "outbox"),
        ("news", "release"),
        ("pipeline", "deliver"),
        ("pipeline", "news"),
        ("pipeline", "outbox"),
        ("forget", "news"),
        ("forget", "outbox"),
        ("pipeline", "config"),
        ("pipeline", "gate"),
        ("pipeline", "health"),
        ("pipeline", "status"),
        ("health", "refresh"),
        ("status", "catalogue"),
        ("status", "metrics"),
        ("status", "release"),
        ("conditions", "remembered"),
        ("pipeline", "refresh"),
        ("pipeline", "release"),
        ("forget", "pipeline"),
        ("forget", "release"),
        ("plan", "catalogue"),
        ("plan", "pipeline"),
        ("plan", "refresh"),
        ("plan", "release"),
        ("doctor", "catalogue"),
        ("doctor", "config"),
        ("doctor", "pipeline"),
        ("doctor", "release"),
        ("cli", "daemon"),
        ("daemon", "builder"),
        ("daemon", "schedule"),
        ("due", "cron"),
        ("units", "cron"),
        ("units", "text"),
        ("telling", "gate"),
        ("telling", "pipeline"),
        ("telling", "refresh"),
        ("telling", "release"),
        ("selection", "publication"),
        ("hosting", "health"),
        ("live", "server"),
        ("cli", "live"),
        ("cli", "server"),
        ("__main__", "cli"),
    }
)
#: Where each library comes in; `msgspec` is our kind of class and may be anywhere.
DOORWAYS: dict[str, frozenset[str]] = {
    "feedgen": frozenset({"render.syndication"}),
    "feedparser": frozenset({"parse.feed"}),
    "icalendar": frozenset({"parse.calendar_zones"}),
    "lxml": frozenset({"render.syndication"}),
    "ics": frozenset({"render.icalendar"}),
    "jinja2": frozenset({"render.html", "parse.formulas"}),
    "markupsafe": frozenset({"render.html"}),
    "nh3": frozenset({"text"}),
    "markdown_it": frozenset({"parse.markdown"}),
    "openpyxl": frozenset({"parse.xlsx"}),
    "yaml": frozenset({"parse.front_matter"}),
    "selectolax": frozenset({"parse.dom"}),
    "apscheduler": frozenset({"schedule"}),
    "pydantic": frozenset({"settings"}),
    "pydantic_core": frozenset({"settings"}),
    "click": frozenset({"cli", "__main__"}),
    "httpcore2": frozenset({"fetch.web"}),
    "protego": frozenset({"fetch.robots"}),
    "brotli": frozenset({"fetch.unpack", "server.codings"}),
    "zstandard": frozenset({"fetch.unpack"}),
    # Parts of the standard library that reach outside, or that one module wraps for all.
    # `fetch.web` asks many servers at once, resolves their names itself, and reads proxies from the environment.
    # `mail` bounds a conversation whose library cannot. `live` is loaded with the server, and by nothing else.
    "asyncio": frozenset({"server", "live", "fetch.web", "mail"}),
    "concurrent": frozenset(),
    "fcntl": frozenset({"publish"}),
    "html": frozenset(
        {"text", "wording", "recognise", "render.syndication", "tombstones", "check.rss", "check.atom", "check.pages"}
        | {"cli.explained", "parse.structured", "parse.entries", "parse.own_entries", "parse.icalendar"}
        | {"parse.formulas", "selection"}
    ),
    # `fetch.troubles` needs the names of status codes alone.
    "http": frozenset({"server", "fetch.troubles"}),
    "locale": frozenset(),
    "logging": frozenset({"logs", "server", "cli.serve"}),
    "mmap": frozenset({"publication"}),
    "pickle": frozenset(),
    "random": frozenset(),
    "secrets": frozenset({"secret"}),
    "shutil": frozenset({"cli.demo", "publish", "fetch.store"}),
    "signal": frozenset({"daemon", "builder", "worker", "server"}),
    "smtplib": frozenset({"mail"}),
    "socket": frozenset({"server", "fetch.web", "mail", "notify"}),
    "sqlite3": frozenset({"ledger.sqlite", "ledger.migrations"}),
    "subprocess": frozenset({"builder"}),
    "tempfile": frozenset(),
    "threading": frozenset({"builder", "server"}),
    "tomllib": frozenset({"config", "lang", "parse.names", "parse.front_matter"}),
    "urllib.request": frozenset({"fetch.web"}),
    "xml": frozenset({"render.opml", "check.markup", "check.rss", "check.atom", "check.opml"}),
}
#: Packages that come with another one of the list, or hold data that no import names.
COMES_WITH = {"markupsafe": "jinja2", "pydantic_core": "pydantic", "yaml": "pyyaml", "markdown_it": "markdown-it-py"}
NOT_IMPORTED = {
    "python-dateutil": "feedgen needs it, and any of its releases would do: the limits here are those that were tried",
    "tzdata": "zone rules as data, read through importlib.resources",
}
#: Who may read the clock.
CLOCKS = frozenset({"cli", "daemon", "server", "live"})
LONGEST_FUNCTION = 60
LONGEST_MEDIAN = 10


class Module:
    """One of our modules: its name below `feeds`, its text, and its tree."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = ".".join(path.relative_to(SRC / "feeds").with_suffix("").parts).removesuffix("__init__").strip(".")
        self.text = path.read_text("utf-8")
        self.tree = ast.parse(self.text)

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    def __repr__(self) -> str:
        return self.name or "feeds"


MODULES = [Module(path) for path in sorted((SRC / "feeds").rglob("*.py"))]
NAMES = frozenset(module.name for module in MODULES)


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give line and full name of all that a module imports, wherever it does so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def ours(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give line and name below `feeds` of our modules that a module imports; the package itself has no name."""
    for line, name in imports(tree):
        if name.partition(".")[0] == "feeds":
            below = name.partition(".")[2]
            while below not in NAMES:
                below = below.rpartition(".")[0]
            yield line, below


def layer(room: str) -> int:
    found = [number for number, rooms in enumerate(LAYERS) if room in rooms]
    assert len(found) == 1, f"{room or 'feeds'} has no layer, or several"
    return found[0]


def wrong_arrows(module: Module) -> list[str]:
    """List the imports of a module that point upwards, or sideways to another room."""
    wrong = []
    for line, target in ours(module.tree):
        room = target.partition(".")[0]
        if room in ("", module.room):
            continue
        below = layer(room) < layer(module.room)
        if not below and (module.room, room) not in WITHIN:
            wrong.append(f"{module!r}:{line} imports {target}")
    return wrong


def is_in(module: Module, rooms: frozenset[str]) -> bool:
    return any(module.name == room or module.name.startswith(f"{room}.") for room in rooms)


def wrong_doors(module: Module) -> list[str]:
    """List the imports of a module that have their doorway elsewhere, or none."""
    wrong = []
    for line, name in imports(module.tree):
        top = name.partition(".")[0]
        known = next((key for key in (".".join(name.split(".")[:2]), top) if key in DOORWAYS), None)
        if known is not None and not is_in(module, DOORWAYS[known]):
            wrong.append(f"{module!r}:{line} imports {name}")
        if known is None and top not in ("feeds", "msgspec", "__future__") and top not in sys.stdlib_module_names:
            wrong.append(f"{module!r}:{line} imports {name}, which has no doorway")
    return wrong


def made_up(text: str, name: str = "render.made_up") -> Module:
    """A module that does not exist, to see that a rule bites."""
    module = Module.__new__(Module)
    module.name, module.text, module.tree = name, text, ast.parse(text)
    return module


def test_imports_point_downwards() -> None:
    assert [arrow for module in MODULES if module.name for arrow in wrong_arrows(module)] == []


def test_the_package_itself_imports_nothing() -> None:
    (root,) = (module for module in MODULES if not module.name)
    assert list(imports(root.tree)) == []


def test_layers_name_what_is_there() -> None:
    rooms = {module.room for module in MODULES if module.name}
    assert rooms == frozenset().union(*LAYERS) - PLANNED
    seen = {(m.room, target.partition(".")[0]) for m in MODULES if m.name for _, target in ours(m.tree)}
    assert seen >= WITHIN


def test_no_modules_need_each_other() -> None:
    # A package and what is in it are one thing to Python: `feeds.render` is loaded before `feeds.render.html`.
    graph = {m.name: {target for _, target in ours(m.tree) if target and target != m.name} for m in MODULES if m.name}
    assert list(TopologicalSorter(graph).static_order())


def test_libraries_come_in_by_their_doorway() -> None:
    assert [door for module in MODULES for door in wrong_doors(module)] == []


def test_the_rules_on_imports_bite() -> None:
    assert wrong_arrows(made_up("from feeds.pipeline import run")) == ["render.made_up:1 imports pipeline"]
    assert wrong_arrows(made_up("def f():\n    from feeds import publish")) == ["render.made_up:2 imports publish"]
    assert wrong_arrows(made_up("from feeds.recognise import page", "parse.html")) == []
    assert wrong_arrows(made_up("from feeds.parse import parser", "recognise.page")) != []
    assert wrong_doors(made_up("import ics")) == ["render.made_up:1 imports ics"]
    assert wrong_doors(made_up("from lxml import etree", "render.syndication")) == []
    assert wrong_doors(made_up("import requests")) == ["render.made_up:1 imports requests, which has no doorway"]
    assert wrong_doors(made_up("from urllib import request")) == ["render.made_up:1 imports urllib.request"]
    assert wrong_doors(made_up("from urllib.parse import quote")) == []


def test_dependencies_are_those_that_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=!~ \[;]", each)[0].lower() for each in project["dependencies"]}
    used = {name.partition(".")[0] for module in MODULES for _, name in imports(module.tree)}
    needed = {COMES_WITH.get(name, name) for name in used - sys.stdlib_module_names - {"feeds"}}
    assert declared == needed | set(NOT_IMPORTED)


HEAVY = ["feedgen", "ics", "lxml", "jinja2", "apscheduler", "pydantic", "sqlite3", "asyncio"]
HEAVY += ["selectolax", "markdown_it", "openpyxl", "yaml", "httpcore2", "feedparser"]


@pytest.mark.parametrize("heavy", HEAVY)
def test_heavy_libraries_are_loaded_late(heavy: str) -> None:
    """What imports a doorway outside a function is itself a doorway, or is imported late."""
    doors = {f"feeds.{name}" for name in DOORWAYS[heavy]}
    for module in MODULES:
        early = {name for node in module.tree.body for _, name in top_level(node)}
        if not is_in(module, DOORWAYS[heavy]):
            assert not {name for name in early if name in doors or name.rpartition(".")[0] in doors}, module


@pytest.mark.parametrize(
    ("door", "library"),
    [
        ("text", "nh3"),
        ("fetch.robots", "protego"),
        ("fetch.unpack", "brotli"),
        ("fetch.unpack", "zstandard"),
        ("server.codings", "brotli"),
    ],
)
def test_a_part_of_a_doorway_is_loaded_late(door: str, library: str) -> None:
    """Pages of text need no HTML: what is imported by many, or seldom needs a library, imports it in a function."""
    (text,) = (module for module in MODULES if module.name == door)
    assert library in {name.partition(".")[0] for _, name in imports(text.tree)}
    assert library not in {name.partition(".")[0] for node in text.tree.body for _, name in top_level(node)}


def top_level(node: ast.stmt) -> Iterator[tuple[int, str]]:
    is_for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    if not is_for_types and not isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield from imports(node)


# --- the clock, chance, and what else makes the same records give other bytes ---------------------------------------


def clock_readings(tree: ast.AST) -> list[int]:
    """List the lines that ask what time it is: `now` and the like are called, or taken from a class of `datetime`.

    `run.now` is what somebody was told.
    """
    lines = [line for line, name in imports(tree) if re.fullmatch(r"time(\.(time|monotonic|perf_counter).*)?", name)]
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "datetime"]
    clocks = {alias.asname or alias.name for node in named for alias in node.names}
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today"):
            owner = ast.unparse(node.value)
            is_clock = owner in clocks or owner.rpartition(".")[2] in ("date", "datetime")
            lines += [node.lineno] if is_clock or id(node) in called else []
        if isinstance(node, ast.Call) and not node.args and ast.unparse(node.func) in ("formatdate", "gmtime"):
            lines.append(node.lineno)
    return sorted(lines)


def test_only_the_drivers_read_the_clock() -> None:
    others = [module for module in MODULES if not is_in(module, CLOCKS)]
    assert [(module, line) for module in others for line in clock_readings(module.tree)] == []


def test_the_rule_on_clocks_bites() -> None:
    assert clock_readings(ast.parse("x = datetime.now(UTC)")) == [1]
    assert clock_readings(ast.parse("import time\nx = date.today()")) == [1, 2]
    assert clock_readings(ast.parse("from time import monotonic")) == [1]
    assert clock_readings(ast.parse("import datetime\nx = datetime.datetime.now\ny = datetime.date.today")) == [2, 3]
    assert clock_readings(ast.parse("from datetime import datetime as dt\nx = dt.now\ny = x.today()")) == [2, 3]
    assert clock_readings(ast.parse("x = run.now - shelf.today")) == []
    assert clock_readings(ast.parse("from datetime import time\nx = formatdate(0)")) == []


def test_nothing_is_drawn_by_lot() -> None:
    lots = re.compile(r"\b(uuid1|uuid4|urandom|random|secrets|mkstemp)\b")
    # A key that could be found out would tell who was forgotten. GitHub calls what it keeps for a workflow `secrets`.
    assert [module.name for module in MODULES if lots.search(ast.unparse(module.tree))] == ["secret", "units"]


# --- handling of errors, and talk -----------------------------------------------------------------------------------


def swallowed(tree: ast.AST) -> list[int]:
    """List the lines that catch everything and do not raise it again."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = {ast.unparse(part) for part in getattr(node.type, "elts", [node.type]) if part}
            passes_on = isinstance(node.body[-1], ast.Raise)
            if (not caught or caught & {"Exception", "BaseException"}) and not passes_on:
                lines.append(node.lineno)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            lines += [node.lineno for part in node.args if ast.unparse(part) in ("Exception", "BaseException")]
    return lines


def test_nothing_is_caught_unseen() -> None:
    assert [(module, line) for module in MODULES for line in swallowed(module.tree)] == []


def test_the_rule_on_catching_bites() -> None:
    assert swallowed(ast.parse("try:\n    f()\nexcept Exception:\n    pass")) == [3]
    assert swallowed(ast.parse("try:\n    f()\nexcept (OSError, Exception):\n    pass")) == [3]
    assert swallowed(ast.parse("with suppress(Exception):\n    f()")) == [1]
    assert swallowed(ast.parse("try:\n    f()\nexcept BaseException:\n    undo()\n    raise")) == []


def talk(tree: ast.AST) -> list[int]:
    """List the lines that speak to a terminal, or end the process."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        call.lineno for call in calls if re.match(r"(print|input|sys\.std\w+\.\w+|sys\.exit)$", ast.unparse(call.func))
    ]


def test_only_the_command_line_talks() -> None:
    others = [module for module in MODULES if module.room not in ("cli", "__main__")]
    assert [(module, line) for module in others for line in talk(module.tree)] == []
    assert talk(ast.parse("print(1)\nsys.stderr.write('x')\nlog.info('x')")) == [1, 2]


def test_nothing_is_left_to_do() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [module for module in MODULES if marks.search(module.text)] == []


# --- size -----------------------------------------------------------------------------------------------------------


def functions() -> list[tuple[int, str]]:
    """Give the length in lines of each function, with its name."""
    return [
        (node.end_lineno - node.lineno + 1, f"{module!r}.{node.name}")
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]


def test_functions_are_small() -> None:
    found = functions()
    assert [name for length, name in found if length > LONGEST_FUNCTION] == []
    assert median(length for length, _ in found) <= LONGEST_MEDIAN


# --- language is data -----------------------------------------------------------------------------------------------

_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]|A-Z\w*")
_WORD = re.compile(r"[^\W\d_]{3,}")
#: Words of other languages that are also English or parts of names: utf-8-sig, X-ALT-DESC, tag URIs, TIS-620, ALTER,
#: mod_brotli.
NAMES_TOO = frozenset(
    {"alt", "alter", "format", "info", "mod", "office", "program", "sig", "tag", "tickets", "timer", "tis", "var"}
)


def constants(tree: ast.AST) -> Iterator[ast.Constant]:
    """Give the texts of a module, without those that stand alone: docstrings."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def vocabulary(code: str) -> frozenset[str]:
    """Give the words by which Feeds knows a language: of dates, labels, phrases, and the most common ones."""
    known = lang.load(code)
    texts = [*known.language.stopwords, *known.words.kickers, *known.ui.values(), *known.labels.notice]
    texts += [
        word for table in (known.labels.event, known.labels.job_posting) for words in table.values() for word in words
    ]
    texts += [word for table in (known.dates.months, known.dates.weekdays) for words in table for word in words]
    texts += [*known.dates.range_words, *known.dates.list_words, *known.dates.from_words, *known.times.prefixes]
    texts = [re.sub(r"\{\w+\}", "", text) for text in texts]
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(text))


def foreign_words(tree: ast.AST) -> list[str]:
    """List the words of a language other than English in the texts of a module."""
    foreign = frozenset().union(*(vocabulary(code) for code in lang.available() if code != "en")) - vocabulary("en")
    return [
        f"{node.lineno}: {word}"
        for node in constants(tree)
        for word in _WORD.findall(_CLASS.sub(" ", str(node.value)))
        if not word.isascii() or word.casefold() in foreign - NAMES_TOO
    ]


def test_no_language_is_spoken_in_code() -> None:
    assert [f"{module!r}:{word}" for module in MODULES for word in foreign_words(module.tree)] == []


def test_the_rule_on_language_bites() -> None:
    assert foreign_words(ast.parse("x = 'Pris: {price}'")) == ["1: Pris"]
    assert foreign_words(ast.parse("x = r'(?:onsdag|jan)'")) == ["1: onsdag"]
    assert foreign_words(ast.parse("x = 'Kæmpestor'")) == ["1: Kæmpestor"]
    assert foreign_words(ast.parse("'Om pris.'\nx = r'[A-ZÆØÅ][a-zæøå]+'")) == []


def phrases(tree: ast.AST) -> list[str]:
    """List the texts of two words or more, except what is said by raising an error."""
    raised = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
    texts = (str(node.value) for node in constants(tree) if id(node) not in raised)
    return [text for text in texts if re.search(r"[A-Za-z]{2,} [a-z]{2,}", re.sub(r"<[^>]*>", "", text))]


def test_renderers_have_no_phrases_of_their_own() -> None:
    found = {text for module in MODULES if module.room in ("render", "wording") for text in phrases(module.tree)}
    assert found == set()
    assert phrases(ast.parse("'Doc of this.'\nx = 'Read more'\nraise ValueError('no such day')")) == ["Read more"]


def test_templates_have_no_words_of_their_own() -> None:
    for path in sorted((ROOT / "templates").glob("*.html")):
        text = re.sub(r"\{% block (name|masthead_class) %\}[\w -]*\{% endblock %\}", "", path.read_text("utf-8"))
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.DOTALL)
        text = re.sub(r"\b[a-z-]+=\"[^\"]*\"", "", text)
        assert _WORD.findall(text) == [], path.name


# --- what is public -------------------------------------------------------------------------------------------------


def test_public_lists_name_what_is_there() -> None:
    for module in MODULES:
        listed = getattr(sys.modules.get(f"feeds.{module.name}"), "__all__", None)
        if listed is not None:
            assert all(hasattr(sys.modules[f"feeds.{module.name}"], name) for name in listed), module
    assert set(recognise.__all__) == {"Recognition", "recognise"}
    assert rules.__all__
