// Plays replies one after the other; the first tap unlocks sound on every browser.

const TAPS = ["pointerup", "click", "keydown"];

export class Player {
  constructor(sound, meter) {
    this.sound = sound;
    this.meter = meter;
    this.element = new Audio();
    this.queue = Promise.resolve();
    this.cut = null;
    this.round = 0;
    const unlock = () => this.#unlock(unlock);
    for (const tap of TAPS) document.addEventListener(tap, unlock, true);
  }

  // iOS lets an element speak later only when it has played something in a tap.
  #unlock(unlock) {
    if (navigator.userActivation && !navigator.userActivation.isActive) return;
    for (const tap of TAPS) document.removeEventListener(tap, unlock, true);
    this.sound.awake();
    if (this.cut) return;
    this.element.src = silence();
    this.element.play().catch(() => {});
  }

  // Resolves true when it was heard to its end; it waits for what was queued before.
  play(url, onStart = () => {}) {
    const round = this.round;
    const heard = this.queue.then(() => round === this.round && this.#one(url, onStart));
    this.queue = heard;
    return heard;
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
        // Safari cannot tap an element's sound without rerouting it: no level there.
        if (element.captureStream) this.meter.start(element.captureStream());
        onStart();
      };
      element.src = url;
      element.play().catch(() => over(false));
    });
  }
}

// A WAV of 50 ms in which nothing sounds.
function silence() {
  const samples = 400;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const ascii = (at, word) => [...word].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  ascii(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  ascii(36, "data");
  view.setUint32(40, samples, true);
  for (let i = 44; i < 44 + samples; i += 1) view.setUint8(i, 128);
  return URL.createObjectURL(new Blob([view], { type: "audio/wav" }));
}
