/** What every script here needs: lunr.js, the payload from standard input, the answer on standard output. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

export const lunr = createRequire(import.meta.url)(process.env.LUNR_JS);
export const payload = () => JSON.parse(readFileSync(0, "utf8"));
export const answer = (value) => process.stdout.write(JSON.stringify(value));
