// Every page that the navigation of each role reaches: opens, is accessible, fits the window.
import { ACCOUNTS, expect, expectAccessible, expectWellFormed, signIn, test } from "./helper.js";

const PUBLIC = ["/", "/tra-cuu", "/thu-tuc", "/xep-hang", "/phan-anh", "/dang-nhap", "/can-cu", "/can-cu/vn/rating/nd-335-2025"];

for (const path of PUBLIC) {
  test(`public page ${path}`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer.status()).toBe(200);
    await expectWellFormed(page);
    await expectAccessible(page);
  });
}

for (const role of Object.keys(ACCOUNTS)) {
  test(`pages of ${role}`, async ({ page }) => {
    test.setTimeout(180_000);
    await signIn(page, role);
    const links = await page
      .locator("header a[href^='/'], nav a[href^='/'], main a[href^='/']")
      .evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute("href").split("#")[0]))]);
    expect(links.length).toBeGreaterThan(0);
    const pages = links.filter((href) => !/ngon-ngu|\.(pdf|xlsx)($|\?)|\/assets\//.test(href)).slice(0, 25);
    for (const href of pages) {
      await test.step(href, async () => {
        const answer = await page.goto(href);
        expect(answer.status(), href).toBe(200);
        await expectWellFormed(page);
        await expectAccessible(page);
      });
    }
  });
}
