// What single keys do, and the list that tells it: fetched with the first of them.

import { choice, choose } from "./choices.js";
import { button, byId, el } from "./dom.js";
import { copy, share } from "./sharing.js";
import { say } from "./strings.js";

let at = null; // the turn that was gone to; without one, the newest

// `page`: {conversation, replay}
const ACTIONS = {
  "?": ["keys.list", () => list()],
  "/": ["keys.question", () => byId("question").focus()],
  j: ["keys.next", ({ conversation }) => go(conversation, 1)],
  k: ["keys.before", ({ conversation }) => go(conversation, -1)],
  r: ["keys.again", (page) => withTurn(page, page.replay)],
  c: ["keys.copy", (page) => withTurn(page, (turn) => tell(turn, copy))],
  s: ["keys.share", (page) => withTurn(page, (turn) => tell(turn, share))],
  m: ["keys.mute", () => mute()],
};

export function press(key, page) {
  return ACTIONS[key][1](page);
}

export async function list() {
  const dialog = byId("keys");
  if (!dialog.firstChild) await fill(dialog);
  if (!dialog.open) dialog.showModal();
}

async function fill(dialog) {
  await dressed();
  const rows = Object.entries(ACTIONS).map(([key, [words]]) => row(key, say(words)));
  rows.push(row("Esc", say("keys.stop")));
  const isOn = el("input", { type: "checkbox", checked: choice("keys") !== false });
  isOn.onchange = () => choose("keys", isOn.checked);
  const close = () => dialog.close();
  dialog.append(
    el(
      "header",
      {},
      el("h2", {}, say("keys.open")),
      button("✕", close, { class: "quiet icon", "aria-label": say("close") }),
    ),
    el("dl", {}, ...rows),
    el("label", {}, isOn, ` ${say("keys.on")}`),
  );
}

const row = (key, words) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, words));

function withTurn({ conversation }, act) {
  const { turns } = conversation;
  const turn = turns.includes(at) ? at : turns.at(-1);
  return turn?.told.reply && act(turn);
}

const tell = async (turn, act) => turn.did(await act(turn.told));

// To the answer after or before; its question is read out, and the next Tab is in it.
function go({ turns }, step) {
  if (!turns.length) return;
  const from = turns.includes(at) ? turns.indexOf(at) + step : turns.length - 1;
  at = turns[Math.min(Math.max(from, 0), turns.length - 1)];
  const heading = at.node.querySelector(".question");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  at.node.scrollIntoView();
}

function mute() {
  byId("mute").click();
  byId("announcer").textContent = say(byId("mute").checked ? "keys.muted" : "keys.aloud");
}

// The style comes with the list, and before it.
function dressed() {
  const href = new URL("../css/keys.css", import.meta.url);
  const link = el("link", { rel: "stylesheet", href });
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}
