/** Loads an export into lunr.js: one JSON value, or one a line. */
import { createReadStream, readFileSync, statSync } from "node:fs";
import { PIPELINE } from "../../../site_builder/search/client/analysis.js";

const WHOLE = 400_000_000;
const NOTHING = Object.freeze({}); // what the export says of every document that holds a term

export function readExport(path, lunr) {
  if (statSync(path).size > WHOLE) throw new RangeError("read it by lines");
  return lunr.Index.load(JSON.parse(readFileSync(path, "utf8")));
}

/** Lets all documents of a term share one empty object: there are tens of millions of them. */
function shared(posting) {
  for (const [field, documents] of Object.entries(posting)) {
    if (field !== "_index") for (const document of Object.keys(documents)) documents[document] = NOTHING;
  }
  return posting;
}

/** Gives the parts of an index to lunr's own constructor, as `lunr.Index.load` does with the whole. */
class Streamed {
  constructor(head, lunr) {
    this.lunr = lunr;
    this.head = head;
    this.vectors = 0;
    this.fieldVectors = {};
    this.invertedIndex = Object.create(null);
    this.tokens = new lunr.TokenSet.Builder();
  }

  take(line) {
    const [key, value] = JSON.parse(line);
    if (this.vectors++ < this.head.fieldVectors) {
      this.fieldVectors[key] = new this.lunr.Vector(value);
    } else {
      this.tokens.insert(key);
      this.invertedIndex[key] = shared(value);
    }
  }

  index() {
    this.tokens.finish();
    const { fieldVectors, invertedIndex, lunr, head } = this;
    const pipeline = lunr.Pipeline.load(head.pipeline ?? [PIPELINE]);
    return new lunr.Index({ fieldVectors, invertedIndex, fields: head.fields, tokenSet: this.tokens.root, pipeline });
  }
}

/** Reads `export lunr --lines`, a piece of the file at a time. */
export async function readLines(path, lunr) {
  let [index, rest] = [null, ""];
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 22 })) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (index) index.take(line);
      else index = new Streamed(JSON.parse(line), lunr);
    }
  }
  return index.index();
}
