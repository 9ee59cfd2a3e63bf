// What the reader has chosen, and who wants to know when it changes.
const listeners = {};
const on = (event, run) => { (listeners[event] ||= []).push(run); };
const emit = (event, value) => { for (const run of listeners[event] || []) run(value); };

const everyGroup = raw.groups.map((_, g) => g);
const state = {
  view: ["map", "time"].includes(raw.page.view) ? raw.page.view : "network",
  panel: "detail",
  selected: null, // null, {node}, {edge}, {group} or {bundle}
  open: new Set(raw.page.summary ? [] : everyGroup), // groups whose members are drawn
  pinned: new Set(), // nodes drawn although rank or a closed group would leave them out
  grown: new Map(), // node -> the neighbours that expanding it brought in
  filters: null,
};
const wantsCalm = matchMedia("(prefers-reduced-motion: reduce)");
