/** A `fetch` that reads files of a built `search/` folder, and counts what it reads. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export function fileFetch(folder, counts = { bytes: 0, requests: 0, paths: [] }) {
  const get = async (url) => {
    const path = new URL(url).pathname.replace(/^.*\/search\//, "");
    counts.requests += 1;
    try {
      const content = readFileSync(join(folder, path));
      counts.bytes += content.length;
      counts.paths.push(path);
      return new Response(content);
    } catch {
      return new Response("", { status: 404 });
    }
  };
  return Object.assign(get, { counts });
}
