resource "aws_iam_role_policy_attachment" "named" {
  role       = "somebody"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
