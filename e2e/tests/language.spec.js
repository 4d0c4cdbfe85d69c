// Everything the program itself says is there in English too.
import { expect, expectGood, signIn, test } from "./helper.js";

/** What the program says; names and records of the body stay as people wrote them. */
const WORDS = "nav a, nav summary, label, legend, button, [role=button], th[scope=col], .govuk-hint, summary, .nep-figure__label, .nep-tag";
const VIETNAMESE = /[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/;

async function expectEnglish(page) {
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const texts = await page.locator(WORDS).evaluateAll((all) => all.filter((one) => !one.closest("[lang=vi]")).map((one) => {
    const copy = one.cloneNode(true);
    for (const inner of copy.querySelectorAll("[lang=vi], select, option, .govuk-visually-hidden")) inner.remove();
    return copy.textContent.trim();
  }));
  expect(texts.filter((text) => VIETNAMESE.test(text)), `Vietnamese words on ${page.url()}`).toEqual([]);
}

for (const [role, paths] of [
  ["desk_officer", ["/ban-lam-viec", "/mot-cua", "/mot-cua/tiep-nhan", "/thu"]],
  ["home_affairs", ["/phong-trao", "/to-chuc", "/nhan-su", "/nhan-su/nhap-excel", "/kiem-tra", "/khen-thuong", "/bao-cao"]],
]) {
  test(`pages of ${role} read English and back`, async ({ page }) => {
    await signIn(page, role);
    await page.getByRole("link", { name: "English" }).click();
    for (const path of paths) {
      await test.step(path, async () => {
        await page.goto(path);
        await expectEnglish(page);
        await expectGood(page);
      });
    }
    await page.getByRole("link", { name: "Tiếng Việt" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "vi");
    await expect(page).toHaveURL(new RegExp(`${paths.at(-1)}$`));
  });
}

test("citizens read English and back", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "English" }).click();
  for (const path of ["/", "/tra-cuu", "/thu-tuc", "/xep-hang", "/phan-anh", "/danh-gia", "/dang-nhap"]) {
    await page.goto(path);
    await expectEnglish(page);
    await expectGood(page);
  }
  await page.getByRole("link", { name: "Tiếng Việt" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
});
