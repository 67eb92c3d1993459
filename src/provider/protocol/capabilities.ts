/** What Terraform may take from the provider beyond the protocol's first version. */
export const capabilities = {
  // The provider is asked before something is destroyed.
  plan_destroy: true,
  // A process need not be asked for its schema first, so that Terraform asks one of several.
  get_provider_schema_optional: true,
  move_resource_state: false,
};
