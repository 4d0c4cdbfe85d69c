/**
 * htmx reads its settings from a meta element while it loads, so this module
 * has to be imported before it. The sheet has the indicator rules, as a strict
 * content security policy wants; history snapshots would leave personal data
 * in the browser.
 */
const meta = document.createElement("meta");
meta.name = "htmx-config";
meta.content = JSON.stringify({ includeIndicatorCSS: false, history: "reload", mode: "same-origin" });
document.head.append(meta);
