// One turn in words: when, how, by whom, what for, and its stages as a waterfall.

import { el } from "../dom.js";
import { waterfall } from "./charts.js";
import { dollars, ms, partName, when } from "./format.js";
import { channelName, channelTag, languageName, plain } from "./names.js";

export const questionOf = (turn) => turn.user_input || "(words not kept)";

export function tagsOf(turn) {
  const isSpoken = turn.channel === "voice";
  return [
    turn.unanswered ? el("span", { class: "tag bad" }, "not answered") : null,
    isSpoken ? el("span", { class: "tag" }, "spoken") : null,
    channelTag(turn.came_by) ? el("span", { class: "tag" }, channelTag(turn.came_by)) : null,
    turn.degraded.length ? el("span", { class: "tag bad" }, "fallback") : null,
  ].filter(Boolean);
}

// `isBrief`: without what stands beside it in a conversation.
export function factsOf(turn, { isBrief = false } = {}) {
  const engines = Object.entries(turn.engines)
    .filter(([, name]) => name !== "none")
    .map(([part, name]) => `${partName(part)} ${name}`);
  const tokens = turn.prompt_tokens + turn.completion_tokens;
  const facts = [
    ["Asked", `${when(turn.created_at)}, ${channelName(turn.came_by)}, ${languageName(turn.language)}`],
    ["Answer", isBrief ? null : turn.response || "(words not kept)"],
    ["About", plain([...new Set([turn.intent, turn.item_type])].join(", "))],
    ["Cards", isBrief ? null : turn.shown.join(", ") || "none"],
    ["Engines", engines.join(", ") || "the résumé engine alone"],
    ["Fallbacks", turn.degraded.map(failure).join("; ") || "none"],
    ["Heard", turn.confidence === null ? null : `${Math.round(100 * turn.confidence)} % sure`],
    ["Cost", turn.model ? `${dollars(turn.cost_usd)} for ${tokens} tokens of ${turn.model}${turn.cached ? ", given again from memory" : ""}` : "nothing"],
  ].filter(([, value]) => value);
  return el("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

export function failure(told) {
  const [part, engine, ...reason] = told.split(":");
  return `${partName(part)}: ${engine}, ${plain(reason.join(" "))}`;
}

export const stagesOf = (turn) => waterfall(turn.timing_ms);
export const tookOf = (turn) => ms(turn.timing_ms.total_ms || 0);
