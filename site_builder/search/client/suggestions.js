/** Suggests words that the index has for words that it lacks. */

import { fold } from "./analysis.js";
import { vocabularyUnder } from "./expansion.js";

const FARTHEST = 2;

/** Gives the edit distance (with transpositions) of two words, or more than `most` if it is greater. */
export function distance(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let [beforeLast, last] = [[], Array.from({ length: two.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= two.length; j++) {
      const same = one[i - 1] === two[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1];
      if (swapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return last[two.length];
}

/** Gives the nearest word of the index that begins with the same letter; null if none is near. */
async function nearest(library, word) {
  const wanted = fold(word);
  const most = wanted.length < 4 ? 1 : FARTHEST;
  let best = null;
  for (const { name, key, stem, magnitude } of await vocabularyUnder(library, wanted.slice(0, 1))) {
    if (stem || key === wanted || /[^\p{L}]/u.test(key)) continue;
    const far = distance(wanted, key, most);
    if (far > most) continue;
    const isBetter = !best || far < best.far || (far === best.far && magnitude > best.magnitude);
    if (isBetter) best = { name, far, magnitude };
  }
  return best?.name ?? null;
}

/** Gives what was typed with words in place of those that the index lacks: at most one suggestion. */
export async function suggest(library, text, missing) {
  const found = await Promise.all(missing.map((word) => nearest(library, word)));
  if (!found.some(Boolean)) return [];
  const by = new Map(missing.map((word, i) => [fold(word), found[i]]));
  const replaced = text.normalize("NFC").replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => by.get(fold(word.toLowerCase())) ?? word);
  return replaced === text ? [] : [replaced];
}
