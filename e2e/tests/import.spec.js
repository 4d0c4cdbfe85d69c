// Units and staff come in from Excel: the template, a file with broken rows, a good file, the people found again.
import { expect, expectDone, expectGood, freshWord, openArea, press, signIn, test } from "./helper.js";
import { fillIn } from "./workbook.js";

/** From the worklist to the page of the import, and the template that it offers. */
async function fetchTemplate(page) {
  await signIn(page, "home_affairs");
  await openArea(page, "Tổ chức");
  await press(page, "Nhập từ Excel");
  await expectGood(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /Tải tệp mẫu/ }).click();
  const chunks = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function check(page, name, buffer) {
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await page.setInputFiles("#file", { name, mimeType, buffer });
  await press(page, "Kiểm tra tệp");
}

test("a filled template is checked, shown, confirmed and imported; the person is found without accents (S1.6)", async ({ page }) => {
  const word = freshWord();
  const template = await fetchTemplate(page);
  const unit = [`DV${word}`, `Trạm khuyến nông ${word}`, "Đơn vị sự nghiệp", "", new Date("2024-10-01")];
  const people = [
    [`CB1${word}`, `Đặng Thị Thử ${word}`, "15/08/1985", "Nữ", `DV${word}`, "Viên chức", "Trạm trưởng", "", "x", new Date("2024-10-02")],
    [`CB2${word}`, `Lường Văn Thử ${word}`, "", "Nam", `DV${word}`, "Hợp đồng lao động", "Bảo vệ", "", "", "02/10/2024"],
  ];
  await check(page, "nhap-thu.xlsx", fillIn(template, { "Đơn vị": [unit], "Cán bộ": people }));
  await expect(page.locator("h1")).toHaveText("Kết quả kiểm tra tệp");
  const figures = page.locator(".nep-figures .nep-figure__value");
  await expect(figures).toHaveText(["1", "2", "0"]);
  await expect(page.locator("main")).toContainText(`Đặng Thị Thử ${word}`);
  await expectGood(page);

  await press(page, "Xác nhận và nhập");
  await expectDone(page, "Đã nhận lệnh nhập");
  // The script watches the progress and shows the page anew at the end.
  await expect(page.locator(".nep-tag--done")).toHaveText("Đã nhập xong", { timeout: 20_000 });
  await expectGood(page);

  await page.getByRole("link", { name: "Xem danh sách nhân sự" }).click();
  await page.fill("#q", `dang thi thu ${word.toLowerCase()}`);
  await press(page, "Lọc");
  const rows = page.locator("main table tbody tr");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(`Trạm khuyến nông ${word}`);
  await expectGood(page);
  await rows.locator("th a").click();
  await expect(page.locator("h1")).toContainText(`Đặng Thị Thử ${word}`);
  await expectGood(page);
});

test("a file with broken rows names sheet, row and column of each; nothing is imported (part 5)", async ({ page }) => {
  const word = freshWord();
  const template = await fetchTemplate(page);
  const units = [[`DX${word}`, `Trạm thử hỏng ${word}`, "Đồn lũy", "", "01/01/2019"]];
  const people = [
    [`CX1${word}`, `Hà Văn Hỏng ${word}`, "31/02/1985", "Nam", "PTNMT", "Công chức", "Chuyên viên", "", "", "01/03/2020"],
    [`CX2${word}`, "", "", "", "KHONGCO", "Công chức", "Chuyên viên", "", "", "01/03/2020"],
    [`CX3${word}`, `Hà Thị Lành ${word}`, "", "Nữ", "PTNMT", "Công chức", "Chuyên viên", "", "", "01/03/2020"],
  ];
  await check(page, "nhap-hong.xlsx", fillIn(template, { "Đơn vị": units, "Cán bộ": people }));
  // What would be new is not told while nothing can be imported.
  await expect(page.locator(".nep-figures .nep-figure__value")).toHaveText(["4"]);
  const problem = (text) => page.locator("main table tbody tr", { hasText: text });
  await expect(problem("“Đồn lũy” không phải là loại đơn vị")).toContainText(/Đơn vị\s*2\s*C \(Loại đơn vị\)/);
  await expect(problem("“31/02/1985” không phải là ngày")).toContainText(/Cán bộ\s*2\s*C \(Ngày sinh\)/);
  await expect(problem("Để trống ô bắt buộc Họ và tên")).toContainText(/Cán bộ\s*3\s*B \(Họ và tên\)/);
  await expect(problem("Không có đơn vị nào mang mã KHONGCO")).toContainText(/Cán bộ\s*3\s*E \(Mã đơn vị\)/);
  await expect(page.getByRole("button", { name: "Xác nhận và nhập" })).toHaveCount(0);
  await expectGood(page);
  const list = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải danh sách lỗi (Excel)" }).click();
  expect((await list).suggestedFilename()).toMatch(/\.xlsx$/);

  await page.goto(`/nhan-su?q=${word}`);
  await expect(page.locator(".nep-empty")).toBeVisible();
});
