/** What the server says about the page: tokens, texts, addresses. */

/** @returns {string} the token every POST has to carry, or "" on public pages */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

/**
 * @param {string} name data attribute of `<body>`, in camel case
 * @returns {string} its value, or "" when the page does not set it
 */
export function setting(name) {
  return document.body.dataset[name] ?? "";
}

/**
 * Fills `{name}` places in a text of the server.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/**
 * POST with the CSRF header and without following a redirect.
 * @param {string} url
 * @returns {Promise<Response>}
 */
export function post(url) {
  return fetch(url, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    headers: { "x-csrf-token": csrfToken() },
  });
}
