// The questions behind the figures, and one turn looked into.

import { button, byId, el } from "../dom.js";
import { openConversation } from "./conversation.js";
import { LONGER, nothing } from "./counted.js";
import { count, when } from "./format.js";
import { plain } from "./names.js";
import { newest } from "./newest.js";
import { call } from "./server.js";
import { query } from "./state.js";
import { factsOf, questionOf, stagesOf, tagsOf, tookOf } from "./turn.js";

const PAGE = 20;
const ask = newest((offset) => call(`/api/dashboard/questions?${query({ limit: PAGE, offset })}`));
let shown = 0;

export async function showRecent({ more = false } = {}) {
  const found = await ask(more ? shown : 0);
  if (!found) return;
  const rows = found.questions.map(row);
  if (more) byId("recent").querySelector("tbody").append(...rows);
  else byId("recent").replaceChildren(rows.length ? listing(rows) : nothing("No question.", LONGER));
  shown = (more ? shown : 0) + rows.length;
  byId("recent-count").textContent = found.total ? `${count(shown)} of ${count(found.total)}` : "";
  byId("older").hidden = shown >= found.total;
}

function listing(rows) {
  const names = ["When", "Question", "About", "Took", ""];
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, "Recent questions"),
    el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col", class: name === "Took" ? "number" : null }, name || el("span", { class: "unseen" }, "Remarks"))))),
    el("tbody", {}, ...rows),
  );
}

function row(turn) {
  return el(
    "tr",
    {},
    el("td", { class: "soft" }, when(turn.created_at)),
    el("td", {}, button(questionOf(turn), () => open(turn), { class: "link", "aria-haspopup": "dialog" })),
    el("td", {}, plain(turn.intent)),
    el("td", { class: "number" }, tookOf(turn)),
    el("td", { class: "tags" }, ...tagsOf(turn)),
  );
}

function open(turn) {
  const dialog = byId("turn");
  const reasons = el("div", { "aria-live": "polite" });
  const whole = () => {
    dialog.close();
    openConversation(turn.session_id);
  };
  dialog.replaceChildren(
    el("h2", { id: "turn-title" }, turn.user_input || "A question whose words were not kept"),
    stagesOf(turn),
    factsOf(turn),
    reasons,
    el(
      "p",
      { class: "row" },
      button("The whole conversation", whole, { "aria-haspopup": "dialog" }),
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
        { class: "facts" },
        el("dt", {}, "decided"),
        el("dd", {}, `${found.intent}${found.absent ? ", not in the résumé" : ""}, ${Math.round(100 * found.confidence)} % sure`),
        ...Object.entries(read).flatMap(([name, value]) => [el("dt", {}, plain(name)), el("dd", {}, listed(value))]),
        ...cards.flatMap((card) => [el("dt", {}, "card"), el("dd", {}, `${card.id}: ${listed(card.why)}`)]),
      ),
    );
  } catch (problem) {
    place.replaceChildren(el("p", { class: "error" }, problem.message));
  }
}
