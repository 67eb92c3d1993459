resource "aws_iam_role" "plan" {
  name = "plan"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals         = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
        StringEqualsIfExists = { "token.actions.githubusercontent.com:sub" = "repo:acme/orders:ref:refs/heads/main" }
      }
    }]
  })
}
