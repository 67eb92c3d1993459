variable "trust_policy" {
  type = string
}

variable "guard_policy" {
  type = string
}

variable "grant" {
  type = any
}

resource "aws_iam_role" "lease" {
  name               = "${var.grant.role_name}-module"
  assume_role_policy = var.trust_policy
  tags               = var.grant.tags
  inline_policy {
    name   = "leasehold-guard"
    policy = var.guard_policy
  }
}

resource "aws_iam_role_policy" "permissions" {
  name   = "permissions"
  role   = aws_iam_role.lease.name
  policy = var.grant.permissions_policies[0]
}
