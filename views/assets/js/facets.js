// Filters that are the legend as well: each line has its colour and shape, and how many pass of it.
let counters = [];
let filterTimer = 0;
function filtersChanged() {
  const before = performance.now();
  refresh();
  document.documentElement.dataset.filterMs = (performance.now() - before).toFixed(1);
}
function counted(list, key) {
  const counts = new Map();
  for (const item of list) { const k = key(item); if (k !== undefined) counts.set(k, (counts.get(k) || 0) + 1); }
  return counts;
}
const everyNode = Array.from({ length: nodeCount }, (_, i) => i);
const everyEdge = Array.from({ length: edgeCount }, (_, e) => e);

function checks(title, entries, off, count, id) {
  if (entries.length < 2) return null;
  const lines = entries.map(({ key, name, mark }) => {
    const out = el("span", { className: "count" });
    const box = el("input", { type: "checkbox", checked: !off.has(key), onchange: () => { if (box.checked) off.delete(key); else off.add(key); filtersChanged(); } });
    box.dataset.key = String(key);
    const line = el("label", { className: mark ? "check" : "check bare" }, box, mark, el("span", {}, name), out);
    counters.push(() => { const n = count(key); out.textContent = number(n); line.classList.toggle("empty", n === 0); });
    return line;
  });
  const all = (on) => el("button", { type: "button", className: "mini", onclick: () => {
    for (const { key } of entries) if (on) off.delete(key); else off.add(key);
    for (const line of lines) line.querySelector("input").checked = on;
    filtersChanged();
  } }, t(on ? "all" : "none"));
  return el("div", { className: "facet", id, "@role": "group", "@aria-label": title },
    el("div", { className: "facet-head" }, el("h3", {}, title), el("span", {}, all(true), all(false))), lines);
}

function drawFacets() {
  const f = state.filters;
  counters = [];
  let nodesBy = new Map(), edgesBy = new Map(), categoriesBy = new Map(), levelsBy = new Map();
  counters.push(() => {
    const shown = everyNode.filter((i) => nodePass[i]);
    nodesBy = counted(shown, (i) => N.kind[i]);
    categoriesBy = counted(shown, (i) => (N.kind[i] === KIND.practice ? more(i).category || "" : undefined));
    levelsBy = counted(shown, (i) => (N.kind[i] === KIND.place ? more(i).level || "" : undefined));
    edgesBy = counted(everyEdge, (e) => (edgePass[e] ? E.rel[e] : undefined));
  });
  const has = (values) => new Set(values);
  const kinds = has(N.kind), relations = has(E.rel);
  const categories = has(everyNode.filter((i) => N.kind[i] === KIND.practice).map((i) => more(i).category || ""));
  const levels = has(everyNode.filter((i) => N.kind[i] === KIND.place).map((i) => more(i).level || ""));
  const known = (list, present, name) => [...list.filter((x) => present.has(x.id)).map((x) => ({ key: x.id, name: caption(x) })),
    ...[...present].filter((k) => !list.some((x) => x.id === k)).map((k) => ({ key: k, name: k || name }))];
  const range = el("input", { type: "range", id: "filter-confidence", min: 0, max: 100, step: 5, value: f.confidence });
  const out = el("output", {}, `${f.confidence} %`);
  range.setAttribute("aria-label", t("confidence"));
  range.oninput = () => { f.confidence = +range.value; out.textContent = `${range.value} %`; clearTimeout(filterTimer); filterTimer = setTimeout(filtersChanged, 30); };
  const choice = (id, label, options, value, set) => el("div", { className: "facet no-print" }, el("label", { htmlFor: id, className: "facet-head" }, el("h3", {}, label)),
    el("select", { id, className: "field", onchange: (event) => { set(event.target.value); filtersChanged(); } }, options.map(([v, name]) => el("option", { value: v, selected: String(v) === String(value) }, name))));
  const sources = raw.sources.map((s, k) => [k, s[SOURCE.title] || s[SOURCE.key]]).filter(([, title]) => title).sort((a, b) => (a[1] < b[1] ? -1 : 1));
  const parts = [
    checks(t("kinds"), raw.kinds.map((k, i) => ({ key: i, name: caption(k), mark: swatch(i) })).filter((x) => kinds.has(x.key)), f.offKinds, (k) => nodesBy.get(k) || 0, "filter-kinds"),
    checks(t("categories"), known(raw.categories, categories, t("other_kind")), f.offCategories, (k) => categoriesBy.get(k) || 0, "filter-categories"),
    checks(t("levels"), known(raw.levels, levels, t("other_kind")), f.offLevels, (k) => levelsBy.get(k) || 0, "filter-levels"),
    checks(t("relations"), raw.relations.map((r, i) => ({ key: i, name: caption(r) })).filter((x) => relations.has(x.key)), f.offRelations, (k) => edgesBy.get(k) || 0, "filter-relations"),
    el("div", { className: "facet no-print" }, el("div", { className: "range-line" }, el("h3", {}, t("confidence")), out), range),
    choice("filter-modality", t("modality"), [["", t("modality_all")], ["practised", valueName("practised")], ["advocated", valueName("advocated")]], f.modality, (v) => { f.modality = v; }),
    sources.length > 1 ? choice("filter-source", t("source"), [[-1, t("source_all")], ...sources], f.source, (v) => { f.source = +v; }) : null,
    el("button", { type: "button", id: "reset", className: "button wide", onclick: () => { state.filters = freshFilters(); drawFacets(); drawSlider(); filtersChanged(); } }, t("reset")),
  ];
  byKey("facet-body").replaceChildren(...parts.filter(Boolean));
  countFacets();
}
let countTimer = 0;
function countFacets() { for (const run of counters) run(); }
// counting reads every node again: not in the way of the picture
const countSoon = () => { clearTimeout(countTimer); countTimer = setTimeout(countFacets, 40); };

function drawStatus() {
  byKey("status").textContent = t("status", { nodes: number(drawn.nodes.length + drawn.groups.length), edges: number(drawn.edges.length + drawn.bundles.length), all: number(nodeCount) });
  byKey("nothing").hidden = drawn.nodes.length + drawn.groups.length > 0;
  const label = state.open.size ? "close_all" : "open_all";
  byKey("groups").dataset.tLabel = label;
  byKey("groups").setAttribute("aria-label", t(label));
  byKey("groups").title = t(label);
}
