// Taking the picture out of the page: PNG, SVG, a table as CSV, a link, print.
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 4000);
  document.documentElement.dataset.saved = name;
  announce(t("saved", { name }));
}
const fileName = (ending) => `${(raw.page.title || "govgraph").replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").replace(/\s+/g, " ").trim().slice(0, 60) || "govgraph"}.${ending}`;
const xml = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const usedKinds = () => raw.kinds.map((_, k) => k).filter((k) => drawn.nodes.some((i) => N.kind[i] === k));

// The whole picture as a drawing, title and legend included; not only the part on the screen.
function networkSvg() {
  const ends = new Map(drawn.groups.map(({ group, count }) => [`g${group}`, [...groupPoint(group), groupSize(count)]]));
  const place = (id) => (typeof id === "string" ? ends.get(id) : [X[id], Y[id], nodeSize(id)]);
  const all = [...drawn.nodes.map(place), ...ends.values(), ...openGroups().filter((g) => raw.groups[g][6]).map((g) => raw.groups[g].slice(4))];
  if (!all.length) return null;
  const x0 = Math.min(...all.map((p) => p[0] - p[2])) - 60, x1 = Math.max(...all.map((p) => p[0] + p[2])) + 60;
  const y0 = Math.min(...all.map((p) => p[1] - p[2])) - 40, y1 = Math.max(...all.map((p) => p[1] + p[2])) + 50;
  const unit = Math.max((x1 - x0) / 1400, 0.6);
  const head = 64 * unit, foot = 40 * unit;
  const out = [`<svg xmlns="${SVG}" viewBox="${x0} ${y0 - head} ${x1 - x0} ${y1 - y0 + head + foot}" width="1400" height="${Math.round((1400 * (y1 - y0 + head + foot)) / (x1 - x0))}" font-family="${xml(ink.sans)}">`,
    `<title>${xml(raw.page.title)}</title>`, `<rect x="${x0}" y="${y0 - head}" width="${x1 - x0}" height="${y1 - y0 + head + foot}" fill="${ink.paper}"/>`,
    `<text x="${x0 + 24 * unit}" y="${y0 - head + 34 * unit}" font-size="${22 * unit}" font-family="${xml(ink.serif)}" font-weight="600" fill="${ink.ink}">${xml(raw.page.title)}</text>`,
    `<text x="${x0 + 24 * unit}" y="${y0 - head + 56 * unit}" font-size="${13 * unit}" fill="${ink.soft}">${xml(raw.page.subtitle || "")}</text>`];
  for (const g of openGroups()) if (raw.groups[g][6]) out.push(`<circle cx="${raw.groups[g][4]}" cy="${raw.groups[g][5]}" r="${raw.groups[g][6]}" fill="${groupColour(g)}" fill-opacity="${dark ? 0.09 : 0.065}"/>`);
  const line = (a, b, width, colour, alpha) => `<line x1="${a[0]}" y1="${a[1]}" x2="${b[0]}" y2="${b[1]}" stroke="${colour}" stroke-opacity="${alpha}" stroke-width="${width}"/>`;
  for (const b of drawn.bundles) out.push(line(place(b.from), place(b.to), bundleWidth(b), `rgb(${ink.edge})`, 0.34));
  for (const e of drawn.edges) out.push(line(place(E.from[e]), place(E.to[e]), 0.9, `rgb(${ink.edge})`, 0.36));
  for (const { group, count } of drawn.groups) out.push(`<path d="${outline(raw.groups[group][1] === "category" ? "diamond" : "dot", ...groupPoint(group), groupSize(count))}" fill="${groupColour(group)}"/>`);
  for (const i of drawn.nodes) out.push(`<path d="${outline(raw.kinds[N.kind[i]].shape, X[i], Y[i], nodeSize(i))}" fill="${kindColour(N.kind[i])}" stroke="${ink.paper}" stroke-width="1.5"><title>${xml(nodeName(i))}</title></path>`);
  const measure = document.createElement("canvas").getContext("2d");
  const labels = placeLabels(measure, { width: (x1 - x0) / unit, height: (y1 - y0) / unit }, 1 / unit, (x, y) => ({ x: (x - x0) / unit, y: (y - y0) / unit }), null);
  for (const l of labels) {
    const [, weightText, size] = /^(\d+) ([\d.]+)px/.exec(l.font);
    out.push(`<text x="${(x0 + l.x * unit).toFixed(1)}" y="${(y0 + l.y * unit + size * unit * 0.35).toFixed(1)}" text-anchor="middle" font-size="${size * unit}" font-weight="${weightText}" fill="${l.inside ? ink.paper : l.group ? ink.soft : ink.ink}"${l.inside ? "" : ` stroke="${ink.paper}" stroke-width="${3 * unit}" paint-order="stroke" stroke-linejoin="round"`}>${xml(l.text)}</text>`);
  }
  let lx = x0 + 24 * unit;
  for (const k of usedKinds()) {
    const name = caption(raw.kinds[k]);
    out.push(`<path d="${outline(raw.kinds[k].shape, lx, y1 + 20 * unit, 6 * unit)}" fill="${kindColour(k)}"/><text x="${lx + 12 * unit}" y="${y1 + 24 * unit}" font-size="${12 * unit}" fill="${ink.ink}">${xml(name)}</text>`);
    lx += (textWidth(measure, name, `12px ${ink.sans}`) + 38) * unit;
  }
  return `${out.join("")}</svg>`;
}

// A chart as it stands in the page, with the styles that the page gave it written into it.
function chartSvg(id) {
  const live = byKey(id);
  if (!live) return null;
  const still = live.cloneNode(true);
  const copies = still.querySelectorAll("*");
  live.querySelectorAll("*").forEach((node, k) => {
    const style = getComputedStyle(node);
    for (const name of ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "font-size", "font-weight", "text-anchor", "paint-order"]) copies[k].setAttribute(name, style.getPropertyValue(name));
    copies[k].removeAttribute("class");
    copies[k].removeAttribute("style");
    copies[k].removeAttribute("tabindex");
  });
  const { x, y, width, height } = live.viewBox.baseVal;
  still.removeAttribute("style");
  still.setAttribute("width", Math.round(live.clientWidth));
  still.setAttribute("height", Math.round((live.clientWidth * height) / width));
  still.setAttribute("font-family", ink.sans);
  still.prepend(svg("rect", { x, y, width, height, fill: ink.paper }));
  return new XMLSerializer().serializeToString(still);
}
const pictureSvg = () => (state.view === "network" ? networkSvg() : chartSvg(state.view === "map" ? "map-svg" : "time-svg"));

async function exportPng() {
  const drawing = pictureSvg();
  if (!drawing) return;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const ratio = Math.min(2, 6000 / Math.max(image.width, image.height));
  const canvas = el("canvas", { width: Math.round(image.width * ratio), height: Math.round(image.height * ratio) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save(blob, fileName("png")), "image/png");
}

function startExport() {
  const opener = byKey("export");
  const menu = byKey("export-menu");
  const items = [...menu.querySelectorAll("button")];
  const show = (yes) => { menu.hidden = !yes; opener.setAttribute("aria-expanded", String(yes)); if (yes) items[0].focus(); };
  opener.addEventListener("click", () => show(menu.hidden));
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
    else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length].focus();
    else if (event.key === "Escape") { show(false); opener.focus(); } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".menu")) show(false); });
  const run = { png: exportPng, svg: () => { const d = pictureSvg(); if (d) save(new Blob([d], { type: "image/svg+xml" }), fileName("svg")); },
    csv: () => copy(csv()), link: () => copy(linkTo(state.selected)), print: () => window.print() };
  for (const [name, act] of Object.entries(run)) byKey(`export-${name}`).addEventListener("click", () => { show(false); opener.focus(); act(); });
  let wasDark = false;
  window.addEventListener("beforeprint", () => {
    wasDark = dark;
    if (dark) { setTheme(false); restyle(); } // paper is white
    const before = state.panel;
    state.panel = "table";
    drawTable();
    state.panel = before;
  });
  window.addEventListener("afterprint", () => { if (wasDark) { setTheme(true); restyle(); } });
}
