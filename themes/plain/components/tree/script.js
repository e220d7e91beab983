// Opens the tree of a fonds at the record one reads, a part at a time; arrow keys walk through it.

/** A list of children as `site_builder/render/trees.py` packs it. @typedef {{total: number, closed?: string, rows: Row[]}} List */
/** @typedef {{id: string, level: string, code?: string, title: string, lang?: string, dates?: string, count?: string, flag?: string}} Row */

const number = new Intl.NumberFormat(document.documentElement.lang);

/** @returns {HTMLElement} */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

class Tree {
  constructor(host) {
    this.host = host;
    this.words = host.dataset;
    this.address = new URL(host.dataset.tree, document.baseURI);
    this.parts = new Map();
  }

  async read(url, options) {
    const answer = await fetch(url, options);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  /** The list `number` of the children of a record; a directory grown stale is read once more. @returns {Promise<List>} */
  async list(parent, number, fresh = false) {
    if (fresh || !this.directory) this.directory = this.read(this.address, fresh ? { cache: "reload" } : {});
    const { parts } = await this.directory;
    let found = -1;
    while (found + 1 < parts.length && (parts[found + 1][0] < parent || (parts[found + 1][0] === parent && parts[found + 1][1] <= number))) found += 1;
    const name = found < 0 ? "" : `${found}.json?${parts[found][2]}`;
    if (name && !this.parts.has(name)) this.parts.set(name, this.read(new URL(name, this.address)));
    const list = name && (await this.parts.get(name))[`${parent}/${number}`];
    if (list) return list;
    if (!fresh) return this.list(parent, number, true);
    throw new Error(`${parent}/${number} is in no part`);
  }

  /** A row of the tree, closed. @param {Row} row */
  row(row) {
    const code = element("span", "tree__code");
    const link = element("a", "", row.title);
    link.href = new URL(`../../${row.id}/`, this.address).href;
    if (row.lang) link.lang = row.lang;
    const title = element("span", "tree__title", link);
    title.append(element("span", "tree__flag u-sans", [row.level, row.flag].filter(Boolean).join(" · ")));
    const meta = element("span", "tree__meta", row.dates ?? "");
    if (row.count) meta.append(element("span", "tree__count", row.count));
    const line = element("div", "tree__row", code, title, meta);
    const item = element("li", "", line);
    item.dataset.id = row.id;
    if (row.id === this.words.here) {
      line.classList.add("tree__row--here");
      link.setAttribute("aria-current", "page");
    }
    code.append(row.code ?? "");
    if (row.count) this.foldable(item, row.id, row.title);
    return item;
  }

  /** The button that opens a row. */
  foldable(item, id, title) {
    const toggle = element("button", "tree__toggle");
    toggle.type = "button";
    toggle.setAttribute("aria-label", `${this.words.below}: ${title}`);
    toggle.setAttribute("aria-expanded", "false");
    toggle.addEventListener("click", () => this.fold(item, id));
    item.querySelector(".tree__code").prepend(toggle);
  }

  /** Open or close a row. */
  async fold(item, id) {
    const toggle = item.querySelector(".tree__toggle");
    const kids = item.querySelector(":scope > .tree__kids");
    const open = toggle.getAttribute("aria-expanded") === "true";
    if (!kids) item.append(await this.children(id, 0));
    else kids.hidden = open;
    toggle.setAttribute("aria-expanded", String(!open));
  }

  /** The children of a record from list `first` on, with the ways to those before and after. */
  async children(id, first) {
    const list = await this.list(id, first);
    const kids = element("ol", "tree__kids", ...list.rows.map((row) => this.row(row)));
    const { listed } = await this.directory;
    if (first > 0) kids.prepend(this.more(id, first - 1, -1, list.total, listed));
    if ((first + 1) * listed < list.total) kids.append(this.more(id, first + 1, 1, list.total, listed));
    else if (list.closed) kids.append(this.closed(list.closed));
    return kids;
  }

  closed(words) {
    return element("li", "", element("div", "tree__row", element("span", "tree__code"), element("span", "tree__title", element("span", "tree__flag u-sans", words))));
  }

  /** The button that puts a further list in its own place. */
  more(id, at, step, total, listed) {
    const from = at * listed + 1;
    const range = `${number.format(from)}–${number.format(Math.min(from + listed - 1, total))} / ${number.format(total)}`;
    const button = element("button", "tree__more", `${step < 0 ? this.words.earlier : this.words.later} ${range}`);
    button.type = "button";
    const item = element("li", "", button);
    button.addEventListener("click", async () => {
      const list = await this.list(id, at);
      const rows = list.rows.map((row) => this.row(row));
      const next = at + step;
      const further = next >= 0 && next * listed < total ? [this.more(id, next, step, total, listed)] : [];
      if (step > 0 && !further.length && list.closed) further.push(this.closed(list.closed));
      item.replaceWith(...(step < 0 ? [...further, ...rows] : [...rows, ...further]));
      (step < 0 ? rows[rows.length - 1] : rows[0]).querySelector("a").focus();
    });
    return item;
  }

  /** The whole tree, open down to the record one reads. */
  async open() {
    const steps = this.words.lists.split(" ").map((step) => step.split("/"));
    const levels = await Promise.all(steps.map(([id, at]) => this.children(id, Number(at))));
    levels.forEach((kids, depth) => {
      if (!depth) return;
      const above = [...levels[depth - 1].children].find((item) => item.dataset.id === steps[depth][0]);
      above.append(kids);
      above.querySelector(".tree__toggle").setAttribute("aria-expanded", "true");
    });
    levels[0].className = "";
    this.host.querySelector("ol").replaceWith(levels[0]);
    const here = this.host.querySelector("[aria-current=page]");
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "center" });
  }
}

/** What the arrow keys stop at: the name in each row that can be seen. */
function stops(host) {
  return [...host.querySelectorAll("summary, .tree__row a")].filter((one) => one.checkVisibility ? one.checkVisibility() : one.offsetParent);
}

/** Open or close the row of a stop; says whether there was anything to do. */
function turn(stop, open) {
  const toggle = stop.closest(".tree__row").querySelector(".tree__toggle");
  if (stop.matches("summary") && stop.parentElement.open !== open) stop.parentElement.open = open;
  else if (toggle && (toggle.getAttribute("aria-expanded") === "true") !== open) toggle.click();
  else return false;
  return true;
}

function keys(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const host = event.currentTarget;
  const row = event.target.closest(".tree__row");
  if (!row) return;
  const all = stops(host);
  const stop = row.matches("summary") ? row : row.querySelector("a");
  const at = all.indexOf(stop);
  const above = row.closest("li").parentElement.closest("li");
  const moves = {
    ArrowDown: () => all[at + 1],
    ArrowUp: () => all[at - 1],
    Home: () => all[0],
    End: () => all[all.length - 1],
    ArrowRight: () => (turn(stop, true) ? stop : all[at + 1]),
    ArrowLeft: () => (turn(stop, false) ? stop : above?.querySelector("summary, a")),
  };
  if (!moves[event.key]) return;
  event.preventDefault();
  moves[event.key]()?.focus();
}

for (const host of document.querySelectorAll(".tree")) {
  host.addEventListener("keydown", keys);
  if (!host.dataset.tree) continue;
  const tree = new Tree(host);
  for (const item of host.querySelectorAll("li[data-below]")) {
    if (host.dataset.lists === undefined) tree.foldable(item, item.dataset.below, item.querySelector(".tree__title a")?.textContent ?? "");
  }
  const button = host.querySelector(".tree__open");
  if (!button) continue;
  button.hidden = false;
  button.addEventListener("click", () => tree.open().then(() => button.remove(), () => { button.hidden = true; }));
}
