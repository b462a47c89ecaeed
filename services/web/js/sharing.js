// An answer to take along: its words, or a link that asks the question again.

import { at } from "./root.js";
import { say } from "./strings.js";

const LONGEST = 500;

// Each resolves to what is said of it.
export async function copy({ reply }) {
  return say((await isCopied(reply)) ? "reply.copied" : "reply.notCopied");
}

export async function share(told) {
  const url = linkTo(told);
  if (navigator.share) {
    try {
      await navigator.share({ title: document.title, text: told.question, url });
      return "";
    } catch (error) {
      if (error.name === "AbortError") return "";
    }
  }
  return (await isCopied(url)) ? say("reply.linkCopied") : say("reply.link", { url });
}

// The question as it can be asked by somebody who has heard nothing before.
function linkTo({ question, metadata }) {
  const url = at("/app");
  url.searchParams.set("q", (metadata.original_query || question).slice(0, LONGEST));
  return url.href;
}

async function isCopied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return isCopiedByHand(words);
  }
}

// Pages without https:// have no clipboard of the newer kind.
function isCopiedByHand(words) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = words;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
  return isDone;
}
