#!/bin/sh
# Deploys the package before the present one:   infra/rollback.sh test|prod
# Repeated, it goes back one more. Settings, data and pages stay as they are: data need no way back, as a release of the code that
# writes them in another way writes them beside the old ones.
set -eu
. "$(dirname -- "$0")/common.sh"

know_names
read_history
[ "$(wc -l < "$scratch/history")" -ge 2 ] || fail "there is no package before the present one."
present=$(tail -n 1 "$scratch/history")
sed '$d' "$scratch/history" > "$scratch/shorter"
mv "$scratch/shorter" "$scratch/history"
before=$(tail -n 1 "$scratch/history")

say "From $present back to $before"
blob download -c packages -n "$before" --file "$scratch/$before"
deploy_package "$scratch/$before"
write_history
smoke
