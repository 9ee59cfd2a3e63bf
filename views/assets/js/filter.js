// Which nodes and relations pass the reader's filters.
const modalityOf = { edge: new Array(edgeCount).fill(""), node: new Array(nodeCount).fill("") };
for (let e = 0; e < edgeCount; e++) {
  const seen = new Set(edgeMore(e).modality ? [edgeMore(e).modality] : []);
  for (let k = evidenceOffset[e]; k < evidenceOffset[e + 1]; k++) if (raw.evidence[k][6]) seen.add(raw.evidence[k][6]);
  modalityOf.edge[e] = seen.has("practised") ? "practised" : seen.has("advocated") ? "advocated" : "";
}
for (let i = 0; i < nodeCount; i++) {
  if (N.kind[i] !== KIND.practice) continue;
  let mode = "";
  for (const e of linksOf(i)) {
    if (E.rel[e] === ADOPTED && modalityOf.edge[e] !== "advocated") mode = "practised";
    else if (modalityOf.edge[e] && mode !== "practised") mode = modalityOf.edge[e];
  }
  modalityOf.node[i] = mode;
}
const datedMonths = edgeMonth.filter((m) => m === m);
const firstMonth = datedMonths.length ? Math.floor(datedMonths.reduce((a, b) => Math.min(a, b))) : 0;
const lastMonth = datedMonths.length ? Math.floor(datedMonths.reduce((a, b) => Math.max(a, b))) : 0;

function freshFilters() {
  const offKinds = new Set();
  // articles are in every evidence; as nodes they would tie everything to everything
  const others = raw.nodes.kind.some((k) => k !== KIND.source);
  if (others && KIND.source !== undefined && !raw.page.focus.some((i) => N.kind[i] === KIND.source)) offKinds.add(KIND.source);
  return { offKinds, offRelations: new Set(), offCategories: new Set(), offLevels: new Set(), confidence: 0, modality: "",
    source: -1, from: firstMonth, to: lastMonth, undated: true };
}
state.filters = freshFilters();

const nodePass = new Uint8Array(nodeCount);
const edgePass = new Uint8Array(edgeCount);

function nodePasses(i, f) {
  const kind = N.kind[i];
  if (f.offKinds.has(kind)) return false;
  const own = more(i);
  if (kind === KIND.practice) {
    if (f.offCategories.has(own.category || "")) return false;
    if (f.modality && modalityOf.node[i] && modalityOf.node[i] !== f.modality) return false;
  }
  if (kind === KIND.place && f.offLevels.has(own.level || "")) return false;
  return !(own.conf >= 0 && own.conf < f.confidence);
}

function edgePasses(e, f, timed) {
  if (!nodePass[E.from[e]] || !nodePass[E.to[e]] || f.offRelations.has(E.rel[e])) return false;
  if (E.conf[e] >= 0 && E.conf[e] < f.confidence) return false;
  if (f.modality && modalityOf.edge[e] && modalityOf.edge[e] !== f.modality) return false;
  if (f.source >= 0) {
    let said = false;
    for (let k = evidenceOffset[e]; k < evidenceOffset[e + 1] && !said; k++) said = raw.evidence[k][0] === f.source;
    if (!said) return false;
  }
  const month = edgeMonth[e];
  if (timed && !(month === month ? month >= f.from && month < f.to + 1 : f.undated)) return false;
  return true;
}

function applyFilters() {
  const f = state.filters;
  const timed = f.from > firstMonth || f.to < lastMonth || !f.undated;
  const byEdges = timed || f.confidence > 0 || f.modality !== "" || f.source >= 0;
  for (let i = 0; i < nodeCount; i++) nodePass[i] = nodePasses(i, f) ? 1 : 0;
  const touched = new Uint8Array(nodeCount);
  for (let e = 0; e < edgeCount; e++) {
    edgePass[e] = edgePasses(e, f, timed) ? 1 : 0;
    if (edgePass[e]) touched[E.from[e]] = touched[E.to[e]] = 1;
  }
  // a node of which every statement is filtered out goes with them
  if (byEdges) for (let i = 0; i < nodeCount; i++) if (nodePass[i] && !touched[i] && !isFocus[i]) nodePass[i] = 0;
}
