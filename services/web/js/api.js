// Calls to the service: JSON in, JSON or events out, one kind of error.
// Each tells which form of the page it comes from, and whether its words were spoken.

import { spoken } from "./language.js";
import { at } from "./root.js";

const FORM = document.documentElement.dataset.form;

export class ApiError extends Error {
  constructor(status, code, message, retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export class Api {
  health() {
    return fetch(at("/health")).then((response) => response.json());
  }

  isAlive() {
    return fetch(at("/health/live")).then((response) => response.ok, () => false);
  }

  async createSession() {
    return (await this.#json("/session/create", { method: "POST" })).session_id;
  }

  forget(sessionId) {
    return this.#json(`/session/${sessionId}`, { method: "DELETE" });
  }

  async transcribe(sound, sessionId) {
    const form = new FormData();
    form.append("audio_file", sound, "question");
    form.append("session_id", sessionId);
    if (spoken) form.append("language", spoken);
    return (await this.#json("/transcribe", { method: "POST", body: form })).transcription;
  }

  // The name of a sound that says `text`.
  async speak(text, sessionId) {
    const order = asJson({ text, session_id: sessionId });
    return (await this.#json("/tts", order)).audio_file;
  }

  // Yields [event, data]: phase, cards, delta, evidence, audio, and at the end done.
  async *answer(question, signal, isSpoken) {
    const response = await this.#request("/smart/stream", { ...asJson(question), signal, isSpoken });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let pending = "";
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) throw new ApiError(0, "OFFLINE", "", null);
        const blocks = (pending + value.replaceAll("\r\n", "\n")).split("\n\n");
        pending = blocks.pop();
        for (const [event, data] of blocks.map(parseEvent)) {
          if (event === "error") throw new ApiError(500, data.error_code, data.message, null);
          yield [event, data];
          if (event === "done") return;
        }
      }
    } catch (cause) {
      throw cause instanceof ApiError || signal.aborted ? cause : unreachable(cause);
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  fit(text) {
    return this.#json("/smart/fit", asJson({ text }));
  }

  async signatures(offset, limit) {
    const page = await this.#json(`/api/guestbook?limit=${limit}&offset=${offset}`);
    return page.signatures;
  }

  sign(signature) {
    return this.#json("/api/guestbook", asJson(signature));
  }

  rate(thumb) {
    return this.#json("/api/feedback", asJson(thumb));
  }

  leave(message) {
    return this.#json("/api/messages", asJson(message));
  }

  async #json(path, options) {
    return (await this.#request(path, options)).json();
  }

  async #request(path, { isSpoken, ...options } = {}) {
    const headers = { ...options.headers, "x-viva-voce-door": isSpoken ? `${FORM} spoken` : FORM };
    const response = await fetch(at(path), { ...options, headers }).catch((cause) => {
      throw options.signal?.aborted ? cause : unreachable(cause);
    });
    if (response.ok) return response;
    const body = await response.json().catch(() => ({}));
    const wait_s = Number(response.headers.get("retry-after")) || null;
    throw new ApiError(response.status, body.error_code || "INTERNAL", body.message || "", wait_s);
  }
}

function asJson(body) {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

function unreachable(cause) {
  return new ApiError(0, "OFFLINE", cause.message, null);
}

function parseEvent(block) {
  let event = "message";
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data += line.slice(5);
  }
  return [event, data ? JSON.parse(data) : {}];
}
