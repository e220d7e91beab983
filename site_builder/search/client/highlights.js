/** Finds the words of a text that a query found. */

import { chunks, fold, prepare, stem } from "./analysis.js";

/** Gives [start, end] of every chunk that holds one of some terms, as written, folded or stemmed. */
export function highlights(text, terms) {
  if (!text) return [];
  const found = [];
  for (const { start, end, tokens } of chunks(prepare(text))) {
    const forms = tokens.flatMap(({ term }) => [term, fold(term), stem(term)]);
    if (forms.some((form) => terms.has(form))) found.push([start, end]);
  }
  return found;
}
