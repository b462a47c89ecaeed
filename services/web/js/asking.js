// A question on its way: asked, answered, spoken, stopped, or asked again.

import { button, byId } from "./dom.js";
import { at } from "./root.js";
import { say } from "./strings.js";
import { wav } from "./wav.js";

const RETRY_MS = 2000;
const BUSY_S = 5;
const LIVE_HZ = 24_000;

export class Asking {
  // `wishes()`: {aloud, browserVoice}; `seen()`: what the visitor is looking at;
  // `onDegraded()`: some part of the service did not do its part.
  constructor(given) {
    const { api, conversation, player, status, wishes, seen, onDegraded } = given;
    Object.assign(this, { api, conversation, player, status, wishes, seen, onDegraded });
    this.current = null;
  }

  // Settles when the answer is said to its end, or stopped.
  async ask(question, shown = question, { isSpoken = false } = {}) {
    this.stop();
    clearTimeout(this.again);
    this.status.notice("");
    const turn = this.conversation.begin(question, shown, { isSpoken });
    const working = { abort: new AbortController(), isStopped: false, isTold: false };
    this.current = working;
    this.status.phase("thinking");
    this.#offerStop(true);
    try {
      await this.#answered(question, turn, working);
    } catch (error) {
      if (!working.abort.signal.aborted) this.#failed(error, question, shown, turn);
      else if (!turn.told.reply) turn.note(say("reply.interrupted"));
    } finally {
      if (this.current === working) this.#rest();
    }
  }

  async replay(turn) {
    this.stop();
    const working = { abort: new AbortController(), isStopped: false, isTold: true };
    this.current = working;
    turn.note("");
    this.#offerStop(true);
    const start = () => this.status.phase("speaking");
    const play = (url) => working.isStopped || this.player.play(url, start);
    let isHeard = false;
    for (const sounds of [() => this.#kept(turn), () => this.#spokenAnew(turn)]) {
      const urls = isHeard || working.isStopped ? [] : await sounds();
      const heard = await Promise.all(urls.map(play));
      urls.forEach((url) => URL.revokeObjectURL(url));
      isHeard ||= heard.length > 0 && !heard.includes(false);
    }
    if (!isHeard && !working.isStopped) turn.note(say("reply.silent"));
    if (this.current === working) this.#rest();
  }

  // The sound that was heard, as far as it is still there.
  #kept({ sound, told }) {
    if (sound?.length) return [wav(sound, LIVE_HZ)];
    return told.audio.map(audioUrl);
  }

  // A reply that was cut short, or answered in silence, or whose sound is gone.
  async #spokenAnew({ told }) {
    const file = await this.api.speak(told.reply, await this.session()).catch(() => null);
    return file ? [audioUrl(file)] : [];
  }

  // Silences an answer that is there; gives up one that is not.
  stop() {
    const working = this.current;
    if (!working) return;
    working.isStopped = true;
    this.player.stop();
    if (!working.isTold) working.abort.abort();
    this.#rest();
  }

  async session() {
    this.conversation.sessionId ??= await this.api.createSession();
    return this.conversation.sessionId;
  }

  async #answered(question, turn, working) {
    const { aloud, browserVoice } = this.wishes();
    const speak = aloud && !browserVoice;
    const asked = { text: question, session_id: await this.session(), ...this.seen(), speak };
    const playing = [];
    for await (const [event, data] of this.api.answer(asked, working.abort.signal, turn.told.isSpoken)) {
      if (event === "cards") turn.cards(data.items, data.metadata);
      else if (event === "delta") turn.delta(data.text);
      else if (event === "done") turn.done(data);
      else if (event === "audio") {
        turn.audio(data.audio_file);
        if (!working.isStopped) playing.push(this.#play(data, turn, working));
      }
      working.isTold ||= event === "delta";
    }
    if (turn.told.metadata.degraded?.length) this.onDegraded();
    if (working.isStopped) return;
    this.#announce(turn.told, aloud);
    if (!aloud) return;
    if (browserVoice) playing.push(this.#sayInBrowser(turn.told));
    const heard = await Promise.all(playing);
    turn.speaking(null);
    const isSilent = !heard.length || heard.includes(false);
    if (isSilent && !working.isStopped) this.#unheard(turn);
  }

  // A browser that wants a tap first is no fault of anybody's.
  #unheard(turn) {
    if (!this.player.isHeld) return turn.note(say("reply.silent"));
    return turn.note("", button(say("reply.tapToHear"), () => this.conversation.on.replay(turn)));
  }

  #play({ audio_file: file, delta }, turn, working) {
    return this.player.play(audioUrl(file), () => {
      if (this.current === working) this.status.phase("speaking");
      turn.speaking(delta);
    });
  }

  #sayInBrowser({ reply, metadata }) {
    this.status.phase("speaking");
    return this.player.say(reply, metadata.language);
  }

  #announce({ reply, items }, aloud) {
    const count = items.length ? say("reply.cards", { count: items.length }) : "";
    this.status.announce(aloud ? count : `${reply} ${count}`);
  }

  #failed(error, question, shown, turn) {
    const again = () => {
      turn.drop();
      return this.ask(question, shown, { isSpoken: turn.told.isSpoken });
    };
    const askAgain = () => button(say("reply.askAgain"), again);
    const seconds = error.retryAfter || BUSY_S;
    if (error.code === "OFFLINE") {
      turn.note(say("trouble.offline"), askAgain());
      this.#whenBack(turn, again);
    } else if (error.status === 503) {
      turn.note(say("trouble.busy", { seconds }), askAgain());
      this.again = setTimeout(again, seconds * 1000);
    } else if (error.status === 429) {
      turn.note(say("trouble.limited", { seconds }), askAgain());
    } else if (error.status === 422 && error.message) {
      turn.note(say("trouble.refused", { message: error.message }));
    } else {
      turn.note(say("trouble.failed"), askAgain());
    }
  }

  #whenBack(turn, again) {
    this.again = setTimeout(async () => {
      if (!(await this.api.isAlive())) return turn.node.isConnected && this.#whenBack(turn, again);
      if (!turn.node.isConnected || this.current) return;
      const asked = again();
      this.status.notice(say("trouble.back"));
      await asked;
      this.status.notice("");
    }, RETRY_MS);
  }

  #rest() {
    this.current = null;
    this.status.idle();
    this.#offerStop(false);
  }

  #offerStop(isOffered) {
    byId("stop").hidden = !isOffered;
  }
}

function audioUrl(file) {
  return at(`/audio/${encodeURIComponent(file)}`).href;
}
