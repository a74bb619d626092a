# ruff: noqa: F811 - the fixtures of another module
"""axe in a real Chromium on every kind of page, light and wide, dark and narrow; what is a page, `kinds` says."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
pytest.importorskip("aiosmtpd", reason="the mail server of the tests is not installed: pip install aiosmtpd")
pytest.importorskip("axe_playwright_python", reason="the browser's driver is not installed: pip install playwright")

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page

from desk.kinds import PAGES
from desk.test_accounts import code
from desk.test_browser import (  # noqa: F401
    CHROMIUM,
    PASSWORD,
    Site,
    _letter,
    chromium,
    complaints,
    give_name,
    link_of,
    opened,
    site,
    violations,
)
from desk.test_browser_accounts import with_authenticator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt-get install chromium)"),
]
LOOKS = {"light": {"width": 1200, "height": 800}, "dark": {"width": 380, "height": 800}}


@dataclass
class Looker:
    """Opens pages in both looks, keeps what axe finds on them, and the names of the addresses that were opened."""

    base: str
    chromium: Browser
    found: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)  # in the console

    def on(self, *paths: str, who: BrowserContext | None = None, status: int = 200) -> None:
        """Look at pages as somebody who is logged in in that browser, or as anybody."""
        state = who.storage_state() if who is not None else None
        for scheme, size in LOOKS.items():
            context = opened(
                self.chromium, self.said, color_scheme=scheme, viewport=size, bypass_csp=True, storage_state=state
            )
            page = context.new_page()
            for path in paths:
                answer = page.goto(self.base + path)
                assert answer is None or status == answer.status, path  # None: the same page, at another place
                assert path.partition("#")[0] == _path(page)
                self.at(page, scheme)
            context.close()

    def taken(self) -> dict[str, list[str]]:
        """What was found since this was last asked."""
        found, self.found = self.found, {}
        return found

    def at(self, page: Page, scheme: str) -> None:
        """Look at what is open."""
        page.wait_for_load_state()  # a click may have asked for the next page
        path = _path(page)
        with suppress(Resolver404):
            self.names.add(resolve(urlsplit(path).path).url_name or "")
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
        if seen := violations(page) + (["scrolls sideways"] if wide else []):
            self.found[f"{scheme} {path}"] = seen


def _path(page: Page) -> str:
    return _path_of(page.url)


def _path_of(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.fixture(scope="module")
def looker(site: Site, chromium: Browser) -> Looker:
    # A passkey belongs to a name, and an address is none.
    return Looker(site.url.replace("127.0.0.1", "localhost"), chromium)


def entered(looker: Looker, name: str, **more: Any) -> tuple[BrowserContext, Page]:
    """A browser in which somebody has given name and password."""
    context = opened(looker.chromium, looker.said, **more)
    page = context.new_page()
    page.goto(f"{looker.base}/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main form:has([name=password]) button >> nth=0")
    return context, page


def signed_up(looker: Looker, site: Site, name: str) -> str:
    """An account that has not confirmed its address yet: the path of the link that it was mailed."""
    context = opened(looker.chromium, looker.said)
    page = context.new_page()
    page.goto(f"{looker.base}/accounts/signup/")
    give_name(page, name)
    context.close()
    return _path_of(link_of(site, f"{name}@example.org", "/accounts/confirm-email/"))


def asked(looker: Looker, site: Site, name: str) -> str:
    """Somebody without an account asks to be told of the summit: the path of the link that is mailed."""
    context = opened(looker.chromium, looker.said)
    page = context.new_page()
    page.goto(f"{looker.base}/subscriptions/?view=event&target={site.summit}")
    page.fill("[name=address]", f"{name}@example.org")
    page.click("main button:has-text('Notify me')")
    context.close()
    return _path_of(link_of(site, f"{name}@example.org", "/subscriptions/"))


def pressed(looker: Looker, path: str, button: str) -> None:
    context = opened(looker.chromium, looker.said)
    page = context.new_page()
    page.goto(looker.base + path)
    page.click(f"main button:has-text('{button}')")
    context.close()


def asked_once_more(page: Page, address: str) -> None:
    """Go to a page of which the password is asked once more, and give it."""
    page.goto(address)
    if "reauthenticate" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.click("main button >> nth=0")
        page.wait_for_url(address)


def test_the_first_page_before_and_after(looker: Looker, site: Site) -> None:
    first = urlsplit(site.first).path
    looker.on(first)
    context = opened(looker.chromium, looker.said)
    page = context.new_page()
    page.goto(looker.base + first)
    page.fill("[name=username]", "chief")
    page.fill("[name=email]", "chief@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    context.close()
    looker.on(first, status=410)
    assert {} == looker.taken()


def test_what_anybody_sees(looker: Looker, site: Site) -> None:
    looker.on(
        "/", f"/articles/{site.article}/", f"/articles/{site.article}/#r1",
        f"/articles/{site.article}/?show=0-20#w-0-20",
        f"/articles/{site.article}/story/", f"/records/{site.summit}/", f"/records/{site.summit}/?as_of=2018-05-20",
        "/actors/kim-jong-un/", "/places/singapore/", "/pairs/donald-trump/kim-jong-un/", "/statements/",
        "/search/?q=summit", "/search/?who=Kim+Jong-un", "/calendar/?month=2018-06", "/stories/", "/map/?since=2018",
        "/network/?since=2018&until=2018", "/network/?who=Kim+Jong-un&since=2018", "/downloads/", "/api/",
        "/about/filter/", "/about/privacy/", "/display/", "/keys/", "/proposals/",
        f"/subscriptions/?view=event&target={site.summit}",
        "/accounts/login/", "/accounts/signup/", "/accounts/inactive/", "/accounts/confirm-email/",
        "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/password/reset/key/done/",
    )  # fmt: skip
    looker.on("/no/page/", status=404)
    assert {} == looker.taken()


def test_links_of_mails(looker: Looker, site: Site) -> None:
    signed = signed_up(looker, site, "mina")
    looker.on(signed)
    pressed(looker, signed, "Confirm")
    looker.on(signed_up(looker, site, "olga"), signed)  # one that waits, and one that was used
    pending, active, ended = (asked(looker, site, name) for name in ("pending", "active", "ended"))
    pressed(looker, active, "Yes, mail me")
    pressed(looker, ended, "No, never mind")
    looker.on(pending, active, ended)
    context = opened(looker.chromium, looker.said)
    page = context.new_page()
    page.goto(f"{looker.base}/accounts/password/reset/")
    page.fill("[name=email]", "mina@example.org")
    before = len(site.box.letters)
    page.click("main button")
    _letter(site, "mina@example.org", after=before)
    page.goto(looker.base + _path_of(link_of(site, "mina@example.org", "/accounts/password/reset/key/")))
    set_it = _path(page)
    looker.on(set_it, who=context)
    looker.on("/accounts/password/reset/key/1-nonsense/")
    context.close()
    assert {} == looker.taken()


def test_what_who_is_logged_in_sees(looker: Looker, site: Site) -> None:
    context, page = entered(looker, "mina")
    page.goto(f"{looker.base}/records/{site.summit}/")
    for words in ("What Kim said of the sanctions matters most.", "See https://example.com and www.example.org"):
        page.fill("#text", words)
        page.click("#discussion form button:has-text('Send')")
    page.goto(f"{looker.base}/articles/{site.article}/")
    page.fill("#text", "Lavrov was in Pyongyang before.")
    page.click("#discussion form button:has-text('Send')")
    edit = page.locator("#discussion a[href$='/edit/']").get_attribute("href")
    page.goto(f"{looker.base}/records/{site.summit}/")
    page.click("summary:has-text('Notify me')")
    page.click("button:has-text('Notify me')")
    page.click("text=this tells of something else >> nth=-1")
    page.fill("#reason", "This report is of another meeting.")
    page.click("main button")
    fields = [
        f"/proposals/new/field/?a={site.summit}&field={one}"
        for one in ("kind", "actors", "recipients", "place", "when", "status")
    ]
    looker.on(
        f"/articles/{site.article}/", f"/records/{site.summit}/", edit or "", "/me/", "/me/programs/", "/me/delete/",
        "/proposals/", "/proposals/1/", f"/proposals/new/?a={site.summit}", *fields, "/", "/calendar/?month=2018-06",
        "/search/?who=Kim+Jong-un", "/display/", "/accounts/email/", "/accounts/password/change/", "/accounts/logout/",
        "/accounts/sessions/", f"/subscriptions/?view=event&target={site.summit}", who=context,
    )  # fmt: skip
    looker.on("/moderation/", "/people/", "/people/log/", who=context, status=403)
    for scheme in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{looker.base}/articles/{site.article}/")
        page.evaluate("document.querySelector('#discussion form').noValidate = true")
        page.fill("#text", " ")
        page.click("#discussion form button:has-text('Send')")
        assert "/comments/" == _path(page)
        looker.at(page, scheme)
        page.goto(f"{looker.base}/me/programs/")
        page.fill("[name=name]", "notebook")
        page.click("form[action$='/keys/'] button")
        assert "/me/programs/keys/" == _path(page)
        looker.at(page, scheme)
        page.goto(f"{looker.base}/me/programs/")
        page.fill("[name=url]", "https://127.0.0.1/hook")
        page.click("form[action$='/hooks/'] button")
        assert "/me/programs/hooks/" == _path(page)
        looker.at(page, scheme)
    context.close()
    assert {} == looker.taken()


def test_what_administrators_see_and_second_factors(looker: Looker, site: Site) -> None:
    context, page = entered(looker, "chief")
    with_authenticator(page)
    asked_once_more(page, f"{looker.base}/accounts/2fa/totp/activate/")
    looker.on("/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/", who=context)
    page.goto(f"{looker.base}/accounts/2fa/totp/activate/")
    secret = page.input_value("input[value][disabled], input[value][readonly]")
    page.fill("[name=code]", code(secret))
    page.click("main button")
    asked_once_more(page, f"{looker.base}/accounts/2fa/webauthn/add/")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/add/" not in url)
    page.goto(f"{looker.base}/accounts/2fa/webauthn/")
    keys = "/accounts/2fa/webauthn/keys"
    number = re.search(rf"{keys}/(\d+)/", page.content())
    assert number is not None
    asked_once_more(page, f"{looker.base}/accounts/2fa/recovery-codes/generate/")
    looker.on(
        "/accounts/2fa/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/webauthn/", f"{keys}/{number[1]}/edit/",
        f"{keys}/{number[1]}/remove/", who=context,
    )  # fmt: skip
    looker.on(
        "/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/", "/accounts/2fa/webauthn/reauthenticate/",
        "/people/",
        "/people/log/", "/moderation/", "/moderation/?show=removed", "/moderation/?show=published", "/proposals/1/",
        "/me/", "/accounts/sessions/", f"/records/{site.summit}/", f"/articles/{site.article}/", who=context,
    )  # fmt: skip
    context.close()
    halfway, page = entered(looker, "chief")
    looker.on("/accounts/2fa/authenticate/", who=halfway)
    halfway.close()
    assert {} == looker.taken()


def test_no_kind_of_page_was_left_out_and_the_console_is_quiet(looker: Looker) -> None:
    assert PAGES == looker.names - {""}
    assert [] == [one for one in looker.said if not re.search(r"status of 4(00|03|04|10)", one)]
