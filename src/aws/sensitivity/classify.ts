export function classifyManagedPolicies(): Readonly<Record<string, unknown>> {
  return {};
}
