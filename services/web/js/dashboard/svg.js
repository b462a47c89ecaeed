// Charts by hand: SVG with a title, a description, and the same numbers as a table.

import { el } from "../dom.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
let numbered = 0;

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// `draw(width)` returns {height, nodes}; it is called again when the width changes.
export function chart({ title, description, caption, columns, rows, draw }) {
  const id = `chart-${(numbered += 1)}`;
  const picture = svg("svg", { role: "img", "aria-labelledby": `${id}-title ${id}-desc` });
  const names = [svg("title", { id: `${id}-title` }, title), svg("desc", { id: `${id}-desc` }, description)];
  picture.append(...names);
  let width = 0;
  const redraw = () => {
    const room = Math.round(picture.parentNode?.clientWidth || 0);
    if (!room || room === width) return;
    width = room;
    const { height, nodes } = draw(width);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.replaceChildren(...names, ...nodes);
  };
  new ResizeObserver(redraw).observe(picture);
  requestAnimationFrame(redraw);
  return el(
    "figure",
    {},
    caption ? el("figcaption", {}, ...caption) : null,
    picture,
    el("details", { "data-keep": title }, el("summary", {}, "As a table"), table(title, columns, rows)),
  );
}

export function table(title, columns, rows) {
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": `${title}, as a table` },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, ...columns.map((name, place) => el("th", { scope: "col", class: place ? "number" : null }, name)))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((value, place) => el("td", { class: place ? "number" : null }, value))))),
    ),
  );
}

// Round steps that make at most `most` lines up to `top`.
export function ticks(top, most = 4) {
  if (!(top > 0)) return [0];
  const rough = top / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const found = [];
  for (let value = 0; value < top + step * 0.999; value += step) found.push(Number(value.toPrecision(6)));
  return found;
}

export const line = (x1, y1, x2, y2, kind) => svg("line", { x1, y1, x2, y2, class: kind });
export const label = (x, y, words, anchor = "start", kind = "") => svg("text", { x, y, "text-anchor": anchor, class: kind }, words);
