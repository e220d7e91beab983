/**
 * Asks the built client and lunr.js on the whole export the same questions, and tells where they differ.
 * Payload: {export, lines, search, queries: [{text, options}], sizes}; answer: [{text, page, fault}].
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

/** Gives lunr's results, scores within 1e-9 in the order of the export. */
function expected(text) {
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

function compare(found, wanted, first) {
  if (found.total !== wanted.length) return `total ${found.total}, not ${wanted.length}`;
  const part = wanted.slice(first, first + found.results.length);
  for (const [i, result] of found.results.entries()) {
    if (result.id !== part[i].id) return `result ${first + i} is ${result.id} (${result.score}), not ${part[i].id} (${part[i].score})`;
    if (!(Math.abs(result.score - part[i].score) <= 1e-9)) return `score of ${result.id} is ${result.score}, not ${part[i].score}`;
  }
  return null;
}

async function check({ text, options = {} }) {
  const sizes = asked.sizes ?? [10, Infinity];
  let page = null;
  for (const size of sizes) {
    const found = await outcome(() => search.query(text, { ...options, size: size ?? 1e6, page: 1 }));
    const query = found.value?.query ?? text;
    const wanted = await outcome(() => expected(query));
    if (found.thrown || wanted.thrown) {
      if (found.thrown !== wanted.thrown) return { text, fault: `threw ${found.thrown}, lunr.js threw ${wanted.thrown}` };
      return { text, thrown: found.thrown };
    }
    page ??= { ...found.value, results: found.value.results.slice(0, 10) };
    const fault = compare(found.value, wanted.value, 0);
    const short = Math.min(size ?? 1e6, wanted.value.length) - found.value.results.length;
    if (fault || short) return { text, query, fault: fault ?? `${short} results too few` };
  }
  return { text, page, fault: null };
}

const answers = [];
for (const query of asked.queries) answers.push(await check(query));
answer(answers);
