// The page's one AudioContext, and the level of whatever is to be seen sounding.

export class Sound {
  // Made in the first tap: earlier, browsers hold it back.
  get context() {
    this.made ??= new (window.AudioContext || window.webkitAudioContext)();
    return this.made;
  }

  async awake() {
    if (this.context.state !== "running") await this.context.resume();
  }
}

export class Meter {
  constructor(sound, show) {
    this.sound = sound;
    this.show = show;
  }

  // Shows the level of `stream`, 0 to 1, until `stop`.
  start(stream) {
    this.follow(this.sound.context.createMediaStreamSource(stream));
  }

  // The same of a part of the graph that sounds.
  follow(source) {
    this.stop();
    const analyser = this.sound.context.createAnalyser();
    analyser.fftSize = 1024;
    source.connect(analyser);
    this.source = source;
    this.analyser = analyser;
    const samples = new Float32Array(analyser.fftSize);
    const measure = () => {
      if (this.source !== source) return;
      analyser.getFloatTimeDomainData(samples);
      this.show(Math.min(1, rootMeanSquare(samples) * 6));
      requestAnimationFrame(measure);
    };
    measure();
  }

  stop() {
    this.source?.disconnect(this.analyser);
    this.source = null;
    this.show(0);
  }
}

function rootMeanSquare(samples) {
  return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
}
