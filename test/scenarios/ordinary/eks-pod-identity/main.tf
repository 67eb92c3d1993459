locals {
  apps = {
    api    = { namespace = "orders", table = "orders" }
    worker = { namespace = "orders", table = "jobs" }
  }
}

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "app" {
  for_each           = local.apps
  name               = "orders-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "app" {
  for_each = local.apps
  name     = "table"
  role     = aws_iam_role.app[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
      Resource = "arn:aws:dynamodb:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:table/${each.value.table}"
    }]
  })
}

resource "aws_eks_pod_identity_association" "app" {
  for_each        = local.apps
  cluster_name    = "orders"
  namespace       = each.value.namespace
  service_account = each.key
  role_arn        = aws_iam_role.app[each.key].arn
}
