resource "aws_organizations_organization" "acme" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

resource "aws_organizations_policy" "deny_leaving" {
  name = "deny-leaving"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "organizations:LeaveOrganization", Resource = "*" }]
  })
  depends_on = [aws_organizations_organization.acme]
}

resource "aws_organizations_policy_attachment" "deny_leaving" {
  policy_id = aws_organizations_policy.deny_leaving.id
  target_id = aws_organizations_organization.acme.roots[0].id
}
