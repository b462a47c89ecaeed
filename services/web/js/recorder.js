// The microphone and recordings of it, in whatever format this browser writes.

import { Trouble } from "./strings.js";

const FORMATS = [
  "audio/webm;codecs=opus",
  "audio/mp4;codecs=mp4a.40.2",
  "audio/mp4",
  "audio/ogg;codecs=opus",
];
export const AS_IT_IS = {
  // What pleases an ear in a call costs a recogniser whole words.
  noiseSuppression: false,
  // The microphone is closed or unheard while a reply sounds.
  echoCancellation: false,
  autoGainControl: true,
};
const SHORTEST_MS = 300;

// Why there can be no microphone at all, as a key of strings.json, or null.
export function microphoneTrouble() {
  if (!window.isSecureContext) return "trouble.insecure";
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return "trouble.unsupported";
  return null;
}

export class Microphone {
  constructor(wanted) {
    this.wanted = wanted;
  }

  async open() {
    if (this.stream?.active) return this.stream;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: this.wanted });
    } catch (cause) {
      const missing = cause.name === "NotFoundError";
      throw new Trouble(missing ? "trouble.noMicrophone" : "trouble.denied");
    }
    return this.stream;
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }
}

export class Recording {
  constructor(stream) {
    const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
    this.recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
    this.parts = [];
    this.recorder.ondataavailable = (event) => this.parts.push(event.data);
    this.startedAt = performance.now();
    this.recorder.start();
  }

  // The sound, or null when there is too little of it to be speech.
  async stop() {
    const lasted_ms = performance.now() - this.startedAt;
    if (this.recorder.state !== "inactive") {
      const stopped = new Promise((resolve) => (this.recorder.onstop = resolve));
      this.recorder.stop();
      await stopped;
    }
    const sound = new Blob(this.parts, { type: this.recorder.mimeType });
    return lasted_ms < SHORTEST_MS || !sound.size ? null : sound;
  }
}
