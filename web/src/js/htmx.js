import "./htmx-config.js";
import "htmx.org";
import { csrfToken } from "./page.js";
import { startComponents } from "./components.js";

// `hx-on` needs eval, which the content security policy forbids.
document.addEventListener("htmx:before:on:init", (event) => event.preventDefault());

document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["x-csrf-token"] = csrfToken();
});

document.addEventListener("htmx:after:swap", (event) => {
  startComponents(event.target instanceof Element ? event.target : document);
});
