resource "aws_iam_policy" "this" {
  name = "all"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:*", "sts:*"], Resource = "*" }]
  })
}

output "arn" { value = aws_iam_policy.this.arn }
