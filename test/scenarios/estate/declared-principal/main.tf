resource "aws_iam_role" "dana" {
  name = "dana"
  tags = { team = "payments" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "dana" {
  role = aws_iam_role.dana.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "*" }]
  })
}
