// Speech on its way to becoming a question: push to talk, hands-free, or the browser's.

import { Microphone, Recording } from "./recorder.js";
import { explained, say } from "./strings.js";

const LONGEST_MS = 28_000; // the service takes 30 s

export class Listening {
  constructor({ api, asking, meter, sound, status }) {
    Object.assign(this, { api, asking, meter, sound, status });
    this.microphone = new Microphone();
    this.round = 0;
  }

  // Whether it has begun. `onLongest` is called when it has lasted too long.
  async begin(useBrowser, onLongest) {
    this.asking.stop();
    this.status.notice("");
    try {
      if (useBrowser) {
        const { hear } = await import("./browser-speech.js");
        this.browser = hear(navigator.language, (words) => this.status.caption(words));
      } else {
        await this.#record();
        this.limit = setTimeout(onLongest, LONGEST_MS);
      }
    } catch (error) {
      this.status.notice(explained(error));
      return false;
    }
    this.status.phase("listening");
    return true;
  }

  async end() {
    clearTimeout(this.limit);
    if (this.browser) return this.#endBrowser();
    const { recording } = this;
    this.recording = null;
    const sound = await recording.stop();
    this.meter.stop();
    this.microphone.close();
    if (sound) return this.#heard(sound, { isLoneTry: true });
    return this.#nothing();
  }

  // What was being said, or is being made out, becomes no question.
  drop() {
    this.round += 1;
    clearTimeout(this.limit);
    this.browser?.stop();
    this.browser = null;
    if (this.recording) this.recording.stop();
    this.recording = null;
    this.endHandsFree();
    this.status.idle();
  }

  async handsFree() {
    await this.sound.awake();
    const { HandsFree } = await import("./hands-free.js");
    const stream = await this.microphone.open();
    this.gate = new HandsFree(this.sound.context, {
      isBusy: () => this.asking.current,
      onOpen: () => {
        this.status.notice("");
        this.status.phase("listening");
      },
      onSpeech: (recording) => this.#turn(recording),
    });
    await this.gate.start(stream);
    this.meter.start(stream);
    this.status.rest("waiting");
  }

  endHandsFree() {
    this.gate?.stop();
    this.gate = null;
    this.meter.stop();
    this.microphone.close();
    this.status.rest(null);
  }

  // One hands-free turn; a noise that was no speech is passed over.
  async #turn(recording) {
    const sound = await recording.stop();
    if (!this.gate) return;
    if (sound) await this.#heard(sound, { isLoneTry: false });
    if (this.gate) this.meter.start(this.microphone.stream);
  }

  async #record() {
    const stream = await this.microphone.open();
    this.recording = new Recording(stream);
    // A finger still down is no leave to sound yet: the level may come later.
    this.sound.awake();
    this.meter.start(stream);
  }

  async #endBrowser() {
    const { heard, stop } = this.browser;
    this.browser = null;
    stop();
    const words = await heard.catch((error) => void this.status.notice(explained(error)));
    this.status.caption("");
    this.status.idle();
    if (words) await this.asking.ask(words);
  }

  async #heard(sound, { isLoneTry }) {
    this.status.phase("hearing");
    const { round } = this;
    try {
      const words = await this.api.transcribe(sound, await this.asking.session());
      if (round === this.round) await this.asking.ask(words);
    } catch (error) {
      if (round !== this.round) return;
      this.status.idle();
      if (error.code !== "NO_SPEECH") this.status.notice(this.#explained(error));
      else if (isLoneTry) this.#nothing();
    }
  }

  #nothing() {
    this.status.idle();
    this.status.notice(say("trouble.nothingHeard"));
  }

  #explained({ code, status, message, retryAfter: seconds }) {
    if (code === "OFFLINE") return say("trouble.soundLost");
    if (status === 429 && seconds) return say("trouble.limited", { seconds });
    return (status === 413 || status === 422) && message ? message : say("trouble.failed");
  }
}
