resource "aws_iam_user" "dana" {
  name = "dana"
}
