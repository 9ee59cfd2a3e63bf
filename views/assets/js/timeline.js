// Adoption over time: a lane for each province, a dot for each adoption, the sum as a line above.
const MOST_DOTS = 600;

function adoptions() {
  const rows = [];
  for (let e = 0; e < edgeCount; e++) if (edgePass[e] && E.rel[e] === ADOPTED && edgeMonth[e] === edgeMonth[e]) rows.push(e);
  return rows.sort((a, b) => edgeMonth[a] - edgeMonth[b] || a - b);
}

function drawTime() {
  const view = byKey("view-time");
  const rows = adoptions().slice(0, MOST_DOTS);
  if (!rows.length) { view.replaceChildren(el("p", { className: "nothing" }, t("time_none"))); return; }
  const width = Math.max(view.clientWidth - 44, 300);
  const left = Math.min(130, width * 0.28);
  const first = Math.floor(edgeMonth[rows[0]] / 12);
  const last = Math.floor(edgeMonth[rows.at(-1)] / 12) + 1;
  const x = (m) => left + 14 + ((m / 12 - first) / (last - first)) * (width - left - 34);
  const lanes = new Map();
  for (const e of rows) { const g = N.group[E.from[e]]; lanes.set(g, [...(lanes.get(g) || []), e]); }
  const sorted = [...lanes].sort((a, b) => edgeMonth[a[1][0]] - edgeMonth[b[1][0]]);
  const top = 92;
  const parts = [];
  let y = top;
  for (const [g, edges] of sorted) {
    const ends = []; // the right end of what stands in each row of the lane
    const places = edges.map((e) => {
      const px = x(edgeMonth[e]);
      let row = ends.findIndex((end) => end < px - 13);
      if (row < 0) row = ends.length;
      ends[row] = px;
      return [e, px, row];
    });
    const height = Math.max(26, ends.length * 13 + 12);
    parts.push(svg("path", { class: "time-line", d: `M0 ${y + height}H${width}` }), text(groupName(g), 2, y + height / 2 + 4, 13, ""));
    for (const [e, px, row] of places) parts.push(timeDot(e, px, y + 12 + row * 13));
    y += height;
  }
  const step = Math.max(1, Math.ceil((last - first) / (width / 70)));
  const axis = [];
  for (let year = first; year <= last; year += step) axis.push(svg("path", { class: "time-line", d: `M${x(year * 12)} 20V${y}` }), text(String(year), x(year * 12), 13, 12, "faint", "middle"));
  let sum = 0;
  const line = rows.map((e) => `H${x(edgeMonth[e]).toFixed(1)}V${(top - 12 - (++sum / rows.length) * 56).toFixed(1)}`);
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${y + 8}`, role: "group", "aria-label": t("time_caption"), id: "time-svg" },
    axis, parts, svg("path", { class: "time-sum", d: `M${x(edgeMonth[rows[0]])} ${top - 12}${line.join("")}` }), text(`${t("cumulative")} ${rows.length}`, x(edgeMonth[rows[0]]) + 4, top - 20, 12, "faint", "start", 40));
  drawing.style.height = `${y + 8}px`;
  drawing.style.width = `${width}px`;
  view.replaceChildren(el("figure", { className: "chart" }, el("h2", {}, t("time_caption")), el("div", { className: "scroll", tabIndex: 0, "@role": "region", "@aria-label": t("time_caption") }, drawing), el("p", { className: "note" }, t("time_note"))));

  function text(words, tx, ty, size, cls, anchor = "start", most = Math.floor(left / 7)) {
    const node = svg("text", { x: tx, y: ty, class: cls, "text-anchor": anchor, "font-size": size });
    node.textContent = shorten(words, most);
    return node;
  }
}
function timeDot(e, cx, cy) {
  const label = `${nodeName(E.from[e])} → ${nodeName(E.to[e])} · ${edgeDate(e)}`;
  const colour = kindColour(KIND.practice);
  const chosen = state.selected && (state.selected.edge === e || state.selected.node === E.from[e] || state.selected.node === E.to[e]);
  const dot = svg("circle", { class: chosen && raw.page.focus[0] !== state.selected.node ? "time-dot chosen" : "time-dot", cx, cy, r: 5, fill: edgeExact[e] ? colour : ink.paper, stroke: colour, tabindex: 0, role: "button", "aria-label": label });
  dot.append(svg("title", {}));
  dot.firstChild.textContent = label;
  const choose = () => { select({ edge: e }); showPanel("detail"); };
  dot.addEventListener("click", choose);
  dot.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } });
  return dot;
}
