// The yearly report: every figure opens to the records it was counted from, and the documents carry the same figures.
import { expect, expectGood, openArea, press, signIn, startOfFile, test } from "./helper.js";
import { wordsOf } from "./workbook.js";

const number = (text) => Number(text.replace(/[^\d]/g, ""));

/** Opens the report of a year as a leader does: dashboard, year, report. */
async function openReport(page, year) {
  await signIn(page, "chair");
  await openArea(page, "Báo cáo");
  await expectGood(page);
  await page.selectOption("#nam", String(year));
  await press(page, "Xem");
  await page.getByRole("button", { name: new RegExp(`năm ${year}`) }).click();
  await expect(page).toHaveURL(new RegExp(`/bao-cao/nam/${year}`));
}

/** The rows of the table of all figures: label, link, value, part and whole as printed. */
async function figures(page) {
  const rows = page.locator("section[aria-labelledby=moi-so-lieu] tbody tr");
  return rows.evaluateAll((all) => all.map((row) => {
    const cell = (n) => row.cells[n].textContent.trim();
    return { label: cell(0), href: row.querySelector("a").getAttribute("href"), value: cell(1), part: cell(2), whole: cell(3) };
  }));
}

test("every figure of the report of 2021 opens to as many records as it says (S1.5, S1.9, S1.11)", async ({ page }) => {
  test.setTimeout(180_000);
  await openReport(page, 2021);
  const known = await figures(page);
  expect(known.length).toBeGreaterThan(20);
  const links = await page.locator("main a[href^='/so-lieu/']").evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute("href")))]);
  expect(known.map((one) => one.href).filter((href) => !links.includes(href))).toEqual([]);

  for (const href of links) {
    await test.step(href, async () => {
      const answer = await page.goto(href);
      expect(answer.status(), href).toBe(200);
      const figure = known.find((one) => one.href === href);
      expect(figure, `${href} stands in the text, so also in the table of figures`).toBeTruthy();
      await expectRecords(page, figure);
    });
  }
  await expectGood(page);
});

test("the report as PDF and as Excel carries the figures of the page (S1.5)", async ({ page }) => {
  await openReport(page, 2021);
  await expect(page.locator("main")).toContainText("97 % (65/67 đơn vị)");
  const [pdf, xlsx] = await page.locator(".nep-title__actions a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  expect(await startOfFile(page, pdf)).toBe("%PDF-");
  const download = page.waitForEvent("download");
  await page.locator(`.nep-title__actions a[href="${xlsx}"]`).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  const words = wordsOf(await (await page.request.get(xlsx)).body());
  expect(words).toContain("Cơ quan, đơn vị được công nhận đạt chuẩn văn hóa");
  expect(words).toMatch(/\b65\b/);
  expect(words).toMatch(/\b67\b/);
});

/** The page of a figure lists as many records as the figure counts: all of them, or those on the weak side. */
async function expectRecords(page, { href, label, value, part, whole }) {
  const status = page.locator(".nep-title__status");
  // A share prints part and whole beside it; a plain count prints itself.
  if (whole !== "" && !href.includes("xem=")) await expect(status, label).toContainText(`${part} trên tổng số ${whole}`);
  const counted = number(whole !== "" && !href.includes("xem=") ? whole : part || value);
  if (counted === 0) {
    await expect(page.locator(".nep-empty"), label).toBeVisible();
    return;
  }
  const shown = number(await page.locator(".nep-list-head__count").textContent());
  // One rating by a citizen carries up to eight items of courtesy, all other records count once.
  if (href.includes("courtesy")) expect(shown, label).toBeGreaterThanOrEqual(counted / 8);
  else expect(shown, label).toBe(counted);
}
