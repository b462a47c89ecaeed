// A message for the owner, where something is missing.

import { Api } from "./api.js";
import { button, el } from "./dom.js";
import { say } from "./strings.js";

const LONGEST = 2000;
const LONGEST_REPLY_TO = 200;
const api = new Api();
let letter = null;

// `question` is what was asked in vain, if anything was.
export async function leave(conversation, question = "") {
  await dressed();
  letter ??= new Letter();
  letter.show(conversation, question);
}

class Letter {
  constructor() {
    this.about = el("p", { class: "soft" });
    this.text = el("textarea", { id: "message-text", rows: 5, maxlength: LONGEST, required: true, "aria-describedby": "message-hint" });
    this.replyTo = el("input", { id: "message-reply-to", maxlength: LONGEST_REPLY_TO, autocomplete: "email" });
    this.status = el("p", { role: "status" });
    this.send = el("button", { type: "submit" }, say("message.send"));
    const close = button("✕", () => this.dialog.close(), { class: "quiet icon", "aria-label": say("close") });
    this.dialog = el(
      "dialog",
      { id: "message", "aria-label": say("message.open") },
      el("header", {}, el("h2", {}, say("message.open")), close),
      this.about,
      el(
        "form",
        { onsubmit: (event) => this.#submit(event) },
        el("label", { for: "message-text" }, say("message.text")),
        this.text,
        el("label", { for: "message-reply-to" }, say("message.replyTo")),
        this.replyTo,
        el("p", { id: "message-hint", class: "soft" }, say("message.hint")),
        this.send,
      ),
      this.status,
    );
    document.body.append(this.dialog);
  }

  show(conversation, question) {
    Object.assign(this, { conversation, question });
    this.about.textContent = question && say("message.about", { question });
    this.status.textContent = "";
    this.dialog.showModal();
    this.text.focus();
  }

  async #submit(event) {
    event.preventDefault();
    this.send.disabled = true;
    try {
      await api.leave({
        text: this.text.value,
        reply_to: this.replyTo.value,
        question: this.question,
        session_id: this.conversation.sessionId,
      });
      this.text.value = "";
      this.status.textContent = say("message.sent");
    } catch (error) {
      this.status.textContent = say("message.failed", { reason: error.message });
    }
    this.send.disabled = false;
  }
}

// Its look comes with it, as the guestbook's does.
let look = null;
function dressed() {
  look ??= new Promise((resolve) => {
    const href = new URL("../css/message.css", import.meta.url);
    const link = el("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
  return look;
}
