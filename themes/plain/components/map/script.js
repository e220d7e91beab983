// The map of places: points on a grid of degrees, no tiles and no other site. The list below it says the same.
const area = document.querySelector(".map");
const points = JSON.parse(document.getElementById("points").textContent);

/** Draw meridians and parallels around the points. @param {any} L @param {any} map */
function grid(L, map) {
  const lines = L.layerGroup().addTo(map);
  const draw = () => {
    lines.clearLayers();
    const bounds = map.getBounds(), span = bounds.getEast() - bounds.getWest();
    const step = [30, 10, 5, 1, 0.5, 0.1, 0.05, 0.01].find((each) => span / each >= 4) ?? 0.01;
    const line = (from, to) => L.polyline([from, to], { className: "map__line", weight: 1, interactive: false }).addTo(lines);
    for (let x = Math.floor(bounds.getWest() / step) * step; x < bounds.getEast(); x += step) line([bounds.getSouth(), x], [bounds.getNorth(), x]);
    for (let y = Math.floor(bounds.getSouth() / step) * step; y < bounds.getNorth(); y += step) line([y, bounds.getWest()], [y, bounds.getEast()]);
  };
  map.on("moveend", draw);
  draw();
}

if (points.length) {
  const L = await import(new URL(area.dataset.library, document.baseURI).href);
  area.hidden = false;
  const map = L.map(area, { attributionControl: false, zoomSnap: 0.5 });
  map.fitBounds(L.latLngBounds(points.map((point) => [point.lat, point.lon])).pad(0.15), { maxZoom: 12 });
  L.control.scale({ imperial: false }).addTo(map);
  grid(L, map);
  for (const point of points) {
    const link = Object.assign(document.createElement("a"), { href: point.url, textContent: point.title });
    const mark = L.circleMarker([point.lat, point.lon], { radius: 7, weight: 2, className: "map__point" });
    const said = document.createElement("span");
    said.append(link, point.count ? ` ${point.count}` : "");
    const name = Object.assign(document.createElement("span"), { textContent: point.title }); // Leaflet reads bare words as HTML
    mark.bindPopup(said).bindTooltip(name, { permanent: points.length < 40, direction: "right", offset: [8, 0] }).addTo(map);
  }
}
