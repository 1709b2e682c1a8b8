# shellcheck shell=bash
# Builds the application image once for each state of the sources. To be sourced, after prerequisites.sh.
#
# An image lies in corelink-host/target/apps/<hash of the sources>/ and comes there by one rename: a build that fails or
# is interrupted leaves none. Every CoreLink that runs holds a shared lock on its image, so a newer build neither changes
# nor deletes it.

# source_stamp ROOT: a hash of everything that the image is made of.
source_stamp() {
    (
        cd "$1" || exit
        shopt -s nullglob
        find pom.xml NOTICE LICENSE corelink-*/pom.xml corelink-*/src/main docker target/site* .mvn* -type f -not -path '*/src/main/sh/*' -print0 \
            | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
    )
}

# build ROOT: sets IMAGE to the folder of an image of the present sources.
build() {
    local root=$1 stamp apps
    stamp=$(source_stamp "$root")
    apps=$root/corelink-host/target/apps
    IMAGE=$apps/$stamp
    [[ -d $IMAGE ]] && return
    need_jdk
    need_command maven mvn
    exec 9<"$root/pom.xml"
    flock -n 9 || { say "waiting for another build to end" && flock 9; }
    if [[ ! -d $IMAGE ]]; then
        make_image "$root" "$stamp" "$apps"
        remove_unused "$apps" "$stamp"
    fi
    exec 9<&-
}

make_image() {
    local root=$1 stamp=$2 apps=$3 log=$1/corelink-host/target/build.log
    as_owner "$root" mkdir -p "$apps" || end "$FAILED" "Cannot write to $apps. Clone CoreLink to a folder of your own."
    say "building CoreLink once; the first time takes minutes (log: $log)"
    as_owner "$root" touch "$log"
    maven "$root" -q -Dmaven.test.skip=true package >"$log" 2>&1 || build_failed "$log"
    [[ -e $root/corelink-host/target/corelink/runtime/lib/corelink.aot ]] \
        || say "the build could not keep the classes of a start, so each start takes some seconds longer; why is in $log"
    [[ $(source_stamp "$root") == "$stamp" ]] || end "$FAILED" "The sources changed during the build. Run it again."
    as_owner "$root" rm -rf "$apps/.new"
    as_owner "$root" cp -a "$root/corelink-host/target/corelink" "$apps/.new"
    as_owner "$root" mv -T "$apps/.new" "$apps/$stamp"
}

build_failed() {
    if is_network_failure "$1"; then
        end "$PREREQUISITE_MISSING" "The build needs libraries that Maven cannot fetch: is there a network?" \
            "Connect this machine and run it again. Maven's own words are in $1"
    fi
    grep -m 10 'ERROR' "$1" >&2 || tail -n 10 "$1" >&2
    end "$FAILED" "The build failed; more of its words are in $1"
}

remove_unused() {
    local apps=$1 stamp=$2 other
    for other in "$apps"/*/; do
        other=${other%/}
        [[ ${other##*/} == "$stamp" ]] || flock -n -x "$other" rm -rf "$other" || true
    done
}
