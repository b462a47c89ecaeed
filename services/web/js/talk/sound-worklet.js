// Sound on its way in and out, off the main thread: microphone to 16 kHz, replies from 24 kHz.

const SENT_HZ = 16_000;
const HEARD_HZ = 24_000;
const FRAME = 512; // 32 ms: as much as the server's detection reads at a time
const PHASES = 64;
const LOBES = 10;
const PASSED = 0.92; // of what the slower side can hold
const FADE_S = 0.008;
const TOLD_EVERY_S = 0.03;

// A windowed sinc between samples, `fraction` behind the middle one.
function kernel(fraction, half, cutoff) {
  return Float32Array.from({ length: 2 * half }, (_, i) => {
    const x = i - half + 1 - fraction;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * Math.min(half, Math.abs(x))) / half);
    const angle = Math.PI * cutoff * x;
    return cutoff * (angle ? Math.sin(angle) / angle : 1) * window;
  });
}

class Resampler {
  constructor(from_hz, to_hz) {
    this.step = from_hz / to_hz;
    const cutoff = Math.min(1, to_hz / from_hz) * PASSED;
    this.half = Math.ceil(LOBES / cutoff);
    this.kernels = Array.from({ length: PHASES + 1 }, (_, phase) =>
      kernel(phase / PHASES, this.half, cutoff),
    );
    this.past = new Float32Array(2 * this.half);
    this.at = this.half;
  }

  // All that can be said of the sound up to the end of `samples`.
  push(samples) {
    const { half, step } = this;
    const all = new Float32Array(this.past.length + samples.length);
    all.set(this.past);
    all.set(samples, this.past.length);
    const made = new Float32Array(Math.ceil(samples.length / step) + 2);
    let count = 0;
    let { at } = this;
    for (; Math.floor(at) + half < all.length; at += step) {
      const whole = Math.floor(at);
      const weights = this.kernels[Math.round((at - whole) * PHASES)];
      const first = whole - half + 1;
      let sum = 0;
      for (let i = 0; i < weights.length; i += 1) sum += all[first + i] * weights[i];
      made[count++] = sum;
    }
    const spent = Math.min(all.length, Math.floor(at) - half + 1);
    this.past = all.slice(spent);
    this.at = at - spent;
    return made.subarray(0, count);
  }
}

// Posts frames of the microphone as 16 bit samples.
class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(sampleRate, SENT_HZ);
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
  }

  process([[samples]]) {
    if (!samples) return true;
    for (const sample of this.resampler.push(samples)) {
      this.frame[this.filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
      if (this.filled < FRAME) continue;
      this.port.postMessage(this.frame);
      this.filled = 0;
    }
    return true;
  }
}

// Plays {id, samples} in turn, and posts {id, played_ms, isOver} as it goes; a message
// {stop: true} silences it at once, and is answered with `isStopped`.
class Playback extends AudioWorkletProcessor {
  constructor() {
    super();
    this.fade = Math.round(FADE_S * sampleRate);
    this.#clear();
    this.port.onmessage = ({ data }) => (data.stop ? this.#stop() : this.#add(data));
  }

  process(_, [[output]]) {
    for (let i = 0; i < output.length && this.queue.length; i += 1) {
      output[i] = this.#next();
      if (this.left > 0) {
        this.left -= 1;
        output[i] *= this.left / this.fade;
        if (!this.left) this.#stopped();
      }
    }
    if (this.left > 0 && !this.queue.length) this.#stopped();
    this.untold += output.length;
    if (this.queue.length && this.untold > TOLD_EVERY_S * sampleRate) this.#tell();
    return true;
  }

  #next() {
    const [{ samples }] = this.queue;
    const sample = samples[this.place++];
    this.played += 1;
    if (this.place >= samples.length) {
      this.queue.shift();
      this.place = 0;
      if (!this.queue.length && this.left <= 0) this.#tell({ isOver: true });
    }
    return sample;
  }

  #add({ id, samples }) {
    if (id !== this.id) {
      this.id = id;
      this.played = 0;
      this.resampler = new Resampler(HEARD_HZ, sampleRate);
    }
    const made = this.resampler.push(samples).slice();
    if (made.length) this.queue.push({ samples: made });
  }

  #stop() {
    if (this.queue.length) this.left = this.fade;
    else this.#stopped();
  }

  #stopped() {
    this.#tell({ isStopped: true });
    this.#clear();
  }

  #clear() {
    this.queue = [];
    this.id = null;
    this.place = this.played = this.untold = this.left = 0;
  }

  #tell(more = {}) {
    this.untold = 0;
    this.port.postMessage({ id: this.id, played_ms: (this.played / sampleRate) * 1000, ...more });
  }
}

registerProcessor("capture", Capture);
registerProcessor("playback", Playback);
