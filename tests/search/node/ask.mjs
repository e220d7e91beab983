/**
 * Asks a built `search/` folder. Payload: {search, language, asked: [{text, options}], host}; `host` is "plain", "unpacking"
 * (a host that unpacks gzip itself), or a second folder that takes the first one's place after it was opened.
 */
import { gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";
import { answer, payload } from "./setting.mjs";
import { fileFetch } from "./file_fetch.mjs";

const { search: folder, language = "vi", asked, host = "plain" } = payload();
const { openSearch } = await import(pathToFileURL(`${folder}/search.js`));
const counts = { bytes: 0, requests: 0, paths: [] };
let get = fileFetch(folder, counts);

async function unpacked(url) {
  const bytes = new Uint8Array(await (await get(url)).arrayBuffer());
  return new Response(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
}

const fetch = host === "unpacking" ? unpacked : (url, options) => get(url, options);
const search = await openSearch("https://site.test/sub/search", { fetch, language });
if (host !== "plain" && host !== "unpacking") get = fileFetch(host, counts);
const pages = [];
for (const { text, options } of asked) {
  const page = await search.query(text, options).catch((error) => ({ thrown: String(error) }));
  pages.push(JSON.parse(JSON.stringify(page)));
}
answer({ pages, entries: counts.paths.filter((path) => path === "entry.json").length, requests: counts.requests, bytes: counts.bytes });
