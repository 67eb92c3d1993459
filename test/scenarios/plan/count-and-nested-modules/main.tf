module "teams" {
  source = "./team"
  count  = 2
  name   = "team-${count.index}"
}
