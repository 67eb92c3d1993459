# ROLE/IDENTITY/NAME/START/TTL, or the name of a grant that the estate declares.
import {
  to = leasehold_grant.restart
  id = "instance-operator/dana/dana-restart-2026-11-23/2026-11-23T09:00:00Z/90m"
}
