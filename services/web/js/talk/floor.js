// Who has the floor: what the server tells of turns, and what is done about it here.

import { button } from "../dom.js";
import { say } from "../strings.js";
import { decoded } from "./speaker.js";
import { Told } from "./told.js";

const PATIENCE_MS = 1500; // words that nobody answers, such as "hm"
const CONTINUES = "viva_voce.continues";

export class Floor {
  // `send(type, fields)`; `onChange()`: the phase may be another one.
  constructor({ conversation, status, speaker, send, aloud, onChange }) {
    Object.assign(this, { conversation, status, speaker, send, aloud, onChange });
    this.isHeard = false; // somebody speaks
    this.isWaiting = false; // something was said, and nothing is told yet
    this.isDropped = false; // what was said is not to be answered after all
    this.question = null;
    this.told = null;
    this.turn = null;
  }

  get phase() {
    if (this.isHeard) return "hearing";
    if (this.speaker.isSounding) return "speaking";
    return this.isWaiting || (this.told && !this.told.isDone) ? "thinking" : null;
  }

  take(event) {
    const { told } = this;
    const isOurs = told && (event.response_id ?? event.response?.id) === told.id;
    switch (event.type) {
      case "input_audio_buffer.speech_started":
        return this.#started();
      case "viva_voce.words":
        return this.status.caption(`${event.stable} ${event.rest}`.trim());
      case "input_audio_buffer.speech_stopped":
        this.isHeard = false;
        this.isWaiting = true;
        break;
      case "conversation.item.input_audio_transcription.completed":
        return this.#written(event.transcript.trim());
      case "conversation.item.input_audio_transcription.failed":
        this.#settle();
        this.status.notice(say("talk.notWritten"));
        break;
      case "response.created":
        this.#begun(event.response);
        break;
      case "response.output_item.added":
        if (isOurs) told.itemId = event.item.id;
        break;
      case "response.output_audio_transcript.delta":
        if (isOurs && !told.isCut) told.words(event.delta, { isSpoken: true });
        break;
      case "response.output_text.delta":
        if (isOurs && !told.isCut) told.words(event.delta, { isSpoken: false });
        break;
      case "response.output_audio.delta":
        if (isOurs && !told.isCut) this.#sound(event);
        break;
      case "response.done":
        if (isOurs) this.#done(event.response);
        break;
      case "viva_voce.reply":
        if (isOurs) this.#whole(event);
        break;
      default:
        return;
    }
    this.onChange();
  }

  // Of what is sounding, as it is heard.
  played(id, ms) {
    if (this.told?.itemId === id && !this.told.isCut) this.told.playedTo(ms);
    this.onChange();
  }

  // All that came of a reply was heard; more of it may come.
  over() {
    if (this.told?.isDone && !this.told.isCut) this.told.turn.heardTo(Infinity);
    this.onChange();
  }

  // A typed question, or one asked again: over the socket, as long as that is there.
  async ask(text, shown = text) {
    if (this.#isTelling) await this.interrupt();
    this.question = { text, shown, isSpoken: false };
    this.isWaiting = true;
    this.isDropped = false;
    const content = [{ type: "input_text", text }];
    this.send("conversation.item.create", { item: { type: "message", role: "user", content } });
    this.send("response.create");
    this.onChange();
  }

  // Whether there was anything to stop; the server is told how much was heard.
  async interrupt() {
    const { told } = this;
    if (this.isWaiting) {
      // What comes of it is not wanted any more.
      this.isDropped = true;
      this.#settle();
      return true;
    }
    if (!this.#isTelling) return false;
    if (!told.isDone) this.send("response.cancel", { response_id: told.id });
    await this.#cut(told);
    return true;
  }

  // The talk was lost with the server, and this is another one.
  renewed() {
    const { question, told } = this;
    this.isHeard = this.isWaiting = false;
    if (question) return this.ask(question.text, question.shown);
    if (!told || told.isDone) return null;
    told.isDone = true;
    const again = () => this.ask(told.turn.told.question);
    told.turn.note(say("talk.cutOff"), button(say("reply.askAgain"), again));
    return this.onChange();
  }

  close() {
    clearTimeout(this.patience);
    this.status.caption("");
    if (this.#isTelling) this.told.cut();
    this.told = this.question = null;
    this.isHeard = this.isWaiting = false;
  }

  get #isTelling() {
    const { told } = this;
    return Boolean(told) && !told.isCut && (this.speaker.isSounding || !told.isDone);
  }

  #started() {
    this.isHeard = true;
    this.isWaiting = false;
    clearTimeout(this.patience);
    this.status.notice("");
    this.status.caption("");
    this.isDropped = false;
    // The server has ended it by itself.
    if (this.#isTelling) this.#cut(this.told);
    this.onChange();
  }

  #written(transcript) {
    if (!transcript || this.isDropped) return this.#settle();
    this.status.caption(transcript);
    this.question = { text: transcript, shown: transcript, isSpoken: true };
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.#settle(), PATIENCE_MS);
    return this.onChange();
  }

  // What was said asks nothing.
  #settle() {
    this.isWaiting = false;
    this.question = null;
    this.status.caption("");
    this.onChange();
  }

  #begun({ id, metadata }) {
    clearTimeout(this.patience);
    if (this.isDropped) {
      this.isDropped = false;
      this.send("response.cancel", { response_id: id });
      return;
    }
    const { question } = this;
    this.status.caption("");
    // After what was no interruption the reply goes on in its own turn.
    if (!this.turn || !metadata?.[CONTINUES]) {
      const { text = "", shown = text, isSpoken = false } = question || {};
      this.turn = this.conversation.begin(text, shown, { isSpoken });
    }
    this.question = null;
    this.isWaiting = false;
    this.told = new Told(id, this.turn);
  }

  #sound({ item_id: id, delta }) {
    const samples = decoded(delta);
    this.told.sound(samples);
    this.speaker.add(id, samples);
  }

  #done({ status, status_details: details }) {
    const { told } = this;
    told.isDone = true;
    if (status === "failed") {
      const again = () => this.ask(told.turn.told.question);
      const why = details?.error?.message || say("trouble.failed");
      told.turn.note(why, button(say("reply.askAgain"), again));
    } else if (status === "completed" && this.aloud() && !told.received_ms) {
      told.turn.heardTo(Infinity);
      told.turn.note(say("reply.silent"));
    }
  }

  #whole(reply) {
    const { told } = this;
    told.turn.done(reply);
    if (told.isCut) return;
    const count = reply.items.length ? say("reply.cards", { count: reply.items.length }) : "";
    this.status.announce(told.received_ms ? count : `${reply.response} ${count}`);
  }

  async #cut(told) {
    told.cut();
    const heard_ms = await this.speaker.stop();
    if (told.itemId && told.received_ms) {
      this.send("conversation.item.truncate", {
        item_id: told.itemId,
        content_index: 0,
        audio_end_ms: Math.floor(Math.min(heard_ms, told.received_ms)),
      });
    }
    this.onChange();
  }
}
