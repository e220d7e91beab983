/** Weighs terms in documents exactly as lunr's builder does, from counts and lengths. */

import { TIE, fold } from "./analysis.js";
import { pairFamily, wordFamily } from "./families.js";

const K1 = 1.2;
const B = 0.75;
const TITLE_FOLDED = 8;
const FOLDED = 9;

/** Computes lunr's idf. */
export function idf(documentsWithTerm, documents) {
  const x = (documents - documentsWithTerm + 0.5) / (documentsWithTerm + 0.5);
  return Math.log(1 + Math.abs(x));
}

/** Adds up the lists of several entries, document by document. */
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

/** A term of the lunr index: an entry as written, and the entries that fold to it. */
export class Term {
  constructor(text, family, literal, folding) {
    this.text = text;
    this.family = family;
    this.literal = literal;
    this.folding = folding;
    this.cached = null;
  }

  /** Gives the term's list in each field. */
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

  /** Gives the number of fields of documents that hold the term: what lunr's idf counts. */
  fieldCount(statistics, headOnly) {
    if (!headOnly) return this.lists(statistics, false).reduce((sum, list) => sum + (list?.documents.length ?? 0), 0);
    const { fields, foldedFields } = this.family.head;
    return (this.literal >= 0 ? fields[this.literal] : 0) + (this.folding.length ? foldedFields : 0);
  }

  /** Says whether the term is the form that all entries of its family fold to. */
  get isWhole() {
    return this.text === this.family.key;
  }

  /** Gives all documents that hold the term in any field. */
  allDocuments() {
    if (this.isWhole && this.family.union) return [this.family.union];
    const entries = this.literal >= 0 ? [this.literal, ...this.folding.filter((e) => e !== this.literal)] : this.folding;
    return entries.map((entry) => this.family.documentsOf(entry));
  }
}

/** Finds a term; null if the index has none such. */
export async function findTerm(library, text) {
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

/** What the whole index counts: how many documents, how long their fields are on average. */
export class Statistics {
  constructor(entry) {
    this.documents = entry.documents;
    this.fields = entry.fields.map(([name]) => name);
    this.boosts = entry.fields.map(([, boost]) => boost);
    this.averages = entry.fields.map(([, , total]) => total / Math.max(1, entry.documents));
  }

  /** Computes a weight with lunr's own operations in lunr's own order, rounding included. */
  weight(idf, field, count, length) {
    let weight = (idf * ((K1 + 1) * count)) / (K1 * (1 - B + B * (length / this.averages[field])) + count);
    weight *= this.boosts[field];
    return Math.round(weight * 1000) / 1000;
  }
}
