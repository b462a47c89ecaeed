// The microphone: permission, recording in whatever format this browser has, level.

const FORMATS = [
  "audio/webm;codecs=opus",
  "audio/mp4;codecs=mp4a.40.2",
  "audio/mp4",
  "audio/ogg;codecs=opus",
];
const MIN_HOLD_MS = 300;

export function microphoneTrouble() {
  if (!window.isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return "unsupported";
  return null;
}

export class Microphone {
  constructor(audioContext) {
    this.context = audioContext;
    this.stream = null;
  }

  // Throws an Error whose message is a key of text.trouble.
  async open() {
    if (this.stream?.active) return this.stream;
    const trouble = microphoneTrouble();
    if (trouble) throw new Error(trouble);
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
    } catch (cause) {
      throw new Error(cause.name === "NotFoundError" ? "noMicrophone" : "denied");
    }
    this.source = this.context.createMediaStreamSource(this.stream);
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 1024;
    this.source.connect(this.analyser);
    return this.stream;
  }

  // Root mean square of the last 20 ms or so, 0 to 1.
  level() {
    if (!this.analyser) return 0;
    const samples = new Float32Array(this.analyser.fftSize);
    this.analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.source?.disconnect();
    this.stream = this.source = this.analyser = null;
  }
}

export class Recording {
  constructor(stream) {
    const type = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
    this.recorder = new MediaRecorder(stream, type ? { mimeType: type } : undefined);
    this.parts = [];
    this.recorder.ondataavailable = (event) => this.parts.push(event.data);
    this.startedAt = performance.now();
    this.recorder.start();
  }

  // The sound, or null when the button was only tapped.
  stop() {
    const held = performance.now() - this.startedAt;
    return new Promise((resolve) => {
      this.recorder.onstop = () => {
        const sound = new Blob(this.parts, { type: this.recorder.mimeType });
        resolve(held < MIN_HOLD_MS || !sound.size ? null : sound);
      };
      this.recorder.stop();
    });
  }
}
