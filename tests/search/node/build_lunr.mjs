/** Builds an index with lunr.js's own builder from terms that are analysed already. */
import { register, PIPELINE } from "../../../site_builder/search/client/analysis.js";
import { answer, lunr, payload } from "./setting.mjs";

register(lunr);
const { documents, fields } = payload();
const builder = new lunr.Builder();
builder.searchPipeline.add(lunr.Pipeline.registeredFunctions[PIPELINE]);
for (const { name, boost } of fields) builder.field(name, { boost });
for (const document of documents) builder.add(document);
answer(builder.build());
