// Numbers and moments as a person reads them.

const whole = new Intl.NumberFormat("en");
const day = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });
const hour = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

export const count = (value) => whole.format(value);
export const share = (part, all) => (all ? `${Math.round((100 * part) / all)} %` : "–");
export const bucketName = (at, bucket) => (bucket === "hour" ? `${day.format(new Date(at))}, ${hour.format(new Date(at))}` : day.format(new Date(at)));
export const hourName = (at) => hour.format(new Date(at));
export const dayName = (at) => day.format(new Date(at));
export const when = (at) => moment.format(new Date(at));

export function ms(value) {
  if (value >= 10_000) return `${(value / 1000).toFixed(0)} s`;
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  if (value >= 10) return `${value.toFixed(0)} ms`;
  return `${value.toFixed(value >= 1 ? 1 : 2)} ms`;
}

export function dollars(value) {
  if (value === 0) return "$0";
  return value < 0.01 ? `$${value.toPrecision(2)}` : `$${value.toFixed(2)}`;
}

const PARTS = { vad: "speech detection", recognizer: "hearing", turn_end: "end of a turn", meaning: "meaning", llm: "phrasing", tts: "voice", storage: "storage", session_log: "log of turns", audio_cleanup: "audio clean-up" };
export const partName = (part) => PARTS[part] || part;
