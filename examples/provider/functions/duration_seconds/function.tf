variable "ttl" {
  type    = string
  default = "90m"

  validation {
    condition     = provider::leasehold::duration_seconds(var.ttl) <= provider::leasehold::duration_seconds("2h")
    error_message = "At most two hours."
  }
}
