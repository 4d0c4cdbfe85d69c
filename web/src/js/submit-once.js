/**
 * A form is sent once, however often the button is pressed on a slow line.
 * The button stays enabled in the DOM, otherwise its name and value are lost.
 */
const SENT = "nepSent";

function mark(form, sent) {
  if (sent) form.dataset[SENT] = "";
  else delete form.dataset[SENT];
  for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
    if (sent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

/** Guards every POST form that is not handled by htmx. */
export function startSubmitOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (SENT in form.dataset) {
      event.preventDefault();
      return;
    }
    // A download leaves the page in place, so the form must become usable again.
    if (form.hasAttribute("data-download")) return;
    mark(form, true);
  });
  // Pages coming back from the browser's cache bring their marks along.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-nep-sent]")) mark(form, false);
  });
}
