// The browser's own hearing, where the visitor wants it.

import { Trouble } from "./strings.js";

const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;

// `heard` resolves to the words, or rejects with a Trouble.
export function hear(language, onInterim) {
  const recognition = new Recognition();
  recognition.lang = language;
  recognition.interimResults = true;
  let words = "";
  const heard = new Promise((resolve, reject) => {
    recognition.onresult = (event) => {
      words = [...event.results].map((result) => result[0].transcript).join(" ");
      onInterim(words);
    };
    recognition.onerror = ({ error }) =>
      reject(new Trouble(error === "not-allowed" ? "trouble.denied" : "trouble.nothingHeard"));
    recognition.onend = () => resolve(words);
  });
  recognition.start();
  return { heard, stop: () => recognition.stop() };
}
