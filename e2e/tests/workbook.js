// Filling in an Excel template as an official does, and reading what a workbook says.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** `A`, `B`, …; the templates have fewer than 27 columns. */
const letter = (column) => String.fromCharCode(65 + column);

/** Dates stand as dates, everything else as text. */
function cell(value, row, column) {
  const place = `r="${letter(column)}${row}"`;
  if (value === "") return "";
  if (value instanceof Date) return `<c ${place} t="d"><v>${value.toISOString().slice(0, 10)}</v></c>`;
  return `<c ${place} t="inlineStr"><is><t>${escape(value)}</t></is></c>`;
}

/** Which file holds the sheet of this name. */
function fileOf(parts, name) {
  const book = strFromU8(parts["xl/workbook.xml"]);
  const id = book.match(new RegExp(`<sheet name="${name}"[^>]* r:id="([^"]+)"`))[1];
  const links = strFromU8(parts["xl/_rels/workbook.xml.rels"]);
  const link = links.match(/<Relationship [^>]*>/g).find((one) => one.includes(`Id="${id}"`));
  return `xl/${link.match(/Target="([^"]+)"/)[1]}`;
}

/** The template with rows under the headings: `{ "Cán bộ": [["CB01", "Nguyễn Văn Mẫu", …], …] }`. */
export function fillIn(template, sheets) {
  const parts = unzipSync(new Uint8Array(template));
  for (const [name, rows] of Object.entries(sheets)) {
    const lines = rows.map((values, n) => `<row r="${n + 2}">${values.map((v, c) => cell(v, n + 2, c)).join("")}</row>`);
    const file = fileOf(parts, name);
    parts[file] = strToU8(strFromU8(parts[file]).replace("</sheetData>", `${lines.join("")}</sheetData>`));
  }
  return Buffer.from(zipSync(parts));
}

/** All words of a workbook, sheet by sheet, as one text. */
export function wordsOf(bytes) {
  const parts = unzipSync(new Uint8Array(bytes));
  const files = Object.keys(parts).filter((name) => /sharedStrings|worksheets\//.test(name));
  return files.map((name) => strFromU8(parts[name]).replace(/<[^>]+>/g, " ")).join(" ");
}
