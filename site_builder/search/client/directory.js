/**
 * Finds what holds a key: root in entry.json → page → shard (site_builder/search/directory.py). Long families stand in the
 * page itself, with the names of their own files.
 */

import { Cursor, NAME_BYTES } from "./packing.js";

function parseLong(cursor) {
  const count = cursor.varint();
  const entries = cursor.escaped(count);
  const files = cursor.take(count);
  const all = entries.reduce((sum, each) => sum + each, 0);
  const names = cursor.names(all);
  const flags = cursor.take(all);
  const sizes = cursor.escaped(all);
  let first = 0;
  return Array.from(entries, (each, i) => {
    const described = Array.from({ length: each }, (_, n) => ({ name: names[first + n], flags: flags[first + n], size: sizes[first + n] }));
    first += each;
    return { entries: described, paths: Array.from({ length: files[i] }, () => cursor.fileName()) };
  });
}

function parsePage(bytes) {
  const cursor = new Cursor(bytes);
  const count = cursor.varint();
  const keys = cursor.names(count);
  const paths = keys.map(() => cursor.fileName());
  return { keys, paths, long: parseLong(cursor) };
}

/** Gives the place of the last key that is not after the wanted one; -1 if all are. */
export function lastNotAfter(keys, wanted) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function page(library, root, number) {
  const width = 2 * NAME_BYTES;
  return library.read(`${root.names.slice(number * width, (number + 1) * width)}.bin`, parsePage);
}

/**
 * Gives the page on which a key would stand, and the path of the shard in which it would (undefined if in none).
 * @returns {Promise<{page: object, path: string|undefined}|null>} null where there are no pages
 */
export async function placeOf(library, root, key) {
  const number = lastNotAfter(root.keys, key);
  if (number < 0) return null;
  const found = await page(library, root, number);
  return { page: found, path: found.paths[lastNotAfter(found.keys, key)] };
}

/** Gives all pages that may hold keys beginning with a prefix, each with the paths of its shards that may. */
export async function placesUnder(library, root, prefix) {
  const after = `${prefix}\uffff`;
  const first = Math.max(0, lastNotAfter(root.keys, prefix));
  const numbers = [];
  for (let number = first; number <= lastNotAfter(root.keys, after); number++) numbers.push(number);
  const pages = await Promise.all(numbers.map((number) => page(library, root, number)));
  return pages.map((found) => {
    const from = Math.max(0, lastNotAfter(found.keys, prefix));
    return { page: found, paths: found.paths.slice(from, lastNotAfter(found.keys, after) + 1) };
  });
}
