// What became of those who opened the page: sums of days, nobody is followed.

import { el } from "../dom.js";
import { count, share } from "./format.js";
import { change, stepName } from "./names.js";
import { svg } from "./svg.js";

export function funnel({ funnel: steps }) {
  const most = Math.max(1, ...steps.map((one) => one.count));
  return [
    el(
      "ol",
      { class: "funnel" },
      ...steps.map((one, place) => step(one, place ? steps[0].count : 0, most)),
    ),
    el("p", { class: "soft" }, "Whole days, whatever is filtered. Only sums are kept: which visitor did what is not known."),
  ];
}

function step({ step: name, count: value, before }, opened, most) {
  const [words, unit] = stepName(name);
  const told = [opened ? `${share(value, opened)} of openings` : "", change(value, before, count)].filter(Boolean).join(", ");
  return el(
    "li",
    {},
    el("span", {}, words),
    el("strong", { class: "number" }, `${count(value)} ${value === 1 ? unit.slice(0, -1) : unit}`),
    svg("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", height: 6, "aria-hidden": "true" }, svg("rect", { width: (100 * value) / most, height: 6 })),
    el("span", { class: "soft" }, told),
  );
}
