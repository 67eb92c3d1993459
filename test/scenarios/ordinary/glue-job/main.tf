resource "aws_iam_role" "glue" {
  name = "glue"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "glue" {
  role       = aws_iam_role.glue.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"
}

resource "aws_glue_catalog_database" "lake" {
  name = "lake"
}

resource "aws_glue_job" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.glue.arn

  command {
    script_location = "s3://acme-glue/orders.py"
  }
}
