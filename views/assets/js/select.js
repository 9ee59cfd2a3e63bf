// Choosing a node, a relation, a group or a bundle; the address keeps it behind "#".
function select(choice, { reveal = false, quiet = false } = {}) {
  state.selected = choice;
  const alone = (i) => !drawnNode[i] || (reveal && !state.open.has(N.group[i]) && !state.grown.has(i));
  if (choice && choice.node !== undefined && alone(choice.node)) {
    state.pinned.add(choice.node);
    refresh();
    grow(choice.node, 30);
    if (N.kind[choice.node] === KIND.practice) for (const e of [...adoptionsOf(choice.node), ...within(choice.node).values()].slice(0, 80)) if (e !== null && edgePass[e]) state.pinned.add(E.from[e]).add(E.to[e]);
    refresh();
    reveal = true;
  } else if (choice && choice.edge !== undefined && !drawnEdge[choice.edge]) {
    state.pinned.add(E.from[choice.edge]).add(E.to[choice.edge]);
    refresh();
    reveal = true;
  }
  if (choice && reveal && network && state.view === "network") centreOn(choice);
  if (!quiet) setAddress(choice);
  emit("selected");
  if (network) network.redraw();
  if (choice && choice.node !== undefined) announce(`${nodeName(choice.node)}, ${caption(raw.kinds[N.kind[choice.node]])}, ${t("links", { n: degree(choice.node) })}`);
}

function centreOn(choice) {
  const i = choice.node !== undefined ? choice.node : E.from[choice.edge];
  const near = [i, ...(choice.node !== undefined ? litEdges() : [choice.edge]).flatMap((e) => [E.from[e], E.to[e]])];
  const box = byKey("network");
  const span = Math.max(...near.map((j) => Math.max(Math.abs(X[j] - X[i]) / box.clientWidth, Math.abs(Y[j] - Y[i]) / box.clientHeight)), 0.001);
  moveTo(X[i], Y[i], Math.min(1.3, Math.max(0.42 / span, network.getScale() * 0.9, 0.25)), true);
}

const edgeAddress = (e) => [N.id[E.from[e]], raw.relations[E.rel[e]].id, N.id[E.to[e]]].map(encodeURIComponent).join("~");
function addressOf(choice) {
  if (choice && choice.node !== undefined) return encodeURIComponent(N.id[choice.node]);
  if (choice && choice.edge !== undefined) return edgeAddress(choice.edge);
  return "";
}
function setAddress(choice) {
  const address = addressOf(choice);
  try { history.replaceState(null, "", address ? `#${address}` : location.pathname + location.search); } catch { /* a frame without an address */ }
}
function linkTo(choice) {
  const address = addressOf(choice);
  return location.href.split("#")[0] + (address ? `#${address}` : "");
}
function readAddress() {
  const address = location.hash.slice(1);
  if (!address) return null;
  try {
    const parts = address.split("~").map(decodeURIComponent);
    if (parts.length === 3) {
      const from = N.id.indexOf(parts[0]);
      if (from >= 0) for (const e of linksOf(from)) if (E.from[e] === from && raw.relations[E.rel[e]].id === parts[1] && N.id[E.to[e]] === parts[2]) return { edge: e };
      return null;
    }
    const i = N.id.indexOf(parts.join("~"));
    return i >= 0 ? { node: i } : null;
  } catch { return null; }
}

// What vis-network's event is about, as a choice of ours.
function pointed(event) {
  const id = event.nodes[0];
  if (typeof id === "string") return { group: +id.slice(1) };
  if (id !== undefined) return { node: id };
  const edge = event.edges[0];
  if (typeof edge === "string") return { bundle: edge };
  return edge !== undefined ? { edge } : null;
}

// Double click and Enter: a group opens or closes, a node brings in its neighbours or takes them back.
function toggle(choice) {
  if (!choice) return;
  if (choice.group !== undefined) {
    toggleGroup(choice.group);
    state.selected = null;
    refresh();
    if (network && state.open.has(choice.group)) {
      const [, , , , x, y, r] = raw.groups[choice.group];
      const box = byKey("network");
      if (r) moveTo(x, y, Math.min(1.2, Math.min(box.clientWidth, box.clientHeight) / (2.9 * r)), true);
    }
    emit("selected");
  } else if (choice.node !== undefined) {
    if (!shrink(choice.node) && !grow(choice.node) && raw.page.summary && state.open.has(N.group[choice.node])) toggleGroup(N.group[choice.node]);
    refresh();
    emit("selected");
  }
}

function watchPicture() {
  let last = 0;
  network.on("click", (event) => {
    last = performance.now();
    const choice = pointed(event);
    select(choice);
    if (choice) showPanel("detail");
  });
  network.on("doubleClick", (event) => toggle(pointed(event)));
  const tip = byKey("tip");
  const point = (choice, event) => {
    tip.replaceChildren(...tipLines(choice));
    const box = byKey("network").getBoundingClientRect();
    const x = event.clientX - box.left;
    tip.hidden = false;
    tip.style.left = `${Math.min(x + 14, box.width - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.max(8, event.clientY - box.top - tip.offsetHeight - 10)}px`;
  };
  network.on("hoverNode", (event) => point(typeof event.node === "string" ? { group: +event.node.slice(1) } : { node: event.node }, event.event));
  network.on("hoverEdge", (event) => point(typeof event.edge === "string" ? { bundle: event.edge } : { edge: event.edge }, event.event));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom", "click"]) network.on(name, () => { tip.hidden = true; });
  return last;
}
function tipLines(choice) {
  const small = (text) => el("small", {}, text);
  if (choice.node !== undefined) return [nodeName(choice.node), small(`${nodeNote(choice.node)} · ${t("links", { n: degree(choice.node) })}`)];
  if (choice.group !== undefined) return [groupName(choice.group), small(t("members", { n: drawn.groups.find((g) => g.group === choice.group)?.count || 0 }))];
  if (choice.edge !== undefined) return [`${nodeName(E.from[choice.edge])} → ${nodeName(E.to[choice.edge])}`, small([relationName(choice.edge), E.since[choice.edge]].filter(Boolean).join(" · "))];
  const bundle = drawn.bundles.find((b) => b.key === choice.bundle);
  return bundle ? [`${endName(bundle.from)} — ${endName(bundle.to)}`, small(t("links", { n: bundle.edges.length }))] : [];
}
const endName = (id) => (typeof id === "string" ? groupName(+id.slice(1)) : nodeName(id));
// What tells a node apart in one line: its kind, category or level, and where it is.
function nodeNote(i) {
  const own = more(i);
  const what = own.level ? levelName(own.level) : own.category ? categoryName(own.category) : caption(raw.kinds[N.kind[i]]);
  return [what, pathNames(own.path).slice(-2).join(" "), own.props && own.props.measure].filter(Boolean).join(" · ");
}
