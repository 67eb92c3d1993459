import { describe, expect, it } from "vitest";
import { renderRoot } from "../../src/terraform/json";
import { isExpression, type TerraformRoot } from "../../src/terraform/resource";

const root: TerraformRoot = {
  estate: "acme",
  target: "orders-prod",
  backend: { type: "s3", settings: { key: "orders.tfstate", bucket: "state" } },
  provider: {
    name: "aws",
    source: "hashicorp/aws",
    version: ">= 5.74, < 7",
    settings: { region: "eu-central-1", allowed_account_ids: ["111122223333"] },
  },
  resources: [
    {
      type: "aws_iam_role",
      name: "b",
      attributes: { name: "b", path: "/x/", tags: { z: "1", a: "${x}" }, force_detach_policies: true },
      dependsOn: ["aws_iam_role.c", "aws_iam_role.a"],
    },
    {
      type: "aws_iam_role",
      name: "a",
      attributes: { name: { expression: "aws_iam_role.b.name" }, list: [], none: null },
    },
    { type: "aws_iam_policy", name: "p", attributes: { empty: {}, number: 3600 } },
  ],
  outputs: [{ name: "grants", description: "By grant", value: { g: { expression: "aws_iam_role.b.arn" } } }],
};

describe("a root as text", () => {
  it("is canonical: sorted keys, two spaces, our mark, a final newline", () => {
    expect(renderRoot(root)).toBe(`{
  "//": {
    "leasehold": {
      "estate": "acme",
      "target": "orders-prod"
    }
  },
  "output": {
    "grants": {
      "description": "By grant",
      "value": {
        "g": "\${aws_iam_role.b.arn}"
      }
    }
  },
  "provider": {
    "aws": [
      {
        "allowed_account_ids": [
          "111122223333"
        ],
        "region": "eu-central-1"
      }
    ]
  },
  "resource": {
    "aws_iam_policy": {
      "p": {
        "empty": {},
        "number": 3600
      }
    },
    "aws_iam_role": {
      "a": {
        "list": [],
        "name": "\${aws_iam_role.b.name}",
        "none": null
      },
      "b": {
        "depends_on": [
          "aws_iam_role.a",
          "aws_iam_role.c"
        ],
        "force_detach_policies": true,
        "name": "b",
        "path": "/x/",
        "tags": {
          "a": "$\${x}",
          "z": "1"
        }
      }
    }
  },
  "terraform": {
    "backend": {
      "s3": {
        "bucket": "state",
        "key": "orders.tfstate"
      }
    },
    "required_providers": {
      "aws": {
        "source": "hashicorp/aws",
        "version": ">= 5.74, < 7"
      }
    }
  }
}
`);
  });

  it("is what JSON.stringify makes of the same data in the same order", () => {
    const text = renderRoot(root);
    expect(`${JSON.stringify(JSON.parse(text), null, 2)}\n`).toBe(text);
  });

  it("does not depend on the order of resources and keys", () => {
    const backwards = JSON.parse(JSON.stringify(root), (_, value) =>
      value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as TerraformRoot;
    expect(renderRoot({ ...backwards, resources: [...backwards.resources].reverse() })).toBe(renderRoot(root));
  });

  it("leaves out what is empty", () => {
    const bare = JSON.parse(renderRoot({ ...root, resources: [], outputs: [] }));
    expect(Object.keys(bare)).toEqual(["//", "provider", "terraform"]);
  });

  it("refuses one address twice", () => {
    expect(() => renderRoot({ ...root, resources: [...root.resources, ...root.resources] })).toThrow(/declared twice/);
  });

  it("takes no map of a backend for a reference, whatever its keys", () => {
    const backend = { type: "http", settings: { headers: { expression: 'file("/etc/passwd")' } } };
    expect(renderRoot({ ...root, backend })).toContain('"expression": "file(\\"/etc/passwd\\")"');
  });

  it("knows a reference by its one key", () => {
    expect(isExpression({ expression: "x" })).toBe(true);
    expect(isExpression({ expression: "x", more: "y" })).toBe(false);
    expect(isExpression(["x"])).toBe(false);
  });
});
