"""Fuzz the parsers: `python tests/fuzz.py [FORMAT...] [--seconds N]`, as `make fuzz` does.

Each format is fuzzed in a process of its own, from the documents in `cases/`: led by coverage with atheris, or where
that cannot be installed by plain mutation. An input that raises anything but `SourceError`, takes longer than five
seconds or more memory than the limit is kept in `build/fuzz/`, and the command ends with 1.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import os
import pkgutil
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

CASES = Path(__file__).parent / "cases"
KEPT = Path(__file__).parents[1] / "build" / "fuzz"
LONGEST = 100_000  # bytes of an input
SECONDS = 5  # for one input
MEMORY = 1_024  # MB, of the whole process
#: Where the documents of a format stand, when not in a folder of its name alone.
_FOLDERS = {"html": ("html", "structured"), "jsonl": ("csv", "json", "eml", "feed", "icalendar")}
#: Where expressions are taken apart, once each: with every branch counted that takes minutes.
_SLOW = ("feeds.branches", "feeds.expressions")
_OURS = ("feeds", "feedparser", "icalendar", "markdown_it")
_SPLICES = (b"<", b">", b"&#", b'"', b"\\u", b"\xff\xfe", b"\xed\xa0\x80", b"\x00", b"\r", b"9" * 30, b"-", b":", b"T")


def seeds(form: str) -> list[bytes]:
    """Read the documents of a format's cases that are short enough."""
    import data_cases

    if form == "xlsx":
        found = [data_cases.document(form, name).body for name in data_cases.names(form)]
    elif form == "jsonl":
        found = list(_lines())
    else:
        found = [path.read_bytes() for path in _documents(form)]
    return [body for body in found if len(body) <= LONGEST]


def _documents(form: str) -> Iterator[Path]:
    told = {".json"} if form in ("html", "plain_text") else set()
    for folder in _FOLDERS.get(form, (form,)):
        for path in sorted((CASES / folder).iterdir()):
            if path.is_file() and path.suffix not in told and not path.name.endswith(".case.json"):
                yield path


def _lines() -> Iterator[bytes]:
    """Write what other cases expect as JSON Lines, which is our own form."""
    import msgspec

    for folder in _FOLDERS["jsonl"]:
        for path in sorted((CASES / folder).glob("*.case.json")):
            items = msgspec.json.decode(path.read_bytes()).get("items", [])
            yield b"".join(msgspec.json.encode(item) + b"\n" for item in items)


def check(form: str, body: bytes) -> None:
    """Read a document as a refresh does; whatever it gives can be written, read again and has an identifier."""
    import msgspec

    from feeds.errors import SourceError
    from feeds.identity import keys, mint
    from feeds.model import Fetched, Rejected, Source, decode_hook, encoded
    from feeds.parse import format_of, things

    fetched = Fetched(location=f"x.{form}", body=body, url="https://example.org/a/b")
    format_of(fetched, Source(name="x"))
    try:
        for thing in things(fetched, Source(name="x", format=form, timezone="Europe/Copenhagen")):
            written = encoded(thing)
            if not isinstance(thing, Rejected):
                again = msgspec.json.decode(written, type=type(thing), dec_hook=decode_hook)
                assert mint(again, "x") == mint(thing, "x")
                assert keys(again, "x") == keys(thing, "x")
    except SourceError:
        pass


def mutated(body: bytes, change: Callable[[bytes], bytes], choice: int) -> bytes:
    """Change a document; of a packed one a member, for any other change would only break the packing."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            members = {one.filename: packed.read(one) for one in packed.infolist() if one.file_size <= LONGEST}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        members = {}
    if not members or choice % 8 == 0:
        return change(body)[:LONGEST]
    name = sorted(members)[choice % len(members)]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, content in members.items():
            packed.writestr(zipfile.ZipInfo(each), change(content) if each == name else content)
    return stream.getvalue() if len(stream.getvalue()) <= LONGEST else body


def varied(chance: random.Random, known: list[bytes]) -> Callable[[bytes], bytes]:
    """Give a change: pieces left out, doubled, moved in from other documents, and bytes that are not the same."""

    def change(body: bytes) -> bytes:
        for _ in range(chance.choice((1, 1, 2, 4, 16))):
            start, other = chance.randint(0, len(body)), chance.choice(known) if known else body
            end = min(len(body), start + chance.choice((0, 1, 1, 2, 8, 60, 900)))
            taken = chance.randint(0, len(other))
            piece = chance.choice(
                (
                    b"",
                    chance.choice(_SPLICES),
                    bytes([chance.randrange(256)]),
                    body[start:end] * chance.choice((2, 2, 50, 3_000)),
                    other[taken : taken + chance.choice((5, 50, 500))],
                )
            )
            body = (body[:start] + piece + body[end:])[:LONGEST]
        return body

    return change


def plainly(form: str, seconds: float, rounds: int | None = None, seed: int = 1) -> int:
    """Check mutations of the cases for so long, or so many; give how many. The one at work is kept in a file."""
    chance, known, number = random.Random(seed), seeds(form), 0
    change, last = varied(chance, known), KEPT / form / "last"
    last.parent.mkdir(parents=True, exist_ok=True)
    # Time of this process alone: a busy machine is no fault of a parser.
    signal.signal(signal.SIGPROF, _too_long)
    until = time.monotonic() + seconds
    while number < rounds if rounds is not None else time.monotonic() < until:
        body = mutated(chance.choice(known), change, chance.randrange(1 << 16))
        last.write_bytes(body)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        check(form, body)
        signal.setitimer(signal.ITIMER_PROF, 0)
        number += 1
    last.unlink()
    return number


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"an input took longer than {SECONDS} seconds")


def _modules() -> Iterator[str]:
    """Name all that a parser may load, which has to happen where branches are counted."""
    yield from ("feedparser", "icalendar", "markdown_it")
    for room in ("feeds.parse", "feeds.recognise"):
        yield room
        found = pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}.")
        yield from sorted(one.name for one in found)


def guided(form: str, seconds: int) -> None:
    """Fuzz led by the coverage of our code and of the parsers that it uses; never returns."""
    import atheris

    with atheris.instrument_imports(include=list(_OURS), exclude=list(_SLOW)):
        for name in _modules():
            importlib.import_module(name)
    known = seeds(form)
    corpus = KEPT / form / "corpus"
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True)
    for number, body in enumerate(known):
        (corpus / f"case-{number}").write_bytes(body)
    limits = (f"-max_total_time={seconds}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}")
    rest = ("-seed=1", "-len_control=0", "-verbosity=1", "-print_final_stats=1", f"-artifact_prefix={KEPT / form}/")

    def mutate(body: bytes, longest: int, seed: int) -> bytes:
        return mutated(body, lambda part: bytes(atheris.Mutate(part, min(longest, LONGEST))), seed)[:longest]

    atheris.Setup(
        [sys.argv[0], *limits, *rest, str(corpus)],
        lambda body: check(form, body),
        **({"custom_mutator": mutate} if form == "xlsx" else {}),
    )
    atheris.Fuzz()


def alone(form: str, seconds: int, *rest: str) -> bool:
    """Fuzz a format in a process of its own, and tell whether it survived."""
    folder = KEPT / form
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    log = folder / "log"
    with log.open("wb") as stream:
        command = [sys.executable, __file__, form, "--seconds", str(seconds), "--here", *rest]
        # A parser that hangs where no signal reaches it is ended from outside.
        try:
            code = subprocess.run(command, stdout=stream, stderr=stream, timeout=seconds + 300, check=False).returncode
        except subprocess.TimeoutExpired:
            code = -1
    if code == 0:
        return True
    for line in log.read_text("utf-8", "replace").splitlines()[-40:]:
        print("   ", line)
    found = sorted(path for path in folder.iterdir() if path.is_file() and path != log)
    print(f"{form}: ended with {code}; the input is {', '.join(map(str, found)) or 'not kept'}, the log {log}")
    return False


def main() -> int:
    """Fuzz the formats that are named, or all."""
    sys.path.insert(1, str(Path(__file__).parent))
    words = argparse.ArgumentParser(description="Fuzz the parsers.")
    words.add_argument("formats", nargs="*", metavar="FORMAT")
    words.add_argument("--seconds", type=int, default=int(os.environ.get("FEEDS_FUZZ_SECONDS", "600")))
    words.add_argument("--plain", action="store_true", help="without atheris")
    words.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    told = words.parse_args()
    if told.here:
        (form,) = told.formats
        if not told.plain and importlib.util.find_spec("atheris") is not None:
            guided(form, told.seconds)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY << 20, MEMORY << 20))
        print(f"{plainly(form, told.seconds)} inputs, none led by coverage")
        return 0
    return _all(told.formats, told.seconds, *(["--plain"] if told.plain else []))


def _all(chosen: list[str], seconds: int, *rest: str) -> int:
    from feeds.parse import FORMATS

    broken = []
    for form in chosen or list(FORMATS):
        if form not in FORMATS:
            print(f"there is no format {form!r}; there are {', '.join(FORMATS)}")
            return 2
        print(f"{form}: {seconds} s", flush=True)
        if not alone(form, seconds, *rest):
            broken.append(form)
    print(f"not survived: {', '.join(broken)}" if broken else "all survived")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
