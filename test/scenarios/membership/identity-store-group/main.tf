resource "aws_identitystore_group_membership" "dana" {
  identity_store_id = "d-1234567890"
  group_id          = "90671234-aaaa-bbbb-cccc-1234567890ab"
  member_id         = "90671234-dddd-eeee-ffff-1234567890ab"
}
