// What the résumé does not say, and a draft that would say it.

import { button, el } from "../dom.js";
import { LONGER, nothing, pick } from "./counted.js";
import { draftForm, openOnes, undoing } from "./drafts.js";
import { count, when } from "./format.js";
import { phrase } from "./state.js";

const MOST_AT_FIRST = 6;

export function gaps({ themes, not_understood: unclear, left_open: left, undo }, redraw) {
  const nodes = undo ? [undoing(undo, redraw)] : [];
  nodes.push(...(themes.length ? listed(themes, redraw) : [nothing("Nothing was asked in vain in this time.", LONGER)]));
  if (left.length) nodes.push(openOnes(left, redraw));
  if (unclear.length)
    nodes.push(
      el(
        "details",
        { "data-keep": "unclear" },
        el("summary", {}, `Not understood at all (${count(unclear.length)})`),
        el("ul", {}, ...unclear.map(asked)),
      ),
    );
  return nodes;
}

function listed(themes, redraw) {
  const list = (some) => el("ol", { class: "themes" }, ...some.map((one) => theme(one, redraw)));
  const rest = themes.slice(MOST_AT_FIRST);
  const nodes = [list(themes.slice(0, MOST_AT_FIRST))];
  if (rest.length) nodes.push(el("details", { "data-keep": "more-gaps" }, el("summary", {}, `${rest.length} more`), list(rest)));
  return nodes;
}

const asked = (one) => el("li", {}, pick(`“${one.question}”`, { q: phrase(one.question) }));

function theme(found, redraw) {
  return el(
    "li",
    {},
    el(
      "div",
      { class: "head" },
      el("h3", {}, pick(found.title, { gap: found.id })),
      el("span", { class: "soft" }, `${count(found.count)} ${found.count === 1 ? "time" : "times"}, last ${when(found.last_asked)}`),
    ),
    el("ul", {}, ...found.questions.slice(0, 3).map(asked)),
    el("p", { class: "soft" }, "Would be answered by ", el("code", {}, found.field), found.field === "answers" ? ", a section of your own" : ""),
    found.draft ? draft(found, redraw) : null,
  );
}

function draft(found, redraw) {
  const text = JSON.stringify(found.draft.patch, null, 2);
  const said = el("span", { role: "status", class: "soft" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Select the text and copy it by hand.";
    }
  };
  return el(
    "details",
    { "data-keep": `draft-${found.id}` },
    el("summary", {}, `Add to my résumé: ${found.title}`),
    el("p", { class: "soft" }, "Fill in what is true; what stays empty is left out. You see the change before it is made, and can undo it."),
    found.draft.about ? el("p", { class: "soft" }, found.draft.about) : null,
    draftForm(found, redraw),
    el("pre", { tabindex: "0", "aria-label": `Draft for ${found.title}` }, text),
    el("p", { class: "row" }, button("Copy the draft", copy), said),
  );
}
