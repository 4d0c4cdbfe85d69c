import { fill } from "./page.js";

const MB = 1024 * 1024;

function inMegabytes(bytes) {
  return (bytes / MB).toLocaleString(document.documentElement.lang || "vi", { maximumFractionDigits: 1 });
}

function message(input) {
  const limit = Number(input.dataset.maxBytes);
  const tooLarge = [...input.files].find((file) => file.size > limit);
  if (!tooLarge) return "";
  return fill(input.dataset.maxBytesText ?? "", {
    name: tooLarge.name,
    size: inMegabytes(tooLarge.size),
    max: inMegabytes(limit),
  });
}

function check(input) {
  const errorId = `${input.id}-size-error`;
  document.getElementById(errorId)?.remove();
  const text = message(input);
  input.closest(".govuk-form-group")?.classList.toggle("govuk-form-group--error", text !== "");
  const described = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== errorId);
  if (text) {
    const error = document.createElement("p");
    error.id = errorId;
    error.className = "govuk-error-message";
    error.setAttribute("role", "alert");
    error.textContent = text;
    input.before(error);
    described.push(errorId);
    input.value = "";
  }
  input.setAttribute("aria-describedby", described.join(" "));
}

/** Says at once that a file is too large, before it is sent over a slow line. */
export function startFileChecks() {
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("input[type=file][data-max-bytes]")) check(event.target);
  });
}
