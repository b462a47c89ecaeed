// The dashboard: who may see it, what is shown, and keeping it fresh.

import { byId } from "../dom.js";
import { at } from "../root.js";
import { dropAnswers, showAnswers } from "./answers.js";
import * as figures from "./figures.js";
import { gaps } from "./gaps.js";
import { showGuestbook } from "./guestbook.js";
import { showHealth } from "./health.js";
import { showInterviews } from "./interviews.js";
import { newest } from "./newest.js";
import { offerIntents, showRecent } from "./recent.js";
import { call, follow, logIn, logOut, session } from "./server.js";

const CALM_MS = 2_000;
const HEALTH_EVERY_MS = 30_000;
const PARTS = { totals: "totals", asked: "asked", speed: "speed", cost: "cost", intents: "intents", engines: "engines", most: "mostAsked" };

const ask = newest((days) => Promise.all([call(`/api/dashboard/overview?days=${days}`), call(`/api/dashboard/gaps?days=${days}`)]));

let stopFollowing = () => {};
let waiting = null;
let healthTimer = null;
const drawn = new Map();

function show(part) {
  for (const id of ["closed", "entry", "figures"]) byId(id).hidden = id !== part;
  byId("tools").hidden = part !== "figures";
}

// What has not changed is not drawn again, and what is open stays open.
function put(id, data, make) {
  const text = JSON.stringify(data);
  const place = byId(id);
  if (drawn.get(id) === text || place.contains(document.activeElement)) return;
  drawn.set(id, text);
  const open = new Set([...place.querySelectorAll("details[open]")].map((node) => node.dataset.keep));
  place.replaceChildren(...make(data));
  for (const node of place.querySelectorAll("details")) node.open = open.has(node.dataset.keep);
}

async function refresh() {
  const days = byId("days").value;
  byId("export").href = at(`/api/dashboard/export?days=${days}`).href;
  const found = await ask(days);
  if (!found) return;
  const [overview, missing] = found;
  const { since, until, ...parts } = overview;
  for (const [id, name] of Object.entries(PARTS)) put(id, parts, figures[name]);
  put("gaps", { themes: missing.themes, not_understood: missing.not_understood }, gaps);
  offerIntents(overview.intents);
  if (overview.warming) say("Still reading the log …");
}

const say = (words) => (byId("live").textContent = words);

// Every failure is said; one of the log-in leads back to it.
async function attempt(work) {
  try {
    await work();
  } catch (problem) {
    if (problem.status === 401 || problem.status === 403) leave();
    else say(problem.message);
  }
}

function news() {
  if (waiting) return;
  waiting = setTimeout(() => {
    waiting = null;
    attempt(refresh);
    if (!byId("recent").contains(document.activeElement)) attempt(showRecent);
  }, CALM_MS);
}

async function enter() {
  show("figures");
  stopFollowing();
  await attempt(refresh);
  await Promise.all([attempt(showRecent), attempt(showAnswers), attempt(showGuestbook), attempt(showInterviews), attempt(showHealth)]);
  stopFollowing = follow(news, (open) => say(open ? "Live" : "Not live: trying to reach the service …"));
  clearInterval(healthTimer);
  healthTimer = setInterval(() => attempt(showHealth), HEALTH_EVERY_MS);
}

function leave() {
  stopFollowing();
  clearInterval(healthTimer);
  drawn.clear();
  say("");
  for (const id of [...Object.keys(PARTS), "gaps", "recent", "answers", "answers-saved", "guestbook", "interviews", "health"]) byId(id).replaceChildren();
  show("entry");
  byId("token").focus();
}

byId("log-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  byId("token-error").textContent = "";
  try {
    await logIn(byId("token").value);
    byId("token").value = "";
    await enter();
    byId("main").focus({ preventScroll: true });
    scrollTo(0, 0);
  } catch (problem) {
    byId("token-error").textContent = problem.message;
    byId("token").focus();
  }
});

byId("log-out").addEventListener("click", async () => {
  await logOut().catch(() => {});
  leave();
});
byId("days").addEventListener("change", () => Promise.all([attempt(refresh), attempt(showInterviews)]));
byId("filter-intent").addEventListener("change", () => attempt(showRecent));
byId("filter-unanswered").addEventListener("change", () => attempt(showRecent));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("older").addEventListener("click", () => attempt(() => showRecent({ more: true })));
byId("more-answers").addEventListener("click", () => attempt(() => showAnswers({ more: true })));
byId("drop-answers").addEventListener("click", () => attempt(dropAnswers));
byId("more-signatures").addEventListener("click", () => attempt(() => showGuestbook({ more: true })));

attempt(async () => {
  const { open, logged_in: known } = await session();
  if (!open) show("closed");
  else if (known) await enter();
  else {
    show("entry");
    byId("token").focus();
  }
});
