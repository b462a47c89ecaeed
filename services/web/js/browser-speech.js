// The browser's own hearing and voice, where it has them and the visitor wants them.

const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;

export const canHear = () => Boolean(Recognition);

export const canSpeak = () => Boolean(window.speechSynthesis?.getVoices);

// Resolves to the words heard; `stop()` ends listening. Rejects with a trouble key.
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
      reject(new Error(error === "not-allowed" ? "denied" : "nothingHeard"));
    recognition.onend = () => resolve(words);
  });
  recognition.start();
  return { heard, stop: () => recognition.stop() };
}
