/* The table of functions. */
const SHOWN_FUNCTIONS = 15;
let order = "self", down = true, allFunctions = false, query = "";
const COLUMNS = [
  { key: "name", title: "Function", class: "name", of: fn => fnName(fn).toLowerCase() },
  { key: "kind", title: "Kind", class: "middle wide", of: nounOf },
  { key: "where", title: "Where", class: "where middle wide", of: whereOf },
  { key: "self", title: "Self %", class: "number", of: fn => fn.self },
  { key: "total", title: "Total %", class: "number", of: fn => fn.total },
  { key: "seconds", title: "Self s", class: "number wide", of: fn => fn.self },
  { key: "calls", title: "Calls", class: "number wide", of: fn => fn.calls ?? -1, only: FUNCTIONS.some(fn => fn.calls != null) },
  { key: "each", title: "Total per call", class: "number wide", of: fn => fn.calls ? fn.total / fn.calls : -1, only: FUNCTIONS.some(fn => fn.calls != null) },
  { key: "spark", title: "Over time", class: "wide", of: null },
].filter(column => column.only !== false);

function whereOf(fn) {
  if (!fn.file) return fn.library;
  const name = FILE_OF.has(fn.file) ? file(fn.file).short : fn.file.slice(fn.file.lastIndexOf("/") + 1);
  return fn.line ? `${name}:${fn.line}` : name;
}

function functionTable() {
  const column = COLUMNS.find(one => one.key === order), sign = down ? -1 : 1;
  const rows = FUNCTIONS.filter(fn => fn.total > 0).sort((a, b) => { const x = column.of(a), y = column.of(b); return (x < y ? -1 : x > y ? 1 : 0) * sign || b.total - a.total; });
  const found = rows.filter(fn => !query || fnName(fn).toLowerCase().includes(query)), shown = allFunctions || query ? found : found.slice(0, SHOWN_FUNCTIONS);
  $("function-heads").replaceChildren(h("tr", {}, COLUMNS.map(one => h("th", { scope: "col", class: one.class, "aria-sort": one.key === order && (down ? "descending" : "ascending") },
    one.of ? h("button", { onclick: () => { down = one.key === order ? !down : !["name", "kind", "where"].includes(one.key); order = one.key; functionTable(); } }, one.title) : one.title))));
  const most = Math.max(1, ...rows.map(fn => fn.self)), cells = {
    name: fn => { const hot = hottestOf(fn); return [h("i", { class: "swatch k-" + fn.kind }), hot ? link(fnName(fn), () => choose(hot.key, true)) : h("span", {}, fnName(fn))]; },
    kind: fn => h("span", { class: "small" }, nounOf(fn)), where: fn => h("span", { class: "small" }, whereOf(fn)),
    self: fn => h("div", { class: "self" }, box(fn.self, most), h("span", { class: shareOf(fn.self) >= 0.05 ? "strong" : shareOf(fn.self) < 0.01 ? "faint" : "" }, percent(fn.self))),
    total: fn => percent(fn.total), seconds: fn => fixed(seconds(fn.self), 2), calls: fn => fn.calls != null ? count(fn.calls) : "", each: fn => fn.calls ? span(seconds(fn.total) / fn.calls) : "", spark,
  };
  const more = found.length - shown.length;
  $("function-rows").replaceChildren(...shown.map(fn => h("tr", { class: "k-" + fn.kind }, COLUMNS.map(one => h("td", { class: one.class }, cells[one.key](fn))))),
    more > 0 ? h("tr", {}, h("td", { class: "more", colspan: COLUMNS.length }, h("button", { onclick: () => { allFunctions = true; functionTable(); } }, `${fixed(more, 0)} more`))) : "",
    rows.length ? "" : h("tr", {}, h("td", { class: "none", colspan: COLUMNS.length }, "No function was sampled.")));
  return found.length;
}

/** The line of a function that a click leads to. */
function hottestOf(fn) {
  return fn.file && !fn.library ? HOT.find(one => one.file.path === fn.file && one.fn === fn) ?? LINE_OF.get(file(fn.file).number + ":" + fn.first) : null;
}

function spark(fn) {
  const most = Math.max(...fn.spark);
  return most > 0 && s("svg", { class: "spark", viewBox: `0 0 ${SPARKS * 4} 20`, "aria-hidden": "true" },
    [...fn.spark].map((n, at) => n > 0 && s("rect", { x: at * 4, y: 20 - 20 * n / most, width: 3, height: 20 * n / most })));
}
