#!/usr/bin/env bash
# Sets up what the app needs, and leaves alone what is there already.
#
#   packaging/setup.sh app     Qt's system libraries, .venv, the package
#   packaging/setup.sh test    the same, and what the test suite needs beside it
#
# System packages are installed only where something is missing and this is root on a Debian
# system; anywhere else the missing ones are named, with the command to type. Run by the Makefile,
# which remembers that it is done: the network is used once.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:?app or test}
PYTHON=${PYTHON:-}
PIP=(.venv/bin/python -m pip --disable-pip-version-check)

# Shared libraries that Qt looks for, and the Debian packages that hold them (from `ldd` on the
# libraries and platform plug-ins of PySide6-Essentials 6.11). The second block lets a window open.
QT_LIBRARIES="
libglib-2.0.so.0        libglib2.0-0
libgthread-2.0.so.0     libglib2.0-0
libGL.so.1              libgl1
libEGL.so.1             libegl1
libX11.so.6             libx11-6
libxkbcommon.so.0       libxkbcommon0
libfontconfig.so.1      libfontconfig1
libfreetype.so.6        libfreetype6
libdbus-1.so.3          libdbus-1-3
libz.so.1               zlib1g
libzstd.so.1            libzstd1
libgssapi_krb5.so.2     libgssapi-krb5-2
libbrotlidec.so.1       libbrotli1

libX11-xcb.so.1         libx11-xcb1
libxcb.so.1             libxcb1
libxcb-cursor.so.0      libxcb-cursor0
libxcb-icccm.so.4       libxcb-icccm4
libxcb-image.so.0       libxcb-image0
libxcb-keysyms.so.1     libxcb-keysyms1
libxcb-randr.so.0       libxcb-randr0
libxcb-render.so.0      libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0       libxcb-shape0
libxcb-shm.so.0         libxcb-shm0
libxcb-sync.so.1        libxcb-sync1
libxcb-util.so.1        libxcb-util1
libxcb-xfixes.so.0      libxcb-xfixes0
libxcb-xkb.so.1         libxcb-xkb1
libxkbcommon-x11.so.0   libxkbcommon-x11-0
libwayland-client.so.0  libwayland-client0
libwayland-cursor.so.0  libwayland-cursor0
"

# Programs, and files, that only the tests need; the last three let veraPDF check documents.
TEST_PROGRAMS="
pdftotext  poppler-utils
qpdf       qpdf
Xvfb       xvfb
xauth      xauth
java       default-jre-headless
/usr/share/java/jaxb-runtime.jar  libjaxb-java
/usr/share/java/jaxb-api.jar      libjaxb-api-java
"

say() { printf '%s\n' "$*"; }
fail() { printf 'Set-up stopped: %s\n' "$*" >&2; exit 1; }

is_linux() { [ "$(uname -s)" = Linux ]; }
is_debian() { [ -f /etc/debian_version ] && command -v apt-get >/dev/null; }

missing_libraries() { # pairs of "library package" that the loader does not know
    local known library package
    known=$( (PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true) | awk '{print $1}')
    while read -r library package; do
        [ -z "$library" ] || grep -qxF "$library" <<<"$known" || say "$library $package"
    done <<<"$QT_LIBRARIES"
}

missing_programs() {
    local program package
    while read -r program package; do
        [ -z "$program" ] || [ -e "$program" ] || command -v "$program" >/dev/null ||
            say "$program $package"
    done <<<"$TEST_PROGRAMS"
}

apt_install() {
    say "Installing with apt-get: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q </dev/null >/dev/null || fail "apt-get update failed; is the network there?"
    apt-get install -y -q --no-install-recommends "$@" </dev/null >/dev/null ||
        fail "apt-get could not install: $*"
}

# Takes the missing things as lines "thing package".
provide() {
    local missing=$1 packages
    [ -n "$missing" ] || return 0
    packages=$(awk '{print $2}' <<<"$missing" | sort -u | tr '\n' ' ')
    if is_debian && [ "$(id -u)" = 0 ]; then
        # shellcheck disable=SC2086  # one word a package
        apt_install $packages
    elif is_debian; then
        fail "missing on this system: $(awk '{print $1}' <<<"$missing" | tr '\n' ' ')
Type:  sudo apt-get install --no-install-recommends $packages"
    else
        fail "missing on this system: $(awk '{print $1}' <<<"$missing" | tr '\n' ' ')
Install them with your system's own packages (Debian calls these: $packages)"
    fi
}

find_python() { # the first Python that can run the app
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3.11 python3.12 python3.13 python3; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; then
            say "$candidate"
            return
        fi
    done
    fail "no Python 3.11, 3.12 or 3.13 found (python3 is $(python3 --version 2>/dev/null || echo absent))"
}

# Debian's Python comes without ensurepip unless python3-venv is there; its pip can stand in.
make_venv() {
    local python
    [ ! -x .venv/bin/python ] || .venv/bin/python -m pip --version >/dev/null 2>&1 || rm -rf .venv
    [ ! -x .venv/bin/python ] || return 0
    python=$(find_python)
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv .venv
    elif "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv --without-pip .venv
        "$python" -m pip --disable-pip-version-check --python .venv/bin/python install --quiet pip
    else
        provide "ensurepip python3-venv"
        "$python" -m venv .venv
    fi
}

# Build tools first, once: the build hook then compiles the forms with the very PySide6 that the
# app runs on, and it is downloaded once.
install_package() {
    local extras=$1
    mapfile -t build_tools < <(.venv/bin/python -c '
import tomllib
with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["build-system"]["requires"], sep="\n")')
    "${PIP[@]}" install --quiet "${build_tools[@]}"
    "${PIP[@]}" install --quiet --no-build-isolation --editable ".$extras"
}

if is_linux; then provide "$(missing_libraries)"; fi
case $what in
    app)
        make_venv
        say "Installing the app into .venv (once; needs the network)"
        install_package ""
        ;;
    test)
        if is_linux; then provide "$(missing_programs)"; fi
        say "Installing the test tools into .venv (once; needs the network)"
        install_package "[dev]"
        ;;
    *) fail "app or test, not $what" ;;
esac
