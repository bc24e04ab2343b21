"use strict";
/* The data, how numbers are written, how elements are made. Text of the program's gets into the page as text only. */
const D = JSON.parse(document.getElementById("data").textContent);
const $ = id => document.getElementById(id);
const NARROW = "\u202f"; // between a number and its unit, and between thousands
const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(3).filter(one => one != null && one !== false));
  return element;
}
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

const thousands = text => text.replace(/\B(?=(\d{3})+$)/g, NARROW);
const fixed = (value, digits) => { const [whole, part] = value.toFixed(digits).split("."); return thousands(whole) + (part ? "." + part : ""); };
const seconds = samples => samples / D.rate;
const shareOf = samples => TOTAL ? samples / TOTAL : 0;
const percent = samples => (100 * shareOf(samples)).toFixed(1);
const time = value => fixed(value, value < 100 ? 2 : 1) + NARROW + "s";

/** A time in the unit that suits it. */
function span(value) {
  for (const [unit, size] of [["s", 1], ["ms", 1e-3], ["µs", 1e-6], ["ns", 1e-9]]) {
    if (value >= size || unit === "ns") return Number((value / size).toPrecision(3)) + NARROW + unit;
  }
}
function count(n) {
  for (const [unit, size] of [["G", 1e9], ["M", 1e6], ["k", 1e4]]) {
    if (n >= size) { const scaled = n / (unit === "k" ? 1e3 : size); return Number(scaled.toPrecision(3)) + NARROW + unit; }
  }
  return fixed(n, 0);
}
function bytes(n) {
  for (const [unit, size] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]]) {
    if (Math.abs(n) >= size) return Number((n / size).toPrecision(3)) + NARROW + unit;
  }
  return n + NARROW + "B";
}
const plural = (n, word) => `${fixed(n, 0)} ${word}${n === 1 ? "" : "s"}`;

/** How warm a share is, 0 to 1: the root, so that a hundredth is seen. */
const heat = share => Math.sqrt(Math.min(1, share / 0.4)).toFixed(3);
const link = (text, action, attributes) => h("a", { href: "#source", ...attributes, onclick: event => { event.preventDefault(); action(); } }, text);

/** A bar for samples, and an outline for those with what they call; full where they are the most. */
function box(samples, most, all) {
  const part = Math.min(1, samples / most), rest = Math.min(1, (all ?? 0) / most) - part;
  return h("span", { class: "box" }, samples > 0 && h("i", { style: `width:${100 * part}%;--t:${heat(shareOf(samples))}` }),
    rest > 0.01 && h("i", { class: "with", style: `left:${100 * part}%;width:${100 * rest}%` }));
}
