/**
 * Asks a built `search/` folder each query twice over: in a fresh client (cold), and as the next query of one client
 * that has answered the query before it (warm). Arguments: the folder; a file of queries, one a line. Answers JSON.
 * Code and JSON count as brotli sends them, packed files as they lie.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

const [folder, list] = process.argv.slice(2);
const queries = readFileSync(list, "utf8").split("\n").filter(Boolean);
const { openSearch } = await import(pathToFileURL(join(folder, "search.js")));
const sent = (path, content) => (/\.js(on)?$/.test(path) ? brotliCompressSync(content).length : content.length);
const imported = (name) => [name, ...[...readFileSync(join(folder, name), "utf8").matchAll(/^import [^;]*?"\.\/([^"]+)"/gm)].flatMap(([, other]) => imported(other))];
const code = imported("search.js");
const codeBytes = code.reduce((sum, name) => sum + sent(name, readFileSync(join(folder, name))), 0);

function counting() {
  const counts = { bytes: 0, requests: 0 };
  const fetch = async (url) => {
    const path = new URL(url).pathname.replace("/search/", "");
    const content = readFileSync(join(folder, path));
    counts.bytes += sent(path, content);
    counts.requests += 1;
    return new Response(content);
  };
  return { counts, open: () => openSearch("https://site.test/search/", { fetch, language: "vi" }) };
}

async function timed(search, text, counts) {
  const before = { ...counts };
  const start = performance.now();
  const page = await search.query(text);
  const ms = performance.now() - start;
  return { page, ms, bytes: counts.bytes - before.bytes, requests: counts.requests - before.requests };
}

const rows = [];
const warm = counting();
const used = await warm.open();
await used.query("archives");
for (const text of queries) {
  const cold = counting();
  const first = await timed(await cold.open(), text, cold.counts);
  const next = await timed(used, text, warm.counts);
  rows.push({
    text, query: first.page.query, total: first.page.total, shown: first.page.results.length, first: first.page.results[0]?.title,
    cold: cold.counts.bytes + codeBytes, requests: cold.counts.requests + code.length, warm: next.bytes, ms: first.ms, again: next.ms,
  });
}
process.stdout.write(JSON.stringify({ codeBytes, rows }));
