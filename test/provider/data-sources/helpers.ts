import type { Configured } from "../../../src/provider/configured";
import { leasehold } from "../../../src/provider/leasehold";
import type { Answer, DataSource } from "../../../src/provider/protocol/provider";
import { recordOf } from "../../../src/provider/protocol/record";
import type { Value, Values } from "../../../src/provider/protocol/value";

/** One of the provider's data sources. @throws Error where it has none of that name */
export function dataSource(name: string): DataSource<Configured> {
  const found = leasehold.dataSources[name];
  if (found === undefined) throw new Error(`the provider has no ${name}`);
  return found;
}

/** A configuration of a data source: what is given, and null for all else. */
export function configOf({ schema }: DataSource<Configured>, given: Readonly<Record<string, Value>>): Values {
  return recordOf(Object.keys(schema.attributes).map((name): [string, Value] => [name, given[name] ?? null]));
}

/** What a data source gives for a configuration. */
export function read(
  source: DataSource<Configured>,
  given: Readonly<Record<string, Value>>,
  by: Configured,
): Promise<Answer<Values>> {
  return source.read(configOf(source, given), by);
}
