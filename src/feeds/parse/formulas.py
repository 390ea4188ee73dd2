"""Formulas: expressions of Jinja2 over the facts of an item, checked and shut in. The doorway to its sandbox; pure.

A formula is checked before it is used: it has no loops, calls no functions, and reaches nothing but the facts, so that
each item costs a bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches
from functools import cache, lru_cache
from html import unescape
from math import isfinite
from typing import NoReturn, TypeAlias
from zoneinfo import ZoneInfo

from jinja2 import StrictUndefined, TemplateError, Undefined, nodes
from jinja2.filters import FILTERS
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS

from feeds.parse.moments import stretch
from feeds.text import one_line

LONGEST = 1_000
"""Characters that a formula may have."""
Names: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""What a formula may ask for: names, each with the facts that are asked of it, or none when it is a fact itself."""
_MOST_NODES = 200
_LONGEST_RESULT = 200_000  # characters
_MOST_PARTS = 1_000  # parts of a result that is a list
_MOST_DIGITS = 20
_STEPS = 50_000_000  # that a regular expression may take at worst
_SHOWN = 200
_ALLOWED = (
    *(nodes.Const, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare),
    *(nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.Add, nodes.List, nodes.Tuple, nodes.Slice),
    *(nodes.Keyword, nodes.Neg),
)
_BORROWED = (
    *("abs", "capitalize", "first", "float", "int", "last", "length", "lower", "title", "trim", "truncate", "upper"),
)
_MARKS = re.compile("<[^<>]*>")


def fault(formula: str, names: Names) -> str | None:
    """Say what is wrong with a formula, or None."""
    try:
        _compiled(formula, names)
    except ValueError as error:
        return str(error)
    return None


def value(formula: str, names: Names, facts: Mapping[str, object]) -> object:
    """Give what a formula makes of some facts; each name has one, and what is absent is an empty text.

    Raises:
        ValueError: it is no formula, or cannot be worked out with these facts.
    """
    known = {name: _bounded(name, fact) for name, fact in facts.items()}
    try:
        found = _compiled(formula, names)(**known)
        if isinstance(found, StrictUndefined):
            found._fail_with_undefined_error()
    except (TemplateError, TypeError, ArithmeticError, AttributeError, LookupError, RecursionError) as error:
        raise ValueError(one_line(str(error))) from error
    return found


def _bounded(name: str, fact: object) -> object:
    """Keep texts away from formulas that are too long to copy at will."""
    if isinstance(fact, Mapping):
        return {key: _bounded(key, each) for key, each in fact.items()}
    if isinstance(fact, str) and len(fact) > _LONGEST_RESULT:
        return StrictUndefined(hint=f"`{name}` has {len(fact):,} characters, which is too many for an expression")
    return fact


@lru_cache(maxsize=1024)
def _compiled(formula: str, names: Names) -> Callable[..., object]:
    """Check a formula and make it ready.

    Raises:
        ValueError: it is none, or does more than it may.
    """
    if len(formula) > LONGEST:
        raise ValueError(f"the expression has {len(formula):,} characters, and the limit is {LONGEST:,}")
    try:
        parser = Parser(_environment(), formula, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise ValueError(f"the expression goes on behind its end: {str(parser.stream.current)!r}")
        _check(tree, dict(names))
        return _environment().compile_expression(formula, undefined_to_none=False)
    except (TemplateError, RecursionError) as error:
        raise ValueError(one_line(str(error)) or "the expression is nested too deep") from error


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # What is worked out beforehand is written into code, where an infinite number has no name.
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, optimized=False)
    environment.globals.clear()
    environment.filters.clear()
    environment.filters.update({name: FILTERS[name] for name in _BORROWED})
    environment.filters.update(date=_date, join=_join, regex_replace=_regex_replace, replace=_replace, split=_split)
    environment.filters.update(default=_default, reverse=_reverse, round=_round, sort=_sort, unique=_unique)
    environment.filters.update(striptags=_striptags)
    environment.tests.clear()
    environment.tests.update({name: TESTS[name] for name in ("defined", "undefined", "none", "in")})
    return environment


def _check(tree: nodes.Node, names: Mapping[str, tuple[str, ...]]) -> None:
    found = [tree, *tree.find_all(nodes.Node)]
    if len(found) > _MOST_NODES:
        raise ValueError("the expression is too large; write it simpler")
    owners = {id(node.node) for node in found if isinstance(node, nodes.Getattr | nodes.Getitem)}
    for node in found:
        if not isinstance(node, _ALLOWED):
            _refuse(type(node).__name__)
        if isinstance(node, nodes.Const) and isinstance(node.value, float) and not isfinite(node.value):
            raise ValueError("a number in the expression is too large")
        if isinstance(node, nodes.Name):
            _check_name(node.name, names, is_owner=id(node) in owners)
        if isinstance(node, nodes.Getattr):
            _check_fact(node.node, node.attr, names)
        if isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name):
            # It comes before its name, which can be none that is known.
            _check_name(node.node.name, names, is_owner=True)
        if isinstance(node, nodes.Getitem) and not _is_place(node, names):
            _refuse("Getitem")
        if isinstance(node, nodes.Filter) and node.name == "regex_replace":
            _check_pattern(node)


def _check_name(name: str, names: Mapping[str, tuple[str, ...]], *, is_owner: bool) -> None:
    if name not in names:
        near = get_close_matches(name, names, n=1, cutoff=0.6)
        told = f"did you mean {near[0]}?" if near else f"there are {_listed(names)}"
        raise ValueError(f"there is no {name!r}; {told}")
    if names[name] and not is_owner:
        raise ValueError(f"{name!r} alone is no value; name a fact, like {name}.{names[name][1]}")


def _listed(names: Iterable[str]) -> str:
    return " and ".join(", ".join(f"`{name}`" for name in names).rsplit(", ", 1))


def _is_place(node: nodes.Getitem, names: Mapping[str, tuple[str, ...]]) -> bool:
    if isinstance(node.node, nodes.Name) and names[node.node.name]:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            _check_fact(node.node, node.arg.value, names)
            return True
        return False
    return isinstance(node.arg, nodes.Slice) or (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int))


def _check_fact(owner: nodes.Node, name: str, names: Mapping[str, tuple[str, ...]]) -> None:
    known = names.get(owner.name) if isinstance(owner, nodes.Name) else None
    if not known:
        only = [f"{table}.NAME" for table, facts in names.items() if facts]
        raise ValueError(
            f"{name!r} cannot be asked of a text" + (f"; only {' and '.join(only)} can be" if only else "")
        )
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.6)
        raise ValueError(f"there is no {name!r}; " + (f"did you mean {near[0]}?" if near else "docs/cli.md has them"))


def _refuse(what: str) -> NoReturn:
    raise ValueError(f"an expression cannot have this ({what}); it has facts, texts, filters, comparisons, if and else")


# --- filters ----------------------------------------------------------------------------------------------------------


def _default(fact: object, other: object = "", boolean: object = False) -> object:
    is_empty = isinstance(fact, Undefined) or fact is None or fact in ("", [])
    return other if is_empty or (boolean and not fact) else fact


def _parts(fact: object) -> list[str]:
    if not isinstance(fact, list | tuple):
        raise ValueError(f"{str(fact)[:_SHOWN]!r} is no list")
    return [str(part) for part in fact]


def _reverse(fact: object) -> list[str] | str:
    return fact[::-1] if isinstance(fact, str) else _parts(fact)[::-1]


def _sort(fact: object) -> list[str]:
    return sorted(_parts(fact), key=lambda part: (part.casefold(), part))


def _unique(fact: object) -> list[str]:
    return list(dict.fromkeys(_parts(fact)))


def _round(number: object, digits: int = 0) -> float:
    if not isinstance(number, int | float):
        raise ValueError(f"{str(number)[:_SHOWN]!r} is no number; make it one with `| float`")
    rounded = round(float(number), max(0, min(digits, _MOST_DIGITS)))
    return rounded if digits > 0 else int(rounded)


def _striptags(text: object) -> str:
    return one_line(unescape(_MARKS.sub(" ", str(text))))


def _date(text: object, form: str) -> str:
    """Read a date in a form, and give it as ISO 8601; it is a time if the form has a clock."""
    found = stretch(str(text), ZoneInfo("UTC"), None, form)
    if found is None:
        raise ValueError(f"{str(text)[:_SHOWN]!r} is not of the form {form!r}")
    if not isinstance(found.start, datetime):
        return found.start.isoformat()
    has_offset = "%z" in form
    return found.start.isoformat() if has_offset else found.start.replace(tzinfo=None).isoformat()


def _join(value: Iterable[object], separator: str = "") -> str:
    parts = [str(part) for part in value]
    if len(parts) * len(separator) + sum(map(len, parts)) > _LONGEST_RESULT:
        raise ValueError("what `join` gives is too long")
    return separator.join(parts)


def _split(text: object, separator: str = ",") -> list[str]:
    return [part.strip() for part in str(text).split(separator)[:_MOST_PARTS]]


def _replace(text: object, old: str, new: str) -> str:
    value = str(text)
    if value.count(old) * len(new) > _LONGEST_RESULT:
        raise ValueError("what `replace` gives is too long")
    return value.replace(old, new)


def _regex_replace(text: object, pattern: str, new: str = "") -> str:
    value = str(text)
    if _steps(pattern, len(value)) > _STEPS:
        raise ValueError(f"the text has {len(value):,} characters, which is too many for {pattern!r}")
    return re.sub(pattern, new, value)


def _check_pattern(node: nodes.Filter) -> None:
    """Try a pattern; only one that stands there can be tried."""
    arguments = node.args
    if not arguments or not all(isinstance(one, nodes.Const) and isinstance(one.value, str) for one in arguments):
        raise ValueError("`regex_replace` needs its pattern and what takes its place as two texts in quotes")
    pattern, *rest = (one.value for one in arguments if isinstance(one, nodes.Const))
    try:
        re.sub(pattern, rest[0] if rest else "", "")
        re.compile(pattern)
    except (re.error, IndexError, RecursionError, OverflowError) as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    if _steps(pattern, 100) > _STEPS:
        raise ValueError(f"{pattern!r} could take too long; have at most two of * and +, none within another")


_TOKENS = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[a-zA-Z]+\)|\(\?[#:=!<P][^\s()]{0,2}|[()|]|[*+?]\??|\{\d*,?\d*\}", re.DOTALL
)


@lru_cache(maxsize=1024)
def _shape(pattern: str) -> tuple[int, int, bool]:
    """Count the repeats of a pattern and its choices; tell whether one is within another."""
    repeats, choices = 0, 0
    open_groups = [False]
    closed: bool | None = None
    end = 0
    for found in _TOKENS.finditer(pattern):
        mark = found[0]
        # A quantifier belongs to a group only right behind it.
        closed, end = closed if found.start() == end else None, found.end()
        if mark.startswith("(?") and mark.endswith(")"):
            continue
        if mark.startswith("("):
            open_groups.append(False)
            closed = None
        elif mark == ")":
            closed = open_groups.pop() if len(open_groups) > 1 else False
            open_groups[-1] = open_groups[-1] or closed
        elif mark[0] in "*+{" or mark[0] == "?":
            if mark[0] == "?":
                choices += 1
            else:
                repeats += 1
            if closed and mark[0] != "?":
                return repeats, choices, True
            open_groups[-1], closed = True, None
        else:
            choices += mark == "|"
            # A group that is meant again can make any search long.
            if re.fullmatch(r"\\[1-9]", mark):
                return repeats, choices, True
            closed = None
    return repeats, choices, False


def _steps(pattern: str, length: int) -> int:
    """Give the most steps that a search could take in a text."""
    repeats, choices, is_nested = _shape(pattern)
    if is_nested:
        return _STEPS + 1
    from_anywhere = 0 if pattern.startswith(("^", r"\A")) else 1
    return int(2 ** min(choices, 40) * max(length, 2) ** min(repeats + from_anywhere, 12))
