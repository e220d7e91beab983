/** Fetches files below `search/`, unpacks them, and keeps what was made of them. */

const MOST_KEPT = 4000;

/** Thrown where a file named by its content is gone: the site has been published anew. */
export class Gone extends Error {}

async function unpacked(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes; // the host unpacked it
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Says whether a host answered with a page of HTML, as some do for whatever they have not. */
const isPage = (response) => /^text\/html\b/.test(response.headers?.get("content-type") ?? "");

/** The files of one state of the index, as its entry.json names them. */
export class Library {
  constructor(base, fetch, entry) {
    this.base = base;
    this.fetch = fetch;
    this.entry = entry;
    this.kept = new Map();
  }

  /** Reads entry.json; `again` asks the host and not the browser's cache. */
  static async open(base, fetch, again = false) {
    const url = new URL("entry.json", base).href;
    const response = await fetch(url, again ? { cache: "no-cache" } : undefined);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return new Library(base, fetch, await response.json());
  }

  async bytes(path) {
    const url = new URL(path, this.base).href;
    const response = await this.fetch(url);
    if (response.status === 404 || isPage(response)) throw new Gone(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return unpacked(await response.arrayBuffer());
  }

  /** Gives what `parse` makes of a file, reading it once. */
  read(path, parse) {
    let found = this.kept.get(path);
    if (!found) {
      found = this.bytes(path).then(parse);
      found.catch(() => this.kept.delete(path));
      this.kept.set(path, found);
      if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value);
    }
    return found;
  }
}
