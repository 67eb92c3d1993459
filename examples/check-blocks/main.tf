# Continuous validation: every plan and apply of this root says whether the last verdict of `leasehold drift` still holds.
# A check never stops a plan. What must stop one belongs in `leasehold gate`.

terraform {
  required_version = ">= 1.5"
}

variable "drift_verdict" {
  description = "What `leasehold drift --format json --out FILE` wrote, seen from this directory."
  type        = string
  default     = "drift.json"
}

variable "drift_oldest" {
  description = "The age from which on a verdict says nothing any more: a night, and some time to run."
  type        = string
  default     = "26h"
}

locals {
  drift = try(jsondecode(file("${path.module}/${var.drift_verdict}")), null)
  # When it was judged; null where there is no verdict, or none that says so.
  drift_judged = try(formatdate("YYYY-MM-DD'T'hh:mm:ssZ", local.drift.inputs.now), null)
  drift_grave  = [for finding in try(local.drift.findings, []) : finding if try(finding.severity, "error") == "error"]
}

check "drift" {
  assert {
    condition     = try(local.drift.version, 0) == 1 && try(length(local.drift.verdict) > 0, false)
    error_message = "There is no verdict in ${var.drift_verdict}. Write it: leasehold drift --format json --out ${var.drift_verdict}"
  }

  assert {
    condition = try(local.drift.verdict, "none") == "pass"
    error_message = join("\n", concat(
      ["The verdict of leasehold drift is \"${try(local.drift.verdict, "none")}\":"],
      [for error in try(local.drift.errors, []) : "- ${try(error.message, "")} ${try(error.fix, "")}"],
      [for finding in local.drift_grave : "- ${try(finding.rule, "")}: ${try(finding.message, "")} ${try(finding.fix, "")}"],
    ))
  }

  # Neither old, nor of a time that is still to come.
  assert {
    condition = try(
      timecmp(timeadd(local.drift_judged, var.drift_oldest), plantimestamp()) >= 0
      && timecmp(local.drift_judged, timeadd(plantimestamp(), "5m")) <= 0,
      false,
    )
    error_message = "The verdict in ${var.drift_verdict} was judged at ${coalesce(local.drift_judged, "an unknown time")}, not within the last ${var.drift_oldest}."
  }
}
