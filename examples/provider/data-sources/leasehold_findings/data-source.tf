# Says in every plan what stands in the state that no declaration explains.
check "standing_access" {
  data "leasehold_findings" "state" {
    state = "${path.module}/state.json" # terraform state pull > state.json
  }

  assert {
    condition     = data.leasehold_findings.state.verdict == "pass"
    error_message = join("\n", [for finding in data.leasehold_findings.state.findings : "${finding.message} ${finding.fix}"])
  }
}
