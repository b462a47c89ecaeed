// The screen stays on while somebody talks.

export class WakeLock {
  constructor() {
    this.again = () => document.visibilityState === "visible" && this.#ask();
  }

  start() {
    // Browsers let go of it whenever the page is hidden.
    document.addEventListener("visibilitychange", this.again);
    this.#ask();
  }

  stop() {
    document.removeEventListener("visibilitychange", this.again);
    this.lock?.release().catch(() => {});
    this.lock = null;
  }

  // A battery that is low refuses it: the talk goes on all the same.
  async #ask() {
    this.lock = await navigator.wakeLock?.request("screen").catch(() => null);
  }
}
