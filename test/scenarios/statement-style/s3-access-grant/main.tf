resource "aws_s3control_access_grant" "dana" {
  access_grants_location_id = "default"
  permission                = "READWRITE"

  access_grants_location_configuration {
    s3_sub_prefix = "orders/*"
  }

  grantee {
    grantee_type       = "DIRECTORY_USER"
    grantee_identifier = "90671234-aaaa-bbbb-cccc-1234567890ab"
  }
}
