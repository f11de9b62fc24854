// Runs settings of the playground in Node: each line of standard input is a list of them, the answer a line of JSON.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [, , folder, ...names] = process.argv;
for (const name of names) runInThisContext(readFileSync(`${folder}/${name}.js`, "utf8"), name);
const playground = runInThisContext("playground");
const hex = (numbers) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("hex");
const engines = { javascript: [playground.network], wasm: [playground.wasm] };
await playground.ready;

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ engine = "javascript", ...settings }) => {
  const session = playground.session(settings, engines[engine]);
  session.advance(settings.steps);
  return { theta: hex(session.network.theta), ...session.measure(), step: session.step, engine: session.network.name };
});
console.log(JSON.stringify(answers));
