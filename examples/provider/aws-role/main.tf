# A lease, and all that it is in AWS: the IAM role that the cloud itself ends, its guard, and the permissions after the guard.
# The policies are byte for byte those that `leasehold synth` writes for the same grant.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.74, < 7"
    }
    leasehold = {
      source = "leasehold/leasehold"
    }
  }
}

variable "now" {
  description = "A time to take for the present one, for trying this out; null is the machine's clock."
  type        = string
  default     = null
}

provider "leasehold" {
  estate = "${path.module}/access"
  now    = var.now
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/leasehold-deployer"
  }
}

resource "leasehold_grant" "restart" {
  role          = "instance-operator"
  identity      = "dana"
  name          = "dana-restart-2026-11-23"
  start         = "2026-11-23T09:00:00Z"
  ttl           = "90m"
  ticket        = "INC-4711"
  justification = "Restart of the stuck order workers after the failover"
}

# Whether the lease is still ahead or holds; after its end the next apply removes all of it.
locals {
  lease = leasehold_grant.restart
  held  = leasehold_grant.restart.active ? 1 : 0
}

resource "aws_iam_role" "restart" {
  count = local.held

  name                  = local.lease.role_name
  path                  = local.lease.role_path
  assume_role_policy    = local.lease.trust_policy
  max_session_duration  = 3600
  force_detach_policies = true
  tags                  = local.lease.tags
}

resource "aws_iam_role_policy" "guard" {
  count = local.held

  name   = local.lease.guard_name
  role   = aws_iam_role.restart[0].name
  policy = local.lease.guard_policy
}

resource "aws_iam_policy" "restart" {
  count = local.held

  name   = "${local.lease.role_name}-permissions"
  path   = local.lease.role_path
  policy = local.lease.permissions_policies[0]
  tags   = local.lease.tags
}

# The guard is made first and destroyed last, so that no moment exists without it.
resource "aws_iam_role_policy_attachment" "restart" {
  count = local.held

  role       = aws_iam_role.restart[0].name
  policy_arn = aws_iam_policy.restart[0].arn
  depends_on = [aws_iam_role_policy.guard]
}

# What somebody adds behind Terraform's back is a change, which the next apply undoes.
resource "aws_iam_role_policies_exclusive" "restart" {
  count = local.held

  role_name    = aws_iam_role.restart[0].name
  policy_names = [local.lease.guard_name]
  depends_on   = [aws_iam_role_policy.guard, aws_iam_role_policy_attachment.restart]
}

resource "aws_iam_role_policy_attachments_exclusive" "restart" {
  count = local.held

  role_name   = aws_iam_role.restart[0].name
  policy_arns = [aws_iam_policy.restart[0].arn]
  depends_on  = [aws_iam_role_policy.guard, aws_iam_role_policy_attachment.restart]
}

output "role_arn" {
  value = one(aws_iam_role.restart[*].arn)
}

output "ends_at" {
  value = local.lease.ends_at
}
