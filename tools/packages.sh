#!/usr/bin/env bash
# Installs the Debian packages that are named and missing, when run as root; otherwise prints the command that does it.
set -euo pipefail

if ! command -v dpkg-query >/dev/null; then
    echo "== This is not Debian. What needs these packages is skipped unless you install their like: $*" >&2
    exit 0
fi
missing=()
for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
if [ "$(id -u)" != 0 ]; then
    echo "== Missing Debian packages; what needs them is skipped. To install them:" >&2
    echo "   sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 0
fi
echo "== apt-get install ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "${missing[@]}"
