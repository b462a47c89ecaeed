// What the service's words are in plain ones.

const CHANNELS = { voice: "spoken on the page", text: "typed on the page", widget: "through the widget", api: "by a program", realtime: "in a live talk" };
const TAGS = { widget: "widget", api: "program", realtime: "live talk" };
const STEPS = {
  opened: ["Opened the page", "times"],
  asked: ["Asked something", "conversations"],
  answered: ["Got an answer", "conversations"],
  link: ["Followed a link", "times"],
  signed: ["Signed the guestbook", "times"],
};
const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

export const channelName = (channel) => CHANNELS[channel] || channel;
export const channelTag = (channel) => TAGS[channel];
export const stepName = (step) => STEPS[step] || [step, "times"];
export const plain = (name) => name.replaceAll("_", " ");

export function languageName(code) {
  try {
    return languages.of(code) || code;
  } catch {
    return code || "unknown";
  }
}

// How a figure changed, in words and numbers.
export function change(now, before, show = String) {
  if (before === null || before === undefined) return "";
  if (now === before) return "as before";
  if (!before) return "none before";
  const percent = Math.round((100 * Math.abs(now - before)) / before);
  return `${now > before ? "up" : "down"} ${percent ? `${percent} %` : "a little"} from ${show(before)}`;
}

// The same beside a row of a list.
export function difference(now, before, show = String) {
  if (before === null || before === undefined) return "";
  if (now === before) return "as before";
  if (!before) return "new";
  return now > before ? `${show(now - before)} more` : `${show(before - now)} fewer`;
}
