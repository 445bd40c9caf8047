// Picked activities: ids in this browser's local storage, nowhere else.
// Without this script each card has a tick of the form #picks instead.

const KEY = "kotopolku.shortlist";
const link = document.querySelector("[data-shortlist]");
const words = link.dataset;

function read() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => /^\d+$/.test(id)) : [];
  } catch {
    return [];
  }
}

function write(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Storage may be full or forbidden: the list then lasts as long as the page.
  }
}

let picked = read();

function show() {
  const query = new URLSearchParams(picked.map((id) => ["id", id]));
  const count = link.querySelector(".count");
  link.href = picked.length ? `${words.shortlist}?${query}` : words.shortlist;
  count.textContent = picked.length;
  count.hidden = !picked.length;
  for (const button of document.querySelectorAll("[data-pick]")) {
    const on = picked.includes(button.dataset.pick);
    const label = button.querySelector("[data-pick-label]");
    button.setAttribute("aria-pressed", on);
    button.hidden = false;
    if (label) label.textContent = on ? words.textPicked : words.textPick;
  }
}

function toButton(label) {
  const button = document.createElement("button");
  const tick = label.querySelector("input");
  button.type = "button";
  button.className = "btn btn--quiet btn--small";
  button.dataset.pick = tick.value;
  button.dataset.title = label.dataset.title;
  tick.remove();
  button.append(...label.childNodes);
  label.replaceWith(button);
}

function upgrade() {
  for (const form of document.querySelectorAll(".picks")) form.hidden = true;
  document.querySelectorAll("label.pick").forEach(toButton);
  show();
}

function toggle(button) {
  const id = button.dataset.pick;
  picked = read();
  const on = !picked.includes(id);
  picked = on ? [...picked, id] : picked.filter((other) => other !== id);
  write(picked);
  show();
  const title = button.dataset.title ?? "";
  document.querySelector("[data-announcements]").textContent =
    `${on ? words.textAdded : words.textRemoved} ${title}`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-pick]");
  if (button) toggle(button);
});
document.addEventListener("htmx:afterSettle", upgrade);
for (const moment of ["storage", "pageshow"]) {
  addEventListener(moment, () => {
    picked = read();
    show();
  });
}
upgrade();
