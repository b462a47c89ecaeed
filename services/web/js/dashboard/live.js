// What goes on right now; asked again and again while the page is looked at.

import { byId, el } from "../dom.js";
import { stageName } from "./charts.js";
import { count, dollars, ms, partName } from "./format.js";
import { call } from "./server.js";

export async function showLive() {
  const found = await call("/api/dashboard/live");
  const rows = [
    ["Live talks", talks(found.sockets)],
    ["Work", work(found.queue)],
    ["Serving", Object.entries(found.engines).map(([part, name]) => `${partName(part)}: ${name === "none" ? "résumé engine alone" : name}`).join(", ")],
    ["Money left today", `${dollars(found.budget.left_usd)} of ${dollars(found.budget.limit_usd)}`],
    [`Last ${found.lately.minutes} minutes`, lately(found.lately)],
  ];
  const text = JSON.stringify(rows);
  if (byId("now").dataset.shown === text) return;
  byId("now").dataset.shown = text;
  byId("now").replaceChildren(el("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])));
}

const talks = ({ open }) => (open ? `${count(open)} open` : "none open");

function work({ waiting, at_work: busy, turns_to_log: unlogged }) {
  const told = [busy ? `${count(busy)} under way` : "", waiting ? `${count(waiting)} waiting` : "", unlogged ? `${count(unlogged)} turns to be logged` : ""];
  return told.filter(Boolean).join(", ") || "nothing waits";
}

function lately({ turns, latency_ms: stages }) {
  if (!turns) return "nobody asked anything";
  const told = stages.map((one) => `${stageName(one.stage)} ${ms(one.p50)}`).join(", ");
  return `${count(turns)} ${turns === 1 ? "question" : "questions"}; half were faster than: ${told}`;
}
