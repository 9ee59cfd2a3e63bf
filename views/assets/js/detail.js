// The panel that tells of what is chosen: who, since when, says who.
const FIRST = 8; // lines of a block before "show all"
const order = ["ADOPTED", "KIND_OF", "HAS_TIER", "MEASURES", "REPORTED_FOR", "HOLDS_ROLE_IN", "SPEAKS_ON", "TAKES_PART_IN", "ADDRESSES", "SERVES", "GOVERNED_BY", "PART_OF", "MENTIONED_IN"];
const rankOf = (r) => { const at = order.indexOf(raw.relations[r].id); return at < 0 ? 99 : at; };

const button = (label, run, id) => el("button", { type: "button", className: "button", id, onclick: run }, label);
const sourcesText = (n) => (n === 1 ? t("sources_1") : t("sources_n", { n }));

function edgeDate(e) {
  if (E.since[e]) return `${t("since")} ${E.since[e]}`;
  const { text, exact } = dated(e);
  return text ? `${t(exact ? "since" : "reported")} ${text}` : "";
}
// The line under a name: role, status, and the surest source that says so.
function edgeNote(e) {
  const own = edgeMore(e);
  const best = evidenceOf(e)[0];
  const source = best && (best.source[SOURCE.title] ? `${language === "zh" ? "《" : "“"}${best.source[SOURCE.title]}${language === "zh" ? "》" : "”"}` : best.source[SOURCE.key]);
  return [own.role, own.status && own.status !== "practised" ? valueName(own.status) : "", own.modality === "advocated" ? valueName("advocated") : "",
    source, E.n[e] > 1 ? sourcesText(E.n[e]) : ""].filter(Boolean).join(" · ");
}

function factLine(e, i, opened) {
  const wider = E.from[e] !== i && E.to[e] !== i; // of an answer, or an adoption of a kind, brand or chain of the practice
  const free = i < 0;
  const other = wider ? E.from[e] : otherEnd(e, i);
  const body = el("div", { className: "fact-body", hidden: true });
  const head = el("button", { type: "button", className: "fact-head", "@aria-expanded": "false", onclick: () => open(body.hidden) },
    swatch(N.kind[other]), el("span", { className: "fact-name" }, free ? `${nodeName(other)} → ${nodeName(E.to[e])}` : nodeName(other)), el("span", { className: "fact-since" }, raw.relations[E.rel[e]].id === "ADOPTED" || E.since[e] ? edgeDate(e) : ""),
    el("span", { className: "fact-note" }, [free ? relationName(e) : wider && t("through", { name: nodeName(E.to[e]) }), nodeNote(other), edgeNote(e)].filter(Boolean).join(" · ")));
  const open = (yes) => {
    if (yes && !body.firstChild) body.append(el("button", { type: "button", className: "go", onclick: () => select({ node: other }, { reveal: true }) }, `→ ${nodeName(other)}`), ...proofsOf(e, { edge: e }));
    body.hidden = !yes;
    head.setAttribute("aria-expanded", String(yes));
  };
  if (opened) open(true);
  return el("div", { className: "fact" }, head, body);
}

function factBlock(title, edges, i, opened) {
  const list = el("div", {});
  const draw = (all) => {
    list.replaceChildren(...(all ? edges : edges.slice(0, FIRST)).map((e, k) => factLine(e, i, opened && k === 0)));
    if (edges.length > FIRST) list.append(el("button", { type: "button", className: "go", onclick: () => draw(!all) }, all ? t("show_fewer") : t("show_all", { n: edges.length })));
  };
  draw(false);
  return el("section", { className: "block" }, el("h3", {}, upper(title), el("span", {}, number(edges.length))), list);
}

function blocks(i) {
  const by = new Map();
  const put = (key, e) => { const list = by.get(key); if (list) list.push(e); else by.set(key, [e]); };
  const practice = N.kind[i] === KIND.practice;
  for (const e of linksOf(i)) if (!(practice && E.rel[e] === ADOPTED)) put(E.rel[e] * 2 + (E.from[e] === i ? 0 : 1), e);
  if (practice) for (const e of adoptionsOf(i)) put(ADOPTED * 2 + 1, e);
  const direct = (e) => (E.from[e] === i || E.to[e] === i ? 0 : 1);
  const when = (e) => (edgeMonth[e] === edgeMonth[e] ? edgeMonth[e] - edgeExact[e] * 1e5 : 1e9);
  const place = (e) => edgeMore(e).order ?? 1e9;
  const keys = [...by.keys()].sort((a, b) => rankOf(a >> 1) - rankOf(b >> 1) || a - b);
  return keys.map((key, k) => {
    const edges = by.get(key).sort((a, b) => place(a) - place(b) || direct(a) - direct(b) || when(a) - when(b) || E.n[b] - E.n[a] || weight[otherEnd(b, i)] - weight[otherEnd(a, i)]);
    return factBlock(key === ADOPTED * 2 + 1 ? caption({ zh: raw.relations[ADOPTED].zh_back, en: raw.relations[ADOPTED].en_back }) : relationFrom(edges[0], i), edges, i, k === 0);
  });
}

function propertyList(props) {
  const entries = Object.entries(props || {});
  if (!entries.length) return null;
  return el("dl", { className: "props" }, entries.map(([key, value]) => [el("dt", {}, propertyName(key)), el("dd", {}, Array.isArray(value) ? value.join("、") : typeof value === "object" ? JSON.stringify(value) : typeof value === "string" && raw.values[value] ? valueName(value) : String(value))]));
}
const kindChip = (i) => el("span", { className: "chip" }, swatch(N.kind[i]), caption(raw.kinds[N.kind[i]]));

function nodePanel(i) {
  const own = more(i);
  const second = language === "zh" ? N.en[i] : N.en[i] && N.name[i];
  const hidden = hiddenNeighbours(i).length;
  return [
    el("p", { className: "chips" }, kindChip(i), [own.category && categoryName(own.category), own.level && levelName(own.level), modalityOf.node[i] && valueName(modalityOf.node[i])].filter(Boolean).map((word) => el("span", {}, word))),
    el("h2", {}, nodeName(i)),
    second && second !== nodeName(i) ? el("p", { className: language === "zh" ? "english" : "chinese" }, second) : null,
    own.path ? el("p", { className: "path" }, pathNames(own.path).join(" › ")) : null,
    own.aliases && own.aliases.length ? el("p", { className: "path" }, `${t("aliases")} ${[own.aliases].flat().join("、")}`) : null,
    propertyList(own.props),
    el("div", { className: "actions" },
      hidden ? button(`${t("expand")} (${hidden})`, () => { grow(i); refresh(); emit("selected"); }, "expand") : null,
      state.grown.has(i) ? button(t("collapse"), () => { shrink(i); refresh(); emit("selected"); }, "collapse") : null,
      button(t("centre"), () => { setView("network"); centreOn({ node: i }); }, "centre"),
      button(t("export_link"), () => copy(linkTo({ node: i })), "copy-link")),
    ...disputes(own.disagreements, []),
    ...blocks(i),
  ];
}
function edgePanel(e) {
  const own = { ...edgeMore(e) };
  delete own.disagreements;
  const end = (i) => el("button", { type: "button", className: "go", onclick: () => select({ node: i }, { reveal: true }) }, nodeName(i));
  return [
    el("p", { className: "chips" }, kindChip(E.from[e]), "→", kindChip(E.to[e])),
    el("h2", {}, `${nodeName(E.from[e])} ${relationName(e)} ${nodeName(E.to[e])}`),
    el("p", { className: "path" }, [edgeDate(e), sourcesText(E.n[e]), E.conf[e] >= 0 ? `${t("confidence_word")} ${E.conf[e]} %` : ""].filter(Boolean).join(" · ")),
    el("p", { className: "actions" }, end(E.from[e]), end(E.to[e])),
    propertyList(own),
    el("section", { className: "block" }, el("h3", {}, t("evidence"), el("span", {}, number(E.ev[e]))), ...proofsOf(e)),
  ];
}
function groupPanel(g) {
  const members = [...ranked].filter((i) => N.group[i] === g && nodePass[i]);
  const toggleIt = () => toggle({ group: g });
  return [
    el("p", { className: "chips" }, t("members", { n: number(members.length) })),
    el("h2", {}, groupName(g)),
    el("div", { className: "actions" }, button(t(state.open.has(g) ? "close_group" : "open_group"), toggleIt, "open-group")),
    el("section", { className: "block" }, members.slice(0, 60).map(nodeLine)),
  ];
}
function bundlePanel(key) {
  const bundle = drawn.bundles.find((b) => b.key === key);
  if (!bundle) return welcome();
  return [el("h2", {}, `${endName(bundle.from)} — ${endName(bundle.to)}`), el("p", { className: "path" }, t("links", { n: bundle.edges.length })),
    el("section", { className: "block" }, bundle.edges.slice(0, 80).map((e) => el("div", { className: "fact" }, el("button", { type: "button", className: "fact-head", onclick: () => select({ edge: e }) },
      swatch(N.kind[E.from[e]]), el("span", { className: "fact-name" }, `${nodeName(E.from[e])} → ${nodeName(E.to[e])}`), el("span", { className: "fact-since" }, edgeDate(e)), el("span", { className: "fact-note" }, [relationName(e), edgeNote(e)].filter(Boolean).join(" · "))))))];
}

// Two nodes in focus: what both have, what only one has; practices of places, else places of practices.
function comparison() {
  const [a, b] = raw.page.focus;
  const kind = N.kind[a] === KIND.place ? KIND.practice : KIND.place;
  const side = (key) => {
    const g = raw.groups.findIndex((group) => group[0] === key);
    const ids = [...ranked].filter((i) => N.group[i] === g && N.kind[i] === kind && nodePass[i]);
    const list = el("div", {});
    const draw = (all) => {
      list.replaceChildren(...(all ? ids : ids.slice(0, FIRST)).map(nodeLine));
      if (ids.length > FIRST) list.append(el("button", { type: "button", className: "go", onclick: () => draw(!all) }, all ? t("show_fewer") : t("show_all", { n: ids.length })));
    };
    draw(false);
    return g < 0 ? null : el("section", { className: "block" }, el("h3", {}, groupName(g), el("span", {}, number(ids.length))), list);
  };
  return [el("section", { id: "comparison" }, el("h2", {}, `${nodeName(a)} / ${nodeName(b)}`), side("both"), side("left"), side("right"))];
}
const nodeLine = (i) => el("div", { className: "fact" }, el("button", { type: "button", className: "fact-head", onclick: () => select({ node: i }, { reveal: true }) },
  swatch(N.kind[i]), el("span", { className: "fact-name" }, nodeName(i)), el("span", { className: "fact-since" }, t("links", { n: degree(i) })), el("span", { className: "fact-note" }, nodeNote(i))));
// What an answer rests on: every statement in the picture but the ties that only lead from one to the next.
function answerBlock() {
  const ties = new Set([relationAt.PART_OF, KIND_OF, HAS_TIER]);
  const edges = drawn.edges.filter((e) => !ties.has(E.rel[e])).sort((a, b) => (isFocus[E.from[b]] || 0) - (isFocus[E.from[a]] || 0) || N.group[E.from[a]] - N.group[E.from[b]] || a - b);
  return edges.length ? factBlock(t("evidence"), edges, -1, true) : null;
}
function welcome() {
  const focus = raw.page.focus;
  const answered = raw.page.answer[language];
  return [
    answered ? el("p", { className: "lead" }, answered) : null,
    answered ? answerBlock() : null,
    el("div", { className: "welcome" }, el("p", {}, t("welcome")), el("p", {}, t("welcome_keys"))),
    ...(answered ? [] : focus.length === 2 && raw.page.layout === "versus" ? comparison() : focus.length ? [el("section", { className: "block" }, focus.slice(0, 40).map(nodeLine))] : []),
  ];
}

function drawDetail() {
  const choice = state.selected;
  const parts = !choice ? welcome() : choice.node !== undefined ? nodePanel(choice.node) : choice.edge !== undefined ? edgePanel(choice.edge)
    : choice.group !== undefined ? groupPanel(choice.group) : bundlePanel(choice.bundle);
  byKey("panel-detail").replaceChildren(...parts.filter(Boolean));
  byKey("panel-detail").scrollTop = 0;
}
