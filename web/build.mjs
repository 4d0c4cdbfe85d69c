/** Builds `dist/` from `src/`; see README.md for what lands there. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundleScripts } from "./build/scripts.mjs";
import { copyPdfFonts, webFonts } from "./build/fonts.mjs";
import { compileStyles } from "./build/styles.mjs";
import { hashedName } from "./build/hash.mjs";
import { favicon } from "./build/images.mjs";
import { licences } from "./build/licences.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));
const finished = path.join(root, "dist");
// Built beside and swapped in at the end, so that a build of the program never sees half of it.
const dist = path.join(root, "dist.new");

await rm(dist, { recursive: true, force: true });
await mkdir(path.join(dist, "fonts"), { recursive: true });

const manifest = {};

/** Writes one served file under its hashed name and notes it in the manifest. */
async function emit(name, content) {
  manifest[name] = hashedName(name, content);
  await writeFile(path.join(dist, manifest[name]), content);
}

for (const [name, content] of await webFonts(root)) await emit(name, content);
await emit("favicon.svg", await favicon(root));
for (const [name, content] of await bundleScripts(root)) await emit(name, content);
// Last, because the sheet names the hashed fonts.
await emit("app.css", await compileStyles(root, manifest));

await copyPdfFonts(root, path.join(dist, "fonts"));
await writeFile(path.join(dist, "licenses.txt"), await licences(root));

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);

await rm(finished, { recursive: true, force: true });
await rename(dist, finished);
