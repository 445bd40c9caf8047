// After htmx has swapped the results: say what is there now, and put the focus where
// reading goes on, but leave it on a filter that somebody is still choosing.

document.addEventListener("htmx:afterSettle", (event) => {
  const heading = document.getElementById("results-heading");
  if (!heading || !event.target.contains(heading)) return;
  if (heading.dataset.title) document.title = heading.dataset.title;
  const cause = event.detail.requestConfig?.triggeringEvent?.type;
  if (cause === "change" || cause === "input") {
    document.querySelector("[data-announcements]").textContent = heading.textContent.trim();
  } else {
    heading.focus();
    heading.scrollIntoView({ block: "start" });
  }
});
