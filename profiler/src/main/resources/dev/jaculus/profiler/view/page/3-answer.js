/* The top: how long, where it went, which line. */
function answer() {
  const run = D.run, name = run.program || "Profile";
  document.title = `${name} – Jaculus`;
  $("title").textContent = name;
  const began = Date.parse(run.started) > 0 && new Date(run.started).toLocaleString("sv").slice(0, 16), words = { python: "", numpy: "NumPy ", jaculus: "Jaculus ", numba: "Numba ", cpu: "" };
  $("meta").append(...[began, ...Object.entries(run.versions).map(([what, version]) => (words[what] ?? what + " ") + version)].filter(Boolean).map(text => h("span", {}, text)), run.command && h("code", {}, run.command));
  const remarks = [...run.remarks];
  if (D.lost > 0) remarks.push(`${plural(D.lost, "more sample")} could not be kept: there was no room left for them.`);
  if (D.unsampled_threads > 0) remarks.push(`${plural(D.unsampled_threads, "thread")} could not be sampled.`);
  if (!TOTAL) remarks.push("The program ended before the first sample: let it run longer, for a second or more.");
  else if (!BY_KIND[KERNEL]) remarks.push("No sample was in a compiled kernel: let the kernels run longer, or look for the time elsewhere.");
  $("remarks").append(...remarks.map(text => h("p", { class: "remark" }, text)));

  const threads = new Set(D.samples.thread).size, where = `on ${plural(threads, "thread")}` + (D.processes.length > 1 ? ` of ${plural(D.processes.length, "process").replace(/s$/, "es")}` : "");
  if (run.elapsed_s > 0) $("totals").append(h("div", {}, h("b", {}, time(run.elapsed_s)), " elapsed"));
  $("totals").append(h("div", {}, h("b", {}, time(seconds(TOTAL))), " of processor time " + where));
  const parts = KINDS.map((kind, at) => ({ kind, n: BY_KIND[at] })).filter(part => part.n > 0);
  $("bar").setAttribute("aria-label", parts.map(({ kind, n }) => `${kind.title} ${time(seconds(n))}`).join(", "));
  $("bar").append(...parts.map(({ kind, n }) => h("i", { class: "k-" + kind.id, style: `flex:${n} 0 0`, title: `${kind.title}: ${time(seconds(n))}` })));
  $("legend").append(...parts.map(({ kind, n }) => h("div", {}, h("i", { class: "swatch k-" + kind.id }), h("span", { class: "small" }, kind.title), h("b", {}, time(seconds(n))),
    h("small", {}, kind.id === "waiting" ? "no processor time" : percent(n) + NARROW + "%"))));
  verdict();
  const tenth = HOT[0] && 1.96 * Math.sqrt(shareOf(HOT[0].self) * (1 - shareOf(HOT[0].self)) / TOTAL) * 100;
  $("sampled").textContent = `${plural(TOTAL, "sample")}, ${fixed(D.rate, 0)} a second of processor time` + (HOT[0] ? `: the hottest line’s share is good to ± ${tenth.toFixed(1)} points` : "") + ".";
  $("hottest").append(...HOT.slice(0, 5).map(one => h("li", {}, h("button", { onclick: () => choose(one.key, true) }, h("span", { class: "number" }, percent(one.self) + NARROW + "%"),
    h("code", {}, one.text.trim() || "(no text)"), h("small", { style: "grid-column:2" }, `${placeOf(one)}, ${time(seconds(one.self))}`),
    h("span", { class: "track" }, h("i", { style: `width:${100 * one.self / MOST}%;--t:${heat(shareOf(one.self))}` }))))));
  if (!HOT.length) $("hottest").append(h("li", { class: "faint" }, "No sample has a line."));
}

/** Where the time goes, what it is there, and who asks for it: as much of that as the data say. */
function verdict() {
  const one = HOT[0];
  if (!one) { $("verdict").hidden = true; return; }
  const say = (title, ...text) => $("verdict").append(h("div", {}, h("h3", {}, title), h("p", {}, ...text)));
  const name = one.fn?.name ?? one.file.short, whole = (100 * shareOf(one.self)).toFixed(0);
  say("Where", link(`Line ${one.no} of ${name} takes ${whole}${NARROW}% of the processor time, ${time(seconds(one.self))}.`, () => choose(one.key, true)));
  const part = n => `${(100 * n / one.self).toFixed(0)}${NARROW}%`, [fn, inner] = most(one.inside), [frame, calls] = most(one.callers);
  const slow = one.machine?.map(i => D.instructions[i]).reduce((best, i) => i.weight > best.weight ? i : best);
  const notes = one.notes?.wait ? one.notes : nearest(one)?.notes;
  if (notes?.wait) say("Why", notes.wait[0]);
  if (notes?.advice) say("What to do", notes.advice[0]);
  if (notes?.wait) return;
  if (inner > 0.1 * one.self) say("What it does", `${part(inner)} of that is in ${fnName(fn)}.`);
  else if (slow?.weight > 0) say("What it waits for", `${part(slow.weight)} of that is one instruction: `, h("code", {}, slow.text.replace(/\s+/g, " ")));
  if (frame) {
    const from = line(frame.fn.file, frame.line);
    say("Who asks for it", link(`${frame.fn.name}, ${placeOf(from)}`, () => choose(from.key, true)), `, for ${part(calls)}: `, h("code", {}, from.text.trim()));
  }
}

/** The line above with something said of its loop, in the same function. */
const nearest = one => [...one.file.lines.values()].filter(at => at.no < one.no && at.no >= (one.fn?.line ?? 0) && at.notes?.wait).sort((a, b) => b.no - a.no)[0];
const most = map => [...map].reduce((best, one) => one[1] > best[1] ? one : best, [null, 0]);
