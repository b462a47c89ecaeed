// The microphone of a talk, in frames as the socket takes them.

export const FRAME_S = 0.032;

export class Capture {
  // `onFrame(base64)`, unless muted.
  constructor(context, stream, onFrame) {
    this.isMuted = false;
    this.track = stream.getAudioTracks()[0];
    this.source = context.createMediaStreamSource(stream);
    this.node = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0 });
    this.node.port.onmessage = ({ data }) => {
      if (!this.isMuted) onFrame(base64(data));
    };
    this.source.connect(this.node);
  }

  // Without it we would hear ourselves.
  get cancelsEcho() {
    return this.track.getSettings().echoCancellation === true;
  }

  stop() {
    this.source.disconnect();
    this.node.port.onmessage = null;
  }
}

function base64(samples) {
  return btoa(String.fromCharCode(...new Uint8Array(samples.buffer)));
}
