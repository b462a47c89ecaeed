// What the service is doing right now, and for how long.

import { text } from "./strings.js";

export class Phases {
  constructor(node) {
    this.node = node;
    this.timer = null;
  }

  enter(name) {
    this.leave();
    const since = performance.now();
    const show = () => {
      const seconds = (performance.now() - since) / 1000;
      const clock = seconds >= 1 ? ` ${seconds.toFixed(0)} s` : "";
      this.node.textContent = `${text.phases[name]} …${clock}`;
    };
    this.node.dataset.phase = name;
    show();
    this.timer = setInterval(show, 500);
  }

  leave() {
    clearInterval(this.timer);
    this.node.textContent = "";
    delete this.node.dataset.phase;
  }
}
