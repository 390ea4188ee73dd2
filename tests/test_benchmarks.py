"""The benchmark still runs, and its pages hold what it says they hold."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from feeds.recognise import recognise

ROOT = Path(__file__).parents[1]
# Benchmarks are run from the repository's root and are no part of the package.
sys.path.append(str(ROOT))

from benchmarks import processes, run  # noqa: E402
from benchmarks.pages import pages  # noqa: E402


def test_generated_pages_are_read_whole() -> None:
    for page in pages(40):
        kinds = Counter(item.kind for item in recognise(page.text).items)
        told = {
            "article": page.articles,
            "event": page.events,
            "personnel_notice": page.notices,
            "job_posting": page.postings,
        }
        assert kinds == Counter(told), page.text


def test_generated_pages_are_the_same_everywhere() -> None:
    assert list(pages(5)) == list(pages(8))[:5]
    assert next(pages(1)).text.startswith("Hjalte Falk Bramming skal redde")


def test_quick_run_measures_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    before = run.README.read_bytes()
    run.main(["--quick"])
    rows = capsys.readouterr().out.splitlines()[2:]
    assert len(rows) == 12
    assert all(row.count("|") == 6 for row in rows)
    assert run.README.read_bytes() == before


def test_figures_of_a_full_run_replace_the_old_ones() -> None:
    document = f"a\n{run.BEGIN}\nold\n{run.END}\nb\n"
    assert run.between_markers(document, "new") == f"a\n{run.BEGIN}\n\nnew\n\n{run.END}\nb\n"
    with pytest.raises(ValueError, match="markers"):
        run.between_markers("a", "new")
    assert run.BEGIN in run.README.read_text("utf-8")


def test_a_failing_command_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 2"):
        processes.cost(("-m", "feeds", "build", "--quiet"), tmp_path)
