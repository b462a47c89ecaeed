// Colours that a page wishes for; a part of embed.js.

// As #rrggbb, so that it can stand in a style sheet; null for what is no colour.
function colour(written) {
  const pen = document.createElement("canvas").getContext("2d");
  const read = ["#000000", "#ffffff"].map((before) => {
    pen.fillStyle = before;
    pen.fillStyle = written;
    return pen.fillStyle;
  });
  return read[0] === read[1] && /^#[0-9a-f]{6}$/.test(read[0]) ? read[0] : null;
}

// Black or white, whichever is read on a colour: one of them has 4.5:1 on any.
function inkOn(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.183 ? "#000" : "#fff";
}
