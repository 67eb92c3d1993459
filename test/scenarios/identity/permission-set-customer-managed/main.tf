locals {
  instance = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}

resource "aws_ssoadmin_permission_set" "ops" {
  name         = "Ops"
  instance_arn = local.instance
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "ops" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.ops.arn

  customer_managed_policy_reference {
    name = "ReadOnlyAccess"
    path = "/"
  }
}

resource "aws_ssoadmin_account_assignment" "ops" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.ops.arn
  principal_id       = "90671234-aaaa-bbbb-cccc-1234567890ab"
  principal_type     = "GROUP"
  target_id          = "111122223333"
  target_type        = "AWS_ACCOUNT"
}
