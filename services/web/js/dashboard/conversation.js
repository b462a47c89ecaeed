// A session as a whole: every turn in order. Its address leads back to it.

import { button, byId, el } from "../dom.js";
import { count, dollars, when } from "./format.js";
import { newest } from "./newest.js";
import { call } from "./server.js";
import { change, state } from "./state.js";
import { factsOf, questionOf, stagesOf, tagsOf, tookOf } from "./turn.js";

const ask = newest((id, offset) => call(`/api/dashboard/conversations/${encodeURIComponent(id)}?offset=${offset}`));

export function startConversation() {
  byId("conversation").addEventListener("close", () => change({ conversation: "" }));
}

export const openConversation = (id) => change({ conversation: id });

// Opens or closes as the address has it.
export async function showConversation() {
  const dialog = byId("conversation");
  const id = state().conversation;
  if (!id) return dialog.open && dialog.close();
  if (dialog.open && dialog.dataset.shown === id) return undefined;
  const found = await ask(id, 0).catch((problem) => ({ problem }));
  if (!found) return undefined;
  dialog.dataset.shown = id;
  dialog.replaceChildren(...(found.problem ? missing(found.problem) : told(id, found)));
  if (!dialog.open) dialog.showModal();
  return undefined;
}

const closing = () => button("Close", () => byId("conversation").close());
const title = () => el("div", { class: "top" }, el("h2", { id: "conversation-title" }, "The whole conversation"), closing());
const missing = (problem) => [title(), el("p", { class: "error", role: "alert" }, problem.message)];

function told(id, found) {
  const list = el("ol", { class: "turns" }, ...found.turns.map((turn) => item(turn, found.cards)));
  const more = button("Later turns", async () => {
    const next = await ask(id, list.children.length);
    if (!next) return;
    list.append(...next.turns.map((turn) => item(turn, next.cards)));
    more.hidden = !next.more;
  });
  more.hidden = !found.more;
  return [title(), el("p", { class: "soft" }, summary(found)), list, el("p", { class: "row" }, more)];
}

function summary({ turns, more }) {
  const sum = (of) => turns.reduce((all, turn) => all + of(turn), 0);
  const missed = sum((turn) => (turn.unanswered ? 1 : 0));
  const span = turns.length ? `${when(turns[0].created_at)} to ${when(turns.at(-1).created_at)}` : "";
  return [`${count(turns.length)}${more ? " and more" : ""} questions`, span, missed ? `${count(missed)} not answered` : "all answered", `cost ${dollars(sum((turn) => turn.cost_usd))}`].join(" · ");
}

function item(turn, cards) {
  const more = el("details", {}, el("summary", {}, `Stages and engines, ${tookOf(turn)}`));
  // Charts measure the room they have: they are drawn when there is some.
  more.addEventListener("toggle", () => more.open && more.children.length === 1 && more.append(stagesOf(turn), factsOf(turn, { isBrief: true })));
  const shown = turn.shown.map((id) => cards[id] || id);
  return el(
    "li",
    {},
    el("p", { class: "soft" }, when(turn.created_at), " ", ...tagsOf(turn)),
    el("p", { class: "asked" }, questionOf(turn)),
    el("p", { class: "replied" }, turn.response || "(words not kept)"),
    shown.length ? el("p", { class: "soft" }, `Cards: ${shown.join(", ")}`) : null,
    more,
  );
}
