// In a frame: which section of the page around it the visitor is looking at.

import { button, byId } from "./dom.js";

const LONGEST = 120;
const MOST_STARTERS = 4;
const parents = document.documentElement.dataset.parents.split(" ");

export class Frame {
  // `onClosed()`: nobody sees the page any more, so nobody should hear it or be heard.
  // `onSection(section)`: the visitor looks at another part.
  // `onStarter(question)`: one of the first questions of the page around it is asked.
  constructor({ onClosed, onSection, onStarter }) {
    Object.assign(this, { onClosed, onSection, onStarter });
    this.section = undefined;
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
      this.section = String(data.section || "").slice(0, 64) || undefined;
      this.onSection(this.section);
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
