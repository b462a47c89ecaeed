// Answers kept for the next visitor, and dropping them.

import { button, byId, el } from "../dom.js";
import { count, dollars, when } from "./format.js";
import { newest } from "./newest.js";
import { call } from "./server.js";

const PAGE = 20;
const PATH = "/api/dashboard/answers";
const ask = newest((offset) => call(`${PATH}?limit=${PAGE}&offset=${offset}`));
let shown = 0;

export async function showAnswers({ more = false } = {}) {
  const found = await ask(more ? shown : 0);
  if (!found) return;
  const { answers, total, hits_by_words: same, hits_by_meaning: alike, saved_usd: saved } = found;
  const rows = answers.map(row);
  if (more) byId("answers").querySelector("tbody").append(...rows);
  else byId("answers").replaceChildren(...(rows.length ? [listing(rows)] : [el("p", { class: "soft" }, "No model's answer is kept at present.")]));
  shown = (more ? shown : 0) + rows.length;
  byId("answers-saved").textContent = !(same + alike) ? "" : `Since the start ${count(same + alike)} answers were given again, ${count(alike)} of them to other words, which saved ${dollars(saved)}.`;
  byId("more-answers").hidden = shown >= total;
  byId("drop-answers").hidden = !total;
}

export async function dropAnswers() {
  await call(PATH, { method: "DELETE" });
  await showAnswers();
  byId("answers-title").focus();
}

function listing(rows) {
  const names = ["Kept", "Answer", "About", "Given again", "Saved", ""];
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, "Kept answers"),
    el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name || el("span", { class: "unseen" }, "Drop"))))),
    el("tbody", {}, ...rows),
  );
}

function row(kept) {
  const problem = el("span", { class: "error", role: "alert" });
  const drop = async () => {
    try {
      await call(`${PATH}/${encodeURIComponent(kept.id)}`, { method: "DELETE" });
      await showAnswers();
      byId("answers-title").focus();
    } catch (refused) {
      problem.textContent = refused.message;
    }
  };
  return el(
    "tr",
    {},
    el("td", { class: "soft" }, when(kept.created_at)),
    el("td", {}, kept.answer),
    el("td", {}, kept.about.replaceAll("_", " ")),
    el("td", { class: "number" }, count(kept.hits)),
    el("td", { class: "number" }, dollars(kept.saved_usd)),
    el("td", {}, button("Drop", drop, { "aria-label": `Drop the answer: ${kept.answer}` }), problem),
  );
}
