// Put into every page under test: what was played, whether to its end, how loud.

window.heard = [];

const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (!this.isListenedTo) listenTo(this);
  this.isListenedTo = true;
  return play.call(this);
};

function listenTo(element) {
  let current = null;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  context.createMediaElementSource(element).connect(analyser).connect(context.destination);
  element.addEventListener("playing", () => {
    if (!element.src.includes("/audio/")) return;
    // It plays on after a wait for more of the same sound.
    if (current?.src === element.src && !current.ended) return;
    current = { src: element.src, rms: 0, ended: false, error: null };
    window.heard.push(current);
  });
  element.addEventListener("ended", () => current && (current.ended = true));
  element.addEventListener("error", () => current && (current.error = element.error.message));
  setInterval(() => {
    if (!current || current.ended) return;
    analyser.getFloatTimeDomainData(samples);
    const rms = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
    current.rms = Math.max(current.rms, rms);
  }, 20);
}

// A live talk plays no element: what its worklet gives to the loudspeaker, and what the
// microphone gives to it. `since` and `until`: when it was last begun and heard.
window.graph = { now: 0, loudest: 0 };
window.microphone = { now: 0, loudest: 0 };

const AUDIBLE = 0.01;
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (target, ...rest) {
  if (this instanceof AudioWorkletNode && target instanceof AudioDestinationNode) follow(this, window.graph);
  if (this instanceof MediaStreamAudioSourceNode && target instanceof AudioWorkletNode) follow(this, window.microphone);
  return connect.call(this, target, ...rest);
};

function follow(node, seen) {
  const analyser = node.context.createAnalyser();
  analyser.fftSize = 512;
  const samples = new Float32Array(analyser.fftSize);
  connect.call(node, analyser);
  seen.context = node.context;
  setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const before = seen.now;
    seen.now = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
    seen.loudest = Math.max(seen.loudest, seen.now);
    if (seen.now > AUDIBLE) seen.until = performance.now();
    if (seen.now > AUDIBLE && before <= AUDIBLE) seen.since = performance.now();
  }, 10);
}
