/** Finds the shard that holds a key: root in entry.json → page → shard (site_builder/search/directory.py). */

import { Cursor, NAME_BYTES } from "./packing.js";

function parsePage(bytes) {
  const cursor = new Cursor(bytes);
  const count = cursor.varint();
  const keys = cursor.names(count);
  return { keys, paths: keys.map(() => cursor.fileName()) };
}

/** Gives the place of the last key that is not after the wanted one; -1 if all are. */
function lastNotAfter(keys, wanted) {
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

/** Gives the path of the shard in which a key stands if it stands anywhere; null if nowhere. */
export async function shardOf(library, root, key) {
  const number = lastNotAfter(root.keys, key);
  if (number < 0) return null;
  const { keys, paths } = await page(library, root, number);
  return paths[lastNotAfter(keys, key)];
}

/** Gives the paths of all shards that may hold keys beginning with a prefix, in order. */
export async function shardsUnder(library, root, prefix) {
  const after = `${prefix}\uffff`;
  const first = Math.max(0, lastNotAfter(root.keys, prefix));
  const last = lastNotAfter(root.keys, after);
  const numbers = [];
  for (let number = first; number <= last; number++) numbers.push(number);
  const pages = await Promise.all(numbers.map((number) => page(library, root, number)));
  return pages.flatMap(({ keys, paths }, i) => {
    const from = i === 0 ? Math.max(0, lastNotAfter(keys, prefix)) : 0;
    return paths.slice(from, lastNotAfter(keys, after) + 1);
  });
}
