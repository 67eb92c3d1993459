# What the requests in this folder were recorded from: see ../recorded.test.ts

terraform {
  required_providers {
    tiny = { source = "example.test/leasehold/tiny" }
  }
}

provider "tiny" {
  greeting = "good morning"
}

# Configured with what is known only once something else is made.
provider "tiny" {
  alias    = "late"
  greeting = tiny_thing.bare.id
}

resource "tiny_thing" "bare" {
  text = "bare"
}

resource "tiny_thing" "late" {
  provider = tiny.late
  text     = "late"
}

resource "tiny_thing" "full" {
  text    = "full"
  size    = 3
  flag    = true
  names   = ["first", "second"]
  tags    = { team = "payments", "__proto__" = "a key like any other", "a.b c" = "" }
  members = ["dana", "erin"]
  pair    = ["left", 0.1]
  nested  = { inner = "within", more = [1.5, -2] }
  any     = { kind = "object", list = [1, "two", null] }
  label   = "given"
  secret  = "s3cret"
}

resource "tiny_thing" "numbers" {
  text   = "numbers"
  size   = 123456789012345678901234567890
  pair   = ["a third", 1 / 3]
  nested = { inner = null, more = [9007199254740993, 1e400, 0.1, 1e-7, -0.5] }
  any    = 18446744073709551616
}

resource "tiny_thing" "texts" {
  text  = "Zürich, 東京, 👩‍🔬, \"quoted\", $${literal}\n"
  names = ["", " ", "ﬁ", "e\u0301"]
  any   = "a text"
}

# Null outright, and within.
resource "tiny_thing" "null" {
  text    = "null"
  size    = null
  names   = [null]
  tags    = { team = null }
  members = null
  pair    = [null, null]
  nested  = { inner = null, more = null }
  any     = { kind = null }
}

# Unknown outright.
resource "tiny_thing" "unknown" {
  text    = tiny_thing.bare.id
  size    = length(tiny_thing.bare.id)
  flag    = tiny_thing.bare.id == "thing-1"
  names   = split("-", tiny_thing.bare.id)
  tags    = zipmap([tiny_thing.bare.id], ["value"])
  members = toset(split("-", tiny_thing.bare.id))
  pair    = tiny_thing.bare.id == "thing-1" ? ["a", 1] : ["b", 2]
  nested  = tiny_thing.bare.id == "thing-1" ? { inner = "a", more = [1] } : { inner = "b", more = [2] }
  any     = jsondecode(tiny_thing.bare.id == "thing-1" ? "[1]" : "{}")
  label   = tiny_thing.bare.id
  secret  = sensitive(tiny_thing.bare.id)
}

# Unknown within, and unknown of which something is known.
resource "tiny_thing" "partly" {
  text    = "prefix-${tiny_thing.bare.id}"
  names   = ["known", tiny_thing.bare.id, "${tiny_thing.bare.id}-suffix", "prefix-${tiny_thing.bare.id}"]
  tags    = { known = "known", unknown = tiny_thing.bare.id }
  members = ["known", tiny_thing.bare.id]
  pair    = [tiny_thing.bare.id, length(tiny_thing.bare.id) + 1]
  nested  = { inner = "prefix-${tiny_thing.bare.id}", more = [1, length(tiny_thing.bare.id)] }
  any     = { known = 1, unknown = tiny_thing.bare.id, deeper = [{ unknown = tiny_thing.bare.id }] }
}

data "tiny_echo" "known" {
  text = "known"
}

data "tiny_echo" "later" {
  text = tiny_thing.bare.id
}

ephemeral "tiny_token" "known" {
  text = "known"
}

ephemeral "tiny_token" "later" {
  text = tiny_thing.bare.id
}

output "functions" {
  value = [
    provider::tiny::shout("a text"),
    provider::tiny::shout(nonsensitive(sensitive("once a secret"))),
    provider::tiny::kind(null),
    provider::tiny::kind(1),
    provider::tiny::kind({ list = [1, "two"], set = toset(["x"]) }),
    provider::tiny::kind(tiny_thing.bare.id),
    provider::tiny::kind([tiny_thing.bare.id]),
    provider::tiny::echo([1, 0.1, true, null, { a = "b" }]),
    provider::tiny::echo(tomap({ "__proto__" = "a key like any other" })),
  ]
}
