/**
 * Shows a short notice at the top of a form.
 * @param {HTMLElement} before the notice is put in front of this element's content
 * @param {string} text from the server
 * @param {{problem?: boolean, action?: {text: string, run: () => void}}} options
 */
export function showNotice(before, text, { problem = false, action } = {}) {
  before.querySelector(":scope > .nep-notice")?.remove();
  const notice = document.createElement("div");
  notice.className = problem ? "nep-notice nep-notice--problem" : "nep-notice";
  notice.setAttribute("role", problem ? "alert" : "status");
  notice.tabIndex = -1;
  const words = document.createElement("span");
  words.textContent = text;
  notice.append(words);
  if (action?.text) notice.append(actionButton(action, notice));
  before.prepend(notice);
  if (problem) notice.focus();
}

function actionButton({ text, run }, notice) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nep-button-link";
  button.textContent = text;
  button.addEventListener("click", () => {
    notice.remove();
    run();
  });
  return button;
}
