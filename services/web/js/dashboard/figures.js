// Everything that the overview holds: numbers, charts and lists of counts.

import { el } from "../dom.js";
import { costByDay, overTime, percentiles } from "./charts.js";
import { LONGER, counted, nothing, pick } from "./counted.js";
import { count, dollars, ms, partName, share } from "./format.js";
import { change, channelName, languageName, plain } from "./names.js";
import { phrase, pickTime } from "./state.js";
import { failure } from "./turn.js";

const MOST_AT_FIRST = 8;
const MOST_QUESTIONS = 10;
const INVITE = "Ask something at /app yourself, or put the widget on your own page.";

export function totals({ totals: all, before, latency_ms: stages, budget }) {
  const then = before?.totals;
  const changed = (name, show = count) => change(all[name], then?.[name], show);
  const whole = stages.find((one) => one.stage === "total");
  const typical = before?.latency_ms.find((one) => one.stage === "total");
  return [
    tile("Questions", count(all.questions), changed("questions")),
    tile("Conversations", count(all.sessions), changed("sessions"), all.returning ? `${count(all.returning)} came back after an hour or more` : ""),
    tile(pick("Not answered", { unanswered: "true" }), count(all.unanswered), changed("unanswered"), shareOf(all.unanswered, all)),
    tile("Spoken", count(all.spoken), changed("spoken"), shareOf(all.spoken, all)),
    tile("Half answered within", whole ? ms(whole.p50) : "–", whole ? change(whole.p50, typical?.p50, ms) : "", whole ? `19 of 20 within ${ms(whole.p95)}` : ""),
    tile("Given from memory", count(all.cached), changed("cached")),
    tile("Cost", dollars(all.cost_usd), changed("cost_usd", dollars), spentOf(budget)),
  ];
}

const shareOf = (part, all) => (all.questions ? `${share(part, all.questions)} of all` : "");

const tile = (name, value, ...beside) =>
  el("div", {}, el("dt", {}, name), el("dd", {}, value, ...beside.filter(Boolean).map((words) => el("span", { class: "beside" }, words))));

/** What today cost of the day's limit, and the share of it that the owner was told of. */
function spentOf({ today_usd: today, limit_usd: limit, alerts }) {
  const told = alerts.length ? `, ${Math.max(...alerts)} % reached` : "";
  return `today ${dollars(today)} of ${dollars(limit)}${told}`;
}

export const asked = ({ series, bucket, totals: all }) => [
  all.questions ? overTime(series, bucket, (at) => pickTime(at, bucket)) : nothing("No questions in this time.", `${LONGER} ${INVITE}`),
];

export const speed = ({ latency_ms: stages, before }) => [
  stages.length ? percentiles(stages, before?.latency_ms) : nothing("Nothing to measure yet.", INVITE),
];

export function cost({ totals: all, cost_by_day: days, budget, models }) {
  if (!all.cost_usd && !models.length)
    return [nothing("No language model was asked, so nothing was paid.", `The limit is ${dollars(budget.limit_usd)} a day; a key in .env sets a model up.`)];
  const words = `${dollars(all.cost_usd)} for ${count(all.tokens)} tokens; ${count(all.cached)} answers were given again from memory.`;
  const rows = models.map((one) => ({ words: one.name, value: one.count, before: one.before }));
  return [costByDay(days, budget.limit_usd, (at) => pickTime(at, "day")), el("p", { class: "soft" }, words), counted("Models", rows)];
}

const rowsOf = (found, words, wanted) => found.map((one) => ({ words: words(one.name), value: one.count, before: one.before, wanted: wanted(one.name) }));

export function intents({ intents: found }) {
  if (!found.length) return [nothing("No questions in this time.", LONGER)];
  const rows = rowsOf(found, plain, (intent) => ({ intent }));
  const rest = rows.slice(MOST_AT_FIRST);
  const more = el("details", { "data-keep": "more-intents" }, el("summary", {}, `${rest.length} more`), counted("Other intents", rest));
  return [counted("Intents", rows.slice(0, MOST_AT_FIRST)), rest.length ? more : ""];
}

export function ways({ channels, languages }) {
  if (!channels.length) return [nothing("No questions in this time.", LONGER)];
  return [
    counted("Ways in", rowsOf(channels, channelName, (channel) => ({ channel }))),
    el("h3", {}, "Languages"),
    counted("Languages", rowsOf(languages, languageName, (language) => ({ language }))),
  ];
}

export function engines({ engines: served, fallbacks }) {
  const engineRow = ({ part, engine, count: value, before }) => ({
    words: engine === "none" ? "résumé engine alone" : `${partName(part)}: ${engine}`,
    value,
    before,
    wanted: { engine: `${part}:${engine}` },
  });
  const rows = served.filter((one) => one.engine !== "none" || one.part === "llm").map(engineRow);
  const failed = fallbacks.map((one) => ({ words: failure(one.name), value: one.count, before: one.before }));
  return [
    rows.length ? counted("Engines", rows) : nothing("Nobody had to answer.", LONGER),
    el("h3", {}, "Fallbacks"),
    failed.length ? counted("Fallbacks", failed) : el("p", { class: "soft" }, "Nothing failed in this time."),
  ];
}

export function mostAsked({ most_asked: found }) {
  if (!found.length) return [nothing("No words were kept in this time.", "LOG_TRANSCRIPTS decides whether they are.")];
  const row = (one) => ({ words: one.question, value: one.count, before: one.before, wanted: { q: phrase(one.question) } });
  return [counted("Most asked", found.slice(0, MOST_QUESTIONS).map(row))];
}
