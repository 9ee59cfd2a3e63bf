// The time slider: a span of months over a small histogram, and a button that plays it.
let playing = 0;
const monthText = (m) => `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`;

function drawSlider() {
  const box = byKey("slider");
  if (lastMonth <= firstMonth) { box.hidden = true; return; }
  const f = state.filters;
  const span = lastMonth - firstMonth + 1;
  const bins = Math.min(span, 60);
  const heights = new Array(bins).fill(0);
  for (const m of datedMonths) heights[Math.min(bins - 1, Math.floor(((m - firstMonth) / span) * bins))]++;
  const tallest = Math.max(...heights);
  const bars = el("div", { className: "bars", "@aria-hidden": "true" }, heights.map((h) => {
    const bar = el("i", {});
    bar.style.height = `${h ? Math.max(6, (100 * Math.sqrt(h)) / Math.sqrt(tallest)) : 0}%`;
    return bar;
  }));
  const out = el("output", { id: "slider-out" });
  const say = () => { out.textContent = `${monthText(f.from)} – ${monthText(f.to)}`; for (const input of [from, to]) input.setAttribute("aria-valuetext", monthText(+input.value)); };
  const input = (id, value, label) => el("input", { type: "range", id, min: firstMonth, max: lastMonth, step: 1, value, "@aria-label": `${t("period")}: ${label}` });
  const from = input("time-from", f.from, t("from"));
  const to = input("time-to", f.to, t("to"));
  const changed = () => { say(); clearTimeout(filterTimer); filterTimer = setTimeout(filtersChanged, 16); };
  from.oninput = () => { f.from = Math.min(+from.value, f.to); from.value = f.from; changed(); };
  to.oninput = () => { f.to = Math.max(+to.value, f.from); to.value = f.to; changed(); };
  const undated = el("input", { type: "checkbox", id: "time-undated", checked: f.undated, onchange: () => { f.undated = undated.checked; filtersChanged(); } });
  const play = el("button", { type: "button", className: "button", id: "play", onclick: () => (playing ? stop() : start()) }, t("play"));
  const stop = () => { clearInterval(playing); playing = 0; play.textContent = t("play"); };
  const start = () => {
    if (f.to >= lastMonth) f.to = f.from;
    play.textContent = t("pause");
    // with reduced motion the picture moves in a few plain steps
    const step = wantsCalm.matches ? Math.ceil(span / 6) : Math.max(1, Math.round(span / 60));
    const tick = () => {
      f.to = Math.min(lastMonth, f.to + step);
      to.value = f.to;
      say();
      filtersChanged();
      if (f.to >= lastMonth) stop();
    };
    playing = setInterval(tick, wantsCalm.matches ? 1200 : 180);
    tick();
  };
  clearInterval(playing);
  playing = 0;
  box.replaceChildren(play, el("div", { className: "track" }, bars, from, to), out, el("label", {}, undated, t("undated")));
  box.hidden = false;
  say();
}
