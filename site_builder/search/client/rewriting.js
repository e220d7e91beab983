/**
 * Rewrites what a person types into lunr's language.
 *
 * A word becomes a required clause for its folded form and, if it was typed with tones, an optional one that
 * lifts the toned form; neighbours become a pair, required inside quotation marks. A word so common that its
 * weights would cost more than they tell keeps its place as a filter (`^0`) if rarer words can rank.
 */

import { chunks, fold, pair, prepare, stem } from "./analysis.js";
import { findTerm } from "./weights.js";

const TONED = 8; // how far a toned form stands above its folded one
const PAIR = 4;
const CODE = 10;
const COMPLETIONS = 6;
export const NOTHING = "|"; // a query of no terms

const QUOTED = /["“”„«»]/u;
const escape = (term) => term.replace(/[-\\:~^+*\s]/gu, "\\$&");
const clause = (terms, boost, required) => `${required ? "+" : ""}|${terms.map(escape).join("|")}${boost === 1 ? "" : `^${boost}`}`;

/** Splits what was typed into stretches inside and outside quotation marks; an unclosed one quotes nothing. */
function stretches(text) {
  const parts = text.split(QUOTED);
  const closed = parts.length % 2 ? parts.length : parts.length - 1;
  return parts.map((part, i) => ({ text: part, quoted: i % 2 === 1 && i < closed }));
}

/** @typedef {{term: string, kind: string, quoted: boolean, first: boolean}} Word `first` of its stretch */

/** Gives the words of what was typed; a code stands for its parts. */
function wordsOf(text) {
  return stretches(prepare(text)).flatMap(({ text, quoted }) => {
    const found = chunks(text).flatMap(({ tokens }) => {
      const doubles = tokens.filter(({ term, kind }) => kind === "cjk" && [...term].length > 1);
      return doubles.length ? doubles.map((token) => [token]) : [tokens];
    });
    return found.map((tokens, i) => ({ tokens, quoted, first: i === 0 }));
  });
}

/** What is known of one word: the terms that it may stand for, as far as the index has them. */
class Wanted {
  constructor(term, forms, exact, quoted) {
    this.term = term;
    this.forms = forms;
    this.exact = exact;
    this.quoted = quoted;
    this.isPair = false;
    this.boost = 1;
    this.isScored = true;
  }

  get isMissing() {
    return this.forms.length === 0;
  }

  get size() {
    return this.forms.reduce((sum, form) => sum + form.family.size, 0);
  }

  clauses(required) {
    const texts = this.forms.map((form) => form.text);
    const all = clause(texts, this.isScored ? this.boost : 0, required && (!this.isPair || this.quoted));
    return this.exact && this.isScored ? [all, clause([this.exact.text], TONED, false)] : [all];
  }
}

const present = async (library, texts) => (await Promise.all([...new Set(texts)].map((text) => findTerm(library, text)))).filter(Boolean);

async function wantedWord(library, term, quoted) {
  const folded = fold(term);
  if (quoted) return new Wanted(term, await present(library, [term]), null, true);
  if (folded === term) return new Wanted(term, await present(library, [term, stem(term)]), null, false);
  const [forms, [exact]] = await Promise.all([present(library, [folded]), present(library, [term])]);
  return new Wanted(term, forms, exact ?? null, false);
}

async function wantedCode(library, term) {
  const wanted = new Wanted(term, await present(library, [term, fold(term)]), null, false);
  return Object.assign(wanted, { boost: CODE });
}

async function wantedPair(library, left, right, quoted) {
  const wanted = new Wanted(pair(left, right), await present(library, [pair(left, right)]), null, quoted);
  return Object.assign(wanted, { isPair: true, boost: PAIR });
}

/**
 * Lets pairs rank and then words, the rarest first, as many as the budget of documents allows; the others only filter.
 * A pair says more than its words, and one clause at least ranks.
 */
function share(wanted, budget) {
  let spent = 0;
  for (const each of [...wanted].sort((a, b) => b.isPair - a.isPair || a.size - b.size)) {
    each.isScored = spent === 0 || spent + each.size <= budget;
    if (each.isScored) spent += each.size;
  }
}

/** Wants every word that begins so, if they are few; else the word itself and its likeliest completions. */
async function wantedBeginning(library, term) {
  const { completions } = await import("./completions.js");
  const found = await completions(library, term);
  const size = found.reduce((sum, { magnitude }) => sum + 2 ** magnitude, 0);
  if (found.length && size <= library.entry.budget / 2) return { prefix: escape(fold(term)), toned: fold(term) === term ? null : escape(term) };
  const keys = [fold(term), ...found.slice(0, COMPLETIONS).map(({ key }) => key)];
  return new Wanted(term, await present(library, keys), null, false);
}

/**
 * Begins to read what is needed whether a word ranks or only filters, while pairs are still looked up: a round less for the
 * reader. Of a frequent word that is the list of its documents, if it is too common to rank.
 */
function readAhead(library, words) {
  const rarest = Math.min(...words.map((word) => word.size ?? 0));
  for (const { size, forms } of words) {
    const isCommon = size !== rarest && size > library.entry.budget;
    for (const { family, isWhole } of forms ?? []) {
      if (!isCommon && family.isFrequent) continue;
      (isWhole ? family.loadUnion(library) : family.loadDocuments(library)).catch(() => {});
    }
  }
}

/** Looks up all that was typed. */
async function lookUp(library, text, typing) {
  const words = wordsOf(text);
  const isOpen = typing && words.length > 0 && !words.at(-1).quoted && /[\p{L}\p{N}\p{M}]$/u.test(text);
  const looked = words.map(async ({ tokens, quoted }, i) => {
    const whole = tokens.find(({ kind }) => kind === "whole");
    const code = whole && (await wantedCode(library, whole.term));
    if (code && !code.isMissing) return [code];
    const parts = tokens.filter(({ kind }) => kind !== "whole");
    if (isOpen && i === words.length - 1 && parts.length === 1 && parts[0].kind === "word") return [await wantedBeginning(library, parts[0].term)];
    return Promise.all(parts.map(({ term }) => wantedWord(library, term, quoted)));
  });
  const plain = words.flatMap(({ tokens, quoted, first }) =>
    tokens.filter(({ kind }) => kind !== "whole").map((token, i) => ({ ...token, quoted, first: first && i === 0 })));
  const beside = plain.slice(1).flatMap((right, i) => {
    const left = plain[i];
    const areWords = left.kind === "word" && right.kind === "word";
    const apart = left.quoted !== right.quoted || (right.first && right.quoted);
    return areWords && !apart ? [wantedPair(library, left.term, right.term, left.quoted)] : [];
  });
  const found = Promise.all(looked).then((each) => each.flat());
  found.then((each) => readAhead(library, each), () => {});
  const [all, pairs] = await Promise.all([found, Promise.all(beside)]);
  return { words: all, pairs };
}

const clausesOf = (wanted, required) => {
  if (!wanted.prefix) return wanted.clauses(required);
  const lifted = wanted.toned ? [`${wanted.toned}*^${TONED}`] : [];
  return [`${required ? "+" : ""}${wanted.prefix}*`, ...lifted];
};

/**
 * Rewrites what was typed.
 * @returns {Promise<{all: string|null, any: string, missing: string[]}>} a query for all words (null if the
 *   index lacks one), one for any of them, and the words it lacks
 */
export async function rewrite(library, text, { typing = false } = {}) {
  if (!text.trim()) return { all: "", any: "", missing: [] };
  const { words, pairs } = await lookUp(library, text, typing);
  const missing = words.filter((word) => word.isMissing).map((word) => word.term);
  const lost = pairs.some((each) => each.quoted && each.isMissing);
  const wanted = [...words, ...pairs].filter((each) => !each.isMissing);
  share(wanted.filter((each) => !each.prefix), library.entry.budget);
  const text_ = (required) => [...new Set(wanted.flatMap((each) => clausesOf(each, required)))].join(" ") || NOTHING;
  return { all: missing.length || lost || !words.length ? null : text_(true), any: text_(false), missing };
}
