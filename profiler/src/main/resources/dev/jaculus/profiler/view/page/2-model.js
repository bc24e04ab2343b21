/* What the page shows, computed from the samples: time by kind, line and function. */
const KINDS = D.kinds, WAITING = KINDS.findIndex(kind => kind.id === "waiting"), KERNEL = KINDS.findIndex(kind => kind.id === "kernel"), IMPORT = KINDS.findIndex(kind => kind.id === "import");
const SAMPLES = D.samples.weight.length, STACKS = D.stacks.caller.length;
const BY_KIND = KINDS.map(() => 0);
for (let i = 0; i < SAMPLES; i++) BY_KIND[D.samples.kind[i]] += D.samples.weight[i];
const TOTAL = BY_KIND.reduce((sum, n, kind) => kind === WAITING ? sum : sum + n, 0);
const SPARKS = 24, SLICES = D.samples.slice.reduce((most, one) => Math.max(most, one), 0) + 1;
const ELAPSED = Math.max(D.run.elapsed_s, SLICES * D.slice_s);

/* Files */
const FILES = [], FILE_OF = new Map();
function file(path) {
  if (FILE_OF.has(path)) return FILE_OF.get(path);
  const kept = D.sources.find(one => one.path === path), folder = D.run.folder.replace(/\/?$/, "/");
  const shown = kept?.shown ?? path, name = shown.startsWith(folder) ? shown.slice(folder.length) : shown;
  const one = { path, name, short: name.slice(name.lastIndexOf("/") + 1), text: kept?.lines ?? [], missing: kept?.missing ?? (kept ? null : "their text was not kept"), lines: new Map(), self: 0, functions: [], number: FILES.length };
  FILES.push(one);
  FILE_OF.set(path, one);
  return one;
}
function line(path, no) {
  const at = file(path);
  if (!at.lines.has(no)) at.lines.set(no, { file: at, no, key: at.number + ":" + no, self: 0, all: 0, wait: 0, callers: new Map(), inside: new Map(), text: at.text[no - 1] ?? "" });
  return at.lines.get(no);
}

/* Functions */
const FUNCTIONS = D.functions.map((one, id) => ({ ...one, id, self: 0, total: 0, spark: new Float64Array(SPARKS), first: Infinity, last: 0 }));
const FRAMES = D.frames.function.map((fn, id) => ({ id, fn: FUNCTIONS[fn], line: D.frames.line[id], inlined: D.frames.inlined[id] }));
const hasLine = frame => frame.line > 0 && frame.fn.file !== "";
const isOwn = frame => hasLine(frame) && frame.fn.library === "";
const frameOf = stack => FRAMES[D.stacks.frame[stack]];

/** The stack whose innermost frame has the line that a stack is charged to; -1: none has. */
const CHARGED = new Int32Array(STACKS);
for (let stack = 0; stack < STACKS; stack++) {
  const caller = D.stacks.caller[stack], above = caller < 0 ? -1 : CHARGED[caller], frame = frameOf(stack);
  CHARGED[stack] = isOwn(frame) || (hasLine(frame) && (above < 0 || !isOwn(frameOf(above)))) ? stack : above;
}

/* Samples by stack; what a stack is of counts once for each of its functions and lines. */
const WEIGHTS = new Map(), IMPORTS = new Map(); // weights: of stack and kind
for (let i = 0; i < SAMPLES; i++) {
  const kind = D.samples.kind[i], stack = D.samples.stack[i], weight = D.samples.weight[i];
  if (kind === WAITING) {
    if (stack >= 0 && CHARGED[stack] >= 0) line(frameOf(CHARGED[stack]).fn.file, frameOf(CHARGED[stack]).line).wait += weight;
    continue;
  }
  const key = stack * KINDS.length + kind;
  WEIGHTS.set(key, (WEIGHTS.get(key) ?? 0) + weight);
  const self = selfOf(stack, kind);
  if (self) self.spark[Math.min(SPARKS - 1, Math.floor(D.samples.slice[i] / SLICES * SPARKS))] += weight;
}

/** A kernel's time is its own in what it calls of libraries too; that of an import the import's; elsewhere the innermost function's. */
function selfOf(stack, kind) {
  if (stack < 0) return null;
  const charged = CHARGED[stack];
  if (kind === IMPORT && charged >= 0) return importOf(frameOf(charged));
  return kind === KERNEL && charged >= 0 ? frameOf(charged).fn : frameOf(stack).fn;
}

/** What stands for an import among the functions: the statement. */
function importOf(frame) {
  const key = frame.fn.file + ":" + frame.line;
  if (!IMPORTS.has(key)) {
    const name = file(frame.fn.file).text[frame.line - 1]?.trim() || `import at line ${frame.line}`;
    const one = { kind: "import", name, file: frame.fn.file, line: frame.line, library: "", id: FUNCTIONS.length, self: 0, total: 0, spark: new Float64Array(SPARKS), first: frame.line, last: frame.line };
    IMPORTS.set(key, one);
    FUNCTIONS.push(one);
  }
  return IMPORTS.get(key);
}

for (const [key, weight] of WEIGHTS) {
  const kind = (key % KINDS.length + KINDS.length) % KINDS.length, stack = (key - kind) / KINDS.length;
  if (stack < 0) continue;
  const self = selfOf(stack, kind);
  self.self += weight;
  const functions = new Set([self]), lines = new Set();
  for (let at = stack; at >= 0; at = D.stacks.caller[at]) {
    const frame = frameOf(at);
    functions.add(frame.fn);
    if (isOwn(frame)) lines.add(line(frame.fn.file, frame.line));
  }
  functions.forEach(fn => fn.total += weight);
  lines.forEach(one => one.all += weight);
  if (CHARGED[stack] >= 0) charge(stack, CHARGED[stack], weight);
}

function charge(stack, charged, weight) {
  const frame = frameOf(charged), at = line(frame.fn.file, frame.line), add = (map, key) => map.set(key, (map.get(key) ?? 0) + weight);
  at.self += weight;
  at.file.self += weight;
  at.fn ??= frame.fn;
  if (stack !== charged) add(at.inside, frameOf(stack).fn);
  for (let caller = D.stacks.caller[charged]; caller >= 0; caller = D.stacks.caller[caller]) {
    const above = frameOf(caller);
    if (isOwn(above) && (above.fn !== frame.fn || above.line !== frame.line)) { add(at.callers, above); break; }
  }
}

/* What was counted, allocated, disassembled */
for (const one of D.counts) { const at = line(one.file, one.line); at.hits = (at.hits ?? 0) + one.hits; at.counted = one.seconds; }
const NO_LINE = { bytes: 0, count: 0, at_peak: 0, at_exit: 0 }; // what was allocated, nobody knows where
for (const one of D.allocations) {
  if (!one.file) { for (const part in NO_LINE) NO_LINE[part] += one[part]; continue; }
  const at = line(one.file, one.line), sum = at.alloc ??= { bytes: 0, count: 0, at_peak: 0, at_exit: 0 };
  for (const part in sum) sum[part] += one[part];
}
for (const one of D.notes ?? []) if (FILE_OF.has(one.file)) ((line(one.file, one.line).notes ??= {})[one.topic] ??= []).push(one.text);
D.instructions.forEach((one, index) => { if (one.line > 0 && FILE_OF.has(one.file)) (line(one.file, one.line).machine ??= []).push(index); });

/* Where functions begin: line tables of kernels may not say, the text does. */
for (const frame of FRAMES) if (isOwn(frame)) { frame.fn.first = Math.min(frame.fn.first, frame.line); frame.fn.last = Math.max(frame.fn.last, frame.line); }
for (const fn of FUNCTIONS) {
  if (!fn.file || !FILE_OF.has(fn.file) || fn.library) continue;
  const at = file(fn.file), head = new RegExp("^\\s*(async\\s+)?def\\s+" + fn.name.replace(/^.*\./, "").replace(/[^\w]/g, ".") + "\\b");
  for (let no = fn.first; !fn.line && no > 0 && no < Infinity; no--) if (head.test(at.text[no - 1] ?? "")) fn.line = no;
  if (fn.kind !== "import" && fn.kind !== "compile") at.functions.push(fn);
}
FILES.sort((a, b) => b.self - a.self || a.name.localeCompare(b.name));
const LINES = FILES.flatMap(one => [...one.lines.values()]), HOT = LINES.filter(one => one.self > 0).sort((a, b) => b.self - a.self || a.no - b.no);
const LINE_OF = new Map(LINES.map(one => [one.key, one])), MOST = HOT[0]?.self ?? 1;
const COUNTED = D.counts.length > 0, ALLOCATED = D.allocations.length > 0;
const ALLOCATING = LINES.filter(one => one.alloc), most_of = part => ALLOCATING.reduce((most, one) => Math.max(most, one.alloc[part]), 0);
const IS_MUCH = 0.01, MOST_AT_PEAK = most_of("at_peak"), MOST_IN_ALL = most_of("bytes");
/** Whether a line allocates enough to be worth a look. */
const allocatesMuch = one => one.alloc && (one.alloc.at_peak > IS_MUCH * MOST_AT_PEAK || one.alloc.bytes > IS_MUCH * MOST_IN_ALL);
const fnName = fn => fn.library && fn.library !== fn.name ? `${fn.name} (${fn.library})` : fn.name;
const nounOf = fn => KINDS.find(kind => kind.id === fn.kind).noun;
const placeOf = one => `${one.file.short}:${one.no}`;
