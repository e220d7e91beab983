
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const still = matchMedia("(prefers-reduced-motion: reduce)");
const stage = document.querySelector(".viewer__stage");
const dialog = document.querySelector(".zoom");
const leaves = all(".leaf");
const strip = all(".strip__page");
const count = document.querySelector(".viewer__count");
const [leafAsked, pageAsked] = location.hash.slice(1).split(".");
let here = Math.max(0, leaves.findIndex((leaf) => leaf.id === leafAsked));

function say(index) {
  const words = count?.dataset.now ?? "";
  const label = leaves[index].dataset.label;
  return words.replace("{n}", String(index + 1)).replace("{total}", String(leaves.length)) + (label ? `, ${label}` : "");
}

function mark(index) {
  here = index;
  if (count) count.textContent = say(index);
  strip.forEach((link, k) => (k === index ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  const current = strip[index];
  if (current) current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.offsetLeft - current.parentElement.clientWidth / 2;
  leaves.forEach((leaf, k) => all("a,summary,[tabindex]", leaf).forEach((each) => { each.tabIndex = k === index ? 0 : -1; }));
}

function turn(index, behavior = still.matches ? "instant" : "auto") {
  const to = Math.min(Math.max(index, 0), leaves.length - 1);
  stage.scrollTo({ left: leaves[to].offsetLeft - leaves[0].offsetLeft, behavior });
  return to;
}

if (leaves.length > 1) {
  const seen = new IntersectionObserver(
    (entries) => entries.forEach((entry) => entry.isIntersecting && mark(leaves.indexOf(entry.target))),
    { root: stage, threshold: 0.6 },
  );
  leaves.forEach((leaf) => seen.observe(leaf));
  new ResizeObserver(() => turn(here, "instant")).observe(stage);
  strip.forEach((link, index) => link.addEventListener("click", (event) => {
    event.preventDefault();
    turn(index);
    history.replaceState(history.state, "", link.hash);
  }));
}

function offer(leaf, page) {
  const line = leaf.querySelector(".leaf__line");
  const link = document.createElement("a");
  link.href = `${line.querySelector("a").href}#page=${page}`;
  link.textContent = stage.dataset.page.replace("{n}", page);
  line.prepend(link);
  stage.scrollIntoView({ block: "nearest" });
}

if (/^\d+$/.test(pageAsked ?? "") && leaves[here].id === leafAsked) offer(leaves[here], pageAsked);

let deep = null;

function library() {
  return new Promise((resolve, reject) => {
    if (window.OpenSeadragon) return resolve(window.OpenSeadragon);
    const script = Object.assign(document.createElement("script"), { src: dialog.dataset.library });
    script.onload = () => resolve(window.OpenSeadragon);
    script.onerror = reject;
    document.head.append(script);
  });
}

async function source(link) {
  const url = new URL(link.dataset.zoom ?? link.href, document.baseURI).href;
  if (!("tiled" in link.dataset)) return { type: "image", url };
  const info = await (await fetch(url)).json();
  info.id = info["@id"] = url.replace(/\/info\.json$/, "");
  return info;
}

async function show(index) {
  here = Math.min(Math.max(index, 0), leaves.length - 1);
  dialog.querySelector(".zoom__count").textContent = leaves.length > 1 ? say(here) : (leaves[here].dataset.label ?? "");
  const link = leaves[here].querySelector(".leaf__img");
  const [seadragon, tiles] = await Promise.all([library(), source(link)]);
  const styled = document.createElementNS("urn:none", "style");
  styled.setAttribute("data-openseadragon-mobile-css", "");
  if (!deep) dialog.append(styled);
  deep ??= seadragon({
    id: "zoom-stage", showNavigationControl: false, showNavigator: false, visibilityRatio: 0.5, maxZoomPixelRatio: 3,
    animationTime: still.matches ? 0 : 0.6, immediateRender: true, drawer: "canvas", crossOriginPolicy: false,
  });
  deep.open(tiles);
}

function zoom(index) {
  dialog.showModal();
  show(index).catch(() => {
    const image = leaves[here].querySelector("img");
    document.getElementById("zoom-stage").replaceChildren(Object.assign(new Image(), { src: image.currentSrc, alt: image.alt }));
  });
}

for (const button of all("[data-turn]")) {
  button.hidden = leaves.length < 2;
  const step = Number(button.dataset.turn);
  button.addEventListener("click", () => (dialog?.open ? show(here + step) : turn(here + step)));
}
if (dialog) {
  all("[data-open]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => zoom(here));
  });
  leaves.forEach((leaf, index) => leaf.querySelector(".leaf__img").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    zoom(index);
  }));
  stage.addEventListener("keydown", (event) => {
    if (event.target !== stage || !["+", "f"].includes(event.key)) return;
    event.preventDefault();
    zoom(here);
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { if (leaves.length > 1) turn(here, "instant"); });
  all("[data-zoom-by]", dialog).forEach((button) => button.addEventListener("click", () => {
    const by = Number(button.dataset.zoomBy);
    if (by) deep?.viewport.zoomBy(by).applyConstraints();
    else deep?.viewport.goHome();
  }));
}
