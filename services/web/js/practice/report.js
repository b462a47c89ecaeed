// The report of an interview, as elements to read and to print.

import { button, el } from "../dom.js";
import { day } from "../language.js";
import { say } from "../strings.js";

export function reportOf(results) {
  const interval = results.interval;
  return [
    el("h2", { id: "report-title", tabindex: "-1" }, say("practice.report")),
    el("p", { class: "overall" }, overall(results.overall_score)),
    interval && el("p", { class: "soft" }, say("practice.certainty", { low: interval[0], high: interval[1] })),
    list(results.detailed_feedback),
    el("h3", {}, say("practice.skills")),
    list(results.per_skill.map(skillOf)),
    ...results.per_question.map(questionOf),
    results.progress.length > 1 && el("h3", {}, say("practice.progress")),
    results.progress.length > 1
      && list(results.progress.map(dayOf)),
    button(say("practice.print"), () => window.print()),
  ].filter(Boolean);
}

function overall(score) {
  return score == null ? say("practice.unanswered") : say("practice.overall", { score });
}

function skillOf({ skill, score, answers }) {
  return say("practice.skill", { skill, score, count: answers });
}

function dayOf({ at, mean_score: score }) {
  return say("practice.day", { day: day(new Date(at), { dateStyle: "medium" }), score });
}

function pointOf({ says, evidence, coverage }) {
  const point = evidence ? say("practice.evidence", { point: says, evidence }) : says;
  return say(coverage >= 0.5 ? "practice.met" : "practice.missed", { point });
}

function questionOf(one) {
  const points = one.points.map(pointOf);
  const traps = one.traps.map(({ evidence, why }) => say("practice.trap", { evidence, why }));
  return el(
    "section",
    {},
    el("h3", {}, one.question),
    el("blockquote", {}, one.answer),
    one.follow_up_answer ? el("p", {}, one.follow_up) : null,
    one.follow_up_answer ? el("blockquote", {}, one.follow_up_answer) : null,
    el("p", {}, say("practice.score", { score: one.score })),
    list([...points, ...traps, ...one.advice]),
    one.delivery ? el("p", { class: "soft" }, spoken(one.delivery)) : null,
    one.model_answer ? details(one.model_answer) : null,
  );
}

function spoken(delivery) {
  return say("practice.delivery", {
    rate: Math.round(delivery.words_per_minute),
    pauses: delivery.pauses.length,
    fillers: delivery.fillers.length,
  });
}

function details(text) {
  return el("details", {}, el("summary", {}, say("practice.model")), el("p", {}, text));
}

function list(lines) {
  return el("ul", {}, ...lines.map((line) => el("li", {}, line)));
}
