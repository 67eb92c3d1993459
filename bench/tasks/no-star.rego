package main

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_policy"
	contains(change.change.after.policy, "\"Action\":\"*\"")
	msg := sprintf("%s allows everything", [change.address])
}
