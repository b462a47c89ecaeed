// Speech on its way to becoming a question: recorded while a button is held, or heard by
// the browser itself.

import { locale } from "./language.js";
import { AS_IT_IS, Microphone, Recording } from "./recorder.js";
import { explained, say } from "./strings.js";

const LONGEST_MS = 28_000; // the service takes 30 s

export class Listening {
  constructor({ api, asking, meter, sound, status }) {
    Object.assign(this, { api, asking, meter, sound, status });
    this.microphone = new Microphone(AS_IT_IS);
    this.round = 0;
  }

  // Whether it has begun. `onLongest` is called when it has lasted too long.
  async begin(useBrowser, onLongest) {
    this.asking.stop();
    this.status.notice("");
    try {
      if (useBrowser) {
        const { hear } = await import("./browser-speech.js");
        this.browser = hear(locale, (words) => this.status.caption(words));
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
    if (sound) return this.#heard(sound);
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
    this.meter.stop();
    this.microphone.close();
    this.status.idle();
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
    if (words) await this.asking.ask(words, words, { isSpoken: true });
  }

  async #heard(sound) {
    this.status.phase("thinking");
    const { round } = this;
    try {
      const words = await this.api.transcribe(sound, await this.asking.session());
      if (round === this.round) await this.asking.ask(words, words, { isSpoken: true });
    } catch (error) {
      if (round !== this.round) return;
      this.status.idle();
      if (error.code === "NO_SPEECH") this.#nothing();
      else this.status.notice(this.#explained(error));
    }
  }

  #nothing() {
    this.status.idle();
    this.status.notice(say("trouble.nothingHeard"));
  }

  #explained({ code, status, message, retryAfter: seconds }) {
    if (code === "OFFLINE") return say("trouble.soundLost");
    if (status === 429 && seconds) return say("trouble.limited", { seconds });
    return (status === 413 || status === 422) && message ? say("trouble.refused", { message }) : say("trouble.failed");
  }
}
