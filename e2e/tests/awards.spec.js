// A decision on awards is recorded once and is found in the list and in the yearly report.
import { expect, expectDone, expectGood, freshWord, openArea, press, signIn, test, visitor } from "./helper.js";

const YEAR = 2023;

/** The figure of the yearly report with this label, as a number. */
async function figure(page, label) {
  await page.goto(`/bao-cao/nam/${YEAR}`);
  const row = page.locator("#moi-so-lieu ~ table tbody tr", { has: page.getByRole("rowheader", { name: label, exact: true }) });
  const link = row.locator("a[href^='/so-lieu/']").first();
  return { value: Number((await link.textContent()).trim()), link };
}

test("a decision with its recipients is recorded, listed and counted in the report (S1.11)", async ({ page, browser }, testInfo) => {
  test.setTimeout(120_000);
  const decision = `Quyết định ${freshWord()}/QĐ-UBND`;
  const auditor = await visitor(browser, testInfo);
  await signIn(auditor, "auditor");
  const before = (await figure(auditor, "Tập thể được khen thưởng")).value;

  await signIn(page, "award_council");
  await openArea(page, "Khen thưởng");
  await expectGood(page);
  await press(page, "Ghi quyết định khen thưởng");
  await expectGood(page);
  await press(page, "Ghi quyết định");
  await expect(page.locator(".govuk-error-summary li").first()).toBeVisible();
  await expectGood(page);
  await page.fill("#decision", decision);
  await page.fill("#decided_on", "2024-01-18");
  await page.fill("#issuer", "Chủ tịch Ủy ban nhân dân tỉnh");
  await page.selectOption("#form", { label: "Bằng khen" });
  await page.selectOption("#level", "province");
  await page.selectOption("#ground", "office_culture_movement");
  await page.fill("#year_from", String(YEAR));
  await page.selectOption("#kind-0", { label: "Tập thể" });
  await page.fill("#unit-0", "Phòng Tư pháp (PTP)");
  await press(page, "Ghi quyết định");
  await expectDone(page, decision);

  await page.fill("#q", decision);
  await page.selectOption("#nam", String(YEAR));
  await page.selectOption("#cap", "province");
  await press(page, "Lọc");
  const row = page.locator("main table").last().locator("tbody tr");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Phòng Tư pháp");
  await expect(row).toContainText("Bằng khen");
  await expectGood(page);
  await row.locator("th a").click();
  await expect(page.locator("main")).toContainText("18/01/2024");
  await expectGood(page);

  const after = await figure(auditor, "Tập thể được khen thưởng");
  expect(after.value).toBe(before + 1);
  await after.link.click();
  await expect(auditor.locator("main table")).toContainText("Phòng Tư pháp");
  await expectGood(auditor);
});
