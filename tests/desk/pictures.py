"""Pictures of the desk for the docs, taken in the Chromium of the tests: `make pictures`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import desk.conftest  # noqa: F401  # sets Django up, which the tests' helpers need
from desk.test_browser import ARGUMENTS, CHROMIUM, Site, running

_SIZE = {"width": 1100, "height": 760}


def main(folder: Path) -> None:
    """Write one PNG for each page into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, running(Path(temporary)) as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, viewport=_SIZE)
            page = context.new_page()
            for name, path in _paths(site)[scheme].items():
                page.goto(site.url + path)
                if name == "article":
                    _point(page)
                page.screenshot(path=folder / f"desk-{name}.png")
            context.close()
        browser.close()


def _paths(site: Site) -> dict[str, dict[str, str]]:
    return {
        "light": {
            "article": f"/articles/{site.article}/",
            "record": f"/records/{site.summit}/",
            "calendar": "/calendar/?month=2018-06",
        },
        "dark": {"front": "/", "network": "/network/?since=2018"},
    }


def _point(page: Page) -> None:
    """Let a marked word show the fields that it gave."""
    page.locator(".text mark.words > a").first.hover()
    page.locator("#peek").wait_for(state="visible")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
