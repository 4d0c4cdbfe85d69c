/**
 * Be Vietnam Pro has no digits of equal width, which columns of numbers need.
 * This widens or narrows the space around each glyph of a font that holds
 * nothing but digits, so that all of them take the same width.
 */

function tables(font) {
  const count = font.readUInt16BE(4);
  const found = {};
  for (let i = 0; i < count; i += 1) {
    const at = 12 + 16 * i;
    found[font.toString("latin1", at, at + 4)] = font.readUInt32BE(at + 8);
  }
  return found;
}

/** Left and right edge of a glyph's outline, in font units. */
function extent(font, { loca, glyf, head }, glyph) {
  const long = font.readInt16BE(head + 50) === 1;
  const at = long ? font.readUInt32BE(loca + 4 * glyph) : 2 * font.readUInt16BE(loca + 2 * glyph);
  return { left: font.readInt16BE(glyf + at + 2), right: font.readInt16BE(glyf + at + 6) };
}

/**
 * @param {Buffer} original TrueType font whose glyphs, but for the first, are digits
 * @returns {Buffer} the same with every digit centred on the width of the widest
 */
export function equalAdvances(original) {
  const font = Buffer.from(original);
  const at = tables(font);
  const glyphs = font.readUInt16BE(at.maxp + 4);
  const metrics = font.readUInt16BE(at.hhea + 34);
  if (metrics !== glyphs) throw new Error("the digits already share a width; leave build/tabular.mjs out");
  let width = 0;
  for (let glyph = 1; glyph < glyphs; glyph += 1) {
    width = Math.max(width, font.readUInt16BE(at.hmtx + 4 * glyph));
  }
  for (let glyph = 1; glyph < glyphs; glyph += 1) {
    const { left, right } = extent(font, at, glyph);
    font.writeUInt16BE(width, at.hmtx + 4 * glyph);
    font.writeInt16BE(Math.round((width - (right - left)) / 2), at.hmtx + 4 * glyph + 2);
  }
  // Bit 1 would promise that outlines start at their bearing, which is no longer so.
  font.writeUInt16BE(font.readUInt16BE(at.head + 16) & ~2, at.head + 16);
  return font;
}
