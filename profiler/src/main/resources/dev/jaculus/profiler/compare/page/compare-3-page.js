/* The page as a whole. */
function head() {
  const versions = D.run.versions;
  $("title").textContent = FUNCTIONS ? D.ways.map(way => way.name).join(", ") : D.run.program;
  document.title = $("title").textContent + " – Jaculus";
  const facts = [D.run.started.replace("T", " ").replace(/(:\d\d)(:\d\d)?(\.\d+)?Z$/, "$1 UTC"), versions.cpu, [versions.python, versions.numpy && "NumPy " + versions.numpy].filter(Boolean).join(", "), versions.jaculus && "Jaculus " + versions.jaculus];
  $("meta").append(...facts.filter(Boolean).map(one => h("span", {}, one)), D.run.command && h("code", {}, D.run.command));
  $("verdicts").append(...D.verdicts.map(one => h("p", { class: "sentence" }, emphasised(one), one.details.length > 0 && h("small", {}, one.details.join(" ")))));
  if (!D.verdicts.length) $("verdicts").append(h("p", { class: "sentence" }, "Nothing could be measured."));
  $("notes").append(...D.notes.map(one => h("li", {}, one)));
  $("foot").append(h("span", {}, h("kbd", {}, "t"), " light or dark"), h("span", {}, "A process counts as one observation. A difference is told where a test at 1 % says that it is no chance."));
}

/** The name at its begin is strong. */
function emphasised(verdict) {
  const { fast, sentence } = verdict;
  return sentence.startsWith(fast) ? [h("b", { class: "strong" }, fast), sentence.slice(fast.length)] : [sentence];
}

function theme() {
  const root = document.documentElement, dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  root.dataset.theme = dark ? "light" : "dark";
}

function draw() { places(); scatter(); growth(); strips(); }

const forced = /theme=(dark|light)/.exec(location.hash)?.[1];
if (forced) document.documentElement.dataset.theme = forced;
head();
table();
draw();
addEventListener("keydown", event => { if (event.key === "t" && !event.ctrlKey && !event.metaKey && !event.altKey) theme(); });
let drawnWidth = document.body.clientWidth;
new ResizeObserver(() => { if (drawnWidth !== document.body.clientWidth) { drawnWidth = document.body.clientWidth; draw(); } }).observe(document.body);
