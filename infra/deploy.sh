#!/bin/sh
# Brings an environment to the state of this clone:   infra/deploy.sh test|prod [STEP...]
#
# Steps, in this order; all of them when none is named. Each may be repeated, and says what it does.
#   validate       the templates and what they would change; changes nothing
#   resources      everything of main.bicep
#   secrets        the admin key, if there is none yet; tells which others are missing
#   code           builds the app with the Azure packages, keeps the package, deploys it
#   subscriptions  events of new blobs, which the code must answer for
#   site           builds the pages, fills them with the newest figures, uploads them
#   smoke          asks the app and the site
#
# AIM_OPERATOR_MAIL is who is told of alerts. AIM_DEPLOYER is the object id of who deploys; by default it is who is signed in.
set -eu
. "$(dirname -- "$0")/common.sh"
shift
[ $# -gt 0 ] || set -- validate resources secrets code subscriptions site smoke

export AIM_OPERATOR_MAIL="${AIM_OPERATOR_MAIL-}" AIM_DEPLOYER="${AIM_DEPLOYER-}"

know_people() {
    [ -n "$AIM_OPERATOR_MAIL" ] || fail "AIM_OPERATOR_MAIL is missing: who is told of alerts?"
    [ -n "$AIM_DEPLOYER" ] || AIM_DEPLOYER=$(az ad signed-in-user show --query id -o tsv)
}

make_group() {
    az group create -n "$group" -l "$(sed -n "s/^param location = '\(.*\)'$/\1/p" "$parameters")" --tags app=aim -o none
}

validate() {
    know_people
    say "Reading the templates"
    for template in main subscriptions; do
        az bicep build --file "$root/infra/$template.bicep" --stdout >/dev/null
    done
    make_group
    say "What would change"
    az deployment group what-if -g "$group" -n resources --parameters "$parameters"
}

resources() {
    know_people
    make_group
    say "Making resources in $group"
    az deployment group create -g "$group" -n resources --parameters "$parameters" -o none
    say "Switching the static site on"
    az storage blob service-properties update --account-name "$(output storage)" --auth-mode login \
        --static-website true --index-document index.html --404-document 404.html --only-show-errors -o none
}

secrets() {
    know_names
    vault=$(output vault)
    again 40 az keyvault secret list --vault-name "$vault" -o none || fail "no access to the secrets of $vault."
    missing=''
    sed -n "/^param secrets/,/^]/s/^ *'\(.*\)'$/\1/p" "$parameters" | sed 's/__/--/g' > "$scratch/names"
    while read -r name; do
        az keyvault secret show --vault-name "$vault" -n "$name" -o none < /dev/null 2> /dev/null && continue
        if [ "$name" = Aim--AdminKey ]; then
            say "Making the admin key; az keyvault secret show --vault-name $vault -n $name shows it"
            od -An -N32 -tx1 /dev/urandom | tr -d ' \n' > "$scratch/key"
            az keyvault secret set --vault-name "$vault" -n "$name" --file "$scratch/key" -o none
        else
            missing="$missing $name"
        fi
    done < "$scratch/names"
    [ -z "$missing" ] || fail "secrets are missing in $vault:$missing. az keyvault secret set --vault-name $vault -n NAME --file FILE, or take them out of $environment.bicepparam."
    say "Telling the app of its secrets"
    az rest --method post -o none \
        --uri "$(az functionapp show -g "$group" -n "$app" --query id -o tsv)/config/configreferences/appsettings/refresh?api-version=2022-03-01"
}

code() {
    need dotnet "the .NET 10 SDK"
    need zip "to make the package"
    need git "to name the package"
    know_names
    package=aim-$(date -u +%Y%m%dT%H%M%SZ)-$(git -C "$root" describe --always --dirty).zip
    say "Building $package"
    dotnet publish "$root/functions/Aim.Functions/Aim.Functions.csproj" -c Release -o "$scratch/app" -v quiet -p:AzurePackages=true
    (cd "$scratch/app" && zip -qr "$scratch/$package" .)
    say "Keeping and deploying it"
    again 20 blob upload -c packages -n "$package" --file "$scratch/$package" --overwrite
    deploy_package "$scratch/$package"
    read_history
    echo "$package" >> "$scratch/history"
    write_history
}

subscriptions() {
    know_names
    say "Waiting for the app, then subscribing to events of new blobs"
    again 20 answers "$app_url" || fail "the app does not answer, so that nothing can be subscribed."
    again 5 az deployment group create -g "$group" -n subscriptions --template-file "$root/infra/subscriptions.bicep" \
        --parameters app="$app" storage="$storage" -o none
}

# upload FOLDER CACHE-CONTROL
upload() {
    [ -d "$1" ] || return 0
    target=${1#"$scratch/pages"}
    # shellcheck disable=SC2016 # the container's name
    blob upload-batch -d '$web' --destination-path "${target#/}" -s "$1" --overwrite --content-cache-control "$2"
}

site() {
    need npm "Node.js 20"
    know_names
    say "Building the pages"
    (cd "$root/site" && npm ci --no-audit --no-fund --silent && npm run --silent build)
    cp -R "$root/site/dist" "$scratch/pages"
    say "Filling them with the newest figures"
    if (cd "$root/site" && npm run --silent publish -- --api "$app_url" --out "$scratch/figures"); then
        cp -R "$scratch/figures/." "$scratch/pages"
    else
        say "There are none yet: the pages will ask the app"
    fi
    # Front Door compresses by itself.
    find "$scratch/pages" \( -name '*.br' -o -name '*.gz' \) -exec rm -f {} +
    say "Uploading"
    # First what pages refer to, then the pages.
    for folder in assets published; do
        upload "$scratch/pages/$folder" 'public, max-age=31536000, immutable'
        rm -rf "$scratch/pages/$folder"
    done
    upload "$scratch/pages" no-cache
}

for step; do
    case $step in
        validate | resources | secrets | code | subscriptions | site) $step ;;
        smoke) know_names; smoke ;;
        *) fail "there is no step $step." ;;
    esac
done
