variable "policy" {
  description = "A policy that somebody else wrote, as JSON."
  type        = string

  validation {
    condition     = provider::leasehold::bound_of(var.policy).kind == "leased"
    error_message = "The policy allows something without an end."
  }
}
