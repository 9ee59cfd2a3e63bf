// What is drawn of what passes: the highest ranks, closed groups as one circle, relations between them bundled.
const drawnNode = new Uint8Array(nodeCount);
const drawnEdge = new Uint8Array(edgeCount);
let drawn = { nodes: [], edges: [], groups: [], bundles: [], passing: 0 };

// Who stands for a node in the picture: itself, its closed group ("g3"), or nobody.
const standIn = (i, closed) => (drawnNode[i] ? i : closed[N.group[i]] ? `g${N.group[i]}` : null);

function computeDrawn() {
  drawnNode.fill(0);
  drawnEdge.fill(0);
  const nodes = [];
  const members = new Int32Array(raw.groups.length);
  let passing = 0;
  let room = raw.page.most;
  const selected = state.selected && state.selected.node;
  for (const i of ranked) {
    const forced = i === selected;
    if (!nodePass[i] && !forced) continue;
    passing++;
    members[N.group[i]]++;
    const pinned = forced || state.pinned.has(i);
    const ranks = room > 0 && state.open.has(N.group[i]);
    if (!pinned && !ranks) continue;
    if (ranks) room--;
    drawnNode[i] = 1;
    nodes.push(i);
  }
  const closed = raw.groups.map((_, g) => !state.open.has(g) && members[g] > 0);
  const groups = everyGroup.filter((g) => closed[g]).map((g) => ({ group: g, count: members[g] }));
  const edges = [];
  const bundles = new Map();
  for (let e = 0; e < edgeCount; e++) {
    if (!edgePass[e]) continue;
    const a = standIn(E.from[e], closed);
    const b = standIn(E.to[e], closed);
    if (a === null || b === null || (a === b && typeof a === "string")) continue;
    if (typeof a === "number" && typeof b === "number") {
      drawnEdge[e] = 1;
      edges.push(e);
      continue;
    }
    const key = String(a) < String(b) ? `${a}|${b}` : `${b}|${a}`;
    const bundle = bundles.get(key);
    if (bundle) bundle.edges.push(e);
    else bundles.set(key, { key: `b${key}`, from: a, to: b, edges: [e] });
  }
  drawn = { nodes, edges, groups, bundles: [...bundles.values()], passing };
  document.documentElement.dataset.nodes = nodes.length + groups.length;
  document.documentElement.dataset.edges = edges.length + drawn.bundles.length;
}

// Nodes next to a node that pass the filters but are not drawn, best first.
function hiddenNeighbours(i) {
  const found = new Set();
  for (const e of linksOf(i)) {
    const other = otherEnd(e, i);
    if (edgePass[e] && !drawnNode[other]) found.add(other);
  }
  return [...found].sort((a, b) => weight[b] - weight[a]);
}

function grow(i, limit = 40) {
  const added = hiddenNeighbours(i).slice(0, limit);
  if (!added.length) return 0;
  state.pinned.add(i);
  for (const other of added) state.pinned.add(other);
  state.grown.set(i, [...(state.grown.get(i) || []), ...added]);
  return added.length;
}

function shrink(i) {
  const added = state.grown.get(i);
  if (!added) return false;
  for (const other of added) { state.pinned.delete(other); shrink(other); }
  state.grown.delete(i);
  if (![...state.grown.values()].some((list) => list.includes(i))) state.pinned.delete(i);
  return true;
}

function toggleGroup(g) {
  if (state.open.has(g)) state.open.delete(g);
  else state.open.add(g);
}

// Say that filters or what is open changed: every part of the page draws itself anew.
function refresh() {
  applyFilters();
  computeDrawn();
  emit("drawn");
}
