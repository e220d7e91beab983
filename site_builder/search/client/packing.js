/** Reads the numbers and strings that site_builder/search/packing.py packs. */

const decoder = new TextDecoder();
const ESCAPE = 255;
export const NAME_BYTES = 5;

/** Compares by code units, as Python sorted. */
export const byCodeUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A file ends too early, or is another file than its name says. */
const cutShort = () => new RangeError("a file of the index is cut short");

/** A place in some bytes; every method reads on from there. */
export class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  take(count) {
    this.at += count;
    if (this.at > this.bytes.length) throw cutShort();
    return this.bytes.subarray(this.at - count, this.at);
  }

  varint() {
    let number = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      number += (byte & 0x7f) * scale;
      if (byte < 0x80) return number;
      if (byte === undefined) throw cutShort();
      scale *= 128;
    }
  }

  varints(count) {
    const numbers = new Array(count);
    for (let i = 0; i < count; i++) numbers[i] = this.varint();
    return numbers;
  }

  /** Reads numbers of a byte each; after them, what the full ones exceed a byte by. */
  escaped(count) {
    const numbers = Uint32Array.from(this.take(count));
    for (let i = 0; i < count; i++) if (numbers[i] === ESCAPE) numbers[i] += this.varint();
    return numbers;
  }

  /** Reads numbers below 2**24, a plane of bytes after another. */
  planes(count) {
    const [low, middle, high] = [this.take(count), this.take(count), this.take(count)];
    const numbers = new Uint32Array(count);
    for (let i = 0; i < count; i++) numbers[i] = low[i] | (middle[i] << 8) | (high[i] << 16);
    return numbers;
  }

  /** Reads sorted names, each written as what it adds to the one before. */
  names(count) {
    const shared = this.escaped(count);
    const added = this.escaped(count);
    const names = new Array(count);
    let letters = new Uint8Array(256);
    for (let i = 0; i < count; i++) {
      const length = shared[i] + added[i];
      if (length > letters.length) {
        const longer = new Uint8Array(length * 2);
        longer.set(letters);
        letters = longer;
      }
      letters.set(this.take(added[i]), shared[i]);
      names[i] = decoder.decode(letters.subarray(0, length));
    }
    return names;
  }

  fileName() {
    return `${hex(this.take(NAME_BYTES))}.bin`;
  }

  json(length) {
    return JSON.parse(decoder.decode(this.take(length)));
  }
}

/** Turns gaps into the numbers they lie between; `starts` begin lists of their own. */
export function summed(gaps, starts) {
  let next = 0;
  let sum = 0;
  for (let i = 0; i < gaps.length; i++) {
    while (next < starts.length && starts[next] === i) {
      sum = 0;
      next++;
    }
    sum += gaps[i];
    gaps[i] = sum;
  }
  return gaps;
}

/** Gives where each of consecutive parts begins, and the end. */
export function offsets(sizes) {
  const starts = new Uint32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) starts[i + 1] = starts[i] + sizes[i];
  return starts;
}
