terraform import leasehold_grant.restart instance-operator/dana/dana-restart-2026-11-23/2026-11-23T09:00:00Z/90m
