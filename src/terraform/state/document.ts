import type { JsonMap } from "../instance";
import type { Json } from "../json";
import { isMap, optionalMap, optionalText } from "../plan/shape";
import { stateResources } from "../plan/state";
import { malformedState, ofState, StateError, stateCommand } from "./error";
import { landscapeOf } from "./landscape";
import { fileProviders, shownProviders } from "./providers";
import { fileResources } from "./resources";
import type { StateFile } from "./state-file";

/**
 * Reads the document of a state, whole or filtered.
 *
 * @throws StateError for what is no state, or none that can be judged
 */
export function stateOf(document: Json, sha256: string): StateFile {
  const state = stateMap(document);
  return ofState(() => {
    const terraformVersion = optionalText(state.terraform_version, "terraform_version");
    const known = { ...(terraformVersion === undefined ? {} : { terraformVersion }), sha256 };
    return Object.hasOwn(state, "format_version") ? { ...shown(state), ...known } : { ...stateFile(state), ...known };
  });
}

/** What `terraform show -json` writes. */
function shown(state: JsonMap): Pick<StateFile, "landscape" | "version"> {
  const version = state.format_version;
  if (typeof version !== "string" || !/^\d+\.\d+$/.test(version)) {
    throw malformedState("format_version", 'a text such as "1.0"');
  }
  if (!version.startsWith("1.")) {
    throw new StateError(
      "state-version",
      `The state is shown in format version ${version}; leasehold reads major version 1.`,
      "Show it with a Terraform that writes major version 1 (1.1.0 and later), or give the state file: terraform state pull > state.json",
    );
  }
  // Where there is no state at all, there are no values either.
  const resources = stateResources(optionalMap(state.values, "values"), "values");
  return { landscape: landscapeOf(resources, shownProviders(resources)), version };
}

/** A state file of version 4. */
function stateFile(state: JsonMap): Pick<StateFile, "landscape" | "version" | "serial" | "lineage"> {
  refuseOtherVersions(state.version);
  if (!Object.hasOwn(state, "resources")) throw malformedState("resources", "there");
  const resources = fileResources(state.resources);
  const { serial } = state;
  const lineage = optionalText(state.lineage, "lineage");
  return {
    landscape: landscapeOf(resources, fileProviders(resources)),
    version: "4",
    ...(typeof serial === "number" ? { serial } : {}),
    ...(lineage === undefined ? {} : { lineage }),
  };
}

function stateMap(document: Json): JsonMap {
  if (!isMap(document)) throw notAState();
  const has = (...keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(document, key));
  if (has("planned_values", "resource_changes", "resource_drift", "configuration")) {
    throw new StateError(
      "state-is-plan",
      "This is a plan, not a state.",
      `Give it as a plan (leasehold drift --plan FILE), or take the state: ${stateCommand}`,
    );
  }
  if (has("encrypted_data", "encryption_version")) {
    throw new StateError(
      "state-encrypted",
      "This state is encrypted by OpenTofu.",
      "Show it where its key is: tofu show -json > state.json",
    );
  }
  if (has("format_version")) {
    const known = new Set(["format_version", "terraform_version", "values", "checks", "timestamp"]);
    // What `terraform show -json` writes where there is no state: a version and nothing else.
    if (has("values") || Object.keys(document).every((key) => known.has(key))) return document;
    throw notAState();
  }
  if (!has("version") || !has("lineage", "serial", "terraform_version")) throw notAState();
  if (isMap(document.backend)) {
    throw new StateError(
      "state-is-backend-record",
      "This is the record of a backend, as .terraform holds it, not a state.",
      "Take the state itself, in the root's directory: terraform state pull > state.json",
    );
  }
  return document;
}

function notAState(): StateError {
  return new StateError(
    "state-not-a-state",
    "This is JSON, but not a state of Terraform or OpenTofu.",
    `Make it with: ${stateCommand}`,
  );
}

function refuseOtherVersions(version: Json | undefined): void {
  if (version === 4) return;
  if (typeof version !== "number" || !Number.isInteger(version)) throw malformedState("version", "a whole number");
  throw new StateError(
    "state-version",
    `The state file has version ${version}; leasehold reads version 4.`,
    version < 4
      ? "Let a Terraform of 0.13 or later write it anew: terraform apply -refresh-only"
      : "Use a leasehold that knows this version, or show the state: terraform show -json > state.json",
  );
}
