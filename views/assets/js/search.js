// Finding a node by its name in either language, its other names or its pinyin.
let searchText = null;
function searchIndex() {
  searchText ||= N.id.map((_, i) => [N.name[i], N.en[i] || "", ...(more(i).aliases || []), N.py[i] || "", (more(i).props || {}).measure || ""].join("\n").toLowerCase());
  return searchText;
}
function find(query, most = 30) {
  const wanted = query.trim().toLowerCase().normalize("NFKC").split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const whole = wanted.join(" ");
  const hits = [];
  searchIndex().forEach((text, i) => {
    if (!wanted.every((word) => text.includes(word))) return;
    const lines = text.split("\n");
    const own = N.name[i].toLowerCase() === whole || String(N.en[i]).toLowerCase() === whole;
    const exact = own ? 4 : lines.includes(whole) ? 3 : lines.some((line) => line.startsWith(whole)) ? 2 : text.includes(whole) ? 1 : 0;
    hits.push([exact * 1000 + Math.min(weight[i], 900) + (N.kind[i] === KIND.source ? -500 : 0), i]);
  });
  return hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, most).map((hit) => hit[1]);
}

function startSearch() {
  const input = byKey("search");
  const list = byKey("found");
  let hits = [];
  let at = -1;
  const mark = (to) => {
    at = to;
    [...list.children].forEach((item, k) => item.setAttribute("aria-selected", k === at ? "true" : "false"));
    if (at >= 0 && list.children[at]) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); mark(-1); };
  const choose = (k) => {
    if (hits[k] === undefined) return;
    const i = hits[k];
    input.value = nodeName(i);
    close();
    setView("network");
    showPanel("detail");
    select({ node: i }, { reveal: true });
    showOnPhone();
  };
  const look = () => {
    hits = find(input.value);
    list.replaceChildren(...hits.map((i, k) => el("li", { id: `found-${k}`, "@role": "option", "@aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(k); } },
      swatch(N.kind[i]), el("span", { className: "found-name" }, nodeName(i)), el("span", { className: "found-note" }, nodeNote(i)))));
    const empty = !hits.length && input.value.trim() !== "";
    if (empty) list.replaceChildren(el("li", { "@role": "option", "@aria-disabled": "true", "@aria-selected": "false" }, t("search_none")));
    list.hidden = !hits.length && !empty;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (input.value.trim()) announce(hits.length ? t("search_found", { n: hits.length }) : t("search_none"));
    mark(hits.length ? 0 : -1);
  };
  input.addEventListener("input", look);
  input.addEventListener("focus", () => { input.select(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) look();
      if (hits.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter") { event.preventDefault(); choose(Math.max(at, 0)); } else if (event.key === "Escape") { input.value = ""; close(); }
  });
}
