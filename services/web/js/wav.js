// Sound as an address that an audio element plays.

const HEADER = 44;

// `pieces` are 16 bit samples, one channel.
export function wav(pieces, rate_hz) {
  const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const view = new DataView(new ArrayBuffer(HEADER));
  const ascii = (place, word) =>
    [...word].forEach((char, i) => view.setUint8(place + i, char.charCodeAt(0)));
  ascii(0, "RIFF");
  view.setUint32(4, HEADER - 8 + bytes, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate_hz, true);
  view.setUint32(28, 2 * rate_hz, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, "data");
  view.setUint32(40, bytes, true);
  return URL.createObjectURL(new Blob([view, ...pieces], { type: "audio/wav" }));
}
