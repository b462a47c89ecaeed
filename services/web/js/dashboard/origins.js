// Pages of other sites: which may show the widget, which were refused.

import { button, byId, el } from "../dom.js";
import { count, when } from "./format.js";
import { call } from "./server.js";

const PATH = "/api/dashboard/origins";

export async function showOrigins() {
  draw(await call(PATH));
}

const allow = (origin) => call(PATH, { method: "POST", body: { origin } });
const remove = (origin) => call(`${PATH}?origin=${encodeURIComponent(origin)}`, { method: "DELETE" });

// What came of it is drawn and said; the focus stays in this part.
async function act(work, words) {
  try {
    draw(await work());
    byId("origins-status").textContent = words;
    byId("origin").focus();
  } catch (refused) {
    byId("origins-error").textContent = refused.message;
    byId("origin").focus();
  }
}

function draw({ fixed, added, refused, most }) {
  const rows = [
    ...fixed.map((origin) => row(origin, "set by CORS_ORIGINS")),
    ...added.map((origin) => row(origin, "added here", button("Remove", () => act(() => remove(origin), `${origin} may no longer show the widget.`), { "aria-label": `Remove ${origin}` }))),
  ];
  const asked = refused.map(({ origin, count: times, last }) =>
    row(origin, `asked ${count(times)} ${times === 1 ? "time" : "times"}, last ${when(last)}`, button("Allow", () => act(() => allow(origin), `${origin} may show the widget.`), { "aria-label": `Allow ${origin}` })),
  );
  byId("origins").replaceChildren(
    rows.length ? el("ul", { class: "themes" }, ...rows) : el("p", { class: "soft" }, "No page of another site may show it."),
    asked.length ? el("h3", {}, "Refused since the start") : "",
    asked.length ? el("ul", { class: "themes" }, ...asked) : "",
    form(most),
    el("p", { id: "origins-status", class: "soft", role: "status" }),
  );
}

const row = (origin, words, act = null) => el("li", { class: "row" }, el("code", {}, origin), el("span", { class: "soft" }, words), act);

function form(most) {
  const field = el("input", { id: "origin", type: "url", required: true, maxlength: "300", placeholder: "https://your.site", "aria-describedby": "origins-error" });
  const add = (event) => {
    event.preventDefault();
    act(() => allow(field.value), `${field.value} may show the widget.`);
  };
  return el(
    "form",
    { onsubmit: add },
    el("label", { for: "origin" }, `Another page (${most} at most)`),
    el("p", { class: "row" }, field, el("button", { type: "submit" }, "Allow it")),
    el("p", { id: "origins-error", class: "error", role: "alert" }),
  );
}
