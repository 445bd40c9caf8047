"""Going about with a keyboard: where the focus is, and whether one can see it there."""

from typing import Literal, TypedDict

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 250
# What a person who presses Tab must reach. Of radio buttons one for each question.
BEGIN = """() => {
  window.question = (one) => one.type === "radio" ? `radio ${one.name}` : one;
  window.lastStop = window.firstStop = null;
  window.unseen = new Set([...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex]"
  )].filter((one) => one.tabIndex >= 0 && !one.disabled
    && one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})
    && one.getClientRects().length).map(window.question));
}"""
# The ring may be drawn by another element: a card's by what covers the whole card, a
# weekday's by the words beside its invisible box.
STOP = """() => {
  const colours = window.colours ??= document.createElement("canvas")
    .getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    colours.clearRect(0, 0, 1, 1);
    colours.fillStyle = colour;
    colours.fillRect(0, 0, 1, 1);
    return [...colours.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => rgba(colour).slice(0, 3)
    .map((part) => part / 255)
    .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = (one) => {
    for (let up = one; up; up = up.parentElement) {
      const colour = getComputedStyle(up).backgroundColor;
      if (rgba(colour)[3] > 250) return colour;
    }
    return "Canvas";
  };
  const one = document.activeElement;
  // After the last stop comes the browser's own bar, or the first one again.
  if (one === document.body || one === window.firstStop && window.unseen) return null;
  window.firstStop ??= one;
  const place = one.getClientRects()[0];
  const rings = [getComputedStyle(one), getComputedStyle(one, "::after")];
  if (one.nextElementSibling && getComputedStyle(one).opacity === "0") {
    rings.push(getComputedStyle(one.nextElementSibling));
  }
  const ring = rings.find((style) =>
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const inside = ring && parseFloat(ring.outlineOffset) < 0;
  const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const top = place && document.elementFromPoint(
    middle(place.left, place.right, innerWidth),
    middle(place.top, place.bottom, innerHeight));
  const landmarks = "main, header, footer, nav, aside, form[role=search], dialog";
  const earlier = window.lastStop;
  window.lastStop = one;
  window.unseen?.delete(window.question(one));
  const same = earlier?.isConnected
    && earlier.closest(landmarks) === one.closest(landmarks);
  const before = same && earlier.getBoundingClientRect();
  const now = one.getBoundingClientRect();
  return {
    where: one.outerHTML.slice(0, 200),
    wanted: one === window.wanted,
    contrast: ring
      ? contrast(ring.outlineColor, ground(inside ? one : one.parentElement)) : 0,
    seen: Boolean(top && (one.contains(top) || top.contains(one)
      || [...one.labels ?? []].some((label) => label.contains(top)))),
    forward: !earlier?.isConnected || Boolean(
      earlier.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING),
    below: !same || now.bottom > before.top || now.left >= before.right,
  };
}"""


class Stop(TypedDict):
    """A place of the focus: its contrast, and whether it is seen and in order."""

    where: str
    wanted: bool
    contrast: float
    seen: bool
    forward: bool
    below: bool


def press_tab(page: Page) -> Stop | None:
    """Go one stop on, which one must see; None when the page is over."""
    page.keyboard.press("Tab")
    stop: Stop | None = page.evaluate(STOP)
    if stop:
        # WCAG 2.2: 2.4.7, 1.4.11, 2.4.11.
        assert stop["contrast"] >= 3, f"The focus cannot be seen on {stop['where']}"
        assert stop["seen"], f"Something lies over {stop['where']}"
    return stop


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    wanted.evaluate("one => { window.wanted = one; }")
    for _press in range(MOST_TABS):
        stop = press_tab(page)
        if stop and stop["wanted"]:
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def enter(page: Page) -> None:
    """Press Enter, and wait for the page behind it and its scripts."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def walk(page: Page) -> int:
    """Tab through a whole page in one column; how many stops there are.

    The order is that of the text and of the eye, and nothing is left out or holds one.
    """
    page.evaluate(BEGIN)
    stops = 0
    while stop := press_tab(page):
        assert stop["forward"], f"The focus goes back to {stop['where']}"
        assert stop["below"], f"The focus jumps up to {stop['where']}"
        stops += 1
        assert stops < MOST_TABS, "The focus never leaves the page"
    unseen: list[str] = page.evaluate(
        "[...window.unseen].map((one) => one.outerHTML ?? one)"
    )
    assert not unseen, f"Tab passes over {unseen}"
    return stops


def hears_what_to_mend(page: Page, *problems: str) -> None:
    """The focus is on what is wrong, and the next stop leads to the first of it."""
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    for problem in problems:
        expect(alert.get_by_role("link", name=problem)).to_be_visible()
    page.keyboard.press("Tab")
    expect(alert.get_by_role("link", name=problems[0])).to_be_focused()


def press(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("button", name=name, exact=True))
    enter(page)


def write(page: Page, name: str, text: str) -> None:
    tab_to(page, page.get_by_label(name).first)
    page.keyboard.type(text)


def tick(page: Page, role: Literal["checkbox", "radio"], name: str) -> None:
    """Of radio buttons Tab reaches the first one, and arrows the others."""
    box = page.get_by_role(role, name=name).first
    if role == "checkbox":
        tab_to(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()
        return
    tab_to(page, page.locator(f"[name={box.get_attribute('name')}]").first)
    page.keyboard.press("Space")
    while not box.is_checked():
        page.keyboard.press("ArrowDown")
