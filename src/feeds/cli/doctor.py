"""`feeds doctor`: whether all is sound, and what to do where it is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from feeds.cli import config_option, output_option, plain
from feeds.config import load
from feeds.doctor import Finding, examine
from feeds.errors import ConfigError

_COLORS = {"ok": "green", "note": "yellow", "problem": "red"}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The report for machines."""

    status: str
    problems: int
    notes: int
    findings: tuple[Finding, ...]


@click.command()
@config_option
@output_option
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object.")
@click.pass_context
def doctor(ctx: click.Context, config_path: Path, output: Path | None, as_json: bool) -> None:
    """Look whether all is sound: configuration, sources, ledger, published files; and say what to do.

    Changes nothing. Each line is a finding: ok, note or problem, and in brackets what to do. Exits with 0 when there is
    no problem, with 1 when there is one.

    \b
    Examples:
      feeds doctor
      feeds doctor --json | jq '.findings[] | select(.level == "problem")'
    """
    found = []
    for finding in _findings(config_path, output):
        found.append(finding)
        if not as_json:
            click.echo(_line(finding))
    problems = sum(finding.level == "problem" for finding in found)
    if as_json:
        outcome = Outcome(
            status="unsound" if problems else "sound",
            problems=problems,
            notes=sum(finding.level == "note" for finding in found),
            findings=tuple(found),
        )
        sys.stdout.buffer.write(msgspec.json.encode(outcome) + b"\n")
    ctx.exit(1 if problems else 0)


def _findings(path: Path, output: Path | None) -> Iterator[Finding]:
    try:
        config = load(path, output=output, look=True)
    except ConfigError as error:
        for problem in error.problems:
            what, _, remedy = problem.rpartition("; ")
            yield Finding(level="problem", what=what or remedy, remedy=remedy if what else "")
        return
    yield from examine(config, datetime.now(UTC).replace(microsecond=0))


def _line(finding: Finding) -> str:
    level = click.style(finding.level, fg=_COLORS[finding.level], bold=True)
    remedy = f" ({finding.remedy})" if finding.remedy else ""
    return f"{level}: {plain(' '.join((finding.what + remedy).split()))}"
