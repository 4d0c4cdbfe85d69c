/**
 * Keeps what was typed: over an idle sign-out, and when the network is lost
 * while a form is sent. Kept in this tab only, for the same account only.
 */
import { isTouched, readForm, writeForm } from "./form-values.js";
import { showNotice } from "./notice.js";
import { setting } from "./page.js";

const PREFIX = "nep-draft:";
const MAX_AGE_MS = 12 * 60 * 60 * 1000;

function guardedForms() {
  return [...document.querySelectorAll('form[method="post"]:not([data-no-draft])')].filter(
    (form) => readForm(form).length > 0,
  );
}

/** Where a form is sent to: the same on its own page and on one that gives it back with errors. */
function actionOf(form) {
  return new URL(form.getAttribute("action") || location.href, location.href).pathname;
}

function keyOf(form) {
  const alike = guardedForms().filter((other) => actionOf(other) === actionOf(form));
  return `${PREFIX}${actionOf(form)}#${alike.indexOf(form)}`;
}

function keep(form, reason) {
  const draft = { account: setting("account"), at: Date.now(), reason, values: readForm(form) };
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
  } catch {
    // A full or forbidden store must never stop the person from sending the form.
  }
}

function take(form) {
  try {
    const stored = sessionStorage.getItem(keyOf(form));
    sessionStorage.removeItem(keyOf(form));
    const draft = stored && JSON.parse(stored);
    const usable = draft && draft.account === setting("account") && Date.now() - draft.at < MAX_AGE_MS;
    return usable ? draft : null;
  } catch {
    return null;
  }
}

/** Keeps every touched form of the page; called before an idle sign-out. */
export function keepAll() {
  for (const form of guardedForms()) {
    if (isTouched(form)) keep(form, "idle");
  }
}

/** Did the server answer the last submission? Then nothing is to be restored. */
function serverAnswered() {
  return document.querySelector(".govuk-error-summary, .govuk-notification-banner--success") !== null;
}

function restore(form) {
  const draft = take(form);
  if (!draft || (draft.reason === "sent" && serverAnswered())) return;
  writeForm(form, draft.values);
  showNotice(form, setting("restoredText"), {
    action: { text: setting("discardText"), run: () => form.reset() },
  });
}

/**
 * Drafts of forms sent from other pages have arrived, as this page shows: unless it tells of an error, or nobody is
 * signed in, so that the session had ended. Those are kept until their form is opened again.
 */
function forgetSent() {
  const failed = document.querySelector("[data-error-page]") !== null;
  const here = new Set(guardedForms().map(keyOf));
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(PREFIX) || here.has(key)) continue;
    try {
      const draft = JSON.parse(sessionStorage.getItem(key));
      if (draft.reason !== "sent") continue;
      if (failed || (draft.account && !setting("account"))) {
        sessionStorage.setItem(key, JSON.stringify({ ...draft, reason: "unsaved" }));
      } else {
        sessionStorage.removeItem(key);
      }
    } catch {
      sessionStorage.removeItem(key);
    }
  }
}

/** A different account in this tab must not meet the words of the last one. */
function forgetOthers() {
  const account = setting("account");
  if (!account) return;
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const owner = JSON.parse(sessionStorage.getItem(key) ?? "{}").account;
    if (owner && owner !== account) sessionStorage.removeItem(key);
  }
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || !guardedForms().includes(form)) return;
  if (navigator.onLine) {
    keep(form, "sent");
    return;
  }
  event.preventDefault();
  showNotice(form, setting("offlineText"), { problem: true });
}

/** Restores kept input and watches submissions. */
export function startDrafts() {
  try {
    forgetOthers();
    forgetSent();
  } catch {
    return; // The browser forbids storage: forms work as plain forms.
  }
  for (const form of guardedForms()) restore(form);
  document.addEventListener("submit", onSubmit);
}
