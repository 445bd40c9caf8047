// Saves a form every few seconds while somebody writes, and when they leave the page. What
// cannot be sent stays in the browser of this person, and comes back with the page.

const WAIT = 3000;
const RETRY = 15000;
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;

const form = document.querySelector("form[data-autosave]");
const status = document.querySelector("[data-saved]");
const base = form.querySelector("[data-base]");
const key = form.dataset.autosave;
let timer = 0;
let changes = 0;
let sending = false;
let leaving = false;

form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("submit", () => {
  leaving = true;
  clearTimeout(timer);
  keep({ submitted: true });
});
window.addEventListener("online", () => changes && save());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && changes && !leaving) save();
});
window.addEventListener("pageshow", () => { leaving = false; });
restore();

function changed(event) {
  if (event.target.type === "file") return;
  changes += 1;
  keep();
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
}

async function save() {
  if (sending || leaving) return;
  clearTimeout(timer);
  sending = true;
  const sent = changes;
  try {
    const response = await fetch(form.action, { method: "POST", body: typed(), keepalive: true });
    const answer = await response.json();
    if (response.ok) saved(answer, sent);
    else if (answer.sign_in) signedOut(answer);
    else say(answer.message, true);
  } catch {
    say(form.dataset.textOffline, true);
    timer = setTimeout(save, RETRY);
  } finally {
    sending = false;
  }
}

function saved(answer, sent) {
  base.value = answer.base;
  const aside = document.querySelector("[data-aside]");
  if (aside && answer.aside) aside.innerHTML = answer.aside;
  say(answer.message, answer.state !== "saved");
  if (changes !== sent) {
    keep();
    timer = setTimeout(save, WAIT);
  } else {
    changes = 0;
    if (answer.state === "saved") forget();
    else keep();
  }
}

function signedOut(answer) {
  say(`${answer.message} `, true);
  const link = document.createElement("a");
  link.href = answer.sign_in;
  link.target = "_blank";
  link.textContent = form.dataset.textSignIn;
  status.lastElementChild.append(link);
  timer = setTimeout(save, RETRY);
}

// Signing in in another tab changes the token: the cookie always has the newest.
function typed() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/);
  if (token) {
    data.set("csrfmiddlewaretoken", token[1]);
    form.elements.csrfmiddlewaretoken.value = token[1];
  }
  data.delete("do");
  data.set("autosave", "1");
  return data;
}

function say(text, unsaved) {
  status.classList.toggle("is-unsaved", unsaved);
  status.lastElementChild.textContent = text;
}

function keep(more = {}) {
  const pairs = [...typed()].filter(([name]) => !["csrfmiddlewaretoken", "autosave"].includes(name));
  store(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs, ...more })));
}

function forget() {
  store(() => localStorage.removeItem(key));
}

// A private window may refuse to keep anything: then only the server does.
function store(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function restore() {
  const kept = JSON.parse(store(() => localStorage.getItem(key)) ?? "null");
  if (!kept || Date.now() - kept.at > KEPT_FOR) return forget();
  // A form that was sent has arrived if the server's values are other ones now.
  const opened = kept.pairs.find(([name]) => name === "base")?.[1];
  if (kept.submitted && opened !== base.value) return forget();
  // After a plain "save" the server shows what it could not save; all else it has.
  if (document.querySelector("[data-problems]")) return undefined;
  if (!fill(kept.pairs)) return forget();
  changes += 1;
  say(form.dataset.textRestored, true);
  timer = setTimeout(save, WAIT);
  return undefined;
}

// Puts back what differs; says whether anything did.
function fill(pairs) {
  let differs = false;
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit"].includes(field.type)) continue;
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) {
      const ticked = values.includes(field.value);
      differs ||= ticked !== field.checked;
      field.checked = ticked;
    } else if (values.length && values[0] !== field.value) {
      differs = true;
      field.value = values[0];
    }
  }
  const opened = pairs.find(([name]) => name === "base");
  if (differs && opened) base.value = opened[1];
  return differs;
}
