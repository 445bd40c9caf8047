"""How axe looks at a page, for the tests of pages and for `make audit`."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": [*WCAG, "best-practice"], "resultTypes": ["violations"]}
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(one => one.open = true)"
# Only what we read comes back: the whole answer is long.
RUN = """async ([part, options]) => (await axe.run(part, options)).violations.flatMap(
  (rule) => rule.nodes.map((node) =>
    [`axe ${rule.id}`, `${node.target.join(" ")} ${node.failureSummary}`]))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    # The same engine without windows takes a third less of the processor.
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert program, "chromium-headless-shell is missing"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        with closing(browser):
            yield browser


@contextmanager
def scripts(devtools: CDPSession, *, run: bool) -> Iterator[None]:
    """Load a page inside: its scripts run or never will, and afterwards axe can."""
    name = "Emulation.setScriptExecutionDisabled"
    devtools.send(name, {"value": not run})
    yield
    devtools.send(name, {"value": False})


def bring(page: Page) -> None:
    """Open what is folded, and put axe into the page that is shown."""
    page.evaluate(OPEN_EVERYTHING)
    page.evaluate(AXE)


def found_by_axe(page: Page, part: str = "html") -> list[tuple[str, str]]:
    """Rule and place of each violation, of the page as it looks now."""
    return [(rule, place) for rule, place in page.evaluate(RUN, [part, RULES])]
