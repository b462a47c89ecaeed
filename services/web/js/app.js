// The page: its parts put together, and its controls wired to them.

import { Api } from "./api.js";
import { Asking } from "./asking.js";
import { Conversation } from "./conversation.js";
import { byId } from "./dom.js";
import { Listening } from "./listening.js";
import { Parts } from "./parts.js";
import { Player } from "./player.js";
import { microphoneTrouble } from "./recorder.js";
import { Meter, Sound } from "./sound.js";
import { Status } from "./status.js";
import { explained, say } from "./strings.js";
import { TalkButton } from "./talk-button.js";

const api = new Api();
const parts = new Parts(api);
const status = new Status();
const sound = new Sound();
const meter = new Meter(sound, (level) =>
  document.body.style.setProperty("--level", level.toFixed(2)),
);
const player = new Player(sound, meter);
const conversation = new Conversation(byId("log"), {
  ask: (question, shown) => asking.ask(question, shown),
  replay: (turn) => asking.replay(turn),
});
const isFramed = document.documentElement.dataset.form === "embed";
const frame = isFramed ? new (await import("./frame.js")).Frame(hush) : null;
const asking = new Asking({
  api,
  conversation,
  player,
  status,
  wishes: () => ({ aloud: !byId("mute").checked, browserVoice: byId("browser-voice").checked }),
  section: () => frame?.section,
  onDegraded: () => parts.watch(),
});
const listening = new Listening({ api, asking, meter, sound, status });
const talk = new TalkButton(byId("talk"), byId("talk-label"), {
  begin: () => {
    if (listening.gate) return endHandsFree();
    return listening.begin(byId("browser-hearing").checked, () => talk.finish());
  },
  end: () => listening.end(),
  drop: () => listening.drop(),
});

function hush() {
  asking.stop();
  talk.release();
  listening.drop();
  endHandsFree();
}

async function handsFree() {
  if (!byId("hands-free").checked) return endHandsFree();
  status.notice("");
  try {
    await listening.handsFree();
    // Permission can take its time, and the wish be gone by then.
    if (!byId("hands-free").checked) return endHandsFree();
    talk.show("talk.handsFree", true);
  } catch (error) {
    byId("hands-free").checked = false;
    status.notice(explained(error));
  }
}

function endHandsFree() {
  byId("hands-free").checked = false;
  listening.endHandsFree();
  talk.show("talk.hold", false);
  return false;
}

function withoutMicrophone(trouble) {
  byId("talk").disabled = byId("hands-free").disabled = true;
  talk.show("talk.off");
  status.notice(say(trouble));
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

function restart() {
  asking.stop();
  if (conversation.sessionId) api.forget(conversation.sessionId).catch(() => {});
  conversation.clear();
  status.notice("");
  byId("question").focus();
}

byId("form").onsubmit = (event) => {
  event.preventDefault();
  const question = byId("question").value.trim();
  if (!question) return;
  byId("question").value = "";
  // A keyboard on the screen would hide the answer.
  if (matchMedia("(pointer: coarse)").matches) byId("question").blur();
  asking.ask(question);
};
for (const starter of document.querySelectorAll("#welcome button")) {
  starter.onclick = () => asking.ask(starter.textContent);
}
byId("stop").onclick = () => asking.stop();
byId("hands-free").onchange = handsFree;
byId("browser-hearing").onchange = ({ target }) => {
  byId("privacy").textContent = say(target.checked ? "privacy.browser" : "privacy.here");
};
byId("open-guestbook").onclick = openGuestbook;
byId("open-job-fit").onclick = openJobFit;
byId("restart").onclick = restart;

const trouble = microphoneTrouble();
if (trouble) withoutMicrophone(trouble);
parts.watch();

// Sent before this script was there, a question comes back in the address.
const address = new URL(location);
const sent = address.searchParams.get("question")?.trim();
address.searchParams.delete("question");
history.replaceState(null, "", address);
if (sent) asking.ask(sent);
