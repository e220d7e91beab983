/**
 * Searches the static index below `search/` from a browser or from Node ≥ 20.
 *
 *   const search = await openSearch(new URL("../search/", location), { fetch, language: "vi" });
 *   const page = await search.query("địa bạ", { page: 1, size: 10, facets: ["subject"] });
 *
 * Ranking is lunr's: `page.query` is a query in lunr's language, and its results, scores and total are those of
 * lunr.js 2.3.9 on the whole index that `export lunr` writes.
 */

import { register } from "./analysis.js";
import lunr from "./lunr.js";
import { readCard } from "./cards.js";
import { Gone, Library } from "./files.js";
import { highlights } from "./highlights.js";
import { lookUp, matched, parse } from "./matching.js";
import { best, boundOutside, isNothingOutside, lunrScores, queryVectors, scoredTerms, scores } from "./ranking.js";
import { NOTHING, rewrite } from "./rewriting.js";
import { Statistics } from "./weights.js";

register(lunr);

const HEAD_MOST = 200; // results up to which a head may be enough

/** Gives the documents that are marked. */
function marked(marks) {
  let count = 0;
  for (let n = 0; n < marks.length; n++) count += marks[n];
  const documents = new Uint32Array(count);
  for (let n = 0, i = 0; n < marks.length; n++) if (marks[n]) documents[i++] = n;
  return documents;
}

/** Says whether a clause asks for its terms in every field. */
const isEverywhere = (clause, statistics) => clause.fields.length === statistics.fields.length;

/** One query in lunr's language, looked up and ready to be answered. */
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

  /** Reads the postings of scored terms and of clauses for single fields, the documents of all others. */
  async load() {
    const whole = new Set(this.scored.map((term) => term.family));
    for (const { clause, groups } of this.looked) {
      if (!isEverywhere(clause, this.statistics)) groups.flat().forEach((term) => whole.add(term.family));
    }
    await Promise.all([...[...whole].map((family) => family.loadAll(this.library)), this.loadDocuments((family) => !whole.has(family))]);
  }

  /** Reads the documents of the terms of some families, of whole ones as one list. */
  loadDocuments(isWanted) {
    const terms = this.terms.filter((term) => isWanted(term.family));
    return Promise.all(terms.map((term) => (term.isWhole ? term.family.loadUnion(this.library) : term.family.loadDocuments(this.library))));
  }

  /** Gives the one frequent family that ranks, if it alone does and no clause asks for single fields. */
  soleFrequent() {
    const families = new Set(this.scored.map((term) => term.family));
    const [family] = families;
    const everywhere = this.looked.every(({ clause }) => isEverywhere(clause, this.statistics));
    return families.size === 1 && family.isFrequent && !family.isLoaded && everywhere ? family : null;
  }

  /** Says whether every document of a family matches, so that their number is the total. */
  matchesAllOf(family) {
    const all = this.terms.every((term) => term.family === family);
    const isPlain = this.query.clauses.every(({ presence }) => presence !== lunr.Query.presence.PROHIBITED);
    const required = this.looked.filter(({ clause }) => clause.presence === lunr.Query.presence.REQUIRED);
    const complete = (groups) => groups.flat().some((term) => term.text === family.key && term.family === family);
    const present = this.looked.every(({ groups }) => groups.every((group) => group.length));
    const widest = this.entriesOf(family) === family.entries.length;
    return all && isPlain && present && widest && required.every(({ groups }) => complete(groups));
  }

  /** Counts the entries of a family that the query reaches. */
  entriesOf(family) {
    const reached = new Set(this.terms.filter((term) => term.family === family).flatMap((term) => [term.literal, ...term.folding]));
    reached.delete(-1);
    return reached.size;
  }

  /** Answers from the head of one frequent family; null if its documents do not settle the first results. */
  async fromHead(family, most) {
    const isAlone = this.matchesAllOf(family);
    await Promise.all([
      family.loadHead(this.library),
      isAlone || this.loadDocuments(() => true),
    ]);
    const marks = isAlone ? null : matched(this.query, this.looked, this.statistics);
    const total = scores(this.vectors, this.statistics, true);
    if (isNothingOutside(this.vectors, this.statistics) && total.every((score) => score === 0)) return this.inOrder(most);
    const bound = boundOutside(this.vectors, this.statistics);
    const candidates = marked(Uint8Array.from(total, (score, n) => Number(score > bound && (!marks || marks[n]))));
    if (candidates.length < most) return null;
    const documents = best(candidates, total, most);
    return { documents, total: isAlone ? family.head.documents : marked(marks).length, headOnly: true };
  }

  /** Answers where no document scores anything, so that they stand in the order of the export: their lists are enough. */
  async inOrder(most) {
    await this.loadDocuments(() => true);
    const documents = marked(matched(this.query, this.looked, this.statistics));
    return { documents: documents.subarray(0, most), total: documents.length, headOnly: false };
  }

  /** Answers from all postings that the query needs. */
  async fromAll({ filters, order, language, most }) {
    await this.load();
    const marks = matched(this.query, this.looked, this.statistics);
    if (Object.keys(filters ?? {}).length) await (await import("./facets.js")).filtered(this.library, marks, filters);
    const documents = marked(marks);
    const answer = { marks, total: documents.length, headOnly: false };
    if (order !== "relevance") {
      const { sorted } = await import("./facets.js");
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

/** A static index, open for questions. */
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

  /** Finds what was typed: all words, or any if nothing has them all. */
  async answer(text, { syntax, typing, signal, ...options }) {
    if (syntax === "lunr") {
      const question = await this.ask(text);
      return { question, matched: "all", missing: [], answer: await question.answer(options) };
    }
    const { all, any, missing } = await rewrite(this.library, text, { typing });
    signal?.throwIfAborted();
    if (all !== null) {
      const question = await this.ask(all);
      signal?.throwIfAborted();
      const answer = await question.answer(options);
      if (answer.total || all === any || all === NOTHING) return { question, matched: "all", missing, answer };
    }
    const question = await this.ask(any);
    return { question, matched: "any", missing, answer: await question.answer(options) };
  }

  /** Reads the card of a document; if the hit is on one of its pages, address and excerpt are those of the page. */
  async card({ question, answer }, document) {
    const { anchors, ...card } = await readCard(this.library, document, this.language);
    const hit = anchors ? await (await import("./pages.js")).pageHit(this.library, question, document, anchors, answer.headOnly) : null;
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

  async page(text, { page = 1, size = 10, sort = "relevance", facets = [], filters = {}, syntax = "text", typing = false, signal } = {}) {
    const most = Math.max(0, Number(size)) || 0;
    const start = page > 1 ? (Math.floor(page) - 1) * most : 0;
    const options = { filters, facets, order: sort, most: start + most, language: this.language, syntax, typing, signal };
    const found = await this.answer(text, options);
    signal?.throwIfAborted();
    const { question, answer, matched: words, missing } = found;
    const [results, counts, suggestions] = await Promise.all([
      this.results(found, start),
      facets.length ? import("./facets.js").then(({ counted }) => counted(this.library, answer.marks, facets, this.language)) : {},
      missing.length ? import("./suggestions.js").then(({ suggest }) => suggest(this.library, text, missing)) : [],
    ]);
    return { query: question.text, total: answer.total, matched: words, results, facets: counts, suggestions };
  }

  /**
   * Answers a query with one page of results.
   * @param {string} text what a person typed; with `syntax: "lunr"`, a query in lunr's language
   * @param {{page?: number, size?: number, sort?: string, facets?: string[], filters?: object, syntax?: string,
   *   typing?: boolean, signal?: AbortSignal}} [options] once the signal is aborted nothing more is read for this query
   */
  async query(text, options) {
    const stated = Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== null));
    try {
      return await this.page(String(text ?? ""), stated);
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      this.use(await Library.open(this.base, this.fetch, true));
      return this.page(String(text ?? ""), stated);
    }
  }
}

/**
 * Opens the index at the absolute address of a site's `search/` folder.
 * @param {string|URL} baseUrl
 * @param {{fetch?: typeof fetch, language?: string}} [options]
 */
export async function openSearch(baseUrl, { fetch = globalThis.fetch, language } = {}) {
  const base = String(baseUrl).replace(/\/?$/, "/");
  const get = (...request) => fetch(...request);
  return new Search(base, get, language, await Library.open(base, get));
}
