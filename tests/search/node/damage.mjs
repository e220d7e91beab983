/**
 * Asks a built `search/` folder while one file at a time comes damaged. Payload: {search, asked}. Answers for each way of
 * damage how many files were damaged, and how many of these questions were answered, or refused with an error.
 */
import { gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";
import { answer, payload } from "./setting.mjs";
import { fileFetch } from "./file_fetch.mjs";

const { search: folder, asked } = payload();
const { openSearch } = await import(pathToFileURL(`${folder}/search.js`));
const base = "https://site.test/sub/search/";
const html = () => new Response("<!doctype html><p>255 not here", { headers: { "content-type": "text/html; charset=utf-8" } });
const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());
const plain = async (response) => {
  const bytes = await bytesOf(response);
  return bytes[0] === 0x1f ? new Uint8Array(gunzipSync(bytes)) : bytes;
};
const ways = {
  missing: () => new Response("", { status: 404 }),
  refused: () => new Response("", { status: 503 }),
  page: html,
  empty: () => new Response(new Uint8Array(0)),
  "cut short": async (response) => {
    const bytes = await bytesOf(response);
    return new Response(bytes.subarray(0, bytes.length >> 1));
  },
  "unpacked and cut short": async (response) => {
    const bytes = await plain(response);
    return new Response(bytes.subarray(0, bytes.length >> 1));
  },
  "another file": async () => new Response(Uint8Array.from({ length: 500 }, (_, i) => 255 - (i % 7))),
};

const found = {};
for (const [way, damage] of Object.entries(ways)) {
  const counts = (found[way] = { damaged: 0, answered: 0, refused: 0 });
  for (const [text, options] of asked) {
    const whole = fileFetch(folder);
    const paths = new Set();
    await (await openSearch(base, { fetch: (url) => paths.add(url) && whole(url), language: "vi" })).query(text, options);
    for (const path of paths) {
      counts.damaged += 1;
      const fetch = async (url) => (url === path ? damage(await whole(url)) : whole(url));
      try {
        await (await openSearch(base, { fetch, language: "vi" })).query(text, options);
        counts.answered += 1;
      } catch (error) {
        counts.refused += error instanceof Error ? 1 : 0;
      }
    }
  }
}
answer(found);
