#!/usr/bin/env bash
# Keeps a copy of the registry as one file a record: snapshot first, then changes. Needs curl and jq.
set -euo pipefail
origin=${1:-http://127.0.0.1:3000}
copy=${2:-copy}
mkdir -p "$copy"

if [ ! -s "$copy/cursor" ]; then
  curl -fsS "$origin/v1/snapshot" > "$copy/snapshot.ndjson"
  tail -n 1 "$copy/snapshot.ndjson" | jq -e '.type == "trailer"' > /dev/null   # else it is cut off
  jq -r 'select(.record) | "\(.noun) \(.record.id) \(.record | tojson)"' "$copy/snapshot.ndjson" |
    while read -r noun id record; do mkdir -p "$copy/$noun"; printf '%s\n' "$record" > "$copy/$noun/$id.json"; done
  head -n 1 "$copy/snapshot.ndjson" | jq -r .cursor > "$copy/cursor"
fi

more=true
while [ "$more" = true ]; do
  page=$(curl -fsS "$origin/v1/changes?after=$(cat "$copy/cursor")&include=record")   # 410: remove the copy, begin anew
  jq -c '.changes[]' <<< "$page" | while read -r change; do
    file="$copy/$(jq -r '.noun + "/" + .id' <<< "$change").json"
    mkdir -p "$(dirname "$file")"
    if jq -e '.record' <<< "$change" > /dev/null; then jq -c .record <<< "$change" > "$file"; else rm -f "$file"; fi
  done
  jq -r .cursor <<< "$page" > "$copy/cursor"
  more=$(jq -r .hasMore <<< "$page")
done
