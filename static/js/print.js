// <button type="button" data-print hidden>: shows itself, and its list item, where it works.

for (const button of document.querySelectorAll("[data-print]")) {
  for (const part of [button, button.closest("li")]) if (part) part.hidden = false;
  button.addEventListener("click", () => print());
}

// A text box prints only what fits in it; the copy below it prints whole.
const note = document.querySelector("[data-note]");
note?.addEventListener("input", () => {
  note.nextElementSibling.textContent = note.value;
});
