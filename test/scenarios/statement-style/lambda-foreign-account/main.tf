resource "aws_lambda_permission" "partner" {
  statement_id  = "partner"
  action        = "lambda:*"
  function_name = "orders"
  principal     = "444455556666"
}
