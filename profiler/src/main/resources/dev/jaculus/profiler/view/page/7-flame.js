/* The flame graph: functions that call functions; the lines of kernels are a level of their own. */
const ROW = 22, SMALLEST = 3, DEEPEST = 36; // dots, rows: what is smaller or deeper is seen by zooming in
const node = (name, kind, parent) => ({ name, kind, parent, n: 0, kids: new Map() });
const ROOT = node(D.run.program || "all", "python", null);
const NODES = [];
let zoom = ROOT;

function kid(parent, key, name, kind, at) {
  if (!parent.kids.has(key)) parent.kids.set(key, Object.assign(node(name, kind, parent), { line: at }));
  return parent.kids.get(key);
}

/** The node of a stack; callers come before their stacks. */
function nodeOf(stack) {
  if (stack < 0) return kid(ROOT, "?", "unknown", "unknown");
  if (NODES[stack]) return NODES[stack];
  const caller = D.stacks.caller[stack], frame = frameOf(stack), parent = caller < 0 ? ROOT : nodeOf(caller);
  let at = kid(parent, "f" + frame.fn.id, fnName(frame.fn), frame.fn.kind);
  if (frame.fn.kind === "kernel" && isOwn(frame)) {
    const here = line(frame.fn.file, frame.line);
    at = kid(at, "l" + here.key, `${here.no}  ${here.text.trim()}`, "kernel", here);
  }
  return NODES[stack] = at;
}

for (const [key, weight] of WEIGHTS) {
  const kind = (key % KINDS.length + KINDS.length) % KINDS.length;
  for (let at = nodeOf((key - kind) / KINDS.length); at; at = at.parent) at.n += weight;
}

function label(one, width) {
  if (one.line && width < 64) return width < 28 ? "" : String(one.line.no);
  return width < 44 ? "" : one.name + (width > 120 ? `  ${percent(one.n)}${NARROW}%` : "");
}

function flame() {
  const width = $("frames").clientWidth || 1, drawn = [], path = [];
  let deep = 0, hidden = false;
  for (let at = zoom.parent; at; at = at.parent) path.unshift(at);
  const put = (one, x, w, y, action) => {
    deep = Math.max(deep, y);
    drawn.push(h("button", { class: `frame k-${one.kind}` + (w * width < 8 ? " tiny" : ""), style: `left:${100 * x}%;width:${100 * w}%;top:${ROW * y}px`, title: `${one.name}\n${percent(one.n)} %, ${time(seconds(one.n))}`,
      "data-text": one.name.toLowerCase(), tabindex: w < 0.01 ? -1 : 0, onclick: action }, h("span", {}, label(one, w * width))));
  };
  const tree = (one, x, w, y) => {
    put(one, x, w, y, () => one.line && !one.kids.size ? choose(one.line.key, true) : zoomTo(one));
    if (y >= DEEPEST + path.length) { hidden ||= one.kids.size > 0; return; }
    let at = x;
    for (const child of [...one.kids.values()].sort((a, b) => b.n - a.n)) {
      const part = w * child.n / one.n;
      if (part * width < SMALLEST) break;
      tree(child, at, part, y + 1);
      at += part;
    }
  };
  path.forEach((one, y) => put(one, 0, 1, y, () => zoomTo(one)));
  if (ROOT.n) tree(zoom, 0, 1, path.length);
  $("frames").replaceChildren(...drawn);
  $("frames").style.height = ROW * (deep + 1) + "px";
  $("zoomed").textContent = zoom === ROOT ? "click: zoom in; a line opens in the source" + (hidden ? "; deeper calls are there to zoom into" : "") : `${zoom.name}, ${percent(zoom.n)} % of all; Esc: all`;
  markFrames();
}

function zoomTo(one) { zoom = one; flame(); }

function markFrames() {
  $("frames").classList.toggle("searching", !!query);
  for (const one of $("frames").children) one.classList.toggle("hit", !!query && one.dataset.text.includes(query));
}
