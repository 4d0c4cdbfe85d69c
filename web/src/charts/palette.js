const NEUTRAL_COLOURS = 5;

/** @returns {string} a custom property of the sheet */
function property(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * The colour of a series: fixed for keys with a meaning, else in order.
 * @param {string} key
 * @param {number} index place among all series
 */
export function seriesColour(key, index) {
  return property(`--nep-series-${key}`) || property(`--nep-series-${(index % NEUTRAL_COLOURS) + 1}`);
}

/** Colours of text and lines. */
export function inks() {
  return {
    text: property("--nep-chart-text"),
    soft: property("--nep-chart-soft"),
    line: property("--nep-chart-line"),
  };
}

/** @returns {boolean} whether white text is readable on the colour */
export function isDark(colour) {
  const channels = colour.match(/[\da-f]{2}/gi)?.map((hex) => parseInt(hex, 16) / 255) ?? [1, 1, 1];
  const [r, g, b] = channels.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.18;
}
