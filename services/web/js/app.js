// The page: a question in, phases while it is worked on, the reply heard and seen.

import { Api } from "./api.js";
import { canHear, canSpeak, hear } from "./browser-speech.js";
import { Conversation } from "./conversation.js";
import { el } from "./dom.js";
import { HandsFree } from "./hands-free.js";
import { Phases } from "./phases.js";
import { Player } from "./player.js";
import { Microphone, microphoneTrouble, Recording } from "./recorder.js";
import { text } from "./strings.js";

const RETRY_MS = 3000;
const HEALTH_MS = 5000;
const byId = (id) => document.getElementById(id);

class App {
  constructor() {
    const Context = window.AudioContext || window.webkitAudioContext;
    this.api = new Api();
    this.context = new Context();
    this.microphone = new Microphone(this.context);
    this.player = new Player(this.context);
    this.phases = new Phases(byId("phase"));
    this.conversation = new Conversation(byId("log"), (question) => this.ask(question));
    this.section = new URLSearchParams(location.search).get("section") || undefined;
    this.wire();
    this.meter();
    this.watch();
    if (!this.conversation.turns.length) this.welcome();
    const trouble = microphoneTrouble();
    if (trouble) this.withoutMicrophone(trouble);
  }

  wire() {
    byId("form").onsubmit = (event) => {
      event.preventDefault();
      const question = byId("question").value.trim();
      if (!question) return;
      byId("question").value = "";
      this.player.unlock();
      this.ask(question);
    };
    const hold = byId("hold");
    hold.onpointerdown = (event) => {
      hold.setPointerCapture(event.pointerId);
      this.press();
    };
    hold.onpointerup = hold.onpointercancel = () => this.release();
    hold.onkeydown = (event) => {
      if ((event.key === " " || event.key === "Enter") && !event.repeat) this.press();
    };
    hold.onkeyup = (event) => {
      if (event.key === " " || event.key === "Enter") this.release();
    };
    hold.oncontextmenu = (event) => event.preventDefault();
    byId("stop").onclick = () => this.hush();
    byId("hands-free").onchange = (event) => this.handsFree(event.target.checked);
    byId("browser-hearing").onchange = () => this.sayWhereVoiceGoes();
    byId("open-guestbook").onclick = () => this.guestbook();
  }

  welcome() {
    const suggestions = this.conversation.suggestions(text.suggestions);
    byId("log").append(el("li", { class: "turn welcome" }, el("p", { class: "reply" }, text.greeting), suggestions));
  }

  // --- asking -------------------------------------------------------------

  async ask(question, { spoken = false } = {}) {
    this.hush();
    document.querySelector(".welcome")?.remove();
    const turn = this.conversation.begin(question);
    this.working = new AbortController();
    this.phases.enter("finding");
    try {
      await this.session();
      const heard = await this.answer(question, turn);
      if (heard === false) turn.note(text.trouble.silent);
    } catch (error) {
      if (error.name === "AbortError") return;
      turn.note(this.explain(error));
      if (error.code === "OFFLINE") this.retry(question, turn, spoken);
    } finally {
      this.phases.leave();
      this.speaking(false);
    }
  }

  async answer(question, turn) {
    const body = { text: question, session_id: this.conversation.sessionId, section: this.section };
    const playing = [];
    let answer = null;
    for await (const { event, data } of this.api.stream("/smart/stream", body, this.working.signal)) {
      if (event === "cards") turn.cards(data.items, data.metadata);
      else if (event === "delta") turn.delta(data.text);
      else if (event === "audio" && data.audio_file && this.aloud()) {
        this.speaking(true);
        playing.push(this.player.play(this.api.audioUrl(data.audio_file)));
      } else if (event === "done") answer = data;
      else if (event === "error") throw Object.assign(new Error(data.message), { code: data.error_code });
    }
    if (!answer) throw Object.assign(new Error(text.trouble.failed), { code: "INTERNAL" });
    turn.done(answer);
    if (byId("mute").checked) return true;
    if (byId("browser-voice").checked) {
      this.speaking(true);
      return this.player.say(answer.response, answer.metadata.language || document.documentElement.lang);
    }
    return playing.length ? (await Promise.all(playing)).every(Boolean) || this.stopped : false;
  }

  aloud() {
    return !byId("mute").checked && !byId("browser-voice").checked;
  }

  async session() {
    if (this.conversation.sessionId) return;
    this.conversation.sessionId = (await this.api.createSession()).session_id;
    this.conversation.keep();
  }

  retry(question, turn, spoken) {
    clearTimeout(this.again);
    this.again = setTimeout(async () => {
      const alive = await this.api.json("/health/live").catch(() => null);
      if (!alive) return this.retry(question, turn, spoken);
      turn.drop();
      this.notice(text.trouble.back);
      return this.ask(question, { spoken });
    }, RETRY_MS);
  }

  // --- speaking to it -----------------------------------------------------

  async press() {
    this.player.unlock();
    this.hush();
    this.holding = true;
    try {
      if (byId("browser-hearing").checked) this.listening = hear(navigator.language, (words) => this.caption(words));
      else {
        const stream = await this.microphone.open();
        // The permission may have taken longer than the finger stayed.
        if (!this.holding) return;
        this.recording = new Recording(stream);
      }
      this.phases.enter("listening");
      byId("hold").classList.add("active");
      byId("hold-label").textContent = text.release;
    } catch (error) {
      this.notice(text.trouble[error.message] || text.trouble.failed);
    }
  }

  async release() {
    if (!this.holding) return;
    this.holding = false;
    byId("hold").classList.remove("active");
    byId("hold-label").textContent = text.hold;
    if (this.listening) return this.releaseBrowser();
    if (!this.recording) return;
    const recording = this.recording;
    this.recording = null;
    const sound = await recording.stop();
    this.phases.leave();
    if (!sound) return this.notice(text.trouble.tooShort);
    await this.hearAndAsk(sound, true);
  }

  async releaseBrowser() {
    const { heard, stop } = this.listening;
    this.listening = null;
    stop();
    const words = await heard.catch((error) => this.notice(text.trouble[error.message]));
    this.phases.leave();
    this.caption("");
    if (words) await this.ask(words, { spoken: true });
  }

  async hearAndAsk(sound, sayNothingHeard) {
    this.phases.enter("hearing");
    try {
      await this.session();
      const { transcription } = await this.api.transcribe(sound, this.conversation.sessionId);
      this.caption("");
      await this.ask(transcription, { spoken: true });
    } catch (error) {
      this.phases.leave();
      if (error.code !== "NO_SPEECH") this.notice(this.explain(error));
      else if (sayNothingHeard) this.notice(text.trouble.nothingHeard);
    }
  }

  async handsFree(on) {
    this.player.unlock();
    if (!on) {
      this.gate?.stop();
      this.gate = null;
      return this.phases.leave();
    }
    this.gate = new HandsFree(this.context, this.microphone, {
      onOpen: () => this.phases.enter("listening"),
      onClosed: () => this.phases.leave(),
      onSpeech: (sound) => this.hearAndAsk(sound, false),
    });
    try {
      return await this.gate.start();
    } catch (error) {
      byId("hands-free").checked = false;
      this.gate = null;
      return this.notice(text.trouble[error.message] || text.trouble.failed);
    }
  }

  hush() {
    this.stopped = true;
    this.working?.abort();
    this.player.stop();
    this.speaking(false);
  }

  speaking(on) {
    if (on) {
      this.stopped = false;
      this.phases.enter("speaking");
    }
    byId("stop").hidden = !on;
  }

  // --- what the page says about itself -------------------------------------

  explain(error) {
    if (error.code === "OFFLINE") return text.trouble.offline;
    if (error.status === 429 || error.status === 503) return text.trouble.busy(error.retryAfter || 5);
    if (error.status >= 400 && error.status < 500 && error.message) return error.message;
    return text.trouble.failed;
  }

  notice(words) {
    byId("notice").textContent = words;
    byId("notice").hidden = !words;
  }

  caption(words) {
    byId("caption").textContent = words;
  }

  withoutMicrophone(trouble) {
    byId("hold").disabled = true;
    byId("hands-free").disabled = true;
    this.notice(text.trouble[trouble]);
  }

  sayWhereVoiceGoes() {
    byId("privacy").textContent = byId("browser-hearing").checked ? text.privacy.browser : text.privacy.here;
  }

  meter() {
    const bar = byId("level");
    const show = () => {
      bar.style.setProperty("--level", Math.min(1, this.microphone.level() * 6).toFixed(2));
      requestAnimationFrame(show);
    };
    show();
  }

  // The recogniser may change while the page is open: Whisper arrives when it can.
  async watch() {
    const health = await this.api.health().catch(() => null);
    const recognizer = health?.components?.recognizer;
    if (recognizer) this.hearingIs(recognizer);
    const embeddedVoice = health?.components?.tts?.engine === "espeak-ng";
    byId("browser-voice-row").hidden = !(embeddedVoice && canSpeak());
    const arriving = recognizer?.engine === "pocketsphinx" && recognizer.loading;
    if (arriving || !health) setTimeout(() => this.watch(), HEALTH_MS);
  }

  hearingIs({ engine, loading, progress_percent: percent }) {
    const embedded = engine === "pocketsphinx";
    const words = embedded
      ? loading
        ? text.hearing.soon(percent ?? null)
        : text.hearing.embedded
      : this.engine === "pocketsphinx"
        ? text.hearing.arrived
        : "";
    byId("hearing").textContent = words;
    byId("browser-hearing-row").hidden = !(embedded && canHear());
    this.engine = engine;
  }

  async guestbook() {
    const { Guestbook } = await import("./guestbook.js");
    this.book ??= new Guestbook(byId("guestbook"), this.api);
    await this.book.show().catch((error) => this.notice(this.explain(error)));
  }
}

new App();
