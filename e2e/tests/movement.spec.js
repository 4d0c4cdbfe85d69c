// The movement from launch to recognition: model criteria, a unit's own weights, measured and judged points with
// evidence, verification, recognition, and the unit on the public page.
import { daysFrom, expect, expectDone, expectGood, freshWord, openArea, press, programDay, signIn, startOfFile, test, visitor } from "./helper.js";

const UNIT = "Phòng Tài nguyên và Môi trường";
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
const CRITERIA = [
  { row: 0, name: "Ban hành quy chế văn hóa công sở", points: "45" },
  { row: 1, name: "Hồ sơ có kết quả đúng hẹn", points: "15", fact: /đúng hạn/, target: "95" },
  { row: 8, name: "Thực hiện 4 xin, 4 luôn", points: "40" },
];

/** Chooses the option whose text fits. */
async function choose(page, select, text) {
  const value = await page.locator(`${select} option`).filter({ hasText: text }).first().getAttribute("value");
  await page.selectOption(select, value);
}

/** Home affairs launches the movement, issues its criteria and opens the sheets of all units. */
async function launch(page, name, today) {
  await signIn(page, "home_affairs");
  await openArea(page, "Phong trào");
  await expectGood(page);
  await press(page, "Lập phong trào");
  await page.fill("#name", name);
  await page.fill("#starts", `${today.slice(0, 4)}-01-01`);
  await page.fill("#ends", `${Number(today.slice(0, 4)) + 1}-12-31`);
  await page.fill("#plan", `Kế hoạch số 12/KH-UBND năm ${today.slice(0, 4)}`);
  await expectGood(page);
  await press(page, "Lập phong trào");
  await expectDone(page, name);

  await press(page, "Bộ tiêu chí mẫu");
  // The form offers every heading of the movement; this body takes three and leaves the rest empty.
  const offered = await page.locator("input[id^=row-][id$=-name]").count();
  for (let n = 0; n < offered; n += 1) await page.fill(`#row-${n}-name`, CRITERIA.find((one) => one.row === n)?.name ?? "");
  for (const { row, points, fact, target } of CRITERIA) {
    await page.fill(`#row-${row}-points`, points);
    if (!fact) continue;
    await choose(page, `#row-${row}-fact`, fact);
    await page.fill(`#row-${row}-target`, target);
  }
  await page.fill("#issued_on", daysFrom(today, -1));
  await expectGood(page);
  await press(page, "Ban hành");
  await expectDone(page, "Đã lưu bộ tiêu chí");
  await openArea(page, "Phong trào");
  await page.getByRole("link", { name }).click();
  await press(page, "Mở phiếu cho tất cả");
  await expectDone(page, "Đã mở");
  await expectGood(page);
}

/** The head adapts the weights and adds a criterion of the unit; the total must stay. */
async function adapt(page, name, today) {
  await signIn(page, "head");
  await openArea(page, "Phong trào");
  await page.getByRole("link", { name }).click();
  const row = page.locator("main table").first().locator("tbody tr", { hasText: UNIT });
  await row.getByRole("link", { name: "Theo bộ tiêu chí mẫu" }).click();
  await expectGood(page);
  await page.getByLabel(`Điểm tối đa: ${CRITERIA[0].name}`).fill("40");
  await page.fill("#issued_on", today);
  await press(page, "Ban hành");
  await expect(page.locator(".govuk-error-summary")).toContainText("cộng lại được 95 điểm");
  await expect(page.getByLabel(`Điểm tối đa: ${CRITERIA[0].name}`)).toHaveValue("40");
  await expectGood(page);
  await choose(page, "#row-0-heading", /^C5\./);
  await page.fill("#row-0-name", "Cách làm hay được nhân rộng");
  await page.fill("#row-0-points", "5");
  await press(page, "Ban hành");
  await expectDone(page, "Đã lưu bộ tiêu chí");
  await press(page, "Xem phiếu");
}

const self = (page, n) => page.getByLabel(`Điểm tự chấm tiêu chí ${n}`, { exact: true });

async function addFile(page, n, name, buffer) {
  await page.getByLabel(`Thêm tệp ${n}`).setInputFiles({ name, mimeType: "application/pdf", buffer });
  await press(page, "Lưu");
}

/** The head scores: the measured criterion opens to its records, the judged ones need evidence. */
async function selfScore(page) {
  await press(page, "Lấy số đo mới nhất");
  await expectDone(page, "Đã lấy số đo mới nhất");
  const measured = page.locator("table.nep-score tbody tr", { hasText: CRITERIA[1].name });
  const figure = measured.locator("td a[href^='/so-lieu/']");
  await expect(figure).toContainText("%");
  expect((await page.request.get(await figure.getAttribute("href"))).status()).toBe(200);
  await expectGood(page);

  await self(page, 1).fill("38");
  await addFile(page, 1, "quy-che.pdf", Buffer.from("Đây không phải là tệp PDF."));
  await expect(page.locator(".govuk-error-summary")).toContainText("không đúng với đuôi tên");
  await expect(self(page, 1)).toHaveValue("38");
  await expectGood(page);
  await addFile(page, 1, "quy-che.pdf", PDF);
  await expectDone(page, "Đã lưu");
  expect(await startOfFile(page, await page.getByRole("link", { name: "quy-che.pdf" }).getAttribute("href"))).toBe("%PDF-");
  await addFile(page, 3, "so-theo-doi.pdf", Buffer.concat([PDF, Buffer.from("% 3")]));
  await addFile(page, 4, "cach-lam-hay.pdf", Buffer.concat([PDF, Buffer.from("% 4")]));
  await self(page, 3).fill("5");
  await press(page, "Gửi điểm tự chấm");
  await expect(page.locator(".govuk-error-summary li")).toHaveCount(1);
  await expect(self(page, 3)).toHaveValue("5");
  await self(page, 4).fill("40");
  await press(page, "Gửi điểm tự chấm");
  await expectDone(page, "Đã gửi điểm tự chấm");
  await expect(page.locator(".nep-score__total")).toContainText("98");
  await expectGood(page);
}

/** Home affairs takes two points off, which needs a word, and recognises the unit by a decision. */
async function verifyAndRecognise(page, name, decision, today) {
  await openArea(page, "Phong trào");
  await page.getByRole("link", { name }).click();
  await page.locator("main table").first().getByRole("link", { name: UNIT }).click();
  for (const [n, points] of ["36", "15", "5", "40"].entries()) {
    await page.getByLabel(`Điểm thẩm định tiêu chí ${n + 1}`, { exact: true }).fill(points);
  }
  await press(page, "Hoàn thành thẩm định");
  await expect(page.locator(".govuk-error-summary")).toContainText("cần ghi lý do");
  await expectGood(page);
  await page.locator("textarea[id^=verify-note]").first().fill("Quy chế ban hành chậm một tháng.");
  await press(page, "Hoàn thành thẩm định");
  await expectDone(page, "Đã hoàn thành thẩm định");
  await openArea(page, "Phong trào");
  await page.getByRole("link", { name }).click();
  await press(page, "Xét công nhận 1 đơn vị");
  await expect(page.getByLabel(UNIT, { exact: true })).toBeChecked();
  await page.fill("#number", decision);
  await page.fill("#decided_on", today);
  await expectGood(page);
  await press(page, "Công nhận các đơn vị đã chọn");
  await expectDone(page, "Đã công nhận 1 đơn vị");
  await page.locator("main .nep-figures a").first().click();
  await expect(page.locator("main table")).toContainText(UNIT);
  await expectGood(page);
}

test("a unit is scored from facts and evidence, verified, recognised and shown to the public (S1.1, S1.5)", async ({ page, browser }, testInfo) => {
  test.setTimeout(240_000);
  const word = freshWord();
  const [name, decision] = [`Thi đua văn hóa công sở ${word}`, `Quyết định ${word}/QĐ-UBND`];
  const office = await visitor(browser, testInfo);
  const today = await programDay(office);
  await launch(office, name, today);
  await adapt(page, name, today);
  await selfScore(page);
  await verifyAndRecognise(office, name, decision, today);

  const citizen = await visitor(browser, testInfo);
  await citizen.goto(`/xep-hang?nam=${today.slice(0, 4)}`);
  await expect(citizen.locator("main")).toContainText(name);
  const row = citizen.locator("main table tbody tr", { hasText: decision });
  await expect(row).toContainText(UNIT);
  await expect(row).toContainText("96/100");
  await expectGood(citizen);
});
