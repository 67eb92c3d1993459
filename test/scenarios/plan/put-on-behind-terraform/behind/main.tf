resource "aws_iam_role_policy" "behind" {
  name = "behind"
  role = "reader"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }]
  })
}
