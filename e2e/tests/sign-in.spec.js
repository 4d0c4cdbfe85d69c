// Signing in and out, and what a wrong password says.
import { ACCOUNTS, expect, expectAccessible, PASSWORD, signIn, test } from "./helper.js";

test("a wrong password keeps the name and says what to do", async ({ page }) => {
  await page.goto("/dang-nhap");
  await page.fill("input[name=username]", ACCOUNTS.desk_officer);
  await page.fill("input[name=password]", `${PASSWORD}-sai`);
  await page.keyboard.press("Enter");
  await expect(page.locator(".govuk-error-summary")).toBeVisible();
  await expect(page.locator("input[name=username]")).toHaveValue(ACCOUNTS.desk_officer);
  await expectAccessible(page);
});

test("a signed-out person is asked to sign in and comes back to the page", async ({ page }) => {
  await page.goto("/mot-cua");
  await expect(page).toHaveURL(/dang-nhap/);
  await page.fill("input[name=username]", ACCOUNTS.desk_officer);
  await page.fill("input[name=password]", PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/mot-cua$/);
});

test("every role can sign in", async ({ browser }) => {
  for (const role of Object.keys(ACCOUNTS)) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page, role);
    await expect(page.locator("h1")).toHaveCount(1);
    await context.close();
  }
});
