// Names on the picture: always the same size on the screen, the weightiest first, never one over another.
const widths = new Map();
function textWidth(ctx, text, font) {
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) { ctx.font = font; width = ctx.measureText(text).width; widths.set(key, width); }
  return width;
}
const wide = /[\u2e80-\uffef]/;
function shorten(text, most) {
  let room = most;
  for (let k = 0; k < text.length; k++) {
    room -= wide.test(text[k]) ? 2 : 1;
    if (room < 0) return text.slice(0, k).trimEnd() + "…";
  }
  return text;
}

// Boxes taken on the screen, found by cells so that a thousand names cost little.
class Taken {
  constructor() { this.cells = new Map(); }
  * keys(box) {
    for (let cx = box.x0 >> 6; cx <= box.x1 >> 6; cx++) for (let cy = box.y0 >> 6; cy <= box.y1 >> 6; cy++) yield cx * 4096 + cy;
  }
  free(box, own) {
    for (const key of this.keys(box)) {
      for (const b of this.cells.get(key) || []) if ((own === undefined || b.own !== own) && box.x0 < b.x1 && box.x1 > b.x0 && box.y0 < b.y1 && box.y1 > b.y0) return false;
    }
    return true;
  }
  add(box) {
    for (const key of this.keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    }
  }
}

// Choose names for a picture. `toScreen(x, y)` gives pixels; returns {text, x, y, font, strong, group}.
function placeLabels(ctx, screen, scale, toScreen, lit) {
  const taken = new Taken();
  const chosen = [];
  const dots = new Taken();
  const put = (text, x, y, font, height, extra, must, own) => {
    const half = textWidth(ctx, text, font) / 2 + 4;
    if (extra.group || extra.strong) x = Math.min(Math.max(x, half), screen.width - half); // captions stay whole at the rim
    const box = { x0: x - half, x1: x + half, y0: y - height / 2, y1: y + height / 2 };
    if (box.x1 < 0 || box.y1 < 0 || box.x0 > screen.width || box.y0 > screen.height) return true;
    if (!must && !(taken.free(box) && (own === undefined || dots.free(box, own)))) return false;
    taken.add(box);
    chosen.push({ text, x, y, font, ...extra });
    return true;
  };
  // Below its node; where that is taken and the picture is not crowded, above, to the right or the left of it.
  const roomy = drawn.nodes.length < 150 || lit !== null;
  if (roomy) {
    for (const i of drawn.nodes) {
      if (lit && !lit.has(i)) continue;
      const { x, y } = toScreen(X[i], Y[i]);
      const r = nodeSize(i) * scale * 0.8;
      dots.add({ x0: x - r, x1: x + r, y0: y - r, y1: y + r, own: i });
    }
  }
  const name = (i, text, font) => {
    const p = toScreen(X[i], Y[i]);
    const r = nodeSize(i) * scale;
    if (!roomy) { put(text, p.x, p.y + r + 9, font, 15, {}, false); return; }
    for (const part of [text, shorten(text, 16)]) {
      const half = textWidth(ctx, part, font) / 2 + 4;
      for (const [x, y] of [[p.x, p.y + r + 9], [p.x, p.y - r - 8], [p.x + r + half, p.y], [p.x - r - half, p.y]]) {
        const cut = x - half < 0 || x + half > screen.width;
        if (!(cut && x !== p.x) && put(part, x, y, font, 15, {}, false, i)) return;
      }
    }
  };
  const family = ink.sans;
  for (const { group, count } of lit ? [] : drawn.groups) {
    const p = toScreen(...groupPoint(group));
    const r = groupSize(count) * scale;
    if (p.x < 0 || p.y < 0 || p.x > screen.width || p.y > screen.height) continue;
    put(shorten(groupName(group), 30), p.x, p.y + r + 11, `600 13px ${family}`, 17, { strong: true }, false);
    if (r > 9) chosen.push({ text: String(count), x: p.x, y: p.y, font: `600 ${Math.min(14, Math.max(10, r * 0.7))}px ${family}`, inside: true });
  }
  const below = (i) => {
    const p = toScreen(X[i], Y[i]);
    return { x: p.x, y: p.y + nodeSize(i) * scale + 9 };
  };
  const strong = drawn.nodes.filter((i) => isFocus[i] || (lit && lit.has(i) && i === state.selected?.node));
  for (const i of strong) {
    const p = below(i);
    put(shorten(nodeName(i), 40), p.x, p.y + 2, `600 14px ${family}`, 18, { strong: true }, true);
  }
  if (lit) {
    for (const i of drawn.nodes) {
      if (!lit.has(i) || strong.includes(i)) continue;
      name(i, shorten(nodeName(i), 28), `500 12px ${family}`);
    }
    return chosen;
  }
  for (const g of openGroups()) {
    const [, , , , x, y, r] = raw.groups[g];
    if (!r || r * scale > screen.width * 0.7) continue;
    const p = toScreen(x, y - r);
    if (p.x < 0 || p.x > screen.width) continue;
    put(shorten(groupName(g), 36), p.x, Math.max(p.y - 9, 12), `600 13px ${ink.serif}`, 18, { group: true }, false);
  }
  const most = Math.round((screen.width * screen.height) / 9000);
  for (const i of drawn.nodes) {
    if (chosen.length > most) break;
    if (isFocus[i] || (scale < 0.45 && degree(i) < 2)) continue;
    name(i, shorten(nodeName(i), scale > 1.1 ? 40 : 22), `${degree(i) > 8 ? 500 : 400} 12px ${family}`);
  }
  return chosen;
}

function paintLabels(ctx, list) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const label of list) {
    ctx.font = label.font;
    if (!label.inside) {
      ctx.strokeStyle = ink.halo;
      ctx.lineWidth = 3.5;
      ctx.strokeText(label.text, label.x, label.y);
    }
    ctx.fillStyle = label.inside ? ink.paper : label.group ? ink.soft : ink.ink;
    ctx.fillText(label.text, label.x, label.y);
  }
}
