module "policy" {
  source = "./policy"
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

module "attach" {
  source     = "./attach"
  role       = aws_iam_role.deploy.name
  policy_arn = module.policy.arn
}
