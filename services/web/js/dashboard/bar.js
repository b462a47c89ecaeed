// The bar above the figures: ranges, search, filters, and what is set as chips.

import { button, byId, el } from "../dom.js";
import { at } from "../root.js";
import { bucketName, dayName } from "./format.js";
import { channelName, languageName, plain } from "./names.js";
import { FILTERS, RANGES, change, clearFilters, query, state } from "./state.js";

const WORDS = {
  intent: (value) => `About: ${plain(value)}`,
  channel: (value) => `Asked: ${channelName(value)}`,
  language: (value) => `Language: ${languageName(value)}`,
  engine: (value) => `Engine: ${value.replace(/^llm:none$/, "résumé engine alone").replace(/^\w+:/, "")}`,
  unanswered: (value) => (value === "true" ? "Not answered" : "Answered"),
  q: (value) => `Words: ${value}`,
  gap: (value) => `Gap: ${titles.get(value) || plain(value)}`,
};
const titles = new Map();

export function startBar() {
  const ranges = Object.entries(RANGES).map(([range, words]) =>
    button(words, () => change({ range, from: "", to: "" }), { class: "range", "data-range": range }),
  );
  byId("ranges").replaceChildren(...ranges);
  byId("dates").addEventListener("submit", (event) => {
    event.preventDefault();
    change({ from: byId("from").value, to: byId("to").value });
    byId("dates").closest("details").open = false;
  });
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    change({ q: byId("q").value.trim() });
  });
  byId("q").addEventListener("search", () => byId("q").value || change({ q: "" }));
  byId("filter-intent").addEventListener("change", (event) => change({ intent: event.target.value }));
  byId("filter-channel").addEventListener("change", (event) => change({ channel: event.target.value }));
  byId("filter-unanswered").addEventListener("change", (event) => change({ unanswered: event.target.checked ? "true" : "" }));
  showBar();
}

// Everything on the bar as the address has it.
export function showBar() {
  const { range, from, to, q, intent, channel, unanswered } = state();
  const isDated = Boolean(from || to);
  for (const one of byId("ranges").children) one.setAttribute("aria-pressed", String(!isDated && one.dataset.range === range));
  byId("q").value = q;
  offer("filter-intent", intent, plain);
  byId("filter-intent").value = intent;
  byId("filter-channel").value = channel;
  byId("filter-unanswered").checked = unanswered === "true";
  byId("from").value = from.slice(0, 10);
  byId("to").value = to.slice(0, 10);
  const chips = FILTERS.filter((name) => state()[name]).map((name) => chip(WORDS[name](state()[name]), { [name]: "" }));
  if (isDated) chips.unshift(chip(dates(from, to), { from: "", to: "" }));
  if (chips.length > 1) chips.push(el("li", {}, button("Remove all", clearFilters, { class: "link" })));
  byId("chips").replaceChildren(...chips);
  showFiles();
}

function chip(words, none) {
  const remove = () => {
    change(none);
    (byId("chips").querySelector("button") || byId("q")).focus();
  };
  return el("li", { class: "chip" }, el("span", {}, words), button("✕", remove, { "aria-label": `Remove the filter: ${words}` }));
}

function dates(from, to) {
  if (from.includes("T")) return bucketName(from, "hour");
  if (from === to) return dayName(from);
  return [from && from !== "start" ? `from ${dayName(from)}` : "", to ? `to ${dayName(to)}` : ""].filter(Boolean).join(" ");
}

function showFiles() {
  for (const link of byId("files").querySelectorAll("a")) {
    const { what, format } = link.dataset;
    link.href = `${at("/api/dashboard/export")}?${query({ what, format })}`;
  }
}

// What the overview knows: intents to choose from, and which range is compared.
export function tellRange({ since, until, before, intents }) {
  for (const { name } of intents) offer("filter-intent", name, plain);
  const span = (one) => `${dayName(one.since)} – ${dayName(new Date(new Date(one.until).getTime() - 1))}`;
  byId("compared").textContent = before ? `${span({ since, until })}, compared with ${span(before)} (UTC)` : `${span({ since, until })} (UTC)`;
}

export function tellGaps(themes) {
  for (const { id, title } of themes) titles.set(id, title);
  if (state().gap) showBar();
}

function offer(id, value, words) {
  const select = byId(id);
  if (value && ![...select.options].some((option) => option.value === value)) select.append(el("option", { value }, words(value)));
}
