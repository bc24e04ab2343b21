/* The source of each file, its lines on a ground as warm as their share. */
const OPEN_FILES = 6, LONG_FILE = 150, NEAR = 6;
const TOKENS = /("""|''')|([fFrRbBuU]{0,2}"(?:\\.|[^"\\])*"|[fFrRbBuU]{0,2}'(?:\\.|[^'\\])*'|#.*$)|\b(def|class|return|for|in|if|elif|else|while|and|or|not|is|import|from|as|with|try|except|finally|raise|pass|break|continue|lambda|yield|None|True|False|global|nonlocal|assert|del|async|await)\b/g;

/** For each line the quote of the text of several lines that it begins in, if any. */
function quotes(text) {
  let open = "";
  return text.map(one => {
    const before = open;
    for (const token of one.matchAll(/#|"""|'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g)) {
      if (open) { if (token[0] === open) open = ""; } else if (token[0] === "#") break; else if (token[0] === '"""' || token[0] === "'''") open = token[0];
    }
    return before;
  });
}

/** A line as elements: its indentation, then text with words in bold and comments and texts in grey. */
function code(text, quote) {
  const lead = text.match(/^[ \t]*/)[0], rest = text.slice(lead.length), out = [];
  let at = 0, open = quote ? 0 : -1;
  const grey = to => { if (to > at) out.push(h("i", {}, rest.slice(at, to))); at = to; };
  if (quote) { const end = rest.indexOf(quote); if (end < 0) { grey(rest.length); } else { grey(end + 3); open = -1; } }
  TOKENS.lastIndex = at;
  for (let token; (token = TOKENS.exec(rest));) {
    out.push(rest.slice(at, token.index));
    at = token.index;
    if (token[1]) { const end = rest.indexOf(token[1], at + 3); grey(end < 0 ? rest.length : end + 3); TOKENS.lastIndex = at; } else if (token[2]) grey(TOKENS.lastIndex);
    else { out.push(h("b", {}, token[0])); at = TOKENS.lastIndex; }
    if (at >= rest.length) break;
  }
  out.push(rest.slice(at));
  return { lead, out };
}

const COLUMN_HEADS = [["line number", "Line"], ["bar", ""], ["share number", "%"], ["seconds number wide", "s"], ["hits number wide", "Hits"], ["each number wide", "Per hit"], ["memory number wide", "Memory"], ["code", "Code"]]
  .filter(([name]) => (COUNTED || !/hits|each/.test(name)) && (ALLOCATED || !/memory/.test(name)));

function sourceFiles() {
  $("source-note").textContent = "bar: share of processor time, full for the hottest line; outline: with the functions that it calls" + (ALLOCATED ? "; memory: bytes allocated in all" : "");
  const worth = one => one.functions.length > 0 || shareOf(one.self) >= 0.01 || [...one.lines.values()].some(allocatesMuch); // a library's only where much of the time is there
  const files = FILES.filter(worth).filter(one => one.self > 0 || [...one.lines.values()].some(at => at.all > 0 || at.wait || at.hits || at.alloc));
  $("files").append(...files.map((one, at) => fileCard(one, at < OPEN_FILES)));
  if (!files.length) { $("files").append(h("div", { class: "card none" }, "No line was sampled.")); $("source-note").textContent = ""; }
}

function fileCard(one, open) {
  const head = h("button", { "aria-expanded": String(open), onclick: () => show(table.hidden) }, one.name);
  const table = h("div", { hidden: !open });
  const show = wanted => { if (wanted && !table.firstChild) table.append(fileTable(one)); table.hidden = !wanted; head.setAttribute("aria-expanded", String(wanted)); };
  if (open) table.append(fileTable(one));
  one.show = () => show(true);
  return h("div", { class: "card file" }, h("h3", {}, head, h("span", { class: "number" }, percent(one.self) + NARROW + "%", h("span", { class: "faint", style: "font-weight:400" }, "  " + time(seconds(one.self))))),
    one.missing && h("p", {}, `No source lines: ${one.missing}.`), table);
}

function fileTable(one) {
  one.quotes = quotes(one.text);
  one.body = h("tbody");
  const heads = new Map(one.functions.filter(fn => fn.line > 0 && fn.total > 0).map(fn => [fn.line, fn]));
  const last = one.missing ? 0 : Math.max(one.text.length, ...one.lines.keys()), numbers = one.missing ? [...one.lines.keys()].sort((a, b) => a - b) : Array.from({ length: last }, (_, i) => i + 1);
  const wanted = numbers.map(no => one.lines.has(no) || heads.has(no)), long = numbers.length > LONG_FILE;
  const near = i => wanted.slice(Math.max(0, i - NEAR), i + NEAR + 1).some(Boolean);
  for (let i = 0; i < numbers.length; i++) {
    let end = i;
    while (long && end < numbers.length && !near(end)) end++;
    if (end - i > 3) { one.body.append(quietRow(one, numbers.slice(i, end))); i = end - 1; continue; }
    if (heads.has(numbers[i])) one.body.append(functionRow(heads.get(numbers[i])));
    one.body.append(lineRow(one, numbers[i]));
  }
  return h("table", { class: "lines" }, h("thead", {}, h("tr", {}, COLUMN_HEADS.map(([name, title]) => h("th", { scope: "col", class: name.replace(/^(?!code)/, "c-") }, title)))), one.body);
}

function quietRow(one, numbers) {
  const row = h("tr", { class: "quiet", "data-from": numbers[0], "data-to": numbers.at(-1) }, h("td", { colspan: COLUMN_HEADS.length }, h("button", { onclick: () => row.replaceWith(...numbers.map(no => lineRow(one, no))) }, `${numbers.length} quiet lines, ${numbers[0]} to ${numbers.at(-1)}`)));
  return row;
}

function functionRow(fn) {
  const facts = [nounOf(fn), `total ${percent(fn.total)}${NARROW}%`, fn.calls > 0 && plural(fn.calls, "call"), fn.signature && `compiled for ${fn.signature}` + (fn.compile_s != null ? ` in ${span(fn.compile_s)}` : "")];
  return h("tr", { class: "function" }, h("td", { colspan: COLUMN_HEADS.length }, h("i", { class: "swatch k-" + fn.kind }), h("b", {}, fn.name), facts.filter(Boolean).join(", ")));
}

function lineRow(one, no) {
  const at = one.lines.get(no), n = at?.self ?? 0, share = shareOf(n), text = one.text[no - 1] ?? "", { lead, out } = code(text, one.quotes[no - 1]);
  const grey = share < 0.01 ? " faint" : "", label = n ? h("button", { tabindex: share >= 0.01 ? 0 : -1, "aria-label": `Line ${no}, ${percent(n)} percent` }, no) : String(no);
  const row = h("tr", { class: "line" + (share >= 0.01 ? " hot" : ""), style: `--t:${heat(share)};--in:${lead.replaceAll("\t", "    ").length}`, "data-key": at && (n || at.all || at.wait || at.hits || at.alloc) ? at.key : null, "data-no": no },
    h("td", { class: "number" }, label), h("td", {}, at && at.all > 0 ? box(n, MOST, at.all) : n ? box(n, MOST) : null), h("td", { class: "number" + (share >= 0.05 ? " strong" : grey) }, n ? percent(n) : ""),
    h("td", { class: "number wide" + grey }, n ? fixed(seconds(n), 2) : ""),
    COUNTED && [h("td", { class: "number wide faint" }, at?.hits ? count(at.hits) : ""), h("td", { class: "number wide" + grey }, at?.hits && (at.counted > 0 || n) ? span((at.counted > 0 ? at.counted : seconds(n)) / at.hits) : "")],
    ALLOCATED && h("td", { class: "number wide" + (at && allocatesMuch(at) ? "" : " faint"), title: at?.alloc ? `${bytes(at.alloc.at_peak)} at the peak, ${bytes(at.alloc.at_exit)} at the end` : null }, at?.alloc ? bytes(at.alloc.bytes) : ""),
    h("td", { class: "code" }, h("span", { class: "in" }, lead), query && text.toLowerCase().includes(query) ? h("mark", {}, out) : h("span", {}, out)));
  return row;
}

/** The row of a line, which is made where it is folded away. */
function rowOf(at) {
  at.file.show();
  for (const quiet of at.file.body.querySelectorAll(".quiet")) if (at.no >= +quiet.dataset.from && at.no <= +quiet.dataset.to) quiet.querySelector("button").click();
  return at.file.body.querySelector(`tr[data-no="${at.no}"]`);
}
