// How every part is, and who would serve next.

import { byId, el } from "../dom.js";
import { count, partName, when } from "./format.js";
import { call } from "./server.js";

export async function showHealth() {
  const { status, components, performance } = await call("/health");
  const rows = Object.entries(components).map(([part, { status: state, engine, ...detail }]) =>
    el(
      "tr",
      {},
      el("td", {}, partName(part)),
      el("td", {}, el("span", { class: state === "healthy" ? "tag" : "tag bad" }, state)),
      el("td", {}, engine || "–"),
      el("td", { class: "soft" }, told(detail)),
    ),
  );
  byId("health").replaceChildren(
    el("p", { class: "soft" }, `The whole is ${status}: ${performance.memory_usage_mb} MB of memory, ${performance.cpu_usage_percent} % of a core.`),
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, "Parts of the service"),
      el("thead", {}, el("tr", {}, ...["Part", "State", "Engine", "Detail"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows),
    ),
  );
}

function told(detail) {
  const words = (value) => {
    if (typeof value === "number") return count(value);
    return /^\d{4}-\d\d-\d\dT/.test(value) ? when(value) : String(value);
  };
  return Object.entries(detail)
    .filter(([, value]) => value !== null && typeof value !== "object")
    .map(([name, value]) => `${name.replaceAll("_", " ")} ${words(value)}`)
    .join(", ");
}
