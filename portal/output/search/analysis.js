
const table = {"unicode": "14.0.0","word": "1c 9 8 p 7 p 1c 0 b 0 5 0 6 m 2 u 2 cj 2 4 5 b f 4 8 0 2 0 i 26 2 10 2 7 2 0 7 0 2 31 2 3u 2 5y 7 14 9 18 2 0 2 1 2 1 2 17 u a 6 21 5 2t 2 7 3 9 2 i 3 0 h 6d 5 3 3 19 j r 5 13 2 5 a 21 2 3k 3 9 2 3k b 0 2 3b c 32 a 3a 2 0 h 31 h 33 h 3 2 5l 6 3 8 g b 3d e 1l 6 e 2 9 14 3j o 1 7 9 c 0 2 0 2 0 5 1y 2 1i a 0 1m 21 7 25 3 2i 2 gz x f h 2l 4 h7 3 g 2 p 6 22 4 1y c 43 4 0 5 d 13 8b b 43 13 r 5 3d e 0 9 4p i 8 d 37 d 1j 9 1p 3 1r h 2 2 ko 2 0 4 a 4 b 5 c 6 a 39 0 e 0 h c 1g w i 0 5 0 3 9 2 0 4 4 7 0 2 0 2 0 2 3 2 a 3 3 6 4 5 0 i 14 22g 6c 7 8 d 33 g 3k 1c 0 e3 5 m35 wc 1w 19 3 7g 4 2q 2 9 2 36 12 8 3 2u 3 4c 5 0 k 1f d 1x b 13 4 0 2 1c 3 z 19 1s f a 7 3d 7 m 4 2r 3 f 3 2w 2 d 7 3e 2 d flz 14 2 3r y a2 j 3b 15 b 11 f 1t 3w k 9 8 p 7 p 4m 6y 1y 1g 3t 6b w v e 34 3 1b 2 b6 d kl b m a u 1u l b l b p 1z 1j 7 1 1t 1r x s 4 s 10 7 2 t q 1h b l b i e h 33 6q e 1l 93 18 4 30 b 15 w l 17 k s 2u w 2c 8 0 e 33 5 1b 3 26 5 3 2 c 2 0 10 1j 7 2y 8 be 6 9 5 2v 2 6x o 2w 4 l 13 1k 8 3d 7 6y 2u 21 m 1w d 41 2 2j 9 2a 4 0 j b4 g 9 p hw 56 0 28 vi i 29c g tq 34i 7l5 7 3o c 1i a 3 d 9 a m4 3l 69 2 1 s cn2 2de 49 4 1 3mq 1y f3 4 4 5 9 7 3 6 v 3 45 2 cc jk 2 o 2 u 2 o 2 u 2 o 2 u 2 o 2 u 2 o 2 1n e9 1i 5 1d 9 0 f 0 n 1bn 8y 2x yv 6c c 3t x3 57 2lx 9","cjk": "96o 9r 12 2 q 8 8 4 3 4 5 5a 6 3u h v 1 z d f e9 533 1t g73 1up s hw 8or 1l1 4xr 1 e7 vb 3a m50 1 cnj l7 f7p 2t4t fg8z 1ekd 3 1ekd","ignored": "4t 0 iq 0 43g 4 1ks 4 r 4 1e 4 17rw f 6o 0 i9s1 6n","marks": "lc 33 4ld 27 jl 1r k1 1b 17oh f","lower": "1t q 1 w 3j g 1 w g 1 1 1t 1 6 1 w 7 7 1 w o 1 1 x g o 2 1 1c 1 1 -5j 2 3 2 1 7 8 2 1 h n 2 1 1a 1 1 -3d 1 3 2 1 8 1 1 5u 1 2 2 1 4 1 1 5q 1 1 1 1 2 1 1 -3c 1 1 1 5p 1 1 1 1 3 1 1 27 1 1 1 5m 1 1 1 5n 1 1 1 1 2 1 1 5p 1 1 1 5r 2 1 1 5v 1 1 1 5t 1 1 1 1 4 1 1 5v 1 1 1 5x 2 1 1 5y 1 3 2 1 6 1 1 62 1 1 1 1 2 1 1 62 3 1 1 1 2 1 1 62 1 1 1 1 2 2 1 61 2 2 2 1 4 1 1 63 1 1 1 1 4 1 1 1 8 1 1 2 1 1 1 1 2 1 1 2 1 1 1 1 2 1 1 2 1 9 2 1 j 9 2 1 j 1 1 2 1 2 2 1 4 1 1 -2p 1 1 1 -1k 1 k 2 1 14 1 1 -3m 2 9 2 1 o 1 1 8bv 1 1 1 1 2 1 1 -4j 1 1 1 8bs 3 1 1 1 2 1 1 -5f 1 1 1 1x 1 1 1 1z 1 5 2 1 g 1 1 -91 7u 2 2 1 6 1 1 1 9 1 1 38 7 1 1 12 2 3 1 11 4 1 1 1s 2 2 1 1r 3 h 1 w i 9 1 w v 1 1 1 d 1 1 8 9 c 2 1 s 1 1 -1o 3 1 1 1 2 1 1 -7 1 1 1 1 3 3 1 -3m 3 g 1 28 g w 1 w 28 h 2 1 16 r 2 1 1i 1 1 f 1 7 2 1 f 1c 2 1 2p 12 1 1c 8f a 1 -180 40 a 1 -1c0 5s a 1 -1hs bq a 1 -1ti 3k a 1 -1x2 3k a 1 -20m 3k a 1 -246 3k a 1 -27q 3k a 1 -2ba 3k a 1 -2eu 3k a 1 -2ie 3k a 1 -2ly 3k a 1 -2pi 2y a 1 -2sg 3k a 1 -2w0 28 a 1 -2y8 80 a 1 -368 28 a 1 -38g g 12 1 5ls 13 1 1 5ls 6 1 1 5ls k3 28 1 tzk 28 6 1 8 s0 a 1 -4og 1c a 1 -4ps 8m a 1 -4ye 3u a 1 -528 4w a 1 -574 g a 1 -57k 5c a 1 -5cw 2o a 1 -5fk 40 a 1 -5jk g a 1 -5k0 1s 17 1 -2bk 19 3 1 -2bk 8z 23 2 1 4e 1 1 -5vj 2 1c 2 1 2w 8 1 -8 g 6 1 -8 g 8 1 -8 g 8 1 -8 g 6 1 -8 h 4 2 -8 f 8 1 -8 w 8 1 -8 g 8 1 -8 g 8 1 -8 g 2 1 -8 2 2 1 -22 2 1 1 -9 c 4 1 -2e 4 1 1 -9 c 2 1 -8 2 2 1 -2s e 2 1 -8 2 2 1 -34 2 1 1 -7 c 2 1 -3k 2 2 1 -3i 2 1 1 -9 8a 1 1 -5st 4 1 1 -6gv 1 1 1 -6di 7 1 1 s 1a g 1 g z 1 1 1 mr q 1 q 1fu 1c 1 1c 2o 1 1 1 2 1 1 -8af 1 1 1 -2xy 1 1 1 -89z 3 3 2 1 6 1 1 -8bg 1 1 1 -8al 1 1 1 -8bj 1 1 1 -8bi 2 1 1 1 3 1 1 1 9 2 1 -8cf 2 1e 2 1 2z 2 2 1 7 1 1 1 nxq a 1 -ws0 w n 2 1 1s e 2 1 4i 7 2 1 g v 2 1 1z 2 2 1 4 1 1 -r9g 1 5 2 1 d 1 1 1 2 1 1 -wmg 3 2 2 1 6 a 2 1 k 1 1 -wn8 1 1 1 -wnj 1 1 1 -wnf 1 1 1 -wn5 1 1 1 -wn8 2 1 1 -wlu 1 1 1 -wmi 1 1 1 -wlx 1 1 1 ps 1 8 2 1 g 1 1 -1c 1 1 1 -wn7 1 1 1 -raw 1 2 2 1 9 1 1 1 6 2 2 1 v 1 1 1 63 a 1 -xb4 1c a 1 -xcg 5s a 1 -xi8 w a 1 -xj4 2o a 1 -xls bk a 1 -xxc gf4 a 1 -1ecg h q 1 -1ebk w q 1 -1ecg xr 14 1 14 4g a 1 -1fg0 g 10 1 14 5c b 1 13 c f 1 13 g 7 1 13 8 2 1 13 1d8 1f 1 1s 4w a 1 -1h4w mu a 1 -1hrq 3u a 1 -1hvk 1y a 1 -1hxi 4a a 1 -1i1s 80 a 1 -1i9s 9s a 1 -1ijk 3k a 1 -1in4 ao a 1 -1ixs 34 a 1 -1j0w 34 a 1 -1j40 a8 w 1 w 1s a 1 -1jg0 34 a 1 -1jj4 lc a 1 -1k4g 74 a 1 -1kbk 28 a 1 -1kds f5s a 1 -1zjk 2o a 1 -1zm8 40 a 1 -1zq8 kw w 1 w kum a 1 -2l5q a a 1 -2l60 a a 1 -2l6a a a 1 -2l6k a a 1 -2l6u 1u2 a 1 -2n0w c0 a 1 -2ncw 174 y 1 y 28 a 1 -2om8 3og a 1 -2sao","folded": { "đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƒ": "f", "ɛ": "e", "ɔ": "o", "ə": "e", "ĸ": "k"}};
export const TIE = "\u2040";
export const AS_IS = "|";
export const PIPELINE = "site-builder-forms";
const LONGEST = 64;
const numbers = (text) => text.split(" ").map((number) => parseInt(number, 36));
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
const LATER = /([\u{105c0}-\u{105ff}\u{11380}-\u{113ff}\u{16100}-\u{1613f}\u{16d40}-\u{16d7f}]+)/u;
const normal = (text, form) =>
LATER.test(text) ? text.split(LATER).map((part, i) => (i % 2 ? part : part.normalize(form))).join("") : text.normalize(form);
export const lower = (text) => normal(replaceEach(text, LOWER), "NFC");
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
function tonePlace(vowels, final) {
for (let i = vowels.length - 1; i >= 0; i--) if ("ăâêôơ".includes(vowels[i])) return i;
if (vowels.includes("ư")) return vowels.indexOf("ư");
if (final) return vowels.length - 1;
return vowels.length === 3 ? 1 : 0;
}
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
export const prepare = (text) => (ASCII.test(text) ? text : normal(text, "NFC").replace(IGNORED, ""));
export const word = (text) => cut(canonical(lower(text)));
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
export function chunks(text) {
return [...text.matchAll(CHUNK)].map((match) => ({
start: match.index,
end: match.index + match[0].length,
tokens: chunkTokens(match[0]),
}));
}
export const tokens = (text) => chunks(prepare(text)).flatMap((chunk) => chunk.tokens);
let stemmer = null;
export function stem(term) {
if (!stemmer || !/^[a-z]+$/.test(term)) return term;
return stemmer.stemmer(new stemmer.Token(term, {})).toString();
}
export function otherForms(term, english) {
const folded = fold(term);
if (folded !== term) return [folded];
const stemmed = english ? stem(term) : term;
return stemmed === term ? [] : [stemmed];
}
export function pairs(found) {
const words = found.filter((token) => token.kind !== "whole");
const beside = words.slice(1).map((right, i) => [words[i], right]);
return beside.filter(([a, b]) => a.kind === "word" && b.kind === "word").map(([a, b]) => pair(a.term, b.term));
}
export function analyse(text, { english = false } = {}) {
const found = tokens(text);
const folded = found.flatMap((token) => otherForms(token.term, english));
return { toned: found.map((token) => token.term), folded: [...folded, ...pairs(found)] };
}
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
export const isFolded = (field) => field === "folded" || field.endsWith("_folded");
export function register(lunr) {
stemmer = lunr;
if (PIPELINE in lunr.Pipeline.registeredFunctions) return;
lunr.Pipeline.registerFunction((token) => {
const fields = token.metadata.fields;
const tonedOnly = Boolean(fields && fields.length) && !fields.some(isFolded);
return queryTerms(token.toString(), tonedOnly).map((term) => token.clone(() => term));
}, PIPELINE);
}
