/** Says which documents a query matches, clause by clause, as lunr's Index#query does. */

import lunr from "./lunr.js";
import { PIPELINE } from "./analysis.js";
import { findTerm } from "./weights.js";

const { REQUIRED, PROHIBITED } = lunr.Query.presence;

/** Parses lunr's language; throws where lunr throws. */
export function parse(text, fields) {
  const query = new lunr.Query(fields);
  new lunr.QueryParser(text, query).parse();
  return query;
}

export function searchPipeline() {
  return lunr.Pipeline.load([PIPELINE]);
}

/** Gives the names of the terms that a clause's term may stand for; a plain term need not exist. */
async function namesOf(library, clause, text) {
  if (!("editDistance" in clause) && !text.includes("*")) return [text];
  const { expand } = await import("./expansion.js");
  return expand(library, clause, text);
}

/**
 * Looks up the terms of every clause.
 * @returns {Promise<{clause: object, groups: Term[][]}[]>} a group for each term that the pipeline gave
 */
export async function lookUp(query, library) {
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

/** A set of documents, marked one by one. */
class Marks {
  constructor(documents, of = new Uint8Array(documents)) {
    this.of = of;
  }

  add(documents) {
    for (let i = 0; i < documents.length; i++) this.of[documents[i]] = 1;
  }

  keep({ of }) {
    const own = this.of;
    for (let i = 0; i < own.length; i++) own[i] &= of[i];
    return this;
  }

  copy() {
    return new Marks(0, this.of.slice());
  }

  drop(other) {
    for (let i = 0; i < this.of.length; i++) if (other.of[i]) this.of[i] = 0;
  }
}

/** Marks the documents that hold a term in any of some fields. */
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

/**
 * Takes a required clause into account. As in lunr, a form that the index has not leaves nothing, and a
 * clause without any form is an error.
 */
function require(required, { clause, groups }, statistics) {
  const found = new Marks(statistics.documents);
  for (const terms of groups) {
    if (!terms.length) {
      const none = new Marks(statistics.documents);
      for (const field of clause.fields) required.set(field, none);
      break;
    }
    for (const term of terms) mark(found, term, clause, statistics);
    for (const field of clause.fields) if (!required.has(field)) required.set(field, null);
  }
  const kept = new Map([[null, found]]); // fields that asked the same until now share their marks
  for (const field of clause.fields) {
    if (!required.has(field)) throw new TypeError(`no form of the required term ${JSON.stringify(clause.term)}`);
    const before = required.get(field);
    if (!kept.has(before)) kept.set(before, before.copy().keep(found));
    required.set(field, kept.get(before));
  }
}

/** Marks every document that a query matches. */
export function matched(query, looked, statistics) {
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
  for (const marks of new Set(required.values())) if (marks) any.keep(marks);
  any.drop(prohibited);
  return any.of;
}
