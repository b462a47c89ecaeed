// One reply on its way: its words and its sound, and how far both were heard.

const PER_MS = 24; // samples

export class Told {
  constructor(id, turn) {
    this.id = id;
    this.turn = turn;
    this.itemId = null;
    this.isCut = false;
    this.isDone = false;
    this.began = turn.heard; // words heard in an earlier part
    this.received_ms = 0;
    this.marks = [];
    this.count = 0;
  }

  // Words come right before the sound that they are heard in.
  words(delta, { isSpoken }) {
    const words = delta.split(/\s+/).filter(Boolean);
    this.count += words.length;
    this.marks.push({ at_ms: this.received_ms, count: this.count });
    this.turn.tell(words, this.began + this.count - words.length);
    if (!isSpoken) this.turn.heardTo(this.began + this.count);
  }

  sound(samples) {
    this.received_ms += samples.length / PER_MS;
    this.turn.keepSound(samples);
  }

  playedTo(ms) {
    const heard = this.marks.filter(({ at_ms }) => at_ms <= ms).at(-1);
    if (heard) this.turn.heardTo(this.began + heard.count);
  }

  // Nothing more of it is to be heard.
  cut() {
    this.isCut = true;
    this.turn.dropSound();
  }
}
