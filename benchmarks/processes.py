"""Commands in processes of their own, and what each cost: time, processor time, memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
METER = Path(__file__).parent / "meter.py"
CONFIG = """[site]
title = "It-nyt"
language = "da"
base_url = "https://feeds.example.org/"

[[source]]
name = "sider"
path = "sources/*.txt"
"""


class Cost(NamedTuple):
    """Wall and processor time in seconds, and the peak of memory in MiB."""

    wall: float
    cpu: float
    memory: float


def cost(command: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a Python command once, and give what it cost.

    Raises:
        RuntimeError: it failed.
    """
    return run((sys.executable, *command), folder)


def run(command: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a command, its program given by its whole path, and give what it and its children cost.

    Raises:
        RuntimeError: it failed; the message ends with the last thing it said.
    """
    meter = (sys.executable, "-I", "-S", str(METER), *command)
    done = subprocess.run(meter, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [""])[-1].replace(f"{folder}{os.sep}", "")
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {said}")
    return Cost(*map(float, done.stdout.split()))


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def seed_pages() -> list[str]:
    """Read the example that comes with Feeds."""
    return [path.read_text("utf-8") for path in sorted((ROOT / "seeds/sources").glob("*.txt"))]


class Place:
    """A folder with a configuration and pages, where `feeds build` is run."""

    def __init__(self, folder: Path, pages: Sequence[str]) -> None:
        self.folder = folder
        self.sources = folder / "sources"
        self.sources.mkdir(parents=True)
        (folder / "feeds.toml").write_text(CONFIG, "utf-8")
        for number, page in enumerate(pages):
            (self.sources / f"{number:05}.txt").write_text(page, "utf-8")

    @classmethod
    def of_seeds(cls, folder: Path) -> Place:
        """Make the folder of the example that comes with Feeds."""
        return cls(folder, seed_pages())

    def build(self) -> Cost:
        """Build once."""
        return cost(("-m", "feeds", "build", "--quiet"), self.folder)

    def change(self, text: str) -> None:
        """Put another page in the place of the first."""
        (self.sources / "00000.txt").write_text(text, "utf-8")
