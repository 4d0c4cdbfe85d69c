// What all browser tests share: signing in as one of the demo accounts, and axe on every page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test as base } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The password of every demo account; `nep demo` prints it. */
export const PASSWORD = "nep-trinh-dien";

/** One demo account for each role; `nep demo` prints them. */
export const ACCOUNTS = {
  administrator: "quan-tri",
  home_affairs: "noi-vu",
  head: "lanh-dao-dat-dai",
  chair: "lanh-dao",
  desk_officer: "mot-cua",
  specialist: "chuyen-vien",
  inspector: "kiem-tra",
  award_council: "thi-dua",
  auditor: "giam-sat",
};

/** Tests fail on any error that a page writes to the console, and on scripts that break. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      // Chromium logs every answer of 4xx and 5xx; tests of refusals expect those.
      if (message.type() === "error" && !message.text().includes("the server responded with a status of")) {
        faults.push(message.text());
      }
    });
    await use(page);
    expect(faults, "errors in the browser console").toEqual([]);
  },
});

export { expect };

/** A word that no earlier run and no other project used: both work on the same database. Letters only. */
export function freshWord() {
  const letters = Date.now().toString(26).slice(-6);
  return [...letters].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 26))).join("");
}

/** The day by the clock of the program, which need not be the clock here; e.g. "2024-10-15". */
export async function programDay(page) {
  await page.goto("/can-cu");
  return await page.inputValue("#ngay");
}

/** A day so many days later (or earlier) than another, both written "2024-10-15". */
export function daysFrom(day, days) {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Signs in through the form; `role` is one of ACCOUNTS, or any other user name. */
export async function signIn(page, role) {
  await page.goto("/dang-nhap");
  await page.fill("input[name=username]", ACCOUNTS[role] ?? role);
  await page.fill("input[name=password]", PASSWORD);
  await page.click("main form button[type=submit], main form button:not([type])");
  await expect(page).not.toHaveURL(/dang-nhap/);
}

/** WCAG 2.2 AA by axe; prints each broken rule with the elements that break it. */
export async function expectAccessible(page) {
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), tags);
  // GOV.UK radios that reveal a field say so by aria-expanded, which axe does not know for radios; the design system
  // keeps it because screen readers announce it. Nothing else is let through.
  for (const v of violations.filter((one) => one.id === "aria-allowed-attr")) {
    v.nodes = v.nodes.filter((n) => !/govuk-radios__input/.test(n.html));
  }
  const broken = violations.filter((v) => v.nodes.length > 0);
  const found = broken.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.target.join(" ")).join("\n    ")}`);
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** Every page: one heading of the first order, Vietnamese, nothing wider than the window. */
export async function expectWellFormed(page) {
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("html")).toHaveAttribute("lang", /^(vi|en)$/);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${page.url()} scrolls sideways by pixels`).toBeLessThanOrEqual(0);
}

/** The page is well formed and accessible. */
export async function expectGood(page) {
  await expectWellFormed(page);
  await expectAccessible(page);
}

/** Opens an area through the main navigation, which is folded on a phone. */
export async function openArea(page, name) {
  const toggle = page.locator(".nep-nav__toggle");
  if (await toggle.isVisible()) await toggle.click();
  await page.locator("nav.nep-nav").getByRole("link", { name, exact: true }).click();
  await expect(page.locator("h1")).toBeVisible();
}

/** Presses a button of the page's main part. */
export async function press(page, name) {
  await page.locator("main").getByRole("button", { name, exact: true }).click();
}

/** The page says that it is done. */
export async function expectDone(page, text = "") {
  await expect(page.locator(".govuk-notification-banner--success")).toContainText(text);
}

/** A new visitor with a page of his own, in a window as wide as this project's; `more` are context options. */
export async function visitor(browser, testInfo, more = {}) {
  const { viewport, hasTouch, isMobile, locale, timezoneId, baseURL } = testInfo.project.use;
  const context = await browser.newContext({ viewport, hasTouch, isMobile, locale, timezoneId, baseURL, ...more });
  return context.newPage();
}

/** Fetches an address with the page's session and returns its first bytes as text. */
export async function startOfFile(page, href) {
  const answer = await page.request.get(href);
  expect(answer.status(), href).toBe(200);
  return (await answer.body()).subarray(0, 5).toString("latin1");
}
