// Tells the page when somebody starts and stops speaking, by level alone.

const OPEN_ABOVE = 3.2; // times the noise floor
const FLOOR_RISE = 1.0005; // per block of 128 samples: the floor follows slowly upward
const FLOOR_LEAST = 0.0008;
const LEVEL_LEAST = 0.008;
const ONSET_S = 0.12;
const HANG_S = 0.9;
const LONGEST_S = 25;

class LevelGate extends AudioWorkletProcessor {
  constructor() {
    super();
    this.floor = LEVEL_LEAST;
    this.close();
    this.port.onmessage = () => this.close();
  }

  close() {
    this.isOpen = false;
    this.loud_s = this.quiet_s = this.open_s = 0;
  }

  process([[samples]]) {
    if (!samples) return true;
    const level = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
    const block_s = samples.length / sampleRate;
    const isLoud = level > Math.max(LEVEL_LEAST, this.floor * OPEN_ABOVE);
    if (this.isOpen) this.follow(isLoud, block_s);
    else this.await(isLoud, level, block_s);
    return true;
  }

  await(isLoud, level, block_s) {
    this.floor = Math.max(FLOOR_LEAST, Math.min(level, this.floor * FLOOR_RISE));
    this.loud_s = Math.max(0, this.loud_s + (isLoud ? block_s : -block_s));
    if (this.loud_s <= ONSET_S) return;
    this.isOpen = true;
    this.port.postMessage("open");
  }

  follow(isLoud, block_s) {
    this.open_s += block_s;
    this.quiet_s = isLoud ? 0 : this.quiet_s + block_s;
    if (this.quiet_s <= HANG_S && this.open_s <= LONGEST_S) return;
    this.close();
    this.port.postMessage("closed");
  }
}

registerProcessor("level-gate", LevelGate);
