"""For GitHub Pages, which has no settings of a server: a workflow that publishes the folder, and what to expect."""

from __future__ import annotations

from feeds.hosting.facts import Hosted

_WORKFLOW = """\
# .github/workflows/pages.yml
#
# GitHub Pages gives .rss, .atom and .ics their types, .json that of any JSON, all of them ten minutes to be kept and
# the right to be read by scripts, and shows 404.html. It has no way to say 410, 301, Link or a policy of one's own:
{moved}
name: Pages
on:
  push:
    branches: [main]
    paths: ["{folder}/**"]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
    steps:
      - uses: actions/checkout@v4
      - uses: actions/configure-pages@v5
      - uses: actions/upload-pages-artifact@v3
        with:
          path: {folder}
      - uses: actions/deploy-pages@v4
"""


def write(site: Hosted) -> str:
    """Write the workflow."""
    old = ", ".join(site.moved)
    moved = f"# {old} cannot lead to the new names: keep a feed of the old name for a while." if old else "#"
    return _WORKFLOW.format(moved=moved, folder=site.root.name)
