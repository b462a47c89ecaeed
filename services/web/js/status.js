// What is going on right now: its name, its stop-watch, and what is said aside.

import { byId } from "./dom.js";
import { say } from "./strings.js";

const CLOCK_MS = 200;
const CLOCK_FROM_S = 1;
const TIMED = ["listening", "thinking"];

export class Status {
  constructor() {
    this.name = byId("phase-name");
    this.clock = byId("phase-clock");
  }

  // The name is read out once; the stop-watch beside it is for the eye alone.
  phase(name) {
    if (document.body.dataset.phase === name) return;
    this.#enter(name);
    if (!TIMED.includes(name)) return;
    const since = performance.now();
    this.timer = setInterval(() => {
      const seconds = Math.floor((performance.now() - since) / 1000);
      if (seconds >= CLOCK_FROM_S) this.clock.textContent = say("phase.seconds", { seconds });
    }, CLOCK_MS);
  }

  idle() {
    clearInterval(this.timer);
    this.name.textContent = this.clock.textContent = "";
    delete document.body.dataset.phase;
    if (this.resting) this.#enter(this.resting);
  }

  // What is going on when nothing else is.
  rest(name) {
    const isIdle = !document.body.dataset.phase || document.body.dataset.phase === this.resting;
    this.resting = name;
    if (isIdle) this.idle();
  }

  #enter(name) {
    clearInterval(this.timer);
    document.body.dataset.phase = name;
    this.name.textContent = say(`phase.${name}`);
    this.clock.textContent = "";
  }

  notice(words) {
    if (!words && byId("notice").hidden) return;
    byId("notice").textContent = words;
    byId("notice").hidden = !words;
    if (words) byId("notice").scrollIntoView({ block: "nearest" });
  }

  caption(words) {
    byId("caption").textContent = words;
  }

  // For those who hear the page read out, and only for them.
  announce(words) {
    byId("announcer").textContent = words;
  }
}
