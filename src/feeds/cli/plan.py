"""`feeds plan`: what a build would do, without doing it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from feeds.cli import config_option, now_option, output_option, plain
from feeds.cli.build import FilesOutcome, check_names
from feeds.cli.showing import change_line, day, language_of, titled
from feeds.config import load
from feeds.gate import Held
from feeds.model import Config, PartialDate, encoded
from feeds.pipeline import Report, looked_into, undisturbed
from feeds.plan import Concerned, Dropped, Group, Leaving, Plan
from feeds.plan import plan as rehearsed
from feeds.telling import some, suspicion

_HEADS: dict[Group, str] = {
    "new": "New",
    "changed": "Changed",
    "moved": "Moved",
    "cancelled": "Cancelled",
    "postponed": "Postponed",
    "reinstated": "On again",
    "missing": "Missing from a complete listing",
    "withdrawn": "Withdrawn",
    "back": "Back in a complete listing",
    "removed": "Taken back: other rules read the same page",
}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The report for machines; `status` is `planned`, `nothing to do` or `already running`."""

    status: str
    output: str
    base_url: str | None
    new: tuple[Concerned, ...] = ()
    changed: tuple[Concerned, ...] = ()
    moved: tuple[Concerned, ...] = ()
    cancelled: tuple[Concerned, ...] = ()
    postponed: tuple[Concerned, ...] = ()
    reinstated: tuple[Concerned, ...] = ()
    missing: tuple[Concerned, ...] = ()
    withdrawn: tuple[Concerned, ...] = ()
    back: tuple[Concerned, ...] = ()
    removed: tuple[Concerned, ...] = ()
    expired: tuple[Leaving, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    kept_away: int = 0
    files: FilesOutcome | None = None
    held: tuple[Held, ...] = ()
    failures: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@click.command()
@config_option
@output_option
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object.")
@click.option("--files", "with_files", is_flag=True, help="List the files that would be written or removed.")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="NAME",
    help="As if this feed or source, or all with *, were let through. May be given several times.",
)
@now_option
@click.pass_context
def plan(
    ctx: click.Context,
    config_path: Path,
    output: Path | None,
    as_json: bool,
    with_files: bool,
    accepted: tuple[str, ...],
    now: datetime | None,
) -> None:
    """Show what a build would do: what is new, changed, moved, off, dropped or held. Nothing is changed.

    Exits as `feeds build` would: with 0 when all is well (also when there is nothing to do, or a build is at work), 1
    when a source fails, 2 when nothing could be built, 3 when something would be held.

    \b
    Examples:
      feeds plan
      feeds plan --accept events --files
      feeds plan --now 2026-03-09T08:00:00Z  what time alone changes until then, if no page does
    """
    config = load(config_path, output=output, look=True)
    check_names(ctx, config, accepted)
    show(ctx, config, now, accepted, as_json=as_json, with_files=with_files)


def show(
    ctx: click.Context,
    config: Config,
    now: datetime | None,
    accepted: tuple[str, ...],
    *,
    as_json: bool,
    with_files: bool,
    replayed: int | None = None,
) -> None:
    """Rehearse a build, tell what it would do, and end as it would."""
    found = _looked(config, now or datetime.now(UTC).replace(microsecond=0), accepted, replayed)
    if as_json:
        sys.stdout.buffer.write(encoded(outcome(config, found)) + b"\n")
    elif found is None:
        click.echo(f"A build is running for {config.output}; plan again when it has ended.")
    else:
        for line in _told(config, found, with_files=with_files):
            click.echo(line)
    ctx.exit(found.report.exit_code if found else 0)


def _looked(config: Config, now: datetime, accepted: tuple[str, ...], replayed: int | None) -> Plan | None:
    with undisturbed(config) as ours:
        if not ours:
            return None
        with looked_into(config) as ledger:
            return rehearsed(config, ledger, now, accepted, replayed=replayed)


def _told(config: Config, found: Plan, *, with_files: bool) -> Iterator[str]:
    for group, head in _HEADS.items():
        yield from _section(head, [_item(config, one, group) for one in found.items.get(group, ())])
    yield from _section("Over, and out of a feed", [_leaving(config, one) for one in found.expired])
    yield from _section("Dropped", [_refused(one) for one in found.dropped])
    if found.kept_away:
        yield f"{click.style('Kept away', bold=True)}: {found.kept_away}, because it is to be forgotten"
    yield from _section("Held", list(_held(found.report)), "red")
    failed = [plain(str(failure)) for failure in found.report.failures]
    doubts = [plain(told) for source in found.report.sources if (told := suspicion(source))]
    yield from _section("Failed", some(failed), "red", len(failed))
    yield from _section("Doubtful", some(doubts), count=len(doubts))
    yield from _files(found, with_files=with_files)


def _section(head: str, lines: list[str], color: str = "cyan", count: int | None = None) -> Iterator[str]:
    if lines:
        yield f"{click.style(head, fg=color, bold=True)}: {len(lines) if count is None else count}"
        yield from (f"  {line}" for line in lines)


def _item(config: Config, one: Concerned, group: Group) -> str:
    language = language_of(config, one.language)
    changes = [change for change in one.changes if group != "moved" or change.field != "start"]
    moved = [change for change in one.changes if group == "moved" and change.field == "start"]
    when = [f"{_day(config, m.before, one)} \N{RIGHTWARDS ARROW} {_day(config, m.after, one)}" for m in moved]
    lines = [f"{one.kind} {titled(one.title)}, {when[0] if when else _day(config, one.day, one)}"]
    lines += [change_line(change.field, change.before, change.after, language) for change in changes]
    return "\n    ".join([*lines, click.style(one.uid, dim=True)])


def _day(config: Config, value: object, one: Concerned | Leaving) -> str:
    return plain(day(value, language_of(config, one.language))) if isinstance(value, PartialDate) else "no day"


def _leaving(config: Config, one: Leaving) -> str:
    return f"{plain(one.feed)}: {one.kind} {titled(one.title)}, {_day(config, one.day, one)}"


def _refused(one: Dropped) -> str:
    first, last = one.lines
    place = f"line {first}" if first == last else f"lines {first} to {last}"
    return plain(f"{one.page}, {place}: {one.kind}: {one.reason} (rule {one.rule})")


def _held(report: Report) -> Iterator[str]:
    for held in report.held:
        yield from (plain(f"{held.name}: {reason}") for reason in held.reasons)
    if report.held:
        names = " ".join(f"--accept {shlex.quote(held.name)}" for held in report.held)
        yield f"if it is meant to be so: feeds build {names}"


def _files(found: Plan, *, with_files: bool) -> Iterator[str]:
    if found.is_empty:
        yield "Nothing to do."
        return
    done = _files_outcome(found)
    yield f"Files: {len(done.written)} to write, {len(done.removed)} to remove, {done.unchanged} unchanged."
    if with_files:
        yield from (f"  write {path}" for path in done.written)
        yield from (f"  remove {path}" for path in done.removed)


def _files_outcome(found: Plan) -> FilesOutcome:
    done = found.report.publication
    return FilesOutcome(
        written=done.written, removed=done.removed, unchanged=done.number - found.replaced - len(done.removed)
    )


def outcome(config: Config, found: Plan | None) -> Outcome:
    """Tell a machine what a build would do."""
    output, base_url = str(config.output), config.site.base_url
    if found is None:
        return Outcome(status="already running", output=output, base_url=base_url)
    return Outcome(
        status="nothing to do" if found.is_empty else "planned",
        output=output,
        base_url=base_url,
        **{str(group): told for group, told in found.items.items()},
        expired=found.expired,
        dropped=found.dropped,
        kept_away=found.kept_away,
        files=_files_outcome(found),
        held=found.report.held,
        failures=tuple(str(failure) for failure in found.report.failures),
        warnings=found.report.publication.warnings,
    )
