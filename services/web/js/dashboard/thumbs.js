// What visitors thought of answers.

import { byId, el } from "../dom.js";
import { count, share, when } from "./format.js";
import { newest } from "./newest.js";
import { call } from "./server.js";

const PAGE = 20;
const SIGNS = { up: "👍", down: "👎" };
const ask = newest((offset) => call(`/api/dashboard/feedback?limit=${PAGE}&offset=${offset}`));
let shown = 0;

export async function showThumbs({ more = false } = {}) {
  const found = await ask(more ? shown : 0);
  if (!found) return;
  const all = found.up + found.down;
  const rows = found.feedback.map(row);
  if (more) byId("thumbs").querySelector("tbody").append(...rows);
  else byId("thumbs").replaceChildren(rows.length ? listing(rows) : el("p", { class: "soft" }, "No answer was rated yet."));
  shown = (more ? shown : 0) + rows.length;
  byId("thumbs-share").textContent = all ? `${share(found.up, all)} of ${count(all)} are up.` : "";
  byId("more-thumbs").hidden = shown >= all;
}

function listing(rows) {
  const names = ["When", "Thumb", "Question and answer", "Note"];
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, "Thumbs"),
    el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows),
  );
}

function row({ created_at: at, thumb, question, response, note }) {
  return el(
    "tr",
    {},
    el("td", { class: "soft" }, when(at)),
    el("td", {}, el("span", { role: "img", "aria-label": thumb }, SIGNS[thumb])),
    el("td", {}, question || "(words not kept)", el("div", { class: "soft" }, response)),
    el("td", {}, note),
  );
}
