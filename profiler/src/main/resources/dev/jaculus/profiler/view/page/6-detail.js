/* The chosen line: what it calls, who calls it, its machine code. */
const NARROW_PAGE = matchMedia("(max-width: 1160px)"), SMALL_PAGE = matchMedia("(max-width: 720px)");
const panel = h("div", { class: "card detail" });
let chosen = null;

function detail(at) {
  const terms = [], term = (name, ...values) => terms.push(h("dt", {}, name), h("dd", {}, ...values));
  if (at.fn) term("In", `${fnName(at.fn)}, ${nounOf(at.fn)}` + (at.fn.signature ? `, compiled for ${at.fn.signature}` : ""));
  term("Time", `${time(seconds(at.self))}` + (at.all > at.self ? `, ${time(seconds(at.all))} with what it calls` : ""));
  if (at.wait) term("Waiting", `${time(seconds(at.wait))}, which is no processor time`);
  if (at.hits) term("Hits", `${count(at.hits)}, ${span((at.counted > 0 ? at.counted : seconds(at.self)) / at.hits)} each`);
  if (at.inside.size) term("Inside", top(at.inside, 6).map(([fn, n]) => h("div", {}, `${fnName(fn)} ${time(seconds(n))}, ${(100 * n / at.self).toFixed(0)}${NARROW}%`)));
  if (at.callers.size) term("Callers", top(at.callers, 6).map(([frame, n]) => h("div", {}, link(`${frame.fn.name}, ${placeOf(line(frame.fn.file, frame.line))}`, () => choose(line(frame.fn.file, frame.line).key, true)), " " + time(seconds(n)))));
  for (const [topic, title] of [["fate", "Became"], ["wait", "Why"], ["vector", "Vectors"], ["advice", "To do"]]) if (at.notes?.[topic]) term(title, at.notes[topic].map(text => h("div", {}, text)));
  if (at.alloc) term("Memory", `${bytes(at.alloc.bytes)} in ${plural(at.alloc.count, "block")}; ${bytes(at.alloc.at_peak)} at the peak, ${bytes(at.alloc.at_exit)} alive at the end`);
  panel.replaceChildren(h("div", { class: "top" }, h("h3", {}, `${at.file.short}, line ${at.no}`), h("div", { class: "number" }, percent(at.self) + NARROW + "%"), h("code", { class: "faint" }, at.text.trim())), h("dl", {}, terms), machine(at));
}

const top = (map, most) => [...map].sort((a, b) => b[1] - a[1]).slice(0, most);

/** The instructions of the line, with some before and after each run of them. */
function machine(at) {
  if (!at.machine) return "";
  const listed = new Set(), most = Math.max(1, ...at.machine.map(i => D.instructions[i].weight)), hottest = at.machine.reduce((best, i) => D.instructions[i].weight > D.instructions[best].weight ? i : best);
  const near = at.machine.length > 60 ? at.machine.filter(i => Math.abs(i - hottest) < 30) : at.machine;
  for (const i of near) for (let j = i - 2; j <= i + 2; j++) if (D.instructions[j]?.code === D.instructions[i].code) listed.add(j);
  const rows = [];
  let before = null;
  for (const i of [...listed].sort((a, b) => a - b)) {
    const one = D.instructions[i], own = one.line === at.no && one.file === at.file.path;
    if (before !== null && i > before + 1) rows.push(h("tr", {}, h("td", {}, "⋮"), h("td"), h("td"), h("td")));
    rows.push(h("tr", { class: own ? "own" : "", style: `--t:${heat(2 * shareOf(one.weight))}`, title: one.address.toString(16) }, h("td", {}, one.line || ""), h("td", {}, one.text), h("td", { class: "c" }, one.weight > 0 ? box(one.weight, most) : null), h("td", {}, one.weight > 0 ? fixed(1000 * seconds(one.weight), 0) : "")));
    before = i;
  }
  return h("div", { class: "machine" }, h("table", {}, h("thead", {}, h("tr", {}, [["Line"], ["Machine code"], [""], ["ms"]].map(([title]) => h("th", { scope: "col" }, title)))), h("tbody", {}, rows)));
}

function unchoose() {
  document.querySelector("tr.chosen")?.classList.remove("chosen");
  document.querySelector("tr.holder-row")?.remove();
  chosen = null;
}

/** Shows a line's detail: beside the source, or below its row where the page is narrow. */
function choose(key, scroll) {
  const at = LINE_OF.get(key);
  if (!at) return;
  const again = chosen === key && !scroll && NARROW_PAGE.matches, row = at.file.show && rowOf(at); // a file that is not shown has no rows
  unchoose();
  if (again || !row) return;
  chosen = key;
  row.classList.add("chosen");
  detail(at);
  if (NARROW_PAGE.matches) row.after(h("tr", { class: "holder-row" }, h("td", { class: "holder", colspan: COLUMN_HEADS.length }, panel)));
  else $("aside").append(panel);
  spanColumns();
  if (scroll) { row.scrollIntoView({ block: "center" }); row.querySelector("button")?.focus({ preventScroll: true }); }
}

/** Cells over all columns are over those that are there. */
function spanColumns() {
  for (const cell of document.querySelectorAll(".lines td[colspan]")) cell.colSpan = SMALL_PAGE.matches ? 4 : COLUMN_HEADS.length;
}
