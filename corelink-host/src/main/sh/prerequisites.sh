# shellcheck shell=bash
# What ./corelink and ./verify need from the machine: a JDK 25, Maven, packages. To be sourced.
#
# Exit codes are those of the host tool: 1 failed, 3 a prerequisite is missing.

readonly FAILED=1
readonly PREREQUISITE_MISSING=3
readonly JDK_VERSION=25
readonly JDK_ADVICE="Get a JDK $JDK_VERSION (for example https://adoptium.net/temurin/releases/?version=$JDK_VERSION), \
unpack it, and run: JAVA_HOME=<its folder> $0"

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# end CODE SENTENCE...
end() {
    local code=$1
    shift
    say "$*"
    exit "$code"
}

# as_root COMMAND...: by sudo where this is not root.
as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo -- "$@"
    fi
}

# as_owner FOLDER COMMAND...: root works in somebody's source tree as that person, so that no file of root stays there.
as_owner() {
    local owner home
    owner=$(stat -c %U "$1")
    home=$(getent passwd "$owner" | cut -d: -f6) || home=
    shift
    if ((EUID == 0)) && [[ $owner != root && -n $home ]]; then
        HOME=$home runuser -u "$owner" -- "$@"
    else
        "$@"
    fi
}

is_jdk() {
    [[ -x $1/bin/javac && -x $1/bin/java ]] && grep -qs "^JAVA_VERSION=\"${JDK_VERSION}[.\"+-]" "$1/release"
}

# find_jdk: sets JDK to a folder; fails if there is none.
find_jdk() {
    local candidate on_path="" user_home=$HOME
    if [[ -n ${SUDO_USER:-} ]]; then
        user_home=$(getent passwd "$SUDO_USER" | cut -d: -f6) || user_home=$HOME
    fi
    on_path=$(command -v javac) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/javac}
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* \
        "$user_home"/.sdkman/candidates/java/* "$user_home"/.jdks/* "$on_path"; do
        if [[ -n $candidate ]] && is_jdk "$candidate"; then
            JDK=$candidate
            return 0
        fi
    done
    return 1
}

# is_network_failure LOG: whether apt or Maven failed because nothing could be reached.
is_network_failure() {
    grep -qsiE 'temporary failure (in name resolution|resolving)|could not resolve|unknown ?host|network is unreachable|no route to host|could not connect|connection (refused|timed out|reset)|connect(ion)? time(d )?out|name or service not known' "$1"
}

# apt LOG ARGUMENTS...: apt-get that asks nothing and waits for another apt-get.
apt() {
    local log=$1
    shift
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a apt-get -y -q \
        -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 -o Acquire::http::Timeout=20 "$@" >>"$log" 2>&1
}

is_offered() {
    apt-cache show "$1" 2>/dev/null | grep -q '^Package:'
}

# install_packages REASON PACKAGE...: by apt-get; ends the script with words if that is impossible.
install_packages() {
    local reason=$1 log package callers_trap
    shift
    command -v apt-get >/dev/null || end "$PREREQUISITE_MISSING" \
        "$reason is missing, and this system has no apt-get. Install it by the system's own means: $*"
    if ((EUID != 0)); then
        command -v sudo >/dev/null || end "$PREREQUISITE_MISSING" \
            "$reason is missing, and only root can install it. As root: apt-get install $*"
        say "$reason is missing: installing $* by sudo, which may ask for your password"
    else
        say "$reason is missing: installing $*"
    fi
    log=$(mktemp)
    callers_trap=$(trap -p EXIT)
    # shellcheck disable=SC2064 # this log, not that of a later call
    trap "rm -f '$log'" EXIT
    for package in "$@"; do
        # The lists of a fresh machine are empty or old.
        is_offered "$package" || { apt "$log" update || true; break; }
    done
    for package in "$@"; do
        is_offered "$package" || not_installable "$reason" "$package" "$log"
    done
    apt "$log" install --no-install-recommends "$@" \
        || { apt "$log" update && apt "$log" install --no-install-recommends "$@"; } \
        || not_installable "$reason" "$*" "$log"
    rm -f "$log"
    eval "${callers_trap:-trap - EXIT}"
}

not_installable() {
    local reason=$1 packages=$2 log=$3 advice="Then run: apt-get install $2"
    [[ $packages == *jdk* ]] && advice=$JDK_ADVICE
    if is_network_failure "$log"; then
        end "$PREREQUISITE_MISSING" "$reason is missing, and it cannot be installed because the package server cannot" \
            "be reached: is there a network? $advice"
    fi
    grep '^E:' "$log" >&2 || true
    end "$PREREQUISITE_MISSING" "$reason is missing, and apt-get cannot install $packages on this system. $advice"
}

need_jdk() {
    find_jdk && return
    install_packages "A JDK $JDK_VERSION" "openjdk-$JDK_VERSION-jdk-headless"
    find_jdk || end "$PREREQUISITE_MISSING" "A JDK $JDK_VERSION was installed but is not found. $JDK_ADVICE"
}

# need_command PACKAGE COMMAND
need_command() {
    command -v "$2" >/dev/null || install_packages "$2" "$1"
}

need_pam() {
    compgen -G '/lib*/libpam.so.0' >/dev/null || compgen -G '/lib/*/libpam.so.0' >/dev/null \
        || compgen -G '/usr/lib*/libpam.so.0' >/dev/null || compgen -G '/usr/lib/*/libpam.so.0' >/dev/null \
        || install_packages "Linux-PAM" libpam0g
}

# maven FOLDER ARGUMENTS...: in FOLDER, on our JDK.
maven() {
    local folder=$1
    shift
    as_owner "$folder" env JAVA_HOME="$JDK" mvn -B --no-transfer-progress -f "$folder/pom.xml" "$@"
}
