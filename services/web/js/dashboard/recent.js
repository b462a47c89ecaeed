// The log of turns, filtered, and one turn looked into.

import { button, byId, el } from "../dom.js";
import { waterfall } from "./charts.js";
import { dollars, ms, partName, when } from "./format.js";
import { newest } from "./newest.js";
import { call } from "./server.js";

const PAGE = 20;
const ask = newest((query) => call(`/api/ai-interactions?${query}`));
let shown = 0;

export async function showRecent({ more = false } = {}) {
  const query = new URLSearchParams({ limit: PAGE, offset: more ? shown : 0 });
  if (byId("filter-intent").value) query.set("intent", byId("filter-intent").value);
  if (byId("filter-unanswered").checked) query.set("unanswered", "true");
  const found = await ask(query);
  if (!found) return;
  const rows = found.interactions.map(row);
  if (more) byId("recent").querySelector("tbody").append(...rows);
  else byId("recent").replaceChildren(rows.length ? listing(rows) : el("p", { class: "soft" }, "No such question."));
  shown = (more ? shown : 0) + rows.length;
  byId("older").hidden = rows.length < PAGE;
}

export function offerIntents(found) {
  const select = byId("filter-intent");
  const known = new Set([...select.options].map((option) => option.value));
  for (const { name } of found) if (!known.has(name)) select.append(el("option", { value: name }, name.replaceAll("_", " ")));
}

function listing(rows) {
  const names = ["When", "Question", "About", "Took", ""];
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, "Recent questions"),
    el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name || el("span", { class: "unseen" }, "Remarks"))))),
    el("tbody", {}, ...rows),
  );
}

function row(turn) {
  const words = turn.user_input || "(words not kept)";
  return el(
    "tr",
    {},
    el("td", { class: "soft" }, when(turn.created_at)),
    el("td", {}, button(words, () => open(turn), { class: "link", "aria-haspopup": "dialog" })),
    el("td", {}, turn.intent.replaceAll("_", " ")),
    el("td", {}, ms(turn.timing_ms.total_ms || 0)),
    el(
      "td",
      {},
      turn.unanswered ? el("span", { class: "tag bad" }, "not answered") : null,
      turn.channel === "voice" ? el("span", { class: "tag" }, "spoken") : null,
      turn.degraded.length ? el("span", { class: "tag bad" }, "fallback") : null,
    ),
  );
}

function open(turn) {
  const dialog = byId("turn");
  const reasons = el("div", { "aria-live": "polite" });
  const listed = (names) => [...names].join(", ").replaceAll("_", " ");
  const engines = Object.entries(turn.engines)
    .filter(([, name]) => name !== "none")
    .map(([part, name]) => `${partName(part)} ${name}`);
  const facts = [
    ["Asked", `${when(turn.created_at)}, ${turn.channel === "voice" ? "spoken" : "typed"}`],
    ["Answer", turn.response || "(words not kept)"],
    ["About", listed(new Set([turn.intent, turn.item_type]))],
    ["Cards", turn.shown.join(", ") || "none"],
    ["Engines", listed(engines) || "the résumé engine alone"],
    ["Fallbacks", turn.degraded.join(", ") || "none"],
    ["Heard", turn.confidence === null ? null : `${Math.round(100 * turn.confidence)} % sure`],
    ["Model", turn.model ? `${turn.model}, ${turn.prompt_tokens + turn.completion_tokens} tokens, ${dollars(turn.cost_usd)}${turn.cached ? ", from the cache" : ""}` : null],
  ].filter(([, value]) => value);
  dialog.replaceChildren(
    el("h2", { id: "turn-title" }, turn.user_input || "A question whose words were not kept"),
    waterfall(turn.timing_ms),
    el("dl", {}, ...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    reasons,
    el(
      "p",
      { class: "row" },
      turn.user_input ? button("Ask again and explain", () => explain(turn, reasons)) : null,
      button("Close", () => dialog.close()),
    ),
  );
  dialog.showModal();
}

async function explain(turn, place) {
  const body = { text: turn.user_input, session_id: turn.session_id, before: turn.created_at };
  try {
    const found = await call("/api/dashboard/explain", { method: "POST", body });
    const { cards = [], ...read } = found.explain;
    const listed = (value) => (Array.isArray(value) ? value.join(", ") : String(value)) || "none";
    place.replaceChildren(
      el("h3", {}, "Asked again just now"),
      el("p", {}, found.response),
      el(
        "dl",
        {},
        el("dt", {}, "decided"),
        el("dd", {}, `${found.intent}${found.absent ? ", not in the résumé" : ""}, ${Math.round(100 * found.confidence)} % sure`),
        ...Object.entries(read).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, listed(value))]),
        ...cards.flatMap((card) => [el("dt", {}, "card"), el("dd", {}, `${card.id}: ${listed(card.why)}`)]),
      ),
    );
  } catch (problem) {
    place.replaceChildren(el("p", { class: "error" }, problem.message));
  }
}
