import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Ownership, type Team } from "leasehold";

/** Who answers for the service. */
export interface OrderServiceProps {
  readonly owner: Team;
  readonly platformOwner: Team;
}

/** What the order service runs on; nothing of it is about access. */
export class OrderService extends TerraformStack {
  constructor(scope: Construct, id: string, props: OrderServiceProps) {
    super(scope, id);
    new LocalBackend(this, { path: "terraform.tfstate" });
    new AwsProvider(this, "aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });

    // Tags all below with its owners: `instance-operator` and its like reach only what its owner owns.
    new Ownership(this, "ownership", props);
    new DynamodbTable(this, "orders", {
      name: "orders",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
    });
    new S3Bucket(this, "exports", { bucket: "acme-order-exports", tags: { purpose: "exports" } });
  }
}
