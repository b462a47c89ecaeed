// What the owner was told of, in plain words.

import { byId, el } from "../dom.js";
import { dollars, when } from "./format.js";
import { call } from "./server.js";

const FATES = { waiting: "on its way", delivered: "delivered", lost: "could not be delivered", not_sent: "not sent: no ALERT_WEBHOOK_URL" };
const WORDS = {
  budget: ({ part, percent, cost_usd: spent, limit_usd: limit }) => `${percent} % of the day's money for ${part === "llm" ? "language models" : "the voice"} is spent: ${dollars(spent)} of ${dollars(limit)}.`,
  weekly_digest: ({ since, until, asked, answered }) => `The week from ${since} to ${until}: ${asked} questions, ${answered} answered.`,
};

export async function showAlerts() {
  const { alerts } = await call("/api/dashboard/alerts");
  const rows = alerts.map(({ event, at, body, fate }) => el("li", {}, el("p", {}, WORDS[event]?.(body) ?? event), el("p", { class: "soft" }, `${when(at)}, ${FATES[fate] ?? fate}`)));
  byId("alerts").replaceChildren(rows.length ? el("ul", { class: "themes" }, ...rows) : el("p", { class: "soft" }, "Nothing to tell: no budget came near its end."));
}
