// What was said, by whom, where; and the citation of it.
function citation(proof, choice) {
  const [, title, date, publisher, document_, url] = proof.source;
  const where = proof.b ? t("characters", { a: number(proof.a + 1), b: number(proof.b) }) : "";
  const parts = language === "zh"
    ? [`“${proof.quote}”`, `${publisher ? publisher + "：" : ""}《${title || document_ || proof.source[0]}》`, date, document_ && `文件 ${document_}`, where]
    : [`“${proof.quote}”`, [publisher, title || document_ || proof.source[0]].filter(Boolean).join(", "), date, document_ && `file ${document_}`, where];
  return [parts.filter(Boolean).join(language === "zh" ? "，" : ", ") + (language === "zh" ? "。" : "."), url, linkTo(choice)].filter(Boolean).join(" ");
}

async function copy(text) {
  let done = false;
  try { await navigator.clipboard.writeText(text); done = true; } catch {
    const area = el("textarea", { value: text, className: "hush", readOnly: true });
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
  }
  document.documentElement.dataset.copied = done ? text : "";
  announce(t(done ? "copied" : "not_copied"));
  return done;
}

function meter(percent) {
  const bar = el("i", {});
  bar.style.width = `${percent}%`;
  return el("span", { className: "meter", "@aria-hidden": "true" }, bar);
}

function proofBox(proof, choice) {
  const [key, title, date, publisher, document_, url] = proof.source;
  const button = el("button", { type: "button", className: "go cite", onclick: async () => {
    const done = await copy(citation(proof, choice));
    button.textContent = t(done ? "copied" : "not_copied");
    setTimeout(() => { button.textContent = t("cite"); }, 1800);
  } }, t("cite"));
  const name = `${language === "zh" ? "《" : "“"}${title || document_ || key}${language === "zh" ? "》" : "”"}`;
  const web = /^https?:\/\//i.test(url) ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, name) : name;
  const where = [document_, proof.b ? t("characters", { a: number(proof.a + 1), b: number(proof.b) }) : "", proof.modality && valueName(proof.modality),
    proof.status && valueName(proof.status), proof.since && `${t("since")} ${proof.since}`, proof.extractor && `${t("extractor")} ${proof.extractor}`].filter(Boolean);
  return el("div", { className: "proof" },
    proof.quote ? el("blockquote", {}, proof.quote) : null,
    el("p", { className: "who" }, el("cite", {}, web), publisher && ` · ${publisher}`, date && " · ", el("span", { className: "whole" }, date)),
    el("p", { className: "where" }, where.join(" · "), proof.confidence >= 0 ? el("span", {}, `${where.length ? " · " : ""}${t("confidence_word")} ${proof.confidence} %`, meter(proof.confidence)) : null),
    button);
}

function proofsOf(e, choice) {
  const rows = evidenceOf(e);
  const parts = rows.map((proof) => proofBox(proof, choice || { edge: e }));
  if (!rows.length) parts.push(el("p", { className: "where" }, t("no_evidence")));
  return [...parts, ...disputes(edgeMore(e).disagreements, rows)];
}

// Where sources say different things of one fact: told by the graph, or seen in the evidence itself.
function disputes(told, rows) {
  const where = (key) => { const s = raw.sources.find((x) => x[SOURCE.key] === key); return s ? s[SOURCE.document] || s[SOURCE.title] || key : key; };
  const lines = (told || []).map((d) => (typeof d === "string" ? d : [
    t("says", { who: d.field ? propertyName(d.field) : t("source"), what: [d.one ?? d.value, d.other].filter((x) => x !== undefined && x !== null && x !== "").join(" ⟷ ") }),
    d.source && t("see", { where: where(d.source) })].filter(Boolean).join(" ")));
  for (const field of ["since", "status", "modality"]) {
    const said = new Map();
    for (const row of rows || []) if (row[field]) said.set(row[field], [...(said.get(row[field]) || []), row.source[SOURCE.title] || row.source[SOURCE.key]]);
    const dates = [...said.keys()];
    const agree = field === "since" && dates.every((d) => dates.every((o) => d.startsWith(o) || o.startsWith(d)));
    if (said.size > 1 && !agree) for (const [value, who] of said) lines.push(t("says", { who: [...new Set(who)].join("、"), what: `${propertyName(field)} ${valueName(value)}` }));
  }
  return lines.length ? [el("div", { className: "dispute" }, el("h4", {}, t("disagree")), el("ul", {}, lines.map((line) => el("li", {}, line))))] : [];
}
