/** Reading and writing what a person has typed into a form. */

const NEVER = new Set(["password", "file", "hidden", "submit", "button", "reset", "image"]);

/** Fields that may be kept: no password, no file, no one-time code, no token. */
function keepable(field) {
  return Boolean(field.name) && !NEVER.has(field.type) && field.autocomplete !== "one-time-code";
}

function editable(form) {
  return [...form.elements].filter((field) => "value" in field && keepable(field));
}

function isChoice(field) {
  return field.type === "radio" || field.type === "checkbox";
}

/**
 * @param {HTMLFormElement} form
 * @returns {[string, string, (boolean | string | string[])][]} name, own value for choices, state
 */
export function readForm(form) {
  return editable(form).map((field) => {
    if (isChoice(field)) return [field.name, field.value, field.checked];
    if (field.multiple && field.options) {
      return [field.name, "", [...field.selectedOptions].map((option) => option.value)];
    }
    return [field.name, "", field.value];
  });
}

/** @returns {boolean} whether anything differs from what the server sent */
export function isTouched(form) {
  return editable(form).some((field) => {
    if (isChoice(field)) return field.checked !== field.defaultChecked;
    if (field.options) {
      return [...field.options].some((option) => option.selected !== option.defaultSelected)
        && field.value !== (field.options[0]?.value ?? "");
    }
    return field.value !== field.defaultValue;
  });
}

/**
 * Writes kept values back, in the order they were read within each name.
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof readForm>} entries
 */
export function writeForm(form, entries) {
  const waiting = [...entries];
  for (const field of editable(form)) {
    const own = isChoice(field) ? field.value : "";
    const index = waiting.findIndex(([name, value]) => name === field.name && value === own);
    if (index < 0) continue;
    const [[, , state]] = waiting.splice(index, 1);
    writeField(field, state);
  }
}

function writeField(field, state) {
  if (isChoice(field)) field.checked = state === true;
  else if (Array.isArray(state)) {
    for (const option of field.options) option.selected = state.includes(option.value);
  } else field.value = state;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
