resource "aws_iam_role" "dana" {
  name = "dana"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/dana" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_eks_access_entry" "dana" {
  cluster_name  = "orders"
  principal_arn = aws_iam_role.dana.arn
}

resource "aws_eks_access_policy_association" "dana" {
  cluster_name  = "orders"
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
  principal_arn = aws_iam_role.dana.arn

  access_scope {
    type = "cluster"
  }
}
