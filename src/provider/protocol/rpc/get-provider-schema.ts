import { call, diagnosed } from "../call";
import { capabilities } from "../capabilities";
import { describeFunction, describeSchema } from "../describe";
import { diagnostic, providerFunction, schema, serverCapabilities } from "../messages";
import type { Schema } from "../schema";
import { many, named, one } from "../wire/message";

const schemas = (all: Readonly<Record<string, { readonly schema: Schema }>>) =>
  new Map(Object.entries(all).map(([name, kind]) => [name, describeSchema(kind.schema)]));

/** All schemas: the first call, of most processes the only one. */
export const getProviderSchema = call({
  request: {},
  response: {
    provider: one(1, schema),
    resource_schemas: named(2, schema),
    data_source_schemas: named(3, schema),
    diagnostics: many(4, diagnostic),
    server_capabilities: one(6, serverCapabilities),
    functions: named(7, providerFunction),
    ephemeral_resource_schemas: named(8, schema),
  },
  failed: diagnosed,
  answer: async ({ provider }) => ({
    provider: describeSchema(provider.schema),
    resource_schemas: schemas(provider.resources),
    data_source_schemas: schemas(provider.dataSources),
    server_capabilities: capabilities,
    functions: new Map(
      Object.entries(provider.functions).map(([name, { signature }]) => [name, describeFunction(signature)]),
    ),
    ephemeral_resource_schemas: schemas(provider.ephemeralResources),
  }),
});
