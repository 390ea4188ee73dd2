"""A short fuzz of each parser, and the fuzzer itself: what brings a parser down is kept, and ends it with 1."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import fuzz
from feeds.parse import FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_changed_documents_bring_no_parser_down(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "KEPT", tmp_path)
    assert len(fuzz.seeds(form)) >= 5
    assert fuzz.plainly(form, 0, rounds=40) == 40
    assert not (tmp_path / form / "last").exists()


def test_what_brings_a_parser_down_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "fuzz.py").write_text(
        Path(fuzz.__file__).read_text("utf-8").replace("    format_of(", "    1 / (len(body) % 7)\n    format_of("),
        "utf-8",
    )
    (folder / "cases").symlink_to(fuzz.CASES)
    command = [sys.executable, str(folder / "fuzz.py"), "csv", "--seconds", "20", "--plain"]
    env = {**os.environ, "PYTHONPATH": str(fuzz.CASES.parent)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    assert "ZeroDivisionError" in done.stdout
    assert len((tmp_path / "build/fuzz/csv/last").read_bytes()) % 7 == 0
    assert done.stdout.splitlines()[-1] == "not survived: csv"


def test_a_format_that_is_none_is_said_so() -> None:
    command = [sys.executable, fuzz.__file__, "docx"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "there is no format 'docx'" in done.stdout
