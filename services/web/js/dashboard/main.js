// The dashboard: who may see it, which parts it has, and keeping them fresh.

import { byId } from "../dom.js";
import { dropAnswers, showAnswers } from "./answers.js";
import { showBar, startBar } from "./bar.js";
import { showConversation, startConversation } from "./conversation.js";
import { showGuestbook } from "./guestbook.js";
import { showMessages } from "./messages.js";
import { PARTS, makeSections } from "./parts.js";
import { showRecent } from "./recent.js";
import { follow, logIn, logOut, session } from "./server.js";
import { onChange } from "./state.js";
import { showThumbs } from "./thumbs.js";

const CALM_MS = 3_000;

let isIn = false;
let stopFollowing = () => {};
let waiting = null;
let timers = [];

function show(part) {
  for (const id of ["closed", "entry", "figures"]) byId(id).hidden = id !== part;
  for (const id of ["tools", "bar"]) byId(id).hidden = part !== "figures";
}

const say = (words) => (byId("live").textContent = words);

// Every failure is said; one of the log-in leads back to it.
async function attempt(work) {
  try {
    const told = await work();
    if (typeof told === "string" && told) say(told);
  } catch (problem) {
    const isOut = problem.status === 401 || problem.status === 403;
    if (!isOut) say(problem.message);
    else if (isIn) leave();
  }
}

const showAll = (parts) => Promise.all(parts.map((part) => attempt(() => part.show())));
const filtered = () => PARTS.filter((part) => part.follows === "filters");

// A tab that nobody sees asks for nothing; it catches up when it is seen.
function news() {
  if (waiting || document.hidden) return;
  waiting = setTimeout(() => {
    waiting = null;
    const kept = byId("recent").contains(document.activeElement) ? showRecent : null;
    showAll(filtered().filter((part) => part.show !== kept));
  }, CALM_MS);
}

// A part that the owner is at work in is not drawn anew under their hands.
function drawUnlessInUse(part) {
  const isInUse = part.places.some((id) => byId(id).contains(document.activeElement));
  if (!isInUse) attempt(() => part.show());
}

function startTimers() {
  stopTimers();
  for (const part of PARTS.filter((one) => one.everyMs)) timers.push(setInterval(() => drawUnlessInUse(part), part.everyMs));
}

function stopTimers() {
  timers.forEach(clearInterval);
  timers = [];
}

function listen() {
  stopFollowing();
  stopFollowing = follow(news, (open) => say(open ? "Live" : "Not live: trying to reach the service …"));
}

document.addEventListener("visibilitychange", () => {
  if (!isIn) return;
  if (document.hidden) {
    stopTimers();
    stopFollowing();
    return;
  }
  showAll(PARTS.filter((part) => part.follows || part.everyMs));
  startTimers();
  listen();
});

async function enter() {
  isIn = true;
  show("figures");
  showBar();
  stopFollowing();
  await showAll(PARTS);
  if (!isIn) return;
  listen();
  startTimers();
}

function leave() {
  isIn = false;
  stopFollowing();
  stopTimers();
  say("");
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  for (const id of PARTS.flatMap((part) => part.places)) byId(id).replaceChildren();
  byId("turn").replaceChildren();
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
byId("older").addEventListener("click", () => attempt(() => showRecent({ more: true })));
byId("more-answers").addEventListener("click", () => attempt(() => showAnswers({ more: true })));
byId("drop-answers").addEventListener("click", () => attempt(dropAnswers));
byId("more-messages").addEventListener("click", () => attempt(() => showMessages({ more: true })));
byId("more-thumbs").addEventListener("click", () => attempt(() => showThumbs({ more: true })));
byId("more-signatures").addEventListener("click", () => attempt(() => showGuestbook({ more: true })));

onChange(({ isOther }) => {
  if (!isIn) return;
  showBar();
  attempt(showConversation);
  if (isOther) showAll(filtered());
});
makeSections(PARTS);
startBar();
startConversation();

attempt(async () => {
  const { open, logged_in: known } = await session();
  if (!open) show("closed");
  else if (known) await enter();
  else {
    show("entry");
    byId("token").focus();
  }
});
