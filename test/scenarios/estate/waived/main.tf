resource "aws_iam_user" "legacy" {
  name = "legacy"
}

resource "aws_iam_access_key" "legacy" {
  user = aws_iam_user.legacy.name
}
