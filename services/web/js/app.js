// The page: its parts put together, and its controls wired to them.

import { Api } from "./api.js";
import { Asking } from "./asking.js";
import { choice, keepControls } from "./choices.js";
import { Conversation } from "./conversation.js";
import { byId } from "./dom.js";
import { choose } from "./language.js";
import { Listening } from "./listening.js";
import { Parts } from "./parts.js";
import { Player } from "./player.js";
import { microphoneTrouble } from "./recorder.js";
import { Meter, Sound } from "./sound.js";
import { Status } from "./status.js";
import { say } from "./strings.js";
import { Talking } from "./talking.js";

const api = new Api();
const parts = new Parts(api);
const status = new Status();
const sound = new Sound();
const meter = new Meter(sound, (level) =>
  document.body.style.setProperty("--level", level.toFixed(2)),
);
const player = new Player(sound, meter);
keepControls(player);
const conversation = new Conversation(byId("log"), { ask, edit, replay });
const wishes = () => ({ aloud: !byId("mute").checked, browserVoice: byId("browser-voice").checked });
const isFramed = document.documentElement.dataset.form === "embed";
let frame = null;
const seen = () => frame?.seen ?? {};
const asking = new Asking({
  api,
  conversation,
  player,
  status,
  wishes,
  seen,
  onDegraded: () => parts.watch(),
});
const listening = new Listening({ api, asking, meter, sound, status });
const talking = new Talking({ asking, conversation, listening, meter, seen, sound, status, wishes });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && interrupt()) event.preventDefault();
});
// Single keys, for whoever is not typing; what they do is fetched with the first.
const KEYS = "?/jkrcsm";
const TYPING = "input:not([type=checkbox]), textarea, select, dialog[open] *";
document.addEventListener("keydown", async (event) => {
  const { key, target, ctrlKey, metaKey, altKey, repeat, isComposing } = event;
  const isOurs = key.length === 1 && KEYS.includes(key) && choice("keys") !== false;
  if (!isOurs || ctrlKey || metaKey || altKey || repeat || isComposing) return;
  if (target.matches?.(TYPING) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  const { press } = await import("./shortcuts.js");
  press(key, { conversation, replay });
});
if (isFramed) {
  const { Frame } = await import("./frame.js");
  const onSeen = (part) => talking.live?.lookAt(part);
  frame = new Frame({ onClosed: hush, onSeen, onStarter: (question) => ask(question) });
}

// Over the socket while a talk is on, so that the reply can be talked to.
function ask(question, shown) {
  if (!talking.live?.isConnected) return asking.ask(question, shown);
  asking.stop();
  return talking.live.ask(question, shown);
}

// A question that is the newest is put in its place; an older one is asked anew.
function edit(turn, question) {
  interrupt();
  if (turn === conversation.turns.at(-1)) turn.drop();
  ask(question);
}

async function replay(turn) {
  await talking.live?.interrupt();
  talking.live?.replaying(true);
  await asking.replay(turn);
  talking.live?.replaying(false);
}

// Whether there was anything to silence.
function interrupt() {
  const isTold = Boolean(asking.current) || Boolean(talking.live?.isTelling);
  asking.stop();
  talking.live?.interrupt();
  return isTold;
}

function hush() {
  asking.stop();
  talking.hush();
}

let book = null;
async function openGuestbook() {
  const { Guestbook } = await import("./guestbook.js");
  book ??= new Guestbook(byId("guestbook"), api);
  await book.show();
}

let comparison = null;
async function openJobFit() {
  const { JobFit } = await import("./job-fit.js");
  comparison ??= new JobFit(byId("job-fit"), api);
  await comparison.show();
}

async function openMessage() {
  const { leave } = await import("./message.js");
  await leave(conversation);
}

async function openKeys() {
  byId("options").open = false;
  const { list } = await import("./shortcuts.js");
  await list();
}

function restart() {
  hush();
  if (conversation.sessionId) api.forget(conversation.sessionId).catch(() => {});
  conversation.clear();
  status.notice("");
  byId("options").open = false;
  byId("question").focus();
}

byId("form").onsubmit = (event) => {
  event.preventDefault();
  const question = byId("question").value.trim();
  if (!question) return;
  byId("question").value = "";
  // A keyboard on the screen would hide the answer.
  if (matchMedia("(pointer: coarse)").matches) byId("question").blur();
  ask(question);
};
// Whoever types has heard enough.
byId("question").oninput = () => document.body.dataset.phase === "speaking" && interrupt();
for (const starter of document.querySelectorAll("#welcome button")) {
  starter.onclick = () => ask(starter.textContent);
}
byId("stop").onclick = interrupt;
byId("mute").onchange = () => talking.live?.update();
byId("browser-hearing").onchange = ({ target }) => {
  byId("privacy").textContent = say(target.checked ? "privacy.browser" : "privacy.here");
  if (target.checked) talking.pressOnly();
};
byId("browser-voice").onchange = ({ target }) => target.checked && talking.pressOnly();
byId("open-guestbook").onclick = openGuestbook;
byId("open-job-fit").onclick = openJobFit;
byId("open-message").onclick = openMessage;
byId("open-keys").onclick = openKeys;
byId("restart").onclick = restart;
byId("languages").onclick = ({ target }) => target.lang && choose(target.lang);
document.addEventListener("click", ({ target }) => {
  if (!byId("options").contains(target)) byId("options").open = false;
});

// What comes with the network gone can wait until everything else is here.
// A server that goes away meanwhile leaves a page that is not installed, and nothing worse.
const install = () => import("./installing.js").catch(() => {});
if (!isFramed) window.addEventListener("load", install, { once: true });

const trouble = microphoneTrouble();
if (trouble) talking.without(trouble);
parts.watch();

// Sent before this script was there, a question comes back in the address; in a link
// that somebody shared, it is `q`.
const address = new URL(location);
const { searchParams } = address;
const sent = (searchParams.get("question") || searchParams.get("q"))?.trim().slice(0, byId("question").maxLength);
searchParams.delete("question");
searchParams.delete("q");
history.replaceState(null, "", address);
if (sent) ask(sent);
