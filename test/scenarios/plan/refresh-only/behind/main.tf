resource "aws_iam_role_policy_attachment" "behind" {
  role       = "reader"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
