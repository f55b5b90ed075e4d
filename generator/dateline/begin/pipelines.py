"""Pipelines of the services that check and publish a site: `init --ci NAME`.

`ci/` holds the files, `%names%` to be filled in. Cloudflare and Netlify are published to from a workflow of GitHub's:
their own builds can neither keep what the last one left nor show a problem at its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dateline import __version__
from dateline.begin.words import quoted

_FILES = Path(__file__).resolve().parent / "ci"
_WORKFLOW = ".github/workflows/archive.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Host:
    """A place that a workflow publishes to: what must be set up there, and the steps."""

    needs: str
    permissions: str
    deploy: str


_HOSTS: Mapping[str, _Host] = MappingProxyType(
    {
        "github": _Host(
            needs="To be set once: Settings > Pages > Source: GitHub Actions.",
            permissions="""\
    permissions:
      contents: read
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}""",
            deploy="""\
      - uses: actions/upload-pages-artifact@v4
        with:
          path: output
      - name: Publish
        id: deployment
        uses: actions/deploy-pages@v4""",
        ),
        "cloudflare": _Host(
            needs="To be set once, under Settings > Secrets and variables > Actions: the secrets CLOUDFLARE_API_TOKEN\n"
            "# and CLOUDFLARE_ACCOUNT_ID, and the variable CLOUDFLARE_PROJECT, the name of a Pages project that has\n"
            "# no build of its own and main for its production branch.",
            permissions="    environment: production",
            deploy="""\
      - name: Publish
        uses: cloudflare/wrangler-action@v3
        with:
          apiToken: ${{ secrets.CLOUDFLARE_API_TOKEN }}
          accountId: ${{ secrets.CLOUDFLARE_ACCOUNT_ID }}
          command: pages deploy output --project-name=${{ vars.CLOUDFLARE_PROJECT }} --branch=main""",
        ),
        "netlify": _Host(
            needs="To be set once, under Settings > Secrets and variables > Actions: the secrets NETLIFY_AUTH_TOKEN\n"
            "# and NETLIFY_SITE_ID, those of a site that has no build of its own.",
            permissions="    environment: production",
            deploy="""\
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - name: Publish
        run: npx --yes netlify-cli@27 deploy --prod --no-build --dir=output
        env:
          NETLIFY_AUTH_TOKEN: ${{ secrets.NETLIFY_AUTH_TOKEN }}
          NETLIFY_SITE_ID: ${{ secrets.NETLIFY_SITE_ID }}""",
        ),
    }
)

PIPELINES = ("github", "gitlab", "cloudflare", "netlify", "none")


def pipeline_files(name: str, branch: str) -> dict[str, str]:
    """Path in the site → text, for one of `PIPELINES`. What lands on `branch` is published."""
    if name == "none":
        return {}
    requirements = {"requirements.txt": _filled("requirements.txt", version=__version__)}
    if name == "gitlab":
        return {".gitlab-ci.yml": _filled("gitlab-ci.yml"), **requirements}
    host = _HOSTS[name]
    text = _filled(
        "workflow.yml",
        branch=branch,
        quoted=quoted(branch),
        needs=host.needs,
        permissions=host.permissions,
        deploy=host.deploy,
    )
    return {_WORKFLOW: text, **requirements}


def _filled(name: str, **values: str) -> str:
    text = (_FILES / name).read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"%{key}%", value)
    return text
