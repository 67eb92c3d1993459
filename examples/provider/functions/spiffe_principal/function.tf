resource "aws_iam_role" "batch" {
  name = "ledger-batch"

  assume_role_policy = provider::leasehold::time_bound_policy(
    jsonencode({
      Version = "2012-10-17"
      Statement = [
        provider::leasehold::spiffe_principal(
          "spiffe://acme.example/ledger/batch",
          "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11",
        )
      ]
    }),
    "2026-11-23T09:00:00Z",
    "2026-11-23T11:00:00Z",
  )
}
