// The network picture: vis-network draws nodes and relations; groups, names and the lit selection are ours.
const X = Float64Array.from(N.x);
const Y = Float64Array.from(N.y);
const groupX = raw.groups.map((g) => g[4]);
const groupY = raw.groups.map((g) => g[5]);
const groupPoint = (g) => [groupX[g], groupY[g]];
const groupSize = (count) => 14 + 5.2 * Math.sqrt(count);
const nodeSize = (i) => (isFocus[i] ? 20 : Math.min(18, 5.5 + 1.7 * Math.sqrt(degree(i))));
const openGroups = () => {
  const seen = new Set(drawn.nodes.map((i) => N.group[i]));
  return everyGroup.filter((g) => state.open.has(g) && seen.has(g));
};

let network = null;
let nodeSet, edgeSet;

// Relations between the same two nodes are bent apart, so that each can be seen and clicked.
const bend = new Float32Array(edgeCount);
{
  const pairs = new Map();
  for (let e = 0; e < edgeCount; e++) {
    const key = E.from[e] < E.to[e] ? E.from[e] * nodeCount + E.to[e] : E.to[e] * nodeCount + E.from[e];
    const seen = pairs.get(key) || 0;
    bend[e] = seen ? 0.12 + 0.1 * Math.floor((seen - 1) / 2) * 1 : 0;
    if (seen && seen % 2 === 0) bend[e] = -bend[e];
    pairs.set(key, seen + 1);
  }
}

const nodeItem = (i) => ({ id: i, x: X[i], y: Y[i], size: nodeSize(i), group: `k${N.kind[i]}`, ...(isFocus[i] ? { borderWidth: 4 } : {}) });
const groupItem = ({ group, count }) => ({ id: `g${group}`, x: groupX[group], y: groupY[group], size: groupSize(count), group: `c${raw.groups[group][1]}` });
function edgeItem(e) {
  const item = { id: e, from: E.from[e], to: E.to[e] };
  if (E.rel[e] === relationAt.PART_OF) item.dashes = [3, 4];
  else if (E.rel[e] === ADOPTED) item.width = 1.3;
  if (bend[e]) item.smooth = { enabled: true, type: bend[e] > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend[e]) };
  return item;
}
const bundleWidth = (b) => 0.7 + 0.9 * Math.log2(1 + b.edges.length);
const bundleItem = (b) => ({ id: b.key, from: b.from, to: b.to, width: bundleWidth(b), arrows: { to: { enabled: false } } });

function visGroups() {
  const groups = {};
  raw.kinds.forEach((kind, k) => {
    const colour = { background: kindColour(k), border: ink.paper };
    groups[`k${k}`] = { shape: kind.shape, color: { ...colour, highlight: colour, hover: { background: kindColour(k), border: ink.ink } } };
  });
  for (const [, kind] of raw.groups) {
    const g = raw.groups.findIndex((x) => x[1] === kind);
    const colour = { background: groupColour(g), border: ink.paper };
    groups[`c${kind}`] = { shape: kind === "category" ? "diamond" : "dot", color: { ...colour, highlight: colour, hover: { background: groupColour(g), border: ink.ink } } };
  }
  return groups;
}
function visOptions() {
  const line = (alpha) => `rgba(${ink.edge},${alpha})`;
  return {
    physics: false,
    layout: { improvedLayout: false },
    groups: visGroups(),
    nodes: { borderWidth: 1.5, borderWidthSelected: 1.5, chosen: false },
    edges: { smooth: false, width: 0.9, selectionWidth: 0, hoverWidth: 0.6, chosen: false, color: { color: line(drawn.edges.length > 300 ? 0.24 : 0.38), hover: line(0.9), highlight: line(0.9) },
      arrows: { to: { enabled: true, scaleFactor: 0.38 } } },
    interaction: { hover: true, tooltipDelay: 1e9, hideEdgesOnDrag: drawn.edges.length > 1500, keyboard: false, selectConnectedEdges: false, multiselect: false },
  };
}

// What is drawn changes by a mark on vis-network's own nodes and edges, which it honours when it counts what
// is visible. A DataView that lets fewer through would have it unmake and make them anew: some 60 ms against 2.
function mark(things, wanted) {
  for (const thing of Object.values(things)) thing.options.hidden = !wanted.has(thing.id);
}
// Things that vis-network has not seen yet come in by slices, a slice a frame: a filter answers at once.
const SLICE = 120;
let coming = 0;
function showDrawn() {
  if (!network) return;
  cancelAnimationFrame(coming);
  nodeSet.update(drawn.groups.map(groupItem)); // groups and bundles change their size
  const slice = () => {
    const nodes = drawn.nodes.filter((i) => nodeSet.get(i) === null);
    const edges = drawn.edges.filter((e) => edgeSet.get(e) === null);
    const bundles = drawn.bundles.filter((b) => edgeSet.get(b.key) === null);
    nodeSet.add(nodes.slice(0, SLICE).map(nodeItem));
    edgeSet.add([...edges.slice(0, SLICE).map(edgeItem), ...bundles.slice(0, SLICE).map(bundleItem)]);
    if (nodes.length > SLICE || edges.length > SLICE || bundles.length > SLICE) coming = requestAnimationFrame(slice);
  };
  const changed = drawn.bundles.filter((b) => edgeSet.get(b.key) && bundleSize.get(b.key) !== b.edges.length);
  edgeSet.update(changed.map(bundleItem));
  for (const b of drawn.bundles) bundleSize.set(b.key, b.edges.length);
  mark(network.body.nodes, new Set([...drawn.nodes, ...drawn.groups.map((g) => `g${g.group}`)]));
  mark(network.body.edges, new Set([...drawn.edges, ...drawn.bundles.map((b) => b.key)]));
  network.body.emitter.emit("_dataUpdated");
  coming = requestAnimationFrame(slice);
}
const bundleSize = new Map();

function startPicture() {
  nodeSet = new vis.DataSet([...drawn.nodes.map(nodeItem), ...drawn.groups.map(groupItem)]);
  edgeSet = new vis.DataSet([...drawn.edges.map(edgeItem), ...drawn.bundles.map(bundleItem)]);
  network = new vis.Network(byKey("network"), { nodes: nodeSet, edges: edgeSet }, visOptions());
  const inner = byKey("network").firstElementChild;
  if (inner) inner.tabIndex = -1; // the container takes the keys
  network.on("beforeDrawing", paintGroups);
  network.on("afterDrawing", paintOver);
  network.on("dragEnd", (event) => {
    for (const [id, p] of Object.entries(network.getPositions(event.nodes))) {
      if (id[0] === "g") { groupX[+id.slice(1)] = p.x; groupY[+id.slice(1)] = p.y; } else { X[+id] = p.x; Y[+id] = p.y; }
    }
  });
  fitAll();
}

let fitted = "";
const fitBox = () => `${byKey("network").clientWidth} ${byKey("network").clientHeight}`;
// The view that holds everything drawn, names below the lowest nodes included.
function fitAll(animated) {
  if (!network) return;
  const points = [...drawn.nodes.map((i) => [X[i], Y[i], 30]), ...drawn.groups.map(({ group, count }) => [...groupPoint(group), groupSize(count) + 20]),
    ...openGroups().map((g) => [groupX[g], groupY[g], raw.groups[g][6]]).filter((c) => c[2])];
  if (!points.length) return;
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y, r] of points) { x0 = Math.min(x0, x - r); x1 = Math.max(x1, x + r); y0 = Math.min(y0, y - r); y1 = Math.max(y1, y + r); }
  const box = byKey("network");
  fitted = fitBox();
  const scale = Math.min((box.clientWidth - 40) / (x1 - x0), (box.clientHeight - 64) / (y1 - y0), 1.6);
  moveTo((x0 + x1) / 2, (y0 + y1) / 2, Math.max(scale, 0.02), animated);
}
function moveTo(x, y, scale, animated) {
  const animation = animated && !wantsCalm.matches ? { duration: 320, easingFunction: "easeInOutQuad" } : false;
  network.moveTo({ position: { x, y }, scale, animation });
}

function paintGroups(ctx) {
  for (const g of openGroups()) {
    const [, , , , x, y, r] = raw.groups[g];
    if (!r) continue;
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.globalAlpha = dark ? 0.09 : 0.065;
    ctx.fillStyle = groupColour(g);
    ctx.fill();
    ctx.globalAlpha = 1;
  }
}

// Nodes that stay lit when something is selected: it and what it is tied to; null when nothing is.
function litNodes() {
  const chosen = state.selected;
  if (!chosen || chosen.soft) return null;
  if (chosen.node !== undefined) {
    const lit = new Set([chosen.node]);
    for (const e of litEdges()) lit.add(E.from[e]).add(E.to[e]);
    return lit;
  }
  return chosen.edge !== undefined ? new Set([E.from[chosen.edge], E.to[chosen.edge]]) : null;
}
// Relations that are lit: the chosen one; of a node its own; of a practice also those that lead to who adopted it.
function litEdges() {
  const { edge, node } = state.selected;
  if (edge !== undefined) return drawnEdge[edge] ? [edge] : [];
  const edges = new Set(linksOf(node));
  if (N.kind[node] === KIND.practice) {
    for (const e of adoptionsOf(node)) edges.add(e);
    for (const e of within(node).values()) if (e !== null) edges.add(e);
  }
  return [...edges].filter((e) => drawnEdge[e]);
}

function paintOver(ctx) {
  const scale = network.getScale();
  const matrix = ctx.getTransform();
  const ratio = matrix.a / scale;
  const screen = { width: ctx.canvas.width / ratio, height: ctx.canvas.height / ratio };
  const lit = litNodes();
  if (lit) {
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 0.8;
    ctx.fillStyle = ink.paper;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    ctx.restore();
    const edges = litEdges();
    ctx.strokeStyle = ctx.fillStyle = ink.accent;
    ctx.lineWidth = Math.max(1.3, 1.3 / scale);
    for (const e of edges) paintArrow(ctx, e, scale);
    for (const i of lit) if (drawnNode[i]) paintNode(ctx, i, i === state.selected.node);
  }
  const toScreen = (x, y) => ({ x: (x * matrix.a + matrix.e) / ratio, y: (y * matrix.d + matrix.f) / ratio });
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintLabels(ctx, placeLabels(ctx, screen, scale, toScreen, lit));
  ctx.restore();
  emit("painted");
}
function paintNode(ctx, i, ring) {
  const path = new Path2D(outline(raw.kinds[N.kind[i]].shape, X[i], Y[i], nodeSize(i)));
  ctx.fillStyle = kindColour(N.kind[i]);
  ctx.strokeStyle = ring ? ink.ink : ink.paper;
  ctx.lineWidth = ring ? 3 : 1.5;
  ctx.fill(path);
  ctx.stroke(path);
}
function paintArrow(ctx, e, scale) {
  const [ax, ay, bx, by] = [X[E.from[e]], Y[E.from[e]], X[E.to[e]], Y[E.to[e]]];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const stop = nodeSize(E.to[e]) + 2;
  const [tx, ty] = [bx - ux * stop, by - uy * stop];
  const head = Math.max(7, 7 / scale);
  ctx.beginPath();
  ctx.moveTo(ax, ay);
  ctx.lineTo(tx, ty);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(tx, ty);
  ctx.lineTo(tx - ux * head - uy * head * 0.4, ty - uy * head + ux * head * 0.4);
  ctx.lineTo(tx - ux * head + uy * head * 0.4, ty - uy * head - ux * head * 0.4);
  ctx.fill();
}
