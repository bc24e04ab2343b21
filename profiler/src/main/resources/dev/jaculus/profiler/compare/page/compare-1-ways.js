/* The ways: their order, colours and marks; what is said of them; the table. */
const FUNCTIONS = D.kind === "functions";
const SIZE = Math.max(...D.sizes);
const WAYS = D.ways.map((way, at) => ({ ...way, at, time: way.summary.time_s, bytes: way.summary.peak }));
const MEASURED = WAYS.filter(way => way.time !== undefined);
const groupOf = way => FUNCTIONS ? "" : way.values.slice(1).join(" ");
const GROUPS = [...new Set(WAYS.map(groupOf))];
/* Functions by time; programs are versions, and the first parameter has the colour. */
const ORDER = FUNCTIONS ? [...WAYS].sort((a, b) => (a.time ?? Infinity) - (b.time ?? Infinity) || a.at - b.at) : GROUPS.flatMap(group => WAYS.filter(way => groupOf(way) === group));
const KEYS = [...new Set((FUNCTIONS ? ORDER : best(WAYS)).map(keyOf))];
function keyOf(way) { return FUNCTIONS ? way.name : way.values[0] ?? way.name; }
/** The first values, those of the fastest way of the last group first: that is the warm one. */
function best(ways) {
  const last = ways.filter(way => groupOf(way) === GROUPS.at(-1) && way.time !== undefined).sort((a, b) => a.time - b.time)[0];
  return last ? [last, ...ways] : ways;
}
const rank = way => KEYS.indexOf(keyOf(way));
const colour = way => `--c:var(--c${rank(way) < 3 ? rank(way) : 1 + rank(way) % 4})`;
const DASHES = [null, "7 3", "2 3", "9 3 2 3", "4 2"];
const dash = way => DASHES[rank(way) % DASHES.length];
const MARKS = [
  (x, y) => s("circle", { cx: x, cy: y, r: 5 }),
  (x, y) => s("rect", { x: x - 4.5, y: y - 4.5, width: 9, height: 9 }),
  (x, y) => s("path", { d: `M${x},${y - 5.5}l5.5,9.5h-11z` }),
  (x, y) => s("path", { d: `M${x},${y - 6}l6,6l-6,6l-6,-6z` }),
  (x, y) => s("path", { d: `M${x},${y + 5.5}l5.5,-9.5h-11z` }),
  (x, y) => s("path", { d: `M${x - 5},${y - 5}l10,10m0,-10l-10,10`, "stroke-width": 2 }),
  (x, y) => s("path", { d: `M${x},${y - 6}v12m-6,-6h12`, "stroke-width": 2 }),
];
const mark = (way, x, y) => MARKS[rank(way) % MARKS.length](x, y);
const keyMark = way => s("svg", { class: "key", width: 12, height: 12, "aria-hidden": "true" }, s("g", { class: "way", style: colour(way) }, mark(way, 6, 6)));
function light(way) {
  document.body.classList.toggle("dim", !!way);
  for (const one of document.querySelectorAll("[data-way]")) one.classList.toggle("on", !!way && one.dataset.way === String(way.at));
}
const hovers = way => ({ "data-way": way.at, onmouseenter: () => light(way), onmouseleave: () => light(), onfocus: () => light(way), onblur: () => light() });

/** Both ends of an interval in the unit of its middle. */
function interval(way) {
  const { low_s: low, high_s: high } = way.summary;
  if (low === undefined) return "";
  const [unit, size] = [["s", 1], ["ms", 1e-3], ["µs", 1e-6], ["ns", 1e-9]].find(([, size]) => way.time >= size) ?? ["ns", 1e-9];
  const digits = value => Number((value / size).toPrecision(4)).toString();
  return `${digits(low)} to ${digits(high)}${NARROW}${unit}`;
}
const factor = value => value < 10 ? value.toPrecision(3) : value < 100 ? value.toFixed(0) : thousands(Math.round(value).toString());

function table() {
  const columns = columnsOf();
  $("heads").append(...columns.map(([title, , kind]) => h("th", { scope: "col", class: kind === "number" && "number" }, title)));
  const fastest = new Map(GROUPS.map(group => [group, Math.min(...MEASURED.filter(way => groupOf(way) === group).map(way => way.time))]));
  let before = GROUPS[0];
  for (const way of ORDER) {
    const group = groupOf(way), classes = [way.time === fastest.get(group) && "best", group !== before && "group"].filter(Boolean).join(" ");
    before = group;
    $("rows").append(h("tr", { class: classes || null, tabindex: 0, ...hovers(way) },
      columns.map(([title, cell, kind]) => h("td", { class: kind, "data-name": title }, cell(way, fastest.get(group))))));
  }
}

/** Those that say something of any way. */
function columnsOf() {
  const name = way => [keyMark(way), h("b", { class: "strong" }, keyOf(way)), way.file && h("small", { style: "padding-left:20px" }, `${way.file.split("/").pop()}:${way.line}`)];
  const first = FUNCTIONS ? [["Function", name]] : (D.parameters.length ? D.parameters : ["Program"]).map((title, at) => [title, at ? way => way.values[at] : name]);
  const all = [
    ["First call", way => way.summary.first_s && span(way.summary.first_s), "number", way => FUNCTIONS && way.summary.first_s],
    ["Compiling", way => way.summary.compile_s > 0 && span(way.summary.compile_s), "number", way => way.summary.compile_s > 0],
    [FUNCTIONS ? "Each call" : "Time", way => way.time && h("b", { class: "strong" }, span(way.time)), "number", way => way.time],
    ["95 % interval", interval, "number", way => way.summary.low_s],
    ["× slower", (way, fastest) => way.time && factor(way.time / fastest), "number", () => MEASURED.length > 1],
    ["Processor", way => way.summary.cpu_s !== undefined && span(way.summary.cpu_s), "number", way => way.summary.cpu_s !== undefined],
    ["Peak memory", way => way.bytes !== undefined && bytes(way.bytes), "number", way => way.bytes !== undefined],
    ["Result", result, "long", way => way.result || way.failures.length],
  ];
  return [...first, ...all.filter(column => WAYS.some(column[3]))];
}

function result(way) {
  const said = [];
  if (way.result) said.push(h("span", { class: way.result.state === "differs" && "bad" }, way.result.state), way.result.text && h("small", {}, way.result.text));
  for (const one of way.failures) said.push(h("small", { class: "bad" }, (one.size ? `n = ${fixed(one.size, 0)}: ` : "") + one.text));
  return said;
}
