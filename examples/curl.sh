#!/bin/sh
# From a price to a paid registration with curl: sh examples/curl.sh
# Start Lectern first (npm start), or name another local one with LECTERN_URL.
set -eu
url=${LECTERN_URL:-http://127.0.0.1:3000}

# Prints one value of the JSON on standard input: `… | field items[0].slug`
field() { node -p "JSON.parse(require('node:fs').readFileSync(0, 'utf8')).$1"; }
get() { curl -sS --fail-with-body "$@"; }
post() { get -H 'content-type: application/json' "$@"; }

# Anyone may read what's on offer and ask what it costs.
event=$(get "$url/api/events?q=sales" | field "items.find((one) => one.availability === 'open').slug")
sku=$(get "$url/api/events/$event" | field "tickets[0].sku")
quote=$(post "$url/api/quotes" -d "{\"lines\": [{\"sku\": \"$sku\", \"quantity\": 1}]}")
echo "$sku costs $(echo "$quote" | field totalCents) cents"

# The same Idempotency-Key makes a retry safe: it returns the same order.
order=$(post "$url/api/orders" -H "idempotency-key: curl-$(date +%s)-$$" -d "{
  \"lines\": [{\"sku\": \"$sku\", \"quantity\": 1}],
  \"codes\": [],
  \"buyer\": {\"email\": \"grace-$$@example.com\", \"name\": \"Grace Hopper\"}
}")
id=$(echo "$order" | field id)
token=$(echo "$order" | field token)
echo "$id is $(echo "$order" | field status)"

# The buyer pays on this page. On the local platform, this call pays there.
post -X POST -H 'accept: application/json' "$(echo "$order" | field checkoutUrl)/pay" >/dev/null

# The order's token opens that order.
paid=$(get "$url/api/orders/$id" -H "authorization: Bearer $token")
echo "$id is $(echo "$paid" | field status), $(echo "$paid" | field "registrations.length") registered"

# An admin's API key opens the lists. The local platform tells its own; on a real site, make one on the account page.
key=$(get "$url/local" | field adminKey)
echo "Registered for $event:"
get "$url/api/admin/registrations?event=$event&format=csv" -H "authorization: Bearer $key"
