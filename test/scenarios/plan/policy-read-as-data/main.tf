data "aws_iam_policy" "all" {
  arn = "arn:aws:iam::111122223333:policy/all"
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "known" {
  role       = aws_iam_role.deploy.name
  policy_arn = data.aws_iam_policy.all.arn
}
