/**
 * Asks the built client and lunr.js on the whole export the same questions, and tells where they differ.
 * Payload: {export, lines, search, queries: [{text, options, filter}], pages: [[page, size]], filters, orders}; `filters`
 * says by name what `options.filters` asks and the ids it admits; `orders` lists all ids by sort. Answer: [{text, page, fault}].
 */
import { pathToFileURL } from "node:url";
import { register } from "../../../site_builder/search/client/analysis.js";
import { answer, lunr, payload } from "./setting.mjs";
import { readExport, readLines } from "./read_export.mjs";
import { fileFetch } from "./file_fetch.mjs";

const asked = payload();
register(lunr);
const whole = asked.lines ? await readLines(asked.export, lunr) : readExport(asked.export, lunr);
const places = new Map();
for (const ref of Object.keys(whole.fieldVectors)) {
  const id = ref.slice(ref.indexOf("/") + 1);
  if (!places.has(id)) places.set(id, places.size);
}
const { openSearch } = await import(pathToFileURL(`${asked.search}/search.js`));
const search = await openSearch("https://site.test/sub/search/", { fetch: fileFetch(asked.search), language: "vi" });

let last = { text: null, results: null };

/** Gives lunr's results to the query asked last, or asks it. */
function expected(text) {
  if (last.text !== text) last = { text, results: ranked(text) };
  return last.results.slice();
}

/** Gives lunr's results, scores within 1e-9 in the order of the export. */
function ranked(text) {
  const results = whole.search(text).map(({ ref, score }) => ({ id: ref, score }));
  let start = 0;
  for (let i = 1; i <= results.length; i++) {
    if (i < results.length && results[i - 1].score - results[i].score < 1e-9) continue;
    const run = results.slice(start, i).sort((a, b) => places.get(a.id) - places.get(b.id));
    results.splice(start, run.length, ...run);
    start = i;
  }
  return results;
}

async function outcome(make) {
  try {
    return { value: await make() };
  } catch (error) {
    return { thrown: error.constructor.name === "TypeError" ? "TypeError" : (error.name ?? "error") };
  }
}

const ranks = Object.fromEntries(Object.entries(asked.orders ?? {}).map(([sort, ids]) => [sort, new Map(ids.map((id, n) => [id, n]))]));
const admitted = Object.fromEntries(Object.entries(asked.filters ?? {}).map(([name, { ids }]) => [name, new Set(ids)]));

/** Gives what remains of lunr's results when they are filtered, in the order asked for. */
function wantedOf(text, { filter, options = {} }) {
  const found = expected(text).filter(({ id }) => !filter || admitted[filter].has(id));
  const rank = ranks[options.sort];
  return rank ? found.sort((a, b) => rank.get(a.id) - rank.get(b.id)) : found;
}

function compare(found, wanted, page, size) {
  if (found.total !== wanted.length) return `total ${found.total}, not ${wanted.length}`;
  const first = (page - 1) * size;
  const part = wanted.slice(first, first + size);
  if (part.length !== found.results.length) return `${found.results.length} results on page ${page}, not ${part.length}`;
  for (const [i, result] of found.results.entries()) {
    if (result.id !== part[i].id) return `result ${first + i} is ${result.id} (${result.score}), not ${part[i].id} (${part[i].score})`;
    if (!(Math.abs(result.score - part[i].score) <= 1e-9)) return `score of ${result.id} is ${result.score}, not ${part[i].score}`;
  }
  return null;
}

async function check(question) {
  const { text, filter } = question;
  const options = { ...question.options, ...(filter && { filters: asked.filters[filter].filters }) };
  let page = null;
  for (const [number, size] of asked.pages ?? [[1, 10], [1, 1e6]]) {
    const found = await outcome(() => search.query(text, { ...options, size, page: number }));
    const query = found.value?.query ?? text;
    const wanted = await outcome(() => wantedOf(query, question));
    if (found.thrown || wanted.thrown) {
      if (found.thrown !== wanted.thrown) return { text, fault: `threw ${found.thrown}, lunr.js threw ${wanted.thrown}` };
      return { text, thrown: found.thrown };
    }
    page ??= { ...found.value, results: found.value.results.slice(0, 10) };
    const fault = compare(found.value, wanted.value, number, size);
    if (fault) return { text, query, fault };
  }
  return { text, page, fault: null };
}

const answers = [];
for (const query of asked.queries) answers.push(await check(query));
answer(answers);
