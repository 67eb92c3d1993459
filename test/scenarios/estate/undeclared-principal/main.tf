resource "aws_iam_role" "mallory" {
  name = "mallory"
  tags = { team = "payments" }
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/mallory" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "mallory" {
  role = aws_iam_role.mallory.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "*" }]
  })
}
