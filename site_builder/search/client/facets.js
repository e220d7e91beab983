/** Filters, counts and orders by what records are, not by what they say (site_builder/search/facets.py). */

import { inLanguage } from "./cards.js";
import { placeOf } from "./directory.js";
import { Cursor, offsets, summed } from "./packing.js";

const OPEN_START = 1;
const OPEN_END = 2;
const BEFORE = 4_000_000; // days before the ordinal 0 from which days are counted

function readValues(cursor, keyed, sizes) {
  const starts = offsets(sizes);
  const documents = summed(cursor.planes(starts[sizes.length]), starts);
  return keyed.map(([key, label], i) => ({ key, label, documents: documents.subarray(starts[i], starts[i + 1]) }));
}

function parseFacet(bytes) {
  const cursor = new Cursor(bytes);
  const keyed = cursor.json(cursor.varint());
  return readValues(cursor, keyed, cursor.escaped(keyed.length));
}

function parseRare(bytes) {
  const cursor = new Cursor(bytes);
  const names = cursor.names(cursor.varint());
  const labels = cursor.json(cursor.varint());
  const keyed = names.map((name, i) => [name, labels[i]]);
  return new Map(readValues(cursor, keyed, cursor.escaped(names.length)).map((value) => [value.key, value]));
}

/** Reads the common values of a facet: key, label and documents of each. */
function readFacet(library, facet) {
  const name = library.entry.facets[facet];
  return name ? library.read(`${name}.bin`, parseFacet) : [];
}

async function rareValue(library, facet, key) {
  if (!library.entry.cut.includes(facet)) return null;
  const wanted = `${facet}\t${key}`;
  const place = await placeOf(library, library.entry.rare, wanted);
  return place?.path ? ((await library.read(place.path, parseRare)).get(wanted) ?? null) : null;
}

async function markValues(library, facet, keys) {
  const marks = new Uint8Array(library.entry.documents);
  const common = await readFacet(library, facet);
  for (const key of [keys].flat()) {
    const value = common.find((other) => other.key === key) ?? (await rareValue(library, facet, key));
    value?.documents.forEach((document) => (marks[document] = 1));
  }
  return marks;
}

function parseDates(documents) {
  return (bytes) => {
    const cursor = new Cursor(bytes);
    const count = cursor.varint();
    const days = Array.from(summed(cursor.planes(count), [0]), (day) => day - BEFORE);
    const spans = cursor.planes(count);
    const kinds = cursor.take(documents);
    const codes = cursor.planes(documents);
    const earliest = (n) => (kinds[n] & OPEN_START ? -Infinity : days[codes[n]]);
    const latest = (n) => (kinds[n] & OPEN_END ? Infinity : days[codes[n]] + (kinds[n] & OPEN_START ? 0 : spans[codes[n]]));
    return { earliest, latest, isKnown: (n) => kinds[n] !== (OPEN_START | OPEN_END) };
  };
}

const readDates = (library) => library.read(`${library.entry.dates}.bin`, parseDates(library.entry.documents));

const DAY = 86_400_000;
const EPOCH = 719_163; // the ordinal of 1970-01-01

/** Gives the ordinal of the first or last day of `1945`, `1945-09` or `1945-09-02`. */
export function ordinal(text, last) {
  const found = /^\s*(-?\d{1,6})(?:-(\d\d?))?(?:-(\d\d?))?\s*$/.exec(String(text ?? ""));
  if (!found) return last ? Infinity : -Infinity;
  const [year, month, day] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
  const date = new Date(0);
  if (last) date.setUTCFullYear(month === null ? year + 1 : year, month === null ? 0 : day === null ? month : month - 1, day === null ? 0 : day);
  else date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  return Math.round(date.getTime() / DAY) + EPOCH;
}

async function markDates(library, { from, to, undated = false }) {
  const dates = await readDates(library);
  const [first, last] = [ordinal(from, false), ordinal(to, true)];
  return Uint8Array.from({ length: library.entry.documents }, (_, n) =>
    Number(dates.isKnown(n) ? dates.earliest(n) <= last && dates.latest(n) >= first : undated),
  );
}

/**
 * Leaves of some marks what every filter admits; values of one filter are alternatives, and a filter without values admits all.
 * @param {Uint8Array} marks
 * @param {Object<string, string[]|{from?: string, to?: string, undated?: boolean}>} filters by facet; `date` is a range
 */
export async function filtered(library, marks, filters) {
  const wanted = Object.entries(filters ?? {}).filter(([, value]) => [value ?? []].flat().length);
  const admitted = await Promise.all(
    wanted.map(([facet, value]) => {
      const isRange = facet === "date" && !Array.isArray(value) && typeof value === "object";
      return isRange ? markDates(library, value) : markValues(library, facet, value);
    }),
  );
  for (const each of admitted) for (let n = 0; n < marks.length; n++) marks[n] &= each[n];
  return marks;
}

/** Counts the values of facets among the marked documents, the most frequent first. */
export async function counted(library, marks, facets, language) {
  const { languages } = library.entry;
  const lists = await Promise.all(facets.map((facet) => readFacet(library, facet)));
  return Object.fromEntries(facets.map((facet, i) => {
    const values = lists[i].map(({ key, label, documents }) => {
      let count = 0;
      for (let n = 0; n < documents.length; n++) count += marks[documents[n]];
      return { value: key, label: inLanguage(label, languages, language) ?? key, count };
    });
    return [facet, values.filter(({ count }) => count).sort((a, b) => b.count - a.count)];
  }));
}

/** Puts documents in the order of their dates or titles; undated ones come last. */
export async function sorted(library, documents, order, language) {
  const [by, direction] = order.split("-");
  const sign = direction === "desc" ? -1 : 1;
  if (by === "title") {
    const { titles } = library.entry;
    const ranks = await library.read(`${titles[language] ?? Object.values(titles)[0]}.bin`, (bytes) => new Cursor(bytes).planes(library.entry.documents));
    return documents.sort((a, b) => sign * (ranks[a] - ranks[b]));
  }
  if (by !== "date") throw new RangeError(`sort is relevance, date, date-desc, title or title-desc, not ${order}`);
  const dates = await readDates(library);
  const day = (n) => (dates.earliest(n) === -Infinity ? dates.latest(n) : dates.earliest(n));
  const last = (n) => (dates.isKnown(n) ? 0 : 1);
  return documents.sort((a, b) => last(a) - last(b) || (last(a) ? 0 : sign * (day(a) - day(b))) || a - b);
}
