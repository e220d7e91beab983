/**
 * Turns text into search terms, letter for letter as site_builder/search/analysis.py does.
 *
 * `register(lunr)` makes the pipeline function known under the name that `export lunr` gives it,
 * so that `register(lunr); lunr.Index.load(json).search("địa bạ")` works anywhere.
 */

import table from "./characters.js";

export const TIE = "\u2040";
export const AS_IS = "|";
export const PIPELINE = "site-builder-forms";
const LONGEST = 64;

const numbers = (text) => text.split(" ").map((number) => parseInt(number, 36));

/** Reads ranges into the inside of a regular expression's brackets. */
function characterClass(text) {
  const deltas = numbers(text);
  let end = 0;
  let inside = "";
  for (let i = 0; i < deltas.length; i += 2) {
    const first = end + deltas[i];
    end = first + deltas[i + 1];
    inside += `\\u{${first.toString(16)}}-\\u{${end.toString(16)}}`;
  }
  return inside;
}

function lowerCase(text) {
  const runs = numbers(text);
  const lower = new Map();
  let first = 0;
  for (let i = 0; i < runs.length; i += 4) {
    const [gap, count, step, delta] = runs.slice(i, i + 4);
    first += gap;
    for (let code = first; code < first + count * step; code += step) {
      lower.set(String.fromCodePoint(code), String.fromCodePoint(code + delta));
    }
  }
  return lower;
}

const WORD = characterClass(table.word);
const CJK = characterClass(table.cjk);
const MARKS = new RegExp(`[${characterClass(table.marks)}]+`, "gu");
const IGNORED = new RegExp(`[${characterClass(table.ignored)}]+`, "gu");
const LOWER = lowerCase(table.lower);
const FOLDED = new Map(Object.entries(table.folded));
const ASCII = /^[\0-\x7f]*$/;

const APOSTROPHES = "'’ʼ＇";
const DASHES = "‐‑–−";
const JOINERS = `\\-${DASHES}./_@:&+#~?=%\\\\${APOSTROPHES}`;
const CHUNK = new RegExp(`[${CJK}]+|[${WORD}]+(?:[${JOINERS}]{1,3}[${WORD}]+)*`, "gu");
const JOINED = new RegExp(`([${JOINERS}]+)`, "u");
const IS_CJK = new RegExp(`^[${CJK}]`, "u");
const DASH = new RegExp(`[${DASHES}]`, "gu");
const isApostrophe = (joiner) => APOSTROPHES.includes(joiner);
const cut = (text) => (text.length > LONGEST ? [...text].slice(0, LONGEST).join("") : text);
const replaceEach = (text, map) => [...text].map((char) => map.get(char) ?? char).join("");

// Letters of later Unicode versions that can be taken apart: left whole, since not every browser knows how.
const LATER = /([\u{105c0}-\u{105ff}\u{11380}-\u{113ff}\u{16100}-\u{1613f}\u{16d40}-\u{16d7f}]+)/u;
const normal = (text, form) =>
  LATER.test(text) ? text.split(LATER).map((part, i) => (i % 2 ? part : part.normalize(form))).join("") : text.normalize(form);

/** Lower-cases by the table alone, then composes (NFC). */
export const lower = (text) => normal(replaceEach(text, LOWER), "NFC");

/** Takes off every mark: `địa bạ` → `dia ba`; what is nothing but marks stays. */
export function fold(text) {
  if (ASCII.test(text)) return text;
  return normal(replaceEach(normal(text, "NFD").replace(MARKS, ""), FOLDED), "NFC") || text;
}

const VOWELS = "aăâeêioôơuưy";
const TONED = new Map();
for (const vowel of VOWELS) {
  for (const tone of "\u0300\u0301\u0303\u0309\u0323") TONED.set((vowel + tone).normalize("NFC"), [vowel, tone]);
}
const INITIALS = new Set(" b c ch d đ g gh h k kh l m n ng ngh nh p ph q r s t th tr v x qu gi".split(" "));
const FINALS = new Set(" c ch m n ng nh p t".split(" "));
const SYLLABLE = new RegExp(`^(q(?=u)u(?=[${VOWELS}])|gi(?=[${VOWELS}])|[^${VOWELS}]*)([${VOWELS}]{1,3})([^${VOWELS}]*)$`);

/** Where the tone stands among the vowels of a rhyme, in the older style (hòa, thủy). */
function tonePlace(vowels, final) {
  for (let i = vowels.length - 1; i >= 0; i--) if ("ăâêôơ".includes(vowels[i])) return i;
  if (vowels.includes("ư")) return vowels.indexOf("ư");
  if (final) return vowels.length - 1;
  return vowels.length === 3 ? 1 : 0;
}

/** Gives a lower-case NFC syllable with its tone in one place; any other word unchanged. */
export function canonical(word) {
  if (word.length > 7 || ASCII.test(word)) return word;
  const toned = [...word].filter((char) => TONED.has(char));
  if (toned.length !== 1) return word;
  const [vowel, tone] = TONED.get(toned[0]);
  const plain = word.replace(toned[0], vowel);
  const found = SYLLABLE.exec(plain);
  if (!found || !INITIALS.has(found[1]) || !FINALS.has(found[3])) return word;
  const at = found[1].length + tonePlace(found[2], found[3]) + 1;
  return (plain.slice(0, at) + tone + plain.slice(at)).normalize("NFC");
}

/** Composes (NFC) and drops what is written but not read, such as soft hyphens. */
export const prepare = (text) => (ASCII.test(text) ? text : normal(text, "NFC").replace(IGNORED, ""));

/** Gives a word's toned form: lower case, one place for its tone, one đ. */
export const word = (text) => cut(canonical(lower(text)));

/** Gives the pair term of two neighbouring words. */
export const pair = (left, right) => `${TIE}${fold(left)}${TIE}${fold(right)}${TIE}`;

function cjkTokens(run) {
  const singles = [...run];
  const doubles = singles.slice(1).map((char, i) => singles[i] + char);
  return [...singles, ...doubles].map((term) => ({ term, kind: "cjk" }));
}

function isWhole(chunk, joiners) {
  if (joiners.every(isApostrophe)) return false;
  return /[0-9]/.test(chunk) || chunk.includes("@") || chunk.includes("://") || chunk.startsWith("www.");
}

/** Gives the tokens of one match of CHUNK: its words in order, then the chunk as a whole. */
function chunkTokens(chunk) {
  if (IS_CJK.test(chunk)) return cjkTokens(chunk);
  const pieces = chunk.split(JOINED);
  const tokens = [];
  for (let i = 0; i < pieces.length; i += 2) {
    const possessive = i > 0 && (pieces[i] === "s" || pieces[i] === "S") && isApostrophe(pieces[i - 1]);
    if (!possessive) tokens.push({ term: word(pieces[i]), kind: "word" });
  }
  if (pieces.length === 1) return tokens;
  const whole = lower(chunk).replace(DASH, "-");
  const joiners = pieces.filter((_, i) => i % 2);
  if ([...whole].length <= LONGEST && isWhole(whole, joiners)) tokens.push({ term: whole, kind: "whole" });
  return tokens;
}

/**
 * Gives all chunks of a prepared text with their place and tokens.
 * @param {string} text
 * @returns {{start: number, end: number, tokens: {term: string, kind: string}[]}[]}
 */
export function chunks(text) {
  return [...text.matchAll(CHUNK)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    tokens: chunkTokens(match[0]),
  }));
}

/** Gives all tokens of a text, in order. */
export const tokens = (text) => chunks(prepare(text)).flatMap((chunk) => chunk.tokens);

let stemmer = null;

/** Gives the English stem of a term of the letters a to z, any other term unchanged. */
export function stem(term) {
  if (!stemmer || !/^[a-z]+$/.test(term)) return term;
  return stemmer.stemmer(new stemmer.Token(term, {})).toString();
}

/** Gives the forms of a term that only folded fields hold. */
export function otherForms(term, english) {
  const folded = fold(term);
  if (folded !== term) return [folded];
  const stemmed = english ? stem(term) : term;
  return stemmed === term ? [] : [stemmed];
}

/** Gives the pair terms of a text's neighbouring words; Han characters part neighbours. */
export function pairs(found) {
  const words = found.filter((token) => token.kind !== "whole");
  const beside = words.slice(1).map((right, i) => [words[i], right]);
  return beside.filter(([a, b]) => a.kind === "word" && b.kind === "word").map(([a, b]) => pair(a.term, b.term));
}

/** Gives every term that one text adds to its field and to the folded field. */
export function analyse(text, { english = false } = {}) {
  const found = tokens(text);
  const folded = found.flatMap((token) => otherForms(token.term, english));
  return { toned: found.map((token) => token.term), folded: [...folded, ...pairs(found)] };
}

/** Gives the terms one word of a query stands for. */
export function queryTerms(text, tonedOnly = false) {
  if (text.includes(AS_IS)) return text.split(AS_IS).filter(Boolean);
  if (text.includes(TIE)) return [text];
  const found = tokens(text);
  const isDouble = (token) => token.kind === "cjk" && [...token.term].length > 1;
  const hasDouble = found.some(isDouble);
  const terms = found.filter((t) => t.kind !== "cjk" || isDouble(t) || !hasDouble).map((t) => t.term);
  const others = tonedOnly ? [] : terms.flatMap((term) => otherForms(term, true));
  return [...new Set([...terms, ...others])];
}

/** Says whether a field holds folded forms. */
export const isFolded = (field) => field === "folded" || field.endsWith("_folded");

/**
 * Registers the pipeline function that the export names, and takes lunr's own stemmer.
 * Given only toned fields it returns toned forms, else toned, folded and stemmed ones.
 * @param {object} lunr lunr.js 2.3.9
 */
export function register(lunr) {
  stemmer = lunr;
  if (PIPELINE in lunr.Pipeline.registeredFunctions) return;
  lunr.Pipeline.registerFunction((token) => {
    const fields = token.metadata.fields;
    const tonedOnly = Boolean(fields && fields.length) && !fields.some(isFolded);
    return queryTerms(token.toString(), tonedOnly).map((term) => token.clone(() => term));
  }, PIPELINE);
}
