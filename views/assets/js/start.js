// Putting the page together: the picture first, the rest as soon as it stands.
function setView(name) {
  state.view = name;
  for (const view of ["network", "map", "time"]) {
    const tab = byKey(`tab-${view}`);
    tab.setAttribute("aria-selected", String(view === name));
    tab.tabIndex = view === name ? 0 : -1;
    byKey(`view-${view}`).hidden = view !== name;
  }
  document.querySelector(".zoom").hidden = name === "time";
  byKey("groups").hidden = name !== "network";
  if (name === "network" && !network) { startPicture(); watchPicture(); }
  drawChart();
}
function showPanel(name) {
  state.panel = name;
  for (const panel of ["detail", "table"]) {
    const tab = byKey(`tab-${panel}`);
    tab.setAttribute("aria-selected", String(panel === name));
    tab.tabIndex = panel === name ? 0 : -1;
    byKey(`panel-${panel}`).hidden = panel !== name;
  }
  document.body.classList.toggle("wide-table", name === "table");
  if (name === "table") drawTable();
}
// On a narrow page the panel stands below the picture: bring what was found into sight.
function showOnPhone() {
  if (matchMedia("(max-width: 900px)").matches) byKey("detail").scrollIntoView({ block: "start", behavior: wantsCalm.matches ? "auto" : "smooth" });
}
const drawChart = () => { if (state.view === "map") drawMap(); else if (state.view === "time") drawTime(); };
let tableTimer = 0;
const tableSoon = () => { clearTimeout(tableTimer); tableTimer = setTimeout(drawTable, 40); };

function startRest() {
  on("drawn", showDrawn);
  on("drawn", drawStatus);
  on("drawn", countSoon);
  on("drawn", drawChart);
  on("drawn", tableSoon);
  on("selected", drawDetail);
  on("selected", drawChart);
  on("selected", tableSoon);
  applyWords();
  drawFacets();
  drawSlider();
  drawDetail();
  drawStatus();
  startSearch();
  startExport();
  startKeys();
  for (const view of ["network", "map", "time"]) byKey(`tab-${view}`).addEventListener("click", () => setView(view));
  for (const panel of ["detail", "table"]) byKey(`tab-${panel}`).addEventListener("click", () => showPanel(panel));
  byKey("zoom-in").addEventListener("click", () => zoom(1.4));
  byKey("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byKey("fit").addEventListener("click", () => { if (state.view === "map") { mapBox = { ...mapFrame }; drawMap(); } else fitAll(true); });
  byKey("groups").addEventListener("click", () => {
    if (state.open.size) state.open.clear(); else everyGroup.forEach((g) => state.open.add(g));
    state.pinned.clear();
    refresh();
    fitAll(true);
  });
  byKey("theme").addEventListener("click", () => { setTheme(!dark); restyle(); });
  byKey("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; applyWords(); redrawAll(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => { setTheme(event.matches); restyle(); });
  window.addEventListener("hashchange", () => { const choice = readAddress(); if (choice) select(choice, { reveal: true, quiet: true }); });
  window.addEventListener("resize", () => { clearTimeout(resizeTimer); resizeTimer = setTimeout(drawChart, 120); });
  if (matchMedia("(max-width: 900px)").matches) byKey("facet-fold").open = false;
  const choice = readAddress() || (raw.page.focus.length === 1 && !raw.page.answer.zh ? { node: raw.page.focus[0], soft: true } : null);
  if (choice) select(choice, { reveal: !!location.hash, quiet: true });
  if (network && !location.hash && fitted !== fitBox()) fitAll(); // what came in since has changed the room
  // an embedded font may come in after the first picture
  document.fonts.ready.then(() => { widths.clear(); if (network) network.redraw(); });
  document.documentElement.dataset.ready = "yes";
}
let resizeTimer = 0;
function restyle() {
  if (network) network.setOptions(visOptions());
  redrawAll();
}
function redrawAll() {
  drawFacets();
  drawSlider();
  drawDetail();
  drawStatus();
  drawTable();
  drawChart();
  if (network) network.redraw();
}

function firstDrawn() {
  performance.mark("drawn");
  setTimeout(startRest, 0);
}
applyFilters();
computeDrawn();
byKey("slider").hidden = lastMonth <= firstMonth; // its room is taken before the picture is fitted into the rest
if (state.view === "network") {
  startPicture();
  let done = false;
  on("painted", () => { if (!done) { done = true; firstDrawn(); } });
  watchPicture();
} else {
  setView(state.view);
  requestAnimationFrame(() => requestAnimationFrame(firstDrawn));
}
