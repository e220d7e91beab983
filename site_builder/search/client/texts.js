/** Gives the words of a page around what was found there (site_builder/search/texts.py). */

import { prepare } from "./analysis.js";
import { placeOf } from "./directory.js";
import { highlights } from "./highlights.js";
import { decodeLetters } from "./letters.js";
import { Cursor, offsets } from "./packing.js";

const LENGTH = 130; // characters of an excerpt
const BEFORE = 40; // at most so many stand before the first word found

function parse(bytes) {
  const cursor = new Cursor(bytes);
  const keys = cursor.names(cursor.varint());
  const at = offsets(cursor.escaped(keys.length));
  const texts = cursor.take(at[keys.length]);
  return new Map(keys.map((key, i) => [key, texts.subarray(at[i], at[i + 1])]));
}

const keyOf = (document, page) => document.toString(16).padStart(6, "0") + page.toString(16).padStart(5, "0");

async function shardOf(library, document, page) {
  const place = await placeOf(library, library.entry.texts, keyOf(document, page));
  return place?.path ? library.read(place.path, parse) : null;
}

/** Begins to look for the texts of a document, while the page of the hit is still looked for. */
export const readAhead = (library, document) => void placeOf(library, library.entry.texts, keyOf(document, 1)).catch(() => {});

/** Gives the place of the first of the words found that most different ones follow closely. */
function richest(text, found) {
  const rich = ([from]) => new Set(found.filter(([start, end]) => start >= from && end <= from + LENGTH - BEFORE).map(([start, end]) => text.slice(start, end).toLowerCase())).size;
  return found.reduce((best, each) => (rich(each) > rich(best) ? each : best))[0];
}

/** Cuts a text around a place in it, at spaces. */
function around(text, place) {
  const from = place <= BEFORE ? 0 : text.indexOf(" ", place - BEFORE) + 1 || place;
  const start = Math.min(from, place);
  if (text.length - start <= LENGTH) return (start ? "…" : "") + text.slice(start);
  const space = text.lastIndexOf(" ", start + LENGTH);
  return `${start ? "…" : ""}${text.slice(start, space > place ? space : start + LENGTH)}…`;
}

/** Gives an excerpt of a page; null if none of the terms is found in what is kept of it, or it cannot be read: a hit is shown without. */
export async function passage(library, document, page, terms) {
  const shard = await shardOf(library, document, page).catch(() => null);
  const bytes = shard?.get(keyOf(document, page));
  if (!bytes) return null;
  const text = prepare(decodeLetters(bytes));
  const found = highlights(text, terms);
  return found.length ? around(text, richest(text, found)) : null;
}
