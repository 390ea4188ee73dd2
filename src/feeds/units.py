"""Schedules for machines that have one of their own: units of systemd, and a workflow of GitHub; pure text."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import msgspec

from feeds import cron
from feeds.cron import Cron
from feeds.model import Source
from feeds.text import printable_line

SERVICE, BUILD_SERVICE, TIMER = "feeds.service", "feeds-build.service", "feeds-build.timer"
WORKFLOW = ".github/workflows/feeds.yml"
STATE = "feeds-state"
"""The branch that keeps what Feeds remembers between two runs of the workflow."""

_OFTEN_ON_GITHUB = 300  # seconds: it runs nothing more often than that
_TEMPORARY = ("/tmp", "/var/tmp")  # noqa: S108  names to compare with
_HOMES = ("/home", "/root", "/run/user")
_PLAIN = re.compile(r"\w[\w./-]*|\.\w[\w./-]*")
_WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where Feeds runs: its `program`, its configuration, the folders it `writes`, for whom (`user`), and its title."""

    program: tuple[str, ...]
    config: Path
    writes: tuple[Path, ...]
    user: str
    title: str

    def command(self, *words: str) -> str:
        """Write a command for `ExecStart`."""
        return " ".join(map(_quoted_word, (*self.program, *words, "--config", str(self.config))))


def service(place: Place) -> str:
    """Write the unit of `feeds run`."""
    return _SERVICE.format(
        title=_line(place.title),
        user=place.user,
        command=place.command("run"),
        hardened=_hardened(place),
    )


def build_service(place: Place) -> str:
    """Write the unit of one build, for the timer."""
    return _BUILD_SERVICE.format(
        title=_line(place.title),
        user=place.user,
        command=place.command("build", "--quiet"),
        hardened=_hardened(place),
    )


def timer(sources: tuple[Source, ...], timezone: str, title: str) -> str:
    """Write the timer that builds as often as the sources need; `timezone` is for those without one."""
    often, hours = cron.expressions(sources, timezone)
    lines = [line for each in often for line in calendar(each)]
    lines += [f"{line} {zone}" for zone, each in hours for line in calendar(each)]
    calendars = "\n".join(f"OnCalendar={line}" for line in dict.fromkeys(lines))
    return _TIMER.format(title=_line(title), calendars=calendars)


def calendar(each: Cron) -> tuple[str, ...]:
    """Write a crontab expression in the form of systemd.time(7); where day or weekday is enough, it takes two."""
    days = _listed(each.days, 31)
    names = ",".join(_WEEKDAYS[day] for day in each.weekdays) if len(each.weekdays) < 7 else ""
    months, time = _listed(each.months, 12), f"{_listed(each.hours, 24)}:{_listed(each.minutes, 60)}:00"
    if each.either:
        return f"*-{months}-{days} {time}", f"{names} *-{months}-* {time}".strip()
    return (f"{names} *-{months}-{days} {time}".strip(),)


def _listed(values: tuple[int, ...], size: int) -> str:
    return "*" if len(values) == size else ",".join(f"{value:02}" for value in values)


def _quoted_word(word: str) -> str:
    """Quote a word of `ExecStart`, where also a dollar means something."""
    return _quoted(word.replace("$", "$$"))


def _quoted(text: str) -> str:
    """Quote a text of a unit (systemd.syntax(7)), where a percent sign would begin a specifier."""
    if not text.isprintable():
        raise ValueError(f"{text!r} has a character that cannot stand in a unit")
    text = text.replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"' if set(text) & set(" \"'\\;#") else text


def _line(text: str) -> str:
    return printable_line(text).replace("%", "%%").rstrip("\\")


def _hardened(place: Place) -> str:
    paths = [str(path) for path in (place.config, Path(place.program[0]), *place.writes)]
    at_home = any(PurePosixPath(path).is_relative_to(home) for path in paths for home in _HOMES)
    in_temporary = any(PurePosixPath(path).is_relative_to(folder) for path in paths for folder in _TEMPORARY)
    return _HARDENED.format(
        writes=" ".join(_quoted(str(path)) for path in dict.fromkeys(place.writes)),
        home="read-only" if at_home else "yes",
        temporary="no" if in_temporary else "yes",
    )


def workflow(
    sources: tuple[Source, ...],
    timezone: str,
    now: datetime,
    *,
    title: str,
    config: str,
    kept: tuple[str, ...],
    output: str,
    variables: tuple[str, ...] = (),
) -> str:
    """Write a workflow that builds on schedule, keeps what is remembered in a branch, and publishes to GitHub's Pages.

    Paths are below the root of the repository: the configuration, the folders to be `kept`, and the output among them.
    `variables` are the names of secrets that the configuration takes from the environment.

    Raises:
        ValueError: a path cannot stand there.
    """
    lines = "\n".join(f'    - cron: "{text}"' for text in utc_expressions(sources, timezone, now, title))
    secrets = "\n".join(f"      {name}: ${{{{ secrets.{name} }}}}" for name in variables)
    return _WORKFLOW.format(
        crons=lines,
        config=_plain(config),
        kept=" ".join(map(_plain, kept)),
        output=_plain(output),
        branch=STATE,
        secrets=f"\n{secrets}" if secrets else "",
    )


def _plain(path: str) -> str:
    if _PLAIN.fullmatch(path) is None:
        raise ValueError(f"{path!r} has a character that cannot stand in a workflow")
    return path


def utc_expressions(sources: tuple[Source, ...], timezone: str, now: datetime, title: str) -> tuple[str, ...]:
    """Write crontab expressions in UTC, which is all that GitHub knows, for hours by summer and by winter time.

    They name at least the wanted times: what comes too often finds nothing new.
    """
    intervals = [cron.interval_of(source) for source in sources if source.cron is None]
    texts = [_off_the_hour(max(min(intervals), _OFTEN_ON_GITHUB), title)] if intervals else []
    _, hours = cron.expressions(sources, timezone)
    for zone, each in hours:
        texts += [_in_utc(each, offset) for offset in _offsets(ZoneInfo(zone), now)]
    return tuple(dict.fromkeys(texts))


def _off_the_hour(every: int, title: str) -> str:
    """Spread who runs at intervals: at full hours GitHub is late, or does not come at all."""
    text = cron.expression_for(every).text
    first, _, rest = text.partition(" ")
    step = int(first[2:]) if first.startswith("*/") else 60
    minute = int.from_bytes(hashlib.sha256(title.encode()).digest()[:4], "big") % step
    return f"{minute}-59/{step} {rest}" if first.startswith("*/") else f"{minute} {rest}"


def _offsets(zone: ZoneInfo, now: datetime) -> tuple[timedelta, ...]:
    days = (now + timedelta(days=day) for day in range(0, 366, 7))
    found = (day.astimezone(zone).utcoffset() or timedelta() for day in days)
    return tuple(dict.fromkeys(found))


def _in_utc(each: Cron, offset: timedelta) -> str:
    shift = int(offset.total_seconds()) // 60
    moments = [hour * 60 + minute - shift for hour in each.hours for minute in each.minutes]
    hours = sorted({moment // 60 % 24 for moment in moments})
    minutes = sorted({moment % 60 for moment in moments})
    # By the other clock it may be another day there.
    same_day = all(0 <= moment < 1440 for moment in moments)
    days = " ".join(each.text.split()[2:]) if same_day else "* * *"
    return f"{_numbers(minutes, 60)} {_numbers(hours, 24)} {days}"


def _numbers(values: list[int], size: int) -> str:
    return "*" if len(values) == size else ",".join(map(str, values))


_SERVICE = """\
[Unit]
Description=Feeds: {title}
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=notify
User={user}
ExecStart={command}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=30
WatchdogSec=2min
TimeoutStartSec=5min
TimeoutStopSec=40
KillMode=mixed
# Passwords and tokens that the configuration takes from the environment, as NAME=value.
EnvironmentFile=-/etc/feeds.env
{hardened}
[Install]
WantedBy=multi-user.target
"""

_BUILD_SERVICE = """\
[Unit]
Description=One build of Feeds: {title}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={user}
ExecStart={command}
TimeoutStartSec=6h
EnvironmentFile=-/etc/feeds.env
{hardened}"""

_TIMER = """\
[Unit]
Description=Builds of Feeds: {title}

[Timer]
{calendars}
AccuracySec=1s
Persistent=yes
Unit=feeds-build.service

[Install]
WantedBy=timers.target
"""

_HARDENED = """\
# Nothing may be written but these folders, which have to be there: build once before the first start.
ProtectSystem=strict
ReadWritePaths={writes}
ProtectHome={home}
PrivateTmp={temporary}
PrivateDevices=yes
PrivateIPC=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
CapabilityBoundingSet=
NoNewPrivileges=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RemoveIPC=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM
UMask=0022
"""

_WORKFLOW = """\
# .github/workflows/feeds.yml: builds on schedule, and publishes to GitHub Pages.
# In the settings of the repository, under Pages, choose GitHub Actions as the source.
name: feeds
on:
  schedule:  # in UTC
{crons}
  workflow_dispatch:
  push:
    branches-ignore: [{branch}]
permissions:
  contents: read
concurrency:  # one at a time, and none is cut off: each goes on from what the one before remembered
  group: feeds
  cancel-in-progress: false
defaults:
  run:
    shell: bash  # ends at the first error, in pipes too
jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: write  # for the branch {branch}
    env:
      # What pip installs: a wheel in this repository (`make wheel` makes it), or an address.
      FEEDS: ./feeds.whl{secrets}
    outputs:
      code: ${{{{ steps.build.outputs.code }}}}
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - name: Install
        run: pip install "$FEEDS"
      # The ledger lies in a branch, not in a cache: caches are thrown away, and without the ledger all that is old
      # would come out as new. A branch that is not there means a first run; one that cannot be had ends the run.
      # Everybody who can read this repository can read it: with `feeds forget`, keep the repository private.
      - name: Take what is remembered
        run: |
          found=0
          git ls-remote --exit-code --heads origin {branch} > /dev/null || found=$?
          if [ "$found" -eq 0 ]; then
            git fetch --quiet --depth 1 origin {branch}
            git cat-file blob FETCH_HEAD:state.tar.gz | tar -xz
          elif [ "$found" -ne 2 ]; then
            exit "$found"
          fi
      - name: Build
        id: build
        run: |
          code=0
          feeds build --config {config} || code=$?
          echo "code=$code" >> "$GITHUB_OUTPUT"
          # 1: a source failed, 3: something is held. What can go out goes out, and the last job tells you.
          case "$code" in 0|1|3) ;; *) exit "$code" ;; esac
      # Before anything is published: what readers have seen is remembered. One commit, replaced each time.
      - name: Keep what is remembered
        run: |
          tar --format=posix --exclude='*.pages' --exclude='*.lock' -czf "$RUNNER_TEMP/state.tar.gz" {kept}
          blob=$(git hash-object -w "$RUNNER_TEMP/state.tar.gz")
          tree=$(printf '100644 blob %s\\tstate.tar.gz\\n' "$blob" | git mktree)
          commit=$(git -c user.name=feeds -c user.email=feeds@users.noreply.github.com \\
            commit-tree "$tree" -m "What Feeds remembers")
          git push --quiet --force origin "$commit:refs/heads/{branch}"
      - uses: actions/upload-pages-artifact@v5
        with:
          path: {output}
  deploy:
    needs: build
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v5
  tell:  # GitHub writes to you when a run fails
    needs: [build, deploy]
    if: needs.build.outputs.code != '0'
    runs-on: ubuntu-latest
    steps:
      - run: echo "A source failed or something is held; see the log of the build." && exit 1
"""
