// Makes calls with OpenAI's stock client in JavaScript, and prints what came of them.
// Usage: node calls.mjs <folder with node_modules> <address> <key> <folder> <name>...
// The folder has question.wav, and what is spoken is written there.
import { createReadStream, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, baseURL, apiKey, folder, ...names] = process.argv.slice(2);
const find = createRequire(pathToFileURL(`${modules}/`));
const { OpenAI } = find("openai");
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });

const ASKED = "which projects use python";
const messages = [{ role: "user", content: ASKED }];
const chat = { model: "viva-voce", messages };
const answer = { model: "viva-voce", input: ASKED };
const order = { model: "tts-1", voice: "alloy", input: "Hello there. And so on." };
const sound = (name = "question.wav") => createReadStream(join(folder, name));
const heard = (more) =>
  client.audio.transcriptions.create({ model: "whisper-1", file: sound(), ...more });
const spoken = (more) => client.audio.speech.create({ ...order, ...more });

async function all(stream) {
  const found = [];
  for await (const one of await stream) found.push(one);
  return found;
}

async function written(name, response) {
  const type = response.headers.get("content-type");
  const length = response.headers.get("content-length");
  const pieces = [];
  for await (const piece of response.body) pieces.push(piece);
  writeFileSync(join(folder, name), Buffer.concat(pieces));
  return { type, length, pieces: pieces.length };
}

const calls = {
  models: async () => {
    const listed = (await all(client.models.list())).map((model) => model.id);
    const looked = await Promise.all(listed.map((id) => client.models.retrieve(id)));
    return { listed, looked: looked.map((model) => model.id) };
  },
  json: () => heard({}),
  text: () => heard({ response_format: "text" }),
  verbose_json: () => heard({ response_format: "verbose_json" }),
  srt: () => heard({ response_format: "srt" }),
  vtt: () => heard({ response_format: "vtt" }),
  words_streamed: () => all(heard({ stream: true })),
  translation: () =>
    client.audio.translations.create({ model: "whisper-1", file: sound() }),
  speech_events: async () => {
    const told = await spoken({ response_format: "pcm", stream_format: "sse" });
    return (await told.text()).match(/^data: .*/gm).map((line) => JSON.parse(line.slice(6)));
  },
  chat: () => client.chat.completions.create(chat),
  chat_streamed: () => all(client.chat.completions.create({ ...chat, stream: true })),
  chat_reader: async () => {
    const stream = client.chat.completions.stream(chat);
    return (await stream.finalChatCompletion()).choices[0].message.content;
  },
  response: async () => {
    const made = await client.responses.create(answer);
    return { text: made.output_text, output: made.output };
  },
  response_streamed: () => all(client.responses.create({ ...answer, stream: true })),
  response_reader: async () =>
    (await client.responses.stream(answer).finalResponse()).output_text,
  no_model: () => spoken({ model: "nope" }),
  wrong: () => spoken({ speed: 9 }),
  wrong_in_a_stream: () => all(client.chat.completions.create({ ...chat, n: 2, stream: true })),
  too_large: () => spoken({ input: "x".repeat(70000) }),
  large_sound: () => heard({ file: sound("large.wav") }),
  no_sound: () => heard({ file: sound("no.wav") }),
};
for (const kind of ["wav", "mp3", "opus", "aac", "flac", "pcm"]) {
  calls[`speech_${kind}`] = async () =>
    written(`reply.${kind}`, await spoken({ response_format: kind }));
}

async function outcome(name) {
  try {
    return { value: await calls[name]() };
  } catch (error) {
    const { status, code, type } = error;
    const kinds = Object.keys(OpenAI).filter(
      (kind) => /Error$/.test(kind) && error.constructor === OpenAI[kind],
    );
    return { error: { kind: kinds[0], status, code, type, message: error.message } };
  }
}

const found = [];
for (const name of names) found.push({ name, ...(await outcome(name)) });
console.log(JSON.stringify(found));
