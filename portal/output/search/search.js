import * as $analysis from "./analysis.js";
import lunr from "./lunr-cd7476ee27.js";
let $more;
const $read = () => import("./more-411bac130a.js").then((code) => code.default({ lunr, $analysis, $packing, $letters, $files, $directory, $postings, $attached, $families, $weights, $matching, $ranking, $rewriting, $cards, $highlights }));
const $later = (name) => ($more ??= $read()).then((made) => made[name]);
const $packing = (() => {
const decoder = new TextDecoder();
const ESCAPE = 255;
const NAME_BYTES = 5;
const byCodeUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const cutShort = () => new RangeError("a file of the index is cut short");
class Cursor {
constructor(bytes) {
this.bytes = bytes;
this.at = 0;
}
take(count) {
this.at += count;
if (this.at > this.bytes.length) throw cutShort();
return this.bytes.subarray(this.at - count, this.at);
}
varint() {
let number = 0;
let scale = 1;
for (;;) {
const byte = this.bytes[this.at++];
number += (byte & 0x7f) * scale;
if (byte < 0x80) return number;
if (byte === undefined) throw cutShort();
scale *= 128;
}
}
varints(count) {
const numbers = new Array(count);
for (let i = 0; i < count; i++) numbers[i] = this.varint();
return numbers;
}
escaped(count) {
const numbers = Uint32Array.from(this.take(count));
for (let i = 0; i < count; i++) if (numbers[i] === ESCAPE) numbers[i] += this.varint();
return numbers;
}
planes(count) {
const [low, middle, high] = [this.take(count), this.take(count), this.take(count)];
const numbers = new Uint32Array(count);
for (let i = 0; i < count; i++) numbers[i] = low[i] | (middle[i] << 8) | (high[i] << 16);
return numbers;
}
names(count) {
const shared = this.escaped(count);
const added = this.escaped(count);
const names = new Array(count);
let letters = new Uint8Array(256);
for (let i = 0; i < count; i++) {
const length = shared[i] + added[i];
if (length > letters.length) {
const longer = new Uint8Array(length * 2);
longer.set(letters);
letters = longer;
}
letters.set(this.take(added[i]), shared[i]);
names[i] = decoder.decode(letters.subarray(0, length));
}
return names;
}
fileName() {
return `${hex(this.take(NAME_BYTES))}.bin`;
}
json(length) {
return JSON.parse(decoder.decode(this.take(length)));
}
}
function summed(gaps, starts) {
let next = 0;
let sum = 0;
for (let i = 0; i < gaps.length; i++) {
while (next < starts.length && starts[next] === i) {
sum = 0;
next++;
}
sum += gaps[i];
gaps[i] = sum;
}
return gaps;
}
function offsets(sizes) {
const starts = new Uint32Array(sizes.length + 1);
for (let i = 0; i < sizes.length; i++) starts[i + 1] = starts[i] + sizes[i];
return starts;
}
return { NAME_BYTES, byCodeUnits, hex, Cursor, summed, offsets };
})();
const $letters = (() => {
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
function decodeLetters(bytes) {
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
return { decodeLetters };
})();
const $files = (() => {
const MOST_KEPT = 4000;
class Gone extends Error {}
async function unpacked(buffer) {
const bytes = new Uint8Array(buffer);
if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes; // the host unpacked it
const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
return new Uint8Array(await new Response(stream).arrayBuffer());
}
const isPage = (response) => /^text\/html\b/.test(response.headers?.get("content-type") ?? "");
class Library {
constructor(base, fetch, entry) {
this.base = base;
this.fetch = fetch;
this.entry = entry;
this.kept = new Map();
}
static async open(base, fetch, again = false) {
const url = new URL("entry.json", base).href;
const response = await fetch(url, again ? { cache: "no-cache" } : undefined);
if (!response.ok) throw new Error(`${url}: ${response.status}`);
return new Library(base, fetch, await response.json());
}
async bytes(path) {
const url = new URL(path, this.base).href;
const response = await this.fetch(url);
if (response.status === 404 || isPage(response)) throw new Gone(url);
if (!response.ok) throw new Error(`${url}: ${response.status}`);
return unpacked(await response.arrayBuffer());
}
read(path, parse) {
let found = this.kept.get(path);
if (!found) {
found = this.bytes(path).then(parse);
found.catch(() => this.kept.delete(path));
this.kept.set(path, found);
if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value);
}
return found;
}
}
return { Gone, Library };
})();
const $directory = (() => {
const { Cursor, NAME_BYTES } = $packing;
function parseLong(cursor) {
const count = cursor.varint();
const entries = cursor.escaped(count);
const files = cursor.take(count);
const all = entries.reduce((sum, each) => sum + each, 0);
const names = cursor.names(all);
const flags = cursor.take(all);
const sizes = cursor.escaped(all);
let first = 0;
return Array.from(entries, (each, i) => {
const described = Array.from({ length: each }, (_, n) => ({ name: names[first + n], flags: flags[first + n], size: sizes[first + n] }));
first += each;
return { entries: described, paths: Array.from({ length: files[i] }, () => cursor.fileName()) };
});
}
function parsePage(bytes) {
const cursor = new Cursor(bytes);
const count = cursor.varint();
const keys = cursor.names(count);
const paths = keys.map(() => cursor.fileName());
return { keys, paths, long: parseLong(cursor) };
}
function lastNotAfter(keys, wanted) {
let low = 0;
let high = keys.length;
while (low < high) {
const middle = (low + high) >> 1;
if (keys[middle] <= wanted) low = middle + 1;
else high = middle;
}
return low - 1;
}
function page(library, root, number) {
const width = 2 * NAME_BYTES;
return library.read(`${root.names.slice(number * width, (number + 1) * width)}.bin`, parsePage);
}
async function placeOf(library, root, key) {
const number = lastNotAfter(root.keys, key);
if (number < 0) return null;
const found = await page(library, root, number);
return { page: found, path: found.paths[lastNotAfter(found.keys, key)] };
}
async function placesUnder(library, root, prefix) {
const after = `${prefix}\uffff`;
const first = Math.max(0, lastNotAfter(root.keys, prefix));
const numbers = [];
for (let number = first; number <= lastNotAfter(root.keys, after); number++) numbers.push(number);
const pages = await Promise.all(numbers.map((number) => page(library, root, number)));
return pages.map((found) => {
const from = Math.max(0, lastNotAfter(found.keys, prefix));
return { page: found, paths: found.paths.slice(from, lastNotAfter(found.keys, after) + 1) };
});
}
return { lastNotAfter, placeOf, placesUnder };
})();
const $postings = (() => {
const { offsets, summed } = $packing;
const PLACES = 8;
const TEXT = 7;
const FULL = 15;
function readShapes(cursor, count) {
const shapes = cursor.varints(cursor.varint()).map(readShape);
const codes = cursor.escaped(count);
const full = codes.reduce((sum, code) => sum + shapes[code].full, 0);
return { shapes, codes, extra: cursor.varints(full) };
}
function readShape(code) {
const places = [];
for (let place = 0; place < PLACES; place++) {
const count = Math.floor(code / 16 ** place) % 16;
if (count) places.push([place, count]);
}
return {
places,
full: places.filter(([, count]) => count === FULL).length,
title: places.some(([place]) => place === 0),
rest: places.some(([place]) => place !== 0),
};
}
class Gathered {
constructor(most) {
this.size = 0;
this.documents = new Uint32Array(most);
this.counts = new Uint32Array(most);
this.lengths = new Uint32Array(most);
}
add(document, count, length) {
this.documents[this.size] = document;
this.counts[this.size] = count;
this.lengths[this.size++] = length;
}
list() {
return {
documents: this.documents.subarray(0, this.size),
counts: this.counts.subarray(0, this.size),
lengths: this.lengths.subarray(0, this.size),
};
}
}
class Postings {
constructor(entries) {
this.entries = entries;
this.starts = offsets(entries.map((entry) => entry.size));
this.documents = null;
this.shapes = null;
}
get size() {
return this.starts[this.entries.length];
}
readDocuments(cursor) {
this.documents = summed(cursor.planes(this.size), this.starts);
return this;
}
readWeights(cursor) {
Object.assign(this, readShapes(cursor, this.size));
this.findParts();
this.length = cursor.escaped(this.lengthAt[this.entries.length]);
this.folded = cursor.escaped(this.foldedAt[this.entries.length]);
return this;
}
findParts() {
const count = this.entries.length;
this.extraAt = new Uint32Array(count + 1);
this.lengthAt = new Uint32Array(count + 1);
this.foldedAt = new Uint32Array(count + 1);
for (let i = 0; i < count; i++) {
const { written, measured } = this.entries[i];
let [extra, length, folded] = [this.extraAt[i], this.lengthAt[i], this.foldedAt[i]];
for (let n = this.starts[i]; n < this.starts[i + 1]; n++) {
const shape = this.shapes[this.codes[n]];
extra += shape.full;
if (written) length += shape.places.length;
if (measured) folded += shape.title + shape.rest;
}
this.extraAt[i + 1] = extra;
this.lengthAt[i + 1] = length;
this.foldedAt[i + 1] = folded;
}
}
documentsOf(entry) {
return this.documents.subarray(this.starts[entry], this.starts[entry + 1]);
}
placesOf(entry, document) {
const at = this.documentsOf(entry).indexOf(document);
return at < 0 ? [] : this.shapes[this.codes[this.starts[entry] + at]].places.map(([place]) => place);
}
listsOf(entry) {
const { size, written, measured } = this.entries[entry];
const lists = Array.from({ length: PLACES }, () => null);
const title = new Gathered(measured ? size : 0);
const rest = new Gathered(measured ? size : 0);
let [extra, length, folded] = [this.extraAt[entry], this.lengthAt[entry], this.foldedAt[entry]];
for (let n = this.starts[entry]; n < this.starts[entry + 1]; n++) {
const document = this.documents[n];
const shape = this.shapes[this.codes[n]];
let inTitle = 0;
let inRest = 0;
for (const [place, least] of shape.places) {
const count = least === FULL ? least + this.extra[extra++] : least;
if (written) (lists[place] ??= new Gathered(size)).add(document, count, this.length[length++]);
if (place === 0) inTitle += count;
else inRest += count;
}
if (measured && inTitle) title.add(document, inTitle, this.folded[folded++]);
if (measured && inRest) rest.add(document, inRest, this.folded[folded++]);
}
return { written: lists.map((list) => list?.list()), title: title.list(), rest: rest.list() };
}
}
return { PLACES, TEXT, FULL, readShapes, Gathered, Postings };
})();
const $attached = (() => {
const { TIE } = $analysis;
const { offsets, summed } = $packing;
const { FULL, Gathered, readShapes } = $postings;
class AttachedPairs {
constructor(cursor, families) {
this.families = families;
this.begin = offsets(cursor.escaped(families.length));
const count = this.begin[families.length];
this.partners = cursor.names(count);
this.isLeft = cursor.take(count);
this.starts = offsets(cursor.escaped(count));
const size = this.starts[count];
const [low, high] = [cursor.take(size), cursor.take(size)];
const gaps = Uint32Array.from(low, (byte, i) => byte | (high[i] << 8));
this.ranks = summed(gaps, this.starts);
Object.assign(this, readShapes(cursor, size));
this.extraAt = new Uint32Array(size + 1);
for (let n = 0; n < size; n++) this.extraAt[n + 1] = this.extraAt[n] + this.shapes[this.codes[n]].full;
}
nameOf(family, pair) {
const { key } = this.families[family];
return this.isLeft[pair] ? this.partners[pair] + TIE + key : key + TIE + this.partners[pair];
}
names() {
return this.families.flatMap((_, family) => {
const [begin, end] = [this.begin[family], this.begin[family + 1]];
return Array.from({ length: end - begin }, (_, i) => this.nameOf(family, begin + i));
});
}
find(key, partner, isLeft) {
const family = this.families.findIndex((each) => each.key === key);
for (let pair = this.begin[family]; pair < this.begin[family + 1]; pair++) {
if (this.partners[pair] === partner && Boolean(this.isLeft[pair]) === isLeft) return new AttachedPair(this, this.families[family], pair);
}
return null;
}
}
class AttachedPair {
constructor(pairs, family, pair) {
this.pairs = pairs;
this.family = family;
this.pair = pair;
this.key = pairs.nameOf(pairs.families.indexOf(family), pair);
this.size = pairs.starts[pair + 1] - pairs.starts[pair];
this.isFrequent = false;
this.isLoaded = true;
this.hasDocuments = true;
}
loadDocuments() {}
loadUnion() {}
loadAll() {}
documentsOf() {
const { documents } = this.family.measures();
const [start, end] = [this.pairs.starts[this.pair], this.pairs.starts[this.pair + 1]];
return this.pairs.ranks.subarray(start, end).map((rank) => documents[rank]);
}
listsOf() {
const { documents, title, rest } = this.family.measures();
const { pairs } = this;
const lists = { title: new Gathered(this.size), rest: new Gathered(this.size) };
for (let n = pairs.starts[this.pair]; n < pairs.starts[this.pair + 1]; n++) {
const rank = pairs.ranks[n];
let extra = pairs.extraAt[n];
for (const [place, least] of pairs.shapes[pairs.codes[n]].places) {
const count = least === FULL ? least + pairs.extra[extra++] : least;
if (place === 0) lists.title.add(documents[rank], count, title[rank]);
else lists.rest.add(documents[rank], count, rest[rank]);
}
}
return { written: [], title: lists.title.list(), rest: lists.rest.list() };
}
}
return { AttachedPairs };
})();
const $families = (() => {
const { TIE, fold } = $analysis;
const { AttachedPairs } = $attached;
const { placeOf } = $directory;
const { Cursor, summed } = $packing;
const { Postings } = $postings;
const STEM = 1;
const FINENESS = 32;
const MANY = 50_000; // documents beyond which most words typed are long: the page of their pair is asked for with theirs
const same = (bytes) => bytes;
class Family {
constructor(key, entries) {
this.key = key;
this.entries = entries;
this.paths = null; // of a long family: one file, or documents, weights, head and perhaps the union
this.postings = null;
this.first = 0; // of its entries in `postings`
this.head = null;
this.union = null;
this.lists = new Map();
}
get size() {
return this.entries.reduce((sum, entry) => sum + entry.size, 0);
}
get isLoaded() {
return Boolean(this.postings?.shapes);
}
get hasDocuments() {
return this.postings !== null || this.union !== null;
}
get isFrequent() {
return this.paths !== null && this.paths.length > 1;
}
async loadDocuments(library) {
if (this.postings) return;
if (!this.isFrequent) return this.loadAll(library);
const bytes = await library.read(this.paths[0], same);
this.postings ??= new Postings(this.entries).readDocuments(new Cursor(bytes));
}
async loadUnion(library) {
if (!this.paths?.[3]) return this.loadDocuments(library);
const cursor = new Cursor(await library.read(this.paths[3], same));
this.union ??= summed(cursor.planes(cursor.varint()), [0]);
}
async loadAll(library) {
if (this.isLoaded) return;
if (this.isFrequent) {
const [, weights] = await Promise.all([this.loadDocuments(library), library.read(this.paths[1], same)]);
if (!this.isLoaded) this.postings.readWeights(new Cursor(weights));
} else {
const cursor = new Cursor(await library.read(this.paths[0], same));
this.postings ??= new Postings(this.entries).readDocuments(cursor).readWeights(cursor);
}
}
async loadHead(library) {
const bytes = await library.read(this.paths[2], same);
this.head ??= this.parseHead(new Cursor(bytes));
}
parseHead(cursor) {
const count = this.entries.length;
const [documents, foldedFields] = cursor.varints(2);
const fields = cursor.varints(count);
const bounds = cursor.varints(count + 1).map((bound) => bound / FINENESS);
const sizes = cursor.escaped(count);
const entries = this.entries.map((entry, i) => ({ ...entry, size: sizes[i] }));
const postings = new Postings(entries).readDocuments(cursor).readWeights(cursor);
return { documents, foldedFields, fields, foldedBound: bounds[0], bounds: bounds.slice(1), postings };
}
measures() {
this.measured ??= this.measure();
return this.measured;
}
measure() {
const lengths = { title: new Map(), rest: new Map() };
const all = new Set();
this.entries.forEach((_, entry) => {
for (const document of this.documentsOf(entry)) all.add(document);
const lists = this.listsOf(entry, false);
for (const field of ["title", "rest"]) {
lists[field].documents.forEach((document, i) => lengths[field].set(document, lists[field].lengths[i]));
}
});
const documents = Uint32Array.from(all).sort();
const of = (field) => Array.from(documents, (document) => lengths[field].get(document));
return { documents, title: of("title"), rest: of("rest") };
}
documentsOf(entry) {
return this.postings.documentsOf(this.first + entry);
}
placesOf(entry, document, headOnly) {
if (headOnly) return this.head?.postings.placesOf(entry, document) ?? [];
return this.isLoaded ? this.postings.placesOf(this.first + entry, document) : [];
}
listsOf(entry, headOnly) {
if (headOnly) return this.head.postings.listsOf(entry);
if (!this.lists.has(entry)) this.lists.set(entry, this.postings.listsOf(this.first + entry));
return this.lists.get(entry);
}
}
const describeWord = ({ name, size, flags }, short) => {
const stem = (flags & STEM) !== 0;
const folds = stem || name !== fold(name);
return { name, size, stem, written: !stem, folds, measured: folds || short };
};
const describePair = ({ name, size }) => ({ name, size, stem: false, written: false, folds: true, measured: true });
const itself = (name) => name;
function parseShard(cursor, keyOf, describe) {
const count = cursor.varint();
const names = cursor.names(count);
const flags = cursor.take(count);
const sizes = cursor.escaped(count);
const entries = names.map((name, i) => describe({ name, flags: flags[i], size: sizes[i] }, true));
const postings = new Postings(entries).readDocuments(cursor).readWeights(cursor);
const families = new Map();
entries.forEach((entry, i) => {
const key = keyOf(entry.name);
if (families.has(key)) families.get(key).entries.push(entry);
else families.set(key, Object.assign(new Family(key, [entry]), { postings, first: i }));
});
return families;
}
function parseWords(bytes) {
const cursor = new Cursor(bytes);
const families = parseShard(cursor, fold, describeWord);
return { families, pairs: new AttachedPairs(cursor, [...families.values()]) };
}
const parsePairs = (bytes) => parseShard(new Cursor(bytes), itself, describePair);
function longFamilies(page, keyOf, describe) {
page.families ??= new Map(
page.long.map(({ entries, paths }) => {
const key = keyOf(entries[0].name);
return [key, Object.assign(new Family(key, entries.map((entry) => describe(entry, false))), { paths })];
}),
);
return page.families;
}
async function wordFamily(library, key) {
const place = key ? await placeOf(library, library.entry.words, key) : null;
const long = place && longFamilies(place.page, fold, describeWord).get(key);
if (long || !place?.path) return long ?? null;
return (await library.read(place.path, parseWords)).families.get(key) ?? null;
}
async function attachedPair(library, key, partner, isLeft) {
const { path } = await placeOf(library, library.entry.words, key);
return (await library.read(path, parseWords)).pairs.find(key, partner, isLeft);
}
async function pairFamily(library, term) {
const words = term.slice(1, -1).split(TIE);
if (words.length !== 2 || !term.endsWith(TIE)) return null;
const key = term.slice(1, -1);
const placed = () => placeOf(library, library.entry.pairs, key + TIE);
const early = library.entry.documents > MANY ? placed() : null;
const [[left, right]] = await Promise.all([Promise.all(words.map((word) => wordFamily(library, word))), early]);
if (!left || !right) return null;
const isLeft = right.size < left.size;
if (!(isLeft ? right : left).paths) return attachedPair(library, words[isLeft ? 1 : 0], words[isLeft ? 0 : 1], isLeft);
const place = await (early ?? placed());
const long = place && longFamilies(place.page, itself, describePair).get(key);
if (long || !place?.path) return long ?? null;
return (await library.read(place.path, parsePairs)).get(key) ?? null;
}
const longPairNames = (page) => [...longFamilies(page, itself, describePair).keys()];
const pairNames = async (library, path) => [...(await library.read(path, parsePairs)).keys()];
const attachedNames = async (library, path) => (await library.read(path, parseWords)).pairs.names();
function parseVocabulary(bytes) {
const cursor = new Cursor(bytes);
const count = cursor.varint();
const names = cursor.names(count);
const flags = cursor.take(count);
const magnitudes = cursor.take(count);
return names.map((name, i) => ({ name, stem: (flags[i] & STEM) !== 0, magnitude: magnitudes[i], key: fold(name) }));
}
return { Family, wordFamily, pairFamily, longPairNames, pairNames, attachedNames, parseVocabulary };
})();
const $weights = (() => {
const { TIE, fold } = $analysis;
const { pairFamily, wordFamily } = $families;
const K1 = 1.2;
const B = 0.75;
const TITLE_FOLDED = 8;
const FOLDED = 9;
function idf(documentsWithTerm, documents) {
const x = (documents - documentsWithTerm + 0.5) / (documentsWithTerm + 0.5);
return Math.log(1 + Math.abs(x));
}
function merged(lists, documents) {
const filled = lists.filter((list) => list.documents.length);
if (filled.length < 2) return filled[0];
const counts = new Uint32Array(documents);
const lengths = new Uint32Array(documents);
const seen = [];
for (const list of filled) {
list.documents.forEach((document, i) => {
if (!counts[document]) seen.push(document);
counts[document] += list.counts[i];
lengths[document] = list.lengths[i];
});
}
const sorted = Uint32Array.from(seen).sort();
return { documents: sorted, counts: sorted.map((d) => counts[d]), lengths: sorted.map((d) => lengths[d]) };
}
class Term {
constructor(text, family, literal, folding) {
this.text = text;
this.family = family;
this.literal = literal;
this.folding = folding;
this.cached = null;
}
lists(statistics, headOnly) {
if (this.cached?.headOnly === headOnly) return this.cached.lists;
const lists = new Array(statistics.fields.length);
if (this.literal >= 0) {
this.family.listsOf(this.literal, headOnly).written.forEach((list, place) => (lists[place] = list));
}
const parts = this.folding.map((entry) => this.family.listsOf(entry, headOnly));
lists[TITLE_FOLDED] = merged(parts.map((part) => part.title), statistics.documents);
lists[FOLDED] = merged(parts.map((part) => part.rest), statistics.documents);
this.cached = { headOnly, lists };
return lists;
}
fieldCount(statistics, headOnly) {
if (!headOnly) return this.lists(statistics, false).reduce((sum, list) => sum + (list?.documents.length ?? 0), 0);
const { fields, foldedFields } = this.family.head;
return (this.literal >= 0 ? fields[this.literal] : 0) + (this.folding.length ? foldedFields : 0);
}
get isWhole() {
return this.text === this.family.key;
}
allDocuments() {
if (this.isWhole && this.family.union) return [this.family.union];
const entries = this.literal >= 0 ? [this.literal, ...this.folding.filter((e) => e !== this.literal)] : this.folding;
return entries.map((entry) => this.family.documentsOf(entry));
}
}
async function findTerm(library, text) {
if (text.startsWith(TIE)) {
const pair = await pairFamily(library, text);
return pair && new Term(text, pair, -1, [0]);
}
const key = fold(text);
const family = await wordFamily(library, key);
if (!family) return null;
const literal = family.entries.findIndex((entry) => entry.written && entry.name === text);
const folding = key === text ? family.entries.flatMap((entry, i) => (entry.folds ? [i] : [])) : [];
return literal >= 0 || folding.length ? new Term(text, family, literal, folding) : null;
}
class Statistics {
constructor(entry) {
this.documents = entry.documents;
this.fields = entry.fields.map(([name]) => name);
this.boosts = entry.fields.map(([, boost]) => boost);
this.averages = entry.fields.map(([, , total]) => total / Math.max(1, entry.documents));
}
weight(idf, field, count, length) {
let weight = (idf * ((K1 + 1) * count)) / (K1 * (1 - B + B * (length / this.averages[field])) + count);
weight *= this.boosts[field];
return Math.round(weight * 1000) / 1000;
}
}
return { idf, Term, findTerm, Statistics };
})();
const $matching = (() => {
const { PIPELINE } = $analysis;
const { findTerm } = $weights;
const { REQUIRED, PROHIBITED } = lunr.Query.presence;
function parse(text, fields) {
const query = new lunr.Query(fields);
new lunr.QueryParser(text, query).parse();
return query;
}
function searchPipeline() {
return lunr.Pipeline.load([PIPELINE]);
}
async function namesOf(library, clause, text) {
if (!("editDistance" in clause) && !text.includes("*")) return [text];
const { expand } = await $later("expansion");
return expand(library, clause, text);
}
async function lookUp(query, library) {
const pipeline = searchPipeline();
return Promise.all(
query.clauses.map(async (clause) => {
const texts = clause.usePipeline ? pipeline.runString(clause.term, { fields: clause.fields }) : [clause.term];
const groups = texts.map(async (text) => {
const names = await namesOf(library, clause, text);
const terms = await Promise.all(names.map((name) => findTerm(library, name)));
return terms.filter(Boolean);
});
return { clause, groups: await Promise.all(groups) };
}),
);
}
class Marks {
constructor(documents, of = new Uint8Array(documents)) {
this.of = of;
}
add(documents) {
for (let i = 0; i < documents.length; i++) this.of[documents[i]] = 1;
}
keep(other) {
for (let i = 0; i < this.of.length; i++) this.of[i] &= other.of[i];
}
drop(other) {
for (let i = 0; i < this.of.length; i++) if (other.of[i]) this.of[i] = 0;
}
}
function mark(marks, term, clause, statistics) {
if (clause.fields.length === statistics.fields.length) {
term.allDocuments().forEach((documents) => marks.add(documents));
return;
}
const lists = term.lists(statistics, false);
for (const field of clause.fields) {
const list = lists[statistics.fields.indexOf(field)];
if (list) marks.add(list.documents);
}
}
function require(required, { clause, groups }, statistics) {
const found = new Marks(statistics.documents);
for (const terms of groups) {
if (!terms.length) {
for (const field of clause.fields) required.set(field, new Marks(statistics.documents));
break;
}
for (const term of terms) mark(found, term, clause, statistics);
for (const field of clause.fields) if (!required.has(field)) required.set(field, null);
}
for (const field of clause.fields) {
if (!required.has(field)) throw new TypeError(`no form of the required term ${JSON.stringify(clause.term)}`);
const before = required.get(field);
if (before) before.keep(found);
else required.set(field, new Marks(0, found.of.slice()));
}
}
function matched(query, looked, statistics) {
const any = new Marks(statistics.documents);
const prohibited = new Marks(statistics.documents);
const required = new Map();
for (const each of looked) {
const { clause, groups } = each;
if (clause.presence === REQUIRED) require(required, each, statistics);
const into = clause.presence === PROHIBITED ? prohibited : any;
for (const term of groups.flat()) mark(into, term, clause, statistics);
}
if (query.isNegated()) any.of.fill(1);
for (const marks of required.values()) if (marks) any.keep(marks);
any.drop(prohibited);
return any.of;
}
return { parse, searchPipeline, lookUp, matched };
})();
const $ranking = (() => {
const { searchPipeline } = $matching;
const { byCodeUnits } = $packing;
const { idf } = $weights;
const NEAR = 1e-9;
const { PROHIBITED } = lunr.Query.presence;
function queryVectors(looked, statistics) {
const vectors = statistics.fields.map(() => new Map());
for (const { clause, groups } of looked) {
if (clause.presence === PROHIBITED) continue;
for (const term of groups.flat()) {
for (const field of clause.fields) {
const vector = vectors[statistics.fields.indexOf(field)];
const before = vector.get(term.text);
vector.set(term.text, { term, boost: (before?.boost ?? 0) + clause.boost });
}
}
}
return vectors;
}
const magnitude = (vector) => Math.sqrt([...vector.values()].reduce((sum, { boost }) => sum + boost * boost, 0));
function scoredTerms(vectors) {
const scored = new Map();
for (const vector of vectors) {
for (const { term, boost } of vector.values()) if (boost) scored.set(term.text, term);
}
return [...scored.values()];
}
function scores(vectors, statistics, headOnly = false) {
const total = new Float64Array(statistics.documents);
const idfs = new Map();
vectors.forEach((vector, field) => {
const size = magnitude(vector);
for (const { term, boost } of vector.values()) {
const list = boost ? term.lists(statistics, headOnly)[field] : undefined;
if (!list) continue;
if (!idfs.has(term.text)) idfs.set(term.text, idf(term.fieldCount(statistics, headOnly), statistics.documents));
addScores(total, list, (count, length) => statistics.weight(idfs.get(term.text), field, count, length), boost / size);
}
});
return total;
}
function addScores(total, { documents, counts, lengths }, weight, share) {
for (let i = 0; i < documents.length; i++) total[documents[i]] += share * weight(counts[i], lengths[i]);
}
function boundOutside(vectors, statistics) {
const bounds = new Map();
for (const vector of vectors) {
const size = magnitude(vector);
for (const { term, boost } of vector.values()) {
if (boost) bounds.set(term.text, { term, share: Math.max(boost / size, bounds.get(term.text)?.share ?? 0) });
}
}
let bound = 0;
for (const { term, share } of bounds.values()) {
const { head } = term.family;
const written = term.literal >= 0 ? head.bounds[term.literal] : 0;
const folded = term.folding.length ? head.foldedBound : 0;
const rounding = statistics.fields.length * 0.0005;
bound += share * (idf(term.fieldCount(statistics, true), statistics.documents) * (written + folded) + rounding);
}
return bound + NEAR;
}
function settle(documents, total) {
let start = 0;
for (let i = 1; i <= documents.length; i++) {
if (i < documents.length && total[documents[i - 1]] - total[documents[i]] < NEAR) continue;
if (i - start > 1) documents.subarray(start, i).sort();
start = i;
}
}
function thresholdOf(documents, total, most) {
const values = new Float64Array(documents.length);
for (let i = 0; i < documents.length; i++) values[i] = total[documents[i]];
values.sort();
return values[documents.length - most];
}
function best(documents, total, most) {
let kept = documents;
if (most < documents.length) {
const least = thresholdOf(documents, total, most) - 2 * NEAR;
kept = documents.filter((document) => total[document] >= least);
}
const ordered = kept.slice().sort((a, b) => total[b] - total[a] || a - b);
settle(ordered, total);
return ordered.subarray(0, most);
}
class SmallIndex {
constructor(documents, names, statistics) {
this.statistics = statistics;
this.wanted = new Set(documents);
this.names = names;
this.invertedIndex = Object.create(null);
this.elements = new Map();
for (const document of documents) for (const field of statistics.fields) this.elements.set(`${field}/${document}`, []);
}
addTerm(term, headOnly) {
const { statistics } = this;
const posting = { _index: this.names.indexOf(term.text) };
for (const field of statistics.fields) posting[field] = {};
this.invertedIndex[term.text] = posting;
if (!(headOnly ? term.family.head : term.family.isLoaded)) return this.addDocuments(term, posting);
const value = idf(term.fieldCount(statistics, headOnly), statistics.documents);
term.lists(statistics, headOnly).forEach((list, number) => {
const field = statistics.fields[number];
for (let i = 0; list && i < list.documents.length; i++) {
const document = list.documents[i];
if (!this.wanted.has(document)) continue;
posting[field][document] = {};
const weight = statistics.weight(value, number, list.counts[i], list.lengths[i]);
this.elements.get(`${field}/${document}`).push(posting._index, weight);
}
});
}
addDocuments(term, posting) {
const field = this.statistics.fields.at(-1);
for (const documents of term.family.hasDocuments ? term.allDocuments() : []) {
for (const document of documents) if (this.wanted.has(document)) posting[field][document] = {};
}
}
search(text) {
const fieldVectors = {};
for (const [ref, elements] of this.elements) fieldVectors[ref] = new lunr.Vector(elements);
const { invertedIndex, statistics } = this;
const tokenSet = lunr.TokenSet.fromArray(this.names);
const index = new lunr.Index({ invertedIndex, fieldVectors, fields: statistics.fields, pipeline: searchPipeline(), tokenSet });
return index.search(text);
}
}
function lunrScores(text, documents, vectors, statistics, headOnly = false) {
const terms = new Map(vectors.flatMap((vector) => [...vector.values()].map(({ term }) => [term.text, term])));
const names = [...terms.keys()].sort(byCodeUnits);
const small = new SmallIndex(documents, names, statistics);
for (const name of names) small.addTerm(terms.get(name), headOnly);
return new Map(small.search(text).map(({ ref, score }) => [Number(ref), score]));
}
return { queryVectors, scoredTerms, scores, boundOutside, best, lunrScores };
})();
const $rewriting = (() => {
const { chunks, fold, pair, prepare, stem } = $analysis;
const { findTerm } = $weights;
const TONED = 8; // how far a toned form stands above its folded one
const PAIR = 4;
const CODE = 10;
const COMPLETIONS = 6;
const NOTHING = "|"; // a query of no terms
const QUOTED = /["“”„«»]/u;
const escape = (term) => term.replace(/[-\\:~^+*\s]/gu, "\\$&");
const clause = (terms, boost, required) => `${required ? "+" : ""}|${terms.map(escape).join("|")}${boost === 1 ? "" : `^${boost}`}`;
function stretches(text) {
const parts = text.split(QUOTED);
const closed = parts.length % 2 ? parts.length : parts.length - 1;
return parts.map((part, i) => ({ text: part, quoted: i % 2 === 1 && i < closed }));
}
function wordsOf(text) {
return stretches(prepare(text)).flatMap(({ text, quoted }) => {
const found = chunks(text).flatMap(({ tokens }) => {
const doubles = tokens.filter(({ term, kind }) => kind === "cjk" && [...term].length > 1);
return doubles.length ? doubles.map((token) => [token]) : [tokens];
});
return found.map((tokens, i) => ({ tokens, quoted, first: i === 0 }));
});
}
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
function share(wanted, budget) {
let spent = 0;
for (const each of [...wanted].sort((a, b) => b.isPair - a.isPair || a.size - b.size)) {
each.isScored = spent === 0 || spent + each.size <= budget;
if (each.isScored) spent += each.size;
}
}
async function wantedBeginning(library, term) {
const { completions } = await $later("completions");
const found = await completions(library, term);
const size = found.reduce((sum, { magnitude }) => sum + 2 ** magnitude, 0);
if (found.length && size <= library.entry.budget / 2) return { prefix: escape(fold(term)), toned: fold(term) === term ? null : escape(term) };
const keys = [fold(term), ...found.slice(0, COMPLETIONS).map(({ key }) => key)];
return new Wanted(term, await present(library, keys), null, false);
}
function readAhead(library, words) {
const rarest = Math.min(...words.map((word) => word.size ?? 0));
for (const { size, forms } of words) {
if (!forms || size === rarest || size <= library.entry.budget) continue;
for (const { family, isWhole } of forms) (isWhole ? family.loadUnion(library) : family.loadDocuments(library)).catch(() => {});
}
}
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
async function rewrite(library, text, { typing = false } = {}) {
if (!text.trim()) return { all: "", any: "", missing: [] };
const { words, pairs } = await lookUp(library, text, typing);
const missing = words.filter((word) => word.isMissing).map((word) => word.term);
const lost = pairs.some((each) => each.quoted && each.isMissing);
const wanted = [...words, ...pairs].filter((each) => !each.isMissing);
share(wanted.filter((each) => !each.prefix), library.entry.budget);
const text_ = (required) => [...new Set(wanted.flatMap((each) => clausesOf(each, required)))].join(" ") || NOTHING;
return { all: missing.length || lost || !words.length ? null : text_(true), any: text_(false), missing };
}
return { NOTHING, rewrite };
})();
const $cards = (() => {
const { decodeLetters } = $letters;
const { NAME_BYTES } = $packing;
const VOLUME = 64;
const parse = (bytes) => JSON.parse(decodeLetters(bytes));
function inLanguage(value, languages, language) {
if (!Array.isArray(value)) return value ?? null;
return value[languages.indexOf(language)] ?? value.find((text) => text) ?? null;
}
function chainInLanguage(value, languages, language) {
const isOne = !Array.isArray(value) || value.every((part) => typeof part === "string");
return (isOne ? value : inLanguage(value, languages, language)) ?? [];
}
function path({ group, volumes }, document) {
const number = Math.floor(document / group);
const volume = Math.floor(number / VOLUME) * 2 * NAME_BYTES;
return `${volumes.slice(volume, volume + 2 * NAME_BYTES)}/${number % VOLUME}.bin`;
}
async function readCard(library, document, language) {
const { cards, languages } = library.entry;
const [chains, ids, titles, levels, dates, contexts, excerpts, thumbnails, urls, pages] = await library.read(path(cards, document), parse);
const n = document % cards.group;
const text = (column) => inLanguage(column[n], languages, language);
const absolute = (address) => new URL(`../${address}`, library.base).href;
return {
id: ids[n],
url: absolute(urls?.[n] ? text(urls) : `${language}/records/${ids[n]}/`),
title: text(titles),
level: levels[n],
date: text(dates),
thumbnail: thumbnails?.[n] ? absolute(thumbnails[n].replace("~", `records/${ids[n]}`)) : null,
context: chainInLanguage(chains[contexts[n]], languages, language),
excerpt: excerpts ? text(excerpts) : null,
anchors: pages?.[n],
};
}
return { inLanguage, readCard };
})();
const $highlights = (() => {
const { chunks, fold, prepare, stem } = $analysis;
function highlights(text, terms) {
if (!text) return [];
const found = [];
for (const { start, end, tokens } of chunks(prepare(text))) {
const forms = tokens.flatMap(({ term }) => [term, fold(term), stem(term)]);
if (forms.some((form) => terms.has(form))) found.push([start, end]);
}
return found;
}
return { highlights };
})();
const $search = (() => {
const { register } = $analysis;
const { readCard } = $cards;
const { Gone, Library } = $files;
const { highlights } = $highlights;
const { lookUp, matched, parse } = $matching;
const { best, boundOutside, lunrScores, queryVectors, scoredTerms, scores } = $ranking;
const { NOTHING, rewrite } = $rewriting;
const { Statistics } = $weights;
register(lunr);
const HEAD_MOST = 200; // results up to which a head may be enough
function marked(marks) {
let count = 0;
for (let n = 0; n < marks.length; n++) count += marks[n];
const documents = new Uint32Array(count);
for (let n = 0, i = 0; n < marks.length; n++) if (marks[n]) documents[i++] = n;
return documents;
}
const isEverywhere = (clause, statistics) => clause.fields.length === statistics.fields.length;
class Question {
constructor(library, statistics, text) {
this.library = library;
this.statistics = statistics;
this.text = text;
this.query = parse(text, statistics.fields);
}
async lookUp() {
this.looked = await lookUp(this.query, this.library);
this.vectors = queryVectors(this.looked, this.statistics);
this.scored = scoredTerms(this.vectors);
this.terms = this.looked.flatMap(({ groups }) => groups.flat());
return this;
}
async load() {
const whole = new Set(this.scored.map((term) => term.family));
for (const { clause, groups } of this.looked) {
if (!isEverywhere(clause, this.statistics)) groups.flat().forEach((term) => whole.add(term.family));
}
await Promise.all([...[...whole].map((family) => family.loadAll(this.library)), this.loadDocuments((family) => !whole.has(family))]);
}
loadDocuments(isWanted) {
const terms = this.terms.filter((term) => isWanted(term.family));
return Promise.all(terms.map((term) => (term.isWhole ? term.family.loadUnion(this.library) : term.family.loadDocuments(this.library))));
}
soleFrequent() {
const families = new Set(this.scored.map((term) => term.family));
const [family] = families;
const everywhere = this.looked.every(({ clause }) => isEverywhere(clause, this.statistics));
return families.size === 1 && family.isFrequent && !family.isLoaded && everywhere ? family : null;
}
matchesAllOf(family) {
const all = this.terms.every((term) => term.family === family);
const isPlain = this.query.clauses.every(({ presence }) => presence !== lunr.Query.presence.PROHIBITED);
const required = this.looked.filter(({ clause }) => clause.presence === lunr.Query.presence.REQUIRED);
const complete = (groups) => groups.flat().some((term) => term.text === family.key && term.family === family);
const present = this.looked.every(({ groups }) => groups.every((group) => group.length));
const widest = this.entriesOf(family) === family.entries.length;
return all && isPlain && present && widest && required.every(({ groups }) => complete(groups));
}
entriesOf(family) {
const reached = new Set(this.terms.filter((term) => term.family === family).flatMap((term) => [term.literal, ...term.folding]));
reached.delete(-1);
return reached.size;
}
async fromHead(family, most) {
const isAlone = this.matchesAllOf(family);
await Promise.all([
family.loadHead(this.library),
isAlone || this.loadDocuments(() => true),
]);
const marks = isAlone ? null : matched(this.query, this.looked, this.statistics);
const total = scores(this.vectors, this.statistics, true);
const bound = boundOutside(this.vectors, this.statistics);
const candidates = marked(Uint8Array.from(total, (score, n) => Number(score > bound && (!marks || marks[n]))));
if (candidates.length < most) return null;
const documents = best(candidates, total, most);
return { documents, total: isAlone ? family.head.documents : marked(marks).length, headOnly: true };
}
async fromAll({ filters, order, language, most }) {
await this.load();
const marks = matched(this.query, this.looked, this.statistics);
if (Object.keys(filters ?? {}).length) await (await $later("facets")).filtered(this.library, marks, filters);
const documents = marked(marks);
const answer = { marks, total: documents.length, headOnly: false };
if (order !== "relevance") {
const { sorted } = await $later("facets");
return { ...answer, documents: (await sorted(this.library, documents, order, language)).subarray(0, most) };
}
return { ...answer, documents: best(documents, scores(this.vectors, this.statistics), most) };
}
async answer({ filters, facets, order, language, most }) {
const family = this.soleFrequent();
const isSimple = order === "relevance" && !facets.length && !Object.keys(filters ?? {}).length;
const quick = family && isSimple && most <= HEAD_MOST ? await this.fromHead(family, most) : null;
return quick ?? this.fromAll({ filters, order, language, most });
}
}
class Search {
constructor(base, fetch, language, library) {
this.base = base;
this.fetch = fetch;
this.language = language;
this.use(library);
}
use(library) {
this.library = library;
this.statistics = new Statistics(library.entry);
if (!library.entry.languages.includes(this.language)) this.language = library.entry.languages[0] ?? this.language;
}
async ask(text) {
return new Question(this.library, this.statistics, text).lookUp();
}
async answer(text, { syntax, typing, ...options }) {
if (syntax === "lunr") {
const question = await this.ask(text);
return { question, matched: "all", missing: [], answer: await question.answer(options) };
}
const { all, any, missing } = await rewrite(this.library, text, { typing });
if (all !== null) {
const question = await this.ask(all);
const answer = await question.answer(options);
if (answer.total || all === any || all === NOTHING) return { question, matched: "all", missing, answer };
}
const question = await this.ask(any);
return { question, matched: "any", missing, answer: await question.answer(options) };
}
async card({ question, answer }, document) {
const { anchors, ...card } = await readCard(this.library, document, this.language);
const hit = anchors ? await (await $later("pages")).pageHit(this.library, question, document, anchors, answer.headOnly) : null;
return hit ? { ...card, url: `${card.url}#${hit.anchor}`, excerpt: hit.excerpt ?? card.excerpt } : card;
}
async results(found, start) {
const { question, answer } = found;
const shown = answer.documents.subarray(start);
const [scoreOf, cards] = await Promise.all([
lunrScores(question.text, shown, question.vectors, this.statistics, answer.headOnly),
Promise.all(Array.from(shown, (document) => this.card(found, document))),
]);
const terms = new Set(question.terms.map((term) => term.text));
return cards.map((card, i) => ({
...card,
score: scoreOf.get(shown[i]),
highlights: { title: highlights(card.title, terms), excerpt: highlights(card.excerpt, terms) },
}));
}
async page(text, { page = 1, size = 10, sort = "relevance", facets = [], filters = {}, syntax = "text", typing = false } = {}) {
const start = (page - 1) * size;
const options = { filters, facets, order: sort, most: start + size, language: this.language, syntax, typing };
const found = await this.answer(text, options);
const { question, answer, matched: words, missing } = found;
const [results, counts, suggestions] = await Promise.all([
this.results(found, start),
facets.length ? $later("facets").then(({ counted }) => counted(this.library, answer.marks, facets, this.language)) : {},
missing.length ? $later("suggestions").then(({ suggest }) => suggest(this.library, text, missing)) : [],
]);
return { query: question.text, total: answer.total, matched: words, results, facets: counts, suggestions };
}
async query(text, options) {
try {
return await this.page(String(text ?? ""), options);
} catch (error) {
if (!(error instanceof Gone)) throw error;
this.use(await Library.open(this.base, this.fetch, true));
return this.page(String(text ?? ""), options);
}
}
}
async function openSearch(baseUrl, { fetch = globalThis.fetch, language } = {}) {
const base = String(baseUrl).replace(/\/?$/, "/");
const get = (...request) => fetch(...request);
return new Search(base, get, language, await Library.open(base, get));
}
return { openSearch };
})();
export const { openSearch } = $search;
