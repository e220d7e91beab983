/** Reads text that has a byte for each Vietnamese letter (site_builder/search/letters.py). */

const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const decoder = new TextDecoder();

function letters() {
  const toned = [..."aăâeêioôơuưy"].flatMap((vowel) =>
    ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"].map((tone) => (vowel + tone).normalize("NFC")));
  const small = `${toned.filter((letter) => letter > "\x7f").join("")}đ`;
  return `${small}${small.toUpperCase()}–…“”’`;
}

const CODES = [0x7f, 1, 2, 3, 4, 5, 6, 7, 8, 0x0b, 0x0c, ...Array.from({ length: 16 }, (_, i) => i + 0x10)];
const TABLE = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
[...letters()].forEach((letter, i) => {
  const code = i < 128 ? 128 + i : CODES[i - 128];
  if (code !== undefined) TABLE[code] = letter;
});

/** Decodes a text. */
export function decodeLetters(bytes) {
  const parts = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== SHIFT_OUT) {
      parts.push(TABLE[bytes[i]]);
      continue;
    }
    const end = bytes.indexOf(SHIFT_IN, i);
    parts.push(decoder.decode(bytes.subarray(i + 1, end)));
    i = end;
  }
  return parts.join("");
}
