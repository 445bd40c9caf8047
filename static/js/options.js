// All options of a facet, in the place of a link to them: htmx has put the others after
// those that were there, so that ticks stay as they are. The link becomes a button that
// hides them again, but for what is ticked. Where htmx fails, results.js opens the page
// of all options.
// <ul>…</ul><a data-more data-text-fewer="Show fewer">Show all (45)<span class="vh">…</span></a>

const announcements = document.querySelector("[data-announcements]");

function toButton(link, rest) {
  const label = link.querySelector("span");
  const button = document.createElement("button");
  const { textFewer } = link.dataset;
  const textAll = link.firstChild.data;
  button.type = "button";
  button.className = link.className;
  button.append(textFewer, label);
  button.setAttribute("aria-expanded", true);
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "false";
    for (const item of rest) item.hidden = !open && !item.querySelector(":checked");
    button.firstChild.data = open ? textFewer : textAll;
    button.setAttribute("aria-expanded", open);
  });
  link.replaceWith(button);
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const link = detail.requestConfig.elt;
  if (!link.matches("[data-more]")) return;
  const list = detail.target;
  const rest = [...list.querySelectorAll(":scope > .htmx-added")];
  const known = [...list.querySelectorAll(":scope > :not(.htmx-added) input")];
  // An option that has moved between the two requests would be there twice.
  const values = new Set(known.map((input) => input.value));
  for (const item of rest) if (values.has(item.querySelector("input").value)) item.remove();
  const added = rest.filter((item) => item.isConnected);
  announcements.textContent = link.textContent.trim();
  toButton(link, added);
  added[0]?.querySelector("input").focus();
});
