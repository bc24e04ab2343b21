/* Threads over time, and memory on the same axis. */
const LANE = 40, LANE_GAP = 30, FEW_LANES = 8, SHORTEST_BIN = 0.02;
const STACKED = KINDS.map((_, kind) => kind).filter(kind => kind !== WAITING).sort((a, b) => (KINDS[b].id === "python") - (KINDS[a].id === "python")); // Python below
let allLanes = false;

/** 1, 2 or 5 times a power of ten, of which a length has so many at most. */
function step(length, most) {
  const power = 10 ** Math.floor(Math.log10(length / most || 1));
  return [1, 2, 5, 10].map(n => n * power).find(one => length / one <= most) ?? length;
}

function axis(svg, width, top, bottom) {
  const each = step(ELAPSED, 8), digits = Math.max(0, -Math.floor(Math.log10(each)));
  for (let at = 0; at * each <= ELAPSED * 1.0001; at++) {
    const x = at * each / ELAPSED * width;
    svg.append(s("g", { class: "axis" }, s("line", { x1: x, x2: x, y1: top, y2: bottom }), s("text", { x, y: bottom + 15, "text-anchor": at ? x > width - 20 ? "end" : "middle" : "start" }, (at * each).toFixed(digits) + NARROW + "s")));
  }
}

const inside = card => Math.max(100, card.clientWidth - 2 * parseFloat(getComputedStyle(card).paddingLeft));
const picture = (width, height, text) => s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": text });

const THREADS = D.threads.map((thread, index) => ({ index, busy: 0, waiting: 0, first: Infinity, last: -1, name: nameOf(thread) }));
for (let i = 0; i < SAMPLES; i++) {
  const thread = THREADS[D.samples.thread[i]], weight = D.samples.weight[i], slice = D.samples.slice[i];
  if (D.samples.kind[i] === WAITING) thread.waiting += weight; else thread.busy += weight;
  thread.first = Math.min(thread.first, slice);
  thread.last = Math.max(thread.last, slice);
}

function nameOf(thread) {
  const process = D.processes[thread.process], name = thread.name || `thread ${thread.id}`;
  return D.processes.length > 1 ? `${name}, ${process.name || "process " + process.id}` : name;
}

function lanes() {
  const card = $("lanes"), width = inside(card), sorted = THREADS.filter(one => one.last >= 0).sort((a, b) => a.index - b.index);
  const busiest = new Set([...sorted].sort((a, b) => b.busy - a.busy).slice(0, allLanes ? Infinity : FEW_LANES)), shown = sorted.filter(one => busiest.has(one));
  if (!shown.length) { $("threads").hidden = true; return; }
  const slices = Math.max(1, Math.ceil(Math.max(SHORTEST_BIN, ELAPSED / (width / 3)) / D.slice_s)), each = slices * D.slice_s, bins = Math.ceil(ELAPSED / each), height = shown.length * (LANE + LANE_GAP);
  $("lanes-note").textContent = `height: share of each ${span(each)} that the thread was busy; empty: waiting`;
  const row = new Map(shown.map((one, at) => [one.index, at])), busy = shown.map(() => new Float64Array(bins * KINDS.length));
  for (let i = 0; i < SAMPLES; i++) {
    const at = row.get(D.samples.thread[i]), kind = D.samples.kind[i];
    if (at !== undefined && kind !== WAITING) busy[at][Math.min(bins - 1, Math.floor(D.samples.slice[i] / slices)) * KINDS.length + kind] += D.samples.weight[i] / D.rate / each;
  }
  const svg = picture(width, height + 18, "How busy each thread was over time");
  axis(svg, width, 20, height);
  shown.forEach((thread, at) => lane(svg, thread, busy[at], bins, width / (ELAPSED / each), at * (LANE + LANE_GAP) + 22, width));
  const more = sorted.length - shown.length;
  card.replaceChildren(svg, more > 0 ? h("button", { class: "faint", onclick: () => { allLanes = true; lanes(); } }, `${plural(more, "more thread")}, each less busy`) : "");
}

function lane(svg, thread, busy, bins, step, top, width) {
  const waiting = thread.waiting > 0 ? `, waiting ${time(seconds(thread.waiting))}` : "";
  svg.append(s("text", { class: "ink", x: 0, y: top - 7 }, thread.name), s("text", { x: width, y: top - 7, "text-anchor": "end" }, `busy ${time(seconds(thread.busy))}${waiting}`));
  const x = slice => slice * D.slice_s / ELAPSED * width;
  svg.append(s("rect", { class: "lane", x: x(thread.first), y: top, width: Math.max(1, x(thread.last + 1) - x(thread.first)), height: LANE }));
  for (let bin = 0; bin < bins; bin++) {
    let y = top + LANE, room = 1;
    for (const kind of STACKED) {
      const part = Math.min(room, busy[bin * KINDS.length + kind]);
      if (part < 0.004) continue;
      room -= part;
      svg.append(s("rect", { class: "strip k-" + KINDS[kind].id, x: bin * step, width: Math.min(step + 0.3, width - bin * step), y: y -= part * LANE, height: part * LANE }));
    }
  }
}

function memory() {
  const values = D.memory.bytes, held = holding(), made = allocating();
  $("memory").hidden = !values.length && !held && !made;
  if (values.length) resident(values); else $("resident").hidden = true;
  for (const [id, part] of [["held", held], ["made", made]]) if (part) $(id).replaceChildren(part); else $(id).hidden = true;
  $("memory").querySelector(".split").classList.toggle("alone", !held || (!values.length && !made));
}

const sumOf = part => ALLOCATING.reduce((sum, one) => sum + one.alloc[part], NO_LINE[part]);
const inAll = alloc => `${bytes(alloc.bytes)} in ${plural(alloc.count, "block")}, ${bytes(alloc.at_exit)} at the end`;
const largest = part => {
  const sorted = ALLOCATING.filter(one => one.alloc[part] > 0).sort((a, b) => b.alloc[part] - a.alloc[part]);
  return sorted.slice(0, 12).filter(one => one.alloc[part] > IS_MUCH / 5 * sorted[0].alloc[part]);
};

function holding() {
  const held = largest("at_peak"), elsewhere = NO_LINE.at_peak > IS_MUCH * MOST_AT_PEAK;
  return held.length > 0 && lineTable(`What holds the peak of ${bytes(sumOf("at_peak"))}`, held, "at_peak", inAll, elsewhere && NO_LINE);
}

/** Where memory comes and goes the peak does not show who asks for it. */
function allocating() {
  const made = largest("bytes");
  return made.length > 0 && lineTable(`What allocates ${bytes(sumOf("bytes"))} in all`, made, "bytes", alloc => plural(alloc.count, "block"));
}

function lineTable(title, lines, part, said, elsewhere) {
  const most = lines[0].alloc[part], row = (where, text, alloc) => h("tr", {}, h("td", {}, where, text && h("div", { class: "small" }, text), h("div", { class: "small" }, said(alloc))),
    h("td", {}, h("span", { class: "box", style: "margin-top:4px;width:72px" }, h("i", { style: `width:${100 * Math.min(1, alloc[part] / most)}%;--t:1` }))), h("td", { class: "number" }, bytes(alloc[part])));
  return h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, title), h("th"), h("th", { scope: "col", class: "number" }, "Bytes"))),
    h("tbody", {}, lines.map(one => row(one.file.show ? link(placeOf(one), () => choose(one.key, true)) : placeOf(one), one.text.trim(), one.alloc)), elsewhere && row("no line", "", elsewhere)));
}

function resident(values) {
  const width = inside($("resident")), high = 110, peak = values.reduce((most, one) => Math.max(most, one), 0), at = values.indexOf(peak), each = step(peak, 4), most = Math.ceil(peak / each) * each || 1;
  const x = i => Math.min(width, i * D.memory.step_s / ELAPSED * width), y = value => 8 + high - value / most * high, svg = picture(width, high + 28, `Memory over time, at most ${bytes(peak)}`);
  axis(svg, width, 8, high + 8);
  for (let value = each; value < most; value += each) svg.append(s("g", { class: "axis" }, s("line", { x1: 0, x2: width, y1: y(value), y2: y(value) }), s("text", { x: 0, y: y(value) - 3 }, bytes(value))));
  svg.append(s("path", { class: "resident", d: `M0,${y(0)}` + values.map((value, i) => `L${x(i).toFixed(1)},${y(value).toFixed(1)}`).join("") + `L${x(values.length - 1)},${y(0)}Z` }),
    s("circle", { class: "peak", cx: x(at), cy: y(peak), r: 3.5 }));
  $("memory-note").textContent = `resident; at most ${bytes(peak)}, at ${time(at * D.memory.step_s)}`;
  $("resident").replaceChildren(svg);
}
