// Plays replies one after the other; the first tap unlocks sound on every browser.

import { wav } from "./wav.js";

const SILENCE_HZ = 8000;
const SILENCE = 400; // samples
const TAPS = ["pointerup", "click", "keydown"];

export class Player {
  constructor(sound, meter) {
    this.sound = sound;
    this.meter = meter;
    this.element = new Audio();
    this.queue = Promise.resolve();
    this.cut = null;
    this.round = 0;
    this.isHeld = false; // by the browser, until somebody taps
    const unlock = () => this.#unlock(unlock);
    for (const tap of TAPS) document.addEventListener(tap, unlock, true);
  }

  // iOS lets an element speak later only when it has played something in a tap.
  #unlock(unlock) {
    if (navigator.userActivation && !navigator.userActivation.isActive) return;
    for (const tap of TAPS) document.removeEventListener(tap, unlock, true);
    this.sound.awake();
    if (this.cut) return;
    this.element.src = wav([new Int16Array(SILENCE)], SILENCE_HZ);
    this.element.play().catch(() => {});
  }

  // Resolves true when it was heard to its end; it waits for what was queued before.
  play(url, onStart = () => {}) {
    const round = this.round;
    const heard = this.queue.then(() => round === this.round && this.#one(url, onStart));
    this.queue = heard;
    return heard;
  }

  set speed(speed) {
    this.rate = this.element.defaultPlaybackRate = this.element.playbackRate = speed;
  }

  stop() {
    this.round += 1;
    this.element.pause();
    this.cut?.();
    window.speechSynthesis?.cancel();
  }

  // The browser's own voice.
  say(words, language) {
    return new Promise((resolve) => {
      const speech = new SpeechSynthesisUtterance(words);
      speech.lang = language;
      speech.rate = this.rate;
      speech.onend = () => resolve(true);
      speech.onerror = () => resolve(false);
      window.speechSynthesis.speak(speech);
    });
  }

  #one(url, onStart) {
    const { element } = this;
    return new Promise((resolve) => {
      const over = (heard) => {
        element.onended = element.onerror = element.onplaying = this.cut = null;
        this.meter.stop();
        resolve(heard);
      };
      this.cut = () => over(false);
      element.onended = () => over(true);
      element.onerror = () => over(false);
      element.onplaying = () => {
        this.isHeld = false;
        // Safari cannot tap an element's sound without rerouting it: no level there.
        if (element.captureStream) this.meter.start(element.captureStream());
        onStart();
      };
      element.src = url;
      element.play().catch((error) => {
        this.isHeld = error.name === "NotAllowedError";
        over(false);
      });
    });
  }
}
