import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Packages whose code or fonts are inside `dist/`. */
const BUNDLED = [
  "@expo-google-fonts/be-vietnam-pro",
  "@expo-google-fonts/tinos",
  "@ministryofjustice/frontend",
  "echarts",
  "govuk-frontend",
  "htmx.org",
  "tslib",
  "zrender",
];

/** These publish without a licence file; the holder is the one their repositories name. */
const MIT_HOLDERS = {
  "@ministryofjustice/frontend": "2019 Crown Copyright (Ministry of Justice)",
  "govuk-frontend": "2017 Crown Copyright (Government Digital Service)",
};

const TEXTS = /^(licen[cs]e|notice)/i;

async function mit(root, name) {
  const holder = MIT_HOLDERS[name];
  if (!holder) throw new Error(`${name} brings no licence text; add its holder in build/licences.mjs`);
  return (await readFile(path.join(root, "build/mit.txt"), "utf8")).replace("{holder}", holder);
}

/** One text with the licence of everything bundled. */
export async function licences(root) {
  const parts = [];
  for (const name of BUNDLED) {
    const folder = path.join(root, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && TEXTS.test(entry.name)).map(({ name: file }) => file);
    const texts = await Promise.all(files.sort().map((file) => readFile(path.join(folder, file), "utf8")));
    if (texts.length === 0) texts.push(await mit(root, name));
    parts.push([`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join("\n\n"));
  }
  return `${parts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`;
}
