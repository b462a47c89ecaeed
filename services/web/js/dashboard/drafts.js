// A gap's draft: filled in, shown as a change of the file, applied and undone.

import { button, byId, el } from "../dom.js";
import { call } from "./server.js";
import { query } from "./state.js";

const PATH = "/api/dashboard/gaps";
const leftOpen = (id) => `${PATH}/${encodeURIComponent(id)}/left-open`;

export function draftForm(found, redraw) {
  const blanks = found.draft.blanks.map((blank) => [blank, el("input", { maxlength: "2000" })]);
  const place = el("div", { "aria-live": "polite" });
  const problem = el("p", { class: "error", role: "alert" });
  const wanted = () => {
    const range = query();
    const values = Object.fromEntries(blanks.map(([blank, field]) => [blank, field.value]));
    return { theme: found.id, from: range.get("from"), to: range.get("to"), values };
  };
  const clear = () => blanks.forEach(([, field]) => (field.value = ""));
  const attempt = (work) => trying(problem, work);
  const preview = (event) => {
    event.preventDefault();
    place.replaceChildren();
    attempt(async () => {
      const body = wanted();
      const { diff, warnings, version, result } = await call(`${PATH}/preview`, { method: "POST", body });
      const apply = button("Apply", () =>
        attempt(async () => {
          await call(`${PATH}/apply`, { method: "POST", body: { ...body, version, result } });
          clear();
          await redraw();
          toUndo();
        }),
      );
      place.replaceChildren(el("pre", { tabindex: "0", "aria-label": `Change for ${found.title}` }, diff), ...warnings.map((words) => el("p", { class: "soft" }, words)), el("p", { class: "row" }, apply));
      apply.focus();
    });
  };
  const leave = () =>
    attempt(async () => {
      await call(leftOpen(found.id), { method: "PUT" });
      clear();
      await redraw();
      byId("gaps-title").focus();
    });
  return el(
    "form",
    { onsubmit: preview },
    ...blanks.map(([blank, field]) => el("label", { class: "fill" }, blank, " ", field)),
    el("p", { class: "row" }, el("button", { type: "submit" }, "Show the change"), button("Leave open", leave, { "aria-label": `Leave open: ${found.title}` })),
    place,
    problem,
  );
}

const toUndo = () => (byId("gaps").querySelector("[data-undo]") || byId("gaps-title")).focus();

async function trying(problem, work) {
  problem.textContent = "";
  try {
    await work();
  } catch (refused) {
    problem.textContent = refused.message;
  }
}

export function undoing(change, redraw) {
  const problem = el("p", { class: "error", role: "alert" });
  const undo = () =>
    trying(problem, async () => {
      await call(`${PATH}/undo`, { method: "POST", body: { version: change.version } });
      await redraw();
      byId("gaps-title").focus();
    });
  return el("div", {}, el("p", { class: "row", role: "status" }, `Your résumé was changed at ${change.field}. `, button("Undo", undo, { "data-undo": true, "aria-label": `Undo the change of ${change.field}` })), problem);
}

export function openOnes(themes, redraw) {
  const problem = el("p", { class: "error", role: "alert" });
  const takeBack = (theme) =>
    trying(problem, async () => {
      await call(leftOpen(theme.id), { method: "DELETE" });
      await redraw();
      byId("gaps-title").focus();
    });
  const row = (theme) => el("li", { class: "row" }, theme.title, button("Take back", () => takeBack(theme), { "aria-label": `Take back: ${theme.title}` }));
  return el("details", { "data-keep": "left-open" }, el("summary", {}, `Left open (${themes.length})`), el("ul", {}, ...themes.map(row)), problem);
}
