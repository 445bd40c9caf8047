// Picked activities: ids in this browser's local storage, nowhere else.
// Without this script each card has a tick of the form #picks instead.
// <label class="pick" data-title="…"><input value="12"><span data-pick-label>…</span></label>
// <a data-pick-link="12" href="…?id=12"><svg/>…</a> on the page of one activity
// <a data-unpick="12" href="…">: takes 12 off the list and goes on.

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

// A list that was put in order stays so when one searches on.
const opened = document.querySelector("[data-order]")?.dataset.order.trim().split(" ") ?? [];
if (opened.length === picked.length && opened.every((id) => picked.includes(id))) {
  picked = opened;
  write(picked);
}

function show() {
  const query = new URLSearchParams(picked.map((id) => ["id", id]));
  const count = link.querySelector(".count");
  for (const one of document.querySelectorAll("[data-to-shortlist]")) {
    one.href = picked.length ? `${words.shortlist}?${query}` : words.shortlist;
  }
  count.textContent = picked.length;
  count.hidden = !picked.length;
  for (const button of document.querySelectorAll("button[data-pick]")) {
    const on = picked.includes(button.dataset.pick);
    const label = button.querySelector("[data-pick-label]");
    label.dataset.off ??= label.textContent;
    label.textContent = on ? words.textPicked : label.dataset.off;
    button.setAttribute("aria-pressed", on);
  }
}

// A tick on a card, or a link to a list of one, becomes a button that stays pressed.
function toButton(plain, id, className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.dataset.pick = id;
  button.dataset.title = plain.dataset.title ?? document.querySelector("h1").textContent;
  button.append(...plain.childNodes);
  plain.replaceWith(button);
}

function upgrade() {
  for (const form of document.querySelectorAll(".picks")) form.hidden = true;
  for (const label of document.querySelectorAll("label.pick")) {
    const tick = label.querySelector("input");
    tick.remove();
    toButton(label, tick.value, "btn btn--quiet btn--small");
  }
  for (const anchor of document.querySelectorAll("a[data-pick-link]")) {
    const label = document.createElement("span");
    label.dataset.pickLabel = "";
    label.textContent = anchor.textContent.trim();
    anchor.replaceChildren(anchor.querySelector("svg"), label);
    toButton(anchor, anchor.dataset.pickLink, anchor.className);
  }
  show();
}

function put(id, on) {
  picked = read().filter((other) => other !== id);
  if (on) picked.push(id);
  write(picked);
  show();
}

function toggle({ dataset }) {
  const on = !picked.includes(dataset.pick);
  put(dataset.pick, on);
  document.querySelector("[data-announcements]").textContent =
    `${on ? words.textAdded : words.textRemoved} ${dataset.title}`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-pick]");
  const remover = event.target.closest("a[data-unpick]");
  if (button) toggle(button);
  if (remover) put(remover.dataset.unpick, false);
});
document.addEventListener("htmx:afterSettle", upgrade);
for (const moment of ["storage", "pageshow"]) {
  addEventListener(moment, () => {
    picked = read();
    show();
  });
}
upgrade();
