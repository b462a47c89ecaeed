// The conversation of this tab: what was said, shown, and kept over a reload.

import { cards } from "./cards.js";
import { button, el } from "./dom.js";
import { say } from "./strings.js";

const KEY = "viva-voce";
const KEPT_TURNS = 30;
const MADE_BY = { recognizer: "reply.heardBy", llm: "reply.phrasedBy", tts: "reply.spokenBy" };

export class Conversation {
  // `on.ask(question, shown)`, `on.replay(turn)`
  constructor(log, on) {
    this.log = log;
    this.on = on;
    const kept = read();
    this.sessionId = kept.sessionId || null;
    this.turns = [];
    for (const turn of kept.turns || []) this.#add(turn).finished();
  }

  begin(question, shown = question) {
    return this.#add({ question: shown, reply: "", items: [], metadata: {}, audio: [] });
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

class Turn {
  constructor(conversation, told) {
    this.conversation = conversation;
    this.told = told;
    this.reply = el("p", { class: "reply" });
    this.remark = el("p", { class: "remark", role: "status", hidden: true });
    this.extras = el("div", { class: "extras" });
    const who = el("span", { class: "unseen" }, `${say("reply.who")}: `);
    const question = el("h2", { class: "question" }, who, told.question);
    this.node = el("li", { class: "turn" }, question, this.reply, this.remark, this.extras);
  }

  delta(words) {
    this.told.reply += words;
    this.reply.append(el("span", {}, words));
  }

  cards(items, metadata) {
    Object.assign(this.told, { items, metadata });
    this.#showExtras();
  }

  audio(file) {
    this.told.audio.push(file);
  }

  // Captions: the words that are being spoken stand out.
  speaking(delta) {
    this.reply.querySelector(".spoken")?.classList.remove("spoken");
    this.reply.children[delta]?.classList.add("spoken");
  }

  done({ response, items, metadata }) {
    Object.assign(this.told, { reply: response, items, metadata });
    this.finished();
    this.conversation.keep();
  }

  finished() {
    if (this.reply.textContent !== this.told.reply) this.reply.textContent = this.told.reply;
    this.reply.lang = this.told.metadata.language || "";
    this.#showExtras(true);
  }

  note(words, ...buttons) {
    this.remark.replaceChildren(words, ...buttons);
    this.remark.hidden = !words;
  }

  drop() {
    this.node.remove();
    this.conversation.remove(this);
  }

  #showExtras(isWhole = false) {
    const { items, metadata } = this.told;
    const parts = items.length ? cards(items, metadata) : [];
    if (isWhole) parts.push(this.#next(), this.#madeBy());
    this.extras.replaceChildren(...parts);
  }

  // What can be said or done next; the style shows it on the newest turn only.
  #next() {
    const { items, metadata } = this.told;
    const ask = (question, shown) => () => this.conversation.on.ask(question, shown);
    const next = el("div", { class: "suggestions" });
    if (metadata.needs_confirmation) {
      next.append(button(say("reply.yes"), ask("yes", say("reply.yes"))));
      next.append(button(say("reply.no"), ask("no", say("reply.no"))));
      return next;
    }
    const count = metadata.total_results - items.length;
    if (items.length && count > 0 && !metadata.show_all_query) {
      const asked = metadata.original_query;
      const all = `Show me all available results for: ${asked}`;
      const shown = say("question.showAll", { question: asked });
      next.append(button(say("reply.more", { count }), ask(all, shown), { class: "" }));
    }
    next.append(...(metadata.suggestions || []).map((one) => button(one, ask(one))));
    return next;
  }

  #madeBy() {
    const { audio, metadata } = this.told;
    const { engines = {} } = metadata;
    const named = Object.entries(MADE_BY)
      .filter(([part]) => engines[part] && engines[part] !== "none")
      .map(([part, key]) => say(key, { name: engines[part] }));
    const again = () => this.conversation.on.replay(this);
    return el(
      "p",
      { class: "aside" },
      audio.length ? button(say("reply.again"), again) : null,
      named.join(" · "),
    );
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}
