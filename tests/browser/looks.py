"""How a page looks to those who set their browser in their own way."""

# WCAG 2.2, 1.4.12: what people may set. A sheet made by a script passes the CSP.
SPACE_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Text that does not fit into its box and cannot be scrolled to. What only a screen
# reader gets is cut off on purpose.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const cuts = style.overflowX === "hidden" || style.overflowX === "clip"
    || style.overflowY === "hidden" || style.overflowY === "clip";
  return cuts && style.clipPath === "none" && !one.matches("input, textarea, select")
    && (one.scrollWidth > one.clientWidth + 1
      || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 200))"""
# Words on top of other words.
OVERLAPPING = """() => {
  const boxes = [];
  const isCut = (one) => one
    && (getComputedStyle(one).clipPath !== "none" || isCut(one.parentElement));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, svg, select") || isCut(parent)
      || !parent.checkVisibility({visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.height > 1) boxes.push([box, node]);
    }
  }
  const over = (one, other, side, end) =>
    Math.min(one[end], other[end]) - Math.max(one[side], other[side]);
  const found = [];
  boxes.forEach(([one, text], index) => {
    for (const [other, next] of boxes.slice(index + 1)) {
      const much = 0.4 * Math.min(one.height, other.height);
      if (next !== text && over(one, other, "left", "right") > 2
        && over(one, other, "top", "bottom") > much) {
        found.push(`${text.data.slice(0, 60)} | ${next.data.slice(0, 60)}`);
      }
    }
  });
  return found;
}"""
# Transitions and animations that somebody did not want to see.
MOVING = """() => [...document.querySelectorAll("body, body *")].filter((one) => {
  const style = getComputedStyle(one);
  const seconds = [style.transitionDuration, style.animationDuration].join(", ");
  return seconds.split(", ").some((time) => parseFloat(time) > 0.001)
    || style.scrollBehavior === "smooth";
}).map((one) => one.outerHTML.slice(0, 200))"""
# With forced colours a background says nothing: a control needs an edge or a line under
# its words,
NO_EDGE = """() => [...document.querySelectorAll(
  "button, input:not([type=hidden]), select, textarea, .btn, .chip, .tile, .pages a"
)].filter((one) => one.checkVisibility({visibilityProperty: true})
  && getComputedStyle(one).opacity !== "0").filter((one) => {
    const style = getComputedStyle(one);
    const edge = parseFloat(style.borderTopWidth) >= 1;
    const line = style.textDecorationLine.includes("underline");
    const native = ["checkbox", "radio", "file"].includes(one.type);
    return !(edge || line || native);
}).map((one) => one.outerHTML.slice(0, 200))"""
# and the current one of several a line of its own. A weekday that is chosen has a mark.
NO_MARK = """() => [
  ...document.querySelectorAll("[aria-current], .days :checked + span")
].filter((one) => one.checkVisibility({visibilityProperty: true})).filter((one) => {
    const style = getComputedStyle(one);
    const line = parseFloat(style.borderBottomWidth) >= 3;
    const mark = getComputedStyle(one, "::before").content.includes("✓");
    return !(line || mark);
}).map((one) => one.outerHTML.slice(0, 200))"""
# WCAG 2.2, 2.5.3: who speaks to the page says what is seen, so it must be in the name.
UNSPOKEN = """() => [
  ...document.querySelectorAll("a, button, summary")
].filter((one) => {
  const parts = [...one.querySelectorAll("[aria-hidden=true]")].filter((part) =>
    part.textContent.trim() && part.checkVisibility()).map((part) => part.textContent);
  const label = one.getAttribute("aria-label");
  if (label) parts.push(one.innerText.trim());
  const copy = one.cloneNode(true);
  copy.querySelectorAll("[aria-hidden=true]").forEach((part) => part.remove());
  const name = (label ?? copy.textContent).toLowerCase();
  return parts.some((part) => !name.includes(part.toLowerCase()));
}).map((one) => one.outerHTML.slice(0, 200))"""
