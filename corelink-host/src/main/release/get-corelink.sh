#!/bin/sh
# Installs CoreLink for whoever runs this. Needs neither root nor Java.
#
#   CORELINK_RELEASE=https://... sh get-corelink.sh [ARGUMENT...]
#
# CORELINK_RELEASE is the folder on the web with the archive and its SHA-256. Each version lies in a folder of its own,
# ~/.corelink/app/VERSION; the link ~/.local/bin/corelink leads to the one that was got last. With ARGUMENTs, corelink is
# started with them at the end.
#
# Until the new version is complete, nothing that was there before is touched. Exit codes are those of corelink: 1 failed,
# 2 usage, 3 a prerequisite is missing.
set -eu

version=@version@
name=corelink-$version
archive=$name-linux-x64.tar.gz

say() {
    printf 'get-corelink: %s\n' "$*" >&2
}

# end CODE SENTENCE...
end() {
    code=$1
    shift
    say "$*"
    exit "$code"
}

# Whether the disk is why something failed. What failed has left on it what it could write.
disk_is_full() {
    free=$(df -Pk "$apps" | { read -r _ && read -r _ _ _ free _ && echo "$free"; }) || return 1
    [ "$free" -lt 1024 ]
}

# failed SENTENCE...
failed() {
    disk_is_full && end 1 "No space is left in $apps: CoreLink needs about 400 MB. Nothing was installed."
    end 1 "$* Nothing was installed."
}

# fetch NAME: from the release to the work folder.
fetch() {
    if command -v curl >/dev/null; then
        progress='--silent --show-error'
        [ ! -t 2 ] || progress=--progress-bar
        # shellcheck disable=SC2086 # two options
        curl --fail --location $progress --connect-timeout 20 --speed-limit 1000 --speed-time 60 \
            --output "$work/$1" "$release/$1"
    else
        wget --no-verbose --tries=1 --timeout=60 --output-document="$work/$1" "$release/$1"
    fi || failed "$release/$1 could not be fetched whole. Is the address right, and the network there?"
}

verify() {
    wanted=
    read -r wanted _ <"$work/$archive.sha256" || true
    case $wanted in
        *[!0-9a-f]* | '') wanted= ;;
    esac
    [ ${#wanted} -eq 64 ] || failed "$release/$archive.sha256 holds no SHA-256: is it the folder of a release?"
    found=$(sha256sum <"$work/$archive")
    found=${found%% *}
    [ "$found" = "$wanted" ] || failed "$release/$archive is not what was released: its SHA-256 is $found instead of" \
        "$wanted. Try again; if it stays so, do not trust that server."
}

# To a folder of its own first, which gets its name when everything is in it.
install() {
    # What was left by a get-corelink that was killed.
    find "$apps" -maxdepth 1 -name '.new-*' -mtime +0 -exec rm -rf {} +
    work=$(mktemp -d "$apps/.new-XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    say "getting CoreLink $version from $release"
    fetch "$archive.sha256"
    fetch "$archive"
    verify
    tar -xzf "$work/$archive" -C "$work" --no-same-owner || failed "The archive cannot be unpacked."
    say "preparing its first start"
    "$work/$name/lib/rehearse" >/dev/null 2>&1 || say "each start of the console will take some seconds longer"
    # Somebody else's may have come first.
    mv -T "$work/$name" "$apps/$version" 2>/dev/null || [ -d "$apps/$version" ] || failed "$apps cannot be written."
    rm -rf "$work"
    trap - EXIT
}

switch() {
    former=$(readlink "$apps/current" || true)
    ln -s "$version" "$apps/.current-$$"
    mv -T "$apps/.current-$$" "$apps/current"
    ln -sfn "$apps/current/bin/corelink" "$link"
    say "CoreLink $version is ready: $link"
    [ -z "$former" ] || [ "$former" = "$version" ] \
        || say "CoreLink $former stays in $apps/$former; remove that folder once nothing runs from it"
    case ":$PATH:" in
        *":${link%/*}:"*) ;;
        *) say "${link%/*} is not on your PATH. For this shell: PATH=${link%/*}:\$PATH" ;;
    esac
}

require_platform() {
    [ "$(uname -s) $(uname -m)" = "Linux x86_64" ] \
        || end 3 "CoreLink is for Linux on x86-64; this is $(uname -s) on $(uname -m)."
    for tool in tar gzip sha256sum mktemp readlink find df; do
        command -v "$tool" >/dev/null || end 3 "$tool is missing. Install it, then run this again."
    done
    command -v curl >/dev/null || command -v wget >/dev/null \
        || end 3 "Neither curl nor wget is there to fetch CoreLink with. Install one, for example: sudo apt-get install curl"
}

require_places() {
    # CoreLink keeps its keys there, and takes no folder that others may write to.
    [ -d "$HOME/.corelink" ] || (umask 077 && mkdir -p "$HOME/.corelink") \
        || end 1 "$HOME cannot be written. Nothing was installed."
    for folder in "$apps" "${link%/*}"; do
        { mkdir -p "$folder" && [ -w "$folder" ]; } \
            || end 1 "$folder cannot be written by $(id -un). Nothing was installed."
    done
    [ -L "$link" ] || [ ! -e "$link" ] \
        || end 1 "$link is there, and is no link of get-corelink: move it away first. Nothing was installed."
}

main() {
    release=${CORELINK_RELEASE:-}
    release=${release%/}
    [ -n "$release" ] || end 2 "Say where the release lies: CORELINK_RELEASE=https://... sh get-corelink.sh"
    [ -n "${HOME:-}" ] || end 2 "HOME is not set: where shall CoreLink be installed?"
    apps=$HOME/.corelink/app
    link=$HOME/.local/bin/corelink
    require_platform
    require_places
    if [ -d "$apps/$version" ]; then
        say "CoreLink $version is there already"
    else
        install
    fi
    switch
    [ $# -eq 0 ] || exec "$link" "$@"
}

# At the very end, so that half of this script, by a cut connection, does nothing.
main "$@"
