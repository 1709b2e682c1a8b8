# shellcheck shell=bash
# Makes what is released: the archive, its SHA-256, the Debian package and the installer. To be sourced, after prerequisites.sh.
#
# Everything is made twice, by builds in different folders, and must be equal byte for byte; see decisions, "Two builds are
# one".

# release ROOT: leaves it in ROOT/target/release.
release() (
    local root=$1 work file
    need_command fakeroot fakeroot
    need_command dpkg dpkg-deb
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    # Once, so that nobody who goes on working makes the two differ.
    copy_sources "$root" "$work/sources"
    say "building the release"
    release_build "$work/sources" "$work/first"
    say "building it again"
    # What differs from machine to machine.
    (umask 077 && TZ=Pacific/Chatham LC_ALL=C.UTF-8 release_build "$work/sources" "$work/second")
    for file in "$work"/first/release/*; do
        require_equal "$file" "$work/second/release/${file##*/}"
    done
    as_owner "$root" mkdir -p "$root/target"
    rm -rf "$root/target/release"
    cp -r "$work/first/release" "$root/target/release"
    say "two builds are equal; the release is in $root/target/release"
)

# copy_sources FROM TO: with two kinds of permissions, as jars and packages keep those of files.
copy_sources() {
    mkdir -p "$2"
    tar -C "$1" --exclude=./.git --exclude=target --mode=u=rwX,go=rX -c . | tar -C "$2" -x
}

# release_build SOURCES FOLDER: leaves the release in FOLDER/release.
release_build() {
    local sources=$2/sources log=$2/build.log version name
    umask 022
    mkdir -p "$2/release"
    copy_sources "$1" "$sources"
    JAVA_HOME=$JDK mvn -B --no-transfer-progress -q -f "$sources/pom.xml" -N site >"$log" 2>&1 || release_failed "$log"
    JAVA_HOME=$JDK mvn -B --no-transfer-progress -q -f "$sources/pom.xml" -Prelease -Dmaven.test.skip=true package \
        >"$log" 2>&1 || release_failed "$log"
    version=$(property "$sources/pom.xml" revision)
    SOURCE_DATE_EPOCH=$(date -d "$(property "$sources/pom.xml" project.build.outputTimestamp)" +%s)
    export SOURCE_DATE_EPOCH
    name=corelink-$version
    assemble "$sources" "$2/$name"
    pack "$2/$name" "$2/release/$name-linux-x64.tar.gz"
    (cd "$2/release" && sha256sum "$name-linux-x64.tar.gz" >"$name-linux-x64.tar.gz.sha256")
    sed "s/@version@/$version/" "$sources/corelink-host/src/main/release/get-corelink.sh" >"$2/release/get-corelink.sh"
    debian_package "$sources" "$2" "$version" >"$log" 2>&1 || release_failed "$log"
}

release_failed() {
    tail -n 30 "$1" >&2
    end "$FAILED" "The release cannot be built."
}

# property POM NAME
property() {
    sed -n "s:.*<$2>\(.*\)</$2>.*:\1:p" "$1"
}

# assemble SOURCES FOLDER: what the archive holds.
assemble() {
    local sources=$1 folder=$2
    cp -r "$sources/corelink-host/target/corelink" "$folder"
    cp "$sources/LICENSE" "$sources/NOTICE" "$folder"
    materials "$folder" <"$sources/corelink-host/target/sbom.json" >"$folder/sbom.json"
    cp -r "$sources/corelink-host/target/licences" "$sources/corelink-host/src/main/licences" "$folder"
    find "$folder/licences" -type d -empty -delete
    mkdir -p "$folder/share/man/man1" "$folder/share/bash-completion/completions"
    "$folder/bin/corelink" --man >"$folder/share/man/man1/corelink.1"
    "$folder/bin/corelink" --completion >"$folder/share/bash-completion/completions/corelink"
}

# materials FOLDER: the bill of materials of Maven's libraries, with what else the archive holds. The documentation lies in the
# archive, not where this build was. And what JLine calls the BSD licence has three clauses, not four.
materials() {
    local others=$1/.others
    {
        material openjdk "$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/runtime/release")" pkg:generic \
            'GPL-2.0-only WITH Classpath-exception-2.0'
        material atmosphere.js "$(noted "$1" atmosphere.js)" pkg:npm Apache-2.0
        material uplot "$(noted "$1" uPlot)" pkg:npm MIT
    } >"$others"
    sed -e 's|file:[^"]*/target/site/[^"]*|war/docs/index.html|' -e 's|BSD-4-Clause|BSD-3-Clause|' \
        -e "/^  \"components\" : \[/r $others"
    rm "$others"
}

# material NAME VERSION PURL-TYPE LICENCE: one component of CycloneDX, before another one.
material() {
    [[ -n $2 ]] || end "$FAILED" "The version of $1, which the archive holds, is not known."
    printf '    {\n      "type" : "library",\n      "bom-ref" : "%s/%s@%s",\n      "name" : "%s",\n      "version" : "%s",\n' \
        "$3" "$1" "$2" "$1" "$2"
    printf '      "licenses" : [ { "expression" : "%s" } ],\n      "purl" : "%s/%s@%s"\n    },\n' "$4" "$3" "$1" "$2"
}

# noted FOLDER NAME: the version that NOTICE tells.
noted() {
    sed -n "s/^  $2 \([0-9.]*\) .*/\1/p" "$1/NOTICE"
}

# pack FOLDER ARCHIVE: the same bytes for the same names and contents, whoever packs them, where and when.
pack() {
    tar -C "${1%/*}" --create --format=gnu --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        --mode=u=rwX,go=rX --hard-dereference "${1##*/}" | gzip -9 --no-name >"$2"
}

# debian_package SOURCES FOLDER VERSION: made of the archive, so that it installs the same.
debian_package() {
    local resources=$2/deb
    mkdir "$resources" "$2/unpacked"
    cp "$1"/corelink-host/src/main/release/deb/* "$resources"
    tar -xzf "$2/release/corelink-$3-linux-x64.tar.gz" -C "$2/unpacked" --same-permissions
    # For jpackage, what is installed is a runtime; its own launcher would want another order of folders.
    DPKG_DEB_COMPRESSOR_TYPE=gzip "$JDK/bin/jpackage" --type deb --name corelink --app-version "$3" \
        --runtime-image "$2/unpacked/corelink-$3" --resource-dir "$resources" --install-dir /opt --dest "$2/release"
}

# require_equal FILE OTHER: ends the script if two builds differ, and names what differs first.
require_equal() {
    local difference
    difference=$(first_difference "$1" "$2") || end "$FAILED" "Two builds differ in ${1##*/}: $difference"
}

# first_difference FILE OTHER: fails, and tells the first entry in which two archives differ, unless they are equal.
first_difference() {
    cmp -s "$1" "$2" && return
    local difference
    # Both programs end with 1 here, for what they were asked.
    difference=$(diff <(entries "$1") <(entries "$2") | grep -m 1 '^[<>]') || true
    echo "${difference:-nothing but how they are packed}"
    return 1
}

# entries FILE: a line for each entry of an archive, with everything that the archive tells of it; then the hash of each file.
entries() {
    local folder
    case "$1" in
        *.tar.gz) tar --list --verbose --full-time --numeric-owner -f "$1" ;;
        *.deb) dpkg-deb --info "$1" && dpkg-deb --contents "$1" ;;
        *) sha256sum <"$1" && return ;;
    esac
    folder=$(mktemp -d)
    case "$1" in
        *.tar.gz) tar -xzf "$1" -C "$folder" ;;
        *) dpkg-deb --raw-extract "$1" "$folder" ;;
    esac
    (cd "$folder" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
    rm -rf "$folder"
}
