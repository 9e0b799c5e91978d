#!/usr/bin/env bash
# Tries `make demo` and `make test` as on a fresh machine: a Debian 12 made on the spot, with
# Python 3.11, pip, make, git and certificates, and nothing else.
#
#   packaging/try_clean.sh [FOLDER]     as root on Debian, from a committed checkout
#
# FOLDER (default /tmp/facilitator-clean) takes the system; the bare system is kept in
# FOLDER/bare.tar for the next time. What this machine needs to reach Debian and the package index
# goes in by environment:
#   MIRROR  Debian's mirror (default http://deb.debian.org/debian)
#   BINDS   folders to show inside, read-only, e.g. a local wheel store
#   PIP_*   pip's own settings, handed on as they are; a PIP_CERT is copied to the same place inside
# Steps, each with its time: make demo; make demo again, which must install nothing; make test;
# make demo without any network; the figures of the sample. Stops at the first that fails.
set -euo pipefail

checkout=$(cd "$(dirname "$0")/.." && pwd)
folder=$(realpath --canonicalize-missing "${1:-/tmp/facilitator-clean}")
mirror=${MIRROR:-http://deb.debian.org/debian}
system=$folder/system
inside=/home/facilitator
mounted=()

release() {
    local point
    for point in "${mounted[@]}"; do umount --recursive --lazy "$point"; done
}
trap release EXIT

remove_system() { # also one whose run was killed: what it had mounted is let go, never emptied
    local point
    findmnt --raw --noheadings --output TARGET | grep "^$system/" | sort --reverse |
        while read -r point; do umount --lazy "$point"; done || true
    rm -rf --one-file-system "$system"
}

make_bare_system() {
    [ ! -f "$folder/bare.tar" ] || return 0
    remove_system
    debootstrap --variant=minbase --include=python3,python3-pip,make,git,ca-certificates \
        bookworm "$system" "$mirror"
    tar -C "$folder" -cf "$folder/bare.tar" system
}

show() { # a folder of this machine, read-only, at the same place inside
    mkdir -p "$system$1"
    mount --bind -o ro "$1" "$system$1"
    mounted=("$system$1" "${mounted[@]}")
}

enter() { # a command in the checkout inside, with a bare environment and pip's settings
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${pip_settings[@]}" "${without_network[@]}" \
        chroot "$system" sh -c "cd $inside && $1" </dev/null
}

step() {
    local start=$SECONDS
    printf '\n=== %s\n' "$1"
    enter "$1"
    printf '=== done in %d s: %s\n' $((SECONDS - start)) "$1"
}

mkdir -p "$folder"
make_bare_system
remove_system
tar -C "$folder" -xf "$folder/bare.tar"
cp /etc/resolv.conf "$system/etc/resolv.conf"
mount -t proc proc "$system/proc"
mount -t sysfs -o ro sysfs "$system/sys"
mounted=("$system/sys" "$system/proc")
mount -t tmpfs tmpfs "$system/dev/shm" # its own; the nodes in /dev came with the bare system
mounted=("$system/dev/shm" "${mounted[@]}")
for bind in ${BINDS:-}; do show "$bind"; done
if [ -n "${PIP_CERT:-}" ]; then install -D -m 644 "$PIP_CERT" "$system$PIP_CERT"; fi
mapfile -t pip_settings < <(env | grep '^PIP_' || true)
without_network=()

git clone --quiet --no-local "$checkout" "$system$inside"

step "make demo"
step "make demo"
step "make test"
without_network=(unshare --net)
step "make demo"
step ".venv/bin/facilitator info demo/vientiane-2024.programme --json"
