/** Finds which terms of the index a clause's term stands for, as lunr's token set would. */

import { TIE, fold } from "./analysis.js";
import lunr from "./lunr.js";
import { placesUnder } from "./directory.js";
import { attachedNames, longPairNames, pairNames, parseVocabulary } from "./families.js";
import { byCodeUnits } from "./packing.js";

/** Reads the vocabulary's entries under a folded prefix. */
export async function vocabularyUnder(library, prefix) {
  const places = await placesUnder(library, library.entry.vocabulary, prefix);
  const parts = await Promise.all(places.flatMap(({ paths }) => paths).map((path) => library.read(path, parseVocabulary)));
  return parts.flat().filter((entry) => entry.key.startsWith(prefix));
}

/** Gives all terms of words under a prefix: as written, and the folded forms of the folded fields. */
async function wordTerms(library, prefix) {
  const found = await vocabularyUnder(library, fold(prefix));
  return found.flatMap((entry) => [entry.name, entry.key]);
}

async function pairTerms(library) {
  const [words, pairs] = await Promise.all([library.entry.words, library.entry.pairs].map((root) => placesUnder(library, root, "")));
  const parts = await Promise.all([
    ...words.flatMap(({ paths }) => paths.map((path) => attachedNames(library, path))),
    ...pairs.flatMap(({ page, paths }) => [longPairNames(page), ...paths.map((path) => pairNames(library, path))]),
  ]);
  return parts.flat().map((name) => TIE + name + TIE);
}

/** Gives every term that begins with a prefix; all terms for an empty one. */
async function termsUnder(library, prefix, withPairs) {
  if (prefix.startsWith(TIE)) return pairTerms(library);
  const words = await wordTerms(library, prefix);
  return withPairs ? [...words, ...(await pairTerms(library))] : words;
}

const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

async function byWildcard(library, pattern) {
  const prefix = pattern.slice(0, pattern.indexOf("*"));
  const terms = await termsUnder(library, prefix, prefix === "");
  const wanted = new RegExp(`^${pattern.split(/\*+/).map(escapeRegExp).join("[^]*")}$`);
  return [...new Set(terms)].filter((term) => wanted.test(term));
}

/** Says whether so few edits could make one word of the other: a cheap look at their letters. */
function mayBeNear(term, wanted, edits) {
  if (Math.abs(term.length - wanted.length) > edits) return false;
  let missing = 0;
  const left = term.split("");
  for (const char of wanted.split("")) {
    const at = left.indexOf(char);
    if (at < 0) missing++;
    else left.splice(at, 1);
    if (missing > edits) return false;
  }
  return left.length <= edits;
}

async function byEditDistance(library, clause, term) {
  const edits = clause.editDistance;
  const withPairs = term.includes(TIE) || term.includes("*") || edits > 2;
  const terms = await termsUnder(library, "", withPairs);
  const near = [...new Set(terms)].filter((other) => term.includes("*") || mayBeNear(other, term, edits));
  const wanted = lunr.TokenSet.fromFuzzyString(term, edits);
  return lunr.TokenSet.fromArray(near.sort(byCodeUnits)).intersect(wanted).toArray();
}

/** Gives the names of the terms that a term with wildcards or an edit distance stands for. */
export function expand(library, clause, term) {
  return "editDistance" in clause ? byEditDistance(library, clause, term) : byWildcard(library, term);
}
