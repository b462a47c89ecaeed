// What the résumé does not say, and a draft that would say it.

import { button, el } from "../dom.js";
import { count, when } from "./format.js";

const MOST_AT_FIRST = 6;

export function gaps({ themes, not_understood: unclear }) {
  const nodes = themes.length ? listed(themes) : [el("p", { class: "soft" }, "Nothing was asked in vain in this time.")];
  if (unclear.length)
    nodes.push(
      el(
        "details",
        { "data-keep": "unclear" },
        el("summary", {}, `Not understood at all (${count(unclear.length)})`),
        el("ul", {}, ...unclear.map((one) => el("li", {}, one.question))),
      ),
    );
  return nodes;
}

function listed(themes) {
  const list = (some) => el("ol", { class: "themes" }, ...some.map(theme));
  const rest = themes.slice(MOST_AT_FIRST);
  const nodes = [list(themes.slice(0, MOST_AT_FIRST))];
  if (rest.length) nodes.push(el("details", { "data-keep": "more-gaps" }, el("summary", {}, `${rest.length} more`), list(rest)));
  return nodes;
}

function theme(found) {
  return el(
    "li",
    {},
    el(
      "div",
      { class: "head" },
      el("h3", {}, found.title),
      el("span", { class: "soft" }, `${count(found.count)} ${found.count === 1 ? "time" : "times"}, last ${when(found.last_asked)}`),
    ),
    el("ul", {}, ...found.questions.slice(0, 3).map((one) => el("li", {}, one.question))),
    el("p", { class: "soft" }, "Would be answered by ", el("code", {}, found.field), found.field === "answers" ? ", a section of your own" : ""),
    found.draft ? draft(found) : null,
  );
}

function draft(found) {
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
    el("summary", {}, `Draft for ${found.title}`),
    el("p", { class: "soft" }, "Fill in what stands in <…>, if it is true, and add it to your résumé (my_resume.json, unless RESUME_PATH names another). Nothing is changed for you."),
    found.draft.about ? el("p", { class: "soft" }, found.draft.about) : null,
    el("pre", { tabindex: "0", "aria-label": `Draft for ${found.title}` }, text),
    el("p", { class: "row" }, button("Copy the draft", copy), said),
  );
}
