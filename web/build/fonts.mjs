import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import subsetFont from "subset-font";
import { equalAdvances } from "./tabular.mjs";

const FONTS = "node_modules/@expo-google-fonts";

// Basic Latin, Latin-1, Vietnamese letters and accents, punctuation, signs.
const RANGES = [
  [0x20, 0x7e], [0xa0, 0xff], [0x102, 0x103], [0x110, 0x111], [0x128, 0x129], [0x168, 0x169],
  [0x1a0, 0x1a1], [0x1af, 0x1b0], [0x300, 0x301], [0x303, 0x303], [0x309, 0x309], [0x323, 0x323],
  [0x1ea0, 0x1ef9], [0x2013, 0x2014], [0x2018, 0x201e], [0x2020, 0x2022], [0x2026, 0x2026],
  [0x2030, 0x2030], [0x2044, 0x2044], [0x20ab, 0x20ab], [0x2212, 0x2212], [0x2264, 0x2265],
];
const TEXT = RANGES.map(([first, last]) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i)),
).join("");
const DIGITS = "0123456789";

const WEIGHTS = { Regular: "400Regular", Medium: "500Medium", SemiBold: "600SemiBold", Bold: "700Bold" };
const DIGIT_WEIGHTS = ["Regular", "SemiBold"];
const PDF_FONTS = {
  Regular: "400Regular",
  Bold: "700Bold",
  Italic: "400Regular_Italic",
  BoldItalic: "700Bold_Italic",
};

function source(root, weight) {
  const folder = WEIGHTS[weight];
  return readFile(path.join(root, FONTS, "be-vietnam-pro", folder, `BeVietnamPro_${folder}.ttf`));
}

async function digits(root, weight) {
  const small = await subsetFont(await source(root, weight), DIGITS, {
    targetFormat: "truetype",
    keepFeatures: [],
    noHinting: true,
  });
  return subsetFont(equalAdvances(small), DIGITS, { targetFormat: "woff2", keepFeatures: [] });
}

/** @returns {Promise<[string, Buffer][]>} name and content of each font of the pages */
export async function webFonts(root) {
  const fonts = [];
  for (const weight of Object.keys(WEIGHTS)) {
    const font = await subsetFont(await source(root, weight), TEXT, {
      targetFormat: "woff2",
      keepFeatures: ["kern", "mark", "mkmk", "ccmp", "locl"],
      noHinting: true,
    });
    fonts.push([`fonts/BeVietnamPro-${weight}.woff2`, font]);
  }
  for (const weight of DIGIT_WEIGHTS) {
    fonts.push([`fonts/NepDigits-${weight}.woff2`, await digits(root, weight)]);
  }
  return fonts;
}

/** Whole TrueType files for the PDF engine, under the names it looks for. */
export async function copyPdfFonts(root, target) {
  for (const [name, folder] of Object.entries(PDF_FONTS)) {
    const from = path.join(root, FONTS, "tinos", folder, `Tinos_${folder}.ttf`);
    await copyFile(from, path.join(target, `Tinos-${name}.ttf`));
  }
}
