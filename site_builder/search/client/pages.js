/**
 * Finds the page of a document that a hit is on, once results are ranked (site_builder/search/pages.py). Only what is
 * found in page-level text and nowhere else in the record opens a page.
 */

import lunr from "./lunr.js";
import { TIE } from "./analysis.js";
import { lastNotAfter, placeOf } from "./directory.js";
import { Cursor, offsets, summed } from "./packing.js";
import { TEXT } from "./postings.js";
import { passage, readAhead } from "./texts.js";

const MOST = 12; // terms of a document that are looked up, the rarest first
const { PROHIBITED } = lunr.Query.presence;

function parse(bytes) {
  const cursor = new Cursor(bytes);
  const keys = cursor.names(cursor.varint());
  const count = cursor.varint();
  const starts = offsets(cursor.escaped(keys.length));
  const documents = summed(cursor.planes(count), starts);
  const first = offsets(cursor.escaped(count));
  return { keys, starts, documents, first, pages: summed(cursor.escaped(first[count]), first) };
}

/** Gives the pages of a document, counted from 1, on which an entry stands. */
async function pagesOf(library, entry, document) {
  const key = `${entry.name}${entry.stem ? "*" : ""}\t`;
  const wanted = key + document.toString(16).padStart(6, "0");
  const place = await placeOf(library, library.entry.pages, wanted);
  if (!place?.path) return [];
  const { keys, starts, documents, first, pages } = await library.read(place.path, parse);
  const stretch = lastNotAfter(keys, wanted);
  if (!keys[stretch]?.startsWith(key)) return [];
  const at = starts[stretch] + lastNotAfter(documents.subarray(starts[stretch], starts[stretch + 1]), document);
  return documents[at] === document ? pages.subarray(first[at], first[at + 1]) : [];
}

/** Gives the entries of a word that stand in a document's text, and whether any stands elsewhere in its record. */
function standing(terms, document, headOnly) {
  const entries = new Set();
  let isElsewhere = false;
  for (const { text, family, literal, folding } of terms) {
    if (text.startsWith(TIE)) continue;
    for (const number of new Set([literal, ...folding])) {
      const places = number < 0 ? [] : family.placesOf(number, document, headOnly);
      if (places.includes(TEXT)) entries.add(family.entries[number]);
      if (places.some((place) => place !== TEXT)) isElsewhere = true;
    }
  }
  return { entries: [...entries], isElsewhere };
}

/** Gives the page that most of the words stand on, of several the first. */
async function bestPage(library, words, document) {
  const votes = new Map();
  const found = words.flatMap(({ entries }, word) => entries.map((entry) => ({ entry, word }))).sort((a, b) => a.entry.size - b.entry.size);
  const listed = await Promise.all(found.slice(0, MOST).map(async ({ entry, word }) => ({ entry, word, pages: await pagesOf(library, entry, document) })));
  for (const { entry, word, pages } of listed) {
    const weight = 1 + Math.log(1 + library.entry.documents / entry.size) / 100;
    for (const page of pages) {
      const words_ = votes.get(page) ?? votes.set(page, new Map()).get(page);
      words_.set(word, Math.max(words_.get(word) ?? 0, weight));
    }
  }
  const sum = (page) => [...votes.get(page).values()].reduce((all, weight) => all + weight, 0);
  return [...votes.keys()].sort((a, b) => sum(b) - sum(a) || a - b)[0];
}

/** Gives the anchors of a document's pages: `p1-8 p9.1-40` has forty-eight. */
function anchorsOf(text) {
  return text.split(" ").flatMap((run) => {
    const [, name, first, last = first] = /^(.*?)(\d+)(?:-(\d+))?$/.exec(run);
    return Array.from({ length: last - first + 1 }, (_, i) => name + (Number(first) + i));
  });
}

/** Gives the anchor of the page that a hit is on, and which page of its document that is; null if it is not on one alone. */
async function pageOf(library, looked, document, anchors, headOnly) {
  const scored = looked.filter(({ clause }) => clause.presence !== PROHIBITED);
  const words = scored.map(({ groups }) => standing(groups.flat(), document, headOnly)).filter(({ entries }) => entries.length);
  if (words.every(({ isElsewhere }) => isElsewhere)) return null;
  const isOne = anchors.startsWith("="); // all text is on one page
  readAhead(library, document);
  const page = isOne ? 1 : await bestPage(library, words, document);
  const anchor = isOne ? anchors.slice(1) : anchorsOf(anchors)[page - 1];
  return anchor ? { anchor, page } : null;
}

/** Gives the anchor of the page that a hit is on, and an excerpt of that page; null if the hit is not on one alone. */
export async function pageHit(library, { looked, terms }, document, anchors, headOnly) {
  const found = await pageOf(library, looked, document, anchors, headOnly);
  if (!found) return null;
  return { anchor: found.anchor, excerpt: await passage(library, document, found.page, new Set(terms.map(({ text }) => text))) };
}
