# Leases that nobody can tell from their plan, each in its own way.
resource "leasehold_grant" "dana" {
  for_each      = toset(["INC-1", "INC-2"])
  role          = "instance-operator"
  identity      = "dana"
  ttl           = "20m"
  ticket        = each.key
  start         = each.key == "INC-1" ? null : "2026-11-23T12:00:00Z"
  justification = "Restart of the stuck order workers after the failover"
}

locals {
  trust = leasehold_grant.dana["INC-1"].trust_policy
}

variable "suffix" {
  default = ""
}

# The plan does not tell which output it is.
resource "aws_iam_role" "by_key" {
  for_each            = toset(["INC-1"])
  name                = "by-key-${each.key}"
  assume_role_policy  = leasehold_grant.dana[each.key].trust_policy
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  tags                = { team = "payments" }
}

resource "aws_iam_role" "through_local" {
  name                = "through-local"
  assume_role_policy  = local.trust
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  tags                = { team = "payments" }
}

resource "aws_iam_role" "beside_another" {
  name                = "beside-another"
  assume_role_policy  = "${leasehold_grant.dana["INC-1"].trust_policy}${var.suffix}"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  tags                = { team = "payments" }
}

resource "aws_iam_role" "wrong_output" {
  name                = "wrong-output"
  assume_role_policy  = leasehold_grant.dana["INC-1"].guard_policy
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  tags                = { team = "payments" }
}

resource "aws_iam_role" "by_hand" {
  name = "by-hand"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }
      Condition = { DateLessThan = { "aws:CurrentTime" = leasehold_grant.dana["INC-1"].ends_at } }
    }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  tags                = { team = "payments" }
}
