// After htmx has swapped the results: say what is there now, put the focus where reading
// goes on, and let the language links keep the search.

document.addEventListener("htmx:afterSettle", (event) => {
  const heading = document.getElementById("results-heading");
  if (!heading || !event.target.contains(heading)) return;
  document.title = heading.dataset.title.trim();
  for (const link of document.querySelectorAll("header a[hreflang]")) {
    link.search = location.search;
  }
  document.querySelector("[data-announcements]").textContent = heading.textContent.trim();
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
});

// What htmx could not fetch the browser asks for itself, and shows the answer.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    location.assign(event.detail.pathInfo.finalRequestPath);
  });
}
