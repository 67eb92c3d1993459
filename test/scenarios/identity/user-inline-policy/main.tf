resource "aws_iam_user" "dana" {
  name = "dana"
}

resource "aws_iam_user_policy" "dana" {
  user = aws_iam_user.dana.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::orders/*" }]
  })
}
