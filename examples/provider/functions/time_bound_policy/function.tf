resource "aws_iam_role_policy" "restart" {
  name = "restart"
  role = "order-operators"

  policy = provider::leasehold::time_bound_policy(
    jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect   = "Allow"
        Action   = ["ec2:RebootInstances"]
        Resource = "arn:aws:ec2:eu-central-1:111122223333:instance/*"
      }]
    }),
    "2026-11-23T09:00:00Z",
    "2026-11-23T11:00:00Z",
  )
}
