# shellcheck shell=sh
# What deploy.sh and rollback.sh share. Sourced with the name of the environment in $1.
environment=${1-}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
program=$(basename -- "$0" .sh)

say() { echo "$program: $1"; }

fail() {
    echo "$program: $1" >&2
    exit 1
}

need() { command -v "$1" >/dev/null || fail "$1 is needed: $2."; }

parameters=$root/infra/$environment.bicepparam
if [ -z "$environment" ] || [ ! -f "$parameters" ]; then fail "say an environment: infra/$program.sh test, or infra/$program.sh prod."; fi
group=aim-$environment

need az "the Azure CLI, signed in with 'az login'"
need curl "to see whether it answers"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# What the deployment of the resources told: app, appUrl, siteUrl, storage or vault.
output() {
    az deployment group show -g "$group" -n resources --query "properties.outputs.$1.value" -o tsv
}

# again TRIES COMMAND...: until it succeeds; roles and host names take minutes to be known everywhere.
again() {
    tries=$1
    shift
    until "$@"; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 15
    done
}

blob() {
    az storage blob "$@" --account-name "$storage" --auth-mode login --only-show-errors -o none
}

# What has been deployed, a name a line, the newest last.
read_history() {
    : > "$scratch/history"
    # The first deployment finds none; any other failure ends the script, and the list is not begun anew.
    found=$(az storage blob exists -c packages -n history --account-name "$storage" --auth-mode login --query exists -o tsv)
    [ "$found" = false ] || blob download -c packages -n history --file "$scratch/history"
}

write_history() { blob upload -c packages -n history --file "$scratch/history" --overwrite; }

deploy_package() {
    az functionapp deployment source config-zip -g "$group" -n "$app" --src "$1" --only-show-errors -o none
}

answers() { curl -fsS --max-time 60 "$1/api/v1/status.json" | grep -q '"data_version"'; }

smoke() {
    say "Asking the app"
    again 20 answers "$app_url" || fail "the app does not answer. Back to the package before: infra/rollback.sh $environment."
    say "Asking the site; a new one is known everywhere after some minutes"
    again 80 answers "$site_url" || fail "$site_url does not lead to the app, which answers by itself: look at Front Door."
    curl -fsS --max-time 60 "$site_url/" | grep -q '<div id="app">' || fail "$site_url does not show the first page: infra/deploy.sh $environment site."
    say "Ready: $site_url"
}

know_names() {
    app=$(output app)
    app_url=$(output appUrl)
    site_url=$(output siteUrl)
    storage=$(output storage)
    [ -n "$app" ] || fail "there are no resources yet: infra/deploy.sh $environment."
}
