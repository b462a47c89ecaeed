// Hands-free: a level gate opens and closes recordings; one turn after another.

import { Recording } from "./recorder.js";

export class HandsFree {
  // `onSpeech(blob)` must settle when its turn is over; the gate is deaf meanwhile.
  constructor(context, microphone, { onOpen, onSpeech, onClosed }) {
    this.context = context;
    this.microphone = microphone;
    this.on = { onOpen, onSpeech, onClosed };
    this.busy = false;
  }

  async start() {
    const stream = await this.microphone.open();
    await this.context.audioWorklet.addModule(new URL("./gate-worklet.js", import.meta.url));
    this.gate = new AudioWorkletNode(this.context, "level-gate");
    this.gate.port.onmessage = ({ data }) => (data === "open" ? this.open(stream) : this.shut());
    this.microphone.source.connect(this.gate);
    this.preroll(stream);
  }

  // A recording is always running, so that the first syllable is in it.
  preroll(stream) {
    this.recording = new Recording(stream);
    this.refresh = setInterval(() => {
      if (this.speaking || this.busy) return;
      this.recording.stop();
      this.recording = new Recording(stream);
    }, 2000);
    this.stream = stream;
  }

  open() {
    if (this.busy) return;
    this.speaking = true;
    this.on.onOpen();
  }

  async shut() {
    if (!this.speaking || this.busy) return;
    this.speaking = false;
    this.busy = true;
    const sound = await this.recording.stop();
    this.on.onClosed();
    if (sound) await this.on.onSpeech(sound);
    this.busy = false;
    if (this.gate) this.recording = new Recording(this.stream);
  }

  stop() {
    clearInterval(this.refresh);
    this.gate?.disconnect();
    this.gate = null;
    if (this.recording?.recorder.state === "recording") this.recording.stop();
    this.speaking = false;
  }
}
