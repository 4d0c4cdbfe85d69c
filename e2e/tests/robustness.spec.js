// What must not go wrong when people are hurried, two at once, away from the desk, or without scripts.
import { ACCOUNTS, expect, expectDone, expectGood, freshWord, openArea, PASSWORD, press, signIn, test, visitor } from "./helper.js";

/** The intake form of the first procedure, filled in. */
async function fillIntake(page, applicant) {
  await page.goto("/mot-cua/tiep-nhan");
  await page.selectOption("#thu-tuc", { index: 1 });
  await press(page, "Tiếp tục");
  await page.fill("#applicant_name", applicant);
  await page.fill("#applicant_address", "Xóm 3, xã Đức Hồng");
  await page.fill("#applicant_phone", "0900000077");
}

async function expectOneDossier(page, applicant) {
  await page.goto(`/mot-cua?muc=all&q=${encodeURIComponent(applicant)}`);
  await expect(page.locator("main table tbody tr")).toHaveCount(1);
}

test("a double click takes one dossier", async ({ page }) => {
  const applicant = `Bàn Văn Nhấn Đúp ${freshWord()}`;
  await signIn(page, "desk_officer");
  await fillIntake(page, applicant);
  await page.locator("main").getByRole("button", { name: "Tiếp nhận", exact: true }).dblclick();
  await expectDone(page);
  await expectOneDossier(page, applicant);
});

test("a session that ended meanwhile: what was sent is told to be unsaved, and stands in the form again", async ({ page }) => {
  const applicant = `Bàn Thị Hết Phiên ${freshWord()}`;
  await signIn(page, "desk_officer");
  await fillIntake(page, applicant);
  await page.context().clearCookies({ name: "nep_session" });
  await press(page, "Tiếp nhận");
  await expect(page).toHaveURL(/dang-nhap/);
  await expect(page.locator("main")).toContainText("chưa được lưu");
  await expectGood(page);
  await page.fill("input[name=username]", ACCOUNTS.desk_officer);
  await page.fill("input[name=password]", PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/mot-cua\/tiep-nhan/);
  await expect(page.locator("#applicant_name")).toHaveValue(applicant);
  await press(page, "Tiếp nhận");
  await expectDone(page);
  await expectOneDossier(page, applicant);
});

test("a form given back with errors, and the session ended: what was typed stands on the record's page", async ({ page }) => {
  const applicant = `Bàn Thị Trả Lại ${freshWord()}`;
  await signIn(page, "desk_officer");
  await fillIntake(page, applicant);
  await press(page, "Tiếp nhận");
  await expectDone(page);
  const stop = page.locator("form[action$='/dung']");
  await page.locator("details", { has: stop }).locator("summary").first().click();
  await stop.locator("button").click();
  await expect(page.locator(".govuk-error-summary")).toBeVisible();
  await page.locator("#stop_reason").fill("Người nộp xin rút");
  await page.context().clearCookies({ name: "nep_session" });
  await page.locator("form[action$='/dung'] button").click();
  await expect(page).toHaveURL(/dang-nhap/);
  await page.fill("input[name=username]", ACCOUNTS.desk_officer);
  await page.fill("input[name=password]", PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator("#stop_reason")).toHaveValue("Người nộp xin rút");
});

test("without scripts: signing in and taking a dossier; the same form sent twice takes one", async ({ browser }, testInfo) => {
  const page = await visitor(browser, testInfo, { javaScriptEnabled: false });
  const applicant = `Bàn Thị Không Kịch Bản ${freshWord()}`;
  await signIn(page, "desk_officer");
  await expect(page.locator("h1")).toBeVisible();
  await fillIntake(page, applicant);
  const fields = page.locator("main form").locator("input:not([type=radio]), select, textarea, input[type=radio]:checked");
  const form = {};
  for (const field of await fields.all()) form[await field.getAttribute("name")] = await field.inputValue();
  await press(page, "Tiếp nhận");
  await expectDone(page);
  const again = await page.request.post("/mot-cua/tiep-nhan", { form });
  expect(again.url()).toBe(page.url());
  await expectOneDossier(page, applicant);
});

test("two people edit the same unit: the second is told and loses nothing typed", async ({ page, browser }, testInfo) => {
  const second = await visitor(browser, testInfo);
  await signIn(page, "home_affairs");
  await openArea(page, "Tổ chức");
  await page.locator("main").getByRole("link", { name: "Phòng Dân tộc" }).click();
  await page.locator("main a[href$='/sua']").click();
  await expectGood(page);
  await signIn(second, "home_affairs");
  await second.goto(page.url());
  await page.fill("#identifier", `H14.25.${Date.now() % 1000}`);
  await press(page, "Lưu");
  await expectDone(page);

  await second.fill("#office_hours", "07:15-11:30,13:30-16:45");
  const answered = second.waitForResponse((answer) => answer.request().method() === "POST");
  await press(second, "Lưu");
  expect((await answered).status()).toBe(409);
  await expect(second.locator(".govuk-error-summary")).toContainText("vừa được lưu ở nơi khác");
  await expect(second.locator("#office_hours")).toHaveValue("07:15-11:30,13:30-16:45");
  await expectGood(second);
});

test("an idle session warns a minute before its end and keeps what was typed (S2.7)", async ({ page }) => {
  await page.clock.install();
  await signIn(page, "desk_officer");
  const applicant = `Lãnh Thị Đi Vắng ${freshWord()}`;
  await fillIntake(page, applicant);
  const idle = Number(await page.locator("body").getAttribute("data-idle-seconds"));
  const dialog = page.locator("#nep-idle");
  await page.clock.fastForward((idle - 90) * 1000);
  await expect(dialog).toBeHidden();
  await page.clock.fastForward(40_000);
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText("Bạn còn ở đây chứ?");
  await expectGood(page);
  await dialog.getByRole("button", { name: "Tiếp tục làm việc" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("#applicant_name")).toHaveValue(applicant);

  await page.clock.fastForward((idle + 5) * 1000);
  await expect(page).toHaveURL(/dang-nhap/);
  await page.fill("input[name=username]", ACCOUNTS.desk_officer);
  await page.fill("input[name=password]", PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.locator("#applicant_name")).toHaveValue(applicant);
  await expect(page.locator("main")).toContainText("đã được khôi phục");
});

test("a session that was tampered with leads to the sign-in page, and work goes on after it", async ({ page }) => {
  await signIn(page, "desk_officer");
  const cookies = await page.context().cookies();
  const session = cookies.find((one) => one.name === "nep_session");
  await page.context().addCookies([{ ...session, value: `x${session.value.slice(1)}` }]);
  await page.goto("/mot-cua");
  await expect(page).toHaveURL(/dang-nhap/);
  await expectGood(page);
});
