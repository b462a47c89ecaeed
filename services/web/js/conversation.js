// The conversation of this tab: what was said, shown and kept over a reload.

import { cards } from "./cards.js";
import { el } from "./dom.js";
import { text } from "./strings.js";

const KEY = "viva-voce";
const KEPT_TURNS = 30;

export class Conversation {
  constructor(log, onAsk) {
    this.log = log;
    this.onAsk = onAsk;
    const kept = read();
    this.sessionId = kept.sessionId || null;
    this.turns = kept.turns || [];
    this.turns.forEach((turn) => this.show(turn));
  }

  begin(question) {
    const turn = { question, reply: "", items: [], metadata: {} };
    this.turns.push(turn);
    const view = this.show(turn);
    return {
      delta: (words) => {
        turn.reply += words;
        view.reply.textContent = turn.reply;
      },
      cards: (items, metadata) => {
        turn.items = items;
        turn.metadata = metadata;
        view.update(turn);
      },
      done: (answer) => {
        turn.reply = answer.response;
        turn.items = answer.items || [];
        turn.metadata = answer.metadata || {};
        view.update(turn);
        this.keep();
      },
      note: (words) => view.note(words),
      drop: () => {
        this.turns = this.turns.filter((other) => other !== turn);
        view.node.remove();
      },
    };
  }

  show(turn) {
    const reply = el("p", { class: "reply" }, turn.reply);
    const extras = el("div", { class: "extras" });
    const note = el("p", { class: "note", hidden: true });
    const node = el(
      "li",
      { class: "turn" },
      el("p", { class: "question" }, el("span", { class: "who" }, `${text.you}: `), turn.question),
      reply,
      note,
      extras,
    );
    const update = (now) => {
      reply.textContent = now.reply;
      extras.replaceChildren(...this.extras(now));
      node.scrollIntoView({ block: "end", behavior: calm() ? "auto" : "smooth" });
    };
    this.log.append(node);
    update(turn);
    return {
      node,
      reply,
      update,
      note: (words) => {
        note.textContent = words;
        note.hidden = !words;
      },
    };
  }

  extras({ items, metadata }) {
    const out = [];
    if (items.length) out.push(cards(items, metadata.evidence));
    const left = (metadata.total_results || 0) - items.length;
    if (items.length && left > 0 && !metadata.show_all_query) {
      const all = `Show me all available results for: ${metadata.original_query || ""}`;
      out.push(el("button", { class: "quiet", onclick: () => this.onAsk(all) }, text.more(left)));
    }
    if (metadata.suggestions?.length) out.push(this.suggestions(metadata.suggestions));
    const engines = Object.values(metadata.engines || {}).filter((name) => name && name !== "none");
    if (engines.length) out.push(el("p", { class: "engines" }, text.engines([...new Set(engines)])));
    if (metadata.degraded?.length)
      out.push(el("p", { class: "engines" }, text.degraded(metadata.degraded.map(part))));
    return out;
  }

  suggestions(questions) {
    const buttons = questions.map((question) =>
      el("button", { class: "quiet", onclick: () => this.onAsk(question) }, question),
    );
    return el("div", { class: "suggestions" }, ...buttons);
  }

  keep() {
    const turns = this.turns.slice(-KEPT_TURNS);
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ sessionId: this.sessionId, turns }));
    } catch {
      // A full or forbidden store costs the visitor a reload's memory, nothing else.
    }
  }
}

const part = (degraded) => degraded.split(":").slice(0, 2).join(" ");

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}
