// Interviews of all candidates: how they went, week by week, by level, skill and question.

import { byId, el } from "../dom.js";
import { count } from "./format.js";
import { newest } from "./newest.js";
import { call } from "./server.js";
import { daysBack } from "./state.js";
import { chart, label, line, svg, table, ticks } from "./svg.js";

const LEFT = 40;
const TOP = 10;
const PLOT = 150;
const ALL = 100;
const percent = (share) => (share === null ? "–" : `${Math.round(ALL * share)} %`);
const points = (score) => (score === null ? "–" : score.toFixed(0));
const linked = (value) => (value === null ? "too few answers" : value.toFixed(2));

const ask = newest((days) => call(`/interviews/analytics?days=${days}`));

export async function showInterviews() {
  const found = await ask(daysBack());
  if (!found) return;
  byId("interviews-card").hidden = found.total === 0;
  byId("interviews").replaceChildren(...(found.total ? drawn(found) : []));
}

function drawn(found) {
  const told = [
    `${count(found.total)} interviews`,
    `${count(found.active)} under way`,
    `${percent(found.completion)} of those that are over were completed`,
    `mean score ${points(found.mean_score)} of 100`,
  ];
  return [
    el("p", {}, `${told.join(", ")}.`),
    ...(found.completed ? [scores(found.distribution), byWeek(found.trend), byName("Level", found.by_level), byName("Skill", found.by_skill), byQuestion(found.by_question)] : []),
  ];
}

function scores(tenths) {
  const name = (place) => `${place * 10}–${place * 10 + 10}`;
  return columns({
    title: "Interviews by score",
    caption: "How many interviews had which score, of 100",
    names: ["Score", "Interviews"],
    rows: tenths.map((value, place) => ({ name: name(place), value, shown: count(value) })),
  });
}

function byWeek(weeks) {
  return columns({
    title: "Mean score by week",
    caption: "The mean score of each week's interviews, of 100",
    names: ["Week", "Mean score", "Interviews"],
    rows: weeks.map((one) => ({ name: one.week, value: one.mean_score, shown: points(one.mean_score), more: count(one.count) })),
    top: ALL,
  });
}

function columns({ title, caption, names, rows, top }) {
  const marks = ticks(top || Math.max(1, ...rows.map((row) => row.value))).filter(Number.isInteger);
  const y = (value) => TOP + PLOT - (value / marks.at(-1)) * PLOT;
  return chart({
    title,
    description: rows.map((row) => `${row.name}: ${row.shown}`).join(", "),
    caption: [caption],
    columns: names,
    rows: rows.map((row) => [row.name, row.shown, row.more].slice(0, names.length)),
    draw(width) {
      const step = (width - LEFT) / rows.length;
      const every = Math.ceil(rows.length / Math.max(2, Math.floor((width - LEFT) / 76)));
      const grid = marks.flatMap((mark) => [line(LEFT, y(mark), width, y(mark), mark ? "grid" : "axis"), label(LEFT - 6, y(mark) + 4, count(mark), "end")]);
      const bars = rows.map((row, place) =>
        svg(
          "rect",
          { x: LEFT + place * step, y: y(row.value), width: Math.max(1, step * 0.8), height: y(0) - y(row.value), rx: 1.5, class: "answered" },
          svg("title", {}, `${row.name}: ${row.shown}`),
        ),
      );
      const below = rows.flatMap((row, place) => (place % every ? [] : [label(LEFT + (place + 0.4) * step, TOP + PLOT + 18, row.name, "middle")]));
      return { height: TOP + PLOT + 26, nodes: [...grid, ...bars, ...below] };
    },
  });
}

function byName(what, rows) {
  return folded(`By ${what.toLowerCase()}`, [what, "Mean score", "Times"], rows.map((one) => [one.name, points(one.mean_score), count(one.count)]));
}

// Whoever does well at the rest does well at a question that tells people apart.
function byQuestion(rows) {
  const hardest = [...rows].sort((one, other) => one.mean_score - other.mean_score);
  const named = hardest.map((one) => [one.question || one.question_id, points(one.mean_score), count(one.answers), linked(one.discrimination)]);
  return folded("By question, the hardest first", ["Question", "Mean score", "Answers", "Goes with the rest"], named);
}

function folded(title, names, rows) {
  return el("details", { "data-keep": title }, el("summary", {}, title), table(title, names, rows));
}
