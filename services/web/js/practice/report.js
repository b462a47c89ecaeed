// The report of an interview, as elements to read and to print.

import { button, el } from "../dom.js";

export function reportOf(results) {
  const interval = results.interval;
  return [
    el("h2", { id: "report-title", tabindex: "-1" }, "How it went"),
    el("p", { class: "overall" }, results.overall_score == null ? "No answers" : `${results.overall_score} of 100`),
    interval && el("p", { class: "soft" }, `With 90 % certainty between ${interval[0]} and ${interval[1]}.`),
    list(results.detailed_feedback),
    el("h3", {}, "Skills"),
    list(results.per_skill.map((one) => `${one.skill}: ${one.score} (${one.answers} answers)`)),
    ...results.per_question.map(questionOf),
    results.progress.length > 1 && el("h3", {}, "Progress"),
    results.progress.length > 1
      && list(results.progress.map((one) => `${one.at.slice(0, 10)}: ${one.mean_score}`)),
    button("Print", () => window.print()),
  ].filter(Boolean);
}

function questionOf(one) {
  const points = one.points.map((point) => {
    const met = point.coverage >= 0.5 ? "✓" : "–";
    return `${met} ${point.says}${point.evidence ? `: “${point.evidence}”` : ""}`;
  });
  const traps = one.traps.map((trap) => `“${trap.evidence}”: ${trap.why}`);
  return el(
    "section",
    {},
    el("h3", {}, one.question),
    el("blockquote", {}, one.answer),
    one.follow_up_answer ? el("p", {}, one.follow_up) : null,
    one.follow_up_answer ? el("blockquote", {}, one.follow_up_answer) : null,
    el("p", {}, `Score: ${one.score}`),
    list([...points, ...traps, ...one.advice]),
    one.delivery ? el("p", { class: "soft" }, spoken(one.delivery)) : null,
    one.model_answer ? details(one.model_answer) : null,
  );
}

function spoken(delivery) {
  return `${Math.round(delivery.words_per_minute)} words a minute, `
    + `${delivery.pauses.length} long pauses, ${delivery.fillers.length} fillers`;
}

function details(text) {
  return el("details", {}, el("summary", {}, "A model answer"), el("p", {}, text));
}

function list(lines) {
  return el("ul", {}, ...lines.map((line) => el("li", {}, line)));
}
