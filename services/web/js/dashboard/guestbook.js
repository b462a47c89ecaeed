// The guestbook as its owner tends it.

import { button, byId, el } from "../dom.js";
import { when } from "./format.js";
import { newest } from "./newest.js";
import { call } from "./server.js";

const PAGE = 12;
const ask = newest((offset) => call(`/api/dashboard/guestbook?limit=${PAGE}&offset=${offset}`));
let shown = 0;

export async function showGuestbook({ more = false } = {}) {
  const found = await ask(more ? shown : 0);
  if (!found) return;
  const nodes = found.signatures.map(signature);
  const list = more ? byId("guestbook").querySelector("ul") : el("ul");
  list.append(...nodes);
  if (!more) byId("guestbook").replaceChildren(nodes.length ? list : el("p", { class: "soft" }, "Nobody has signed yet."));
  shown = (more ? shown : 0) + nodes.length;
  byId("more-signatures").hidden = nodes.length < PAGE;
}

function signature(signed) {
  const node = el("li");
  const problem = el("p", { class: "error", role: "alert" });
  const attempt = async (work) => {
    try {
      await work();
    } catch (refused) {
      problem.textContent = refused.message;
    }
  };
  const path = `/api/guestbook/${encodeURIComponent(signed.id)}`;
  const hide = () =>
    attempt(async () => {
      signed = await call(path, { method: "PATCH", body: { hidden: !signed.hidden } });
      draw();
      node.querySelector("button").focus();
    });
  const remove = () =>
    attempt(async () => {
      await call(path, { method: "DELETE" });
      const next = node.nextElementSibling || node.previousElementSibling;
      node.remove();
      shown -= 1;
      (next?.querySelector("button") || byId("guestbook-title")).focus();
    });
  const draw = () => {
    const erase = button("Delete", () => {
      erase.replaceWith(sure);
      sure.focus();
    });
    const sure = button("Delete for good", remove);
    erase.setAttribute("aria-label", `Delete the signature of ${signed.name}`);
    const src = signed.image.startsWith("data:") ? signed.image : new URL(`../../..${path}/picture`, import.meta.url).href;
    const picture = signed.image ? el("img", { src, alt: `Drawing by ${signed.name}`, loading: "lazy" }) : el("div", { class: "blank" });
    if (signed.hidden) picture.classList.add("away");
    node.replaceChildren(
      picture,
      el("p", {}, `${signed.emoji} ${signed.name} `, signed.hidden ? el("span", { class: "tag bad" }, "hidden") : null),
      el("p", { class: "soft" }, when(signed.timestamp)),
      el("p", { class: "row" }, button(signed.hidden ? "Show" : "Hide", hide, { "aria-label": `${signed.hidden ? "Show" : "Hide"} the signature of ${signed.name}` }), erase),
      problem,
    );
  };
  draw();
  return node;
}
