// The conversation of this tab: its turns, and what of them is kept over a reload.

import { Turn } from "./turn.js";

const KEY = "viva-voce";
const KEPT_TURNS = 30;
const KEPT_SOUNDS = 10; // of half a megabyte, mostly

export class Conversation {
  // `on.ask(question, shown)`, `on.edit(turn, question)`, `on.replay(turn)`
  constructor(log, on) {
    this.log = log;
    this.on = on;
    const kept = read();
    this.sessionId = kept.sessionId || null;
    this.turns = [];
    for (const turn of kept.turns || []) this.#add(turn).finished();
  }

  begin(question, shown = question, { isSpoken = false } = {}) {
    for (const turn of this.turns.slice(0, -KEPT_SOUNDS)) turn.dropSound();
    return this.#add({ question: shown, isSpoken, reply: "", items: [], metadata: {}, audio: [] });
  }

  // Turns that came to nothing are not kept.
  keep() {
    const turns = this.turns.map((turn) => turn.told).filter((told) => told.reply);
    const kept = { sessionId: this.sessionId, turns: turns.slice(-KEPT_TURNS) };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A full or forbidden store costs the memory of a reload, nothing else.
    }
  }

  clear() {
    this.sessionId = null;
    for (const turn of [...this.turns]) turn.drop();
    sessionStorage.removeItem(KEY);
  }

  #add(told) {
    const turn = new Turn(this, told);
    this.turns.push(turn);
    this.log.append(turn.node);
    document.body.classList.remove("fresh");
    turn.node.scrollIntoView();
    return turn;
  }

  remove(turn) {
    this.turns = this.turns.filter((other) => other !== turn);
    document.body.classList.toggle("fresh", !this.turns.length);
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}
