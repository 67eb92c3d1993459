data "leasehold_estate" "this" {}

output "who_answers_for_each_role" {
  value = {
    for name, role in data.leasehold_estate.this.roles :
    name => data.leasehold_estate.this.teams[role.entitlement_owner].contact
  }
}
