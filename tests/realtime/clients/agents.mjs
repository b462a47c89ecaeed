// Holds a spoken talk of three turns with the stock agents client, and interrupts it.
// Usage: node agents.mjs <folder with node_modules> <port>; prints what it saw as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, port] = process.argv.slice(2);
const find = createRequire(pathToFileURL(`${modules}/`));
const { RealtimeAgent, RealtimeSession, OpenAIRealtimeWebSocket } = find(
  "@openai/agents/realtime",
);

const RATE_HZ = 24000;
const url = `ws://127.0.0.1:${port}/v1/realtime`;
const transport = new OpenAIRealtimeWebSocket({ url });
const agent = new RealtimeAgent({ name: "Host", instructions: "Answer." });
const session = new RealtimeSession(agent, { transport });
const seen = { events: {}, sound: 0, interrupted: 0, usage: 0, wrong: [] };
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

transport.on("*", (event) => {
  seen.events[event.type] = (seen.events[event.type] ?? 0) + 1;
  if (event.type === "error") seen.wrong.push(event);
});
transport.on("usage_update", () => (seen.usage += 1));
session.on("audio", (event) => (seen.sound += event.data.byteLength));
session.on("audio_interrupted", () => (seen.interrupted += 1));
session.on("error", (error) => seen.wrong.push(String(error)));

async function say(seconds, loud) {
  for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
    const pcm = new Int16Array(RATE_HZ / 10);
    if (loud) pcm.forEach((_, n) => (pcm[n] = 16000 * Math.sin(n / 12)));
    session.sendAudio(pcm.buffer);
    await sleep(5);
  }
}

async function until(type, count) {
  while ((seen.events[type] ?? 0) < count) await sleep(5);
}

await session.connect({ apiKey: "sk-no-key-of-yours", url });
await say(1.2, true);
await say(1.2, false);
await until("response.output_audio.delta", 1);
for (const count of [2, 3]) {
  await say(1.2, true);
  await until("response.done", count - 1);
  await say(1.2, false);
  await until("response.done", count);
}
seen.history = session.history.map((item) => ({
  role: item.role,
  text: item.content.map((part) => part.transcript ?? part.text).join(" "),
}));
console.log(JSON.stringify(seen));
process.exit(0);
