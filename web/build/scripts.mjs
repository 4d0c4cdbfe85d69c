import esbuild from "esbuild";
import path from "node:path";

// Chrome 109 is the last one for Windows 7, still met in small offices.
const TARGET = ["chrome109", "firefox115", "safari15.4"];

const ENTRIES = {
  "app.js": "src/js/app.js",
  "charts.js": "src/charts/charts.js",
};

/** @returns {Promise<[string, Buffer][]>} name and content of each bundle */
export async function bundleScripts(root) {
  return Promise.all(
    Object.entries(ENTRIES).map(async ([name, entry]) => {
      const result = await esbuild.build({
        absWorkingDir: root,
        entryPoints: [path.join(root, entry)],
        bundle: true,
        minify: true,
        write: false,
        format: "esm",
        target: TARGET,
        legalComments: "none",
        logLevel: "warning",
      });
      return [name, Buffer.from(result.outputFiles[0].contents)];
    }),
  );
}
