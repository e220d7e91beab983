/** Stems words with lunr.js's own stemmer. */
import { answer, lunr, payload } from "./setting.mjs";

answer(payload().map((word) => lunr.stemmer(new lunr.Token(word, {})).toString()));
