// The keyboard: everything that the mouse does.
function startKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); byKey("search").focus(); } else if (event.key === "Escape" && !typing && state.selected) select(null);
  });
  byKey("network").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    if (moves[event.key]) walk(...moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") toggle(state.selected);
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fitAll(true);
    else return;
    event.preventDefault();
  });
  for (const bar of document.querySelectorAll("[role=tablist]")) {
    bar.addEventListener("keydown", (event) => {
      const tabs = [...bar.querySelectorAll("[role=tab]")];
      const at = tabs.indexOf(document.activeElement);
      const to = event.key === "ArrowRight" ? at + 1 : event.key === "ArrowLeft" ? at - 1 : event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : null;
      if (to === null || at < 0) return;
      event.preventDefault();
      const tab = tabs[(to + tabs.length) % tabs.length];
      tab.click();
      tab.focus();
    });
  }
}

// To the nearest thing drawn in that direction; the first step goes to the weightiest.
function walk(dx, dy) {
  const chosen = state.selected;
  const things = [...drawn.nodes.map((i) => ({ node: i, x: X[i], y: Y[i] })), ...drawn.groups.map(({ group }) => ({ group, x: groupX[group], y: groupY[group] }))];
  if (!things.length) return;
  const here = chosen && things.find((p) => (chosen.node !== undefined && p.node === chosen.node) || (chosen.group !== undefined && p.group === chosen.group));
  let best = here ? null : things[0];
  let least = Infinity;
  if (here) {
    for (const p of things) {
      const along = (p.x - here.x) * dx + (p.y - here.y) * dy;
      const aside = Math.abs((p.x - here.x) * dy) + Math.abs((p.y - here.y) * dx);
      if (along > 0.5 && along + 2 * aside < least) { least = along + 2 * aside; best = p; }
    }
  }
  if (!best) return;
  showPanel("detail");
  select(best.node !== undefined ? { node: best.node } : { group: best.group });
  if (best.group !== undefined) announce(`${groupName(best.group)}, ${t("members", { n: drawn.groups.find((g) => g.group === best.group).count })}`);
  keepInSight(best.x, best.y);
}
function keepInSight(x, y) {
  const box = byKey("network");
  const p = network.canvasToDOM({ x, y });
  if (p.x < 60 || p.y < 60 || p.x > box.clientWidth - 60 || p.y > box.clientHeight - 60) moveTo(x, y, network.getScale(), true);
}
function zoom(factor) {
  if (state.view === "map") { if (mapBox) zoomMap(1 / factor); return; }
  const { x, y } = network.getViewPosition();
  moveTo(x, y, Math.min(4, Math.max(0.02, network.getScale() * factor)), true);
}
