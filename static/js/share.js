// <button type="button" data-share data-copied="The link has been copied." hidden>
// Shows itself, and its list item, where the browser can share or at least copy a link.

async function share(button) {
  const address = { title: document.title, url: location.href };
  if (navigator.share) {
    // Closing the browser's own dialog is not an error.
    await navigator.share(address).catch(() => {});
    return;
  }
  await navigator.clipboard.writeText(address.url);
  document.querySelector("[data-announcements]").textContent = button.dataset.copied;
  const label = button.querySelector("[data-share-label]");
  if (label) label.textContent = button.dataset.copied;
}

for (const button of document.querySelectorAll("[data-share]")) {
  const can = Boolean(navigator.share || navigator.clipboard);
  for (const part of [button, button.closest("li")]) if (part) part.hidden = !can;
  button.addEventListener("click", () => share(button));
}
