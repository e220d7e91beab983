/** Loads an export into lunr.js: one JSON value, or one a line. */
import { createReadStream, readFileSync, statSync } from "node:fs";

const WHOLE = 400_000_000;

export function readExport(path, lunr) {
  if (statSync(path).size > WHOLE) throw new RangeError("read it by lines");
  return lunr.Index.load(JSON.parse(readFileSync(path, "utf8")));
}

/** Reads `export lunr --lines`, a piece of the file at a time. */
export async function readLines(path, lunr) {
  const found = { fieldVectors: [], invertedIndex: [] };
  let [head, rest] = [null, ""];
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 22 })) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (!head) head = JSON.parse(line);
      else (found.fieldVectors.length < head.fieldVectors ? found.fieldVectors : found.invertedIndex).push(JSON.parse(line));
    }
  }
  return lunr.Index.load({ ...head, ...found });
}
