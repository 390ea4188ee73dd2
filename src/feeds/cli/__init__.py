"""The command line: one module per command, loaded when it is called and not before."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from feeds import __version__
from feeds.errors import LedgerError

if TYPE_CHECKING:
    from feeds.ledger import Ledger
    from feeds.model import Config

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Row(NamedTuple):
    """Where a command is, and what it does in a few words."""

    target: str
    help: str


COMMANDS: dict[str, Row] = {
    "init": Row("feeds.cli.init:init", "Look at a page or a folder, and write the feeds.toml that reads it."),
    "add": Row("feeds.cli.add:add", "Look at a page or a folder, and append it to feeds.toml."),
    "preview": Row("feeds.cli.preview:preview", "Show what the sources hold now, in a table."),
    "build": Row("feeds.cli.build:build", "Read the sources and publish what changed."),
    "push": Row("feeds.cli.push:push", "Deliver what waits for the owner and the hub, or a test."),
    "run": Row("feeds.cli.run:run", "Stay, and build again whenever a source is due."),
    "serve": Row("feeds.cli.serve:serve", "Serve the output folder over HTTP."),
    "status": Row("feeds.cli.status:status", "Show how each source is: last run, next run, what fails and why."),
    "host-config": Row("feeds.cli.host_config:host_config", "Print how another server is to serve the output folder."),
    "rollback": Row("feeds.cli.rollback:rollback", "Put back what was published before the last publication."),
    "forget": Row("feeds.cli.forget:forget", "Take a person or an item down for good."),
    "forgotten": Row("feeds.cli.forgotten:forgotten", "List what was forgotten, or let it come back."),
    "schedule": Row("feeds.cli.schedule:schedule", "Show when sources are due, or print crontab lines."),
    "extract": Row("feeds.cli.extract:extract", "Show the items that files hold, or give them as JSON."),
    "explain": Row(
        "feeds.cli.explain:explain", "Show which lines and which rule gave each fact, and what was refused."
    ),
    "plan": Row("feeds.cli.plan:plan", "Show what a build would do, without doing it."),
    "replay": Row("feeds.cli.replay:replay", "Read the kept pages again, and show what an edit changes."),
    "history": Row("feeds.cli.history:history", "Show where an item stands, and all that ever changed of it."),
    "doctor": Row("feeds.cli.doctor:doctor", "Look whether all is sound, and say what to do."),
    "schema": Row("feeds.cli.schema:schema", "Print the form of feeds.toml, for editors."),
    "demo": Row("feeds.cli.demo:demo", "Try it: write an example into a new folder and build it."),
}


class LazyGroup(click.Group):
    """A group whose commands are named in a table: its help loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which they are of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(cmd_name, COMMANDS, n=1)
            if near:
                raise click.UsageError(f"No such command {cmd_name!r}. Did you mean {near[0]!r}?", ctx)
            return None
        module, _, name = COMMANDS[cmd_name].target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their short helps, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.help) for name, row in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="feeds %(version)s")
@click.pass_context
def feeds(ctx: click.Context) -> None:
    """Find articles, events, personnel notices and job postings, and publish them as feeds, calendars and pages.

    \b
    Examples:
      feeds demo                     see what it does, offline, in a minute
      feeds build                    read feeds.toml here, write output/
      feeds extract page.txt --json  one JSON object per item
    """
    if os.environ.get("NO_COLOR"):  # https://no-color.org
        ctx.color = False


# Zones move an instant by a day at most, and no format that we write knows years of more than four digits.
_FIRST_YEAR, _LAST_YEAR = 1970, 9998


class Instant(click.ParamType[datetime]):
    """An ISO 8601 instant with its offset, as an option."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it as UTC, in whole seconds."""
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no instant; write it like 2026-03-02T08:00:00Z", param, ctx)
        if instant.tzinfo is None:
            self.fail(f"{value!r} has no offset; write it like 2026-03-02T08:00:00Z", param, ctx)
        if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
            self.fail(f"{value!r} is not between {_FIRST_YEAR} and {_LAST_YEAR}", param, ctx)
        return instant.astimezone(UTC).replace(microsecond=0)


class OutputFolder(click.Path):
    """A folder to write or serve; an empty name, which would be the current one, is a slip."""

    name = "folder"

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Read it as a path."""
        if not os.fspath(value):
            self.fail("it is empty; name a folder", param, ctx)
        return Path(os.fsdecode(super().convert(value, param, ctx)))


def plain(text: str) -> str:
    """Make a text safe to show in a terminal: control characters of a hostile page move no cursor."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def warn(message: str) -> None:
    """Say on standard error what went wrong, all in one line."""
    click.echo(click.style("feeds: ", fg="red") + plain(" ".join(message.split())), err=True)


@contextmanager
def opened_now(config: Config) -> Iterator[Ledger]:
    """Open the ledger for a command that cannot wait for another build.

    Raises:
        LedgerError: another build is at work, or the ledger failed.
    """
    from feeds.pipeline import opened

    with opened(config) as ledger:
        if ledger is None:
            raise LedgerError(
                "another build is at work", where=str(config.output), remedy="wait for it, then try again"
            )
        yield ledger


config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default="feeds.toml",
    show_default=True,
    help="The configuration.",
)
output_option = click.option(
    "--output", type=OutputFolder(), help="The folder to write, instead of the configured one."
)
now_option = click.option(
    "--now", type=Instant(), help="The time to use instead of the clock's, like 2026-03-02T08:00:00Z."
)
