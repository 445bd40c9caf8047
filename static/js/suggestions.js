// Suggestions while somebody types in the search form: a combobox with a list box, as in
// the ARIA Authoring Practices 1.2. Choosing fills the field and keeps what was chosen in
// hidden fields; typing on lets go of it. Without an answer nothing is suggested.
// <input data-suggestions="…"><ul role="listbox" id="…" hidden></ul>

const PAUSE = 150;
const AWAY = ["ArrowLeft", "ArrowRight", "Home", "End"];

function combobox(input) {
  const list = input.parentElement.querySelector("[role=listbox]");
  const name = input.name;
  let chosen = [];
  let active = null;
  let timer;
  let asking;

  function mark(option) {
    active?.setAttribute("aria-selected", "false");
    active = option;
    active?.setAttribute("aria-selected", "true");
    active?.scrollIntoView({ block: "nearest" });
    if (active) input.setAttribute("aria-activedescendant", active.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", open);
    if (!open) mark(null);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    show(false);
  }

  function fill(html) {
    const answer = document.createElement("template");
    answer.innerHTML = html;
    list.replaceChildren(...answer.content.querySelectorAll("[role=option]"));
    [...list.children].forEach((option, index) => {
      option.id = `${list.id}-${index}`;
    });
    show(list.children.length > 0);
    document.querySelector("[data-announcements]").textContent =
      answer.content.querySelector("p").textContent;
  }

  async function ask() {
    const url = new URL(input.dataset.suggestions, location);
    for (const [other, value] of new FormData(input.form)) {
      if (other !== name && value) url.searchParams.append(other, value);
    }
    url.searchParams.append("text", input.value);
    asking = new AbortController();
    try {
      const answer = await fetch(url, { signal: asking.signal });
      if (answer.ok) fill(await answer.text());
      else show(false);
    } catch {
      // A newer question has taken its place, or the network is away.
    }
  }

  function letGo() {
    for (const field of chosen) field.remove();
    chosen = [];
    input.name = name;
  }

  function choose(option) {
    letGo();
    input.value = option.dataset.text;
    input.removeAttribute("name");
    for (const [parameter, value] of new URLSearchParams(option.dataset.query)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: parameter, value });
      chosen.push(field);
    }
    input.form.prepend(...chosen);
    close();
  }

  function move(step) {
    const options = [...list.children];
    // One place more than there are options: the field itself, between last and first.
    const places = options.length + 1;
    mark(options[(options.indexOf(active) + 1 + step + places) % places - 1] ?? null);
  }

  function press(event) {
    const open = !list.hidden;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (event.altKey) show(event.key === "ArrowDown" && list.children.length > 0);
      else if (open) move(event.key === "ArrowDown" ? 1 : -1);
      else if (input.value.trim()) ask();
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape") {
      if (open) event.preventDefault();
      close();
    } else if (AWAY.includes(event.key)) {
      mark(null);
    }
  }

  // A search field of its own kind may not be a combobox, and the browser's own list
  // would lie over ours.
  Object.assign(input, { type: "text", enterKeyHint: "search", autocomplete: "off" });
  const attributes = { autocomplete: "list", controls: list.id, expanded: false };
  input.setAttribute("role", "combobox");
  for (const [key, value] of Object.entries(attributes)) {
    input.setAttribute(`aria-${key}`, value);
  }

  input.addEventListener("input", () => {
    letGo();
    close();
    if (input.value.trim()) timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  // The field keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}

function upgrade() {
  for (const input of document.querySelectorAll("[data-suggestions]:not([role])")) {
    combobox(input);
  }
}

document.addEventListener("htmx:afterSettle", upgrade);
upgrade();
