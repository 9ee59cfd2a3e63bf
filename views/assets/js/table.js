// The picture as a table: every relation shown, sortable, a page at a time.
const PAGE = 150;
const table = { key: "since", down: false, rows: PAGE, chosenOnly: false };
const columns = [
  ["subject", "col_subject", (r) => endName(r.from)],
  ["relation", "col_relation", (r) => (r.edge === undefined ? t("links", { n: r.count }) : relationName(r.edge))],
  ["object", "col_object", (r) => endName(r.to)],
  ["since", "col_since", (r) => (r.edge === undefined ? "" : dated(r.edge).text)],
  ["sources", "col_sources", (r) => (r.edge === undefined ? "" : E.n[r.edge])],
  ["confidence", "col_confidence", (r) => (r.edge === undefined || E.conf[r.edge] < 0 ? "" : E.conf[r.edge])],
  ["source", "col_source", (r) => { const best = r.edge === undefined ? null : evidenceOf(r.edge)[0]; return best ? best.source[SOURCE.title] || best.source[SOURCE.key] : ""; }],
];

function tableRows() {
  let rows = [...drawn.edges.map((e) => ({ edge: e, from: E.from[e], to: E.to[e] })), ...drawn.bundles.map((b) => ({ bundle: b.key, from: b.from, to: b.to, count: b.edges.length }))];
  const chosen = state.selected;
  if (table.chosenOnly && chosen) {
    rows = rows.filter((r) => r.edge !== undefined && (chosen.edge === r.edge || chosen.node === r.from || chosen.node === r.to) || r.from === `g${chosen.group}` || r.to === `g${chosen.group}`);
  }
  const read = columns.find((c) => c[0] === table.key)[2];
  const keyed = rows.map((r) => [read(r), r]);
  const compare = new Intl.Collator(language === "zh" ? "zh-Hans-CN" : "en").compare;
  keyed.sort(([a], [b]) => {
    if (a === "" || b === "") return (a === "") - (b === ""); // what is not known stands last either way
    const order = typeof a === "number" ? a - b : compare(a, b);
    return table.down ? -order : order;
  });
  return keyed.map(([, r]) => r);
}

function drawTable() {
  if (state.panel !== "table") return;
  const rows = tableRows();
  const head = el("tr", {}, columns.map(([key, name]) => el("th", { "@scope": "col", "@aria-sort": table.key === key ? (table.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", onclick: () => { table.down = table.key === key ? !table.down : false; table.key = key; drawTable(); byKey("panel-table").querySelectorAll("thead button")[columns.findIndex((c) => c[0] === key)].focus(); } }, t(name)))));
  const go = (id) => el("button", { type: "button", onclick: () => select(typeof id === "string" ? { group: +id.slice(1) } : { node: id }, { reveal: typeof id !== "string" }) }, endName(id));
  const line = (r) => el("tr", { className: state.selected && r.edge !== undefined && state.selected.edge === r.edge ? "chosen" : "" },
    el("td", {}, go(r.from)),
    el("td", {}, el("button", { type: "button", onclick: () => { select(r.edge === undefined ? { bundle: r.bundle } : { edge: r.edge }); showPanel("detail"); } }, columns[1][2](r))),
    el("td", {}, go(r.to)),
    columns.slice(3).map(([key, , read]) => { const v = read(r); if (key === "source") return el("td", { title: v }, el("span", { className: "clamp" }, String(v))); return el("td", { className: typeof v === "number" || key === "since" ? "num" : "" }, v === "" ? "" : key === "confidence" ? `${v} %` : String(v)); }));
  const body = el("tbody", {}, rows.slice(0, table.rows).map(line));
  const only = el("input", { type: "checkbox", checked: table.chosenOnly, id: "table-chosen", onchange: () => { table.chosenOnly = only.checked; drawTable(); } });
  const parts = [
    el("div", { className: "table-tools" }, el("label", {}, only, ` ${t("table_filter")}`), el("span", {}, t("links", { n: number(rows.length) }))),
    el("table", {}, el("caption", {}, t("table_caption")), el("thead", {}, head), body),
  ];
  if (rows.length > table.rows) parts.push(el("p", { className: "table-tools" }, button(t("more_rows", { n: Math.min(PAGE, rows.length - table.rows) }), () => { table.rows += PAGE; drawTable(); }, "more-rows")));
  byKey("panel-table").replaceChildren(...parts);
}

function csv() {
  const cell = (value) => {
    let text = String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`; // a spreadsheet must not run it
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const quote = (r) => (r.edge === undefined ? "" : evidenceOf(r.edge)[0]?.quote || "");
  return [[...columns.map((c) => t(c[1])), t("evidence")], ...tableRows().map((r) => [...columns.map((c) => c[2](r)), quote(r)])].map((row) => row.map(cell).join(",")).join("\r\n");
}
