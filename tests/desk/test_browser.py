"""As a new user in a real Chromium: from `make demo-desk` to a correction and a mail. Of axe, see `test_axe`."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
pytest.importorskip("aiosmtpd", reason="the mail server of the tests is not installed: pip install aiosmtpd")
pytest.importorskip("axe_playwright_python", reason="the browser's driver is not installed: pip install playwright")

import icalendar
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import ledger_make as make
from desk.test_notices import Box, _free, _plain

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ROOT = Path(__file__).parents[2]
PASSWORD = "kimchi-and-borscht"
# Headless, and without Chromium's own looking around in the network.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt-get install chromium)"),
    pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here, by which a new user begins"),
]


@dataclass
class Site:
    """A running desk on a ledger of the demo reports, and the box of its mails."""

    url: str
    box: Box
    ledger: Path
    first: str
    article: str
    summit: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("site")) as found:
        yield found


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """A desk as a new user has it: `make demo-desk` in a fresh copy of the repository; with a mail server of its own.

    Only the environment is not made anew: it is that of the tests, which make is told to take as it is.
    """
    copy, box, port = fresh(folder / "dateline"), Box(), _free()
    server = Controller(box, hostname="127.0.0.1", port=_free())
    server.start()
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_DESK", "DJANGO", "MAKE"))
    }
    env |= {"DATELINE_DESK_SMTP": f"smtp://127.0.0.1:{server.port}", "PYTHONPATH": str(copy / "src")}
    command = ["make", "demo-desk", f"PORT={port}", f"VENV={sys.prefix}", f"--old-file={sys.prefix}/.installed"]
    with (folder / "log").open("w") as log:
        desk = subprocess.Popen(command, cwd=copy, env=env, stderr=log, stdout=log, start_new_session=True)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, folder / "log")
        printed = re.search(r"http://\S+/first/\S+", (folder / "log").read_text())
        assert printed is not None
        from dateline import Ledger

        with Ledger(copy / "build" / "demo.db") as opened:
            article = next(one.id for one in opened.articles() if (one.headline or "").startswith("Lavrov"))
            summit = max(opened.events(who="kim-jong-un", kinds=["meeting"]), key=lambda one: len(one.tellings)).id
        yield Site(url, box, copy / "build" / "demo.db", printed[0], article, summit)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(desk.pid, signal.SIGINT)  # Ctrl-C
        desk.wait(timeout=60)
        server.stop()


def fresh(folder: Path) -> Path:
    """The repository as a clone has it: what git knows, or would take, and nothing that was made here."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in names:
        if name.startswith(("Makefile", "pyproject.toml", "requirements/", "demo/", "src/")) and (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def _wait(url: str, log: Path) -> None:
    end = time.monotonic() + 120  # the demo reports are read first
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2)
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the console said; nothing may be there in the end."""
    return []


def opened(chromium: Browser, complaints: list[str], **options: object) -> BrowserContext:
    context = chromium.new_context(**options)
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    return context


_AXE = Axe()
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passed would fill megabytes on its way out of the browser.
_RUN = """only => axe.run({runOnly: only, resultTypes: ["violations"]}).then(found => found.violations.map(
    one => `${one.id}: ${JSON.stringify(one.nodes.slice(0, 4).map(node => node.html.slice(0, 200)))}`))"""


def give_name(page: Page, name: str) -> None:
    """Fill in and send the form of who signs up."""
    page.fill("[name=email]", f"{name}@example.org")
    page.fill("[name=username]", name)
    page.fill("[name=password1]", PASSWORD)
    page.click("main button")


def violations(page: Page) -> list[str]:
    """What axe finds on the page that is open."""
    page.evaluate(_AXE.axe_script)
    return list(page.evaluate(_RUN, _STANDARDS))


def test_a_new_user_reads_signs_up_comments_corrects_and_is_mailed(
    site: Site, chromium: Browser, complaints: list[str]
) -> None:
    chief, reader = opened(chromium, complaints), opened(chromium, complaints, java_script_enabled=False)
    desk, page = chief.new_page(), reader.new_page()
    desk.goto(site.first)
    desk.fill("[name=username]", "chief")
    desk.fill("[name=email]", "chief@example.org")
    desk.fill("[name=password]", PASSWORD)
    desk.click("main button")
    assert "administrator of this desk" in desk.inner_text("main")

    # A highlight leads to its field, the field back to the exact words.
    page.goto(f"{site.url}/articles/{site.article}/")
    assert "1 minute to read" in page.inner_text("main")
    page.click("text=Log in to comment")
    assert page.url.endswith("%23discussion")
    page.click("main >> text=Sign up")
    give_name(page, "mina")
    page.goto(link_of(site, "mina@example.org", "/accounts/confirm-email/"))
    page.click("main button")
    page.goto(f"{site.url}/articles/{site.article}/")
    page.click("text=Log in to comment")
    page.fill("[name=login]", "mina")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    assert page.url.endswith(f"/articles/{site.article}/#discussion")

    page.fill("#text", "What Lavrov said of the sanctions matters most. https://example.com/sanctions <b>!</b>")
    page.click("#discussion form button:has-text('Send')")
    assert "waits for a moderator" in page.inner_text("main")
    desk.goto(f"{site.url}/moderation/")
    desk.click("button:has-text('Publish')")
    page.goto(f"{site.url}/articles/{site.article}/")
    assert "<b>!</b>" in page.inner_text("#discussion")
    assert "Only you see this" not in page.inner_text("#discussion")

    # She follows the summit, and says that one telling is of something else.
    page.goto(f"{site.url}/records/{site.summit}/")
    page.click("summary:has-text('Notify me')")
    page.click("button:has-text('Notify me')")
    assert "You follow" in page.inner_text("main")
    page.click("text=this tells of something else >> nth=-1")
    page.fill("#reason", "This report is of another meeting.")
    page.click("main button")
    proposal = page.url
    desk.goto(proposal)
    desk.fill("#reason", "So it is.")
    desk.click("button:has-text('Accept')")
    assert "judgement 1 in the ledger" in desk.inner_text("main")
    page.reload()
    assert "So it is." in page.inner_text("main")
    letter = _letter(site, "mina@example.org", subject="Kim Jong-un", seconds=40)

    # She sets a day right with the words of a report; her calendar takes it, and a mail tells of it.
    before, letters = _entry(site), len(site.box.letters)
    page.goto(f"{site.url}/records/{site.summit}/")
    page.click("main a[href*='field=when']:not([href*='comment'])")
    page.fill("#value", "2018-06-13")
    page.fill("#article", f"{site.url}/articles/{site.article}/")
    page.fill("#quote", "June 12")
    page.fill("#reason", "By their clocks it was a day later.")
    page.click("main button")
    desk.goto(page.url)
    desk.fill("#reason", "So it was.")
    desk.click("button:has-text('Accept')")
    assert "correction 1 in the ledger" in desk.inner_text("main")
    after = _entry(site)
    assert (before["UID"], int(before["SEQUENCE"]) + 1) == (after["UID"], int(after["SEQUENCE"]))
    assert "2018-06-13" == str(after["DTSTART"].dt)
    letter = _letter(site, "mina@example.org", subject="Kim Jong-un", seconds=40, after=letters)
    assert "When: 12 June 2018 → 13 June 2018." in _plain(letter)

    stop = letter["List-Unsubscribe"].strip(" <>")
    with urllib.request.urlopen(urllib.request.Request(stop, data=b"List-Unsubscribe=One-Click")) as answer:
        assert 200 == answer.status
    page.goto(f"{site.url}/me/")
    assert "Nothing yet" in page.inner_text("section[aria-labelledby=follows]")
    desk.goto(proposal)
    desk.fill("#reason", "It was the same after all.")
    desk.click("button:has-text('Undo')")
    assert "later undone" in desk.inner_text("main")

    page.goto(f"{site.url}/me/")
    with page.expect_download() as kept:
        page.click("text=Download all that is kept about you")
    with zipfile.ZipFile(kept.value.path()) as held:
        texts = [held.read(name).decode() for name in held.namelist()]
    assert any("By their clocks it was a day later." in one for one in texts)
    page.goto(f"{site.url}/me/delete/")
    page.fill("#password", PASSWORD)
    page.click("main button")
    assert "deleted" in page.inner_text("main")
    reader.close()
    chief.close()
    assert [] == complaints


def test_a_reader_with_a_keyboard_gets_everywhere(site: Site, chromium: Browser, complaints: list[str]) -> None:
    context = opened(chromium, complaints)
    page = context.new_page()
    page.goto(f"{site.url}/articles/{site.article}/")
    page.keyboard.press("Tab")
    assert "Skip to the content" == page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.focus(".text mark a")
    page.keyboard.press("Enter")
    lit = page.evaluate("!!document.querySelector('.card:target, .card :target')")
    assert lit, page.url
    page.focus(".card .proof")
    page.keyboard.press("Enter")
    assert "MARK" == page.evaluate("document.querySelector(':target').tagName")
    context.close()
    assert [] == complaints


def test_the_menu_of_a_telephone_is_one_row_and_opens_without_scripts_by_keyboard(
    site: Site, chromium: Browser, complaints: list[str]
) -> None:
    for language, word in (("en-GB", "Menu"), ("de-DE", "Menü")):
        small = {"locale": language, "viewport": {"width": 360, "height": 780}}
        context = opened(chromium, complaints, java_script_enabled=False, **small)
        page = context.new_page()
        page.goto(site.url)
        brand, summary = page.locator(".brand"), page.locator("summary", has_text=word)
        assert summary.bounding_box()["y"] < brand.bounding_box()["y"] + brand.bounding_box()["height"]
        assert page.locator(".top").bounding_box()["height"] < 110  # the row, and the search under it
        assert 0 == page.locator(".top nav a:visible").count()
        for key in ("Tab", "Tab", "Tab", "Enter"):  # past the way to the content and the name of the desk
            page.keyboard.press(key)
        links = page.locator(".top nav a:visible")
        assert 6 == links.count()
        for number in range(6):
            page.keyboard.press("Tab")
            assert links.nth(number).evaluate("one => one === document.activeElement")
            assert links.nth(number).bounding_box()["height"] >= 24  # WCAG 2.5.8
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site.url}/network/")
        assert 0 == page.locator(".top nav a:visible").count()
        page.set_viewport_size({"width": 1200, "height": 780})
        assert 6 == page.locator(".top nav a:visible").count()
        assert not page.locator("summary", has_text=word).is_visible()
        context.close()
    assert [] == complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_column_of_readings_shows_that_it_goes_on(
    site: Site, chromium: Browser, complaints: list[str], scheme: str
) -> None:
    context = opened(
        chromium, complaints, color_scheme=scheme, viewport={"width": 1280, "height": 700}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{site.url}/articles/{site.article}/")
    column = page.locator(".readings")
    assert column.evaluate("one => one.scrollHeight > one.clientHeight")
    column.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight)")

    def edge(top: float) -> bool:
        """Does the edge of the column, where nothing stands, differ from the paper?"""
        column.evaluate("(one, top) => { one.scrollTop = top; }", top)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        box = column.bounding_box()
        taken = page.screenshot(clip={"x": box["x"] + 1, "y": box["y"] + box["height"] - 2, "width": 2, "height": 1})
        paper = page.screenshot(clip={"x": box["x"] - 8, "y": box["y"] + box["height"] - 2, "width": 2, "height": 1})
        return taken != paper

    assert edge(0)
    assert edge(200)
    assert not edge(10**6)  # the end
    for name, count in (("Events", len(page.query_selector_all("#read-events + ol > li"))), ("Statements", 0)):
        assert page.locator(f".readings .meta a:has-text('{name}: {count or ''}')").count() == 1
    page.click(".readings .meta a >> nth=0")
    assert page.url.endswith("#read-events")
    context.close()
    assert [] == complaints


def test_a_front_page_that_is_left_open_says_when_something_came_in(
    site: Site, chromium: Browser, complaints: list[str]
) -> None:
    from dateline import Ledger

    context = opened(chromium, complaints)
    page = context.new_page()
    page.clock.install()
    with page.expect_response("**/changes.atom"):
        page.goto(site.url)
    note = page.locator("[data-fresh]")
    with page.expect_response("**/changes.atom"):
        page.clock.run_for(61_000)
    assert note.is_hidden()
    with Ledger(site.ledger) as ledger:
        said = [("Donald Trump", "that the coffee was good")]
        ledger.add(make.report("2018-06-14", said=said, name="late", outlet="The Late Edition"))
    with page.expect_response("**/changes.atom"):
        page.clock.run_for(61_000)
    note.wait_for(state="visible")
    assert "late" not in page.inner_text("main")  # it never changes by itself
    note.locator("a").click()
    page.wait_for_url(f"{site.url}/")
    assert "The Late Edition" in page.inner_text("main")
    assert page.locator("[data-fresh]").is_hidden()
    context.close()
    assert [] == complaints


PATHS = (
    "/", "/articles/{article}/", "/records/{summit}/", "/actors/kim-jong-un/", "/pairs/donald-trump/kim-jong-un/",
    "/places/singapore/", "/calendar/?month=2018-06", "/stories/", "/articles/{article}/story/", "/map/?since=2018",
    "/network/?since=2018", "/search/?who=Kim+Jong-un", "/statements/", "/downloads/", "/keys/", "/display/",
)  # fmt: skip


def test_a_marked_word_shows_its_fields_and_a_field_lights_up_its_words(
    site: Site, chromium: Browser, complaints: list[str]
) -> None:
    context = opened(chromium, complaints, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site.url}/articles/{site.article}/")
    word = page.locator(".text mark.words > a").first
    word.hover()
    peek = page.locator("#peek")
    peek.wait_for(state="visible")
    assert page.locator(word.get_attribute("href").replace(".", "\\.") + " dt").inner_text() in peek.inner_text()
    page.keyboard.press("Escape")
    assert peek.is_hidden()
    word.focus()
    assert peek.is_visible()
    assert "peek" == word.get_attribute("aria-describedby")

    proof = page.locator(".card .proof").first
    proof.click()
    lit = page.locator(".text mark.lit, h1.text mark.lit")
    assert lit.count() >= 1
    assert lit.first.inner_text().split()[0] in proof.inner_text()
    page.keyboard.press("x")
    assert page.locator(".report.plain").count() == 1
    context.close()
    assert [] == complaints


def test_keys_lead_through_the_desk_and_can_be_switched_off(
    site: Site, chromium: Browser, complaints: list[str]
) -> None:
    context = opened(chromium, complaints, color_scheme="dark", bypass_csp=True)
    page = context.new_page()
    page.goto(site.url)
    page.keyboard.press("j")
    assert page.evaluate("!!document.activeElement.closest('main .list > li')")
    page.keyboard.press("/")
    assert "find" == page.evaluate("document.activeElement.id")
    page.keyboard.type("jg")  # in a field they are letters
    assert "jg" == page.input_value("#find")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.locator("dialog").wait_for()
    assert [] == violations(page)
    page.check("dialog #keys-off")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("c")
    assert page.url == f"{site.url}/"
    page.goto(f"{site.url}/keys/")
    page.uncheck("#keys-off")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/calendar/")
    before = page.inner_text("h1")
    page.keyboard.press("n")
    page.wait_for_url("**/calendar/?month=*")
    assert before != page.inner_text("h1")
    context.close()
    assert [] == complaints


def test_the_slider_shows_a_record_as_it_stood(site: Site, chromium: Browser, complaints: list[str]) -> None:
    context = opened(chromium, complaints)
    page = context.new_page()
    page.goto(f"{site.url}/records/{site.summit}/")
    page.focus("#as_of_range")
    page.keyboard.press("Home")
    page.wait_for_url("**?as_of=*")
    page.locator("text=as it stood on").first.wait_for()
    assert "as_of_range" == page.evaluate("document.activeElement.id")
    assert page.input_value("#as_of") in page.url
    page.keyboard.press("End")
    page.wait_for_url(f"{site.url}/records/{site.summit}/")
    context.close()
    assert [] == complaints


@pytest.mark.parametrize(
    ("language", "direction", "width"), [("de-DE", "ltr", 360), ("en-GB", "rtl", 1200), ("de-DE", "rtl", 380)]
)
def test_no_page_runs_out_of_the_window(
    site: Site, chromium: Browser, complaints: list[str], language: str, direction: str, width: int
) -> None:
    context = opened(chromium, complaints, locale=language, viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in PATHS:
        page.goto(site.url + path.format(article=site.article, summit=site.summit))
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        assert language[:2] == page.evaluate("document.documentElement.lang")
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
        assert not wide, f"{path} at {width}"
    context.close()
    assert [] == complaints


def test_every_page_can_be_used_without_scripts(site: Site, chromium: Browser, complaints: list[str]) -> None:
    context = opened(chromium, complaints, java_script_enabled=False)
    page = context.new_page()
    for path in PATHS:
        page.goto(site.url + path.format(article=site.article, summit=site.summit))
        assert page.locator("h1").inner_text()
        assert page.locator("main a, main button, main input").count() >= 1, path
    page.goto(f"{site.url}/records/{site.summit}/")
    page.click("form.asof .days a >> nth=0")
    assert "as it stood on" in page.inner_text(".eyebrow")
    page.goto(f"{site.url}/articles/{site.article}/")
    page.click(".text mark.words > a >> nth=0")
    assert page.locator(".card :target").count() == 1
    page.goto(f"{site.url}/display/")
    assert page.locator("main button").bounding_box()["y"] < 720  # beneath the fields, not beneath a list of zones
    page.select_option("#language", "de")
    page.click("main button")
    assert "Heute" in page.inner_text("nav >> nth=0")
    context.close()
    assert [] == complaints


def test_an_article_weighs_little_besides_its_text(site: Site, chromium: Browser, complaints: list[str]) -> None:
    context = opened(chromium, complaints)
    page = context.new_page()
    loaded: list[int] = []
    page.on("response", lambda answer: loaded.append(len(answer.body())))
    page.goto(f"{site.url}/articles/{site.article}/", wait_until="networkidle")
    text = len(page.inner_text(".text").encode())
    context.close()

    assert len(loaded) >= 3
    assert sum(loaded) - text < 100_000


def _entry(site: Site) -> icalendar.Event:
    """The summit as a calendar program gets it."""
    with urllib.request.urlopen(f"{site.url}/records/{site.summit}/feed.ics") as answer:
        (entry,) = icalendar.Calendar.from_ical(answer.read()).walk("VEVENT")
    return entry


def link_of(site: Site, to: str, beginning: str) -> str:
    """The link in the last mail to an address whose path begins so."""
    found = re.search(rf"http://[^/\s]+{beginning}\S+", _plain(_letter(site, to)))
    assert found is not None
    return found[0]


def _letter(site: Site, to: str, *, subject: str = "", seconds: float = 10, after: int = 0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = [one for one in site.box.letters[after:] if to == one["X-To"] and subject in str(one["Subject"])]
        if found:
            return found[-1]
        time.sleep(0.2)
    raise AssertionError(f"no mail to {to} with {subject!r}: {[one['Subject'] for one in site.box.letters]}")
