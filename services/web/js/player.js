// Plays replies one after the other; the first tap unlocks sound on every browser.

export class Player {
  constructor(context) {
    this.context = context;
    this.element = new Audio();
    this.element.preload = "auto";
    this.queue = [];
    this.playing = null;
    this.finished = null;
  }

  // Call inside a tap: iOS lets only an element that played in one speak later.
  unlock() {
    if (this.context.state === "suspended") this.context.resume();
    if (this.unlocked) return;
    this.unlocked = true;
    this.element.src = silence();
    this.element.play().catch(() => {
      this.unlocked = false;
    });
  }

  // Resolves true once everything queued was heard, false when stopped or unplayable.
  play(url) {
    this.queue.push(url);
    this.finished ??= this.drain();
    return this.finished;
  }

  async drain() {
    let heard = true;
    while (this.queue.length) heard = (await this.one(this.queue.shift())) && heard;
    this.finished = null;
    return heard;
  }

  one(url) {
    return new Promise((resolve) => {
      const done = (heard) => {
        this.element.onended = this.element.onerror = null;
        this.playing = null;
        resolve(heard);
      };
      this.playing = () => done(false);
      this.element.onended = () => done(true);
      this.element.onerror = () => done(false);
      this.element.src = url;
      this.element.play().catch(() => done(false));
    });
  }

  stop() {
    this.queue.length = 0;
    this.element.pause();
    this.playing?.();
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
}

// 50 ms of nothing as a WAV in a blob address.
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
