/** Decodes texts that Python encoded. */
import { decodeLetters } from "../../../site_builder/search/client/letters.js";
import { answer, payload } from "./setting.mjs";

answer(payload().map((bytes) => decodeLetters(Uint8Array.from(bytes))));
