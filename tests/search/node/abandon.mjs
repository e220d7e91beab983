/** Abandons a query after each of its requests in turn. Payload: {search, text, options}; gives the requests made and whether it answered. */
import { pathToFileURL } from "node:url";
import { answer, payload } from "./setting.mjs";
import { fileFetch } from "./file_fetch.mjs";

const { search: folder, text, options } = payload();
const { openSearch } = await import(pathToFileURL(`${folder}/search.js`));

async function abandoned(after) {
  const counts = { bytes: 0, requests: 0, paths: [] }, get = fileFetch(folder, counts), controller = new AbortController();
  const fetch = async (...request) => {
    const response = await get(...request);
    if (counts.requests === after) controller.abort();
    return response;
  };
  const search = await openSearch("https://site.test/search/", { fetch, language: "vi" });
  const how = await search.query(text, { ...options, signal: controller.signal }).then(() => "answered", (fault) => fault.name);
  const again = await search.query(text, options);
  return { how, requests: counts.requests, total: again.total };
}

const whole = await abandoned(Infinity), found = [];
for (let after = 2; after <= whole.requests; after++) found.push(await abandoned(after));
answer({ whole, found });
