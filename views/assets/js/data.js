// The page's data: columns by number. A node or relation is its number everywhere in the page.
const raw = JSON.parse(document.getElementById("data").textContent);
const N = raw.nodes;
const E = raw.edges;
const nodeCount = N.id.length;
const edgeCount = E.from.length;
const kindAt = Object.fromEntries(raw.kinds.map((k, i) => [k.id, i]));
const relationAt = Object.fromEntries(raw.relations.map((r, i) => [r.id, i]));
const KIND = { place: kindAt.Locality, practice: kindAt.Mechanism, source: kindAt.Source };
const ADOPTED = relationAt.ADOPTED;

// Relations of each node, as one array cut by offsets.
const linkOffset = new Int32Array(nodeCount + 1);
for (let e = 0; e < edgeCount; e++) { linkOffset[E.from[e] + 1]++; linkOffset[E.to[e] + 1]++; }
for (let i = 0; i < nodeCount; i++) linkOffset[i + 1] += linkOffset[i];
const linkList = new Int32Array(2 * edgeCount);
{
  const at = linkOffset.slice();
  for (let e = 0; e < edgeCount; e++) { linkList[at[E.from[e]]++] = e; linkList[at[E.to[e]]++] = e; }
}
const linksOf = (i) => linkList.subarray(linkOffset[i], linkOffset[i + 1]);
const degree = (i) => linkOffset[i + 1] - linkOffset[i];
const otherEnd = (e, i) => (E.from[e] === i ? E.to[e] : E.from[e]);

const evidenceOffset = new Int32Array(edgeCount + 1);
for (let e = 0; e < edgeCount; e++) evidenceOffset[e + 1] = evidenceOffset[e] + E.ev[e];
const SOURCE = { key: 0, title: 1, date: 2, publisher: 3, document: 4, url: 5, story: 6 };

function evidenceOf(e) {
  const rows = [];
  for (let k = evidenceOffset[e]; k < evidenceOffset[e + 1]; k++) {
    const [source, a, b, quote, confidence, extractor, modality, since, status] = raw.evidence[k];
    rows.push({ source: raw.sources[source], sourceAt: source, a, b, quote, confidence: confidence ?? -1,
      extractor: raw.extractors[extractor ?? -1] || "", modality: modality || "", since: since || "", status: status || "" });
  }
  return rows.sort((p, q) => q.confidence - p.confidence);
}

// Practices that are a kind or brand of a practice, or a chain of which it is a tier; with the step that leads on.
const KIND_OF = relationAt.KIND_OF, HAS_TIER = relationAt.HAS_TIER;
function within(i, depth = 3) {
  const found = new Map([[i, null]]);
  let ring = [i];
  for (let d = 0; d < depth && ring.length; d++) {
    const next = [];
    for (const j of ring) for (const e of linksOf(j)) {
      if (E.to[e] === j && (E.rel[e] === KIND_OF || E.rel[e] === HAS_TIER) && !found.has(E.from[e])) { found.set(E.from[e], e); next.push(E.from[e]); }
    }
    ring = next;
  }
  return found;
}
// Adoptions of a practice in the wide sense: of itself, its kinds and brands, and chains with it as a tier.
function adoptionsOf(i) {
  const out = [];
  for (const j of within(i).keys()) for (const e of linksOf(j)) if (E.rel[e] === ADOPTED && E.to[e] === j) out.push(e);
  return out;
}

const more = (i) => N.more[i] || {};
const edgeMore = (e) => E.more[e] || {};
const isFocus = new Uint8Array(nodeCount);
for (const i of raw.page.focus) isFocus[i] = 1;

// A date as months since year 0 (fractions for days); NaN where there is none.
function months(text) {
  const found = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?/.exec(text || "");
  return found ? +found[1] * 12 + ((+found[2] || 1) - 1) + ((+found[3] || 1) - 1) / 31 : NaN;
}

// When a relation began: as stated, else when it was first reported.
function dated(e) {
  if (E.since[e]) return { text: E.since[e], exact: true };
  let first = "";
  for (let k = evidenceOffset[e]; k < evidenceOffset[e + 1]; k++) {
    const row = raw.evidence[k];
    if (row[7]) return { text: row[7], exact: true };
    const date = raw.sources[row[0]][SOURCE.date];
    if (date && (!first || date < first)) first = date;
  }
  return { text: first, exact: false };
}
const edgeMonth = new Float64Array(edgeCount);
const edgeExact = new Uint8Array(edgeCount);
for (let e = 0; e < edgeCount; e++) {
  const { text, exact } = dated(e);
  edgeMonth[e] = months(text);
  edgeExact[e] = exact ? 1 : 0;
}

// What is drawn first when not all can be: the focus, then what has most relations.
const weight = new Float32Array(nodeCount);
for (let i = 0; i < nodeCount; i++) {
  const kind = N.kind[i];
  weight[i] = degree(i) + (kind === KIND.place || kind === KIND.practice ? 2 : 0) + (isFocus[i] ? 1e6 : 0);
}
const ranked = Int32Array.from({ length: nodeCount }, (_, i) => i).sort((a, b) => weight[b] - weight[a] || a - b);
