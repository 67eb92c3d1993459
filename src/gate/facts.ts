import type { Fact } from "../facts/fact";
import type { Landscape } from "../terraform/instance";
import type { SourceIndex } from "./source-index";

/**
 * All facts of a landscape. A cloud of which it holds nothing is not even loaded.
 *
 * @param index where what was read is written
 */
export async function factsOf(landscape: Landscape, index?: SourceIndex): Promise<readonly Fact[]> {
  const types = new Set(landscape.instances.map(({ type }) => type.slice(0, type.indexOf("_"))));
  const sources = new Set(landscape.providers.map(({ source }) => source.slice(source.lastIndexOf("/") + 1)));
  const facts: Fact[] = [];
  // Any resource may hold an IAM policy in some attribute, of whatever provider it is.
  if (landscape.instances.length > 0 || sources.has("aws")) {
    facts.push(...(await import("../aws/read/read.js")).readAws(landscape));
  }
  const google = [...types, ...sources].some(
    (name) => name === "google" || name === "google-beta" || name === "azuread",
  );
  if (google) facts.push(...(await import("../gcp/read/read.js")).readGcp(landscape));
  return index === undefined ? facts : facts.map((fact) => withSource(fact, index));
}

function withSource<F extends Fact>(fact: F, index: SourceIndex): F {
  const source = index.find(fact.from.address);
  return source === undefined ? fact : { ...fact, from: { ...fact.from, ...source } };
}
