// The desk's whole way with a citizen: taken, forwarded, decided, handed over, looked up, rated; and what is due.
import { expect, expectDone, expectGood, freshWord, openArea, press, signIn, test, visitor } from "./helper.js";

const LAND_OFFICE = "Phòng Tài nguyên và Môi trường";

/** Takes a dossier of the land office and returns its code. */
async function receive(page, applicant) {
  await signIn(page, "desk_officer");
  await openArea(page, "Một cửa");
  await press(page, "Tiếp nhận hồ sơ");
  await expectGood(page);
  const options = page.locator("#thu-tuc option");
  await page.selectOption("#thu-tuc", await options.filter({ hasText: "Đăng ký biến động" }).first().getAttribute("value"));
  await press(page, "Tiếp tục");
  await page.fill("#applicant_name", applicant);
  await page.fill("#applicant_address", "Xóm 2, xã Đức Hồng");
  await page.fill("#applicant_phone", "0900000099");
  await expectGood(page);
  await press(page, "Tiếp nhận");
  await expectDone(page);
  return (await page.locator(".nep-title__caption").textContent()).match(/[A-Z0-9.]+-\d{6}-\d{4}/)[0];
}

/** The land office decides: the specialist finds the dossier on the worklist's desk by its code. */
async function decide(page, code) {
  await signIn(page, "specialist");
  await openArea(page, "Một cửa");
  await page.fill("#q", code);
  await press(page, "Lọc");
  await page.locator("main table").getByRole("link", { name: code }).click();
  await expectGood(page);
  await page.getByLabel("Từ chối giải quyết").check();
  await press(page, "Ghi kết quả");
  await expect(page.locator(".govuk-error-summary")).toBeVisible();
  await expect(page.getByLabel("Từ chối giải quyết")).toBeChecked();
  await page.getByLabel("Giải quyết theo yêu cầu").check();
  await press(page, "Ghi kết quả");
  await expectDone(page, code);
}

/** The address under the QR code of the receipt slip. */
async function ratingAddress(page) {
  const href = await page.getByRole("button", { name: /giấy tiếp nhận|giấy hẹn/i }).getAttribute("href");
  const answer = await page.request.get(href);
  expect(answer.headers()["content-type"]).toContain("application/pdf");
  return (await answer.body()).toString("latin1").match(/\/danh-gia\/[\w-]{16}/)[0];
}

test("taken, forwarded, decided, handed over, looked up and rated (S1.2, S1.3, S4.4)", async ({ page, browser }, testInfo) => {
  test.setTimeout(180_000);
  const word = freshWord();
  const code = await receive(page, `Hoàng Thị Một Cửa ${word}`);
  const dossier = page.url();
  const rating = await ratingAddress(page);
  const citizen = await visitor(browser, testInfo);
  await citizen.goto(rating);
  await expect(citizen.locator("h1")).toHaveText("Hồ sơ chưa có kết quả");
  await expectGood(citizen);

  await expect(page.locator("#to option:checked")).toContainText(LAND_OFFICE);
  await press(page, "Chuyển hồ sơ");
  await expectDone(page, code);
  await expectGood(page);
  await decide(await visitor(browser, testInfo), code);
  // The desk finds it again by the applicant's name, typed without accents.
  await page.goto("/mot-cua?muc=all");
  await page.fill("#q", `hoang thi mot cua ${word.toLowerCase()}`);
  await press(page, "Lọc");
  await expect(page.locator("main table tbody tr")).toHaveCount(1);
  await page.locator("main table").getByRole("link", { name: code }).click();
  await expect(page).toHaveURL(dossier);
  await page.fill("#give_note", "Người nộp đến nhận");
  await press(page, "Đã trả kết quả");
  await expectDone(page);
  await expect(page.locator(".nep-timeline__item")).toHaveCount(4);
  await expectGood(page);

  await citizen.goto("/");
  await citizen.fill("#ma", code.toLowerCase());
  await press(citizen, "Tra cứu");
  await expect(citizen.locator("main")).toContainText("Đã trả kết quả");
  await expect(citizen.locator("main")).not.toContainText(word);
  await expectGood(citizen);

  await citizen.goto(rating);
  await press(citizen, "Gửi đánh giá");
  await expect(citizen.locator(".govuk-error-summary")).toBeVisible();
  await expectGood(citizen);
  await citizen.getByLabel("Rất hài lòng", { exact: true }).check();
  await citizen.getByLabel("Có", { exact: true }).first().check();
  await citizen.fill("#comment", `Cán bộ tận tình ${word}`);
  await press(citizen, "Gửi đánh giá");
  await expect(citizen.locator("h1")).toHaveText("Cảm ơn bạn đã đánh giá");
  await expectGood(citizen);
  await citizen.goto(rating);
  await expect(citizen.locator("form[action^='/danh-gia/']")).toHaveCount(0);

  await page.goto(dossier);
  await expect(page.locator("main")).toContainText(`Cán bộ tận tình ${word}`);
  await expectGood(page);
});

test("what is due soon and what is late stand in lists of their own (S5.4)", async ({ page }) => {
  await signIn(page, "desk_officer");
  await openArea(page, "Một cửa");
  for (const [tab, late] of [["Sắp đến hạn", false], ["Quá hạn", true]]) {
    const link = page.locator(".moj-sub-navigation a", { hasText: tab });
    const counted = (await link.locator(".nep-count").textContent()).match(/\d+/)[0];
    await link.click();
    await expect(page.locator(".nep-list-head__count")).toContainText(counted);
    const rows = page.locator("main table tbody tr");
    await expect(rows).toHaveCount(Number(counted));
    await expect(page.locator("main table tr.nep-table__row--late")).toHaveCount(late ? Number(counted) : 0);
    await expectGood(page);
  }
  await page.locator("main table tbody th a").first().click();
  await expect(page.locator(".nep-title__status .nep-tag--late")).toBeVisible();
  await expectGood(page);
});
