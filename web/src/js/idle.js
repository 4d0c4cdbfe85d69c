/**
 * Warns before an idle session ends, keeps it alive while somebody works, and
 * signs out with the input kept when nobody answers.
 */
import { keepAll } from "./drafts.js";
import { post, setting } from "./page.js";

const LAST_SEEN = "nep-last-seen";
const KEEPALIVE_EVERY_MS = 60_000;
const ACTIVITY = ["pointerdown", "keydown", "input", "scroll"];

/** The last sign of life in any tab of this browser. */
function lastSeen(own) {
  try {
    return Math.max(own, Number(localStorage.getItem(LAST_SEEN)) || 0);
  } catch {
    return own;
  }
}

class IdleWatch {
  constructor(dialog, idleMs, warningMs) {
    this.dialog = dialog;
    this.idleMs = idleMs;
    this.warningMs = warningMs;
    this.seen = 0;
    this.keptAlive = Date.now();
    this.ended = false;
    this.touch();
  }

  start() {
    for (const name of ACTIVITY) {
      document.addEventListener(name, () => this.onActivity(), { passive: true, capture: true });
    }
    this.dialog.querySelector("[data-idle-stay]")?.addEventListener("click", () => this.stay());
    this.dialog.querySelector("[data-idle-leave]")?.addEventListener("click", () => this.end());
    // Escape means "I am here".
    this.dialog.addEventListener("cancel", () => this.stay());
    document.addEventListener("visibilitychange", () => this.tick());
    setInterval(() => this.tick(), 1000);
  }

  touch() {
    this.seen = Date.now();
    try {
      localStorage.setItem(LAST_SEEN, String(this.seen));
    } catch {
      // Without storage each tab watches for itself.
    }
  }

  onActivity() {
    if (this.dialog.open || this.ended) return;
    this.touch();
    if (Date.now() - this.keptAlive > KEEPALIVE_EVERY_MS) this.keepAlive();
  }

  keepAlive() {
    this.keptAlive = Date.now();
    // A lost connection is met again at the next activity or at submission.
    post(setting("keepaliveUrl")).catch(() => {});
  }

  stay() {
    this.touch();
    this.keepAlive();
    this.dialog.close();
  }

  tick() {
    if (this.ended) return;
    const left = lastSeen(this.seen) + this.idleMs - Date.now();
    if (left <= 0) this.end();
    else if (left <= this.warningMs) this.warn(left);
    else if (this.dialog.open) this.dialog.close();
  }

  warn(left) {
    if (!this.dialog.open) this.dialog.showModal();
    const countdown = this.dialog.querySelector("[data-idle-countdown]");
    if (countdown) countdown.textContent = String(Math.ceil(left / 1000));
  }

  async end() {
    if (this.ended) return;
    this.ended = true;
    keepAll();
    try {
      await post(setting("signoutUrl"));
    } catch {
      // The server ends the session by its own clock as well.
    }
    const next = encodeURIComponent(location.pathname + location.search);
    location.assign(`${setting("signinUrl")}?next=${next}`);
  }
}

/** Starts the watch on pages that name an idle time and hold the dialog. */
export function startIdleWatch() {
  const dialog = document.getElementById("nep-idle");
  const idleMs = Number(setting("idleSeconds")) * 1000;
  const warningMs = Number(setting("idleWarning")) * 1000;
  if (!dialog?.showModal || !(idleMs > warningMs) || !(warningMs > 0)) return;
  new IdleWatch(dialog, idleMs, warningMs).start();
}
