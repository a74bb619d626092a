# ruff: noqa: F401, F811 - the fixtures of another module
"""Codes, passkeys, keys and webhooks in a real Chromium, with an authenticator that the browser plays."""

from __future__ import annotations

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
pytest.importorskip("playwright", reason="the driver of the browser is not installed: pip install playwright")
pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install axe-playwright-python")

from playwright.sync_api import Browser, Page

from desk.test_browser import CHROMIUM, PASSWORD, Site, chromium, complaints, opened, site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt-get install chromium)"),
]
TOUCHED = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def with_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCHED})


def test_a_passkey_is_made_and_opens_the_desk_without_a_password(
    site: Site,
    chromium: Browser,
    complaints: list[str],
) -> None:
    base = site.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, and an address is none
    context = opened(chromium, complaints, bypass_csp=False)
    page = context.new_page()
    with_authenticator(page)
    page.goto(site.first.replace("127.0.0.1", "localhost"))
    page.fill("[name=username]", "chief")
    page.fill("[name=email]", "chief@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")

    page.goto(f"{base}/me/")
    page.click("text=Codes and passkeys")
    page.goto(f"{base}/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)  # who is there is asked once more
    page.click("main button")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/add/" not in url)
    page.goto(f"{base}/accounts/2fa/webauthn/")
    assert "Master key" in page.inner_text("main")

    page.goto(f"{base}/me/")
    page.click("text=Log out >> nth=0")
    if "/logout" in page.url:
        page.click("main button")
    page.goto(f"{base}/accounts/login/?next=/me/")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "login" not in url)
    assert page.url.endswith("/me/")
    assert "chief" in page.inner_text("h1")
    context.close()
    assert [] == complaints
