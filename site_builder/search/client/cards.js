/** Reads what results show (site_builder/search/cards.py). */

import { decodeLetters } from "./letters.js";
import { NAME_BYTES } from "./packing.js";

const VOLUME = 64;
const parse = (bytes) => JSON.parse(decodeLetters(bytes));

/** Gives a text in a language, or in any there is. */
export function inLanguage(value, languages, language) {
  if (!Array.isArray(value)) return value ?? null;
  return value[languages.indexOf(language)] ?? value.find((text) => text) ?? null;
}

/** Chains of ancestors are arrays themselves: one chain, or one for each language. */
function chainInLanguage(value, languages, language) {
  const isOne = !Array.isArray(value) || value.every((part) => typeof part === "string");
  return (isOne ? value : inLanguage(value, languages, language)) ?? [];
}

function path({ group, volumes }, document) {
  const number = Math.floor(document / group);
  const volume = Math.floor(number / VOLUME) * 2 * NAME_BYTES;
  return `${volumes.slice(volume, volume + 2 * NAME_BYTES)}/${number % VOLUME}.bin`;
}

/** Gives the card of a document in a language. */
export async function readCard(library, document, language) {
  const { cards, languages } = library.entry;
  const [chains, ids, titles, levels, dates, contexts, excerpts, thumbnails, urls, pages] = await library.read(path(cards, document), parse);
  const n = document % cards.group;
  const text = (column) => inLanguage(column[n], languages, language);
  const absolute = (address) => new URL(`../${address}`, library.base).href;
  return {
    id: ids[n],
    url: absolute(urls?.[n] ? text(urls) : `${language}/records/${ids[n]}/`),
    title: text(titles),
    level: levels[n],
    date: text(dates),
    thumbnail: thumbnails?.[n] ? absolute(thumbnails[n].replace("~", `records/${ids[n]}`)) : null,
    context: chainInLanguage(chains[contexts[n]], languages, language),
    excerpt: excerpts ? text(excerpts) : null,
    anchors: pages?.[n],
  };
}
