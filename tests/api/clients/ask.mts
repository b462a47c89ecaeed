// Asks one question with a client whose types are made of the interface.
import createClient from "openapi-fetch";
import type { components, operations, paths } from "./interface.mjs";

declare const process: { argv: string[] };

type Card = components["schemas"]["CardSchema"];
type Sent = operations["ask_question"]["requestBody"]["content"]["application/json"];

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "" });
const question: Sent = { text: "which projects use python" };
const { data, error } = await client.POST("/ask", { body: question });
if (error) throw new Error(`${error.error_code}: ${error.message}`);
const titles = data.items.map((card: Card): string => card.title);
console.log(JSON.stringify({ response: data.response, titles }));
