export default ({ lunr, $analysis, $packing, $letters, $files, $directory, $postings, $attached, $families, $weights, $matching, $ranking, $rewriting, $cards, $highlights }) => {
const $facets = (() => {
const { inLanguage } = $cards;
const { placeOf } = $directory;
const { Cursor, offsets, summed } = $packing;
const OPEN_START = 1;
const OPEN_END = 2;
const BEFORE = 4_000_000; // days before the ordinal 0 from which days are counted
function readValues(cursor, keyed, sizes) {
const starts = offsets(sizes);
const documents = summed(cursor.planes(starts[sizes.length]), starts);
return keyed.map(([key, label], i) => ({ key, label, documents: documents.subarray(starts[i], starts[i + 1]) }));
}
function parseFacet(bytes) {
const cursor = new Cursor(bytes);
const keyed = cursor.json(cursor.varint());
return readValues(cursor, keyed, cursor.escaped(keyed.length));
}
function parseRare(bytes) {
const cursor = new Cursor(bytes);
const names = cursor.names(cursor.varint());
const labels = cursor.json(cursor.varint());
const keyed = names.map((name, i) => [name, labels[i]]);
return new Map(readValues(cursor, keyed, cursor.escaped(names.length)).map((value) => [value.key, value]));
}
function readFacet(library, facet) {
const name = library.entry.facets[facet];
return name ? library.read(`${name}.bin`, parseFacet) : [];
}
async function rareValue(library, facet, key) {
if (!library.entry.cut.includes(facet)) return null;
const wanted = `${facet}\t${key}`;
const place = await placeOf(library, library.entry.rare, wanted);
return place?.path ? ((await library.read(place.path, parseRare)).get(wanted) ?? null) : null;
}
async function markValues(library, facet, keys) {
const marks = new Uint8Array(library.entry.documents);
const common = await readFacet(library, facet);
for (const key of [keys].flat()) {
const value = common.find((other) => other.key === key) ?? (await rareValue(library, facet, key));
value?.documents.forEach((document) => (marks[document] = 1));
}
return marks;
}
function parseDates(documents) {
return (bytes) => {
const cursor = new Cursor(bytes);
const count = cursor.varint();
const days = Array.from(summed(cursor.planes(count), [0]), (day) => day - BEFORE);
const spans = cursor.planes(count);
const kinds = cursor.take(documents);
const codes = cursor.planes(documents);
const earliest = (n) => (kinds[n] & OPEN_START ? -Infinity : days[codes[n]]);
const latest = (n) => (kinds[n] & OPEN_END ? Infinity : days[codes[n]] + (kinds[n] & OPEN_START ? 0 : spans[codes[n]]));
return { earliest, latest, isKnown: (n) => kinds[n] !== (OPEN_START | OPEN_END) };
};
}
const readDates = (library) => library.read(`${library.entry.dates}.bin`, parseDates(library.entry.documents));
const DAY = 86_400_000;
const EPOCH = 719_163; // the ordinal of 1970-01-01
function ordinal(text, last) {
const found = /^\s*(-?\d{1,6})(?:-(\d\d?))?(?:-(\d\d?))?\s*$/.exec(String(text ?? ""));
if (!found) return last ? Infinity : -Infinity;
const [year, month, day] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
const date = new Date(0);
if (last) date.setUTCFullYear(month === null ? year + 1 : year, month === null ? 0 : day === null ? month : month - 1, day === null ? 0 : day);
else date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
return Math.round(date.getTime() / DAY) + EPOCH;
}
async function markDates(library, { from, to, undated = false }) {
const dates = await readDates(library);
const [first, last] = [ordinal(from, false), ordinal(to, true)];
return Uint8Array.from({ length: library.entry.documents }, (_, n) =>
Number(dates.isKnown(n) ? dates.earliest(n) <= last && dates.latest(n) >= first : undated),
);
}
async function filtered(library, marks, filters) {
const wanted = Object.entries(filters ?? {}).filter(([, value]) => value !== undefined && value !== null);
const admitted = await Promise.all(
wanted.map(([facet, value]) => {
const isRange = facet === "date" && !Array.isArray(value) && typeof value === "object";
return isRange ? markDates(library, value) : markValues(library, facet, value);
}),
);
for (const each of admitted) for (let n = 0; n < marks.length; n++) marks[n] &= each[n];
return marks;
}
async function counted(library, marks, facets, language) {
const { languages } = library.entry;
const lists = await Promise.all(facets.map((facet) => readFacet(library, facet)));
return Object.fromEntries(facets.map((facet, i) => {
const values = lists[i].map(({ key, label, documents }) => {
let count = 0;
for (let n = 0; n < documents.length; n++) count += marks[documents[n]];
return { value: key, label: inLanguage(label, languages, language) ?? key, count };
});
return [facet, values.filter(({ count }) => count).sort((a, b) => b.count - a.count)];
}));
}
async function sorted(library, documents, order, language) {
const [by, direction] = order.split("-");
const sign = direction === "desc" ? -1 : 1;
if (by === "title") {
const { titles } = library.entry;
const ranks = await library.read(`${titles[language] ?? Object.values(titles)[0]}.bin`, (bytes) => new Cursor(bytes).planes(library.entry.documents));
return documents.sort((a, b) => sign * (ranks[a] - ranks[b]));
}
if (by !== "date") throw new RangeError(`sort is relevance, date, date-desc, title or title-desc, not ${order}`);
const dates = await readDates(library);
const day = (n) => (dates.earliest(n) === -Infinity ? dates.latest(n) : dates.earliest(n));
const last = (n) => (dates.isKnown(n) ? 0 : 1);
return documents.sort((a, b) => last(a) - last(b) || (last(a) ? 0 : sign * (day(a) - day(b))) || a - b);
}
return { ordinal, filtered, counted, sorted };
})();
const $expansion = (() => {
const { TIE, fold } = $analysis;
const { placesUnder } = $directory;
const { attachedNames, longPairNames, pairNames, parseVocabulary } = $families;
const { byCodeUnits } = $packing;
async function vocabularyUnder(library, prefix) {
const places = await placesUnder(library, library.entry.vocabulary, prefix);
const parts = await Promise.all(places.flatMap(({ paths }) => paths).map((path) => library.read(path, parseVocabulary)));
return parts.flat().filter((entry) => entry.key.startsWith(prefix));
}
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
function expand(library, clause, term) {
return "editDistance" in clause ? byEditDistance(library, clause, term) : byWildcard(library, term);
}
return { vocabularyUnder, expand };
})();
const $completions = (() => {
const { fold } = $analysis;
const { vocabularyUnder } = $expansion;
async function completions(library, beginning) {
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
return { completions };
})();
const $suggestions = (() => {
const { fold } = $analysis;
const { vocabularyUnder } = $expansion;
const FARTHEST = 2;
function distance(one, two, most) {
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
async function suggest(library, text, missing) {
const found = await Promise.all(missing.map((word) => nearest(library, word)));
if (!found.some(Boolean)) return [];
const by = new Map(missing.map((word, i) => [fold(word), found[i]]));
const replaced = text.normalize("NFC").replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => by.get(fold(word.toLowerCase())) ?? word);
return replaced === text ? [] : [replaced];
}
return { distance, suggest };
})();
const $texts = (() => {
const { prepare } = $analysis;
const { placeOf } = $directory;
const { highlights } = $highlights;
const { decodeLetters } = $letters;
const { Cursor, offsets } = $packing;
const LENGTH = 130; // characters of an excerpt
const BEFORE = 40; // at most so many stand before the first word found
function parse(bytes) {
const cursor = new Cursor(bytes);
const keys = cursor.names(cursor.varint());
const at = offsets(cursor.escaped(keys.length));
const texts = cursor.take(at[keys.length]);
return new Map(keys.map((key, i) => [key, texts.subarray(at[i], at[i + 1])]));
}
const keyOf = (document, page) => document.toString(16).padStart(6, "0") + page.toString(16).padStart(5, "0");
async function shardOf(library, document, page) {
const place = await placeOf(library, library.entry.texts, keyOf(document, page));
return place?.path ? library.read(place.path, parse) : null;
}
const readAhead = (library, document) => void placeOf(library, library.entry.texts, keyOf(document, 1)).catch(() => {});
function richest(text, found) {
const rich = ([from]) => new Set(found.filter(([start, end]) => start >= from && end <= from + LENGTH - BEFORE).map(([start, end]) => text.slice(start, end).toLowerCase())).size;
return found.reduce((best, each) => (rich(each) > rich(best) ? each : best))[0];
}
function around(text, place) {
const from = place <= BEFORE ? 0 : text.indexOf(" ", place - BEFORE) + 1 || place;
const start = Math.min(from, place);
if (text.length - start <= LENGTH) return (start ? "…" : "") + text.slice(start);
const space = text.lastIndexOf(" ", start + LENGTH);
return `${start ? "…" : ""}${text.slice(start, space > place ? space : start + LENGTH)}…`;
}
async function passage(library, document, page, terms) {
const shard = await shardOf(library, document, page).catch(() => null);
const bytes = shard?.get(keyOf(document, page));
if (!bytes) return null;
const text = prepare(decodeLetters(bytes));
const found = highlights(text, terms);
return found.length ? around(text, richest(text, found)) : null;
}
return { readAhead, passage };
})();
const $pages = (() => {
const { TIE } = $analysis;
const { lastNotAfter, placeOf } = $directory;
const { Cursor, offsets, summed } = $packing;
const { TEXT } = $postings;
const { passage, readAhead } = $texts;
const MOST = 12; // terms of a document that are looked up, the rarest first
const { PROHIBITED } = lunr.Query.presence;
function parse(bytes) {
const cursor = new Cursor(bytes);
const keys = cursor.names(cursor.varint());
const count = cursor.varint();
const starts = offsets(cursor.escaped(keys.length));
const documents = summed(cursor.planes(count), starts);
const first = offsets(cursor.escaped(count));
return { keys, starts, documents, first, pages: summed(cursor.escaped(first[count]), first) };
}
async function pagesOf(library, entry, document) {
const key = `${entry.name}${entry.stem ? "*" : ""}\t`;
const wanted = key + document.toString(16).padStart(6, "0");
const place = await placeOf(library, library.entry.pages, wanted);
if (!place?.path) return [];
const { keys, starts, documents, first, pages } = await library.read(place.path, parse);
const stretch = lastNotAfter(keys, wanted);
if (!keys[stretch]?.startsWith(key)) return [];
const at = starts[stretch] + lastNotAfter(documents.subarray(starts[stretch], starts[stretch + 1]), document);
return documents[at] === document ? pages.subarray(first[at], first[at + 1]) : [];
}
function standing(terms, document, headOnly) {
const entries = new Set();
let isElsewhere = false;
for (const { text, family, literal, folding } of terms) {
if (text.startsWith(TIE)) continue;
for (const number of new Set([literal, ...folding])) {
const places = number < 0 ? [] : family.placesOf(number, document, headOnly);
if (places.includes(TEXT)) entries.add(family.entries[number]);
if (places.some((place) => place !== TEXT)) isElsewhere = true;
}
}
return { entries: [...entries], isElsewhere };
}
async function bestPage(library, words, document) {
const votes = new Map();
const found = words.flatMap(({ entries }, word) => entries.map((entry) => ({ entry, word }))).sort((a, b) => a.entry.size - b.entry.size);
const listed = await Promise.all(found.slice(0, MOST).map(async ({ entry, word }) => ({ entry, word, pages: await pagesOf(library, entry, document) })));
for (const { entry, word, pages } of listed) {
const weight = 1 + Math.log(1 + library.entry.documents / entry.size) / 100;
for (const page of pages) {
const words_ = votes.get(page) ?? votes.set(page, new Map()).get(page);
words_.set(word, Math.max(words_.get(word) ?? 0, weight));
}
}
const sum = (page) => [...votes.get(page).values()].reduce((all, weight) => all + weight, 0);
return [...votes.keys()].sort((a, b) => sum(b) - sum(a) || a - b)[0];
}
function anchorsOf(text) {
return text.split(" ").flatMap((run) => {
const [, name, first, last = first] = /^(.*?)(\d+)(?:-(\d+))?$/.exec(run);
return Array.from({ length: last - first + 1 }, (_, i) => name + (Number(first) + i));
});
}
async function pageOf(library, looked, document, anchors, headOnly) {
const scored = looked.filter(({ clause }) => clause.presence !== PROHIBITED);
const words = scored.map(({ groups }) => standing(groups.flat(), document, headOnly)).filter(({ entries }) => entries.length);
if (words.every(({ isElsewhere }) => isElsewhere)) return null;
const isOne = anchors.startsWith("="); // all text is on one page
readAhead(library, document);
const page = isOne ? 1 : await bestPage(library, words, document);
const anchor = isOne ? anchors.slice(1) : anchorsOf(anchors)[page - 1];
return anchor ? { anchor, page } : null;
}
async function pageHit(library, { looked, terms }, document, anchors, headOnly) {
const found = await pageOf(library, looked, document, anchors, headOnly);
if (!found) return null;
return { anchor: found.anchor, excerpt: await passage(library, document, found.page, new Set(terms.map(({ text }) => text))) };
}
return { pageHit };
})();
return { facets: $facets, expansion: $expansion, completions: $completions, suggestions: $suggestions, texts: $texts, pages: $pages };
};
