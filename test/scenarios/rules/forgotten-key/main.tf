resource "aws_iam_user" "ci" {
  name = "ci"
}

removed {
  from = aws_iam_access_key.ci
  lifecycle {
    destroy = false
  }
}
