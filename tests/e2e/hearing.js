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

// A live talk plays no element: what its worklet gives to the loudspeaker.
window.graph = { now: 0, loudest: 0 };

const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (target, ...rest) {
  if (this instanceof AudioWorkletNode && target instanceof AudioDestinationNode) follow(this);
  return connect.call(this, target, ...rest);
};

function follow(node) {
  const analyser = node.context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  connect.call(node, analyser);
  window.graph.context = node.context;
  setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const { graph } = window;
    graph.now = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
    graph.loudest = Math.max(graph.loudest, graph.now);
  }, 20);
}
