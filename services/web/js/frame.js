// In a frame: which section of the page around it the visitor is looking at.

import { byId } from "./dom.js";

const parents = document.documentElement.dataset.parents.split(" ");

export class Frame {
  // `onClosed()`: nobody sees the page any more, so nobody should hear it or be heard.
  // `onSection(section)`: the visitor looks at another part.
  constructor({ onClosed, onSection }) {
    Object.assign(this, { onClosed, onSection });
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
    if (data.vivaVoce === "opened") byId("question").focus();
    if (data.vivaVoce === "closed") this.onClosed();
  }
}
