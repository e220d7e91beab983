/**
 * Reads postings: which documents hold an entry, how often in which field, and how long those fields are.
 * See site_builder/search/columns.py.
 */

import { offsets, summed } from "./packing.js";

export const PLACES = 8;
export const TEXT = 7;
export const FULL = 15;

/**
 * @typedef {object} List documents of one entry in one field
 * @property {Uint32Array} documents
 * @property {Uint32Array} counts
 * @property {Uint32Array} lengths of the field in each document
 */

/** Reads distinct shapes, then which of them each of so many postings has, then what exceeds them. */
export function readShapes(cursor, count) {
  const shapes = cursor.varints(cursor.varint()).map(readShape);
  const codes = cursor.escaped(count);
  const full = codes.reduce((sum, code) => sum + shapes[code].full, 0);
  return { shapes, codes, extra: cursor.varints(full) };
}

/** What a shape says: its count in each place, and how much of each column belongs to it. */
function readShape(code) {
  const places = [];
  for (let place = 0; place < PLACES; place++) {
    const count = Math.floor(code / 16 ** place) % 16;
    if (count) places.push([place, count]);
  }
  return {
    places,
    full: places.filter(([, count]) => count === FULL).length,
    title: places.some(([place]) => place === 0),
    rest: places.some(([place]) => place !== 0),
  };
}

/** Gathers a list whose length is not known beforehand. */
export class Gathered {
  constructor(most) {
    this.size = 0;
    this.documents = new Uint32Array(most);
    this.counts = new Uint32Array(most);
    this.lengths = new Uint32Array(most);
  }

  add(document, count, length) {
    this.documents[this.size] = document;
    this.counts[this.size] = count;
    this.lengths[this.size++] = length;
  }

  list() {
    return {
      documents: this.documents.subarray(0, this.size),
      counts: this.counts.subarray(0, this.size),
      lengths: this.lengths.subarray(0, this.size),
    };
  }
}

/** The postings of consecutive entries; `entries` say {size, written, folds, measured} of each. */
export class Postings {
  constructor(entries) {
    this.entries = entries;
    this.starts = offsets(entries.map((entry) => entry.size));
    this.documents = null;
    this.shapes = null;
  }

  get size() {
    return this.starts[this.entries.length];
  }

  readDocuments(cursor) {
    this.documents = summed(cursor.planes(this.size), this.starts);
    return this;
  }

  readWeights(cursor) {
    Object.assign(this, readShapes(cursor, this.size));
    this.findParts();
    this.length = cursor.escaped(this.lengthAt[this.entries.length]);
    this.folded = cursor.escaped(this.foldedAt[this.entries.length]);
    return this;
  }

  /** Works out where each entry's part of the columns begins. */
  findParts() {
    const count = this.entries.length;
    this.extraAt = new Uint32Array(count + 1);
    this.lengthAt = new Uint32Array(count + 1);
    this.foldedAt = new Uint32Array(count + 1);
    for (let i = 0; i < count; i++) {
      const { written, measured } = this.entries[i];
      let [extra, length, folded] = [this.extraAt[i], this.lengthAt[i], this.foldedAt[i]];
      for (let n = this.starts[i]; n < this.starts[i + 1]; n++) {
        const shape = this.shapes[this.codes[n]];
        extra += shape.full;
        if (written) length += shape.places.length;
        if (measured) folded += shape.title + shape.rest;
      }
      this.extraAt[i + 1] = extra;
      this.lengthAt[i + 1] = length;
      this.foldedAt[i + 1] = folded;
    }
  }

  /** Gives the documents of an entry. */
  documentsOf(entry) {
    return this.documents.subarray(this.starts[entry], this.starts[entry + 1]);
  }

  /** Gives the places in which a document has an entry. */
  placesOf(entry, document) {
    const at = this.documentsOf(entry).indexOf(document);
    return at < 0 ? [] : this.shapes[this.codes[this.starts[entry] + at]].places.map(([place]) => place);
  }

  /**
   * Gives the lists of an entry: by field number as written, and what the folded fields have of it, if it is measured.
   * @returns {{written: (List|undefined)[], title: List, rest: List}}
   */
  listsOf(entry) {
    const { size, written, measured } = this.entries[entry];
    const lists = Array.from({ length: PLACES }, () => null);
    const title = new Gathered(measured ? size : 0);
    const rest = new Gathered(measured ? size : 0);
    let [extra, length, folded] = [this.extraAt[entry], this.lengthAt[entry], this.foldedAt[entry]];
    for (let n = this.starts[entry]; n < this.starts[entry + 1]; n++) {
      const document = this.documents[n];
      const shape = this.shapes[this.codes[n]];
      let inTitle = 0;
      let inRest = 0;
      for (const [place, least] of shape.places) {
        const count = least === FULL ? least + this.extra[extra++] : least;
        if (written) (lists[place] ??= new Gathered(size)).add(document, count, this.length[length++]);
        if (place === 0) inTitle += count;
        else inRest += count;
      }
      if (measured && inTitle) title.add(document, inTitle, this.folded[folded++]);
      if (measured && inRest) rest.add(document, inRest, this.folded[folded++]);
    }
    return { written: lists.map((list) => list?.list()), title: title.list(), rest: rest.list() };
  }
}
