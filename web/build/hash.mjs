import { createHash } from "node:crypto";
import path from "node:path";

const LENGTH = 10;

/** `fonts/a.woff2` becomes `fonts/a-<hash of the content>.woff2`. */
export function hashedName(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, LENGTH);
  const { dir, name: stem, ext } = path.posix.parse(name);
  return path.posix.join(dir, `${stem}-${hash}${ext}`);
}
