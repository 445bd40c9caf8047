"""One page in a real browser, in every way that people look at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import CDPSession, Page

from tests.browser import axe

WIDTHS = (1280, 320)
# Of letters, in CSS pixels: as browsers come, and at 200 %.
TEXTS = (16, 32)
SCHEMES = ("light", "dark")
WAYS = list(product(WIDTHS, TEXTS, SCHEMES))
# Version 2.5.1 lacks the words of some of its own errors, and stops at them.
ALL_WORDS = """() => {
  const said = HTMLCS.getTranslation.bind(HTMLCS);
  HTMLCS.getTranslation = (name) => said(name) ?? name;
}"""
# It is older than the HTML standard, where an address may be the name of a user.
RUN_HTMLCS = """() => new Promise((done, fail) => HTMLCS.process("WCAG2AA", document,
  () => done(HTMLCS.getMessages()
    .filter((one) => one.type === HTMLCS.ERROR)
    .filter((one) => !(one.code.includes("1_3_5.H98")
      && one.element.matches("[type=email][autocomplete=username]")))
    .map((one) => [`htmlcs ${one.code}`,
      `${one.msg} ${one.element.outerHTML || ""}`.slice(0, 300)])), fail))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Violation(NamedTuple):
    rule: str
    where: str
    way: str


class Window(NamedTuple):
    page: Page
    devtools: CDPSession
    # HTML_CodeSniffer's own script.
    htmlcs: str


@contextmanager
def window(htmlcs: Path) -> Iterator[Window]:
    with axe.chromium() as browser:
        # Colours that are still on their way would be measured.
        page = browser.new_page(reduced_motion="reduce")
        devtools = page.context.new_cdp_session(page)
        yield Window(page, devtools, htmlcs.read_text())


def examine(window: Window, url: str, *, scripts: bool) -> list[Violation]:
    """Load a page once, then look at it in every width, size of text and scheme.

    Nothing on it depends on these but by its style sheets.
    """
    page = window.page
    found: list[Violation] = []
    with axe.scripts(window.devtools, run=scripts):
        page.goto(url)
    axe.bring(page)
    page.evaluate(window.htmlcs)
    page.evaluate(ALL_WORDS)
    for width, text, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": 800})
        sizes = {"standard": text, "fixed": text * 13 // 16}
        window.devtools.send("Page.setFontSizes", {"fontSizes": sizes})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        way = f"{width} px, {text * 100 // 16} %, {scheme}"
        seen = axe.found_by_axe(page)
        seen += [(rule, where) for rule, where in page.evaluate(RUN_HTMLCS)]
        # WCAG 1.4.4 and 1.4.10 do not ask for both at once.
        if (width, text) != (320, 32) and (wide := page.evaluate(TOO_WIDE)):
            seen.append(("reflow", f"{wide} px too wide"))
        found += [Violation(rule, where, way) for rule, where in seen]
    return found
