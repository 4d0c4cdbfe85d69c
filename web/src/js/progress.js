const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 30_000;

/** Asks how far long work has come and loads the page again at its end. */
async function ask(box, pause) {
  let next = FIRST_PAUSE_MS;
  try {
    const response = await fetch(box.dataset.progressUrl, { credentials: "same-origin" });
    if (response.status === 401 || response.redirected) return;
    if (!response.ok) throw new Error(`status ${response.status}`);
    const progress = await response.json();
    show(box, progress);
    if (progress.state === "done" || progress.state === "failed") {
      location.reload();
      return;
    }
  } catch {
    next = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
  setTimeout(() => ask(box, next), next);
}

function show(box, { done, total, message }) {
  const bar = box.querySelector("[data-progress-bar]");
  if (bar && total > 0) {
    bar.max = total;
    bar.value = done;
  }
  const text = box.querySelector("[data-progress-text]");
  if (text && message && text.textContent !== message) text.textContent = message;
}

/** Watches every progress box of the page. */
export function startProgress() {
  for (const box of document.querySelectorAll("[data-progress-url]")) {
    setTimeout(() => ask(box, FIRST_PAUSE_MS), FIRST_PAUSE_MS);
  }
}
