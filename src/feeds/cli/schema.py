"""`feeds schema`: the form of `feeds.toml`, for editors that check and complete it."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print a JSON Schema (draft 2020-12) of feeds.toml.

    Editors that know TOML check the file with it as it is written, and complete its keys.

    \b
    Examples:
      feeds schema > feeds.schema.json    then let feeds.toml begin with
                                          #:schema ./feeds.schema.json
    """
    from feeds import settings

    click.echo(json.dumps(settings.schema(), indent=2, ensure_ascii=False))
