// The connection of a talk: kept up, taken up again where it broke, and watched.

import { at } from "../root.js";
import { FRAME_S } from "./capture.js";

const BACK_OFF_MS = [250, 500, 1000, 2000, 4000, 8000];
const AWAY_AFTER = 2; // tries in vain
const OPENED_WITHIN_MS = 5000;
const PING_MS = 2000;
const DEAD_MS = 6000;
const SLOW_MS = 1000;
const UNSENT_BYTES = 64_000;
const KEPT_FRAMES = Math.round(3 / FRAME_S);
// As the server has them; a jitter of the same size is as bad.
const GOOD_MS = 200;
const FAIR_MS = 400;

export class TalkSocket {
  // `on.event(event)`; `on.link(how, why)`: open, lost or away; `on.quality(word)`.
  constructor(sessionId, on) {
    this.sessionId = sessionId;
    this.on = on;
    this.failures = 0;
    this.number = 0;
    this.pings = 0;
    this.waiting = [];
    this.isOpen = false;
    this.isEnded = false;
    this.retry = () => this.#now();
    window.addEventListener("online", this.retry);
  }

  async open() {
    clearTimeout(this.timer);
    this.refusal = null;
    this.isAsking = true;
    const ticket = await this.#ticket();
    this.isAsking = false;
    if (this.isEnded) return;
    const socket = new WebSocket(this.#address(ticket));
    this.socket = socket;
    // Some proxies take a socket and then say nothing.
    this.timer = setTimeout(() => socket.close(), OPENED_WITHIN_MS);
    socket.onmessage = ({ data }) => socket === this.socket && this.#take(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.socket && this.#closed(code);
  }

  // For good: the server need not wait for us.
  close() {
    this.isEnded = true;
    this.#rest();
    window.removeEventListener("online", this.retry);
    this.socket?.close(1000);
    this.socket = null;
  }

  // Whether it could be sent.
  send(type, fields = {}) {
    if (!this.isOpen || this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify({ type, ...fields }));
    return true;
  }

  // A frame of sound; while the connection is away, the last seconds are kept for it.
  sound(audio) {
    if (!this.isOpen) {
      this.waiting.push(audio);
      if (this.waiting.length > KEPT_FRAMES) this.waiting.shift();
      return;
    }
    // What cannot leave would be heard too late: it counts as lost.
    this.number += 1;
    if (this.socket.bufferedAmount > UNSENT_BYTES) return;
    this.send("input_audio_buffer.append", { audio, number: this.number });
  }

  // Where programs need keys, a ticket lets the page in: a try in vain may be for want of one.
  async #ticket() {
    if (!this.failures && !this.hadTicket) return "";
    const asked = fetch(at("/v1/realtime/client_secrets"), { method: "POST" });
    const value = await asked.then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({}));
    this.hadTicket = Boolean(value.value);
    return value.value ?? "";
  }

  #address(ticket) {
    const address = new URL(at("/v1/realtime"));
    address.protocol = address.protocol.replace("http", "ws");
    const asked = this.resume
      ? { resume: this.resume, after: this.last }
      : { session_id: this.sessionId };
    for (const [name, value] of Object.entries({ ...asked, ticket })) {
      if (value) address.searchParams.set(name, value);
    }
    return address;
  }

  #take(event) {
    if (event.type === "error" && !this.isOpen) {
      this.refusal = event.error.code;
      return undefined;
    }
    this.last = event.event_id;
    if (event.type === "session.created" || event.type === "viva_voce.resumed") return this.#opened(event);
    if (event.type === "viva_voce.pong") return this.#pong(event.number);
    return this.on.event(event);
  }

  // Whoever follows the events says first what the sound is that was kept.
  #opened(event) {
    const { resume, session_id: sessionId } = event.session.viva_voce;
    clearTimeout(this.timer);
    this.resume = resume;
    this.sessionId = sessionId;
    this.failures = 0;
    this.isOpen = true;
    this.on.event(event);
    this.on.link("open");
    for (const audio of this.waiting.splice(0)) this.sound(audio);
    this.pinging = setInterval(() => this.#ping(), PING_MS);
    this.#ping();
  }

  #closed(code) {
    if (this.isEnded) return;
    const wasOpen = this.isOpen;
    this.#rest();
    if (this.refusal === "session_expired") {
      // The talk is gone, its session is not.
      this.resume = this.last = null;
      return this.open();
    }
    if (!wasOpen) this.failures += 1;
    const how = this.failures >= AWAY_AFTER ? "away" : "lost";
    this.on.link(how, this.refusal || code);
    const longest_ms = BACK_OFF_MS[Math.min(this.failures, BACK_OFF_MS.length - 1)];
    // Not everybody at once, when a server is back.
    this.timer = setTimeout(() => this.open(), longest_ms * (0.5 + Math.random() / 2));
  }

  #rest() {
    clearTimeout(this.timer);
    clearInterval(this.pinging);
    this.isOpen = false;
    this.pinged = null;
  }

  #now() {
    if (!this.isOpen && !this.isEnded && !this.isAsking && this.socket?.readyState !== WebSocket.CONNECTING) this.open();
  }

  #ping() {
    const now = performance.now();
    if (!this.pinged) {
      this.pinged = { number: ++this.pings, at: now };
      const measured = this.rtt_ms === undefined ? {} : { rtt_ms: this.rtt_ms };
      this.send("viva_voce.ping", { number: this.pings, ...measured });
      return;
    }
    const waited_ms = now - this.pinged.at;
    if (waited_ms > SLOW_MS) this.on.quality("poor");
    // The close of a dead connection may take minutes to be noticed.
    if (waited_ms > DEAD_MS) this.#dead();
  }

  #dead() {
    const { socket } = this;
    this.socket = null;
    socket.close();
    this.#closed("silent");
  }

  #pong(number) {
    if (number !== this.pinged?.number) return;
    const rtt_ms = performance.now() - this.pinged.at;
    const change_ms = Math.abs(rtt_ms - (this.rtt_ms ?? rtt_ms));
    this.jitter_ms = 0.75 * (this.jitter_ms ?? 0) + 0.25 * change_ms;
    this.rtt_ms = rtt_ms;
    this.pinged = null;
    this.on.quality(quality(Math.max(rtt_ms, this.jitter_ms * 2)));
  }
}

function quality(ms) {
  if (ms <= GOOD_MS) return "good";
  return ms <= FAIR_MS ? "fair" : "poor";
}
