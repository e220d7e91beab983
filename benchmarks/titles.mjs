// Reads lines of JSON {id, title} and says for each whether the site's own search finds the id by its title.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = pathToFileURL(process.argv[2] + "/").href;
const { openSearch } = await import(folder + "search.js");
const fetch = async (url) => {
  const content = await readFile(fileURLToPath(url)).catch(() => null);
  return { ok: content !== null, status: content === null ? 404 : 200, arrayBuffer: async () => new Uint8Array(content).buffer,
    text: async () => content.toString("utf8"), json: async () => JSON.parse(content) };
};
const search = await openSearch(folder, { fetch, language: process.argv[3] });
let found = 0, asked = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { id, title } = JSON.parse(line);
  const page = await search.query(title, { size: 1000000 });
  asked += 1;
  if (page.results.some((result) => result.id === id)) found += 1;
  else console.error(`not found: ${id} ${title}`);
}
console.log(JSON.stringify({ asked, found }));
