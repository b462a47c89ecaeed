// How the service's parts are, in plain words, for as long as it matters.

import { choice } from "./choices.js";
import { byId } from "./dom.js";
import { say } from "./strings.js";

const ARRIVING = ["idle", "locating", "fetching", "loading"];
const SOON_MS = 3000;
const LATER_MS = 60_000;
const CAN_HEAR = "SpeechRecognition" in window || "webkitSpeechRecognition" in window;
const CAN_SPEAK = "speechSynthesis" in window;

export class Parts {
  constructor(api) {
    this.api = api;
    this.hearing = null;
  }

  // Again after a while; called in between, it looks at once.
  async watch() {
    clearTimeout(this.next);
    const report = await this.api.health().catch(() => null);
    const parts = report?.components || {};
    if (report) this.#show(parts);
    const isArriving = ARRIVING.includes(parts.recognizer?.whisper?.state);
    clearTimeout(this.next);
    this.next = setTimeout(() => this.watch(), isArriving || this.hasArrived ? SOON_MS : LATER_MS);
  }

  #show(parts) {
    const hearing = parts.recognizer?.engine;
    const isSmall = hearing === "pocketsphinx";
    this.hasArrived = !isSmall && this.hearing === "pocketsphinx";
    this.hearing = hearing;
    const said = this.#said(parts, isSmall);
    if (byId("parts").textContent !== said) byId("parts").textContent = said;
    offer("browser-hearing", isSmall && CAN_HEAR);
    offer("browser-voice", parts.tts?.engine === "espeak-ng" && CAN_SPEAK);
  }

  #said(parts, isSmall) {
    const troubled = Object.keys(parts).filter((name) => parts[name].status !== "healthy");
    const words = troubled.filter(isTold).map((name) => say(`parts.${name}`));
    if (this.hasArrived) words.push(say("parts.arrived"));
    if (isSmall && !troubled.includes("recognizer")) words.push(hearingSoon(parts.recognizer));
    if (parts.tts?.engine === "espeak-ng" && !troubled.includes("tts")) words.push(say("parts.smallVoice"));
    return words.join(" ");
  }
}

const isTold = (name) => ["recognizer", "tts", "vad", "llm", "storage"].includes(name);

function hearingSoon({ whisper }) {
  if (!ARRIVING.includes(whisper?.state)) return say("parts.smallHearing");
  if (whisper.state === "loading") return `${say("parts.betterHearingLoading")}.`;
  const bytes = whisper.fetched_bytes;
  const progress = bytes ? ` ${say("parts.fetched", { megabytes: Math.round(bytes / 1e6) })}` : "";
  return `${say("parts.betterHearing")}${progress}.`;
}

function offer(id, isOffered) {
  const box = byId(id);
  const isNew = isOffered && box.parentElement.hidden;
  box.parentElement.hidden = !isOffered;
  if ((!isOffered && box.checked) || (isNew && choice(id) && !box.checked)) box.click();
}
