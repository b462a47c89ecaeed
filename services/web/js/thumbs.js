// A thumb for an answer, and a line on what was wrong with it.

import { Api } from "./api.js";
import { byId, el } from "./dom.js";
import { say } from "./strings.js";

const LONGEST_NOTE = 500;
const SAID = { up: "thumb.thanksUp", down: "thumb.thanksDown", null: "thumb.back" };
const api = new Api();

// The same thumb once more takes it back.
export async function rate(turn, which, row) {
  const { told } = turn;
  const thumb = told.thumb === which ? null : which;
  if (!(await sent(turn, row, { thumb }))) return;
  told.thumb = thumb;
  turn.conversation.keep();
  for (const one of row.querySelectorAll("[data-thumb]")) {
    one.setAttribute("aria-pressed", String(one.dataset.thumb === thumb));
  }
  tell(row, say(SAID[thumb]));
  if (thumb === "down") row.append(line(turn, row));
}

// The line is there to be filled in; nobody is led to it.
function line(turn, row) {
  const why = say("thumb.why");
  const field = el("input", { "aria-label": why, placeholder: why, maxlength: LONGEST_NOTE, autocomplete: "off" });
  const back = () => row.querySelector('[data-thumb="down"]').focus();
  const form = el("form", {}, field, el("button", { type: "submit" }, say("thumb.send")));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const note = field.value.trim();
    if (note && !(await sent(turn, row, { thumb: "down", note }))) {
      row.append(form);
      field.focus();
      return;
    }
    back();
    tell(row, note ? say("thumb.noted") : "");
  };
  form.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    back();
    form.remove();
  };
  return form;
}

async function sent({ conversation, told }, row, opinion) {
  const whose = { turn_id: told.metadata.turn_id, session_id: conversation.sessionId };
  try {
    await api.rate({ ...whose, ...opinion });
    return true;
  } catch (error) {
    tell(row, say("thumb.failed", { reason: error.message }));
    return false;
  }
}

// Beside the thumbs for who sees, and said for who does not.
function tell(row, words) {
  row.querySelector("form")?.remove();
  row.querySelector(".said")?.remove();
  row.append(el("span", { class: "said" }, words));
  byId("announcer").textContent = words;
}
