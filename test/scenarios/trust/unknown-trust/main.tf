resource "terraform_data" "principal" {
  input = timestamp()
}

resource "aws_iam_role" "late" {
  name = "late"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = terraform_data.principal.output }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "late" {
  role       = aws_iam_role.late.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
