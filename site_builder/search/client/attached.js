/**
 * Pairs that stand with the rarer of their words (site_builder/search/attached.py): each posting has the rank of its document
 * among those of the word's family, whose entries tell the lengths of the folded fields.
 */

import { TIE } from "./analysis.js";
import { offsets, summed } from "./packing.js";
import { FULL, Gathered, readShapes } from "./postings.js";

/** All attached pairs of a shard. */
export class AttachedPairs {
  constructor(cursor, families) {
    this.families = families;
    this.begin = offsets(cursor.escaped(families.length));
    const count = this.begin[families.length];
    this.partners = cursor.names(count);
    this.isLeft = cursor.take(count);
    this.starts = offsets(cursor.escaped(count));
    const size = this.starts[count];
    const [low, high] = [cursor.take(size), cursor.take(size)];
    const gaps = Uint32Array.from(low, (byte, i) => byte | (high[i] << 8));
    this.ranks = summed(gaps, this.starts);
    Object.assign(this, readShapes(cursor, size));
    this.extraAt = new Uint32Array(size + 1);
    for (let n = 0; n < size; n++) this.extraAt[n + 1] = this.extraAt[n] + this.shapes[this.codes[n]].full;
  }

  nameOf(family, pair) {
    const { key } = this.families[family];
    return this.isLeft[pair] ? this.partners[pair] + TIE + key : key + TIE + this.partners[pair];
  }

  /** Gives the names of all pairs. */
  names() {
    return this.families.flatMap((_, family) => {
      const [begin, end] = [this.begin[family], this.begin[family + 1]];
      return Array.from({ length: end - begin }, (_, i) => this.nameOf(family, begin + i));
    });
  }

  /** Finds a pair of a family by its partner; null if there is none. */
  find(key, partner, isLeft) {
    const family = this.families.findIndex((each) => each.key === key);
    for (let pair = this.begin[family]; pair < this.begin[family + 1]; pair++) {
      if (this.partners[pair] === partner && Boolean(this.isLeft[pair]) === isLeft) return new AttachedPair(this, this.families[family], pair);
    }
    return null;
  }
}

/** One attached pair, with what a family of one entry has; all of it is read already. */
class AttachedPair {
  constructor(pairs, family, pair) {
    this.pairs = pairs;
    this.family = family;
    this.pair = pair;
    this.key = pairs.nameOf(pairs.families.indexOf(family), pair);
    this.size = pairs.starts[pair + 1] - pairs.starts[pair];
    this.isFrequent = false;
    this.isLoaded = true;
    this.hasDocuments = true;
  }

  loadDocuments() {}

  loadUnion() {}

  loadAll() {}

  documentsOf() {
    const { documents } = this.family.measures();
    const [start, end] = [this.pairs.starts[this.pair], this.pairs.starts[this.pair + 1]];
    return this.pairs.ranks.subarray(start, end).map((rank) => documents[rank]);
  }

  listsOf() {
    const { documents, title, rest } = this.family.measures();
    const { pairs } = this;
    const lists = { title: new Gathered(this.size), rest: new Gathered(this.size) };
    for (let n = pairs.starts[this.pair]; n < pairs.starts[this.pair + 1]; n++) {
      const rank = pairs.ranks[n];
      let extra = pairs.extraAt[n];
      for (const [place, least] of pairs.shapes[pairs.codes[n]].places) {
        const count = least === FULL ? least + pairs.extra[extra++] : least;
        if (place === 0) lists.title.add(documents[rank], count, title[rank]);
        else lists.rest.add(documents[rank], count, rest[rank]);
      }
    }
    return { written: [], title: lists.title.list(), rest: lists.rest.list() };
  }
}
