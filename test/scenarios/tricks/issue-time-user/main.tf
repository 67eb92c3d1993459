resource "aws_iam_user" "dana" {
  name = "dana"
}

resource "aws_iam_user_policy" "dana" {
  user = aws_iam_user.dana.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      {
        Effect    = "Deny"
        Action    = "*"
        Resource  = "*"
        Condition = { DateGreaterThan = { "aws:TokenIssueTime" = "2026-11-23T12:00:00Z" } }
      }
    ]
  })
}
