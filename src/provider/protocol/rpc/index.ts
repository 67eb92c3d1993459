import type { Call } from "../call";

/**
 * The calls of protocol 6 that are answered, by name; each is loaded when it is first asked for. Every other one of the service
 * (identities, lists, actions, state stores) is left unimplemented, as the protocol has it of a provider that has none of these.
 */
export const calls: ReadonlyMap<string, () => Promise<Call>> = new Map<string, () => Promise<Call>>([
  ["GetMetadata", async () => (await import("./get-metadata.js")).getMetadata],
  ["GetProviderSchema", async () => (await import("./get-provider-schema.js")).getProviderSchema],
  ["GetFunctions", async () => (await import("./get-functions.js")).getFunctions],
  ["ValidateProviderConfig", async () => (await import("./validate-provider-config.js")).validateProviderConfig],
  ["ConfigureProvider", async () => (await import("./configure-provider.js")).configureProvider],
  [
    "ValidateDataResourceConfig",
    async () => (await import("./validate-data-resource-config.js")).validateDataResourceConfig,
  ],
  ["ReadDataSource", async () => (await import("./read-data-source.js")).readDataSource],
  ["ValidateResourceConfig", async () => (await import("./validate-resource-config.js")).validateResourceConfig],
  ["UpgradeResourceState", async () => (await import("./upgrade-resource-state.js")).upgradeResourceState],
  ["ReadResource", async () => (await import("./read-resource.js")).readResource],
  ["PlanResourceChange", async () => (await import("./plan-resource-change.js")).planResourceChange],
  ["ApplyResourceChange", async () => (await import("./apply-resource-change.js")).applyResourceChange],
  ["ImportResourceState", async () => (await import("./import-resource-state.js")).importResourceState],
  ["MoveResourceState", async () => (await import("./move-resource-state.js")).moveResourceState],
  [
    "ValidateEphemeralResourceConfig",
    async () => (await import("./validate-ephemeral-resource-config.js")).validateEphemeralResourceConfig,
  ],
  ["OpenEphemeralResource", async () => (await import("./open-ephemeral-resource.js")).openEphemeralResource],
  ["RenewEphemeralResource", async () => (await import("./renew-ephemeral-resource.js")).renewEphemeralResource],
  ["CloseEphemeralResource", async () => (await import("./close-ephemeral-resource.js")).closeEphemeralResource],
  ["CallFunction", async () => (await import("./call-function.js")).callFunction],
  ["StopProvider", async () => (await import("./stop-provider.js")).stopProvider],
]);
