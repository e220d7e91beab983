/** Words that fold alike, and pairs: what the index holds of them, read no further than is needed. */

import { TIE, fold } from "./analysis.js";
import { AttachedPairs } from "./attached.js";
import { placeOf } from "./directory.js";
import { Cursor, summed } from "./packing.js";
import { Postings } from "./postings.js";

const STEM = 1;
const FINENESS = 32;

/** Families with equal postings share a file, so that what is kept of one is its bytes. */
const same = (bytes) => bytes;

/** The entries of one folded form; a pair is a family of one entry. */
export class Family {
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

  /** About how many documents hold it: never too few. */
  get size() {
    return this.entries.reduce((sum, entry) => sum + entry.size, 0);
  }

  /** Says whether everything is read. */
  get isLoaded() {
    return Boolean(this.postings?.shapes);
  }

  /** Says whether the documents of each entry are read. */
  get hasDocuments() {
    return this.postings !== null || this.union !== null;
  }

  get isFrequent() {
    return this.paths !== null && this.paths.length > 1;
  }

  /** Reads which documents hold each entry. */
  async loadDocuments(library) {
    if (this.postings) return;
    if (!this.isFrequent) return this.loadAll(library);
    const bytes = await library.read(this.paths[0], same);
    this.postings ??= new Postings(this.entries).readDocuments(new Cursor(bytes));
  }

  /** Reads which documents hold any entry. */
  async loadUnion(library) {
    if (!this.paths?.[3]) return this.loadDocuments(library);
    const cursor = new Cursor(await library.read(this.paths[3], same));
    this.union ??= summed(cursor.planes(cursor.varint()), [0]);
  }

  /** Reads all postings with their weights. */
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

  /** Reads the best documents of a frequent family, and what no other document passes. */
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

  /** Gives all documents of a short family in order, and the lengths of their folded fields. */
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

  /** Gives the places in which a document has an entry, as far as they are read. */
  placesOf(entry, document, headOnly) {
    if (headOnly) return this.head?.postings.placesOf(entry, document) ?? [];
    return this.isLoaded ? this.postings.placesOf(this.first + entry, document) : [];
  }

  /** Gives the lists of an entry, from the head alone if asked so. */
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

/** Reads a shard into its families by key; `keyOf` says which entries belong together. */
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

/** Gives the long families of a page by key, made once. */
function longFamilies(page, keyOf, describe) {
  page.families ??= new Map(
    page.long.map(({ entries, paths }) => {
      const key = keyOf(entries[0].name);
      return [key, Object.assign(new Family(key, entries.map((entry) => describe(entry, false))), { paths })];
    }),
  );
  return page.families;
}

/** Gives the family of a folded form, or null. */
export async function wordFamily(library, key) {
  const place = key ? await placeOf(library, library.entry.words, key) : null;
  const long = place && longFamilies(place.page, fold, describeWord).get(key);
  if (long || !place?.path) return long ?? null;
  return (await library.read(place.path, parseWords)).families.get(key) ?? null;
}

/** Gives the pair of two words that stands with the word `key`, or null. */
async function attachedPair(library, key, partner, isLeft) {
  const { path } = await placeOf(library, library.entry.words, key);
  return (await library.read(path, parseWords)).pairs.find(key, partner, isLeft);
}

/** Gives the family of a pair term, or null: it stands with the rarer of its words, apart if both are long. */
export async function pairFamily(library, term) {
  const words = term.slice(1, -1).split(TIE);
  if (words.length !== 2 || !term.endsWith(TIE)) return null;
  const key = term.slice(1, -1);
  const placed = placeOf(library, library.entry.pairs, key + TIE); // asked for with those of its words: a round less if both are long
  const [[left, right]] = await Promise.all([Promise.all(words.map((word) => wordFamily(library, word))), placed]);
  if (!left || !right) return null;
  const isLeft = right.size < left.size;
  if (!(isLeft ? right : left).paths) return attachedPair(library, words[isLeft ? 1 : 0], words[isLeft ? 0 : 1], isLeft);
  const place = await placed;
  const long = place && longFamilies(place.page, itself, describePair).get(key);
  if (long || !place?.path) return long ?? null;
  return (await library.read(place.path, parsePairs)).get(key) ?? null;
}

/** Gives the names of all long pairs of a page. */
export const longPairNames = (page) => [...longFamilies(page, itself, describePair).keys()];

/** Gives the names of all pairs of a shard of pairs. */
export const pairNames = async (library, path) => [...(await library.read(path, parsePairs)).keys()];

/** Gives the names of all pairs of a shard of words. */
export const attachedNames = async (library, path) => (await library.read(path, parseWords)).pairs.names();

/** Reads a shard of the vocabulary: names, whether stems, and how often they come, as a power of two. */
export function parseVocabulary(bytes) {
  const cursor = new Cursor(bytes);
  const count = cursor.varint();
  const names = cursor.names(count);
  const flags = cursor.take(count);
  const magnitudes = cursor.take(count);
  return names.map((name, i) => ({ name, stem: (flags[i] & STEM) !== 0, magnitude: magnitudes[i], key: fold(name) }));
}
