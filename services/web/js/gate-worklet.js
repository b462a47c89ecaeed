// Tells the page when somebody starts and stops speaking, by level alone.

const OPEN_ABOVE = 3.2; // times the noise floor
const FLOOR_RISE = 1.0005; // per 128-sample block: the floor follows slowly upward
const MIN_LEVEL = 0.008;
const ONSET_S = 0.12;
const HANG_S = 0.9;
const LONGEST_S = 25;

class LevelGate extends AudioWorkletProcessor {
  constructor() {
    super();
    this.floor = MIN_LEVEL;
    this.loud_s = 0;
    this.quiet_s = 0;
    this.open_s = 0;
    this.open = false;
  }

  process([input]) {
    const samples = input[0];
    if (!samples) return true;
    const level = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
    const block_s = samples.length / sampleRate;
    const loud = level > Math.max(MIN_LEVEL, this.floor * OPEN_ABOVE);
    if (!this.open) this.floor = Math.min(level || this.floor, this.floor * FLOOR_RISE);
    this.floor = Math.max(this.floor, 0.0008);
    this.loud_s = loud ? this.loud_s + block_s : Math.max(0, this.loud_s - block_s);
    this.quiet_s = loud ? 0 : this.quiet_s + block_s;
    if (!this.open && this.loud_s > ONSET_S) this.turn(true);
    if (this.open) {
      this.open_s += block_s;
      if (this.quiet_s > HANG_S || this.open_s > LONGEST_S) this.turn(false);
    }
    return true;
  }

  turn(open) {
    this.open = open;
    this.open_s = 0;
    this.loud_s = 0;
    this.port.postMessage(open ? "open" : "closed");
  }
}

registerProcessor("level-gate", LevelGate);
