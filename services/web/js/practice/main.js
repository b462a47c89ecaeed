// Interview practice: start, answer by typing or speaking, pause, and the report.

import { byId, el } from "../dom.js";
import { language } from "../language.js";
import { explained, say, Trouble } from "../strings.js";
import { Microphone, Recording, microphoneTrouble } from "../recorder.js";
import { reportOf } from "./report.js";
import { Server } from "./server.js";

const server = new Server(decodeURIComponent(location.hash.slice(1)));
const microphone = new Microphone(true);
let interview = null;
let recording = null;

const PARTS = ["start", "waiting", "asking", "report"];

function show(part) {
  for (const id of PARTS) byId(id).hidden = id !== part;
}

function tell(words) {
  byId("told").textContent = words;
}

// What a button does, one at a time, with its trouble told.
function does(work) {
  return async (event) => {
    event?.preventDefault();
    const buttons = document.querySelectorAll("main button");
    buttons.forEach((one) => (one.disabled = true));
    tell("");
    try {
      await work(event);
    } catch (trouble) {
      tell(trouble instanceof Trouble ? explained(trouble) : trouble.message);
    } finally {
      buttons.forEach((one) => (one.disabled = false));
    }
  };
}

const path = (rest) => `/interviews/${encodeURIComponent(interview.session_id)}${rest}`;

async function enter(state) {
  interview = state;
  const asked = state.next_question;
  if (state.status === "active" && asked) {
    byId("place").textContent = say("practice.place", {
      turn: asked.turn,
      level: say(`practice.${asked.level}`),
      skills: asked.skills.join(", "),
    });
    byId("question").textContent = asked.text;
    byId("answer").value = "";
    show("asking");
    byId("question").focus();
  } else if (state.status === "pending" || state.status === "paused") {
    byId("go-on").textContent = say(state.status === "pending" ? "practice.begin" : "practice.goOn");
    show("waiting");
  } else {
    byId("report").replaceChildren(...reportOf(await server.get(path("/results"))));
    show("report");
    byId("report-title").focus();
  }
}

async function answer() {
  const text = byId("answer").value;
  await enter(await server.post(path("/answers"), { text, turn: interview.next_question.turn }));
}

async function speak() {
  const pressed = byId("speak");
  if (!recording) {
    recording = new Recording(await microphone.open());
    pressed.setAttribute("aria-pressed", "true");
    pressed.textContent = say("practice.speaking");
    return;
  }
  const sound = await recording.stop();
  recording = null;
  microphone.close();
  pressed.setAttribute("aria-pressed", "false");
  pressed.textContent = say("practice.speak");
  if (!sound) throw new Error(say("practice.tooShort"));
  const form = new FormData();
  form.append("audio_file", sound, "answer");
  form.append("turn", interview.next_question.turn);
  tell(say("practice.listening"));
  await enter(await server.post(path("/answers/spoken"), form));
}

async function start() {
  const wanted = {
    candidate_id: byId("candidate").value,
    skill_level: byId("level").value,
    bank: byId("bank").value,
    minutes: Number(byId("minutes").value),
  };
  await enter(await server.post("/interviews/start", wanted));
  const session = encodeURIComponent(interview.session_id);
  history.replaceState(null, "", `?session=${session}&lang=${language}`);
}

async function open() {
  const session = new URLSearchParams(location.search).get("session");
  if (!server.invitation && !(await server.loggedIn())) {
    const logIn = el("a", { href: "dashboard" }, say("practice.login"));
    byId("told").replaceChildren(`${say("practice.owners")} `, logIn);
    return;
  }
  if (session) {
    await enter(await server.get(`/interviews/${encodeURIComponent(session)}`));
    return;
  }
  const { banks } = await server.get("/interviews/banks");
  byId("bank").replaceChildren(...banks.map((bank) => el("option", { value: bank.name }, bank.title)));
  show("start");
}

byId("start").addEventListener("submit", does(start));
byId("answer-form").addEventListener("submit", does(answer));
byId("speak").addEventListener("click", does(speak));
byId("speak").hidden = Boolean(microphoneTrouble());
byId("go-on").addEventListener("click", does(async () => enter(await server.post(path("/resume")))));
byId("pause").addEventListener("click", does(async () => enter(await server.post(path("/pause")))));
byId("finish").addEventListener("click", does(async () => enter(await server.post(path("/finish")))));
does(open)();
