// The map of places: zoom, pan, and marks that part as one comes nearer. The drawing and its links stand without it, and so does the list.
const area = document.querySelector(".map"), sheet = area.querySelector(".map__sheet"), marks = area.querySelector(".map__marks");
const said = area.dataset, NEAR = 62, NAMED = 40, CLOSEST = 1 / 64;
const whole = { x: 0, y: 0, w: sheet.viewBox.baseVal.width, h: sheet.viewBox.baseVal.height };
const SVG = "http://www.w3.org/2000/svg", first = marks.innerHTML;
let box = { ...whole }, points = null, drawn = 1, farthest = 1;

/** Make an element of the drawing. @param {string} name @param {Record<string, any>} given @param {string} [words] */
function made(name, given, words = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(given)) element.setAttribute(key, value);
  element.textContent = words;
  return element;
}

/** Gather places as the page's maker does: each to the nearest earlier one within reach. @param {number} reach */
function clusters(reach) {
  const seeds = new Map(), found = [];
  for (const point of points) {
    if (point[0] < box.x - box.w || point[0] > box.x + 2 * box.w || point[1] < box.y - box.h || point[1] > box.y + 2 * box.h) continue;
    const cx = Math.floor(point[0] / reach), cy = Math.floor(point[1] / reach);
    let nearest = null, least = reach;
    for (let dx = -1; dx < 2; dx++) for (let dy = -1; dy < 2; dy++)
      for (const group of seeds.get(`${cx + dx} ${cy + dy}`) ?? []) {
        const away = Math.hypot(group[0][0] - point[0], group[0][1] - point[1]);
        if (away < least) [nearest, least] = [group, away];
      }
    if (nearest) nearest.push(point);
    else {
      const group = [point], cell = `${cx} ${cy}`;
      seeds.set(cell, [...(seeds.get(cell) ?? []), group]);
      found.push(group);
    }
  }
  return found;
}

/** Draw a mark: its link, and the number over it. @param {any[][]} group @param {boolean} named */
function mark(group, named) {
  const [x, y, count, title, href] = group[0], many = group.length > 1;
  const label = many ? said.places.replace("{name}", title).replace("{n}", String(group.length)) : `${title}, ${count}`;
  const link = made("a", { href: new URL(href, new URL(said.points, location.href)).href, "aria-label": label });
  const at = made("g", { transform: `translate(${x} ${y})` });
  at.append(made("title", {}, label));
  if (many) at.append(made("circle", { class: "map__many", r: 14 }));
  else at.append(made("circle", { class: "map__hit", r: 14 }), made("circle", { class: "map__one", r: 6 }));
  if (named) at.append(made("text", { class: "map__name", x: 18, y: ".35em" }, title));
  link.append(at);
  if (!many) return [link];
  link.addEventListener("click", (event) => { if (nearer(group)) event.preventDefault(); });
  const number = made("g", { class: "map__of", "aria-hidden": "true", transform: `translate(${x} ${y})` });
  number.append(made("text", { class: "map__n", y: ".35em" }, String(group.length)));
  return [link, number];
}

/** Come so near that a group parts; false where it never would. @param {any[][]} group */
function nearer(group) {
  const xs = group.map((point) => point[0]), ys = group.map((point) => point[1]);
  const w = Math.max(...xs) - Math.min(...xs), h = Math.max(...ys) - Math.min(...ys), scale = Math.max(w / whole.w, h / whole.h);
  if (scale * 1.6 < CLOSEST / 4 || box.w / whole.w <= CLOSEST) return false;
  const wide = whole.w * Math.max(CLOSEST, Math.min(scale * 1.6, box.w / whole.w / 2));
  const x = (Math.min(...xs) + Math.max(...xs)) / 2, y = (Math.min(...ys) + Math.max(...ys)) / 2;
  show({ x: x - wide / 2, y: y - wide * whole.h / whole.w / 2, w: wide, h: wide * whole.h / whole.w });
  marks.querySelector("a")?.focus({ preventScroll: true });
  return true;
}

/** Show a part of the map. @param {{x: number, y: number, w: number, h: number}} next */
function show(next) {
  box = next;
  const k = box.w / whole.w;
  sheet.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  area.style.setProperty("--k", String(k));
  if (!points) return;
  const held = document.activeElement?.closest?.(".map__marks a")?.getAttribute("aria-label");
  if (k === 1) marks.innerHTML = first;
  else {
    const found = clusters(NEAR * k);
    marks.replaceChildren(...found.flatMap((group) => mark(group, found.length <= NAMED)));
  }
  drawn = k;
  if (held) [...marks.querySelectorAll("a")].find((link) => link.getAttribute("aria-label") === held)?.focus({ preventScroll: true });
}

/** Zoom about a point of the map. @param {number} by @param {number} [x] @param {number} [y] */
function zoom(by, x = box.x + box.w / 2, y = box.y + box.h / 2) {
  const k = Math.min(farthest, Math.max(CLOSEST, box.w / whole.w * by)), share = k * whole.w / box.w;
  show({ x: x - (x - box.x) * share, y: y - (y - box.y) * share, w: whole.w * k, h: whole.h * k });
}

/** Move by a part of what is seen. @param {number} dx @param {number} dy */
const pan = (dx, dy) => show({ ...box, x: box.x + dx * box.w, y: box.y + dy * box.h });

const KEYS = {
  ArrowLeft: () => pan(-0.2, 0), ArrowRight: () => pan(0.2, 0), ArrowUp: () => pan(0, -0.2), ArrowDown: () => pan(0, 0.2),
  "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), "0": () => show({ ...whole }),
};

function tools() {
  const row = Object.assign(document.createElement("div"), { className: "map__tools" });
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", said.keys);
  for (const [sign, label, act] of [["+", said.in, KEYS["+"]], ["−", said.out, KEYS["-"]], ["⤢", said.whole, KEYS["0"]]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign, title: label, onclick: act });
    button.setAttribute("aria-label", label);
    row.append(button);
  }
  area.prepend(row);
  area.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : KEYS[event.key];
    if (act) { event.preventDefault(); act(); }
  });
}

/** Drag with one finger or the mouse; two fingers zoom. */
function drag() {
  const held = new Map();
  let moved = false;
  const scale = () => box.w / sheet.getBoundingClientRect().width;
  sheet.addEventListener("pointerdown", (event) => { held.set(event.pointerId, event); moved = false; });
  addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const others = [...held.values()].filter((one) => one.pointerId !== event.pointerId), dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
    if (!moved && !others.length && Math.hypot(dx, dy) < 4) return;
    moved = true;
    if (others.length) {
      const away = (one) => Math.hypot(one.clientX - others[0].clientX, one.clientY - others[0].clientY);
      zoom(away(before) / Math.max(1, away(event)));
    } else show({ ...box, x: box.x - dx * scale(), y: box.y - dy * scale() });
    held.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => held.delete(event.pointerId));
  sheet.addEventListener("click", (event) => { if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; } }, true);
  sheet.addEventListener("dragstart", (event) => event.preventDefault());
}

const land = area.querySelector(".map__land").getBBox();
farthest = Math.max(1, Math.min(land.width / whole.w, 512));
tools();
drag();
try {
  const answer = await fetch(new URL(said.points, location.href));
  if (answer.ok) points = await answer.json();
} catch { /* opened from a folder: the marks stay as the page has them */ }
