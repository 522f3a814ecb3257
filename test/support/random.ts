export { createRandom, pick } from "../../client-demo/bots/random.ts";

/** The seed of this run: VITRINE_SEED repeats one, else it is new; whoever takes it prints it. */
export function readSeed(): number {
  const given = Number(process.env.VITRINE_SEED);
  return Number.isSafeInteger(given) && given > 0 ? given : Math.floor(Math.random() * 1e9) + 1;
}
