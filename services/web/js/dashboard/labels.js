// The least sure answers, judged with one click, and how often answers were right.

import { button, byId, el } from "../dom.js";
import { at } from "../root.js";
import { count, dayName, share, when } from "./format.js";
import { newest } from "./newest.js";
import { call } from "./server.js";

const PATH = "/api/dashboard/labels";
const VERDICTS = { right: "Right", wrong: "Wrong", not_in_resume: "Not in the résumé" };
const ask = newest(() => Promise.all([call("/api/dashboard/unsure"), call("/api/dashboard/accuracy")]));

export async function showLabels() {
  const told = await ask();
  if (!told) return;
  const [unsure, { weeks }] = told;
  const rows = unsure.turns.map((turn) => judged(turn, unsure.entries));
  byId("labels").replaceChildren(
    rows.length ? el("ul", { class: "themes" }, ...rows) : el("p", { class: "soft" }, "No answer waits for your word."),
    el("p", { class: "row" }, rows.length ? button("Show the next ones", showNext) : null, el("a", { class: "button", href: at("/api/dashboard/labels.jsonl"), download: true }, "Labels as test questions")),
    el("p", { class: "soft", id: "labels-left" }, `${count(unsure.total)} without a label`),
    el("div", { id: "accuracy", role: "region", tabindex: "0", "aria-label": "Answers by week" }, accuracy(weeks)),
  );
}

async function showNext() {
  await showLabels();
  (byId("labels").querySelector("li button") || byId("labels-title")).focus();
}

// After a label: the figures anew, without moving what the owner is at.
async function recount() {
  const [{ total }, { weeks }] = await Promise.all([call("/api/dashboard/unsure?limit=1"), call("/api/dashboard/accuracy")]);
  byId("labels-left").textContent = `${count(total)} without a label`;
  byId("accuracy").replaceChildren(accuracy(weeks) ?? "");
}

function judged(turn, entries) {
  const node = el("li");
  const problem = el("p", { class: "error", role: "alert" });
  const choices = el("p", { class: "row" });
  const path = `${PATH}/${encodeURIComponent(turn.id)}`;
  const attempt = async (work) => {
    problem.textContent = "";
    try {
      await work();
      await recount();
    } catch (refused) {
      problem.textContent = refused.message;
    }
  };
  const put = (verdict, entry) =>
    attempt(async () => {
      await call(path, { method: "PUT", body: entry ? { verdict, entry } : { verdict } });
      drawMade(verdict, entry);
      choices.querySelector("button").focus();
    });
  const undo = () =>
    attempt(async () => {
      await call(path, { method: "DELETE" });
      drawOpen();
      choices.querySelector("button").focus();
    });
  const of = `the answer to “${turn.question}”`;
  const drawOpen = () => choices.replaceChildren(...Object.entries(VERDICTS).map(([verdict, words]) => button(words, () => put(verdict), { "aria-label": `${words}: ${of}` })));
  const drawMade = (verdict, entry) => {
    choices.replaceChildren(el("strong", { role: "status" }, VERDICTS[verdict]), button("Undo", undo, { "aria-label": `Undo the label of ${of}` }));
    if (verdict === "wrong") choices.append(missing(entry));
  };
  const missing = (entry) => {
    const options = entries.map(({ id, title }) => el("option", { value: id, selected: id === entry }, title || id));
    const select = el("select", { onchange: () => put("wrong", select.value) }, el("option", { value: "" }, "I do not say"), ...options);
    return el("label", {}, "Should have shown ", select);
  };
  drawOpen();
  node.append(
    el("h3", {}, turn.question),
    el("p", { class: "words" }, turn.response),
    el("p", { class: "soft" }, `${when(turn.created_at)}, ${Math.round(100 * turn.confidence)} % sure`),
    choices,
    problem,
  );
  return node;
}

function accuracy(weeks) {
  if (!weeks.length) return null;
  const names = ["Week of", "Labelled", "Right", "Thumbs up", "Thumbs down"];
  const row = (week) => [count(week.labelled), share(week.right, week.labelled), count(week.thumbs_up), count(week.thumbs_down)];
  return el(
    "table",
    {},
    el("caption", {}, "How often answers were right"),
    el("thead", {}, el("tr", {}, ...names.map((name, place) => el("th", { scope: "col", class: place ? "number" : null }, name)))),
    el("tbody", {}, ...weeks.map((week) => el("tr", {}, el("th", { scope: "row" }, dayName(week.week)), ...row(week).map((value) => el("td", { class: "number" }, value))))),
  );
}
