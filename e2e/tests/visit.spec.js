// A round of inspection: planned, one unit visited with the checklist of S1.9, its finding remedied and checked again.
import { daysFrom, expect, expectDone, expectGood, freshWord, openArea, press, programDay, signIn, startOfFile, test, visitor } from "./helper.js";

const UNIT = "Phòng Tài nguyên và Môi trường";
/** What the district's teams looked at in 2019–2022, in the order of the document. */
const ITEMS = ["documents_issued", "working_hours", "badge", "manner", "documents_on_time", "procedures_posted", "work_plan_posted", "calendar_posted", "layout", "green_clean"];

// The smallest picture there is: one pixel.
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==", "base64");

/** Home affairs plans a round of one unit, beginning today. */
async function plan(page, name, decision, today) {
  await signIn(page, "home_affairs");
  await openArea(page, "Kiểm tra");
  await press(page, "Lập đợt kiểm tra");
  await expectGood(page);
  await page.fill("#name", name);
  await page.getByLabel("Theo kế hoạch").check();
  await page.fill("#decision", decision);
  await page.fill("#decided_on", daysFrom(today, -1));
  await page.fill("#from", today);
  await page.fill("#to", daysFrom(today, 16));
  await page.fill("#lead", "Nông Thị Bích Liên");
  await page.fill("#members", "Bế Thị Thu Hà");
  await page.getByLabel(UNIT, { exact: true }).check();
  await press(page, "Lập đợt kiểm tra");
  await expectDone(page, "Đã lập đợt kiểm tra");
}

/** What the keyboard reaches is not hidden by the bar that stays at the bottom (WCAG 2.2, 2.4.11). */
async function expectFocusInSight(page) {
  for (const item of ["manner", "layout"]) {
    const radio = page.locator(`[name=result-${item}]`).first();
    // The point lies right where the bar is.
    await radio.evaluate((one) => window.scrollBy(0, one.getBoundingClientRect().bottom - window.innerHeight + 4));
    await radio.focus();
    const covered = await page.evaluate(() => {
      const focused = document.activeElement.getBoundingClientRect();
      return focused.bottom - document.querySelector(".nep-sticky-actions").getBoundingClientRect().top;
    });
    expect(covered, `pixels of ${item} under the bar`).toBeLessThanOrEqual(0);
  }
}

/** Answers one item of the checklist. */
async function answer(page, item, result) {
  const line = page.locator(".nep-checklist__item", { has: page.locator(`[name=result-${item}]`) });
  await line.getByLabel(result, { exact: true }).check();
  return line;
}

test("an inspector fills the checklist in on the spot; it is there when opened again (S1.9)", async ({ page, browser }, testInfo) => {
  test.setTimeout(120_000);
  const word = freshWord();
  const [round, finding] = [`Kiểm tra thử ${word}`, `Một công chức không đeo thẻ, ghi lúc kiểm tra ${word}`];
  const office = await visitor(browser, testInfo);
  const today = await programDay(office);
  await plan(office, round, `Quyết định ${word}/QĐ-UBND`, today);

  await signIn(page, "inspector");
  await openArea(page, "Kiểm tra");
  await page.getByRole("link", { name: round }).last().click();
  await expect(page.locator("h1")).toHaveText(round);
  await expectGood(page);
  await page.locator("main table").getByRole("link", { name: UNIT }).click();
  await expectGood(page);
  await expect(page.locator(".nep-checklist__item")).not.toHaveCount(0);
  await expectFocusInSight(page);
  await page.fill("#listed", "12");
  await page.fill("#present", "11");
  await page.fill("#absent_with_reason", "1");
  for (const item of ITEMS) await answer(page, item, "Đạt");

  // A point that fails needs a word; without it everything typed comes back.
  const badge = await answer(page, "badge", "Không đạt");
  await press(page, "Lưu kết quả kiểm tra");
  await expect(page.locator(".govuk-error-summary")).toContainText("Hãy ghi rõ điều chưa đạt");
  await expect(page.locator("#listed")).toHaveValue("12");
  await expectGood(page);
  await expect(badge.locator("details.nep-checklist__note")).toHaveAttribute("open", "");
  await page.fill("#note-badge", finding);
  await page.setInputFiles("#photo-badge", { name: "the.png", mimeType: "image/png", buffer: PNG });
  await page.fill("#summary", `Đơn vị chấp hành tốt ${word}`);
  await press(page, "Lưu kết quả kiểm tra");
  await expectDone(page, "Đã lưu kết quả kiểm tra");
  await expectGood(page);

  await openArea(page, "Kiểm tra");
  await page.getByRole("link", { name: round }).last().click();
  await expect(page.locator("main table tbody tr")).toContainText("10 trên 10");
  await page.locator("main table").getByRole("link", { name: UNIT }).click();
  for (const item of ITEMS) {
    await expect(page.locator(`[name=result-${item}][value=${item === "badge" ? "unmet" : "met"}]`)).toBeChecked();
  }
  await expect(page.locator("#note-badge")).toHaveValue(finding);
  expect(await startOfFile(page, await page.getByRole("link", { name: "Xem ảnh đã lưu" }).getAttribute("href"))).toContain("PNG");
  await page.getByRole("button", { name: "Biên bản" }).click();
  await expect(page.locator("main")).toContainText(finding);
  await expectGood(page);

  await remedyAndRecheck(page, await visitor(browser, testInfo), finding, today);
});

/** The head of the unit reports the remedy; the inspector looks again and closes the finding. */
async function remedyAndRecheck(inspector, head, finding, today) {
  await signIn(head, "head");
  await head.goto("/kiem-tra/ton-tai");
  await head.getByRole("link", { name: finding }).click();
  await expectGood(head);
  await head.fill("#on", today);
  await head.fill("#note", "Đã nhắc nhở, phát thẻ dự phòng tại phòng trực.");
  await press(head, "Gửi báo cáo khắc phục");
  await expectDone(head, "Đã gửi báo cáo khắc phục");
  const address = head.url();

  await inspector.goto(address);
  await expect(inspector.locator("main")).toContainText("phát thẻ dự phòng");
  await inspector.getByLabel("Đã khắc phục xong").check();
  await press(inspector, "Lưu kết quả kiểm tra lại");
  await expectDone(inspector, "Đã lưu kết quả kiểm tra lại");
  await expect(inspector.locator(".nep-title__status .nep-tag")).toHaveText("Đã khắc phục");
  await expectGood(inspector);
}
