// The reply as it is heard: sound in pieces, without a gap, gone at once when it must be.

export class Speaker {
  // `onPlayed(id, ms)` as it goes, `onOver(id)` when all there is was heard.
  constructor(context, { onPlayed, onOver }) {
    this.context = context;
    this.on = { onPlayed, onOver };
    this.id = null;
    this.isSounding = false;
    this.node = new AudioWorkletNode(context, "playback", {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    this.node.connect(context.destination);
    this.node.port.onmessage = ({ data }) => this.#told(data);
  }

  // `samples` are 16 bit, at 24 kHz, of the reply `id`.
  add(id, samples) {
    this.id = id;
    this.node.port.postMessage({ id, samples: Float32Array.from(samples, (one) => one / 32768) });
  }

  // Resolves to how many milliseconds of the reply were heard.
  stop() {
    this.isSounding = false;
    this.node.port.postMessage({ stop: true });
    return new Promise((resolve) => (this.stopped = resolve));
  }

  close() {
    this.node.port.onmessage = null;
    this.node.disconnect();
    this.isSounding = false;
  }

  #told({ id, played_ms, isOver, isStopped }) {
    // What has left the graph is still on its way to the ear.
    const heard_ms = Math.max(0, played_ms - (this.context.outputLatency || 0) * 1000);
    if (isStopped) {
      this.stopped?.(heard_ms);
      this.stopped = null;
    }
    // What was told before the stop came through is of no interest.
    if (isStopped || this.stopped) return;
    this.isSounding = !isOver;
    this.on.onPlayed(id, isOver ? played_ms : heard_ms);
    if (isOver) this.on.onOver(id);
  }
}

export function decoded(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new Int16Array(bytes.buffer);
}
