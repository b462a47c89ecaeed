// In a frame: what of the page around it the visitor is looking at.

import { button, byId } from "./dom.js";

const LONGEST = 120;
const LONGEST_NAME = 64;
const LONGEST_TEXT = 600;
const MOST_STARTERS = 4;
const parents = document.documentElement.dataset.parents.split(" ");

export class Frame {
  // `onClosed()`: nobody sees the page any more, so nobody should hear it or be heard.
  // `onSeen(seen)`: the visitor looks at another part; `seen` goes with each question.
  // `onStarter(question)`: one of the first questions of the page around it is asked.
  constructor({ onClosed, onSeen, onStarter }) {
    Object.assign(this, { onClosed, onSeen, onStarter });
    this.seen = {};
    this.parent = null;
    window.addEventListener("message", (event) => this.#told(event));
    byId("close").hidden = false;
    byId("close").onclick = () => this.close();
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.close();
    });
    // Whoever frames us may know that much; who it is, its answer tells.
    window.parent.postMessage({ vivaVoce: "ready" }, "*");
  }

  close() {
    if (this.parent) window.parent.postMessage({ vivaVoce: "close" }, this.parent);
  }

  #told({ source, origin, data }) {
    const isOurs = origin === location.origin || parents.includes("*") || parents.includes(origin);
    if (source !== window.parent || !isOurs || typeof data?.vivaVoce !== "string") return;
    this.parent = origin;
    if (data.vivaVoce === "section") {
      const section = String(data.section || "").slice(0, LONGEST_NAME) || undefined;
      const text = String(data.text || "").slice(0, LONGEST_TEXT) || undefined;
      this.seen = { section, page_text: text };
      this.onSeen(this.seen);
    }
    if (data.vivaVoce === "opening") this.#greet(data);
    if (data.vivaVoce === "opened") byId("question").focus();
    if (data.vivaVoce === "closed") this.onClosed();
  }

  // Words of the page around it in place of our own; they are text, whatever they hold.
  #greet({ greeting, starters }) {
    const isText = (value) => typeof value === "string" && value && value.length <= LONGEST;
    if (isText(greeting)) document.querySelector(".greeting").textContent = greeting;
    const texts = Array.isArray(starters) ? starters.filter(isText).slice(0, MOST_STARTERS) : [];
    if (!texts.length) return;
    const buttons = texts.map((text) => button(text, () => this.onStarter(text)));
    document.querySelector("#welcome .suggestions").replaceChildren(...buttons);
  }
}
