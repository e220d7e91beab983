/** Analyses texts and queries in JavaScript, for comparison with Python. */
import { analyse, queryTerms, register } from "../../../site_builder/search/client/analysis.js";
import { answer, lunr, payload } from "./setting.mjs";

register(lunr);
const { texts = [], queries = [] } = payload();
answer({
  texts: texts.map(({ text, english }) => analyse(text, { english })),
  queries: queries.map(({ text, toned_only }) => queryTerms(text, toned_only)),
});
