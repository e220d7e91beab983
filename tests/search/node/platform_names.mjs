/** Lists every name that the platform has: globals, and what they and their instances have. */
import { answer } from "./setting.mjs";

const seen = new Set();
const names = new Set();
function walk(value, depth) {
  if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value) || depth > 6) return;
  seen.add(value);
  for (const name of Object.getOwnPropertyNames(value)) {
    names.add(name);
    walk(Object.getOwnPropertyDescriptor(value, name).value, depth + 1);
  }
  walk(Object.getPrototypeOf(value), depth + 1);
}
walk(globalThis, 0);
for (const name of ["Response", "Headers", "Blob", "DecompressionStream", "ReadableStream", "TextDecoder", "URL", "Request"]) walk(globalThis[name], 0);
for (const value of [[][Symbol.iterator](), new Map().entries(), new Set().values(), "".matchAll(/a/g), /a/u.exec("a"), [].keys(), [].keys().next(), new Error("", { cause: 1 }), { get a() { return 1; } }]) walk(value, 0);
answer([...names].sort());
