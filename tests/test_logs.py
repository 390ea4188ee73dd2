"""Log lines for people and machines, and what never stands in one."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

import pytest

from feeds import logs


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root, feeds = logging.root, logging.getLogger("feeds")
    before = root.handlers[:], root.level, feeds.level, logging.raiseExceptions
    yield
    root.handlers[:], raises = before[0], before[3]
    root.setLevel(before[1])
    feeds.setLevel(before[2])
    logging.raiseExceptions = raises
    logs.start()
    root.handlers[:] = before[0]


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_a_line_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    logs.start()
    logs.Log("feeds").info("news: 100 % new\r\nand\x1b[31m red\u2028", event="built", new=3)
    (line,) = said(capsys)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} INFO news: 100 % new and \[31m red", line)


def test_a_line_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    logs.start("json")
    logs.Log("feeds.access").warning("news: é\n", event="built", sources=("a", "b"), new=3, seconds=0.25, level="no")
    (line,) = said(capsys)
    told = json.loads(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", told.pop("time"))
    assert told == {
        "level": "warning",
        "logger": "feeds.access",
        "message": "news: é",
        "event": "built",
        "sources": ["a", "b"],
        "new": 3,
        "seconds": 0.25,
    }


@pytest.mark.parametrize(
    ("amount", "levels"), [("quiet", "WE"), ("usual", "IWE"), ("verbose", "DIWE")], ids=["quiet", "usual", "verbose"]
)
def test_how_much_is_logged(amount: logs.Amount, levels: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.start(amount=amount)
    log = logs.Log("feeds")
    for tell in (log.debug, log.info, log.warning, log.error):
        tell("x")
    logging.getLogger("somebody.else").info("x")
    assert "".join(line.split()[1][0] for line in said(capsys)) == levels


SECRETS = [
    "https://ada:hunter22@example.org/feed",
    "GET /events.ics?q=tea&access_token=hunter22&place=x",
    "https://example.org/?api_key=hunter22",
    "https://example.org/?a=1&key=hunter22#top",
    "https://example.org/?X-Amz-Signature=hunter22",
    "it says Bearer hunter22hunter22",
    "Authorization: Basic aHVudGVyMjI=hunter22",
    "{'Cookie': 'session=hunter22; more=hunter22'}",
    "the password of smtp is pa55-hunter22-word",
]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("text", SECRETS)
def test_no_secret_is_logged(text: str, form: logs.Form, capsys: pytest.CaptureFixture[str]) -> None:
    logs.start(form, hidden=("pa55-hunter22-word",))
    logs.Log("feeds").error(text, where=text, names=(text,), trace=text)
    (line, *_) = said(capsys)
    assert "hunter22" not in line
    assert logs.HIDDEN in line


def test_what_is_no_secret_stands() -> None:
    for text in (
        "https://example.org/events.ics?category=token&q=key+largo&page=2",
        "basic income is discussed; the bearer of news; digest of the week; the token economy 2026",
        "mail to ada@example.org",
    ):
        assert logs.discreet(text) == text


def test_a_short_secret_does_not_hide_everything() -> None:
    logs.start(hidden=("a", ""))
    assert logs.discreet("a banana") == "a banana"


def test_a_trace_stands_below_the_line_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    logs.start()
    logs.Log("feeds").error("a fault", trace="Traceback:\n  File x\nKeyError: 'https://a:hunter22@b/'\n")
    assert said(capsys)[1:] == ["Traceback:", "  File x", f"KeyError: 'https://{logs.HIDDEN}@b/'"]


def test_a_closed_standard_error_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def write(self, text: str) -> None:
            raise BrokenPipeError

        def flush(self) -> None:
            raise BrokenPipeError

    monkeypatch.setattr("sys.stderr", Closed())
    logs.start()
    logs.Log("feeds").error("x")
