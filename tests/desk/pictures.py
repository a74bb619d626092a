"""Pictures of the desk for the docs, taken in the Chromium of the tests: `make pictures`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import desk.conftest  # noqa: F401  # sets Django up, which the tests' helpers need
from desk.test_browser import ARGUMENTS, CHROMIUM, PASSWORD, Site, give_name, link_of, running

_SIZE = {"width": 1100, "height": 760}
_PHONE = {"width": 390, "height": 780}


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
                _take(page, folder / f"desk-{name}.png")
            context.close()
        phone = browser.new_context(viewport=_PHONE).new_page()
        phone.goto(f"{site.url}/records/{site.summit}/")
        _take(phone, folder / "desk-phone.png")
        _moderate(browser, site, folder / "desk-moderation.png")
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


def _take(page: Page, path: Path) -> None:
    """Write the picture, in the 128 colours that come nearest: a fifth of the weight, and no eye sees it."""
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def _point(page: Page) -> None:
    """Let a marked word show the fields that it gave."""
    page.locator(".text mark.words > a").first.hover()
    page.locator("#peek").wait_for(state="visible")


def _moderate(browser: Browser, site: Site, path: Path) -> None:
    """Take the queue of the moderators, with comments that were held."""
    page = browser.new_context(viewport=_SIZE).new_page()
    page.goto(site.first)
    page.fill("[name=username]", "chief")
    page.fill("[name=email]", "chief@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    _held(browser, site)
    page.goto(f"{site.url}/moderation/")
    _take(page, path)


def _held(browser: Browser, site: Site) -> None:
    """Let a reader sign up and write what the filter holds."""
    page = browser.new_context().new_page()
    page.goto(f"{site.url}/accounts/signup/")
    give_name(page, "mina")
    page.goto(link_of(site, "mina@example.org", "/accounts/confirm-email/"))
    page.click("main button")
    page.goto(f"{site.url}/accounts/login/?next=/records/{site.summit}/")
    page.fill("[name=login]", "mina")
    page.fill("[name=password]", PASSWORD)
    page.click("main form:has([name=password]) button >> nth=0")
    for words in (
        "The agency had it a day earlier: https://example.com/summit and www.example.org/archive",
        "Great post! Earn $500 per day, see https://bit.ly/x and https://deals.example",
    ):
        page.goto(f"{site.url}/records/{site.summit}/")
        page.fill("#text", words)
        page.click("#discussion form button:has-text('Send')")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
