// The figures and the gaps, asked for together and drawn where they changed.

import { byId } from "../dom.js";
import { tellGaps, tellRange } from "./bar.js";
import * as figures from "./figures.js";
import { funnel } from "./funnel.js";
import { gaps } from "./gaps.js";
import { newest } from "./newest.js";
import { call } from "./server.js";
import { query, state } from "./state.js";

export const OVERVIEW = {
  totals: figures.totals,
  asked: figures.asked,
  intents: figures.intents,
  ways: figures.ways,
  most: figures.mostAsked,
  funnel,
  speed: figures.speed,
  cost: figures.cost,
  engines: figures.engines,
};
const ask = newest(() => Promise.all([call(`/api/dashboard/overview?${query()}`), call(`/api/dashboard/gaps?${query()}`)]));
const drawn = new Map();

export async function showOverview() {
  const found = await ask();
  if (!found) return "";
  const [overview, missing] = found;
  tellRange(overview);
  tellGaps(missing.themes);
  const { since, until, before, ...parts } = withoutEmptyPast(overview);
  // The moments of a range move on by themselves, and are no reason to draw.
  const shown = { ...parts, before: before && { totals: before.totals, latency_ms: before.latency_ms } };
  for (const [id, make] of Object.entries(OVERVIEW)) put(id, shown, make);
  const { themes, not_understood, left_open, undo } = missing;
  put("gaps", { themes, not_understood, left_open, undo }, (found) => gaps(found, showOverview));
  return overview.warming ? "Still reading the log …" : "";
}

// Beside a range in which nobody asked, every row would be new.
function withoutEmptyPast(overview) {
  if (!overview.before || overview.before.totals.questions) return overview;
  const rows = Object.entries(overview).map(([name, value]) => {
    const isCounted = Array.isArray(value) && name !== "funnel";
    return [name, isCounted ? value.map(({ before, ...row }) => row) : value];
  });
  return Object.fromEntries(rows);
}

// What has not changed is not drawn again, what is open stays open, and whoever stands on
// a control goes on standing there.
function put(id, data, make) {
  const looked = JSON.stringify(state());
  const text = JSON.stringify(data) + looked;
  const place = byId(id);
  if (drawn.get(id) === text && place.hasChildNodes()) return;
  // Words that the owner has written are not taken away by news.
  const isWritten = [...place.querySelectorAll("details[open] input")].some((field) => field.value);
  if (isWritten && drawn.get(id)?.endsWith(looked)) return;
  drawn.set(id, text);
  const open = new Set([...place.querySelectorAll("details[open]")].map((node) => node.dataset.keep));
  const stood = place.contains(document.activeElement) ? document.activeElement : null;
  const words = stood?.textContent;
  place.replaceChildren(...make(data));
  for (const node of place.querySelectorAll("details")) node.open = open.has(node.dataset.keep);
  if (!stood) return;
  const same = [...place.querySelectorAll("button, summary, pre")].find((node) => node.textContent === words);
  (same || byId("main")).focus({ preventScroll: true });
}
