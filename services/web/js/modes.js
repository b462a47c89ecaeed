// The way of talking that is on: what the visitor wants, as far as it can be had.

const ORDER = ["realtime", "press_to_talk", "text"];

export class Modes {
  // `onChange(mode, why)`: `why` it is another one, a key of strings.json, or nothing.
  constructor(onChange) {
    this.onChange = onChange;
    this.wish = this.possible = this.allowed = ORDER[0];
    this.now = null;
  }

  // What the visitor chose.
  want(mode) {
    this.wish = mode;
    this.#decide("");
  }

  // The best that this browser can do.
  limit(mode) {
    this.possible = mode;
    this.#decide("");
  }

  // What health allows, which may change by itself.
  allow(mode, why) {
    this.allowed = mode;
    this.#decide(why);
  }

  #decide(why) {
    const places = [this.wish, this.possible, this.allowed].map((mode) => ORDER.indexOf(mode));
    const mode = ORDER[Math.max(...places)];
    if (mode === this.now) return;
    this.now = mode;
    this.onChange(mode, why);
  }
}
