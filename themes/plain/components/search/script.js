// The search page: the address holds the question, the index answers it, and this shows the answer. Without script the
// page offers the registers instead.
const $ = (/** @type {string} */ id) => document.getElementById(id);
const root = $("search"), form = $("find"), input = $("q"), sort = $("s"), filters = $("filters"), list = $("suggestions");
const language = document.documentElement.lang;
const words = JSON.parse($("search-words").textContent), levels = JSON.parse($("search-levels").textContent);
const numbers = new Intl.NumberFormat(language), plurals = new Intl.PluralRules(language);
const facetSets = [...document.querySelectorAll("[data-facet]")], names = facetSets.map((set) => set.dataset.facet);
const SIZE = 10, SHOWN = 8, GROUPS = 5, IN_GROUP = 3;
const wide = matchMedia("(min-width: 56rem)");

/** @type {Promise<any> | undefined} */
let opened;

/** Open the index; what could not be read is asked for again the next time. */
async function open() {
  const { openSearch } = await import("../search/search.js");
  return openSearch(new URL(root.dataset.base, document.baseURI).href, { fetch: fetch.bind(window), language });
}

const index = () => (opened ??= open().catch((fault) => {
  opened = undefined;
  throw fault;
}));

/** Fill a phrase; `{n}` also picks the plural. @param {string} key @param {Record<string, string | number>} [values] */
function say(key, values = {}) {
  const forms = words[key] ?? [key];
  const categories = plurals.resolvedOptions().pluralCategories;
  const at = "n" in values ? Math.max(0, categories.indexOf(plurals.select(Number(values.n)))) : 0;
  return forms[Math.min(at, forms.length - 1)].replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

/** @param {string} tag @param {Record<string, any>} [properties] @param {...(Node | string)} children @returns {any} */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Mark the found words of a text. @param {string | null} text @param {[number, number][]} [found] where they begin and end */
function marked(text, found = []) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of found) {
    pieces.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...pieces, (text ?? "").slice(done)];
}

/* ── the address ─────────────────────────────────────────────────────────── */

/** What is asked, read from the address. */
function asked() {
  const address = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(names.map((name) => [name, address.getAll(name)]).filter(([, values]) => values.length));
  const orders = [...sort.options].map((option) => option.value), order = address.get("sort") ?? "";
  const years = [address.get("from") ?? "", address.get("to") ?? ""];
  if (years.every(Boolean) && Number(years[0]) > Number(years[1])) years.reverse(); // from 1900 to 1800
  return {
    query: address.get("q") ?? "", chosen, sort: orders.includes(order) ? order : orders[0],
    page: Math.max(1, Math.floor(Number(address.get("page"))) || 1),
    from: years[0], to: years[1], undated: address.get("undated") !== "0",
    grouped: address.get("group") === "1",
  };
}

/** The address of a question. @param {ReturnType<typeof asked>} question */
function address(question) {
  const to = new URLSearchParams();
  if (question.query) to.set("q", question.query);
  for (const name of names) for (const value of question.chosen[name] ?? []) to.append(name, value);
  if (question.from) to.set("from", question.from);
  if (question.to) to.set("to", question.to);
  if ((question.from || question.to) && !question.undated) to.set("undated", "0");
  if (question.sort && question.sort !== sort.options[0]?.value) to.set("sort", question.sort);
  if (question.grouped) to.set("group", "1");
  if (question.page > 1) to.set("page", String(question.page));
  const text = to.toString();
  return location.pathname + (text ? `?${text}` : "");
}

/** Go to a question, leaving a step for Back. @param {ReturnType<typeof asked>} question */
function go(question) {
  history.pushState(null, "", address(question));
  answer();
}

/* ── the answer ──────────────────────────────────────────────────────────── */

/** @param {string} level the model's name of a level @returns {string} its word */
const levelName = (level) => levels[level]?.[0] ?? level;

/** @param {ReturnType<typeof asked>} question the question as the index takes it */
function options(question) {
  const chosen = { ...question.chosen };
  if (question.from || question.to) chosen.date = { from: question.from, to: question.to, undated: question.undated };
  return { filters: chosen, page: question.page, size: SIZE, sort: question.sort };
}

let turn = 0;

/** Ask what the address asks, and show it; only the last answer counts. */
async function answer() {
  const mine = ++turn, question = asked();
  close();
  if (document.activeElement !== input) input.value = question.query;
  sort.value = question.sort;
  $("from").value = question.from;
  $("to").value = question.to;
  $("undated").checked = question.undated;
  $("group").checked = question.grouped;
  const idle = !question.query && !question.from && !question.to && !Object.keys(question.chosen).length;
  root.classList.toggle("results--idle", idle);
  for (const id of ["filters", "sort"]) $(id).hidden = idle;
  $("ways").hidden = !idle;
  if (idle) {
    $("hits").replaceChildren();
    $("chips").hidden = true;
    $("count").textContent = say("title");
    return;
  }
  root.setAttribute("aria-busy", "true");
  if (!$("hits").firstChild) $("count").textContent = say("busy");
  showChips(question);
  try {
    const search = await index();
    const page = await (question.grouped ? byCollection(search, question) : search.query(question.query, options(question)));
    if (mine !== turn) return;
    const last = page.last ?? Math.ceil(page.total / SIZE);
    if (question.page > Math.max(1, last)) { // an address of a page that is no more
      history.replaceState(null, "", address({ ...question, page: last }));
      return answer();
    }
    show(question, page);
    const facets = await counted(search, question).catch(console.error); // without them the results still stand
    if (mine === turn && facets) showFacets(question, facets);
  } catch (fault) {
    if (mine !== turn) return;
    console.error(fault);
    $("count").textContent = say("failed");
    $("hits").replaceChildren();
    $("ways").hidden = false;
  } finally {
    if (mine === turn) root.removeAttribute("aria-busy");
  }
}

/** A question about the values of one facet instead of those chosen. @param {ReturnType<typeof asked>} question */
const instead = (question, name, values) => ({ ...question, page: 1, chosen: { ...question.chosen, [name]: values } });

/** Ask for the first results of each collection, those with most results first. @param {ReturnType<typeof asked>} question */
async function byCollection(search, question) {
  const whole = await search.query(question.query, { ...options(question), page: 1, size: 0, facets: ["collection"] });
  const found = whole.facets.collection ?? [];
  const groups = found.slice((question.page - 1) * GROUPS, question.page * GROUPS).map(async (one) => {
    const within = options(instead(question, "collection", [one.value]));
    return { ...one, results: (await search.query(question.query, { ...within, size: IN_GROUP })).results };
  });
  return { ...whole, groups: await Promise.all(groups), last: Math.ceil(found.length / GROUPS) };
}

/** Count the values of all facets; those of a facet in use as if nothing of it were chosen, so that more can be. */
async function counted(search, question) {
  const used = names.filter((name) => question.chosen[name]?.length), others = names.filter((name) => !used.includes(name));
  const ask = async (of, facets) => (await search.query(question.query, { ...options({ ...of, page: 1 }), size: 0, facets })).facets;
  const found = [ask(question, others), ...used.map((name) => ask(instead(question, name, undefined), [name]))];
  return Object.assign({}, ...(await Promise.all(found)));
}

/** @param {ReturnType<typeof asked>} question @param {any} page */
function show(question, page) {
  const count = page.total
    ? say(question.query ? "found" : "found_all", { n: page.total, query: question.query })
    : say(question.query ? "none" : "none_all", { query: question.query });
  $("count").textContent = $("said").textContent = count;
  document.title = `${count} – ${document.title.split(" – ").at(-1)}`;
  $("done").textContent = say("see", { n: page.total });
  showChips(question);
  const pieces = [];
  if (page.matched === "any" && page.total) pieces.push(make("p", { className: "search-note" }, say("any")));
  if (page.suggestions?.length) pieces.push(meant(question, page.suggestions));
  if (page.total) {
    pieces.push(make("h2", { className: "u-vh" }, say("results")));
    if (page.groups) page.groups.forEach((group) => pieces.push(collection(question, group)));
    else pieces.push(make("ol", { className: "hits register" }, ...page.results.map((one) => hit(one))));
    pieces.push(pager(question, page.last ?? Math.ceil(page.total / SIZE)));
  }
  $("hits").replaceChildren(...pieces.filter(Boolean));
  $("ways").hidden = page.total > 0;
  if ($("ask")) $("ask").hidden = page.total > 0;
}

/** The first results of one collection, and a way to all of them. @param {ReturnType<typeof asked>} question @param {any} group */
function collection(question, group) {
  const all = { ...instead(question, "collection", [group.value]), grouped: false };
  return make("section", { className: "group" }, make("h3", { className: "group__head" }, group.label),
    make("ol", { className: "hits register" }, ...group.results.map((one) => hit(one, "h4"))),
    group.count > group.results.length ? make("p", { className: "group__all" }, link(all, {}, say("all_in", { n: group.count }))) : "");
}

/** @param {any} result @param {string} [heading] */
function hit(result, heading = "h3") {
  const chain = result.context.map((step) => make("li", {}, step));
  const facts = [levelName(result.level), result.date].filter(Boolean).map((fact) => make("span", {}, fact));
  const said = make("div", {});
  if (chain.length) said.append(make("ol", { className: "chain", "aria-label": say("chain") }, ...chain));
  said.append(make(heading, { className: "hit__title" }, make("a", { href: result.url }, ...marked(result.title, result.highlights.title))));
  said.append(make("p", { className: "hit__facts" }, ...facts));
  if (result.excerpt) said.append(make("p", { className: "hit__excerpt" }, ...marked(result.excerpt, result.highlights.excerpt)));
  const row = make("li", { className: result.thumbnail ? "hit" : "hit hit--bare" });
  if (result.thumbnail) {
    const image = make("img", { loading: "lazy", alt: "", src: result.thumbnail });
    row.append(make("a", { className: "hit__thumb", href: result.url, tabIndex: -1, "aria-hidden": "true" }, image));
  }
  row.append(said);
  return row;
}

/** A link that asks another question without loading the page. @param {ReturnType<typeof asked>} question */
function link(question, properties, ...children) {
  const made = make("a", { href: address(question), ...properties }, ...children);
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(question);
    if (properties["data-page"]) $("count").focus();
  });
  return made;
}

/** @param {ReturnType<typeof asked>} question @param {string[]} suggestions */
function meant(question, suggestions) {
  const links = suggestions.map((query) => make("li", {}, link({ ...question, query, page: 1 }, {}, query)));
  return make("div", { className: "search-note" }, make("p", {}, say("meant")), make("ul", { className: "ways" }, ...links));
}

/** @param {ReturnType<typeof asked>} question @param {number} last the number of pages */
function pager(question, last) {
  const here = question.page;
  if (last < 2) return null;
  const shown = [...new Set([1, here - 1, here, here + 1, last])].filter((n) => n >= 1 && n <= last);
  const pieces = [];
  const to = (n, label) => link({ ...question, page: n }, { "data-page": String(n) }, label);
  if (here > 1) pieces.push(to(here - 1, say("previous")));
  shown.forEach((n, k) => {
    if (k && n - shown[k - 1] > 1) pieces.push(make("span", { className: "pages__gap" }, "…"));
    pieces.push(n === here ? make("span", { "aria-current": "page" }, numbers.format(n)) : to(n, numbers.format(n)));
  });
  if (here < last) pieces.push(to(here + 1, say("next")));
  return make("nav", { className: "pages", "aria-label": say("pages") }, ...pieces);
}

/* ── filters ─────────────────────────────────────────────────────────────── */

/** @type {Map<string, string>} the label of each value seen, by facet and value */
const labels = new Map();

/** @param {ReturnType<typeof asked>} question */
function showChips(question) {
  const chips = [];
  const chip = (facet, label, without) => chips.push(link({ ...without, page: 1 }, { className: "chip" },
    make("small", {}, facet), ` ${label}`, make("span", { className: "u-vh" }, say("remove"))));
  for (const set of facetSets) {
    const name = set.dataset.facet, chosen = question.chosen[name] ?? [];
    for (const value of chosen) {
      const rest = { ...question.chosen, [name]: chosen.filter((other) => other !== value) };
      chip(set.querySelector("legend").textContent, labels.get(`${name} ${value}`) ?? value, { ...question, chosen: rest });
    }
  }
  if (question.from || question.to) {
    chip($("years").querySelector("legend").textContent, `${question.from}–${question.to}`, { ...question, from: "", to: "" });
  }
  const count = chips.length;
  if (count > 1) chips.push(link({ ...question, chosen: {}, from: "", to: "", page: 1 }, {}, say("clear")));
  $("chips").replaceChildren(make("span", { className: "u-quiet" }, say("filtering")), ...chips);
  $("chips").hidden = !count;
  filters.querySelector("summary").textContent = count ? say("filters", { n: count }) : say("filter");
}

/** @param {ReturnType<typeof asked>} question @param {Record<string, {value: string, label: string, count: number}[]>} facets */
function showFacets(question, facets) {
  for (const set of facetSets) {
    const name = set.dataset.facet, chosen = question.chosen[name] ?? [], found = facets[name] ?? [];
    found.forEach((one) => labels.set(`${name} ${one.value}`, one.label));
    const missing = chosen.filter((value) => !found.some((one) => one.value === value));
    const values = [...found, ...missing.map((value) => ({ value, label: labels.get(`${name} ${value}`) ?? value, count: 0 }))];
    const focused = document.activeElement?.closest("[data-facet]") === set ? document.activeElement.value : null;
    const whole = set.dataset.whole === "yes";
    const rows = values.map((one, at) => {
      const box = make("input", { type: "checkbox", value: one.value, checked: chosen.includes(one.value) });
      const row = make("label", { className: "facet__row" }, box, make("span", {}, one.label),
        make("span", { className: "facet__n" }, numbers.format(one.count)));
      row.hidden = !whole && at >= SHOWN && !box.checked;
      return row;
    });
    if (!whole && values.length > SHOWN) {
      rows.push(make("button", { type: "button", className: "facet__more" }, say("all", { n: values.length })));
    }
    set.replaceChildren(set.querySelector("legend"), ...rows);
    set.hidden = values.length === 0;
    if (focused !== null) [...set.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
  }
  showChips(question);
}

filters.addEventListener("change", (event) => {
  const question = asked(), box = event.target, name = box.closest("[data-facet]")?.dataset.facet;
  if (name) {
    const others = (question.chosen[name] ?? []).filter((value) => value !== box.value);
    question.chosen = { ...question.chosen, [name]: box.checked ? [...others, box.value] : others };
  } else if (["from", "to"].includes(box.id)) {
    if (!box.checkValidity()) return;
    question[box.id] = box.value.trim();
  } else {
    question.undated = box.checked;
    if (!question.from && !question.to) return;
  }
  go({ ...question, page: 1 });
});
filters.addEventListener("click", (event) => {
  if (!event.target.matches(".facet__more")) return;
  const set = event.target.closest("[data-facet]");
  set.dataset.whole = "yes";
  const rows = [...set.querySelectorAll(".facet__row")], first = rows.find((row) => row.hidden);
  rows.forEach((row) => { row.hidden = false; });
  event.target.remove();
  first?.querySelector("input").focus();
});
filters.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
$("done").addEventListener("click", () => {
  filters.open = false;
  $("count").focus();
});
const unfold = () => { filters.open = wide.matches; };
wide.addEventListener("change", unfold);
unfold();
sort.addEventListener("change", () => go({ ...asked(), sort: sort.value, page: 1 }));
$("group").addEventListener("change", () => go({ ...asked(), grouped: $("group").checked, page: 1 }));

/* ── the field and its suggestions (ARIA combobox) ───────────────────────── */

let active = -1, waiting = 0, suggesting = new AbortController();
const optionsShown = () => [...list.children];

/** Ask for no suggestion any more: what is on the way for it would hold up the answer. */
function stop() {
  clearTimeout(waiting);
  suggesting.abort();
}

/** Hide the suggestions. */
function close() {
  stop();
  list.hidden = true;
  active = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

/** @param {number} at the option to point at, -1 for none */
function point(at) {
  active = at;
  optionsShown().forEach((option, k) => option.setAttribute("aria-selected", String(k === at)));
  if (at < 0) input.removeAttribute("aria-activedescendant");
  else {
    input.setAttribute("aria-activedescendant", optionsShown()[at].id);
    optionsShown()[at].scrollIntoView({ block: "nearest" });
  }
}

/** Suggest records while somebody types. */
async function suggest() {
  const text = input.value.trim();
  if (text.length < 2) return close();
  const { signal } = suggesting = new AbortController();
  const page = await index().then((search) => search.query(text, { typing: true, size: 7, signal }));
  if (signal.aborted || document.activeElement !== input) return;
  list.replaceChildren(...page.results.map((result, k) => make("li",
    { className: "find__option", id: `suggestion-${k}`, role: "option", "aria-selected": "false", "data-url": result.url },
    make("span", {}, ...marked(result.title, result.highlights.title)), make("small", {}, [levelName(result.level), result.date].filter(Boolean).join(" · ")))));
  active = -1;
  list.hidden = !page.results.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  $("said").textContent = page.results.length ? say("suggested", { n: page.results.length }) : "";
}

input.setAttribute("role", "combobox");
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-controls", list.id);
input.setAttribute("aria-expanded", "false");
input.addEventListener("input", () => {
  stop();
  waiting = setTimeout(() => suggest().catch((fault) => fault.name === "AbortError" || console.error(fault)), 150);
});
input.addEventListener("keydown", (event) => {
  const last = optionsShown().length - 1;
  if (event.key === "Escape" && !list.hidden) close();
  else if (list.hidden || event.isComposing) return;
  else if (event.key === "ArrowDown") point(active >= last ? 0 : active + 1);
  else if (event.key === "ArrowUp") point(active <= 0 ? last : active - 1);
  else if (event.key === "Enter" && active >= 0) location.href = optionsShown()[active].dataset.url;
  else return;
  event.preventDefault();
});
input.addEventListener("blur", () => setTimeout(close, 150));
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const option = event.target.closest("[data-url]");
  if (option) location.href = option.dataset.url;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ ...asked(), query: input.value.trim(), page: 1 });
});
addEventListener("popstate", answer);
index().catch(console.error); // whoever opens this page is about to ask
answer();
