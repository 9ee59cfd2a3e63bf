// Light and dark, and the colours of the picture in either.
let dark = matchMedia("(prefers-color-scheme: dark)").matches;
let ink = {};

function mix(hex, other, share) {
  const part = (h, at) => parseInt(h.slice(at, at + 2), 16);
  return "#" + [1, 3, 5].map((at) => Math.round(part(hex, at) * (1 - share) + part(other, at) * share).toString(16).padStart(2, "0")).join("");
}
const plainColour = (c) => (/^#[0-9a-f]{6}$/i.test(c) ? c : "#7a7a7a");
const kindColour = (k) => (dark ? mix(plainColour(raw.kinds[k].colour), "#ffffff", 0.28) : plainColour(raw.kinds[k].colour));
const groupColour = (g) => {
  const kind = raw.groups[g][1];
  if (kind === "province" || kind === "nation") return kindColour(KIND.place);
  if (kind === "category") return kindColour(KIND.practice);
  return dark ? "#9aa3ae" : "#7c776d";
};

function setTheme(toDark) {
  dark = toDark;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  ink = { paper: read("--paper"), card: read("--card"), ink: read("--ink"), soft: read("--soft"), line: read("--line"), dot: read("--dot"),
    accent: read("--accent"), halo: read("--halo"), edge: read("--edge"), sans: [read("--embedded"), read("--sans")].filter(Boolean).join(", "), serif: read("--serif") };
}
setTheme(dark);

// The outline of a node as an SVG path: the same for legend, picture and exports.
function outline(shape, x, y, r) {
  const ring = (count, turn, radius) => Array.from({ length: count }, (_, k) => {
    const a = turn + (2 * Math.PI * k) / count;
    const d = Array.isArray(radius) ? radius[k % radius.length] : radius;
    return `${k ? "L" : "M"}${(x + d * Math.cos(a)).toFixed(2)} ${(y + d * Math.sin(a)).toFixed(2)}`;
  }).join("") + "Z";
  switch (shape) {
    case "diamond": return ring(4, -Math.PI / 2, r);
    case "square": return ring(4, -Math.PI / 4, r * Math.SQRT2 * 0.82);
    case "triangle": return ring(3, -Math.PI / 2, r * 1.2);
    case "triangleDown": return ring(3, Math.PI / 2, r * 1.2);
    case "hexagon": return ring(6, 0, r);
    case "star": return ring(10, -Math.PI / 2, [r * 1.25, r * 0.56]);
    default: return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}

function swatch(kind) {
  const drawing = svg("svg", { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true" });
  drawing.append(svg("path", { d: outline(raw.kinds[kind].shape, 8, 8, 6.2), fill: kindColour(kind) }));
  return drawing;
}
