// Steps of the main job that stand alone: wrong input, the letter of apology, the share of 2021, a file that is no workbook.
import { expect, expectGood, signIn, startOfFile, test } from "./helper.js";

test("wrong input gives everything typed back with what to do", async ({ page }) => {
  await signIn(page, "desk_officer");
  await page.goto("/mot-cua/tiep-nhan");
  await page.selectOption("#thu-tuc", { index: 1 });
  await page.click("main button[type=submit]");
  await page.fill("#applicant_name", "Lý Văn Giữ Lại");
  await page.fill("#applicant_phone", "không có");
  await page.click("main button[type=submit]");
  await expect(page.locator(".govuk-error-summary li")).toHaveCount(2);
  await expect(page.locator("#applicant_name")).toHaveValue("Lý Văn Giữ Lại");
  await expectGood(page);
});

test("the head signs an apology with one new date (S3.3)", async ({ page }) => {
  await signIn(page, "head");
  await page.goto("/thu");
  await page.locator("main table a[href^='/thu/']").first().click();
  const letter = new URL(page.url()).pathname;
  await expectGood(page);
  expect(await startOfFile(page, `${letter}/pdf`)).toBe("%PDF-");
  await page.fill(`form[action='${letter}/sua'] textarea[name=reason]`, "Hồ sơ cần xác minh thêm ranh giới thửa đất.");
  await page.click(`form[action='${letter}/sua'] button[type=submit]`);
  await expect(page.locator(".govuk-notification-banner")).toBeVisible();
  await page.click(`form[action='${letter}/ky'] button[type=submit]`);
  await expect(page.locator(`form[action='${letter}/ky']`)).toHaveCount(0);
  await expectGood(page);
});

test("the report of 2021 prints 97 % and opens to the 65 units behind it (S1.5)", async ({ page }) => {
  await signIn(page, "auditor");
  await page.goto("/bao-cao/nam/2021");
  await expectGood(page);
  const share = page.locator("main a[href^='/so-lieu/movement.recognised']").first();
  await expect(share).toContainText("97");
  await share.click();
  await expect(page.locator("main")).toContainText("65");
  await expect(page.locator("main")).toContainText("67");
  await expectGood(page);
  await page.goto("/bao-cao/nam/2021");
  const files = await page.locator("main .nep-title__actions a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  const starts = [];
  for (const href of files) starts.push((await startOfFile(page, href)).slice(0, 2));
  expect(starts.sort()).toEqual(["%P", "PK"]);
});

test("a file that is not what its name says is not imported (part 5)", async ({ page }) => {
  await signIn(page, "home_affairs");
  await page.goto("/nhan-su/nhap-excel");
  await expectGood(page);
  await page.setInputFiles("#file", { name: "danh-sach.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("không phải Excel") });
  await page.click("main button[type=submit]");
  await expect(page.locator(".govuk-error-summary")).toBeVisible();
  await expectGood(page);
});
