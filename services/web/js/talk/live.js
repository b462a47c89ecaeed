// A live talk: the microphone, the socket and the loudspeaker, for as long as it is on.

import { spoken } from "../language.js";
import { Microphone } from "../recorder.js";
import { say } from "../strings.js";
import { Capture } from "./capture.js";
import { Floor } from "./floor.js";
import { TalkSocket } from "./socket.js";
import { Speaker } from "./speaker.js";
import { WakeLock } from "./wake-lock.js";

// Both speak at once: what the loudspeaker says must not come back. Suppressing noise
// costs a recogniser whole words.
const FOR_TALK = { echoCancellation: true, noiseSuppression: false, autoGainControl: true };
const SOUND_IN = { type: "audio/pcm", rate: 16_000 };
const SOUND_OUT = { type: "audio/pcm", rate: 24_000 };
const SOUND_AND_LANGUAGE = {
  format: SOUND_IN,
  ...(spoken && { transcription: { language: spoken } }),
};

export class Live {
  // `on.allowed(mode, why)`: what health allows; `on.quality(word)`; `on.changed()`.
  constructor({ conversation, status, sound, meter, wishes, seen, on }) {
    Object.assign(this, { conversation, status, sound, meter, wishes, seen, on });
    this.microphone = new Microphone(FOR_TALK);
    this.wakeLock = new WakeLock();
    this.isOn = false;
    this.isReplaying = false;
    this.mode = "realtime";
    this.looked = () => this.#lookedAt();
    this.left = () => this.end();
  }

  // What is going on; while the connection is away, what came of a reply still sounds.
  get phase() {
    const phase = (this.isOn && this.floor?.phase) || null;
    return this.isConnected || phase === "speaking" ? phase : null;
  }

  get isConnected() {
    return this.isOn && Boolean(this.socket?.isOpen);
  }

  async start() {
    this.isOn = true;
    this.on.changed();
    this.#show();
    try {
      await this.sound.awake();
      await this.sound.context.audioWorklet.addModule(new URL("./sound-worklet.js", import.meta.url));
      if (!this.isOn) return;
      this.#connect();
      await this.#listen();
    } catch (error) {
      this.end();
      throw error;
    }
    this.wakeLock.start();
    this.sound.context.onstatechange = () => this.#held();
    document.addEventListener("visibilitychange", this.looked);
    window.addEventListener("pagehide", this.left);
  }

  end() {
    if (!this.isOn) return;
    this.isOn = false;
    this.wakeLock.stop();
    document.removeEventListener("visibilitychange", this.looked);
    window.removeEventListener("pagehide", this.left);
    this.sound.context.onstatechange = null;
    this.#deafen();
    this.floor?.close();
    this.speaker?.close();
    this.socket?.close();
    this.socket = null;
    this.on.quality(null);
    this.on.changed();
    this.#show();
  }

  // The way of talking that is on: the microphone is live in one of them only.
  async follow(mode) {
    this.mode = mode;
    if (!this.isOn) return;
    this.update();
    if (mode !== "realtime") this.#deafen();
    else if (this.socket) await this.#listen().catch(() => this.end());
    this.#show();
  }

  // What the visitor wishes, told to the server.
  update() {
    const isAloud = this.wishes().aloud && this.mode !== "text";
    this.socket?.send("session.update", {
      session: {
        type: "realtime",
        output_modalities: [isAloud ? "audio" : "text"],
        audio: { input: SOUND_AND_LANGUAGE, output: { format: SOUND_OUT } },
      },
    });
    this.lookAt(this.seen());
  }

  // The part of a page around us that the visitor sees.
  lookAt({ section = "", page_text: text = "" }) {
    if (section || text) this.socket?.send("viva_voce.section", { section, page_text: text });
  }

  ask(text, shown) {
    return this.floor.ask(text, shown);
  }

  // Whether there was anything to stop.
  get isTelling() {
    return ["speaking", "thinking"].includes(this.phase);
  }

  interrupt() {
    return this.isOn && this.floor?.interrupt();
  }

  // While an old answer is played again, nobody is listened to.
  replaying(isReplaying) {
    this.isReplaying = isReplaying;
    this.measured = null; // the player measured meanwhile
    this.#show();
  }

  #connect() {
    this.speaker = new Speaker(this.sound.context, {
      onPlayed: (id, ms) => this.floor.played(id, ms),
      onOver: () => this.floor.over(),
    });
    this.socket = new TalkSocket(this.conversation.sessionId, {
      event: (event) => this.#take(event),
      link: (how, why) => this.#linked(how, why),
      quality: (word) => this.on.quality(word),
    });
    this.floor = new Floor({
      conversation: this.conversation,
      status: this.status,
      speaker: this.speaker,
      send: (type, fields) => this.socket?.send(type, fields),
      aloud: () => this.wishes().aloud && this.mode !== "text",
      onChange: () => this.#show(),
    });
    this.isFirst = true;
    this.socket.open();
  }

  async #listen() {
    if (this.capture) return;
    const stream = await this.microphone.open();
    if (!this.isOn || this.mode !== "realtime") return this.microphone.close();
    this.capture = new Capture(this.sound.context, stream, (audio) => this.socket?.sound(audio));
    this.capture.track.onended = () => this.#unplugged();
    if (!this.capture.cancelsEcho) this.status.notice(say("talk.halfDuplex"));
    this.#show();
  }

  #deafen() {
    // Begun speech would wait for an end that is never heard.
    if (this.floor?.isHeard) this.socket?.send("input_audio_buffer.commit");
    if (this.floor) this.floor.isHeard = false;
    this.#measure(null);
    this.capture?.stop();
    this.capture = null;
    this.microphone.close();
  }

  #take(event) {
    if (event.type === "session.created") return this.#created(event.session.viva_voce);
    if (event.type === "viva_voce.mode") return this.on.allowed(event.mode, event.why);
    if (event.type === "viva_voce.resumed") return this.on.allowed(event.session.viva_voce.mode, "recovered");
    return this.floor.take(event);
  }

  #created({ session_id: sessionId, mode }) {
    this.on.allowed(mode, "recovered");
    this.conversation.sessionId = sessionId;
    this.conversation.keep();
    this.update();
    if (!this.isFirst) this.floor.renewed();
    this.isFirst = false;
  }

  #linked(how, why) {
    if (how === "away") {
      this.on.allowed("press_to_talk", why === "session_busy" ? why : "unreachable");
    }
    if (how !== "open") this.on.quality("away");
    this.#show();
  }

  #lookedAt() {
    if (document.hidden && this.floor?.isHeard) this.socket?.send("input_audio_buffer.commit");
    this.wasHidden ||= document.hidden;
    if (!document.hidden && this.wasHidden) {
      this.wasHidden = false;
      this.status.notice(say("talk.wasHidden"));
    }
    this.#show();
  }

  // The system or the browser may take the sound away, as for a call.
  #held() {
    if (this.sound.context.state === "running") return this.status.notice("");
    document.addEventListener("pointerdown", () => this.sound.awake(), { once: true });
    return this.status.notice(say("trouble.soundHeld"));
  }

  #unplugged() {
    this.end();
    this.status.notice(say("trouble.microphoneGone"));
  }

  get #resting() {
    if (!this.isOn || this.mode !== "realtime") return null;
    if (!this.socket?.isOpen || !this.capture) return "connecting";
    return document.hidden || this.isReplaying ? "paused" : "listening";
  }

  #show() {
    const { phase } = this;
    if (phase) this.status.phase(phase);
    else if (this.shown) this.status.idle();
    this.status.rest(this.#resting);
    if (this.shown !== phase) this.on.telling(this.isTelling);
    this.shown = phase;
    const silent = phase === "thinking" ? null : this.capture?.source;
    this.#measure(phase === "speaking" ? this.speaker.node : silent);
    if (!this.capture) return;
    const hearsItself = !this.capture.cancelsEcho && this.speaker.isSounding;
    this.capture.isMuted = hearsItself || this.#resting === "paused";
  }

  #measure(source) {
    if (source === this.measured) return;
    this.measured = source;
    if (source) this.meter.follow(source);
    else this.meter.stop();
  }
}
