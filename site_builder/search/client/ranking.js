/** Scores and orders documents; lunr.js itself gives the scores of those that are shown. */

import lunr from "./lunr.js";
import { searchPipeline } from "./matching.js";
import { byCodeUnits } from "./packing.js";
import { idf } from "./weights.js";

const NEAR = 1e-9;
const ROUNDING = 0.0005; // weights are rounded to a thousandth
const { PROHIBITED } = lunr.Query.presence;

/** Adds up what a query says of each term in each field: lunr's query vectors. */
export function queryVectors(looked, statistics) {
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

/** Gives the terms that a query gives any weight. */
export function scoredTerms(vectors) {
  const scored = new Map();
  for (const vector of vectors) {
    for (const { term, boost } of vector.values()) if (boost) scored.set(term.text, term);
  }
  return [...scored.values()];
}

/** Adds up the scores of all documents (or of those in the head of the one scored family). */
export function scores(vectors, statistics, headOnly = false) {
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

/** Gives the greatest share of each scored term, and what its weights in documents outside the head add up to at the most. */
function outside(vectors, statistics) {
  const bounds = new Map();
  for (const vector of vectors) {
    const size = magnitude(vector);
    for (const { term, boost } of vector.values()) {
      if (boost) bounds.set(term.text, { term, share: Math.max(boost / size, bounds.get(term.text)?.share ?? 0) });
    }
  }
  return [...bounds.values()].map(({ term, share }) => {
    const { head } = term.family;
    const written = term.literal >= 0 ? head.bounds[term.literal] : 0;
    const folded = term.folding.length ? head.foldedBound : 0;
    return { share, weight: idf(term.fieldCount(statistics, true), statistics.documents) * (written + folded) };
  });
}

/** Gives what no document outside the head of a family can pass. */
export function boundOutside(vectors, statistics) {
  const rounding = statistics.fields.length * ROUNDING;
  return outside(vectors, statistics).reduce((bound, { share, weight }) => bound + share * (weight + rounding), NEAR);
}

/** Says whether all weights outside the head are rounded to nothing: every record, or nearly, holds the term. */
export const isNothingOutside = (vectors, statistics) => outside(vectors, statistics).every(({ weight }) => weight < ROUNDING);

/** Puts runs of scores that differ by less than 1e-9 in the order of the documents. */
function settle(documents, total) {
  let start = 0;
  for (let i = 1; i <= documents.length; i++) {
    if (i < documents.length && total[documents[i - 1]] - total[documents[i]] < NEAR) continue;
    if (i - start > 1) documents.subarray(start, i).sort();
    start = i;
  }
}

/** Gives the score that so many documents reach. */
function thresholdOf(documents, total, most) {
  const values = new Float64Array(documents.length);
  for (let i = 0; i < documents.length; i++) values[i] = total[documents[i]];
  values.sort();
  return values[documents.length - most];
}

/** Gives the first documents by score, those of one score by their place in the export. */
export function best(documents, total, most) {
  let kept = documents;
  if (most < documents.length) {
    const least = thresholdOf(documents, total, most) - 2 * NEAR;
    kept = documents.filter((document) => total[document] >= least);
  }
  const ordered = kept.slice().sort((a, b) => total[b] - total[a] || a - b);
  settle(ordered, total);
  return ordered.subarray(0, most);
}

/** An index of some documents and terms, in lunr's own form. */
class SmallIndex {
  constructor(documents, names, statistics) {
    this.statistics = statistics;
    this.wanted = new Set(documents);
    this.names = names;
    this.invertedIndex = Object.create(null);
    this.elements = new Map();
    for (const document of documents) for (const field of statistics.fields) this.elements.set(`${field}/${document}`, []);
  }

  /** Adds a term with its weights; terms come in order. */
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

  /** Adds a term that only says which documents match (`^0`): its weights were not read. */
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

/** Lets lunr.js score some documents on an index assembled from what the query needs. */
export function lunrScores(text, documents, vectors, statistics, headOnly = false) {
  const terms = new Map(vectors.flatMap((vector) => [...vector.values()].map(({ term }) => [term.text, term])));
  const names = [...terms.keys()].sort(byCodeUnits);
  const small = new SmallIndex(documents, names, statistics);
  for (const name of names) small.addTerm(terms.get(name), headOnly);
  return new Map(small.search(text).map(({ ref, score }) => [Number(ref), score]));
}
