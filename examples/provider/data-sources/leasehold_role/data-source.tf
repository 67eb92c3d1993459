data "leasehold_role" "operator" {
  role     = "instance-operator"
  identity = "orders-deploy"
}

# The footprint of the role: what a lease of it holds, there to be read while nobody holds one.
resource "aws_iam_policy" "operator" {
  name   = "instance-operator"
  path   = data.leasehold_role.operator.role_path
  policy = data.leasehold_role.operator.permissions_policy
  tags   = data.leasehold_role.operator.tags
}

# The trust policy of a lease, for a window that is known only here.
output "trust_policy" {
  value = templatestring(data.leasehold_role.operator.trust_template, {
    start = "2026-11-23T09:00:00Z"
    end   = "2026-11-23T09:30:00Z"
  })
}
