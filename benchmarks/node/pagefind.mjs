/** Asks a Pagefind bundle each query in a fresh process, as queries.mjs asks ours: bytes from nothing to ten results. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

const [folder, list, single] = process.argv.slice(2);

async function one(text) {
  let [bytes, requests] = [0, 1];
  const code = readFileSync(join(folder, "pagefind.js"));
  bytes += brotliCompressSync(code).length;
  globalThis.fetch = async (url) => {
    const path = decodeURIComponent(new URL(url, "https://site.test/").pathname).replace(/^.*\/pagefind\//, "").replace(folder, "").split("?")[0];
    const content = readFileSync(join(folder, path));
    bytes += path.endsWith(".json") ? brotliCompressSync(content).length : content.length;
    requests += 1;
    return new Response(content, { headers: { "content-type": path.endsWith(".wasm") ? "application/wasm" : "application/octet-stream" } });
  };
  globalThis.window = globalThis;
  globalThis.location = new URL("https://site.test/");
  globalThis.document = { querySelector: () => ({ getAttribute: () => "vi" }), documentElement: { lang: "vi" }, currentScript: null };
  const pagefind = await import(pathToFileURL(join(folder, "pagefind.js")));
  await pagefind.options({ basePath: "https://site.test/pagefind/", baseUrl: "/" });
  await pagefind.init();
  const start = performance.now();
  const found = await pagefind.search(text);
  await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return { text, total: found.results.length, bytes, requests, ms: performance.now() - start };
}

if (single !== undefined) process.stdout.write(JSON.stringify(await one(single)));
else {
  const queries = readFileSync(list, "utf8").split("\n").filter(Boolean);
  const here = fileURLToPath(import.meta.url);
  const ask = (text) => JSON.parse(execFileSync(process.execPath, [here, folder, list, text], { encoding: "utf8", maxBuffer: 1 << 26 }));
  process.stdout.write(JSON.stringify(queries.map(ask)));
}
