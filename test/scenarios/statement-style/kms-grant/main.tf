resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_kms_grant" "reader" {
  key_id            = "arn:aws:kms:eu-central-1:111122223333:key/12345678-aaaa-bbbb-cccc-1234567890ab"
  grantee_principal = aws_iam_role.reader.arn
  operations        = ["Decrypt", "CreateGrant"]
}
