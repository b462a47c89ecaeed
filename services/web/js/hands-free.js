// Hands-free: a level gate opens and closes recordings; one turn after another.

import { Recording } from "./recorder.js";

const LEAD_S = 0.6; // the recording hears the past, so that the first syllable is in it

export class HandsFree {
  // `onSpeech(recording)` settles when its turn is over; the gate is deaf meanwhile.
  constructor(context, { isBusy, onOpen, onSpeech }) {
    this.context = context;
    this.isBusy = isBusy;
    this.onOpen = onOpen;
    this.onSpeech = onSpeech;
  }

  async start(stream) {
    await this.context.audioWorklet.addModule(new URL("./gate-worklet.js", import.meta.url));
    this.source = this.context.createMediaStreamSource(stream);
    this.gate = new AudioWorkletNode(this.context, "level-gate", { numberOfOutputs: 0 });
    const past = this.context.createDelay(LEAD_S);
    past.delayTime.value = LEAD_S;
    this.delayed = this.context.createMediaStreamDestination();
    this.source.connect(past).connect(this.delayed);
    this.listen();
  }

  listen() {
    if (!this.source) return;
    this.gate.port.onmessage = ({ data }) => (data === "open" ? this.#open() : this.#closed());
    this.gate.port.postMessage("listen");
    this.source.connect(this.gate);
  }

  stop() {
    this.source?.disconnect();
    this.source = null;
    if (this.recording) this.recording.stop();
    this.recording = null;
  }

  #open() {
    if (this.isBusy()) return;
    this.recording = new Recording(this.delayed.stream);
    this.onOpen();
  }

  async #closed() {
    if (!this.recording) return;
    const { recording } = this;
    this.recording = null;
    this.source.disconnect(this.gate);
    this.gate.port.onmessage = null;
    await this.onSpeech(recording);
    this.listen();
  }
}
