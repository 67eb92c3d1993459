resource "google_project_iam_member" "viewer" {
  project = "acme-orders-prod"
  role    = "roles/cloudsql.viewer"
  member  = "user:dana@acme.example"

  condition {
    title      = "incident INC-4711"
    expression = provider::leasehold::gcp_window("2026-11-23T09:00:00Z", "2026-11-23T11:00:00Z")
  }
}
