"""`feeds host-config`: how another server is to serve the output folder."""

from __future__ import annotations

from pathlib import Path

import click

from feeds import hosting
from feeds.cli import config_option, output_option
from feeds.config import load


@click.command("host-config")
@click.argument("server", type=click.Choice(hosting.SERVERS))
@config_option
@output_option
def host_config(server: str, config_path: Path, output: Path | None) -> None:
    """Print the configuration with which another server serves the output folder as `feeds serve` does.

    Media types, what is compressed and never a calendar, how long things may be kept, CORS, policies of pages, the
    Link headers of feeds, 404, 410, and 301 for feeds that had another name.

    \b
    Examples:
      feeds host-config nginx > /etc/nginx/sites-enabled/feeds
      feeds host-config caddy --config /srv/news/feeds.toml
      feeds host-config netlify > netlify.toml
    """
    config = load(config_path, output=output)
    if config.site.base_url is None:
        click.echo(f"feeds: [site] has no base_url: {hosting.hosted(config).host} stands for your host", err=True)
    click.echo(hosting.configuration(server, hosting.hosted(config)), nl=False)
