// The map: a dot for every county as backdrop, a circle where something was adopted. No boundaries.
const pointOf = new Map(raw.places.map(([i, x, y]) => [i, [x, y]]));
const mapFrame = raw.map ? { x: 0, y: 0, width: raw.map.width, height: raw.map.height } : null;
let mapBox = mapFrame && { ...mapFrame };

function mapPlaces() {
  const places = new Map();
  for (const [i, [x, y]] of pointOf) {
    if (!nodePass[i]) continue;
    let count = 0;
    for (const e of linksOf(i)) if (edgePass[e] && E.rel[e] === ADOPTED && E.from[e] === i) count++;
    if (!count) continue;
    const place = places.get(`${x},${y}`) || { x, y, count: 0, nodes: [] };
    place.count += count;
    place.nodes.push([count, i]);
    places.set(`${x},${y}`, place);
  }
  for (const place of places.values()) place.nodes.sort((a, b) => b[0] - a[0]);
  return [...places.values()].sort((a, b) => b.count - a.count);
}
const placeName = (place) => nodeName(place.nodes[0][1]) + (place.nodes.length > 1 ? ` +${place.nodes.length - 1}` : "");
const placeSize = (count) => (byKey("view-map").clientWidth < 500 ? 0.7 : 1) * (3 + 2.4 * Math.sqrt(count));

function drawMap() {
  const view = byKey("view-map");
  const places = mapFrame ? mapPlaces() : [];
  if (!places.length) { view.replaceChildren(el("p", { className: "nothing" }, t("map_none"))); return; }
  // map units to a pixel: dots and names keep their size on the screen at every zoom and width
  const unit = 1 / Math.min((view.clientWidth - 36) / mapBox.width, (view.clientHeight - 90) / mapBox.height);
  const drawing = svg("svg", { viewBox: `${mapBox.x} ${mapBox.y} ${mapBox.width} ${mapBox.height}`, role: "group", "aria-label": t("map_caption"), id: "map-svg" });
  const dots = [];
  for (let k = 0; k < raw.map.dots.length; k += 2) dots.push(`M${raw.map.dots[k]} ${raw.map.dots[k + 1]}h0`);
  drawing.append(svg("path", { d: dots.join(""), stroke: ink.dot, "stroke-width": 2.8 * Math.sqrt(unit), "stroke-linecap": "round", fill: "none" }));
  const chosen = state.selected && state.selected.node;
  const circles = svg("g", {});
  for (const place of places) {
    const r = placeSize(place.count) * unit;
    const label = t("map_adoptions", { name: placeName(place), n: place.count });
    const circle = svg("circle", { class: place.nodes.some(([, i]) => i === chosen) ? "map-place chosen" : "map-place", cx: place.x, cy: place.y, r, tabindex: 0, role: "button", "aria-label": label, "stroke-width": unit });
    circle.append(svg("title", {}));
    circle.firstChild.textContent = label;
    const choose = () => { select({ node: place.nodes[0][1] }); showPanel("detail"); };
    circle.addEventListener("click", choose);
    circle.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } });
    circles.append(circle);
  }
  drawing.append(circles, ...mapLabels(places, unit));
  view.replaceChildren(el("figure", { className: "chart" }, el("h2", {}, t("map_caption")), drawing, el("p", { className: "note" }, t("map_note"))));
  watchMap(drawing);
}

// Names of provinces in pale, names of the places with most in dark; none over another.
function mapLabels(places, unit) {
  const taken = new Taken();
  const out = [];
  const measure = document.createElement("canvas").getContext("2d");
  const put = (text, x, y, size, cls, anchor) => {
    const width = textWidth(measure, text, `${size}px ${ink.sans}`);
    const left = (anchor === "middle" ? x / unit - width / 2 : x / unit);
    const box = { x0: left - 3 + 4000, x1: left + width + 3 + 4000, y0: y / unit - size * 0.7 + 4000, y1: y / unit + size * 0.7 + 4000 };
    if (!taken.free(box)) return;
    taken.add(box);
    const node = svg("text", { class: cls, x, y: y + size * unit * 0.35, "text-anchor": anchor });
    node.style.fontSize = `${size * unit}px`;
    node.style.strokeWidth = `${4 * unit}px`;
    node.textContent = text;
    out.push(node);
  };
  const many = places.slice(0, 80);
  for (const place of many) put(placeName(place), place.x + (placeSize(place.count) + 3) * unit, place.y, 12, "map-label", "start");
  for (const place of places) {
    const [r, x, y] = [placeSize(place.count), place.x / unit + 4000, place.y / unit + 4000];
    taken.add({ x0: x - r, x1: x + r, y0: y - r, y1: y + r });
  }
  for (const [name, x, y] of raw.map.names) put(name, x, y + 13 * unit, 11, "map-name", "middle");
  return out;
}

function zoomMap(factor, cx = mapBox.x + mapBox.width / 2, cy = mapBox.y + mapBox.height / 2) {
  const width = Math.min(mapFrame.width * 1.2, Math.max(60, mapBox.width * factor));
  const real = width / mapBox.width;
  mapBox = { x: cx - (cx - mapBox.x) * real, y: cy - (cy - mapBox.y) * real, width, height: mapBox.height * real };
  drawMap();
}
function watchMap(drawing) {
  const at = (event) => {
    const matrix = drawing.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  };
  drawing.addEventListener("wheel", (event) => { event.preventDefault(); const p = at(event); zoomMap(event.deltaY > 0 ? 1.2 : 1 / 1.2, p.x, p.y); }, { passive: false });
  let start = null;
  drawing.addEventListener("pointerdown", (event) => { if (!event.target.classList.contains("map-place")) { start = at(event); drawing.setPointerCapture(event.pointerId); } });
  drawing.addEventListener("pointermove", (event) => {
    if (!start) return;
    const p = at(event);
    mapBox.x += start.x - p.x;
    mapBox.y += start.y - p.y;
    drawing.setAttribute("viewBox", `${mapBox.x} ${mapBox.y} ${mapBox.width} ${mapBox.height}`);
  });
  for (const name of ["pointerup", "pointercancel"]) drawing.addEventListener(name, () => { start = null; });
}
