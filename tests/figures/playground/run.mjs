// Runs settings of the playground in Node: each line of standard input is a list of them, the answer a line of JSON.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [, , folder, module, first, ...names] = process.argv;
const load = (name) => runInThisContext(readFileSync(`${folder}/${name}.js`, "utf8"), name);
load(first);
const playground = runInThisContext("playground");
playground.module = module;
names.forEach(load);
const hex = (numbers) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("hex");
await playground.ready;

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ query, ...given }) => {
  const settings = query === undefined ? given : playground.address.parse(query);
  const session = playground.session(settings, [playground.wasm, playground.network]);
  session.advance(settings.stop === "epochs" ? settings.limit * session.perEpoch : (settings.steps ?? 0));
  return {
    recipe: session.recipe(),
    theta: hex(session.network.theta),
    ...session.measure(),
    step: session.step,
    engine: session.network.name,
  };
});
console.log(JSON.stringify(answers));
