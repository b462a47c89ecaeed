// The button to speak with: tapped for a live talk; else held down, or tapped once to
// begin and once to end.

import { say } from "./strings.js";

const TAP_MS = 350;
const KEYS = [" ", "Enter"];

export class TalkButton {
  // `begin` may wait for permission; let go meanwhile, the button stays down. With
  // `isLive()` there is nothing to hold: each click is a `tap`.
  constructor(button, label, { begin, end, drop, isLive, tap }) {
    Object.assign(this, { button, label, begin, end, drop, isLive });
    this.isDown = false;
    button.onpointerdown = (event) => {
      if (event.button === 0 && !isLive()) this.press();
    };
    button.onpointerup = button.onpointercancel = () => this.letGo();
    button.onkeydown = (event) => this.#key(event, () => event.repeat || this.press());
    button.onkeyup = (event) => this.#key(event, () => this.letGo());
    button.oncontextmenu = (event) => event.preventDefault();
    button.onclick = (event) => {
      if (isLive()) return tap();
      // Screen readers and voice control click without pointer or key.
      if (event.detail === 0 && !event.pointerType) this.press().then(() => this.letGo());
      return undefined;
    };
  }

  show(key, isDown = this.isDown) {
    this.label.textContent = say(key);
    this.button.setAttribute("aria-pressed", String(isDown));
  }

  async press() {
    if (this.isDown) return this.finish();
    this.isDown = true;
    this.isHeld = true;
    this.pressedAt = performance.now();
    this.hasBegun = false;
    this.show("talk.holding");
    this.hasBegun = await this.begin();
    if (!this.isDown) return this.drop();
    if (!this.hasBegun) return this.#up();
    if (!this.isHeld) this.show("talk.latched");
  }

  letGo() {
    if (!this.isDown || !this.isHeld) return;
    this.isHeld = false;
    const isTap = performance.now() - this.pressedAt < TAP_MS;
    if (this.hasBegun && !isTap) this.finish();
    else this.show("talk.latched");
  }

  finish() {
    if (!this.isDown || !this.hasBegun) return;
    this.#up();
    this.end();
  }

  // Up without an end: what was begun comes to nothing.
  release() {
    if (this.isDown) this.#up();
  }

  #up() {
    this.isDown = false;
    this.isHeld = false;
    this.show("talk.hold");
  }

  #key(event, action) {
    if (this.isLive() || !KEYS.includes(event.key)) return;
    event.preventDefault();
    action();
  }
}
