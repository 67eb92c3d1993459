/** Lets somebody into an account through Identity Center, as an administrator; gives a way to take it back. */
export async function createIdentityCenter(
  endpoint: string,
  account: string,
  managedPolicy: string,
): Promise<() => Promise<void>> {
  const call = async (target: string, body: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": target,
        "x-moto-account-id": account,
        Authorization: signature(target.startsWith("SWB") ? "sso" : "identitystore"),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${target} answered ${response.status}: ${text.slice(0, 400)}`);
    return text === "" ? {} : JSON.parse(text);
  };
  const admin = (action: string, body: Readonly<Record<string, unknown>>) => call(`SWBExternalService.${action}`, body);
  const { Instances } = (await admin("ListInstances", {})) as {
    Instances: readonly { InstanceArn: string; IdentityStoreId: string }[];
  };
  const [instance] = Instances;
  if (instance === undefined) throw new Error("the emulator has no instance of Identity Center");
  const { InstanceArn } = instance;
  const created = (await admin("CreatePermissionSet", { InstanceArn, Name: "Everything" })) as {
    PermissionSet: { PermissionSetArn: string };
  };
  const { PermissionSetArn } = created.PermissionSet;
  await admin("AttachManagedPolicyToPermissionSet", { InstanceArn, PermissionSetArn, ManagedPolicyArn: managedPolicy });
  const { UserId } = (await call("AWSIdentityStore.CreateUser", {
    IdentityStoreId: instance.IdentityStoreId,
    UserName: "mallory",
    DisplayName: "Mallory",
    Name: { GivenName: "Mallory", FamilyName: "Nobody" },
  })) as { UserId: string };
  const assignment = {
    InstanceArn,
    PermissionSetArn,
    PrincipalId: UserId,
    PrincipalType: "USER",
    TargetId: account,
    TargetType: "AWS_ACCOUNT",
  };
  await admin("CreateAccountAssignment", assignment);
  return async () => {
    await admin("DeleteAccountAssignment", assignment);
    await admin("DeletePermissionSet", { InstanceArn, PermissionSetArn });
  };
}

function signature(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=outside/20261122/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=none`;
}
