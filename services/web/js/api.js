// Calls to the service: JSON in, JSON or events out, one kind of error.

export class ApiError extends Error {
  constructor(status, code, message, retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export class Api {
  constructor(base = "") {
    this.base = base;
  }

  async request(path, options = {}) {
    let response;
    try {
      response = await fetch(this.base + path, options);
    } catch (cause) {
      if (cause.name === "AbortError") throw cause;
      throw new ApiError(0, "OFFLINE", String(cause.message || cause), null);
    }
    if (response.ok) return response;
    const body = await response.json().catch(() => ({}));
    const wait = Number(response.headers.get("retry-after")) || null;
    throw new ApiError(response.status, body.error_code || "INTERNAL", body.message || "", wait);
  }

  async json(path, options) {
    return (await this.request(path, options)).json();
  }

  post(path, body, signal) {
    return this.json(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
  }

  health() {
    return this.json("/health");
  }

  createSession() {
    return this.json("/session/create", { method: "POST" });
  }

  transcribe(blob, sessionId, signal) {
    const form = new FormData();
    form.append("audio_file", blob, "question");
    form.append("session_id", sessionId);
    return this.json("/transcribe", { method: "POST", body: form, signal });
  }

  audioUrl(name) {
    return `${this.base}/audio/${encodeURIComponent(name)}`;
  }

  // Yields {event, data} until `done` or `error`.
  async *stream(path, body, signal) {
    const response = await this.request(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(body),
      signal,
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let pending = "";
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        pending += value.replaceAll("\r\n", "\n");
        const blocks = pending.split("\n\n");
        pending = blocks.pop();
        for (const block of blocks) {
          const event = parseEvent(block);
          if (event) yield event;
        }
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }
}

export function parseEvent(block) {
  let event = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}
