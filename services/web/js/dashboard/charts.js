// The dashboard's charts: over time, per day against a limit, percentiles, one turn.

import { button, el } from "../dom.js";
import { bucketName, count, dayName, dollars, hourName, ms } from "./format.js";
import { change } from "./names.js";
import { chart, label, line, svg, ticks } from "./svg.js";

const LEFT = 52;
const TOP = 10;
const PLOT = 180;
const BELOW = 26;
const LABEL_WIDTH = 42;
const IN_SIGHT = 4;
const STAGE_NAMES = { decode: "decode", vad: "find speech", transcribe: "transcribe", answer: "answer", llm: "phrase", tts: "speak", total: "whole turn" };
export const stageName = (stage) => STAGE_NAMES[stage] || stage;

function yAxis(marks, top, width, words) {
  const y = (value) => TOP + PLOT - (value / top) * PLOT;
  const nodes = marks.flatMap((mark) => [
    line(LEFT, y(mark), width, y(mark), mark ? "grid" : "axis"),
    label(LEFT - 6, y(mark) + 4, words(mark), "end"),
  ]);
  return { y, nodes };
}

function xLabels(buckets, x, width, words) {
  const most = Math.max(2, Math.floor((width - LEFT) / 76));
  const every = Math.ceil(buckets.length / most);
  return buckets.flatMap((bucket, place) => {
    const late = x(place) + LABEL_WIDTH > width;
    return place % every ? [] : [label(late ? width : x(place) + 1, TOP + PLOT + 18, words(bucket.at), late ? "end" : "start")];
  });
}

// `onPick(at)` is called with the moment of a bar that is clicked.
export function overTime(series, bucket, onPick) {
  const most = Math.max(1, ...series.map((one) => one.questions));
  const total = series.reduce((sum, one) => sum + one.questions, 0);
  const missed = series.reduce((sum, one) => sum + one.unanswered, 0);
  const axisName = bucket === "hour" ? hourName : dayName;
  return chart({
    title: `Questions per ${bucket}`,
    description: `${count(total)} questions, ${count(missed)} of them not answered; at most ${count(most)} in one ${bucket}.`,
    caption: [`Questions per ${bucket} (UTC)`, el("span", { class: "key answered" }), "answered", el("span", { class: "key missed" }), "not answered"],
    columns: [bucket === "hour" ? "Hour (UTC)" : "Day (UTC)", "Questions", "Not answered"],
    rows: series.map((one) => [choice(bucketName(one.at, bucket), () => onPick(one.at)), count(one.questions), count(one.unanswered)]),
    draw(width) {
      const marks = ticks(most).filter(Number.isInteger);
      const { y, nodes } = yAxis(marks, marks.at(-1), width, count);
      const step = (width - LEFT) / series.length;
      const x = (place) => LEFT + place * step;
      const thick = Math.max(1, step - Math.min(4, step * 0.2));
      const bars = series.flatMap((one, place) => {
        const answered = one.questions - one.unanswered;
        const words = `${bucketName(one.at, bucket)}: ${one.questions} questions, ${one.unanswered} not answered`;
        const piece = (from, to, kind) => svg("rect", { x: x(place), y: y(to), width: thick, height: Math.max(0, y(from) - y(to)), rx: 1.5, class: kind });
        const pieces = [answered && piece(0, answered, "answered"), one.unanswered && piece(answered, one.questions, "missed")].filter(Boolean);
        return pieces.length ? [...pieces, target(x(place), step, words, () => onPick(one.at))] : [];
      });
      return { height: TOP + PLOT + BELOW, nodes: [...nodes, ...bars, ...xLabels(series, x, width, axisName)] };
    },
  });
}

// The height of the chart can be clicked, also above a low bar; by keyboard, the table.
function target(x, width, words, onclick) {
  const node = svg("rect", { x, y: TOP, width, height: PLOT, class: "target" }, svg("title", {}, words));
  node.addEventListener("click", onclick);
  return node;
}

const choice = (words, onclick) => button(words, onclick, { class: "link" });

// The limit is drawn where it does not flatten the days below it.
export function costByDay(days, limit, onPick) {
  const dearest = Math.max(0, ...days.map((one) => one.cost_usd));
  const limited = limit <= dearest * IN_SIGHT;
  const share = limit ? `, ${((100 * dearest) / limit).toPrecision(2)} % of the limit of ${dollars(limit)}` : "";
  const told = `The dearest day cost ${dollars(dearest)}${share}`;
  return chart({
    title: "Cost of language models per day",
    description: `${told}.`,
    caption: [`US dollars per day (UTC). ${told}${limited ? ", the dashed line" : ""}.`],
    columns: ["Day (UTC)", "Cost"],
    rows: days.map((one) => [choice(dayName(one.at), () => onPick(one.at)), dollars(one.cost_usd)]),
    draw(width) {
      const marks = ticks(limited ? Math.max(limit, dearest) : dearest || 1);
      const { y, nodes } = yAxis(marks, marks.at(-1), width, dollars);
      const step = (width - LEFT) / days.length;
      const x = (place) => LEFT + place * step;
      const bars = days.flatMap((one, place) => [
        svg("rect", { x: x(place), y: y(one.cost_usd), width: Math.max(1, step * 0.8), height: y(0) - y(one.cost_usd), rx: 1.5, class: "answered" }),
        target(x(place), step, `${dayName(one.at)}: ${dollars(one.cost_usd)}`, () => onPick(one.at)),
      ]);
      return {
        height: TOP + PLOT + BELOW,
        nodes: [...nodes, ...bars, ...(limited ? [line(LEFT, y(limit), width, y(limit), "limit")] : []), ...xLabels(days, x, width, dayName)],
      };
    },
  });
}

export function percentiles(stages, earlier = []) {
  const name = 88;
  const row = 34;
  return chart({
    title: "Time per stage",
    description: stages.map((one) => `${stageName(one.stage)}: ${spread(one)}`).join(". "),
    caption: ["● half of the turns were faster than this, ○ 19 of 20 were, | 99 of 100 were. Each line is ten times the one before."],
    columns: ["Stage", "Turns", "Half were faster than", "Change", "19 of 20 were faster than", "Change", "99 of 100 were faster than"],
    rows: stages.map((one) => {
      const then = earlier.find((other) => other.stage === one.stage);
      return [stageName(one.stage), count(one.turns), ms(one.p50), change(one.p50, then?.p50, ms), ms(one.p95), change(one.p95, then?.p95, ms), ms(one.p99)];
    }),
    draw(width) {
      const low = Math.floor(Math.log10(Math.max(0.01, Math.min(...stages.map((one) => one.p50)))));
      const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...stages.map((one) => one.p99)))));
      const right = width - 24;
      const x = (value) => name + ((Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)) * (right - name);
      const height = stages.length * row;
      const nodes = [];
      for (let power = low; power <= high; power += 1) {
        const at = x(10 ** power);
        nodes.push(line(at, 0, at, height, "grid"), label(at, height + 16, ms(10 ** power), "middle"));
      }
      stages.forEach((one, place) => {
        const y = place * row + row / 2;
        const words = `${stageName(one.stage)}: ${spread(one)}`;
        nodes.push(
          label(0, y + 4, stageName(one.stage), "start", "strong"),
          line(x(one.p50), y, x(one.p99), y, "span"),
          line(x(one.p99), y - 8, x(one.p99), y + 8, "p99"),
          svg("circle", { cx: x(one.p95), cy: y, r: 5, class: "p95" }),
          svg("circle", { cx: x(one.p50), cy: y, r: 5.5, class: "p50" }, svg("title", {}, words)),
        );
      });
      return { height: height + BELOW, nodes };
    },
  });
}

const spread = (one) => `half were faster than ${ms(one.p50)}, 19 of 20 than ${ms(one.p95)}, 99 of 100 than ${ms(one.p99)}`;

// One turn: its stages one after another, as they ran.
export function waterfall(timing) {
  const total = timing.total_ms || 0;
  let reached = 0;
  const stages = Object.keys(STAGE_NAMES)
    .filter((stage) => stage !== "total" && timing[`${stage}_ms`] > 0)
    .map((stage) => {
      const spent = timing[`${stage}_ms`];
      const from = reached;
      reached += spent;
      return { stage, from, spent };
    });
  if (total - reached > 0.05) stages.push({ stage: "everything else", from: reached, spent: total - reached });
  const name = 112;
  const row = 28;
  return chart({
    title: "Where the time went",
    description: `${ms(total)} in all: ${stages.map((one) => `${stageName(one.stage)} ${ms(one.spent)}`).join(", ")}.`,
    caption: [`${ms(total)} in all`],
    columns: ["Stage", "Began after", "Took"],
    rows: stages.map((one) => [stageName(one.stage), ms(one.from), ms(one.spent)]),
    draw(width) {
      const room = width - name - 66;
      const x = (value) => name + (value / (total || 1)) * room;
      const nodes = stages.flatMap((one, place) => {
        const y = place * row;
        const end = x(one.from + one.spent);
        return [
          label(0, y + 18, stageName(one.stage), "start", "strong"),
          svg("rect", { x: x(one.from), y: y + 5, width: Math.max(2, end - x(one.from)), height: 18, rx: 3, class: "stage" }),
          label(end + 6, y + 18, ms(one.spent)),
        ];
      });
      return { height: stages.length * row, nodes };
    },
  });
}
