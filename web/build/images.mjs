import { readFile } from "node:fs/promises";
import path from "node:path";

/** The favicon, without the line breaks that make the source readable. */
export async function favicon(root) {
  const source = await readFile(path.join(root, "src/images/favicon.svg"), "utf8");
  return Buffer.from(source.replace(/\n\s*/g, ""));
}
