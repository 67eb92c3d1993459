resource "aws_iam_user" "dana" {
  name = "dana"
}

resource "aws_iam_user_group_membership" "dana" {
  user   = aws_iam_user.dana.name
  groups = ["administrators"]
}
