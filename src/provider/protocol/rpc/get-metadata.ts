import { call, diagnosed } from "../call";
import { capabilities } from "../capabilities";
import { diagnostic, serverCapabilities } from "../messages";
import { many, one, text } from "../wire/message";

const typeName = { type_name: text(1) };

const typeNames = (all: object) => Object.keys(all).map((type_name) => ({ type_name }));

/** What kinds of things there are, without their schemas. */
export const getMetadata = call({
  request: {},
  response: {
    server_capabilities: one(1, serverCapabilities),
    diagnostics: many(2, diagnostic),
    data_sources: many(3, typeName),
    resources: many(4, typeName),
    functions: many(5, { name: text(1) }),
    ephemeral_resources: many(6, typeName),
  },
  failed: diagnosed,
  answer: async ({ provider }) => ({
    server_capabilities: capabilities,
    data_sources: typeNames(provider.dataSources),
    resources: typeNames(provider.resources),
    functions: Object.keys(provider.functions).map((name) => ({ name })),
    ephemeral_resources: typeNames(provider.ephemeralResources),
  }),
});
