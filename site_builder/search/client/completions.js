/** Completes what somebody is typing. */

import { fold } from "./analysis.js";
import { vocabularyUnder } from "./expansion.js";

/** Gives the words that a beginning may be completed to, the most frequent first. */
export async function completions(library, beginning) {
  const found = await vocabularyUnder(library, fold(beginning));
  const isToned = fold(beginning) !== beginning;
  const families = new Map();
  for (const { name, key, stem, magnitude } of found) {
    if (stem || (isToned && !name.startsWith(beginning))) continue;
    const before = families.get(key);
    if (!before || before.magnitude < magnitude) families.set(key, { key, name, magnitude });
  }
  return [...families.values()].sort((a, b) => b.magnitude - a.magnitude || a.name.length - b.name.length);
}
