/* Search, keys, and the page as a whole. */
function search() {
  query = $("search").value.trim().toLowerCase();
  const functions = functionTable();
  let lines = 0;
  for (const one of FILES) {
    for (const text of one.text) if (query && text.toLowerCase().includes(query)) lines++;
    for (const row of one.body?.querySelectorAll("tr.line") ?? []) {
      const text = one.text[row.dataset.no - 1] ?? "", found = !!query && text.toLowerCase().includes(query), cell = row.lastChild.lastChild;
      if (found !== (cell.localName === "mark")) cell.replaceWith(h(found ? "mark" : "span", {}, ...cell.childNodes));
    }
  }
  markFrames();
  $("found").textContent = query ? `${plural(functions, "function")}, ${plural(lines, "line")}` : "";
}

/** To the next line that is worth looking at, over all files. */
function move(by, from) {
  const rows = [...document.querySelectorAll("tr.hot")], key = from.closest("tr[data-key]")?.dataset.key ?? chosen, at = rows.findIndex(row => row.dataset.key === key);
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
  if (next) choose(next.dataset.key, true);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target === $("search"), arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") escape(typing);
  else if (typing) return;
  else if (event.key === "/") { event.preventDefault(); $("search").select(); }
  else if (event.key === "h" && HOT[0]) choose(HOT[0].key, true);
  else if (event.key === "t") theme();
  else if (arrow && event.target.closest?.(".lines, .detail")) { event.preventDefault(); move(arrow, event.target); }
}

/** One thing at a time: the search, the open detail, the zoom. */
function escape(typing) {
  if (query || typing) { $("search").value = ""; $("search").blur(); search(); }
  else if (document.querySelector(".holder-row")) { const row = document.querySelector("tr.chosen"); unchoose(); row?.querySelector("button")?.focus(); }
  else if (zoom !== ROOT) zoomTo(ROOT);
}

function theme() {
  const root = document.documentElement, dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  root.dataset.theme = dark ? "light" : "dark";
}

function sections() {
  const names = { functions: "Functions", source: "Source", flame: "Flame", threads: "Threads", memory: "Memory" };
  $("flame").hidden = !ROOT.n;
  $("sections").append(...Object.entries(names).filter(([id]) => !$(id).hidden).map(([id, name]) => h("li", {}, h("a", { href: "#" + id }, name))));
  const keys = [["/", "search"], ["h", "hottest line"], ["↑ ↓", "hot lines"], ["Enter", "detail"], ["Esc", "back"], ["t", "light or dark"]];
  $("foot").append(...keys.map(([key, what]) => h("span", {}, h("kbd", {}, key), " " + what)),
    h("span", {}, `Percentages are of ${plural(TOTAL, "sample")} of processor time. A line of Python has the native code that it calls; kernels have lines of their own.`));
}

const forced = /theme=(dark|light)/.exec(location.hash)?.[1];
if (forced) document.documentElement.dataset.theme = forced;
answer();
functionTable();
sourceFiles();
flame();
lanes();
memory();
sections();
spanColumns();
$("files").addEventListener("click", event => { const row = event.target.closest("tr[data-key]"); if (row) choose(row.dataset.key); });
$("search").addEventListener("input", search);
addEventListener("keydown", onKey);
SMALL_PAGE.addEventListener("change", spanColumns);
NARROW_PAGE.addEventListener("change", () => { if (chosen) choose(chosen, true); });
let drawnWidth = document.body.clientWidth;
new ResizeObserver(() => { if (drawnWidth !== document.body.clientWidth) { drawnWidth = document.body.clientWidth; flame(); lanes(); memory(); } }).observe(document.body);
if (HOT[0]) choose(HOT[0].key);
