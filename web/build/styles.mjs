import path from "node:path";
import { compile } from "sass";
import esbuild from "esbuild";

/** The frameworks warn each other with `@warn`, which has no span; we do not use it. */
function reportOwn(message, { span }) {
  if (span) console.warn(`${span.url ?? ""}:${span.start.line + 1}: ${message}`);
}

/**
 * Compiles the sheet and puts the hashed font names in.
 * @param {string} root folder of package.json; the frameworks are found below it
 * @param {Record<string, string>} manifest logical to hashed names
 */
export async function compileStyles(root, manifest) {
  const { css } = compile(path.join(root, "src/scss/app.scss"), {
    loadPaths: [root],
    quietDeps: true,
    style: "expanded",
    logger: { warn: reportOwn },
  });
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, legalComments: "none" });
  const linked = code.replace(/url\(["']?([^"')]+)["']?\)/g, (whole, name) => {
    const hashed = manifest[name];
    if (!hashed) throw new Error(`app.css names ${name}, which the build does not make`);
    return `url(${hashed})`;
  });
  return Buffer.from(linked);
}
