resource "aws_iam_user" "dana" {
  name = "dana"
}

resource "aws_iam_user_login_profile" "dana" {
  user = aws_iam_user.dana.name
}
