/* Plots, with scales from the data. */
const log = Math.log10;

/** Round numbers from below the least to above the most, in powers of ten where there are enough, else 1 2 5. */
function ticks(values) {
  const least = Math.min(...values), most = Math.max(...values), wide = log(most / least) > 2.2;
  const all = [];
  for (let k = Math.floor(log(least)) - 1; k <= Math.ceil(log(most)) + 1; k++) for (const digit of wide ? [1] : [1, 2, 5]) all.push(digit * 10 ** k);
  const from = all.findLastIndex(one => one <= least / 1.1), to = all.findIndex(one => one >= most * 1.1);
  return all.slice(from, to + 1);
}

/** Logarithmic axes; gives the svg and both scales. */
function axes(id, height, xs, ys, right, xTitle, xText, yText, label) {
  const room = $(id), style = getComputedStyle(room), width = room.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const left = 56, bottom = 40, top = 8;
  const svg = s("svg", { width, height, role: "img", "aria-label": label });
  const scale = (all, from, to) => value => from + (log(value) - log(all[0])) / (log(all.at(-1)) - log(all[0])) * (to - from);
  const x = scale(xs, left, width - right), y = scale(ys, height - bottom, top);
  let free = -Infinity;
  for (const value of xs) {
    svg.append(s("line", { class: "grid", x1: x(value), x2: x(value), y1: top, y2: height - bottom }));
    if (x(value) - free > 44) { svg.append(s("text", { x: x(value), y: height - bottom + 16, "text-anchor": "middle" }, xText(value))); free = x(value); }
  }
  for (const value of ys) svg.append(s("line", { class: "grid", x1: left, x2: width - right, y1: y(value), y2: y(value) }), s("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, yText(value)));
  svg.append(s("text", { x: (left + width - right) / 2, y: height - 4, "text-anchor": "middle" }, xTitle));
  room.replaceChildren(svg);
  return { svg, x, y, width };
}

function scatter() {
  const ways = MEASURED.filter(way => way.bytes > 0);
  if (!ways.length) return;
  const { svg, x, y, width } = axes("scatter", 300, ticks(ways.map(way => way.time)), ticks(ways.map(way => way.bytes)), 16, FUNCTIONS ? "time of a call" : "time", span, bytes, "Time against peak memory");
  const taken = ways.map(way => box4(x(way.time) - 6, y(way.bytes) - 6, 12, 12));
  for (const way of ways) {
    const [px, py] = [x(way.time), y(way.bytes)], long = 6.6 * way.name.length;
    const places = [[px + 11, py + 4, "start"], [px - 11, py + 4, "end"], [px, py - 11, "middle"], [px, py + 20, "middle"]];
    const fits = places.map(([tx, ty, anchor]) => ({ tx, ty, anchor, box: box4(anchor === "start" ? tx : anchor === "end" ? tx - long : tx - long / 2, ty - 11, long, 14) }));
    const place = fits.find(one => one.box.left > 56 && one.box.right < width && one.box.top > 0 && one.box.bottom < 262 && !taken.some(other => touch(one.box, other)));
    if (place) taken.push(place.box);
    svg.append(s("g", { class: "way", style: colour(way), ...hovers(way) }, mark(way, px, py), s("title", {}, `${way.name}: ${span(way.time)}, ${bytes(way.bytes)}`),
      place && s("text", { x: place.tx, y: place.ty, "text-anchor": place.anchor }, way.name)));
  }
}
/** What there is nothing for has no place; a plot that is alone has all of it. */
function places() {
  $("growth-section").hidden = !ORDER.some(way => way.summary.growth);
  $("scatter-section").hidden = !MEASURED.some(way => way.bytes > 0);
  $("two").classList.toggle("alone", $("growth-section").hidden || $("scatter-section").hidden);
}
const box4 = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });
const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function growth() {
  const ways = ORDER.filter(way => way.summary.growth);
  if (!ways.length) return;
  const points = ways.flatMap(way => way.summary.growth.times);
  const { svg, x, y, width } = axes("growth", 300, [...D.sizes], ticks(points.map(one => one[1])), 132, "size n", count, span, "Time by size, for each way");
  const last = way => y(way.summary.growth.times.at(-1)[1]);
  let below = 300; // labels at the right end, from the lowest up, so that none lies on another
  for (const way of [...ways].sort((a, b) => last(b) - last(a))) {
    const { times, exponent, error } = way.summary.growth;
    below = Math.min(last(way), below - 32);
    svg.append(s("g", { class: "way", style: colour(way), ...hovers(way) },
      s("path", { class: "line", "stroke-dasharray": dash(way), d: times.map(([n, t], i) => (i ? "L" : "M") + x(n) + "," + y(t)).join("") }),
      times.map(([n, t]) => mark(way, x(n), y(t))),
      s("text", { x: width - 120, y: below - 1 }, way.name.length > 18 ? way.name.slice(0, 17) + "…" : way.name),
      s("text", { class: "more", x: width - 120, y: below + 13 }, `k = ${exponent.toFixed(2)}` + (error > 0 ? ` ± ${error.toFixed(2)}` : ""))));
  }
}

function strips() {
  const ways = ORDER.map(way => ({ way, runs: way.launches.flatMap(one => one.times.filter(at => at.size === SIZE).flatMap(at => at.seconds)) })).filter(one => one.runs.length > 1);
  $("strips-section").hidden = !ways.length;
  if (!ways.length) return;
  const room = $("strips"), style = getComputedStyle(room), width = room.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const wide = width > 620, left = wide ? Math.min(220, 24 + 7 * Math.max(...ways.map(one => one.way.name.length))) : 0, above = wide ? 0 : 16, lane = 52;
  /* As far as nearly all runs go; what is beyond stands at the edge. */
  const far = ways.flatMap(({ runs }) => { const least = Math.min(...runs); return runs.map(run => run / least); }).sort((a, b) => a - b);
  const most = Math.max(1.02, far[Math.floor(0.95 * (far.length - 1))] * 1.02), step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5].find(one => (most - 1) / one <= 6) ?? 10;
  const x = value => left + 6 + (Math.min(most, value) - 1) / (most - 1) * (width - left - 24), bottom = ways.length * (lane + above);
  const svg = s("svg", { width, height: bottom + 30, role: "img", "aria-label": "Each run, over the fastest of the same way" });
  for (let part = 0; part <= most - 1 + 1e-9; part += step) {
    svg.append(s("line", { class: "grid", x1: x(1 + part), x2: x(1 + part), y1: 4, y2: bottom }),
      s("text", { x: x(1 + part), y: bottom + 18, "text-anchor": part || wide ? "middle" : "start" }, part ? `+${Math.round(100 * part)}${NARROW}%` : "fastest"));
  }
  ways.forEach(({ way, runs }, i) => {
    const y = i * (lane + above) + above + lane / 2, least = Math.min(...runs), { low_s: low, high_s: high } = way.summary;
    svg.append(s("g", { class: "way", style: colour(way), ...hovers(way) },
      s("text", { x: 0, y: wide ? y - 2 : y - lane / 2 }, wide ? way.name : `${way.name}, fastest ${span(least)}`), wide && s("text", { class: "more", x: 0, y: y + 14 }, span(least)),
      runs.map((run, k) => s("circle", { class: run / least > most ? "dot beyond" : "dot", cx: x(run / least), cy: y + ((k * 7) % 11 - 5) * 2.4, r: 3 }, s("title", {}, span(run)))),
      low !== undefined && s("line", { class: "interval", x1: x(Math.max(1, low / least)), x2: x(Math.max(1, high / least)), y1: y + 20, y2: y + 20 }),
      s("line", { class: "estimate", x1: x(Math.max(1, way.time / least)), x2: x(Math.max(1, way.time / least)), y1: y - 18, y2: y + 22 })));
  });
  room.replaceChildren(svg);
}
