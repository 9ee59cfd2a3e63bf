// Words in the chosen language, and the few helpers that make elements. Text is only ever set as text.
let language = raw.page.language === "en" ? "en" : "zh";

function t(key, values) {
  const entry = raw.text[key];
  let out = entry ? entry[language] : key;
  for (const [name, value] of Object.entries(values || {})) out = out.split(`{${name}}`).join(String(value));
  return out;
}
const caption = (entry) => (entry ? entry[language] : "");
const byId = (list) => Object.fromEntries(list.map((x) => [x.id, x]));
const categoryById = byId(raw.categories);
const levelById = byId(raw.levels);
const categoryName = (id) => caption(categoryById[id]) || String(id);
const levelName = (id) => caption(levelById[id]) || String(id);
const valueName = (id) => caption(raw.values[id]) || String(id);
const propertyName = (id) => caption(raw.properties[id]) || String(id);
const groupName = (g) => raw.groups[g][language === "zh" ? 2 : 3];
const nodeName = (i) => (language === "en" && N.en[i] ? N.en[i] : N.name[i]);
const pathNames = (path) => (path || []).map((part) => (language === "en" && raw.english[part]) || part);
const relationName = (e) => caption(raw.relations[E.rel[e]]);
const relationFrom = (e, i) => {
  const relation = raw.relations[E.rel[e]];
  return E.from[e] === i ? relation[language] : relation[`${language}_back`];
};
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const number = (n) => n.toLocaleString(language === "zh" ? "zh-CN" : "en-GB");

const byKey = (id) => document.getElementById(id);

// An element with properties, attributes (their names begin with "@") and children; strings become text nodes.
function el(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null) continue;
    if (key[0] === "@") node.setAttribute(key.slice(1), value);
    else node[key] = value;
  }
  for (const child of children.flat(3)) if (child !== null && child !== undefined && child !== "") node.append(child);
  return node;
}
const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...children.flat());
  return node;
}

let announceTimer = 0;
function announce(message) {
  clearTimeout(announceTimer);
  announceTimer = setTimeout(() => { byKey("announce").textContent = message; }, 60);
}

function applyWords() {
  const heading = (raw.page.headings || {})[language];
  if (heading) {
    [raw.page.title, raw.page.subtitle] = heading;
    byKey("title").textContent = document.title = heading[0];
    byKey("subtitle").textContent = heading[1];
  }
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
}
