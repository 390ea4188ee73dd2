"""`feeds.toml` to a checked `Config`: every problem at once, and no second check of a file that is as it was."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import msgspec

from feeds import __version__
from feeds.errors import ConfigError
from feeds.fetch import MAGIC
from feeds.model import Config, Source, decode_hook, encode_hook
from feeds.own_code import CHECKING, digest

_STATE = ".feeds"
_ALIKE = 5
"""Problems in the same words that are told one by one: what was copied a hundred times is one mistake."""
_LIMIT = 1_000_000  # bytes
_LINE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def load(path: Path, *, output: Path | None = None, look: bool = False) -> Config:
    """Read and check a configuration; `output` takes the place of its own output folder.

    To `look` is to write nothing, not even what would save the next check.

    Raises:
        ConfigError: it cannot be read, or has problems; all of them are named, each with its line.
    """
    path, body = path.absolute(), _read(path)
    folder = _beside(output or path.parent / "output")
    cache = folder / f"config-{_digest(str(path).encode('utf-8', 'surrogateescape'))[:16]}.json"
    key = _digest(f"{__version__}\n{path}\n{digest(CHECKING)}\n".encode("utf-8", "surrogateescape") + body)
    config = _recall(cache, key)
    if config is None:
        config = _checked(path, body)
        if not look:
            _remember(cache, key, config)
    return _placed(path, config, output or config.output)


def text_of(path: Path) -> str:
    """Read the text of a configuration.

    Raises:
        ConfigError: it cannot be read.
    """
    return _text(path, _read(path))


def state_folder(output: Path) -> Path:
    """Give the folder beside the output folder in which Feeds remembers: one, by whatever links that is named."""
    return output.resolve().parent / _STATE


def _beside(output: Path) -> Path:
    try:
        return state_folder(output)
    except (OSError, RuntimeError, ValueError):
        # Said by `_placed`, with the configuration's own problems before it.
        return output.absolute().parent / _STATE


def _placed(path: Path, config: Config, output: Path) -> Config:
    """Find where folders really are, and refuse an output where Feeds would read or cover what is not its own."""
    home = path.resolve().parent
    try:
        real = _real(output)
        inside = (problem for source in config.sources for problem in _inside(source, real))
        problems = list(_misplaced(real, home)) or [*inside, *_metrics_inside(config, real)]
    except (OSError, RuntimeError) as error:
        problems = [f"the output folder {output}: {_reason(error)}; remove the link that leads in a circle"]
    except UnicodeEncodeError as error:
        word = error.object[error.start : error.end]
        problems = [f"{word!r} cannot be written in a file name here ({error.encoding}); use a locale such as C.UTF-8"]
    if problems:
        raise ConfigError(tuple(f"{path}: {problem}" for problem in problems))
    return msgspec.structs.replace(config, output=real, path=path.resolve())


def _real(output: Path) -> Path:
    """Follow all links.

    Raises:
        OSError: they lead in a circle; up to Python 3.12 it is a RuntimeError.
    """
    real = output.resolve()
    try:
        real.stat()
    except OSError as error:
        # From 3.13 on `resolve` is silent about a circle. What else is wrong with a folder is said where it is used.
        if error.errno == errno.ELOOP:
            raise
    return real


def _misplaced(output: Path, home: Path) -> Iterator[str]:
    if home.is_relative_to(output):
        yield f"the output folder {output} would hold this configuration and all beside it; name a folder of its own"
    elif _STATE in (output.name, output.parent.name):
        yield f"the output folder {output} lies where Feeds remembers what it did; name another one"


def _inside(source: Source, output: Path) -> Iterator[str]:
    if source.path is None:
        return
    os.fsencode(source.path)
    fixed = Path(*takewhile(lambda part: not MAGIC & set(part), source.path.parts))
    # A circle of links is for the source to tell, and realpath minds none.
    if Path(os.path.realpath(fixed)).is_relative_to(output):
        yield f"source {source.name!r} would read the output folder {output}; keep the two apart"


def _metrics_inside(config: Config, output: Path) -> Iterator[str]:
    metrics = config.status.metrics
    if metrics is not None and Path(os.path.realpath(metrics)).is_relative_to(output):
        yield f"`metrics` would lie in the output folder {output}, and be served; name a file elsewhere"


def _reason(error: OSError | RuntimeError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(_LIMIT + 1)
    except FileNotFoundError as error:
        remedy = "`feeds init` writes one, `feeds demo` an example; or name yours with --config"
        raise ConfigError((f"{path}: there is no such file; {remedy}",)) from error
    except OSError as error:
        raise ConfigError((f"{path}: {error.strerror}; give the path of a file that can be read",)) from error
    if len(body) > _LIMIT:
        raise ConfigError((f"{path}: it has more than {_LIMIT:,} bytes; this is hardly a configuration",))
    return body


def _checked(path: Path, body: bytes) -> Config:
    # A configuration that is as it was never needs these: pydantic alone costs more than such a whole build.
    import tomllib  # noqa: PLC0415

    from feeds.settings import check  # noqa: PLC0415
    from feeds.toml_places import line_of, places  # noqa: PLC0415

    text = _text(path, body)
    try:
        raw = tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError((f"{path}:1: its brackets are nested too deep; write it flat",)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((_syntax(path, text, str(error)),)) from error
    outcome = check(raw, path.parent)
    if isinstance(outcome, Config):
        return outcome
    lines = places(text)
    problems = sorted((line_of(problem.place, lines), problem.message) for problem in outcome)
    raise ConfigError(tuple(f"{path}:{line}: {message}" for line, message in _few_alike(problems)))


def _few_alike(problems: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Give problems with their lines; of many in the same words the first few, of which the last counts the others."""
    places = Counter(message for _, message in problems)
    told: Counter[str] = Counter()
    for line, message in problems:
        told[message] += 1
        if told[message] < _ALIKE or places[message] <= _ALIKE:
            yield line, message
        elif told[message] == _ALIKE:
            yield line, f"{message} (and {places[message] - _ALIKE} more like this)"


def _text(path: Path, body: bytes) -> str:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise ConfigError((f"{path}:{line}: this is not UTF-8; save the file as UTF-8",)) from error
    return text.replace("\r\n", "\n")


def _syntax(path: Path, text: str, message: str) -> str:
    place = _LINE.search(message)
    line = place["line"] if place and place["line"] else text.count("\n") + 1
    column = f", column {place['column']}" if place and place["column"] else ""
    return f"{path}:{line}: this is not TOML{column}: {_LINE.sub('', message)}; see https://toml.io for its form"


def _recall(cache: Path, key: str) -> Config | None:
    try:
        remembered, _, body = cache.read_bytes().partition(b"\n")
        return msgspec.json.decode(body, type=Config, dec_hook=decode_hook) if remembered == key.encode() else None
    except (OSError, msgspec.MsgspecError):
        return None


def _remember(cache: Path, key: str, config: Config) -> None:
    part = cache.with_suffix(f".{os.getpid()}")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key.encode() + b"\n" + msgspec.json.encode(config, enc_hook=encode_hook))
        part.replace(cache)
    except OSError:
        # Nothing is lost but a little time; a folder that cannot be written is told of by whoever must write there.
        return


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
