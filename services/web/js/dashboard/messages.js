// What visitors left for the owner: read, marked, deleted.

import { button, byId, el } from "../dom.js";
import { count, when } from "./format.js";
import { newest } from "./newest.js";
import { call } from "./server.js";

const PAGE = 10;
const PATH = "/api/dashboard/messages";
const ask = newest((offset) => call(`${PATH}?limit=${PAGE}&offset=${offset}`));
let shown = 0;

export async function showMessages({ more = false } = {}) {
  const found = await ask(more ? shown : 0);
  if (!found) return;
  const nodes = found.messages.map(message);
  const list = more ? byId("messages").querySelector("ul") : el("ul", { class: "themes" });
  list.append(...nodes);
  if (!more) byId("messages").replaceChildren(nodes.length ? list : el("p", { class: "soft" }, "Nobody has left a message yet."));
  shown = (more ? shown : 0) + nodes.length;
  byId("more-messages").hidden = shown >= found.total;
  tell(found);
}

function tell({ total, unread }) {
  byId("messages-unread").textContent = total ? `${count(unread)} unread of ${count(total)}` : "";
}

// After a change: how many are left unread.
async function recount() {
  tell(await call(`${PATH}?limit=1&fields=id`));
}

function message(left) {
  const node = el("li");
  const problem = el("p", { class: "error", role: "alert" });
  const attempt = async (work) => {
    try {
      await work();
    } catch (refused) {
      problem.textContent = refused.message;
    }
  };
  const path = `${PATH}/${encodeURIComponent(left.id)}`;
  const mark = () =>
    attempt(async () => {
      left = await call(path, { method: "PATCH", body: { read: !left.read } });
      draw();
      node.querySelector("button").focus();
      await recount();
    });
  const remove = () =>
    attempt(async () => {
      await call(path, { method: "DELETE" });
      const next = node.nextElementSibling || node.previousElementSibling;
      node.remove();
      shown -= 1;
      (next?.querySelector("button") || byId("messages-title")).focus();
      await (next ? recount() : showMessages());
    });
  const draw = () => {
    const of = `the message of ${when(left.created_at)}`;
    const erase = button("Delete", () => {
      erase.replaceWith(sure);
      sure.focus();
    });
    const sure = button("Delete for good", remove, { "aria-label": `Delete ${of} for good` });
    erase.setAttribute("aria-label", `Delete ${of}`);
    const marking = left.read ? "Mark as unread" : "Mark as read";
    node.replaceChildren(
      el("p", { class: "head soft" }, when(left.created_at), left.read ? "" : el("span", { class: "tag bad" }, "unread")),
      el("p", { class: "words" }, left.text),
      left.question ? el("p", { class: "soft" }, `Asked in vain: ${left.question}`) : "",
      left.reply_to ? el("p", { class: "soft" }, `Answer to: ${left.reply_to}`) : "",
      el("p", { class: "row" }, button(marking, mark, { "aria-label": `${marking}: ${of}` }), erase),
      problem,
    );
  };
  draw();
  return node;
}
