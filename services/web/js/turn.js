// One turn as it is seen: the question, the reply as it comes, and what goes with it.

import { cards } from "./cards.js";
import { button, drawing, el } from "./dom.js";
import { say } from "./strings.js";

const MADE_BY = { recognizer: "reply.heardBy", llm: "reply.phrasedBy", tts: "reply.spokenBy" };
const THUMBS = { up: "thumb.up", down: "thumb.down" };
const THUMB = "M7 11v9H4v-9h3Zm0 0 4-8c1.7 0 2.6 1.2 2.3 2.8L12.8 9H19a2 2 0 0 1 2 2.3l-1.1 7A2 2 0 0 1 17.9 20H7";
const words = (text) => text.split(/\s+/).filter(Boolean);

export class Turn {
  constructor(conversation, told) {
    this.conversation = conversation;
    this.told = told;
    this.heard = 0; // words, where they are followed
    this.sound = [];
    this.asked = el("div", { class: "asked" });
    this.reply = el("p", { class: "reply" });
    this.remark = el("p", { class: "remark", role: "status", hidden: true });
    this.extras = el("div", { class: "extras" });
    this.node = el("li", { class: "turn" }, this.asked, this.reply, this.remark, this.extras);
    this.#showQuestion();
  }

  // Words as they are written.
  delta(text) {
    this.told.reply += text;
    this.reply.append(el("span", {}, text));
  }

  // Words as they are spoken, from the one numbered `first` on; those that are there stay.
  tell(given, first = 0) {
    const there = this.reply.children.length;
    for (const [i, word] of given.entries()) {
      if (first + i < there) continue;
      this.reply.append(el("span", { class: "unheard" }, this.reply.children.length ? ` ${word}` : word));
    }
    this.told.reply = this.reply.textContent;
  }

  heardTo(count) {
    for (const span of [...this.reply.children].slice(this.heard, count)) span.className = "";
    this.heard = Math.max(this.heard, Math.min(count, this.reply.children.length));
  }

  // The sound of a reply that was heard to its end can be heard again.
  keepSound(samples) {
    this.sound?.push(samples);
  }

  dropSound() {
    this.sound = null;
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
    if (this.reply.querySelector(".unheard") || this.heard) this.tell(words(response));
    Object.assign(this.told, { reply: response, items, metadata });
    this.finished();
    this.conversation.keep();
  }

  finished() {
    const shown = words(this.reply.textContent).join(" ");
    if (shown !== words(this.told.reply).join(" ")) this.reply.textContent = this.told.reply;
    this.reply.lang = this.told.metadata.language || "";
    this.#showExtras(true);
  }

  note(message, ...buttons) {
    this.remark.replaceChildren(message, ...buttons);
    this.remark.hidden = !message && !buttons.length;
  }

  // What came of copying or sharing it.
  did(words) {
    const told = this.extras.querySelector(".did");
    if (told) told.textContent = words;
  }

  drop() {
    this.node.remove();
    this.conversation.remove(this);
  }

  #showQuestion() {
    const { question, isSpoken } = this.told;
    const who = el("span", { class: "who" }, `${say(isSpoken ? "reply.whoSaid" : "reply.who")} `);
    const title = el("h2", { class: "question" }, who, el("q", {}, question));
    const edit = button("✎", () => this.#edit(), {
      class: "quiet icon edit",
      "aria-label": say("reply.edit"),
      title: say("reply.edit"),
    });
    this.asked.replaceChildren(title, edit);
    return edit;
  }

  // A question that was heard wrong, or is to be put in other words.
  #edit() {
    const field = el("input", { "aria-label": say("reply.edit"), maxlength: 4000, autocomplete: "off" });
    field.value = this.told.question;
    const back = () => this.#showQuestion().focus();
    const form = el("form", {}, field, el("button", {}, say("reply.askAgain")));
    form.onsubmit = (event) => {
      event.preventDefault();
      const question = field.value.trim();
      if (!question) return back();
      this.#showQuestion();
      return this.conversation.on.edit(this, question);
    };
    form.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      back();
    };
    this.asked.replaceChildren(form);
    field.select();
  }

  #showExtras(isWhole = false) {
    const { items, metadata } = this.told;
    const parts = items.length ? cards(items, metadata) : [];
    if (isWhole) parts.push(this.#tools(), this.#next(), this.#madeBy());
    this.extras.replaceChildren(...parts.filter(Boolean));
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

  // What the visitor thinks of it; what the buttons do is loaded with the first click.
  #opinion() {
    const { metadata, question, thumb } = this.told;
    const row = el("div", { class: "rate" });
    if (!metadata.turn_id || metadata.needs_confirmation) return row;
    for (const [which, name] of Object.entries(THUMBS)) {
      const rate = async () => (await import("./thumbs.js")).rate(this, which, row);
      const is = { "data-thumb": which, "aria-pressed": String(thumb === which) };
      row.append(button(drawing(THUMB), rate, { class: "quiet icon", "aria-label": say(name), title: say(name), ...is }));
    }
    const leave = async () => (await import("./message.js")).leave(this.conversation, question);
    if (metadata.absent) row.append(button(say("message.open"), leave, { "aria-haspopup": "dialog" }));
    return row;
  }

  #madeBy() {
    const { engines = {} } = this.told.metadata;
    const named = Object.entries(MADE_BY)
      .filter(([part]) => engines[part] && engines[part] !== "none")
      .map(([part, key]) => say(key, { name: engines[part] }));
    return el("p", { class: "aside" }, named.join(" · "));
  }

  // What can be done with the answer, on every turn.
  #tools() {
    if (this.told.metadata.needs_confirmation) return null;
    const again = button(say("reply.again"), () => this.conversation.on.replay(this));
    const did = el("span", { class: "did", role: "status" });
    return el("div", { class: "tools" }, again, this.#tool("copy", "reply.copy"), this.#tool("share", "reply.share"), this.#opinion(), did);
  }

  // Fetched on the way to it: browsers let a page copy in a tap, and not long after.
  #tool(name, words) {
    const fetched = () => import("./sharing.js");
    const act = async () => this.did(await (await fetched())[name](this.told));
    const early = () => fetched().catch(() => {});
    return button(say(words), act, { onpointerenter: early, onfocus: early });
  }
}
