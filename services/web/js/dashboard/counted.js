// A table of counts with a bar beside each; the numbers carry the meaning.

import { button, el } from "../dom.js";
import { count } from "./format.js";
import { difference } from "./names.js";
import { change, clearFilters, isFiltered, state } from "./state.js";
import { svg } from "./svg.js";

// Rows are {words, value, before, wanted}; `wanted` are the filters a click sets.
export function counted(name, rows) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  const isCompared = rows.some((row) => row.before !== undefined);
  const heads = [name, "Times", ...(isCompared ? ["Change"] : []), "Share"];
  return el(
    "table",
    { class: "counts" },
    el("caption", { class: "unseen" }, name),
    el("thead", { class: "unseen" }, el("tr", {}, ...heads.map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, ...rows.map((row) => line(row, most, isCompared))),
  );
}

function line({ words, value, before, wanted }, most, isCompared) {
  return el(
    "tr",
    {},
    el("td", {}, wanted ? pick(words, wanted) : words),
    el("td", { class: "number" }, count(value)),
    isCompared ? el("td", { class: "number soft" }, difference(value, before, count)) : null,
    el("td", { class: "bar" }, bar(value, most)),
  );
}

const bar = (value, most) =>
  svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", height: 10, "aria-hidden": "true" }, svg("rect", { width: (100 * value) / most, height: 10, rx: 1 }));

// A name that shows its questions alone, and all again when it is clicked once more.
export function pick(words, wanted) {
  const isPicked = Object.entries(wanted).every(([name, value]) => state()[name] === value);
  const none = Object.fromEntries(Object.keys(wanted).map((name) => [name, ""]));
  return button(words, () => change(isPicked ? none : wanted), { class: "link", "aria-pressed": String(isPicked) });
}

// What to do where there is nothing.
export function nothing(words, advice) {
  const told = isFiltered() ? ["Nothing matches the filters. ", button("Remove the filters", clearFilters, { class: "link" })] : [`${words} ${advice}`];
  return el("p", { class: "soft" }, ...told);
}

export const LONGER = "Choose a longer range above.";
