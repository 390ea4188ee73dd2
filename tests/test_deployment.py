"""What stands in front of an engine: the image and its composition, as far as they can be judged without one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module, metadata
from pathlib import Path
from threading import Thread
from typing import Any

import click
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from feeds import __version__
from feeds.cli import COMMANDS

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICE: dict[str, Any] = COMPOSE["services"]["feeds"]
#: What is needed on other systems, or with another Python, than those that run the tests.
ELSEWHERE = frozenset({"colorama", "exceptiongroup", "tzdata", "typing-extensions"})


def words(instruction: str) -> list[str]:
    """Give what an instruction runs, written as a list."""
    (told,) = re.findall(rf"^{instruction} (\[.*\])$", DOCKERFILE, flags=re.MULTILINE)
    listed: list[str] = json.loads(told)
    return listed


def pinned() -> dict[str, str]:
    return dict(re.findall(r"^([\w-]+)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), flags=re.MULTILINE))


def command_of(name: str) -> click.Command:
    module, _, attribute = COMMANDS[name].target.partition(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


def linter(name: str) -> Path:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: pip install '.[dev]'")
    return Path(found)


def needed(texts: list[str]) -> Iterator[Requirement]:
    """Give what is asked for, and what that asks for in turn, where it is installed."""
    waiting, seen = [(Requirement(text), "") for text in texts], set[tuple[str, str]]()
    while waiting:
        each, extra = waiting.pop()
        if each.marker is not None and not each.marker.evaluate({"extra": extra}):
            continue
        yield each
        for wanted in ("", *each.extras):
            if (each.name, wanted) not in seen:
                seen.add((each.name, wanted))
                waiting += [(Requirement(text), wanted) for text in metadata.requires(each.name) or ()]


@pytest.mark.parametrize(("name", "file"), [("hadolint", "Dockerfile"), ("compose-lint", "compose.yaml")])
def test_a_linter_has_nothing_to_say(name: str, file: str) -> None:
    done = subprocess.run([linter(name), ROOT / file], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout


def test_the_image_starts_a_command_of_ours() -> None:
    assert words("ENTRYPOINT") == ["feeds"]
    name, *rest = words("CMD")
    assert name in COMMANDS
    with command_of(name).make_context(name, rest) as context:
        assert isinstance(context, click.Context)
    assert "command" not in SERVICE, "the composition starts what the image starts"


def test_what_the_image_installs_is_pinned_and_what_we_ask_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    versions = pinned()
    wanted = list(needed(project["project"]["dependencies"]))
    for each in wanted:
        assert versions[canonicalize_name(each.name)] in each.specifier, each
    assert versions.keys() - {canonicalize_name(each.name) for each in wanted} <= ELSEWHERE
    (builder,) = map(Requirement, project["build-system"]["requires"])
    (version,) = re.findall(rf"install {builder.name}==(\S+)", DOCKERFILE)
    assert version in builder.specifier
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE)) == {"python:3.12.12-slim-trixie"}
    assert SERVICE["image"] == f"feeds:{__version__}"


def test_the_image_has_all_that_the_wheel_is_made_of(tmp_path: Path) -> None:
    """Make the wheel out of what is copied, with what `.venv` holds."""
    sent = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), flags=re.MULTILINE)
    copied = [
        name for line in re.findall(r"^COPY ([^-].*)$", DOCKERFILE, flags=re.MULTILINE) for name in line.split()[:-1]
    ]
    assert sorted(sent) == sorted(copied)
    for name in copied:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    options = ("--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", "wheels", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("wheels/feeds-*.whl"))


class Health(BaseHTTPRequestHandler):
    """Answers as a service that is well, or one that is not."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_tells_well_from_ill(status: int, code: int) -> None:
    program, option, text = health_check()
    assert (program, option) == ("python", "-c")
    assert SERVICE["healthcheck"]["test"] == ["CMD", program, option, text]
    Health.status = status
    with ThreadingHTTPServer(("127.0.0.1", 0), Health) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        here = text.replace(":8000/", f":{server.server_port}/")
        assert here != text
        done = subprocess.run([sys.executable, "-c", here], capture_output=True, check=False, timeout=30)
        server.shutdown()
    assert done.returncode == code, done.stderr


def health_check() -> list[str]:
    told: list[str] = json.loads(re.findall(r"^HEALTHCHECK .*\\\n *CMD (\[.*\])$", DOCKERFILE, flags=re.MULTILINE)[0])
    return told


def test_what_listens_is_what_is_opened() -> None:
    command = words("CMD")
    port = command[command.index("--port") + 1]
    assert f"EXPOSE {port}\n" in DOCKERFILE
    assert SERVICE["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f":{port}/healthz" in health_check()[-1]
    places = {volume.split(":")[1] for volume in SERVICE["volumes"]}
    assert {Path(word).parent.as_posix() for word in command if word.startswith("/")} == places


def test_the_composition_gives_no_more_than_is_needed() -> None:
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICE["ports"])
    assert re.search(r"^USER [1-9]", DOCKERFILE, flags=re.MULTILINE)
