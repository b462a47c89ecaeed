// Everything that the overview holds: numbers, charts and lists of counts.

import { el } from "../dom.js";
import { costByDay, overTime, percentiles } from "./charts.js";
import { count, dollars, ms, partName, share } from "./format.js";
import { svg } from "./svg.js";

const MOST_INTENTS = 8;
const MOST_QUESTIONS = 10;
const nothing = (words) => el("p", { class: "soft" }, words);

export function totals({ totals: all, latency_ms: stages, budget }) {
  const whole = stages.find((one) => one.stage === "total");
  const tile = (name, value, beside = "") => el("div", {}, el("dt", {}, name), el("dd", {}, value, el("span", { class: "beside" }, beside)));
  return [
    tile("Questions", count(all.questions)),
    tile("Sessions", count(all.sessions)),
    tile("Not answered", count(all.unanswered), share(all.unanswered, all.questions)),
    tile("Spoken", count(all.spoken), share(all.spoken, all.questions)),
    tile("Typical answer", whole ? ms(whole.p50) : "–", whole ? `p95 ${ms(whole.p95)}` : ""),
    tile("Cache hits", count(all.cached)),
    tile("Cost today", dollars(budget.today_usd), spentOf(budget)),
  ];
}

/** The day's limit, and the share of it that the owner was told of. */
function spentOf({ limit_usd: limit, alerts }) {
  const told = alerts.length ? `, ${Math.max(...alerts)} % reached` : "";
  return `of ${dollars(limit)}${told}`;
}

export const asked = ({ series, bucket, totals: all }) => [all.questions ? overTime(series, bucket) : nothing("No questions in this time.")];

export const speed = ({ latency_ms: stages }) => [stages.length ? percentiles(stages) : nothing("Nothing to measure yet.")];

export function cost({ totals: all, cost_by_day: days, budget, models }) {
  if (!all.cost_usd && !models.length)
    return [nothing(`No language model was asked, so nothing was paid. The limit is ${dollars(budget.limit_usd)} a day.`)];
  const words = `${dollars(all.cost_usd)} for ${count(all.tokens)} tokens; ${count(all.cached)} answers came from the cache.`;
  return [costByDay(days, budget.limit_usd), el("p", { class: "soft" }, words), counted("Models", models.map((one) => [one.name, one.count]))];
}

export function intents({ intents: found }) {
  if (!found.length) return [nothing("No questions in this time.")];
  const rows = found.map((one) => [one.name.replaceAll("_", " "), one.count]);
  const rest = rows.slice(MOST_INTENTS);
  const more = el("details", { "data-keep": "more-intents" }, el("summary", {}, `${rest.length} more`), counted("Other intents", rest));
  return [counted("Intents", rows.slice(0, MOST_INTENTS)), rest.length ? more : ""];
}

export function engines({ engines: served, fallbacks }) {
  const rows = served.filter((one) => one.engine !== "none").map((one) => [`${partName(one.part)}: ${one.engine}`, one.count]);
  const failed = fallbacks.map((one) => [failure(...one.name.split(":")), one.count]);
  return [
    counted("Engines", [["résumé engine alone", served.find((one) => one.part === "llm" && one.engine === "none")?.count || 0], ...rows].filter((row) => row[1])),
    el("h3", {}, "Fallbacks"),
    failed.length ? counted("Fallbacks", failed) : nothing("Nothing failed in this time."),
  ];
}

const failure = (part, engine, ...reason) => `${partName(part)}: ${engine}, ${reason.join(" ").replaceAll("_", " ")}`;

export const mostAsked = ({ most_asked: found }) => [
  found.length ? counted("Most asked", found.slice(0, MOST_QUESTIONS).map((one) => [one.question, one.count])) : nothing("No words were kept in this time."),
];

// A table of counts with a bar beside each; the numbers carry the meaning.
function counted(name, rows) {
  const most = Math.max(1, ...rows.map((row) => row[1]));
  const bar = (value) =>
    svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", height: 10, "aria-hidden": "true" }, svg("rect", { width: (100 * value) / most, height: 10, rx: 1 }));
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, name),
    el("thead", { class: "unseen" }, el("tr", {}, el("th", { scope: "col" }, name), el("th", { scope: "col" }, "Times"), el("th", { scope: "col" }, "Share"))),
    el("tbody", {}, ...rows.map(([words, value]) => el("tr", {}, el("td", {}, words), el("td", { class: "number" }, count(value)), el("td", { class: "bar" }, bar(value))))),
  );
}
