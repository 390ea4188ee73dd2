"""Commands in processes of their own, and what each cost: time, processor time, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

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
    begin = time.perf_counter()
    with subprocess.Popen([sys.executable, *command], cwd=folder, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    kibibytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return Cost(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, kibibytes / 1024)


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


class Place:
    """A folder with a configuration and pages, where `feeds build` is run."""

    def __init__(self, folder: Path, pages: Sequence[str]) -> None:
        self.folder = folder
        self.sources = folder / "sources"
        self.sources.mkdir(parents=True)
        (folder / "feeds.toml").write_text(CONFIG, "utf-8")
        for number, page in enumerate(pages):
            (self.sources / f"{number:05}.txt").write_text(page, "utf-8")

    def build(self) -> Cost:
        """Build once."""
        return cost(("-m", "feeds", "build", "--quiet"), self.folder)

    def change(self, text: str) -> None:
        """Put another page in the place of the first."""
        (self.sources / "00000.txt").write_text(text, "utf-8")
