locals {
  instance = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}

resource "aws_ssoadmin_permission_set" "view" {
  name             = "View"
  instance_arn     = local.instance
  session_duration = "PT12H"
}

resource "aws_ssoadmin_permission_set_inline_policy" "view" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.view.arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:Describe*", Resource = "*" }]
  })
}

resource "aws_ssoadmin_account_assignment" "view" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.view.arn
  principal_id       = "90671234-aaaa-bbbb-cccc-1234567890ab"
  principal_type     = "GROUP"
  target_id          = "111122223333"
  target_type        = "AWS_ACCOUNT"
}
